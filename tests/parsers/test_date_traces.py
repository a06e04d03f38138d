"""Traces: no text that is read as a date is passed over, and most others are."""

from __future__ import annotations

import pytest

from pipeline.parsers.dates import DateContext
from pipeline.parsers.dates.text import find_dates, read_text
from pipeline.parsers.dates.traces import may_hold_date
from pipeline.parsers.records.pieces import has_date


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("9. Juni 2017 um 14:16 Uhr", "de"),
        ("MÄRZ 2014", "de"),
        ("le 1er août 2019", "fr"),
        ("d'abril de 2018, dia 3", "ca"),
        ("2 мая 2015 в 14:00", "ru"),
        ("ngày 9 tháng 6 năm 2017", "vi"),
        ("2017年6月9日 14:16", "ja"),
        ("9.VI.2017", "pl"),
        ("09/06/2017", "en"),
        ("2017 m. birželio 9 d.", "lt"),
        ("Ma\u0308rz 2014", "de"),
    ],
)
def test_what_is_a_date_may_hold_one(text: str, language: str) -> None:
    assert may_hold_date(text, language)
    assert read_text(text, DateContext(language, order="dmy"))


@pytest.mark.parametrize(
    "text", ["Die 10 schönsten Städte", "iPhone 13 im Test", "© 2020 Anna Vogt", "3:00 PM", "Seite 7", "42 %"]
)
def test_a_figure_alone_is_none(text: str) -> None:
    assert not may_hold_date(text, "de")
    assert not read_text(text, DateContext("de"))
    assert not find_dates(text, DateContext("de"))


def test_a_year_that_is_known_needs_no_figure_for_it() -> None:
    assert read_text("9. 6.", DateContext("de", year=2017))


@pytest.mark.parametrize(
    "line",
    [
        "am 9.6.2017", "2017-06-09", "9-Jun-17", "the 9th of June 2017", "9 de junio de 2017", "June 9th, 2017",
        "Sept. 9 at 14:16", "2017년 6월", "2017年6月9日", "3 hours ago", "Anna, vor 12 Tagen", "vor einem Jahr",
        "hace 3 días", "5 d", "14:16, 9.6.", "il y a 2 ans",
    ],
)  # fmt: skip
def test_a_line_has_a_date(line: str) -> None:
    assert has_date(line)


@pytest.mark.parametrize(
    "line", ["Top 10 of June", "2017", "14:16", "v5 days ago", "24/7", "Seite 3 von 12", "vor allem", "5 dogs"]
)
def test_a_line_has_none(line: str) -> None:
    assert not has_date(line)
