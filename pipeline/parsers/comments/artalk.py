"""Artalk: a container that `Artalk.init()` fills, from the server that it names.

Source: internal/entity/comment_cooked.go (`content_marked` as HTML, `rid` the parent or 0, `date` on the server's
clock), server/handler/comment_list.go (GET /api/v2/comments; `flat_mode`, `limit`, `offset`, `count`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_saying, setting
from pipeline.parsers.records.servers import elsewhere, json_answers, largest, server
from pipeline.parsers.records.stated import add_stated
from pipeline.parsers.records.statements import rows

name = "artalk"
rank = 12

_MARKER = "Artalk"
_ANSWER = re.compile(r"/api/v2/comments\?")
_PAGE_SIZE = 100
_MOST = 10_000


def recognises(page: Page) -> bool:
    """Whether a script of the page starts Artalk."""
    return "Artalk.init" in page.inline_scripts or "new Artalk" in page.inline_scripts


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the server's answers."""
    found = Extraction()
    named = setting(script_saying(page, _MARKER), "server")
    if server(page, named) is None:
        found.problems.append(elsewhere(name, named))
    for document, answer in json_answers(found, more, _ANSWER, "comments"):
        found.declare(answer.get("count"))
        for row in rows(answer["comments"]):
            add_stated(
                found, document, row.get("id"), row.get("content_marked"), parent=row.get("rid") or None,
                name=row.get("nick"), url=row.get("link"), time=row.get("date"),
                permalink=f"{page.url}#atk-comment-{row.get('id')}",
                state="collapsed" if row.get("is_collapsed") is True else "visible",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread flat, oldest first, a hundred at a time."""
    settings = script_saying(page, _MARKER)
    base = server(page, setting(settings, "server"))
    if base is None:
        return []
    query = {
        "page_key": setting(settings, "pageKey") or urlsplit(page.url).path,
        "site_name": setting(settings, "site") or "",
        "flat_mode": "true",
        "sort_by": "date_asc",
        "limit": str(_PAGE_SIZE),
    }
    count = min(max(largest(more, _ANSWER, "count"), 1), _MOST)
    return [
        FollowUp(f"{base}/api/v2/comments?{urlencode(query)}&offset={offset}", "comments", format="artalk")
        for offset in range(0, count, _PAGE_SIZE)
    ]
