"""Times: which element of one record says when it was written, and what it and its attributes say."""

from __future__ import annotations

import re

from pipeline.parsers.dates import date_like
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.pieces import CLOCK, has_date, spaced_text
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import Slots, brief

_DIGIT = re.compile(r"\d")
_RELATIVE = re.compile(
    r"\b(?:ago|vor|hace|fa|atrás|назад|yesterday|gestern|heute|today|hier|ieri|il y a|geleden|temu|her)\b", re.I
)
_LINKED = 2
_MACHINE = ("datetime", "content", "title")
# Scripts that rewrite times keep them in an attribute of their own: `data-timestamp`, `data-publishtime`, `data-utime`.
_KEPT = re.compile(r"\A(?:data-[\w-]*(?:time|date|stamp|epoch|publish|created|\bts)|ts|created)\Z|\Adata-(?:time|date)")
_STATED = re.compile(r"\d{9,13}(?:\.\d+)?\Z|\d{4}-\d\d-\d\d|[^\W\d]{3},? \d{1,2} ")


def best_time(slots: Slots) -> Element | None:
    """The element that says when the record was written: by its weight, and by showing a day and a clock."""
    best: Element | None = None
    best_weight = 0.0
    for weight, element in slots.times:
        shown = brief(element)
        machine = stated_time(element)
        if not shown and not machine:
            continue
        dated = bool(_DIGIT.search(shown)) or bool(_RELATIVE.search(shown))
        if (not dated and not machine) or len(shown) > 160:
            continue
        if weight <= _LINKED and not machine and not _tells_time(shown):
            # A permalink may be a running number.
            continue
        score = weight + 2 * dated + (bool(CLOCK.search(shown)) or "ago" in shown) - len(shown) / 100
        if score > best_weight:
            best, best_weight = element, score
    return best


def _tells_time(shown: str) -> bool:
    return bool(has_date(shown) or CLOCK.search(shown) or _RELATIVE.search(shown))


def stated_time(element: Element) -> str | None:
    """The time that an attribute of `element` states."""
    for attribute in _MACHINE:
        value = element.get(attribute)
        if value and _DIGIT.search(value) and len(value) < 60:
            return value.strip()
    for name, kept in element.items():
        said = str(kept).strip()
        if _KEPT.match(str(name)) and _STATED.match(said) and len(said) < 60:
            return said
    return None


def read_time(
    page: Page, record: Record, comment: RawComment, slots: Slots, author: Element | None, time: Element | None
) -> None:
    if time is None:
        return
    inside = page.subtree(time)
    comment.machine = next((value for element in inside if (value := stated_time(element))), None)
    if comment.machine is None:
        comment.machine = next((value for _, element in slots.times if (value := stated_time(element))), None)
    comment.shown = spaced_text(time, {author} if author is not None else set()) or None
    if not comment.shown or not is_whole(comment.shown):
        comment.shown = _longer_time(page, record, slots, author, time, comment.shown)


def is_whole(shown: str) -> bool:
    """Whether a time as shown has both a clock and a day."""
    clock = CLOCK.search(shown)
    if clock and _DIGIT.search(shown[: clock.start()] + shown[clock.end() + 1 :]):
        return True
    return _RELATIVE.search(shown) is not None


def _longer_time(
    page: Page, record: Record, slots: Slots, author: Element | None, time: Element, shown: str | None
) -> str | None:
    """The text around a time that lacks its clock or its day, where the theme prints them apart."""
    around = time.getparent()
    roots = set(record.parts)
    for _ in range(2):
        if around is None or around in roots or any(page.contains(around, text) for _, text in slots.texts):
            break
        leave = {element for element in (author, *slots.noise) if element is not None}
        text = spaced_text(around, leave)
        if len(text) <= 90 and is_whole(text):
            return text
        if not shown and date_like(text):
            # The element itself only carries the machine's time: what stands around it is what people see.
            shown = text
        around = around.getparent()
    return shown


def read_edit(page: Page, comment: RawComment, slots: Slots) -> None:
    """The time at which a comment was last changed, where the page says so."""
    for element in slots.edits:
        shown = brief(element)
        machine = next((value for inner in page.subtree(element) if (value := stated_time(inner))), None)
        if machine or _DIGIT.search(shown):
            comment.edited_machine, comment.edited_shown = machine, shown or None
            return
