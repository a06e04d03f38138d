"""Sourced: a value of a page with what told it, as `ParsedPage.sources` shows it."""

from __future__ import annotations

from typing import NamedTuple


class Sourced(NamedTuple):
    """A value and the rule that gave it."""

    value: str
    source: str
