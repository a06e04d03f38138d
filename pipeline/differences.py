"""Differences: where two readings of one page disagree, field by field and comment by comment.

Both sides are `ParsedPage.to_dict()` as plain JSON. The expected side may be partial: a key that it lacks is not
compared, so a case written by hand states only what a person has looked at. Comments are matched by their key.
`parser_version` and `schema` are no content; of `problems` only the codes count, since details are prose.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = Any

_NO_CONTENT = {"schema", "parser_version"}
_NEVER_LOST = {"problems", "sources", "follow_ups", "parent_source", "key_source", "html"}
_WIDTH = 100


class _Nothing:
    """Stands where one side has no such comment, field or item."""

    def __repr__(self) -> str:
        return "(nothing)"


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement. field: where, such as `title` or `comments[12].parent_key`."""

    field: str
    expected: Json
    found: Json

    @property
    def root(self) -> str:
        """The field of the page that this belongs to: `comments` for `comments[12].parent_key`."""
        return re.split(r"[.\[:]", self.field, maxsplit=1)[0]

    @property
    def loses(self) -> bool:
        """Whether something was there and is not any more: a comment, a parent, a time, a text."""
        names = {self.root, self.field.rpartition(".")[2]}
        return not names & _NEVER_LOST and not _is_empty(self.expected) and _is_empty(self.found)

    def __str__(self) -> str:
        return "\n".join((self.field + (" (lost)" if self.loses else ""), *_explained(self.expected, self.found)))


def differences(expected: Mapping[str, Json], found: Mapping[str, Json]) -> list[Difference]:
    """Where `found` is not what `expected` states, in the order of `expected`."""
    return list(_compared("", dict(expected), dict(found)))


def updated(expected: Mapping[str, Json], found: Mapping[str, Json]) -> dict[str, Json]:
    """`expected` with what differs taken from `found`; what agrees, and what is not stated, stays as it is."""
    return {
        name: value if name in _NO_CONTENT else _updated(name, value, found[name])
        for name, value in expected.items()
        if name in found or name in _NO_CONTENT
    }


# Comparing ----------


def _compared(path: str, expected: Json, found: Json) -> Iterator[Difference]:
    name = path.rpartition(".")[2]
    if name == "comments" and isinstance(expected, list) and isinstance(found, list):
        yield from _compared_threads(expected, found)
    elif name == "problems" and isinstance(expected, list) and isinstance(found, list):
        if _codes(expected) != _codes(found):
            yield Difference(path, _codes(expected), _codes(found))
    elif isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            if path or key not in _NO_CONTENT:
                yield from _compared(f"{path}.{key}" if path else key, value, found.get(key, NOTHING))
    elif _are_records(expected, found):
        for index, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from _compared(f"{path}[{index}]", one, other)
    elif expected != found:
        yield Difference(path, expected, found)


def _compared_threads(expected: list[Json], found: list[Json]) -> Iterator[Difference]:
    partners = _partners(expected, found)
    for comment in expected:
        partner = partners.get(comment["key"])
        path = f"comments[{comment['key']}]"
        if partner is None:
            yield Difference(path, comment, NOTHING)
        else:
            yield from _compared(path, comment, partner)
    known = {partner["key"] for partner in partners.values()}
    yield from (Difference(f"comments[{c['key']}]", NOTHING, c) for c in found if c["key"] not in known)
    shown = [partners[comment["key"]]["key"] for comment in expected if comment["key"] in partners]
    order = [comment["key"] for comment in found if comment["key"] in known]
    if shown != order:
        yield Difference("comments: order", shown, order)


def _partners(expected: Sequence[Json], found: Sequence[Json]) -> dict[str, Json]:
    """The found comment for each expected key. A digest changes with its text, so those meet by author and time."""
    by_key = {comment["key"]: comment for comment in found}
    partners = {comment["key"]: by_key[comment["key"]] for comment in expected if comment["key"] in by_key}
    extra = defaultdict(list)
    for comment in found:
        if comment["key"].startswith("d:") and comment["key"] not in partners:
            extra[_signed(comment)].append(comment)
    for comment in expected:
        if comment["key"].startswith("d:") and comment["key"] not in by_key and extra[_signed(comment)]:
            partners[comment["key"]] = extra[_signed(comment)].pop(0)
    return partners


def _signed(comment: Json) -> tuple[Json, Json]:
    return (comment.get("author") or {}).get("name"), comment.get("published_raw")


def _updated(name: str, expected: Json, found: Json) -> Json:
    if not any(_compared(name, expected, found)):
        return expected
    if name == "comments" and isinstance(expected, list) and isinstance(found, list):
        stated = {partner["key"]: key for key, partner in _partners(expected, found).items()}
        by_key = {comment["key"]: comment for comment in expected}
        return [
            _updated("comment", by_key[stated[comment["key"]]], comment) if comment["key"] in stated else comment
            for comment in found
        ]
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: _updated(key, value, found[key]) for key, value in expected.items() if key in found}
    if _are_records(expected, found):
        return [_updated("item", one, other) for one, other in zip(expected, found, strict=True)]
    return found


def _codes(problems: Sequence[Mapping[str, Json]]) -> list[str]:
    return sorted(str(problem["code"]) for problem in problems)


def _are_records(expected: Json, found: Json) -> bool:
    both = isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found)
    return both and all(isinstance(item, dict) for item in (*expected, *found))


def _is_empty(value: Json) -> bool:
    return value is NOTHING or value is None or value in ("", [], {})


# Showing ----------


def _explained(expected: Json, found: Json) -> Iterator[str]:
    one, other = _lines(expected), _lines(found)
    if max(len(one), len(other)) > 1:
        for line in list(difflib.unified_diff(one, other, n=1, lineterm=""))[2:]:
            yield f"  {line}"
    else:
        yield f"  - {''.join(one)}"
        yield f"  + {''.join(other)}"


def _lines(value: Json) -> list[str]:
    if isinstance(value, str):
        return [part for line in value.split("\n") for part in _folded(line)]
    if isinstance(value, list):
        return [json.dumps(item, ensure_ascii=False) for item in value] or ["[]"]
    if isinstance(value, dict):
        return [f"{key}: {json.dumps(item, ensure_ascii=False)}" for key, item in value.items()]
    return [repr(value) if value is NOTHING else json.dumps(value)]


def _folded(line: str) -> list[str]:
    """A long line in pieces that end where sentences or words do, so that a difference stands alone."""
    pieces = [""]
    for word in line.split(" "):
        if len(pieces[-1]) + len(word) > _WIDTH or pieces[-1].endswith((". ", "! ", "? ")):
            pieces.append("")
        pieces[-1] += word + " "
    return [piece[:-1] for piece in pieces if piece] or [""]


def counted(found: Sequence[Difference]) -> str:
    """How many places differ and in which fields, in one line: `3 differences: title, comments (2)`."""
    names = Counter(difference.root for difference in found)
    fields = ", ".join(f"{name} ({number})" if number > 1 else name for name, number in names.items())
    return f"{len(found)} difference{'s' if len(found) > 1 else ''}: {fields}"
