"""Discovery: a source's bytes and address to the posts it names and where to look further. No network."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.models import Discovery, Document, Problem
from pipeline.parsers.discovery.feeds import read_comment_feed, read_feed
from pipeline.parsers.discovery.listings import read_listing
from pipeline.parsers.discovery.probe import read_home
from pipeline.parsers.discovery.rest import read_comments, read_posts, read_rest_root
from pipeline.parsers.discovery.sitemaps import read_robots, read_sitemap

__all__ = ["discover"]

_READERS: dict[str, Callable[[Document], Discovery]] = {
    "listing": read_listing,
    "feed": read_feed,
    "comment_feed": read_comment_feed,
    "sitemap": read_sitemap,
    "robots": read_robots,
    "rest_root": read_rest_root,
}
_READERS_WITH_HEADERS: dict[str, Callable[[Document, Mapping[str, str]], Discovery]] = {
    "home": read_home,
    "rest_posts": read_posts,
    "rest_comments": read_comments,
}


def discover(document: Document, purpose: str, headers: Mapping[str, str]) -> Discovery:
    """What one source says about a blog's posts.

    Args:
        document: the answer: its bytes, final URL and content type.
        purpose: what it was asked for: home, listing, feed, comment_feed, sitemap, robots, rest_root, rest_posts,
            rest_comments.
        headers: of the response; WordPress names its REST root there, and counts the pages of its listings.

    Returns:
        A discovery for any bytes; what could not be read is among its problems, and `complete` is then false.
    """
    if purpose in _READERS_WITH_HEADERS:
        return _READERS_WITH_HEADERS[purpose](document, headers)
    if purpose in _READERS:
        return _READERS[purpose](document)
    return Discovery(
        complete=False, problems=(Problem("unknown_source", f"nothing reads a source of kind {purpose!r}"),)
    )
