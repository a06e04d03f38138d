"""Microformats: comments nested in an `h-entry` (`u-comment`, `p-comment`), lists of webmentions, hAtom comments.

Source: microformats2 (`h-entry`, `h-cite`, `h-card`; `p-author`, `dt-published`, `dt-updated`, `e-content`, `u-url`),
the wiki's "comments" and "webmention" pages, hAtom 0.1 (`hentry`, `entry-content`, `author`, `published`). Replies are
comments, mentions are webmentions whose target is the page that mentions; likes, reposts and bookmarks say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import inside, nested, set_text
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.reactions import says_nothing
from pipeline.parsers.text import inline_text

name = "microformats"
rank = 910

_COMMENT = ("u-comment", "p-comment")
_LIST = re.compile(r"webmention|mentions?\b|(?:\A|[-_\s])(?:comments?|replies|responses|interactions)(?:\Z|[-_\s])")
_MENTION = re.compile(r"(?:\A|[-_])mention(?:s|ed)?(?:[-_]of)?\Z")
# On an element that is a citation itself: what the post is about, no answer to it.
_CONTEXT = ("u-in-reply-to", "u-like-of", "u-repost-of", "u-bookmark-of", "u-quotation-of")
_TEXTS = (("e-content",), ("p-content",), ("entry-content",), ("p-summary", "summary"), ("p-name",))
_NAMES = ("p-name", "fn", "p-nickname", "nickname")
_AROUND = 6


def recognises(page: Page) -> bool:
    """Whether the page shows comments or webmentions as microformats."""
    marked = any(token in page.by_class for token in (*_COMMENT, "h-cite", "hentry"))
    return marked and bool(_items(page))


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The page's replies and mentions."""
    items = _items(page)
    records = nested(page, [Record((item,), kind=_kind(page, item)) for item in items])
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        _refine(page, record, comment)
    _name_keys(page, comments)
    kept = [place for place, comment in enumerate(comments) if comment.name or comment.nodes != records[place].parts]
    return Extraction([comments[place] for place in kept], [records[place] for place in kept])


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: the page shows all."""
    return []


# Which ----------------------------------------------------------------------------------------------------------------


def _items(page: Page) -> list[Element]:
    """The replies and mentions, in document order."""
    titles = [page.order[title] for title in page.by_tag.get("h1", ())]
    found = []
    for item in page.classed(*_COMMENT, "h-cite", "h-entry", "hentry"):
        first = page.order[item]
        if any(first <= title < page.end[first] for title in titles) or says_nothing(page, item):
            continue
        if _is_comment(page, item) or (_stands_in_list(page, item) and not _is_context(page, item)):
            found.append(item)
    return found


def _is_comment(page: Page, item: Element) -> bool:
    return any(token in _COMMENT for token in page.classes(item))


def _is_context(page: Page, item: Element) -> bool:
    return any(token in _CONTEXT for token in page.classes(item))


def _stands_in_list(page: Page, item: Element) -> bool:
    """Whether an item that does not say so is a comment or a mention by what is around it."""
    return any(_LIST.search(names) for names in _around(item, ()))


def _kind(page: Page, item: Element) -> Literal["comment", "webmention"]:
    if _is_comment(page, item) or "hentry" in page.classes(item):
        return "comment"
    for names in _around(item, page.classes(item)):
        tokens = names.split()
        if any("repl" in token or "comment" in token for token in tokens):
            return "comment"
        if any(_MENTION.search(token) for token in tokens):
            return "webmention"
    return "comment" if any("u-in-reply-to" in page.classes(one) for one in page.subtree(item)) else "webmention"


def _around(item: Element, own: Sequence[str]) -> Iterator[str]:
    """The classes and ids of an item and around it, innermost first."""
    if own:
        yield " ".join(own)
    for depth, element in enumerate(item.iterancestors()):
        if depth >= _AROUND or element.tag in ("body", "main"):
            return
        yield f"{element.get('class') or ''} {element.get('id') or ''}".lower()


# What -----------------------------------------------------------------------------------------------------------------


def _refine(page: Page, record: Record, comment: RawComment) -> None:
    author = inside(page, record, "p-author", "u-author", "author", "h-card")
    texts = (inside(page, record, *names) for names in _TEXTS)
    text = next((one for one in texts if one is not None and not _holds(page, author, one)), None)
    set_text(page, comment, text, [author, *comment.leave_out])
    if author is not None:
        _read_author(page, comment, author)
    link = inside(page, record, "u-url", "u-uid")
    if link is not None and not _holds(page, author, link):
        comment.permalink = page.absolute(link.get("href"))
    time = inside(page, record, "dt-published", "published")
    if time is not None:
        comment.machine = time.get("datetime") or time.get("title") or comment.machine
        comment.shown = inline_text(time) or comment.shown
    changed = inside(page, record, "dt-updated")
    comment.edited_machine = changed.get("datetime") if changed is not None else comment.edited_machine
    if record.kind == "webmention":
        comment.target = comment.permalink


def _holds(page: Page, around: Element | None, element: Element) -> bool:
    return around is not None and page.contains(around, element)


def _read_author(page: Page, comment: RawComment, author: Element) -> None:
    named = next((one for one in page.subtree(author) if not _is_picture(one) and _is_named(page, one)), author)
    pictures = [one for one in page.subtree(author) if _is_picture(one)]
    said = inline_text(named) or next((alt for picture in pictures if (alt := picture.get("alt"))), "")
    comment.name = clean_name(said) or comment.name
    links = [one.get("href") for one in page.subtree(author) if one.tag == "a" and one.get("href")]
    comment.name_url = page.absolute(links[0]) if links else comment.name_url
    comment.image_url = page.absolute(pictures[0].get("src")) if pictures else comment.image_url


def _is_named(page: Page, element: Element) -> bool:
    return any(token in _NAMES for token in page.classes(element)) and bool(inline_text(element))


def _is_picture(element: Element) -> bool:
    return element.tag == "img"


def _name_keys(page: Page, comments: Sequence[RawComment]) -> None:
    """A reply's own address names it, where each has one of its own."""
    addresses = [comment.permalink for comment in comments]
    for comment in comments:
        address = comment.permalink
        if address and addresses.count(address) == 1 and address != page.url:
            comment.key = address.split("://")[-1]
