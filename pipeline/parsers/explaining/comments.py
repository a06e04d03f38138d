"""Explained comments: which elements hold comments and their parts, and which others might."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.models import Candidate, ExplainedField, ParsedPage
from pipeline.parsers.comments import generic
from pipeline.parsers.dates import DateContext
from pipeline.parsers.document import Element, Page
from pipeline.parsers.explaining.naming import selector_for_all, selector_for_each
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
_MOST_OTHERS = 4
_LEAST_TEXT = 10
_ENOUGH = 0.7
_SAMPLE = 200


def comment_fields(parsed: ParsedPage, reading: Reading) -> Iterator[ExplainedField]:
    """What holds comments, and of each its author, time and text."""
    page, found = reading.page, reading.found
    source = parsed.sources.get("comments") or parsed.comment_engine or ""
    items = [record.parts[0] for record in found.records if len(record.parts) == 1]
    whole = selector_for_all(page, items)
    if source.startswith("rule "):
        whole = source.removeprefix("rule ")
    answer = Candidate(_counted(parsed), source, whole) if parsed.comments else None
    yield ExplainedField("comment", answer, tuple(_others(page, items))[:_MOST_OTHERS])
    records = found.records[:_SAMPLE]
    if answer is None or not records or len(items) < len(found.records):
        return
    yield from _parts(reading, records, parsed)


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


def _parts(reading: Reading, records: Sequence[Record], parsed: ParsedPage) -> Iterator[ExplainedField]:
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
        source = parsed.sources.get(name) or "markup"
        answer = Candidate(value[:200], source, _selector(page, records, chosen)) if value else None
        yield ExplainedField(name, answer, tuple(_rivals(page, records, chosen, offers))[:_MOST_OTHERS])


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
