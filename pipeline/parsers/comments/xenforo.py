"""XenForo 1 and 2: a forum's thread as an article with answers; the opening post is the article.

Source: pages of its own styles (`article.message--post[data-content=post-N][data-author]`, `.bbWrapper`,
`li.message#post-N[data-author]`, `.messageText`, `time[datetime]`, `abbr.DateTime[data-time]`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import inside, set_text
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.records.topics import Posts, further_pages, read_topic

name = "xenforo"
rank = 42

_NUMBER = re.compile(r"\A(?:js-)?post-(\d+)\Z")
_FURTHER_PAGE = re.compile(r"/page-(?!1\Z|1[/?#])(\d+)")


def recognises(page: Page) -> bool:
    """Whether the page shows a thread's posts."""
    return "message" in page.by_class and (page.root.get("id") == "XF" or page.root.get("id") == "XenForo")


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The posts after the opening one, those of the thread's further pages too."""
    return read_topic(page, more, _FURTHER_PAGE, _posts)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread's further pages."""
    return further_pages(page, _FURTHER_PAGE)


def _posts(page: Page) -> Posts:
    records = [Record((item,), key) for item in page.classed("message") if (key := _number(item))]
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    return records, comments


def _number(item: Element) -> str | None:
    if not item.get("data-author"):
        return None
    found = _NUMBER.match(item.get("data-content") or "") or _NUMBER.match(item.get("id") or "")
    return found.group(1) if found else None


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    comment.name = record.parts[0].get("data-author")
    set_text(page, comment, inside(page, record, "bbwrapper", "messagetext"), ())
    ending = f"post-{record.key}"
    edit = inside(page, record, "message-lastedit", "editdate")
    for element in own_elements(page, record):
        if edit is not None and page.contains(edit, element):
            continue
        if element.tag == "a" and comment.permalink is None and (element.get("href") or "").endswith(ending):
            comment.permalink = page.absolute(element.get("href"))
        stated = element.get("datetime") or element.get("data-time")
        if stated and (element.tag == "time" or "datetime" in page.classes(element)):
            comment.machine = stated
            comment.shown = element.get("title") or "".join(map(str, element.itertext())).strip() or None
            return
