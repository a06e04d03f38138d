"""Container: the element that holds the article's body, found by what templates call it and by where the prose is."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.parsers.class_words import CONTENT
from pipeline.parsers.document import Element
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import inline_text

# A named container must hold this share of the prose that the densest place holds, or it is the wrong one.
_ENOUGH = 0.6
# Among named containers, an inner one with this share of the best one's prose is the better one.
_NEARLY_ALL = 0.95
# Climbing from the paragraphs: an element around them is taken if they are less than this share of its prose,
_PART = 0.85
# or this, once the title stands in it, too: then it holds sidebars and the foot of the page as well.
_PART_WITH_TITLE = 0.5
# A page whose densest place holds less has no prose, but a picture, a link, a word.
_A_LINE = 80
_NEVER = frozenset(
    "p span ul ol li pre blockquote a h1 h2 h3 h4 h5 h6 em strong b i td tr tbody figure figcaption".split()
)


def find_container(regions: Regions, title: Element | None = None) -> tuple[Element, str]:
    """The element that holds the body, and which rule found it.

    Args:
        regions: the page, with furniture and comments marked.
        title: the heading that shows the title, if known: what stands around it is more than the body.
    """
    dense = _densest(regions, title)
    wanted = max(1, int(regions.prose(dense) * _ENOUGH))
    for name, candidates in _named(regions):
        best = _best(regions, candidates)
        if best is not None and regions.prose(best) >= wanted:
            return best, name
    if regions.prose(dense) < _A_LINE:
        return _wordless(regions, title) or (dense, "density")
    return dense, "density"


def _wordless(regions: Regions, title: Element | None) -> tuple[Element, str] | None:
    """The first named container behind the title with anything in it, on a page without prose."""
    page = regions.page
    start = page.order[title] if title is not None else 0
    for name, candidates in _named(regions):
        for candidate in candidates:
            if page.end[page.order[candidate]] > start and not regions.is_cut(candidate) and inline_text(candidate):
                return candidate, name
    return None


def container_offers(regions: Regions, title: Element | None = None) -> Iterator[tuple[Element, str]]:
    """All that may hold the body, to explain the choice, in the order in which they are asked."""
    for name, candidates in _named(regions):
        best = _best(regions, candidates)
        if best is not None:
            yield best, name
    yield _densest(regions, title), "density"


def _named(regions: Regions) -> list[tuple[str, list[Element]]]:
    page = regions.page
    marked = [e for e in page.stating if (e.get("itemprop") or "").lower() == "articlebody"]
    return [
        ("itemprop articleBody", marked),
        ("class of content", [e for e in regions.with_kind(CONTENT) if e.tag not in _NEVER or e.tag == "td"]),
        ("article", page.tagged("article")),
        ("main", page.tagged("main")),
    ]


def _best(regions: Regions, candidates: list[Element]) -> Element | None:
    """The innermost of the candidates with nearly the most prose."""
    if not candidates:
        return None
    most = max(map(regions.prose, candidates))
    return next(c for c in reversed(candidates) if regions.prose(c) >= _NEARLY_ALL * most)


def _densest(regions: Regions, title: Element | None) -> Element:
    """The element whose own paragraphs hold the most prose, or one around it that holds much more."""
    chosen = _richest_parent(regions)
    page = regions.page
    best = chosen
    for around in chosen.iterancestors():
        if around.tag in ("body", "html"):
            break
        part = _PART_WITH_TITLE if title is not None and page.contains(around, title) else _PART
        if regions.prose(best) < part * regions.prose(around):
            best = around
    return best


def _richest_parent(regions: Regions) -> Element:
    """The element with the most prose in its own text and in paragraphs right inside it."""
    held: dict[Element, int] = {}
    for element, size in regions.chunks():
        while element.tag in _NEVER and (parent := element.getparent()) is not None:
            element = parent
        held[element] = held.get(element, 0) + size
    return max(held, key=held.__getitem__, default=regions.page.body)
