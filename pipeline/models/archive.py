"""What discovery finds and what the loader takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from pipeline.models.capture import Capture
from pipeline.models.page import FollowUp, ParsedPage, Problem

Stage = Literal["fetch", "discover", "parse", "load", "check"]


@dataclass(frozen=True, slots=True)
class Blog:
    """A blog of `blogs.toml`, with what was learnt of it (schema.org `Blog`). `name` is its name there."""

    name: str
    url: str
    title: str | None = None
    engine: str | None = None
    language: str | None = None
    timezone: str | None = None
    timezone_source: Literal["settings", "learnt"] | None = None


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """A URL that a feed, sitemap, REST answer or listing names.

    found_by: "feed", "comment_feed", "sitemap", "rest", "rest_comments", "listing".
    published, modified: aware, as the source says, for newest-first order and for "changed since".
    comment_keys: the comments that the source names for this article, to learn what is new.
    """

    url: str
    found_by: str
    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    comment_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one listing document holds.

    posts: articles it names. sources: further feeds, sitemaps, REST endpoints it points at, as requests with purpose.
    next_url: its next page, if any. complete: false if something could not be read (then `problems` says what).
    total: how many posts the source says there are.
    """

    posts: tuple[FoundUrl, ...] = ()
    sources: tuple[FollowUp, ...] = ()
    next_url: str | None = None
    complete: bool = True
    total: int | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page and all its follow-ups: what is loaded as a whole.

    blog: settings name. page_capture: the page; follow_ups: the others, in the order fetched.
    parsed: the page read with its follow-ups; null if every capture is a revisit of what is already loaded.
    complete: all follow-ups that the page names were fetched, so that a comment not in it is gone.
    """

    blog: Blog
    page_capture: Capture
    follow_ups: tuple[Capture, ...]
    parsed: ParsedPage | None
    complete: bool

    @property
    def captures(self) -> tuple[Capture, ...]:
        """The page's capture and those of its follow-ups."""
        return (self.page_capture, *self.follow_ups)


@dataclass(frozen=True, slots=True)
class UrlState:
    """A row of the table `url`: what is known of one address, and when it is due again.

    state: found, fetched, failed, gone, denied; source (a feed, sitemap, REST endpoint or listing that has been read to
    its end once) or source_unread (not yet); `found_by` is then its purpose.
    fetched_at: when it was last asked for, aware. published_at: the post's date, for newest-first order.
    """

    url: str
    blog: str
    found_by: str
    state: str
    article_id: UUID | None = None
    next_due_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    last_status: int | None = None
    last_capture_id: UUID | None = None
    fetched_at: datetime | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoticedProblem:
    """A row of the table `problem`: a soft fault with its place."""

    stage: Stage
    code: str
    detail: str
    blog: str | None = None
    url: str | None = None
    capture_id: UUID | None = None
    noticed_at: datetime | None = None
