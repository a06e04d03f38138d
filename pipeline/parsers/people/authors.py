"""Authors: bylines, structured data and bios joined to people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.identity import fold
from pipeline.models import Author
from pipeline.parsers.document import Element, Page
from pipeline.parsers.people.bios import Bio
from pipeline.parsers.people.bylines import Name, shown_names
from pipeline.parsers.people.names import is_person, names_in
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import article_node, page_node, people_in, text_value

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
)


_DESIGNED = re.compile(r"\b(?:theme|template|design\w*|webdesign|layout|powered|umsetzung|realisierung)\b[^.|]{0,14}\Z")
_BEFORE = 30


class Tellers(NamedTuple):
    """Who the comments and the blog's rules say wrote the post.

    asker: the author of a topic's opening post. hosts: those whose comments are marked as the post author's.
    named: those whom a rule names.
    """

    asker: Name | None = None
    hosts: tuple[Name, ...] = ()
    named: tuple[Name, ...] = ()


_NOBODY = Tellers()


def find_authors(
    page: Page,
    regions: Regions,
    container: Element,
    title: Element | None,
    bios: Sequence[Bio],
    site_name: str | None,
    tellers: Tellers = _NOBODY,
) -> tuple[tuple[Author, ...], str | None]:
    """The article's authors, in order, each with the bio that names them, and the rule that gave the names.

    What structured data says is believed where the page shows the same name and it is a person's: a hidden name is the
    site's owner's, the template's, or whoever pressed the button. Else the visible byline; else an author box that
    says who it is about; else the one whose comments are marked as the post author's. A topic is by who opened it.
    """
    if tellers.named:
        return with_bios([Author(name.name, name.url) for name in tellers.named], bios), tellers.named[0].source
    if tellers.asker is not None:
        return (_with_bio(tellers.asker, bios, False),), tellers.asker.source
    site = fold(site_name)
    names = _believed(page, site)
    shown = [
        name
        for name in shown_names(page, regions, container, title)
        if fold(name.name) != site and not (" " in name.name and not is_person(name.name) and _is_host(page, name.name))
    ]
    if {fold(name.name) for name in names} <= {fold(name.name) for name in shown}:
        # A byline names more of the authors than a field for one of them.
        names = shown
    if not names:
        named = [bio.author for bio in bios if bio.author.name and fold(bio.author.name) != site]
        if named:
            return tuple(named[:1]), "author box"
        names = list(tellers.hosts) if len(tellers.hosts) == 1 else []
    if not names:
        return (), None
    unique = {fold(name.name): name for name in reversed(names)}
    names = list(reversed(unique.values()))
    return tuple(_with_bio(name, bios, len(names) == 1) for name in names), names[0].source


def with_bios(authors: Sequence[Author], bios: Sequence[Bio]) -> tuple[Author, ...]:
    """`authors`, each with the one of `bios` that is about them."""
    if not bios:
        return tuple(authors)
    names = [Name(author.name, author.url, "") for author in authors]
    return tuple(_with_bio(name, bios, len(names) == 1) for name in names)


def stated_names(page: Page) -> list[Name]:
    """All names that the head states, to explain the choice."""
    in_meta = (Name(name, None, f"meta {key}") for key, names in _from_meta(page) for name in names)
    return [*_from_json_ld(page), *in_meta]


def _believed(page: Page, site: str) -> list[Name]:
    """The names of the first structured source that names people whom the page shows."""
    sources = [list(_from_json_ld(page)), *([Name(n, None, f"meta {k}") for n in ns] for k, ns in _from_meta(page))]
    stated = [names for names in sources if names]
    if not stated:
        return []
    shown = _Shown(page)
    for names in stated:
        people = [name for name in names if _is_believed(page, name.name, shown, site)]
        if people:
            return people
    return []


class _Shown:
    """What a reader sees of the page, folded by case and in single spaces."""

    def __init__(self, page: Page) -> None:
        silent = ("script", "style", "noscript", "template", "head", "title", "meta", "option")
        elements = page.elements
        first = page.order[page.body]
        last = page.end[first]
        self._text = " ".join([
            text
            for index, text, follows in page.strings
            if first <= index < last and (follows or elements[index].tag not in silent)
        ]).casefold()

    @cached_property
    def _squashed(self) -> str:
        return " ".join(self._text.split())

    def __contains__(self, words: str) -> bool:
        """Whether `words`, in single spaces, are shown; most stand so in the source.

        A name only where it is not that of who made the template.
        """
        return _tells(self._text, words) or _tells(self._squashed, words)


def _tells(text: str, words: str) -> bool:
    place = text.find(words)
    while place >= 0:
        if not _DESIGNED.search(text, max(0, place - _BEFORE), place):
            return True
        place = text.find(words, place + 1)
    return False


def _is_believed(page: Page, name: str, shown: _Shown, site: str) -> bool:
    said = fold(name)
    is_site = (bool(site) and (said in site or site in said)) or _is_host(page, name)
    return is_person(name) and not is_site and " ".join(name.casefold().split()) in shown


def _is_host(page: Page, name: str) -> bool:
    """Whether the site's address holds the name."""
    host = "".join(re.findall(r"[a-z0-9]", (urlsplit(page.url).hostname or "")))
    return fold(name).replace(" ", "") in host


def _from_json_ld(page: Page) -> Iterator[Name]:
    # Plugins for search engines hang the author on the `WebPage` where a page type has no article of its own.
    node = next((node for node in (article_node(page), page_node(page)) if node and node.get("author")), None)
    for person in people_in(page, node["author"]) if node else ():
        url = person.get("url")
        for name in names_in(text_value(person.get("name")) or ""):
            yield Name(name, page.absolute(url) if isinstance(url, str) else None, "json-ld author")


def _from_meta(page: Page) -> Iterator[tuple[str, list[str]]]:
    for key in _META:
        yield key, [name for said in page.meta.get(key, ()) for name in names_in(said)]


def _with_bio(name: Name, bios: Sequence[Bio], alone: bool) -> Author:
    wanted = fold(name.name)
    theirs = [bio for bio in bios if _is_about(bio, wanted, alone)]
    if not theirs:
        return Author(name.name, name.url)
    # A page may present its author twice: in a line beside the title, and at length below.
    fullest = max(theirs, key=lambda bio: len(bio.author.bio or ""))
    return replace(fullest.author, name=name.name, url=fullest.author.url or name.url)


def _is_about(bio: Bio, wanted: str, alone: bool) -> bool:
    said = fold(bio.author.name)
    if said:
        return said == wanted or wanted in said
    return alone or wanted in fold(bio.author.bio)[:120]
