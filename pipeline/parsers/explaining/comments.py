"""Explained comments: which elements hold comments and their parts, and which others might."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pipeline.models import Candidate, ExplainedField, ParsedPage, Rules
from pipeline.parsers.comments import generic
from pipeline.parsers.dates import DateContext
from pipeline.parsers.document import Element, Page
from pipeline.parsers.explaining.naming import selector_for, selector_for_all, selector_for_each
from pipeline.parsers.explaining.verifying import Verifier, told_of_comments
from pipeline.parsers.parse import Reading
from pipeline.parsers.records.anchors import date_anchors
from pipeline.parsers.records.authorship import best_author
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.repeats import find_repeats
from pipeline.parsers.records.slots import find_slots, own_elements
from pipeline.parsers.records.template import shared_template
from pipeline.parsers.records.times import best_time
from pipeline.parsers.text import inline_text, squash, text_of

_TALK = re.compile(r"comment|kommentar|comentario|commentaire|reply|response|discuss|message|(?:\A|[-_])post\Z", re.I)
_CODE = ("script", "style", "template")
_MOST_OTHERS = 4
_PARTS = (
    "comment_key",
    "comment_parent",
    "comment_author",
    "comment_published",
    "comment_text",
    "comment_author_url",
)
_MOST_ELEMENTS, _LONGEST_COUNT = 40, 120
_LEAST_TEXT = 10
_ENOUGH = 0.7
_SAMPLE = 200


def comment_fields(parsed: ParsedPage, reading: Reading, verifier: Verifier) -> Iterator[ExplainedField]:
    """How many comments there should be, what holds them, and of each its number, author, time and text."""
    page, found = reading.page, reading.found
    yield _declared(parsed, reading, verifier)
    source = parsed.sources.get("comments") or parsed.comment_engine or ""
    items = [record.parts[0] for record in found.records if len(record.parts) == 1]
    others = list(_others(page, items))
    whole = selector_for_all(page, items)
    given = whole
    if source.startswith("rule "):
        whole = given = source.removeprefix("rule ")
    elif whole and not (given := verifier.first("comment", [whole])):
        if verifier.texts(whole):
            others.insert(0, Candidate(_counted(parsed), "not who answers whom", whole))
        else:
            whole = None
    answer = Candidate(_counted(parsed), source, given) if parsed.comments else None
    yield ExplainedField("comment", answer, tuple(others[:_MOST_OTHERS]))
    records = found.records[:_SAMPLE]
    if not parsed.comments or not records or len(items) < len(found.records):
        yield from _unplaced(parsed)
        return
    parts = _Parts(parsed, reading, verifier, {"comment": whole} if whole else {})
    yield from parts.numbers(records)
    yield from _parts(reading, records, parsed, parts)
    yield parts.urls(records)


def _unplaced(parsed: ParsedPage) -> Iterator[ExplainedField]:
    """The parts of comments that no elements of the page hold, such as those of a server's answer."""
    for field in _PARTS:
        told = [said for said in told_of_comments(parsed, field) if said]
        source = parsed.sources.get("comments") or parsed.comment_engine or "markup"
        yield ExplainedField(field, Candidate(told[0][:200], source) if told else None)


def _declared(parsed: ParsedPage, reading: Reading, verifier: Verifier) -> ExplainedField:
    field = "comment_count_declared"
    if parsed.comment_count_declared is None:
        return ExplainedField(field)
    count = str(parsed.comment_count_declared)
    if hits := reading.rules.elements(field, is_told=False):
        return ExplainedField(field, Candidate(count, hits[0].source, hits[0].selector.text))
    own = re.compile(rf"(?<!\d){count}(?!\d)")
    page = reading.page
    places = (one for one in page.subtree(page.body) if len(one) < 4 and one.tag not in _CODE)
    shown = [one for one in places if own.search(squash(one.text)) and len(inline_text(one)) < _LONGEST_COUNT]
    talking = [one for one in shown if _TALK.search(f"{one.get('class')} {one.get('id')} {inline_text(one)}")]
    ways = (selector_for(page, one) for one in (talking or shown)[:3])
    return ExplainedField(field, Candidate(count, "shown", verifier.first(field, ways)))


class _Parts:
    """Names what rules for parts of comments would find. whole: the rule for comments beside which they stand."""

    def __init__(self, parsed: ParsedPage, reading: Reading, verifier: Verifier, whole: Rules) -> None:
        self.parsed, self.reading, self.verifier, self.whole = parsed, reading, verifier, whole

    def in_force(self, field: str) -> tuple[str, str] | None:
        """Source and selector of the rule for `field` that found something."""
        hits = self.reading.rules.elements(field, is_told=False)
        return (hits[0].source, hits[0].selector.text) if hits else None

    def answer(self, field: str, value: str, source: str, ways: Iterable[str | None]) -> Candidate | None:
        """What is said in `field`, by the rule for it or by the first of `ways` that gives the same."""
        if not value:
            return None
        if rule := self.in_force(field):
            return Candidate(value[:200], *rule)
        found = self.verifier.first(field, ways, self.whole) if self.whole else None
        return Candidate(value[:200], source, found)

    def numbers(self, records: Sequence[Record]) -> Iterator[ExplainedField]:
        """The comments' own numbers and those they answer."""
        comments = self.parsed.comments
        key = comments[0].key if comments[0].key_source == "engine" else ""
        keys = {one.key for one in comments}
        said = next((one.parent_key for one in comments if one.parent_key), "") or ""
        source = self.parsed.comment_engine or "markup"
        keyed = self._stating(records, keys) if key else []
        yield ExplainedField("comment_key", self.answer("comment_key", key, source, keyed))
        told = next((one.parent_source for one in comments if one.parent_source), None)
        parents = self._stating(records, keys) if key and told == "attribute" else []
        yield ExplainedField("comment_parent", self.answer("comment_parent", said, told or source, parents))

    def urls(self, records: Sequence[Record]) -> ExplainedField:
        """The addresses that authors gave."""
        field, page = "comment_author_url", self.reading.page
        urls = {one.author.url for one in self.parsed.comments if one.author.url}
        told = []
        for record in records:
            links = (one for one in own_elements(page, record) if one.tag == "a")
            told += [link for link in links if page.absolute(link.get("href")) in urls][:1]
        ways = [selector_for_each(page, told, set(told).issubset)] if told else []
        first = next((one.author.url for one in self.parsed.comments if one.author.url), "") or ""
        return ExplainedField(field, self.answer(field, first, "link", ways))

    def _stating(self, records: Sequence[Record], keys: set[str]) -> list[str]:
        """Attributes in a comment that name one of `keys`, as rules."""
        rows = [own_elements(self.reading.page, record)[:_MOST_ELEMENTS] for record in records]
        attributes = {
            str(key): None
            for row in rows[:4]
            for element in row
            for key, value in element.items()
            if _names_one_of(keys, str(value))
        }
        ways = []
        for name in attributes:
            chosen = [next((one for one in row if _names_one_of(keys, one.get(name) or "")), None) for row in rows]
            if place := self._place(records, chosen):
                ways.append(f"{place}@{name}")
        return ways

    def _place(self, records: Sequence[Record], chosen: Sequence[Element | None]) -> str | None:
        told = [(record, one) for record, one in zip(records, chosen, strict=True) if one is not None]
        if all(one in record.parts for record, one in told):
            whole = self.whole.get("comment")
            return whole if isinstance(whole, str) else None
        return _selector(self.reading.page, records, chosen)


def _names_one_of(keys: set[str], said: str) -> bool:
    number = re.search(r"\d+\Z", said)
    return said in keys or bool(number and number[0] in keys)


def _counted(parsed: ParsedPage) -> str:
    first = parsed.comments[0]
    return f"{len(parsed.comments)}: {first.author.name or '(no name)'}: {first.text}"[:200]


def _others(page: Page, items: Sequence[Element]) -> Iterator[Candidate]:
    """What generic would take, and what several elements that are called comments are called."""
    known = set(items)
    guessed = [record.parts[0] for record in generic.extract(Page(page.document), ()).records]
    # Another page, the same document: elements are told by their place.
    if guessed:
        places = [_place(element) for element in guessed]
        there = {_place(element): element for element in page.elements if element.tag == guessed[0].tag}
        same = [there[place] for place in places if place in there]
        if same and set(same) != known and (named := selector_for_all(page, same)):
            yield Candidate(f"{len(same)}: {inline_text(same[0])}"[:200], "generic", named)
    for repeat in find_repeats(page, date_anchors(page, DateContext(language=page.language))):
        owners = list(repeat.owners)
        is_told = len(owners) > 1 and not set(owners) <= known and inline_text(owners[0])
        if is_told and (named := selector_for_all(page, owners)):
            yield Candidate(f"{len(owners)}: {inline_text(owners[0])}"[:200], "dated, repeated", named)
    for token, elements in page.by_class.items():
        if not _TALK.search(token) or len(elements) < 2 or set(elements) <= known:
            continue
        if all(len(one) and len(inline_text(one)) >= _LEAST_TEXT for one in elements[:20]):
            named = selector_for_all(page, elements)
            if named:
                yield Candidate(f"{len(elements)}: {inline_text(elements[0])}"[:200], "class", named)


def _place(element: Element) -> str:
    return str(element.getroottree().getpath(element))


def _parts(reading: Reading, records: Sequence[Record], parsed: ParsedPage, parts: _Parts) -> Iterator[ExplainedField]:
    page = reading.page
    slots = [find_slots(page, record) for record in records]
    template = shared_template(page, records, slots)
    times = [best_time(one) for one in slots]
    authors = [best_author(page, one, time, template) for one, time in zip(slots, times, strict=True)]
    raws = [raw for raw in reading.found.comments if raw.page is page and not raw.stated][: len(records)]
    raws = raws if len(raws) == len(records) else [RawComment(page)] * len(records)
    told = list(zip(records, raws, strict=True))
    texts = [_text(page, record, raw) for record, raw in told]
    authors = [_either(page, one, record, raw.name) for one, (record, raw) in zip(authors, told, strict=True)]
    times = [_either(page, one, record, raw.shown) for one, (record, raw) in zip(times, told, strict=True)]
    first = parsed.comments[0]
    shown = first.published.raw or first.published.local_text() or ""
    rows = (
        ("comment_author", first.author.name or "", authors, [one.authors for one in slots]),
        ("comment_published", shown, times, [one.times for one in slots]),
        ("comment_text", first.text, texts, [one.texts for one in slots]),
    )
    for name, value, chosen, offers in rows:
        answer = parts.answer(name, value, "markup", _part_ways(page, records, chosen, offers))
        yield ExplainedField(name, answer, tuple(_rivals(page, records, chosen, offers))[:_MOST_OTHERS])


def _part_ways(
    page: Page,
    records: Sequence[Record],
    chosen: Sequence[Element | None],
    offers: Sequence[Sequence[tuple[int, Element]]],
) -> Iterator[str | None]:
    """Selectors for what was chosen, as it shows and as its attributes say, and for what else is called so."""
    named = _selector(page, records, chosen)
    yield named
    told = next((one for one in chosen if one is not None), None)
    if named and told is not None:
        yield from (f"{named}@{key}" for key in ("datetime", "title") if told.get(key))
    yield from (rival.selector for rival in _rivals(page, records, chosen, offers))


def _text(page: Page, record: Record, raw: RawComment) -> Element | None:
    """The element that holds the text, where it is not all of the record."""
    if len(raw.nodes) == 1 and raw.nodes[0] not in record.parts:
        return raw.nodes[0]
    return _saying(page, record, squash(text_of(raw.nodes, raw.leave_out)))


def _either(page: Page, element: Element | None, record: Record, said: str | None) -> Element | None:
    return element if element is not None else _saying(page, record, said)


def _saying(page: Page, record: Record, said: str | None) -> Element | None:
    """The first element of a record that says `said` and nothing else."""
    own = (one for one in own_elements(page, record) if one not in record.parts)
    return next((one for one in own if inline_text(one) == said), None) if said else None


def _selector(page: Page, records: Sequence[Record], chosen: Sequence[Element | None]) -> str | None:
    told = [(record, one) for record, one in zip(records, chosen, strict=True) if one is not None]

    def fits(found: set[Element]) -> bool:
        right = sum(_is_first(own_elements(page, record), one, found) for record, one in told)
        return right >= _ENOUGH * len(records)

    return selector_for_each(page, [one for _, one in told], fits) if told else None


def _is_first(own: Sequence[Element], element: Element, found: set[Element]) -> bool:
    return next((one for one in own if one in found), None) is element


def _rivals(
    page: Page,
    records: Sequence[Record],
    chosen: Sequence[Element | None],
    offers: Sequence[Sequence[tuple[int, Element]]],
) -> Iterator[Candidate]:
    """What else in the first record may be this part, by what its class says."""
    taken = {one for one in chosen if one is not None}
    seen: set[str] = set()
    for record, row in zip(records[:3], offers[:3], strict=True):
        own = own_elements(page, record)
        for _, element in row:
            if element in taken:
                continue
            named = selector_for_each(page, [element], partial(_is_first, own, element))
            if named and named not in seen:
                seen.add(named)
                yield Candidate(inline_text(element)[:200], "class", named)
