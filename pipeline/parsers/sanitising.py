"""Sanitising: HTML of others made safe to show, by nh3 (ammonia)."""

from __future__ import annotations

from collections.abc import Callable

import nh3

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
    "time": {"datetime"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "code": {"class"},
    "pre": {"class"},
}

KEPT_ATTRIBUTES = frozenset(name for names in _ATTRIBUTES.values() for name in names)


class Sanitiser:
    """What is let through, set up once a page: setting up costs more than cleaning a comment.

    Args:
        absolute: makes an address absolute; null for one to drop.
    """

    def __init__(self, absolute: Callable[[str], str | None]) -> None:
        self._cleaner = nh3.Cleaner(
            tags=set(_TAGS),
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto", "tel"},
            link_rel=None,
            url_relative=absolute,
        )

    def clean(self, html: str) -> str:
        """`html` without script, style and event handlers, its links absolute."""
        try:
            clean = self._cleaner.clean(html)
        except ValueError:
            # A base that is no URL: relative links are then worth nothing.
            clean = nh3.clean(html, tags=set(_TAGS), attributes=_ATTRIBUTES, link_rel=None, url_relative="deny")
        return clean.strip()
