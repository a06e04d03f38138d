"""Ruled comments: those whose elements a blog's rules name, cut as all others are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.models import Document
from pipeline.parsers.contact import reveal_addresses
from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.numbering import numbered_records
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.records.times import stated_time
from pipeline.parsers.rules.rules import Hit, PageRules, address_in, is_page

_PARTS = {"comment_author": "author", "comment_published": "time", "comment_text": "text"}
_KEYS = ("comment_key", "comment_parent")
# What templates write before a comment's number: "comment-12", "#c12".
_NUMBER = re.compile(r"\A#?[A-Za-z_-]*(\d+)\Z")
_COUNT = re.compile(r"\d[\d.,\u00a0\u202f]*")


def ruled_comments(page: Page, more: Sequence[Document], found: Extraction, rules: PageRules) -> Extraction:
    """`found`, its comments those that the rules name: on the page, and on its further pages.

    What a server states of them (`RawComment.stated`) stays: it is matched by their keys.
    """
    hits = rules.elements("comment", is_told=False)
    if not hits:
        if found.records and rules.holds("comment"):
            rules.missed("comment")
        return found
    opened = set(found.opening.nodes) if found.opening else set()
    items = [hit.element for hit in hits if not any(page.contains(hit.element, node) for node in opened)]
    records = _records(page, items, found.records)
    comments = _read(page, records, rules)
    for document in more:
        if document.purpose == "comments" and is_page(document):
            comments += _further(document, rules)
    stated = [comment for comment in found.comments if comment.stated]
    return replace(found, comments=[*comments, *stated], records=records)


def ruled_count(rules: PageRules, declared: int | None) -> int | None:
    """How many comments the page says there are, as a rule has it."""
    field = "comment_count_declared"
    if rules.denies(field):
        return None
    hits = rules.values(field)
    shown = _COUNT.search(hits[0].value) if hits else None
    count = figure(re.sub(r"\D", "", shown.group())) if shown else None
    if hits and count is None:
        rules.missed(field, f"finds {hits[0].value[:60]!r}, in which there is no number")
    return declared if count is None else count


def _further(document: Document, rules: PageRules) -> list[RawComment]:
    """The comments of a further page of them."""
    page = Page(document)
    reveal_addresses(page)
    own = rules.on(page)
    items = [hit.element for hit in own.elements("comment", is_told=False)]
    return _read(page, _records(page, items), own)


def _records(page: Page, items: Sequence[Element], known: Sequence[Record] = ()) -> list[Record]:
    """A record for each of `items`, which keeps what an engine knew of the same element."""
    records = numbered_records(page, [(item,) for item in items])
    by_part = {record.parts[0]: record for record in known}
    for record in records:
        engines = by_part.get(record.parts[0])
        if engines is not None:
            record.key = engines.key or record.key
            record.kind, record.by_post_author = engines.kind, engines.by_post_author
    return records


def _read(page: Page, records: Sequence[Record], rules: PageRules) -> list[RawComment]:
    if not records:
        return []
    parts = {field: _by_record(page, records, rules, field) for field in (*_PARTS, *_KEYS, "comment_author_url")}
    for record in records:
        _number(record, parts["comment_key"].get(id(record)), parts["comment_parent"].get(id(record)))
    said = [_said(record, parts) for record in records]
    comments = read_records(page, records, said=said)
    for record, comment in zip(records, comments, strict=True):
        _complete(page, comment, {field: hits[id(record)] for field, hits in parts.items() if id(record) in hits})
        _deny(rules, comment)
    return comments


def _by_record(page: Page, records: Sequence[Record], rules: PageRules, field: str) -> dict[int, Hit]:
    """The first hit of `field` that belongs to each record itself, not to one inside it."""
    hits: dict[Element, Hit] = {}
    for hit in rules.elements(field):
        hits.setdefault(hit.element, hit)
    if not hits:
        return {}
    found = {}
    for record in records:
        own = next((hits[element] for element in own_elements(page, record) if element in hits), None)
        if own is not None:
            found[id(record)] = own
    if not found:
        rules.missed(field, "finds nothing in a comment")
    return found


def _number(record: Record, key: Hit | None, parent: Hit | None) -> None:
    if key is not None:
        record.key = _bare(key.value) or record.key
    if parent is not None and (answered := _bare(parent.value)) not in ("", "0"):
        record.parent, record.parent_key, record.parent_source = None, answered, "attribute"


def _bare(said: str) -> str:
    number = _NUMBER.match(said)
    return number.group(1) if number else said


def _said(record: Record, parts: Mapping[str, Mapping[int, Hit]]) -> dict[str, Element]:
    """The elements that rules name, of those that no attribute is asked of."""
    named = ((slot, parts[field].get(id(record))) for field, slot in _PARTS.items())
    return {slot: hit.element for slot, hit in named if hit is not None and hit.selector.attribute is None}


def _complete(page: Page, comment: RawComment, hits: Mapping[str, Hit]) -> None:
    """What rules say in words goes before what was read."""
    if (author := hits.get("comment_author")) and (author.selector.attribute is not None or not comment.name):
        comment.name = clean_name(author.value) or author.value or None
    if url := hits.get("comment_author_url"):
        comment.name_url = address_in(page, url) or comment.name_url
    if time := hits.get("comment_published"):
        if time.selector.attribute is not None:
            comment.machine, comment.shown = time.value, None
        else:
            inside = (stated_time(element) for element in page.subtree(time.element))
            comment.shown, comment.machine = time.value or None, next(filter(None, inside), None)


def _deny(rules: PageRules, comment: RawComment) -> None:
    if rules.denies("comment_author"):
        comment.name = None
    if rules.denies("comment_author_url"):
        comment.name_url = None
    if rules.denies("comment_published"):
        comment.shown = comment.machine = None
