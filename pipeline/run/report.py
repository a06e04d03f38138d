"""What a run tells: its plan beforehand, its progress, its summary. Plain records; whoever shows them decides how."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol
from uuid import UUID

from pipeline.models import Blog, ParsedPage, Problem

RunStatus = Literal["done", "failures", "stored", "interrupted"]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the user asked of one run.

    blogs: names from the settings; empty means all. full: everything is due. limit: at most so many pages, over all
    blogs. since: only posts published (where a source tells) on or after this day. dry_run: discover and plan, fetch
    no page.
    """

    blogs: tuple[str, ...] = ()
    full: bool = False
    limit: int | None = None
    since: date | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class BlogPlan:
    """What is due for one blog. posts: known in all; due: to fetch now; seconds: the delay between two requests."""

    blog: str
    posts: int
    due: int
    seconds: float
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is about to do. requests and seconds are estimates: follow-ups are known only once pages are read."""

    blogs: tuple[BlogPlan, ...]

    @property
    def due(self) -> int:
        """Pages to fetch."""
        return sum(blog.due for blog in self.blogs)

    @property
    def posts(self) -> int:
        """Posts known."""
        return sum(blog.posts for blog in self.blogs)

    @property
    def seconds(self) -> float:
        """Expected duration: hosts run side by side, so the slowest blog decides."""
        return max((blog.due * max(blog.seconds, 0.05) for blog in self.blogs), default=0.0)


@dataclass(slots=True)
class RunSummary:
    """What a run did.

    fetched: requests answered. new, changed, unchanged, gone: pages. no_article: pages that are a
    list, a login or no HTML at all (the table `problem` says which). comments_new, comments_changed, comments_gone:
    comments. denied: refused by robots.txt. failed: pages lost for now, by cause (`FetchError.code`, …).
    loaded: false if the database was in use: all is stored in WARC, and the next run loads it.
    due_now: pages still due when it ended; next_due_at: when the next one after them is.
    """

    run_id: UUID
    started_at: datetime
    ended_at: datetime | None = None
    status: RunStatus = "done"
    fetched: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    no_article: int = 0
    comments_new: int = 0
    comments_changed: int = 0
    comments_gone: int = 0
    denied: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    loaded: bool = True
    recovered: int = 0
    due_now: int = 0
    next_due_at: datetime | None = None
    plan: Plan | None = None

    @property
    def pages(self) -> int:
        """Pages that were read, whatever came of it."""
        return self.new + self.changed + self.unchanged + self.gone + self.no_article


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What a first look at a blog found.

    blog: its address after redirects, title, engine, language, time zone. feeds, sitemaps: addresses that answered.
    rest: the REST API's root, where there is one. posts: how many the sources name so far, or say there are.
    post: one post, read with its follow-ups; null if none could be. problems: what could not be read.
    """

    blog: Blog
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    rest: str | None = None
    posts: int = 0
    post: ParsedPage | None = None
    problems: tuple[Problem, ...] = ()


class Reporter(Protocol):
    """Who is told of a run's progress. Methods are called from one thread at a time and must return quickly."""

    def note(self, message: str) -> None:
        """Say one line about what is happening (discovery, recovery, waiting)."""

    def planned(self, plan: Plan) -> None:
        """The plan stands; fetching starts."""

    def fetched(self, blog: str, url: str) -> None:
        """One page and its follow-ups are fetched (or lost); it is loaded with its batch."""

    def page_done(self, blog: str, url: str, outcome: str) -> None:
        """One page is through: outcome is "new", "changed", "unchanged", "gone", "not_article", "denied" or a
        failure's code."""

    def loaded(self, pages: int, comments: int) -> None:
        """A batch is in the database: so many pages and comments in all so far."""


class SilentReporter:
    """A reporter that says nothing."""

    def note(self, message: str) -> None: ...

    def planned(self, plan: Plan) -> None: ...

    def fetched(self, blog: str, url: str) -> None: ...

    def page_done(self, blog: str, url: str, outcome: str) -> None: ...

    def loaded(self, pages: int, comments: int) -> None: ...
