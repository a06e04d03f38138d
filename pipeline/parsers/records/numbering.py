"""Numbering: keys, levels and parents that a record's attributes, classes and links state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.nesting import nest
from pipeline.parsers.records.raw import Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.text import squash

_TRAILING = re.compile(r"(\d+)\D{0,3}\Z")
_KEYS = tuple("data-comment-id data-commentid data-cid data-id data-post-id data-message-id about id name rel".split())
_PARENTS = tuple(
    "data-parent-id data-parentid data-parent data-parent_id data-reply-to data-pid data-topid data-to-pid "
    "data-replyto data-in-reply-to".split()
)
_LEVELS = tuple("data-indent data-level data-depth data-nesting aria-level indent data-comment-level".split())
_ROOTS = 6
_LEVEL_CLASS = re.compile(
    r"(?:\A|[-_])(?:level|depth|indent|lvl|nesting|reply-level|niveau|ebene|nivel|livello|poziom|nivå|niva)"
    r"[-_]*(\d+)\Z"
)
_MARGIN_CLASS = re.compile(r"\A(?:ml|pl|ms|ps)-(\d+)\Z")
# A mark that answers bear and what they answer does not.
_ANSWER_CLASS = re.compile(
    r"(?:\A|[-_])(?:reply|child|answer|antwort|nested|indent|indented|sub|response|respuesta|reponse|svar|odpowiedz)\Z"
)
_INDENT_STYLE = re.compile(r"(?:margin|padding)-left\s*:\s*(\d+(?:\.\d+)?)\s*(px|em|rem|%)", re.I)
_OUTLINE = re.compile(r"(?:\A|\s)#?(\d+(?:\.\d+)+|\d+)(?=\s*(?:\Z|[—–|·:)-]|\s))")
_BARE_OUTLINE = re.compile(r"\d{1,4}(?:\.\d{1,3})*\.?")
_UPWARD = re.compile(
    r"parent|in[-_ ]?reply|reply[-_]?to|replied|antwort auf|en réponse|respuesta a|in risposta|↑|в ответ", re.I
)


def numbered_records(page: Page, runs: Sequence[tuple[Element, ...]]) -> list[Record]:
    """A record for each of `runs`, in document order, nested by how they stand and by what their markup states."""
    records = [Record(run) for run in runs]
    nest(page, records)
    read_numbers(page, records)
    if any(record.level is not None for record in records) or any(record.parent_key for record in records):
        for record in records:
            if record.parent_source == "nesting" and record.parent_key:
                record.parent = None
        nest_again = [record for record in records if record.parent is None and record.parent_key is None]
        if not any(record.parent is not None for record in records):
            nest(page, nest_again)
    return records


def read_numbers(page: Page, records: Sequence[Record]) -> None:
    """Set `key`, `level`, `parent_key` of `records` from what their markup states.

    A number that only counts the records, or that two of them share, is no key.
    """
    _read_keys(page, records)
    read_levels(page, records)
    _read_parents(page, records)


# Keys -----------------------------------------------------------------------------------------------------------------


def _read_keys(page: Page, records: Sequence[Record]) -> None:
    own = [own_elements(page, record)[:12] for record in records]
    for attribute in _KEYS:
        keys = [_key_in(elements, attribute) for elements in own]
        stated = [key for key in keys if key]
        if len(stated) * 2 > len(records) and len(set(stated)) == len(stated) and not _counts(stated):
            for record, key in zip(records, keys, strict=True):
                record.key = key
            return


def _key_in(elements: Sequence[Element], attribute: str) -> str | None:
    for place, element in enumerate(elements):
        value = element.get(attribute)
        if value and len(value) < 80 and (place == 0 or attribute != "rel"):
            found = _TRAILING.search(value)
            if found:
                return found.group(1)
    return None


def _counts(keys: Sequence[str]) -> bool:
    numbers = [int(key) for key in keys if len(key) < 12]
    return len(numbers) > 1 and numbers[0] in (0, 1) and all(b - a == 1 for a, b in pairwise(numbers))


# Levels ---------------------------------------------------------------------------------------------------------------


def read_levels(page: Page, records: Sequence[Record]) -> None:
    """Set `level` of `records` from attributes, classes or margins, if most of them state one and not all the same."""
    for reader in (_level_attribute, _level_class, _indentation, _margin_class, _answer_class):
        levels = [reader(page, record) for record in records]
        stated = [level for level in levels if level is not None]
        if len(stated) * 2 > len(records) and len(set(stated)) > 1:
            rank = {value: place for place, value in enumerate(sorted({*stated}))}
            lowest = min(stated)
            for record, level in zip(records, levels, strict=True):
                record.level = rank[lowest if level is None else level]
            return


def _level_attribute(page: Page, record: Record) -> float | None:
    for element in own_elements(page, record)[:6]:
        for attribute in _LEVELS:
            value = element.get(attribute)
            if value and value.isdecimal():
                return float(value)
    return None


def _level_class(page: Page, record: Record) -> float | None:
    for element in (record.parts[0], *own_elements(page, record)[1:4]):
        for token in page.classes(element):
            found = _LEVEL_CLASS.search(token)
            if found:
                return float(found.group(1))
    return None


def _margin_class(page: Page, record: Record) -> float | None:
    """Left margins of utility classes, which what answers nothing lacks."""
    found = [margin for token in page.classes(record.parts[0]) if (margin := _MARGIN_CLASS.match(token))]
    return float(found[0].group(1)) if found else 0.0


def _answer_class(page: Page, record: Record) -> float | None:
    return float(any(_ANSWER_CLASS.search(token) for part in record.parts[:1] for token in page.classes(part)))


def _indentation(page: Page, record: Record) -> float | None:
    """Left margins, and spacer images whose width grows with the depth (tables)."""
    for element in own_elements(page, record)[:8]:
        found = _INDENT_STYLE.search(element.get("style") or "")
        if found:
            return float(found.group(1))
        if element.tag == "img" and (element.get("width") or "").isdecimal() and not element.get("alt"):
            around = element.getparent()
            names = " ".join(page.classes(around)) if around is not None else ""
            if "ind" in names or re.search(r"spacer|blank|\bs\.gif|pixel", element.get("src") or ""):
                return float(element.get("width") or 0)
    return 0.0 if any(_INDENT_STYLE.search(part.get("style") or "") for part in record.parts) else None


# Parents --------------------------------------------------------------------------------------------------------------


def _read_parents(page: Page, records: Sequence[Record]) -> None:
    keys = {record.key for record in records if record.key}
    for record in records:
        for place, element in enumerate(own_elements(page, record)[:40]):
            if element.tag != "a" and place >= _ROOTS:
                continue
            stated = next((value for name in _PARENTS if (value := element.get(name))), None)
            found = _TRAILING.search(stated) if stated else None
            if found and found.group(1) in keys and found.group(1) != record.key:
                record.parent_key, record.parent_source = found.group(1), "attribute"
                break
            key = _answered(element, keys, record.key)
            if key:
                record.parent_key, record.parent_source = key, "reply_link"
                break
    _read_outline(page, records)


def _answered(element: Element, keys: set[str], own: str | None) -> str | None:
    """The comment that an "in reply to" link leads to."""
    href = element.get("href") if element.tag == "a" else None
    if not href or "#" not in href:
        return None
    found = _TRAILING.search(href.rpartition("#")[2])
    if not found or found.group(1) not in keys or found.group(1) == own:
        return None
    around = element.getparent()
    said = f"{element.get('class') or ''} {squash(element.text)} {element.get('title') or ''}"
    if around is not None:
        said += f" {around.get('class') or ''} {squash(around.text)}"
    return found.group(1) if _UPWARD.search(said) else None


def _read_outline(page: Page, records: Sequence[Record]) -> None:
    """Numbers such as "#2.1": an answer to "#2"."""
    numbers = [_outline_of(page, record) for record in records]
    numbered = [number for number in numbers if number]
    if len(numbered) * 2 < len(records) or not any("." in number for number in numbered):
        return
    by_number = {number: record for number, record in zip(numbers, records, strict=True) if number}
    for number, record in zip(numbers, records, strict=True):
        above = by_number.get(number.rpartition(".")[0]) if number and "." in number else None
        if above is not None and above is not record:
            record.parent, record.parent_source, record.level = above, "numbering", None


def _outline_of(page: Page, record: Record) -> str | None:
    for element in own_elements(page, record)[:25]:
        text = element.text
        if not text or len(text) > 80:
            continue
        text = squash(text)
        if text.startswith("#") and len(text) < 40:
            found = _OUTLINE.match(text)
            if found:
                return found.group(1)
        if _BARE_OUTLINE.fullmatch(text):
            return text.rstrip(".")
    return None
