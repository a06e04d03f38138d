"""How the tests call the command: in this process, or as a user's shell does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def blogduck(capsys, monkeypatch, tmp_path) -> Callable[..., Result]:
    """Calls the command in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BLOGDUCK_CONFIG", raising=False)

    def call(*arguments: str | Path) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Result(ended.value.code, said.out, said.err)

    return call


@pytest.fixture
def shell(tmp_path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Calls the command as a process of its own."""

    def call(*arguments: str | Path, input: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            input=input,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONWARNINGS": "error", **environment},
            timeout=60,
        )

    return call
