"""giscus: a script of giscus.app, whose attributes name repository and discussion.

Source: pages/api/discussions/index.ts (answers without a visitor's token), lib/types/adapter.ts (`IGiscussion`:
`bodyHTML`, `createdAt`, replies one level deep, `deletedAt`, `isMinimized`), client.ts (how a page's term is made).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from pipeline.models import CommentState, Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_from
from pipeline.parsers.records.servers import json_answers, unreadable
from pipeline.parsers.records.stated import Row, add_stated, tree
from pipeline.parsers.records.statements import at, read_json, word

name = "giscus"
rank = 12

_ANSWER = re.compile(r"\Ahttps://giscus\.app/api/discussions\?")
_PAGE_SIZE = 100
_SUFFIX = re.compile(r"\.\w+\Z")


def recognises(page: Page) -> bool:
    """Whether the page loads giscus."""
    return script_from(page, "giscus.app/client.js") is not None


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the discussion, and their replies."""
    found = Extraction()
    if _query(page) is None:
        found.problems.append(unreadable(name, "the page does not name a discussion"))
    for document, answer in json_answers(found, more, _ANSWER, "discussion", "comments"):
        totals = (at(answer, "discussion", which) for which in ("totalCommentCount", "totalReplyCount"))
        found.declare(sum(total for total in totals if isinstance(total, int)) or None)
        for row, above in tree(at(answer, "discussion", "comments"), "replies"):
            add_stated(
                found, document, row.get("id"), row.get("bodyHTML"), parent=at(above, "id"),
                name=at(row, "author", "login"), url=at(row, "author", "url"), image=at(row, "author", "avatarUrl"),
                time=row.get("createdAt"), edited=row.get("lastEditedAt"), permalink=row.get("url"), state=_state(row),
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The discussion, a hundred comments at a time, each answer telling where the next one begins."""
    query = _query(page)
    if query is None:
        return []
    asked: list[dict[str, str]] = [{}]
    for document in more:
        pages = at(read_json(document.body), "discussion", "pageInfo") if _ANSWER.search(document.url) else None
        after = word(at(pages, "endCursor"))
        if at(pages, "hasNextPage") is True and after:
            asked.append({"after": after})
    address = "https://giscus.app/api/discussions?"
    return [FollowUp(address + urlencode({**query, **rest}), "comments", format="giscus") for rest in asked]


def _query(page: Page) -> dict[str, str] | None:
    script = script_from(page, "giscus.app/client.js")
    repository = script.get("data-repo") if script is not None else None
    term = _term(page, script) if script is not None else None
    if script is None or not repository or not term:
        return None
    numbered = script.get("data-mapping") == "number"
    return {
        "repo": repository,
        "term": "" if numbered else term,
        "number": term if numbered else "0",
        "category": script.get("data-category") or "",
        "strict": "true" if script.get("data-strict") == "1" else "false",
        "first": str(_PAGE_SIZE),
    }


def _term(page: Page, script: Element) -> str | None:
    mapping = script.get("data-mapping") or "pathname"
    if mapping in ("specific", "number"):
        return script.get("data-term")
    if mapping == "url":
        return page.url.split("#")[0].split("?")[0]
    if mapping == "title":
        return (page.by_tag["title"][0].text or "").strip() if "title" in page.by_tag else None
    if mapping == "og:title":
        return page.meta_first("og:title")
    return _SUFFIX.sub("", urlsplit(page.url).path[1:]) or "index"


def _state(row: Row) -> CommentState:
    if row.get("deletedAt"):
        return "removed"
    return "collapsed" if row.get("isMinimized") is True else "visible"
