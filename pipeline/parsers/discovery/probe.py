"""Probe: what a home page or a REST index tells of the blog itself, and where its other sources are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin
from zoneinfo import available_timezones

from pipeline.identity import normal_url
from pipeline.models import Discovery, Document, FollowUp
from pipeline.parsers.discovery.addresses import web_address
from pipeline.parsers.discovery.listings import listed_posts, next_page
from pipeline.parsers.discovery.rest import load_json
from pipeline.parsers.document import Element, Page
from pipeline.parsers.software import engine_of

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml")
_COMMENT_FEED = re.compile(
    r"/comments?/(?:feed|default|rss|atom)|[?&]feed=comments|comments?[-_](?:rss|feed|atom)", re.I
)
_COMMENT_TITLE = re.compile(r"comment|kommentar|coment|commenti|reacties|komentarz|комментар|yorum", re.I)
_REST_LINK = re.compile(r"<([^<>]+)>\s*;[^,]*rel=[\"']?https://api\.w\.org/")
# Where an engine has its feed if the page does not say.
_USUAL_FEEDS = {
    "wordpress": "feed/", "blogger": "feeds/posts/default", "ghost": "rss/", "substack": "feed", "tumblr": "rss",
    "drupal": "rss.xml", "serendipity": "feeds/index.rss2", "hugo": "index.xml", "jekyll": "feed.xml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What a site says of itself.

    timezone: IANA name (`Etc/GMT-2` where only a whole number of hours is known). language: BCP 47.
    """

    title: str | None = None
    engine: str | None = None
    language: str | None = None
    timezone: str | None = None
    home_url: str | None = None


def read_home(document: Document, headers: Mapping[str, str]) -> Discovery:
    """The sources a home page names (REST, sitemap, feeds, robots.txt, its next page) and the posts it lists.

    Args:
        document: the page.
        headers: of the response; WordPress names its REST root in `Link` (RFC 8288) even where a theme removes it.
    """
    page = Page(document)
    older = next_page(page)
    sources = [
        FollowUp(urljoin(page.url, "/robots.txt"), "robots"),
        *(FollowUp(url, "rest_root") for url in _rest_roots(page, headers)),
        FollowUp(urljoin(_folder(page.url), "sitemap.xml"), "sitemap"),
        *_feeds(page),
        *([FollowUp(older, "listing")] if older else []),
    ]
    unique = {normal_url(source.url): source for source in reversed(sources)}
    return Discovery(listed_posts(page), tuple(reversed(unique.values())), problems=tuple(page.problems))


def facts_of_home(document: Document) -> SiteFacts:
    """Title, engine and language as a home page states them."""
    page = Page(document)
    title = page.meta_first("og:site_name", "application-name")
    if title is None:
        titles = page.tagged("title")
        title = " ".join("".join(map(str, titles[0].itertext())).split()) if titles else None
    return SiteFacts(title or None, engine_of(page), page.language)


def facts_of_rest_root(document: Document) -> SiteFacts:
    """Title, home URL and time zone as a WordPress REST index states them; all null if it is none."""
    index = load_json(document.body)
    if not isinstance(index, dict) or "namespaces" not in index:
        return SiteFacts()
    name, home = index.get("name"), index.get("home")
    return SiteFacts(
        title=name.strip() or None if isinstance(name, str) else None,
        engine="wordpress",
        timezone=_timezone(index.get("timezone_string"), index.get("gmt_offset")),
        home_url=web_address(home, document.url),
    )


def _timezone(name: object, offset: object) -> str | None:
    if isinstance(name, str) and name in available_timezones():
        return name
    try:
        hours = float(offset) if isinstance(offset, (int, float, str)) else 0.0
    except ValueError:
        return None
    # An offset of nought is WordPress's default: it says nothing. The signs of Etc/ zones are turned round.
    if not hours or hours != round(hours) or not -12 <= hours <= 14:
        return None
    return f"Etc/GMT{-round(hours):+d}"


def _folder(url: str) -> str:
    return url if url.endswith("/") else url + "/" if "." not in url.rpartition("/")[2] else url


def _rest_roots(page: Page, headers: Mapping[str, str]) -> list[str]:
    stated = next((value for name, value in headers.items() if name.lower() == "link"), "")
    in_header = _REST_LINK.search(stated)
    hrefs = [link.get("href") for link in page.rel_links.get("https://api.w.org/", [])]
    hrefs += [in_header[1]] if in_header else []
    return [url for href in hrefs[:1] if (url := web_address(href, page.base_url))]


def _feeds(page: Page) -> list[FollowUp]:
    """The first feed of posts and the first of comments that the page names, else the engine's usual one."""
    found: dict[str, FollowUp] = {}
    for link in page.rel_links.get("alternate", []):
        url = web_address(link.get("href"), page.base_url)
        if url and (link.get("type") or "").strip().lower() in _FEED_TYPES:
            purpose = "comment_feed" if _is_comment_feed(link, url) else "feed"
            found.setdefault(purpose, FollowUp(url, purpose))
    engine = engine_of(page)
    if "feed" not in found and engine in _USUAL_FEEDS:
        found["feed"] = FollowUp(urljoin(_folder(page.url), _USUAL_FEEDS[engine]), "feed")
    return [found[purpose] for purpose in ("feed", "comment_feed") if purpose in found]


def _is_comment_feed(link: Element, url: str) -> bool:
    return _COMMENT_FEED.search(url) is not None or _COMMENT_TITLE.search(link.get("title") or "") is not None
