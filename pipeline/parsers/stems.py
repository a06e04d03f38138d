"""Stems: letters without which a pattern can't match, searched for many patterns at once.

A page of a site never seen has hundreds of class tokens, and each is put to a dozen long patterns: a microsecond each.
One search tells which of the patterns may match at all; most tokens are of no interest to any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_LEADING = re.compile(r"(?:\(\?<![^()]*\))?([a-z_-]+)([?*{|]?)")
_SHORTEST = 2
_END = ""


def leading_stem(alternative: str) -> str:
    """The letters that an alternative of a pattern begins with: `comment-?form` gives `comment`, `ads?` gives `ad`.

    What may not stand before them (`(?<!code-)toolbar`) is no part of a match.
    """
    found = _LEADING.match(alternative)
    stem = found[1][: -1 if found[2] else None] if found else ""
    if len(stem) < _SHORTEST or (found and found[2] == "|"):
        raise ValueError(f"{alternative!r} does not begin with letters that stand in all it matches")
    return stem


class StemSearch:
    """Which of several patterns may match a text.

    Args:
        stems: by a pattern's flag, words of which each of its matches holds at least one.
    """

    def __init__(self, stems: Mapping[int, Iterable[str]]) -> None:
        self._flags: dict[str, int] = {}
        for flag, words in stems.items():
            for word in words:
                self._flags[word] = self._flags.get(word, 0) | flag
        self._with_longer()
        # A look-ahead, so that a stem is found that begins inside another.
        self._find = re.compile(f"(?=({_pattern(_tree(self._flags))}))").findall

    def _with_longer(self) -> None:
        """Let a stem stand for those that begin with it: the search finds the shortest at each place."""
        for word in sorted(self._flags, reverse=True):
            longer = [other for other in self._flags if other.startswith(word) and other != word]
            for other in longer:
                self._flags[word] |= self._flags.pop(other)

    def flags_in(self, text: str) -> int:
        """The flags of the patterns of which a stem stands in `text`."""
        flags = 0
        for stem in self._find(text):
            flags |= self._flags[stem]
        return flags


def _tree(words: Iterable[str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return tree


def _pattern(tree: dict[str, Any]) -> str:
    """A pattern for the words of `tree` in which no letter is looked at twice."""
    if _END in tree:
        return ""
    branches = [re.escape(letter) + _pattern(below) for letter, below in sorted(tree.items())]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
