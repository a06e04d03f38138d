"""Dates written for machines: the values of `datetime`, `content`, `title` and JSON fields, however sloppy."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from pipeline.models import Moment, Precision
from pipeline.parsers.dates.parts import FIRST_YEAR, LAST_YEAR
from pipeline.parsers.dates.text import read_text
from pipeline.parsers.dates.words import ZONES

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<s>[-/.]?)(?P<month>\d\d?)(?:(?P=s)(?P<day>\d\d?)(?!\d{3})"
    r"(?:(?:[Tt_,]|\s|&nbsp;){1,3}(?P<hour>\d\d?)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?)?)?"
    r"(?P<rest>.*))?\Z",
    re.S,
)
_ZONE = re.compile(
    r"(?:\s*(?P<sign>[+−-])|(?<!\d)\s(?=\d\d:\d\d\Z))(?P<hours>\d\d?):?(?P<minutes>\d\d)?|\s*(?P<name>[A-Za-z]{1,5})\b"
)
_EPOCH = re.compile(r"(?:/Date\()?(-?\d{9,10})(?:\d{3})?(?:\.\d+)?(?:\)/)?\Z")
_REGION = re.compile(r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][\w+-]+\b")
_USUAL_LENGTHS = (19, 20, 25)
_FARTHEST = timedelta(hours=14)


def read_machine(value: str) -> Moment:
    """The time that an attribute or JSON field states.

    Reads ISO 8601 with its common slips, RFC 822/5322, epoch seconds and milliseconds, and plain dates in words.
    A value that says UTC (`Z`, `GMT`, an epoch) gives the instant alone: it does not tell the blog's wall clock.

    Args:
        value: the attribute as it stands.

    Returns:
        A moment with `at` only where the value names an offset; empty but for `raw` for template bugs
        (`comment_date`, `0000-00-00 00:00:00`) and for doubtful values.
    """
    raw = value.strip()
    if len(raw) in _USUAL_LENGTHS and raw[10] == "T":
        moment = _usual(raw)
        if moment is not None:
            return moment
    epoch = _EPOCH.match(raw)
    if epoch:
        return _from_epoch(raw, int(epoch[1]))
    match = _ISO.match(raw)
    moment = _from_iso(raw, match) if match else None
    if moment is not None:
        return moment
    return _in_words(raw)


def _usual(raw: str) -> Moment | None:
    """`2017-06-09T14:16:00` with `Z`, `+02:00` or nothing: most of what there is, by the fast way."""
    try:
        at = datetime.fromisoformat(raw).replace(microsecond=0)
    except ValueError:
        return None
    offset = at.utcoffset()
    if not FIRST_YEAR <= at.year <= LAST_YEAR or (offset and abs(offset) > _FARTHEST):
        return None
    local = None if raw.endswith("Z") else at.replace(tzinfo=None)
    return Moment(raw, local, at if offset is not None else None, "second")


def _from_epoch(raw: str, seconds: int) -> Moment:
    at = datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)
    return Moment(raw, None, at, "second")


def _from_iso(raw: str, match: re.Match[str]) -> Moment | None:
    """The moment, empty if the numbers are no date; None if the value is not of this form after all."""
    part = match.groupdict()
    if not part["s"] and (len(part["month"]) != 2 or not part["day"] or len(part["day"]) != 2):
        return None
    rest = (part["rest"] or "").strip()
    if re.match(r"[ap]\.?m", rest, re.I):
        return None
    if not FIRST_YEAR <= int(part["year"]) <= LAST_YEAR:
        return Moment(raw)
    numbers = [int(part[name] or least) for name, least in _FIELDS]
    try:
        local = datetime(*numbers)  # type: ignore[arg-type]
    except ValueError:
        return Moment(raw)
    precision = _precision(part)
    if not part["hour"]:
        return Moment(raw, local, None, precision)
    return _with_zone(raw, local, precision, part["rest"] or "")


_FIELDS = (("year", 1), ("month", 1), ("day", 1), ("hour", 0), ("minute", 0), ("second", 0))


def _precision(part: dict[str, str | None]) -> Precision:
    names: tuple[Precision, ...] = ("second", "minute", "hour", "day")
    return next((name for name in names if part[name]), "month")


def _with_zone(raw: str, local: datetime, precision: Precision, rest: str) -> Moment:
    offset, is_utc = _offset(rest)
    if offset is None:
        return in_named_zone(Moment(raw, local, None, precision))
    at = local.replace(tzinfo=timezone(offset))
    return Moment(raw, None if is_utc else local, at, precision)


def _offset(rest: str) -> tuple[timedelta | None, bool]:
    zone = _ZONE.match(rest)
    if zone is None:
        return None, False
    if zone["name"]:
        minutes = ZONES.get(zone["name"].lower())
        after = _ZONE.match(rest, zone.end())
        if minutes == 0 and after and after["sign"]:
            return _offset(rest[zone.end() :])
        return (None if minutes is None else timedelta(minutes=minutes)), zone["name"].lower() in ("z", "utc", "gmt")
    size = timedelta(hours=int(zone["hours"]), minutes=int(zone["minutes"] or 0))
    if size > _FARTHEST:
        return None, False
    return (-size if zone["sign"] in ("-", "−") else size), False


def in_named_zone(moment: Moment) -> Moment:
    """`moment` with its instant, if its raw text names an IANA zone: `24.04.2018 12:29:19 (Europe/Moscow)`."""
    region = _REGION.search(moment.raw or "")
    if region is None or moment.local is None or moment.at is not None or moment.precision not in _CLOCKED:
        return moment
    try:
        zone = ZoneInfo(region[0])
    except (KeyError, ValueError, OSError):
        return moment
    early, late = (moment.local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        return moment
    at = moment.local.replace(tzinfo=timezone(early.utcoffset() or timedelta()))
    return Moment(moment.raw, moment.local, at, moment.precision)


_CLOCKED = ("second", "minute", "hour")


def _in_words(raw: str) -> Moment:
    if raw.startswith("-") or not any(char.isdigit() for char in raw) or len(raw) > 80:
        return Moment(raw or None)
    moment = in_named_zone(read_text(raw))
    if moment.at is not None and re.search(r"(?:\b(?:GMT|UTC)|[+-]00:?00)\s*(?:\(.*\))?\Z", raw):
        return Moment(raw, None, moment.at, moment.precision)
    return moment
