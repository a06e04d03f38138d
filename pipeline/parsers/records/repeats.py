"""Repeats: runs of elements that look like records, found from the anchors inside them.

A record's shape is its tag and the class word that all of its kind share; what a visitor wrote inside it never counts
(SiSTeR's collapsed shapes; MiBAT's anchor trees). Each anchor belongs to the innermost element of a shape, so that
answers inside their parent are records of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.tokens import tokens_holding

_DIGITS = re.compile(r"\d+")
_STATE = re.compile(
    r"\A(?:even|odd|first|last|alt|clearfix|cf|row|col|active|parent|has-\w+|is-\w+|no-\w+|depth|level|new|js|by|"
    r"even-\w+|odd-\w+|"
    r"left|right|clear|group|block|flex|mb|mt|p|m|w)\Z|\A(?:depth|level|indent|lvl|col|row|mb|mt|pt|pb|px|py|bg|"
    r"text|d|js)[-_]"
)
_TALK = re.compile(r"comment|komment|coment|respon[sd]|repl(?:y|ies)|opini|forum|msg|message|post|thread|discuss|"
                   r"antwort|talk|entry|beitrag")
# A list is never one record.
_CONTAINERS = frozenset(("ul", "ol", "dl", "tbody", "thead"))
_HIGHEST = 14

Shape = tuple[str, str]


@dataclass(slots=True)
class Repeat:
    """Elements of one shape that hold an anchor each, in document order.

    count: how many elements of the shape there are in the page.
    """

    shape: Shape
    owners: dict[Element, list[Element]] = field(default_factory=dict)
    count: int = 0


def find_repeats(page: Page, anchors: Sequence[Element]) -> list[Repeat]:
    """All shapes that hold anchors, the outermost first."""
    repeats: dict[Shape, Repeat] = {}
    shapes: dict[Element, tuple[Shape, ...]] = {}
    for anchor in anchors:
        taken: set[Shape] = set()
        element: Element | None = anchor
        for _ in range(_HIGHEST):
            if element is None or element.tag in ("body", "html", "main"):
                break
            known = shapes.get(element)
            if known is None:
                known = shapes[element] = () if element.tag in _CONTAINERS else shapes_of(page, element)
            for shape in known:
                if shape not in taken:
                    taken.add(shape)
                    repeats.setdefault(shape, Repeat(shape)).owners.setdefault(element, []).append(anchor)
            element = element.getparent()
    found = list(repeats.values())
    for repeat in found:
        repeat.owners = dict(sorted(repeat.owners.items(), key=lambda row: page.order[row[0]]))
    _count(page, repeats)
    return sorted(found, key=lambda repeat: page.depths[page.order[next(iter(repeat.owners))]])


def shapes_of(page: Page, element: Element) -> tuple[Shape, ...]:
    """The shapes that `element` may be a record of: its first telling class word, and each that speaks of comments.

    Items of a list are of one shape whatever their classes: one may be the author's answer, or the odd one.
    """
    tag, around = element.tag, element.getparent()
    words = _words(page.classes(element))
    if not words:
        # schema.org says what a record is where no class does.
        told = element.get("itemprop") or element.get("itemtype") or _DIGITS.sub("", element.get("id") or "")
        return ((tag, f"#{told}" if told else _place(page, around)),)
    shapes = [(tag, word) for word in words]
    if around is not None and around.tag in _CONTAINERS:
        shapes.append((tag, _place(page, around)))
    return tuple(shapes)


def _place(page: Page, around: Element | None) -> str:
    """The shape of what has none of its own, by what it stands in."""
    if around is None:
        return "#"
    names = page.classes(around)
    return f"#in {around.tag}.{_bare(names[0]) if names else ''}"


@lru_cache(maxsize=16_384)
def _words(names: tuple[str, ...]) -> tuple[str, ...]:
    """Of a class list, the first word that tells something, and all that speak of comments. Cached: records repeat."""
    first, *others = [_bare(token) for token in names if _tells(token)] or [""]
    return (first, *(word for word in others if _TALK.search(word))) if first else ()


@lru_cache(maxsize=16_384)
def _tells(token: str) -> bool:
    """Whether a class token says more than a number or a state."""
    return _STATE.search(token) is None and _bare(token).strip("-_") != ""


@lru_cache(maxsize=65_536)
def _bare(token: str) -> str:
    """A class token without its numbers."""
    return _DIGITS.sub("", token) if _DIGITS.search(token) else token


def _count(page: Page, repeats: dict[Shape, Repeat]) -> None:
    numbered = page.once(_numbered)
    for (tag, word), repeat in repeats.items():
        if word.startswith("#"):
            repeat.count = len(repeat.owners)
            continue
        for token in (word, *numbered.get(word, ())):
            repeat.count += sum(1 for element in page.by_class.get(token, ()) if element.tag == tag)


def _numbered(page: Page) -> dict[str, list[str]]:
    """The page's class tokens that hold numbers, by what they are without them."""
    found: dict[str, list[str]] = {}
    for token in tokens_holding(page, _DIGITS):
        found.setdefault(_bare(token), []).append(token)
    return found
