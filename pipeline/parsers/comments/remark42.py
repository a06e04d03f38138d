"""Remark42: `div#remark42` and `remark_config`, which names host and site.

Source: frontend/apps/remark42/app/common/types.ts (`Tree`, `Node`, `Comment`: `id`, `pid`, `text` as HTML, `time`,
`delete`, `edit.time`), backend/app/rest/api/rest_public.go (GET /api/v1/find).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_saying, setting
from pipeline.parsers.records.servers import elsewhere, json_answers, server
from pipeline.parsers.records.stated import add_stated, tree
from pipeline.parsers.records.statements import at

name = "remark42"
rank = 12

_ANSWER = re.compile(r"/api/v1/find\?")


def recognises(page: Page) -> bool:
    """Whether the page has a place for Remark42's comments."""
    return "remark42" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the server's answer, a tree or a plain list."""
    found = Extraction()
    named = setting(script_saying(page, "remark_config"), "host")
    if server(page, named) is None:
        found.problems.append(elsewhere(name, named))
    for document, answer in json_answers(found, more, _ANSWER, "comments"):
        found.declare(at(answer, "info", "count"))
        for node, _ in tree(answer["comments"], "replies"):
            row = at(node, "comment") or node
            add_stated(
                found, document, at(row, "id"), at(row, "text"), parent=at(row, "pid"), name=at(row, "user", "name"),
                image=at(row, "user", "picture"), time=at(row, "time"), edited=at(row, "edit", "time"),
                permalink=f"{page.url}#remark42__comment-{at(row, 'id')}",
                state="removed" if at(row, "delete") is True else "visible",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread as a tree, oldest first."""
    config = script_saying(page, "remark_config")
    base, site = server(page, setting(config, "host")), setting(config, "site_id")
    if base is None or site is None:
        return []
    url = setting(config, "url") or page.url.split("#")[0].split("?")[0]
    query = urlencode({"site": site, "url": url, "sort": "+time", "format": "tree"})
    return [FollowUp(f"{base}/api/v1/find?{query}", "comments", format="remark42")]
