"""Reading a page's thread the way `parse_page` does, without the article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.models import Document
from pipeline.parsers import comments, threads
from pipeline.parsers.dates import DateContext
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import FoundThread

URL = "https://blog.example/a-post/"


def read(html: bytes, more: Sequence[Document] = (), url: str = URL) -> tuple[FoundThread, threads.Thread]:
    """What was found in `html`, and the thread built from it."""
    page = Page(Document(url, html, "text/html; charset=utf-8"))
    found = comments.find(page, more)
    return found, threads.build(found, DateContext(language=page.language))
