"""Published: when the article appeared and when it was changed, from what machines and what people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.models import NO_MOMENT, Moment
from pipeline.parsers.class_words import META
from pipeline.parsers.dates import DateContext, find_dates, read_machine, reconcile
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import article_node, page_node, text_value
from pipeline.parsers.text import inline_text

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "publication_date",
    "published_time",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.issued",
    "citation_publication_date",
    "citation_date",
    "datecreated",
    "date",
    "dc.date",
    "dcterms.date",
    "article.published",
    "article.created",
    "last-published",
    "rnews:datepublished",
    "created",
    "originalpublicationdate",
    "dc.created",
    "timestamp",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:updated",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/_-]?(0?[1-9]|1[0-2])[/_-]?(0?[1-9]|[12]\d|3[01])(?:[/_.-]|\Z)")
_CHANGED = re.compile(
    r"updat|modif|aktualisier|geändert|mis à jour|actualizad|aggiornat|bijgewerkt|bearbeitet|last edit|letzte änderung|stand:|zuletzt",
    re.I,
)
_PUBLISHED_WORD = re.compile(r"publish|veröffentlich|publi|posted|erstellt", re.I)
_NOT_PUBLISHED = re.compile(r"©|copyright|\(c\)|all rights|termin|event|veranstaltung", re.I)
_DIGIT = re.compile(r"[0-9٠-٩۰-۹०-९]")
_DAYS = ("day", "hour", "minute", "second")
_BEFORE, _AFTER, _WITHIN = 40, 60, 25


class Dated(NamedTuple):
    """A moment and the rule that gave it."""

    moment: Moment
    source: str


NOTHING = Dated(NO_MOMENT, "")


def published_of(
    page: Page, regions: Regions, container: Element | None, title: Element | None, context: DateContext
) -> tuple[Dated, Dated]:
    """When the article was published and modified.

    A machine's time (JSON-LD, meta) is joined with the shown one where both name the same moment: the blog's clock is
    the shown one. Without a machine's time, the first date shown around the title, then the one in the address.
    """
    machine = next(_machine(page, "datePublished", _PUBLISHED), NOTHING)
    modified = next(_machine(page, "dateModified", _MODIFIED), NOTHING)
    shown, changed = _shown(page, regions, container, title, context)
    if machine.moment and shown.moment:
        joined = _joined(shown, machine)
        return joined, modified if modified.moment else changed
    best = next((dated for dated in (machine, shown, _from_url(page)) if dated.moment), NOTHING)
    if not best.moment and changed.source == "changed time":
        best, changed = Dated(changed.moment, "time.updated"), NOTHING
    return best, modified if modified.moment else changed


def _joined(shown: Dated, machine: Dated) -> Dated:
    """The shown wall clock with the machine's instant, if they are the same moment; else the machine's."""
    if _days_apart(shown.moment, machine.moment) > 1:
        return machine
    return Dated(reconcile(shown.moment, machine.moment), f"{machine.source}, {shown.source}")


def _days_apart(one: Moment, other: Moment) -> int:
    first, second = _wall(one), _wall(other)
    return abs((first.date() - second.date()).days) if first and second else 99


def _wall(moment: Moment) -> datetime | None:
    return moment.local or (moment.at.replace(tzinfo=None) if moment.at else None)


def _machine(page: Page, key: str, names: tuple[str, ...]) -> Iterator[Dated]:
    for node in (article_node(page), page_node(page)):
        said = text_value(node.get(key)) if node else None
        moment = read_machine(said) if said else NO_MOMENT
        if moment:
            yield Dated(moment, f"json-ld {key}")
    for name in names:
        for said in page.meta.get(name, ())[:1]:
            moment = read_machine(said)
            if moment:
                yield Dated(moment, f"meta {name}")


def _shown(
    page: Page, regions: Regions, container: Element | None, title: Element | None, context: DateContext
) -> tuple[Dated, Dated]:
    """The first date for people around the title and the first that is called a change."""
    published = changed = NOTHING
    seen = -1
    for index in _places(page, container, title):
        if index < seen or regions.cut[index]:
            continue
        element = page.elements[index]
        dated = _read(page, regions, element, index, context)
        if dated is None:
            continue
        seen = page.end[index]
        if dated.source.startswith("changed"):
            changed = changed if changed.moment else dated
        else:
            published = dated
            break
    return published, changed


def _places(page: Page, container: Element | None, title: Element | None) -> Iterator[int]:
    """Indexes of elements to look at: title to body and a little into it, before the title, after the body."""
    if container is None:
        return
    start, end = page.order[container], page.end[page.order[container]]
    head = page.order[title] if title is not None else start
    top = min(head, start) if abs(head - start) < 400 else start
    yield from range(top, min(max(start, head) + _WITHIN, len(page.elements)))
    yield from range(max(0, top - _BEFORE), top)
    yield from range(end, min(end + _AFTER, len(page.elements)))
    yield from range(max(start, end - _WITHIN), end)


def _read(page: Page, regions: Regions, element: Element, index: int, context: DateContext) -> Dated | None:
    tag = element.tag
    if (
        tag == "time"
        or element.get("datetime")
        or element.get("itemprop") in ("datePublished", "dateCreated", "dateModified")
    ):
        return _read_time(page, element, context)
    if tag == "a" and "bookmark" in (element.get("rel") or "") and _DIGIT.search(element.get("title") or ""):
        # Older WordPress themes: the day is the link's text, the time of day its title.
        return _found(f"{inline_text(element)} {element.get('title')}", context)
    if tag not in ("a", "time") and _holds_time(page, index):
        return None
    if tag in ("script", "style", "a") or regions.silent[index] and not regions.kinds.get(index, 0) & META:
        text = (element.text or "") if tag == "a" and len(element) == 0 else ""
    elif regions.kinds.get(index, 0) & META and page.end[index] - index < 15:
        text = inline_text(element)
    else:
        text = element.text or ""
        if len(element) and not _DIGIT.search(text) and len(element) < 6:
            text = " ".join(child.tail or "" for child in element)
    if not 6 <= len(text) <= 250 or not _DIGIT.search(text) or _NOT_PUBLISHED.search(text):
        return None
    if len(text) > 160 and not regions.kinds.get(index, 0) & META:
        return None
    return _found(text, context)


def _found(text: str, context: DateContext) -> Dated | None:
    moments = [date.moment for date in find_dates(text, context) if date.moment.precision in _DAYS]
    if not moments:
        return None
    return Dated(moments[0], "changed text" if _CHANGED.search(text) and len(moments) == 1 else "shown text")


def _holds_time(page: Page, index: int) -> bool:
    """Whether a `time` stands inside: it is visited next, and knows more than the words around it."""
    inside = (page.elements[inner] for inner in range(index + 1, min(page.end[index], index + 12)))
    return any(inner.tag == "time" or "bookmark" in (inner.get("rel") or "") for inner in inside)


def _read_time(page: Page, element: Element, context: DateContext) -> Dated | None:
    said = element.get("datetime") or element.get("content") or element.get("title") or ""
    machine = read_machine(said) if said else NO_MOMENT
    text = inline_text(element)
    found = find_dates(text, context) if text and _DIGIT.search(text) else []
    shown = next((date.moment for date in found if date.moment), NO_MOMENT)
    moment = reconcile(shown, machine) if shown and machine else shown or machine
    if not moment:
        return None
    names = " ".join((*page.classes(element), (element.get("itemprop") or "").lower()))
    # hAtom calls the only date of a post `updated`: it is a change where the words beside it say so.
    changed = "modified" in names or "updated" in names.split() and "published" not in names and not _PUBLISHED_WORD.search(text)
    return Dated(moment, "changed time" if changed else "time")


def _from_url(page: Page) -> Dated:
    """The day in the address, where it holds one."""
    found = _URL_DAY.search(urlsplit(page.url).path)
    if not found:
        return NOTHING
    moment = read_machine(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    return Dated(moment, "address") if moment else NOTHING
