"""Exits: the one place where an error becomes a message and an exit code (CONTRACT: Output and exit codes)."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Any

import click

from pipeline.cli.streams import harmless, say
from pipeline.errors import ArchiveInUse, FetchError, LoadError, ParseError, PipelineError, SettingsError, Stopped

DONE, FAILURES, USAGE, IN_USE, STOPPED, INTERRUPTED = 0, 1, 2, 3, 4, 130

_CODES: tuple[tuple[type[PipelineError], int], ...] = (
    (SettingsError, USAGE),
    (ArchiveInUse, IN_USE),
    (LoadError, STOPPED),
    (Stopped, INTERRUPTED),
    (FetchError, FAILURES),
    (ParseError, FAILURES),
)
OF_STATUS = {"done": DONE, "failures": FAILURES, "stored": IN_USE, "interrupted": INTERRUPTED}


def exit_code(error: PipelineError) -> int:
    """The exit code for `error`."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), STOPPED)


def guarded(call: Callable[[], Any]) -> int:
    """The exit code of `call`: what it returns, or that of what it raised, after saying so on stderr."""
    try:
        code = call()
        sys.stdout.flush()
        return int(code or DONE)
    except PipelineError as error:
        complain(str(error))
        return exit_code(error)
    except KeyboardInterrupt:
        say("\nInterrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        # `| head` has read enough: no failure, and Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        complain(f"{error.filename or 'disk'}: no space left: free some and run the same command again")
        return STOPPED


def complain(message: str) -> None:
    """Say what went wrong, on stderr."""
    say(click.style("blogduck: ", fg="red", bold=True) + harmless(message))


@contextmanager
def stopping_on_signals(stop: Event) -> Iterator[None]:
    """Let the first Ctrl-C (or SIGTERM) set `stop`, and the second end the process at once.

    Ending at once is safe: whatever was fetched is in WARC, and the next run cuts torn tails (DESIGN).
    """

    def handle(number: int, frame: FrameType | None) -> None:
        # The interrupted code may be inside a buffered write, so this must not go through sys.stderr.
        if stop.is_set():
            os.write(2, b"\x1b[?25h\n" if os.isatty(2) else b"\n")
            os._exit(INTERRUPTED)
        stop.set()
        os.write(2, b"\nStopping: what was fetched is being stored. Ctrl-C again ends at once, which loses nothing.\n")

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
