"""Links: where a body and a bio lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.models import Link
from pipeline.parsers.document import Element, Page
from pipeline.parsers.text import inline_text


def links_among(
    page: Page, elements: Iterable[Element], place: Literal["body", "bio"]
) -> Iterator[tuple[Element, Link]]:
    """Those of the `a` elements that lead out of the page, as links."""
    for element in elements:
        href = element.get("href")
        url = page.absolute(href) if href and not href.startswith("#") else None
        if url:
            yield element, Link(url, inline_text(element), element.get("rel") or None, place)
