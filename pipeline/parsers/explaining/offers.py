"""Offers: what a field of a page might be, and which element says it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.parsers.document import Element


class Offer(NamedTuple):
    """What a field might be: the value, what found it, and the element that says it, where one does."""

    value: str
    source: str
    element: Element | None = None
    attribute: str | None = None
