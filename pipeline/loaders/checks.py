"""Checks: `sql/checks/*.sql`, each answering with the rows that must not be there; none is healthy.

The first line says how bad: `-- severity: error` stops a load, `-- severity: warning` is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import duckdb

from pipeline.errors import CheckFailed
from pipeline.loaders.arrow import ids
from pipeline.loaders.database import database_name
from pipeline.resources import resource

_SEVERITY = re.compile(r"-- severity: (error|warning)\n-- (.*)")
_SHOWN = 3
_SCOPED = ("article", "comment", "byline", "article_alias", "url")


class Finding(NamedTuple):
    """A check that found something. rows: how many. examples: the first of them, as column → value."""

    check: str
    severity: str
    meaning: str
    rows: int
    examples: tuple[dict[str, Any], ...]

    def __str__(self) -> str:
        example = ", ".join(f"{column} {value}" for column, value in self.examples[0].items())
        return f"{self.check}, {self.rows} rows: {self.meaning} The first: {example}"


def run_checks(connection: duckdb.DuckDBPyConnection, articles: Collection[UUID] | None = None) -> list[Finding]:
    """All findings, errors first.

    Args:
        connection: to the archive.
        articles: look at these alone, as after the load of a batch; null: at everything.
    """
    if articles is None:
        return _find(connection)
    with ids(connection, articles) as source:
        _narrow(connection, source)
    try:
        return _find(connection)
    finally:
        for table in (*_SCOPED, "capture"):
            connection.execute(f"DROP TABLE temp.{table}")


def _narrow(connection: duckdb.DuckDBPyConnection, articles: str) -> None:
    # A temporary table hides the one of the same name, so that the checks need no second wording.
    archive = database_name(connection)
    for table in _SCOPED:
        connection.execute(
            f"CREATE TEMP TABLE {table} AS FROM {archive}.main.{table} WHERE rowid IN"
            f" (SELECT rowid FROM {archive}.main.{table} WHERE article_id IN (SELECT article_id FROM {articles}))"
        )
    connection.execute(
        f"CREATE TEMP TABLE capture AS FROM {archive}.main.capture"
        " WHERE capture_id IN (SELECT capture_id FROM comment UNION SELECT capture_id FROM article)"
    )


def require_sound(findings: Collection[Finding]) -> None:
    """Let warnings pass.

    Raises:
        CheckFailed: there are errors; the message names each with an example.
    """
    errors = [str(finding) for finding in findings if finding.severity == "error"]
    if errors:
        raise CheckFailed(
            "the rows to load don't fit together, so nothing of this batch was kept; what was fetched is in WARC. "
            "This is a fault of blogduck: please report it with these lines.\n" + "\n".join(errors)
        )


def _find(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    files = sorted((resource("sql") / "checks").glob("*.sql"))
    found = [finding for file in files if (finding := _check(connection, file))]
    return sorted(found, key=lambda finding: (finding.severity, finding.check))


def _check(connection: duckdb.DuckDBPyConnection, file: Path) -> Finding | None:
    text = file.read_text(encoding="utf-8")
    header = _SEVERITY.match(text)
    assert header, f"{file.name} lacks its severity"
    answer = connection.execute(text)
    names = [column[0] for column in answer.description or ()]
    rows = answer.fetchall()
    if not rows:
        return None
    examples = tuple(dict(zip(names, map(str, row), strict=True)) for row in rows[:_SHOWN])
    return Finding(file.stem, header[1], header[2], len(rows), examples)
