"""Terms: the tags and categories an article is filed under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from pipeline.identity import fold
from pipeline.models import Term
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import article_node
from pipeline.parsers.text import inline_text, squash

Kind = Literal["tag", "category"]
_CATEGORY_PATH = re.compile(
    r"/(?:category|categories|kategorie|kategorien|rubrik|categoria|categorie|section|themen?|thema)/|"
    r"[?&]cat=",
    re.I,
)
_TAG_PATH = re.compile(
    r"/(?:tags?|schlagwort|schlagworte|etiqueta|mot-cle|etiketter|tagged|search/label|label)/|[?&]tag=", re.I
)
_LISTS = re.compile(
    r"tag-?links|post-?tags|entry-?tags|tags-?links|tagged|taglist|cat-?links|post-?categor|entry-?categor|"
    r"taxonomy",
    re.I,
)
_LONGEST = 60


def terms_of(
    page: Page, regions: Regions, container: Element | None, title: Element | None
) -> tuple[tuple[Term, ...], str | None]:
    """The article's terms, in document order, and the rule that gave them.

    Links with `rel=tag` around the article first (https://microformats.org/wiki/rel-tag), then links to category and
    tag listings in its header and footer, then what the head says.
    """
    links = [
        link for link in page.by_tag.get("a", ()) if (rel := link.get("rel")) and "tag" in rel.lower().split()
    ]
    near = _near(page, regions, links, container, title)
    found = _unique(_linked(page, near))
    if found:
        return found, "rel=tag"
    lists = [e for name in page.by_class if _is_list(name) for e in page.by_class[name]]
    inside = [link for block in lists for link in page.inside(block, "a")]
    found = _unique(_linked(page, _near(page, regions, inside, container, title)))
    if found:
        return found, "links of a term list"
    return _stated(page)


@lru_cache(maxsize=65_536)
def _is_list(name: str) -> bool:
    return _LISTS.search(name) is not None


def _near(
    page: Page, regions: Regions, links: Iterable[Element], container: Element | None, title: Element | None
) -> list[Element]:
    """Those of `links` that belong to the article: in the smallest element around container and title, not cut away."""
    around = _around(page, regions, container, title)
    first, last = page.order[around], page.end[page.order[around]]
    return [
        link
        for link in links
        if first <= page.order[link] < last
        and not regions.cut[page.order[link]]
        and not regions.furniture[page.order[link]]
        and not _listed(link)
    ]


def _around(page: Page, regions: Regions, container: Element | None, title: Element | None) -> Element:
    """The widest element around the container that holds no other article."""
    if container is None:
        return page.body
    around = container
    posts = [page.order[post] for post in page.by_tag.get("article", page.classed("hentry"))]
    posts = [index for index in posts if not regions.cut[index] and not regions.furniture[index]]
    for _ in range(40):
        parent = around.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        first, last = page.order[parent], page.end[page.order[parent]]
        own = page.order[container]
        if any(first < post < last and not post <= own < page.end[post] for post in posts) and _is_whole(
            page, around, title
        ):
            break
        around = parent
    return around


def _is_whole(page: Page, around: Element, title: Element | None) -> bool:
    return title is None or page.contains(around, title)


def _listed(link: Element) -> bool:
    """Whether the link stands in a tag cloud or a list of categories: a widget, not this article's terms."""
    for up, around in enumerate(link.iterancestors()):
        if up > 4 or around.tag in ("article", "main", "body"):
            return False
        name = f"{around.get('class') or ''} {around.get('id') or ''}"
        if "tagcloud" in name or "tag-cloud" in name or "widget_" in name or around.tag in ("nav", "aside"):
            return True
    return False


def _linked(page: Page, links: Iterable[Element]) -> list[Term]:
    found = []
    for link in links:
        name = inline_text(link).strip(" #,;")
        href = link.get("href") or ""
        if name and len(name) <= _LONGEST:
            found.append(Term(_kind(link, href), name, page.absolute(href)))
    return found


def _kind(link: Element, href: str) -> Kind:
    rel = (link.get("rel") or "").lower().split()
    if "category" in rel or _CATEGORY_PATH.search(href):
        return "category"
    if _TAG_PATH.search(href):
        return "tag"
    for up, around in enumerate(link.iterancestors()):
        name = f"{around.get('class') or ''}".lower()
        if up > 2 or around.tag in ("article", "main", "body"):
            break
        if "categor" in name or "cat-links" in name:
            return "category"
    return "tag"


def _stated(page: Page) -> tuple[tuple[Term, ...], str | None]:
    sections = page.meta.get("article:section", [])
    tags = page.meta.get("article:tag", [])
    found = _unique(
        [Term("category", squash(name)) for name in sections[:3]] + [Term("tag", squash(name)) for name in tags]
    )
    if found:
        return found, "meta article:tag"
    node = article_node(page) or {}
    words = node.get("keywords")
    listed = words.split(",") if isinstance(words, str) else words if isinstance(words, list) else []
    names = [squash(name) for name in listed if isinstance(name, str)]
    found = _unique(Term("tag", name) for name in names if 0 < len(name) <= _LONGEST)
    return (found, "json-ld keywords") if found else ((), None)


def _unique(terms: Iterable[Term]) -> tuple[Term, ...]:
    found: dict[tuple[str, str], Term] = {}
    for term in terms:
        if term.name:
            found.setdefault((term.kind, fold(term.name) or term.name), term)
    return tuple(found.values())
