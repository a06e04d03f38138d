"""Nesting: which record stands under which, read from the page's own structure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.raw import Record

_REPLY_WRAPPER = re.compile(r"indent|child|repl|thread|nested|sub|answer|level|respon|antwort|inner|tree|descend")
_HIGHEST_SHELL = 4
_LISTS = ("ul", "ol", "dl", "blockquote")


def nest(page: Page, records: Sequence[Record]) -> None:
    """Set `inner` and `parent` of `records` (in document order) from how they stand in each other.

    The first that tells anything: a record inside another, or in the element around another; a level that the markup
    states; a record in a wrapper of replies that follows another.
    """
    _contain(page, records)
    if not any(record.parent is not None for record in records):
        _by_shell(page, records)
    if any(record.parent is not None for record in records):
        # Records that stand in each other tell the nesting; themes get the level's number wrong.
        return
    if any(record.level is not None for record in records):
        _by_level(records)
    else:
        _by_wrapper(page, records)


def _contain(page: Page, records: Sequence[Record]) -> None:
    open_records: list[tuple[int, Record, Element]] = []
    rows = [(page.order[part], record, part) for record in records for part in record.parts]
    for place, record, part in sorted(rows, key=lambda row: row[0]):
        while open_records and open_records[-1][0] <= place:
            open_records.pop()
        if open_records and open_records[-1][1] is not record:
            around = open_records[-1][1]
            around.inner.append(part)
            if record.parent is None and part is record.parts[0]:
                record.parent, record.parent_source = around, "nesting"
        open_records.append((page.end[place], record, part))


def _by_shell(page: Page, records: Sequence[Record]) -> None:
    """A record may be the inner part of an element that holds its answers as well: one such element a record."""
    if len(records) < 2:
        return
    shells = [record.parts[0] for record in records]
    for _ in range(_HIGHEST_SHELL):
        above = [shell.getparent() for shell in shells]
        shells = [shell for shell in above if shell is not None]
        looks = {(shell.tag, (page.classes(shell) or ("",))[0]) for shell in shells}
        if len(set(shells)) < len(records) or len(looks) > 2 or any(shell.tag in ("body", "main") for shell in shells):
            return
        places = [page.order[shell] for shell in shells]
        if any(b < page.end[a] for a, b in pairwise(places)):
            _link_shells(page, records, places)
            return


def _link_shells(page: Page, records: Sequence[Record], places: Sequence[int]) -> None:
    open_shells: list[tuple[int, Record]] = []
    for place, record in zip(places, records, strict=True):
        while open_shells and open_shells[-1][0] <= place:
            open_shells.pop()
        if open_shells and record.parent_key is None:
            record.parent, record.parent_source = open_shells[-1][1], "nesting"
        open_shells.append((page.end[place], record))


def _by_level(records: Sequence[Record]) -> None:
    trail: list[tuple[int, Record]] = []
    for record in records:
        level = record.level
        if level is None:
            continue
        while trail and trail[-1][0] >= level:
            trail.pop()
        if trail and record.parent_key is None:
            record.parent, record.parent_source = trail[-1][1], "nesting"
        trail.append((level, record))


def _by_wrapper(page: Page, records: Sequence[Record]) -> None:
    """A reply may stand beside its parent, in a list or an indented block of its own."""
    trail: list[tuple[int, Record]] = []
    for record in records:
        depth = page.depths[page.order[record.parts[0]]]
        while trail and trail[-1][0] >= depth:
            trail.pop()
        if trail and record.parent_key is None and _wrapped_under(page, trail[-1][1], record):
            record.parent, record.parent_source = trail[-1][1], "nesting"
        trail.append((depth, record))


def _wrapped_under(page: Page, above: Record, below: Record) -> bool:
    """Whether `below` stands in a wrapper of replies beside `above`."""
    beside = above.parts[0].getparent()
    for around in below.parts[0].iterancestors():
        if around is beside:
            return False
        names = f"{around.get('class') or ''} {around.get('id') or ''}".lower()
        if around.tag in _LISTS or _REPLY_WRAPPER.search(names):
            return beside is not None and page.contains(beside, around)
    return False
