"""Loading: one batch of captures, visits and states into the database, in one transaction.

Idempotent: the same batch again changes nothing, and the same visits in batches of any size give the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import duckdb

from pipeline.identity import blog_id
from pipeline.loaders import ledger
from pipeline.loaders.book import Outcome
from pipeline.loaders.checks import require_sound, run_checks
from pipeline.loaders.database import Database
from pipeline.loaders.ledger import RunRow
from pipeline.loaders.looks import look_at
from pipeline.loaders.rows import ProblemRow
from pipeline.loaders.store import read_book, write_book
from pipeline.loaders.zones import read_zones, refill
from pipeline.models import Blog, Capture, NoticedProblem, UrlState, Visit


@dataclass(frozen=True, slots=True)
class Batch:
    """What is loaded together.

    blogs: those that anything else here names. captures: every record since the last batch, visits' included or not.
    visits: looks at pages, in any order. urls: whole new states, replacing the old. problems: of other stages than the
    parser's, whose problems come with the visits. progress: warc_file → (offset loaded to, closed). run: as it is so
    far.
    """

    blogs: Sequence[Blog] = ()
    captures: Sequence[Capture] = ()
    visits: Sequence[Visit] = ()
    urls: Sequence[UrlState] = ()
    problems: Sequence[NoticedProblem] = ()
    progress: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    run: RunRow | None = None


@dataclass(slots=True)
class LoadCounts:
    """What a batch changed: pages, comments, and the outcome of each page by the URL that was asked for.

    Outcomes: new, changed, unchanged, gone, not_article, failed (an answer that is no page), unknown (a revisit of what
    is not in the archive).
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    no_article: int = 0
    comments_new: int = 0
    comments_changed: int = 0
    comments_gone: int = 0
    by_url: dict[str, str] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one visit."""
        name, thread = outcome.outcome, outcome.change.thread
        self.new += name == "new"
        self.changed += name == "changed"
        self.unchanged += name == "unchanged"
        self.gone += name == "gone"
        self.no_article += name == "not_article"
        self.comments_new += thread.new
        self.comments_changed += thread.changed
        self.comments_gone += thread.gone
        self.by_url[outcome.look.page.url] = name


def load_batch(database: Database, batch: Batch) -> LoadCounts:
    """Load `batch`, wholly or not at all.

    Args:
        database: open for writing. batch: what to load.

    Returns:
        what it changed.

    Raises:
        DiskFull: no space left. CheckFailed: the rows don't fit together. LoadError: DuckDB refused something. Whatever
        it is, nothing of the batch was kept.
    """
    run_id = batch.run.run_id if batch.run else None
    with database.transaction() as connection:
        blogs = _write_blogs(connection, batch)
        captures = {c.capture_id: c for visit in batch.visits for c in visit.captures}
        captures |= {capture.capture_id: capture for capture in batch.captures}
        ledger.write_captures(connection, captures.values(), blogs)
        outcomes = _load_visits(connection, batch.visits, run_id)
        _check(connection, outcomes, run_id)
        ledger.write_urls(connection, batch.urls, blogs, _addresses(outcomes))
        ledger.write_problems(connection, batch.problems, blogs, run_id)
        ledger.write_progress(connection, batch.progress)
        if batch.run:
            ledger.write_run(connection, batch.run)
    counts = LoadCounts()
    for outcome in outcomes:
        counts.add(outcome)
    return counts


def finish_run(database: Database, run: RunRow) -> None:
    """Write the final row of a run, replacing what earlier batches said of it.

    Raises:
        DiskFull: no space left. LoadError: DuckDB refused it.
    """
    with database.transaction() as connection:
        ledger.write_run(connection, run)


def _write_blogs(connection: duckdb.DuckDBPyConnection, batch: Batch) -> dict[str, UUID]:
    former = read_zones(connection)
    blogs = ledger.write_blogs(connection, [*(visit.blog for visit in batch.visits), *batch.blogs])
    for blog, zone in read_zones(connection).items():
        if former.get(blog, zone) != zone:
            refill(connection, blog, zone)
    return blogs


def _load_visits(
    connection: duckdb.DuckDBPyConnection, visits: Sequence[Visit], run_id: UUID | None
) -> list[Outcome]:
    if not visits:
        return []
    zones = read_zones(connection)
    looks = [look_at(visit, zones.get(blog_id(visit.blog.url))) for visit in visits]
    looks.sort(key=lambda look: (look.visited_at, look.seen_at, look.page.capture_id))
    book, stored = read_book(connection, looks)
    outcomes = [book.fold(look) for look in looks]
    write_book(connection, book, stored)
    ledger.forget_problems(connection, book.noted)
    ledger.insert_problems(connection, [replace(row, run_id=run_id) for row in book.problems])
    return outcomes


def _check(connection: duckdb.DuckDBPyConnection, outcomes: Sequence[Outcome], run_id: UUID | None) -> None:
    touched = {one.article_id for one in outcomes if one.article_id and one.outcome in ("new", "changed")}
    if not touched:
        return
    findings = run_checks(connection, touched)
    require_sound(findings)
    noticed_at = max(one.look.visited_at for one in outcomes)
    rows = [
        ProblemRow(run_id, None, None, None, None, "check", found.check, str(found), noticed_at) for found in findings
    ]
    ledger.insert_problems(connection, rows)


def _addresses(outcomes: Sequence[Outcome]) -> dict[tuple[UUID, str], UUID]:
    return {
        (outcome.look.blog_id, normal): outcome.article_id
        for outcome in outcomes
        if outcome.article_id
        for normal, _ in outcome.look.addresses
    }


__all__ = ["Batch", "LoadCounts", "RunRow", "finish_run", "load_batch"]
