"""Draft: a body while it is put in order, before its text and its HTML are written.

What puts it in order changes the tree in place, an element into another one where it can: elements keep their place in
the page, and nothing is copied.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence, Set
from functools import cached_property
from operator import itemgetter

from lxml import etree

from pipeline.models import Link
from pipeline.parsers.body.links import links_among
from pipeline.parsers.document import Element, Page

_HOLDS_BLOCKS = frozenset("article aside blockquote body center dd details div figure li main section td th".split())


class Draft:
    """The nodes of a body, and what of them is not read.

    nodes: in reading order. unwanted: outermost elements that are no part of the body. mute: elements that stand in
    the HTML and not in the text (captions, embeds). embeds: links in place of what was embedded, by place.
    """

    def __init__(self, page: Page, nodes: Sequence[Element], unwanted: set[Element], mute: Set[Element]) -> None:
        self.page = page
        self.nodes = nodes
        self.unwanted = unwanted
        self.mute = set(mute)
        self.embeds: list[tuple[int, Link]] = []
        self._emptied: set[Element] = set()
        # Where what is not read stands, in order, and for each element whether it stands in such.
        self._starts: list[int] = []
        self._lost = bytearray(len(page.elements))
        for element in unwanted:
            self._lose(element)

    # Asking ---------------------------------------------------------------------------------------------------------

    def inside(self, *tags: str) -> list[Element]:
        """The elements with `tags`, in document order within each tag, that stand in nothing unwanted.

        They may be unwanted themselves: an `iframe` is, till it is a link.
        """
        page = self.page
        found = [e for tag in tags if tag in page.by_tag for node in self.nodes for e in page.inside(node, tag)]
        return [element for element in found if element.tag in tags and not self.is_lost(element)]

    def kept(self, *tags: str) -> list[Element]:
        """Those of `inside` that are not unwanted themselves."""
        return [element for element in self.inside(*tags) if element not in self.unwanted]

    def classed(self, *names: str) -> list[Element]:
        """As `inside`, by class."""
        known = [name for name in names if name in self.page.by_class]
        named = self.page.classed(*known) if known else []
        return [element for element in named if self._holds(element) and not self.is_lost(element)]

    def is_lost(self, element: Element) -> bool:
        """Whether `element` stands in something that is unwanted, or was taken out of the tree."""
        return bool(self._lost[self.page.order[element]])

    @cached_property
    def targets(self) -> frozenset[str]:
        """The ids that links of the page lead to."""
        return frozenset(href[1:] for _, _, href, _ in self.page.links if href.startswith("#"))

    def is_torn(self, element: Element) -> bool:
        """Whether paragraphs stand in what holds none: it is never closed, and has the rest of the article in it."""
        return any(self.page.inside(element, tag) for tag in ("p", "h2", "blockquote", "article"))

    def _holds(self, element: Element) -> bool:
        return any(self.page.contains(node, element) for node in self.nodes)

    def _lose(self, element: Element) -> None:
        first = self.page.order[element]
        insort(self._starts, first)
        self._mark(first)

    def _mark(self, first: int) -> None:
        last = self.page.end[first]
        self._lost[first + 1 : last] = b"\1" * (last - first - 1)

    def _find(self, element: Element) -> None:
        """Take back `_lose`. What inside is lost for another reason stays so."""
        first = self.page.order[element]
        last = self.page.end[first]
        at = bisect_left(self._starts, first)
        del self._starts[at]
        if not self._lost[first]:
            self._lost[first + 1 : last] = bytes(last - first - 1)
            for inner in self._starts[at : bisect_left(self._starts, last, at)]:
                self._mark(inner)

    # Changing -------------------------------------------------------------------------------------------------------

    def drop(self, element: Element) -> None:
        """Leave `element` out."""
        if element not in self.unwanted:
            self.unwanted.add(element)
            self._lose(element)

    def keep(self, element: Element) -> None:
        """Leave `element` in, whatever was said before."""
        if element in self.unwanted:
            self.unwanted.discard(element)
            self._find(element)

    def become(self, element: Element, tag: str, text: str | None = None) -> None:
        """Make a `tag` that holds nothing but `text` of `element`; its attributes stay."""
        element[:] = []
        element.tag, element.text = tag, text
        if element not in self._emptied:
            self._emptied.add(element)
            self._lose(element)
        self.keep(element)

    def write(self, element: Element, tag: str, text: str | None) -> None:
        """As `become`, without attributes."""
        element.attrib.clear()
        self.become(element, tag, text)

    def embed(self, element: Element, url: str, text: str) -> None:
        """Put a link in the place of `element`, which a reader of text does not see."""
        parent = element.getparent()
        self.write(element, "p" if parent is not None and parent.tag in _HOLDS_BLOCKS else "span", None)
        etree.SubElement(element, "a", href=url).text = text
        self.mute.add(element)
        self.embeds.append((self.page.order[element], Link(url, text, None, "body")))

    # Reading --------------------------------------------------------------------------------------------------------

    def links(self) -> tuple[Link, ...]:
        """The links of the body, in document order."""
        order = self.page.order
        found = [(order[element], link) for element, link in links_among(self.page, self.kept("a"), "body")]
        return tuple(link for _, link in sorted([*self.embeds, *found], key=itemgetter(0)))
