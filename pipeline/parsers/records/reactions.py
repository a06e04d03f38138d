"""Reactions: likes, reposts and bookmarks, which name people and times as comments do, and say nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.parsers.document import Element, Page

_REACTION = re.compile(
    r"(?:\A|[-_])(?:likes?|liked|favou?rites?|favou?rited|reposts?|reposted|reshares?|boosts?|boosted|bookmarks?|"
    r"bookmarked|facepile|rsvps?|reacji)(?:[-_](?:of|list|items?|webmentions?))?\Z"
)
_AROUND = 3


def says_nothing(page: Page, item: Element) -> bool:
    """Whether `item`, or the list that it stands in, is of likes, reposts or bookmarks."""
    if _tells(page.classes(item)):
        return True
    around = item.getparent()
    for _ in range(_AROUND):
        if around is None or around.tag in ("body", "main", "article"):
            break
        if _tells(page.classes(around)) or _tells(((around.get("id") or "").lower(),)):
            return True
        around = around.getparent()
    links = (one for one in page.subtree(item)[:40] if one.tag in ("a", "data"))
    return any(token in ("u-like-of", "u-repost-of", "u-bookmark-of") for link in links for token in page.classes(link))


@lru_cache(maxsize=8_192)
def _tells(tokens: tuple[str, ...]) -> bool:
    return any(_REACTION.search(token) for token in tokens)
