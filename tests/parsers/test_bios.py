"""Bios: what presents an author, and nothing else; none is better than a wrong one."""

from __future__ import annotations

import pytest

from pipeline import parse_page

TEXT = (
    "<p>The garden behind the mill was closed in spring, and nobody in the village could say who had the key.</p>" * 6
)
BIO = "Anna Beck mends clocks by the river and writes about what goes wrong."


def _page(after: str = "", end: str = "", byline: str = '<p class="byline">By Anna Beck</p>') -> tuple[list[str | None], str]:
    html = (
        f"<html lang=en><head><title>The key</title></head><body><article><h1>The key</h1>{byline}"
        f'<div class="entry-content">{TEXT}{end}</div>{after}</article></body></html>'
    )
    page = parse_page(html.encode(), url="https://garden.example/the-key")
    return [author.bio for author in page.authors], page.body.text


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="author-box"><h4>Anna Beck</h4><p class="author-description">{BIO}</p></div>',
        f'<div class="author-box"><div class="author-bio">{BIO}</div><div class="box-contact">'
        '<a href="https://x.example"><span class="screen-reader-text">Facebook</span></a></div></div>',
        f'<div class="author-box"><h3>E-Mail</h3><h3>Key</h3><div class="author-bio"><h2>Anna Beck</h2>{BIO}</div></div>',
        f'<div class="author-box"><div class="desc"><p>at Mill.example</p><div class="bio">{BIO}</div></div></div>',
        f'<div class="author-box"><div class="description">{BIO}</div><div class="author_text"><ul>'
        '<li><a href="/a">Why the mill was sold</a> - May 3, 2020</li>'
        '<li><a href="/b">Where the river went</a> - May 2, 2020</li></ul></div></div>',
        f'<div class="author-box"><p><b>Biografie</b><br>{BIO}</p></div>',
        f'<div class="author-box"><div class="author-bio-line">Mill writer</div><div class="author-bio-text">{BIO} '
        '<a href="/anna/bio">Full Bio</a></div></div>',
        f'<div class="author-box"><p>{BIO}</p><p>Facebook Twitter LinkedIn</p></div>',
        # Without a class that tells.
        f'<div class="card"><img alt=""><h4>Anna Beck</h4><p>{BIO}</p></div>',
        f'<div class="x1"><span>About Anna Beck</span><p>{BIO}</p></div>',
        f'<div class="x1"><div>Author</div><div>Anna Beck</div><div data-testid="author-block-description">{BIO}</div></div>',
        f'<aside><div><div>About <a href="/author/anna">Anna Beck</a></div><p>{BIO}</p></div></aside>',
        f"<div><h2><span>Autor:innen</span></h2><div><p>{BIO}</p></div></div>",
    ],
)
def test_the_bio_is_read_and_no_more(box: str) -> None:
    bios, body = _page(box)
    assert bios == [BIO]
    assert BIO not in body


@pytest.mark.parametrize(
    "end",
    [
        f"<p><strong><em>About the author:</em></strong></p><p><em>{BIO}</em></p>",
        "<p><em>The author is a maker of clocks by the river and lives in the mill.</em></p>",
    ],
)
def test_a_bio_at_the_texts_end_is_cut_out(end: str) -> None:
    (bio,), body = _page(end=end)
    assert bio
    assert bio not in body
    assert body.endswith("who had the key.")


@pytest.mark.parametrize(
    "box",
    [
        '<div class="author-box"><b>Anna Beck</b><p>PUBLISHED: November 8, 2023 at 4:56 p.m. | UPDATED: November 9, 2023</p></div>',
        '<div class="author-box"><b>Anna Beck</b><span>28 April 2021</span> <span>Politics Rebuilding Fund, left, parties</span></div>',
        '<div class="author-box"><b>Anna Beck</b><div class="author-bio"></div><p>News on this site may hold opinions of many.</p></div>',
        '<div class="author-meta"><a class="author-meta-link" href="/x">Watch how the river took the mill of the village</a></div>',
        "<ul><li><a href='/x'><h4>Why the mill was sold</h4><span>Anna Beck</span><p>It was sold because the river went away.</p></a></li></ul>",
        "<div><p>Anna Beck</p><time>3 May 2020</time><p>It was sold because the river had gone away at last.</p></div>",
    ],
)
def test_what_is_no_bio(box: str) -> None:
    assert _page(box)[0] == [None]


def test_a_book_in_italics_stays_in_its_sentence() -> None:
    told = '<p>Anna Beck mends clocks and is the author of <i><a href="https://books.example/1">The Key</a></i>.</p>'
    (bio,), _ = _page(f'<div class="author-box">{told}</div>')
    assert bio == "Anna Beck mends clocks and is the author of The Key."


def test_one_paragraph_that_presents_several_is_shared_out() -> None:
    both = "<p>Zu den AutorInnen:</p><p><b>Anna Beck</b> mends clocks by the river. <b>Tom Ruiz</b> paints mills in winter.</p>"
    bios, _ = _page(end=both, byline='<p class="byline">By Anna Beck and Tom Ruiz</p>')
    assert bios == ["Anna Beck mends clocks by the river.", "Tom Ruiz paints mills in winter."]
