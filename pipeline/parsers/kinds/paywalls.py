"""Paywalls: an article of which only the beginning was sent, because the rest is for those who pay or register.

Only what the page shows is believed: a sentence that says so, or the box of a known plugin, with little text before it
and hardly any behind it. That a page states it is not free (`isAccessibleForFree`) says nothing about what was sent.
"""

from __future__ import annotations

from pipeline.parsers.document import Element
from pipeline.parsers.kinds.found import FoundKind, Look
from pipeline.parsers.kinds.paywall_words import CUT_OFF
from pipeline.parsers.text import inline_text

_LONGEST_PREVIEW = 1500
_LONGEST_REST = 400
_SENTENCE = (6, 200)

# What plugins write in place of the text they hold back, and nowhere else.
_STUBS = (
    "gh-post-upgrade-cta", "leaky_paywall_message", "wc-memberships-content-restricted-message",
    "pmpro_content_message", "mepr-unauthorized-message", "rcp-restricted-content-message",
    "rcp_restricted_content_message", "rcp-restricted-content-message-wrapper", "patreon-locked-content-message",
    "patreon-campaign-banner", "steady-paywall-container", "memberful-global-marketing-content",
    "newspack-content-gate__gate", "um-restricted-content", "s2member-restricted", "wlm-restricted",
    "arm_restricted_content",
)  # fmt: skip
_UNSEEN = ("noscript", "template", "dialog", "nav")
_STUB_IDS = ("wpmem_restricted_msg",)


def paywall_of(look: Look) -> FoundKind | None:
    """Whether the page is the beginning of an article that ends at a paywall.

    A page that shows comments is read all the same: what the visitors wrote is there.
    """
    if look.discussed or look.prose >= _LONGEST_PREVIEW + _LONGEST_REST:
        return None
    stub = _stub_of_plugin(look)
    if stub is not None and _ends_at(look, stub):
        return FoundKind("paywall", "box of a plugin")
    index = _sentence(look)
    if index is not None and _ends_at(look, index):
        return FoundKind("paywall", "sentence")
    return None


def _stub_of_plugin(look: Look) -> int | None:
    page = look.page
    found: list[Element] = page.classed(*_STUBS)
    found += [page.by_id[ident] for ident in _STUB_IDS if ident in page.by_id]
    shown = [element for element in found if not look.regions.cut[page.order[element]] and inline_text(element)]
    return page.order[shown[0]] if shown else None


def _sentence(look: Look) -> int | None:
    """The place of a sentence that says so, in an element of its own near the article's text."""
    page = look.page
    first, last = _neighbourhood(look)
    shortest, longest = _SENTENCE
    for index, text, is_tail in page.strings:
        if index >= last:
            break
        if index < first or is_tail or not shortest <= len(text) <= longest or look.regions.cut[index]:
            continue
        if CUT_OFF.match(" ".join(text.replace("’", "'").split())) and not _is_hidden(look, index):
            return index
    return None


def _neighbourhood(look: Look) -> tuple[int, int]:
    """From where the article's text begins to where the nearest part of the page around it ends."""
    page = look.page
    first = page.order[look.container]
    outer = first
    while page.around[outer] >= 0 and page.elements[outer].tag not in ("article", "main", "section", "body"):
        outer = page.around[outer]
    return first, max(page.end[first], page.end[outer])


def _is_hidden(look: Look, index: int) -> bool:
    page = look.page
    while index >= 0:
        element = page.elements[index]
        if element.tag in _UNSEEN or element.get("hidden") is not None:
            return True
        if "display:none" in (element.get("style") or "").replace(" ", ""):
            return True
        index = page.around[index]
    return False


def _ends_at(look: Look, index: int) -> bool:
    """Whether the article's text ends about at the element `index`, not far from its beginning."""
    page, regions = look.page, look.regions
    first = page.order[look.container]
    last = page.end[first]
    before = regions.prose_between(first, min(max(index, first), last))
    after = regions.prose_between(min(max(page.end[index], first), last), last)
    return before < _LONGEST_PREVIEW and after < _LONGEST_REST
