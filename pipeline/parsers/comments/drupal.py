"""Drupal 6 to 10: `comment.tpl.php` and `comment.html.twig` of its own and of contributed themes.

Source: modules/comment (`a#comment-N` before the item, `div.indented` around answers, RDFa `sioct:Comment`),
core/themes/*/templates/comment.html.twig (`data-comment-user-id`, hidden "In reply to", `comment-by-…-author`),
comment.module: "(not verified)" after the name of a visitor without account. A comment's title is no text of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import inside, nested, set_text, told
from pipeline.parsers.records.names import clean_name, strip_shared_words
from pipeline.parsers.records.pieces import author_and_time
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.text import inline_text

name = "drupal"
rank = 40

_NUMBER = re.compile(r"(?:/comment/|\Acomment-)(\d+)")
_ANSWERED = re.compile(r"#comment-(\d+)")
_AUTHOR = re.compile(r"(?:comment-)?by-(?:node|[a-z_]+)-author\Z")
_UNVERIFIED = re.compile(r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|non verificato|"
                         r"niet gecontroleerd|não verificado|ikke kontrolleret|не проверено)\)\Z", re.I)
_TEXTS = ("content:encoded", "schema:text", "schema:commentText")
_BODIES = ("field--name-comment-body", "field-name-comment-body", "content", "comment__content")


def recognises(page: Page) -> bool:
    """Whether the page is made by Drupal."""
    generator = page.meta_first("generator") or ""
    return generator.startswith("Drupal") or "Drupal.settings" in page.inline_scripts or bool(_rdfa(page))


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page."""
    records = nested(page, _records(page))
    for record in records:
        _read_parent(page, record)
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    strip_shared_words(comments)
    return Extraction(comments, records)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: further pages of a long thread are pages of the article."""
    return []


def _rdfa(page: Page) -> list[Element]:
    return [
        element
        for element in page.classed("comment", "js-comment")
        if "Comment" in (element.get("typeof") or "") or element.get("data-comment-user-id") is not None
    ]


def _records(page: Page) -> list[Record]:
    records: list[Record] = []
    for element in page.classed("comment", "js-comment"):
        if element.tag not in ("div", "article", "li") or any(page.contains(r.parts[0], element) for r in records[-1:]):
            continue
        key = _number(element)
        if key is not None:
            records.append(Record((element,), key))
            records[-1].by_post_author = any(_AUTHOR.match(token) for token in page.classes(element))
    return records


def _number(element: Element) -> str | None:
    """A comment's number: from its own attributes, or from the anchor before it."""
    before = element.getprevious()
    anchor = before.get("id") or "" if before is not None and before.tag == "a" else ""
    for said in (element.get("about") or "", element.get("id") or "", anchor):
        found = _NUMBER.search(said)
        if found:
            return found.group(1)
    return None


def _read_parent(page: Page, record: Record) -> None:
    """The hidden "In reply to", which flat themes have too: the one link outside the text to another comment."""
    if record.parent is not None:
        return
    text = _text(page, record)
    for element in own_elements(page, record):
        answered = _ANSWERED.search(element.get("href") or "") if element.tag == "a" else None
        if answered and answered.group(1) != record.key and not (text is not None and page.contains(text, element)):
            record.parent_key, record.parent_source = answered.group(1), "reply_link"
            return


def _text(page: Page, record: Record) -> Element | None:
    stated = told(page, record, "property", *_TEXTS)
    if stated is not None:
        return stated
    return next((body for token in _BODIES if (body := inside(page, record, token)) is not None), None)


def _read_submitted(page: Page, record: Record, comment: RawComment) -> None:
    """Version 6: "date — name" in one line, the name linked where it has an account."""
    line = inside(page, record, "submitted")
    said = inline_text(line).rpartition(" — ") if line is not None and len(line) <= 1 else ("", "", "")
    if line is not None and said[1]:
        link = next(line.iter("a"), None)
        comment.shown, comment.name = said[0], clean_name(said[2])
        comment.name_url = page.absolute(link.get("href")) if link is not None else None


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    text = _text(page, record)
    if text is not None and not (comment.name and (comment.shown or comment.machine)):
        name, shown, _ = author_and_time(record.parts, {text, *record.inner}, None)
        comment.name, comment.shown = comment.name or clean_name(name or ""), comment.shown or shown
    _read_submitted(page, record, comment)
    furniture = (inside(page, record, "user-signature"), inside(page, record, "links"))
    set_text(page, comment, text, (*comment.leave_out, *furniture))
    comment.name = _UNVERIFIED.sub("", comment.name) or comment.name if comment.name else None
    if comment.machine and comment.machine.endswith("+00:00"):
        # Since version 8 the attribute is UTC, whatever clock the page shows.
        comment.machine = comment.machine.removesuffix("+00:00") + "Z"
