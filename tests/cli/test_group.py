"""The command as a whole: what it costs, what it says, how it ends."""

from __future__ import annotations

import io
import math
import os
import resource
import signal
import subprocess
import sys
from importlib import import_module

import click
import pytest

from pipeline import cli
from pipeline.cli.exits import exit_code, guarded
from pipeline.cli.group import VERBS
from pipeline.cli.streams import put
from pipeline.errors import (
    ArchiveInUse,
    BadStatus,
    CheckFailed,
    DiskFull,
    MigrationError,
    NoArticle,
    SettingsError,
    Stopped,
)

ALL_VERBS = [verb for section in VERBS.values() for verb in section]


# What the script `blogduck` does.
AS_INSTALLED = "import sys; from pipeline.cli import main; sys.exit(main())"


def cpu_of(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def test_help_costs_at_most_five_times_an_empty_python():
    # What else the machine does only ever adds, so the least of many runs is the cost; a calm machine needs few. Four
    # empty Pythons take about as long as one of ours, so that both find a calm moment equally hard to meet.
    ours = bare = math.inf
    for turn in range(60):
        bare = min(bare, sum(cpu_of("-c", "pass") for _ in range(4)) / 4)
        ours = min(ours, cpu_of("-c", AS_INSTALLED, "--help"))
        if turn >= 3 and ours <= 5 * bare:
            return
    pytest.fail(f"--help costs {ours / bare:.1f} times an empty Python")


def test_help_imports_nothing_heavy():
    listed = "import atexit, sys; atexit.register(lambda: print('LOADED', *sys.modules)); " + AS_INSTALLED
    said = subprocess.run([sys.executable, "-c", listed, "--help"], capture_output=True, text=True, check=True).stdout
    modules = set(said.partition("LOADED")[2].split())
    assert "click" in modules
    heavy = {"rich", "duckdb", "lxml", "requests", "pyarrow", "dataclasses", "pathlib", "shutil", "logging", "json"}
    assert not modules & heavy


def test_help_names_every_verb(blogduck):
    result = blogduck("--help")
    assert result.code == 0
    for verb in ALL_VERBS:
        assert f"  {verb} " in result.out


def commands():
    for verb in ALL_VERBS:
        command = import_module(f"pipeline.cli.verbs.{verb}").command
        yield (verb,), command
        if isinstance(command, click.Group):
            yield from (((verb, name), sub) for name, sub in command.commands.items())


@pytest.mark.parametrize(
    ("path", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else None
)
def test_help_of_each_verb_teaches_by_example(path, command, blogduck):
    result = blogduck(*path, "--help")
    assert result.code == 0
    if not isinstance(command, click.Group):
        assert "Example" in result.out and f"blogduck {' '.join(path)}" in result.out
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{parameter.name} has no help"


def test_help_fits_a_narrow_terminal(monkeypatch, blogduck):
    monkeypatch.setattr(cli, "_width", lambda: 50)
    for verb in ALL_VERBS:
        lines = blogduck(verb, "--help").out.splitlines()
        assert not [line for line in lines if len(line) > 50 and len(line.split()) > 1]


def test_an_unknown_verb_suggests_the_nearest(blogduck):
    result = blogduck("rum")
    assert result.code == 2
    assert "did you mean 'run'" in result.err


def test_the_version(blogduck):
    assert blogduck("--version").out.startswith("blogduck 0.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SettingsError("x"), 2),
        (BadStatus("https://a.example/", "gone", 500), 1),
        (NoArticle("https://a.example/", "a list"), 1),
        (ArchiveInUse("x"), 3),
        (DiskFull("x"), 4),
        (MigrationError("x"), 4),
        (CheckFailed("x"), 4),
        (Stopped("https://a.example/", "x"), 130),
    ],
)
def test_each_error_has_its_exit_code(error, code, capsys):
    def fail():
        raise error

    assert exit_code(error) == code
    assert guarded(fail) == code
    assert str(error) in capsys.readouterr().err


def test_a_full_disk_is_no_traceback(capsys):
    def fail():
        raise OSError(28, "No space left on device", "somewhere")

    assert guarded(fail) == 4
    assert "no space left" in capsys.readouterr().err


def test_an_error_message_cannot_steer_the_terminal(capsys):
    def fail():
        raise BadStatus("https://a.example/\x1b[2J", "x\x07")

    guarded(fail)
    assert "\x07" not in capsys.readouterr().err


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    # More output than a pipe holds, to a reader that closes after one line.
    (tmp_path / "page.html").write_bytes(b"<title>A</title><p>" + b"long text " * 20_000)
    pages = " ".join(["page.html"] * 8)
    script = f"{sys.executable} -m pipeline parse {pages} | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b'{"schema"')


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_is_not_utf8_gets_the_nearest_ascii(shell, tmp_path, encoding):
    (tmp_path / "page.html").write_text("<title>„Größe“ → 日本 …</title>", encoding="utf-8")
    done = shell("parse", "page.html", "--pretty", "--charset", "utf-8", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode(encoding)
    assert "Gro" in said or "Größe" in said
    assert "->" in said and "??" in said
    help = shell("--help", PYTHONIOENCODING=encoding)
    assert help.returncode == 0


def test_json_is_exact_in_every_encoding(shell, tmp_path):
    import json

    (tmp_path / "page.html").write_text("<title>„Größe“ 日本</title>", encoding="utf-8")
    said = [shell("parse", "page.html", PYTHONIOENCODING=name) for name in ("ascii", "utf-8")]
    assert said[0].stdout.isascii()
    assert json.loads(said[0].stdout) == json.loads(said[1].stdout)


def test_no_color_where_no_terminal_is(shell):
    done = shell("run")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


SIGNALLED = """
import sys, threading
from pipeline.cli.exits import stopping_on_signals
stop = threading.Event()
with stopping_on_signals(stop):
    print("ready", flush=True)
    stop.wait(30)
    print("stopped", flush=True)
    threading.Event().wait(30)
"""


def test_the_first_signal_stops_and_the_second_ends():
    process = subprocess.Popen([sys.executable, "-c", SIGNALLED], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    with process:
        assert process.stdout.readline() == b"ready\n"
        os.kill(process.pid, signal.SIGINT)
        assert process.stdout.readline() == b"stopped\n"
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(30) == 130
        assert b"Ctrl-C again" in process.stderr.read()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colour_unless_told_otherwise(monkeypatch, environment, coloured):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    put(click.style("duck", bold=True))
    assert ("\x1b" in terminal.getvalue()) == coloured
