"""Explaining: how a page was read, field by field, and what else each field might have been.

It is asked by people who write site rules: so what is found is named by a CSS selector, tested on the page. Nothing of
this is done in the normal path; it reads the page once more and asks the extractors for all that they weigh.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.identity import fold
from pipeline.models import Candidate, Document, ExplainedField, Explanation, Hints, ParsedPage
from pipeline.models.words import word_count
from pipeline.parsers.body.container import container_offers
from pipeline.parsers.document import Element
from pipeline.parsers.explaining.comments import comment_fields
from pipeline.parsers.explaining.dates import date_offers
from pipeline.parsers.explaining.naming import selector_for, selector_for_all
from pipeline.parsers.explaining.offers import Offer
from pipeline.parsers.explaining.verifying import Verifier, shown_moment
from pipeline.parsers.facts.terms import term_offers
from pipeline.parsers.facts.titles import title_offers
from pipeline.parsers.outline import Outline, outline_of
from pipeline.parsers.parse import Reading, prepare
from pipeline.parsers.people.authors import stated_names
from pipeline.parsers.people.bios import find_bios
from pipeline.parsers.people.bylines import name_offers
from pipeline.parsers.people.names import is_person
from pipeline.parsers.people.told_bios import told_bios
from pipeline.parsers.rules.ruled import names_said
from pipeline.parsers.text import inline_text, squash, text_of

_MOST_OTHERS = 5
_FEWER = {"subtitle": 3, "modified": 2}
_LONGEST = 300
_LONGEST_LINE = 160
_DATES = ("published", "modified")
_TERMS = ("tag", "category")
_PLAIN_REL = re.compile(r"[\w -]+")
_ABOVE, _BELOW = 40, 40
_PUBLISHED = re.compile(r"publ|creat|issued|(?:\A|[._:-])date\Z|pubdate|posted", re.I)
_MODIFIED = re.compile(r"modif|updat|revis|changed", re.I)
_WORDS = re.compile(r"[^\W\d_]{3}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_LINES = ("script", "style", "a", "li", "option", "button", "label")
_SHOWN_IN = ("script", "style", "noscript", "template", "head", "title", "meta", "option")


def explain(parsed: ParsedPage, document: Document, hints: Hints, more: Iterable[Document] = ()) -> Explanation:
    """How `parsed` came about.

    Args:
        parsed: what `parse_page` gave. document, hints, more: what it was given.
    """
    if parsed.page_kind == "not_html":
        return Explanation(parsed.url, parsed.page_kind, None, (), problems=parsed.problems)
    more = list(more)
    reading = prepare(document, hints, more)
    outline = outline_of(reading.page, reading.rules, reading.found.regions, reading.talk)
    verifier = Verifier(parsed, document, hints, more)
    explainer = _Explainer(parsed, reading, outline, verifier)
    fields = (*explainer.fields(), *comment_fields(parsed, reading, verifier))
    told = parsed.sources.get("page_kind")
    return Explanation(parsed.url, parsed.page_kind, parsed.comment_engine, fields, told, parsed.problems)


class _Explainer:
    """Asks of one page all that each field might be."""

    def __init__(self, parsed: ParsedPage, reading: Reading, outline: Outline, verifier: Verifier) -> None:
        self.parsed, self.reading, self.outline, self.verifier = parsed, reading, outline, verifier
        self.page = reading.page
        self._named: dict[Element, str | None] = {}

    def fields(self) -> Iterator[ExplainedField]:
        """The article's fields, in the order in which people read them."""
        parsed, told = self.parsed, self.parsed.sources
        yield self._field("title", parsed.title, told.get("title"), self._titles())
        yield self._field("subtitle", parsed.subtitle, told.get("subtitle"), self._lines)
        authors = ", ".join(author.name for author in parsed.authors)
        yield self._field("author", authors, told.get("authors"), self._names())
        yield self._author_urls()
        bios = " / ".join(author.bio for author in parsed.authors if author.bio)
        yield self._field("bio", bios, "author box" if bios else None, self._bios())
        yield self._field("published", shown_moment(parsed.published), told.get("published"), self._dates(_MODIFIED))
        yield self._field("modified", shown_moment(parsed.modified), told.get("modified"), self._dates(_PUBLISHED))
        yield self._body()
        for kind, name in (("tag", "tags"), ("category", "categories")):
            terms = ", ".join(term.name for term in parsed.terms if term.kind == kind)
            yield self._field(kind, terms, told.get(name) or told.get("terms"), self._terms(kind))
        yield self._field("excerpt", parsed.excerpt, told.get("excerpt"), self._metas("description"))
        yield self._field("image_url", parsed.image_url, told.get("image_url"), self._images())
        names = self._metas("site_name|application-name")
        yield self._field("site_name", parsed.site_name, told.get("site_name"), names)
        yield self._field("language", parsed.language, told.get("language"), self._languages())
        yield self._field("canonical_url", parsed.canonical_url, told.get("canonical_url"), self._addresses())

    # One field ------------------------------------------------------------------------------------------------------

    def _field(self, name: str, value: str | None, source: str | None, offers: Iterable[Offer]) -> ExplainedField:
        known = [offer for offer in offers if offer.value]
        if not value:
            answer = Candidate("", source) if source and source.startswith("rule") else None
            return ExplainedField(name, answer, self._candidates(known)[: _FEWER.get(name, _MOST_OTHERS)])
        same = [offer for offer in known if _is_same(name, offer.value, value)]
        same = same or [offer for offer in known if offer.source == source]
        same.sort(key=lambda offer: offer.source != source)
        if source and source.startswith("rule "):
            source, selector = self._rule(name, source)
        else:
            selector = self.verifier.first(name, self._ways(name, value, source or "", same))
        answer = Candidate(_short(value), source or "?", selector)
        rest = [offer for offer in known if offer not in same]
        others = [one for one in self._candidates(rest) if one.selector is None or one.selector != selector]
        others += [one for one in self._candidates(same) if one.selector != selector and name in _DATES]
        return ExplainedField(name, answer, tuple(others[: _FEWER.get(name, _MOST_OTHERS)]))

    def _rule(self, name: str, source: str) -> tuple[str, str | None]:
        """A rule as its author wrote it, and that of its selectors which found something."""
        found = source.removeprefix("rule ")
        written = (self.verifier.hints.rules or {}).get(name)
        several = isinstance(written, Sequence) and not isinstance(written, str) and len(written) > 1
        return (f"rule {json.dumps(list(written), ensure_ascii=False)}" if several and written else source), found

    def _ways(self, name: str, value: str, source: str, same: Sequence[Offer]) -> Iterator[str | None]:
        """Selectors that may give `value`, the likeliest first."""
        shown = [offer for offer in same if offer.element is not None and offer.element.tag != "meta"]
        elements = [offer.element for offer in shown if offer.element is not None]
        if len(elements) > 1 and name == "author" and len(self.parsed.authors) > 1:
            yield selector_for_all(self.page, elements)
        yield from map(self._selector, (shown or same)[:2])
        if name == "bio":
            yield from self._inside(value, elements)
        if name in _TERMS:
            yield from self._links(name, elements)
        yield self._where(value, source)
        yield from map(self._selector, same[:3])

    def _inside(self, value: str, boxes: Sequence[Element]) -> Iterator[str | None]:
        """What in a box says `value`, without the headings and links around that."""
        said = fold(value)
        for box in boxes[:2]:
            inner = next((one for one in box.iterdescendants() if fold(inline_text(one)) == said), None)
            if inner is not None:
                yield self._selector(Offer(value, "", inner))
            if outer := self._selector(Offer(value, "", box)):
                yield f"{outer} p"

    def _links(self, name: str, around: Sequence[Element]) -> Iterator[str | None]:
        """The links of the terms themselves, where what is around them holds others too."""
        names = {fold(term.name) for term in self.parsed.terms if term.kind == name}
        for box in around[:1]:
            links = [one for one in self.page.inside(box, "a") if fold(inline_text(one).strip(" #,;")) in names]
            yield selector_for_all(self.page, links)
            outer = self._selector(Offer("", "", box))
            rels = {one.get("rel") for one in links}
            if outer and len(rels) == 1 and (rel := rels.pop()) and _PLAIN_REL.fullmatch(rel):
                yield f"{outer} a[rel='{rel}']"

    def _candidates(self, offers: Iterable[Offer]) -> tuple[Candidate, ...]:
        found: dict[tuple[str, str], Candidate] = {}
        for offer in offers:
            if len(found) > _MOST_OTHERS:
                break
            selector = self._selector(offer)
            if selector is None and offer.element is not None:
                continue
            key = fold(offer.value) or offer.value, offer.source
            found.setdefault(key, Candidate(_short(offer.value), offer.source, selector))
        return tuple(found.values())[:_MOST_OTHERS]

    def _selector(self, offer: Offer) -> str | None:
        element = offer.element if offer.element is not None else self._meta(offer.source)
        if element is None:
            return None
        attribute = offer.attribute or ("content" if element.tag == "meta" else None)
        if element not in self._named:
            self._named[element] = selector_for(self.page, element)
        named = self._named[element]
        return f"{named}@{attribute}" if named and attribute else named

    def _meta(self, source: str) -> Element | None:
        """The element of the head that a source such as "meta og:title" names."""
        if source == "title":
            return next(iter(self.page.by_tag.get("title", ())), None)
        name = source.removeprefix("meta ").partition(",")[0]
        if not source.startswith("meta "):
            return None
        keys = ("property", "name", "itemprop")
        metas = self.page.by_tag.get("meta", ())
        return next((meta for meta in metas if name in [(meta.get(key) or "").lower() for key in keys]), None)

    def _where(self, value: str, source: str) -> str | None:
        """A selector for the innermost element that shows `value` and little else, else for what the source names."""
        said = fold(value)
        shown = (one for one in self._shown() if fold(one.text)[:20] == said[:20] or len(one))
        found = next((one for one in shown if len(one) < 8 and fold(inline_text(one)) == said), None)
        return self._selector(Offer(value, source, found)) if len(said) < _LONGEST else None

    def _shown(self) -> Iterator[Element]:
        page = self.page
        return (one for one in page.subtree(page.body) if one.tag not in _SHOWN_IN)

    # What each field might be ---------------------------------------------------------------------------------------

    def _titles(self) -> Iterator[Offer]:
        name = self.outline.site_name.value if self.outline.site_name else None
        for said, element in title_offers(self.page, self.outline.regions, name):
            stated = self._meta(said.source) if element is None else None
            # What a rule for it would give: with the site's name.
            raw = squash(stated.get("content") or stated.text) if stated is not None else ""
            yield Offer(raw or said.value, said.source, element)
        yield from self._lines

    @cached_property
    def _lines(self) -> list[Offer]:
        """Short lines above the text and at its head: what no template calls anything."""
        found = []
        page, regions = self.page, self.outline.regions
        first = page.order[self.outline.container]
        for index in range(max(0, first - _ABOVE), min(first + _BELOW, len(page.elements))):
            element = page.elements[index]
            if (regions.is_cut(element) and element is not self.outline.heading) or element.tag in _NO_LINES:
                continue
            has_words = squash(element.text) or any(squash(child.tail) for child in element)
            said = inline_text(element) if has_words else ""
            is_told = _WORDS.search(said) or _YEAR.search(said)
            if is_told and len(said) <= _LONGEST_LINE and fold(said) != fold(self.parsed.title):
                found.append(Offer(said, "line above the text", element))
        return found

    def _names(self) -> Iterator[Offer]:
        for name, element in name_offers(self.page, self.outline.regions):
            yield Offer(name.name, name.source, element)
        for name in stated_names(self.page):
            yield Offer(name.name, name.source)
        for offer in self._lines:
            if people := [name for name in names_said(self.page, offer.value) if is_person(name)]:
                yield offer._replace(value=", ".join(people))

    def _author_urls(self) -> ExplainedField:
        """The addresses of the authors, and the links that have them."""
        name, urls = "author_url", [author.url for author in self.parsed.authors if author.url]
        value = _short(", ".join(urls))
        if rule := self._in_force(name):
            source, selector = self._rule(name, rule)
            return ExplainedField(name, Candidate(value, source, selector))
        if not urls:
            return ExplainedField(name)
        links = [one for one in self.page.by_tag.get("a", ()) if self.page.absolute(one.get("href")) in urls]
        ways = (selector_for_all(self.page, links[: len(urls)]), *(selector_for(self.page, one) for one in links[:3]))
        return ExplainedField(name, Candidate(value, "link", self.verifier.first(name, ways)))

    def _in_force(self, name: str) -> str | None:
        """The rule for `name` that found what is said, for fields that no source is told of."""
        hits = self.reading.rules.elements(name, is_told=False)
        return hits[0].source if hits else None

    def _languages(self) -> Iterator[Offer]:
        for element in self.page.elements:
            if said := element.get("lang"):
                yield Offer(said, "lang", element, "lang")

    def _bios(self) -> Iterator[Offer]:
        outline = self.outline
        bios = list(outline.bios) or find_bios(self.page, outline.regions)
        names = [author.name for author in self.parsed.authors]
        bios += told_bios(self.page, outline.regions, outline.container, outline.heading, names) if names else []
        for bio in bios:
            yield Offer(bio.author.bio or "", bio.source, bio.box)

    def _dates(self, unlike: re.Pattern[str]) -> Iterator[Offer]:
        yield from date_offers(self.page, self.outline.regions.cut, self.reading.context, unlike)
        yield from (offer for offer in self._lines if _YEAR.search(offer.value))

    def _body(self) -> ExplainedField:
        outline, text = self.outline, self.parsed.body.text
        named = [Offer(_gist(text), self.parsed.sources.get("body", ""), outline.container)] if text else []
        offers = [Offer(_gist(text_of([box])), rule, box) for box, rule in self._containers()]
        offers = [offer for offer in offers if offer.element is not outline.container or not named]
        answer = self._field("body", named[0].value, named[0].source, named).answer if named else None
        taken = answer.selector if answer else None
        others = tuple(one for one in self._candidates(offers) if one.selector != taken)
        return ExplainedField("body", answer, others)

    def _containers(self) -> Iterator[tuple[Element, str]]:
        found = list(container_offers(self.outline.regions, self.outline.heading))
        seen = {box for box, _ in found}
        yield from found
        # What stands around and inside them: a body that holds too much, or too little, is mended by a step.
        for box, _ in [(self.outline.container, ""), *found]:
            around = box.getparent()
            inner = max(box, key=self.outline.regions.prose, default=None)
            for one, rule in ((around, "what is around"), (inner, "most of it")):
                is_box = one is not None and one.tag not in ("html", "p") and one not in seen
                if one is not None and is_box and self.outline.regions.prose(one):
                    seen.add(one)
                    yield one, rule

    def _terms(self, kind: str) -> Iterator[Offer]:
        outline = self.outline
        offers = term_offers(self.page, outline.regions, outline.container, outline.heading)
        links: dict[str, tuple[list[str], Element]] = {}
        for term, rule, link in offers:
            if term.kind != kind:
                continue
            parent = link.getparent()
            names, _ = links.setdefault(rule, ([], link if parent is None else parent))
            if term.name not in names:
                names.append(term.name)
        for rule, (names, around) in links.items():
            yield Offer(", ".join(names), rule, around)
        yield from self._metas("keywords|article:tag" if kind == "tag" else "article:section")

    def _metas(self, pattern: str) -> Iterator[Offer]:
        for meta in self.page.by_tag.get("meta", ()):
            name = meta.get("property") or meta.get("name") or ""
            if re.search(pattern, name, re.I):
                yield Offer(squash(meta.get("content")), f"meta {name.lower()}", meta)

    def _images(self) -> Iterator[Offer]:
        for offer in self._metas(r":image\Z|:image:src"):
            yield offer._replace(value=self.page.absolute(offer.value) or "")
        for image in self.page.inside(self.outline.container, "img")[:3]:
            yield Offer(self.page.absolute(image.get("data-src") or image.get("src")) or "", "picture", image)

    def _addresses(self) -> Iterator[Offer]:
        for link in self.page.rel_links.get("canonical", ()):
            yield Offer(self.page.absolute(link.get("href")) or "", "link canonical", link, "href")
        yield from self._metas("og:url")


def _is_same(field: str, offered: str, value: str) -> bool:
    """Whether an offer is the answer: to the day for dates, one of several for authors."""
    if field in _DATES:
        return offered[:10] == value[:10]
    said = fold(offered)
    return said == fold(value) or (field == "author" and said in map(fold, value.split(", ")))


def _gist(text: str) -> str:
    return f"{word_count(text)} words: {' '.join(text.split()[:40])}"


def _short(value: str) -> str:
    line = squash(value)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
