"""Authorship: which element of one record says who wrote it, and the name in it."""

from __future__ import annotations

from pipeline.parsers.document import Element, Page
from pipeline.parsers.records.names import clean_name, is_badge, is_dull
from pipeline.parsers.records.pieces import first_text
from pipeline.parsers.records.slots import PERMALINK, Slots, brief
from pipeline.parsers.records.spans import Spans
from pipeline.parsers.records.talk import is_offer
from pipeline.parsers.records.template import SURE, UNSURE, Template
from pipeline.parsers.records.vocabulary import is_name_noise
from pipeline.parsers.text import inline_text

_NAMES_LEAD = ("a", "h2", "h3", "h4", "h5")
_BADGES = ("span", "small", "em", "i", "sup", "label", "div", "mark", "h4", "h5", "h6", "p")
_BLOCKS = ("ul", "ol", "dl", "div", "p", "table", "br")
_LONGEST_NAME = 220


def best_author(page: Page, slots: Slots, time: Element | None, template: Template) -> Element | None:
    """The element that says who wrote the record; what visitors and the template say of others is not it."""
    texts = Spans(page, [element for weight, element in slots.texts if weight >= 6])
    spoken = Spans(page, [element for weight, element in slots.texts if weight >= 4])
    outside = [
        (weight, element)
        for weight, element in slots.authors
        if not _is_label(element, weight, template)
        and not texts.are_around(element)
        and not spoken.stand_in(element)
    ]
    left_out = set(slots.noise)
    if time is not None:
        left_out.add(time)
    # What a visitor marked up as a citation is no author; but a theme may call all of a comment its text.
    for offers in (outside, [row for row in slots.authors if not _is_label(row[1], row[0], template)], slots.authors):
        found = _heaviest(offers, time, left_out)
        if found is not None:
            return found
    return None


def _is_label(element: Element, weight: int, template: Template) -> bool:
    """Whether what may be an author by its class is the template's: "Reply" in a span called `pseudo`."""
    text = element.text or ""
    return not len(element) and weight <= SURE and (is_offer(text) or (weight <= UNSURE and template.holds(text)))


def _heaviest(authors: list[tuple[int, Element]], time: Element | None, left_out: set[Element]) -> Element | None:
    best: Element | None = None
    best_weight = 0
    for weight, element in authors:
        if element is time or weight <= best_weight:
            continue
        if len(brief(element)) > 3 * _LONGEST_NAME:
            continue
        name = inline_text(element, left_out)
        if name and len(name) <= _LONGEST_NAME:
            best, best_weight = element, weight
    return best


def name_in(page: Page, author: Element, leave_out: set[Element]) -> str | None:
    """The name in an author's element, without the badge that may follow it."""
    element = author
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
    first = element[0] if len(element) else None
    led = (element.text or "").strip() or (first is not None and first.tag in _NAMES_LEAD)
    # What follows a name without a space is no part of it.
    stuck = first is not None and bool(element.text) and not (element.text or "")[-1].isspace()
    badges = {
        child
        for child in element
        if (stuck and child is first and child.tag in _BADGES)
        or is_name_noise(page.classes(child))
        or (led and child is not first and child.tag in _BADGES)
        or is_badge(brief(child))
    }
    if any(child.tag in _BLOCKS for child in author.iterdescendants()):
        # A user's whole panel: rank, posts and all; the name comes first.
        first_piece = first_text(author, leave_out | badges)
        if first_piece:
            return clean_name(first_piece)
    name = clean_name(inline_text(author, leave_out | badges))
    # A visitor may be called "Admin".
    return name if name and not is_dull(name) else clean_name(inline_text(author, leave_out)) or name


def author_link(page: Page, author: Element, slots: Slots) -> str | None:
    """The address that the name is linked to, or null."""
    around = author if author.tag == "a" else next(author.iterancestors("a"), None)
    links = [around] if around is not None else []
    links += [element for element in page.subtree(author) if element.tag == "a"]
    noise = Spans(page, slots.noise)
    for link in links:
        href = link.get("href") or ""
        if noise.hold(link) or not href or PERMALINK.search(href) or href.startswith(("#", "javascript:")):
            continue
        if "replytocom" not in href:
            return page.absolute(href)
    return None
