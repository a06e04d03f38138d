"""Tables fit, and data formats are exact for any value."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.formats import csv_lines, json_array, json_lines, markdown_lines
from pipeline.cli.tables import _cells, table_lines

values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.datetimes() | st.lists(st.text())
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.tuples(*[values] * width), min_size=1, max_size=5), max_size=3).map(
        lambda batches: ([f"c{index}" for index in range(width)], batches)
    )
)


@given(tables, st.integers(1, 120))
def test_a_table_fits_and_keeps_every_row(table, width):
    columns, batches = table
    lines = list(table_lines(columns, batches, width))
    rows = sum(map(len, batches))
    is_table = any(line.startswith("─") for line in lines)
    assert len(lines) == 2 + (rows or 1) if is_table else lines.count("") >= rows - 1
    assert all(_cells(line) <= max(width, 20) * 2 for line in lines)
    assert all("\n" not in line and "\x1b" not in line for line in lines)
    if is_table and rows:
        assert all(_cells(line) <= width for line in lines)


@given(tables)
def test_without_a_width_every_row_is_one_line(table):
    columns, batches = table
    assert len(list(table_lines(columns, batches, None))) == 2 + (sum(map(len, batches)) or 1)


def test_heads_fold_before_texts_are_cut():
    assert list(table_lines(["threads_that_differ", "title"], [[(3, "A duck and a pond")]], 30)) == [
        "threads_",
        "   that_",
        "  differ  title",
        "────────  ─────────────────",
        "       3  A duck and a pond",
    ]


def test_the_widest_text_is_cut_and_numbers_and_addresses_last():
    url = "https://pond.example/2017/06/a-duck/"
    row = (12345678, "word " * 20, url)
    assert list(table_lines(["n", "text", "url"], [[row]], 60))[2] == f"12345678  {('word ' * 4)[:15]}…  {url[:31]}…"
    assert list(table_lines(["n", "text", "url"], [[row]], 40)) == [
        "n: 12345678",
        "text: word word word word word word word",
        "  word word word word word word word",
        "  word word word word word word",
        f"url: {url}",
    ]


def test_leading_blanks_draw_a_tree():
    rows = [("Bo", 1), ("  Ada", 2)]
    assert list(table_lines(["line", "n"], [rows], None))[2:] == ["Bo     1", "  Ada  2"]
    assert list(markdown_lines(["line", "n"], [rows]))[3] == "| &nbsp;&nbsp;Ada | 2 |"


def test_times_of_a_column_have_one_form():
    times = [(datetime(2017, 6, 9, 14, 16),), (datetime(2017, 6, 9, 14, 16, 5),)]
    assert list(table_lines(["at"], [times], None))[2:] == ["2017-06-09 14:16:00", "2017-06-09 14:16:05"]
    assert list(table_lines(["at"], [times[:1]], None))[2] == "2017-06-09 14:16"
    assert list(table_lines(["at"], [[(datetime(2017, 6, 9, 14, 16, tzinfo=UTC),)]], None))[2] == "2017-06-09 14:16Z"


@given(tables)
def test_json_holds_every_row(table):
    columns, batches = table
    rows = [json.loads(line) for line in json_lines(columns, batches)]
    assert rows == json.loads("".join(json_array(columns, batches)))
    for row, given_row in zip(rows, [row for batch in batches for row in batch], strict=True):
        for value, given_value in zip(row.values(), given_row, strict=True):
            if given_value is None or isinstance(given_value, bool | int | str):
                assert value == given_value


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0")), min_size=2, max_size=2), max_size=6))
def test_csv_texts_come_back(rows):
    text = "".join(csv_lines(["a", "b"], [rows]))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], *rows]


@given(tables)
def test_markdown_has_a_line_a_row(table):
    columns, batches = table
    assert len(list(markdown_lines(columns, batches))) == 2 + sum(map(len, batches))


def test_each_kind_of_value():
    row = (
        UUID(int=1), datetime(2017, 6, 9, 14, 16, tzinfo=UTC), date(2017, 6, 9), Decimal("1.50"), Decimal("10"),
        b"\x00\xff", {"a": [1, None]}, float("nan"), True,
    )  # fmt: skip
    names = list("abcdefghi")
    assert json.loads(next(json_lines(names, [[row]]))) == {
        "a": "00000000-0000-0000-0000-000000000001",
        "b": "2017-06-09T14:16:00+00:00",
        "c": "2017-06-09",
        "d": "1.50",
        "e": 10,
        "f": "00ff",
        "g": {"a": [1, None]},
        "h": None,
        "i": True,
    }


def test_columns_of_one_name_keep_their_values():
    assert json.loads(next(json_lines(["a", "a"], [[(1, 2)]]))) == {"a": 1, "a_2": 2}


def test_wide_characters_keep_columns_straight():
    lines = list(table_lines(["a", "b"], [[("日本", 1), ("xy", 22)]], None))
    assert lines == ["a      b", "────  ──", "日本   1", "xy    22"]


def test_numbers_stand_right_and_long_texts_are_cut():
    lines = list(table_lines(["n", "text"], [[(5, "a" * 50), (50, "b")]], 20))
    assert lines == [" n  text", "──  ────────────────", " 5  aaaaaaaaaaaaaaa…", "50  b"]
