"""An explanation for people: field by field what the page says, what found it, and the selector to copy."""

from __future__ import annotations

from collections.abc import Iterator

import click

from pipeline.cli.streams import harmless
from pipeline.cli.tables import padded
from pipeline.models import Candidate, ExplainedField, Explanation

_HEADS = ("field", "what it says", "found by", "selector")
_FIELD, _SOURCE, _LEAST = 22, 22, 24
_GAP = "  "
_SELECTOR = 34


def explanation_lines(said: Explanation, width: int, blog: str | None = None) -> Iterator[str]:
    """`said` in lines of about `width` columns: a selector is never cut, so that it can be copied.

    Args:
        blog: whose settings the page was read with.
    """
    room = max(width - _FIELD - _SOURCE - _SELECTOR - 3 * len(_GAP), _LEAST)
    facts = (said.url or "(no address)", _kind(said), f"read by the settings of {blog!r}" if blog else None)
    yield harmless(" · ".join(fact for fact in facts if fact))
    for problem in said.problems:
        yield harmless(f"problem {problem.code}: {problem.detail}")
    yield ""
    yield _row(_HEADS, room)
    yield _row(("─" * _FIELD, "─" * room, "─" * _SOURCE, "─" * _SELECTOR), room)
    for field in said.fields:
        yield from _lines(field, room)


def _kind(said: Explanation) -> str:
    return f"{said.page_kind}, told by {said.kind_source}" if said.kind_source else said.page_kind


def _lines(field: ExplainedField, room: int) -> Iterator[str]:
    answer = field.answer or Candidate("", "")
    # A rule's own words stand in the last column.
    source = "rule" if answer.source == f"rule {answer.selector}" else answer.source
    first = (field.field, answer.value or "(none)", source, answer.selector or "")
    yield click.style(_row(first, room), bold=True)
    for other in field.others:
        yield _row(("", other.value, other.source, other.selector or ""), room)


def _row(cells: tuple[str, str, str, str], room: int) -> str:
    field, value, source, selector = map(harmless, cells)
    return _GAP.join((f"{field:{_FIELD}}", _fitted(value, room), _fitted(source, _SOURCE), selector)).rstrip()


def _fitted(text: str, size: int) -> str:
    return padded(" ".join(text.split()), size)
