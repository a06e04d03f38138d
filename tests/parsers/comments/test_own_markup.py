"""Engines read from their own markup: long threads and deep ones, and the further pages of a topic.

That any thread comes back as it went in is in `test_properties`.
"""

from __future__ import annotations

import json
from datetime import datetime
from itertools import pairwise

import pytest

from pipeline.models import Document
from tests.parsers.comments.answers import SERVERS
from tests.parsers.comments.own_markup import TEMPLATES
from tests.parsers.comments.reading import read
from tests.parsers.comments.said import Said
from tests.parsers.comments.templates import WORDPRESS
from tests.parsers.comments.themes import THEMES

_AT = datetime(2015, 5, 17, 13, 45)
templates = pytest.mark.parametrize("which", TEMPLATES)


@templates
def test_a_long_thread_and_a_deep_one(which: str) -> None:
    template = TEMPLATES[which]
    said = [Said(1000 + number, f"Name {number}", _AT, f"Text {number}") for number in range(200)]
    for above, below in pairwise(said):
        above.children.append(below)
    comments = read(template.page(said[:1]).encode())[1].comments
    assert len(comments) == 200 - template.opens
    assert [c.depth for c in comments] == (list(range(200)) if template.nests else [0] * len(comments))


COUNTED = {
    name: template
    for name, template in {**TEMPLATES, **WORDPRESS, **THEMES}.items()
    if "comments-title" in template.page([Said(1, "Ada", _AT, "Salt?")])
}


@pytest.mark.parametrize("which", COUNTED)
def test_a_page_that_counts_more_than_it_shows_says_what_is_missing(which: str) -> None:
    html = COUNTED[which].page([Said(101, "Ada", _AT, "Salt?"), Said(102, "Ben", _AT, "Two per cent.")])
    assert "2 Comments" in html
    found, thread = read(html.replace("2 Comments", "9 Comments").encode())
    assert found.declared == 9
    assert [problem.detail for problem in thread.problems if problem.code == "comments_missing"] == [
        "9 comments declared, 2 found"
    ]
    assert "comments_missing" not in [problem.code for problem in read(html.encode())[1].problems]


@pytest.mark.parametrize("engine", SERVERS)
def test_a_page_whose_server_gives_less_than_the_page_counts_says_so(engine: str) -> None:
    server = SERVERS[engine]
    page = server.page.replace("<div", "<h3 class='comments-title'>9 comments</h3><div", 1)
    page = page if "comments-title" in page else page.replace("</body>", "<h3 class='comments-title'>9 comments</h3></body>")
    page = page.replace("12 comments", "9 comments")
    asked = read(page.encode())[0].follow_ups[-1]
    said = server.answer([Said(1, "Ada", _AT, "Salt?")])
    body = (said if isinstance(said, str) else json.dumps(said)).encode()
    thread = read(page.encode(), [Document(asked.url, body, "application/json", None, "comments")])[1]
    assert len(thread.comments) == 1
    assert "comments_missing" in [problem.code for problem in thread.problems]


@pytest.mark.parametrize(
    ("which", "address"),
    [
        ("xenforo", "/threads/bread.7/page-2"),
        ("phpbb", "/viewtopic.php?t=7&start=10"),
        ("vbulletin", "/showthread.php?t=7&page=2"),
        ("mybb", "/showthread.php?tid=7&page=2"),
    ],
)
def test_on_a_threads_further_page_every_post_is_an_answer(which: str, address: str) -> None:
    said = [Said(1000 + number, f"Name {number}", _AT, f"Text {number}") for number in range(3)]
    html = TEMPLATES[which].page(said).encode()
    assert [len(read(html, url=f"https://forum.example{end}")[1].comments) for end in (address, "/thread-7")] == [3, 2]
