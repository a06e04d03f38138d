"""LiveJournal and Dreamwidth: comments flat in the page, indented, their times in UTC.

Source: S2 layers and talk page of both (`#ljcmtN`, `#cmtN`; `span[lj:user]`; `margin-left` of 25 px a level).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import by_ident, inside, nested, set_text
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements

name = "livejournal"
rank = 42

_IDENT = re.compile(r"\A(?:ljcmt|cmt)(\d+)\Z")
_PREFIXES = ("ljcmt", "cmt")
_ASKS = re.compile(r"[?&](?:replyto|thread|view)=")
_INDENT = re.compile(r"(?:margin|padding)-left:\s*(\d+)px")
_A_LEVEL = 25


def recognises(page: Page) -> bool:
    """Whether the page shows a journal's comments."""
    return any(ident.startswith(_PREFIXES) and _IDENT.match(ident) for ident in page.by_id)


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page; those that it shows folded have no text."""
    records = nested(page, by_ident(page, _IDENT, "div", "li", "article", "section"), _level)
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    return Extraction(comments, records)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: a thread's further pages are pages of the entry."""
    return []


def _level(item: Element) -> int:
    for element in (item, *list(item.iterancestors())[:2]):
        indent = _INDENT.search(element.get("style") or "")
        if indent:
            return (figure(indent.group(1)) or 0) // _A_LEVEL
    return 0


def _offers(page: Page, text: Element | None) -> list[Element]:
    """The line "(Reply) (Thread)", which S2 styles set into the text: all its links ask for a part of the thread."""
    lines = [] if text is None else [one for one in page.subtree(text)[1:] if one.tag in ("p", "font", "div")]
    return [line for line in lines if (links := list(line.iter("a"))) and all(map(_asks, links)) and _is_line(line)]


def _asks(link: Element) -> bool:
    return _ASKS.search(link.get("href") or "") is not None


def _is_line(line: Element) -> bool:
    """Whether `line` has no words but its links'."""
    said = "".join(map(str, line.itertext()))
    for link in line.iter("a"):
        said = said.replace("".join(map(str, link.itertext())), "")
    return not any(letter.isalpha() for letter in said)


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    user = next((one for one in own_elements(page, record) if one.get("lj:user")), None)
    if user is not None:
        comment.name = user.get("lj:user")
        link = next((link for link in reversed(list(user.iter("a"))) if link.get("href")), None)
        comment.name_url = page.absolute(link.get("href")) if link is not None else None
    text = inside(page, record, "comment-text", "comment-content", "comment-body", "b-leaf-article")
    set_text(page, comment, text, _offers(page, text))
    if text is None and {"collapsed", "partial", "b-leaf-collapsed"} & set(page.classes(record.parts[0])):
        comment.state = "collapsed"
