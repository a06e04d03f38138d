"""WordPress: what the page counts and does not show, and what its answers add. Threads come back in `test_properties`."""

from __future__ import annotations

import json
from datetime import datetime

from pipeline.models import Document
from tests.parsers.comments import templates
from tests.parsers.comments.reading import URL, read
from tests.parsers.comments.said import Said


def test_recent_comments_of_other_posts_are_no_thread() -> None:
    widget = (
        '<aside class="widget widget_recent_comments"><ol class="commentlist">'
        '<li class="comment even depth-1" id="comment-9">'
        '<span class="fn">Ada</span> <a href="https://blog.example/other/#comment-9">on Other</a><p>Words.</p>'
        '</li></ol></aside>'
    )
    assert read(templates.page("", 0) + widget.encode())[1].comments == ()


def test_a_menu_has_depths_too() -> None:
    items = "".join(
        f'<li class="nav__item depth-{depth} menu-item"><a href="/{place}/">Page {place}</a></li>'
        for place, depth in enumerate((0, 1, 1, 0))
    )
    menu = f'<nav><ul class="menu">{items}</ul></nav>'
    head = '<meta name="generator" content="WordPress 6.5">'
    html = f"<html><head>{head}</head><body>{menu}<article><h1>Bread</h1><p>The oven was cold.</p></article></body></html>"
    assert read(html.encode())[1].comments == ()


def test_the_declared_count_is_read_and_what_is_missing_is_said() -> None:
    roots = [Said(1, "Ada", datetime(2020, 1, 2, 3, 4), "One.")]
    found, thread = read(templates.page(templates.html5(roots), 6))
    assert found.declared == 6
    assert [(p.code, p.detail) for p in thread.problems] == [("comments_missing", "6 comments declared, 1 found")]


# Follow-ups -----------------------------------------------------------------------------------------------------------

HEAD = b'<link rel="https://api.w.org/" href="https://blog.example/wp-json/">'


def _row(key: int, parent: int, name: str, text: str, at: str = "2020-01-02T03:04:05") -> dict[str, object]:
    return {
        "id": key, "parent": parent, "author_name": name, "author_url": "", "date": at, "date_gmt": at,
        "content": {"rendered": f"<p>{text}</p>"}, "link": f"{URL}#comment-{key}", "type": "comment",
    }


def _rest(url: str, rows: object) -> Document:
    return Document(url, json.dumps(rows).encode(), "application/json", None, "wp-json")


def test_rest_is_asked_for_what_the_page_does_not_show_and_its_parents_win() -> None:
    at = datetime(2020, 1, 2, 3, 4)
    first = Said(1, "Ada", at, "One.", children=[Said(2, "Ben", at, "Two."), Said(3, "Cy", at, "Three.")])
    html = templates.page(templates.html5([first]), 4).replace(b"</head>", HEAD + b"</head>")
    found, _ = read(html)
    assert [(f.format, f.url.split("&_fields")[0]) for f in found.follow_ups] == [
        ("wp-json", "https://blog.example/wp-json/wp/v2/comments?post=7&per_page=100&page=1&order=asc")
    ]
    rows = [_row(1, 0, "Ada", "One."), _row(2, 1, "Ben", "Two."), _row(3, 2, "Cy", "Three."), _row(4, 2, "Di", "Four.")]
    found, thread = read(html, [_rest(found.follow_ups[0].url, rows)])
    assert [(c.key, c.parent_key, c.parent_source, c.depth) for c in thread.comments] == [
        ("1", None, None, 0), ("2", "1", "api", 1), ("3", "2", "api", 2), ("4", "2", "api", 2),
    ]
    assert len(found.follow_ups) == 1
    assert thread.problems == ()


def test_a_page_that_shows_all_asks_for_nothing() -> None:
    html = templates.page(templates.html5([Said(1, "Ada", datetime(2020, 1, 2, 3, 4), "One.")]), 1)
    assert read(html.replace(b"</head>", HEAD + b"</head>"))[0].follow_ups == ()


def test_full_rest_pages_name_the_next_and_short_ones_count_on() -> None:
    html = templates.page("", 150).replace(b"</head>", HEAD + b"</head>")
    found, _ = read(html)
    assert [f.url.split("&page=")[1][0] for f in found.follow_ups] == ["1", "2"]
    full = [_row(n, 0, f"N{n}", f"Text {n}") for n in range(1, 101)]
    next_full = [_row(n, 0, f"N{n}", f"Text {n}") for n in range(101, 201)]
    more = [_rest(found.follow_ups[0].url, full), _rest(found.follow_ups[1].url, next_full)]
    assert len(read(html, more)[0].follow_ups) == 3


def test_comment_pages_are_read_where_rest_is_refused() -> None:
    at = datetime(2020, 1, 2, 3, 4)
    nav = '<a href="https://blog.example/a-post/comment-page-1/#comments">Older Comments</a>'
    newest = templates.html5([Said(9, "Cy", at, "Newest.")])
    html = templates.page(nav + newest, 2).replace(b"</head>", HEAD + b"</head>")
    refused = _rest(read(html)[0].follow_ups[0].url, {"code": "rest_forbidden", "data": {"status": 401}})
    found, thread = read(html, [refused])
    pages = [f for f in found.follow_ups if f.format == "wp-comment-page"]
    assert [f.url for f in pages] == ["https://blog.example/a-post/comment-page-1/"]
    listing = templates.html5([Said(8, "Ada", at, "Older.")])
    older = Document(pages[0].url, templates.page(listing, 2), None, None, pages[0].format)
    _, thread = read(html, [refused, older])
    assert {c.key: c.found_in for c in thread.comments} == {"8": pages[0].url, "9": URL}
