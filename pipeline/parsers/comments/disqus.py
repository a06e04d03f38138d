"""Disqus: the embed document, which holds a thread's first comments as markup and as JSON.

Source: disqus.com/embed/comments/ (`script#disqus-threadData`; posts have id, parent, createdAt in UTC without zone,
author, message, isDeleted; `cursor.total` counts them), the settings of embed.js (`disqus_config`) and of the WordPress
plugin (`embedVars`). Its later pages need an API key: what they hold stays missing, and is said so.
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
from pipeline.parsers.records.raw import Extraction, Record
from pipeline.parsers.records.scripts import script_from
from pipeline.parsers.records.servers import elsewhere, unreadable
from pipeline.parsers.records.stated import add_stated
from pipeline.parsers.records.statements import at, read_json, rows, word

name = "disqus"
rank = 10

_DATA = "disqus-threadData"
_ANSWER = re.compile(r"//disqus\.com/embed/comments/")
_ITEM = re.compile(r"\Apost-(\d+)\Z")
_FORUM = re.compile(
    r"""/([a-z0-9-]+)\.disqus\.com\\?/embed\.js|["']?disqus_?shortname["']?\s*[=:]\s*["']([\w-]+)["']""", re.I
)
_IDENTIFIER = re.compile(
    r"""(?:disqus_?identifier["']?\s*[=:]|page\.identifier\s*=|["']?identifier["']?\s*:)\s*["']([^"'<>]+)["']""", re.I
)
_ADDRESS = re.compile(r"""(?:disqus_?url["']?\s*[=:]|page\.url\s*=)\s*["'](https?:[^"'<>]+)["']""", re.I)


def recognises(page: Page) -> bool:
    """Whether the page is an embed document, or has a place for one."""
    return _DATA in page.by_id or "disqus_thread" in page.by_id or "disqus_thread" in page.inline_scripts


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the embed document: this page itself, or what came of the follow-up."""
    found = Extraction()
    if _DATA in page.by_id:
        found.records = _records(page)
        _read(found, page, found.records)
    elif _forum(page) is None:
        found.problems.append(elsewhere(name, None))
    for document in more:
        if _ANSWER.search(document.url):
            embed = Page(document)
            _read(found, embed, _records(embed))
    return found


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The embed document of the page that loads it."""
    forum = _forum(page)
    if forum is None or _DATA in page.by_id:
        return []
    settings = page.once(_settings)
    address, identifier = _ADDRESS.search(settings), _IDENTIFIER.search(settings)
    query = {"base": "default", "f": forum, "t_u": _plain(address.group(1)) if address else page.url}
    if identifier:
        query["t_i"] = _plain(identifier.group(1))
    return [FollowUp(f"https://disqus.com/embed/comments/?{urlencode(query)}", "comments", format="disqus-embed")]


def _plain(value: str) -> str:
    return value.replace("\\/", "/")


def _forum(page: Page) -> str | None:
    loader = script_from(page, ".disqus.com/embed.js")
    found = _FORUM.search(loader.get("src") or "" if loader is not None else page.once(_settings))
    return (found.group(1) or found.group(2)) if found else None


def _settings(page: Page) -> str:
    """The scripts that speak of Disqus: others have identifiers of their own, and are long."""
    texts = (page.own_texts.get(page.order[script], "") for script in page.by_tag.get("script", ()))
    return "\n".join(text for text in texts if "disqus" in text.lower())


def _records(page: Page) -> list[Record]:
    records = [
        Record((item,), found.group(1))
        for item in page.classed("post")
        if item.tag == "li" and (found := _ITEM.match(item.get("id") or ""))
    ]
    nest(page, records)
    return records


def _read(found: Extraction, page: Page, records: list[Record]) -> None:
    script = page.by_id.get(_DATA)
    data = read_json((script.text or "") if script is not None else "")
    if data is None:
        found.problems.append(unreadable(name, f"{page.url} holds no thread"))
    shown = read_records(page, records)
    found.comments += shown
    posts = rows(at(data, "response", "posts"))
    for post in posts:
        _add(found, page.document, post)
    total, keys = at(data, "cursor", "total"), {comment.key for comment in shown} | {word(p.get("id")) for p in posts}
    if isinstance(total, int) and total > len(keys):
        found.problems.append(unreadable(name, f"{total - len(keys)} of {total} comments are behind an API key"))


def _add(found: Extraction, document: Document, post: dict[str, Any]) -> None:
    created = word(post.get("createdAt"))
    add_stated(
        found, document, post.get("id"), word(post.get("message")) or word(post.get("raw_message")),
        parent=post.get("parent"), name=at(post, "author", "name"), image=at(post, "author", "avatar", "permalink"),
        url=word(at(post, "author", "url")) or word(at(post, "author", "profileUrl")),
        time=f"{created}Z" if created and created[-1:].isdigit() else created,
        state="removed" if post.get("isDeleted") is True else "visible",
    )
