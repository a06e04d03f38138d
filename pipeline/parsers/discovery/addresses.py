"""Addresses: which URLs may be posts of a blog, told from the URL alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from pipeline.models import FoundUrl

_NOT_POSTS = re.compile(
    r"/(?:category|categories|tag|tags|author|authors|kategorie|schlagwort|autor|etiqueta|categoria|categorie|mot-clef|"
    r"label|search|suche|page|seite|pagina|feed|feeds|rss|atom|comments|wp-json|wp-admin|wp-login\.php|wp-content|"
    r"wp-includes|login|logout|register|signin|signup|cart|checkout|amp)(?:/|\Z)",
    re.I,
)
_NOT_POST_QUERY = re.compile(r"(?:\A|&)(?:cat|tag|author|s|paged|feed|replytocom|m|share|rest_route|q)=", re.I)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|json|xml|gz|zip|pdf|mp[34]|m4a|ogg|webm|mov|docx?|xlsx?|pptx?|epub|rss"
    r"|atom|txt|ics)\Z",
    re.I,
)
_DATE_ARCHIVE = re.compile(r"/\d{4}(?:/\d\d?){0,2}/?\Z")
_COMMENT_PAGE = re.compile(r"/comment-page-\d+/?\Z")


def same_site(url: str, home: str) -> bool:
    """Whether both are on one host, `www.` and scheme aside."""
    return _host(url) == _host(home)


@lru_cache(maxsize=1024)
def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def web_address(href: object, base: str) -> str | None:
    """`href` as an absolute http(s) URL without fragment; null if it is none."""
    if not isinstance(href, str) or not href.strip():
        return None
    try:
        parts = urlsplit(urljoin(base, href.strip()))
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or any(char.isspace() for char in parts.netloc):
        return None
    return urlunsplit(parts._replace(fragment=""))


def may_be_post(url: str, home: str) -> bool:
    """Whether `url` may be a post of the blog at `home`: not the home page, an archive, a feed or a file."""
    parts, own = urlsplit(url), urlsplit(home)
    if not same_site(url, home) or (parts.path.rstrip("/"), parts.query) == (own.path.rstrip("/"), own.query):
        return False
    if _NOT_POSTS.search(parts.path) or _NOT_POST_QUERY.search(parts.query) or _FILE.search(parts.path):
        return False
    return not _DATE_ARCHIVE.search(parts.path) and bool(parts.path.strip("/") or parts.query)


def article_address(url: str) -> str:
    """The post's own address behind a comment's: without fragment, comment page and `showComment`."""
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in _COMMENT_QUERY]
    path = _COMMENT_PAGE.sub("/", parts.path)
    return urlunsplit(parts._replace(path=path, query=urlencode(query), fragment=""))


_COMMENT_QUERY = ("showComment", "cpage", "replytocom", "sc")


def with_query(url: str, **changed: int | str) -> str:
    """`url` with these parameters set."""
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in changed]
    return urlunsplit(
        parts._replace(query=urlencode([*kept, *((name, str(value)) for name, value in changed.items())]))
    )


def query_number(url: str, name: str, default: int) -> int:
    """The whole number that the parameter `name` of `url` has."""
    values = [value for key, value in parse_qsl(urlsplit(url).query) if key == name and value.isdecimal()]
    return int(values[-1][:9]) if values else default


def unique(posts: Iterable[FoundUrl]) -> tuple[FoundUrl, ...]:
    """`posts` without repeated addresses, the first of each kept. Whether two are one article is for the loader."""
    found: dict[str, FoundUrl] = {}
    for post in posts:
        found.setdefault(post.url.rstrip("/"), post)
    return tuple(found.values())
