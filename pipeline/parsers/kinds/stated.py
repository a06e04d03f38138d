"""Stated kinds: what the engine writes into the classes of `body`, and what structured data calls the page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from pipeline.identity import normal_url
from pipeline.models import PageKind
from pipeline.parsers.document import Page
from pipeline.parsers.kinds.found import FoundKind, Look
from pipeline.parsers.structured import ARTICLE_TYPES, nodes_of, types_of

# Classes of `body` that only a listing has, whatever the engine: Drupal, Joomla, SPIP, Dotclear, Movable Type,
# Squarespace, Ghost, Minimal Mistakes, phpBB, MyBB.
_LISTS = frozenset(
    "page-taxonomy page-taxonomy-term path-taxonomy page-blog path-blog view-category view-categories view-featured "
    "view-archive layout-blog page_rubrique page_mot page_auteur page_recherche page_plan dc-category dc-archive "
    "dc-archives dc-tag dc-tags dc-search mt-archive-listing mt-category-archive mt-datebased-monthly-archive "
    "mt-author-archive mt-search-results view-list tag-template author-template archive-template layout--tags "
    "layout--categories layout--archive layout--archive-taxonomy layout--collection layout--category layout--tag "
    "layout--posts layout--search section-viewforum section-index section-search section-memberlist".split()
)
_HOMES = frozenset("path-frontpage page_sommaire dc-home mt-main-index home-template front-page".split())
# WordPress uses plain words, which others use for anything: Pelican has `home` on every page.
_WORDPRESS_LISTS = frozenset(
    "archive category tag author date search search-results search-no-results tax-post_tag post-type-archive "
    "blog-index paged forum-archive topic-archive single-forum".split()
)
_PRODUCTS = frozenset(("single-product", "product-template-default"))
_LIST_TYPES = ("CollectionPage", "SearchResultsPage")
_MOST_OF_A_PRODUCT = 3000


def stated_article(look: Look) -> FoundKind | None:
    """Whether the engine says that this is one post, or an attachment of one."""
    names = look.names
    if "attachment" in names or "attachment-template-default" in names:
        return FoundKind("attachment", "body class")
    if names & _PRODUCTS or "single-forum" in names:
        return None
    return FoundKind("article", "body class") if _says_post(names) else None


def says_post(page: Page) -> bool:
    """Whether the classes of `body` say that the page is one post."""
    return _says_post(frozenset(page.classes(page.body)))


def _says_post(names: frozenset[str]) -> bool:
    return "single-post" in names or "single" in names or any("postid" in name for name in names)


def stated_kind(look: Look) -> FoundKind | None:
    """What else the engine says, then structured data."""
    kind = _by_class(look) or _by_query(look)
    if kind:
        return FoundKind(kind, "body class")
    named = next((name for name in _LIST_TYPES if nodes_of(look.page, name)), None)
    if named and not look.is_post and _is_the_page(look, named):
        return FoundKind("list", f"json-ld {named}")
    if _is_product(look):
        return FoundKind("other", "product")
    return None


def _by_class(look: Look) -> PageKind | None:
    names, is_wordpress = look.names, look.page.says("wp-content")
    if is_wordpress and "home" in names and ("page" not in names or "blog" in names):
        return "home"
    if names & _LISTS or (is_wordpress and names & _WORDPRESS_LISTS):
        return "list"
    if names & _HOMES and not look.is_post:
        return "home"
    if "page" in names and any(name.startswith("page-id-") for name in names):
        return "home" if is_wordpress and "home" in names else "page"
    if "page-node-type-page" in names or "node-type-page" in names:
        return "page"
    return None


def _by_query(look: Look) -> PageKind | None:
    asked = parse_qs(urlsplit(look.page.url).query)
    return "list" if look.page.says("wp-content") and asked.keys() & {"s", "cat", "author", "tag"} else None


def _is_the_page(look: Look, named: str) -> bool:
    """Whether a node speaks of this page: it names its address or none, and no article."""
    here = {normal_url(address) for address in (look.page.url, *_canonical(look)) if address}
    for node in nodes_of(look.page, named):
        address = node.get("url") or node.get("@id")
        if not isinstance(address, str) or not here or _normal(address.split("#")[0]) in here:
            return True
    return False


def _canonical(look: Look) -> list[str]:
    links = look.page.rel_links.get("canonical", ())
    return [href for link in links if (href := link.get("href")) and href.startswith("http")]


def _normal(address: str) -> str:
    try:
        return normal_url(address)
    except ValueError:
        return ""


def _is_product(look: Look) -> bool:
    """Whether the page sells one thing. A review of it is an article."""
    if look.is_post or look.discussed or look.prose >= _MOST_OF_A_PRODUCT:
        return False
    offered = [node for node in nodes_of(look.page, "Product") if node.get("offers")]
    reviewed = any(types_of(node) & ARTICLE_TYPES for node in look.page.json_ld)
    return bool(look.names & _PRODUCTS) or (bool(offered) and not reviewed)
