"""Opening, sharing, migrating: with real files and a second process that holds them."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipeline.archive import Archive
from pipeline.errors import ArchiveInUse, LoadError, MigrationError
from pipeline.loaders import migrations
from pipeline.loaders.database import Database
from pipeline.loaders.load import Batch, load_batch
from pipeline.loaders.rows import COLUMNS
from pipeline.loaders.snapshot import take_snapshot
from tests.loaders.making import BLOG, START, comment, content, open_archive, page, rows, visit

HOLD = """
import sys, duckdb
held = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
held.execute("FROM article").fetchall()
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def held_by_another(path: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with open_archive(tmp_path) as database:
        load_batch(database, Batch(blogs=[BLOG], visits=[visit(1, page(comments=[comment("1")]))]))
    return tmp_path / "archive.duckdb"


@pytest.mark.parametrize("mode", ["read", "write"])
def test_the_holder_of_the_file_is_named(archive: Path, mode: str) -> None:
    with held_by_another(archive, mode) as other, pytest.raises(ArchiveInUse, match=f"process {other.pid}"):
        Database.open_for_writing(archive, START, wait=0.2)


def test_a_reader_does_not_mind_another_reader_but_a_writer(archive: Path) -> None:
    with held_by_another(archive, "read"), Database.open_for_reading(archive) as database:
        assert rows(database, "SELECT title FROM articles") == [("Roses",)]
    with held_by_another(archive, "write") as other, pytest.raises(ArchiveInUse, match=str(other.pid)):
        Database.open_for_reading(archive)


def test_waiting_ends_when_the_other_lets_go(archive: Path) -> None:
    with held_by_another(archive, "write") as other:
        assert other.stdin
        other.stdin.write("\n")
        other.stdin.flush()
        with Database.open_for_writing(archive, START, wait=20):
            pass


def test_the_same_process_is_in_its_own_way_politely(archive: Path) -> None:
    with Database.open_for_reading(archive), pytest.raises(ArchiveInUse, match="another connection of this process"):
        Database.open_for_writing(archive, START, wait=0)


def test_a_missing_archive_is_said(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="blogduck run"):
        Archive(tmp_path)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "archive.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(LoadError, match="can't be opened"):
        Archive(tmp_path)


def test_rows_are_as_wide_as_their_tables(archive: Path) -> None:
    with Database.open_for_reading(archive) as database:
        for table, columns in COLUMNS.items():
            stored = rows(database, f"SELECT name FROM pragma_table_info('{table}') ORDER BY cid")
            assert tuple(name for (name,) in stored) == columns


def test_opening_again_migrates_nothing_and_copies_nothing(archive: Path) -> None:
    with Database.open_for_writing(archive, START) as database:
        names = rows(database, "SELECT name, applied_at FROM _migrations")
    assert [name for name, _ in names] == [step.name for step in migrations.migrations()]
    assert all(applied_at == START for _, applied_at in names)
    assert not (archive.parent / "state").exists()


def test_a_newer_archive_is_refused(archive: Path) -> None:
    with duckdb.connect(str(archive)) as connection:
        connection.execute("INSERT INTO _migrations VALUES ('9999_add_wings', 'x', now())")
    with pytest.raises(MigrationError, match=r"newer blogduck.*9999_add_wings"):
        Database.open_for_writing(archive, START)


def test_a_changed_migration_is_refused(archive: Path) -> None:
    with duckdb.connect(str(archive)) as connection:
        connection.execute("UPDATE _migrations SET checksum = 'x' WHERE name LIKE '0001%'")
    with pytest.raises(MigrationError, match=r"0001_create_tables.*changed"):
        Database.open_for_writing(archive, START)


def test_a_file_of_a_newer_duckdb_is_refused(archive: Path) -> None:
    raw = bytearray(archive.read_bytes())
    place = raw.index(b"DUCK") + 4
    raw[place : place + 8] = (999).to_bytes(8, "little")
    archive.write_bytes(bytes(raw))
    with pytest.raises((MigrationError, LoadError)):
        Database.open_for_writing(archive, START)


def test_before_a_migration_the_archive_is_copied(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [
        *migrations.migrations(),
        migrations.Migration("0999_add_column", "y", "ALTER TABLE blog ADD motto VARCHAR"),
    ]
    monkeypatch.setattr(migrations, "migrations", lambda: steps)
    with Database.open_for_writing(archive, START) as database:
        assert rows(database, "SELECT motto FROM blog") == [(None,)]
    with duckdb.connect(str(archive.parent / "state" / "before-0999_add_column.duckdb"), read_only=True) as copy:
        assert copy.execute("SELECT title, comments FROM articles").fetchall() == [("Roses", 1)]
        assert "motto" not in [
            name for (name,) in copy.execute("SELECT name FROM pragma_table_info('blog')").fetchall()
        ]


def test_a_failed_migration_leaves_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = migrations.Migration("0999_break", "z", "CREATE TABLE wings (n INTEGER); INSERT INTO nowhere VALUES (1)")
    known = migrations.migrations()
    monkeypatch.setattr(migrations, "migrations", lambda: [*known, broken])
    with pytest.raises(MigrationError, match=r"0999_break.*nothing of it was kept"):
        Database.open_for_writing(archive, START)
    monkeypatch.undo()
    with Database.open_for_writing(archive, START) as database:
        assert not migrations.has_tables(database.connection, "wings")


def test_a_transaction_is_all_or_nothing(archive: Path) -> None:
    with open_archive(archive.parent) as database:
        with pytest.raises(LoadError, match="nowhere"), database.transaction() as connection:
            connection.execute("DELETE FROM comment")
            connection.execute("FROM nowhere")
        with pytest.raises(KeyboardInterrupt), database.transaction() as connection:
            connection.execute("DELETE FROM comment")
            raise KeyboardInterrupt
        assert rows(database, "SELECT count(*) FROM comment") == [(1,)]


FILL = """
import resource, signal, sys
from pathlib import Path
from tests.loaders.making import *
from pipeline.errors import DiskFull
from pipeline.loaders.load import Batch, load_batch
import random
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database = open_archive(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
noise = random.Random(1)
try:
    for number in range(1, 200):
        text = noise.randbytes(60_000).hex()
        parsed = page(f"https://garden.example/{number}", text=text)
        load_batch(database, Batch(blogs=[BLOG], visits=[visit(number, parsed)]))
except DiskFull as error:
    print(f"full after {number}", error)
"""


def test_a_full_disk_is_told_and_what_was_loaded_stays(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path)], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    said = re.match(r"full after (\d+) .*no space left", done.stdout)
    assert said, done.stdout + done.stderr
    with open_archive(tmp_path) as database:
        ((kept,),) = rows(database, "SELECT count(*) FROM article")
    assert kept in (int(said[1]) - 1, int(said[1]))


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.loaders.making import *
from pipeline.loaders.load import Batch, load_batch
database = open_archive(Path(sys.argv[1]))
for number in range(1, 50):
    parsed = page(comments=[comment(str(n)) for n in range(number)])
    load_batch(database, Batch([BLOG], visits=[visit(number, parsed)], progress={"a.warc.gz": (number, False)}))
    print(number, flush=True)
"""


def test_killed_at_any_moment_each_batch_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    last = 0
    for line in process.stdout:
        last = int(line)
        if last == 5:
            process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with open_archive(tmp_path) as database:
        ((offset,),) = rows(database, "SELECT loaded_to_offset FROM warc_file")
        assert offset >= last
        assert rows(database, "SELECT count(*) FROM comment") == [(offset,)]


def test_a_snapshot_replaces_the_older_and_needs_no_blogduck(archive: Path) -> None:
    target = archive.parent / "state" / "snapshot.duckdb"
    with open_archive(archive.parent) as database:
        take_snapshot(database, target)
        with held_by_another(target, "read"):
            load_batch(database, Batch(blogs=[BLOG], visits=[visit(2, page(title="Rosen"))]))
            take_snapshot(database, target)
        expected = content(database.connection)
    with duckdb.connect(str(target), read_only=True) as plain:
        plain.execute("SET TimeZone = 'UTC'")
        assert content(plain) == expected
        for (view,) in plain.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
            plain.execute(f"FROM {view}").fetchall()
