"""Leads: paragraphs between an article's title and the container of its body, which templates set apart."""

from __future__ import annotations

import re

from pipeline.identity import fold
from pipeline.parsers.class_words import AUTHOR_BOX, CAPTION, META
from pipeline.parsers.document import Element
from pipeline.parsers.names import BYLINE
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import flat_text, inline_text, squash

_INLINE = frozenset("a abbr b br cite code em font i small span strong sub sup u time".split())
_SHORTEST, _LONGEST, _MOST = 50, 1500, 3
_SENTENCE = re.compile(r"[.!?…:»”\"“。]\W{0,3}\Z|[,;] |\. ")
# What templates call so belongs to the title.
_SUBTITLE = re.compile(r"sub-?title|subhead|standfirst|(?:\A|[-_])(?:p-)?de(?:k|ck)(?:\Z|[-_])|\Aarticledek|surtitre")


def find_leads(regions: Regions, heading: Element | None, container: Element) -> list[Element]:
    """The blocks of prose after `heading` and before `container`, in document order; empty if they are too much.

    A caption, a byline, a subtitle or what the body itself begins with is none.
    """
    page = regions.page
    if heading is None:
        return []
    first, last = page.end[page.order[heading]], page.order[container]
    if not 0 < last - first < 400 or page.contains(container, heading):
        return []
    found: dict[Element, None] = {}
    opening = fold(flat_text(container)[:2000])
    for element, size in regions.chunks(first, last):
        block = _block(element)
        index = page.order[block]
        if size >= _SHORTEST and first <= index and page.end[index] <= last and not _is_aside(regions, block, opening):
            found[block] = None
    leads = list(found)
    whole = sum(map(regions.prose, leads))
    return leads if len(leads) <= _MOST and whole <= min(_LONGEST, regions.prose(container)) else []


def _block(element: Element) -> Element:
    while element.tag in _INLINE and (parent := element.getparent()) is not None:
        element = parent
    return element


def _is_aside(regions: Regions, block: Element, opening: str) -> bool:
    unwanted = META | CAPTION | AUTHOR_BOX
    if any(map(_SUBTITLE.search, regions.page.classes(block))):
        return True
    for up, around in enumerate((block, *block.iterancestors())):
        if up > 3 or around.tag in ("article", "main", "body"):
            break
        if around.tag in ("figure", "figcaption", "li", "nav", "aside", "dialog") or regions.kind(around) & unwanted:
            return True
    text = inline_text(block)
    return fold(text) in opening or bool(BYLINE.match(text)) or not _SENTENCE.search(squash(text))
