"""status: what there is, what happened, what is due."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from pipeline.cli.answers import rows_of
from pipeline.cli.session import Session, log_options, now, settings_option
from pipeline.cli.streams import json_text, put
from pipeline.cli.tables import table_lines
from pipeline.cli.wording import moment, zone_name

_BLOG_COLUMNS = ("blog", "posts", "declared", "found", "threads_that_differ", "due", "failing", "last_fetched_at")
_RUN_COLUMNS = ("started_at", "status", "fetched", "new", "changed", "gone", "comments_new", "failed_by_cause")
_FAILURE_COLUMNS = ("stage", "code", "problems", "pages", "last_at", "example")
_HEADS = {
    "declared": "declared comments",
    "found": "found comments",
    "threads_that_differ": "threads that differ",
    "last_fetched_at": "last fetched",
    "started_at": "started",
    "comments_new": "new comments",
    "failed_by_cause": "failed",
    "last_at": "last seen",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@settings_option
@log_options
@click.pass_obj
def command(session: Session, as_json: bool) -> None:
    """Show blogs, last runs, pages due, failures by cause, and comments declared against found.

    Where the numbers of comments differ, 'blogduck query declared_not_found' says for which posts and why.

    \b
    Examples:
      blogduck status
      blogduck status --json
    """
    settings = session.settings()
    found = {
        "blogs": rows_of(settings.database, "blogs", at=now()),
        "runs": [_with_causes(row) for row in rows_of(settings.database, "runs", limit=5)],
        "failures": rows_of(settings.database, "failures"),
    }
    known = {row["blog"] for row in found["blogs"]}
    missing = [blog.name for blog in settings.blogs if blog.name not in known]
    if as_json:
        put(json_text({"archive": settings.archive, "not_run_yet": missing, **found}))
        return
    for line in _lines(found, missing):
        put(line)


def _lines(found: Mapping[str, Sequence[Mapping[str, Any]]], missing: Sequence[str]) -> Iterator[str]:
    yield from _table("Blogs", found["blogs"], _BLOG_COLUMNS)
    if missing:
        yield f"Not run yet: {', '.join(missing)}"
    yield from _table("Last runs", found["runs"], _RUN_COLUMNS)
    if found["failures"]:
        yield from _table("Problems by cause", found["failures"], _FAILURE_COLUMNS)
    due = [row["next_due_at"] for row in found["blogs"] if row["next_due_at"]]
    if due:
        yield f"Next page due: {moment(min(due))}"
    yield f"Times are {zone_name(now())}, to the minute."


def _with_causes(run: Mapping[str, Any]) -> dict[str, Any]:
    # DuckDB's JSON comes as text.
    return {**run, "failed_by_cause": json.loads(run["failed_by_cause"] or "{}")}


def _table(title: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    values = [[_shown(name, row[name]) for name in columns] for row in rows]
    yield click.style(title, bold=True)
    yield from table_lines([_HEADS.get(name, name) for name in columns], [values] if values else [], width)
    yield ""


def _shown(name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return moment(value)
    if isinstance(value, dict):
        return ", ".join(f"{cause} {number}" for cause, number in sorted(value.items())) or 0
    return value
