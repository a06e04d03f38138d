"""What is handed on: the sdist builds, its wheel installs into an empty environment, and the demo runs there.

Needs the package index, as `make test` itself does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from pipeline.version import __version__

ROOT = Path(__file__).parents[2]


def call(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What `command` prints."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PIP_CONSTRAINT": str(ROOT / "constraints.txt"), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel built from it and from nothing else."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    [sdist], [wheel] = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("empty")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    programs = folder / "venv/bin"
    call(sys.executable, "-m", "pip", "--python", programs / "python", "install", "-q", built[1], cwd=folder)
    return programs


def files_below(*folders: str) -> set[str]:
    """The project's own files in `folders`, caches left out."""
    return {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_all_that_a_run_needs_and_no_more(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = files_below("pipeline") | {f"pipeline/{name}" for name in files_below("sql", "data/samples")}
    assert held == expected


def test_the_sdist_holds_what_tests_and_readers_need(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as sdist:
        held = {name.partition("/")[2] for name in sdist.getnames()}
    for name in ("README.md", "LICENSE", "Makefile", "constraints.txt", "tests/packaging/test_wheel.py"):
        assert name in held


def test_the_command_runs_where_only_the_wheel_is(installed: Path, tmp_path: Path) -> None:
    assert call(installed / "blogduck", "--version", cwd=tmp_path).strip().endswith(__version__)
    assert "run" in call(installed / "python", "-m", "pipeline", "--help", cwd=tmp_path)
    place = call(installed / "python", "-c", "import pipeline; print(pipeline.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(installed.parent)


def test_the_demo_runs_where_only_the_wheel_is(installed: Path, tmp_path: Path) -> None:
    said = call(installed / "blogduck", "demo", cwd=tmp_path)
    assert "blogduck query" in said
    archives = list(tmp_path.rglob("archive.duckdb"))
    assert len(archives) == 1
    settings = next(tmp_path.rglob("blogs.toml"))
    counted = call(installed / "blogduck", "query", "SELECT count(*) FROM articles", "--format", "csv",
                   "--config", settings, cwd=tmp_path)  # fmt: skip
    assert int(counted.split()[-1]) > 10
