"""Page: what libxml2 reads otherwise than browsers is put right before anybody asks."""

from __future__ import annotations

import gc
import weakref

import pytest

from pipeline.models import Document
from pipeline.parsers.document import Page


def page(markup: str) -> Page:
    return Page(Document("https://blog.example/a/", markup.encode(), "text/html; charset=utf-8"))


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        ("<title>T</title><article><h1>A</h1><p>b</article>", "Ab"),
        ("<meta charset=utf-8><title>T</title><header>a</header><main>b</main>c<footer>d</footer>", "abcd"),
        ("<head><title>T</title><x-pixel>a</x-pixel></head><body class=single>b<p>c</body>", "abc"),
        ("<head><title>T</title><noscript>a</noscript></head><body>b", "b"),
        ("<title>T</title><x-a>a</x-a> b <div>c</div>", "a b c"),
    ],
)
def test_the_head_ends_where_browsers_let_it_end(markup: str, body: str) -> None:
    read = page(f"<!doctype html>{markup}")
    assert "".join(map(str, read.body.itertext())) == body
    assert [title.text for title in read.tagged("title")] == ["T"]


def test_a_body_keeps_its_attributes_when_the_head_ends_before_it() -> None:
    read = page("<head><title>T</title><x-pixel></x-pixel></head><body class=single><p>c</body>")
    assert read.classes(read.body) == ("single",)


def test_nul_characters_are_left_out_as_browsers_do() -> None:
    read = page("<p>ket\0tle")
    assert "".join(map(str, read.body.itertext())) == "kettle"
    assert [problem.code for problem in read.problems] == ["nul_characters"]


def test_a_form_feed_is_white_space() -> None:
    # libxml2 reads it and lets nobody write it again.
    read = page("<p>ket\ftle&#12;and &#xC;pot&#x1F;</p>")
    assert "".join(map(str, read.body.itertext())) == "ket tle and  pot\ufffd"


def test_a_page_is_freed_as_soon_as_nobody_holds_it() -> None:
    read = page("<p><a href='b/'>b</a>")
    assert read.sanitiser.clean("<a href='b/'>b</a>") == '<a href="https://blog.example/a/b/">b</a>'
    held = weakref.ref(read)
    gc.disable()
    try:
        del read
        assert held() is None
    finally:
        gc.enable()
