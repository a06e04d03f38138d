"""The probe: a first look at a blog, before it is added: its sources, and one post read whole. Keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Event

from pipeline.errors import BadStatus, FetchError, Stopped
from pipeline.fetchers.http import Fetcher
from pipeline.models import Blog, Capture, Discovery, FetchRequest, FollowUp, FoundUrl, ParsedPage, Problem
from pipeline.parsers.discovery import discover
from pipeline.run.blogs import BlogBook
from pipeline.run.one_page import fetching_aside, visit_page
from pipeline.run.report import ProbeResult
from pipeline.settings import BlogSettings, Settings

LOOKS = ("rest_root", "rest_posts", "feed", "comment_feed", "sitemap", "listing")
"""Sources worth a look, best first; the first of each kind will do."""

DELAY = 0.5
"""Seconds between two requests, at most."""

_FEEDS = ("feed", "comment_feed")
_TRIES = 3
# Not every blog has every source that is asked for.
_NOT_THERE = (404, 410)
_OLD = datetime.min.replace(tzinfo=UTC)


def probe(blog: BlogSettings, settings: Settings, now: Callable[[], datetime], stop: Event) -> ProbeResult:
    """Look at `blog`: its home page, one source of each kind, one post.

    Args:
        blog: as it would stand in `settings`.
        settings: how to fetch.
        now: the clock, aware.
        stop: set to end early.

    Raises:
        FetchError: the home page can't be fetched.
    """
    # Ten requests are no burden, and who adds a blog is waiting.
    hurried = replace(blog, delay=min(blog.delay, DELAY))
    with fetching_aside(settings, hurried, now, stop) as fetcher:
        look = _Look(fetcher, blog, BlogBook(Settings(settings.archive, (blog,))))
        look.home()
        look.sources()
        return look.result(look.post())


@dataclass(slots=True)
class _Look:
    """What has been seen so far."""

    fetcher: Fetcher
    settings: BlogSettings
    book: BlogBook
    address: str = ""
    waiting: list[FollowUp] = field(default_factory=list)
    answered: dict[str, list[str]] = field(default_factory=dict)
    named: dict[str, FoundUrl] = field(default_factory=dict)
    total: int = 0
    problems: list[Problem] = field(default_factory=list)

    def home(self) -> None:
        capture = self.fetcher.fetch(FetchRequest(self.settings.url, self.settings.name, "home"))
        if capture.status != 200:
            status = capture.status or 0
            raise BadStatus(self.settings.url, f"the server answers {status}: is this the blog's address?", status)
        self.address = capture.final_url
        self._take(capture)

    def sources(self) -> None:
        seen: set[str] = set()
        while wanted := self._next(seen):
            seen.add(wanted.purpose)
            try:
                capture = self.fetcher.fetch(FetchRequest(wanted.url, self.settings.name, wanted.purpose))
            except Stopped:
                raise
            except FetchError as error:
                self.problems.append(Problem(error.code, str(error)))
                continue
            if capture.status == 200:
                self._take(capture)
            elif capture.status not in _NOT_THERE:
                self.problems.append(Problem("bad_status", f"{wanted.url}: answers {capture.status}"))

    def post(self) -> ParsedPage | None:
        """The newest post that has comments, as far as the sources tell, else the newest that can be read."""
        posts = sorted(self.named.values(), key=lambda post: post.published or _OLD, reverse=True)
        posts.sort(key=lambda post: not post.comment_keys)
        for post in posts[:_TRIES]:
            try:
                visit, _ = visit_page(self.fetcher, self.settings, post.url, self.settings.hints)
            except Stopped:
                raise
            except FetchError as error:
                self.problems.append(Problem(error.code, str(error)))
                continue
            if visit.parsed.is_article:
                return visit.parsed
            self.problems.append(Problem("no_article", f"{post.url}: read as {visit.parsed.page_kind!r}"))
        return None

    def result(self, post: ParsedPage | None) -> ProbeResult:
        return ProbeResult(
            blog=self._blog(),
            feeds=tuple(url for kind in _FEEDS for url in self.answered.get(kind, ())),
            sitemaps=tuple(self.answered.get("sitemap", ())),
            rest=next(iter(self.answered.get("rest_root", self.answered.get("rest_posts", ()))), None),
            posts=max(self.total, len(self.named)),
            post=post,
            problems=tuple(self.problems),
        )

    def _blog(self) -> Blog:
        blog = self.book.blog(self.settings.name)
        assert blog is not None, "the book was made with this blog"
        return Blog(
            blog.name, self.address, blog.title, blog.engine, blog.language, blog.timezone, blog.timezone_source
        )

    def _next(self, seen: set[str]) -> FollowUp | None:
        left = [source for source in self.waiting if source.purpose in LOOKS and source.purpose not in seen]
        return min(left, key=lambda source: LOOKS.index(source.purpose), default=None)

    def _take(self, capture: Capture) -> None:
        self.book.learn(capture)
        read: Discovery = discover(capture.document(), capture.purpose, capture.headers)
        self.waiting.extend(read.sources)
        self.problems.extend(read.problems)
        self.total = max(self.total, read.total or 0)
        self.answered.setdefault(capture.purpose, []).append(capture.final_url)
        for post in read.posts:
            known = self.named.get(post.url)
            if known is None or post.comment_keys:
                self.named[post.url] = post
