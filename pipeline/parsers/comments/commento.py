"""Commento: `div#commento`, filled by `commento.js` from the server that it is loaded from; asked by POST.

Source: api/comment_list.go and api/comment.go (`commentHex`, `parentHex` "root", `creationDate` as RFC 3339, names in
`commenters`), frontend/js/commento.js. Kept compatible by Commento++.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_from
from pipeline.parsers.records.servers import elsewhere, json_answers, server
from pipeline.parsers.records.stated import add_stated
from pipeline.parsers.records.statements import at, rows

name = "commento"
rank = 12

_HOSTS = ("cdn.commento.io", "commento.io")
_ANSWER = re.compile(r"/api/comment/list\Z")
_NOBODY = "anonymous"


def recognises(page: Page) -> bool:
    """Whether the page has a place for Commento's comments."""
    return "commento" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the server's answer."""
    found = Extraction()
    if _server(page) is None:
        found.problems.append(elsewhere(name, _named(page)))
    for document, answer in json_answers(found, more, _ANSWER, "comments"):
        for row in rows(answer["comments"]):
            who = at(answer, "commenters", str(row.get("commenterHex")))
            known = row.get("commenterHex") != _NOBODY
            parent = row.get("parentHex")
            add_stated(
                found, document, row.get("commentHex"), row.get("html"), parent=None if parent == "root" else parent,
                name=at(who, "name") if known else None, url=_given(at(who, "link")), image=_given(at(who, "photo")),
                time=row.get("creationDate"), state="removed" if row.get("deleted") is True else "visible",
                permalink=f"{page.url}#commento-{row.get('commentHex')}",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread of the page's host and path, asked as a visitor without an account."""
    base = _server(page)
    parts = urlsplit(page.url)
    if base is None or not parts.netloc:
        return []
    script = script_from(page, "commento")
    path = script.get("data-page-id") if script is not None else None
    asked = {"commenterToken": _NOBODY, "domain": parts.netloc, "path": path or parts.path or "/"}
    return [FollowUp(f"{base}/api/comment/list", "comments", "POST", json.dumps(asked), "commento")]


def _given(value: object) -> object:
    return None if value == "undefined" else value


def _server(page: Page) -> str | None:
    base = server(page, _named(page), _HOSTS)
    return base.replace("//cdn.commento.io", "//commento.io") if base else None


def _named(page: Page) -> str | None:
    script = script_from(page, "commento")
    return (script.get("src") or "").split("/js/")[0] or "/" if script is not None else None
