"""Bylines: who wrote the article, as its structured data and its visible byline say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.identity import fold
from pipeline.parsers.document import Element, Page
from pipeline.parsers.names import BYLINE, clean_name, is_generic, names_in
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import article_node, people_in, text_value
from pipeline.parsers.text import inline_text, squash

_BYLINE_CLASS = re.compile(
    r"(?:\A|[-_])(?:author|authors|autor|autoren|auteur|auteurs|autore|byline|by-line|writer|posted-by|postedby|vcard|fn|redakteur|verfasser|contributor)(?:s?\Z|[-_](?:name|names|link|vcard|title|url|text|list)\Z)|authorname|author_name|author-name|byline"
)
_META = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "byl",
    "article.author",
    "dc.creator.personalname",
)
_AUTHOR_PATH = re.compile(
    r"/(?:author|authors|autor|autoren|auteur|autore|autori|people|profile?|person|staff|writer|contributor|redaktion|team|by)s?/[^/?#]+",
    re.I,
)
_NEAR = 60


class Name(NamedTuple):
    """An author's name, their page and picture where known, and which rule gave it."""

    name: str
    url: str | None
    image: str | None
    source: str


def find_names(
    page: Page, regions: Regions, container: Element | None, title: Element | None, site_names: Iterable[str]
) -> list[Name]:
    """The authors of the article, in order; empty where the page names none.

    Structured data first; a visible byline where that is missing or names a role ("admin", "Redaktion") only.
    """
    sites = {fold(name) for name in site_names if name}
    best: list[Name] = []
    for finder in (_from_json_ld, _from_byline, _from_meta, _from_words):
        found = [name for name in finder(page, regions, container, title) if fold(name.name) not in sites]
        people = [name for name in found if not is_generic(name.name)]
        if people:
            return _unique(people)
        best = best or found
    return _unique(best)


def _unique(names: list[Name]) -> list[Name]:
    found: dict[str, Name] = {}
    for name in names:
        found.setdefault(fold(name.name), name)
    return list(found.values())


def _from_json_ld(page: Page, regions: Regions, container: Element | None, title: Element | None) -> Iterator[Name]:
    node = article_node(page)
    for person in people_in(page, node.get("author")) if node else ():
        said = text_value(person.get("name"))
        if not said:
            continue
        url = person.get("url")
        for name in names_in(said):
            yield Name(name, page.absolute(url) if isinstance(url, str) else None, None, "json-ld author")


def _from_meta(page: Page, regions: Regions, container: Element | None, title: Element | None) -> Iterator[Name]:
    for key in _META:
        names = [name for said in page.meta.get(key, ()) for name in names_in(said)]
        if names:
            yield from (Name(name, None, None, f"meta {key}") for name in names)
            return


def _from_byline(page: Page, regions: Regions, container: Element | None, title: Element | None) -> Iterator[Name]:
    candidates = _candidates(page)
    zone = _zone(page, container, title)
    for first, last in zone:
        inside = [e for e in candidates if first <= (index := page.order[e]) < last and not regions.cut[index] and not regions.furniture[index]]
        names = _group(page, inside)
        if names:
            yield from names
            return


def _candidates(page: Page) -> list[Element]:
    found = {e for token, elements in page.by_class.items() if "comment" not in token and _BYLINE_CLASS.search(token) for e in elements}
    for link in page.by_tag.get("a", ()):
        if "author" in (link.get("rel") or "").lower() or _AUTHOR_PATH.search(link.get("href") or ""):
            found.add(link)
    if 'itemprop="author"' in page.text or "itemprop='author'" in page.text:
        found.update(e for e in page.elements if e.get("itemprop") == "author")
    return sorted(found, key=page.order.__getitem__)


def _zone(page: Page, container: Element | None, title: Element | None) -> list[tuple[int, int]]:
    """Where to look, best first: between title and body, just before the title, in the body, just after it."""
    if container is None:
        return []
    start, end = page.order[container], page.end[page.order[container]]
    head = page.order[title] if title is not None else max(0, start - _NEAR)
    top = min(head, start)
    return [
        (top, max(start, head + 1) + 1 if head < start else start + 1),
        (max(0, top - _NEAR), top),
        (start, end),
        (end, end + 2 * _NEAR),
    ]


def _group(page: Page, candidates: list[Element]) -> list[Name]:
    """The names of the first candidate that holds any, and of those beside it."""
    names: list[Name] = []
    last = -1
    for element in candidates:
        index = page.order[element]
        if index < last:
            continue
        if names and index > last + 12:
            break
        found = _named(page, element)
        if found:
            names.extend(found)
            last = page.end[index]
    return names


def _named(page: Page, element: Element) -> list[Name]:
    if element.tag in ("meta", "link"):
        said = element.get("content") or ""
        return [Name(name, None, None, "itemprop author") for name in names_in(said)]
    links = (
        [element]
        if element.tag == "a"
        else [
            link
            for link in element.iter("a")
            if "author" in (link.get("rel") or "").lower() or _AUTHOR_PATH.search(link.get("href") or "")
        ]
    )
    named = [(link, clean_name(inline_text(link))) for link in links]
    if any(name for _, name in named):
        return [Name(name, page.absolute(link.get("href")), None, "byline link") for link, name in named if name]
    text = inline_text(element)
    if len(text) > 120:
        return []
    return [Name(name, None, None, "byline") for name in names_in(text)]


def _from_words(page: Page, regions: Regions, container: Element | None, title: Element | None) -> Iterator[Name]:
    """A line that begins with "By", "Von", "Text:" at the head or the foot of the article."""
    if container is None:
        return
    start, end = page.order[container], page.end[page.order[container]]
    head = page.order[title] if title is not None else start
    lines = [index for index in range(max(0, min(head, start) - 10), min(end, len(page.elements)))]
    edges = [*lines[:_NEAR], *lines[-25:], *range(end, min(end + 25, len(page.elements)))]
    for index in edges:
        element = page.elements[index]
        text = element.text
        if not text or regions.silent[index] or len(text) > 120 or not BYLINE.match(squash(text)):
            continue
        whole = inline_text(element)
        if len(whole) > 90:
            continue
        names = [name for name in names_in(whole) if _looks_like_person(name)]
        if names:
            yield from (Name(name, None, None, "byline words") for name in names)
            return


def _looks_like_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and all(
        word[0].isupper() or word in ("von", "van", "de", "der", "di", "zu", "la", "el") for word in words
    )
