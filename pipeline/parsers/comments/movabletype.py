"""Movable Type 3 to 7: comments flat in the page, an answer's byline linking to what it answers; trackbacks apart.

Source: its default templates ("Comment Detail", "Trackbacks"): `div#comment-N.comment`, `.byline` with `.vcard.author`
and `abbr.published`, `.comment-content`; in version 3 `p.comment-footer`; `div#ping-N.trackback`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import by_ident, inside, nested, set_text
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.text import inline_text

name = "movabletype"
# Before Typepad, which took over its footers.
rank = 41

_COMMENT = re.compile(r"\Acomment-(\d+)\Z")
_PING = re.compile(r"\A(?:ping-|p)(\d+)\Z")
_ANSWERED = re.compile(r"#comment-(\d+)\Z")
_TAGS = ("div", "li", "article", "section")


def recognises(page: Page) -> bool:
    """Whether the page is made by Movable Type."""
    generator = (page.meta_first("generator") or "").lower()
    return "movable type" in generator or page.says("mtReplyCommentOnClick") or "mt-comments.cgi" in page.addresses


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page, then its trackbacks, as they stand."""
    records = nested(page, [*by_ident(page, _COMMENT, *_TAGS), *_pings(page)])
    records.sort(key=lambda record: page.order[record.parts[0]])
    for record in records:
        _read_parent(page, record)
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    return Extraction(comments, records)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: its further pages come by a script of the site's own."""
    return []


def _pings(page: Page) -> list[Record]:
    pings = [record for record in by_ident(page, _PING, *_TAGS) if "trackback" in page.classes(record.parts[0])]
    for record in pings:
        record.kind = "trackback"
        record.key = f"ping-{record.key}"
    return pings


def _read_parent(page: Page, record: Record) -> None:
    """The comment that the byline says this one "replied to"."""
    text = inside(page, record, "comment-content")
    for element in own_elements(page, record) if record.parent is None else ():
        answered = _ANSWERED.search(element.get("href") or "") if element.tag == "a" else None
        if answered and answered.group(1) != record.key and not (text is not None and page.contains(text, element)):
            record.parent_key, record.parent_source = answered.group(1), "reply_link"
            return


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    footer = inside(page, record, "comment-footer", "trackback-footer")
    set_text(page, comment, inside(page, record, "comment-content", "trackback-content"), (footer,))
    author = inside(page, record, "author")
    if author is not None:
        comment.name = clean_name(inline_text(author)) or comment.name
    elif footer is not None:
        _read_footer(page, record, comment, footer)
    if record.kind == "trackback":
        links = [link for node in comment.nodes for link in node.iter("a") if link.get("href")]
        comment.target = comment.name_url = page.absolute(links[0].get("href")) if links else None
        if len(links) > 1 and links[-1].get("href") == links[0].get("href"):
            # "Read More", after the excerpt.
            comment.leave_out = {*comment.leave_out, links[-1]}


def _read_footer(page: Page, record: Record, comment: RawComment, footer: Element) -> None:
    """ "Posted by: X | time", in version 3.2 "Posted by X at time"."""
    links = [link for link in footer.iter("a") if link.get("href")]
    permalink = next((link for link in links if (link.get("href") or "").endswith(f"#comment-{record.key}")), None)
    said, _, rest = inline_text(footer).partition(" | ")
    comment.shown = inline_text(permalink) if permalink is not None else rest or comment.shown
    if links and links[0] is not permalink:
        comment.name, comment.name_url = clean_name(inline_text(links[0])), page.absolute(links[0].get("href"))
    elif rest:
        comment.name = clean_name(said.partition(":")[2]) or comment.name
