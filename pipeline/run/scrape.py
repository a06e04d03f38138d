"""One scraping run, and loading without one: the only place where all three stages meet.

Order: recover torn WARC files, load what is stored and not loaded, read what is known, discover, plan, fetch and load
side by side, snapshot. Whatever interrupts it, everything fetched is in WARC, and the next start goes on from there.
"""

from __future__ import annotations

import logging
import queue
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.fetchers.captures import WarcWriter, read_capture, recover
from pipeline.fetchers.http import Fetcher
from pipeline.identity import normal_url
from pipeline.models import UrlState
from pipeline.run.crawl import INTERRUPTED, PATIENCE, Crawler, Done
from pipeline.run.discovery import BlogDiscovery, Found
from pipeline.run.knowledge import Knowledge
from pipeline.run.loading import Loader
from pipeline.run.lock import RunLock
from pipeline.run.policies import fetch_policy, host_policy
from pipeline.run.progress import Progress
from pipeline.run.report import BlogPlan, Plan, Reporter, RunOptions, RunSummary
from pipeline.settings import BlogSettings, Settings
from pipeline.version import PARSER_VERSION, __version__

log = logging.getLogger(__name__)

Now = Callable[[], datetime]

ROBOTS_AGE = timedelta(hours=24)
BATCH_PAGES = 100
BATCH_SECONDS = 5.0
"""A batch is loaded when it holds so many pages or is so old: `query` answers while the run goes on."""


def scrape(settings: Settings, options: RunOptions, now: Now, reporter: Reporter, stop: threading.Event) -> RunSummary:
    """One scraping run over the blogs that `options` name.

    Args:
        settings: where the archive is and which blogs there are.
        options: what the user asked for.
        now: the clock, aware.
        reporter: told of plan and progress.
        stop: set by whoever wants the run to end early; it ends after the requests under way.

    Raises:
        SettingsError: a named blog is not in the settings.
        ArchiveInUse: another run is going on.
        LoadError: disk full, a migration or a check failed. All that was fetched is stored.
    """
    chosen = tuple(settings.blog(name) for name in options.blogs) or settings.blogs
    started = now()
    with RunLock(settings.state_folder / "run.lock", started):
        return _Run(settings, chosen, options, now, reporter, stop, started).go()


def load_stored(settings: Settings, now: Now, reporter: Reporter) -> RunSummary:
    """Load what WARC holds and the database lacks, without fetching anything.

    Raises: as `scrape`.
    """
    started = now()
    summary = RunSummary(run_id=uuid.uuid4(), started_at=started)
    with RunLock(settings.state_folder / "run.lock", started):
        summary.recovered = _recover(settings.warc_folder, reporter)
        loader = Loader(settings, now, reporter, summary)
        loader.load_stored()
        loader.finish()
    if not summary.loaded:
        summary.status = "stored"
    return summary


class _Run:
    """The state of one run. One method a step, in the order of the module docstring."""

    def __init__(
        self,
        settings: Settings,
        chosen: tuple[BlogSettings, ...],
        options: RunOptions,
        now: Now,
        reporter: Reporter,
        stop: threading.Event,
        started: datetime,
    ) -> None:
        self._settings = settings
        self._chosen = chosen
        self._options = options
        self._now = now
        self._reporter = reporter
        self._stop = stop
        self._started = started
        self._summary = RunSummary(run_id=uuid.uuid4(), started_at=started)
        self._loader = Loader(settings, now, reporter, self._summary, is_dry=options.dry_run)

    def go(self) -> RunSummary:
        self._summary.recovered = _recover(self._settings.warc_folder, self._reporter)
        self._loader.load_stored()
        knowledge = {blog.name: self._loader.knowledge(blog.name) for blog in self._chosen}
        with self._writer() as writer, self._fetcher(writer) as fetcher:
            progress = Progress(writer.position)
            self._remember_robots(fetcher, knowledge)
            folder, cap = self._settings.warc_folder, self._settings.fetch.max_bytes
            crawler = Crawler(fetcher, self._loader.blogs, folder, cap, progress, self._stop)
            found = self._discover(crawler, knowledge, progress)
            due = self._plan(knowledge, found)
            if not self._options.dry_run:
                self._fetch(crawler, knowledge, due, progress)
            self._summary.fetched = crawler.requests
        return self._end(progress)

    # Steps ----------------------------------------------------------------------------------------------------------

    @contextmanager
    def _writer(self) -> Iterator[WarcWriter]:
        writer = WarcWriter(
            self._settings.warc_folder,
            self._summary.run_id,
            f"blogduck/{__version__}",
            {"parser_version": PARSER_VERSION, "blogs": ", ".join(blog.url for blog in self._chosen)},
            self._now,
        )
        try:
            yield writer
        finally:
            writer.close()

    @contextmanager
    def _fetcher(self, writer: WarcWriter) -> Iterator[Fetcher]:
        hosts = {blog.name: host_policy(blog) for blog in self._settings.blogs}
        fetcher = Fetcher(writer, fetch_policy(self._settings), hosts, self._now, stop=self._stop)
        try:
            yield fetcher
        finally:
            fetcher.close()

    def _remember_robots(self, fetcher: Fetcher, knowledge: dict[str, Knowledge]) -> None:
        """Spare robots.txt where a stored one is young enough (RFC 9309, 2.4: 24 hours)."""
        for known in knowledge.values():
            for url, previous in known.previous.items():
                parts = urlsplit(url)
                if parts.path == "/robots.txt" and self._started - previous.fetched_at < ROBOTS_AGE:
                    stored = read_capture(self._settings.warc_folder / previous.warc_file, previous.warc_offset)
                    fetcher.remember_robots(
                        f"{parts.scheme}://{parts.netloc}", stored.status or 0, stored.body or b"", stored.fetched_at
                    )

    def _discover(self, crawler: Crawler, knowledge: dict[str, Knowledge], progress: Progress) -> dict[str, Found]:
        token = progress.begin()

        def one(blog: BlogSettings) -> Found:
            self._reporter.note(f"{blog.name}: looking for new and changed posts")
            discovery = BlogDiscovery(
                blog.url,
                knowledge[blog.name],
                crawler.source,
                full=self._options.full,
                stopped=self._stop.is_set,
            )
            return discovery.run()

        with ThreadPoolExecutor(self._workers) as pool:
            found = dict(zip(knowledge, pool.map(one, self._chosen), strict=True))
        for name, result in found.items():
            self._loader.discovered(result)
            for lost in result.lost:
                self._reporter.note(f"{name}: {lost.url}: {lost.detail}")
        self._loader.flush({token}, progress)
        return found

    def _plan(self, knowledge: dict[str, Knowledge], found: dict[str, Found]) -> dict[str, list[UrlState]]:
        due = {
            name: self._wanted(known.due(self._started, found[name].named, self._options.full))
            for name, known in knowledge.items()
        }
        due = self._limited(due)
        self._summary.plan = Plan(
            tuple(
                BlogPlan(
                    blog.name,
                    knowledge[blog.name].posts(),
                    len(due[blog.name]),
                    blog.delay,
                    tuple(state.url for state in due[blog.name]),
                )
                for blog in self._chosen
            )
        )
        self._reporter.planned(self._summary.plan)
        return due

    def _wanted(self, states: list[UrlState]) -> list[UrlState]:
        since = self._options.since
        if since is None:
            return states
        start = datetime.combine(since, time.min, self._started.tzinfo)
        return [state for state in states if state.published_at is None or state.published_at >= start]

    def _limited(self, due: dict[str, list[UrlState]]) -> dict[str, list[UrlState]]:
        if self._options.limit is None:
            return due
        old = datetime.min.replace(tzinfo=self._started.tzinfo)
        newest = sorted(
            ((name, state) for name, states in due.items() for state in states),
            key=lambda pair: pair[1].published_at or old,
            reverse=True,
        )[: self._options.limit]
        kept = {(name, normal_url(state.url)) for name, state in newest}
        return {name: [s for s in states if (name, normal_url(s.url)) in kept] for name, states in due.items()}

    def _fetch(
        self,
        crawler: Crawler,
        knowledge: dict[str, Knowledge],
        due: dict[str, list[UrlState]],
        progress: Progress,
    ) -> None:
        done: queue.Queue[Done | None] = queue.Queue(maxsize=4 * BATCH_PAGES)

        def one(name: str) -> None:
            unsettled = [visit for visit in self._loader.unsettled if visit.page.blog == name]
            crawler.resume(knowledge[name], unsettled, done)
            left = crawler.pages(knowledge[name], due[name], done)
            if left:
                self._reporter.note(f"{name}: no answer for {PATIENCE} pages in a row; {left} more are left for later")

        with ThreadPoolExecutor(self._workers) as pool:
            working = [pool.submit(one, name) for name in due]
            closer = threading.Thread(target=_close_when_done, args=(working, done))
            closer.start()
            try:
                left = self._drain(done, progress)
            except BaseException:
                self._stop.set()
                _empty(done)
                raise
            finally:
                closer.join()
        self._loader.flush(left, progress)
        for future in working:
            future.result()

    def _drain(self, done: queue.Queue[Done | None], progress: Progress) -> set[int]:
        """Take what is done and load it in batches until no more comes; gives the tokens of what is not loaded."""
        tokens: set[int] = set()
        deadline = self._now() + timedelta(seconds=BATCH_SECONDS)
        while True:
            try:
                item = done.get(timeout=0.5)
            except queue.Empty:
                item = _NOTHING
            if item is None:
                break
            if item is not _NOTHING and item.failure != INTERRUPTED:
                self._reporter.fetched(item.blog, item.url)
                self._loader.add(item)
                tokens.add(item.token)
            if tokens and (len(tokens) >= BATCH_PAGES or self._now() >= deadline):
                self._loader.flush(tokens, progress)
                tokens = set()
                deadline = self._now() + timedelta(seconds=BATCH_SECONDS)
        return tokens

    def _end(self, progress: Progress) -> RunSummary:
        summary = self._summary
        summary.ended_at = self._now()
        if self._stop.is_set():
            summary.status = "interrupted"
        elif not summary.loaded:
            summary.status = "stored"
        elif summary.failed:
            summary.status = "failures"
        self._loader.finish(progress)
        return summary

    @property
    def _workers(self) -> int:
        return max(1, min(self._settings.fetch.workers, len(self._chosen)))


_NOTHING = Done("", "", 0, failure=INTERRUPTED)


def _recover(folder: Path, reporter: Reporter) -> int:
    """Close the files that an interrupted run left open."""
    folder.mkdir(parents=True, exist_ok=True)
    recovered = recover(folder)
    for file in recovered:
        reporter.note(f"an earlier run was interrupted: {file}")
    return len(recovered)


def _close_when_done(working: list[Future[None]], done: queue.Queue[Done | None]) -> None:
    for future in working:
        future.exception()
    done.put(None)


def _empty(done: queue.Queue[Done | None]) -> None:
    """Take what is left, so that no worker waits for room."""
    while done.get() is not None:
        pass
