"""Facebook: `div.fb-comments`, whose comments the Graph API gives only to an application's token."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import unreadable

name = "facebook"
rank = 12


def recognises(page: Page) -> bool:
    """Whether the page has a place for Facebook's comments."""
    return "fb-comments" in page.by_class or "fb:comments" in page.by_tag


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """No comments, and why."""
    return Extraction(problems=[unreadable(name, "its comments are given only to an application's token")])


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None that would be answered."""
    return []
