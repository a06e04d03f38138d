"""Pieces: author and time out of bare text, for records whose markup names neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.parsers.document import Element
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
_LONGEST = 80
_NAME_LENGTH = 130


def author_and_time(
    parts: Sequence[Element], skip: set[Element], author: Element | None
) -> tuple[str | None, str | None, list[Element]]:
    """The name next to the first date of a record, and the date's text.

    Args:
        parts: the record's elements. skip: elements inside them that hold neither. author: where the name is known to
            stand, so that only the time is looked for.
    Returns:
        name, time as shown, and the elements whose own text they are.
    """
    before: list[tuple[str, Element]] = []
    for text, element, around in _pieces(parts, skip):
        found = _DATED.search(text)
        if found is None or len(text) > _LONGEST + len(found.group()):
            before.append((text, element))
            continue
        used = [around]
        left = _SEPARATOR.split(text[: found.start()])[0].strip(_EDGES)
        name: str | None = None
        if author is None:
            if _is_name(left) and left.count(" ") <= 6 and not _connects(left):
                name = left
            elif before and _is_name(before[-1][0]):
                name = before[-1][0].strip(_EDGES)
                used.append(before[-1][1])
        return name, text, used
    return None, None, []


def spaced_text(element: Element, leave_out: set[Element]) -> str:
    """The text of `element` in one line, its text nodes apart: "28.09.19" and "12:44" may touch in the markup."""
    return " ".join(text for text, _, _ in _pieces((element,), leave_out))


def _connects(text: str) -> bool:
    """Whether `text` only leads to the date ("am", "posted on", "le")."""
    return len(text) <= 3 or (text.islower() and len(text) <= 20) or text.casefold() in ("posted on", "written on")


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
