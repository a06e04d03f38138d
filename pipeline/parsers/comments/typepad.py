"""Typepad: `div#comment-6a…` of its templates, the author in a footer "Posted by: X | time" or in a header of its own.

Source: pages of Typepad's own themes (`comment-content`, `comment-footer`, later `comment-author`). A key is the hex
number that its permalinks carry as `cid`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import by_ident, class_level, inside, nested, set_text
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.text import inline_text

name = "typepad"
rank = 42

_ITEM = re.compile(r"\Acomment-(6a[0-9a-f]{2,})\Z")
_LEVEL = re.compile(r"\Acomment-level-(\d+)\Z")
_PERMALINK = re.compile(r"#comment-|[?&]cid=")


def recognises(page: Page) -> bool:
    """Whether the page is made by Typepad."""
    return "typepad" in (page.meta_first("generator") or "").lower() or "comment-footer" in page.by_class


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page."""
    records = nested(page, by_ident(page, _ITEM, "div", "li", "article"), class_level(page, _LEVEL))
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _read_footer(page, record, comment)
    return Extraction(comments, records)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: nothing is known of where the rest of a long thread stands."""
    return []


def _read_footer(page: Page, record: Record, comment: RawComment) -> None:
    footer = inside(page, record, "comment-footer")
    header = inside(page, record, "comment-author")
    set_text(page, comment, page.by_id.get(f"comment-{record.key}-content"), (footer, header))
    if footer is None:
        return
    links = [link for link in footer.iter("a") if link.get("href")]
    permalink = next((link for link in links if _PERMALINK.search(link.get("href") or "")), None)
    if permalink is not None:
        comment.shown, comment.permalink = inline_text(permalink), page.absolute(permalink.get("href"))
    if header is None:
        _read_author(page, comment, footer, links[0] if links and links[0] is not permalink else None)


def _read_author(page: Page, comment: RawComment, footer: Element, link: Element | None) -> None:
    said = inline_text(link) if link is not None else inline_text(footer).rpartition(" | ")[0].partition(":")[2]
    comment.name = clean_name(said) or comment.name
    comment.name_url = page.absolute(link.get("href")) if link is not None else None
