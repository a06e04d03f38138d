"""Stray dates: when an article was published, where neither its head nor its foot says so.

Each rule is asked only where the ones before it find nothing, and none believes days that differ: they are a list's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.parsers.class_words import FURNITURE, LISTING, META
from pipeline.parsers.dates import DateContext, date_like, find_dates, read_machine
from pipeline.parsers.dates.labels import label_before, role_of_label, role_of_words
from pipeline.parsers.document import Element, Page
from pipeline.parsers.facts.dated import NOTHING, Dated, days_of, read_time, shown_in
from pipeline.parsers.facts.shown_dates import HEADINGS, is_quoted
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import inline_text, squash

_LONGEST = 120
_LONGEST_FACT = 60
_FIRST_WORDS = 90
_DIGITS = re.compile(r"\d\d")
_SILENT = frozenset("script style noscript title option textarea".split())
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_DATE = re.compile(r"(?:[,(/|–—]|\A|\bvom|\bden|\ble|\bdu)\s*\Z")
_AFTER_DATE = re.compile(r"\s*[)./]{0,2}\s*(?:[|–—]|-\s)")
_MOST_WORDS = 5
_SMALL = frozenset("vom den am le du de a of im in bei an der the on am".split())
_DAYS = ("day", "hour", "minute", "second")
_STATE = re.compile(
    r'"(?:datePublished|(?:first_?|date_?)?publi(?:shed|cation|sh)_?(?:at|on|date|time)?)\\?"\s*:\s*\\?"(\d{4}-\d\d-\d\d[^"\\]{0,20})',
    re.I,
)


def stray_date(page: Page, regions: Regions, container: Element, title: Element | None, context: DateContext) -> Dated:
    """The one day that the page gives for the article somewhere.

    In this order: the page's only `time`; the only one before the title in its main part; a date that a label before
    it calls the publication's; lines of facts inside the article; where and when, at the head of its first paragraphs.
    """
    rules = (
        _times(page, regions, context),
        _times_above(page, regions, title, context),
        _named(page, regions, context),
        _facts(page, regions, container, context),
        _datelines(regions, container, title, context),
    )
    for found in rules:
        dated = _agreed(found)
        if dated.moment:
            return dated
    return NOTHING


def _agreed(found: Iterable[Dated]) -> Dated:
    listed = [dated for dated in found if not dated.is_change]
    return listed[0] if len(days_of(listed)) == 1 else NOTHING


def _times(page: Page, regions: Regions, context: DateContext) -> Iterator[Dated]:
    """The page's only `time`, if it has one outside comments and furniture."""
    out = (regions.cut, regions.furniture)
    times = [e for e in page.by_tag.get("time", ()) if not any(mark[page.order[e]] for mark in out)]
    if len(times) == 1 and (dated := read_time(page, times[0], context)) is not None:
        yield dated


def _times_above(page: Page, regions: Regions, title: Element | None, context: DateContext) -> Iterator[Dated]:
    """Every `time` before the title, in the page's main part: in a banner above it."""
    mains = page.tagged("main", "article")
    main = next((one for one in mains if title is not None and page.contains(one, title)), None)
    if main is None or title is None:
        return
    for time in page.within(main, page.by_tag.get("time", ())):
        index = page.order[time]
        if index < page.order[title] and not regions.cut[index] and not _in_listing(page, regions, index):
            dated = read_time(page, time, context)
            if dated is not None:
                yield dated


def _in_listing(page: Page, regions: Regions, index: int) -> bool:
    while index >= 0 and page.elements[index].tag not in ("main", "body"):
        if regions.kinds.get(index, 0) & LISTING or page.elements[index].tag in ("nav", "aside", "li"):
            return True
        index = page.around[index]
    return False


def _named(page: Page, regions: Regions, context: DateContext) -> Iterator[Dated]:
    """Short lines with a date that they, or the label before them, call the publication's."""
    for index, text, _ in page.strings:
        element = page.elements[index]
        if len(text) > _LONGEST or regions.cut[index] or element.tag in _SILENT or not _DIGITS.search(text):
            continue
        line = squash(text)
        role = role_of_words(line)
        if not role and len(line) <= _LONGEST_FACT:
            role = role_of_label(label_before(element)) or ""
        if role and date_like(line):
            found = (dated if dated.role else dated._replace(role=role) for dated in shown_in(line, context))
            yield from (dated for dated in found if dated.role == "published" and not is_quoted(element))


def _facts(page: Page, regions: Regions, container: Element, context: DateContext) -> Iterator[Dated]:
    """Short lines inside the article that their class calls facts of the post."""
    first, last = page.order[container], page.end[page.order[container]]
    for index in sorted(regions.kinds):
        kind = regions.kinds[index]
        if not first < index < last or not kind & META or kind & (LISTING | FURNITURE):
            continue
        if regions.cut[index] or regions.furniture[index] or page.end[index] - index > 8:
            continue
        text = inline_text(page.elements[index])
        if len(text) <= _LONGEST_FACT and date_like(text) and not is_quoted(page.elements[index]):
            yield from shown_in(text, context)


def _datelines(regions: Regions, container: Element, title: Element | None, context: DateContext) -> Iterator[Dated]:
    """`Berlin, 25 January 2022 – The …`: where and when, before the words of one of the first paragraphs."""
    page = regions.page
    first, last = page.order[container], page.end[page.order[container]]
    first = min(first, page.order[title]) if title is not None else first
    for element, _ in islice(regions.chunks(first, last), 3):
        opening = inline_text(element)[:_FIRST_WORDS]
        for date in find_dates(opening, context)[:1]:
            is_dateline = _is_place(opening[: date.start]) and _AFTER_DATE.match(opening, date.end) is not None
            if date.moment.precision in _DAYS and is_dateline and element.tag not in HEADINGS:
                yield Dated(date.moment, "dateline")


def _is_place(before: str) -> bool:
    """Whether the words before a date name a place or a kind of text (`Berlin,`, `Press release of`), or are none."""
    words = _WORD.findall(before)
    has_names = all(word[0] == word[0].upper() or word in _SMALL for word in words)
    return len(words) <= _MOST_WORDS and has_names and _BEFORE_DATE.search(before) is not None


def state_date(page: Page) -> Dated:
    """The one day that the data of a page built by script calls the publication's."""
    scripts = page.inline_scripts
    if "ubli" not in scripts:
        return NOTHING
    said = [read_machine(found[1]) for found in _STATE.finditer(scripts)]
    return _agreed([Dated(moment, "script") for moment in said if moment])
