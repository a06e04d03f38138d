"""The Persian calendar, in which Iran writes its dates: day, month and year to ours.

Leap years are told by cycles of 33 years, which agree with the observed calendar from its year 1178 to 1634.
"""

from __future__ import annotations

from datetime import date, timedelta

YEARS_OF_PERSIA = range(1300, 1500)
MONTHS_OF_PERSIA = 100
"""What is added to the number of a Persian month among the months of a language."""

_FIRST_YEAR = 1178
_LEAP_YEARS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
# 1 Farvardin 1400.
_KNOWN_YEAR, _KNOWN_DAY = 1400, date(2021, 3, 21)


def from_persian(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """The same day in our calendar; null if there is none."""
    if year not in YEARS_OF_PERSIA or not 1 <= month <= 12 or not 1 <= day <= _days_in(year, month):
        return None
    new_year = _KNOWN_DAY + timedelta(days=_days_before(year) - _days_before(_KNOWN_YEAR))
    then = new_year + timedelta(days=31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1)
    return then.year, then.month, then.day


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP_YEARS


def _days_in(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29


def _days_before(year: int) -> int:
    return 365 * (year - _FIRST_YEAR) + sum(map(_is_leap, range(_FIRST_YEAR, year)))
