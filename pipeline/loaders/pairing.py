"""Pairing: comments without an engine's key that were edited, so that they don't count as one gone and one new.

Such a comment's key is a digest of what it says (DESIGN: Identity), so an edit changes the key. Two records are the
same comment if the author and the shown time are the same, or the author, the parent and nearly the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple
from uuid import UUID

from pipeline.identity import fold

_NEARLY = 0.75
_COMPARED = 2_000     # characters: enough to recognise, and a bound on a quadratic comparison
_NEIGHBOURS = 20      # in page order: a bound on hostile threads of a thousand nameless comments


class Trace(NamedTuple):
    """What a comment leaves to be recognised by. parent: the parent's id. ref: whatever the caller knows it by."""

    ref: object
    author: str
    parent: UUID | None
    local: datetime | None
    precision: str | None
    raw: str | None
    text: str


class Pairs:
    """The comments that are missing, to be recognised among new ones one by one.

    Args:
        missing: traces of known comments that this visit doesn't show, in page order; `ref` is their id.
        nearly: whether a nearly equal text is enough; only where nothing of the thread is missing.
    """

    def __init__(self, missing: Iterable[Trace], *, nearly: bool) -> None:
        self._nearly = nearly
        self._by_time: dict[tuple[object, ...], list[Trace]] = {}
        self._by_place: dict[tuple[object, ...], list[Trace]] = {}
        self._taken: set[object] = set()
        for trace in missing:
            if trace.local is not None:
                self._by_time.setdefault(_time(trace), []).append(trace)
            self._by_place.setdefault((trace.author, trace.parent), []).append(trace)

    def take(self, new: Trace) -> object | None:
        """The `ref` of the missing comment that `new` is an edit of, which is then no longer missing; or null."""
        match = self._same_time(new) or (self._same_text(new) if self._nearly else None)
        if match is None:
            return None
        self._taken.add(match.ref)
        return match.ref

    def _left(self, index: Mapping[tuple[object, ...], Sequence[Trace]], key: tuple[object, ...]) -> list[Trace]:
        return [trace for trace in index.get(key, ()) if trace.ref not in self._taken]

    def _same_time(self, new: Trace) -> Trace | None:
        if new.local is None or not new.author:
            return None
        left = self._left(self._by_time, _time(new))
        return left[0] if len(left) == 1 else None

    def _same_text(self, new: Trace) -> Trace | None:
        left = self._left(self._by_place, (new.author, new.parent))[:_NEIGHBOURS]
        ranked = [(_likeness(trace.text, new.text), -place, trace) for place, trace in enumerate(left)]
        best = max(ranked, key=lambda rank: rank[:2], default=None)
        return best[2] if best and best[0] >= _NEARLY else None


def _time(trace: Trace) -> tuple[object, ...]:
    # The shown characters too: "2 hours ago" names another time in each capture.
    return (trace.author, trace.local, trace.precision, trace.raw)


def _likeness(old: str, new: str) -> float:
    old, new = fold(old)[:_COMPARED], fold(new)[:_COMPARED]
    if old == new:
        return 1.0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio() if bound >= _NEARLY else bound
