"""JSON-LD as blogs write it: several scripts, lists, `@graph`, trailing commas, raw newlines, CDATA and comments."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from pipeline.models import Problem
from pipeline.parsers.json_text import load_text

_WRAPPING = re.compile(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$|^\s*<!--|-->\s*$|;\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MISSING_COMMA = re.compile(r"([}\]\"])(\s*\n\s*\")")
_NEWLINE_IN_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"", re.S)
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
        value = _load(script)
        if value is None:
            problems.append(Problem("json_ld_broken", f"unreadable JSON-LD: {script.strip()[:60]!r}"))
        else:
            nodes.extend(_flatten(value))
    return tuple(nodes), tuple(problems)


def _load(script: str) -> object | None:
    text = script.strip()
    if text[0] not in "[{" or text[-1] not in "]}":
        text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip()
    for attempt in (lambda t: t, _repair, lambda t: _repair(html.unescape(t))):
        try:
            value: object = load_text(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _repair(text: str) -> str:
    text = _NEWLINE_IN_STRING.sub(lambda found: found.group().replace("\n", " ").replace("\t", " "), text)
    return _MISSING_COMMA.sub(r"\1,\2", _TRAILING_COMMA.sub(r"\1", text))


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
