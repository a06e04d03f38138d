"""Pages of no known engine: what all comments have in common is enough; what only looks alike gives nothing."""

from __future__ import annotations

from datetime import datetime
from html import escape

import pytest

from tests.parsers.comments.reading import read
from tests.parsers.comments.said import Said, flat, shown


def _page(listing: str, heading: str = "Comments") -> bytes:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>News</title></head><body><div id="top">'
        '<h1>The bridge is closed</h1><p class="date">May 3, 2019</p>'
        '<p>The town closed the old bridge, as everybody had '
        "said it would, and nobody was surprised. It will be opened again in the spring.</p></div>"
        f"<h2>{heading}</h2>{listing}<p>Imprint</p></body></html>"
    ).encode()


def _bare(roots: list[Said]) -> str:
    """No class, no id."""
    rows = [
        f"<li><b>{escape(said.name)}</b><br><i>{shown(said.at)}</i><p>{escape(said.text)}</p><p>"
        f"<a href='?r'>Reply</a></p></li>"
        for said, _ in flat(roots)
    ]
    return f"<ul>{''.join(rows)}</ul>"


def _seen(html: bytes) -> list[tuple[str | None, str | None, str]]:
    comments = read(html, url="https://news.example/bridge")[1].comments
    by_key = {comment.key: n for n, comment in enumerate(comments)}
    return [
        (c.author.name, (c.published.local_text() or "")[:16], c.text, by_key.get(c.parent_key or "")) for c in comments
    ]


def _said(roots: list[Said]) -> list[tuple[object, ...]]:
    rows = flat(roots)
    place = {said.key: n for n, (said, _) in enumerate(rows)}
    return [(s.name, s.at.isoformat()[:16], s.text, place[p.key] if p else None) for s, p in rows]


def test_a_page_without_any_class_gives_its_comments() -> None:
    names = enumerate(("Ada", "Ben", "Cy"), 1)
    roots = [Said(n, name, datetime(2020, 2, n, 10, n), f"The text of number {n}.") for n, name in names]
    assert _seen(_page(_bare(roots), "3 Comments")) == _said(roots)


LOOK_ALIKES = {
    "related posts": (
        '<div class="related-posts">'
        + "".join(
            f'<div class="item"><h3><a href="/p{n}">A post {n}</a></h3><span class="author">Ada</span>'
            f'<span class="date">May {n}, 2019</span>'
            f"<p>What it is about.</p></div>"
            for n in range(1, 5)
        )
        + "</div>"
    ),
    "recent comments": (
        '<aside class="recent-comments"><ul>'
        + "".join(
            f'<li><span class="author">Ben {n}</span> on <a href="/p{n}#comment-{n}">A post {n}</a> <span '
            f'class="date">May {n}, 2019</span></li>'
            for n in range(1, 5)
        )
        + "</ul></aside>"
    ),
    "latest comments": (
        '<ol class="wp-block-latest-comments">'
        + "".join(
            f'<li class="latest-comment"><footer><span class="comment-author">Ben {n}</span> on <a href="/p{n}/#comment-{n}">A post</a>'
            f'<time datetime="2019-05-0{n}">May {n}, 2019</time></footer><div class="comment-excerpt">'
            f"<p>What Ben {n} said of it.</p></div></li>"
            for n in range(1, 5)
        )
        + "</ol>"
    ),
    "a live ticker": (
        '<div class="live-ticker">'
        + "".join(
            f'<div class="entry"><span class="time">May 3, 2019 10:{n}0</span><p>Something happened at the bridge.</p>'
            f"</div>"
            for n in range(4)
        )
        + "</div>"
    ),
    "a comment form": (
        '<div id="respond"><form class="comment-form"><p class="comment-form-author"><label>Name</label>'
        '<input name="author"></p>'
        '<p class="comment-form-email"><label>E-mail</label></p><textarea name="comment"></textarea>'
        '<p>Saved until May 3, 2029</p></form></div>'
    ),
    "a list of posts": "".join(
        f'<article class="post"><h2><a href="/p{n}">Title {n}</a></h2><span class="author">Ada</span>'
        f'<time>May {n}, 2019</time>'
        f"<div class=\"entry-content\"><p>What the post says, at some length.</p></div>"
        f"<a href=\"/p{n}#respond\">{n} Comments</a></article>"
        for n in range(1, 5)
    ),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_no_thread(name: str) -> None:
    assert _seen(_page(LOOK_ALIKES[name], "More")) == []


def test_the_opening_post_of_a_forum_is_not_its_first_answer() -> None:
    posts = [Said(n, f"N{n}", datetime(2020, 1, 1, 10, n), f"Words {n}.") for n in range(4)]
    rows = [
        f'<div class="entry-comment"><span class="author">{p.name}</span>'
        f'<span class="date">{shown(p.at)}</span><div class="text">{p.text}</div></div>'
        for p in posts
    ]
    html = _page(rows[0] + "<h2>Comments</h2>" + "".join(rows[1:]), "Topic")
    assert [name for name, *_ in _seen(html)] == ["N1", "N2", "N3"]


def test_the_latest_comments_block_of_a_block_theme_is_no_thread() -> None:
    items = "".join(
        f"""<li class="wp-block-latest-comments__comment"><article><footer class="wp-block-latest-comments__comment-meta">
        <a class="wp-block-latest-comments__comment-author" href="https://reader{n}.example/">Reader {n}</a> on
        <a class="wp-block-latest-comments__comment-link" href="https://blog.example/2024/0{n}/other/#comment-{n}">Other</a>
        <time datetime="2024-08-1{n}T06:30:00+02:00">August 1{n}, 2024</time></footer>
        <div class="wp-block-latest-comments__comment-excerpt"><p>A remark, number {n}, on another post.</p></div>
        </article></li>"""
        for n in range(1, 6)
    )
    html = f"""<!doctype html><html lang="en"><head><title>In March</title></head><body class="single-post postid-7">
    <main><h1>In March</h1><div class="entry-content"><p>We read much in March, and most of it twice over.</p></div></main>
    <footer><h2>Latest comments</h2><ol class="wp-block-latest-comments">{items}</ol></footer></body></html>"""
    assert _seen(html.encode()) == []
