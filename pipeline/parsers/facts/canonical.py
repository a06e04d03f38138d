"""Canonical: the article's own address, as the page states it, checked against where the page stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipeline.identity import is_tracking, normal_url
from pipeline.models import Problem
from pipeline.parsers.document import Page
from pipeline.parsers.sourced import Sourced

_COMMENT_PAGE = re.compile(r"/comment-page-\d+/?\Z")
_AMP_PATH = re.compile(r"/amp/?\Z", re.I)
_OF_AMP = ("amp", "outputtype")
_OF_A_VIEW = ("cpage", "replytocom", "share", "nb", "like_comment")
_HOME = re.compile(r"/?(?:(?:[a-z]{2}(?:[-_][a-z]{2})?|blog|home|news|index\.\w{3,5}|default\.\w{3,5})/?)?\Z", re.I)
_ARCHIVE = re.compile(r"/\d{4}(?:/\d{1,2}){0,2}/?\Z")
_NOTHING = re.compile(r"/(?:undefined|null|nan|none|false|\[object[^/]*)/?\Z", re.I)


def canonical_of(page: Page) -> tuple[Sourced | None, list[Problem]]:
    """The article's own address: `rel=canonical`, `og:url`, else the page's address, without tracking parameters.

    One that points at the home page of its host, at an archive of a year or month, or at another host, while the page
    itself stands elsewhere, is a problem and not believed (RFC 6596 leaves what to do with a wrong one to the reader).
    Of several `rel=canonical` that differ, the page's own address is, else the first.
    """
    problems: list[Problem] = []
    offers: list[tuple[str, str]] = []
    for url, source in _stated(page):
        doubt = _doubt(url, page.url)
        if doubt is None:
            offers.append((url, source))
        elif source == "link canonical" or not offers:
            problems.append(Problem("canonical_not_believed", f"{source} {url}: {doubt}"))
    links = dict.fromkeys(normal_url(url) for url, source in offers if source == "link canonical")
    if len(links) > 1:
        problems.append(Problem("canonicals_differ", f"{len(links)} links: {', '.join(links)}"[:500]))
    own = normal_url(page.url) if page.url else None
    offers.sort(key=lambda offer: len(links) > 1 and normal_url(offer[0]) != own)
    if offers:
        return Sourced(_bare(offers[0][0]), offers[0][1]), problems
    return (Sourced(_bare(_without_amp(page)), "address") if page.url else None), problems


def _stated(page: Page) -> Iterable[tuple[str, str]]:
    links = [page.absolute(link.get("href")) for link in page.rel_links.get("canonical", ())]
    yield from ((url, "link canonical") for url in links if url)
    if stated := page.absolute(page.meta_first("og:url")):
        yield stated, "meta og:url"


def _doubt(url: str, here: str) -> str | None:
    """Why `url` can't be the canonical address of the page at `here`; null if it can."""
    stated, own = urlsplit(url), urlsplit(here)
    if _NOTHING.search(stated.path) and not _NOTHING.search(own.path):
        return "it names nothing"
    if not own.hostname or not stated.hostname:
        return None
    if not same_site(stated.hostname, own.hostname):
        return "it names another host"
    if stated.query or own.path.rstrip("/") == stated.path.rstrip("/"):
        return None if stated.query or not own.query or stated.path not in ("", "/") else "it names the home page"
    if stated.path in ("", "/") or (_HOME.match(stated.path) and own.path.startswith(f"{stated.path.rstrip('/')}/")):
        return "it names the home page"
    return "it names an archive" if _ARCHIVE.match(stated.path) and own.path.startswith(stated.path) else None


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are the same but for `www.`, or one is a subdomain of the other (`amp.`, `m.`)."""
    if one.removeprefix("www.") == other.removeprefix("www."):
        return True
    return one.endswith("." + other.removeprefix("www.")) or other.endswith("." + one.removeprefix("www."))


def _bare(url: str) -> str:
    """`url` without fragment, tracking parameters and the number of a page of comments, which is no other article."""
    parts = urlsplit(url)
    parts = parts._replace(path=_COMMENT_PAGE.sub("/", parts.path), fragment="")
    if not parts.query:
        return urlunsplit(parts)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not is_tracking(pair[0]) and pair[0].lower() not in _OF_A_VIEW]
    return urlunsplit(parts if len(kept) == len(pairs) else parts._replace(query=urlencode(kept)))


def _without_amp(page: Page) -> str:
    """The page's address; of an AMP page that names no other, the one that it is a copy of."""
    if page.root.get("amp") is None and page.root.get("⚡") is None:
        return page.url
    parts = urlsplit(page.url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0].lower() not in _OF_AMP]
    return urlunsplit(parts._replace(path=_AMP_PATH.sub("/", parts.path), query=urlencode(pairs)))
