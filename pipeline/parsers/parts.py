"""Parts: the further pages of an article that is cut into several (`<!--nextpage-->`, "page 2 of 3")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pipeline.identity import normal_url
from pipeline.models import FollowUp
from pipeline.parsers.document import Page

_LINKS = (
    "post-page-numbers",
    "page-links",
    "post-pages",
    "link-pages",
    "page-link",
    "wp-pagenavi-post",
    "pagelink",
    "entry-pages",
    "post-pagination",
    "multipage",
)
_NUMBER = re.compile(r"/(\d{1,3})/?\Z|[?&](?:page|seite|paged|p)=(\d{1,3})\Z", re.I)
_MOST = 50


def further_parts(page: Page, more: Sequence[Page]) -> tuple[tuple[FollowUp, ...], tuple[Page, ...]]:
    """Requests for the article's further pages, and those of `more` that answer them, in order."""
    numbers = _numbered(page)
    for other in more:
        numbers.update({url: number for url, number in _numbered(other, page.url).items() if url not in numbers})
    ordered = sorted(numbers, key=numbers.__getitem__)[:_MOST]
    answers = {normal_url(other.url): other for other in more}
    asked = tuple(FollowUp(url, "body") for url in ordered)
    return asked, tuple(answers[normal_url(url)] for url in ordered if normal_url(url) in answers)


def _numbered(page: Page, home: str | None = None) -> dict[str, int]:
    """Addresses of further parts with their numbers: the page's own address plus a number."""
    own = normal_url(home or page.url)
    found: dict[str, int] = {}
    for block in page.classed(*_LINKS):
        for link in [block] if block.tag == "a" else page.inside(block, "a"):
            url = page.absolute(link.get("href"))
            number = _number(url, own) if url else None
            if url and number and number > 1:
                found.setdefault(url, number)
    return found


def _number(url: str, own: str) -> int | None:
    match = _NUMBER.search(urlsplit(url)._replace(fragment="").geturl())
    if not match:
        return None
    stem = normal_url(url[: match.start()])
    return (
        int(match.group(1) or match.group(2)) if stem and (own == stem or own.startswith(stem.split("?")[0])) else None
    )
