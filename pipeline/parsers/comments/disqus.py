"""Disqus: the embed document, which holds a thread's first comments as markup and as JSON.

Source: disqus.com/embed/comments/ (`script#disqus-threadData`; posts have id, parent, createdAt in UTC without zone,
author, message, isDeleted). Its later pages need an API key: what they hold stays missing, and is said so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.nesting import nest
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.statements import at, fragment, read_json, rows, word

name = "disqus"
rank = 10

EMBED = "disqus-embed"
_ITEM = re.compile(r"\Apost-(\d+)\Z")
_FORUM = re.compile(r"""/([a-z0-9-]+)\.disqus\.com\\?/embed\.js|disqus_shortname\s*[=:]\s*["']([\w-]+)["']""")
_IDENTIFIER = re.compile(
    r"""(?:disqus_identifier\s*=|page\.identifier\s*=|["']?identifier["']?\s*:)\s*["']([^"'<>]+)["']"""
)
_ADDRESS = re.compile(r"""(?:disqus_url\s*=|page\.url\s*=)\s*["'](https?://[^"'<>]+)["']""")


def recognises(page: Page) -> bool:
    """Whether the page is an embed document, or loads one."""
    return "disqus-threadData" in page.by_id or ("disqus" in page.text and _forum(page) is not None)


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the embed document: this page itself, or what came of the follow-up."""
    found = Extraction()
    if "disqus-threadData" in page.by_id:
        found.records = _records(page)
        found.comments = _read(page, found.records)
    for document in more:
        if document.purpose == EMBED:
            embed = Page(document)
            found.comments += _read(embed, _records(embed))
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The embed document of the page that loads it."""
    forum = _forum(page)
    if forum is None or "disqus-threadData" in page.by_id:
        return []
    address, identifier = _ADDRESS.search(page.text), _IDENTIFIER.search(page.text)
    query = {"base": "default", "f": forum, "t_u": address.group(1) if address else page.url}
    if identifier:
        query["t_i"] = identifier.group(1)
    return [FollowUp(f"https://disqus.com/embed/comments/?{urlencode(query)}", "comments", format=EMBED)]


def _forum(page: Page) -> str | None:
    found = _FORUM.search(page.text)
    return (found.group(1) or found.group(2)) if found else None


def _records(page: Page) -> list[Record]:
    records = [
        Record((item,), found.group(1))
        for item in page.classed("post")
        if item.tag == "li" and (found := _ITEM.match(item.get("id") or ""))
    ]
    nest(page, records)
    return records


def _read(page: Page, records: list[Record]) -> list[RawComment]:
    script = page.by_id.get("disqus-threadData")
    posts = rows(at(read_json((script.text or "") if script is not None else ""), "response", "posts"))
    return read_records(page, records) + [comment for post in posts if (comment := _from_post(page, post))]


def _from_post(page: Page, post: dict[str, Any]) -> RawComment | None:
    key = word(post.get("id"))
    if key is None:
        return None
    text = fragment(page.url, word(post.get("message")) or word(post.get("raw_message")) or "")
    created = word(post.get("createdAt"))
    return RawComment(
        page=text, nodes=(text.body,), key=key, stated=True, parent_key=word(post.get("parent")), parent_source="api",
        name=word(at(post, "author", "name")),
        name_url=word(at(post, "author", "url")) or word(at(post, "author", "profileUrl")),
        machine=f"{created}Z" if created and created[-1:].isdigit() else created,
        state="removed" if post.get("isDeleted") is True else "visible",
    )
