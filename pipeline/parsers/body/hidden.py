"""Hidden: what of a body no reader sees, and signs that are no words of it."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.parsers.body.draft import Draft
from pipeline.parsers.document import Element
from pipeline.parsers.text import flat_text

_NONE = re.compile(r"(?:\A|;)\s*display\s*:\s*none", re.I)
_OPENED = re.compile(r"tab|accordion|collaps|toggle|spoiler|panel|expand|faq|more")
_LONGEST_SIGN = 30
# What is larger is no aside, and measuring it at every depth would take long.
_MOST_INSIDE, _MOST_IN_SIGN = 1000, 10
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_MARK = 5
_LETTER = re.compile(r"[^\W_]")
_BACK = re.compile(r"[\s\u2190-\u21ff\u2900-\u297f\u2b00-\u2bff\ufe0e\ufe0f^¶§#\[\]()]*\Z")


def drop_hidden(draft: Draft, most: float) -> None:
    """Leave out what the markup hides from everybody, and signs hidden from screen readers.

    Args:
        most: what holds more UTF-8 bytes is shown by a script sooner or later.
    """
    says = draft.page.says
    has_style, has_hidden = says("none"), says("hidden") or says("HIDDEN")
    for node in draft.nodes if has_style or has_hidden else ():
        for element in draft.page.subtree(node)[1:]:
            style = element.get("style") if has_style else None
            gone = bool(style and "none" in style and _NONE.search(style))
            gone = gone or (has_hidden and element.get("hidden") is not None)
            is_sign = has_hidden and element.get("aria-hidden") == "true"
            if (gone or is_sign) and _is_hidden(draft, element, gone, most):
                draft.drop(element)


def _is_hidden(draft: Draft, element: Element, gone: bool, most: float) -> bool:
    if element.tag in ("pre", "img") or draft.is_lost(element):
        return False
    first = draft.page.order[element]
    if draft.page.end[first] - first > (_MOST_INSIDE if gone else _MOST_IN_SIGN):
        return False
    if gone:
        return len(flat_text(element).strip()) <= most and not _is_opened(draft, element)
    return _is_sign(element)


def _is_opened(draft: Draft, element: Element) -> bool:
    """Whether a reader opens a hidden element: a tab, a spoiler."""
    if any(map(_OPENED.search, draft.page.classes(element))) or element.get("role") == "tabpanel":
        return True
    return element.get("id") in draft.targets


def _is_sign(element: Element) -> bool:
    """Whether an element shows no word: an icon, an arrow; the large first letter of a word is none."""
    text = flat_text(element).strip()
    return len(text) <= _LONGEST_SIGN and (not _LETTER.search(text) or (len(text) > 1 and element.tag == "i"))


def drop_anchors(draft: Draft) -> None:
    """Leave out the signs in headings that link to the heading itself, and out of the text the numbers of footnotes
    that stand apart from them.
    """
    for link in draft.kept("a"):
        href = link.get("href") or ""
        text = flat_text(link).strip() if "#" in href or not href else ""
        if not 0 < len(text) < _LONGEST_MARK:
            continue
        if not _BACK.match(text):
            if _leads_back(draft, link, href) and _stands_alone(link):
                draft.mute.add(link)
        elif any(one.tag in _HEADINGS for one in islice(link.iterancestors(), 2)):
            draft.drop(link)


def _leads_back(draft: Draft, link: Element, href: str) -> bool:
    target = draft.page.by_id.get(href.removeprefix("#"))
    return target is not None and draft.page.order[target] < draft.page.order[link]


def _stands_alone(link: Element) -> bool:
    around = link.getparent()
    return around is not None and around.tag == "div" and not (around.text or link.tail or "").strip()
