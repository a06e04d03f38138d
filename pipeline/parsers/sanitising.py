"""Sanitising: HTML of others made safe to show, by nh3 (ammonia)."""

from __future__ import annotations

import re
from contextvars import ContextVar

import nh3

from pipeline.parsers.hrefs import absolute

_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table "
    "tbody td tfoot th thead time tr u ul var".split()
)
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "title"},
    "a": {"href", "rel", "id", "name"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type", "reversed"},
    "li": {"value", "id"},
    "sup": {"id"},
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "code": {"class"},
    "pre": {"class"},
}

KEPT_ATTRIBUTES = frozenset(name for names in _ATTRIBUTES.values() for name in names)


_PLACE = re.compile(r"#[\w.:-]+")

# What the links of the HTML in hand are relative to.
_base: ContextVar[str] = ContextVar("_base")


def _absolute(href: str) -> str | None:
    base = _base.get()
    # Footnotes of a page whose address nobody knows still lead there and back.
    return href if not base and _PLACE.fullmatch(href) else absolute(base, href)


# Set up once: that costs a third of cleaning an article.
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    url_relative=_absolute,
)


def sanitised(html: str, base_url: str) -> str:
    """`html` without script, style and event handlers, its links absolute."""
    before = _base.set(base_url)
    try:
        clean = _CLEANER.clean(html)
    except ValueError:
        # A base that is no URL: relative links are then worth nothing.
        clean = nh3.clean(html, tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None, url_relative="deny")
    finally:
        _base.reset(before)
    return clean.strip()
