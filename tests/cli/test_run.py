"""run: its options, its summary, its exit codes, its log, and how it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from uuid import UUID

import pytest

from pipeline.cli.logs import KEPT_LOGS, run_log
from pipeline.cli.progress import LineReporter
from pipeline.cli.wording import count, duration, summary_line
from pipeline.errors import ArchiveInUse, DiskFull
from pipeline.resources import resource
from pipeline.run import scrape as run_module
from pipeline.run.report import BlogPlan, Plan, RunSummary
from pipeline.sample import load_site, served

BLOG = '[[blog]]\nname = "row"\nurl = "{home}"\ndelay = {delay}\nallow_private_addresses = true\n'


@pytest.fixture(scope="module")
def home():
    with served(load_site(resource("data/samples"))) as address:
        yield address


@pytest.fixture
def settings(tmp_path, home):
    path = tmp_path / "blogs.toml"
    path.write_text(BLOG.format(home=home, delay=0), encoding="utf-8")
    return path


def test_a_dry_run_lists_what_is_due_and_fetches_no_page(blogduck, settings, home):
    result = blogduck("run", "--dry-run")
    assert result.code == 0
    lines = result.out.splitlines()
    assert len(lines) == 16 and all(line.startswith(f"row\t{home}") for line in lines)
    plan = json.loads(blogduck("run", "--dry-run", "--json").out)["plan"]
    assert [f"row\t{url}" for url in plan["blogs"][0]["urls"]] == lines


def test_a_day_is_written_as_such(blogduck, settings):
    result = blogduck("run", "--since", "yesterday")
    assert result.code == 2
    assert "YYYY-MM-DD" in result.err


def test_options_reach_the_run_and_the_summary_comes_back(blogduck, settings):
    limited = blogduck("run", "row", "--limit", "2", "--since", "2024-01-01")
    assert limited.code == 0
    assert "2 new" in limited.out and "14 pages due now" in limited.out
    summary = json.loads(blogduck("run", "--json").out)
    assert (summary["status"], summary["new"], summary["failed"]) == ("done", 14, {})
    assert datetime.fromisoformat(summary["started_at"]).tzinfo


def test_a_quiet_run_that_goes_well_says_nothing(blogduck, settings, tmp_path):
    result = blogduck("run", "-q", "--limit", "1", "--log-file", "all.log")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert "outcome=new" in (tmp_path / "all.log").read_text(encoding="utf-8")


def test_a_verbose_run_shows_what_is_logged(blogduck, settings):
    result = blogduck("-v", "run", "--limit", "1")
    assert "info: fetched url=" in result.err


def test_an_unknown_blog_is_refused(blogduck, settings):
    result = blogduck("run", "raw")
    assert result.code == 2
    assert "did you mean 'row'" in result.err


def ended(**values) -> RunSummary:
    return RunSummary(UUID(int=1), datetime(2026, 11, 23, tzinfo=UTC), **values)


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        (ended(new=3), 0, "3 new"),
        (
            ended(status="failures", failed={"unreachable": 2, "bad_status": 1}),
            1,
            "3 failed (bad_status 1, unreachable 2)",
        ),
        (ended(status="stored", loaded=False), 3, "the next run loads it"),
        (ended(status="interrupted"), 130, "no pages"),
        (ArchiveInUse("another run holds it: pid 7"), 3, "pid 7"),
        (DiskFull("no space left"), 4, "no space left"),
    ],
)
def test_each_end_has_its_exit_code(blogduck, settings, monkeypatch, outcome, code, said):
    def scrape(*_: object) -> RunSummary:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(run_module, "scrape", scrape)
    result = blogduck("run", "-q") if code else blogduck("run")
    assert result.code == code
    assert said in result.out + result.err


def test_two_runs_exclude_each_other(blogduck, settings, tmp_path):
    from pipeline.run.lock import RunLock

    with RunLock(tmp_path / "archive/state/run.lock", datetime(2026, 11, 23, tzinfo=UTC)):
        result = blogduck("run")
    assert result.code == 3
    assert str(os.getpid()) in result.err


def test_ctrl_c_stores_what_was_fetched_and_the_next_run_goes_on(tmp_path, home, blogduck):
    (tmp_path / "blogs.toml").write_text(BLOG.format(home=home, delay=0.1), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "run", "--json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None and process.stdout is not None
    with process:
        for line in process.stderr:
            if b"Ctrl-C is safe" in line:
                break
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert b"Stopping" in err
    first = json.loads(out)
    assert first["status"] == "interrupted" and first["new"] < 16
    (tmp_path / "blogs.toml").write_text(BLOG.format(home=home, delay=0), encoding="utf-8")
    second = json.loads(blogduck("run", "--json").out)
    assert second["status"] == "done"
    found = json.loads(blogduck("query", "select count(*) as n from articles", "--format", "jsonl").out)
    assert found["n"] == 16


# What is said ----------


def test_the_oldest_logs_go(tmp_path):
    for number in range(KEPT_LOGS + 5):
        (tmp_path / f"run-2020{number:04}T000000Z.log").write_text("")
    newest = run_log(tmp_path, datetime(2026, 11, 23, tzinfo=UTC))
    newest.write_text("")
    kept = sorted(tmp_path.glob("run-*.log"))
    assert len(kept) == KEPT_LOGS and kept[-1] == newest


def test_plain_progress_tells_rate_and_what_is_left(capsys):
    clock = iter(range(0, 10_000, 1))
    reporter = LineReporter(lambda: float(next(clock)))
    reporter.planned(Plan((BlogPlan("row", 500, 400, 1.0),)))
    for number in range(400):
        reporter.fetched("row", f"https://row.example/{number}")
        reporter.page_done("row", f"https://row.example/{number}", "unreachable" if number == 5 else "new")
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [
        "row: 500 posts known, 400 to fetch",
        "About 7 min, and more for comments that need requests of their own. Ctrl-C is safe: what was fetched is kept.",
    ]
    assert "row: unreachable: https://row.example/5" in lines
    assert "20 of 400 pages, 1 failed, 20.0 pages/s, 19 s left" in lines
    assert len(lines) < 30


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.2, "1 s"),
        (89, "89 s"),
        (400, "7 min"),
        (5000, "83 min"),
        (7200, "2 h"),
        (12000, "3 h 20 min"),
        (200000, "2 d 7 h"),
    ],
)
def test_durations(seconds, text):
    assert duration(seconds) == text


def test_counts():
    assert [count(0, "page"), count(1, "page"), count(12345, "page")] == ["0 pages", "1 page", "12,345 pages"]


def test_a_whole_summary_in_one_line():
    line = summary_line(
        ended(fetched=9, new=1, changed=2, gone=1, comments_new=3, comments_gone=1, denied=1, failed={"unreachable": 1})
    )
    assert line == (
        "9 requests answered · 1 new, 2 changed, 1 gone · comments: 3 new, 1 gone · 1 refused by robots.txt · "
        "1 failed (unreachable 1)"
    )


def test_a_bar_on_a_terminal(settings, tmp_path):
    """A pseudo-terminal gets a bar with rate and remaining time, and the cursor back."""
    import pty

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "run", "--limit", "4"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(slave)
    said = b""
    with process:
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
        assert process.wait(60) == 0
    os.close(master)
    assert "4/4" in said.decode() and "/s" in said.decode()
    assert said.rstrip().endswith(b"\x1b[?25h") or said.count(b"\x1b[?25h") >= said.count(b"\x1b[?25l")
