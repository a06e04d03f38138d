"""Formats: rows as text that programs read, exact for any value; and Markdown, which people publish."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from pipeline.cli.streams import harmless

Row = Sequence[Any]


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


def markdown_lines(columns: Sequence[str], batches: Iterable[Sequence[Row]]) -> Iterator[str]:
    """A table in GitHub's Markdown."""
    yield "| " + " | ".join(_markdown(name) for name in columns) + " |"
    yield "|" + " --- |" * len(columns)
    for batch in batches:
        for row in batch:
            yield "| " + " | ".join(_markdown(cell_text(value)) for value in row) + " |"


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


def _markdown(text: str) -> str:
    # Leading blanks draw a thread's tree, and Markdown drops them.
    blanks = len(text) - len(text.lstrip(" "))
    plain = harmless(text[blanks:]).replace("\\", "\\\\").replace("|", "\\|")
    return "&nbsp;" * blanks + plain.replace("\r\n", "\n").replace("\n", "<br>")
