"""Trees: a thread as people read it, answers under what they answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.cli.streams import harmless

_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comment: how deep it stands, one line on who and when, and what they say."""

    depth: int
    heading: str
    text: str


def tree_lines(leaves: Sequence[Leaf], width: int, lines_each: int | None = None) -> Iterator[str]:
    """The comments, in reading order, as a tree drawn with lines.

    Args:
        leaves: the thread, parents before children.
        width: columns there are.
        lines_each: show at most so many lines of each text; null shows all.
    """
    between: str | None = None
    for leaf, (branch, below) in zip(leaves, _branches([leaf.depth for leaf in leaves]), strict=True):
        if between is not None:
            yield between
        yield branch + harmless(leaf.heading)
        text = wrapped(leaf.text, max(width - len(below), 20))
        if lines_each is not None and len(text) > lines_each:
            text = [*text[: lines_each - 1], text[lines_each - 1][: max(width - len(below), 20) - 2] + " …"]
        yield from (below + line for line in text)
        between = below.rstrip()


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; its own line breaks stay."""
    lines: list[str] = []
    for line in harmless(text).split("\n"):
        lines.extend(textwrap.wrap(line, width, break_on_hyphens=False) or [""])
    return lines


def _branches(depths: Sequence[int]) -> list[tuple[str, str]]:
    """For each comment what stands before its heading, and before its text."""
    found: list[tuple[str, str]] = []
    going_on: set[int] = set()
    for index in range(len(depths) - 1, -1, -1):
        depth = min(depths[index], _DEEPEST)
        has_answers = index + 1 < len(depths) and depths[index + 1] > depths[index]
        around = "".join("│  " if level in going_on else "   " for level in range(depth))
        last = depth not in going_on
        found.append(
            (
                around + ("└─ " if last else "├─ "),
                around + ("   " if last else "│  ") + ("│  " if has_answers and depth < _DEEPEST else ""),
            )
        )
        going_on = {level for level in going_on if level < depth} | {depth}
    return found[::-1]
