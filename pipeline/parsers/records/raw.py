"""RawComment: one comment as an engine read it, before dates, parents and order are settled (`threads`)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.models import CommentKind, CommentState, Document, FollowUp, ParentSource, Problem
from pipeline.parsers.document import Element, Page

NOTHING: frozenset[Element] = frozenset()


@dataclass(slots=True, eq=False)
class RawComment:
    """One comment, as strings and elements.

    page: the document that shows it. nodes: the elements that hold its text; leave_out: what in them is not text;
    is_bare: nothing marks the text, so that marks the template sets between its parts may be left.
    key: the engine's id, bare. parent: the comment that it stands under, by nesting or level, if the engine knows it
    so; parent_key: that comment's key, if a key is what the engine knows. stated: whether a document that states
    parents (an API) said so, "no parent" included.
    shown: the time as the page shows it; machine: as an attribute or API states it. machine_utc: `machine` has no
    offset of its own and is UTC.
    """

    page: Page
    nodes: tuple[Element, ...] = ()
    leave_out: Set[Element] = NOTHING
    is_bare: bool = False
    key: str | None = None
    parent: RawComment | None = None
    parent_key: str | None = None
    parent_source: ParentSource | None = None
    stated: bool = False
    kind: CommentKind = "comment"
    state: CommentState = "visible"
    name: str | None = None
    name_url: str | None = None
    image_url: str | None = None
    shown: str | None = None
    machine: str | None = None
    machine_utc: bool = False
    edited_shown: str | None = None
    edited_machine: str | None = None
    permalink: str | None = None
    target: str | None = None
    by_post_author: bool = False
    plain: str | None = None


@dataclass(slots=True, eq=False)
class Record:
    """Where one comment stands in the page.

    parts: the elements that hold it, in order (`dt` and its `dd` are two). inner: parts of other records inside it.
    own: the elements of `parts` that are in no record inside it, once `cutting.own_elements` found them.
    key: the number that its markup names. level: depth as a class or attribute says it, 0 for a root.
    """

    parts: tuple[Element, ...]
    key: str | None = None
    level: int | None = None
    kind: CommentKind = "comment"
    parent: Record | None = None
    parent_key: str | None = None
    parent_source: ParentSource | None = None
    by_post_author: bool = False
    inner: list[Element] = field(default_factory=list)
    own: list[Element] | None = None


@dataclass(slots=True)
class Extraction:
    """What one engine found.

    opening: the post that the comments answer, where it is marked up like them (a forum's topic).
    comments: in page order. records: those behind the comments that the page itself shows.
    declared: how many comments a server's answer says there are; null where none says so.
    """

    comments: list[RawComment] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    opening: RawComment | None = None
    declared: int | None = None

    def declare(self, count: object) -> None:
        """Note what an answer says of how many comments there are; the largest of several stands."""
        if isinstance(count, int) and not isinstance(count, bool) and count >= 0:
            self.declared = max(count, self.declared or 0)


@dataclass(slots=True)
class FoundThread:
    """What `comments.find` gives.

    engine: the name of the engine that read the comments; null where there is no comment area at all.
    records: where the page itself shows them.
    regions: elements of the comment area, form and heading included, none inside another.
    declared: how many comments the page says there are.
    opening: as in `Extraction`.
    """

    engine: str | None = None
    comments: list[RawComment] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    regions: list[Element] = field(default_factory=list)
    declared: int | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    opening: RawComment | None = None

    @property
    def hosts(self) -> list[str]:
        """The names under which the post's authors themselves comment, each once."""
        return list(dict.fromkeys(raw.name for raw in self.comments if raw.by_post_author and raw.name))


class Engine(Protocol):
    """A module in `pipeline.parsers.comments`: one comment system.

    name: as `comment_engine` shows it. rank: the lowest is asked first.
    """

    name: str
    rank: int

    def recognises(self, page: Page) -> bool:
        """Whether this page's comments, shown or not, are of this engine. Cheap: asked of every page."""

    def extract(self, page: Page, more: Sequence[Document]) -> Extraction:
        """The comments that the page and its follow-ups show, those of the page first."""

    def follow_ups(
        self, page: Page, more: Sequence[Document], found: Extraction, declared: int | None
    ) -> list[FollowUp]:
        """The requests that hold the rest, those already answered by `more` included."""
