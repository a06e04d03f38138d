"""Ids: UUIDv5 (RFC 9562) made from content, so that loading twice, or on many machines, gives the same rows.

Floor 0: pure functions of strings.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

_NAMESPACE = uuid5(NAMESPACE_URL, "https://blogduck.example/")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_WORDS = re.compile(r"[^\W_]+").findall
# ASCII needs no normal form: each letter small, all but letters and digits a space.
_FOLDED = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|gad_\w+|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|igsh|igshid|"
    r"mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|hsctatracking|vero_id|oly_(?:enc|anon)_id|_ga|_gl|_openstat|"
    r"(?:pk|mtm|piwik|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)|"
    r"wt_mc|wt_zmc|ns_(?:mchannel|source|campaign|linkname|fee)|at_(?:campaign|medium|custom\d)|s_kwcid|s_cid|"
    r"__twitter_impression|fb_(?:action_ids|action_types|ref|source)|ref_src|ref_url)\Z",
    re.I,
)


def normal_url(url: str) -> str:
    """`url` without scheme, `www.`, default port, fragment, tracking parameters and trailing slash.

    Two addresses with the same normal form are the same page (DESIGN: Identity).
    """
    parts = urlsplit(url.strip())
    try:
        port = parts.port
    except ValueError:
        port = None
    host = (parts.hostname or "").removeprefix("www.")
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])])
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def is_tracking(parameter: str) -> bool:
    """Whether a parameter of a query says where a reader came from, and not what to show."""
    return _TRACKING.match(parameter) is not None


def fold(text: str | None) -> str:
    """`text` for comparison of names and texts: NFKC, case folded, letters and digits only, single spaces."""
    if not text:
        return ""
    if text.isascii():
        return " ".join(text.translate(_FOLDED).split())
    return " ".join(_WORDS(unicodedata.normalize("NFKC", text).casefold()))


def blog_id(home_url: str) -> UUID:
    """The id of the blog whose home page is `home_url`."""
    return uuid5(_NAMESPACE, f"blog {normal_url(home_url)}")


def article_id(blog: UUID, canonical_url: str) -> UUID:
    """The id of an article of `blog`."""
    return uuid5(_NAMESPACE, f"article {blog} {normal_url(canonical_url)}")


def comment_id(article: UUID, engine: str, key: str) -> UUID:
    """The id of a comment: article, comment engine and the engine's key."""
    return uuid5(_NAMESPACE, f"comment {article} {engine} {key}")


def author_id(blog: UUID, name: str, url: str | None) -> UUID:
    """The id of an author of `blog`: profile URL, else folded name."""
    return uuid5(_NAMESPACE, f"author {blog} {normal_url(url) if url else 'name ' + (fold(name) or name)}")


def term_id(blog: UUID, kind: str, name: str) -> UUID:
    """The id of a tag or category of `blog`."""
    return uuid5(_NAMESPACE, f"term {blog} {kind} {fold(name) or name}")
