"""Answers: asking the archive from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.cli.streams import harmless, say
from pipeline.cli.wording import moment
from pipeline.errors import ArchiveInUse, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.loaders.queries import Answer

_SHORTLY, _PATIENCE = 1.0, 4.0
"""Seconds to wait for a run that is loading a batch, before and after saying so."""

SNAPSHOT = "state/snapshot.duckdb"


@contextmanager
def answer_to(
    database: Path, given: str, params: Mapping[str, object] | None = None, *, allow_external: bool = False
) -> Iterator[Answer]:
    """The answer of the archive's database to SQL, a name or a .sql file.

    While another process keeps the database, the last run's snapshot answers, and a note says so.

    Raises:
        SettingsError: there is no archive yet, or the question is wrong.
        LoadError, ArchiveInUse: the archive can't be read.
    """
    from pipeline.loaders.queries import run_query

    if not database.exists():
        raise SettingsError(f"{database}: there is no archive yet: 'blogduck run' makes it")
    ask = partial(run_query, given=given, params=params, allow_external=allow_external)
    with _patiently(database, ask) as answer:
        yield answer


def rows_of(database: Path, given: str, **params: object) -> list[dict[str, Any]]:
    """All rows of a short answer, by column."""
    with answer_to(database, given, params) as answer:
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows()]


def _patiently(database: Path, ask: Callable[..., Answer]) -> Answer:
    try:
        return ask(database, wait=_SHORTLY)
    except ArchiveInUse as error:
        in_use = str(error).rpartition(": ")[0]
    say(f"{harmless(in_use)}: waiting ...")
    try:
        return ask(database, wait=_PATIENCE)
    except ArchiveInUse:
        snapshot = database.parent / SNAPSHOT
        if not snapshot.exists():
            raise
    as_of = datetime.fromtimestamp(snapshot.stat().st_mtime, UTC)
    say(f"It is still in use: this is the answer of its snapshot, {snapshot}, as of {moment(as_of)}.")
    return ask(snapshot)
