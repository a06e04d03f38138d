"""Shown dates: the dates that people read around an article's title and at its end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.parsers.class_words import LISTING, META
from pipeline.parsers.dates import DateContext, date_like, read_machine
from pipeline.parsers.dates.labels import is_of_other, label_before, role_of_classes, role_of_label, role_of_words
from pipeline.parsers.document import Element, Page
from pipeline.parsers.facts.dated import (
    DIGIT,
    NOTHING,
    STATED,
    Dated,
    dated_of,
    days_of,
    own_texts,
    read_time,
    shown_in,
)
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import inline_text

_UNREAD = frozenset("script style noscript option button nav select textarea svg head meta".split())
_PLACE_AND_YEAR = re.compile(r"[^.!?:]*,\s[^,!?:]*(?:19|20)\d\d\W*")
_BEFORE, _WITHIN, _AFTER, _FARTHEST = 50, 40, 60, 120
# How far from the title a line of facts may stand in a box that is none of the article's, as one for sharing.
_ABOVE_TITLE, _BESIDE_TITLE = 10, 20
# A title that far from its text is not the first line of it.
_FAR = 400
_LONGEST_META, _LONGEST, _LONGEST_DATELINE = 400, 160, 40
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_QUOTES = ("blockquote", "figure", "figcaption")


class _Zone(NamedTuple):
    first: int
    last: int
    is_head: bool
    is_body: bool = False
    words: int = 0
    """Where the first words after the title stand."""
    facts: range = range(0)
    """Where a line of facts counts, even in a box that is none of the article's."""


def shown_dates(
    page: Page, regions: Regions, container: Element, title: Element | None, context: DateContext
) -> tuple[Dated, Dated]:
    """When the article was published and changed, as shown.

    Looked for between title and body, before the title, where a `time` is marked as the publication's, at the body's
    head, after it and at its foot; within each of these what is called the publication goes before a `time`, and that
    before words. Comments, sidebars and the copyright line are no place for it, and what the title or a paragraph
    tells of is no date of the post. Away from the title, days that differ and are not called the publication's are a
    list's, and none of them is believed.
    """
    changed = aside = NOTHING
    marked = _marked_time(page, regions, context)
    for zone in _zones(page, regions, container, title):
        found = list(_in_zone(page, regions, zone, title, context))
        changed = changed if changed.moment else next((dated for dated in found if dated.is_change), NOTHING)
        published = [dated for dated in found if not dated.is_change]
        if marked.moment and zone.is_body and not any(dated.is_near for dated in published):
            return marked, changed if changed.moment else _marked_change(page, regions, context)
        best = _chosen(published, zone, changed)
        if best.moment and zone.is_body and not (best.role or best.is_near):
            # The body may open with another post's day, and say at its foot when it was published itself.
            aside = aside if aside.moment else best
        elif best.moment:
            return (aside if aside.moment and not best.role else best), changed
    return aside if aside.moment else marked, changed


def _chosen(found: list[Dated], zone: _Zone, changed: Dated) -> Dated:
    """Which of a zone's dates is the publication's."""
    named = next((dated for dated in found if dated.role == "published"), NOTHING)
    if named.moment or not found:
        return named
    if changed.role == "updated" and changed.is_near and not any(dated.source == "time" for dated in found):
        # hAtom's word for a post's only time: what stands farther off is a picture's day, an event's, today's.
        return NOTHING
    found = [d for d in found if d.is_lead] or [d for d in found if d.is_near] or found
    if not zone.is_head and len(days_of(found)) > 1:
        return NOTHING
    return next((dated for dated in found if dated.source == "time"), found[0])


def _marked_time(page: Page, regions: Regions, context: DateContext) -> Dated:
    """What all elements that are marked as the publication's time say, if they agree on the day."""
    marked = [time for time in page.by_tag.get("time", ()) if "published" in page.classes(time)]
    marked = [time for time in marked if not regions.furniture[page.order[time]]]
    marked += page.stating_item("datePublished")
    marked = [_stating(page, element) for element in marked]
    outside = [element for element in marked if not regions.cut[page.order[element]]]
    found = [dated for element in outside if (dated := read_time(page, element, context)) is not None]
    times = [dated for dated in found if dated.source == "time"]
    return NOTHING if not found or len(days_of(times)) > 1 else max(found, key=lambda dated: dated.source == "time")


def _marked_change(page: Page, regions: Regions, context: DateContext) -> Dated:
    """What all elements that are marked as the time of a change say, if they agree on the day."""
    marked = [time for time in page.by_tag.get("time", ()) if "updated" in page.classes(time)]
    marked = [
        element for element in (*marked, *page.stating_item("dateModified")) if not _is_out(page, regions, element)
    ]
    found = [dated for one in marked if (dated := read_time(page, _stating(page, one), context)) and dated.is_change]
    return found[0] if len(days_of(found)) == 1 else NOTHING


def _is_out(page: Page, regions: Regions, element: Element) -> bool:
    index = page.order[element]
    return bool(regions.cut[index] or regions.furniture[index])


def _zones(page: Page, regions: Regions, container: Element, title: Element | None) -> list[_Zone]:
    start, end, most = page.order[container], page.end[page.order[container]], len(page.elements)
    if title is not None and page.order[title] >= end:
        title = None
    head = page.order[title] if title is not None else start
    top = min(head, start) if abs(head - start) < _FAR else start
    under = min(max(start, head + _WITHIN if head > start else 0), end)
    words = _first_words(page, regions, head + 1 if title is None else page.end[head], end)
    reach = min(max(under + _WITHIN, min(words, under + _FARTHEST)), end)
    facts = range(head - _ABOVE_TITLE, head + _BESIDE_TITLE) if title is not None else range(0)
    return [
        _Zone(top, max(under, top + 1), title is not None, words=words),
        _Zone(max(0, top - _BEFORE), top, False, facts=facts),
        _Zone(under, reach, False, True, facts=facts),
        _Zone(end, min(end + _AFTER, most), False),
        _Zone(max(under, end - _WITHIN), end, False, True),
    ]


def _first_words(page: Page, regions: Regions, first: int, last: int) -> int:
    """Where the first running text from `first` on stands."""
    return next((page.order[element] for element, _ in regions.chunks(first, last)), first)


def _in_zone(page: Page, regions: Regions, zone: _Zone, title: Element | None, context: DateContext) -> Iterator[Dated]:
    seen = -1
    for index in range(zone.first, zone.last):
        if index < seen or regions.cut[index] or (regions.furniture[index] and not _may_hold(regions, zone, index)):
            continue
        if page.elements[index] is title:
            continue
        found = _read(page, regions, page.elements[index], zone, context)
        if found and not (is_quoted(page.elements[index]) if zone.is_body else _in_quote(page.elements[index])):
            seen = page.end[index]
            is_near = zone.is_head or (index in zone.facts and bool(regions.kinds.get(index, 0) & META))
            is_lead = zone.is_head and index < zone.words
            yield from (dated._replace(is_near=is_near, is_lead=is_lead) for dated in found)


def _may_hold(regions: Regions, zone: _Zone, index: int) -> bool:
    """Whether what stands in a box of its own, as one for sharing, may still tell of the post: beside the title."""
    if zone.is_head:
        return True
    if index not in zone.facts or regions.kinds.get(index, 0) & (META | LISTING) != META:
        return False
    page = regions.page
    if len(inline_text(page.elements[index])) > _LONGEST_DATELINE:
        return False
    while regions.furniture[page.around[index]]:
        index = page.around[index]
    # A teaser of another post has a heading.
    return not any(inner.tag in HEADINGS for inner in page.elements[index : page.end[index]])


def _read(page: Page, regions: Regions, element: Element, zone: _Zone, context: DateContext) -> list[Dated]:
    tag, index = element.tag, page.order[element]
    if tag == "time" or element.get("datetime") or element.get("itemprop") in STATED:
        return _listed(read_time(page, _stating(page, element), context))
    if tag == "abbr" and read_machine(element.get("title") or ""):
        return _listed(read_time(page, element, context))
    if tag == "a" and "bookmark" in (element.get("rel") or "") and DIGIT.search(element.get("title") or ""):
        # Older WordPress themes: the day is the link's text, the time of day its title.
        return shown_in(f"{inline_text(element)} {element.get('title')}", context)
    if tag in _UNREAD:
        return []
    is_meta = bool(regions.kinds.get(index, 0) & META) and page.end[index] - index < 15
    texts = _texts(page, element, is_meta)
    if not texts or (tag != "a" and _holds_time(page, index)):
        return []
    found = (_found_in(page, element, text, zone, is_meta, context) for text in texts)
    return next(filter(None, found), [])


def _listed(dated: Dated | None) -> list[Dated]:
    return [dated] if dated is not None else []


def _texts(page: Page, element: Element, is_meta: bool) -> list[str]:
    """The texts of `element` that may hold a date: a line of facts as a whole, of another its own words."""
    if is_meta:
        # What a theme writes of a post at its foot ends in how to follow its comments.
        return [inline_text(element, _changes(page, element))[:_LONGEST_META]]
    return [text for text in own_texts(element) if len(text) <= _LONGEST]


def _found_in(page: Page, element: Element, text: str, zone: _Zone, is_meta: bool, context: DateContext) -> list[Dated]:
    if len(text) < 6 or not (date_like(text) or (is_meta and DIGIT.search(text))) or is_of_other(text):
        return []
    if zone.is_body and not is_meta and not _is_dateline(element, text):
        return []
    found = shown_in(text, context)
    if len(found) != 1 or found[0].role:
        return found
    role = role_of_label(label_before(element))
    if role == "" and is_meta:
        role = role_of_classes(page.classes(element))
    return [] if role is None else [dated_of(found[0].moment, role)]


def _changes(page: Page, element: Element) -> set[Element]:
    """What stands inside a line of facts and is called the time of a change."""
    if not len(element) or "updated" not in page.by_class:
        return set()
    inside = page.within(element, page.by_class["updated"])
    return {inner for inner in inside if inner is not element and "published" not in page.classes(inner)}


def _is_dateline(element: Element, text: str) -> bool:
    """Whether a line of the body is one about the post: it says so, or holds little but a date."""
    if element.tag in (*HEADINGS, "code", "pre", "td"):
        return False
    if len(text) <= _LONGEST_DATELINE or role_of_words(text):
        return True
    # "Salt | Upper Mill, 11 November 2021": where and when, and no sentence.
    return len(text) <= 2 * _LONGEST_DATELINE and _PLACE_AND_YEAR.fullmatch(text) is not None


def is_quoted(element: Element) -> bool:
    """Whether `element` stands in what the article quotes or shows: a tweet, a picture."""
    return any(around.tag in _QUOTES for around in element.iterancestors())


def _in_quote(element: Element) -> bool:
    return any(around.tag == "blockquote" for around in element.iterancestors())


def _holds_time(page: Page, index: int) -> bool:
    """Whether a `time` stands inside: it is visited next, and knows more than the words around it."""
    places = page.once(_time_places)
    return bisect_right(places, index) < bisect_left(places, min(page.end[index], index + 12))


def _time_places(page: Page) -> list[int]:
    """Where what may state a time stands: `time`, an old theme's link to the post, `abbr` with a figure."""
    links = [one for _, one, _, rel in page.links if "bookmark" in rel]
    links += [one for one in page.by_tag.get("link", ()) if "bookmark" in (one.get("rel") or "")]
    abbreviations = [one for one in page.by_tag.get("abbr", ()) if (one.get("title") or "")[:1].isdigit()]
    return sorted(page.order[one] for one in (*page.tagged("time"), *links, *abbreviations))


def _stating(page: Page, element: Element) -> Element:
    """The `time` or `abbr` inside `element` that says more than it, where it has no attribute that says when."""
    if element.get("datetime") or element.get("content"):
        return element
    inside = page.subtree(element)[1:]
    return next((inner for inner in inside if inner.get("datetime") or inner.tag == "abbr"), element)
