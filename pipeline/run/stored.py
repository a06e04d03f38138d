"""Stored captures: reads what WARC holds and the database lacks, and gives it in batches to load.

After a crash, after a run that found the database in use, and when `archive.duckdb` was deleted: it is all the same.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from uuid import UUID

from pipeline.fetchers.captures import read_capture, read_captures
from pipeline.loaders.load import Batch
from pipeline.models import Capture, NoticedProblem, Problem, UrlState, Visit
from pipeline.parsers.discovery import discover
from pipeline.run.blogs import BlogBook
from pipeline.run.outcomes import failure_state, found_states, noticed, own_posts, source_state, visit_states
from pipeline.run.visits import OpenVisit

BATCH = 100
"""Visits in one transaction."""

SOURCES = ("feed", "comment_feed", "sitemap", "rest_posts", "rest_comments", "listing")
DISCOVERY = (*SOURCES, "home", "rest_root")
ON_THE_WAY = ("redirect", "retry", "robots")
"""Answers that were followed by another one, or told with the page they were asked for."""
FOLLOW_UPS = ("comments", "body", "author")

Place = tuple[str, int]
"""WARC file and offset."""


class Places(Protocol):
    """What the database knows of captures in files already loaded."""

    def locate(self, capture_id: UUID) -> Place | None:
        """Where a capture lies."""

    def follow_ups(self, page: UUID) -> list[Place]:
        """Where the follow-ups of a page's capture lie."""


@dataclass(slots=True)
class StoredReader:
    """Reads WARC files in the order of their names, which is that of time.

    folder: the WARC folder. max_bytes: the cap that bodies were fetched with. blogs: the blogs of the settings.
    loaded: finds captures in files already loaded.
    unsettled: visits that still want follow-ups when all files are read: a run was interrupted between them.
    """

    folder: Path
    blogs: BlogBook
    loaded: Places
    max_bytes: int
    unsettled: list[OpenVisit] = field(default_factory=list)
    _places: dict[UUID, tuple[str, int]] = field(default_factory=dict)
    _open: dict[UUID, OpenVisit] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)

    def batches(self, offsets: Mapping[str, tuple[int, bool]]) -> Iterator[Batch]:
        """What lies behind `offsets` (file name → offset, closed), in batches.

        The progress of a batch never passes a visit that is still open: it is read again next time.
        """
        ends: dict[str, int] = {}
        for path in sorted(self.folder.glob("*.warc.gz")):
            start, _ = offsets.get(path.name, (0, False))
            size = path.stat().st_size
            if start < size:
                yield from self._file(path, start, size)
            ends[path.name] = size
        rest = _Collected()
        self._settle_rest(rest)
        self.unsettled = list(self._open.values())
        for visit in self.unsettled:
            rest.visit(visit.close(), self.blogs, 0)
        if rest.visits:
            progress = [self._progress(name, size, closed=True) for name, size in ends.items()]
            yield rest.batch(self.blogs, dict(ChainMap(*progress)))

    def _file(self, path: Path, start: int, size: int) -> Iterator[Batch]:
        collected = _Collected()
        end = start
        for capture in read_captures(path, start, collected.corrupt, self.max_bytes):
            self._places[capture.capture_id] = (path.name, capture.warc_offset)
            end = capture.warc_offset + capture.warc_length
            self._take(capture, collected)
            if collected.size >= BATCH:
                yield collected.batch(self.blogs, self._progress(path.name, end, closed=False))
                collected = _Collected()
        yield collected.batch(self.blogs, self._progress(path.name, size, closed=True))

    def _progress(self, file: str, end: int, *, closed: bool) -> dict[str, tuple[int, bool]]:
        waiting = [visit.page.warc_offset for visit in self._open.values() if visit.page.warc_file == file]
        if waiting:
            return {file: (min(waiting), False)}
        return {file: (end, closed)}

    def _take(self, capture: Capture, collected: _Collected) -> None:
        collected.captures.append(capture)
        if capture.purpose == "page" and capture.error:
            self._lost(capture, collected)
        elif capture.purpose == "page":
            self._open_visit(capture, collected)
        elif capture.purpose in FOLLOW_UPS and capture.via in self._open:
            visit = self._open[capture.via]
            visit.add(capture)
            self._settle(visit, collected)
        elif capture.purpose in DISCOVERY:
            collected.discovery(capture, self.blogs)
        self.blogs.learn(capture)

    def _open_visit(self, capture: Capture, collected: _Collected) -> None:
        blog = self.blogs.blog(capture.blog)
        if blog is None:
            collected.problems.append(
                NoticedProblem(
                    "load",
                    "blog_unknown",
                    f"no blog {capture.blog!r} in the settings: stored, not loaded",
                    blog=None,
                    url=capture.url,
                    noticed_at=capture.fetched_at,
                )
            )
            return
        visit = OpenVisit(blog, self.blogs.hints(capture.blog), capture, self.resolve)
        self._open[capture.capture_id] = visit
        self._settle(visit, collected)

    def _settle(self, visit: OpenVisit, collected: _Collected) -> None:
        if visit.wanted():
            return
        page = visit.page
        del self._open[page.capture_id]
        failures = collected.visit(visit.close(), self.blogs, self._failures.pop(page.url, 0))
        if failures:
            self._failures[page.url] = failures

    def _settle_rest(self, collected: _Collected) -> None:
        """Visits that an earlier run went on with: what it fetched for them lies in files that are loaded."""
        for visit in list(self._open.values()):
            came = {capture.capture_id for capture in visit.came.values()}
            for file, offset in self.loaded.follow_ups(visit.page.capture_id):
                capture = read_capture(self.folder / file, offset, self.max_bytes)
                if capture.capture_id not in came:
                    visit.add(capture)
            self._settle(visit, collected)

    def _lost(self, capture: Capture, collected: _Collected) -> None:
        before = self._failures.get(capture.url, 0)
        collected.urls.append(failure_state(capture, before))
        self._failures[capture.url] = before + 1

    def resolve(self, revisit: Capture) -> bytes | None:
        """The body that `revisit` points at, read from its WARC file; null if it is nowhere."""
        wanted = revisit.refers_to
        place = (self._places.get(wanted) or self.loaded.locate(wanted)) if wanted else None
        if place is None:
            return None
        original = read_capture(self.folder / place[0], place[1], self.max_bytes)
        return original.body


@dataclass(slots=True)
class _Collected:
    captures: list[Capture] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    urls: list[UrlState] = field(default_factory=list)
    problems: list[NoticedProblem] = field(default_factory=list)

    @property
    def size(self) -> int:
        return max(len(self.visits), len(self.captures) // 4)

    def visit(self, visit: Visit, blogs: BlogBook, failures: int) -> int:
        """Take in a visit; gives how often its page has failed in a row by now."""
        self.visits.append(visit)
        settings = blogs.settings(visit.blog.name)
        states = visit_states(visit, settings, failures) if settings else []
        self.urls.extend(states)
        return states[0].failures if states else 0

    def discovery(self, capture: Capture, blogs: BlogBook) -> None:
        if capture.purpose in SOURCES:
            self.urls.append(source_state(capture, read=False))
        if capture.error or capture.body is None or capture.status != 200:
            return
        read = discover(capture.document(), capture.purpose, capture.headers)
        settings = blogs.settings(capture.blog)
        if settings:
            self.urls.extend(found_states(capture.blog, own_posts(settings.url, read.posts)))
        self.problems.extend(noticed("discover", read.problems, capture))

    def corrupt(self, problem: Problem) -> None:
        self.problems.append(NoticedProblem("load", problem.code, problem.detail))

    def batch(self, blogs: BlogBook, progress: Mapping[str, tuple[int, bool]]) -> Batch:
        return Batch(
            blogs=blogs.rows(),
            captures=[_without_body(capture) for capture in self.captures],
            visits=self.visits,
            urls=self.urls,
            problems=[*self.problems, *failures_of(self.captures)],
            progress=progress,
        )


def failures_of(captures: list[Capture]) -> list[NoticedProblem]:
    """A problem row for each request that failed for good."""
    failed = [c for c in captures if c.error and c.purpose not in ON_THE_WAY]
    return [row for c in failed for row in noticed("fetch", [c.error] if c.error else [], c)]


def _without_body(capture: Capture) -> Capture:
    return replace(capture, body=None)
