"""Stated comments: what a comment server's JSON says of one comment, as a raw comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import Any

from pipeline.models import CommentKind, CommentState, Document
from pipeline.parsers.records.raw import Extraction, RawComment
from pipeline.parsers.records.statements import at, fragment, rows, word

Row = dict[str, Any]
# What visitors type into a form that asks for their site.
_BARE_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/|\Z)", re.I)
_BLANK_LINE = re.compile(r"\n\s*\n")


def add_stated(
    found: Extraction,
    document: Document,
    key: Any,
    html: Any,
    *,
    parent: Any = None,
    name: Any = None,
    url: Any = None,
    image: Any = None,
    time: Any = None,
    edited: Any = None,
    permalink: Any = None,
    state: CommentState = "visible",
    by_post_author: bool = False,
    kind: CommentKind = "comment",
) -> None:
    """Add the comment that a server's answer states; nothing without a key. Values may be of any kind, as JSON's may.

    Args:
        found: what to add it to. document: the answer. html: the text as HTML.
        parent: the parent's key, or nothing for a root.
        time, edited: ISO 8601 with offset, or seconds or milliseconds since 1970.
    """
    own = word(key)
    if own is None:
        return
    page = fragment(document.url, html if isinstance(html, str) else "")
    link = word(url)
    comment = RawComment(
        page=page, nodes=(page.body,), key=own, stated=True, parent_key=word(parent), parent_source="api",
        name=word(name), name_url=page.absolute(f"http://{link}" if link and _BARE_HOST.match(link) else link),
        image_url=page.absolute(word(image)), machine=instant(time), edited_machine=instant(edited),
        permalink=page.absolute(word(permalink)), state=state, by_post_author=by_post_author, kind=kind,
    )
    found.comments.append(comment)


def instant(value: Any) -> str | None:
    """A time as JSON has it: a number is seconds since 1970, or milliseconds if large."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return word(value)
    seconds = value / 1000 if abs(value) > 1e11 else value
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def paragraphs(text: Any) -> str:
    """Plain text as HTML: blank lines part paragraphs, single line breaks stay."""
    if not isinstance(text, str):
        return ""
    blocks = _BLANK_LINE.split(text.strip())
    return "".join(f"<p>{escape(block, quote=False).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def tree(roots: Any, *path: str) -> Iterator[tuple[Row, Row | None]]:
    """The rows of nested lists with the row that each stands under, parents first, siblings in their order.

    Args:
        path: where in a row the list of its children stands.
    """
    stack: list[tuple[Row, Row | None]] = [(row, None) for row in reversed(rows(roots))]
    while stack:
        row, above = stack.pop()
        yield row, above
        stack.extend((below, row) for below in reversed(rows(at(row, *path))))
