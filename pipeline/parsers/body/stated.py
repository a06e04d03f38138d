"""Stated bodies: the article's text as structured data repeats it (schema.org `articleBody`).

About one page in twelve has it. It is often cut short, or leaves out headings, lists and code, so that what the page
shows is believed; but where a script would have to write the text, it stands here alone.
"""

from __future__ import annotations

import re
from html import escape, unescape

from pipeline.models import Body
from pipeline.parsers.body.body import BodyPart
from pipeline.parsers.body.links import links_among
from pipeline.parsers.document import Page
from pipeline.parsers.records.statements import fragment
from pipeline.parsers.structured import article_node
from pipeline.parsers.text import html_of, text_of

SOURCE = "json-ld articleBody"

_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|li|blockquote)\b", re.I)
_LETTERS = re.compile(r"[^\W_]+")
# A stated text has so many letters at least, and the page shows less than this share of them.
_SHORTEST, _HARDLY_ANY = 200, 0.25


def stated_text(page: Page) -> str | None:
    """What structured data states of the article's text, perhaps with HTML in it; null for a mere excerpt."""
    if not page.says("articleBody"):
        return None
    text = (article_node(page) or {}).get("articleBody")
    return unescape(text) if isinstance(text, str) and _size(text) >= _SHORTEST else None


def stated_part(page: Page, shown: BodyPart) -> BodyPart | None:
    """The stated body, where the page shows hardly any of it; else null."""
    text = stated_text(page)
    if text is None or _size(shown.body.text) >= _HARDLY_ANY * _size(text):
        return None
    stated = fragment(page.url, text if _MARKUP.search(text) else _paragraphs(text))
    nodes = [stated.body]
    links = tuple(link for _, link in links_among(stated, stated.by_tag.get("a", []), "body"))
    return BodyPart(Body(text_of(nodes), html_of(nodes, stated)), links)


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _size(text: str) -> int:
    return sum(map(len, _LETTERS.findall(text)))
