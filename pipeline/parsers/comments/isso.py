"""Isso: `section#isso-thread`, filled by a script whose `data-isso` names the server.

Source: isso/views/comments.py (GET /?uri=…; `created` in epoch seconds, `text` as HTML, one level of replies, `mode` 4
for a removed comment that has replies) and isso/js/embed.js; run against Isso 0.14.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_told
from pipeline.parsers.records.servers import elsewhere, json_answers, server
from pipeline.parsers.records.stated import add_stated, tree
from pipeline.parsers.records.statements import at

name = "isso"
rank = 12

_ANSWER = re.compile(r"[?&]uri=")
_REMOVED = 4


def recognises(page: Page) -> bool:
    """Whether the page has a place for Isso's comments."""
    return "isso-thread" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the server's answer."""
    found = Extraction()
    if server(page, _named(page)) is None:
        found.problems.append(elsewhere(name, _named(page)))
    for document, answer in json_answers(found, more, _ANSWER, "replies"):
        for row, above in tree(answer["replies"], "replies"):
            add_stated(
                found, document, row.get("id"), row.get("text"), parent=at(above, "id"), name=row.get("author"),
                url=row.get("website"), time=row.get("created"), edited=row.get("modified"),
                permalink=f"{page.url}#isso-{row.get('id')}",
                state="removed" if row.get("mode") == _REMOVED else "visible",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread, by the path that the page gives it or its own."""
    base = server(page, _named(page))
    if base is None:
        return []
    uri = page.by_id["isso-thread"].get("data-isso-id") or urlsplit(page.url).path or "/"
    return [FollowUp(f"{base}/?uri={quote(uri, safe='')}", "comments", format="isso")]


def _named(page: Page) -> str | None:
    told = script_told(page, "data-isso")
    if told is not None:
        return told.get("data-isso") or None
    for script in page.by_tag.get("script", ()):
        source = script.get("src") or ""
        if re.search(r"/js/(?:embed|count)(?:\.min|\.dev)?\.js", source):
            return source.split("/js/")[0] or "/"
    return None
