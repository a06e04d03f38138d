"""Bios: the boxes that present an article's author, found and cut out before the body is looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.identity import fold
from pipeline.models import Author
from pipeline.parsers.class_words import AUTHOR_BOX, CONTENT, FURNITURE
from pipeline.parsers.contact import email_in, phone_in
from pipeline.parsers.document import Element, Page
from pipeline.parsers.names import clean_name
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import flat_text, inline_text, squash, text_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ABOUT = re.compile(
    r"\A\W*(?:about (?:the )?authors?|(?:über|zu) (?:den|die|der|das) autor(?:in|en|innen|"
    r"inn?en)?(?:[:/*]?in(?:nen)?)?|zur person|(?:der|die) autor(?:in|en)?|"
    r"autor(?:en)?(?:info|box|profil)?|autorin|à propos de l['’]auteure?|a propos de l['’]auteure?|sobre (?:el|"
    r"la|o|a) autora?|"
    r"l['’]autore|l['’]autrice|informazioni sull['’]autore|over de auteur|o autorze|об авторе|om författaren|"
    r"om forfatteren|about me|author)\b[\s:.]*",
    re.I,
)
_ABOUT_NAME = re.compile(
    r"\A(?:about|über|zu|à propos de|sobre|over|o|by|von|posted by|written by|published by|verfasst von|"
    r"geschrieben von|article by)\s*:?\s+(?=\S)",
    re.I,
)
_NAMED = re.compile(
    r"\A(?:fn|author-?name|authorname|name|p-name|saboxplugin-authorname|author-title|authortitle|author__name|"
    r"bio-name|author-heading|"
    r"author-box-title|author-bio-title|abh_name|molongui-author-box__title|pp-author-boxes-name|"
    r".*author.*(?:name|title|heading)|.*bio-title)\Z"
)
_DESCRIBED = re.compile(
    r"(?:\A|[-_])(?:desc|descr|description|bio|biography)(?:\Z|[-_])|(?:\A|[-_])(?:note|(?<!reader-)text)\Z|authordesc|"
    r"saboxplugin-desc|bio-desc"
)
_SOCIAL = re.compile(
    r"social|share|follow|avatar|gravatar|links?\Z|more|button|icon|posts?\Z|website|web\Z|author-link|"
    r"contact",
    re.I,
)
_NETWORKS = re.compile(
    r"facebook|twitter|instagram|linkedin|xing|youtube|pinterest|tiktok|github|gravatar|mastodon|threads|plus|x|t"
)
# A bio is told in a sentence, or in a script without spaces between words.
_TOLD = re.compile(r"(?:\S+\s+){4}\S|[\u3040-\u9fff\u0e00-\u0e7f]{8}")
_DATES = re.compile(
    r"\d{1,2}\.? [^\W\d]{3,10}\.? \d{4}|[^\W\d]{3,10}\.? \d{1,2}, \d{4}|\d[\d./:-]+(?: ?(?:uhr|am|pm))?", re.I
)
_SHORTEST, _LONGEST_TEXT, _LONGEST_HEADING = 25, 3000, 80


@dataclass(frozen=True, slots=True)
class Bio:
    """A box that presents an author: where it stands and what it says."""

    box: Element
    author: Author
    source: str


def find_bios(page: Page, regions: Regions) -> list[Bio]:
    """The author boxes of the page, in document order, those with a text and those with a name only."""
    found: list[Bio] = []
    last = -1
    for box in _boxes(page, regions):
        index = page.order[box]
        if index < last or regions.cut[index] or _too_much(regions, box):
            continue
        bio = _read(page, regions, box)
        if bio is not None:
            found.append(bio)
            last = page.end[index]
    return found or _headed(page, regions) or _beside_avatar(page, regions)


def _too_much(regions: Regions, box: Element) -> bool:
    """Whether a box holds more than an author: the article itself, or a whole column."""
    if box.tag in ("body", "html", "article", "main") or regions.prose(box) > 2 * _LONGEST_TEXT:
        return True
    first = regions.page.order[box]
    inside = range(first + 1, regions.page.end[first])
    names = (regions.page.elements[index].tag in ("article", "main", "h1") for index in inside)
    return any(names) or (regions.prose(box) > 0.5 * regions.prose(regions.page.body) and regions.prose(box) > 1500)


def _boxes(page: Page, regions: Regions) -> list[Element]:
    elements = page.elements
    return [elements[index] for index in sorted(regions.kinds) if regions.kinds[index] & AUTHOR_BOX]


def _read(page: Page, regions: Regions, box: Element) -> Bio | None:
    text, name = _text_and_name(page, box)
    told = _DATES.sub(" ", text)
    if len(told) < _SHORTEST or len(text) > _LONGEST_TEXT or not _TOLD.search(told):
        return None
    urls = _addresses(page, box)
    image = next(
        (src for image in box.iter("img") if (src := page.absolute(image.get("data-src") or image.get("src")))), None
    )
    return Bio(box, Author(name or "", urls, text, email_in(box), phone_in(box), image), "author box")


def _text_and_name(page: Page, box: Element) -> tuple[str, str | None]:
    names = _names(page, box)
    described = [
        e
        for e in page.subtree(box)[1:]
        if any(
            _DESCRIBED.search(t)
            for t in (*page.classes(e), (e.get("id") or "").lower(), (e.get("itemprop") or "").lower())
        )
    ]
    name = next((clean for element in names if (clean := _clean(inline_text(element)))), None) or _headline_name(box)
    leave = _left_out(page, box, names)
    text = text_of(_outermost(page, described), leave) if described else ""
    if len(text) < _SHORTEST:
        text = text_of([box], leave)
    return _tidy(text, name), name


def _clean(text: str) -> str | None:
    return clean_name(_ABOUT_NAME.sub("", _ABOUT.sub("", text)))


def _headline_name(box: Element) -> str | None:
    """The name in a box's first line, "About the author: Anna Beck", whatever holds that line."""
    first = text_of([box]).split("\n", 1)[0]
    about = _ABOUT.match(first)
    return clean_name(first[about.end() :].lstrip(" -–—:|")) if about and len(first) <= _LONGEST_HEADING else None


def _tidy(text: str, name: str | None) -> str:
    lines = text.split("\n\n")
    while lines and (not lines[0].strip() or fold(lines[0]) == fold(name) or _is_headline(lines[0], name)):
        lines.pop(0)
    return "\n\n".join(lines).strip()


def _is_headline(line: str, name: str | None) -> bool:
    about = _ABOUT.match(line.strip())
    return about is not None and fold(line.strip()[about.end() :]) in ("", fold(name))


def _outermost(page: Page, elements: list[Element]) -> list[Element]:
    kept: list[Element] = []
    last = -1
    for element in elements:
        if page.order[element] >= last:
            kept.append(element)
            last = page.end[page.order[element]]
    return kept


def _names(page: Page, box: Element) -> list[Element]:
    """The elements of the box that hold the name, best first."""
    subtree = page.subtree(box)
    named = [
        e
        for e in subtree
        if any(_NAMED.match(token) for token in page.classes(e)) or (e.get("itemprop") or "") == "name"
    ]
    linked = [e for e in subtree if e.tag == "a" and "author" in (e.get("rel") or "").split()]
    headed = [e for e in subtree if e.tag in _HEADINGS]
    return [*named, *headed, *linked]


def _left_out(page: Page, box: Element, names: list[Element]) -> set[Element]:
    """What in a box is no bio: names, headings, pictures, lists of links, "all posts by"."""
    out = {element for element in names if len(inline_text(element)) <= 80}
    for element in page.subtree(box)[1:]:
        if (
            (element.tag == "a" and _stands_alone(element))
            or element.tag in ("form", "figcaption", "button")
            or (element.tag in ("ul", "nav", "div", "p", "span") and len(element) and _only_links(element))
        ):
            out.add(element)
    return out


def _stands_alone(link: Element) -> bool:
    """Whether a link is a block of its own and not a word of a sentence."""
    parent = link.getparent()
    if parent is None:
        return True
    before = link.getprevious()
    around = (before.tail if before is not None else parent.text) or ""
    after = link.tail or ""
    return not (around.strip() or after.strip()) or "author" in (link.get("rel") or "").split()


def _only_links(element: Element) -> bool:
    links = "".join(flat_text(link) for link in element.iter("a"))
    whole = flat_text(element)
    return bool(links.strip()) and len(squash(whole)) - len(squash(links)) < 12


def _addresses(page: Page, box: Element) -> str | None:
    """The author's own site where the box names one (this blog's home page, too), else their page on this blog."""
    here = _host(page.url)
    archive = None
    for link in box.iter("a"):
        url = page.absolute(link.get("href")) or ""
        is_archive = "author" in (link.get("rel") or "").split() or "/author" in url or "/autor" in url
        if not url.startswith("http") or not inline_text(link):
            continue
        is_site = _host(url) != here or urlsplit(url).path in ("", "/")
        if is_site and not is_archive and _stands_alone(link) and not _is_network(url):
            return url
        if is_archive and archive is None:
            archive = url
    return archive


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_network(url: str) -> bool:
    return any(_NETWORKS.fullmatch(part) for part in _host(url).split("."))


def _headed(page: Page, regions: Regions) -> list[Bio]:
    """A box without a class, under a heading such as "About the author"."""
    for heading in page.tagged(*_HEADINGS[1:]):
        if regions.cut[page.order[heading]] or regions.kind(heading) & FURNITURE:
            continue
        text = inline_text(heading)
        parent = heading.getparent()
        if len(text) > 60 or parent is None or not _ABOUT.match(text) or parent.tag in ("body", "html"):
            continue
        whole = text_of([parent])
        if _SHORTEST < len(whole) < 1500 and regions.prose(parent) < 0.4 * regions.prose(page.body):
            bio = _read(page, regions, parent)
            if bio is not None:
                return [bio]
    return []


def _beside_avatar(page: Page, regions: Regions) -> list[Bio]:
    """A box that nothing calls one: an avatar, a link to the author's page and a text."""
    for image in page.by_tag.get("img", ()):
        index = page.order[image]
        if regions.cut[index] or regions.furniture[index] or not _is_avatar(page, image):
            continue
        for box in list(image.iterancestors())[:3]:
            if _too_much(regions, box) or _holds_post(page, regions, box):
                break
            if regions.prose(box) > 60 and any("author" in (a.get("rel") or "").split() for a in box.iter("a")):
                bio = _read(page, regions, box)
                return [bio] if bio is not None else []
    return []


def _holds_post(page: Page, regions: Regions, box: Element) -> bool:
    """Whether a box holds the post itself: what a template calls content, or most of the page's prose."""
    first = page.order[box]
    inside = range(first, page.end[first])
    return any(regions.kinds.get(index, 0) & CONTENT for index in inside) or (
        regions.prose(box) > 0.5 * regions.prose(page.body)
    )


def _is_avatar(page: Page, image: Element) -> bool:
    return "avatar" in page.classes(image) or "gravatar.com/avatar" in (image.get("src") or "")
