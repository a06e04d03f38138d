"""Shown dates: the dates that people read around an article's title and at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.models import NO_MOMENT, Moment
from pipeline.parsers.class_words import META
from pipeline.parsers.dates import DateContext, date_like, find_dates, read_machine, read_text, reconcile
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import inline_text, squash

_CHANGED = re.compile(
    r"updat|modif|aktualisier|geändert|mis à jour|actualizad|aggiornat|bijgewerkt|bearbeitet|last edit|"
    r"letzte änderung|"
    r"stand:|zuletzt",
    re.I,
)
_PUBLISHED = re.compile(r"publish|veröffentlich|publi|posted|erstellt", re.I)
_NOT_PUBLISHED = re.compile(r"©|copyright|\(c\)|all rights|termin|event|veranstaltung", re.I)
_UNREAD = frozenset("script style noscript option button nav select textarea svg head meta".split())
_DIGIT = re.compile(r"\d")
_PLACE_AND_YEAR = re.compile(r"[^.!?:]*,\s[^,!?:]*(?:19|20)\d\d\W*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAYS = ("day", "hour", "minute", "second")
_BEFORE, _WITHIN, _AFTER = 50, 40, 60
_LONGEST_META, _LONGEST, _LONGEST_DATELINE = 400, 160, 40


class Dated(NamedTuple):
    """A moment and the rule that gave it."""

    moment: Moment
    source: str


NOTHING = Dated(NO_MOMENT, "")


class _Zone(NamedTuple):
    first: int
    last: int
    is_head: bool
    is_body: bool = False


def shown_dates(
    page: Page, regions: Regions, container: Element, title: Element | None, context: DateContext
) -> tuple[Dated, Dated]:
    """When the article was published and changed, as shown.

    Looked for between title and body, before the title, where a `time` is marked as the publication's, at the body's
    head, after it and at its foot; within each of these a `time` goes before words. Comments, sidebars and the
    copyright line are no place for it, and what the title or a paragraph tells of is no date of the post.
    """
    changed = NOTHING
    marked = _marked_time(page, regions, context)
    for zone in _zones(page, container, title):
        found = list(_in_zone(page, regions, zone, title, context))
        changed = changed if changed.moment else next((d for d in found if d.source.startswith("changed")), NOTHING)
        published = [dated for dated in found if not dated.source.startswith("changed")]
        if marked.moment and zone.is_body:
            return marked, changed
        if published and (zone.is_head or not _disagree(published)):
            return next((dated for dated in published if dated.source == "time"), published[0]), changed
    return marked if marked.moment else _only_time(page, regions, context), changed


def _marked_time(page: Page, regions: Regions, context: DateContext) -> Dated:
    """What all elements that are marked as the publication's time say, if they agree on the day."""
    marked = [time for time in page.by_tag.get("time", ()) if "published" in page.classes(time)]
    marked = [time for time in marked if not regions.furniture[page.order[time]]]
    marked += page.stating_item("datePublished")
    marked = [_stating(page, element) for element in marked]
    outside = [element for element in marked if not regions.cut[page.order[element]]]
    found = [dated for element in outside if (dated := _read_time(page, element, context)) is not None]
    return NOTHING if not found or _disagree(found) else max(found, key=lambda dated: dated.source == "time")


def _disagree(found: Sequence[Dated]) -> bool:
    """Whether times of several days are among `found`: a list of other posts shows such."""
    walls = [dated.moment.local or dated.moment.at for dated in found if dated.source == "time"]
    return len({wall.date() for wall in walls if wall}) > 1


def _zones(page: Page, container: Element, title: Element | None) -> list[_Zone]:
    start, end, most = page.order[container], page.end[page.order[container]], len(page.elements)
    head = page.order[title] if title is not None else start
    top = min(head, start) if abs(head - start) < 400 else start
    under = min(max(start, head + _WITHIN if head > start else 0), end)
    return [
        _Zone(top, max(under, top + 1), title is not None),
        _Zone(max(0, top - _BEFORE), top, False),
        _Zone(under, min(under + _WITHIN, end), False, True),
        _Zone(end, min(end + _AFTER, most), False),
        _Zone(max(under, end - _WITHIN), end, False, True),
    ]


def _in_zone(page: Page, regions: Regions, zone: _Zone, title: Element | None, context: DateContext) -> Iterator[Dated]:
    seen = -1
    for index in range(zone.first, zone.last):
        if index < seen or regions.cut[index] or (regions.furniture[index] and not zone.is_head):
            continue
        if page.elements[index] is title:
            continue
        dated = _read(page, regions, page.elements[index], zone, context)
        if dated is not None:
            seen = page.end[index]
            yield dated


def _read(page: Page, regions: Regions, element: Element, zone: _Zone, context: DateContext) -> Dated | None:
    tag, index = element.tag, page.order[element]
    if tag == "time" or element.get("datetime") or element.get("itemprop") in ("datePublished", "dateModified"):
        return _read_time(page, _stating(page, element), context)
    if tag == "abbr" and read_machine(element.get("title") or ""):
        return _read_time(page, element, context)
    if tag == "a" and "bookmark" in (element.get("rel") or "") and _DIGIT.search(element.get("title") or ""):
        # Older WordPress themes: the day is the link's text, the time of day its title.
        return _found(f"{inline_text(element)} {element.get('title')}", context)
    if tag in _UNREAD or (tag != "a" and _holds_time(page, index)):
        return None
    is_meta = bool(regions.kinds.get(index, 0) & META) and page.end[index] - index < 15
    text = inline_text(element, _changes(page, element)) if is_meta else _own_text(element)
    if not 6 <= len(text) <= (_LONGEST_META if is_meta else _LONGEST):
        return None
    if not (date_like(text) or (is_meta and _DIGIT.search(text))) or _NOT_PUBLISHED.search(text):
        return None
    if zone.is_body and not is_meta and not _is_dateline(element, text):
        return None
    dated = _found(text, context)
    # hAtom's word for the time of a change, beside the one of the publication.
    is_change = dated is not None and is_meta and "updated" in page.classes(element) and not _PUBLISHED.search(text)
    return dated._replace(source="changed time") if dated is not None and is_change else dated


def _changes(page: Page, element: Element) -> set[Element]:
    """What stands inside a line of facts and is called the time of a change."""
    if not len(element) or "updated" not in page.by_class:
        return set()
    inside = page.within(element, page.by_class["updated"])
    return {inner for inner in inside if inner is not element and "published" not in page.classes(inner)}


def _is_dateline(element: Element, text: str) -> bool:
    """Whether a line of the body is one about the post: it says so, or holds little but a date."""
    if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "td"):
        return False
    if bool(_PUBLISHED.search(text)) or len(text) <= _LONGEST_DATELINE:
        return True
    # "Salt | Upper Mill, 11 November 2021": where and when, and no sentence.
    return len(text) <= 2 * _LONGEST_DATELINE and _PLACE_AND_YEAR.fullmatch(text) is not None


def _own_text(element: Element) -> str:
    """The text of `element` itself, not of what stands inside it; empty for one of many parts or without a digit."""
    text = element.text or ""
    parts = len(element)
    if parts > 6:
        return ""
    if parts:
        text = " ".join((text, *(child.tail or "" for child in element)))
    return squash(text) if _DIGIT.search(text) else ""


def _found(text: str, context: DateContext) -> Dated | None:
    moments = [date.moment for date in find_dates(text, context) if date.moment.precision in _DAYS]
    if not moments and len(text) <= _LONGEST_DATELINE and _YEAR.search(text):
        # Pages often name no language, or a wrong one.
        moments = [moment for moment in [read_text(text, context)] if moment.precision in _DAYS]
    if not moments:
        return None
    return Dated(moments[0], "changed text" if _CHANGED.search(text) and len(moments) == 1 else "shown text")


def _holds_time(page: Page, index: int) -> bool:
    """Whether a `time` stands inside: it is visited next, and knows more than the words around it."""
    inside = (page.elements[inner] for inner in range(index + 1, min(page.end[index], index + 12)))
    return any(
        inner.tag == "time"
        or "bookmark" in (inner.get("rel") or "")
        or (inner.tag == "abbr" and (inner.get("title") or "")[:1].isdigit())
        for inner in inside
    )


def _stating(page: Page, element: Element) -> Element:
    """The `time` or `abbr` inside `element` that says more than it, where it has no attribute that says when."""
    if element.get("datetime") or element.get("content"):
        return element
    inside = page.subtree(element)[1:]
    return next((inner for inner in inside if inner.get("datetime") or inner.tag == "abbr"), element)


def _read_time(page: Page, element: Element, context: DateContext) -> Dated | None:
    said = element.get("datetime") or element.get("content") or element.get("title") or ""
    machine = read_machine(said) if said else NO_MOMENT
    text = inline_text(element)
    found = find_dates(text, context) if _DIGIT.search(text) else []
    shown = next((date.moment for date in found if date.moment), NO_MOMENT)
    moment = reconcile(shown, machine) if shown and machine else shown or machine
    if not moment:
        return None
    names = (*page.classes(element), (element.get("itemprop") or "").lower())
    # hAtom calls the only date of a post `updated`: it is a change unless the words beside it say otherwise.
    is_change = any("modified" in name for name in names) or (
        "updated" in names and "published" not in names and not _PUBLISHED.search(text)
    )
    return Dated(moment, "changed time" if is_change else "time")


def _only_time(page: Page, regions: Regions, context: DateContext) -> Dated:
    """The page's only `time`, if it has one outside comments and furniture."""
    out = (regions.cut, regions.furniture)
    times = [e for e in page.by_tag.get("time", ()) if not any(mark[page.order[e]] for mark in out)]
    dated = _read_time(page, times[0], context) if len(times) == 1 else None
    return dated if dated is not None and dated.source == "time" else NOTHING
