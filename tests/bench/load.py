"""Loading: rows/s at ten thousand and a million comments, the ratio to `executemany`, and whether a batch stays flat.

    python -m tests.bench.load [COMMENTS]

All in one run, so that the ratios mean something on a noisy machine. Times are CPU seconds of this process.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.loaders.checks import run_checks
from pipeline.loaders.database import Database
from pipeline.loaders.load import Batch, load_batch
from pipeline.loaders.rows import COLUMNS
from pipeline.models import Author, Visit
from tests.loaders.making import BLOG, at, capture, comment, open_archive, page, visit

PER_PAGE = 20
PAGES = 100
TEXT = "A comment of ordinary length, some hundred letters, as people leave them below posts that they like. "


def visits(first: int, count: int, when: float = 1.0) -> list[Visit]:
    """So many pages of `PER_PAGE` comments each."""
    made = []
    for number in range(first, first + count):
        url = f"https://garden.example/{number}/"
        comments = [
            comment(
                str(number * PER_PAGE + place),
                f"{TEXT}{number} {place}",
                parent_key=str(number * PER_PAGE + place - 1) if place % 3 else None,
                parent_source="nesting" if place % 3 else None,
                published=at("2024-02-01T10:00"),
            )
            for place in range(PER_PAGE)
        ]
        parsed = page(url, title=f"Post {number}", text=TEXT * 20, comments=comments, authors=[Author("Eva")])
        made.append(visit(when, parsed, page_capture=capture(url, when + number / 1e5)))
    return made


def load(database: Database, batches: Iterator[list[Visit]]) -> tuple[float, float]:
    """CPU seconds of loading alone, and of the last ten batches, each."""
    costs = []
    for batch in batches:
        start = time.process_time()
        load_batch(database, Batch(blogs=[BLOG], visits=batch))
        costs.append(time.process_time() - start)
    return sum(costs), sorted(costs[-10:])[len(costs[-10:]) // 2]


def batches(comments: int, first: int = 0) -> Iterator[list[Visit]]:
    """Batches of `PAGES` pages, as a run loads them."""
    for start in range(first, first + comments // PER_PAGE, PAGES):
        yield visits(start, PAGES)


def executemany_rate(database: Database, rows: int = 2_000) -> float:
    """Comments/s of the naive way, in one transaction, on rows as they are stored."""
    connection = database.connection
    stored = connection.execute(f"SELECT {', '.join(COLUMNS['comment'])} FROM comment LIMIT {rows}").fetchall()
    connection.execute("CREATE TEMP TABLE naive AS FROM comment LIMIT 0")
    marks = ", ".join("?" * len(COLUMNS["comment"]))
    start = time.process_time()
    connection.begin()
    connection.executemany(f"INSERT INTO naive VALUES ({marks})", stored)
    connection.commit()
    return len(stored) / (time.process_time() - start)


def small_batches(database: Database, first: int) -> Sequence[float]:
    """CPU seconds of batches of 500 comments: new ones, then the same pages found changed in one comment each."""
    costs = []
    for when in (2.0, 3.0):
        batch = visits(first, 500 // PER_PAGE, when)
        start = time.process_time()
        load_batch(database, Batch(blogs=[BLOG], visits=batch))
        costs.append(time.process_time() - start)
    return costs


def main(most: int) -> None:
    """Print the figures."""
    for comments in (10_000, most):
        with TemporaryDirectory() as folder, open_archive(Path(folder)) as database:
            seconds, batch = load(database, batches(comments))
            fresh, again = small_batches(database, first=comments // PER_PAGE)
            start = time.process_time()
            run_checks(database.connection)
            checks = time.process_time() - start
            naive = executemany_rate(database)
            size = database.path.stat().st_size / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{comments:>9,} comments: {comments / seconds:>8,.0f} rows/s ({PAGES} pages a batch, last {batch:.2f} s); "
            f"500 into it: new {fresh:.2f} s, seen again {again:.2f} s; all checks {checks:.2f} s; "
            f"executemany {naive:,.0f} rows/s, ratio {comments / seconds / naive:.0f}; "
            f"file {size:.0f} MB, peak {peak:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
