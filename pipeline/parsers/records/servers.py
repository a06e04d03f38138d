"""Servers: which hosts are asked for a page's comments, and which of what came are a server's answers.

Markup can name any address. Asked are hosts of the page's own site and those that an engine's file names; that another
holds the comments is said as a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from pipeline.models import Document, Problem
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.sites import same_site
from pipeline.parsers.records.statements import at, read_json

MOST_PAGES = 10_000
"""Of one thread: what a page or a server states beyond it is no number of pages, and each is a request to list."""


def server(page: Page, named: str | None, public: Sequence[str] = ()) -> str | None:
    """The address of a comment server as a URL without final slash; null if its host is not to be asked.

    Args:
        named: as the page's markup gives it, relative or without scheme perhaps.
        public: hosts that the engine's file names; `.host` stands for those under it.
    """
    url = page.absolute(named) if named else None
    host = _host(url)
    if not url or not host or not url.startswith("http"):
        return None
    named_here = any(host == name or (name[0] == "." and host.endswith(name)) for name in public)
    return url.split("#")[0].rstrip("/") if named_here or same_site(host, _host(page.url)) else None


def elsewhere(engine: str, named: str | None) -> Problem:
    """The problem that a page's comments are on a server that is not asked."""
    where = f"at {named!r}, which is no host of its own site" if named else "where it does not plainly say"
    return Problem("comments_elsewhere", f"{engine}: the page keeps its comments {where}")


def unreadable(engine: str, why: str) -> Problem:
    """The problem that an engine gives its comments to nobody who asks without more than an address."""
    return Problem("comments_unreadable", f"{engine}: {why}")


def json_answers(
    found: Extraction, more: Sequence[Document], address: re.Pattern[str], *path: str | int
) -> Iterator[tuple[Document, Any]]:
    """Those of a page's follow-ups that came from `address` and hold a list at `path`, as JSON.

    Args:
        found: where it is noted that an answer is none.
    """
    for document in more:
        if document.purpose == "body" or not address.search(document.url):
            continue
        answer = read_json(document.body)
        if isinstance(at(answer, *path), list):
            yield document, answer
        else:
            found.problems.append(Problem("comments_refused", f"{document.url} gave no list of comments"))


def largest(more: Sequence[Document], address: re.Pattern[str], *path: str | int) -> int:
    """The largest number at `path` in the follow-ups that came from `address`: of pages or comments; 0 without any."""
    stated = [at(read_json(document.body), *path) for document in more if address.search(document.url)]
    return max((number for number in stated if isinstance(number, int)), default=0)


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
