"""Queries: SQL for people, read-only. Named ones lie in `sql/queries`, one a file.

A named query's header says what it is for: `-- purpose: …`, `-- param NAME = DEFAULT: …` (without a default it must be
given), `-- column NAME: …`. A user's own .sql file may have one too.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from pipeline.errors import SettingsError
from pipeline.loaders.database import Database
from pipeline.resources import resource

_PURPOSE = re.compile(r"^-- purpose: (.+)$", re.M)
_PARAM = re.compile(r"^-- param (\w+)(?: = (.+?))?: (.+)$", re.M)
_COLUMN = re.compile(r"^-- column ([\w, ]+): (.+)$", re.M)
_USED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w+)", re.S)
_NAME = re.compile(r"[\w-]+")
_BEGINNINGS = ("select", "from", "with", "describe", "show", "explain", "summarize", "pivot", "values")
_NOT_ASKED = "nothing is asked: give SQL, a query's name or a .sql file"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A `$name` of a query. default: its value unless given. is_required: it has no default."""

    name: str
    meaning: str
    default: object = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """SQL with what its header tells. name: the file's, or null for SQL given as such."""

    sql: str
    name: str | None = None
    purpose: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


class Answer:
    """A query's result, and the archive it comes from, open until `close`; a context manager.

    relation: lazy; `.fetchall()`, `.columns`, `.to_arrow_table()`, `.df()`, `.write_parquet(…)`, ….
    """

    def __init__(
        self, database: Database, relation: duckdb.DuckDBPyRelation, params: Mapping[str, object] | None = None
    ) -> None:
        self._database = database
        self._params = params or {}
        self.relation = relation

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.relation.columns)

    def rows(self) -> list[tuple[Any, ...]]:
        """All rows.

        Raises:
            SettingsError: a value can't be computed, such as a cast that fails.
        """
        with explained(self._params):
            return self.relation.fetchall()

    def batches(self, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows, `size` at a time.

        Raises:
            SettingsError: a value can't be computed.
        """
        with explained(self._params):
            while rows := self.relation.fetchmany(size):
                yield rows

    def arrow(self) -> Any:
        """All rows as a `pyarrow.Table`.

        Raises:
            SettingsError: a value can't be computed.
        """
        with explained(self._params):
            return self.relation.to_arrow_table()

    def close(self) -> None:
        """Let go of the archive."""
        self._database.close()

    def __enter__(self) -> Answer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def explained(params: Mapping[str, object]) -> Iterator[None]:
    """Turn DuckDB's errors into `SettingsError`; `params` were given to the query."""
    try:
        yield
    except duckdb.Error as error:
        raise SettingsError(_message(error, params)) from error


def list_queries() -> list[Query]:
    """The named queries, by name."""
    return [_read(file) for file in sorted((resource("sql") / "queries").glob("*.sql"))]


def find_query(database: Database, given: str) -> Query:
    """The query that `given` means.

    Args:
        database: the archive; the name of one of its views or tables means all of its rows.
        given: a name of `list_queries`, of a view or a table, a path ending in .sql, or SQL itself.

    Raises:
        SettingsError: nothing, or no such name or file; the message suggests near ones.
    """
    text = given.strip()
    if not text:
        raise SettingsError(_NOT_ASKED)
    if text.endswith(".sql") and "\n" not in text:
        file = Path(text)
        if not file.is_file():
            raise SettingsError(f"there is no file {text}: give a path, a query's name or SQL in quotes")
        return _read(file)
    if _NAME.fullmatch(text):
        return _named(text, _relations(database))
    return Query(text)


def run_query(
    path: Path,
    given: str | Query,
    params: Mapping[str, object] | None = None,
    *,
    allow_external: bool = False,
    wait: float = 0.0,
) -> Answer:
    """Ask the archive.

    Args:
        path: the database file.
        given: as for `find_query`, or what that gave.
        params: values by name.
        allow_external: let the SQL read and write other files.
        wait: seconds to wait for a writer.

    Returns:
        the answer; close it.

    Raises:
        SettingsError: no such query, a parameter is missing or unknown, or the SQL is wrong (with its place).
        LoadError, ArchiveInUse: the archive can't be read.
    """
    database = open_for_questions(path, allow_external=allow_external, wait=wait)
    try:
        query = given if isinstance(given, Query) else find_query(database, given)
        return Answer(database, ask(database, query, params or {}), params)
    except BaseException:
        database.close()
        raise


def open_for_questions(path: Path, *, allow_external: bool = False, wait: float = 0.0) -> Database:
    """The archive, read-only, and unless allowed without a way to other files and the network.

    Raises:
        LoadError: there is none. ArchiveInUse: somebody writes it.
    """
    locked = {} if allow_external else {"enable_external_access": "false"}
    database = Database.open_for_reading(path, wait, locked)
    if not allow_external:
        database.connection.execute("SET lock_configuration = true")
    return database


def ask(database: Database, query: Query, params: Mapping[str, object]) -> duckdb.DuckDBPyRelation:
    """The answer to `query` as a relation, lazy except for its check.

    Raises:
        SettingsError: a parameter is missing or unknown, or the SQL is wrong.
    """
    values = _values(query, params)
    with explained(params):
        statements = database.connection.extract_statements(query.sql)
        if len(statements) != 1:
            raise SettingsError(f"give one statement, not {len(statements)}" if statements else _NOT_ASKED)
        if statements[0].type in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
            return _relation(database.connection, query.sql, values)
    raise SettingsError("only questions are answered here (SELECT, FROM, WITH, DESCRIBE, SHOW, EXPLAIN)")


def _relation(
    connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, object]
) -> duckdb.DuckDBPyRelation:
    try:
        return connection.sql(sql, params=values or None)
    except duckdb.Error:
        # Without parameters `sql` names no line, `execute` does.
        connection.execute(sql, values or None)
        raise


def _values(query: Query, params: Mapping[str, object]) -> dict[str, object]:
    used = {match[1] for match in _USED.finditer(query.sql) if match[1]}
    unknown = sorted(params.keys() - used)
    if unknown:
        known = ", ".join(sorted(used)) or "none"
        raise SettingsError(f"{_called(query)} has no parameter {unknown[0]!r}; it has: {known}")
    for one in query.parameters:
        given = params.get(one.name)
        if isinstance(one.default, int) and isinstance(given, str):
            raise SettingsError(f"{_called(query)}: the parameter {one.name!r} must be a number, not {given!r}")
    values = {known.name: known.default for known in query.parameters if not known.is_required} | dict(params)
    missing = sorted(used - values.keys())
    if missing:
        meanings = {known.name: f" ({known.meaning})" for known in query.parameters}
        raise SettingsError(
            f"{_called(query)} needs {missing[0]!r}{meanings.get(missing[0], '')}: give it with --param {missing[0]}=…"
        )
    return {name: value for name, value in values.items() if name in used}


def _called(query: Query) -> str:
    return f"query {query.name!r}" if query.name else "this SQL"


def _relations(database: Database) -> dict[str, Query]:
    names = "SELECT table_name FROM information_schema.tables WHERE NOT starts_with(table_name, '_')"
    rows = database.connection.execute(names).fetchall()
    return {str(name): Query(f'FROM "{name}"', str(name)) for (name,) in rows}


def _named(given: str, relations: Mapping[str, Query]) -> Query:
    known = {**relations, **{query.name or "": query for query in list_queries()}}
    name = given.replace("-", "_").lower()
    if name in known:
        return known[name]
    if difflib.get_close_matches(name, _BEGINNINGS, 1, 0.7):
        # DuckDB says where it is wrong.
        return Query(given)
    near = difflib.get_close_matches(name, known, 3, 0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else "see them all with 'blogduck query --list'"
    raise SettingsError(f"there is no query, view or table {given!r}: {hint}")


def _read(file: Path) -> Query:
    sql = file.read_text(encoding="utf-8-sig")
    purpose = _PURPOSE.search(sql)
    return Query(
        sql=sql,
        name=file.stem,
        purpose=purpose[1] if purpose else "",
        parameters=tuple(
            Parameter(name, meaning, _default(default), not default) for name, default, meaning in _PARAM.findall(sql)
        ),
        columns=tuple(_COLUMN.findall(sql)),
    )


def _default(text: str) -> object:
    if not text or text.upper() == "NULL":
        return None
    return int(text) if re.fullmatch(r"-?\d+", text) else text.strip("'")


def _message(error: duckdb.Error, params: Mapping[str, object]) -> str:
    text = str(error)
    for name, value in params.items():
        if isinstance(error, duckdb.ConversionException) and isinstance(value, str) and value in text:
            return f"the parameter {name!r} can't be {value!r}: {text.splitlines()[0]}"
    if "Permission Error" in text or "disabled by configuration" in text:
        return f"{text.splitlines()[0]}: allow other files with --allow-external if you trust this SQL"
    return f"the SQL is wrong: {text}"
