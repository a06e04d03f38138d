"""What is found out about a page's kind, and what may be asked of any page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.models import PageKind
from pipeline.parsers.document import Element
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import ARTICLE_TYPES, types_of
from pipeline.parsers.text import flat_text, inline_text, squash

_NO_ARTICLES = frozenset(("CreativeWork", "Review"))
_MOST_LOOKED_AT = 4000


@dataclass(frozen=True, slots=True)
class FoundKind:
    """A page's kind, and by what it was told, in words for people."""

    kind: PageKind
    why: str


class Look:
    """One page as the rules for kinds look at it; what several of them ask is found out once.

    container: what was taken for the article's body. title: the article's. names: the classes of `body`.
    discussed: whether a thread of a known engine stands there.
    """

    def __init__(self, regions: Regions, container: Element, title: str | None, *, discussed: bool) -> None:
        self.page = page = regions.page
        self.regions = regions
        self.container = container
        self.discussed = discussed
        self.title = title
        self.names = frozenset(page.classes(page.body))
        self.prose = regions.prose(container)

    @cached_property
    def titles(self) -> list[str]:
        """The document's title, and the article's."""
        own = [squash(flat_text(element)) for element in self.page.by_tag.get("title", ())[:1]]
        return [title for title in (*own, self.title) if title]

    @cached_property
    def headings(self) -> list[str]:
        """The texts of the page's first headings, that of the first rank before others."""
        tagged = [*self.page.by_tag.get("h1", ())[:1], *self.page.tagged("h1", "h2", "h3")[:4]]
        texts = dict.fromkeys(map(inline_text, tagged))
        return [text for text in texts if text and len(text) < 120]

    @cached_property
    def text(self) -> str:
        """The page's text, as far as it is of use here."""
        return inline_text(self.page.body)[:_MOST_LOOKED_AT]

    @cached_property
    def is_post(self) -> bool:
        """Whether structured data says "one article"."""
        page = self.page
        if (page.meta_first("og:type") or "").lower() == "article" or page.meta_first("article:published_time"):
            return True
        return sum(1 for node in page.json_ld if types_of(node) & ARTICLE_TYPES - _NO_ARTICLES) == 1

    @cached_property
    def is_dated(self) -> bool:
        """Whether the page says that it is a post, or has the marks of one."""
        return self.is_post or self.discussed or bool(self.page.classed(*_DATED))


_DATED = (
    "published", "dt-published", "entry-date", "post-date", "date-header", "byline", "entry-meta", "post-meta",
    "postmetadata",
)  # fmt: skip

