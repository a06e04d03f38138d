"""Anchors: places where a page shows a time, the one thing that nearly every comment has (MiBAT, Song et al. 2010)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress

from pipeline.parsers.dates import DateContext, date_like, date_like_at_all, read_text
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.pieces import has_date
from pipeline.parsers.records.vocabulary import calls_author, calls_time, property_roles
from pipeline.parsers.text import SILENT, flat_text

_FAR = re.compile(r"\A[\s\d.,%€$£+-]*\Z")
# A number, unless it has the whole form of a date.
_BARE_DATE = re.compile(
    r"\A(?:\d{1,2}([./-])\s?\d{1,2}\1\s?(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d([./-])\s?\d{1,2}\2\s?\d{1,2})\.?\Z"
)
_DIGIT = re.compile(r"\d")
_AGO = re.compile(r"\b(?:ago|gestern|heute|yesterday|today|hace|vor|il y a|hier|ayer|ieri|fa|назад|вчера)\b")
# A date whatever its order of day and month, which only all of the page's dates together may tell.
_FIGURES = re.compile(r"(?<![\d.])(?:[0-3]?\d([./-])[0-3]?\d\1(?:\d\d){1,2}|\d{4}([./-])[01]?\d\2[0-3]?\d)(?![\d.])")
_LONGEST = 90
_SHORTEST = 4
_LARGEST = 8


def date_anchors(page: Page, context: DateContext) -> list[Element]:
    """The elements that show a time, in document order; an anchor inside another is left out.

    Args:
        context: the page's language, for words like "ago".
    """
    found = {element for element in _called_times(page) if _shows_figure(page, element)}
    found.update(page.by_tag.get("time", ()))
    found.update(_beside_dates(page, context))
    return _innermost_out(page, found)


def _beside_dates(page: Page, context: DateContext) -> Iterator[Element]:
    """The elements of the body in which a date stands as bare text."""
    seen: dict[str, bool] = {}
    first = page.order[page.body]
    last = page.end[first]
    short = [row for row in page.strings if _SHORTEST <= len(row[1]) <= 2 * _LONGEST and first <= row[0] < last]
    likely = date_like_at_all([text for _, text, _ in short])
    for index, text, follows in compress(short, likely):
        element = page.elements[index]
        if (follows or element.tag not in SILENT) and _is_date(text, context, seen):
            yield element


def _innermost_out(page: Page, found: set[Element]) -> list[Element]:
    kept: list[Element] = []
    last = -1
    for element in sorted(found, key=page.order.__getitem__):
        place = page.order[element]
        if place >= last:
            kept.append(element)
            last = page.end[place]
    return kept


def _called_times(page: Page) -> Iterator[Element]:
    """Elements that a class, an `itemprop` or a `property` calls a time."""
    for token, elements in page.by_class.items():
        if calls_time(token):
            yield from elements
    for element in page.within(page.body, page.stating):
        if property_roles(element.get("itemprop") or element.get("property") or "").time:
            yield element


def _shows_figure(page: Page, element: Element) -> bool:
    place = page.order[element]
    if page.end[place] - place >= _LARGEST:
        return False
    text = flat_text(element)
    stated = element.get("content") or element.get("title") or element.get("datetime")
    return (len(text) < 2 * _LONGEST and _may_be(text)) or (not text and bool(stated))


def _may_be(text: str) -> bool:
    """Cheap: most text nodes are prose without a figure."""
    length = len(text)
    if length < _SHORTEST or length > 2 * _LONGEST:
        return False
    if _DIGIT.search(text) is not None:
        return True
    return length < _LONGEST and _AGO.search(text.lower()) is not None


def _is_date(text: str, context: DateContext, seen: dict[str, bool]) -> bool:
    """Whether a text node is a date with few words around it."""
    known = seen.get(text)
    if known is None:
        bare = " ".join(text.split())
        known = seen[text] = (
            _SHORTEST <= len(bare) <= _LONGEST
            and _may_be(text)
            and date_like(bare)
            and (_FAR.match(bare) is None or _BARE_DATE.match(bare) is not None)
            and (_FIGURES.search(bare) is not None or has_date(bare) or _reads_as_date(bare, context))
        )
    return known


@lru_cache(maxsize=8_192)
def _reads_as_date(text: str, context: DateContext) -> bool:
    # Cached: a blog's pages show the same dates and counts beside their posts.
    return bool(read_text(text, context)) or _is_relative(text)


_LED_BY_RELATIVE = re.compile(
    r"\W*(?:(?:about|ca\.?|etwa)\s+)?(?:vor|hace|il y a|há|for)\s+\w+\s+\w+\W*\Z|"
    r"\W*(?:yesterday|gestern|hier|ayer|ieri|gisteren|вчера|wczoraj|today|heute)\b",
    re.I,
)
_RELATIVE = re.compile(
    r"\b\d+\s*(?:[^\W\d]+\s+){1,2}(?:ago|назад|geleden|temu|fa|atrás|sedan|siden|sitten|önce|her)\b", re.I
)


def _is_relative(text: str) -> bool:
    return _LED_BY_RELATIVE.match(text) is not None or _RELATIVE.search(text) is not None


def author_anchors(page: Page) -> list[Element]:
    """Elements that a template calls an author's name, for threads that show no times."""
    found = [
        element for token, elements in page.by_class.items() if calls_author(token) for element in elements
    ]
    return sorted(set(found), key=page.order.__getitem__)
