"""Ruled numbers: which comment is which and which it answers, as a blog's rules find it said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.parsers.records.raw import Record

# Of a link to a comment what names the comment: "#c12", "/a-post/#c12".
_ADDRESS = re.compile(r"\A(?:(?:https?:/)?/[^#]*)?#(?=.)", re.S)
_NUMBERED = re.compile(r"([A-Za-z_-]*)(\d+)")
_LONGEST = 200
_NOBODY = ("", "0")


class Numbered(NamedTuple):
    """A record, and what rules find said of its own number and of that of the comment it answers."""

    record: Record
    key: str | None = None
    parent: str | None = None


def number_records(told: Sequence[Numbered]) -> None:
    """Set keys and parents of all records of a thread, over all its pages.

    What is said is taken as it is: "a1" is not "b1". Only what all keys have before their number ("comment-12") goes,
    from keys and parents alike, so that they fit what a server says of the same comments.
    """
    keys = [one.key for one in told if one.key]
    if keys:
        _hold_parents([one.record for one in told])
    prefix = _prefix(keys or [one.parent for one in told if one.parent])
    for record, key, parent in told:
        if keys:
            record.key = _bare(key, prefix) if key else None
        answered = _bare(parent, prefix) if parent else ""
        if answered not in _NOBODY:
            record.parent, record.parent_key, record.parent_source = None, answered, "attribute"


def doubled(told: Iterable[Numbered]) -> str | None:
    """A key that two records share."""
    seen: set[str] = set()
    for one in told:
        if one.key and one.key in seen:
            return one.key
        seen.add(one.key or "")
    return None


def plain_number(said: str) -> str | None:
    """What names a comment in `said`, an attribute or a text; null if it is too long to."""
    bare = _ADDRESS.sub("", said.strip())
    return bare if 0 < len(bare) <= _LONGEST else None


def _hold_parents(records: Sequence[Record]) -> None:
    """Parents that the markup names by the numbers that are now replaced."""
    by_key = {record.key: record for record in records if record.key}
    for record in records:
        if record.parent is None and record.parent_key in by_key:
            record.parent, record.parent_key = by_key[record.parent_key], None


def _prefix(said: Sequence[str]) -> list[str] | None:
    """The words before the numbers in all of `said`; null where they differ, or where one holds no number."""
    found = [_NUMBERED.fullmatch(one) for one in said]
    prefixes = {match[1] if match else None for match in found}
    only = prefixes.pop() if len(prefixes) == 1 else None
    return None if only is None else _words(only)


def _bare(said: str, prefix: list[str] | None) -> str:
    """The number in `said`, where all have such a prefix: "comment-12" beside "li-comment-12" and "12"."""
    match = _NUMBERED.fullmatch(said)
    if match is None or prefix is None:
        return said
    own = _words(match[1])
    shared = min(len(own), len(prefix))
    return match[2] if own[len(own) - shared :] == prefix[len(prefix) - shared :] else said


def _words(prefix: str) -> list[str]:
    return [word for word in re.split(r"[-_]+", prefix) if word]
