"""MyBB: a thread as an article with answers; the opening post is the article.

Source: the `postbit` templates of MyBB 1.6 and 1.8 (`div.post#post_N`, `.author_information .largetext`,
`span.post_date`, `div.post_body#pid_N`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import by_ident, inside, set_text
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.topics import Posts, further_pages, read_topic
from pipeline.parsers.text import inline_text

name = "mybb"
rank = 41

_IDENT = re.compile(r"\Apost_(\d+)\Z")
_FURTHER_PAGE = re.compile(r"[?&]page=([2-9]|\d{2,})|-page-([2-9]|\d{2,})")


def recognises(page: Page) -> bool:
    """Whether the page shows a thread's posts."""
    return "post_body" in page.by_class and "post_author" in page.by_class


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The posts after the opening one, those of the thread's further pages too."""
    return read_topic(page, more, _FURTHER_PAGE, _posts)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread's further pages."""
    return further_pages(page, _FURTHER_PAGE)


def _posts(page: Page) -> Posts:
    records = by_ident(page, _IDENT, "div", "table")
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    return records, comments


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    set_text(page, comment, page.by_id.get(f"pid_{record.key}") if record.key else None)
    user = inside(page, record, "largetext")
    if user is not None:
        link = next((one for one in user.iter("a") if one.get("href")), None)
        comment.name = inline_text(user) or None
        comment.name_url = page.absolute(link.get("href")) if link is not None else None
    date = inside(page, record, "post_date")
    if date is not None:
        edit = inside(page, record, "post_edit")
        comment.shown = inline_text(date, {edit} if edit is not None else frozenset()) or None
    comment.permalink = page.absolute(f"#pid{record.key}")
