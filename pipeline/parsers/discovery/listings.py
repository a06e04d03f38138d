"""Listings: which links of a home or archive page are posts, and where its older posts are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from pipeline.identity import normal_url
from pipeline.models import Discovery, Document, FoundUrl
from pipeline.parsers.discovery.addresses import may_be_post, same_site, unique, web_address
from pipeline.parsers.document import Element, Page

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ASIDE_TAGS = frozenset(("nav", "aside", "footer", "form"))
_ASIDE = re.compile(
    r"(?:[\w-]*-)?(?:sidebar|widget|widgets|menu|nav|navbar|navigation|comments?|related|popular|breadcrumbs?|footer"
    r"|colophon|toc|tagcloud)(?:-?(?:area|primary|secondary|left|right|container|list|posts|\d+))?"
)
# Page builders call everything a widget, Blogger its list of posts too.
_NO_ASIDE = re.compile(r"elementor|\Ablog\Z|fusion|\Apost")
_TITLE_CLASS = re.compile(
    r"(?:\A|\s)\S*(?:entry|post|article|story|card|blog|item)[-_]*(?:title|headline|heading)", re.I
)
_NEXT_CLASS = re.compile(
    r"(?:\A|[\s_-])(?:nav-previous|older|older-posts?|older-link|blog-pager-older-link|next|next-page|next-posts?"
    r"|pagination-next|pager-next|pagination__next|nextpostslink)(?:\s|\Z)",
    re.I,
)
_NEWER_CLASS = re.compile(r"newer|nav-next|prev(?:ious)?-page|disabled", re.I)
_OLDER_WORDS = re.compile(
    r"older (?:posts|entries)|ältere (?:beiträge|artikel|einträge|posts)"
    r"|(?:articles|billets) (?:plus anciens|précédents)"
    r"|entradas (?:más )?(?:antiguas|anteriores)|(?:post|articoli) (?:più vecchi|precedenti|meno recenti)"
    r"|oudere (?:berichten|posts)|(?:posts|artigos) (?:mais )?(?:antigos|anteriores)|postagens mais antigas"
    r"|starsze (?:wpisy|posty)|предыдущие (?:записи|посты)|nächste seite|page suivante|next page|página siguiente"
    r"|pagina successiva|próxima página|volgende pagina|następna strona|следующая|äldre inlägg|ældre indlæg"
    r"|eldre innlegg|vanhemmat|starší|régebbi|eski yazılar|以前の記事|次のページ|下一页|下一頁|이전 글",
    re.I,
)
_PAGE_NUMBER = re.compile(
    r"(?:/(?:page|seite|pagina|página|strona|p)/|[?&](?:paged?|p)=)(\d{1,5})(?=/?(?:\Z|[?&]))", re.I
)
_DATED = re.compile(r"/(?:19|20)\d\d/\d\d?/")
_ENOUGH = 3
_TITLE_LENGTH = 12
_SIGNATURE_DEPTH = 4


def read_listing(document: Document) -> Discovery:
    """The posts that a listing page links to, in page order, and its next page."""
    page = Page(document)
    return Discovery(listed_posts(page), next_url=next_page(page), problems=tuple(page.problems))


def listed_posts(page: Page) -> tuple[FoundUrl, ...]:
    """The posts that a home or archive page lists.

    Linked titles outside navigation and sidebars; where there are none, links with a date in their path, else those of
    the shape that repeats with the most text. Better none than a menu: every address found here is fetched.
    """
    links = _main_links(page)
    titled = [link for link in links if _is_title(link)]
    dated = [link for link in links if _DATED.search(link.get("href") or "")]
    for candidates in (titled, dated):
        found = unique(_found(page, candidates))
        if found:
            return found
    return unique(_found(page, _most_alike(page, links)))


def next_page(page: Page) -> str | None:
    """The page with older posts: by `rel=next`, class, words in many languages, or the next page number."""
    links = page.tagged("a")
    stated = page.rel_links.get("next", []) + [link for link in links if "next" in _rel(link)]
    signs: tuple[Callable[[Element], bool], ...] = (_has_next_class, _says_older)
    for candidates in (stated, *([link for link in links if sign(link)] for sign in signs)):
        for link in candidates:
            url = web_address(link.get("href"), page.base_url)
            if url and same_site(url, page.url) and normal_url(url) != normal_url(page.url):
                return url
    return _next_number(page, links)


# Posts ----------


def _main_links(page: Page) -> list[Element]:
    """All links outside asides, by one sweep in document order."""
    links: list[Element] = []
    covered = 0
    for place, element in enumerate(page.elements):
        if place < covered:
            continue
        if element.tag == "a":
            links.append(element)
        elif _is_aside(page, element):
            covered = page.end[place]
    return links


def _is_aside(page: Page, element: Element) -> bool:
    if element.tag in _ASIDE_TAGS:
        return True
    if element.tag in ("html", "body", "main", "article"):
        return False
    tokens = page.classes(element)
    if not tokens and not element.get("id"):
        return False
    names = (*tokens, (element.get("id") or "").lower())
    return any(map(_names_aside, names)) and not any(map(_NO_ASIDE.search, names))


@lru_cache(maxsize=4096)
def _names_aside(token: str) -> bool:
    return _ASIDE.fullmatch(token) is not None


def _is_title(link: Element) -> bool:
    if "bookmark" in _rel(link) or _TITLE_CLASS.search(link.get("class") or ""):
        return True
    parent = link.getparent()
    for around in (parent, parent.getparent() if parent is not None else None):
        if around is not None and (around.tag in _HEADINGS or _TITLE_CLASS.search(around.get("class") or "")):
            return True
    return any(child.tag in _HEADINGS for child in link)


def _found(page: Page, links: list[Element]) -> Iterator[FoundUrl]:
    for link in links:
        url = web_address(link.get("href"), page.base_url)
        if url and may_be_post(url, page.url):
            yield FoundUrl(url, "listing", _text(link) or None)


def _most_alike(page: Page, links: list[Element]) -> list[Element]:
    groups: dict[tuple[str, ...], list[Element]] = {}
    for link in links:
        url = web_address(link.get("href"), page.base_url)
        if url and may_be_post(url, page.url) and len(_text(link)) >= _TITLE_LENGTH:
            groups.setdefault(_signature(page, link), []).append(link)
    large = [group for group in groups.values() if len(group) >= _ENOUGH]
    return max(large, key=lambda group: sum(len(_text(link)) for link in group), default=[])


def _signature(page: Page, link: Element) -> tuple[str, ...]:
    around = [link, *link.iterancestors()][:_SIGNATURE_DEPTH]
    return tuple(f"{element.tag}.{'.'.join(page.classes(element)[:1])}" for element in around)


def _text(link: Element) -> str:
    return " ".join("".join(map(str, link.itertext())).split())


# The next page ----------


def _rel(link: Element) -> list[str]:
    return (link.get("rel") or "").lower().split()


def _has_next_class(link: Element) -> bool:
    parent = link.getparent()
    named = f"{link.get('class') or ''} {(parent.get('class') or '') if parent is not None else ''}"
    return len(named) > 1 and _NEXT_CLASS.search(named) is not None and not _NEWER_CLASS.search(named)


def _says_older(link: Element) -> bool:
    text = _text(link)
    return 0 < len(text) < 60 and _OLDER_WORDS.search(text) is not None


def _next_number(page: Page, links: list[Element]) -> str | None:
    own = _PAGE_NUMBER.search(page.url)
    wanted = (int(own[1]) if own else 1) + 1
    for link in links:
        url = web_address(link.get("href"), page.base_url)
        match = _PAGE_NUMBER.search(url) if url else None
        if url and match and int(match[1]) == wanted and same_site(url, page.url) and _text(link):
            return url
    return None
