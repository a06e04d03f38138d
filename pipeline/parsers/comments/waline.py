"""Waline: a container that `init()` fills, from the server that its `serverURL` names.

Source: packages/api/src/comment.ts and typings.ts (GET comment?path=…&page=…; `objectId`, `pid` and `rid`, `nick`,
`comment` as HTML, `time` in milliseconds or `insertedAt`; wrapped in `data` since version 3, which answers at /api/).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, unquote, urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_saying, setting
from pipeline.parsers.records.servers import MOST_PAGES, elsewhere, json_answers, largest, server
from pipeline.parsers.records.stated import add_stated, tree
from pipeline.parsers.records.statements import at, read_json

name = "waline"
rank = 12

# Where its handbook has people put their server.
_HOSTS = (".vercel.app", ".netlify.app", ".railway.app", ".zeabur.app", ".deno.dev")
_ANSWER = re.compile(r"/api/comment\?path=")
_PAGE_SIZE = 100


def recognises(page: Page) -> bool:
    """Whether the page has a place for Waline's comments."""
    return "waline" in page.by_id or "waline" in page.by_class or "waline-container" in page.by_class


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the server's answers."""
    found = Extraction()
    named = setting(script_saying(page, "serverURL"), "serverURL")
    if server(page, named, _HOSTS) is None:
        found.problems.append(elsewhere(name, named))
    for document, answer in (
        *json_answers(found, [other for other in more if _is_wrapped(other)], _ANSWER, "data", "data"),
        *json_answers(found, [other for other in more if not _is_wrapped(other)], _ANSWER, "data"),
    ):
        found.declare(at(answer, "data", "count"))
        for row, above in tree(at(answer, "data", "data") or at(answer, "data"), "children"):
            add_stated(
                found, document, row.get("objectId"), row.get("comment"),
                parent=row.get("pid") or at(above, "objectId"), name=row.get("nick"), url=row.get("link"),
                image=row.get("avatar"), time=_time(row),
                permalink=f"{page.url}#{row.get('objectId')}",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread's pages, oldest first, as many as the first answer says there are."""
    settings = script_saying(page, "serverURL")
    base = server(page, setting(settings, "serverURL"), _HOSTS)
    if base is None:
        return []
    path = setting(settings, "path") or unquote(urlsplit(page.url).path) or "/"
    stated = max(largest(more, _ANSWER, "data", "totalPages"), largest(more, _ANSWER, "totalPages"))
    pages = min(max(stated, 1), MOST_PAGES)
    address = f"{base}/api/comment?path={quote(path, safe='')}&pageSize={_PAGE_SIZE}&sortBy=insertedAt_asc"
    return [FollowUp(f"{address}&page={number}", "comments", format="waline") for number in range(1, pages + 1)]


def _is_wrapped(document: Document) -> bool:
    return isinstance(at(read_json(document.body), "data", "data"), list)


def _time(row: dict[str, object]) -> object:
    return row.get("time") or row.get("insertedAt") or row.get("createdAt")
