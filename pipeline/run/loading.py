"""Loading within a run: the database is held only while a batch is written, and a run goes on without it.

When somebody else holds it, what was fetched stays in WARC with the progress where it was, and the next start loads it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pipeline.errors import ArchiveInUse
from pipeline.loaders import state
from pipeline.loaders.checks import require_sound, run_checks
from pipeline.loaders.database import Database
from pipeline.loaders.load import Batch, RunRow, finish_run, load_batch
from pipeline.loaders.rebuild import put_in_place, take_over_runs
from pipeline.loaders.snapshot import take_snapshot
from pipeline.models import Capture, NoticedProblem, UrlState, Visit, reading_version
from pipeline.run.blogs import BlogBook
from pipeline.run.crawl import Done
from pipeline.run.discovery import Found
from pipeline.run.knowledge import Knowledge
from pipeline.run.progress import Progress
from pipeline.run.report import Reporter, RunSummary
from pipeline.run.stored import Place, Places, StoredReader, failures_of
from pipeline.run.visits import OpenVisit
from pipeline.settings import Settings
from pipeline.version import PARSER_VERSION, __version__

log = logging.getLogger(__name__)

WAIT_SECONDS = 5.0
"""How long to wait for others who hold the database."""

MAX_PENDING = 500
"""Pages kept in memory for a database in use; those beyond are read from WARC by the next run."""


class Loader:
    """What one run has to load, and what it may read.

    Args:
        settings: where the archive is.
        now: the clock.
        reporter: told of each batch.
        summary: counts what was new and changed.
        is_dry: this is no run to remember.
    """

    def __init__(
        self,
        settings: Settings,
        now: Callable[[], datetime],
        reporter: Reporter,
        summary: RunSummary,
        *,
        is_dry: bool = False,
    ) -> None:
        self._settings = settings
        self._now = now
        self._reporter = reporter
        self._summary = summary
        self._is_dry = is_dry
        self._visits: list[Visit] = []
        self._captures: list[Capture] = []
        self._urls: list[UrlState] = []
        self._problems: list[NoticedProblem] = []
        self._tokens: set[int] = set()
        self._overlay: list[UrlState] = []
        self._pages = self._comments = 0
        self.blogs = BlogBook(settings)
        self.unsettled: list[OpenVisit] = []

    # At the start ---------------------------------------------------------------------------------------------------

    def load_stored(self) -> None:
        """Bring the database up to what WARC holds; without the database, at least learn what is stored.

        Rows that an older parser read, or another site rule, or that another time zone dated, are read again from WARC
        first: a better parser must not look like an edited page.
        """
        if self._is_outdated():
            self._rebuild()
        with self._writing() as database:
            if database is not None:
                self.blogs = BlogBook(self._settings, state.blogs(database))
                self._read_stored(state.loaded_offsets(database), _LoadedPlaces(database), database)
                return
        with self._reading() as known:
            offsets = state.loaded_offsets(known) if known else {}
            self._read_stored(offsets, _LoadedPlaces(known), None)

    def _is_outdated(self) -> bool:
        if not self._settings.database.exists():
            return False
        with self._writing() as database:
            if database is None:
                return False
            zones = {name: blog.timezone for name, blog in state.blogs(database).items()}
            moved = [b for b in self._settings.blogs if b.timezone and zones.get(b.name, b.timezone) != b.timezone]
            return bool(moved) or any(not self._is_current(*read) for read in state.parser_versions(database))

    def _is_current(self, blog: str, version: str) -> bool:
        """Whether rows of a blog were read by this parser with the rules of now; of a former blog, whatever rules."""
        wanted = {one.name: reading_version(PARSER_VERSION, one.rules) for one in self._settings.blogs}
        return version == wanted[blog] if blog in wanted else version.partition("+")[0] == PARSER_VERSION

    def _rebuild(self) -> None:
        """Make the database anew from WARC, beside the old one, and put it in its place."""
        self._reporter.note("the parsers, a time zone or site rules changed: reading all stored pages again")
        path = self._settings.state_folder / "rebuild.duckdb"
        for left in path.parent.glob("rebuild.duckdb*"):
            left.unlink()
        counted, self._summary = self._summary, RunSummary(self._summary.run_id, self._summary.started_at)
        with self._writing() as old:
            if old is None:
                return
            with Database.open_for_writing(path, self._now()) as new:
                self.blogs = BlogBook(self._settings, state.blogs(old))
                self._read_stored({}, _LoadedPlaces(None), new)
                take_over_runs(old, new)
        self._summary, self._pages, self._comments = counted, 0, 0
        put_in_place(path, self._settings.database)

    def _read_stored(
        self,
        offsets: dict[str, tuple[int, bool]],
        places: Places,
        database: Database | None,
    ) -> None:
        reader = StoredReader(self._settings.warc_folder, self.blogs, places, self._settings.fetch.max_bytes)
        for batch in reader.batches(offsets):
            if database is not None:
                self._count(database, batch)
            else:
                self._overlay.extend(batch.urls)
        self.unsettled = reader.unsettled
        if self._pages:
            self._reporter.note(f"loaded {self._pages} pages that were stored and not yet loaded")

    def knowledge(self, blog: str) -> Knowledge:
        """What is known of the blog called `blog`."""
        knowledge = Knowledge(blog)
        with self._reading() as database:
            if database is not None:
                knowledge.urls = dict(state.known_urls(database, blog))
                knowledge.sources = {source.url: source for source in state.sources(database, blog)}
                knowledge.previous = state.previous_captures(database, blog)
                knowledge.comment_keys = set(state.comment_keys_known(database, blog))
        knowledge.learn(url for url in self._overlay if url.blog == blog)
        return knowledge

    # While fetching -------------------------------------------------------------------------------------------------

    def discovered(self, found: Found) -> None:
        """Take in what discovery came to."""
        self._captures.extend(found.captures)
        self._urls.extend(found.states)
        self._problems.extend(found.problems)
        for lost in found.lost:
            self._count_lost("denied" if lost.code == "robots_denied" else lost.code)

    def add(self, done: Done) -> None:
        """Take in one page that is through."""
        if done.visit:
            self._visits.append(done.visit)
        self._captures.extend(replace(capture, body=None) for capture in done.captures)
        self._urls.extend(done.states)
        if done.failure:
            self._count_lost(done.failure)
            self._reporter.page_done(done.blog, done.url, done.failure)

    def _count_lost(self, cause: str) -> None:
        if cause == "denied":
            self._summary.denied += 1
        else:
            self._summary.failed[cause] = self._summary.failed.get(cause, 0) + 1

    def flush(self, tokens: set[int], progress: Progress) -> None:
        """Load what was added, in one transaction; if the database is in use, keep it for the next flush."""
        self._tokens |= tokens
        if len(self._visits) > MAX_PENDING:
            # Their tokens stay open in `progress`, so it stays before them: the next run reads them from WARC.
            self._clear()
            return
        with self._writing() as database:
            if database is None:
                return
            batch = Batch(
                blogs=self.blogs.rows(),
                captures=self._captures,
                visits=self._visits,
                urls=self._urls,
                problems=[*self._problems, *failures_of(self._captures)],
                progress=self._reached(progress, self._tokens),
            )
            self._count(database, batch)
        progress.end(self._tokens)
        self._clear()

    def _clear(self) -> None:
        self._tokens = set()
        self._visits, self._captures, self._urls, self._problems = [], [], [], []

    def _count(self, database: Database, batch: Batch) -> None:
        counts = load_batch(database, batch)
        summary = self._summary
        summary.new += counts.new
        summary.changed += counts.changed
        summary.unchanged += counts.unchanged
        summary.gone += counts.gone
        summary.no_article += counts.no_article
        summary.comments_new += counts.comments_new
        summary.comments_changed += counts.comments_changed
        summary.comments_gone += counts.comments_gone
        for visit in batch.visits:
            outcome = counts.by_url.get(visit.page_capture.url)
            if outcome and outcome != "failed":  # which `add` has told
                self._reporter.page_done(visit.blog.name, visit.page_capture.url, outcome)
        self._pages += len(batch.visits)
        self._comments += sum(len(visit.parsed.comments) for visit in batch.visits if visit.parsed)
        self._reporter.loaded(self._pages, self._comments)

    # At the end -----------------------------------------------------------------------------------------------------

    def _reached(self, progress: Progress, finished: set[int]) -> dict[str, tuple[int, bool]]:
        """What the table `warc_file` may say once `finished` is loaded."""
        reached: dict[str, tuple[int, bool]] = {}
        for file, offset in progress.loaded_to(finished).items():
            path = self._settings.warc_folder / file
            if offset is not None:
                reached[file] = (offset, False)
            elif path.exists():
                reached[file] = (path.stat().st_size, True)
        return reached

    def finish(self, progress: Progress | None = None) -> None:
        """Write the run's row, check the whole archive, and make a snapshot for programs that only read.

        Args:
            progress: of the run's own files, which are closed by now.

        Raises:
            CheckFailed: rows don't fit together; the snapshot stays as it was.
        """
        with self._writing() as database:
            if database is None:
                return
            if progress:
                load_batch(database, Batch(progress=self._reached(progress, set())))
            now = self._now()
            self._summary.ended_at = self._summary.ended_at or now
            self._summary.due_now = state.due_now(database, now)
            self._summary.next_due_at = state.next_due(database, now)
            if not self._is_dry:
                finish_run(database, _row(self._summary))
            findings = run_checks(database.connection)
            for finding in findings:
                log.warning("check %s", finding)
            require_sound(findings)
            take_snapshot(database, self._settings.state_folder / "snapshot.duckdb")

    # The database ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Database | None]:
        """The database for writing; null if somebody else holds it."""
        try:
            # Who held it a moment ago may hold it for hours: only the first attempt waits.
            wait = WAIT_SECONDS if self._summary.loaded else 0.0
            database = Database.open_for_writing(self._settings.database, self._now(), wait)
        except ArchiveInUse as error:
            if self._summary.loaded:
                self._reporter.note(f"{error}; what is stored stays, and the next run loads it")
            self._summary.loaded = False
            yield None
            return
        self._summary.loaded = True
        with database:
            yield database

    @contextmanager
    def _reading(self) -> Iterator[Database | None]:
        """The database for reading, or its last snapshot while somebody else writes; null if there is neither."""
        for path in (self._settings.database, self._settings.state_folder / "snapshot.duckdb"):
            if not path.exists():
                continue
            try:
                database = Database.open_for_reading(path)
            except ArchiveInUse:
                continue
            with database:
                yield database
            return
        yield None


class _LoadedPlaces:
    """`Places` out of a database; out of none, nothing is known."""

    def __init__(self, database: Database | None) -> None:
        self._database = database

    def locate(self, capture_id: UUID) -> Place | None:
        return state.locate(self._database, capture_id) if self._database else None

    def follow_ups(self, page: UUID) -> list[Place]:
        return state.follow_ups_of(self._database, page) if self._database else []


def _row(summary: RunSummary) -> RunRow:
    return RunRow(
        run_id=summary.run_id,
        started_at=summary.started_at,
        version=__version__,
        ended_at=summary.ended_at,
        status=summary.status,
        fetched=summary.fetched,
        new=summary.new,
        changed=summary.changed,
        unchanged=summary.unchanged,
        gone=summary.gone,
        comments_new=summary.comments_new,
        comments_changed=summary.comments_changed,
        comments_gone=summary.comments_gone,
        denied=summary.denied,
        failed=sum(summary.failed.values()),
        recovered=summary.recovered,
        failed_by_cause=summary.failed,
    )
