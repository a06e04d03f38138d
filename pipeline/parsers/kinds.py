"""Kinds: whether a page is one article, or a home page, a listing, a login, an error."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from pipeline.models import PageKind
from pipeline.parsers.class_words import CONTENT
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import ARTICLE_TYPES, types_of
from pipeline.parsers.text import inline_text

_LIST_BODY = frozenset(
    "archive category tag author date search search-results tax-post_tag post-type-archive blog-index".split()
)
_LIST_PATH = re.compile(
    r"/(?:category|kategorie|categoria|categorie|tag|schlagwort|author|autor|archives?|page)/[^/]+/?\Z|"
    r"/\d{4}/\d{1,2}/?\Z|/\d{4}/?\Z|/search/label/",
    re.I,
)
_HTML = re.compile(
    r"<\s*(?:!doctype|html|head|body|div|p|a|table|span|article|section|meta|title|h[1-6]|br|ul|li|font|"
    r"center)\b",
    re.I,
)
_ERROR_TITLE = re.compile(
    r"\b(?:404|403|410|500|502|503)\b|page not found|not found|seite nicht gefunden|nicht gefunden|"
    r"page introuvable|página no encontrada|pagina non trovata|access denied|forbidden|internal server error|"
    r"bad gateway|service unavailable",
    re.I,
)
_LOGIN_TITLE = re.compile(
    r"\b(?:log ?in|sign ?in|anmelden|anmeldung|einloggen|connexion|iniciar sesión|accedi)\b", re.I
)

_WHOLE_POST = 250


def kind_of(page: Page, regions: Regions, container: Element, title: str | None) -> PageKind:
    """What kind of page this is. What can't be told from an article is an article.

    In this order: no HTML, an error, a login, a password form; what the engine writes into `body class`; the address;
    several articles with a link to each; structured data.
    """
    if not _HTML.search(page.text[:20_000]):
        return "not_html"
    names = set(page.classes(page.body))
    prose = regions.prose(container)
    guess = _obstacle(page, names, prose, title)
    if guess:
        return guess
    guess = _stated(page, names)
    if guess:
        return guess
    if _is_root(page.url) and not _is_post(page):
        return "home"
    if _posts_listed(page, regions) >= 3 and not _is_post(page) and not _one_stands_out(page, regions):
        return "list"
    if not prose and not _is_post(page) and not _has_text(regions, container):
        return "other"
    return "article"


def _obstacle(page: Page, names: set[str], prose: int, title: str | None) -> PageKind | None:
    head = title or inline_text(next(iter(page.by_tag.get("title", ())), None))
    if "error404" in names or "error-404" in names:
        return "error"
    # "Room 404" may be a short post's title: the page's own word that it is one weighs more.
    is_post = "single-post" in names or _is_post(page)
    if _ERROR_TITLE.search(head) and len(head) < 60 and prose < 600 and not is_post:
        return "error"
    if page.classed("post-password-form") and prose < 800:
        return "protected"
    passwords = [field for field in page.by_tag.get("input", ()) if (field.get("type") or "").lower() == "password"]
    if passwords and prose < 400 and ("login" in names or _LOGIN_TITLE.search(head)):
        return "login"
    return None


def _stated(page: Page, names: set[str]) -> PageKind | None:
    """What the engine says: WordPress' and Drupal's body classes, Blogger's page type."""
    if "attachment" in names:
        return "attachment"
    if "single-post" in names or "single" in names or "postid" in " ".join(names):
        return "article"
    if "home" in names and ("page" not in names or "blog" in names):
        return "home"
    if names & _LIST_BODY and page.says("wp-content"):
        return "list"
    if "page" in names and any(name.startswith("page-id-") for name in names):
        return "home" if "home" in names else "page"
    path = urlsplit(page.url)
    query = parse_qs(path.query)
    if page.says("wp-content") and ("s" in query or "cat" in query or "author" in query):
        return "list"
    return None


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return (
        bool(parts.hostname)
        and parts.path in ("", "/", "/index.html", "/index.php", "/blog", "/blog/")
        and not parts.query
    )


def _is_post(page: Page) -> bool:
    """Whether structured data says "one article"."""
    if (page.meta_first("og:type") or "").lower() == "article" or page.meta_first("article:published_time"):
        return True
    nodes = [node for node in page.json_ld if types_of(node) & ARTICLE_TYPES - {"CreativeWork", "Review"}]
    return len(nodes) == 1


def _posts_listed(page: Page, regions: Regions) -> int:
    """How many articles the page shows with a heading that links to each: excerpts, or a blog's front page."""
    blocks = page.by_tag.get("article", []) or page.classed("hentry", "post")
    found = 0
    last = -1
    for block in blocks:
        index = page.order[block]
        if index < last or regions.cut[index]:
            continue
        last = page.end[index]
        headings = [
            heading
            for heading in page.within(block, page.tagged("h1", "h2", "h3"))
            if heading.find(".//a") is not None or _inside_link(heading)
        ]
        found += bool(headings)
    return found if _listing_address(page) or found >= 5 else 0


def _one_stands_out(page: Page, regions: Regions) -> bool:
    """Whether one of the page's articles holds most of its prose: then the others are teasers."""
    posts = page.by_tag.get("article", []) or page.classed("hentry", "post")
    *_, second, first = 0, 0, *sorted(map(regions.prose, posts))
    return first >= _WHOLE_POST and first > 2 * second


def _listing_address(page: Page) -> bool:
    return bool(_LIST_PATH.search(urlsplit(page.url).path)) or _is_root(page.url)


def _inside_link(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a"


def _has_text(regions: Regions, container: Element) -> bool:
    # A post may be one word, in a place that templates make for posts.
    return len(inline_text(container)) > (0 if regions.kind(container) & CONTENT else 80)
