"""Dates as people write them on blogs, in any language: text to `Moment`, never inventing what the page does not say.

Attributes for machines are read in `date_machine`, "3 hours ago" in `date_relative`; what may be day or month is
decided with `date_order`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from pipeline.models import NO_MOMENT, Moment, Precision
from pipeline.parsers.date_order import Order, order_of_language
from pipeline.parsers.date_relative import find_ago, resolve
from pipeline.parsers.date_shapes import Found, clock_in, shape_of, strong_candidates, tokens_of, weak_candidates
from pipeline.parsers.date_words import (
    ERAS,
    ZONES,
    Vocabulary,
    any_vocabulary,
    fold_word,
    primary_language,
    vocabulary,
)

_FIRST_YEAR, _LAST_YEAR = 1800, 2199
_BUDDHIST = range(2400, 2700)
_MAX_TEXT = 400
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a page tells about its dates beforehand.

    language: BCP 47. order: of day, month and year in figures (`date_order.learn_order`). fetched_at: aware; in the
    blog's zone if that is known, so that relative times get a wall clock. year: for dates without one.
    """

    language: str | None = None
    order: Order | None = None
    fetched_at: datetime | None = None
    year: int | None = None


NO_CONTEXT = DateContext()


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date within running text: `text[start:end]`."""

    start: int
    end: int
    moment: Moment


def read_text(text: str, context: DateContext = NO_CONTEXT) -> Moment:
    """The date that `text` mostly is: `am 9. Juni 2017 um 14:16 Uhr`, `Posted on June 9th, 2017 @ 2:16 pm`.

    Args:
        text: the visible characters, words around the date included.
        context: language, order, year and capture time, as far as known.

    Returns:
        What is certain: without a year of its own or of the context, or with day and month in doubt, only `raw`.
    """
    raw = " ".join(text.split())
    if not raw or len(raw) > _MAX_TEXT:
        return Moment(raw=raw[:_MAX_TEXT] or None)
    tokens = tokens_of(raw)
    readings = _readings(tokens, context)
    for find in (strong_candidates, weak_candidates):
        for words, joined, shape in readings:
            for found in find(shape):
                moment = _moment(joined, found, words, context, raw)
                if moment:
                    return moment
    return _relative(raw, tokens, context)


def _readings(tokens: list[str], context: DateContext) -> list[tuple[Vocabulary, list[str], str]]:
    """Vocabulary, tokens and shape: in the page's language first, then, if words stay unknown, in any."""
    words = vocabulary(primary_language(context.language))
    joined = words.join_phrases(tokens)
    shape = shape_of(joined, words)
    readings = [(words, joined, shape)]
    if "?" in shape:
        words = any_vocabulary()
        readings.append((words, tokens, shape_of(tokens, words)))
    return readings


def _relative(raw: str, tokens: list[str], context: DateContext) -> Moment:
    ago = find_ago(raw, context.language) if context.fetched_at else None
    if ago is None or context.fetched_at is None:
        return Moment(raw=raw)
    moment = resolve(ago, raw, context.fetched_at)
    words = vocabulary(primary_language(context.language))
    found = clock_in(shape_of(tokens, words)) if moment.precision == "day" else None
    clock = _clock(tokens, found.parts, words) if found else None
    if clock is None or moment.local is None:
        return moment
    hour, minute, second, precision = clock
    return Moment(raw, moment.local.replace(hour=hour, minute=minute, second=second), None, precision)


def find_dates(text: str, context: DateContext = NO_CONTEXT) -> list[FoundDate]:
    """All dates with a year (or with `context.year`) in running text, in order, without overlaps."""
    if not _DIGIT.search(text):
        return []
    words = vocabulary(primary_language(context.language))
    tokens = words.join_phrases(tokens_of(text))
    shape = shape_of(tokens, words)
    ends = _ends(tokens)
    taken: list[tuple[int, int, FoundDate]] = []
    for found in (*strong_candidates(shape, wordy=False), *weak_candidates(shape, wordy=False)):
        if any(found.start < end and start < found.end for start, end, _ in taken):
            continue
        start, end = ends[found.start] - len(tokens[found.start]), ends[found.end - 1]
        moment = _moment(tokens, found, words, context, text[start:end])
        if moment:
            taken.append((found.start, found.end, FoundDate(start, end, moment)))
    return [date for _, _, date in sorted(taken, key=lambda entry: entry[0])]


def _ends(tokens: list[str]) -> list[int]:
    ends, position = [], 0
    for token in tokens:
        position += len(token)
        ends.append(position)
    return ends


# From tokens to a moment ----------


def _moment(tokens: list[str], found: Found, words: Vocabulary, context: DateContext, raw: str) -> Moment:
    parts = found.parts
    date = _date(tokens, parts, words, context)
    if date is None:
        return NO_MOMENT
    year, month, day = date
    if day is None:
        return Moment(raw, datetime(year, month, 1), None, "month")
    clock = _clock(tokens, parts, words)
    if clock is None:
        return Moment(raw, datetime(year, month, day), None, "day")
    hour, minute, second, precision = clock
    local = datetime(year, month, day, hour, minute, second)
    offset = _offset(tokens, parts)
    at = local.replace(tzinfo=timezone(timedelta(minutes=offset))) if offset is not None else None
    return Moment(raw, local, at, precision)


def _date(
    tokens: list[str], parts: dict[str, int], words: Vocabulary, context: DateContext
) -> tuple[int, int, int | None] | None:
    year = _year(tokens, parts, context)
    if "a" in parts:
        return _numeric(tokens, parts, year, context)
    if year is None:
        return None
    month = words.month(tokens[parts["M"]]) if "M" in parts else int(tokens[parts["m"]])
    if not 1 <= month <= 12:
        return None
    if "d" not in parts:
        return year, month, None
    return _valid(year, month, int(tokens[parts["d"]]))


def _numeric(
    tokens: list[str], parts: dict[str, int], year: int | None, context: DateContext
) -> tuple[int, int, int] | None:
    first, second = int(tokens[parts["a"]]), int(tokens[parts["b"]])
    if "y2" in parts and (_has_other_year(tokens) or _year_may_lead(tokens, parts, context)):
        return None
    if "y2" in parts and (context.order == "ymd" or first > 31 or first == 0):
        return _valid(_century(first), second, int(tokens[parts["y2"]]))
    if year is None:
        return None
    order = "dmy" if first > 12 else "mdy" if second > 12 else context.order
    if first == second:
        order = "dmy"
    if order not in ("dmy", "mdy") and tokens[parts["s"]] == ".":
        order = "dmy"
    if order == "dmy":
        return _valid(year, second, first)
    return _valid(year, first, second) if order == "mdy" else None


def _has_other_year(tokens: list[str]) -> bool:
    """Whether a year stands in the same text, so that `11.25.14` is rather a time than a date."""
    return any(len(token) == 4 and token.isdecimal() and 1970 <= int(token) <= _LAST_YEAR for token in tokens)


def _year_may_lead(tokens: list[str], parts: dict[str, int], context: DateContext) -> bool:
    """Whether `17/06/09` could be either way round in this language, and nothing says which."""
    if context.order is not None or tokens[parts["s"]] == "." or int(tokens[parts["y2"]]) > 31:
        return False
    return order_of_language(context.language) == "ymd"


def _valid(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _year(tokens: list[str], parts: dict[str, int], context: DateContext) -> int | None:
    if "ey" in parts:
        return ERAS[tokens[parts["e"]]] + int(tokens[parts["ey"]])
    if "y2" in parts:
        return _century(int(tokens[parts["y2"]]))
    if "y" not in parts:
        return context.year
    year = int(tokens[parts["y"]])
    if year < 100:
        return _century(year)
    if year in _BUDDHIST and (primary_language(context.language) == "th" or any("฀" <= t[0] <= "๿" for t in tokens)):
        year -= 543
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _century(year: int) -> int:
    return year + (1900 if year >= 70 else 2000)


def _clock(tokens: list[str], parts: dict[str, int], words: Vocabulary) -> tuple[int, int, int, Precision] | None:
    hour_at = next((parts[name] for name in ("H", "Hh", "Hd", "Ha") if name in parts), None)
    if hour_at is None:
        return None
    minute_at = next((parts[name] for name in ("I", "Ih", "Id") if name in parts), None)
    second_at = next((parts[name] for name in ("S", "Sh", "Sd") if name in parts), None)
    period_at = next((parts[name] for name in ("A", "A2", "A3", "A1") if name in parts), None)
    hour: int | None = int(tokens[hour_at])
    if period_at is not None:
        hour = _hour(int(tokens[hour_at]), words.period(tokens[period_at]))
    minute = int(tokens[minute_at]) if minute_at is not None else 0
    second = int(tokens[second_at]) if second_at is not None else 0
    if hour is None or hour > 23 or minute > 59 or second > 59:
        return None
    return hour, minute, second, "second" if second_at is not None else "minute" if minute_at is not None else "hour"


def _hour(hour: int, period: str) -> int | None:
    """The hour of the day from an hour of a half day; None where the words leave it open."""
    if hour == 0 or hour > 12:
        return hour
    if hour == 12:
        return {"a": 0, "p": 12, "n": 12, "0": 0, "g": 0}.get(period)
    if period == "n":
        return hour if hour >= 10 else hour + 12
    if period == "g":
        return hour + 12 if hour >= 6 else hour
    return {"a": hour, "p": hour + 12, "e": hour + 12}.get(period)


def _offset(tokens: list[str], parts: dict[str, int]) -> int | None:
    if "zo" in parts:
        hours = tokens[parts["zo"]]
        minutes = int(tokens[parts["zm"]]) if "zm" in parts else 0
        total = int(hours[:2]) * 60 + int(hours[2:] or 0) + minutes
        return (-total if tokens[parts["zs"]] in "-–−" else total) if total <= 14 * 60 else None
    zone = parts.get("Zn", parts.get("Z"))
    return ZONES.get(fold_word(tokens[zone])) if zone is not None else None
