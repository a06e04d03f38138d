"""demo, and on its archive: query in every format, status, a further run, load."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from pipeline.cli import answers

HOME = "http://127.0.0.1:"


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[bytes]]:
    """The demo's folder, and what it printed. It runs in a process of its own, as a newcomer's does."""
    folder = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "demo"],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        timeout=120,
    )
    return folder / "demo-archive", done


@pytest.fixture
def on_demo(demo, blogduck):
    """Calls a verb with the demo's settings."""
    return lambda *arguments: blogduck(*arguments, "--config", demo[0] / "blogs.toml")


def test_the_demo_tells_a_story(demo):
    folder, done = demo
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    for part in ("Lantern Row", "16 articles by 3 authors", "118 comments", "A thread: ", "│  └─ ", "group by"):
        assert part in said
    for path in ("archive/archive.duckdb", "archive/warc", "archive/state"):
        assert f"demo-archive/{path}" in said and (folder / path).exists()
    assert "Ctrl-C is safe" in done.stderr.decode()
    assert b"\x1b" not in done.stdout + done.stderr


def test_what_the_demo_says_to_type_next_works(demo, blogduck):
    folder, done = demo
    os.chdir(folder.parent)
    lines = done.stdout.decode().partition("What to type next")[2].splitlines()
    for line in lines:
        words = line.split()
        if "query" in words:
            assert blogduck(*words[1:]).code == 0


def test_the_demo_replaces_only_its_own(demo, blogduck, tmp_path):
    (tmp_path / "demo-archive").mkdir()
    (tmp_path / "demo-archive/diary.txt").write_text("mine")
    result = blogduck("demo")
    assert result.code == 2
    assert "--dir" in result.err
    assert (tmp_path / "demo-archive/diary.txt").read_text() == "mine"


def test_each_run_leaves_its_log(demo):
    logs = list((demo[0] / "archive/state").glob("run-*.log"))
    assert len(logs) == 1
    text = logs[0].read_text(encoding="utf-8")
    assert text.count("outcome=new") == 16
    assert "planned blog=sample posts=16 due=16" in text


# query ----------


def test_every_format_holds_the_same_rows(on_demo, tmp_path):
    sql = "select title, comments, published_local, tags, authors from articles order by title"
    as_json = json.loads(on_demo("query", sql, "--format", "json").out)
    assert len(as_json) == 16
    lines = on_demo("query", sql, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == as_json
    rows = list(csv.DictReader(io.StringIO(on_demo("query", sql, "--format", "csv").out)))
    assert [row["title"] for row in rows] == [row["title"] for row in as_json]
    assert [row["published_local"] or None for row in rows] == [row["published_local"] for row in as_json]
    assert [int(row["comments"]) for row in rows] == [row["comments"] for row in as_json]
    assert on_demo("query", sql, "--format", "parquet", "--output", "a.parquet").code == 0
    table = pyarrow.parquet.read_table(tmp_path / "a.parquet")
    assert table.column("title").to_pylist() == [row["title"] for row in as_json]
    markdown = on_demo("query", sql, "--format", "markdown").out.splitlines()
    assert len(markdown) == 2 + 16 and markdown[1].startswith("| --- |")
    shown = on_demo("query", sql).out
    assert all(row["title"] in shown for row in as_json)


def test_csv_of_every_comment_is_exact(on_demo, demo, tmp_path):
    assert (
        on_demo("query", "select text from comment order by comment_id", "--format", "csv", "--output", "c.csv").code
        == 0
    )
    with (tmp_path / "c.csv").open(newline="", encoding="utf-8") as file:
        found = [row[0] for row in csv.reader(file)][1:]
    with duckdb.connect(demo[0] / "archive/archive.duckdb", read_only=True) as connection:
        assert found == [
            row[0] for row in connection.execute("select text from comment order by comment_id").fetchall()
        ]


def test_a_named_query_takes_parameters(on_demo):
    found = json.loads(on_demo("query", "top_commenters", "--param", "limit=3", "--format", "json").out)
    assert len(found) == 3
    compared = on_demo(
        "query", "select count(*) as n from comment where depth > $deep", "--param", "deep=4", "--format", "jsonl"
    )
    assert json.loads(compared.out)["n"] > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("top_comenters",), "top_commenters"),
        (("selec 1",), "syntax error"),
        (("search",), "words"),
        (("select 1", "--param", "x"), "NAME=VALUE"),
        (("",), "give SQL"),
        (("top_commenters", "--param", "limit=x"), "'limit' must be a number"),
        (("select 1", "--param", "x=1"), "no parameter 'x'"),
        (("select * from read_text('blogs.toml')",), "--allow-external"),
        (("delete from comment",), "only questions"),
        (("select 1; select 2",), "one statement"),
        (("select cast('a' as integer)",), "Could not convert"),
        (("none.sql",), "no file"),
        ((), "--list"),
    ],
)
def test_a_wrong_question_has_exit_code_2(on_demo, arguments, said):
    result = on_demo("query", *arguments)
    assert result.code == 2
    assert said in result.err


def test_an_answer_that_fails_leaves_no_file(on_demo, tmp_path):
    sql = "select case when range = 9999 then error('x') else '1' end from range(10000)"
    assert on_demo("query", sql, "--format", "csv", "--output", "a.csv").code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_cannot_be_written_is_an_error(on_demo):
    result = on_demo("query", "select 1", "--output", "no/such/folder/a.txt")
    assert result.code == 2
    assert "can't be written" in result.err


def test_sql_from_a_file_and_from_standard_input(on_demo, tmp_path, monkeypatch):
    (tmp_path / "mine.sql").write_text("-- purpose: x\nselect 42 as n", encoding="utf-8")
    assert json.loads(on_demo("query", "mine.sql", "--format", "jsonl").out) == {"n": 42}
    monkeypatch.setattr(sys, "stdin", io.StringIO("select 43 as n"))
    assert json.loads(on_demo("query", "-", "--format", "jsonl").out) == {"n": 43}


def test_the_list_names_every_query_with_its_purpose(blogduck):
    queries = json.loads(blogduck("query", "--list", "--format", "json").out)
    assert len(queries) >= 12
    shown = blogduck("query", "--list").out
    for query in queries:
        assert query["name"] in shown and query["purpose"] in shown


def test_without_an_archive_there_is_no_answer_but_advice(blogduck):
    blogduck("init")
    result = blogduck("query", "select 1")
    assert result.code == 2
    assert "blogduck run" in result.err


HOLDER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def held(demo):
    """Another process that has the demo's database open for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, demo[0] / "archive/archive.duckdb"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None and process.stdout.readline() == b"held\n"
        yield process
        process.communicate(b"\n", timeout=30)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(answers, "_SHORTLY", 0.0)
    monkeypatch.setattr(answers, "_PATIENCE", 0.1)


def test_while_the_archive_is_in_use_its_snapshot_answers_and_says_so(on_demo, held, impatient):
    result = on_demo("query", "select count(*) as n from article", "--format", "jsonl")
    assert json.loads(result.out) == {"n": 16}
    assert f"in use by process {held.pid}: waiting" in result.err
    assert "snapshot.duckdb, as of 20" in result.err


def test_load_while_the_archive_is_in_use_is_exit_code_3(on_demo, held):
    result = on_demo("load")
    assert result.code == 3
    assert "stored, not loaded: the archive is in use" in result.out
    assert f"is in use by process {held.pid}" in result.err


def test_in_use_and_without_a_snapshot_is_exit_code_3(on_demo, demo, held, impatient):
    snapshot = demo[0] / "archive" / answers.SNAPSHOT
    aside = snapshot.rename(snapshot.with_suffix(".aside"))
    try:
        result = on_demo("status")
    finally:
        aside.rename(snapshot)
    assert result.code == 3
    assert f"process {held.pid}" in result.err


@pytest.mark.parametrize("name", ["comment_audit", "article"])
def test_the_name_of_a_view_or_table_is_a_question(on_demo, name):
    assert len(on_demo("query", name, "--format", "jsonl").out.splitlines()) == 16


# status and load ----------


def test_status_for_people_and_programs(on_demo):
    shown = on_demo("status").out
    for part in ("Blogs", "sample", "118", "Last runs", "done", "Next page due"):
        assert part in shown
    found = json.loads(on_demo("status", "--json").out)
    assert found["blogs"][0]["posts"] == 16
    assert (found["runs"][0]["new"], found["runs"][0]["failed_by_cause"]) == (16, {})
    assert "\nTimes are " in shown
    assert found["not_run_yet"] == []


def test_load_finds_nothing_left_and_rebuilds_what_was_deleted(demo, on_demo, blogduck, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(demo[0], copy)
    before = blogduck(
        "query", "from comment order by comment_id", "--format", "csv", "--config", copy / "blogs.toml"
    ).out
    (copy / "archive/archive.duckdb").unlink()
    loaded = json.loads(blogduck("load", "--json", "--config", copy / "blogs.toml").out)
    assert (loaded["status"], loaded["fetched"]) == ("done", 0)
    after = blogduck(
        "query", "from comment order by comment_id", "--format", "csv", "--config", copy / "blogs.toml"
    ).out
    assert after == before
