"""Hyvor Talk: `<hyvor-talk-comments>`, whose API answers only to a key or a visitor's session."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import unreadable

name = "hyvor"
rank = 12


def recognises(page: Page) -> bool:
    """Whether the page has a place for Hyvor Talk's comments."""
    return "hyvor-talk-comments" in page.by_tag or "hyvor-talk-view" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """No comments, and why."""
    return Extraction(problems=[unreadable(name, "its comments are given only to the site's own key")])


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None that would be answered."""
    return []
