"""Container: the element that holds the article's body, found by what templates call it and by where the prose is."""

from __future__ import annotations

from pipeline.parsers.class_words import CONTENT
from pipeline.parsers.document import Element
from pipeline.parsers.regions import Regions

# A named container must hold this share of the prose that the densest place holds, or it is the wrong one.
_ENOUGH = 0.6
# Descent goes on while one child holds this share.
_MOST = 0.8


def find_container(regions: Regions) -> tuple[Element, str]:
    """The element that holds the body, and which rule found it."""
    dense = _descend(regions, regions.page.body)
    wanted = regions.prose(dense) * _ENOUGH
    for name, candidates in _named(regions):
        best = _best(regions, candidates)
        if best is not None and regions.prose(best) >= max(wanted, 1):
            return best, name
    return dense, "density"


def _named(regions: Regions) -> list[tuple[str, list[Element]]]:
    page = regions.page
    marked = []
    if "articlebody" in page.text.lower():
        marked = [e for e in page.elements if (e.get("itemprop") or "").lower() == "articlebody"]
    return [
        ("itemprop articleBody", marked),
        ("class of content", regions.with_kind(CONTENT)),
        ("article", page.tagged("article")),
        ("main", page.tagged("main")),
    ]


def _best(regions: Regions, candidates: list[Element]) -> Element | None:
    """The innermost of the candidates with nearly the most prose."""
    if not candidates:
        return None
    most = max(map(regions.prose, candidates))
    rich = [candidate for candidate in candidates if regions.prose(candidate) >= 0.95 * most]
    return rich[-1]


def _descend(regions: Regions, element: Element) -> Element:
    """The innermost element that no single child of holds most of its prose."""
    while True:
        whole = regions.prose(element)
        best = max(element, key=regions.prose, default=None)
        if (
            best is None
            or best.tag in ("p", "span", "ul", "ol", "pre", "blockquote")
            or regions.prose(best) < _MOST * whole
        ):
            return element
        element = best
