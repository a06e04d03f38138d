"""Listings: pages that lead to articles: categories, tags, archives, searches, forums, front pages.

Told by what the page holds (headings that link elsewhere on the site, with little text before the first) and by its
address; an address alone is never enough, since blogs put posts under any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from pipeline.parsers.document import Element
from pipeline.parsers.kinds import words
from pipeline.parsers.kinds.found import FoundKind, Look
from pipeline.parsers.kinds.listing_words import LISTING
from pipeline.parsers.structured import nodes_of

_FIVE = 5
_TEN = 10
_WHOLE_POST = 250
_INTRODUCTION = 300
_LONG_BIO = 1000
_BARE = 300
_NO_PROSE = 100
_MAIN = frozenset(("main", "article", "section"))
_SHOWN = ("img", "amp-img", "video", "audio", "iframe", "embed", "object", "canvas", "pre")

_ROOT = re.compile(
    r"/?(?:index\d*(?:\.\w{3,5})?|default\.\w{3,4}|home(?:\.\w{3,5})?|blog|[a-z]{2}(?:-[a-z]{2})?|~[\w.-]+|~[\w.-]+/index\.\w+)?/?\Z",
    re.I,
)
_PLAIN_ROOT = re.compile(r"(?:/|/index\.(?:html|php)|/blog/?)?\Z")
_WORD = (
    r"(?:categor(?:y|ies|ia|ias|ie|ies)|kategorie[ns]?|cat|rubrik|rubrique|tags?|tagged|labels?|schlagw[oö]rt(?:er)?|etiquetas?|"
    r"authors?|autor(?:en)?|auteurs?)"
)
_YEAR = r"(?:19|20)\d\d"
# No post stands at such an address, or next to none.
_LIST_PATH = re.compile(
    rf"/{_WORD}/[^/]+(?:/page/\d+|/\d+)?/?\Z|/{_WORD}(?:\.\w{{3,5}})?/?\Z|/search/label/|"
    r"/(?:archives?|archivos?|archiv|search|suche|recherche|buscar|sitemap|posts|articles|journal)(?:\.\w{3,5})?/?\Z|"
    rf"(?:\A|/(?:archives?|blog))/{_YEAR}/(?:\d{{1,2}}/)?(?:\d{{1,2}}/)?(?:page/\d+/?)?\Z|/{_YEAR}_\d\d(?:_\d\d)?_archive\.html\Z|"
    rf"(?:\A|/(?:archives?|blog|posts|news))/page/\d+/?\Z|/archives?/(?:{_YEAR}/(?:\d\d/)?)?page/\d+/?\Z|/index-?\d+\.html\Z",
    re.I,
)
# Lists and posts alike.
_MAYBE_PATH = re.compile(
    r"/(?:archives?|people|writers?|topics?|thema|themen|users?|profiles?|members?|forums?|board|search|suche|page|pages)/[^/]+/?\Z|"
    r"/(?:posts|blog|journal|news|articles)/\d{1,3}/?\Z",
    re.I,
)
_PAGED = re.compile(r"/page/\d+/?\Z|/index-?\d+\.html\Z|/archives?/?\Z", re.I)
_SEARCHED = re.compile(
    r"(?:\A|&)(?:q|s|query|search|suche|keywords?|tag|cat|category|label|author|board|updated-max)=", re.I
)
_FORUM_PATH = re.compile(r"/(?:viewforum|forumdisplay)\.php|/forums?/[\w-]+\.\d+/?\Z|/c/[\w-]+(?:/[\w-]+)*/\d+\Z", re.I)
# What forums mark their topics with, in a list of them.
_TOPICS = (
    "topictitle", "topic-list-item", "structitem--thread", "bbp-topic-permalink", "threadbit", "forumdisplay_regular",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Teasers:
    """Headings that link to other pages of the site, each with what stands below it.

    count: how many. told: how many of them have some text below. before: the text before the first. own: the text that
    belongs to none of them.
    """

    count: int
    told: int
    before: int
    own: int


def listing_of(look: Look) -> FoundKind | None:
    """Whether the page is a listing, or the site's front."""
    page = look.page
    if look.is_post or look.discussed:
        return None
    path = urlsplit(page.url).path
    if page.url and _is_home(look, path):
        return FoundKind("home", "address")
    if any(title.startswith("Index of /") for title in look.titles):
        return FoundKind("list", "folder of a server")
    if len(page.classed(*_TOPICS)) >= 3:
        return FoundKind("list", "topics of a forum")
    if _is_listed(look) or _is_maybe_listed(look) or _is_called_list(look):
        return FoundKind("list", "address and links")
    if _is_headed_list(look):
        return FoundKind("list", "headline")
    teasers = _teasers(look)
    if teasers.count >= _FIVE and teasers.told >= 3 and teasers.own < _INTRODUCTION and not _one_stands_out(look):
        return FoundKind("list", "headings that link")
    if _is_profile(look) and (teasers.count >= 3 or _links(look) >= _FIVE):
        return FoundKind("list", "profile")
    if look.prose < _NO_PROSE and not page.tagged(*_SHOWN) and _links(look) >= _TEN:
        return FoundKind("list", "nothing but links")
    return None


def _is_profile(look: Look) -> bool:
    """Whether structured data says that the page is about a person."""
    kind = (look.page.meta_first("og:type") or "").lower()
    return look.prose < _LONG_BIO and (kind == "profile" or bool(nodes_of(look.page, "ProfilePage")))


def _is_listed(look: Look) -> bool:
    """Whether the address is a listing's, and the page leads on to others."""
    parts = urlsplit(look.page.url)
    if _FORUM_PATH.search(parts.path):
        return True
    if not _LIST_PATH.search(parts.path) and not _SEARCHED.search(parts.query):
        return False
    teasers, links = _teasers(look), _links(look)
    if look.prose < _BARE:
        return teasers.count + links >= 1
    if teasers.count >= 2 and teasers.own < _INTRODUCTION:
        return True
    if _one_stands_out(look):
        return False
    return (teasers.count >= 1 and teasers.before < _INTRODUCTION) or (links >= 3 and bool(_PAGED.search(parts.path)))


def _is_maybe_listed(look: Look) -> bool:
    if not _MAYBE_PATH.search(urlsplit(look.page.url).path) or _one_stands_out(look):
        return False
    teasers = _teasers(look)
    return teasers.count >= 3 and teasers.before < _INTRODUCTION


def _is_home(look: Look, path: str) -> bool:
    """Whether this is the site's front page; below the root only where it leads on to others."""
    if urlsplit(look.page.url).query:
        return False
    return bool(_PLAIN_ROOT.match(path)) or bool(_ROOT.match(path) and _leads_on(look))


def _leads_on(look: Look) -> bool:
    return _teasers(look).count >= 3 or (look.prose < _BARE and _links(look) >= 5)


def _is_called_list(look: Look) -> bool:
    """Whether title or heading are a listing's, and the page holds links and hardly any text."""
    if look.prose >= _BARE or look.is_dated:
        return False
    said = [part for title in look.titles for part in words.parts_of_title(title)]
    return any(part in words.LISTS for part in (*said, *map(words.headline, look.headings))) and _links(look) >= 3


def _is_headed_list(look: Look) -> bool:
    """Whether the headline is that of a category, a tag, an archive ("Tag: …", "Archive for …"), and posts follow it.

    An article may be called so: then its own text follows.
    """
    if not any(map(LISTING.match, map(words.headline, look.headings[:1]))):
        return False
    if look.prose < _NO_PROSE and not look.page.tagged(*_SHOWN):
        return _links(look) >= 3
    teasers = _teasers(look)
    return teasers.count >= 2 and teasers.told >= 2 and teasers.own < _INTRODUCTION


def _teasers(look: Look) -> _Teasers:
    page, between = look.page, look.regions.prose_between
    headings = [one for one in page.tagged("h1", "h2", "h3", "h4") if not look.regions.silent[page.order[one]]]
    headings.sort(key=page.order.__getitem__)
    places = [*map(page.order.__getitem__, headings), len(page.elements)]
    own, before, rank, told = between(0, places[0]), 0, "", 0
    count = 0
    for number, heading in enumerate(headings):
        prose = between(places[number], places[number + 1])
        if _leads_elsewhere(look, heading):
            before = before if count else between(0, places[number])
            count, told, rank = count + 1, told + (prose > 0), heading.tag
        elif not rank or heading.tag <= rank:
            # A heading of a lower rank than a teaser's is the teaser's.
            rank, own = "", own + prose
    return _Teasers(count, told, before, own)


def _leads_elsewhere(look: Look, heading: Element) -> bool:
    link = heading.find(".//a")
    if link is None:
        link = next((one for one in heading.iterancestors() if one.tag == "a"), None)
    return link is not None and _is_another_page(look, link.get("href") or "")


def _is_another_page(look: Look, href: str) -> bool:
    """Whether `href` is a page of the same site, and neither this one nor the front."""
    if not href or href[0] == "#" or href.startswith(("javascript:", "mailto:")):
        return False
    try:
        target, here = urlsplit(urljoin(look.page.url, href)), urlsplit(look.page.url)
    except ValueError:
        return False
    if here.netloc and target.netloc and _host(target.netloc) != _host(here.netloc):
        return False
    is_elsewhere = target.path.rstrip("/") not in ("", here.path.rstrip("/"))
    return is_elsewhere or bool(target.query and target.query != here.query)


def _host(name: str) -> str:
    return name.lower().removeprefix("www.")


def _one_stands_out(look: Look) -> bool:
    """Whether one of the page's articles holds most of its prose: then the others are teasers."""
    posts = look.page.by_tag.get("article", []) or look.page.classed("hentry", "post")
    *_, second, first = 0, 0, *sorted(map(look.regions.prose, posts))
    return first >= _WHOLE_POST and first > 2 * second


def _links(look: Look) -> int:
    """Links to other pages of the site outside of menus, by the elements that HTML has for them."""
    page = look.page
    menus = page.tagged("nav", "footer", "aside")
    # A header inside the main part is that of a post, and holds its title.
    heads = page.by_tag.get("header", ())
    menus += [one for one in heads if not any(around.tag in _MAIN for around in one.iterancestors())]
    stretches = [(page.order[one], page.end[page.order[one]]) for one in menus]
    hrefs = {href for place, _, href, _ in page.links if not any(first <= place < last for first, last in stretches)}
    return sum(_is_another_page(look, href) for href in hrefs)
