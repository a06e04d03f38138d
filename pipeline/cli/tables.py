"""Tables: rows as text: fitted to the terminal for people, exact for programs."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from pipeline.cli.streams import harmless

Row = Sequence[Any]

_GAP = "  "
_NARROWEST = 6


# For people ----------


def table_lines(columns: Sequence[str], batches: Iterable[Sequence[Row]], width: int | None) -> Iterator[str]:
    """A table with aligned columns. Long values are cut so that it fits `width`; with null, nothing is cut."""
    widths: list[int] = []
    for batch in batches:
        cells = [[_line(value) for value in row] for row in batch]
        if not widths:
            right = [all(_is_number(row[index]) for row in batch) for index in range(len(columns))]
            widths = _fitted([_widest(name, cells, index) for index, name in enumerate(columns)], width)
            yield from _head(columns, widths, right)
        for row in cells:
            yield _joined(row, widths, right)
    if not widths:
        yield from _head(columns, [_cells(name) for name in columns], [False] * len(columns))
        yield "(no rows)"


def markdown_lines(columns: Sequence[str], batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """A table in GitHub's Markdown."""
    yield "| " + " | ".join(_markdown(name) for name in columns) + " |"
    yield "|" + " --- |" * len(columns)
    for batch in batches:
        for row in batch:
            yield "| " + " | ".join(_markdown(cell_text(value)) for value in row) + " |"


# For programs ----------


def csv_lines(columns: Sequence[str], batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """CSV (RFC 4180) with a head. Null and the empty text are both an empty field."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for batch in batches:
        writer.writerows([cell_text(value) for value in row] for row in batch)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def json_lines(columns: Sequence[str], batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """One JSON object a row."""
    names = _unique(columns)
    for batch in batches:
        for row in batch:
            yield json.dumps(dict(zip(names, map(json_value, row), strict=True)), ensure_ascii=False)


def json_array(columns: Sequence[str], batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """A JSON array, one row a line."""
    before = "["
    for line in json_lines(columns, batches):
        yield before + "\n" + line
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


# Values ----------


def cell_text(value: Any) -> str:
    """A value as text: times as ISO 8601, lists and structures as JSON, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list | tuple | dict):
        return json.dumps(json_value(value), ensure_ascii=False)
    return value.hex() if isinstance(value, bytes) else str(value)


def json_value(value: Any) -> Any:
    """A value as JSON has it; what JSON lacks (times, ids, decimals, bytes) as text, NaN and infinity as null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {cell_text(key): json_value(item) for key, item in value.items()}
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return cell_text(value)


def _unique(columns: Sequence[str]) -> list[str]:
    names: list[str] = []
    for name in columns:
        free, number = name, 2
        while free in names:
            free, number = f"{name}_{number}", number + 1
        names.append(free)
    return names


# Fitting ----------


def _line(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" if value.second == 0 else f"{value:%Y-%m-%d %H:%M:%S}"
    return re.sub(r"\s+", " ", harmless(cell_text(value))).strip()


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool))


def _widest(name: str, cells: Sequence[Sequence[str]], index: int) -> int:
    return max(_cells(name), max((_cells(row[index]) for row in cells), default=0))


def _fitted(widths: list[int], width: int | None) -> list[int]:
    """`widths`, the widest made narrower until all fit."""
    room = None if width is None else max(width - len(_GAP) * (len(widths) - 1), _NARROWEST * len(widths))
    while room is not None and sum(widths) > room:
        widest = max(widths)
        second = max((size for size in widths if size < widest), default=_NARROWEST)
        many = widths.count(widest)
        too_much = sum(widths) - room
        smaller = max(second, widest - math.ceil(too_much / many), _NARROWEST)
        if smaller == widest:
            break
        widths = [smaller if size == widest else size for size in widths]
    return widths


def _head(columns: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    yield _joined([harmless(name) for name in columns], widths, right)
    yield _GAP.join("─" * size for size in widths)


def _joined(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return _GAP.join(map(_padded, cells, widths, right)).rstrip()


def _padded(text: str, width: int, right: bool) -> str:
    if _cells(text) > width:
        text = _cut(text, width - 1) + "…"
    space = " " * (width - _cells(text))
    return space + text if right else text + space


def _cut(text: str, width: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _cells(char)
        if used > width:
            return text[:index]
    return text


def _cells(text: str) -> int:
    """Columns of a terminal that `text` takes (Unicode TR 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _markdown(text: str) -> str:
    return harmless(text).replace("\\", "\\\\").replace("|", "\\|").replace("\r\n", "\n").replace("\n", "<br>")
