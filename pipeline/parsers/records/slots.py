"""Slots: which elements of one record may be its author, its time, its text, and which are only the template's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.parsers.dates import date_like
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Record
from pipeline.parsers.records.vocabulary import NO_ROLES, Roles, property_roles, roles_of
from pipeline.parsers.text import SILENT, flat_text

PERMALINK = re.compile(r"#(?:li-|div-)?c(?:omment|id)?[-_]?\d|showcomment=|[?&]cid=\d|/comment/\d", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
DIGIT = re.compile(r"\d")
_SOME_ROLE = Roles(noise=True)
_NOISE_TAGS = ("button", "form")
_TELLING_TAGS = frozenset(("time", "cite", "header", "footer", "a", "abbr", *_NOISE_TAGS))
_LISTS = ("ul", "ol", "select", "table")
_INLINE = ("a", "span", "i", "em", "small", "b")
_MOST_NOISE = 60
_MOST_EDIT = 120


@dataclass(slots=True)
class Slots:
    """The elements of one record by role, in document order, with their weights.

    said: what a site's rule says is the record's "author", "time" or "text"; nothing else is asked then.
    """

    own: list[Element] = field(default_factory=list)
    authors: list[tuple[int, Element]] = field(default_factory=list)
    times: list[tuple[int, Element]] = field(default_factory=list)
    texts: list[tuple[int, Element]] = field(default_factory=list)
    metas: list[Element] = field(default_factory=list)
    edits: list[Element] = field(default_factory=list)
    noise: list[Element] = field(default_factory=list)
    said: Mapping[str, Element] = field(default_factory=dict)


def own_elements(page: Page, record: Record) -> list[Element]:
    """The elements of `record` that belong to no record inside it, in document order."""
    if record.own is not None:
        return record.own
    order, end, elements = page.order, page.end, page.elements
    skip = {order[element] for element in record.inner}
    own: list[Element] = []
    for part in record.parts:
        index, last = order[part], end[order[part]]
        while index < last:
            element = elements[index]
            if index in skip or element.tag in SILENT:
                index = end[index]
                continue
            own.append(element)
            index += 1
    record.own = own
    return own


def find_slots(page: Page, record: Record) -> Slots:
    slots = Slots(own=own_elements(page, record))
    # A record's own class may say anything: only what stands inside it names a slot.
    roots = set(record.parts)
    order, end = page.order, page.end
    asked: list[tuple[Element, Roles]] = [
        (element, roles)
        for element in slots.own
        if element not in roots and (roles := _roles(page, element)) is not NO_ROLES
    ]
    telling = [order[element] for element, roles in asked if roles.author or roles.time or roles.text > 1]
    words = [order[element] for element, roles in asked if roles.author or roles.text > 1]
    noise_end = -1
    for element, roles in asked:
        place = order[element]
        if place < noise_end:
            continue
        if roles.edit and not _holds(words, place, end[place]) and len(brief(element)) <= _MOST_EDIT:
            slots.edits.append(element)
            slots.noise.append(element)
            noise_end = end[place]
            continue
        tells = element.tag != "form" and not _is_hidden(element) and _holds(telling, place, end[place])
        if _is_noise(element, roles) and not tells:
            slots.noise.append(element)
            noise_end = end[place]
            continue
        if roles.author:
            slots.authors.append((roles.author, element))
        if roles.time:
            slots.times.append((roles.time, element))
        if roles.text:
            slots.texts.append((roles.text, element))
        if roles.meta and not roles.text:
            slots.metas.append(element)
    if not slots.times:
        # A record's only time is its time, whatever a template calls it.
        slots.times = [(5, element) for element in slots.edits if element.tag == "time"]
        slots.edits = [element for element in slots.edits if element.tag != "time"]
    return slots


def _is_noise(element: Element, roles: Roles) -> bool:
    if element.tag in _NOISE_TAGS:
        return True
    if not roles.noise or roles.author or roles.time or (roles.text and element.tag not in _INLINE):
        return False
    # What is noise by its class has few words, and none in paragraphs; the lists of a menu may have many.
    words = len(brief(element))
    return words <= _MOST_NOISE or (
        sum(len(brief(paragraph)) for paragraph in element.iter("p")) <= _MOST_NOISE
        and (words <= 4 * _MOST_NOISE or element.tag in _LISTS or any(child.tag in _LISTS for child in element.iter()))
    )


def _is_hidden(element: Element) -> bool:
    return _HIDDEN.search(element.get("style") or "") is not None


def _holds(places: list[int], first: int, last: int) -> bool:
    """Whether an element that may be author, time or text stands inside `first` … `last`."""
    at = bisect_right(places, first)
    return at < len(places) and places[at] < last


def _roles(page: Page, element: Element) -> Roles:
    classes = page.classes(element)
    roles = roles_of(classes) if classes else NO_ROLES
    if element in page.statements:
        said = property_roles(element.get("itemprop") or element.get("property") or "")
        author, time = max(roles.author, said.author), max(roles.time, said.time)
        roles = Roles(author, time, max(roles.text, said.text), roles.meta, roles.noise, roles.edit or said.edit)
    tag = element.tag
    if tag not in _TELLING_TAGS:
        return roles
    if tag in _NOISE_TAGS and roles is NO_ROLES:
        return _SOME_ROLE
    if roles.edit:
        pass
    elif tag == "time":
        roles = Roles(0, max(roles.time, 5), 0, False, False)
    elif tag == "cite" and not roles.author:
        roles = Roles(4, roles.time, roles.text, roles.meta, roles.noise)
    elif tag in ("header", "footer") and not roles.meta:
        roles = Roles(roles.author, roles.time, roles.text, True, roles.noise)
    elif tag == "a" and "external" in (element.get("rel") or "") and "url" in classes:
        # `get_comment_author_link()` writes class="url" rel="external nofollow ugc" since WordPress 1.5.
        roles = Roles(max(roles.author, 6), 0, 0, False, False)
    elif tag == "a" and not roles.time and _is_no_offer(element, roles) and PERMALINK.search(element.get("href") or ""):
        roles = Roles(roles.author, 2, 0, False, False)
    elif tag == "abbr" and element.get("title") and DIGIT.search(element.get("title") or ""):
        roles = Roles(0, max(roles.time, 4), 0, False, False)
    return roles


def _is_no_offer(element: Element, roles: Roles) -> bool:
    """Whether a link is more than an offer of the comment's address ("permalink"): it shows a date."""
    return not roles.noise or (DIGIT.search(element.text or "") is not None and date_like(element.text or ""))


def brief(element: Element) -> str:
    """All text of `element` in one line, silent elements included: for measures and guesses, not for what is kept."""
    return " ".join((flat_text(element) if len(element) else element.text or "").split())
