"""What the README tells a newcomer to type works on the sample's archive."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.resources import resource
from pipeline.sample import load_site, served

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
QUESTIONS = re.findall(r"^blogduck (query .*?)(?:  +#.*)?$", README, re.M)
(PYTHON,) = re.findall(r"```python\n(.*?)```", README, re.S)


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(str(ended.value.code))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where somebody followed the README: blogs.toml, archive, a saved page."""
    folder = tmp_path_factory.mktemp("myblogs")
    sample = resource("data/samples")
    (folder / "page.html").write_bytes((sample / "site/2022/11/the-clock-that-was-right/index.html").read_bytes())
    with served(load_site(sample)) as home:
        blog = f'[[blog]]\nname = "row"\nurl = "{home}"\ndelay = 0.0\nallow_private_addresses = true\n'
        (folder / "blogs.toml").write_text(blog)
        assert call("run", "-q", "--config", str(folder / "blogs.toml")) == 0
    return folder


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_questions_of_the_readme_are_answered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], question: str
) -> None:
    monkeypatch.chdir(folder)
    assert call(*shlex.split(question)) == 0
    assert len(capsys.readouterr().out.splitlines()) > 3


def test_there_are_questions_in_the_readme() -> None:
    assert len(QUESTIONS) >= 2


def test_the_python_of_the_readme_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    exec(PYTHON, names)
    assert names["rows"]
