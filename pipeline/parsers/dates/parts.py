"""Parts: from where day, month, year and time of day stand in a text to the `Moment` that they state."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from pipeline.models import NO_MOMENT, Moment, Precision
from pipeline.parsers.dates.order import Order, order_of_language
from pipeline.parsers.dates.persian import MONTHS_OF_PERSIA, YEARS_OF_PERSIA, from_persian
from pipeline.parsers.dates.shapes import Found
from pipeline.parsers.dates.words import ERAS, ZONES, Vocabulary, fold_word, number_of, primary_language

FIRST_YEAR, LAST_YEAR = 1800, 2199
_BUDDHIST = range(2400, 2700)
# Nepal's calendar is 57 years ahead, and its months are none of ours.
_OF_VIKRAM = range(2050, 2110)


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


def moment_of(tokens: list[str], found: Found, words: Vocabulary, context: DateContext, raw: str) -> Moment:
    """The moment that a found date states; empty if its numbers are no date, or may be two.

    Args:
        tokens: of the text. found: where the parts of the date stand in them. words: how the tokens were classed.
        context: order and year for dates that don't say. raw: the characters to keep.
    """
    parts = found.parts
    date = _date(tokens, parts, words, context)
    if date is None:
        return NO_MOMENT
    year, month, day = date
    if day is None:
        return Moment(raw, datetime(year, month, 1), None, "month")
    clock = clock_of(tokens, parts, words)
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
    if year is None and "y" not in parts:
        return None
    month = words.month(tokens[parts["M"]]) if "M" in parts else number_of(tokens[parts["m"]])
    if month > MONTHS_OF_PERSIA or _is_persian(tokens, parts, context):
        return _persian(tokens, parts, month % MONTHS_OF_PERSIA)
    if year is None or not 1 <= month <= 12:
        return None
    if "d" not in parts:
        return year, month, None
    return _valid(year, month, number_of(tokens[parts["d"]]))


def _numeric(
    tokens: list[str], parts: dict[str, int], year: int | None, context: DateContext
) -> tuple[int, int, int] | None:
    first, second = number_of(tokens[parts["a"]]), number_of(tokens[parts["b"]])
    if "y2" in parts and (_has_other_year(tokens) or _year_may_lead(tokens, parts, context)):
        return None
    if "y2" in parts and (context.order == "ymd" or first > 31 or first == 0):
        return _valid(_century(first), second, number_of(tokens[parts["y2"]]))
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
    return any(len(token) == 4 and token.isdecimal() and 1970 <= int(token) <= LAST_YEAR for token in tokens)


def _year_may_lead(tokens: list[str], parts: dict[str, int], context: DateContext) -> bool:
    """Whether `17/06/09` could be either way round in this language, and nothing says which."""
    if context.order is not None or tokens[parts["s"]] == "." or number_of(tokens[parts["y2"]]) > 31:
        return False
    return order_of_language(context.language) == "ymd"


def _valid(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return (year, month, day) if day <= 28 or day <= monthrange(year, month)[1] else None


def _year(tokens: list[str], parts: dict[str, int], context: DateContext) -> int | None:
    if "r" in parts:
        return _of_republic(number_of(tokens[parts["r"]]), "s" in parts, context)
    if "ey" in parts:
        return ERAS[tokens[parts["e"]]] + number_of(tokens[parts["ey"]])
    if "y2" in parts:
        return _short_year(number_of(tokens[parts["y2"]]), tokens, context)
    if "y" not in parts:
        return context.year
    year = number_of(tokens[parts["y"]])
    if year < 100:
        return _century(year)
    if year in _BUDDHIST and _is_thai(tokens, context):
        year -= 543
    if year in _OF_VIKRAM and primary_language(context.language) == "ne":
        return None
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _is_thai(tokens: list[str], context: DateContext) -> bool:
    return primary_language(context.language) == "th" or any("\u0e00" <= token[0] <= "\u0e7f" for token in tokens)


def _short_year(year: int, tokens: list[str], context: DateContext) -> int:
    """The year of two digits; in Thai, 40 to 83 are the years of this time in the Buddhist era: 2540 is 1997."""
    return 1957 + year if 40 <= year < 84 and _is_thai(tokens, context) else _century(year)


def _of_republic(year: int, is_numeric: bool, context: DateContext) -> int | None:
    """The year of the Republic of China: of this time 80 to 199; in figures only where the page is Taiwan's."""
    language = (context.language or "").lower()
    is_known = not is_numeric or language.startswith(("zh-tw", "zh-hant"))
    return 1911 + year if is_known and 80 <= year < 200 else None


def _is_persian(tokens: list[str], parts: dict[str, int], context: DateContext) -> bool:
    """Whether `1396/03/19` is a date of the Persian calendar."""
    is_numeric = "s" in parts and "y" in parts and "m" in parts
    return (
        is_numeric and primary_language(context.language) == "fa" and number_of(tokens[parts["y"]]) in YEARS_OF_PERSIA
    )


def _persian(tokens: list[str], parts: dict[str, int], month: int) -> tuple[int, int, int] | None:
    if "y" not in parts or "d" not in parts:
        return None
    return from_persian(number_of(tokens[parts["y"]]), month, number_of(tokens[parts["d"]]))


def _century(year: int) -> int:
    return year + (1900 if year >= 70 else 2000)


def clock_of(tokens: list[str], parts: dict[str, int], words: Vocabulary) -> tuple[int, int, int, Precision] | None:
    """Hour, minute, second and precision of a time of day; None if there is none or it can't be."""
    if "H" not in parts:
        return None
    hour: int | None = number_of(tokens[parts["H"]])
    if "A" in parts:
        hour = _hour(number_of(tokens[parts["H"]]), words.period(tokens[parts["A"]]))
    minute = number_of(tokens[parts["I"]]) if "I" in parts else 0
    second = number_of(tokens[parts["S"]]) if "S" in parts else 0
    if hour is None or hour > 23 or minute > 59 or second > 59:
        return None
    return hour, minute, second, "second" if "S" in parts else "minute" if "I" in parts else "hour"


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
        minutes = number_of(tokens[parts["zm"]]) if "zm" in parts else 0
        total = int(hours[:2]) * 60 + int(hours[2:] or 0) + minutes
        return (-total if tokens[parts["zs"]] in "-–−" else total) if total <= 14 * 60 else None
    return ZONES.get(fold_word(tokens[parts["Z"]])) if "Z" in parts else None
