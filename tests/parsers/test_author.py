"""Authors: people, in order, as the page shows them; better none than a wrong one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse_page
from pipeline.parsers.people.names import clean_name, is_person, names_in

TEXT = (
    "<p>The garden behind the mill was closed in spring, and nobody in the village could say who had the key.</p>" * 3
)


def _names(header: str = "", head: str = "", foot: str = "") -> list[str]:
    html = (
        f"<html lang=en><head><title>The key</title>{head}</head><body><article><h1>The key</h1>{header}"
        f'<div class="entry-content">{TEXT}{foot}</div></article></body></html>'
    )
    return [author.name for author in parse_page(html.encode(), url="https://garden.example/the-key").authors]


def _json_ld(*names: str) -> str:
    authors = [{"@type": "Person", "name": name} for name in names]
    return f'<script type="application/ld+json">{json.dumps({"@type": "BlogPosting", "author": authors})}</script>'


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ('<span class="author vcard">By <a class="url fn n" href="/author/anna/">Anna Beck</a></span>', ["Anna Beck"]),
        ("<p class=byline>Von Anna Beck und Tom Ruiz | 3. Mai 2020</p>", ["Anna Beck", "Tom Ruiz"]),
        ("<p class=meta>Posted on 3 May 2020 by Anna Beck</p>", ["Anna Beck"]),
        ("<p>3.5.2020 - Anna Beck</p>", ["Anna Beck"]),
        ('<a rel="author" href="/author/x/">ليلى حداد</a>', ["ليلى حداد"]),
        ("<span class=author>J. R. O'Neill-Smith</span>", ["J. R. O'Neill-Smith"]),
        (
            '<span class=author-name>Anna Beck</span><p><a rel=author href="https://anna.example">anna.example</a></p>'
            '<p><a href="/author/anna/">Alle Beiträge von Anna Beck ansehen</a></p>',
            ["Anna Beck"],
        ),
        ("<span class=byline>Par <a href='/auteur/loic/'>Loïc Le Clerc</a> le 3 avril</span>", ["Loïc Le Clerc"]),
        ("<p>Autor: red</p>", ["red"]),
        ('<a href="/users/nixe/" class="user-info">nixe</a>', ["nixe"]),
        ("<span class=byline>by admin</span>", []),
        ("<span class=author>Redaktion</span>", ["Redaktion"]),
        ('<p class=byline>by Anna Beck, <time datetime="2020-05-03">May 3, 2020</time></p>', ["Anna Beck"]),
        ("<p class=posted-on>Published 3 May 2020</p>", []),
        (
            '<p>After a winter in which nobody had the key, <a href="/profil/anna-beck/">Anna Beck</a> found it in the mill, '
            "where it had hung behind the door since the flood, and brought it to the mayor, who had a lock to go with it.</p>",
            [],
        ),
        ("<p>Par Odile le jeudi 2 avril 2009, 10:00 - Moulins - Lien permanent</p>", ["Odile"]),
        ("<p>by <a href='#'>Nora Whitcombe</a></p>", ["Nora Whitcombe"]),
        ("<p>Di <b>Alvise Morandin</b></p>", ["Alvise Morandin"]),
        ("<p>14.10.2020 08:00 - Haber: Defne Akgün</p>", ["Defne Akgün"]),
        ("<p>Julkaistu: 3.9.2015 klo 12.00<br>Teksti: Pekka Lehto</p>", ["Pekka Lehto"]),
        ("<p>Av Maja Lind den 5 november 2018</p>", ["Maja Lind"]),
        ("<p>9 May 2017, Anna Beck</p>", ["Anna Beck"]),
        ("<dl><dt>Auteur</dt><dd><a href='/staff/anna/'>Anna Beck</a></dd><dt>Date</dt></dl>", ["Anna Beck"]),
        ("<h5>Autor: </h5>Anna Beck/SP-X", ["Anna Beck"]),
        ("<p><b>By</b></p><p>Anna Beck</p>", ["Anna Beck"]),
        ("<p>Von <b>Anna Beck</b> und <b>Tom Ruiz</b><br>Salt / Coast</p>", ["Anna Beck", "Tom Ruiz"]),
        ("<ul><li>3 May 2020</li><li><span>Boris T. Kaiser</span></li><li>4 comments</li></ul>", ["Boris T. Kaiser"]),
        ("<ul><li><span>Treetop Walk</span>, 12 Forest Road</li><li>3 May 2020</li></ul>", []),
        ("<p>Posted by Anna Beck, AMP Project Marketing, Mill</p>", ["Anna Beck"]),
        ("<p class=byline>Anna M. Beck, London, Tom Ruiz</p>", ["Anna M. Beck", "Tom Ruiz"]),
        ("<div class=line><span>By Anna Beck</span><time>3 May 2020</time></div>", ["Anna Beck"]),
        ("<p>by</p><p>in <a rel=tag href='/tag/x/'>Social Media</a></p>", []),
        ("<p>Place: Kuressaare, Photo: Anna Beck</p>", []),
        ("<h2>Wednesdays: Do It Yourself</h2>", []),
        ("<div class=meta>Tuesday, 4 May 2021 | <a href='/category/x/'>Erneuerbare Energien</a></div>", []),
        (
            "<dl class=info><dd class=createdby>Geschrieben von Birgit Lammers</dd><dd>Zugriffe: 812</dd></dl>",
            ["Birgit Lammers"],
        ),
        (
            "<div class=byline><a href='/author/anna/'>Anna Beck</a><a href='/author/anna/'>View All</a>"
            "<a href='/author/anna/'>Autorenseite von </a></div>",
            ["Anna Beck"],
        ),
        ("<a rel=author href='/author/a/'><i>Anna Falk</i><i>Anna Falk</i></a>", ["Anna Falk"]),
        ("", []),
    ],
)
def test_the_byline_is_read(header: str, names: list[str]) -> None:
    assert _names(header) == names


def test_structured_names_are_believed_where_the_page_shows_them() -> None:
    assert _names("<p>A story told to Anna Beck</p>", _json_ld("Anna Beck")) == ["Anna Beck"]
    assert _names("", _json_ld("Theme Designer")) == []
    assert _names("", '<meta name="author" content="Theme Designer">') == []
    assert _names(foot="<p>Theme by Anna Beck</p>", head='<meta name="author" content="Anna Beck">') == []
    assert _names("<span class=byline>By Anna Beck</span>", _json_ld("admin")) == ["Anna Beck"]


def test_an_author_box_in_an_aside_may_hold_the_byline() -> None:
    box = '<aside class="author-meta"><span>by</span> <a rel="author" href="/author/anna/">Anna Beck</a></aside>'
    html = f'<html lang=en><body><article><h1>The key</h1><div class="entry-content">{TEXT}</div></article>{box}</body></html>'
    assert [a.name for a in parse_page(html.encode(), url="https://garden.example/the-key").authors] == ["Anna Beck"]


def test_a_title_is_no_byline() -> None:
    html = f'<html lang=de><body><div class="post"><h2>Über uns</h2><div class="entry">{TEXT}</div></div></body></html>'
    assert parse_page(html.encode(), url="https://garden.example/ueber-uns").authors == ()


def test_the_site_is_no_author() -> None:
    site = '<meta property="og:site_name" content="Garden Notes">'
    assert _names("<span class=author>Garden Notes</span>", site) == []


def test_a_commenter_is_no_author() -> None:
    comments = (
        '<ol class="commentlist"><li class="comment" id="comment-1"><div class="comment-author vcard">'
        '<cite class="fn">Tom Ruiz</cite></div><p>I have the key, and I will bring it to you tomorrow.</p></li></ol>'
    )
    assert _names("", "", f'</div><div id="comments">{comments}</div><div>') == []


def test_those_who_talk_in_a_list_below_are_no_authors() -> None:
    entry = '<div><span class="ticker-author">{}</span><p>Nobody could say who had the key of the mill.</p></div>'
    ticker = "".join(map(entry.format, ("Clara Brenn", "Anna Beck", "Tom Ruiz")))
    assert _names(f"<section>{ticker}</section>") == []
    assert _names(f"<p class=author>Von Anna Beck</p><section>{ticker}</section>") == ["Anna Beck"]


def test_members_in_a_sentence_who_live_elsewhere_are_no_authors() -> None:
    guest = '<p>Prof. <a href="https://people.example/profile/Tom_Ruiz">Tom Ruiz</a> speaks of the key.</p>'
    assert _names(guest) == []


def test_a_line_in_a_posts_foot_names_the_author_though_the_foot_has_no_tag() -> None:
    foot = (
        '</div><div class="post-footer"><p class="post-footer-info">Posted by <a href="/about">Nora</a> at 09:15 PM</p>'
    )
    assert _names(foot=foot) == []
    assert _names(foot=foot.replace("Nora", "Nora Whitcombe")) == ["Nora Whitcombe"]


def test_a_line_at_the_foot_names_the_author() -> None:
    assert _names("", "", "<p><em>Text: Anna Beck</em></p>") == ["Anna Beck"]


@given(st.text(max_size=150))
def test_names_are_short_and_hold_letters(text: str) -> None:
    for name in names_in(text):
        assert len(name) <= 60
        assert any(character.isalpha() for character in name)


@pytest.mark.parametrize(
    "text",
    [
        "3. Mai 2020",
        "https://x.example",
        "x.example",
        "anna@x.example",
        "Admin",
        "",
        "Read more?",
        "Published June 9, 2017",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert clean_name(text) is None


@pytest.mark.parametrize(
    ("name", "person"),
    [("Anna Beck", True), ("Anna von Beck", True), ("Garden GmbH", False), ("anna", False), ("焦鹏", True)],
)
def test_the_shape_of_a_person_s_name(name: str, person: bool) -> None:
    assert is_person(name) is person


def test_the_author_of_a_web_page_node_counts_where_no_node_is_an_article() -> None:
    nodes = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "author": {"@id": "#anna"}},
            {"@type": "Person", "@id": "#anna", "name": "Anna Beck"},
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(nodes)}</script>'
    assert _names("<p>A story told to Anna Beck</p>", head) == ["Anna Beck"]


def test_a_post_footer_names_the_author_though_it_is_a_footer() -> None:
    foot = (
        '</div><div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">'
        '<a rel="author" href="https://people.example/1">Anna Beck</a></span></span>'
    )
    assert _names(foot=foot) == ["Anna Beck"]


def test_the_author_of_a_post_without_byline_is_the_one_whose_comments_are_marked_so() -> None:
    talk = (
        '</div><div id="comments"><ol class="comment-list">'
        '<li id="comment-1" class="comment depth-1"><article class="comment-body"><b class="fn">Tom</b>'
        '<time datetime="2020-05-03T10:00:00+02:00">3 May 2020</time>'
        '<div class="comment-content"><p>Who had it?</p></div></article></li>'
        '<li id="comment-2" class="comment bypostauthor depth-1"><article class="comment-body"><b class="fn">Anna</b>'
        '<time datetime="2020-05-03T11:00:00+02:00">3 May 2020</time>'
        '<div class="comment-content"><p>The miller.</p></div></article></li></ol>'
    )
    assert _names(foot=talk) == ["Anna"]


def test_the_fuller_of_two_boxes_about_one_author_is_the_bio() -> None:
    short = '<div class="author-box"><h3>Anna Beck</h3><p>Anna writes about gardens and the people in them.</p></div>'
    whole = (
        '<div class="author-info"><div class=top>About the author - <span>Anna Beck</span></div>'
        "<p>Anna writes about gardens, mills and keys, and has done so for twelve years in this village.</p></div>"
    )
    html = (
        f"<html lang=en><body><article><h1>The key</h1><p class=byline>By Anna Beck</p>{short}"
        f'<div class="entry-content">{TEXT}</div>{whole}</article></body></html>'
    )
    (author,) = parse_page(html.encode(), url="https://garden.example/the-key").authors
    assert author.name == "Anna Beck"
    assert author.bio == "Anna writes about gardens, mills and keys, and has done so for twelve years in this village."
