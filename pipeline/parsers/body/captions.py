"""Captions: what inside a body is said of a picture, whether a template names it or not."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.parsers.class_words import CAPTION
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import flat_text, squash

_LONGEST_CAPTION = 700
_LONGEST_CREDIT = 250
# A line under a picture that nothing names is this long at most, and so near to it.
_LONGEST_LINE, _MOST_AROUND, _MOST_CHILDREN, _MOST_INSIDE = 200, 4, 6, 60
_BOXES = frozenset("div p center span a em strong b figure section td".split())
_WORDLESS = frozenset("script noscript img br".split())
_SMALL = frozenset("em i small".split())
_SMALL_CLASS = re.compile(r"\b(?:small|desc|description|credit|source|copyright|legend)")
_CENTRED = re.compile(r"text-align:\s*center", re.I)
_PICTURE_BOX = re.compile(
    r"(?:\A|[\s_-])(?:embed|image|img|photo|picture|pic)(?:box|wrap(?:per)?|container|block)?(?:\Z|[\s_-])"
)
_ICON = re.compile(r"emoji|smil(?:ey|ie)|icon|avatar|logo", re.I)
_SMALLEST = 100


def captions_in(regions: Regions, container: Element) -> set[Element]:
    """Captions of pictures inside `container`; of some the box that the picture stands in as well."""
    page = regions.page
    first = page.order[container]
    last = page.end[first]
    named = (page.elements[i] for i, flags in regions.kinds.items() if first < i < last and flags & CAPTION)
    captions = {*page.inside(container, "figcaption"), *(one for one in named if _is_caption(regions, one))}
    for image in page.inside(container, "img"):
        captions.update(_lines_under(page, image, container))
    return captions


def _is_caption(regions: Regions, element: Element) -> bool:
    """Whether an element that is called a caption is one: "image-text" may be a picture with the text beside it."""
    page = regions.page
    beside = regions.prose(element) - sum(map(regions.prose, page.inside(element, "figcaption")))
    return beside <= _LONGEST_CREDIT or (beside <= _LONGEST_CAPTION and len(page.inside(element, "p")) < 2)


def _lines_under(page: Page, image: Element, container: Element) -> list[Element]:
    """The small line under a picture, alone with it in one box."""
    if _is_icon(image):
        return []
    branch = image
    for box in islice(image.iterancestors(), _MOST_AROUND):
        place = page.order[box]
        if box is container or box.tag not in _BOXES or page.end[place] - place > _MOST_INSIDE:
            return []
        if len(box) > _MOST_CHILDREN or not _is_blank(box.text):
            return []
        if not all(_is_blank(child.tail) for child in box):
            return []
        children = list(box)
        lines = [child for child in children if child is not branch and _says(child)]
        if lines:
            is_under = children.index(branch) < children.index(lines[0])
            return lines if is_under and _are_small(box, lines) else []
        branch = box
    return []


def _says(element: Element) -> bool:
    return element.tag not in _WORDLESS and bool(flat_text(element).strip())


def _are_small(box: Element, lines: list[Element]) -> bool:
    if sum(len(squash(flat_text(line))) for line in lines) > _LONGEST_LINE:
        return False
    return _is_picture_box(box) or all(
        line.tag in _SMALL or _SMALL_CLASS.search((line.get("class") or "").lower()) for line in lines
    )


def _is_picture_box(box: Element) -> bool:
    centred = box.tag == "center" or (box.get("align") or "").lower() == "center"
    return (
        centred
        or bool(_CENTRED.search(box.get("style") or ""))
        or bool(_PICTURE_BOX.search((box.get("class") or "").lower()))
    )


def _is_icon(image: Element) -> bool:
    width = (image.get("width") or "").removesuffix("px")
    is_tiny = width.isdecimal() and len(width) < 5 and int(width) < _SMALLEST
    return is_tiny or bool(_ICON.search(image.get("class") or ""))


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()
