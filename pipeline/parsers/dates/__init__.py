"""Dates: the one door to reading times off a page, and the rule that joins a shown time with its attribute.

What each part does: `date_text` (visible words), `date_machine` (attributes), `date_relative` ("3 hours ago"),
`date_order` (day or month first). Times of day, zones and years that the page does not state are never made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, timedelta, timezone

from pipeline.models import Moment
from pipeline.parsers.dates.machine import read_machine
from pipeline.parsers.dates.order import Order, learn_order, order_of_language
from pipeline.parsers.dates.parts import NO_CONTEXT, DateContext
from pipeline.parsers.dates.text import FoundDate, find_dates, read_text

__all__ = [
    "NO_CONTEXT",
    "DateContext",
    "FoundDate",
    "Order",
    "date_like",
    "date_like_at_all",
    "find_dates",
    "learn_order",
    "order_of_language",
    "read_machine",
    "read_text",
    "reconcile",
]

_LONGEST = 90
_FINENESS = ("year", "month", "day", "hour", "minute", "second")
_FARTHEST = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)
_DIGIT = re.compile(r"\d")
# Each form from its first figure on: the search steps from figure to figure.
_DATE_LIKE = re.compile(
    r"\d(?:[./\-:年月日]\s?\d|\s\|\s\d\d\s\||(?:st|nd|rd|th|er|\.|º|ª)?[\s\-,.]*(?:de\s|d'|of\s)?[^\W\d_]|"
    r"(?<=[^\W\d_][\s\-]\d)|(?<=[^\W\d_]\.[\s\-]\d))"
)
_TELLING = frozenset(
    "ago yesterday today now gestern heute vorgestern hier aujourd'hui ayer hoy hace ieri oggi fa gisteren vandaag"
    " geleden ontem hoje há wczoraj dzisiaj temu вчера сегодня назад igår idag sedan sitten önce dün bugün".split()
)


def date_like(text: str) -> bool:
    """Whether a short text may hold a date or a relative time: cheap, for thousands of nodes, may say yes wrongly."""
    if len(text) > _LONGEST:
        return False
    if _DIGIT.search(text) is None:
        return not _TELLING.isdisjoint(text.lower().split())
    return _DATE_LIKE.search(text) is not None


def date_like_at_all(texts: Sequence[str]) -> list[bool]:
    """Whether each of `texts` has a figure or a word for a relative time: what every date has, and few lines of a page.

    All at once: the words are looked for in each only where any has one.
    """
    figured = [found is not None for found in map(_DIGIT.search, texts)]
    if _TELLING.isdisjoint(" ".join(texts).lower().split()):
        return figured
    return [has or not _TELLING.isdisjoint(text.lower().split()) for has, text in zip(figured, texts, strict=True)]


def reconcile(shown: Moment, machine: Moment) -> Moment:
    """One moment from what a page shows and what its attribute says of the same event.

    1. Only one of them is known: that one. `raw` is always the shown text, if there is any.
    2. Both agree (at the precision shown, up to a whole number of quarter hours within ±14 h, the span of real zone
       offsets): the shown wall clock stands, the instant is the attribute's. Where they show the same digits, the
       attribute's finer precision is taken.
    3. A shown time without clock (a day, "3 hours ago") that agrees takes wall clock and precision of the attribute;
       a shown day in another zone's next or last day keeps the day, and takes the instant.
    4. They disagree: what people see stands, alone.
    """
    raw = shown.raw or machine.raw
    if not machine:
        return shown
    if not shown:
        return Moment(raw, machine.local, machine.at, machine.precision)
    if shown.local is None:
        return _relative_with(shown, machine)
    if machine.local is not None and _same(shown, machine):
        finer = max(shown, machine, key=_fineness)
        return Moment(raw, finer.local, machine.at or shown.at, finer.precision)
    if machine.at is None or shown.at is not None:
        return shown
    return _in_other_zone(shown, machine)


def _fineness(moment: Moment) -> int:
    return _FINENESS.index(moment.precision or "year")


def _same(shown: Moment, machine: Moment) -> bool:
    """Whether both show the same digits, as far as the coarser goes."""
    first, second = shown.local_text() or "", machine.local_text() or ""
    return first.startswith(second) or second.startswith(first)


def _relative_with(shown: Moment, machine: Moment) -> Moment:
    """A relative time is coarse and depends on the capture: any attribute knows better."""
    return Moment(shown.raw, machine.local, machine.at or shown.at, machine.precision)


def _in_other_zone(shown: Moment, machine: Moment) -> Moment:
    assert shown.local is not None
    assert machine.at is not None
    utc = machine.at.astimezone(UTC).replace(tzinfo=None)
    if _fineness(shown) <= _FINENESS.index("day"):
        span = timedelta(days=1) if shown.precision == "day" else timedelta(days=366)
        near = shown.local - _FARTHEST <= utc < shown.local + span + _FARTHEST
        return Moment(shown.raw, shown.local, machine.at if near else None, shown.precision)
    step = timedelta(hours=1) if shown.precision == "hour" else timedelta(minutes=1)
    if shown.precision == "second" and machine.precision == "second":
        step = timedelta(seconds=1)
    offset = shown.local - utc
    rounded = round(offset / _QUARTER) * _QUARTER
    if abs(rounded) > _FARTHEST or not timedelta() <= rounded - offset < step:
        return shown
    local = utc + rounded if _fineness(machine) > _fineness(shown) else shown.local
    precision = machine.precision if _fineness(machine) > _fineness(shown) else shown.precision
    at = machine.at.astimezone(timezone(rounded))
    return Moment(shown.raw, local, at, precision)
