"""Metadata: what the head says of the article, checked against where the page stands."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipeline.identity import fold
from pipeline.models import Problem
from pipeline.parsers.document import Element, Page
from pipeline.parsers.languages import XML_LANG, language_of_text
from pipeline.parsers.regions import Regions
from pipeline.parsers.structured import article_node, text_value
from pipeline.parsers.text import inline_text, squash
from pipeline.parsers.titles import Sourced

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "yclid", "igshid", "ref_src")
_SUBTITLE = (
    "subtitle",
    "sub-title",
    "entry-subtitle",
    "post-subtitle",
    "article-subtitle",
    "subheadline",
    "sub-headline",
    "subheading",
    "standfirst",
    "article__subtitle",
    "article-standfirst",
    "deck",
    "dek",
    "p-summary",
)


_COMMENT_PAGE = re.compile(r"/comment-page-\d+/?\Z")


def canonical_of(page: Page) -> tuple[Sourced | None, list[Problem]]:
    """The article's own address: `rel=canonical`, `og:url`, else the page's address, without tracking parameters.

    One that points at the home page of its host, or at another host, while the page itself stands elsewhere, is a
    problem and not believed (RFC 6596 leaves what to do with a wrong one to the reader).
    """
    problems: list[Problem] = []
    links = [page.absolute(link.get("href")) for link in page.rel_links.get("canonical", ())]
    offers = [(url, "link canonical") for url in links if url]
    if stated := page.absolute(page.meta_first("og:url")):
        offers.append((stated, "meta og:url"))
    for url, source in offers:
        doubt = _doubt(url, page.url)
        if doubt is None:
            return Sourced(_untracked(url), source), problems
        problems.append(Problem("canonical_not_believed", f"{source} {url}: {doubt}"))
    return (Sourced(_untracked(page.url), "address") if page.url else None), problems


def _doubt(url: str, here: str) -> str | None:
    """Why `url` can't be the canonical address of the page at `here`; null if it can."""
    stated, own = urlsplit(url), urlsplit(here)
    if not own.hostname or not stated.hostname:
        return None
    if not same_site(stated.hostname, own.hostname):
        return "it names another host"
    if stated.path in ("", "/") and not stated.query and (own.path not in ("", "/") or own.query):
        return "it names the home page"
    return None


def same_site(one: str, other: str) -> bool:
    """Whether two hosts are the same but for `www.`, or one is a subdomain of the other (`amp.`, `m.`)."""
    if one.removeprefix("www.") == other.removeprefix("www."):
        return True
    return one.endswith("." + other.removeprefix("www.")) or other.endswith("." + one.removeprefix("www."))


def _untracked(url: str) -> str:
    """`url` without fragment, tracking parameters and the number of a page of comments, which is no other article."""
    parts = urlsplit(url)
    parts = parts._replace(path=_COMMENT_PAGE.sub("/", parts.path))
    if not parts.query:
        return urlunsplit(parts._replace(fragment=""))
    query = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not pair[0].lower().startswith((*_TRACKING, "cpage"))
    ]
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))


def excerpt_of(page: Page) -> Sourced | None:
    """The article's summary as the head gives it."""
    for name in ("og:description", "description", "twitter:description", "dc.description"):
        said = page.meta_first(name)
        if said:
            return Sourced(squash(said), f"meta {name}")
    return None


def image_of(page: Page) -> Sourced | None:
    """The address of the article's main picture."""
    for name in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"):
        url = page.absolute(page.meta_first(name))
        if url:
            return Sourced(url, f"meta {name}")
    node = article_node(page) or {}
    said = node.get("image")
    first = said[0] if isinstance(said, list) and said else said
    url = page.absolute(str(first.get("url") or "") if isinstance(first, dict) else text_value(first))
    return Sourced(url, "json-ld image") if url else None


def subtitle_of(page: Page, regions: Regions, title: str | None) -> Sourced | None:
    """A line under the title that a template calls so, or JSON-LD's `alternativeHeadline`."""
    for name in _SUBTITLE:
        for element in page.classed(name)[:1]:
            text = inline_text(element)
            if not regions.is_cut(element) and 0 < len(text) < 500 and fold(text) != fold(title):
                return Sourced(text, f"class {name}")
    node = article_node(page) or {}
    said = text_value(node.get("alternativeHeadline"))
    return Sourced(said, "json-ld alternativeHeadline") if said and fold(said) != fold(title) else None


def language_of(page: Page, text: Element | None) -> Sourced | None:
    """The language where the article stands: the innermost `lang` around it, else the page's; neither is believed where
    the page's text is plainly written in another.
    """
    if page.spoken_language:
        # Not that of a long thread under it.
        spoken = page.spoken_language if text is None else language_of_text(page.sentences(text), page.stated_language)
        if spoken or page.stated_language is None:
            return Sourced(spoken or page.spoken_language, "text")
    around = text
    while around is not None:
        said = (
            (around.get("lang") or around.get(XML_LANG) or "")
            .strip()
            .replace("_", "-")
        )
        if around.tag != "html" and 1 < len(said) < 12 and said.replace("-", "").isalnum():
            return Sourced(said, "lang of the article")
        around = around.getparent()
    return Sourced(page.stated_language, "lang") if page.stated_language else None
