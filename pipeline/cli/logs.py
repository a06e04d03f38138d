"""Logs: where log records go. Modules below the command line only write to loggers named after themselves."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pipeline.cli.session import Session
from pipeline.cli.streams import harmless, say
from pipeline.errors import DiskFull, SettingsError

KEPT_LOGS = 100

_LEVELS = {-1: logging.ERROR, 0: logging.WARNING, 1: logging.INFO}
# One root for all that blogduck logs: what libraries say is theirs, and shown only with -vv.
_PACKAGE = logging.getLogger("pipeline")


class _Stderr(logging.Handler):
    """Shows records on whatever stderr is at that moment, so that a progress bar can stand below them."""

    def emit(self, record: logging.LogRecord) -> None:
        say(f"{record.levelname.lower()}: {harmless(self.format(record))}")


@contextmanager
def logging_to(session: Session, log: Path | None = None) -> Iterator[None]:
    """Show log records on stderr as loud as asked for, and write them all to `log` and to --log-file.

    Raises:
        SettingsError: a log file can't be written.
    """
    root = logging.getLogger() if session.loudness > 1 else _PACKAGE
    shown = _Stderr(_LEVELS.get(session.loudness, logging.DEBUG))
    named = Path(session.log_file) if session.log_file else None
    handlers: list[logging.Handler] = [shown, *(_file_handler(path) for path in (log, named) if path)]
    level = root.level
    root.setLevel(min(logging.INFO, shown.level))
    for handler in handlers:
        root.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)


def run_log(state_folder: Path, started_at: datetime) -> Path:
    """The log file of the run that starts now, in the archive's `state/`; the oldest beyond `KEPT_LOGS` are removed."""
    try:
        state_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"{state_folder}: can't be made: {error.strerror}: see 'archive' in the settings"
        ) from error
    for old in sorted(state_folder.glob("run-*.log"))[: -KEPT_LOGS + 1]:
        old.unlink(missing_ok=True)
    return state_folder / f"run-{started_at:%Y%m%dT%H%M%SZ}.log"


def _file_handler(path: Path) -> logging.Handler:
    try:
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        if error.errno == 28:
            raise DiskFull(f"{path}: no space left: free some and run again") from error
        raise SettingsError(f"{path}: can't be written: {error.strerror}: name another with --log-file") from error
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    return handler
