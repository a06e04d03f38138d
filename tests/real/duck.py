"""The `blogduck` command as a user runs it, and plain SQL on the archive that it leaves."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

SETTINGS = """\
archive = "archive"
contact = "mailto:tests@blogduck.example"

[[blog]]
name = "testblog"
url = "{url}/"
delay = 0
timezone = "Europe/Berlin"
allow_private_addresses = true
"""


@dataclass(frozen=True)
class Outcome:
    """How a command ended: exit code and what it printed."""

    code: int
    stdout: str
    stderr: str


class Duck:
    """blogduck with settings of its own in `folder`, for one blog at `url`."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.archive = folder / "archive"
        self._config = folder / "blogs.toml"
        self._config.write_text(SETTINGS.format(url=url), encoding="utf-8")

    def __call__(self, *arguments: str, seconds: float = 240) -> Outcome:
        """Runs one command; `seconds` is how long it may take."""
        environment = {**os.environ, "BLOGDUCK_CONFIG": str(self._config), "NO_COLOR": "1"}
        command = [sys.executable, "-m", "pipeline", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=seconds, check=False
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def run(self, *arguments: str) -> Outcome:
        """`blogduck run`, which must end well."""
        outcome = self("run", *arguments)
        assert outcome.code == 0, f"blogduck run ended with {outcome.code}:\n{outcome.stderr[-3000:]}"
        return outcome

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of a query on the archive, read only; times of zone-aware columns are given in UTC."""
        with duckdb.connect(str(self.archive / "archive.duckdb"), read_only=True) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            result = connection.execute(query)
            names = [column[0] for column in result.description or []]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
