"""The documentation names what there is, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.cli.group import VERBS as SECTIONS
from pipeline.models import RULE_FIELDS
from pipeline.parsers.comments import engines
from pipeline.resources import resource
from pipeline.settings import parse_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
VERBS = sorted(verb for section in SECTIONS.values() for verb in section)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented(verb: str) -> None:
    assert f"`blogduck {verb}" in README or f"blogduck {verb}" in README


def test_readme_names_no_verb_that_is_not_there() -> None:
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.S))
    named = set(re.findall(r"\bblogduck ([a-z]+)", shell))
    assert named <= set(VERBS)


@pytest.mark.parametrize("view", sorted(path.stem for path in (resource("sql") / "views").glob("*.sql")))
def test_every_view_is_documented(view: str) -> None:
    assert f"`{view}`" in README


@pytest.mark.parametrize("engine", [engine.name for engine in engines()])
def test_every_engine_is_documented(engine: str) -> None:
    assert f"`{engine}`" in README


def test_the_settings_of_the_readme_are_valid() -> None:
    example, rules = re.findall(r"```toml\n(.*?)```", README, re.S)
    settings = parse_settings(example + rules, Path("blogs.toml"))
    assert settings.blogs[0].recheck[0].days == 1
    assert settings.blogs[0].rules["subtitle"] is False


@pytest.mark.parametrize("field", RULE_FIELDS)
def test_every_field_of_a_rule_is_documented(field: str) -> None:
    assert f"`{field}`" in README


def test_the_path_of_a_page_names_files_that_are_there() -> None:
    documents = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`((?:pipeline|sql|tests|data)/[\w./-]+)`", documents)
    missing = [name for name in named if "<" not in name and not (ROOT / name).exists() and "NNNN" not in name]
    assert named
    assert not missing


def test_readme_opens_with_the_two_commands() -> None:
    head = README[:1200]
    assert "make demo" in head
    assert "make test" in head
