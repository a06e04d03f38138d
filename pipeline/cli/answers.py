"""Answers: asking the archive from the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.loaders.queries import Answer

PATIENCE = 10.0
"""Seconds to wait for a run that is loading a batch."""


@contextmanager
def answer_to(
    database: Path, given: str, params: Mapping[str, object] | None = None, *, allow_external: bool = False
) -> Iterator[Answer]:
    """The answer of the archive's database to SQL, a query's name or a .sql file.

    Raises:
        SettingsError: there is no archive yet, or the question is wrong.
        LoadError, ArchiveInUse: the archive can't be read.
    """
    from pipeline.loaders.queries import Answer, ask, find_query, open_for_questions

    query = find_query(given)
    if not database.exists():
        raise SettingsError(f"{database}: there is no archive yet: 'blogduck run' makes it")
    opened = open_for_questions(database, allow_external=allow_external, wait=PATIENCE)
    with opened, Answer(opened, ask(opened, query, params or {})) as answer:
        yield answer


def rows_of(database: Path, given: str, **params: object) -> list[dict[str, Any]]:
    """All rows of a short answer, by column."""
    with answer_to(database, given, params) as answer:
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows()]
