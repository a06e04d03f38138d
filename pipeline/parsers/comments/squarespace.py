"""Squarespace 7: comments that a script loads, from the site's own `GetComments`, twenty or so at a time.

Source: that address as public clients ask it (`targetId`, `targetType=1`, `page`; `comments` with `addedOn` in
milliseconds). The names of the other fields are from general knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import MOST_PAGES, json_answers
from pipeline.parsers.records.stated import add_stated, paragraphs, tree
from pipeline.parsers.records.statements import at, read_json, rows, word

name = "squarespace"
rank = 12

_ANSWER = re.compile(r"/api/comment/GetComments\?")
_ITEM = re.compile(r"\Acomments-([0-9a-f]{24})\Z")
_MARKUP = re.compile(r"<[a-z]+[ />]", re.I)


def recognises(page: Page) -> bool:
    """Whether the page has a place for Squarespace's comments."""
    return "squarespace-comments" in page.by_class or any(
        ident.startswith("comments-") and _ITEM.match(ident) for ident in page.by_id
    )


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the site's answers; an answer stands in its parent's `replies`, or names it by `parentId`."""
    found = Extraction()
    target = _target(page)
    for document, answer in json_answers(found, more, _ANSWER, "comments"):
        for row, above in tree(answer["comments"], "replies"):
            body, parent = row.get("body"), word(row.get("parentId"))
            html = body if isinstance(body, str) and _MARKUP.search(body) else paragraphs(body)
            add_stated(
                found, document, row.get("id"), html,
                parent=at(above, "id") or (parent if parent != target else None),
                name=at(row, "author", "displayName") or row.get("anonAuthorName"),
                url=at(row, "author", "websiteUrl") or row.get("anonAuthorUrl"),
                image=at(row, "author", "avatarUrl"), time=row.get("addedOn"),
                permalink=f"{page.url.split('#')[0]}#comment-{row.get('id')}",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The comments of the item, oldest first, until an answer has none that is new."""
    target, parts = _target(page), urlsplit(page.url)
    if target is None or not parts.netloc:
        return []
    seen: set[str | None] = set()
    pages = 1
    for document in more:
        keys = {word(row.get("id")) for row in rows(at(read_json(document.body), "comments"))}
        pages += _ANSWER.search(document.url) is not None and not keys <= seen
        seen |= keys
    pages = min(pages, MOST_PAGES)
    address = f"{parts.scheme}://{parts.netloc}/api/comment/GetComments?targetId={target}&targetType=1&sortBy=1"
    return [FollowUp(f"{address}&page={number}", "comments", format="squarespace") for number in range(1, pages + 1)]


def _target(page: Page) -> str | None:
    """The number of the item that the comments are of."""
    idents = (_ITEM.match(ident) for ident in page.by_id)
    stated = next((found.group(1) for found in idents if found), None)
    return stated or next((item for element in page.elements if (item := element.get("data-item-id"))), None)
