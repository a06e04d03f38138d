"""Metadata: what the head says of the article, checked against where the page stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.identity import fold
from pipeline.parsers.document import Element, Page
from pipeline.parsers.languages import XML_LANG, language_of_text
from pipeline.parsers.regions import Regions
from pipeline.parsers.sourced import Sourced
from pipeline.parsers.structured import article_node, text_value
from pipeline.parsers.text import inline_text, squash

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
    "pw-subtitle-paragraph",
    "article-excerpt",
    "gh-article-excerpt",
    "post-full-custom-excerpt",
    "post-subheadline",
    "article-subheadline",
    "entry-subheading",
)
# The file of a picture that stands for the whole site, or for none.
_NO_PICTURE = re.compile(
    r"/(?:blank|spacer|default|placeholder|no-?image)[\w-]*\.\w{3,4}\Z|gravatar\.com/|/avatar|/favicon|/apple-touch",
    re.I,
)
_LOGO = re.compile(r"(?:\A|[-_/])(?:site-?|header-?)?logo(?:[-_]?\d[\dx]*)?\.\w{3,4}\Z", re.I)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,6});", re.I)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.I)
_CUT_OFF = re.compile(
    r"\s*(?:\[(?:…|\.{3})\]|\.{4,}|(?:read more|weiterlesen|continue reading|lire la suite|leer más)\W*)\s*\Z", re.I
)
_TAGLINE_LENGTH = 60
_BELOW_HEADING = 40
_WIDE = ("article", "body", "main")


def excerpt_of(page: Page, title: str | None = None, site_name: str | None = None) -> Sourced | None:
    """The article's summary as the head gives it: no markup, and not what the software or the site says of itself."""
    known = {"", fold(title), fold(site_name)}
    for said, source in _summaries(page):
        text = _plain(said)
        is_default = "wordpress" in text.lower() and len(text) < _TAGLINE_LENGTH
        if fold(text) not in known and not is_default:
            return Sourced(text, source)
    return None


def _summaries(page: Page) -> Iterator[tuple[str, str]]:
    for name in ("og:description", "description", "twitter:description", "dc.description", "dcterms.abstract"):
        if said := page.meta_first(name):
            yield said, f"meta {name}"
    said = text_value((article_node(page) or {}).get("description"))
    if said:
        yield said, "json-ld description"


def _plain(text: str) -> str:
    """`text` in one line without markup, entities that were escaped twice undone; what was cut off ends in "…"."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = squash(text)
    cut = _CUT_OFF.search(text)
    return f"{text[: cut.start()].rstrip(' .…')}…" if cut and cut.start() else text


def image_of(page: Page) -> Sourced | None:
    """The address of the article's main picture: not of the site's own, where another is named."""
    own = _publishers_logo(page)
    offers = [(url, source) for url, source in _pictures(page) if url != own and not _NO_PICTURE.search(url)]
    offers.sort(key=lambda offer: bool(_LOGO.search(urlsplit(offer[0]).path)))
    return Sourced(*offers[0]) if offers else None


def _pictures(page: Page) -> Iterator[tuple[str, str]]:
    for name in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "image"):
        if url := page.absolute(page.meta_first(name)):
            yield url, f"meta {name}"
    if url := page.absolute(_address_of(page, (article_node(page) or {}).get("image"))):
        yield url, "json-ld image"
    for link in page.rel_links.get("image_src", ()):
        if url := page.absolute(link.get("href")):
            yield url, "link image_src"


def _address_of(page: Page, said: object) -> str | None:
    """The address of the picture that `said` names: a string, a node, a list of them, or a reference by `@id`."""
    first = said[0] if isinstance(said, list) and said else said
    if not isinstance(first, dict):
        return text_value(first)
    known = next((node for node in page.json_ld if first.get("@id") and node.get("@id") == first["@id"]), first)
    return next((str(node[key]) for node in (first, known) for key in ("url", "contentUrl") if node.get(key)), None)


def _publishers_logo(page: Page) -> str | None:
    publisher = (article_node(page) or {}).get("publisher")
    logo = publisher.get("logo") if isinstance(publisher, dict) else None
    return page.absolute(_address_of(page, logo)) if logo else None


def subtitle_of(page: Page, regions: Regions, title: str | None, heading: Element | None = None) -> Sourced | None:
    """A line under the title that a template calls so or groups with it, or JSON-LD's `alternativeHeadline`."""
    for name in _SUBTITLE:
        for element in page.classed(name)[:3]:
            text = inline_text(element)
            told = not regions.is_cut(element) and 0 < len(text) < 500 and fold(text) != fold(title)
            if told and (heading is None or _is_beside(page, element, heading)):
                return Sourced(text, f"class {name}")
    group = heading.getparent() if heading is not None else None
    if group is not None and group.tag == "hgroup":
        below = next((one for one in group if one is not heading and one.tag in ("p", "h2", "h3", "h4")), None)
        if text := inline_text(below):
            return Sourced(text, "hgroup")
    said = text_value((article_node(page) or {}).get("alternativeHeadline"))
    return Sourced(said, "json-ld alternativeHeadline") if said and fold(said) != fold(title) else None


def _is_beside(page: Page, element: Element, heading: Element) -> bool:
    """Whether a line stands below a heading, or in one header with it."""
    after = page.order[element] - page.order[heading]
    parent = heading.getparent()
    in_one = parent is not None and parent.tag not in _WIDE and page.contains(parent, element)
    return 0 < after < _BELOW_HEADING or in_one


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
