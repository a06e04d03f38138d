"""schema.org: comments that a page states in JSON-LD only, its markup being empty or unknown. Asked last of all.

Source: schema.org `Comment` (`text`, `author`, `dateCreated` or `datePublished`, `parentItem`, `url`) as value of an
article's `comment`; answers nest as the `comment` of a comment.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction, RawComment
from pipeline.parsers.records.stated import instant, paragraphs
from pipeline.parsers.records.statements import at, fragment, rows, word

name = "schema.org"
rank = 1100

_MOST = 10_000


def recognises(page: Page) -> bool:
    """Whether an article of the page states comments."""
    return '"Comment"' in page.inline_scripts and any(node.get("comment") for node in page.json_ld)


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments that the page's articles state."""
    found = Extraction()
    seen: set[int] = set()
    stated = [row for node in page.json_ld if not _is(node) for row in _listed(node.get("comment"))]
    stack: list[tuple[dict[str, Any], RawComment | None]] = [(row, None) for row in reversed(stated)]
    while stack and len(found.comments) < _MOST:
        row, above = stack.pop()
        if not _is(row) or id(row) in seen:
            continue
        seen.add(id(row))
        comment = _comment(page, row, above)
        found.comments.append(comment)
        stack.extend((below, comment) for below in reversed(_listed(row.get("comment"))))
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None."""
    return []


def _listed(value: Any) -> list[dict[str, Any]]:
    return [value] if isinstance(value, dict) else rows(value)


def _is(node: dict[str, Any]) -> bool:
    kind = node.get("@type")
    return kind == "Comment" or (isinstance(kind, list) and "Comment" in kind)


def _comment(page: Page, row: dict[str, Any], above: RawComment | None) -> RawComment:
    text = fragment(page.url, paragraphs(row.get("text") or row.get("commentText") or row.get("description")))
    author = at(row, "author", 0) or row.get("author")
    return RawComment(
        page=text, nodes=(text.body,), parent=above, parent_source="nesting" if above else None,
        name=word(at(author, "name")) or word(author), name_url=page.absolute(word(at(author, "url"))),
        machine=instant(row.get("dateCreated") or row.get("datePublished")),
        edited_machine=instant(row.get("dateModified")),
        permalink=page.absolute(word(row.get("url"))),
    )
