"""Kinds: whether a page is one article, or a home page, a listing, a login, an error.

What can't be told from an article is an article: a page that is wrongly taken for something else is lost, one wrongly
taken for an article is a row too many. The rules, in this order, the first that finds something decides:

1. no HTML; an address of an embedded preview of another page (`wp-embed`);
2. `obstacles`: an error page, a check for robots, a redirect, a login, a consent wall, a shell that needs scripts;
   only on pages with little text;
3. `paywalls`: the page itself says that the rest of the article is for subscribers, after little text;
4. `stated`: the engine says that this is one post or an attachment (classes of `body`);
5. a password form in the place of one post, or a field and a sentence;
6. `stated`: the engine says home, listing or page; structured data says `CollectionPage`, `SearchResultsPage`, product;
7. `listings`: the address of a front page; a forum's topics; headings and links that lead on, and addresses or a
   headline ("Tag: …") with them;
8. nothing to read at all (`article` looks once more, when the body was read).
"""

from __future__ import annotations

import re

from pipeline.parsers.class_words import CONTENT
from pipeline.parsers.document import Element
from pipeline.parsers.kinds import sentences
from pipeline.parsers.kinds.found import FoundKind, Look
from pipeline.parsers.kinds.listings import listing_of
from pipeline.parsers.kinds.obstacles import obstacle_of
from pipeline.parsers.kinds.paywalls import paywall_of
from pipeline.parsers.kinds.stated import stated_article, stated_kind
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import inline_text

__all__ = ["FoundKind", "kind_of"]

_HTML = re.compile(
    r"<\s*(?:!doctype|html|head|body|div|p|a|table|span|article|section|meta|title|h[1-6]|br|ul|li|font|"
    r"center)\b",
    re.I,
)
_LONG = 800
_MEDIA = ("img", "video", "audio", "iframe")


def kind_of(regions: Regions, container: Element, title: str | None, *, discussed: bool = False) -> FoundKind:
    """What kind of page this is, and by what it was told.

    Args:
        regions: the page's. container: what was taken for the article's body. title: its title.
        discussed: whether a thread of a known engine stands on the page.
    """
    page = regions.page
    if not _HTML.search(page.text[:20_000]):
        return FoundKind("not_html", "no tags")
    if page.classed("wp-embed"):
        return FoundKind("other", "preview of another page")
    look = Look(regions, container, title, discussed=discussed)
    for rule in (obstacle_of, paywall_of, _protected, stated_article, stated_kind, listing_of):
        found = rule(look)
        if found:
            return found
    if not look.prose and not look.is_dated and not _has_text(look) and not _is_picture(look):
        return FoundKind("other", "no text")
    return FoundKind("article", "nothing else")


def _protected(look: Look) -> FoundKind | None:
    """A form for a password in the place of one post; a listing may show one for each."""
    why = None if look.prose >= _LONG else _asks_for_password(look)
    if why is None:
        return None
    stated = stated_kind(look)
    return None if stated and stated.kind in ("list", "home") else FoundKind("protected", why)


def _asks_for_password(look: Look) -> str | None:
    """How the page asks for one password: with WordPress' form, or with a field and a sentence."""
    if len(look.page.classed("post-password-form")) == 1:
        return "password form"
    fields = [one for one in look.page.by_tag.get("input", ()) if (one.get("type") or "").lower() == "password"]
    return "sentence" if len(fields) == 1 and sentences.PROTECTED.search(look.text) else None


def _has_text(look: Look) -> bool:
    # A post may be one word, in a place that templates make for posts.
    return len(inline_text(look.container)) > (0 if look.regions.kind(look.container) & CONTENT else 80)


def _is_picture(look: Look) -> bool:
    """Whether a picture under a title is all there is to see."""
    return bool(look.page.by_tag.get("h1")) and any(look.page.inside(look.container, tag) for tag in _MEDIA)
