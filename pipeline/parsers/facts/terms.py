"""Terms: the tags and categories an article is filed under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.identity import fold
from pipeline.models import Term
from pipeline.parsers.class_words import META, TERM_LIST, kinds_of
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import article_node
from pipeline.parsers.text import inline_text, squash

Kind = Literal["tag", "category"]
_CATEGORIES = (
    r"/(?:category|categories|kategorie|kategorien|rubrik|categoria|categorie|section|themen?|thema)/|[?&]cat="
)
_TAGS = r"/(?:tags?|schlagwort|schlagworte|etiqueta|mot-cle|etiketter|tagged|search/label|label)/|[?&]tag="
_CATEGORY_PATH, _TAG_PATH, _PATH = (re.compile(path, re.I) for path in (_CATEGORIES, _TAGS, f"{_CATEGORIES}|{_TAGS}"))
_LONGEST = 60
_LARGEST_LINE = 40


def terms_of(
    page: Page, regions: Regions, container: Element | None, title: Element | None
) -> tuple[tuple[Term, ...], str | None]:
    """The article's terms, in document order, and the rule that gave them.

    Links with `rel=tag` around the article first (https://microformats.org/wiki/rel-tag), then links to category and
    tag listings in its header and footer, then what the head says.
    """
    found: list[Term] = []
    rules: list[str] = []
    for rule, links in _offers(page, regions):
        # A template may mark its tags and not its categories: each kind is taken from the first rule that has any.
        kinds = {term.kind for term in found}
        if len(kinds) == 2:
            break
        terms = _linked(page, _near(page, regions, links, container, title)) if links else []
        new = [term for term in terms if term.kind not in kinds]
        if new:
            found += new
            rules.append(rule)
    return (_unique(found), " + ".join(rules)) if found else _stated(page)


def term_offers(
    page: Page, regions: Regions, container: Element | None, title: Element | None
) -> Iterator[tuple[Term, str, Element]]:
    """All that may be terms of the article, with the links that say so, to explain the choice."""
    for rule, links in _offers(page, regions):
        for link in _near(page, regions, links, container, title):
            for term in _linked(page, [link]):
                yield term, rule, link


def _offers(page: Page, regions: Regions) -> Iterator[tuple[str, list[Element]]]:
    yield "rel=tag", [link for _, link, _, rel in page.links if rel and "tag" in rel.lower().split()]
    yield "links of a term list", [link for block in page.called(TERM_LIST) for link in page.inside(block, "a")]
    yield "links in the post's line", _in_lines(page, regions)


def _in_lines(page: Page, regions: Regions) -> list[Element]:
    """Links to a category or a tag in what templates call the post's line of facts."""
    lines = [page.elements[index] for index in sorted(regions.kinds) if regions.kinds[index] & META]
    small = [line for line in lines if page.end[page.order[line]] - page.order[line] < _LARGEST_LINE]
    return [link for line in small for link in page.inside(line, "a") if leads_to_terms(link)]


def leads_to_terms(link: Element) -> bool:
    """Whether a link leads to a listing of a category or a tag."""
    href = link.get("href") or ""
    rel = (link.get("rel") or "").lower().split()
    return "tag" in rel or "category" in rel or _PATH.search(href) is not None


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
        if "tagcloud" in name or "tag-cloud" in name or "widget_" in name or around.tag == "nav":
            return True
        if around.tag == "aside" and not any(kinds_of(token) & META for token in name.lower().split()):
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
    said = node.get("articleSection")
    sections = [squash(name) for name in (said if isinstance(said, list) else [said]) if isinstance(name, str)]
    found = _unique(
        [Term("category", name) for name in sections[:3] if 0 < len(name) <= _LONGEST]
        + [Term("tag", name) for name in names if 0 < len(name) <= _LONGEST]
    )
    return (found, "json-ld keywords") if found else ((), None)


def _unique(terms: Iterable[Term]) -> tuple[Term, ...]:
    found: dict[tuple[str, str], Term] = {}
    for term in terms:
        if term.name:
            found.setdefault((term.kind, fold(term.name) or term.name), term)
    return tuple(found.values())
