"""Page and text: the short ways taken for most elements and addresses give what the long ways give."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline import parse_page
from pipeline.models import Document
from pipeline.parsers.document import Page
from pipeline.parsers.text import inline_text, squash, text_of

BASE = "https://garden.example/notes/?p=1"


def page_of(html: str) -> Page:
    return Page(Document(BASE, html.encode(), "text/html; charset=utf-8"))


@given(st.text(alphabet="abZ09:/?#;@[]%.- \t\u00e4", max_size=25), st.sampled_from(["http://", "https://", ""]))
def test_a_whole_address_is_what_joining_makes_of_it(rest: str, scheme: str) -> None:
    page = page_of("<p>x</p>")
    href = scheme + rest
    try:
        joined: str | None = urljoin(BASE, href.strip().replace("\t", ""))
        parts = urlsplit(joined)
        # A port that is none raises; a blank in a host leads nowhere.
        joined = joined if parts.port != -1 and " " not in (parts.hostname or "") else None
    except ValueError:
        joined = None
    got = page.absolute(href)
    assert got is None or got == joined
    if scheme and rest.strip() and joined is not None:
        assert got == joined


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("HTTPS://Blog.example/A", "https://Blog.example/A"),
        (" MAILTO:ada@blog.example", "mailto:ada@blog.example"),
        ("http://What was meant is that", None),
        ("http://blog.example:99999/", None),
        ("http://blog.example:port/", None),
        ("http://[::1]/x", "http://[::1]/x"),
        ("http://[::1/x", None),
        ("java\nscript:x", None),
        ("data:text/html,x", None),
        ("//blog.example/ä", "https://blog.example/ä"),
    ],
)
def test_an_absurd_address_leads_nowhere(href: str, url: str | None) -> None:
    assert page_of("<p>x</p>").absolute(href) == url


def test_a_page_address_with_blanks_around_it_is_one_without() -> None:
    page = Page(Document(" https://garden.example/a/ ", b"<p>x</p>", None))
    assert (page.absolute("../c") or "").startswith("https://garden.example/")


@pytest.mark.parametrize("tag", ["span", "p", "li", "td", "pre", "script", "input", "h1"])
@pytest.mark.parametrize("text", ["", " \n", "two  words", " edges\u00a0", "soft\u00adhyphen", "two\nlines"])
def test_an_element_without_elements_reads_as_one_with_an_empty_one(tag: str, text: str) -> None:
    leaf, full = etree.Element(tag), etree.Element(tag)
    leaf.text = full.text = text
    etree.SubElement(full, "i")
    before, after = etree.fromstring("<b>before</b>"), etree.fromstring("<b>after</b>")
    assert text_of([before, leaf, after]) == text_of([before, full, after])
    assert inline_text(leaf) == inline_text(full)


@given(st.text(max_size=60))
def test_one_line_has_no_white_space_but_single_spaces(text: str) -> None:
    assert all(character == " " or not character.isspace() for character in squash(text))
    assert "  " not in squash(text)


@given(st.lists(st.sampled_from(["<div>", "</div>", "<p>", "<ul>", "<li>", "x", "</ul>", "<b>", "</b>"]), max_size=40))
def test_a_subtree_is_a_stretch_of_the_page(pieces: list[str]) -> None:
    page = page_of("".join(pieces))
    for index, element in enumerate(page.elements):
        assert page.elements[index : page.end[index]] == list(element.iter())


def test_text_instead_of_bytes_is_refused_in_words() -> None:
    with pytest.raises(TypeError, match="bytes as they came, not str"):
        parse_page("<p>Hello")
