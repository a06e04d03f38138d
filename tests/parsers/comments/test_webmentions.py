"""Webmentions: what says something is read, by kind; likes, reposts, bookmarks and what the post itself cites are not."""

from __future__ import annotations

import pytest

from tests.parsers.comments.reading import read


def _page(listing: str) -> bytes:
    return (
        '<html lang="en"><head><title>Bread</title></head><body><article class="h-entry"><h1 class="p-name">Bread</h1><div '
        'class="e-content"><p>On Saturday the oven was cold, so I left it until the evening.</p></div></article>'
        f'<section class="webmentions"><h2>Webmentions</h2>{listing}</section></body></html>'
    ).encode()


def _item(classes: str, name: str, text: str = "", more: str = "") -> str:
    content = f'<div class="p-content">{text}</div>' if text else ""
    return (
        f'<li class="h-cite {classes}"><a class="p-author h-card" href="https://{name.lower()}.example/">{name}</a> <a '
        f'class="u-url" href="https://{name.lower()}.example/1"><time class="dt-published" datetime="2024-03-05T10:15:00Z">'
        f"March 5, 2024</time></a>{content}{more}</li>"
    )


@pytest.mark.parametrize(
    ("listing", "kinds"),
    [
        (f'<ol>{_item("u-comment", "Ada", "Salt?")}{_item("p-comment", "Ben", "Two.")}</ol>', ["comment", "comment"]),
        (f'<ol class="webmentions__replies">{_item("", "Ada", "Salt?")}</ol>', ["comment"]),
        (f'<ol class="webmention--mentions">{_item("", "Ada", "A loaf of a post")}</ol>', ["webmention"]),
        (f'<ol>{_item("", "Ada", "Salt?", "<a class=u-in-reply-to href=/x></a>")}</ol>', ["comment"]),
        (f'<ol>{_item("p-mention", "Ada", "A loaf")}{_item("p-like", "Ben")}</ol>', ["webmention"]),
    ],
)
def test_what_is_said_is_told_by_kind(listing: str, kinds: list[str]) -> None:
    found, thread = read(_page(listing))
    assert found.engine == "microformats"
    assert [comment.kind for comment in thread.comments] == kinds
    assert [bool(comment.target) for comment in thread.comments] == [kind == "webmention" for kind in kinds]


@pytest.mark.parametrize(
    "listing",
    [
        f'<ol>{_item("p-like", "Ada")}{_item("p-like", "Ben")}{_item("p-like", "Cy")}</ol>',
        f'<ul class="webmentions__reposts">{_item("", "Ada")}{_item("", "Ben")}{_item("", "Cy")}</ul>',
        f'<ul class="facepile">{_item("", "Ada")}{_item("", "Ben")}</ul>',
        f'<ul>{_item("", "Ada", more="<a class=u-bookmark-of></a>")}{_item("", "Ben", more="<a class=u-like-of></a>")}</ul>',
    ],
)
def test_reactions_are_no_comments(listing: str) -> None:
    assert read(_page(listing))[1].comments == ()


def test_what_a_post_answers_is_no_answer_to_it() -> None:
    context = _item("u-in-reply-to", "Ada", "How do you bake?").replace("li", "div")
    html = _page("").replace(b'<div class="e-content">', context.encode() + b'<div class="e-content">')
    assert read(html)[1].comments == ()
