"""Page: what libxml2 reads otherwise than browsers is put right before anybody asks."""

from __future__ import annotations

import gc
import weakref

import pytest

from pipeline.models import Document
from pipeline.parsers.document import Page
from pipeline.parsers.text import html_of, is_said, text_of


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


@pytest.mark.parametrize("said", ["b", "für zwei – 漢字 und mehr"])
def test_a_page_is_freed_as_soon_as_nobody_holds_it(said: str) -> None:
    read = page(f"<p>{said}<p><a href='b/'>b</a>")
    assert html_of(read.tagged("a"), read) == '<a href="https://blog.example/a/b/">b</a>'
    held = weakref.ref(read)
    gc.disable()
    try:
        del read
        assert held() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "markup",
    [
        "<p>ket</p>tle",
        "<p> \n <b>\u200b</b></p>",
        "<pre>\n\n</pre>",
        "<script>ket()</script> ",
        "<br><br>",
        "<ul><li></li> <li>x</ul>",
        "<p><span>\u00ad</span>\u00a0</p>",
    ],
)
def test_whether_there_is_text_is_told_without_reading_it_all(markup: str) -> None:
    read = page(f"<div>{markup}</div>")
    for left_out in (frozenset(), frozenset(read.tagged("p")), frozenset(read.tagged("li")[1:])):
        assert is_said([read.body], left_out) == bool(text_of([read.body], left_out))


def test_pages_of_several_addresses_are_sanitised_side_by_side() -> None:
    read = [Page(Document(f"https://{host}.example/a/", b"<p><a href='b'>b</a>", None)) for host in ("one", "two")]
    shown = [html_of(one.tagged("a"), one) for one in (*read, read[0])]
    assert [html.split("/")[2] for html in shown] == ["one.example", "two.example", "one.example"]
