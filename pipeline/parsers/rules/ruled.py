"""Ruled: what a blog's rules say of its article, read as the automatic answers are: names, dates, terms, bios, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Literal

from pipeline.models import Author, Moment, Term
from pipeline.parsers.contact import email_in, phone_in
from pipeline.parsers.dates import DateContext, find_dates, read_machine, read_text, reconcile
from pipeline.parsers.document import Element, Page
from pipeline.parsers.facts.dated import NOTHING, Dated
from pipeline.parsers.people.bios import Bio
from pipeline.parsers.people.byline_lines import names_in_line
from pipeline.parsers.people.bylines import Name
from pipeline.parsers.people.names import clean_name, names_in
from pipeline.parsers.rules.rules import NO_ADDRESS, NONE, Hit, PageRules, address_in
from pipeline.parsers.sourced import Sourced
from pipeline.parsers.text import inline_text, text_of

_DATED = ("time", "abbr")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[^\w:]+(\d{1,2})[^\w:]+(\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[^\w:]+(\d{1,2})[^\w:]+(\d{1,2})(?!\d)")
_KINDS: tuple[Literal["tag", "category"], ...] = ("tag", "category")


# Title and body ----------


def ruled_title(
    rules: PageRules, titled: Sourced | None, heading: Element | None
) -> tuple[Sourced | None, Element | None]:
    """The title and the heading that shows it, as a rule has them, else as they were found."""
    said = rules.text("title", lambda: titled)
    if said is None or said is titled:
        return said, heading
    element = rules.values("title")[0].element
    return said, element if rules.is_shown(element) else heading


def ruled_body(rules: PageRules) -> tuple[list[Element], str]:
    """The elements that hold the body by a rule, and that rule; none where there is no rule."""
    hits = rules.values("body")
    return ([hit.element for hit in hits], hits[0].source) if hits else ([], "")


def smallest_around(page: Page, parts: Sequence[Element]) -> Element:
    """The smallest element around all of `parts`, in document order."""
    last = max(page.end[page.order[part]] for part in parts)
    around = parts[0]
    while page.end[page.order[around]] < last and (outer := around.getparent()) is not None:
        around = outer
    return around


# Dates ----------


def ruled_date(rules: PageRules, field: str, found: Dated, context: DateContext) -> Dated:
    """The moment of `field` as a rule has it, else as it was `found`."""
    if rules.denies(field):
        return NOTHING
    hits = rules.values(field)
    for hit in hits:
        if moment := _moment(hit, context):
            return Dated(moment, hit.source)
    if hits:
        rules.missed(field, f"finds {hits[0].value[:60]!r}, in which there is no date")
    return found


def _moment(hit: Hit, context: DateContext) -> Moment:
    value, element = hit.value, hit.element
    if hit.selector.attribute is not None or element.tag == "meta":
        return read_machine(value) or read_text(value, context)
    told = element if element.tag in _DATED else next(element.iter(*_DATED), element)
    stated = told.get("datetime") or told.get("content") or told.get("title") or ""
    machine = read_machine(stated)
    shown = _shown(value, context)
    return reconcile(shown, machine) if shown and machine else shown or machine


def _shown(text: str, context: DateContext) -> Moment:
    """The date in what is known to hold one: what stands between its figures is the template's."""
    plain = _FIGURES.sub(r"\1/\2/\3", _YEAR_FIRST.sub(r"\1-\2-\3", text))
    return _first_date(text, context) or replace(_first_date(plain, context), raw=text)


def _first_date(text: str, context: DateContext) -> Moment:
    found = (date.moment for date in find_dates(text, context) if date.moment)
    return next(found, None) or read_text(text, context)


# People ----------


def ruled_names(rules: PageRules) -> tuple[Name, ...]:
    """The authors that a rule names, in order."""
    return tuple(name for hit in rules.values("author") for name in _names(rules.page, hit))


def _names(page: Page, hit: Hit) -> list[Name]:
    names = names_said(page, hit.value) or [clean_name(hit.value) or hit.value]
    is_text = hit.selector.attribute is None and hit.element.tag != "meta"
    links = [hit.element] if hit.element.tag == "a" else list(hit.element.iter("a"))
    url = page.absolute(links[0].get("href")) if is_text and len(names) == len(links) == 1 else None
    return [Name(name, url, hit.source) for name in names]


def names_said(page: Page, line: str) -> list[str]:
    """The names in a line that is known to name somebody, whatever its template writes before them."""
    return names_in(line) or names_in_line(line, page.language, True, True) or names_in(line.rpartition(":")[2])


def with_ruled_pages(rules: PageRules, authors: Sequence[Author]) -> tuple[Author, ...]:
    """`authors`, each with the address that a rule finds for them, in order."""
    if rules.denies("author_url"):
        return tuple(replace(author, url=None) for author in authors)
    hits = rules.elements("author_url")
    # Each author's own element, whether or not it holds an address.
    urls = [address_in(rules.page, hit) for hit in hits]
    if hits and not any(urls):
        rules.missed("author_url", NO_ADDRESS)
    return tuple(
        replace(author, url=url) if url else author for author, url in zip_longest(authors, urls[: len(authors)])
    )


def ruled_bios(rules: PageRules) -> list[Bio]:
    """What a rule says are the authors' bios."""
    return [_bio(rules.page, hit) for hit in rules.values("bio")]


def _bio(page: Page, hit: Hit) -> Bio:
    box = hit.element
    if hit.selector.attribute is not None or box.tag == "meta":
        return Bio(box, Author("", None, hit.value), hit.source)
    images = (page.absolute(one.get("data-src") or one.get("src")) for one in box.iter("img"))
    shown = next(filter(None, images), None)
    return Bio(box, Author("", None, text_of([box]), email_in(box), phone_in(box), shown), hit.source)


# Terms ----------


def ruled_terms(rules: PageRules, found: tuple[tuple[Term, ...], str | None]) -> tuple[tuple[Term, ...], str | None]:
    """The terms as rules have them; those of a kind without a rule as they were `found`."""
    terms, source = found
    sources: dict[str, str] = {}
    for kind in _KINDS:
        hits = rules.values(kind)
        named = dict.fromkeys(term for hit in hits for term in _terms(rules.page, kind, hit))
        if named or rules.denies(kind):
            terms = (*(term for term in terms if term.kind != kind), *named)
            sources[kind] = hits[0].source if named else NONE
    if source and (not sources or any(term.kind not in sources for term in terms)):
        sources["found"] = source
    return terms, " + ".join(dict.fromkeys(sources.values())) or None


def _terms(page: Page, kind: Literal["tag", "category"], hit: Hit) -> list[Term]:
    if hit.selector.attribute is None and hit.element.tag != "meta":
        links = [hit.element] if hit.element.tag == "a" else list(hit.element.iter("a"))
        if links:
            named = [(inline_text(link).strip(" #,;"), page.absolute(link.get("href"))) for link in links]
            return [Term(kind, name, url) for name, url in named if name]
    return [Term(kind, name) for part in hit.value.split(",") if (name := part.strip(" #;"))]
