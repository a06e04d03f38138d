"""What a page costs grows with the page and no faster, and large or deep pages are read whole.

Counted are calls, of Python's and of C's functions: no clock, so that a busy machine changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from pipeline import parse_page
from tests.bench import growth

MOST = 2.4
SIZES = {"chain of answers": 100, "the same, unknown": 100}


def calls(body: bytes) -> int:
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    parse_page(body, url=growth.URL)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse_page(body, url=growth.URL)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("make", growth.THREADS.values(), ids=growth.THREADS)
def test_a_comment_costs_the_same_in_a_long_thread(make: Callable[[int], bytes]) -> None:
    assert calls(make(400)) < MOST * calls(make(200))


@pytest.mark.parametrize("name", growth.ODD)
def test_an_odd_page_of_twice_the_size_costs_twice(name: str) -> None:
    make, size = growth.ODD[name]
    size = SIZES.get(name, size // 50)
    assert calls(make(2 * size)) < MOST * calls(make(size))


@pytest.mark.parametrize("make", [growth.chain, growth.unknown_chain])
def test_answers_are_read_however_deep(make: Callable[[int], bytes]) -> None:
    page = parse_page(make(600), url=growth.URL)
    assert [comment.depth for comment in page.comments] == list(range(600))
    assert [comment.text for comment in page.comments] == [growth.said(number) for number in range(600)]
    assert all(growth.said(comment.position - 1) in comment.html for comment in page.comments)
    assert not any(growth.said(comment.position) in comment.html for comment in page.comments[:-1])


@pytest.mark.parametrize("depth", [200, 2_000, 5_000])
def test_a_text_is_read_however_deep(depth: int) -> None:
    assert growth.said(1) in body_of("<div class='box'>" * depth + f"<p>{growth.said(1)}</p>" + "</div>" * depth)


def test_a_list_is_read_whole_however_long() -> None:
    items = "".join(f"<li>The kettle of number {number} stood there." for number in range(100_000))
    assert body_of(f"<ul>{items}</ul>").count("kettle") == 100_000


def body_of(post: str) -> str:
    """The text that is read of a page with nothing but `post`."""
    html = f"<!doctype html><title>A post</title><article><h1>A post</h1>{post}</article>"
    return parse_page(html.encode(), url=growth.URL).body.text


def test_a_title_may_stand_in_the_deepest_of_many_answers() -> None:
    boxes = "<div>".join(
        f"<div class='comment'><b>{growth.who(n)}</b> <i>{growth.when(n)}</i><p>{growth.said(n)}</p></div>" for n in range(2_000)
    )
    page = parse_page(growth.page(f"{boxes}<h1>A title</h1>"), url=growth.URL)
    assert (page.problems, len(page.comments)) == ((), 2_000)
