"""Figures: whole numbers that pages and servers state, which may be of any length, in any digits, or a mere "²"."""

from __future__ import annotations

# A billion of anything is no count; and int() refuses what has thousands of digits.
_MOST_DIGITS = 9


def figure(stated: str | None) -> int | None:
    """`stated` as a whole number; null if it is none, or larger than anything that is counted."""
    return int(stated) if stated and len(stated) <= _MOST_DIGITS and stated.isdecimal() else None
