"""Lenient JSON: what a text that is nearly JSON says, read as a person would.

Comments, missing and trailing commas, single quotes and none, line breaks, bare quotes and wrong escapes in strings,
several values in a row, a text that was cut off. One walk over the tokens, no recursion.
"""

from __future__ import annotations

import json
import re
from typing import Any

_DEEPEST = 200
# A quote inside a string ends it only where a value may end.
_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)|(?<![:\w])//[^\n]*|<!--|-->|<!\[CDATA\[|\]\]>|"
    r"\"(?P<double>(?:[^\"\\]|\\.?|"
    r"\"(?!\s*(?:[,:}\]]|\n\s*\"|\"[@\w]{1,40}\"\s*:|\Z)))*+)(?:\"|\Z)|"
    r"'(?P<single>(?:[^'\\]|\\.?|'(?!\s*(?:[,:}\]]|\Z)))*+)(?:'|\Z)|"
    r"(?P<mark>[{}\[\],:])|(?P<bare>[^\s{}\[\],:\"]+)",
    re.S,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "None": None}


def load_leniently(text: str) -> list[Any]:
    """The values that `text` holds one after the other, as far as they can be read; raises nothing."""
    builder = _Builder()
    for token in _TOKEN.finditer(text):
        if token["mark"]:
            builder.mark(token["mark"])
        elif token["double"] is not None or token["single"] is not None:
            builder.text(_unescaped(token["double"] if token["double"] is not None else token["single"]))
        elif token["bare"]:
            builder.bare(token["bare"])
    return builder.values


class _Builder:
    """Puts tokens together. values: what stands outside of everything."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._open: list[dict[str, Any] | list[Any]] = []
        self._keys: list[str | None] = []

    def mark(self, mark: str) -> None:
        if mark in "{[":
            self._begin({} if mark == "{" else [])
        elif mark in "}]":
            self._end(dict if mark == "}" else list)
        elif mark == "," and self._keys:
            self._keys[-1] = None

    def text(self, text: str) -> None:
        if self._open and isinstance(self._open[-1], dict) and self._keys[-1] is None:
            self._keys[-1] = text
        elif self._open:
            self._put(text)

    def bare(self, word: str) -> None:
        if self._open and isinstance(self._open[-1], dict) and self._keys[-1] is None:
            self._keys[-1] = word
        elif self._open:
            self._put(_value(word))

    def _begin(self, new: dict[str, Any] | list[Any]) -> None:
        if len(self._open) < _DEEPEST:
            self._put(new)
        self._open.append(new)
        self._keys.append(None)

    def _end(self, kind: type) -> None:
        # A bracket that nothing opened closes nothing.
        if any(isinstance(one, kind) for one in self._open[-3:]):
            while not isinstance(self._open.pop(), kind):
                self._keys.pop()
            self._keys.pop()

    def _put(self, value: Any) -> None:
        if not self._open:
            self.values.append(value)
            return
        around, key = self._open[-1], self._keys[-1]
        if isinstance(around, list):
            around.append(value)
        elif key is not None:
            around[key] = value
            self._keys[-1] = None


def _value(word: str) -> Any:
    if word in _WORDS:
        return _WORDS[word]
    try:
        return json.loads(word)
    except ValueError:
        return word.rstrip(";")


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    # Halves of characters become whole ones, or U+FFFD.
    return _ESCAPE.sub(_letter, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _letter(escape: re.Match[str]) -> str:
    said = escape[1]
    if len(said) == 1:
        return _LETTERS.get(said, said)
    return chr(int(said[1:], 16))
