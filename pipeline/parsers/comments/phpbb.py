"""phpBB 3: a topic as an article with answers; the opening post is the article.

Source: styles/prosilver/template/viewtopic_body.html (`div.post#pN`, `p.author` with name and time, `div.content`
in `#post_contentN`, `div.signature`, `dl.postprofile`).
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

name = "phpbb"
rank = 42

_IDENT = re.compile(r"\Ap(\d+)\Z")
_FURTHER_PAGE = re.compile(r"[?&]start=([1-9]\d*)")
# In the line of author and time, the time comes after this mark.
_MARK = "»"


def recognises(page: Page) -> bool:
    """Whether the page shows a topic's posts."""
    return "postbody" in page.by_class and "postprofile" in page.by_class


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The posts after the opening one, those of the topic's further pages too."""
    return read_topic(page, more, _FURTHER_PAGE, _posts)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The topic's further pages."""
    return further_pages(page, _FURTHER_PAGE, step=True)


def _posts(page: Page) -> Posts:
    records = by_ident(page, _IDENT, "div", "article")
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    return records, comments


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    body = page.by_id.get(f"post_content{record.key}")
    texts = [one for one in page.subtree(body) if "content" in page.classes(one)] if body is not None else []
    set_text(page, comment, texts[0] if texts else inside(page, record, "content"))
    notice = inside(page, record, "notice")
    if notice is not None and any(letter.isdigit() for letter in inline_text(notice)):
        comment.edited_shown = inline_text(notice)
    line = inside(page, record, "author")
    if line is None:
        return
    user = next((one for one in page.subtree(line) if {"username", "username-coloured"} & {*page.classes(one)}), None)
    if user is None:
        # Version 3.0 has no class for it.
        user = next((link for strong in line.iter("strong") for link in (*strong.iter("a"), strong)), None)
    if user is not None:
        comment.name, comment.name_url = inline_text(user) or None, page.absolute(user.get("href"))
    said = inline_text(line)
    comment.shown = said.rpartition(_MARK)[2].strip() if _MARK in said else comment.shown
    stated = next((value for one in page.subtree(line) if (value := one.get("datetime"))), None)
    # The attribute is UTC, whatever clock the board shows.
    comment.machine = re.sub(r"\+00:?00\Z", "Z", stated) if stated else None
    comment.permalink = page.absolute(f"#p{record.key}")
