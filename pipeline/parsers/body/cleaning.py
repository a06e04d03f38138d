"""Cleaning: what stands inside the body's container and is not the body."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import islice

from pipeline.parsers.body.strays import strays_in
from pipeline.parsers.body.teasers import Block, blocks_in, drop_ends, teasers_in
from pipeline.parsers.class_words import AUTHOR_BOX, HIDDEN, META
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions

_DROPPED = frozenset(
    "script style noscript template form button input select textarea nav footer aside dialog svg iframe object".split()
)
_UNWANTED = META | AUTHOR_BOX
_LONGEST_FACTS = 700
_TITLE_BOX, _LONGEST_DECK, _LONGEST_LINE = 3, 500, 160
_HEADER = re.compile(r"(?:\A|[\s_-])(?:head(?:er|ing|line)?|headlines)(?:\Z|[\s_-])")
_WORDS = frozenset("a abbr b em i mark q span strong".split())
_ENDS_IN_WORD = re.compile(r"[^\W\d_]{2}[,;]?[\s'’\"“„«(]*\Z|[^\W\d_]\s+\Z")
_GOES_ON = re.compile(r"[\s'’\"”“»),;]*[^\W\d_]|[.!?]")


def unwanted_in(
    regions: Regions, container: Element, title: Element | None = None, captions: Set[Element] = frozenset()
) -> set[Element]:
    """The elements inside `container` that are not part of the body (outermost ones), `captions` left alone."""
    page = regions.page
    limit = 0.3 * regions.prose(container)
    unwanted: set[Element] = set()
    index = page.order[container] + 1
    last = page.end[index - 1]
    while index < last:
        element = page.elements[index]
        if (
            element is title
            or regions.cut[index]
            or regions.aside[index]
            or _is_unwanted(regions, element, index, limit)
        ):
            unwanted.add(element)
            index = page.end[index]
        else:
            index += 1
    blocks = list(blocks_in(page, container, unwanted))
    dropped = teasers_in(page, blocks, unwanted) | _deck(regions, container, title, blocks)
    captioned = _places_in(page, captions)
    left = [block for block in blocks if block.element not in dropped and not captioned[page.order[block.element]]]
    dropped |= strays_in(regions, container, left, dropped | unwanted)
    drop_ends(blocks, dropped)
    return unwanted | dropped


def _places_in(page: Page, others: Set[Element]) -> bytearray:
    """A mark at the index of each element that is one of `others` or stands in one."""
    marks = bytearray(len(page.elements))
    for other in others:
        first = page.order[other]
        marks[first : page.end[first]] = b"\1" * (page.end[first] - first)
    return marks


def _deck(regions: Regions, container: Element, title: Element | None, blocks: Sequence[Block]) -> set[Element]:
    """The short lines under the title in the box that a template makes for it: a subtitle. More is a lead."""
    page = regions.page
    if title is None or not page.contains(container, title):
        return set()
    box = next((one for one in islice(title.iterancestors(), _TITLE_BOX) if _is_header(one)), None)
    if box is None or page.contains(box, container) or regions.prose(box) > _LONGEST_DECK:
        return set()
    first = page.order[title]
    inside = [block for block in blocks if first < page.order[block.element] < page.end[page.order[box]]]
    return {
        block.element
        for block in inside
        if len(block.text) <= _LONGEST_LINE and page.order[block.element] not in regions.leads
    }


def _is_header(element: Element) -> bool:
    return element.tag in ("header", "hgroup") or bool(_HEADER.search((element.get("class") or "").lower()))


def _is_unwanted(regions: Regions, element: Element, index: int, limit: float) -> bool:
    if element.tag in _DROPPED:
        return regions.prose(element) <= limit
    if index in regions.leads:
        return False
    flags = regions.kinds.get(index, 0)
    if flags and not flags & HIDDEN and element.tag in _WORDS and _is_word(element):
        return False
    if flags & (_UNWANTED | regions.furniture_flags):
        return regions.prose(element) <= limit or (bool(flags & META) and _files_post(regions, element))
    return False


def _files_post(regions: Regions, element: Element) -> bool:
    """Whether a small element says where the post is filed, or how to answer it: no text of an article."""
    if regions.prose(element) > _LONGEST_FACTS:
        return False
    rels = {rel for link in regions.page.inside(element, "a") for rel in (link.get("rel") or "").lower().split()}
    return bool(rels & {"tag", "category", "trackback"})


def _is_word(element: Element) -> bool:
    """Whether words stand right before and after `element`: what a sentence goes on through belongs to it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return False
    ahead = (before.tail if before is not None else parent.text) or ""
    return bool(_ENDS_IN_WORD.search(ahead)) and bool(_GOES_ON.match(element.tail or ""))
