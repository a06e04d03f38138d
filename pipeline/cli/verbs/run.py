"""run: one scraping run."""

from __future__ import annotations

import sys
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import OF_STATUS, stopping_on_signals
from pipeline.cli.logs import logging_to, run_log
from pipeline.cli.progress import reporting
from pipeline.cli.session import Session, log_options, now, settings_option
from pipeline.cli.sources import Day
from pipeline.cli.streams import harmless, json_text, put, say
from pipeline.cli.wording import summary_json, summary_line
from pipeline.errors import SettingsError
from pipeline.run.report import Plan, RunOptions, RunSummary

if TYPE_CHECKING:
    from pipeline.settings import Settings


@click.command()
@click.argument("blogs", nargs=-1, metavar="[BLOG]...")
@click.option("--full", is_flag=True, help="Fetch every page again, not only what is new or due.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Fetch at most N pages.")
@click.option("--since", type=Day(), metavar="DATE", help="Only posts published since, as far as known.")
@click.option("--dry-run", is_flag=True, help="Say what would be fetched, and fetch no page.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@settings_option
@log_options
@click.pass_obj
def command(
    session: Session,
    blogs: tuple[str, ...],
    full: bool,
    limit: int | None,
    since: date | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Fetch what is new or due, store it, read it and load it.

    Newest posts come first, and every batch is loaded as it comes, so 'blogduck query' answers while this runs.
    Ctrl-C is safe at any moment, and so is a crash: the next run goes on from there. To run it on a schedule, see
    README: cron and systemd.

    \b
    Examples:
      blogduck run                        all blogs
      blogduck run steadynews --limit 20  try one blog
      blogduck run --since 2024-01-01     only younger posts
      blogduck run --full                 look at everything again
      blogduck run --dry-run              what is due?

    Exit codes: 0 done; 1 done, but pages failed after retries; 3 stored, but the archive was in use and the next run
    loads it; 4 stopped by disk, migration or check; 130 interrupted, everything fetched is stored.
    """
    settings = session.settings()
    if not settings.blogs:
        raise SettingsError(f"{settings.path}: no blog yet: add one with 'blogduck add https://blog.example/'")
    for name in blogs:
        settings.blog(name)
    options = RunOptions(blogs, full, limit, since, dry_run)
    summary = run_once(session, settings, options)
    if as_json:
        put(json_text(summary_json(summary, with_urls=dry_run)))
    elif dry_run and summary.plan:
        show_plan(summary.plan)
    elif not session.is_quiet or summary.status != "done":
        put(summary_line(summary))
    return OF_STATUS[summary.status]


def run_once(session: Session, settings: Settings, options: RunOptions) -> RunSummary:
    """One run with progress on stderr, a log in the archive's `state/`, and Ctrl-C handled."""
    from pipeline.run.scrape import scrape

    stop = Event()
    log = run_log(settings.state_folder, now())
    is_first = not settings.database.exists()
    if is_first and not settings.contact and not session.is_quiet and sys.stderr.isatty():
        say("Tip: set 'contact' in the settings, so that a blog's owner can reach you.")
    with logging_to(session, log), stopping_on_signals(stop), reporting(session.is_quiet) as reporter:
        return scrape(settings, options, now, reporter, stop)


def show_plan(plan: Plan) -> None:
    """What a dry run found due, an address a line, on stdout."""
    for blog in plan.blogs:
        for url in blog.urls:
            put(harmless(f"{blog.blog}\t{url}"))
