"""The floors: imports run downwards only, stages are blind to each other, heavy libraries stay at home."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOOR = {
    "version": 0,
    "errors": 0,
    "resources": 0,
    "identity": 0,
    "models": 1,
    "fetchers": 2,
    "parsers": 2,
    "loaders": 2,
    "setting_values": 2,
    "toml_tables": 2,
    "settings": 3,
    "archive": 3,
    "differences": 3,
    "run": 4,
    "cases": 4,
    "sample": 4,
    "cli": 5,
    "web": 5,
    "__main__": 6,
}
STAGES = ("fetchers", "parsers", "loaders")
SETTINGS = ("settings", "setting_values", "toml_tables")
AT_HOME = {
    "requests": "fetchers",
    "urllib3": "fetchers",
    "warcio": "fetchers",
    "protego": "fetchers",
    "bs4": "parsers",
    "lxml": "parsers",
    "feedparser": "parsers",
    "nh3": "parsers",
    "markdownify": "parsers",
    "cssselect": "parsers",
    "duckdb": "loaders",
    "pyarrow": "loaders",
}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "uuid.uuid4", "uuid.uuid1"}


BELOW_CLI = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in ("cli", "cli.py")]


def imports(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {inner for node in ast.walk(tree) if _is_for_types(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def place(path: Path) -> str:
    """The first name below the package: `fetchers`, `models`, …; empty for the package root itself."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield f"{ast.unparse(node.func.value)}.{node.func.attr}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_downwards(path: Path) -> None:
    here = place(path)
    if not here:
        return  # the package root re-exports
    assert here in FLOOR, f"{here}: which floor is this? add it to FLOOR"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "pipeline":
            home = AT_HOME.get(parts[0])
            assert home is None or home == here, f"{path.name} imports {parts[0]}, which only {home} may"
            continue
        if name == "pipeline":
            continue
        there = parts[1]
        if there not in FLOOR or there == here:
            continue
        assert not (here in STAGES and there in STAGES), f"{path.name}: {here} must not know {there}"
        assert FLOOR[there] < FLOOR[here] or (here in SETTINGS and there in SETTINGS), f"{path.name} imports up: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_imports_from_the_package_root(path: Path) -> None:
    public = {"pipeline.parse_page", "pipeline.Archive", "pipeline.ParsedPage", "pipeline.__version__"}
    assert not public & set(imports(path)), "import from where it is defined: the root makes cycles"


@pytest.mark.parametrize("path", BELOW_CLI, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_time_is_an_argument_below_the_cli(path: Path) -> None:
    found = {call for call in called(path) if call.removeprefix("datetime.") in CLOCKS or call in CLOCKS}
    if place(path) in ("parsers", "loaders"):
        assert not found
    else:
        assert not found - {"uuid.uuid4"}, "pass `now` down instead"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_have_one_noun(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 350, "is it still one noun?"
    assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}


def test_imports_make_no_cycle() -> None:
    names = {".".join(("pipeline", *path.relative_to(PACKAGE).with_suffix("").parts)): path for path in MODULES}
    names = {name.removesuffix(".__init__"): path for name, path in names.items()}
    graph = {
        name: {target for target in top_level_imports(path, names) if target in names and target != name}
        for name, path in names.items()
        if name != "pipeline"
    }
    done: set[str] = set()
    for start in graph:
        assert_acyclic(start, graph, [], done)


def assert_acyclic(name: str, graph: dict[str, set[str]], path: list[str], done: set[str]) -> None:
    assert name not in path, " → ".join([*path, name])
    if name in done:
        return
    for target in sorted(graph.get(name, ())):
        assert_acyclic(target, graph, [*path, name], done)
    done.add(name)


def top_level_imports(path: Path, names: Collection[str]) -> Iterator[str]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in names else node.module or ""
