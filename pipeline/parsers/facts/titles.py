"""Titles: what the article is called, without the site's name, and what the site is called."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Set
from urllib.parse import urlsplit

from pipeline.identity import fold, normal_url
from pipeline.parsers.class_words import META
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.sourced import Sourced
from pipeline.parsers.structured import article_node, name_of, nodes_of, text_value
from pipeline.parsers.text import inline_text, squash

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«›‹:/~>]+\s+|\s*[|｜]\s*|\s+::\s+|:\s+(?=\S+\Z)")
_TITLE_CLASSES = (
    "entry-title",
    "post-title",
    "article-title",
    "headline",
    "article-headline",
    "article__title",
    "post__title",
    "p-name",
    "cm-entry-title",
    "article__headline",
    "story-title",
    "wp-block-post-title",
    "title",
)
_IS_TITLE = re.compile(r"title\Z|(?:entry|post|article|blog)-?(?:header|heading|head)\Z")
_BESIDE = re.compile(
    r"sub-?(?:title|head)|(?:\A|[-_])(?:label|badge|prefix|comments-link|comment-count)(?:\Z|[-_])"
)
_HEADINGS = ("h1", "h2", "h3", "h4")
_LONGEST = 300
_PERMALINK = re.compile(r"(?:\s*[¶🔗]|\s#)+\Z")
_FEED = re.compile(r"\s*(?:[»›|:–-]+\s*)?\b(?:RSS(?: ?2\.0)?|Atom|feed|posts?)\b.*\Z", re.I)
_SHORTEST_HEAD = 10
_BAR = re.compile(r"\s[|»·•]\s")
_LONG = 20


def site_name_of(page: Page) -> Sourced | None:
    """What the site calls itself: `og:site_name`, JSON-LD, `application-name`."""
    stated = page.meta_first("og:site_name")
    if stated:
        return Sourced(squash(stated), "meta og:site_name")
    for node in nodes_of(page, "WebSite"):
        name = text_value(node.get("name"))
        if name:
            return Sourced(squash(name), "json-ld WebSite")
    described = article_node(page)
    publisher = name_of(described.get("publisher")) if described else None
    if publisher:
        return Sourced(publisher, "json-ld publisher")
    stated = page.meta_first("application-name")
    return Sourced(squash(stated), "meta application-name") if stated else None


def shown_site_name(page: Page) -> Sourced | None:
    """What else names the site, where it does not say so: its name as an application, its feed's title, its header."""
    stated = page.meta_first("apple-mobile-web-app-title")
    if stated:
        return Sourced(squash(stated), "meta apple-mobile-web-app-title")
    for link in page.rel_links.get("alternate", ()):
        title = squash(link.get("title"))
        if "rss+xml" in (link.get("type") or "") and title:
            name = _FEED.sub("", title).strip(" »›|:–-")
            return Sourced(name, "title of the feed") if len(name) > 1 else None
    shown = [inline_text(element) for element in page.classed("site-title", "blog-title", "site-name")[:1]]
    return Sourced(shown[0], "class site-title") if shown and 0 < len(shown[0]) < 80 else None


def title_of(page: Page, regions: Regions, site_name: str | None) -> tuple[Sourced | None, Element | None]:
    """The article's title and the heading that shows it, where one does.

    A heading that says the same as the head's title is the title; where none does, the only `h1`, then what the head
    says without the site's name.
    """
    names = {"", *_site_names(page, site_name)}
    stated = _stated(page, site_name, names)
    headings = [(heading, text) for heading, text in _headings(page, regions) if fold(text) not in names]
    same = _same(page, headings, stated)
    if same is not None:
        return same
    whole = " ".join(fold(title) for title in _raw_titles(page))
    within = [(heading, text) for heading, text in headings if len(fold(text)) > 5 and fold(text) in whole]
    if within:
        # The site's name and the section's stand in the head's title as well, mostly last, and shorter.
        starts = tuple(fold(title) for title in _raw_titles(page))
        heading, text = max(within, key=lambda found: _told(found[1], starts))
        return Sourced(text, f"{_called(page, heading)} in head"), heading
    for value, source in stated:
        for heading, text in headings:
            if len(heading) and len(fold(value)) > 12 and fold(text).endswith(" " + fold(value)):
                return Sourced(value, f"{source} = end of {heading.tag}"), heading
    tops = [(heading, text) for heading, text in headings if heading.tag == "h1"]
    # A heading that stands there twice is a template's.
    first = [(heading, text) for heading, text in tops if sum(text == other for _, other in tops) == 1]
    if len(first) == 1 and not (stated and _leads_away(page, first[0][0])):
        return Sourced(first[0][1], "h1"), first[0][0]
    if stated:
        return Sourced(_without_tail(stated[0].value), stated[0].source), None
    return (Sourced(headings[0][1], _called(page, headings[0][0])), headings[0][0]) if headings else (None, None)


def title_offers(page: Page, regions: Regions, site_name: str | None) -> Iterator[tuple[Sourced, Element | None]]:
    """All that may be the title, to explain the choice: headings and where they stand, then what the head says."""
    for heading, text in _headings(page, regions):
        yield Sourced(text, _called(page, heading)), heading
    for stated in _stated(page, site_name, {"", *_site_names(page, site_name)}):
        yield stated, None


def _same(
    page: Page, headings: list[tuple[Element, str]], stated: list[Sourced]
) -> tuple[Sourced | None, Element | None] | None:
    """The heading that says what the head does, an `h1` before the others: boxes and lists repeat the head's title."""
    tops = [found for found in headings if found[0].tag == "h1"]
    for among in (tops, headings):
        for value, _ in stated:
            wanted = fold(value)
            for heading, text in among:
                if fold(text) == wanted:
                    return Sourced(text, f"{_called(page, heading)} = head"), heading
                if len(heading) and fold(inline_text(heading)) == wanted:
                    # The line above the title is a part of it where the head says so, too.
                    return Sourced(inline_text(heading), f"{_called(page, heading)} = head"), heading
                if among is tops and len(tops) == 1 and len(wanted) > _LONG and fold(text).startswith(f"{wanted} "):
                    # What the head says was cut for search engines, or the site's name follows a bar.
                    whole = value if _BAR.search(text) else text
                    return Sourced(whole, f"{_called(page, heading)} begins as head"), heading
    return None


def _leads_away(page: Page, heading: Element) -> bool:
    """Whether a heading is nothing but a link to somewhere above the page: the site's or the forum's logo."""
    link = heading[0] if len(heading) == 1 and heading[0].tag == "a" and not squash(heading.text) else None
    if link is None or squash(link.tail):
        return False
    url = page.absolute(link.get("href"))
    return url is None or (page.url != url and page.url.startswith(url.rstrip("/")))


def _without_tail(title: str) -> str:
    """`title` without what follows a bar, which no heading of the page shows: section and site."""
    head = title.split(" | ")[0].strip()
    return head if len(head) >= _SHORTEST_HEAD else title


def _told(text: str, starts: tuple[str, ...]) -> int:
    said = fold(text)
    return len(text) * (2 if any(start.startswith(said) for start in starts) else 1)


def _site_names(page: Page, site_name: str | None) -> set[str]:
    """The site's names, folded: stated, and shown in a heading that leads home."""
    names = {fold(site_name)}
    home = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}"
    for heading in page.tagged("h1", "h2"):
        link = heading.find(".//a") if len(heading) else None
        href = page.absolute(link.get("href")) if link is not None else None
        if (href and href.rstrip("/") == home) or (link is not None and "home" in (link.get("rel") or "")):
            names.add(fold(inline_text(heading)))
    names.update(
        fold(inline_text(element)) for element in page.classed("site-title", "blog-title", "site-name", "blogname")[:3]
    )
    return names


def _called(page: Page, heading: Element) -> str:
    names = [name for name in page.classes(heading) if name in _TITLE_CLASSES]
    return f"{heading.tag}.{names[0]}" if names else str(heading.tag)


def _headings(page: Page, regions: Regions) -> list[tuple[Element, str]]:
    """Headings that may be the title: `h1`, then those that a template calls title, in document order."""
    found: dict[Element, None] = dict.fromkeys(page.by_tag.get("h1", ()))
    for name in _TITLE_CLASSES:
        found.update(
            dict.fromkeys(e for e in page.classed(name)[:3] if e.tag in ("h1", "h2", "h3", "div", "span", "p", "td"))
        )
    found.update(dict.fromkeys(page.by_tag.get("h2", ())[:6]))
    cut = regions.cut
    found.update(dict.fromkeys(_bookmarked(page)))
    inner = dict.fromkeys(_inner(page, heading) for heading in found)
    shown = [heading for heading in inner if not cut[page.order[heading]]]
    texts = [(heading, inline_text(heading, _kickers(page, regions, heading))) for heading in shown]
    texts = [(heading, _PERMALINK.sub("", text.lstrip(" :–—|•·-"))) for heading, text in texts]
    return [(heading, text) for heading, text in texts if 0 < len(text) <= _LONGEST]


def _bookmarked(page: Page) -> Iterator[Element]:
    """Smaller headings that link to the page itself, or that a template calls a title: old ones have one in an `h3`."""
    here = normal_url(page.url) if page.url else ""
    path = urlsplit(page.url).path.rstrip("/")
    for heading in page.tagged("h3", "h4"):
        link = heading[0] if len(heading) and heading[0].tag == "a" else None
        if link is not None:
            url = page.absolute(link.get("href"))
            if url and here and path in url and "#" not in url and normal_url(url) == here:
                yield heading
        elif any(_IS_TITLE.search(name) for name in (*page.classes(heading), (heading.get("id") or "").lower())):
            yield heading


def _inner(page: Page, element: Element) -> Element:
    """The heading inside what a template calls a title, where one is: a date or a name may stand beside it."""
    if element.tag in _HEADINGS or not len(element):
        return element
    return next((inner for inner in page.subtree(element)[1:] if inner.tag in _HEADINGS), element)


def _kickers(page: Page, regions: Regions, heading: Element) -> set[Element]:
    """What stands inside a heading and is none of it: a kicker, a subtitle, a label, the number of comments."""
    if not len(heading):
        return set()
    return {inner for inner in heading.iterdescendants() if regions.kind(inner) & META or _is_beside(page, inner)}


def _is_beside(page: Page, inner: Element) -> bool:
    if inner.tag == "a":
        return (inner.get("href") or "").endswith(("#comments", "#respond", "#disqus_thread"))
    return inner.tag == "small" or any(_BESIDE.search(token) for token in page.classes(inner))


def _raw_titles(page: Page) -> list[str]:
    titles = [squash(element.text) for element in page.by_tag.get("title", ())[:1]]
    node = article_node(page)
    headline = text_value(node.get("headline")) if node else None
    stated = [page.meta_first("og:title"), headline, page.meta_first("twitter:title"), *titles]
    return [squash(title) for title in stated if title]


def _stated(page: Page, site_name: str | None, names: Set[str] = frozenset()) -> list[Sourced]:
    """What the head says, without the site's name, best first."""
    node = article_node(page)
    headline = text_value(node.get("headline")) if node else None
    titles = [element.text for element in page.by_tag.get("title", ())[:1]]
    offers = [
        (page.meta_first("og:title"), "meta og:title"),
        (headline, "json-ld headline"),
        (page.meta_first("twitter:title"), "meta twitter:title"),
        (page.meta_first("dc.title", "dcterms.title", "title"), "meta title"),
        (titles[0] if titles else None, "title"),
    ]
    found = []
    bared: dict[str, str] = {}
    for value, source in offers:
        said = _undone(squash(value))
        bare = bared.get(said)
        if bare is None:
            bare = bared[said] = without_site(said, site_name, page.url, names)
        if bare:
            found.append(Sourced(bare, source))
    return found


def _undone(title: str) -> str:
    """`title`, entities that were escaped twice undone."""
    return html.unescape(title) if "&" in title and ";" in title else title


def without_site(title: str, site_name: str | None, url: str, known: Set[str] = frozenset()) -> str:
    """`title` without the site's name before or after it, and without separators left over."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    marks = _SEPARATOR.findall(title)
    names = _site_words(site_name, url)
    first, last = 0, len(parts)
    while last - first > 1 and (_is_site(parts[last - 1], names) or fold(parts[last - 1]) in known):
        last -= 1
    while last - first > 1 and (_is_site(parts[first], names) or fold(parts[first]) in known):
        first += 1
    kept = parts[first]
    for part, mark in zip(parts[first + 1 : last], marks[first : last - 1], strict=True):
        kept += mark + part
    return kept.strip()


def _site_words(site_name: str | None, url: str) -> tuple[str, str]:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return fold(site_name).replace(" ", ""), re.sub(r"[^a-z0-9]", "", host)


def _is_site(part: str, names: tuple[str, str]) -> bool:
    name, host = names
    said = fold(part).replace(" ", "")
    if not said:
        return True
    if name and (said == name or (len(said) > 3 and said in name) or (len(name) > 3 and name in said)):
        return True
    return (len(said) > 2 and host.startswith(said)) or (len(said) > 4 and said in host)
