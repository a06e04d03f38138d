"""A TOML file as its author wrote it: tables that know on which line each key stands, and one more table at the end.

`tomllib` gives values without places, and writing a file anew from values would lose the user's comments.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pipeline.errors import SettingsError

T = TypeVar("T")

KeyPath: TypeAlias = tuple[str | int, ...]

_KEY = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*\[\s*({_DOTTED})\s*\]")
_ARRAY_HEADER = re.compile(rf"\s*\[\[\s*({_DOTTED})\s*\]\]")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")


# Tables that know their place ----------


@dataclass(frozen=True, slots=True)
class Source:
    """The file, and where its keys stand."""

    path: Path
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int | None:
        return line_of(self.lines, path)

    def error(self, path: KeyPath, message: str) -> SettingsError:
        line = self.line(path)
        return SettingsError(f"{self.path}{f', line {line}' if line else ''}: {path[-1]}: {message}")


class Table:
    """One table while it is read: hands out its keys, and in the end complains about those that nobody took."""

    def __init__(self, values: Mapping[str, Any], path: KeyPath, source: Source) -> None:
        self.values, self.path, self.source = values, path, source
        self.known: list[str] = []

    def error(self, key: str, message: str) -> SettingsError:
        return self.source.error((*self.path, key), message)

    def take(self, key: str, read: Callable[[Any], T], default: T | None) -> Any:
        self.known.append(key)
        if key not in self.values:
            return default
        try:
            return read(self.values[key])
        except ValueError as error:
            raise self.error(key, str(error)) from None

    def need(self, key: str, read: Callable[[Any], T]) -> T:
        if key not in self.values:
            others = [name for name in self.values if name not in self.known]
            if meant := difflib.get_close_matches(key, others, n=1, cutoff=0.6):
                raise self.error(meant[0], f"there is no such key; did you mean {key!r}?")
            raise self.error(key, f'is missing: every [[blog]] needs a name and a url, for example {key} = "…"')
        value: T = self.take(key, read, None)
        return value

    def table(self, key: str) -> Table:
        self.known.append(key)
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            name = ".".join(part for part in (*self.path, key) if isinstance(part, str))
            raise self.error(key, f"must be a table, written [{name}], with one bracket")
        return Table(value, (*self.path, key), self.source)

    def tables(self, key: str) -> list[Table]:
        self.known.append(key)
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f"must be written [[{key}]], with two brackets")
        return [Table(item, (*self.path, key, index), self.source) for index, item in enumerate(value)]

    def finish(self) -> None:
        for key in self.values:
            if key not in self.known:
                known = ", ".join(self.known)
                near = nearest(key, self.known) or "."
                raise self.error(key, f"there is no such key{near} Known here: {known}")


def nearest(word: str, words: Iterable[str]) -> str:
    """`; did you mean …?` with the one of `words` most like `word`, or nothing."""
    names = {name.casefold(): name for name in words}
    found = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return f"; did you mean {names[found[0]]!r}?" if found else ""


# Text ----------


def key_lines(text: str) -> dict[KeyPath, int]:
    """Line numbers (from 1) of the tables and keys of `text`, by path: `("blog", 0, "url")`, `("fetch",)`.

    Keys of inline tables have no entry of their own.
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(_without_long_strings(text).split("\n"), start=1):
        if match := _ARRAY_HEADER.match(line):
            path = _placed(_split(match[1]), counts)
            counts[path] = counts.get(path, -1) + 1
            table = (*path, counts[path])
        elif match := _HEADER.match(line):
            table = _placed(_split(match[1]), counts)
        elif match := _ASSIGNMENT.match(line):
            lines.setdefault((*table, *_split(match[1])), number)
            continue
        else:
            continue
        lines.setdefault(table, number)
    return lines


def early_table(text: str, name: str) -> tuple[int, str] | None:
    """Line and name of a table of `[[name]]` that stands above the first one: TOML blames that one, if anything."""
    for number, line in enumerate(_without_long_strings(text).split("\n"), start=1):
        if (array := _ARRAY_HEADER.match(line)) and _split(array[1]) == (name,):
            return None
        header = array or _HEADER.match(line)
        path = _split(header[1]) if header else ()
        if len(path) > 1 and path[0] == name:
            return number, ".".join(map(str, path))
    return None


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line of `path` or of the first key in it, or of the nearest table around it that has one."""
    inside = (line for known, line in lines.items() if known[: len(path)] == path)
    if (first := min(inside, default=None)) is not None:
        return first
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def with_table(text: str, name: str, values: Mapping[str, object]) -> str:
    """`text` with one more `[[name]]` at its end; everything before it stays, character for character."""
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = [f"[[{name}]]", *(f"{key} = {_literal(value)}" for key, value in values.items())]
    gap = newline if text and not text.endswith("\n") else ""
    return text + gap + (newline if text.strip() else "") + newline.join(entry) + newline


def _literal(value: object) -> str:
    # JSON's strings, booleans, finite numbers and arrays of them are TOML too.
    return json.dumps(value, ensure_ascii=False)


def _split(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))


def _placed(path: KeyPath, counts: Mapping[KeyPath, int]) -> KeyPath:
    """`path` with the index of the newest element after each part that is an array of tables."""
    placed: KeyPath = ()
    for index, part in enumerate(path):
        placed = (*placed, part)
        if placed in counts and index + 1 < len(path):
            placed = (*placed, counts[placed])
    return placed


def _without_long_strings(text: str) -> str:
    """`text` with multi-line strings blanked, line breaks kept: what looks like a key inside them is none."""
    return re.sub(
        r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', lambda match: "''" + "\n" * match[0].count("\n"), text, flags=re.S
    )
