"""Where a body begins and ends: leads, captions, sidebars, posts of one word, and the lines that are about the post."""

from __future__ import annotations

import pytest

from pipeline import parse_page
from pipeline.models import ParsedPage

URL = "https://harbour.example/2021/03/lamps"
LEAD = "Three lamps went out along the quay in one night, and the harbour master asked for new ones at once."
ONE = "The lamps along the quay were older than the bridge, and each had a number that nobody could explain."
TWO = "When the first one went out, the ferry stayed on the other side, because its pilot had lost the landing."
THREE = "A carpenter from the yard put a lantern on the last pole, and it has been burning there ever since."
LONG = " ".join([ONE, TWO, THREE] * 4)


def _parsed(body: str, head: str = "") -> ParsedPage:
    html = f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return parse_page(html.encode(), url=URL)


def _text(body: str) -> str:
    return _parsed(body).body.text


@pytest.mark.parametrize(
    "lead",
    [
        f'<div class="teaser-text"><p>{LEAD}</p></div>',
        f'<div class="news-teaser">{LEAD}</div>',
        f'<div class="teaser-text"><ul><li>{LEAD}</li></ul></div>',
    ],
)
def test_a_teaser_that_stands_over_the_body_begins_it(lead: str) -> None:
    article = (
        f'<div class="news-single"><div class="header"><h1>Lamps</h1></div>{lead}'
        f'<div itemprop="articleBody"><p>{ONE}</p><p>{TWO}</p></div></div>'
    )
    assert _text(article) == f"{LEAD}\n\n{ONE}\n\n{TWO}"


def test_a_lead_is_found_over_a_body_without_a_title() -> None:
    assert (
        _text(f'<div><div class="teaser-text">{LEAD}</div><div itemprop="articleBody"><p>{ONE}</p></div></div>')
        == f"{LEAD}\n\n{ONE}"
    )


@pytest.mark.parametrize(
    "teasers",
    [
        f'<div class="teaser">{LEAD}</div><div class="teaser">{THREE}</div>',
        f'<div class="teaser">{LEAD} <a href="/other">More</a></div>',
        f'<a href="/other"><div class="teaser">{LEAD}</div></a>',
    ],
)
def test_teasers_of_other_posts_do_not(teasers: str) -> None:
    assert _text(f"<article><h1>Lamps</h1>{teasers}<p>{ONE}</p><p>{TWO}</p></article>") == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize("name", ["textmedia__text", "content-imagetext", "ImageText_Container"])
def test_text_beside_a_picture_is_no_caption(name: str) -> None:
    text = _text(f'<article><h1>Lamps</h1><div class="{name}"><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div></article>')
    assert text == f"{ONE}\n\n{TWO}\n\n{THREE}"


def test_a_caption_and_its_credit_are_no_text() -> None:
    caption = '<div class="picture__caption"><p>The quay at night.</p><p>Photo by Ida Holm</p></div>'
    assert _text(f"<article><h1>Lamps</h1><img src=/a.jpg>{caption}<p>{ONE}</p><p>{TWO}</p></article>") == f"{ONE}\n\n{TWO}"


def test_a_page_with_nothing_but_a_caption_has_it_as_its_text() -> None:
    assert _text(f'<article><h1>Lamps</h1><video src=/a.mp4></video><div class="item-caption"><p>{LEAD}</p></div></article>') == LEAD


def test_readings_over_characters_are_no_text() -> None:
    ruby = "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の<ruby>灯<rt>あか</rt></ruby>りは橋よりも古く、番号の意味を知る人はいませんでした。"
    assert _text(f"<article><h1>灯</h1><p>{ruby}</p></article>") == "港の灯りは橋よりも古く、番号の意味を知る人はいませんでした。"


def test_names_of_icons_are_no_text() -> None:
    icon = '<i class="material-icons">arrow_forward_ios</i>'
    assert _text(f"<article><h1>Lamps</h1><p>{ONE}{icon}</p><p>{TWO}</p></article>") == f"{ONE}\n\n{TWO}"


def test_a_sidebar_may_hold_more_than_the_post() -> None:
    sidebar = f'<div id="sidebar"><div class="widget widget_text"><h3>About</h3><p>{LONG}</p></div></div>'
    assert _text(f'<h1>Lamps</h1><div class="entry"><p>{LEAD}</p></div>{sidebar}') == LEAD


def test_what_lies_in_a_layout_with_a_sidebar_is_none() -> None:
    menu = "<article><h4><a href=/a>Boats</a></h4></article>"
    post = f'<main class="ct-main-sidebar"><div class="main-content"><p>{ONE}</p><p>{TWO}</p></div></main>'
    assert _text(f"<h1>Lamps</h1>{menu}{post}") == f"{ONE}\n\n{TWO}"


def test_a_post_of_one_word_is_found_by_the_name_of_its_place() -> None:
    post = '<h1>Lamps</h1><p>A harbour by the sea</p><div class="entry"><p>=)</p></div><p>Notes from a quay</p>'
    assert _text(post) == "=)"


@pytest.mark.parametrize(
    "picture",
    [
        '<center><img src="/a.jpg"><br><em>The quay at night, seen from the yard</em></center>',
        '<div align="center"><div><img src="/a.jpg"></div><span class="small">The quay at night</span></div>',
        '<div class="embedbox"><a href="/a.jpg"><img src="/a.jpg"></a><p>The quay at night.</p></div>',
        '<p><img src="/a.jpg"> <small>The quay at night</small></p>',
    ],
)
def test_a_small_line_alone_with_a_picture_is_its_caption(picture: str) -> None:
    assert _text(f"<article><h1>Lamps</h1><p>{ONE}</p>{picture}<p>{TWO}</p></article>") == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "kept",
    [
        f'<div><img src="/a.jpg"><p>{THREE}</p></div>',
        f'<p><img src="/a.jpg">{THREE}</p>',
        f'<p><em>{THREE}</em><img src="/a.jpg"></p>',
        f'<p><img class="emoji" src="/a.png"> <em>{THREE}</em></p>',
    ],
)
def test_text_beside_a_picture_stays(kept: str) -> None:
    assert THREE in _text(f"<article><h1>Lamps</h1><p>{ONE}</p>{kept}<p>{TWO}</p></article>")


def test_a_line_in_the_titles_box_is_a_subtitle() -> None:
    header = "<header><h1>Lamps</h1><h3>THREE lamps went out in a single night</h3></header>"
    assert _text(f"<article>{header}<p>{ONE}</p><p>{TWO}</p></article>") == f"{ONE}\n\n{TWO}"


def test_a_paragraph_in_the_titles_box_is_a_lead() -> None:
    header = f"<header><h1>Lamps</h1><p>{LEAD} {THREE}</p></header>"
    assert _text(f"<article>{header}<p>{ONE}</p><p>{TWO}</p></article>") == f"{LEAD} {THREE}\n\n{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "line",
    [
        "Like this story? Share it with a friend!",
        "If you enjoyed this post, tell others of it.",
        "Subscribe now to our weekly paper for the full story.",
        "Hat dir der Beitrag gefallen? Dann erzähl anderen davon!",
        "¡Síguenos en nuestro canal!",
    ],
)
def test_what_is_asked_of_readers_at_the_end_is_no_text(line: str) -> None:
    assert _text(f"<article><h1>Lamps</h1><p>{ONE}</p><p>{TWO}</p><p>{line}</p></article>") == f"{ONE}\n\n{TWO}"


def test_reviews_of_what_a_shop_sells_are_no_text() -> None:
    review = f'<div class="jdgm-rev"><div class="jdgm-rev__body"><p>{LEAD}</p></div></div>'
    assert _text(f"<article><h1>Lamps</h1><p>{LONG}</p>{review}</article>") == LONG
