"""WordPress REST (`wp/v2`): addresses to ask, and readers of the listings of posts, pages and comments.

Source: https://developer.wordpress.org/rest-api/reference/ and measured answers of WordPress 6.1 and 7.1.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from pipeline.models import Discovery, Document, FollowUp, FoundUrl, Problem
from pipeline.parsers.dates import read_machine
from pipeline.parsers.discovery.addresses import article_address, query_number, unique, web_address, with_query
from pipeline.parsers.figures import figure
from pipeline.parsers.json_text import load_text
from pipeline.parsers.sniffing import beginning

PER_PAGE = 100
"""The most that WordPress gives in one answer; 101 is an error."""

_POST_FIELDS = "id,link,type,status,title,date,date_gmt,modified_gmt"
_COMMENT_FIELDS = "id,post,parent,link,type,date_gmt"
_TAG = re.compile(r"<[^>]+>")


def posts_url(root: str, kind: str = "posts") -> str:
    """The first page of the listing of all posts (or `kind="pages"`), last modified first.

    Args:
        root: as `link rel="https://api.w.org/"` gives it: `…/wp-json/` or `…/?rest_route=/`.
        kind: "posts" or "pages".
    """
    return _route(root, kind, {"orderby": "modified", "order": "desc", "_fields": _POST_FIELDS})


def comments_url(root: str) -> str:
    """The blog's newest comments."""
    return _route(root, "comments", {"orderby": "date_gmt", "order": "desc", "_fields": _COMMENT_FIELDS})


def _route(root: str, kind: str, parameters: dict[str, str]) -> str:
    query = urlencode({"per_page": PER_PAGE, "page": 1, **parameters}, safe=",")
    if "rest_route=" in root:
        return f"{root.rstrip('/')}/wp/v2/{kind}&{query}"
    return f"{root.rstrip('/')}/wp/v2/{kind}?{query}"


def read_rest_root(document: Document) -> Discovery:
    """The listings that a REST index offers."""
    index = load_json(document.body)
    if not isinstance(index, dict) or "wp/v2" not in (index.get("namespaces") or ()):
        return _unreadable(index, document.body)
    root = document.url
    sources = (
        FollowUp(posts_url(root), "rest_posts"),
        FollowUp(posts_url(root, "pages"), "rest_posts"),
        FollowUp(comments_url(root), "rest_comments"),
    )
    return Discovery(sources=sources)


def read_posts(document: Document, headers: Mapping[str, str]) -> Discovery:
    """One page of the listing of posts or pages.

    Args:
        document: the JSON.
        headers: of the response; `X-WP-Total` and `X-WP-TotalPages` say how many there are. A page may come short,
            since WordPress drops what may not be read after counting, so only the headers (or nothing at all) end it.
    """
    items = load_json(document.body)
    if not isinstance(items, list):
        return _unreadable(items, document.body)
    records = [item for item in items if isinstance(item, dict)]
    posts = [post for item in records if (post := _post(item, document.url))]
    return Discovery(unique(posts), next_url=_next_page(document.url, headers, items), total=_total(headers))


def read_comments(document: Document, headers: Mapping[str, str]) -> Discovery:
    """One page of the blog's newest comments: the posts they belong to, each with the keys of its comments."""
    items = load_json(document.body)
    if not isinstance(items, list):
        return _unreadable(items, document.body)
    keys: dict[str, list[str]] = {}
    times: dict[str, datetime] = {}
    for item in items:
        link = web_address(item.get("link"), document.url) if isinstance(item, dict) else None
        if link is None:
            continue
        url = article_address(link)
        keys.setdefault(url, []).append(str(item.get("id")))
        written = _utc(item.get("date_gmt"))
        if written:
            times[url] = max(written, times.get(url, written))
    posts = tuple(
        FoundUrl(url, "rest_comments", modified=times.get(url), comment_keys=tuple(found))
        for url, found in keys.items()
    )
    return Discovery(posts, next_url=_next_page(document.url, headers, items))


def load_json(body: bytes) -> Any:
    """The JSON value in `body`, behind a byte order mark or PHP warnings too; null if there is none."""
    text = body.decode("utf-8-sig", "replace").strip()
    for start in (0, *sorted(place for place in (text.find("["), text.find("{")) if place > 0)):
        try:
            return load_text(text[start:])
        except ValueError:
            continue
    return None


def _unreadable(value: Any, body: bytes) -> Discovery:
    if isinstance(value, dict) and isinstance(value.get("code"), str):
        detail = f"WordPress says {value['code']}: {value.get('message')}"
    else:
        detail = f"no listing of wp/v2; begins with {beginning(body)}"
    return Discovery(complete=False, problems=(Problem("rest_unreadable", detail),))


def _post(item: dict[str, Any], base: str) -> FoundUrl | None:
    url = web_address(item.get("link"), base)
    if url is None or item.get("status", "publish") != "publish":
        return None
    title = item.get("title")
    rendered = title.get("rendered") if isinstance(title, dict) else None
    plain = " ".join(html.unescape(_TAG.sub("", rendered)).split()) if isinstance(rendered, str) else None
    return FoundUrl(url, "rest", plain or None, _utc(item.get("date_gmt")), _utc(item.get("modified_gmt")))


def _utc(value: object) -> datetime | None:
    """A `…_gmt` field: UTC without saying so."""
    local = read_machine(value).local if isinstance(value, str) else None
    return local.replace(tzinfo=UTC) if local else None


def _next_page(url: str, headers: Mapping[str, str], items: list[Any]) -> str | None:
    page = query_number(url, "page", 1)
    pages = _number(headers, "x-wp-totalpages")
    more = page < pages if pages is not None else bool(items)
    return with_query(url, page=page + 1) if more and urlsplit(url).query else None


def _total(headers: Mapping[str, str]) -> int | None:
    return _number(headers, "x-wp-total")


def _number(headers: Mapping[str, str], name: str) -> int | None:
    value = next((value for key, value in headers.items() if key.lower() == name), "").strip()
    return figure(value)
