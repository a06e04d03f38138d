"""Statements: values out of JSON that other people's servers send, without trusting its shape."""

from __future__ import annotations

from typing import Any

from pipeline.models import Document
from pipeline.parsers.document import Page
from pipeline.parsers.json_text import load_text


def read_json(text: str | bytes) -> Any:
    """`text` as JSON; null if it is none."""
    try:
        return load_text(text.decode("utf-8-sig", "replace") if isinstance(text, bytes) else text)
    except ValueError:
        return None


def at(value: Any, *path: str | int) -> Any:
    """What stands at `path` inside `value`; null where something on the way is missing or of another kind."""
    for step in path:
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def rows(value: Any) -> list[dict[str, Any]]:
    """The objects of a JSON list; nothing if it is no list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def word(value: Any) -> str | None:
    """`value` as a key or a name: a string or a number, not empty."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def fragment(url: str, html: str) -> Page:
    """A page that holds just `html`, for the text of a comment that came as a string."""
    return Page(Document(url, f"<body>{html}</body>".encode("utf-8", "replace"), "text/html; charset=utf-8"))
