"""Pieces: author and time out of bare text, for records whose markup names neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.parsers.date_shapes import shape_of, tokens_of
from pipeline.parsers.date_words import primary_language, vocabulary
from pipeline.parsers.dates import DateContext, date_like, find_dates
from pipeline.parsers.document import Element
from pipeline.parsers.records.vocabulary import OFFER
from pipeline.parsers.text import SILENT, squash

_DATED = re.compile(
    r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}\.?\s+[^\W\d]{3,12}\.?,?\s+\d{4}|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|"
    r"\d{4}年\d|\b\d+\s+[^\W\d]+\s+(?:ago|назад|geleden|temu|fa)\b|\b(?:vor|hace|il y a|há)\s+(?:\d+|ein\w*)\s+\w+|"
    r"\b\d{1,2}:\d{2}\b.{0,12}\d{1,2}[./]\d{1,2}",
    re.I,
)
# What themes print between a name and a date.
_SEPARATOR = re.compile(r"\s[|·•—–-]\s|\s[@/]\s")
_EDGES = " \t\n|·•–—-,:;/()«»@#"
_LETTER = re.compile(r"[^\W\d_]")
# Classes of tokens (`date_words`) that lead to a date and are no name.
_LEADING = frozenset("fWAhisTZ 123.,:/-+'()@|~")
_LONGEST, _SHORT, _REST = 80, 60, 20
_NAME_LENGTH = 130


def author_and_time(
    parts: Sequence[Element], skip: set[Element], author: Element | None, language: str | None = None, most: int = 1000
) -> tuple[str | None, str | None, list[Element]]:
    """The name next to the first date of a record, and the date's text.

    Args:
        parts: the record's elements. skip: elements inside them that hold neither. author: where the name is known to
            stand, so that only the time is looked for. language: the page's, for the weekdays that lead dates.
        most: how many texts to look at.
    Returns:
        name, time as shown, and the elements whose own text they are.
    """
    before: list[tuple[str, Element]] = []
    for text, element, around in islice(_pieces(parts, skip), most):
        start = _date_start(text, language)
        if start is None:
            before.append((text, element))
            continue
        used = [around]
        left = _SEPARATOR.split(text[:start])[0].strip(_EDGES)
        name: str | None = None
        if author is None:
            if _is_name(left) and left.count(" ") <= 6 and not _connects(left, language):
                name = left
            else:
                # A bar, "on", or the hour may stand between.
                told = next((piece for piece in before[:-6:-1] if not _is_furniture(*piece, language)), None)
                if told is not None and _is_name(told[0]):
                    name = told[0].strip(_EDGES)
                    used.append(told[1])
        return name, text, used
    return None, None, []


def _date_start(text: str, language: str | None) -> int | None:
    """Where a date begins in a text that says little else."""
    found = _DATED.search(text)
    if found:
        return found.start() if len(text) <= _LONGEST + len(found.group()) else None
    if len(text) > _SHORT or not date_like(text):
        return None
    dates = (date for date in find_dates(text, DateContext(language)) if date.moment.precision != "month")
    return next((date.start for date in dates if len(text) - date.end <= _REST), None)


def spaced_text(element: Element, leave_out: set[Element]) -> str:
    """The text of `element` in one line, its text nodes apart: "28.09.19" and "12:44" may touch in the markup."""
    return " ".join(text for text, _, _ in _pieces((element,), leave_out))


def _connects(text: str, language: str | None) -> bool:
    """Whether `text` only leads to the date ("am", "posted on", "le", "Saturday")."""
    if len(text) <= 3 or (text.islower() and len(text) <= 20) or text.casefold() in ("posted on", "written on"):
        return True
    return _is_of_a_date(text, language)


def _is_of_a_date(text: str, language: str | None) -> bool:
    """Whether `text` has but marks and words of dates: "am", "15:17 Uhr", "|", "Saturday"."""
    words = vocabulary(primary_language(language))
    return set(shape_of(tokens_of(text), words)) <= _LEADING


def _is_furniture(text: str, element: Element, language: str | None) -> bool:
    """Whether it is a word of dates, or a button; a visitor may call himself "Reply"."""
    is_button = element.tag in ("a", "button") and OFFER.fullmatch(text.strip(_EDGES)) is not None
    return is_button or _is_of_a_date(text, language)


def _is_name(text: str) -> bool:
    return bool(_LETTER.search(text)) and len(text) <= _NAME_LENGTH


def _pieces(parts: Iterable[Element], skip: set[Element]) -> Iterator[tuple[str, Element, Element]]:
    """The non-empty text nodes of `parts`: text, the element that shows it, the element to leave out for it."""
    for part in parts:
        stack: list[tuple[Element, bool]] = [(part, False)]
        while stack:
            element, is_tail = stack.pop()
            if is_tail:
                text = squash(element.tail)
                around = element.getparent()
                if text and around is not None:
                    yield text, around, around
                continue
            if element is not part:
                stack.append((element, True))
            if element in skip or element.tag in SILENT:
                continue
            text = squash(element.text)
            if text:
                yield text, element, element
            stack.extend((child, False) for child in reversed(element))
