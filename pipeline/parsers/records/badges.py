"""Badges: marks by which a page tells that a comment is the post's own author's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.names import POST_AUTHOR
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.slots import own_elements

_LONGEST = 30
_TAGS = frozenset("span small em i b strong sup label mark abbr div p a h5 h6 li dd".split())
_CLASS = re.compile(
    r"\A(?:[a-z]+[-_]{1,2})?(?:bypostauthor|by-?post-?author|blog-post[-_]author|post-?author-?(?:badge|label|flag|mark|tag)|"
    r"author-?(?:badge|label|flag|mark|tag|icon)|(?:badge|label|flag|tag|role|user|is|by)[-_]{1,2}(?:post-?)?author|"
    r"blog-?author|op-badge|badge-op|original-poster|submitter)\Z"
)
_SAYS = re.compile(rf"[\s\[(*]*(?:{POST_AUTHOR})[\s\])*]*\Z", re.I)


def mark_post_authors(page: Page, records: Sequence[Record], comments: Sequence[RawComment]) -> None:
    """Set `by_post_author` where the page says so beside the name.

    A mark that people of several names bear is a label of the template ("Author") or their rank, and says nothing.
    """
    marked = [
        comment
        for record, comment in zip(records, comments, strict=True)
        if not comment.by_post_author and _is_marked(page, record, comment)
    ]
    bearers = {comment.name for comment in marked}
    if len(bearers) > 1 or (len(bearers) == 1 and None in bearers):
        return
    for comment in marked:
        comment.by_post_author = True


def _is_marked(page: Page, record: Record, comment: RawComment) -> bool:
    own, called = own_elements(page, record), page.once(_called)
    if called and any(element in called for element in own):
        return True
    return any(
        (said := _said(page, element)) and said != comment.name and not _is_text(page, comment, element)
        for element in own
    )


def _called(page: Page) -> frozenset[Element]:
    """The elements whose class calls them such a mark."""
    return frozenset(element for token, elements in page.by_class.items() if _tells(token) for element in elements)


def _said(page: Page, element: Element) -> str | None:
    """The words of an element that holds nothing but such a mark's."""
    text = page.own_texts.get(page.order[element])
    if text is None or len(text) > _LONGEST or element.tag not in _TAGS or len(element) or not _speaks(text):
        return None
    return text.strip()


@lru_cache(maxsize=8_192)
def _speaks(text: str) -> bool:
    # Cached: a blog's pages share their menus.
    return _SAYS.match(text.strip()) is not None


def _is_text(page: Page, comment: RawComment, element: Element) -> bool:
    """Whether `element` is of what the visitor wrote."""
    return any(page.contains(node, element) for node in comment.nodes) and not any(
        page.contains(left_out, element) for left_out in comment.leave_out
    )


@lru_cache(maxsize=8_192)
def _tells(token: str) -> bool:
    return _CLASS.match(token) is not None
