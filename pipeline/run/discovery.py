"""Discovery: asks a blog's sources what posts there are, and what is new or changed.

The first time every post has to be found: by the REST listing if there is one, else by sitemaps, else by feeds and
listing pages. Later the newest page of each source is enough, unless it names news on its last line.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.identity import normal_url
from pipeline.models import Capture, Discovery, FollowUp, FoundUrl, NoticedProblem, Problem, UrlState
from pipeline.parsers.discovery import discover
from pipeline.run.knowledge import Knowledge
from pipeline.run.outcomes import found_states, noticed, own_posts, source_state

log = logging.getLogger(__name__)

MAX_PAGES = 2000
"""Pages of one source, at most: a listing that links to itself must end."""

COMPLETE = ("rest_posts", "sitemap", "listing")
"""Sources that name every post, best first: once one has done so, the next need not be asked."""

NEWS = ("rest_posts", "rest_comments", "feed", "comment_feed")
"""Sources that a later run asks."""

_ALIVE = (200, 304)

_NOT_THERE = (401, 403, 404, 410)

Fetch = Callable[[Knowledge, FollowUp, str], Capture | None]
"""Fetches one source: the answer, or the record of its failure; null if the user wants to stop."""


@dataclass(slots=True)
class Found:
    """What discovery came to: posts by normal form, rows for the table `url`, problems, all captures made
    (without bodies), and which sources were lost for now, or refused to us, so that posts may be missing."""

    named: dict[str, FoundUrl] = field(default_factory=dict)
    states: list[UrlState] = field(default_factory=list)
    problems: list[NoticedProblem] = field(default_factory=list)
    captures: list[Capture] = field(default_factory=list)
    lost: list[NoticedProblem] = field(default_factory=list)


@dataclass(slots=True)
class _Source:
    request: FollowUp
    is_first: bool
    pages: int = 0
    last: Capture | None = None


class BlogDiscovery:
    """One blog's discovery in one run.

    Args:
        home: the blog's address.
        knowledge: what is known; it learns what is found.
        fetch: fetches a source.
        full: ask all sources, to their end.
        stopped: whether the user wants to stop.
    """

    def __init__(
        self, home: str, knowledge: Knowledge, fetch: Fetch, *, full: bool, stopped: Callable[[], bool]
    ) -> None:
        self._home = home
        self._knowledge = knowledge
        self._fetch = fetch
        self._full = full
        self._stopped = stopped
        self._found = Found()
        self._asked: set[str] = set()
        self._complete: str | None = None

    def run(self) -> Found:
        """Ask the sources. What could not be read is among the problems."""
        waiting = deque(_Source(request, is_first) for request, is_first in self._start())
        while waiting and not self._stopped():
            source = waiting.popleft()
            if source.request.url in self._asked or self._is_spared(source):
                continue
            for further in self._read_through(source):
                waiting.append(_Source(further, is_first=True))
            waiting = deque(sorted(waiting, key=_rank))
        if not (self._found.lost or self._knowledge.urls or self._has_source() or self._stopped()):
            self._lose(NoticedProblem("discover", *_NO_POSTS, self._knowledge.blog, self._home))
        return self._found

    def _has_source(self) -> bool:
        """Whether anything but the home page itself answers: a new blog may have no post yet."""
        return any(
            source.found_by in NEWS and source.last_status in _ALIVE for source in self._knowledge.sources.values()
        )

    def _lose(self, problem: NoticedProblem) -> None:
        self._found.lost.append(problem)
        self._found.problems.append(problem)

    def _lost(self, source: _Source, capture: Capture) -> None:
        """Tell of a source that gave no answer, unless it is merely not there."""
        purpose, status = source.request.purpose, capture.status or 0
        if capture.error:
            # Its problem row comes with its capture.
            self._found.lost.extend(noticed("fetch", [capture.error], capture))
            if source.pages == 1 and capture.url not in self._knowledge.sources:
                source.last = capture
                self._remember(source, read=False)
            return
        if purpose == "home" or _is_for_now(status):
            self._lose(*noticed("discover", [Problem("bad_status", _ANSWERS.format(purpose, status))], capture))
        elif purpose in ("feed", "comment_feed"):
            problem = Problem("bad_status", f"the page names this {purpose}, which answers {status}")
            self._found.problems.extend(noticed("discover", [problem], capture))

    def _start(self) -> list[tuple[FollowUp, bool]]:
        known = list(self._knowledge.sources.values())
        alive = [source for source in known if (source.last_status or 200) in _ALIVE]
        unread = any(source.state != "source" for source in alive)
        if self._full or unread or not any(source.found_by in NEWS for source in alive):
            # A source that was not there may be by now.
            return [(FollowUp(self._home, "home"), True), *map(_request, known)]
        if any(source.found_by == "rest_posts" for source in alive):
            alive = [source for source in alive if source.found_by in NEWS]
        elif any(source.found_by == "sitemap" for source in alive):
            alive = [source for source in alive if source.found_by != "listing"]
        return [_request(source) for source in alive]

    def _is_spared(self, source: _Source) -> bool:
        """Whether another source has already named every post, or this one is for later runs only."""
        purpose = source.request.purpose
        if purpose in COMPLETE and self._complete and COMPLETE.index(purpose) > COMPLETE.index(self._complete):
            self._remember(source, read=True)
            return True
        if purpose in ("rest_comments", "comment_feed") and source.is_first and not self._knowledge.comment_keys:
            # Every page is new to us: which comments are new can be told from the next run on.
            self._remember(source, read=True)
            return True
        return False

    def _read_through(self, source: _Source) -> list[FollowUp]:
        """Read a source page by page; gives the further sources that it names."""
        further: list[FollowUp] = []
        request: FollowUp | None = source.request
        through = False
        while request and not self._stopped() and source.pages < MAX_PAGES:
            self._asked.add(request.url)
            capture = self._fetch(self._knowledge, request, source.request.purpose)
            source.pages += 1
            if capture is None:
                return further
            self._found.captures.append(replace(capture, body=None))
            if capture.error:
                self._lost(source, capture)
                return further
            source.last = source.last or capture
            if capture.is_revisit:
                through = True
                break
            if capture.status != 200:
                # A page past the end is how WordPress says that there are no more; a first page that is not there
                # has nothing to read either.
                status = capture.status or 0
                through = not _is_for_now(status) if source.pages > 1 else status in _NOT_THERE
                if source.pages == 1 or not through:
                    self._lost(source, capture)
                break
            read = discover(capture.document(), source.request.purpose, capture.headers)
            has_news = self._take(read, capture)
            further.extend(read.sources)
            through = read.complete and not read.next_url
            request = self._next(source, read, has_news)
            through = through or (request is None and read.complete)
        self._finish(source, through)
        return further

    def _next(self, source: _Source, read: Discovery, has_news: bool) -> FollowUp | None:
        if not read.next_url or read.next_url in self._asked:
            return None
        wants_all = source.is_first or self._full
        if source.request.purpose in ("feed", "comment_feed") and self._complete:
            wants_all = False
        return FollowUp(read.next_url, source.request.purpose) if has_news or wants_all else None

    def _take(self, read: Discovery, capture: Capture) -> bool:
        posts = own_posts(self._home, read.posts)
        news = [post for post in posts if self._knowledge.is_new(post)]
        for post in news:
            key = normal_url(post.url)
            known = self._found.named.get(key, post)
            self._found.named[key] = replace(
                known, published=known.published or post.published, modified=known.modified or post.modified
            )
        states = found_states(capture.blog, posts)
        self._found.states.extend(states)
        self._knowledge.learn(states)
        self._found.problems.extend(noticed("discover", read.problems, capture))
        return bool(news)

    def _finish(self, source: _Source, through: bool) -> None:
        purpose = source.request.purpose
        answered = source.last is not None and source.last.status == 200
        if through and answered and purpose in COMPLETE and source.is_first and self._found.named:
            best = self._complete
            if best is None or COMPLETE.index(purpose) < COMPLETE.index(best):
                self._complete = purpose
        if purpose not in ("home", "rest_root", "robots"):
            self._remember(source, read=through)

    def _remember(self, source: _Source, *, read: bool) -> None:
        if source.last:
            state = source_state(source.last, read=read)
        else:
            request = source.request
            state = UrlState(request.url, self._knowledge.blog, request.purpose, "source" if read else "source_unread")
        self._found.states.append(state)
        self._knowledge.learn([state])


_NO_POSTS = (
    "no_posts",
    "no feed, sitemap or listing names any post: is this a blog's home page, and can it be read without a login?",
)
_ANSWERS = "the blog's {} answers {}, so posts may be missing; is the address right?"


def _is_for_now(status: int) -> bool:
    return status == 429 or status >= 500


def _request(source: UrlState) -> tuple[FollowUp, bool]:
    return FollowUp(source.url, source.found_by), source.state != "source"


def _rank(source: _Source) -> int:
    order = ("home", "robots", "rest_root", "rest_posts", "sitemap", "feed", "comment_feed", "rest_comments", "listing")
    return order.index(source.request.purpose) if source.request.purpose in order else len(order)
