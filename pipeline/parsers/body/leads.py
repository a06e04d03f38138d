"""Leads: paragraphs between an article's title and the container of its body, which templates set apart."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.identity import fold
from pipeline.parsers.class_words import AUTHOR_BOX, CAPTION, META
from pipeline.parsers.document import Element, Page
from pipeline.parsers.people.names import BYLINE
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import flat_text, inline_text, squash

_INLINE = frozenset("a abbr b br cite code em font i small span strong sub sup u time".split())
_SHORTEST, _LONGEST, _MOST, _FAR = 50, 1500, 3, 400
_SENTENCE = re.compile(r"[.!?…:»”\"“。]\W{0,3}\Z|[,;] |\. ")
# What templates call so belongs to the title.
_SUBTITLE = re.compile(r"sub-?title|subhead|standfirst|(?:\A|[-_])(?:p-)?de(?:k|ck)(?:\Z|[-_])|\Aarticledek|surtitre")


def find_leads(regions: Regions, heading: Element | None, container: Element) -> list[Element]:
    """The blocks of prose after `heading` and before `container`, in document order; empty if they are too much.

    A caption, a byline, a subtitle or what the body itself begins with is none.
    """
    page = regions.page
    first, last = _start(page, heading, container), page.order[container]
    if not 0 < last - first < _FAR:
        return []
    found: dict[Element, None] = {}
    chunks = [(element, size) for element, size in regions.chunks(first, last) if size >= _SHORTEST]
    opening = fold(flat_text(container)[:2000]) if chunks else ""
    for element, _ in chunks:
        block = _block(element)
        index = page.order[block]
        if first <= index and page.end[index] <= last and not _is_aside(regions, block, opening):
            found[block] = None
    leads = list(found)
    whole = sum(map(regions.prose, leads))
    return leads if len(leads) <= _MOST and whole <= min(_LONGEST, regions.prose(container)) else []


def _start(page: Page, heading: Element | None, container: Element) -> int:
    """Where a lead may begin: behind the title, or where what holds the body begins."""
    if heading is not None:
        return page.order[container] if page.contains(container, heading) else page.end[page.order[heading]]
    around = container.getparent()
    return page.order[container] if around is None or around.tag in ("body", "html") else page.order[around] + 1


def _block(element: Element) -> Element:
    while element.tag in _INLINE and (parent := element.getparent()) is not None:
        element = parent
    return element


def _is_aside(regions: Regions, block: Element, opening: str) -> bool:
    unwanted = META | CAPTION | AUTHOR_BOX
    text = inline_text(block)
    if fold(text) in opening or BYLINE.match(text):
        return True
    if _is_called_lead(regions, block):
        return False
    if any(map(_SUBTITLE.search, regions.page.classes(block))):
        return True
    for up, around in enumerate((block, *block.iterancestors())):
        if up > 3 or around.tag in ("article", "main", "body"):
            break
        if around.tag in ("figure", "figcaption", "li", "nav", "aside", "dialog") or regions.kind(around) & unwanted:
            return True
    return not _SENTENCE.search(squash(text))


def _is_called_lead(regions: Regions, block: Element) -> bool:
    order = regions.page.order
    return any(order[around] in regions.leads for around in (block, *islice(block.iterancestors(), 3)))
