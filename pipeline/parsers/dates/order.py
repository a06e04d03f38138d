"""Order: whether a page writes day or month first, learnt from all its dates together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from pipeline.parsers.dates.words import names, primary_language

Order = Literal["dmy", "mdy", "ymd"]

_NUMERIC = re.compile(r"(?<![\d./-])(\d\d?)([./-])\s?(\d\d?)\2\s?(\d{4}|\d\d)(?![\d./])")
_ENOUGH = 4
_GRACE = timedelta(days=1)
_THIS_CENTURY = 70
_Date = tuple[int, int, int]


def learn_order(
    samples: Iterable[str],
    language: str | None = None,
    known: Iterable[datetime] = (),
    span: tuple[datetime | None, datetime | None] = (None, None),
) -> Order | None:
    """The order of day, month and year in figures that all dates of one page share.

    In this order: a number over 12; the only order in which no date is outside `span`; the only order in which some
    date is one of the days that the page states without doubt; the only order in which at least four dates stand
    sorted; the convention of a language other than English (CLDR), which is itself written both ways.

    Args:
        samples: texts with dates, in page order.
        language: BCP 47, the page's.
        known: times that the page states without doubt: the article's own, those of attributes.
        span: between which times all dates must lie, where known: no comment is older than its post, or younger than
            the capture.

    Returns:
        The order; None where dates contradict each other or nothing tells.
    """
    found = [match for sample in samples for match in _NUMERIC.finditer(sample)]
    dates = [_numbers(match) for match in found]
    possible: list[Order] = [order for order in _READINGS if all(_fits(date, order) for date in dates)]
    if not possible:
        return None
    if len(possible) == 1:
        return possible[0]
    return (
        _by_span(dates, possible, span)
        or _by_known(dates, possible, known)
        or _by_sequence(dates, possible)
        or _by_figures(dates, possible)
        or _by_points(found, possible)
        or order_of_language(language)
    )


def order_of_language(language: str | None) -> Order | None:
    """The order that a language, or its region, writes dates in (CLDR short date format).

    `en` and `en-US` tell nothing: they are what themes and content systems say by default.
    """
    code = primary_language(language)
    entry = names().get(code, {})
    region = re.search(r"[-_]([A-Za-z]{2})(?:[-_]|\Z)", language or "")
    order = entry.get("regions", {}).get(region[1].upper()) if region else None
    order = order or (entry.get("o") if code != "en" else None)
    return order if order in ("dmy", "mdy", "ymd") else None


def _numbers(match: re.Match[str]) -> _Date:
    return int(match[1]), int(match[3]), int(match[4])


# Where year, month and day stand in (first, second, third).
_READINGS: dict[Order, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


def _key(date: _Date, order: Order) -> _Date:
    year, month, day = (date[place] for place in _READINGS[order])
    return year % 100, month, day


def _fits(date: _Date, order: Order) -> bool:
    _, month, day = (date[place] for place in _READINGS[order])
    return 1 <= month <= 12 and 1 <= day <= 31 and (order != "ymd" or date[2] < 100)


def _by_figures(dates: list[_Date], possible: list[Order]) -> Order | None:
    """A day over 12 has left one of day-first and month-first; year-first needs more than being possible."""
    left: list[Order] = [order for order in possible if order != "ymd"]
    return left[0] if len(left) == 1 and dates else None


def _by_span(
    dates: list[_Date], possible: list[Order], span: tuple[datetime | None, datetime | None]
) -> Order | None:
    first, last = (time and time.date() for time in span)
    # A day's grace: clocks and zones differ.
    least = (first - _GRACE) if first else date.min
    most = (last + _GRACE) if last else date.max
    within = [order for order in possible if all(_lies(_key(one, order), least, most) for one in dates)]
    return within[0] if len(within) == 1 and dates else None


def _lies(key: _Date, least: date, most: date) -> bool:
    year, month, day = key
    try:
        return least <= date(2000 + year if year < _THIS_CENTURY else 1900 + year, month, day) <= most
    except ValueError:
        return False


def _by_points(found: list[re.Match[str]], possible: list[Order]) -> Order | None:
    """All languages that part the figures of a date by points write the day first, if the year is not (CLDR)."""
    return "dmy" if found and "dmy" in possible and all(match[2] == "." for match in found) else None


def _by_known(dates: list[_Date], possible: list[Order], known: Iterable[datetime]) -> Order | None:
    days = {(time.year % 100, time.month, time.day) for time in known}
    meeting = [order for order in possible if any(_key(date, order) in days for date in dates)]
    return meeting[0] if len(meeting) == 1 else None


def _by_sequence(dates: list[_Date], possible: list[Order]) -> Order | None:
    if len(set(dates)) < _ENOUGH:
        return None
    sorted_orders = [order for order in possible if _is_sorted([_key(date, order) for date in dates])]
    return sorted_orders[0] if len(sorted_orders) == 1 else None


def _is_sorted(keys: list[_Date]) -> bool:
    ordered = sorted(keys)
    return keys == ordered or keys == ordered[::-1]
