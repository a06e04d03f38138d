"""Article: the body and nothing but the body, from pages of the shapes that blogs have."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import parse_page
from pipeline.models import Document, ParsedPage

URL = "https://garden.example/2020/05/salt"
ONE = "The garden behind the mill was closed in spring, and nobody in the village could say who had the key."
TWO = "In June the gate stood open, the paths were swept, and a woman from the archive was counting the trees."
THREE = "She wrote the numbers into a small book, twice, because the first count had been wrong by eleven."


def _parsed(body: str, head: str = "", url: str = URL) -> ParsedPage:
    html = f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return parse_page(html.encode(), url=url)


def _post(inside: str, around: str = "") -> str:
    return f'<article><h1 class="entry-title">The key</h1><div class="entry-content">{inside}</div>{around}</article>'


def test_headings_lists_quotes_code_and_tables_stay_in_order() -> None:
    page = _parsed(
        _post(
            f"<p>{ONE}</p><h2>Trees</h2><ul><li>oak</li><li>ash</li></ul><blockquote><p>{TWO}</p></blockquote>"
            f"<pre>a\n  b</pre><table><tr><th>year</th><td>2020</td></tr></table><p>{THREE}</p>"
        )
    )
    assert page.body.text == f"{ONE}\n\nTrees\n\noak\nash\n\n{TWO}\n\na\n  b\n\nyear\t2020\n\n{THREE}"
    assert page.title == "The key"


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="sharedaddy sd-sharing-enabled"><a href="/x">Share on a network</a></div>',
        '<div class="jp-relatedposts"><h3>Related</h3><a href="/other">Another post of mine</a></div>',
        '<div class="newsletter-signup"><p>Get our letter every week, and never miss a post again, promise.</p></div>',
        '<p class="post-tags">Tags: <a rel="tag" href="/tag/trees/">trees</a></p>',
        '<ul><li><a href="/a">Where the river went</a></li><li><a href="/b">Why the mill was sold</a></li></ul>',
        '<p><a href="/c">Read more: why the mill was sold last year</a></p>',
        "<h3>You may also like</h3><p><a href='/d'>Why the mill was sold</a></p>",
        "<p>Advertisement</p>",
        '<div><p></p><a href="/list">Back to the list</a></div>',
        "<p>Photo: Anna Beck</p>",
        "<p>Anna Beck/Getty Images</p>",
        "<div><p></p><span>Schlagworte</span></div>",
        '<p>Tags: <a rel="tag" href="/tag/time/">Time</a></p>',
        '<p><b>Pages:</b> <span class="post-page-numbers">1</span> <a class="post-page-numbers" href="2/">2</a></p>',
        '<div class="entry-crumbs"><a href="/">Start</a> &gt; <span>The river that went away last year</span></div>',
        '<p class="postmetadata"><small>This entry was posted on a fine day and is filed under <a rel="category tag" '
        'href="/category/mills/">Mills</a>. You can follow any answers, or send a <a rel="trackback" href="#">'
        "trackback</a> from your own site, if you have one, and we would be very glad of that.</small></p>",
        '<span class="screen-reader-text">Skip to the comments</span>',
        "<script>var text = 'hidden words of a script';</script>",
        '<form><p>Your name</p><input name="q"></form>',
    ],
)
def test_furniture_in_the_body_goes(furniture: str) -> None:
    page = _parsed(_post(f"<p>{ONE}</p>{furniture}<p>{TWO}</p>{furniture}"))
    assert page.body.text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "kept",
    [
        '<p>As <a href="/2019/mill">I wrote last year</a>, the mill was sold.</p>',
        '<ul><li><a href="https://archive.example/map">The old map</a>, drawn in 1850</li></ul>',
        "<p>See <a href='https://archive.example/'>the archive</a> for more.</p>",
        "<p>Short.</p>",
    ],
)
def test_links_within_sentences_are_no_teasers(kept: str) -> None:
    page = _parsed(_post(f"<p>{ONE}</p>{kept}<p>{TWO}</p>"))
    assert len(page.body.text.split("\n\n")) == 3


def test_captions_stand_with_their_image_and_in_the_html_only() -> None:
    figure = '<figure><img src="/i.jpg" alt="a gate"><figcaption>The gate in June</figcaption></figure>'
    page = _parsed(_post(f"<p>{ONE}</p>{figure}<p>{TWO}</p>"))
    assert page.body.text == f"{ONE}\n\n{TWO}"
    assert "The gate in June" in page.body.html
    assert [(i.url, i.alt, i.caption) for i in page.images] == [
        ("https://garden.example/i.jpg", "a gate", "The gate in June")
    ]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="data:image/gif;base64,R0" data-src="/real.jpg">',
        '<img src="/placeholder.png" data-lazy-src="/real.jpg">',
        '<img srcset="/small.jpg 300w, /real.jpg 1200w">',
        '<img src="data:image/gif;base64,R0"><noscript><img src="/real.jpg"></noscript>',
    ],
)
def test_lazy_images_get_their_real_address(image: str) -> None:
    page = _parsed(_post(f"<p>{ONE}</p><p>{image}</p><p>{TWO}</p>"))
    assert [found.url for found in page.images] == ["https://garden.example/real.jpg"]
    assert 'src="https://garden.example/real.jpg"' in page.body.html


def test_a_page_without_any_class_is_read_by_its_prose() -> None:
    menu = "".join(f'<a href="/{n}">Part {n} of the menu</a> ' for n in range(30))
    page = _parsed(
        f"<div>{menu}</div><div><h1>The key</h1><div><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div></div>"
        "<div>Copyright of the garden, all rights reserved by the people of the village.</div>"
    )
    assert page.body.text == f"{ONE}\n\n{TWO}\n\n{THREE}"


def test_a_menu_that_is_never_closed_does_not_swallow_the_article() -> None:
    page = _parsed(f'<nav class="menu"><ul><li><a href="/a">A</a><main>{_post(f"<p>{ONE}</p><p>{TWO}</p>")}</main>')
    assert page.body.text == f"{ONE}\n\n{TWO}"


def test_a_widget_of_comments_is_not_the_body_of_a_very_short_post() -> None:
    said = "<li><article><footer>Ben on A post</footer><p>What Ben said of another post, at some length.</p></article></li>"
    page = _parsed(
        '<main><h1>The key</h1><div class="entry-content"><p>It was enough.</p></div></main>'
        f'<footer><ol class="wp-block-latest-comments">{said * 4}</ol></footer>'
    )
    assert page.body.text == "It was enough."


def test_a_word_that_a_template_marks_stays_in_its_sentence() -> None:
    page = _parsed(_post(f'<p>The <a class="auto-tag" rel="tag" href="/tag/mill/">old mill</a> was closed. {ONE}</p>'))
    assert page.body.text == f"The old mill was closed. {ONE}"


def test_a_subtitle_and_a_byline_are_no_leads() -> None:
    header = f'<p class="p-dek">{TWO}</p><div class="intro">By Anna Beck, updated on 19 November 2019 at 8:21 am, please.</div>'
    page = _parsed(
        f'<article><h1>The key</h1>{header}<div class="entry-content"><p>{ONE}</p><p>{THREE}</p></div></article>'
    )
    assert page.body.text == f"{ONE}\n\n{THREE}"


@pytest.mark.parametrize(
    "closing",
    [
        "Additional reporting by Anna Beck; editing by Tom Ruiz.",
        "Anna Beck in Salt contributed to this report.",
        "Follow Anna on the usual networks.",
        "Got a tip? Write to anna@garden.example.",
    ],
)
def test_lines_about_the_making_end_an_article_but_do_not_cut_it(closing: str) -> None:
    assert _parsed(_post(f"<p>{ONE}</p><p>{TWO}</p><p>{closing}</p>")).body.text == f"{ONE}\n\n{TWO}"
    within = f"<p>{closing}</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    assert _parsed(_post(within)).body.text == f"{closing}\n\n{ONE}\n\n{TWO}\n\n{THREE}"


def test_a_lead_between_title_and_body_is_of_the_body() -> None:
    page = _parsed(
        f"<article><h1>The key</h1><p class=byline>By Anna Beck</p><div class=intro><p>{THREE}</p></div>"
        f'<div class="entry-content"><p>{ONE}</p><p>{TWO}</p></div></article>'
    )
    assert page.body.text == f"{THREE}\n\n{ONE}\n\n{TWO}"


def test_script_does_not_reach_the_html_and_links_are_absolute() -> None:
    page = _parsed(_post(f'<p onclick="x()">{ONE} <a href="/map" onmouseover="y()">map</a></p><script>z()</script>'))
    assert not re.search(r"onclick|onmouseover|script|z\(\)", page.body.html)
    assert 'href="https://garden.example/map"' in page.body.html
    assert [(link.url, link.text, link.place) for link in page.links] == [("https://garden.example/map", "map", "body")]


def test_the_author_box_is_cut_out_and_read() -> None:
    box = (
        '<div class="author-box"><h4 class="author-name">Anna Beck</h4><p>Anna counts trees and writes about keys, '
        'mills and gates. Tel. +49 30 1234567, <a href="mailto:anna@garden.example">write to her</a>.</p>'
        '<a href="https://annabeck.example/">annabeck.example</a></div>'
    )
    page = _parsed(_post(f"<p>{ONE}</p><p>{TWO}</p>{box}"))
    assert page.body.text == f"{ONE}\n\n{TWO}"
    (author,) = page.authors
    assert (author.name, author.email, author.phone) == ("Anna Beck", "anna@garden.example", "+49 30 1234567")
    assert author.url == "https://annabeck.example/"
    assert author.bio is not None and author.bio.startswith("Anna counts trees")
    assert {link.place for link in page.links} == {"bio"}


def test_a_box_without_a_bio_does_not_make_the_post_one() -> None:
    box = '<div id="authorbox" class="author-profile"><img class="avatar" src="/a.jpg"><h4>The author: Anna Beck</h4></div>'
    meta = '<p class="postmetadata">by <a rel="author" href="/author/anna/">Anna Beck</a></p>'
    page = _parsed(
        f'<div class="post hentry"><h2>Letters from readers</h2><div class="entry"><p>{ONE}</p><p>{TWO}</p></div>'
        f"{meta}{box}</div>"
    )
    assert page.body.text == f"{ONE}\n\n{TWO}"
    assert [author.name for author in page.authors] == ["Anna Beck"]


def test_further_pages_are_asked_for_and_joined_in_order() -> None:
    links = '<div class="page-links">Pages: 1 <a href="/2020/05/salt/2">2</a> <a href="/2020/05/salt/3">3</a></div>'
    first = _parsed(_post(f"<p>{ONE}</p>{links}"))
    assert [(f.url, f.purpose) for f in first.follow_ups] == [(f"{URL}/2", "body"), (f"{URL}/3", "body")]
    more = [
        Document(f"{URL}/{n}", f"<html><body>{_post(f'<p>{text}</p>{links}')}</body></html>".encode(), purpose="body")
        for n, text in ((3, THREE), (2, TWO))
    ]
    html = f"<html><body>{_post(f'<p>{ONE}</p>{links}')}</body></html>".encode()
    assert parse_page(html, url=URL, more=more).body.text == f"{ONE}\n\n{TWO}\n\n{THREE}"


_sentences = st.lists(st.sampled_from([ONE, TWO, THREE]), min_size=1, max_size=6)


@given(_sentences, st.integers(0, 40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_paragraph_is_there_once_however_deep(paragraphs: list[str], depth: int) -> None:
    inside = "<div>" * depth + "".join(f"<p>{text}</p>" for text in paragraphs) + "</div>" * depth
    assert _parsed(_post(inside)).body.text == "\n\n".join(paragraphs)


@given(st.binary(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_a_result(noise: bytes) -> None:
    html = b"<html><body><article><h1>x</h1><p>" + noise + b"</p>" + noise
    page = parse_page(html, url=URL)
    assert not [problem for problem in page.problems if problem.code == "parser_failed"]


def test_a_table_of_data_inside_one_that_sets_paragraphs_stays_one() -> None:
    data = "<table><tr><td>Kettle</td><td>5 €</td></tr><tr><td>Pot</td><td>7 €</td></tr><tr><td>Pan</td><td>9 €</td></tr></table>"
    told = "<p>So it was in the village, and nobody had asked for it, as far as we know.</p>" * 4
    html = f"<title>Prices</title><h1>Prices</h1><table><tr><td>{told}{data}{told}</td></tr></table>"
    body = parse_page(html.encode(), "https://blog.example/a/").body
    assert body.html.count("<table>") == 1
    assert "<td>Pot</td><td>7 €</td>" in body.html


def _stating(text: str, body: str) -> ParsedPage:
    node = {"@context": "https://schema.org", "@type": "BlogPosting", "headline": "The key", "articleBody": text}
    stated = json.dumps(node).replace("</", "<\\/")
    return _parsed(body, f'<script type="application/ld+json">{stated}</script>')


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n{TWO}\n{THREE} & so on < and on",
        f"<p>{ONE}</p><p>{TWO}</p><p>{THREE} &amp; so on &lt; and on</p><script>alert(1)</script>",
        f"&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;&lt;p&gt;{THREE} &amp;amp; so on &amp;lt; and on&lt;/p&gt;",
    ],
)
def test_a_text_that_only_structured_data_has_is_the_body(text: str) -> None:
    page = _stating(text, "<div id=app>Loading</div>")
    assert page.page_kind == "article"
    assert page.body.text == f"{ONE}\n\n{TWO}\n\n{THREE} & so on < and on"
    assert page.body.html.count("<p>") == 3 and "script" not in page.body.html
    assert page.sources["body"] == "json-ld articleBody"


def test_what_the_page_shows_is_the_body_where_structured_data_repeats_it_in_part() -> None:
    page = _stating(f"{ONE} {TWO} {THREE}", _post(f"<p>{ONE}</p><h2>Trees</h2><p>{TWO}</p><p>{THREE}</p>"))
    assert page.body.text == f"{ONE}\n\nTrees\n\n{TWO}\n\n{THREE}"
    assert page.sources["body"] == "class of content"
