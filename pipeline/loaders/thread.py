"""The thread of one article, folded visit by visit: new, edited, gone and returned comments.

A comment is known by engine and key; one without an engine's key that changed is paired with its former self. Nothing
is gone unless a later complete visit, read by the same parser, lacks it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from pipeline.identity import comment_id, fold
from pipeline.loaders.instants import Stated, agree, stated
from pipeline.loaders.looks import Look, source_id
from pipeline.loaders.pairing import Pairs, Trace
from pipeline.loaders.rows import CommentRow, CommentVersionRow
from pipeline.models import Comment

_DIGEST = "d:"


class Reading(NamedTuple):
    """How a visit relates to what is known.

    reread: the same captures again, by another parser. comparable: the parser is the same, so differences are the
    blog's. late: older than what is known, so it only adds.
    """

    reread: bool
    comparable: bool
    late: bool


@dataclass(slots=True)
class ThreadChange:
    """The comments of one article that a visit added, changed, lost."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


@dataclass(slots=True)
class Thread:
    """The comments of one article and what they said before.

    seen: the ids by the keys of the visit folded last, for its links. known: the ids by engine and key.
    """

    article_id: UUID
    comments: dict[UUID, CommentRow] = field(default_factory=dict)
    versions: list[CommentVersionRow] = field(default_factory=list)
    seen: dict[str, UUID] = field(default_factory=dict)
    known: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def fold(self, look: Look, reading: Reading, gone_since: datetime | None = None) -> ThreadChange:
        """Take in the comments of a parsed visit.

        Args:
            look: the visit.
            reading: how it relates to what is known.
            gone_since: for a late visit, when a later complete visit first lacked what only this one shows.
        """
        change = ThreadChange()
        parsed = look.parsed
        assert parsed is not None
        engine = parsed.comment_engine or ""
        self.seen = self._identify(parsed.comments, engine, look)
        last = max((row.position for row in self.comments.values()), default=0)
        for comment in parsed.comments:
            known = self.comments.get(self.seen[comment.key])
            if known is None:
                last += 1
                row = self._row(comment, engine, look, position=comment.position if look.complete else last)
                self.comments[row.comment_id] = replace(row, gone_at=gone_since) if reading.late else row
                change.new += 1
            elif reading.late:
                since = min(known.first_seen_at, look.capture_of(comment).fetched_at)
                self.comments[known.comment_id] = replace(known, first_seen_at=since)
            else:
                change.changed += self._update(known, comment, engine, look, reading)
        if look.complete and not reading.late:
            change.gone = self._miss(look, reading)
        self._settle()
        return change

    def seen_again(self, look: Look) -> None:
        """All stands where it stood: an identical visit. Comments of captures not looked at stay as they are."""
        looked_at = {source_id(capture): capture.fetched_at for capture in look.visit.captures}
        for row in self.comments.values():
            at = looked_at.get(row.capture_id) or (look.visited_at if look.complete else None)
            if at and row.gone_at is None and at > row.last_seen_at:
                self.comments[row.comment_id] = replace(row, last_seen_at=at)

    def _identify(self, comments: Iterable[Comment], engine: str, look: Look) -> dict[str, UUID]:
        known = {(row.comment_engine, row.comment_key): row.comment_id for row in self.comments.values()}
        seen = {c.key: known[engine, c.key] for c in comments if (engine, c.key) in known}
        pairs = self._missing(set(seen.values()), engine, look)
        taken = set(self.comments)
        for comment in comments:
            if comment.key in seen:
                continue
            paired = pairs.take(self._trace_of(comment, seen, look)) if pairs and _keyless(comment.key) else None
            found = paired if isinstance(paired, UUID) else self._fresh_id(engine, comment.key, taken)
            taken.add(found)
            seen[comment.key] = found
        self.known = known | {(engine, key): found for key, found in seen.items()}
        return seen

    def _fresh_id(self, engine: str, key: str, taken: set[UUID]) -> UUID:
        # An edited digest comment keeps its id, and somebody may write the former words again.
        found, serial = comment_id(self.article_id, engine, key), 1
        while found in taken:
            serial += 1
            found = comment_id(self.article_id, engine, f"{key} {serial}")
        return found

    def _missing(self, seen: set[UUID], engine: str, look: Look) -> Pairs | None:
        missing = [
            row
            for row in sorted(self.comments.values(), key=_place)
            if row.gone_at is None
            and row.comment_id not in seen
            and row.comment_engine == engine
            and _keyless(row.comment_key)
        ]
        return Pairs(map(_trace, missing), nearly=look.complete) if missing else None

    def _trace_of(self, comment: Comment, seen: dict[str, UUID], look: Look) -> Trace:
        time = stated(comment.published, look.zone)
        parent = seen.get(comment.parent_key) if comment.parent_key else None
        return Trace(None, fold(comment.author.name), parent, time.local, time.precision, time.raw, comment.text)

    def _parent(self, comment: Comment, engine: str) -> UUID | None:
        return self.known.get((engine, comment.parent_key)) if comment.parent_key is not None else None

    def _row(self, comment: Comment, engine: str, look: Look, position: int) -> CommentRow:
        capture = look.capture_of(comment)
        published, edited = stated(comment.published, look.zone), stated(comment.edited, look.zone)
        parent = self._parent(comment, engine)
        above = self.comments.get(parent) if parent else None
        return CommentRow(
            comment_id=self.seen[comment.key],
            article_id=self.article_id,
            capture_id=source_id(capture),
            comment_engine=engine,
            comment_key=comment.key,
            parent_comment_id=parent,
            parent_source=comment.parent_source,
            kind=comment.kind,
            state=comment.state,
            position=position,
            depth=above.depth + 1 if above and not look.complete else comment.depth,
            author_name=comment.author.name,
            author_url=comment.author.url,
            author_image_url=comment.author.image_url,
            by_post_author=comment.by_post_author,
            target=comment.target,
            published_at=published.at,
            published_at_source=published.source,
            published_local=published.local,
            published_precision=published.precision,
            published_raw=published.raw,
            edited_at=edited.at,
            edited_local=edited.local,
            text=comment.text,
            html=comment.html,
            permalink=comment.permalink,
            found_in=comment.found_in,
            first_seen_at=capture.fetched_at,
            last_seen_at=capture.fetched_at,
            words_since=capture.fetched_at,
            gone_at=None,
        )

    def _update(self, known: CommentRow, comment: Comment, engine: str, look: Look, reading: Reading) -> bool:
        row = self._row(comment, engine, look, comment.position if look.complete else known.position)
        said_else = _words(known) != _words(row)
        kept: dict[str, object] = {
            "comment_key": comment.key,
            "first_seen_at": known.first_seen_at,
            "last_seen_at": max(known.last_seen_at, row.last_seen_at),
        }
        if reading.reread or not said_else:
            kept |= {"capture_id": known.capture_id, "words_since": known.words_since}
        if reading.reread:
            kept["gone_at"] = known.gone_at
        if known.parent_source == "api" and row.parent_source != "api" and not reading.reread:
            kept |= {"parent_comment_id": known.parent_comment_id, "parent_source": "api", "depth": known.depth}
        time = agree(_time(known), _time(row), reread=not reading.comparable)
        row = replace(
            row,
            published_at=time.at,
            published_at_source=time.source,
            published_local=time.local,
            published_precision=time.precision,
            published_raw=time.raw,
            **kept,  # type: ignore[arg-type]
        )
        if row != known:
            self.comments[row.comment_id] = row
        if said_else and reading.comparable:
            self.versions.append(version_of(known, until=row.words_since))
        return said_else or (known.gone_at is not None and row.gone_at is None)

    def _miss(self, look: Look, reading: Reading) -> int:
        here = set(self.seen.values())
        lost = [row for row in self.comments.values() if row.gone_at is None and row.comment_id not in here]
        if reading.reread:
            # The former parser took something for a comment that is none: an archive built anew would not have it.
            for row in lost:
                if row.words_since <= look.visited_at:
                    del self.comments[row.comment_id]
            return 0
        if not reading.comparable:
            return 0
        lost = [row for row in lost if row.last_seen_at < look.visited_at]
        for row in lost:
            self.comments[row.comment_id] = replace(row, gone_at=look.visited_at)
        return len(lost)


    def _settle(self) -> None:
        # Parents of several visits and sources stand side by side here, so they may point at each other in a ring.
        sound: set[UUID] = set()
        for start in list(self.comments):
            path: dict[UUID, None] = {}
            at: UUID | None = start
            while at is not None and at not in sound:
                parent = self.comments[at].parent_comment_id
                path[at] = None
                if parent is not None and (parent not in self.comments or parent in path):
                    self.comments[at] = replace(self.comments[at], parent_comment_id=None, parent_source=None, depth=0)
                    parent = None
                at = parent
            sound |= path.keys()


def version_of(row: CommentRow, until: datetime) -> CommentVersionRow:
    """What `row` says, as said until `until`."""
    return CommentVersionRow(
        row.comment_id,
        row.article_id,
        row.words_since,
        until,
        row.capture_id,
        row.author_name,
        row.state,
        row.text,
        row.html,
    )


def _keyless(key: str) -> bool:
    return key.startswith(_DIGEST)


def _place(row: CommentRow) -> tuple[int, UUID]:
    return row.position, row.comment_id


def _trace(row: CommentRow) -> Trace:
    return Trace(
        row.comment_id,
        fold(row.author_name),
        row.parent_comment_id,
        row.published_local,
        row.published_precision,
        row.published_raw,
        row.text,
    )


def _words(row: CommentRow) -> tuple[str, str | None, str]:
    return row.text, row.author_name, row.state


def _time(row: CommentRow) -> Stated:
    return Stated(
        row.published_at, row.published_at_source, row.published_local, row.published_precision, row.published_raw
    )
