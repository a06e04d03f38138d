"""Hrefs: addresses as pages write them, made whole."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

# An address that joining to a base and splitting leave as it is: most of a page's.
# Blanks are spelt out: a character class with `\s` in it is searched one by one.
_BLANK = r"\x00-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WHOLE_URL = re.compile(
    r"https?://[a-zA-Z0-9.-]+(?::\d{1,4})?(?:/[^?#;BLANK]*)?(?:\?[^#BLANK]+)?(?:#[^BLANK]+)?\Z".replace("BLANK", _BLANK)
)
_ORIGIN = re.compile(r"https?://[a-zA-Z0-9.-]+(?::\d{1,4})?(?=[/?#]|\Z)")
# A path from the root that joining leaves as it is, but for the origin before it.
_ROOTED = re.compile(
    r"/(?![/.])(?:[^?#;/BLANK]|/(?!\.))*(?:\?[^#BLANK]+)?(?:#[^BLANK]+)?\Z".replace("BLANK", _BLANK)
)
_LINE_BREAKS = str.maketrans("", "", "\t\n\r")


@lru_cache(maxsize=4_096)
def absolute(base_url: str, href: str) -> str | None:
    """`href` as an absolute http(s), mailto or tel URL; null for anything else (script, data, a torn URL).

    A sentence where an address should be, or a port beyond 65535, leads nowhere in browsers, either.
    """
    href = href.strip()
    if _WHOLE_URL.match(href):
        return href
    if _ROOTED.match(href) and (origin := _origin(base_url)):
        return origin + href
    # As browsers do (URL Standard, 4.4).
    href = href.translate(_LINE_BREAKS)
    try:
        url = urljoin(base_url, href).strip()
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "mailto", "tel") or (host and any(map(str.isspace, host))):
        return None
    return parts.scheme + url[len(parts.scheme) :]


@lru_cache(maxsize=64)
def _origin(base_url: str) -> str | None:
    found = _ORIGIN.match(base_url)
    return found.group() if found else None


def fault_of(url: str) -> str | None:
    """Why `url` can't be taken apart; null if it can."""
    try:
        urlsplit(url)
    except ValueError as error:
        return str(error)
    return None
