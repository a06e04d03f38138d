"""load: what WARC holds and the database lacks."""

from __future__ import annotations

import click

from pipeline.cli.exits import OF_STATUS
from pipeline.cli.logs import logging_to, run_log
from pipeline.cli.progress import reporting
from pipeline.cli.session import Session, log_options, now, settings_option
from pipeline.cli.streams import json_text, put
from pipeline.cli.wording import summary_json, summary_line


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@settings_option
@log_options
@click.pass_obj
def command(session: Session, as_json: bool) -> int:
    """Load what is stored and not loaded yet, without fetching anything.

    Every page that was fetched lies in WARC files, and the database is made from them. This loads what an interrupted
    run, or one that found the archive in use, left behind. After archive.duckdb was deleted, it builds it anew.

    Exit codes: 0 done; 3 the archive is in use, and nothing was loaded; 4 stopped by disk, migration or check.

    \b
    Examples:
      blogduck load
      rm archive/archive.duckdb && blogduck load
    """
    from pipeline.run.scrape import load_stored

    settings = session.settings()
    with logging_to(session, run_log(settings.state_folder, now())), reporting(session.is_quiet) as reporter:
        summary = load_stored(settings, now, reporter)
    if as_json:
        put(json_text(summary_json(summary)))
    elif not session.is_quiet or summary.status != "done":
        put(summary_line(summary))
    return OF_STATUS[summary.status]
