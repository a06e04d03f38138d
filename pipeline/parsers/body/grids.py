"""Grids: tables of a body that hold no data but set paragraphs and pictures in place."""

from __future__ import annotations

from pipeline.parsers.body.draft import Draft
from pipeline.parsers.document import Element

_PARTS = frozenset("tbody thead tfoot tr td th".split())
_OF_DATA = frozenset("th thead caption".split())
_MOST_ROWS = 3
_BLOCKS = frozenset("p div ul ol h1 h2 h3 h4 h5 h6 blockquote".split())


def open_grids(draft: Draft) -> None:
    """Make blocks of tables that only set things in place, and figures of those that Blogger sets a picture in."""
    for table in draft.kept("table"):
        if draft.is_lost(table):
            continue
        inner = _inner(table)
        if "tr-caption-container" in draft.page.classes(table):
            _become_figure(draft, table, inner)
        elif _is_grid(table, inner):
            for part in (table, *inner):
                part.tag = "div"


def _inner(table: Element) -> list[Element]:
    """The rows and cells of `table` itself."""
    found: list[Element] = []
    waiting = [table]
    while waiting:
        parts = [one for one in waiting.pop() if one.tag in _PARTS]
        found += parts
        waiting += [one for one in parts if one.tag not in ("td", "th")]
    return found


def _become_figure(draft: Draft, table: Element, inner: list[Element]) -> None:
    table.tag = "figure"
    for part in inner:
        part.tag = "figcaption" if "tr-caption" in draft.page.classes(part) else "div"


def _is_grid(table: Element, inner: list[Element]) -> bool:
    if table.get("role") == "presentation":
        return True
    if not _OF_DATA.isdisjoint(str(one.tag) for one in inner) or table.find("caption") is not None:
        return False
    cells = [one for one in inner if one.tag == "td"]
    rows = [one for one in inner if one.tag == "tr"]
    if len(cells) <= len(rows):
        return len(cells) < 2 or any(child.tag in _BLOCKS for cell in cells for child in cell)
    return len(rows) <= _MOST_ROWS and any(sum(child.tag in _BLOCKS for child in cell) > 1 for cell in cells)
