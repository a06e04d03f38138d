"""Instants: a stated moment and the blog's time zone make the five columns of a time (DESIGN: Time).

An instant that the page states stays as it is. Else it is made of the wall clock and the zone, where an hour at least
is known and the zone has that hour exactly once; never otherwise.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.models import Moment

_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "month": timedelta(days=31),
    "year": timedelta(days=366),
}
_FINE = ("second", "minute", "hour")
_START = {
    "minute": {"second": 0, "microsecond": 0},
    "hour": {"minute": 0, "second": 0, "microsecond": 0},
    "day": {"hour": 0, "minute": 0, "second": 0, "microsecond": 0},
    "month": {"day": 1, "hour": 0, "minute": 0, "second": 0, "microsecond": 0},
    "year": {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0, "microsecond": 0},
}


class Stated(NamedTuple):
    """A time as it stands in a row: `…_at`, `…_at_source`, `…_local`, `…_precision`, `…_raw`."""

    at: datetime | None
    source: str | None
    local: datetime | None
    precision: str | None
    raw: str | None


NOTHING = Stated(None, None, None, None, None)


def stated(moment: Moment, zone: ZoneInfo | None) -> Stated:
    """The columns of `moment` on a blog in `zone` (null: not known)."""
    if not moment:
        return NOTHING if moment.raw is None else NOTHING._replace(raw=moment.raw)
    precision = moment.precision or "second"
    local = moment.local
    if moment.at is not None:
        if local is None and zone is not None:
            local = _wall_clock(moment.at, zone, precision)
        return Stated(_utc(moment.at), "page", local, precision, moment.raw)
    instant = instant_of(local, precision, zone)
    return Stated(instant, "blog_zone" if instant else None, local, precision, moment.raw)


def instant_of(local: datetime | None, precision: str | None, zone: ZoneInfo | None) -> datetime | None:
    """The instant at which clocks in `zone` showed `local`; null if less than the hour is known, or if that hour came
    twice or never (PEP 495)."""
    if local is None or zone is None or precision not in _FINE:
        return None
    early, late = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() != late.utcoffset():
        return None
    return _utc(early)


def agree(old: Stated, new: Stated, *, reread: bool) -> Stated:
    """Which of two statements of the same time to keep.

    Relative times grow coarser with age, so where the two are compatible (at most one unit of the coarser apart) the
    finer stays, and of equals the older unless only the newer knows the instant. Otherwise the page was re-dated and
    the newer wins; so it does after a reread by another parser.
    """
    if reread or (old.local is None and old.at is None):
        return new if new.local or new.at or old.raw is None else old
    if new.local is None and new.at is None:
        return old
    if not _compatible(old, new):
        return new
    if _unit(new) < _unit(old) or (_unit(new) == _unit(old) and _certainty(new) > _certainty(old)):
        return new
    return old


@lru_cache(maxsize=256)
def zone_named(name: str | None) -> ZoneInfo | None:
    """The zone of that IANA name; null for none or an unknown one."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _wall_clock(at: datetime, zone: ZoneInfo, precision: str) -> datetime | None:
    try:
        local = at.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return None
    return local.replace(**_START.get(precision, {}))  # type: ignore[arg-type]


def _unit(time: Stated) -> timedelta:
    return _UNITS[time.precision or "second"]


def _certainty(time: Stated) -> int:
    return 2 if time.source == "page" else 1 if time.at else 0


def _compatible(old: Stated, new: Stated) -> bool:
    unit = max(_unit(old), _unit(new))
    if old.local and new.local:
        apart = abs(old.local - new.local)
    elif old.at and new.at:
        apart = abs(old.at - new.at)
    else:
        return True
    # A relative time may round to either neighbour; a clock that shows minutes does not.
    return apart <= unit if unit >= _UNITS["hour"] else apart < unit
