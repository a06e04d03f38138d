"""Widgets: lists of comments that are not this page's thread (recent comments, most liked) told from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Record

_RECENT = re.compile(
    r"recent[-_]?(?:comment|post|repl)|latest[-_]?comment|last[-_]?comment|newest[-_]?comment|neueste|letzte[-_]?komm|"
    r"top[-_]?comment[-_]?widget|most[-_]?comment|popular|comments?[-_]?widget|widget[-_]?comments?|miniature|teaser",
    re.I,
)
_LATEST = re.compile(r"(?:recent|latest|last|newest)[-_]?comment", re.I)
_SIDE = re.compile(r"(?:\A|[-_\s])(?:sidebar|widget-area|widgets|footer-widgets?|secondary|rightcol|colophon)(?:\Z|"
                   r"[-_\s\d])", re.I)
_COMMENT_LINK = re.compile(r"#(?:li-|div-)?comment-?\d+|#c\d+\Z", re.I)
_PAGE_PART = re.compile(r"/comment-page-\d+/?\Z|/amp/?\Z|/page/\d+/?\Z|/\d/?\Z")


def thread_groups(page: Page, records: Sequence[Record]) -> list[list[Record]]:
    """`records` by the list that they stand in, without the lists that show other posts' comments."""
    groups = _grouped(page, records)
    kept = [group for group in groups if not _is_recent(page, group) and not lead_elsewhere(page, group)]
    aside = [group for group in kept if _is_aside(group)]
    return kept if len(aside) == len(kept) else [group for group in kept if group not in aside]


def _grouped(page: Page, records: Sequence[Record]) -> list[list[Record]]:
    groups: dict[Element | None, list[Record]] = {}
    last = -1
    group: list[Record] = []
    for record in records:
        place = page.order[record.parts[0]]
        if place >= last:
            group = groups.setdefault(record.parts[0].getparent(), [])
            last = page.end[place]
        group.append(record)
    return list(groups.values())


def _is_recent(page: Page, group: Sequence[Record]) -> bool:
    around = group[0].parts[0]
    names = [_names(element) for element in around.iterancestors() if element.tag != "body"]
    inside = [element.get("class") or "" for element in page.subtree(around)[:3]]
    return any(_RECENT.search(name) for name in (*names[:6], *inside) if "elementor" not in name)


def _is_aside(group: Sequence[Record]) -> bool:
    return any(
        element.tag in ("aside", "footer") or _SIDE.search(_names(element))
        for element in group[0].parts[0].iterancestors()
        if element.tag != "body"
    )


def _names(element: Element) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def stand_in_widget(records: Sequence[Record]) -> bool:
    """Whether the records stand in something that calls itself the latest comments."""
    first = records[0].parts[0]
    around = (element for element in (first, *first.iterancestors()) if element.tag != "body")
    return any(_LATEST.search(_names(element)) for element in around)


def lead_elsewhere(page: Page, group: Sequence[Record]) -> bool:
    """Whether the comments' permalinks lead to other pages than this: a list of the blog's latest comments."""
    here = own_addresses(page)
    if not here:
        return False
    ours = 0
    foreign: list[str] = []
    links = page.once(_comment_links)
    for record in group:
        href = next((found for part in record.parts if (found := _first_in(page, part, links))), None)
        if href is None:
            continue
        target = address(page.absolute(href) or "")
        if href.startswith("#") or target in here:
            ours += 1
        else:
            foreign.append(target)
    # Several comments of one other page are this page's own, which then stands at a second address.
    return len(foreign) > ours and (len(foreign) == 1 or len(set(foreign)) > 1)


def _comment_links(page: Page) -> tuple[list[int], list[str]]:
    """Where links to comments stand, and where they lead. Found once: records may hold each other, a thousand deep."""
    links = [(place, href) for place, _, href, _ in page.links if "#" in href and "replytocom" not in href]
    found = [(place, href) for place, href in links if _COMMENT_LINK.search(href)]
    return [place for place, _ in found], [href for _, href in found]


def _first_in(page: Page, part: Element, links: tuple[list[int], list[str]]) -> str | None:
    places, hrefs = links
    first = page.order[part]
    at = bisect_left(places, first)
    return hrefs[at] if at < len(places) and places[at] < page.end[first] else None


def own_addresses(page: Page) -> set[str]:
    """The addresses under which this page is known: its own, canonical, `og:url`, shortlink."""
    stated = [page.url, page.meta_first("og:url") or ""]
    for rel in ("canonical", "shortlink"):
        stated += [page.absolute(link.get("href")) or "" for link in page.rel_links.get(rel, ())]
    return {address(url) for url in stated if url} - {""}


def address(url: str) -> str:
    """The path of `url` without comment page, with the query parameter that names a post."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path
    for _ in range(2):
        path = _PAGE_PART.sub("", path)
    query = parse_qs(parts.query)
    post = next((f"?{key}={query[key][0]}" for key in ("p", "page_id", "post", "id", "article") if key in query), "")
    return path.rstrip("/") + post
