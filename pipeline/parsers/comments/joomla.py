"""Joomla's comment extensions: JComments, Komento, and the comments of K2's items.

Source: com_jcomments' templates (tpl_tree.php, tpl_comment.php: `#comment-item-N`, answers in `#comments-list-PARENT`),
com_komento's comment item (2: `li#kmt-N[parentid]`; 3 to 4: `[data-kt-comment-item][data-id][data-parentid]`),
com_k2/templates/default/item.php (`ul.itemCommentsList`, `authorResponse`, `itemCommentsPagination`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import by_ident, inside, nested, set_text, told
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.topics import further_pages
from pipeline.parsers.text import inline_text

name = "joomla"
rank = 41

_JCOMMENTS = re.compile(r"\Acomment-item-(\d+)\Z")
_JCOMMENTS_LIST = re.compile(r"\Acomments-list-([1-9]\d*)\Z")
_KOMENTO = re.compile(r"\Akmt-(\d+)\Z")
_K2 = re.compile(r"\Acomment(\d+)\Z")
_FURTHER_PAGE = re.compile(r"[?&](?:limit)?start=([1-9]\d*)")
_TAGS = ("div", "li", "article", "section")
# Komento names visitors without an account so.
_GUEST = re.compile(r"\A(?:Guest|Gast|Invité|Invitado|Ospite|Convidado|Gość|Гость)\s+-\s+(?=\S)")
_TEXTS = ("comment-body", "kmt-text", "kt-comment-message")
_K2_FURNITURE = ("commentlink", "commentdate", "commentauthorname", "commenttoolbar")


def recognises(page: Page) -> bool:
    """Whether one of the three made the page's thread."""
    known = ("itemcommentslist", "kmt-item", "kt-comments__item")
    return any(token in page.by_class for token in known) or "comments-list-0" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page, and of K2's further pages of them."""
    records, comments = _read(page)
    found = Extraction(comments, records)
    for document in more:
        if document.purpose != "body" and _FURTHER_PAGE.search(document.url):
            found.comments.extend(_read(Page(document))[1])
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """K2's further pages of comments; those of JComments come by a script of its own."""
    if "itemcommentspagination" not in page.by_class:
        return []
    return further_pages(page, _FURTHER_PAGE, step=True)


def _read(page: Page) -> tuple[list[Record], list[RawComment]]:
    records = _jcomments(page) or _komento(page) or _k2(page)
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    return records, comments


def _jcomments(page: Page) -> list[Record]:
    records = nested(page, by_ident(page, _JCOMMENTS, *_TAGS))
    for record in records:
        lists = (_JCOMMENTS_LIST.match(around.get("id") or "") for around in record.parts[0].iterancestors())
        parent = next((found for found in lists if found), None)
        if parent:
            record.parent, record.parent_key, record.parent_source = None, parent.group(1), "nesting"
    return records


def _komento(page: Page) -> list[Record]:
    items = [item for item in page.classed("kmt-item", "kt-comments__item") if item.get("data-pinned") in (None, "")]
    records = []
    for item in items:
        key = item.get("data-id") or (_KOMENTO.match(item.get("id") or "") or [None, None])[1]
        if key:
            records.append(Record((item,), key, by_post_author="kmt-comment-item-author" in page.classes(item)))
    nested(page, records)
    for record in records:
        stated = record.parts[0].get("data-parentid") or record.parts[0].get("parentid") or ""
        parent = _KOMENTO.match(stated)
        if parent:
            record.parent = None
            record.parent_key = parent.group(1) if parent.group(1) != "0" else None
            record.parent_source = "attribute" if record.parent_key else None
    return records


def _k2(page: Page) -> list[Record]:
    items = [item for listing in page.classed("itemcommentslist") for item in listing if item.tag == "li"]
    records = [Record((item,), _k2_key(item)) for item in items]
    for record in records:
        record.by_post_author = "authorresponse" in page.classes(record.parts[0])
    return nested(page, records)


def _k2_key(item: Element) -> str | None:
    found = (_K2.match(link.get("id") or link.get("name") or "") for link in item.iter("a"))
    return next((number.group(1) for number in found if number), None)


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    item = record.parts[0]
    if {"kt-comments__item", "is-minimized"} <= set(page.classes(item)):
        comment.state = "collapsed"
    text = inside(page, record, *_TEXTS)
    if text is not None:
        set_text(page, comment, text, comment.leave_out)
    elif "itemcommentslist" in page.by_class:
        furniture = (inside(page, record, token) for token in _K2_FURNITURE)
        set_text(page, comment, item, (*furniture, *record.inner, *item.iter("img")))
    _read_name(page, record, comment)


def _read_name(page: Page, record: Record, comment: RawComment) -> None:
    creator = told(page, record, "itemprop", "creator")
    if creator is not None and "kmt-avatar" not in page.classes(creator):
        comment.name = clean_name(inline_text(creator)) or comment.name
    else:
        heading = inside(page, record, "author-kmt", "kmt-author", "kt-reply-to")
        first = next((one for one in heading if inline_text(one)), heading) if heading is not None else None
        comment.name = clean_name(inline_text(first)) or comment.name if first is not None else comment.name
    comment.name = _GUEST.sub("", comment.name) if comment.name else None
