"""Kept: blocks that are the article's whatever they look like: notes its text refers to, what authors tuck away."""

from __future__ import annotations

import re

from pipeline.parsers.document import Element, Page

# What templates make of nothing but the author's own words.
_AUTHORS_OWN = frozenset(("details", "pre", "blockquote", "math"))
# How generators of footnotes call them; "#top" and "#comments" are elsewhere.
_NOTE = re.compile(r"(?:foot|end)-?note|\A(?:user-content-|_)?(?:fn|ftn)(?:ref)?[-_:\d]", re.I)


def kept_in(page: Page, container: Element) -> bytearray:
    """A mark at the index of each element in `container` that belongs to the article."""
    marks = bytearray(len(page.elements))
    for tag in _AUTHORS_OWN:
        for own in page.inside(container, tag):
            _mark(page, marks, own)
    for note in dict.fromkeys(_notes(page, container)):
        _mark(page, marks, note)
    return marks


def _notes(page: Page, container: Element) -> list[Element]:
    """Of each link that stays in the container: where it leads, or itself where it leads back."""
    first = page.order[container]
    last = page.end[first]
    notes: list[Element] = []
    for link in page.inside(container, "a"):
        ident = _fragment(page, link.get("href") or "")
        target = page.by_id.get(ident) if ident else None
        index = page.order[target] if target is not None else -1
        if target is not None and first < index < last:
            notes.append(target if index > page.order[link] else link)
        elif ident and _NOTE.search(ident):
            notes.append(link)
    return notes


def _fragment(page: Page, href: str) -> str:
    """The place on this page that `href` leads to; empty for other pages and the page as a whole."""
    address, mark, ident = href.partition("#")
    if mark and address:
        own = page.url.partition("#")[0]
        return ident if own and page.absolute(address) == page.absolute(own) else ""
    return ident


def _mark(page: Page, marks: bytearray, element: Element) -> None:
    first = page.order[element]
    marks[first : page.end[first]] = b"\1" * (page.end[first] - first)
