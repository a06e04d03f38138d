"""Marks: what in a page's text is a heading or an item of a list, drawn where people read plain text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from pipeline.models import Body

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# What ends an item's own first line.
_BREAKS = _HEADINGS | {"li", "ul", "ol", "p", "br", "div", "blockquote", "pre", "table", "figure"}


def marked(body: Body) -> str:
    """The body's text with `## ` before headings and `- ` or `1. ` before items of lists.

    A line of the text is marked where it is the next heading's or item's line of the HTML; where the two differ
    nothing is.
    """
    reader = _Reader()
    reader.feed(body.html)
    reader.close()
    waiting = [(mark, _squashed(text)) for mark, text in reader.found if _squashed(text)]
    return "\n".join(_marked_lines(body.text.split("\n"), waiting))


def _marked_lines(lines: list[str], waiting: list[tuple[str, str]]) -> Iterator[str]:
    there = {_squashed(line) for line in lines}
    waiting = [item for item in waiting if item[1] in there]
    for line in lines:
        if waiting and _squashed(line) == waiting[0][1]:
            yield waiting.pop(0)[0] + line
        else:
            yield line


def _squashed(text: str) -> str:
    return "".join(text.split())


class _Reader(HTMLParser):
    """Collects headings and the first lines of list items, in order, each with its mark."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._is_open = False
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        if tag in _HEADINGS:
            self._open("#" * int(tag[1]) + " ")
        elif tag == "li":
            self._open(self._item())
        elif tag in _BREAKS and self._is_open and self.found[-1][1].strip():
            self._is_open = False

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _BREAKS:
            self._is_open = False

    def handle_data(self, data: str) -> None:
        if self._is_open:
            mark, text = self.found[-1]
            self.found[-1] = mark, text + data

    def _open(self, mark: str) -> None:
        self._is_open = True
        self.found.append((mark, ""))

    def _item(self) -> str:
        number = self._lists[-1] if self._lists else None
        indent = "  " * max(len(self._lists) - 1, 0)
        if number is None:
            return indent + "- "
        self._lists[-1] = number + 1
        return f"{indent}{number + 1}. "
