"""The archive as Python sees it: `Archive("archive").sql("select …")`."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pipeline.loaders.queries import ask, find_query, open_for_questions

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation


class Archive:
    """A folder that blogduck filled, open for questions; a context manager.

    While it is open no run can write the archive: close it soon, or open the folder's
    `state/snapshot.duckdb` with DuckDB instead.

    Args:
        folder: the archive's folder, as in `blogs.toml`.

    Raises:
        LoadError: there is no archive. ArchiveInUse: a run is writing it; the message names the process.
    """

    def __init__(self, folder: str | PathLike[str]) -> None:
        self._database = open_for_questions(Path(folder) / "archive.duckdb", allow_external=True)

    def sql(self, query: str, **params: object) -> DuckDBPyRelation:
        """The answer to a query, lazily: `.fetchall()`, `.df()`, `.pl()`, `.to_arrow_table()`.

        Args:
            query: SQL, the name of a query, view or table, or the path of a .sql file.
            params: values of its `$name`s.

        Raises:
            SettingsError: no such query, a parameter is missing or unknown, or the SQL is wrong.
        """
        return ask(self._database, find_query(self._database, query), params)

    def close(self) -> None:
        """Let go of the archive."""
        self._database.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
