"""Languages: told by script, letters and commonest words; a page's own word is contradicted only where it is plain."""

from __future__ import annotations

import pytest

from pipeline.parsers.languages import language_of_text
from tests.parsers.posts_of_many_scripts import POSTS, Post

_TOLD = {
    "en": "There was a kettle on the stove that nobody had asked for, and they would have been glad of it when the rain came.",
    "fr": "Il y avait dans la cuisine une bouilloire que personne n'avait demandée, et nous étions contents de l'avoir quand il pleuvait.",
    "es": "En la cocina había una tetera que nadie había pedido, pero todos estaban muy contentos cuando llegó la lluvia con el frío.",
    "pt": "Na cozinha havia uma chaleira que ninguém tinha pedido, mas todos ficaram muito contentes com ela quando a chuva chegou.",
    "it": "Nella cucina c'era un bollitore che nessuno aveva chiesto, ma tutti erano molto contenti quando è arrivata la pioggia con il freddo.",
    "nl": "In de keuken stond een ketel waar niemand om had gevraagd, maar iedereen was er blij mee toen het ook nog begon te regenen.",
    "sv": "I köket stod en kittel som ingen hade bett om, men alla var glada för den när det också började regna och det var kallt.",
    "fi": "Keittiössä oli pannu, jota kukaan ei ollut pyytänyt, mutta kaikki olivat siitä iloisia kun sade tuli ja se oli niin kylmä.",
    "cs": "V kuchyni stála konvice, o kterou se nikdo neprosil, ale všichni byli rádi, když přišel déšť a byla zima jako v zimě, protože už to tak je.",
    "hu": "A konyhában volt egy kanna, amit senki nem kért, de mindenki örült neki, mert az eső is megjött és már nagyon hideg volt.",
    "ro": "În bucătărie era un ceainic pe care nu îl ceruse nimeni, dar toți au fost bucuroși când a venit ploaia și s-a făcut frig, după cum se știe.",
    "id": "Di dapur ada sebuah ketel yang tidak diminta oleh siapa pun, tetapi semua orang senang dengan itu karena hujan sudah datang dari pagi.",
}
_BLANK = "Kettle"


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
@pytest.mark.parametrize("stated", [None, "en-US", "xx"])
def test_a_post_tells_its_language_whatever_is_stated(post: Post, stated: str | None) -> None:
    assert language_of_text(post.paragraphs, stated) == post.language.split("-")[0]


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
def test_what_is_rightly_stated_is_not_contradicted(post: Post) -> None:
    assert language_of_text(post.paragraphs, post.language) is None


@pytest.mark.parametrize(("language", "text"), _TOLD.items(), ids=_TOLD)
def test_a_long_sentence_is_enough(language: str, text: str) -> None:
    assert language_of_text([_BLANK, text]) == language
    assert language_of_text([text], language.upper() + "-XX") is None
    assert language_of_text([text], "de") == language


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("nb-NO", "I kjøkkenet var det en kjele som ingen hadde bedt om, men alle var glade for den da det ble kaldt og det regnet."),
        ("da", "I kjøkkenet var det en kjele som ingen hadde bedt om, men alle var glade for den da det ble kaldt og det regnet."),
        ("bs", "U kuhinji je bio čajnik koji niko nije tražio, ali su svi bili sretni kad je došla kiša i kad je bilo hladno."),
        ("gsw", "In der Küche war ein Kessel, den niemand verlangt hat, und alle sind mit ihm zufrieden, als es regnet und kalt wird."),
        (None, "The Kettle Company. Ada Beck. Tom Ruiz. Berlin 2017. London 2018. Kettle, kettle, kettle, kettle and kettle."),
        ("de", "print(x) for y in range(100): foo bar baz qux import os import sys class Kettle def boil"),
        ("en", ""),
    ],
)
def test_what_is_not_plain_is_left_as_stated(stated: str | None, text: str) -> None:
    assert language_of_text([text], stated) is None
