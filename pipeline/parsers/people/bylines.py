"""Bylines: the names of the authors as the page shows them, around the title and at the article's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.parsers.class_words import BYLINE, META, is_byline, kinds_of
from pipeline.parsers.document import Element, Page
from pipeline.parsers.facts.canonical import same_site
from pipeline.parsers.facts.terms import leads_to_terms
from pipeline.parsers.people.byline_lines import (
    BEGINS,
    DATED,
    LABEL,
    LABELLED,
    LONGEST_LINE,
    is_surely_person,
    lead_kind,
    names_in_line,
)
from pipeline.parsers.people.names import clean_name, is_generic, is_person, names_in
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import flat_text, inline_text, squash, text_of

_PATH = re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?|autor[ei])(?:-[\w-]+)?/[^/?#]+|[?&]author=")
# Only beside the title, and only with a person's name: members and players have profiles as well.
_PROFILE = re.compile(
    r"/(?:newsteam|users?|staff|profil[es]?|redaktion|people|members?|menschen|team|by|writers?)/[^/?#]+"
)
# What a template writes around the name under a post, in whatever it calls a footer.
_POST_AUTHOR = re.compile(r"(?:post|entry|article)[-_]author\Z|\Aauthor\Z|\Abyline\Z|\Avcard\Z")
_LONGEST_LINE = 160
_NICK = re.compile(r"user|author|nick|login|profile", re.I)
_NAMED_ROLE = re.compile(
    r"\A\W*(?:autor(?:in|en|:in|\*in)?|authors?|text|words|auteure?|verfasser(?:in)?)\s*[:：]?\s+(?=\S)", re.I
)
_NEAR, _FOOT = 60, 30
_LONGEST = 120
_LONGEST_DATE = 60
_MOST_PARTS = 12
_ALIKE = 3
_FIGURE = re.compile(r"\d")
_BETWEEN = frozenset("p time article h1 h2 h3 h4 h5 h6".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNREAD = frozenset("script style noscript a svg h1 figcaption".split())


class Name(NamedTuple):
    """An author's name, their page where known, and which rule gave it."""

    name: str
    url: str | None
    source: str


class _Zone(NamedTuple):
    first: int
    last: int
    is_head: bool
    is_title: bool = False


def shown_names(page: Page, regions: Regions, container: Element, title: Element | None) -> list[Name]:
    """The names in the article's byline, in order; roles ("Redaktion") only where no person is named.

    Looked for between title and body first, then before the title, in the body, after it: elements and links that
    templates call author, then lines such as "By …", "… | 9 June 2017".
    """
    zones = _zones(page, container, title)
    candidates = _candidates(page, min(zone.first for zone in zones), max(zone.last for zone in zones))
    roles: list[Name] = []
    for zone in zones:
        for names in (_called(page, regions, zone, candidates), _in_words(page, regions, zone)):
            people = [name for name in names if not is_generic(name.name)]
            if people:
                return people
            roles = roles or names
    return roles or _by_role(page, regions, container)


def name_offers(page: Page, regions: Regions) -> Iterator[tuple[Name, Element]]:
    """All names that the page's markup calls an author's, comments left out, to explain the choice."""
    zone = _Zone(0, len(page.elements), True, True)
    last = -1
    for element in _candidates(page, zone.first, zone.last):
        index = page.order[element]
        if index < last or regions.cut[index]:
            continue
        for name in _named(page, element, zone):
            last = page.end[index]
            yield name, element


def _zones(page: Page, container: Element, title: Element | None) -> list[_Zone]:
    start, end, most = page.order[container], page.end[page.order[container]], len(page.elements)
    head = page.order[title] if title is not None else max(0, start - _NEAR)
    top = head if head - start < 200 else start
    under = start + 1 if top < start else min(top + _NEAR, end)
    # "About us" is a title and no byline.
    first = page.end[head] if title is not None and top == head else top
    return [
        _Zone(first, min(max(under, first + 1), most), title is not None and under - top < 300, True),
        _Zone(max(0, top - _NEAR), top, False, title is not None),
        _Zone(start, end, False),
        _Zone(end, min(end + 2 * _NEAR, most), False),
    ]


# Elements that a template calls author ----------


def _candidates(page: Page, first: int, last: int) -> list[Element]:
    order = page.order
    found = set(page.called(BYLINE))
    for place, link, href, rel in page.links:
        if first <= place < last and ("author" in rel.lower() or _is_path(href) or _PROFILE.search(href.lower())):
            found.add(link)
    found.update(page.stating_item("author"))
    return sorted((e for e in found if first <= order[e] < last), key=order.__getitem__)


def _is_path(href: str) -> bool:
    href = href.lower()
    return "aut" in href and _PATH.search(href) is not None


def _called(page: Page, regions: Regions, zone: _Zone, candidates: list[Element]) -> list[Name]:
    """The names of the zone's first candidate that holds any, and of those beside it."""
    names: list[Name] = []
    last = -1
    for element in candidates:
        index = page.order[element]
        if not zone.first <= index < zone.last or index < last:
            continue
        if _is_out(regions, index, zone) and not _signs_post(page, regions, element):
            continue
        if names and index > last + 12:
            break
        if _is_listed(page, element, zone):
            continue
        found = _named(page, element, zone)
        if found:
            names.extend(found)
            last = page.end[index]
    return list({name.name: name for name in names}.values())


def _is_listed(page: Page, element: Element, zone: _Zone) -> bool:
    """Whether an element is one of several alike with something to read between them: a ticker, a list of talkers."""
    for token in page.classes(element):
        alike = page.by_class[token][:_ALIKE] if kinds_of(token) & BYLINE else []
        is_first = zone.is_head and element in alike[:1] and not _is_like(page, *alike[:2])
        if len(alike) == _ALIKE and not is_first and _are_apart(page, alike):
            return True
    return False


def _is_like(page: Page, one: Element, other: Element | None = None) -> bool:
    """Whether two elements stand in elements of the same tag and class."""
    around, beside = one.getparent(), other.getparent() if other is not None else None
    if around is None or beside is None:
        return False
    return around.tag == beside.tag and page.classes(around) == page.classes(beside)


def _are_apart(page: Page, alike: list[Element]) -> bool:
    """Whether elements with different texts have a paragraph, a time, figures or a heading between each two of them."""
    if len({inline_text(element) for element in alike}) < 2:
        return False
    places = [page.order[element] for element in alike]
    stretches = [page.elements[first + 1 : second] for first, second in pairwise(places)]
    return all(any(inner.tag in _BETWEEN or _FIGURE.search(inner.text or "") for inner in s) for s in stretches)


def _is_out(regions: Regions, index: int, zone: _Zone) -> bool:
    # Templates put the byline into boxes of any name; beside the title a share bar's class is no reason against it.
    return bool(regions.cut[index] or regions.aside[index]) or (bool(regions.furniture[index]) and not zone.is_head)


def _signs_post(page: Page, regions: Regions, element: Element) -> bool:
    """Whether an element of a post's foot links its author: `rel=author` in what is called the post's author."""
    index = page.order[element]
    if regions.cut[index] or regions.aside[index]:
        return False
    if not any(_POST_AUTHOR.search(name) for name in page.classes(element)):
        return False
    return any("author" in (link.get("rel") or "").split() for link in element.iter("a"))


def _stands_in_prose(link: Element) -> bool:
    """Whether a link is a word of a paragraph: those whom an article is about have profiles as well."""
    paragraph = next(link.iterancestors("p"), None)
    return paragraph is not None and len(flat_text(paragraph)) > _LONGEST_LINE


def _named(page: Page, element: Element, zone: _Zone) -> list[Name]:
    if element.tag in ("meta", "link"):
        return [Name(name, None, "itemprop author") for name in names_in(element.get("content") or "")]
    links = [element] if element.tag == "a" else list(element.iter("a"))
    named = [(link, clean_name(inline_text(link))) for link in links if _leads_to_author(page, link, zone)]
    if any(name for _, name in named):
        return [Name(name, page.absolute(link.get("href")), "byline link") for link, name in named if name]
    text = inline_text(element)
    if len(text) > _LONGEST or (element.tag == "a" and not is_byline(element.get("class") or "")):
        return []
    return [Name(name, None, "byline") for name in names_in(text)]


def _leads_to_author(page: Page, link: Element, zone: _Zone) -> bool:
    href = link.get("href") or ""
    if "author" in (link.get("rel") or "").lower() or _is_path(href):
        return True
    if not zone.is_title or not _PROFILE.search(href.lower()) or _stands_in_prose(link):
        return False
    # Where people write under nicknames, the link to a profile is called one.
    named = " ".join(name for element in (link, *link) for name in page.classes(element))
    is_nick = bool(_NICK.search(named))
    return is_nick or (zone.is_head and is_person(inline_text(link)) and not _is_elsewhere(page, href))


def _is_elsewhere(page: Page, href: str) -> bool:
    host = urlsplit(page.absolute(href) or "").hostname
    return host is not None and not same_site(host, urlsplit(page.url).hostname or host)


# Lines in words ----------


def _in_words(page: Page, regions: Regions, zone: _Zone) -> list[Name]:
    """The names of a line that begins with "By", or holds a date and a name, at the zone's head or foot."""
    whole = range(zone.first, zone.last)
    texts, end = page.own_texts, page.end
    for index in (*whole[:_NEAR], *whole[_NEAR:][-_FOOT:]):
        if (index not in texts and end[index] == index + 1) or _is_out(regions, index, zone):
            continue
        names = _in_line(page, regions, page.elements[index], index, zone)
        if names:
            return [Name(name, None, "byline words") for name in names]
    return []


def _in_line(page: Page, regions: Regions, element: Element, index: int, zone: _Zone) -> list[str]:
    if page.end[index] - index > _MOST_PARTS or element.tag in _UNREAD:
        return []
    lead = _lead(page, index)
    kind = lead_kind(lead)
    if kind & LABEL and (said := _beside_label(page, element, lead)):
        outright = zone.is_head and lead.endswith((":", "\uff1a"))
        return [name for name in names_in(said) if outright or is_person(name)]
    is_meta = regions.kinds.get(index, 0) & META
    is_line = zone.is_head and (kind & DATED or (kind & LABELLED and element.tag not in _HEADINGS))
    if not (kind & BEGINS or is_meta or is_line):
        return _beside_date(element, lead) if zone.is_head and not kind else []
    whole = text_of([element], {inner for inner in element.iter("a", "time") if _is_beside(inner)})
    if len(whole) > 2 * LONGEST_LINE:
        return []
    lines = (line for line in whole.split("\n") if 2 < len(line) <= LONGEST_LINE)
    found = (names_in_line(line, page.language, zone.is_head, zone.is_title or zone.is_head) for line in lines)
    return next((names for names in found if names), [])


def _is_beside(inner: Element) -> bool:
    """Whether a part of a byline is none of its names: terms, a button to follow, a time."""
    return inner.tag == "time" or leads_to_terms(inner) or "follow" in (inner.get("class") or "")


def _beside_date(element: Element, lead: str) -> list[str]:
    """A line that is a person's name, with a line that is a date right before or after it."""
    if not is_surely_person(lead) or element.tag in _HEADINGS or (element.tail or "").strip(" \n\t\u00a0|"):
        return []
    if inline_text(element) != lead:
        return []
    parent = element.getparent()
    around = [element]
    if parent is not None and inline_text(parent) == lead:
        around.append(parent)
    beside = [one for inner in around for one in (inner.getprevious(), inner.getnext()) if one is not None]
    if any(lead_kind(text := inline_text(one)) & DATED and len(text) < _LONGEST_DATE for one in beside):
        return [lead]
    return []


def _lead(page: Page, index: int) -> str:
    """The first text in an element."""
    for inner in range(index, index + 5):
        text = squash(page.own_texts.get(inner))
        # The first element inside another stands right after it.
        if text or page.end[inner] == inner + 1:
            return text
    return ""


def _beside_label(page: Page, element: Element, lead: str) -> str | None:
    """What follows an element that is nothing but a label ("By", "Auteur"): the text after it, or the next element."""
    if inline_text(element) != lead:
        return None
    for around in (element, *list(element.iterancestors())[:2]):
        if around is not element and inline_text(around) != lead:
            return None
        beside = around.getnext()
        said = squash(around.tail) or inline_text(beside)
        if said:
            return said if len(said) < _LONGEST // 2 else None
    return None


def _by_role(page: Page, regions: Regions, container: Element) -> list[Name]:
    """A line anywhere in the body that says who is the author: "Autorin: Anna Beck, Leiterin …"."""
    for element in page.within(container, page.tagged("p", "em", "strong", "div")):
        text = element.text
        if not text or len(text) > 200 or not _NAMED_ROLE.match(text) or regions.is_cut(element):
            continue
        names = [name for name in names_in(inline_text(element)) if is_person(name)]
        if names:
            return [Name(name, None, "byline words") for name in names]
    return []
