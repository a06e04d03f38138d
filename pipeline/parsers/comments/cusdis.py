"""Cusdis: `div#cusdis_thread`, whose attributes name server, site and page.

Source: service/comment.service.ts (`CommentWrapper`: ten comments a page, replies nested whole; `by_nickname`,
`moderator.displayName`, `parsedContent` as HTML, `createdAt`), pages/api/open/comments.ts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import MOST_PAGES, elsewhere, json_answers, largest, server
from pipeline.parsers.records.stated import add_stated, paragraphs, tree
from pipeline.parsers.records.statements import at

name = "cusdis"
rank = 12

_HOSTS = ("cusdis.com",)
_ANSWER = re.compile(r"/api/open/comments\?")


def recognises(page: Page) -> bool:
    """Whether the page has a place for Cusdis' comments."""
    return "cusdis_thread" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the server's answers."""
    found = Extraction()
    named = page.by_id["cusdis_thread"].get("data-host")
    if server(page, named, _HOSTS) is None:
        found.problems.append(elsewhere(name, named))
    for document, answer in json_answers(found, more, _ANSWER, "data", "data"):
        for row, above in tree(at(answer, "data", "data"), "replies", "data"):
            add_stated(
                found, document, row.get("id"), row.get("parsedContent") or paragraphs(row.get("content")),
                parent=at(above, "id"), name=at(row, "moderator", "displayName") or row.get("by_nickname"),
                time=row.get("createdAt"),
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread's pages, as many as the first answer says there are."""
    place = page.by_id["cusdis_thread"]
    base, site = server(page, place.get("data-host"), _HOSTS), place.get("data-app-id")
    topic = place.get("data-page-id")
    if base is None or not site or not topic:
        return []
    pages = min(max(largest(more, _ANSWER, "data", "pageCount"), 1), MOST_PAGES)
    address = f"{base}/api/open/comments?{urlencode({'appId': site, 'pageId': topic})}"
    return [FollowUp(f"{address}&page={number}", "comments", format="cusdis") for number in range(1, pages + 1)]
