"""Tree: a decoded page to its element tree, what libxml2 reads otherwise than browsers put right."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from pipeline.models import Problem

Element = etree._Element

# libxml2 drops the rest of a page silently at this depth, even with huge_tree (STACK.md §2).
_DEPTH_LIMIT = 2040
_FLATTENED_DEPTH = 1800
_OF_HEAD = frozenset("base basefont bgsound link meta noframes noscript script style template title".split())
# A form feed is white space to HTML and forbidden to XML.
_FORM_FEED = bytes.maketrans(b"\f", b" ")
_CONTROLS = bytes({*range(9), 0x0B, *range(0x0E, 0x20)})
_CONTROL_REFERENCE = re.compile(
    rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45]))(?:;|(?![0-9a-f]))", re.I
)
_FEED_REFERENCE = re.compile(rb"&#(?:x0*c|0*12)(?:;|\Z)", re.I)
_UNKNOWN = "\ufffd".encode()
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_EMPTY = b"<html><head></head><body></body></html>"


def attributes_of(element: Element) -> list[tuple[str, str]]:
    """The names and values of the attributes of `element`: of HTML, both are text."""
    return cast("list[tuple[str, str]]", element.items())


def tree_of(data: bytes) -> tuple[Element, list[Problem]]:
    """The root element of `data`, which is UTF-8, and what was odd."""
    problems: list[Problem] = []
    # A lone surrogate can't stand in a decoded text, but NUL can. libxml2 stops at it in places; browsers drop it
    # (HTML Standard, 13.2.6.4.7).
    if b"\0" in data:
        problems.append(Problem("nul_characters", f"{data.count(0)} NUL characters were left out"))
        data = data.replace(b"\0", b"")
    data = _fit(data, problems)
    root = _tree(data, None)
    if root is None:
        problems.append(Problem("empty_document", "no element could be read from the bytes"))
        root = _tree(_EMPTY, None)
        assert root is not None
    if _depth_reaches(root, _DEPTH_LIMIT):
        problems.append(
            Problem("deep_nesting", f"elements nest deeper than {_DEPTH_LIMIT}: those deeper stand side by side")
        )
        flattened = _tree(data, _Flattener())
        root = flattened if flattened is not None else root
    _end_head(root)
    return root, problems


def _fit(data: bytes, problems: list[Problem]) -> bytes:
    """`data` without the invisible characters that no XML may hold: lxml gives them and takes them back nowhere."""
    fit = data.translate(_FORM_FEED, _CONTROLS)
    # One byte is found thirty times as fast as three.
    for noncharacter in _NONCHARACTERS if b"\xef" in fit else ():
        fit = fit.replace(noncharacter, b"")
    if len(fit) < len(data):
        lost = len(data) - len(fit)
        problems.append(Problem("control_characters", f"{lost} bytes of control characters were left out"))
    return _CONTROL_REFERENCE.sub(_referred, fit) if b"&#" in fit else fit


def _referred(reference: re.Match[bytes]) -> bytes:
    return b" " if _FEED_REFERENCE.match(reference.group()) else _UNKNOWN


def _tree(data: bytes, target: _Flattener | None) -> Element | None:
    # remove_comments: a comment between two texts would otherwise split them for every reader of the tree.
    parser: etree.HTMLParser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, target=target  # type: ignore[arg-type]
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError, AssertionError):
        return None


def _depth_reaches(root: Element, limit: int) -> bool:
    """Whether libxml2 cut the tree at its depth limit: it stops there, so the last leaf is the deepest."""
    deepest = root
    steps = 0
    while len(deepest):
        deepest = deepest[-1]
        steps += 1
    return steps >= limit - 2


def _end_head(root: Element) -> None:
    """Let the head end where a browser lets it end (HTML Standard, 13.2.6.4.4).

    libxml2 takes `article`, `main` and all it does not know for a part of the head if no tag says that the body begins,
    and minified pages leave those tags out.
    """
    head = root.find("head")
    if head is None:
        return
    first = next((index for index, child in enumerate(head) if child.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved = list(head)[first:]
    moved[-1].tail, body.text = (moved[-1].tail or "") + (body.text or ""), None
    body[:0] = moved


class _Flattener:
    """A parser target that builds the tree itself and lets nothing nest deeper than libxml2 can hold.

    libxml2's own depth limit does not hold for a target, so nothing is lost: what would nest deeper stands beside.
    """

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._open: list[tuple[str, bool]] = []
        self._depth = 0

    def start(self, tag: str, attributes: dict[str | bytes, str | bytes]) -> None:
        if self._depth >= _FLATTENED_DEPTH:
            self._close_innermost()
        self._builder.start(tag, attributes)
        self._open.append((tag, True))
        self._depth += 1

    def _close_innermost(self) -> None:
        tag, is_open = self._open[-1]
        if is_open:
            self._builder.end(tag)
            self._open[-1] = (tag, False)
            self._depth -= 1

    def end(self, tag: str) -> None:
        self._close_innermost()
        self._open.pop()

    def data(self, text: str) -> None:
        self._builder.data(text)

    def close(self) -> Element:
        while self._open:
            self.end(self._open[-1][0])
        return self._builder.close()
