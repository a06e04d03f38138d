"""Ruled comments: those whose elements a blog's rules name, cut as all others are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.models import Document
from pipeline.parsers.contact import reveal_addresses
from pipeline.parsers.dates import DateContext, read_machine, read_text
from pipeline.parsers.document import Element, Page
from pipeline.parsers.figures import figure
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.names import clean_name
from pipeline.parsers.records.numbering import numbered_records
from pipeline.parsers.records.raw import Extraction, RawComment, Record
from pipeline.parsers.records.ruled_numbers import Numbered, doubled, number_records, plain_number
from pipeline.parsers.records.slots import own_elements
from pipeline.parsers.records.times import stated_time
from pipeline.parsers.rules.rules import Hit, PageRules, address_in, is_page

_PARTS = {"comment_author": "author", "comment_published": "time", "comment_text": "text"}
_KEYS = ("comment_key", "comment_parent")
# "3 hours ago" is a time, though nobody may know which.
_SOME_DAY = datetime(2020, 1, 1, 12)
_COUNT = re.compile(r"\d[\d.,\u00a0\u202f]*")


class _Shown:
    """The comments that one page shows. parts: what rules find of each, by field and record."""

    def __init__(self, page: Page, records: list[Record], rules: PageRules) -> None:
        self.page, self.records, self.rules = page, records, rules
        fields = (*_PARTS, *_KEYS, "comment_author_url")
        self.parts = {field: _by_record(page, records, rules, field) if records else {} for field in fields}
        self.parts["comment_published"] = _dated(page, rules, self.parts["comment_published"])


def ruled_comments(page: Page, more: Sequence[Document], found: Extraction, rules: PageRules) -> Extraction:
    """`found`, its comments those that the rules name: on the page, and on its further pages.

    What a server states of them (`RawComment.stated`) stays: it is matched by their keys.
    """
    hits = rules.elements("comment", is_told=False)
    if any(hit.element in (page.root, page.body) for hit in hits):
        rules.forget("comment", "finds the whole page")
        return found
    if not hits:
        if found.records and rules.holds("comment"):
            rules.missed("comment")
        return found
    opened = set(found.opening.nodes) if found.opening else set()
    items = [hit.element for hit in hits if not any(page.contains(hit.element, node) for node in opened)]
    shown = [_Shown(page, _records(page, items, found.records), rules)]
    shown += [_further(document, rules) for document in more if document.purpose == "comments" and is_page(document)]
    _number(shown, rules)
    comments = [comment for one in shown for comment in _read(one)]
    stated = [comment for comment in found.comments if comment.stated]
    return replace(found, comments=[*comments, *stated], records=shown[0].records)


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


def _further(document: Document, rules: PageRules) -> _Shown:
    """The comments of a further page of them."""
    page = Page(document)
    reveal_addresses(page)
    own = rules.on(page)
    items = [hit.element for hit in own.elements("comment", is_told=False)]
    return _Shown(page, _records(page, items), own)


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


def _number(shown: Sequence[_Shown], rules: PageRules) -> None:
    told = [
        Numbered(record, *(_numbered(one.parts[field].get(id(record))) for field in _KEYS))
        for one in shown
        for record in one.records
    ]
    if twice := doubled(told[: len(shown[0].records)]):
        rules.missed("comment_key", f"finds {twice[:60]!r} for several comments")
    number_records(told)


def _numbered(hit: Hit | None) -> str | None:
    return plain_number(hit.value) if hit is not None else None


def _read(shown: _Shown) -> list[RawComment]:
    page, records = shown.page, shown.records
    if not records:
        return []
    said = [_said(record, shown.parts) for record in records]
    comments = read_records(page, records, said=said)
    for record, comment in zip(records, comments, strict=True):
        _complete(page, comment, {field: hits[id(record)] for field, hits in shown.parts.items() if id(record) in hits})
        _deny(shown.rules, comment)
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


def _dated(page: Page, rules: PageRules, hits: dict[int, Hit]) -> dict[int, Hit]:
    """Those of `hits` that tell a time."""
    told = {record: hit for record, hit in hits.items() if _is_dated(page, hit)}
    if hits and not told:
        said = next(iter(hits.values())).value
        rules.missed("comment_published", f"finds {said[:60]!r}, in which there is no date")
    return told


def _is_dated(page: Page, hit: Hit) -> bool:
    context = DateContext(language=page.language, fetched_at=_SOME_DAY)
    if hit.selector.attribute is None and any(stated_time(element) for element in page.subtree(hit.element)):
        return True
    return bool(read_machine(hit.value) or read_text(hit.value, context))


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
