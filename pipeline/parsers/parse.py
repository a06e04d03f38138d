"""One page, with its follow-ups, to one `ParsedPage`: which extractor runs when, and nothing else.

The comment area is found first and cut away, then the bios, then the article is looked for in what is left: an
extractor that sees the whole page takes comments for paragraphs (DESIGN: regions).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pipeline.models import NO_HINTS, Document, Hints, ParsedPage
from pipeline.parsers.document import Page
from pipeline.version import PARSER_VERSION


def parse_page(
    html: bytes,
    url: str | None = None,
    *,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    hints: Hints = NO_HINTS,
    more: Sequence[Document] = (),
) -> ParsedPage:
    """Read one saved page. Pure: no network, no clock; never raises, whatever the bytes.

    Args:
        html: the page's bytes, content encoding undone.
        url: where it was; without it, what the page itself says.
        content_type: the HTTP Content-Type, if known.
        fetched_at: when it was fetched, aware; only with it does "3 hours ago" become a time.
        hints: what is known of the blog.
        more: the page's follow-ups, once fetched.
    """
    page = Page(Document(url or "", html, content_type, fetched_at))
    return ParsedPage(url=page.url, parser_version=PARSER_VERSION, problems=tuple(page.problems))
