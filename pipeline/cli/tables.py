"""Tables: rows as text for people, fitted to the terminal.

What does not fit side by side without becoming useless stands as one block of "label: value" lines a row.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from pipeline.cli.formats import Row, cell_text
from pipeline.cli.streams import harmless

_GAP = "  "
_NARROWEST = 12
_NARROWEST_URL = 32
_LINES_IN_BLOCK = 3


@dataclass(frozen=True, slots=True)
class _Column:
    """A column. size, least: what it takes, and what it must have. shows_seconds: whether any of its times has some."""

    name: str
    size: int
    least: int
    is_number: bool
    shows_seconds: bool

    def cell(self, value: Any) -> str:
        return _line(value, self.shows_seconds)


def table_lines(columns: Sequence[str], batches: Iterable[Sequence[Row]], width: int | None) -> Iterator[str]:
    """A table with aligned columns, laid out by the first batch.

    Long heads are folded, then long texts cut, so that it fits `width`; with null, nothing is. Where that would leave
    next to nothing of a text or an address, each row is a block of lines.
    """
    kept: list[_Column] = []
    sizes: list[int] | None = None
    blocks = 0
    for batch in batches:
        if not kept:
            kept = [_column(harmless(name), [row[index] for row in batch]) for index, name in enumerate(columns)]
            sizes = _fitted(kept, width)
            yield from _head(kept, sizes) if sizes else ()
        for row in batch:
            cells = [column.cell(value) for column, value in zip(kept, row, strict=True)]
            if sizes:
                yield _joined(cells, kept, sizes)
            else:
                yield from ("",) if blocks else ()
                yield from _block(kept, cells, width or 0)
                blocks += 1
    if not kept:
        empty = [_column(harmless(name), []) for name in columns]
        yield from _head(empty, [_cells(column.name) for column in empty])
        yield "(no rows)"


# Values ----------


def _column(name: str, values: Sequence[Any]) -> _Column:
    seconds = any(isinstance(value, datetime) and value.second for value in values)
    texts = [_line(value, seconds) for value in values]
    size = max(map(_cells, texts), default=0)
    is_number = all(_is_number(value) for value in values)
    if is_number or any(isinstance(value, datetime) for value in values):
        least = size
    else:
        least = min(size, _NARROWEST_URL if any(re.match("https?://", text) for text in texts) else _NARROWEST)
    return _Column(name, size, max(least, max(map(_cells, _pieces(name)), default=0)), is_number, seconds)


def _line(value: Any, shows_seconds: bool) -> str:
    if isinstance(value, datetime):
        text = f"{value:%Y-%m-%d %H:%M:%S}" if shows_seconds else f"{value:%Y-%m-%d %H:%M}"
        return text + ("Z" if value.utcoffset() == timedelta() else f"{value:%z}")
    text = harmless(cell_text(value))
    # Leading blanks draw a thread's tree.
    blanks = len(text) - len(text.lstrip(" "))
    return " " * blanks + " ".join(text.split())


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool))


# Layout ----------


def _fitted(columns: Sequence[_Column], width: int | None) -> list[int] | None:
    """A size for each column, or null where what each must have does not fit `width`."""
    whole = [max(column.size, _cells(column.name)) for column in columns]
    room = None if width is None else width - len(_GAP) * (len(columns) - 1)
    if room is None or sum(whole) <= room:
        return whole
    sizes = [max(column.size, column.least) for column in columns]
    if sum(column.least for column in columns) > room:
        return None
    while sum(sizes) > room:
        widest = max(size for size, column in zip(sizes, columns, strict=True) if size > column.least)
        # What is left to cut, shared by all that are as wide, down to the next narrower.
        over = sum(sizes) - room
        sizes = [
            max(column.least, size - max(over // len(sizes), 1)) if size == widest else size
            for size, column in zip(sizes, columns, strict=True)
        ]
    return sizes


def _head(columns: Sequence[_Column], sizes: Sequence[int]) -> Iterator[str]:
    heads = [_folded(column.name, size) for column, size in zip(columns, sizes, strict=True)]
    high = max(map(len, heads))
    for lines in zip(*([""] * (high - len(head)) + head for head in heads), strict=True):
        yield _joined(lines, columns, sizes)
    yield _GAP.join("─" * size for size in sizes)


def _pieces(name: str) -> list[str]:
    """Where a head may be folded: after blanks and underlines."""
    return re.findall(r"[^\s_]*_|[^\s_]+", name)


def _folded(name: str, size: int) -> list[str]:
    if _cells(name) <= size:
        return [name]
    lines = [""]
    for piece in re.findall(r"\s*(?:[^\s_]*_|[^\s_]+)", name):
        if _cells(lines[-1] + piece) > size and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


def _joined(cells: Sequence[str], columns: Sequence[_Column], sizes: Sequence[int]) -> str:
    cells_in_line = (
        padded(cell, size, is_right=column.is_number) for cell, column, size in zip(cells, columns, sizes, strict=True)
    )
    return _GAP.join(cells_in_line).rstrip()


def padded(text: str, size: int, *, is_right: bool = False) -> str:
    """`text` in just `size` columns of a terminal, cut or filled up."""
    if _cells(text) > size:
        text = _cut(text, size - 1) + "…"
    space = " " * (size - _cells(text))
    return space + text if is_right else text + space


def _cut(text: str, width: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _cells(char)
        if used > width:
            return text[:index]
    return text


def _block(columns: Sequence[_Column], cells: Sequence[str], width: int) -> Iterator[str]:
    """A row as lines; an address is never cut or folded, so that it can be followed."""
    for column, cell in zip(columns, cells, strict=True):
        text = cell.strip()
        if not text:
            continue
        line = f"{column.name}: {text}"
        if re.match("https?://", text):
            yield line
            continue
        lines = textwrap.wrap(line, max(width, 10), subsequent_indent="  ", break_on_hyphens=False)
        yield from lines[:_LINES_IN_BLOCK]
        if len(lines) > _LINES_IN_BLOCK:
            yield "  …"


def _cells(text: str) -> int:
    """Columns of a terminal that `text` takes (Unicode TR 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
