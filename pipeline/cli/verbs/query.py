"""query: SQL, or a question that has a name."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.answers import answer_to
from pipeline.cli.session import Session, log_options, settings_option
from pipeline.cli.streams import data_stream, harmless, is_utf8, json_text, put
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.cli.formats import Row
    from pipeline.loaders.queries import Answer, Query

FORMATS = ("table", "csv", "json", "jsonl", "markdown", "parquet")


@click.command()
@click.argument("question", required=False, metavar="SQL|NAME|FILE.sql")
@click.option("--param", "params", multiple=True, metavar="K=V", help="A value for the query's $K; may be repeated.")
@click.option("--format", "style", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here, not stdout."
)
@click.option("--list", "listing", is_flag=True, help="Show the questions that have a name.")
@click.option("--allow-external", is_flag=True, help="Let the SQL read and write other files.")
@settings_option
@log_options
@click.pass_obj
def command(
    session: Session,
    question: str | None,
    params: tuple[str, ...],
    style: str,
    output: Path | None,
    listing: bool,
    allow_external: bool,
) -> None:
    """Ask the archive in SQL (DuckDB's), or by the name of a query, a view or a table. Nothing is changed.

    A run may be going on: what it has loaded so far is there. While something keeps the archive to itself, the last
    run's snapshot answers, and a note says so. "-" reads SQL from standard input. In tables, long values are cut to fit
    the terminal; the other formats are exact and in UTF-8.

    \b
    Examples:
      blogduck query --list
      blogduck query newest_comments
      blogduck query top_commenters --param limit=5
      blogduck query comment_audit --format csv
      blogduck query "select title, comments from articles order by comments desc limit 10"
      blogduck query "from comment" --format parquet --output comments.parquet
      blogduck query thread --param article=duck --format markdown
    """
    if listing:
        _list(style)
        return
    if question is None:
        raise click.UsageError("give SQL, a query's name or a .sql file; --list shows the names")
    sql = sys.stdin.read() if question == "-" else question
    values = dict(map(_value, params))
    with answer_to(session.settings().database, sql, values, allow_external=allow_external) as answer:
        _write(answer, style, output)


def _write(answer: Answer, style: str, output: Path | None) -> None:
    from pipeline.cli.formats import csv_lines, json_array, json_lines, markdown_lines
    from pipeline.cli.tables import table_lines
    from pipeline.loaders.export import batches, write_parquet

    if style == "parquet":
        if output is None and sys.stdout.isatty():
            raise SettingsError("Parquet is no text: name a file with --output, or pipe it somewhere")
        with data_stream(output) as stream:
            write_parquet(answer, stream)
        return
    width = None if output or not sys.stdout.isatty() else shutil.get_terminal_size().columns
    writers: dict[str, tuple[Callable[[Sequence[str], Any], Iterator[str]], str]] = {
        "table": (partial(table_lines, width=width), "\n"),
        "markdown": (markdown_lines, "\n"),
        "csv": (csv_lines, ""),
        "json": (json_array, ""),
        "jsonl": (json_lines, "\n"),
    }
    lines, end = writers[style]
    rows: Iterator[Sequence[Row]] = batches(answer)
    if output is None and (style == "table" or sys.stdout.isatty()) and not is_utf8(sys.stdout):
        for line in lines(answer.columns, rows):
            put(line.rstrip("\n"))
        return
    with data_stream(output) as stream:
        for line in lines(answer.columns, rows):
            stream.write((line + end).encode("utf-8", "replace"))


def _value(param: str) -> tuple[str, object]:
    name, equals, text = param.partition("=")
    if not equals or not name:
        raise click.UsageError(f"--param {param}: write it as NAME=VALUE")
    # DuckDB compares no text with a number, and who types a number means one.
    if re.fullmatch(r"-?\d{1,18}", text):
        return name, int(text)
    return name, float(text) if re.fullmatch(r"-?\d+\.\d+", text) else text


def _list(style: str) -> None:
    from pipeline.loaders.queries import list_queries

    queries = list_queries()
    if style != "table":
        put(json_text([_described(query) for query in queries]))
        return
    for query in queries:
        put(click.style(harmless(query.name or ""), bold=True))
        put(f"    {query.purpose}")
        for parameter in query.parameters:
            value = "…" if parameter.is_required else "" if parameter.default is None else parameter.default
            put(f"    --param {parameter.name}={value}  {parameter.meaning}")


def _described(query: Query) -> dict[str, object]:
    return {
        "name": query.name,
        "purpose": query.purpose,
        "parameters": [
            {"name": p.name, "meaning": p.meaning, "default": p.default, "required": p.is_required}
            for p in query.parameters
        ],
        "columns": dict(query.columns),
    }
