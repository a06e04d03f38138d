"""Dates of a page: all that one of its moments might be, stated or shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.parsers.dates import DateContext, date_like, find_dates, read_machine
from pipeline.parsers.document import Element, Page
from pipeline.parsers.explaining.offers import Offer
from pipeline.parsers.explaining.verifying import shown_moment
from pipeline.parsers.structured import article_node, page_node, text_value
from pipeline.parsers.text import squash

_DATED = re.compile(r"dat|time|publ|modif", re.I)
_LONGEST = 160
_UNSEEN = ("script", "style", "noscript", "template", "head", "title", "meta", "option")


def date_offers(
    page: Page, cut: Sequence[bool] | bytearray, context: DateContext, unlike: re.Pattern[str]
) -> Iterator[Offer]:
    """What a moment might be.

    Args:
        cut: of each element whether it is in the comment area. unlike: names of other moments.
    """
    yield from _stated(page, unlike)
    last = -1
    for index, element in enumerate(page.elements):
        if index < last or cut[index] or element.tag in _UNSEEN:
            continue
        offer = _shown(element, context)
        if offer is not None:
            last = page.end[index]
            yield offer


def _stated(page: Page, unlike: re.Pattern[str]) -> Iterator[Offer]:
    for node in (article_node(page), page_node(page)):
        for key in ("datePublished", "dateCreated", "dateModified"):
            said = text_value(node.get(key)) if node and not unlike.search(key) else None
            if said and (moment := read_machine(said)):
                yield Offer(shown_moment(moment), f"json-ld {key}")
    for meta in page.by_tag.get("meta", ()):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if not _DATED.search(name) or unlike.search(name):
            continue
        if moment := read_machine(meta.get("content") or ""):
            yield Offer(shown_moment(moment), f"meta {name}", meta)


def _shown(element: Element, context: DateContext) -> Offer | None:
    for key in ("datetime", "title") if element.tag in ("time", "abbr") else ("datetime",):
        said = element.get(key)
        if said and (moment := read_machine(said)):
            return Offer(shown_moment(moment), str(element.tag), element, key)
    own = squash(" ".join((element.text or "", *(child.tail or "" for child in element))))
    if not 6 <= len(own) <= _LONGEST or not date_like(own):
        return None
    dates = [date.moment for date in find_dates(own, context) if date.moment]
    return Offer(shown_moment(dates[0]), "shown text", element) if dates else None
