"""Anchors: places where a page shows a time, the one thing that nearly every comment has (MiBAT, Song et al. 2010)."""

from __future__ import annotations

import re

from pipeline.parsers.dates import DateContext, date_like, find_dates, read_text
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.vocabulary import property_roles, roles_of
from pipeline.parsers.text import SILENT

_FAR = re.compile(r"\A[\s\d.,%€$£+-]*\Z")
# Cheap: most text nodes are white space or prose without a figure.
_MAY_BE = re.compile(
    r"\A(?=.{4,180}\Z)(?:\D*\d|.*\b(?:ago|gestern|heute|yesterday|today|hace|vor|il y a|hier|ayer|ieri|fa|назад)\b)",
    re.I | re.S,
)
_LONGEST = 90
_SHORTEST = 4


def date_anchors(page: Page, context: DateContext) -> list[Element]:
    """The elements that show a time, in document order; an anchor inside another is left out.

    Args:
        context: the page's language, for words like "ago".
    """
    found: set[Element] = set()
    seen: dict[str, bool] = {}
    start = page.order[page.body]
    index, end = start, page.end[start]
    elements, ends = page.elements, page.end
    while index < end:
        element = elements[index]
        tail = element.tail
        if tail is not None and _MAY_BE.search(tail) is not None and _is_date(tail, context, seen):
            around = element.getparent()
            if around is not None:
                found.add(around)
        if element.tag in SILENT:
            index = ends[index]
            continue
        text = element.text
        if (
            (text is not None and _MAY_BE.search(text) is not None and _is_date(text, context, seen))
            or element.tag == "time"
            or _is_called_time(page, element, index)
        ):
            found.add(element)
        index += 1
    return _innermost_out(page, found)


def _innermost_out(page: Page, found: set[Element]) -> list[Element]:
    kept: list[Element] = []
    last = -1
    for element in sorted(found, key=page.order.__getitem__):
        place = page.order[element]
        if place >= last:
            kept.append(element)
            last = page.end[place]
    return kept


def _is_called_time(page: Page, element: Element, index: int) -> bool:
    """Whether the markup calls a small element with a figure in it a time."""
    stated = element.get("itemprop") or element.get("property")
    if stated and property_roles(stated).time:
        return True
    classes = page.classes(element)
    if not classes or roles_of(classes).time < 4 or page.end[index] - index >= 8:
        return False
    text = "".join(map(str, element.itertext()))
    return len(text) < 2 * _LONGEST and _MAY_BE.search(text) is not None


def _is_date(text: str, context: DateContext, seen: dict[str, bool]) -> bool:
    """Whether a text node is a date with few words around it."""
    if not _SHORTEST <= len(text) <= 2 * _LONGEST:
        return False
    known = seen.get(text)
    if known is None:
        bare = " ".join(text.split())
        known = seen[text] = (
            _SHORTEST <= len(bare) <= _LONGEST
            and date_like(bare)
            and _FAR.match(bare) is None
            and (bool(read_text(bare, context)) or bool(find_dates(bare, context)) or _is_relative(bare))
        )
    return known


_RELATIVE = re.compile(
    r"\A\W*(?:(?:about|ca\.?|etwa)\s+)?(?:vor|hace|il y a|há|for)\s+\w+\s+\w+\W*\Z|"
    r"\b\d+\s*(?:[^\W\d]+\s+){1,2}(?:ago|назад|geleden|temu|fa|atrás|sedan|siden|sitten|önce|her)\b|"
    r"\A\W*(?:yesterday|gestern|hier|ayer|ieri|gisteren|вчера|wczoraj|today|heute)\b",
    re.I,
)


def _is_relative(text: str) -> bool:
    return _RELATIVE.search(text) is not None


def author_anchors(page: Page) -> list[Element]:
    """Elements that a template calls an author's name, for threads that show no times."""
    found = []
    for token in page.by_class:
        if roles_of((token,)).author >= 5:
            found.extend(page.by_class[token])
    return sorted(set(found), key=page.order.__getitem__)
