"""Tails: the template's words behind author and time ("says:", "|") in records without an element for the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.parsers.document import Element
from pipeline.parsers.records.names import is_said
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.template import most_of
from pipeline.parsers.text import squash

_MARKS = re.compile(r"[^\w<>]{1,3}\Z")
_LONGEST = 30
_INLINE = frozenset("a abbr b big cite em font i img small span strong time u".split())


def drop_tails(records: Sequence[Record], comments: Sequence[RawComment]) -> None:
    """Drop the texts right behind what was left out of a record that has no element for its text.

    Those that say nothing but "says:" or a mark, and those that most of the records share, are the template's. They are
    taken out of the page: a text without an element can't be left out otherwise.
    """
    tails = [
        [element for element in comment.leave_out if _is_beside(element, comment)]
        if comment.nodes == record.parts
        else []
        for record, comment in zip(records, comments, strict=True)
    ]
    shared = Counter(said for row in tails for said in {_said(element) for element in row})
    for element in (element for row in tails for element in row):
        if _is_template(_said(element), shared, len(comments)):
            element.tail = " "


def _is_beside(element: Element, comment: RawComment) -> bool:
    return (
        element.tag in _INLINE
        and element not in comment.nodes
        and not (element.tail or " ").isspace()
        # A date that all posts share is no word of the template.
        and not any(letter.isdigit() for letter in element.tail or "")
        and len(_said(element)) <= _LONGEST
    )


def _said(element: Element) -> str:
    return squash(element.tail)


def _is_template(said: str, shared: Counter[str], records: int) -> bool:
    return _MARKS.match(said) is not None or is_said(said) or shared[said] >= most_of(records)
