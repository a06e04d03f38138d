"""Published: when the article appeared and when it was changed, from what machines and what people read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from urllib.parse import urlsplit

from pipeline.models import NO_MOMENT, Moment
from pipeline.parsers.dates import DateContext, read_machine, read_text, reconcile
from pipeline.parsers.document import Element, Page
from pipeline.parsers.facts.dated import NOTHING, Dated
from pipeline.parsers.facts.shown_dates import shown_dates
from pipeline.parsers.facts.stray_dates import state_date, stray_date
from pipeline.parsers.records.raw import RawComment
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import article_node, page_node, text_value

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
_CLOCKED = ("second", "minute", "hour")
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|\Z)|"
    r"(?<!\d)((?:19|20)\d\d)([-_]?)(0[1-9]|1[0-2])\5(0[1-9]|[12]\d|3[01])(?!\d)"
)


def published_of(
    page: Page,
    regions: Regions,
    container: Element,
    title: Element | None,
    context: DateContext,
    opening: RawComment | None = None,
) -> tuple[Dated, Dated]:
    """When the article was published and modified; of a forum's topic, what its opening post says.

    Which source is right how often was counted over 352 news and blog pages whose day is known: JSON-LD .97,
    `article:published_time` .97, microdata .95, hAtom .96, the address .96, other `meta` .84; shown at the title .97,
    before it .94, elsewhere .63. So:

    1. A machine's time (JSON-LD, then meta) is joined with the shown one where both name the same moment, a day's
       difference of zones allowed: the blog's clock is the shown one.
    2. Where they differ by more, JSON-LD and `article:published_time` stand; any other `meta` stands back behind a
       time that is shown at the title or called the publication's (right 5 of 5 times), not behind one shown elsewhere.
    3. Without a machine's time: the opening post's, the shown one, the one in the address, one that the page gives
       somewhere else (`stray_dates`). A time that is only said to be of a change is never the publication's.
    4. A machine's midnight sharp is a day: of 9 such, one was a time of day.
    """
    machines = list(_machine(page, "datePublished", _PUBLISHED))
    changes = list(_machine(page, "dateModified", _MODIFIED))
    modified = _of_midnight(next(iter(changes), NOTHING), changes)
    shown, changed = shown_dates(page, regions, container, title, context)
    machine = next(iter(machines), NOTHING)
    if not shown.moment and any(_days_apart(changed.moment, dated.moment) == 0 for dated in machines):
        # hAtom calls a post's only time its last change, and so do themes that show when it appeared.
        shown, changed = changed, NOTHING
    if shown.moment:
        # A post's times may differ: of its first draft, of its publication. Readers are shown the latter.
        machine = next((dated for dated in machines if _days_apart(shown.moment, dated.moment) <= 1), machine)
    if _is_doubtful(machine) and _is_sure(shown) and _days_apart(shown.moment, machine.moment) > 1:
        machine = NOTHING
    machine = _of_midnight(machine, machines)
    if machine.moment and shown.moment:
        joined = _joined(shown, machine)
        return joined, modified if modified.moment else changed
    offers = (machine, _opened(opening, context), shown, _from_url(page))
    best = next((dated for dated in offers if dated.moment), NOTHING)
    if not best.moment and changed.role != "updated":
        best = stray_date(page, regions, container, title, context)
        best = best if best.moment else state_date(page)
    is_only = not best.moment or (best.source == "address" and _days_apart(best.moment, changed.moment) == 0)
    if is_only and changed.role == "updated":
        best, changed = Dated(changed.moment, "time.updated"), NOTHING
    return best, modified if modified.moment else changed


def _is_doubtful(machine: Dated) -> bool:
    """Whether a machine's time may be of a template or of a change: `meta date` and its like."""
    return machine.source.startswith("meta") and machine.source != "meta article:published_time"


def _is_sure(shown: Dated) -> bool:
    """Whether a shown time is the post's beyond doubt: it stands at the title, or is called the publication's."""
    return bool(shown.moment) and (shown.is_near or shown.role == "published")


def _of_midnight(machine: Dated, others: Iterable[Dated]) -> Dated:
    """`machine` as a day where its clock stands at midnight sharp: what a system writes that knows no time of day.

    Another machine's time of the same day is taken in its place.
    """
    wall = _wall(machine.moment)
    if wall is None or wall.time() != time.min or machine.moment.precision not in _CLOCKED:
        return machine
    for other in others:
        other_wall = _wall(other.moment)
        if other_wall and other_wall.date() == wall.date() and other_wall.time() != time.min:
            return other
    day = Moment(machine.moment.raw, wall, None, "day")
    return machine._replace(moment=day)


def _opened(opening: RawComment | None, context: DateContext) -> Dated:
    if opening is None:
        return NOTHING
    shown = read_text(opening.shown, context) if opening.shown else NO_MOMENT
    machine = read_machine(opening.machine) if opening.machine else NO_MOMENT
    moment = reconcile(shown, machine)
    return Dated(moment, "opening post") if moment else NOTHING


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


def _from_url(page: Page) -> Dated:
    """The day in the address, where it holds one."""
    found = _URL_DAY.search(urlsplit(page.url).path)
    if not found:
        return NOTHING
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[4], found[6], found[7])
    moment = read_machine(f"{year}-{int(month):02}-{int(day):02}")
    return Dated(moment, "address") if moment else NOTHING
