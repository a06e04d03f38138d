"""Feeds: RSS, RDF and Atom of posts and of comments, broken ones included (feedparser)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import feedparser

from pipeline.models import Discovery, Document, FoundUrl, Problem
from pipeline.parsers.dates import read_machine
from pipeline.parsers.discovery.addresses import article_address, query_number, unique, web_address, with_query
from pipeline.parsers.sniffing import beginning

_MOST_BYTES = 30_000_000
_COMMENT_KEY = re.compile(r"#(?:div-|li-)?(?:comment|c|comment-c)[-_]?(\d+)\Z", re.I)
_GUID_KEY = re.compile(r"(?:#comment-|/comment/|[?&]c=|\.post-)(\d+)\Z", re.I)
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:\w+:)?feed)\b", re.I)


def read_feed(document: Document) -> Discovery:
    """The posts that a feed names, and its next page: `rel=next` (RFC 5005), or WordPress's `?paged=N`."""
    parsed, problems = _parse(document)
    posts = [post for entry in parsed.get("entries", ()) if (post := _post(entry, document.url))]
    next_url = _next_page(parsed, document.url) if posts else None
    return Discovery(unique(posts), next_url=next_url, complete=not problems, problems=problems)


def read_comment_feed(document: Document) -> Discovery:
    """The posts that a feed of comments names, each with the keys of its comments there, newest comment first."""
    parsed, problems = _parse(document)
    keys: dict[str, list[str]] = {}
    times: dict[str, datetime] = {}
    for entry in parsed.get("entries", ()):
        link = web_address(_link(entry), document.url)
        if link is None:
            continue
        article = article_address(link)
        keys.setdefault(article, []).extend(_comment_keys(entry))
        written = _time(entry, "published", "updated")
        if written:
            times[article] = max(written, times.get(article, written))
    posts = tuple(
        FoundUrl(url, "comment_feed", modified=times.get(url), comment_keys=tuple(dict.fromkeys(found)))
        for url, found in keys.items()
    )
    return Discovery(posts, complete=not problems, problems=problems)


def _parse(document: Document) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    body = document.body
    if not body.strip():
        return {}, (Problem("feed_empty", "the feed has no bytes"),)
    if len(body) > _MOST_BYTES:
        return {}, (Problem("feed_too_large", f"{len(body)} bytes: more than {_MOST_BYTES} are not read"),)
    headers = {"content-type": document.content_type or "application/xml", "content-location": document.url}
    try:
        parsed = feedparser.parse(
            _Bytes(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # feedparser promises not to raise, and does on rare bytes.
        return {}, (Problem("feed_broken", f"the feed can't be read: {type(error).__name__}: {error}"),)
    return parsed, _problems(parsed, body)


class _Bytes:
    """A file with only `read`, so that feedparser never takes the bytes for a path or an address."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> bytes:
        return self._data


def _problems(parsed: dict[str, Any], body: bytes) -> tuple[Problem, ...]:
    entries = len(parsed.get("entries", ()))
    if not parsed.get("version") and not entries:
        what = "a feed that can't be read" if _FEED_ROOT.search(body[:5000]) else "no feed"
        return (Problem("not_a_feed", f"{what}; begins with {beginning(body)}"),)
    if parsed.get("bozo") and not _is_harmless(parsed.get("bozo_exception")):
        cause = parsed.get("bozo_exception")
        return (Problem("feed_broken", f"{entries} entries read; {type(cause).__name__}: {cause}"),)
    return ()


def _is_harmless(error: object) -> bool:
    return isinstance(error, (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType))


def _link(entry: dict[str, Any]) -> str | None:
    for link in entry.get("links") or ():
        if link.get("rel") == "alternate" and link.get("href"):
            return str(link["href"])
    own = entry.get("link")
    guid = entry.get("id")
    return str(own) if own else str(guid) if guid and str(guid).startswith("http") else None


def _post(entry: dict[str, Any], base: str) -> FoundUrl | None:
    url = web_address(entry.get("feedburner_origlink") or _link(entry), base)
    if url is None:
        return None
    title = " ".join(str(entry.get("title") or "").split())
    return FoundUrl(url, "feed", title or None, _time(entry, "published"), _time(entry, "updated"))


def _time(entry: dict[str, Any], *names: str) -> datetime | None:
    """The first instant stated; feedparser's own reading takes a time without zone for UTC, so it is not used."""
    for name in names:
        stated = dict.get(entry, name)
        at = read_machine(str(stated)).at if stated else None
        if at:
            return at
    return None


def _comment_keys(entry: dict[str, Any]) -> Iterator[str]:
    for address, pattern in ((_link(entry) or "", _COMMENT_KEY), (str(entry.get("id") or ""), _GUID_KEY)):
        match = pattern.search(address)
        if match:
            yield match[1]
            return


def _next_page(parsed: dict[str, Any], url: str) -> str | None:
    feed = parsed.get("feed") or {}
    for link in feed.get("links") or ():
        if link.get("rel") == "next":
            return web_address(link.get("href"), url)
    generator = f"{feed.get('generator', '')} {(feed.get('generator_detail') or {}).get('href', '')}"
    return with_query(url, paged=query_number(url, "paged", 1) + 1) if "wordpress" in generator.lower() else None
