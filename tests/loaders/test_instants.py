"""Wall clocks, zones and which of two statements of a time stays."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.loaders.instants import Stated, agree, instant_of, stated, zone_named
from pipeline.models import Moment

ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"])
CLOCKS = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31)).map(lambda one: one.replace(microsecond=0))


@given(ZONES, CLOCKS, st.sampled_from(["second", "minute", "hour"]))
def test_an_instant_shows_the_very_wall_clock_it_was_made_of(zone: str, local: datetime, precision: str) -> None:
    known = ZoneInfo(zone)
    found = instant_of(local, precision, known)
    both = {local.replace(tzinfo=known, fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = {at for at in both if at.astimezone(known).replace(tzinfo=None) == local}
    assert found == (shown.pop() if len(shown) == 1 and len(both) == 1 else None)


@given(ZONES, CLOCKS, st.sampled_from(["day", "month", "year", None]))
def test_a_day_is_no_instant(zone: str, local: datetime, precision: str | None) -> None:
    assert instant_of(local, precision, ZoneInfo(zone)) is None


def test_a_stated_instant_gives_the_blogs_wall_clock_cut_to_its_precision() -> None:
    told = Moment("x", None, datetime(2024, 6, 9, 12, 16, 30, tzinfo=UTC), "minute")
    assert stated(told, ZoneInfo("Europe/Berlin")).local == datetime(2024, 6, 9, 14, 16)
    assert stated(told, None).local is None


def test_times_at_the_edge_of_the_calendar_do_not_overflow() -> None:
    early = Moment("x", None, datetime.min.replace(tzinfo=ZoneInfo("Asia/Kolkata")), "second")
    assert stated(early, ZoneInfo("America/New_York")).at is None
    instant_of(datetime.max, "second", ZoneInfo("America/New_York"))


@pytest.mark.parametrize("name", [None, "", "Mars/Olympus", "../etc/passwd", "a\0b"])
def test_an_unknown_zone_is_no_zone(name: str | None) -> None:
    assert zone_named(name) is None


def told(local: str, precision: str, source: str | None = None) -> Stated:
    at = datetime.fromisoformat(local)
    return Stated(at.replace(tzinfo=UTC) if source else None, source, at, precision, local)


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        (told("2024-03-01T10:00", "hour"), told("2024-03-01", "day"), "old"),
        (told("2024-03-01", "day"), told("2024-03-01T10:00", "minute"), "new"),
        (told("2024-03-01T10:00", "minute"), told("2024-03-01T10:00", "minute", "page"), "new"),
        (told("2024-03-01T10:00", "minute", "page"), told("2024-03-01T10:00", "minute"), "old"),
        (told("2024-03-01T10:00", "minute"), told("2024-03-01T10:05", "minute"), "new"),
        (told("2024-03-01T10:00", "hour"), told("2024-03-01T11:00", "hour"), "old"),
        (told("2024-03-01", "day"), told("2023-01-01", "day"), "new"),
        (Stated(None, None, None, None, "soon"), told("2024-03-01", "day"), "new"),
        (told("2024-03-01", "day"), Stated(None, None, None, None, None), "old"),
    ],
)
def test_the_finer_and_surer_time_stays_unless_the_page_was_redated(old: Stated, new: Stated, stays: str) -> None:
    assert agree(old, new, reread=False) is {"old": old, "new": new}[stays]


def test_another_parser_has_the_last_word() -> None:
    fine, coarse = told("2024-03-01T10:00", "minute"), told("2024-03-01", "day")
    assert agree(fine, coarse, reread=True) is coarse
