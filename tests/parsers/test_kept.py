"""Kept: what a body's own links tell of footnotes, in the ways that generators write them."""

from __future__ import annotations

import pytest

from pipeline import parse_page
from pipeline.parsers.body.kept import kept_in
from pipeline.parsers.document import Document, Page

URL = "https://www.quaynews.example/2021/03/lamps"
LINE = "<p>The lamps along the quay were older than the bridge, and each had a number that nobody could explain.</p>"


def _kept(inside: str) -> list[str]:
    """The texts of the innermost marked elements."""
    page = Page(Document(URL, f"<html><body><div id='text'>{inside}</div><p id='top'>x</p></body></html>".encode()))
    marks = kept_in(page, page.by_id["text"])
    return ["".join(e.itertext()) for e in page.elements if marks[page.order[e]] and not len(e)]


@pytest.mark.parametrize(
    "note",
    [
        "<p><a href='#r1'>↩</a></p>",
        f"<p><a href='{URL}#r1'>↩</a></p>",
        "<p><a href='#fnref:9'>↩</a></p>",
        "<p><a href='#_ftnref9'>↩</a></p>",
        "<p><a href='#footnote-anchor-9'>↩</a></p>",
        "<p id='n1'>↩</p>",
        "<details><summary>↩</summary></details>",
    ],
)
def test_notes_are_kept(note: str) -> None:
    assert "↩" in _kept(f"<p>As is known.<sup id='r1'><a href='#n1'>1</a></sup></p>{note}")


@pytest.mark.parametrize(
    "link", ["#", "#top", "#respond", "/a/#r1", "https://other.example/#r1", "#/portal/signup", "[#"]
)
def test_links_elsewhere_keep_nothing(link: str) -> None:
    assert _kept(f"<p id='r1'>As is known.</p><p><a href='{link}'>up</a></p>") == []


def test_a_box_for_information_is_no_line_of_facts() -> None:
    for name in ("alert alert-info", "info-box", "infobox"):
        page = f"<article><h1>Lamps</h1><div class='entry-content'>{LINE * 3}<div class='{name}'>Mind the step.</div></div></article>"
        assert parse_page(page.encode(), url=URL).body.text.endswith("Mind the step.")
