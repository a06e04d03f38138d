"""Tails: what the template writes as bare text in records without an element for the text.

Words behind author and time ("says:", "|"), and the line "Posted by X on DATE" itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.parsers.document import Element
from pipeline.parsers.records.names import is_dull, is_said
from pipeline.parsers.records.raw import RawComment, Record
from pipeline.parsers.records.template import most_of
from pipeline.parsers.text import squash, text_of

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


def drop_heads(records: Sequence[Record], comments: Sequence[RawComment]) -> None:
    """Take the line that says name and time, and nothing else, out of records that write it as bare text.

    At the same place in most of them: what a visitor says may read like one.
    """
    bare = [comment for record, comment in zip(records, comments, strict=True) if comment.nodes == record.parts]
    heads = [head for comment in bare if (head := _head(comment)) is not None]
    places = Counter(_place(element, is_tail) for element, is_tail in heads)
    for element, is_tail in heads:
        if places[_place(element, is_tail)] < most_of(len(comments)):
            continue
        if is_tail:
            element.tail = " "
        else:
            element.text = " "


def _head(comment: RawComment) -> tuple[Element, bool] | None:
    """Where a comment's head is bare text: in or (true) behind an element."""
    if not comment.name or not comment.shown:
        return None
    shown = squash(comment.shown)
    texts = [(part, False, part.text) for part in comment.nodes]
    texts += [(child, True, child.tail) for part in comment.nodes for child in part]
    for element, is_tail, text in texts:
        said = squash(text)
        if shown not in said or not is_dull(said.replace(shown, "", 1).replace(comment.name, "", 1)):
            continue
        # All that is left was said, however little it tells.
        if squash(text_of(comment.nodes, comment.leave_out)) not in ("", said):
            return element, is_tail
    return None


def _place(element: Element, is_tail: bool) -> tuple[str, bool]:
    return str(element.tag), is_tail


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
