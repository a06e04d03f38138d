"""Selectors: CSS selectors as users write them, with `@attribute` at the end for what an attribute says.

Compiled once per process: a page of a blog with rules costs one XPath a selector, a page without them nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from pipeline.parsers.document import Element
from pipeline.parsers.text import inline_text, squash

_ATTRIBUTE = re.compile(r"@([A-Za-z_][\w:.-]*)\s*\Z")
_LONGEST = 1000
_NO_PAGE = etree.Element("html")


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector, ready to be asked.

    text: as written. attribute: whose value is meant, where that is not the element's text.
    """

    text: str
    path: etree.XPath
    attribute: str | None = None

    def select(self, root: Element) -> list[Element]:
        """The elements under `root` that it finds, in document order."""
        try:
            found = self.path(root)
        except etree.XPathError:
            # libxml2 gives up on what would take it too long.
            return []
        return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []

    def value(self, element: Element) -> str:
        """What is meant of `element`, in one line: the attribute, the content of a `meta`, else the text."""
        if self.attribute is not None:
            return squash(element.get(self.attribute))
        if element.tag in ("meta", "title"):
            return squash(element.get("content") if element.tag == "meta" else element.text)
        return inline_text(element)


@lru_cache(maxsize=1024)
def selector(text: str) -> Selector:
    """The selector that `text` writes.

    Raises:
        ValueError: it is none; the message says why.
    """
    # Only blogs with rules pay for it.
    from cssselect import HTMLTranslator, SelectorError

    if len(text) > _LONGEST:
        raise ValueError(f"a selector of {len(text)} characters is too long: {_LONGEST} at most")
    stated = _ATTRIBUTE.search(text)
    css = text[: stated.start()] if stated else text
    try:
        path = etree.XPath(HTMLTranslator().css_to_xpath(css.strip() or "*"))
        path(_NO_PAGE)
    except (SelectorError, etree.XPathError, ValueError, RecursionError) as error:
        raise ValueError(f"{text!r} is no CSS selector: {_why(css, error)}") from None
    return Selector(text, path, stated[1].lower() if stated else None)


def _why(css: str, error: Exception) -> str:
    if "@" in css.split("[")[0]:
        return "@attribute stands at the very end; several selectors make a list"
    return squash(str(error)) or type(error).__name__
