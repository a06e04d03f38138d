"""Twikoo: a container that `twikoo.init()` fills, from the function that its `envId` names; asked by POST.

Source: src/server/function/twikoo/utils/index.js (`toCommentDto`: `id`, `pid` and `rid`, `nick`, `comment` as HTML,
`created` in milliseconds, replies one level deep), src/server/self-hosted/index.js (COMMENT_GET: eight roots,
and whether there are `more`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_saying, setting
from pipeline.parsers.records.servers import elsewhere, json_answers, server
from pipeline.parsers.records.stated import add_stated, tree
from pipeline.parsers.records.statements import at, read_json, rows

name = "twikoo"
rank = 12

# Where its handbook has people put their function; an `envId` that is no address is Tencent's, which needs its own SDK.
_HOSTS = (".vercel.app", ".netlify.app", ".hf.space", ".workers.dev", ".zeabur.app")
_MARKER = "twikoo.init"


def recognises(page: Page) -> bool:
    """Whether a script of the page starts Twikoo."""
    return _MARKER in page.inline_scripts


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the server's answers."""
    found = Extraction()
    base = _server(page)
    if base is None:
        found.problems.append(elsewhere(name, setting(script_saying(page, _MARKER), "envId")))
        return found
    for document, answer in json_answers(found, more, _address(base), "data"):
        for row, above in tree(answer["data"], "replies"):
            add_stated(
                found, document, row.get("id"), row.get("comment"), parent=row.get("pid") or at(above, "id"),
                name=row.get("nick"), url=row.get("link"), image=row.get("avatar"), time=row.get("created"),
                edited=row.get("updated") if row.get("updated") != row.get("created") else None,
                permalink=f"{page.url}#{row.get('id')}", by_post_author=row.get("master") is True,
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread from its newest root on; for each answer that says there is more, what comes after its last root."""
    base = _server(page)
    if base is None:
        return []
    path = setting(script_saying(page, _MARKER), "path") or unquote(urlsplit(page.url).path) or "/"
    asked: list[dict[str, object]] = [{"event": "COMMENT_GET", "url": path}]
    for document in more:
        answer = read_json(document.body) if _address(base).search(document.url) else None
        times = [time for row in rows(at(answer, "data")) if isinstance(time := row.get("created"), int)]
        if at(answer, "more") is True and times:
            asked.append({"event": "COMMENT_GET", "url": path, "before": min(times)})
    return [FollowUp(base, "comments", "POST", json.dumps(body), "twikoo") for body in asked]


def _server(page: Page) -> str | None:
    named = setting(script_saying(page, _MARKER), "envId") or ""
    return server(page, named, _HOSTS) if named.startswith(("http", "/")) else None


def _address(base: str) -> re.Pattern[str]:
    return re.compile(rf"\A{re.escape(base)}/?\Z")
