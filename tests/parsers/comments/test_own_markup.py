"""Engines read from their own markup: long threads and deep ones, and the further pages of a topic.

That any thread comes back as it went in is in `test_properties`.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest

from tests.parsers.comments.own_markup import TEMPLATES
from tests.parsers.comments.reading import read
from tests.parsers.comments.said import Said

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
