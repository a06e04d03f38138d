"""Serendipity: `serendipity_comment`, flat in the page, its depth in a class (2k11, timeline) or in its indentation.

Source: templates/2k11/comments.tpl (`article#cN`, `commentlevel-N`, day in the header, clock in the footer),
templates/default/comments.tpl (`padding-left` of 20 px a level, `comment_source_author`, `comment_source_date`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import class_level, inside, nested, set_text
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.text import inline_text

name = "serendipity"
rank = 42

_IDENT = re.compile(r"\A(?:c|serendipity_comment_)(\d+)\Z")
_TRACE = re.compile(r"#c(\d+)\Z")
_LEVEL = re.compile(r"\Acommentlevel-(\d+)\Z")
_INDENT = re.compile(r"(?:padding|margin)-left:\s*(\d+)px")
_A_LEVEL = 20


def recognises(page: Page) -> bool:
    """Whether the page shows Serendipity's comments."""
    return "serendipity_comment" in page.by_class or "serendipity_trackback" in page.by_class


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page and its trackbacks."""
    stated = class_level(page, _LEVEL)

    def level(element: Element) -> int | None:
        of_class = stated(element)
        return _indentation(element) if of_class is None else of_class

    records = nested(page, [_record(page, item) for item in page.classed("serendipity_comment")], level)
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    rows = [*zip(records, comments, strict=True), *_trackbacks(page)]
    rows.sort(key=lambda row: page.order[row[0].parts[0]])
    return Extraction([comment for _, comment in rows], [record for record, _ in rows])


def _trackbacks(page: Page) -> list[tuple[Record, RawComment]]:
    """The pages that link here, in a section of their own; an excerpt may be folded."""
    items = [item for item in page.classed("serendipity_trackback") if _IDENT.match(item.get("id") or "")]
    records = [_record(page, item) for item in items]
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        linked = (one for one in own_elements(page, record) if one.tag == "a")
        links = [one for one in linked if (one.get("href") or "").startswith("http")]
        cited = next(record.parts[0].iter("cite"), None)
        text = inside(page, record, "content")
        text = text if text is not None else next(record.parts[0].iter("blockquote"), links[0] if links else None)
        set_text(page, comment, text)
        comment.kind = "trackback"
        comment.name = clean_name(inline_text(cited if cited is not None else links[0] if links else record.parts[0]))
        comment.target = comment.name_url = links[0].get("href") if links else None
    return list(zip(records, comments, strict=True))


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: the page shows all."""
    return []


def _record(page: Page, item: Element) -> Record:
    key = _IDENT.match(item.get("id") or "")
    for link in () if key else item.iter("a"):
        key = key or _TRACE.search(link.get("href") or "") or _IDENT.match(link.get("id") or "")
    record = Record((item,), key.group(1) if key else None)
    record.by_post_author = "serendipity_comment_author_self" in page.classes(item)
    return record


def _indentation(item: Element) -> int | None:
    indent = _INDENT.search(item.get("style") or "")
    return (figure(indent.group(1)) or 0) // _A_LEVEL if indent else 0


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    set_text(page, comment, inside(page, record, "serendipity_commentbody"), (inside(page, record, "comment_avatar"),))
    heading = next((one for one in page.subtree(record.parts[0]) if one.tag in ("h4", "h5")), None)
    times = [one for one in page.subtree(record.parts[0]) if one.tag == "time"]
    if heading is None or not times or not page.contains(heading, times[0]):
        return
    link = next((one for one in heading if one.tag == "a"), None)
    lead = inline_text(link) if link is not None else (heading.text or "").strip().rpartition(" ")[0]
    comment.name = clean_name(lead) or comment.name
    comment.name_url = page.absolute(link.get("href")) if link is not None else None
    comment.shown = " ".join(filter(None, (inline_text(time) for time in times[:2])))
    comment.machine = times[0].get("datetime") or comment.machine
