"""Tokens: the class tokens of a page that hold a word, found in one search over all of them.

A page has hundreds, most of them seen on no page before, and a handful tells something of comments: asking each of them
costs five times as much.
"""

from __future__ import annotations

import re

from pipeline.parsers.document import Page


def tokens_holding(page: Page, word: re.Pattern[str]) -> list[str]:
    """The class tokens of `page` in which `word` is found; each stands in a line of its own (`$` with `re.M`)."""
    lines = page.once(_lines)
    found = []
    end = -1
    for match in word.finditer(lines):
        if match.start() >= end:
            end = lines.find("\n", match.start())
            found.append(lines[lines.rfind("\n", 0, match.start()) + 1 : end])
    return found


def _lines(page: Page) -> str:
    return "".join(f"{token}\n" for token in page.by_class)
