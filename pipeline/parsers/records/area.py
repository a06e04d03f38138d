"""Area: the part of the page that belongs to the comments, so that the article is looked for elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Record

_IDS = ("comments", "respond", "commentform", "comment-form", "disqus_thread", "comment-holder", "comments-template")
_CLASSES = tuple(
    "comments comments-area comments-section comments_section comments-wrapper comments-title commentlist comment-list "
    "comment-respond comment-form comment-reply-title comment-navigation no-comments nocomments entry-comments "
    "wp-block-comments wp-block-post-comments wp-block-comments-query-loop wp-block-post-comments-form".split()
)
_WORD = re.compile(
    r"comment|kommentar|respond|disqus|discuss|thread|replies|reactions|forum|opini|message|respon|talk|community", re.I
)
_NEVER = ("body", "html", "main", "article")
_TEXTUAL = frozenset(("p", "div", "span", "li", "blockquote"))
_FOREIGN_TEXT = 900


def comment_area(page: Page, records: Sequence[Record]) -> list[Element]:
    """The elements of the comment area, none inside another, in document order.

    Args:
        records: the comments that the page shows, possibly none: the form and a closing notice are area too.
    """
    found: list[Element] = []
    parts = [part for record in records for part in record.parts]
    if parts:
        found.append(_around(page, parts))
    for element in (*(page.by_id[name] for name in _IDS if name in page.by_id), *page.classed(*_CLASSES)):
        if element.tag not in _NEVER and _is_only_comments(page, element, parts):
            found.append(element)
    return outermost(page, found)


def outermost(page: Page, elements: Iterable[Element]) -> list[Element]:
    """Those of `elements` that stand in no other of them, in document order."""
    kept: list[Element] = []
    last = -1
    for element in sorted(set(elements), key=page.order.__getitem__):
        if page.order[element] >= last:
            kept.append(element)
            last = page.end[page.order[element]]
    return kept


def _around(page: Page, parts: Sequence[Element]) -> Element:
    """The smallest element around all of `parts`, and the comment wrappers around that."""
    first = min(page.order[part] for part in parts)
    last = max(page.end[page.order[part]] for part in parts)
    common = page.elements[first]
    if len(parts) == 1 and _names(common) and common.tag not in _NEVER:
        best = common
    while page.end[page.order[common]] < last:
        around = common.getparent()
        if around is None:
            break
        common = around
    best = common
    for around in common.iterancestors():
        if around.tag in ("body", "html", "main") or not _is_only_comments(page, around, parts):
            break
        if _WORD.search(_names(around)):
            best = around
    return best


def _names(element: Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def _is_only_comments(page: Page, element: Element, parts: Sequence[Element]) -> bool:
    """Whether `element` holds little besides comments and their form: a theme may call the whole page "comments"."""
    if any(child.tag == "h1" for child in page.subtree(element)):
        return False
    comments = [part for part in parts if page.contains(element, part)]
    held = sum(_text_length(page, part) for part in outermost(page, comments))
    return _text_length(page, element) - held <= _FOREIGN_TEXT


def _text_length(page: Page, element: Element) -> int:
    return sum(len((child.text or "").strip()) for child in page.subtree(element) if child.tag in _TEXTUAL)
