"""FastComments: a container that `FastCommentsUI()` fills, from the service by the site's public tenant.

Source: its public API as its clients document it (GET /comments/TENANT?urlId=…; `comments` of `_id`, `parentId`,
`commenterName`, `commenterLink`, `commentHTML`, `date`, `isDeleted`, `children`; `page` from 0, `direction` OF for
oldest first, `asTree`). It answers without a key for what visitors may see.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.scripts import script_saying, setting
from pipeline.parsers.records.servers import MOST_PAGES, json_answers, unreadable
from pipeline.parsers.records.stated import add_stated, tree
from pipeline.parsers.records.statements import at, read_json, rows, word

name = "fastcomments"
rank = 12

_MARKER = "FastCommentsUI"
_ANSWER = re.compile(r"\Ahttps://(?:eu\.)?fastcomments\.com/comments/")
_EUROPE = re.compile(r"eu\.fastcomments\.com|[\"']?region[\"']?\s*:\s*[\"']eu")


def recognises(page: Page) -> bool:
    """Whether a script of the page starts FastComments."""
    return _MARKER in page.inline_scripts or "fastcomments-widget" in page.by_id


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the service's answers."""
    found = Extraction()
    if _tenant(page) is None:
        found.problems.append(unreadable(name, "the page does not plainly name its tenant"))
    for document, answer in json_answers(found, more, _ANSWER, "comments"):
        for row, above in tree(answer["comments"], "children"):
            add_stated(
                found, document, row.get("_id"), row.get("commentHTML"), parent=row.get("parentId") or at(above, "_id"),
                name=row.get("commenterName"), url=row.get("commenterLink"), image=row.get("avatarSrc"),
                time=row.get("date"), permalink=f"{page.url.split('#')[0]}#{row.get('_id')}",
                state="removed" if row.get("isDeleted") is True else "visible",
            )
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The thread's pages, oldest first, until an answer has nothing new."""
    tenant = _tenant(page)
    if tenant is None:
        return []
    settings = script_saying(page, _MARKER)
    host = "eu.fastcomments.com" if _EUROPE.search(page.inline_scripts) else "fastcomments.com"
    topic = setting(settings, "urlId") or setting(settings, "url") or page.url.split("#")[0].split("?")[0]
    query = urlencode({"urlId": topic, "direction": "OF", "asTree": "true"})
    return [
        FollowUp(f"https://{host}/comments/{tenant}?{query}&page={number}", "comments", format="fastcomments")
        for number in range(min(_pages(more), MOST_PAGES))
    ]


def _pages(more: Sequence[Document]) -> int:
    """One more than there are answers with something new."""
    seen: set[str | None] = set()
    pages = 1
    for document in more:
        if _ANSWER.search(document.url):
            keys = {word(row.get("_id")) for row in rows(at(read_json(document.body), "comments"))}
            pages += not keys <= seen
            seen |= keys
    return pages


def _tenant(page: Page) -> str | None:
    tenant = setting(script_saying(page, _MARKER), "tenantId")
    return tenant if tenant and re.fullmatch(r"[\w-]+", tenant) else None
