"""A whole run on loopback without delay: pages/s, where the time goes, and whether its memory stays flat.

    python -m tests.bench.run [PAGES...]

Each size is run in a process of its own, against a made-up blog in this one. The stages are CPU seconds of the threads
that do them, measured by wrapping the functions at the borders of the floors; what is left is the interpreter's start,
discovery and the run itself.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cached_property, wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock
from typing import Any

from tests.run.archives import write_settings
from tests.run.blog_server import MadeUpBlog, Post, made_up_posts, serving

SIZES = (1_000, 10_000)
STAGES = ("fetch", "WARC", "parse", "load")


class FixedBlog(MadeUpBlog):
    """A blog that never changes, so that its pages are found at once."""

    @cached_property
    def by_path(self) -> dict[str, Post]:
        """The posts by their paths."""
        return {post.path: post for post in self.posts}

    def answer(self, path: str) -> tuple[int, str, str]:
        post, _, number = path.partition("comment-page-")
        if post in self.by_path:
            return 200, "text/html", self._post(self.by_path[post], int(number.strip("/") or 1))
        return super().answer(path)


class Stopwatch:
    """CPU seconds by stage. A stage inside another one (WARC in fetch) is taken off the outer."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self._lock = Lock()

    def add(self, stage: str, seconds: float) -> None:
        """Count `seconds`, which may be negative."""
        with self._lock:
            self.seconds[stage] += seconds

    def wrap(self, owner: Any, name: str, stage: str, inside: str | None = None) -> None:
        """Time every call of `owner.name` as `stage`, and take it off the stage `inside`."""
        inner: Callable[..., Any] = getattr(owner, name)

        @wraps(inner)
        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.thread_time()
            try:
                return inner(*arguments, **named)
            finally:
                spent = time.thread_time() - start
                self.add(stage, spent)
                if inside:
                    self.add(inside, -spent)

        setattr(owner, name, timed)


def child(folder: Path) -> None:
    """One run in this process; prints what it cost as JSON."""
    from datetime import UTC, datetime

    from pipeline.fetchers.http import Fetcher
    from pipeline.fetchers.writer import WarcWriter
    from pipeline.run import loading, scrape, visits
    from pipeline.run.report import RunOptions, SilentReporter
    from pipeline.settings import load_settings

    watch = Stopwatch()
    watch.wrap(Fetcher, "fetch", "fetch")
    watch.wrap(WarcWriter, "write", "WARC", inside="fetch")
    watch.wrap(visits, "parse_page", "parse")
    watch.wrap(loading, "load_batch", "load")
    settings = load_settings(folder / "blogs.toml", {}, folder)
    start, cpu = time.perf_counter(), time.process_time()
    summary = scrape.scrape(settings, RunOptions(), lambda: datetime.now(UTC), SilentReporter(), Event())
    print(
        json.dumps(
            {
                "new": summary.new,
                "told": f"{summary.new} new, {summary.no_article} no article, failed: {summary.failed}",
                "wall": time.perf_counter() - start,
                "cpu": time.process_time() - cpu,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                **watch.seconds,
            }
        )
    )


def measured(pages: int) -> dict[str, Any]:
    """What a first run over `pages` posts costs."""
    with TemporaryDirectory() as name, serving(FixedBlog(made_up_posts(pages))) as url:
        folder = Path(name)
        write_settings(folder, url)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.run", "--child", name], stdout=subprocess.PIPE, check=True
        )
        costs: dict[str, Any] = json.loads(done.stdout)
    assert costs["new"] == pages, costs["told"]
    return costs


def main(sizes: list[int]) -> None:
    """Print a line a size."""
    print("a run over so many posts (a third with a further comment page), delay 0; CPU ms a post by stage")
    for pages in sizes:
        costs = measured(pages)
        rest = costs["cpu"] - sum(costs[stage] for stage in STAGES)
        stages = "  ".join(f"{stage} {costs[stage] * 1000 / pages:.2f}" for stage in STAGES)
        print(
            f"{pages:>7,} posts: {pages / costs['wall']:6.1f} pages/s; {stages}  rest {rest * 1000 / pages:.2f};"
            f" peak {costs['peak']:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(Path(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
