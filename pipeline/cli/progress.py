"""Progress: what a run tells while it runs: a bar on a terminal, plain lines elsewhere, and always the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from pipeline.cli.streams import harmless, say
from pipeline.cli.wording import count, duration
from pipeline.run.report import Plan, Reporter, SilentReporter

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

log = logging.getLogger(__name__)

_LINES_OF_A_RUN = 20
_PAGES_A_LINE = 10
_GOOD = ("new", "changed", "unchanged")


class LoggedReporter:
    """Passes everything on to `shown`, and writes it down."""

    def __init__(self, shown: Reporter) -> None:
        self._shown = shown

    def note(self, message: str) -> None:
        log.info("note %s", message)
        self._shown.note(message)

    def planned(self, plan: Plan) -> None:
        for blog in plan.blogs:
            log.info("planned blog=%s posts=%d due=%d", blog.blog, blog.posts, blog.due)
        self._shown.planned(plan)

    def fetched(self, blog: str, url: str) -> None:
        log.debug("fetched blog=%s url=%s", blog, url)
        self._shown.fetched(blog, url)

    def page_done(self, blog: str, url: str, outcome: str) -> None:
        log.info("page outcome=%s blog=%s url=%s", outcome, blog, url)
        self._shown.page_done(blog, url, outcome)

    def loaded(self, pages: int, comments: int) -> None:
        log.info("loaded pages=%d comments=%d", pages, comments)
        self._shown.loaded(pages, comments)


class LineReporter:
    """Plain lines on stderr, about twenty over a run, for logs, mails and screen readers."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._due = self._done = self._failed = 0
        self._started = 0.0

    def note(self, message: str) -> None:
        say(harmless(message))

    def planned(self, plan: Plan) -> None:
        say_plan(plan)
        self._due, self._started = plan.due, self._clock()

    def page_done(self, blog: str, url: str, outcome: str) -> None:
        if not _is_result(outcome):
            self._failed += 1
            say(harmless(f"{blog}: {outcome}: {url}"))

    def fetched(self, blog: str, url: str) -> None:
        self._done += 1
        step = max(_PAGES_A_LINE, self._due // _LINES_OF_A_RUN)
        if self._done % step == 0 or self._done == self._due:
            say(self._line())

    def loaded(self, pages: int, comments: int) -> None:
        pass

    def _line(self) -> str:
        rate = self._done / max(self._clock() - self._started, 0.001)
        rest = max(self._due - self._done, 0)
        left = f", {duration(rest / rate)} left" if rest else ""
        failed = f", {self._failed} failed" if self._failed else ""
        return f"{self._done} of {count(max(self._due, self._done), 'page')}{failed}, {rate:.1f} pages/s{left}"


class BarReporter:
    """A bar on the terminal, with rate and remaining time; notes and failures scroll above it."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._failed = 0
        self._comments = 0

    def note(self, message: str) -> None:
        self._print(harmless(message))

    def planned(self, plan: Plan) -> None:
        say_plan(plan)
        if plan.due:
            self._progress = _bar()
            self._task = self._progress.add_task("pages", total=plan.due, said="", rate="")
            self._progress.start()

    def page_done(self, blog: str, url: str, outcome: str) -> None:
        if not _is_result(outcome):
            self._failed += 1
            self._print(harmless(f"{blog}: {outcome}: {url}"))

    def fetched(self, blog: str, url: str) -> None:
        self._show(advance=1)

    def loaded(self, pages: int, comments: int) -> None:
        self._comments = comments
        self._show(advance=0)

    def close(self) -> None:
        """Take the bar away."""
        if self._progress:
            self._progress.stop()

    def _show(self, advance: int) -> None:
        if self._progress is None or self._task is None:
            return
        task = self._progress.tasks[0]
        done = task.completed + advance
        total = max(task.total or 0, done)
        loaded = f"{count(self._comments, 'comment')} loaded" if self._comments else ""
        said = ", ".join(part for part in (loaded, f"{self._failed} failed" if self._failed else "") if part)
        rate = f"{done / task.elapsed:.1f}/s" if task.elapsed else ""
        self._progress.update(self._task, advance=advance, total=total, said=said, rate=rate)

    def _print(self, line: str) -> None:
        if self._progress:
            self._progress.console.print(line, markup=False, highlight=False)
        else:
            say(line)


def say_plan(plan: Plan) -> None:
    """Before the first page: what was found, how long it will take, and that stopping is safe."""
    for blog in plan.blogs:
        say(harmless(f"{blog.blog}: {count(blog.posts, 'post')} known, {blog.due} to fetch"))
    if plan.due:
        about = f"About {duration(plan.seconds)}, and more for comments that need requests of their own."
        say(f"{about} Ctrl-C is safe: what was fetched is kept.")


@contextmanager
def reporting(quiet: bool) -> Iterator[Reporter]:
    """The reporter for this stderr."""
    if quiet:
        yield LoggedReporter(SilentReporter())
    elif not sys.stderr.isatty():
        yield LoggedReporter(LineReporter())
    else:
        bar = BarReporter()
        try:
            yield LoggedReporter(bar)
        finally:
            bar.close()


def _is_result(outcome: str) -> bool:
    return outcome in _GOOD or outcome in ("gone", "denied", "not_article")


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[said]}"),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
