"""The crawl: one blog's pages, one after the other, each with its follow-ups, from request to closed visit.

Runs in a thread of its own for each blog; what is done goes into a queue, and whoever loads takes it from there.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from pipeline.errors import FetchError, RobotsDenied, Stopped, Unreachable
from pipeline.fetchers.captures import read_capture
from pipeline.fetchers.http import Fetcher
from pipeline.models import Capture, FetchRequest, FollowUp, UrlState, Visit
from pipeline.run.blogs import BlogBook
from pipeline.run.knowledge import Knowledge
from pipeline.run.outcomes import failure_state, visit_states
from pipeline.run.progress import Progress
from pipeline.run.visits import OpenVisit

log = logging.getLogger(__name__)

INTERRUPTED = "interrupted"
"""The failure of a page that was left between two requests: the next start goes on with it."""

PATIENCE = 5
"""So many pages in a row without any answer, each tried several times: the host is down, and the rest stays due."""


@dataclass(slots=True)
class Done:
    """One page that is through: what is to be loaded of it, and under which token of `Progress`.

    failure: the cause, if the page was lost for now.
    """

    blog: str
    url: str
    token: int
    visit: Visit | None = None
    captures: list[Capture] = field(default_factory=list)
    states: list[UrlState] = field(default_factory=list)
    failure: str | None = None


class Crawler:
    """Fetches pages for all blogs of a run.

    Args:
        fetcher: fetches and stores.
        blogs: what is known of the blogs.
        folder: the WARC folder, for the bodies behind revisits. max_bytes: their cap.
        progress: told when work on a page begins.
        stop: set when the user wants to stop.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        blogs: BlogBook,
        folder: Path,
        max_bytes: int,
        progress: Progress,
        stop: threading.Event,
    ) -> None:
        self._fetcher = fetcher
        self._blogs = blogs
        self._folder = folder
        self._max_bytes = max_bytes
        self._progress = progress
        self._stop = stop
        self._places: dict[UUID, tuple[str, int]] = {}
        self.requests = 0
        self._counting = threading.Lock()

    def source(self, knowledge: Knowledge, request: FollowUp, purpose: str) -> Capture | None:
        """Fetch a feed, sitemap, REST answer or listing; the record of the failure if it failed, null if stopped."""
        try:
            capture = self._get(knowledge.request(request.url, purpose, follow_up=request))
        except Stopped:
            return None
        except FetchError as error:
            log.info("source_failed blog=%s url=%s cause=%s", knowledge.blog, error.url, error.code)
            return _capture_of(error)
        self._blogs.learn(capture)
        return capture

    def pages(self, knowledge: Knowledge, due: Sequence[UrlState], done: queue.Queue[Done | None]) -> int:
        """Fetch `due` one after the other into `done`; gives how many were left because nothing answers any more."""
        silent = 0
        for number, state in enumerate(due):
            if self._stop.is_set():
                return 0
            if silent == PATIENCE:
                return len(due) - number
            page = self._page(knowledge, knowledge.request(state.url, "page", found_by=state.found_by))
            silent = silent + 1 if page.failure == Unreachable.code else 0
            done.put(page)
        return 0

    def resume(self, knowledge: Knowledge, visits: Iterable[OpenVisit], done: queue.Queue[Done | None]) -> None:
        """Fetch what interrupted visits still want."""
        for visit in visits:
            if self._stop.is_set():
                return
            token = self._progress.begin()
            visit.resolve = self.resolve
            done.put(self._finish(knowledge, visit, Done(visit.page.blog, visit.page.url, token)))

    def _page(self, knowledge: Knowledge, request: FetchRequest) -> Done:
        done = Done(request.blog, request.url, self._progress.begin())
        blog = self._blogs.blog(request.blog)
        assert blog is not None, "a request's blog is in the settings"
        try:
            capture = self._get(request)
        except Stopped:
            return replace(done, failure=INTERRUPTED)
        except FetchError as error:
            return self._lost(knowledge, error, done)
        done.captures.append(capture)
        visit = OpenVisit(blog, self._blogs.hints(request.blog), capture, self.resolve)
        return self._finish(knowledge, visit, done)

    def _finish(self, knowledge: Knowledge, visit: OpenVisit, done: Done) -> Done:
        """Fetch follow-ups until nothing new is named, then close the visit."""
        while not self._stop.is_set():
            wanted = visit.wanted()
            if not wanted:
                break
            for follow_up in wanted:
                try:
                    capture = self._follow_up(knowledge, visit, follow_up)
                except Stopped:
                    return replace(done, failure=INTERRUPTED)
                done.captures.append(replace(capture, body=None))
                visit.add(capture)
        if visit.wanted():
            # Interrupted between follow-ups: the next start goes on where this one stopped.
            return replace(done, failure=INTERRUPTED)
        done.visit = visit.close()
        settings = self._blogs.settings(done.blog)
        assert settings is not None, "a visit's blog is in the settings"
        done.states = visit_states(done.visit, settings, knowledge.failures(done.url))
        status = visit.page.status
        if not visit.has_page and status not in (404, 410):
            done.failure = f"status_{status}"
        return done

    def _follow_up(self, knowledge: Knowledge, visit: OpenVisit, follow_up: FollowUp) -> Capture:
        request = knowledge.request(follow_up.url, follow_up.purpose, follow_up=follow_up)
        try:
            return self._get(replace(request, via=visit.page.capture_id))
        except Stopped:
            raise
        except FetchError as error:
            return _capture_of(error)

    def _lost(self, knowledge: Knowledge, error: FetchError, done: Done) -> Done:
        capture = _capture_of(error)
        done.captures.append(capture)
        done.states = [failure_state(capture, knowledge.failures(done.url))]
        done.failure = "denied" if isinstance(error, RobotsDenied) else error.code
        return done

    def _get(self, request: FetchRequest) -> Capture:
        previous = request.previous
        if previous:
            self._places[previous.capture_id] = (previous.warc_file, previous.warc_offset)
        capture = self._fetcher.fetch(request)
        with self._counting:
            self.requests += 1
        self._places[capture.capture_id] = (capture.warc_file, capture.warc_offset)
        return capture

    def resolve(self, revisit: Capture) -> bytes | None:
        """The body that `revisit` points at, read from its WARC file."""
        place = self._places.get(revisit.refers_to) if revisit.refers_to else None
        return read_capture(self._folder / place[0], place[1], self._max_bytes).body if place else None


def _capture_of(error: FetchError) -> Capture:
    capture = error.capture
    assert isinstance(capture, Capture), "a fetcher stores a failure before it raises"
    return capture
