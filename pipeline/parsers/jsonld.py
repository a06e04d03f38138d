"""JSON-LD as blogs write it: several scripts, lists, `@graph`; what is no JSON is read leniently."""

from __future__ import annotations

import html
from collections.abc import Iterable

from pipeline.models import Problem
from pipeline.parsers.json_text import load_text
from pipeline.parsers.lenient_json import load_leniently

_NESTED_LIMIT = 10_000


def read_json_ld(scripts: Iterable[str]) -> tuple[tuple[dict[str, object], ...], tuple[Problem, ...]]:
    """The nodes of all `scripts`, `@graph` and lists flattened, and a problem for each script that can't be read.

    Source: https://www.w3.org/TR/json-ld11/ (only the shapes that schema.org publishers use).
    """
    nodes: list[dict[str, object]] = []
    problems: list[Problem] = []
    for script in scripts:
        if not script.strip():
            continue
        found = _nodes_in(script)
        if found is None:
            problems.append(Problem("json_ld_broken", f"unreadable JSON-LD: {script.strip()[:60]!r}"))
        else:
            nodes.extend(found)
    return tuple(nodes), tuple(problems)


def _nodes_in(script: str) -> list[dict[str, object]] | None:
    """The nodes that `script` holds; null where nothing of it can be read."""
    text = script.strip().strip("\ufeff\u200b;")
    try:
        return _flatten(load_text(text, strict=False))
    except ValueError:
        pass
    for attempt in (text, html.unescape(text)):
        nodes = _flatten(load_leniently(attempt))
        if nodes:
            return nodes
    return None


def _flatten(value: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    waiting = [value]
    while waiting and len(found) < _NESTED_LIMIT:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            if "@type" in current or "@id" in current or "headline" in current:
                found.append(current)
            graph = current.get("@graph")
            if graph is not None:
                waiting.append(graph)
    return found
