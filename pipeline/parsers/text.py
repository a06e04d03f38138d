"""Text: the one way in which markup becomes text, for bodies, bios and comments alike.

White space collapses as in HTML, a no-break space is a space, soft hyphens and zero-width spaces go, `br` is a newline,
blocks are apart by a blank line, list items and table rows a line each, `pre` is verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from lxml import etree

from pipeline.parsers.document import Element, Page
from pipeline.parsers.sanitising import KEPT_ATTRIBUTES, sanitised

_MOST_MOVED = 200
_NOTHING: frozenset[Element] = frozenset()

SILENT = frozenset(
    "script style noscript template head title svg math iframe object embed applet textarea select option datalist "
    "input button audio video canvas map progress meter rt rp".split()
)
"""Elements whose content no reader sees as text."""

_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hgroup hr main nav ol p pre section summary table ul menu".split()
)
_LINE = frozenset("li dt dd tr caption thead tbody tfoot".split())
_CELLS = frozenset(("td", "th"))
_LISTS = frozenset(("ul", "ol", "dl", "table", "menu"))
_ITEMS = ("li", "dd", "dt")

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

_NONE, _WORD, _TAB, _NEWLINE, _BLANK = range(5)
_GAPS = ("", " ", "\t", "\n", "\n\n")
# What stands before and after an element, outside of lists.
_BREAKING = (
    dict.fromkeys(_PARAGRAPH, _BLANK) | dict.fromkeys(_LINE, _NEWLINE) | dict.fromkeys(_CELLS, _TAB)
)


class _Writer:
    """Collects pieces and remembers the widest gap that is due before the next one.

    lists, verbatim: how many lists and `pre` are open.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.gap = _NONE
        self.lists = 0
        self.verbatim = 0

    def need(self, gap: int) -> None:
        if gap > self.gap:
            self.gap = gap

    def open(self, tag: str) -> None:
        """An element begins that breaks the line."""
        self.need(self._gap(tag))
        self.lists += tag in _LISTS
        self.verbatim += tag == "pre"

    def close(self, tag: str) -> None:
        self.lists -= tag in _LISTS
        self.verbatim -= tag == "pre"
        self.need(self._gap(tag))

    def _gap(self, tag: str) -> int:
        gap = _BREAKING[tag]
        return _NEWLINE if self.lists and gap == _BLANK else gap

    def write(self, text: str) -> None:
        if self.verbatim:
            self._write_verbatim(text)
            return
        shown = text if text.isascii() else visible(text)
        words = shown.split()
        if not words:
            # What stands between two blocks, mostly.
            if shown and self.gap < _WORD:
                self.gap = _WORD
            return
        gap = self.gap if self.gap or not shown[0].isspace() else _WORD
        if gap and self.parts:
            self.parts.append(_GAPS[gap])
        self.parts.append(" ".join(words))
        self.gap = _WORD if shown[-1].isspace() else _NONE

    def _write_verbatim(self, text: str) -> None:
        shown = visible(text.replace("\r\n", "\n")).replace("\u00a0", " ")
        if self.gap >= _NEWLINE or not self.parts:
            shown = shown.removeprefix("\n")
        if shown:
            self.put(shown.rstrip("\n") if shown.endswith("\n") else shown)
            self.need(_NEWLINE if text.endswith("\n") else _NONE)

    def put(self, text: str) -> None:
        if self.parts and self.gap:
            self.parts.append(_GAPS[self.gap])
        self.parts.append(text)
        self.gap = _NONE

    def line_break(self) -> None:
        if self.verbatim:
            self.put("\n")
        else:
            # Two breaks in a row are how old editors write a paragraph.
            self.gap = _BLANK if self.gap >= _NEWLINE else _NEWLINE


def text_of(nodes: Iterable[Element], leave_out: Set[Element] = _NOTHING) -> str:
    """The text of `nodes`, one after the other.

    Args:
        nodes: elements, in the order in which they are to be read; their tails are not part of them.
        leave_out: elements inside them that are not read (their tails are).
    """
    writer = _Writer()
    for node in nodes:
        _read(node, leave_out, writer)
        writer.need(_BLANK if node.tag in _PARAGRAPH else _NEWLINE if node.tag in _LINE else _WORD)
    return "".join(writer.parts)


def is_said(nodes: Iterable[Element], leave_out: Set[Element] = _NOTHING) -> bool:
    """Whether `text_of` the same is more than nothing, without reading more than it takes to tell."""
    return any(_is_said(node, leave_out) for node in nodes)


def inline_text(node: Element | None, leave_out: Set[Element] = _NOTHING) -> str:
    """The text of `node` in one line; empty for null."""
    if node is None:
        return ""
    if len(node):
        return squash(text_of((node,), leave_out))
    return "" if node.tag in SILENT or node in leave_out else squash(node.text)


def flat_text(element: Element) -> str:
    """All characters inside `element`, white space as it stands: the cheap way to measure or search."""
    # Six times as fast as `itertext`.
    return etree.tostring(element, encoding="unicode", method="text", with_tail=False)


def squash(text: str | None) -> str:
    """`text` in one line: white space collapsed, invisible characters dropped."""
    if not text:
        return ""
    return " ".join((text if text.isascii() else visible(text)).split())


def visible(text: str) -> str:
    """`text` without soft hyphens, zero-width spaces, word joiners and byte order marks."""
    # The joiners U+200C and U+200D stay: Persian, Hindi and emoji need them.
    if "\u00ad" in text or "\u200b" in text or "\u2060" in text or "\ufeff" in text:
        return _INVISIBLE.sub("", text)
    return text


def _read(root: Element, leave_out: Set[Element], writer: _Writer) -> None:
    # Not by recursion, for pages nest deep; and `iterwalk` costs twice as much.
    above: list[tuple[Iterator[Element], Element]] = []
    walk: Iterator[Element] = iter((root,))
    write = writer.write
    while True:
        for element in walk:
            tag = element.tag
            if tag not in SILENT and element not in leave_out:
                if tag == "br":
                    writer.line_break()
                else:
                    if tag in _BREAKING:
                        writer.open(tag)
                    text = element.text
                    if text:
                        write(text)
                if len(element):
                    above.append((walk, element))
                    walk = iter(element)
                    break
                if tag in _BREAKING:
                    writer.close(tag)
            tail = element.tail
            if tail and element is not root:
                write(tail)
        else:
            if not above:
                return
            walk, element = above.pop()
            if element.tag in _BREAKING:
                writer.close(element.tag)
            tail = element.tail
            if tail and element is not root:
                write(tail)


def _is_said(root: Element, leave_out: Set[Element]) -> bool:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element is not root and visible(element.tail or "").strip():
            return True
        if element.tag in SILENT or element in leave_out:
            continue
        if element.tag == "pre":
            # Of `pre` even the white space is read.
            return bool(text_of((root,), leave_out))
        if element.tag != "br" and visible(element.text or "").strip():
            return True
        waiting.extend(element)
    return False


# HTML -----------------------------------------------------------------------------------------------------------------

def html_of(nodes: Iterable[Element], page: Page, leave_out: Set[Element] = _NOTHING) -> str:
    """The HTML of `nodes`, safe to show: no script, no style, no event handler; links absolute.

    Sanitised by nh3 (ammonia). Arguments as in `text_of`; `page` tells what links are relative to.
    """
    return sanitise("".join(_of_its_own(node, _serialised(node, leave_out, page)) for node in nodes), page)


def _of_its_own(node: Element, html: str) -> str:
    """`html` of `node`, which stands in no list any more, so that it is no item of one."""
    if node.tag not in _ITEMS:
        return html
    opened, closed = len(node.tag) + 1, f"</{node.tag}>"
    return f"<div{html[opened:].removesuffix(closed)}</div>"


def sanitise(html: str, page: Page) -> str:
    """`html` as `html_of` gives it."""
    return sanitised(html, page.base_url)


def _serialised(node: Element, leave_out: Set[Element], page: Page) -> str:
    # Of scripts and styles the sanitiser leaves nothing: they may stay.
    inside = [element for element in leave_out if element is not node and element.tag not in ("script", "style")]
    inside = page.within(node, inside)
    if not inside:
        return etree.tostring(node, encoding="unicode", method="html", with_tail=False)
    left_out = sum(_span(page, element) for element in inside)
    if left_out > _MOST_MOVED and 2 * left_out > _span(page, node):
        # Answers inside what they answer: taking them out and putting them back costs all of them, at every depth.
        try:
            return etree.tostring(_copy(node, frozenset(inside)), encoding="unicode", method="html", with_tail=False)
        except ValueError:
            pass  # libxml2 reads characters that it lets nobody write.
    return _without(node, inside)


def _without(node: Element, inside: Sequence[Element]) -> str:
    # Each is taken out of the tree, its tail left in place, and put back: a deep copy would cost more than the page.
    marks = [(element, element.getparent(), element.tail) for element in inside]
    html = None
    placeholders = []
    for element, parent, tail in marks:
        if parent is None:
            continue
        placeholder = etree.Element("wbr")
        placeholder.tail = tail
        parent.replace(element, placeholder)
        placeholders.append((placeholder, element, tail))
    try:
        html = etree.tostring(node, encoding="unicode", method="html", with_tail=False)
    finally:
        for placeholder, element, tail in reversed(placeholders):
            around = placeholder.getparent()
            if around is not None:
                around.replace(placeholder, element)
                element.tail = tail
    return html


def _span(page: Page, element: Element) -> int:
    place = page.order[element]
    return page.end[place] - place


def _copy(root: Element, leave_out: Set[Element]) -> Element:
    """A copy of `root` with a placeholder for each of `leave_out`, without attributes that the sanitiser drops anyhow.

    Not by recursion: pages nest deep.
    """
    whole = _twin(root)
    waiting = [(root, whole)]
    while waiting:
        element, copy = waiting.pop()
        for child in element:
            if child in leave_out:
                twin = etree.Element("wbr")
            else:
                twin = _twin(child)
                waiting.append((child, twin))
            twin.tail = child.tail
            copy.append(twin)
    return whole


def _twin(element: Element) -> Element:
    twin = etree.Element(element.tag)
    for name, value in element.items():
        if name in KEPT_ATTRIBUTES:
            twin.set(name, value)
    twin.text = element.text
    return twin
