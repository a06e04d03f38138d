"""vBulletin 3 to 5: a thread as an article with answers; the opening post is the article.

Source: pages of its own styles (3: `table#postN`, `.bigusername`, `#post_message_N`, date in the first `.thead`;
4: `li.postbit#post_N`, `.username`, `.postdate .date`, `.postcontent` in `#post_message_N`;
5: `li.b-post[data-node-id]`, `.author`, `.b-post__timestamp time`, `.js-post__content-text`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import by_ident, inside, set_text
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.records.topics import Posts, further_pages, read_topic
from pipeline.parsers.text import inline_text

name = "vbulletin"
rank = 42

_IDENT = re.compile(r"\Apost_?(\d+)\Z")
_MESSAGE = re.compile(r"\Apost_message_(\d+)\Z")
_FURTHER_PAGE = re.compile(r"[?&]page=([2-9]|\d{2,})|/page([2-9]|\d{2,})|(?<=\D)-([2-9]|\d{2,})\.html\Z")


def recognises(page: Page) -> bool:
    """Whether the page shows a thread's posts."""
    if "b-post__timestamp" in page.by_class:
        return True
    return any(_MESSAGE.match(ident) for ident in page.by_id if ident.startswith("post_message_"))


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The posts after the opening one, those of the thread's further pages too."""
    return read_topic(page, more, _FURTHER_PAGE, _posts)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread's further pages."""
    return further_pages(page, _FURTHER_PAGE)


def _posts(page: Page) -> Posts:
    if "b-post__timestamp" in page.by_class:
        return _posts5(page)
    records = by_ident(page, _IDENT, "table", "li", "div")
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    return records, comments


def _posts5(page: Page) -> Posts:
    items = [item for item in page.classed("b-post") if item.get("data-node-id")]
    records = [Record((item,), item.get("data-node-id")) for item in items]
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        set_text(page, comment, inside(page, record, "js-post__content-text"))
        user, time = inside(page, record, "author"), inside(page, record, "b-post__timestamp")
        if user is not None:
            link = next((one for one in user.iter("a") if one.get("href")), None)
            comment.name = inline_text(user) or None
            comment.name_url = page.absolute(link.get("href")) if link is not None else None
        if time is not None:
            # Its attribute has no zone, and is not the clock that is shown.
            comment.shown, comment.machine = inline_text(time) or comment.shown, None
        comment.permalink = page.absolute(f"#post{record.key}")
    return records, comments


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    set_text(page, comment, page.by_id.get(f"post_message_{record.key}"))
    user = inside(page, record, "bigusername", "username")
    if user is not None:
        comment.name, comment.name_url = inline_text(user) or None, page.absolute(user.get("href"))
    date = inside(page, record, "postdate", "date")
    head = date if date is not None else inside(page, record, "thead")
    if head is not None:
        comment.shown, comment.machine = inline_text(head).partition(" #")[0] or None, None
    comment.permalink = page.absolute(f"#post{record.key}")
    _read_edit(page, record, comment)


def _read_edit(page: Page, record: Record, comment: RawComment) -> None:
    """Version 3 says it in `div.smallfont em` under the text, its clock in `span.time`."""
    for element in own_elements(page, record) if comment.edited_shown is None else ():
        around = element.getparent()
        if (
            element.tag == "em"
            and around is not None
            and "smallfont" in page.classes(around)
            and any("time" in page.classes(inner) for inner in element)
        ):
            comment.edited_shown = inline_text(element)
