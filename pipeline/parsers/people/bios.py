"""Bios: the boxes that present an article's author, found and cut out before the body is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.models import Author
from pipeline.parsers.class_words import AUTHOR_BOX, CONTENT, FURNITURE
from pipeline.parsers.contact import email_in, phone_in
from pipeline.parsers.document import Element, Page
from pipeline.parsers.people.bio_texts import (
    ABOUT,
    DATES,
    DAY,
    HEADINGS,
    SHORTEST,
    STOP,
    addresses_in,
    is_told,
    text_and_name,
    weight,
)
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import inline_text, text_of

_NO_BOX = frozenset("a h1 h2 h3 h4 h5 h6 img time button input".split())
_LONGEST_TEXT = 3000


@dataclass(frozen=True, slots=True)
class Bio:
    """A box that presents an author: where it stands and what it says."""

    box: Element
    author: Author
    source: str
    nodes: tuple[Element, ...] = ()
    """What of the page says it, where that is not the whole box."""

    @property
    def parts(self) -> tuple[Element, ...]:
        """The elements that the body leaves out for it."""
        return (self.box, *self.nodes)


def find_bios(page: Page, regions: Regions) -> list[Bio]:
    """The author boxes of the page, in document order, those with a text and those with a name only."""
    found: list[Bio] = []
    last = -1
    for box in _boxes(page, regions):
        index = page.order[box]
        if index < last or regions.cut[index] or _too_much(regions, box):
            continue
        bio = _read(page, box)
        if bio is not None:
            found.append(bio)
            last = page.end[index]
    return found or _headed(page, regions) or _beside_avatar(page, regions)


def _too_much(regions: Regions, box: Element) -> bool:
    """Whether a box holds more than an author: the article itself, or a whole column."""
    if box.tag in ("body", "html", "article", "main") or regions.prose(box) > 2 * _LONGEST_TEXT:
        return True
    first = regions.page.order[box]
    inside = range(first + 1, regions.page.end[first])
    names = (regions.page.elements[index].tag in ("article", "main", "h1") for index in inside)
    return any(names) or (regions.prose(box) > 0.5 * regions.prose(regions.page.body) and regions.prose(box) > 2400)


def _boxes(page: Page, regions: Regions) -> list[Element]:
    elements = page.elements
    boxes = (elements[index] for index in sorted(regions.kinds) if regions.kinds[index] & AUTHOR_BOX)
    return [box for box in boxes if box.tag not in _NO_BOX]


def _read(page: Page, box: Element) -> Bio | None:
    text, name, is_described = text_and_name(page, box)
    told = DATES.sub(" ", text)
    email, phone = email_in(box), phone_in(box)
    if weight(told) < SHORTEST or len(text) > _LONGEST_TEXT or not (is_described or email or is_told(told)):
        return None
    if DAY.search(text) and not STOP.search(told):
        # A date without a sentence is a line about the post.
        return None
    urls = addresses_in(page, box)
    image = next(
        (src for image in box.iter("img") if (src := page.absolute(image.get("data-src") or image.get("src")))), None
    )
    return Bio(box, Author(name or "", urls, text, email, phone, image), "author box")


def _headed(page: Page, regions: Regions) -> list[Bio]:
    """A box without a class, under a heading such as "About the author"."""
    for heading in page.tagged(*HEADINGS[1:]):
        if regions.cut[page.order[heading]] or regions.kind(heading) & FURNITURE:
            continue
        text = inline_text(heading)
        parent = heading.getparent()
        if len(text) > 60 or parent is None or not ABOUT.match(text) or parent.tag in ("body", "html"):
            continue
        whole = text_of([parent])
        if SHORTEST < weight(whole) < 1500 and regions.prose(parent) < 0.7 * regions.prose(page.body):
            bio = _read(page, parent)
            if bio is not None:
                return [bio]
    return []


def _beside_avatar(page: Page, regions: Regions) -> list[Bio]:
    """A box that nothing calls one: an avatar, a link to the author's page and a text."""
    has_avatar = "avatar" in page.by_class or page.says("gravatar.com/avatar")
    for image in page.by_tag.get("img", ()) if has_avatar else ():
        index = page.order[image]
        if regions.cut[index] or regions.furniture[index] or not _is_avatar(page, image):
            continue
        for box in list(image.iterancestors())[:3]:
            if _too_much(regions, box) or _holds_post(page, regions, box):
                break
            if regions.prose(box) > 60 and any("author" in (a.get("rel") or "").split() for a in box.iter("a")):
                bio = _read(page, box)
                return [bio] if bio is not None else []
    return []


def _holds_post(page: Page, regions: Regions, box: Element) -> bool:
    """Whether a box holds the post itself: what a template calls content, or most of the page's prose."""
    first = page.order[box]
    inside = range(first, page.end[first])
    return any(regions.kinds.get(index, 0) & CONTENT for index in inside) or (
        regions.prose(box) > 0.5 * regions.prose(page.body)
    )


def _is_avatar(page: Page, image: Element) -> bool:
    return "avatar" in page.classes(image) or "gravatar.com/avatar" in (image.get("src") or "")
