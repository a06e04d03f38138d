"""Topics: a forum's topic as an article with answers, over all its pages; the first post is the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, urlsplit

from pipeline.models import Document, FollowUp
from pipeline.parsers.contact import reveal_addresses
from pipeline.parsers.document import Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.servers import MOST_PAGES

FORMAT = "topic-page"

Posts = tuple[list[Record], list[RawComment]]

# What in an address names a topic; the rest is a session's, a post's, an order's.
_NAMES_TOPIC = ("t", "tid", "id", "topic", "threadid")
_SESSION = re.compile(r"(?<=[?&])(?:sid|s)=[0-9a-f]{32}&?")


def read_topic(
    page: Page, more: Sequence[Document], number: re.Pattern[str], posts: Callable[[Page], Posts]
) -> Extraction:
    """The posts after the opening one, those of the topic's further pages included; all of a further page itself.

    Args:
        number: matches what makes an address a further page's. posts: reads all posts of one page.
    """
    records, comments = posts(page)
    first = 0 if number.search(page.url) else 1
    opening = comments[0] if first and comments else None
    found = Extraction(comments[first:], records[first:], opening=opening)
    for document in more:
        if document.purpose != "body" and number.search(document.url):
            other = Page(document)
            reveal_addresses(other)
            found.comments += posts(other)[1]
    for comment in found.comments:
        comment.by_post_author = bool(comment.name) and opening is not None and comment.name == opening.name
    return found


def further_pages(page: Page, number: re.Pattern[str], *, step: bool = False) -> list[FollowUp]:
    """The topic's pages after its first: all between those that it links. None for a further page.

    Args:
        number: as for `read_topic`, its first group that took part the page's number. step: the number counts posts.
    """
    if number.search(page.url):
        return []
    linked = _linked(page, number)
    if not linked:
        return []
    size = min(linked) if step else 1
    first = size if step else 2
    pattern = linked[max(linked)]
    return [
        FollowUp(linked.get(at) or _numbered(pattern, number, at), "comments", format=FORMAT)
        for at in range(first, max(linked) + 1, size)[:MOST_PAGES]
    ]


def _linked(page: Page, number: re.Pattern[str]) -> dict[int, str]:
    canonical = page.rel_links.get("canonical", ())
    own = {_topic(url, number) for url in (page.url, *(page.absolute(link.get("href")) or "" for link in canonical))}
    linked: dict[int, str] = {}
    for link in (*page.by_tag.get("a", ()), *page.rel_links.get("next", ())):
        href = link.get("href") or ""
        found = number.search(href)
        url = _SESSION.sub("", (page.absolute(href) or "").split("#")[0]).rstrip("?&") if found else ""
        at = figure(_first_group(found)) if found else None
        if at and url and _topic(url, number) in own:
            linked[at] = url
    return linked


def _first_group(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def _topic(url: str, number: re.Pattern[str]) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """What of an address is the topic's own."""
    try:
        parts = urlsplit(number.sub("", url))
    except ValueError:
        return "", "", ()
    query = parse_qsl(parts.query, keep_blank_values=True)
    named = tuple(sorted(pair for pair in query if pair[0] in _NAMES_TOPIC or not pair[1]))
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), named


def _numbered(url: str, number: re.Pattern[str], at: int) -> str:
    return number.sub(lambda found: found.group().replace(_first_group(found), str(at)), url, count=1)
