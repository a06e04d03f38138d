"""RDFa: elements of `typeof` `sioct:Comment` or `schema:Comment` on pages of no known engine.

Source: SIOC core and types (`sioc:has_creator`, `sioc:content`, `sioc:reply_of`, `dcterms:created`), RDFa 1.1
(`about`, `resource`, `rel`, `property`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from lxml import etree

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.marked import nested, set_text, told
from pipeline.parsers.records.raw import Extraction, Record
from pipeline.parsers.records.slots import own_elements

name = "rdfa"
rank = 900

_typed = etree.XPath("//*[@typeof]")
_COMMENT = re.compile(r"(?:\A|[:/#\s])Comment(?:\s|\Z)")
_NUMBER = re.compile(r"(\d+)\D*\Z")
_REPLY = re.compile(r"(?:sioc:|schema:|\A|\s|/ns#)(?:reply_of|parentItem)(?:\s|\Z)")
_TEXTS = ("content:encoded", "sioc:content", "schema:text", "text")


def recognises(page: Page) -> bool:
    """Whether elements of the page call themselves comments in RDFa."""
    return page.says("typeof=") and bool(_items(page))


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The comments of the page; a parent is the one named, else the one around."""
    items = _items(page)
    subjects = [_subject(page, item) for item in items]
    keys = _keys(subjects)
    records = nested(page, [Record((item,), key) for item, key in zip(items, keys, strict=True)])
    known = {subject: key for subject, key in zip(subjects, keys, strict=True) if subject and key}
    for record in records:
        _read_parent(page, record, known)
    comments = read_records(page, records)
    for record, comment in zip(records, comments, strict=True):
        set_text(page, comment, told(page, record, "property", *_TEXTS), comment.leave_out)
        subject = _subject(page, record.parts[0])
        comment.permalink = comment.permalink or page.absolute(subject)
    return Extraction(comments, records)


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None: nothing is known of where the rest stands."""
    return []


def _items(page: Page) -> list[Element]:
    return [item for item in cast("list[Element]", _typed(page.root)) if _COMMENT.search(item.get("typeof") or "")]


def _subject(page: Page, item: Element) -> str | None:
    ident = item.get("id")
    return page.absolute(item.get("about") or item.get("resource") or (f"#{ident}" if ident else None))


def _keys(subjects: Sequence[str | None]) -> list[str | None]:
    """The numbers that the subjects end with, if these tell the comments apart."""
    found = [_NUMBER.search(subject) if subject else None for subject in subjects]
    numbers = [number.group(1) if number else None for number in found]
    return list(numbers) if len(set(numbers)) == len(numbers) else [None] * len(numbers)


def _read_parent(page: Page, record: Record, known: dict[str, str]) -> None:
    for element in own_elements(page, record):
        said = f"{element.get('rel') or ''} {element.get('property') or ''}"
        if _REPLY.search(said):
            target = page.absolute(element.get("resource") or element.get("href"))
            key = known.get(target or "")
            if key and key != record.key:
                record.parent, record.parent_key, record.parent_source = None, key, "attribute"
                return
