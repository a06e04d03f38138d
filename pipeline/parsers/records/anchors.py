"""Anchors: places where a page shows a time, the one thing that nearly every comment has (MiBAT, Song et al. 2010)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.parsers.dates import DateContext, date_like, find_dates, read_text
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.vocabulary import property_roles, roles_of
from pipeline.parsers.text import SILENT

_FAR = re.compile(r"\A[\s\d.,%€$£+-]*\Z")
_LONGEST = 90
_SHORTEST = 4


def date_anchors(page: Page, context: DateContext) -> list[Element]:
    """The elements that show a time, in document order; an anchor inside another is left out.

    Args:
        context: the page's language, for words like "ago".
    """
    found: list[Element] = []
    last = -1
    seen: dict[str, bool] = {}
    start = page.order[page.body]
    index, end = start, page.end[start]
    while index < end:
        element = page.elements[index]
        if element.tag in SILENT:
            index = page.end[index]
            continue
        if index >= last and _shows_time(page, element, context, seen):
            found.append(element)
            last = page.end[index]
        index += 1
    return found


def _shows_time(page: Page, element: Element, context: DateContext, seen: dict[str, bool]) -> bool:
    if element.tag == "time":
        return True
    stated = element.get("itemprop") or element.get("property")
    if stated and property_roles(stated).time:
        return True
    classes = page.classes(element)
    if classes and roles_of(classes).time >= 4 and page.end[page.order[element]] - page.order[element] < 8:
        text = " ".join(str(text) for text in element.itertext())
        if len(text) < 2 * _LONGEST and any(letter.isdigit() for letter in text):
            return True
    return any(_is_date(text, context, seen) for text in _own_texts(element))


def _own_texts(element: Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tail:
            yield child.tail


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
