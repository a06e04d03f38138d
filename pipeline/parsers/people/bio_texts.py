"""Bio texts: what in an author's box is the bio, whose it is, and where they are found."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.identity import fold
from pipeline.parsers.class_words import HIDDEN, kinds_of
from pipeline.parsers.document import Element, Page
from pipeline.parsers.people.names import clean_name, is_person
from pipeline.parsers.text import flat_text, inline_text, squash, text_of

_INLINE = frozenset("b em i strong u cite span q".split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ABOUT = re.compile(
    r"\A\W*(?:about (?:the )?authors?|(?:über|zu) (?:den|die|der|das) autor(?:inn?en|in|en)?"
    r"(?:[:/*_]?in(?:nen)?)?|zur person|(?:der|die) autor(?:inn?en|in|en)?|"
    r"autor(?:inn?en|in|en)?(?:[:/*_]in(?:nen)?)?(?:-?(?:info|box|profil))?|à propos de l['’]auteure?|"
    r"a propos de l['’]auteure?|sobre (?:el|la|o|a) autora?|"
    r"l['’]autore|l['’]autrice|informazioni sull['’]autore|over de auteur|o autorze|об авторе|om författaren|"
    r"om forfatteren|about me|author)\b[\s:.]*",
    re.I,
)
ABOUT_NAME = re.compile(
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
# "author-bio" is a description, "author-bio-title" a part of a box that is called so.
_DESCRIBED = re.compile(
    r"(?:\A|[-_])(?:desc|descr|description|bio|biography)"
    r"(?:\Z|[-_]+(?:desc\w*|text|content|copy|body|inner|wrap\w*|p|short|long|full|area|de[ck]k?|\d+|-.*)\Z)|"
    r"(?:\A|[-_])(?:note|text|de[ck]k?)\Z|authordesc|saboxplugin-desc|bio-desc"
)
# A word over a bio that is none of it.
_LABEL = re.compile(r"\W*(?:bio(?:gra(?:f|ph)\w*)?|kurz(?:bio(?:grafie)?|vita)|vita|full bio|about|profile?)\W*", re.I)
# "1.2K Followers", "341 posts".
_FIGURES = re.compile(r"[\d.,]+ ?[kKmM]? \w+")
_NETWORKS = re.compile(
    r"facebook|twitter|instagram|linkedin|xing|youtube|pinterest|tiktok|github|gravatar|mastodon|threads|plus|x|t"
)
# A bio is told in a sentence, or in a script without spaces between words.
_UNSPACED = re.compile(r"[\u3040-\u9fff\u0e00-\u0e7f]{8}")
_SYLLABLES = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_WORDS = 5
STOP = re.compile(r"[.!?…。！？][)\]\"'”“»]*(?:\s|\Z)")

DAY = re.compile(
    r"\d{1,2}\.? [^\W\d]{3,10}\.? \d{4}|[^\W\d]{3,10}\.? \d{1,2}, \d{4}|\d[./-]\d{1,2}[./-]\d|\d:\d\d"
)
DATES = re.compile(
    r"\d{1,2}\.? [^\W\d]{3,10}\.? \d{4}|[^\W\d]{3,10}\.? \d{1,2}, \d{4}|"
    r"\d[\d./:-]+(?: ?(?:uhr\b|[ap]m\b|[ap]\.m\.))?",
    re.I,
)
_MOSTLY, _LITTLE = 0.6, 0.35
SHORTEST, _LONGEST_HEADING = 25, 80


def weight(text: str) -> int:
    """How long a text is in letters of an alphabet: one of Chinese, Japanese or Korean is a word or half of one."""
    return len(text) + 2 * len(_SYLLABLES.findall(text))


def is_told(text: str) -> bool:
    """Whether some words stand in a row, as in a sentence; figures between them count for nothing."""
    run = 0
    for word in text.split():
        if any(map(str.isalpha, word)):
            run += 1
            if run == _WORDS:
                return True
        elif not any(map(str.isdigit, word)):
            run = 0
    return _UNSPACED.search(text) is not None


def text_and_name(page: Page, box: Element) -> tuple[str, str | None, bool]:
    """A box's text and name, and whether a template calls that text a description."""
    names = _names(page, box)
    clean = [found for element in names if (found := _clean(inline_text(element)))]
    # A box has headings of its own: "E-Mail", "More".
    name = next(filter(is_person, clean), clean[0] if clean else None) or _headline_name(box)
    leave = left_out(page, box, names)
    described = _described(page, box, leave)
    text = text_of(described, leave) if described else ""
    if described and not text.strip() and not any(inline_text(element) for element in described):
        # The place for a bio is there, and empty.
        return "", name, True
    is_described = weight(text) >= SHORTEST
    return _tidy(text if is_described else text_of([box], leave), name), name, is_described


def _described(page: Page, box: Element, leave: set[Element]) -> list[Element]:
    """The elements of a box that a template calls a description, each the innermost with most of its text."""
    found: list[Element] = []
    last = -1
    for element in page.subtree(box)[1:]:
        index = page.order[element]
        if element in leave:
            last = max(last, page.end[index])
        if index < last or not _is_described(page, element) or _only_links_and_dates(element):
            continue
        if found and page.contains(found[-1], element):
            if len(inline_text(element)) < _MOSTLY * len(inline_text(found[-1])):
                continue
            found.pop()
        found.append(element)
    return found


def _is_described(page: Page, element: Element) -> bool:
    tokens = (*page.classes(element), (element.get("id") or "").lower(), (element.get("itemprop") or "").lower())
    if any(kinds_of(token) & HIDDEN for token in tokens):
        return False
    said = element.get("data-testid")
    return any(map(_DESCRIBED.search, tokens)) or (said is not None and _DESCRIBED.search(said.lower()) is not None)


def _only_links_and_dates(element: Element) -> bool:
    """Whether an element is a list of posts: links, their dates, hardly anything else."""
    links = list(element.iter("a"))
    if not links:
        return False
    rest = _letters(DATES.sub(" ", inline_text(element, set(links))))
    return rest < SHORTEST // 2 or (len(links) > 1 and rest < _LITTLE * _letters(inline_text(element)))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _clean(text: str) -> str | None:
    return clean_name(ABOUT_NAME.sub("", ABOUT.sub("", text)))


def _headline_name(box: Element) -> str | None:
    """The name in a box's first line, "About the author: Anna Beck", whatever holds that line."""
    first = text_of([box]).split("\n", 1)[0]
    about = ABOUT.match(first)
    return clean_name(first[about.end() :].lstrip(" -–—:|")) if about and len(first) <= _LONGEST_HEADING else None


def _tidy(text: str, name: str | None) -> str:
    lines = text.split("\n\n")
    while lines and (not lines[0].strip() or fold(lines[0]) == fold(name) or _is_headline(lines[0], name)):
        lines.pop(0)
    if lines:
        first, _, rest = lines[0].partition("\n")
        lines[0] = rest if rest and _LABEL.fullmatch(first) else lines[0]
    while lines and (_LABEL.fullmatch(lines[0]) or (len(lines) > 1 and _FIGURES.fullmatch(lines[0]))):
        lines.pop(0)
    while lines and (_LABEL.fullmatch(lines[-1]) or _is_row(lines[-1])):
        lines.pop()
    return "\n\n".join(lines).strip()


def _is_headline(line: str, name: str | None) -> bool:
    about = ABOUT.match(line.strip())
    return about is not None and fold(line.strip()[about.end() :]) in ("", fold(name))


def _is_row(line: str) -> bool:
    """Whether a line is a row of networks' names."""
    words = line.casefold().split()
    return len(words) > 1 and all(_NETWORKS.fullmatch(word) for word in words)


def _names(page: Page, box: Element) -> list[Element]:
    """The elements of the box that hold the name, best first."""
    subtree = page.subtree(box)
    named = [
        e
        for e in subtree
        if any(_NAMED.match(token) for token in page.classes(e)) or (e.get("itemprop") or "") == "name"
    ]
    linked = [e for e in subtree if e.tag == "a" and "author" in (e.get("rel") or "").split()]
    headed = [e for e in subtree if e.tag in HEADINGS]
    return [*named, *headed, *linked]


def left_out(page: Page, box: Element, names: list[Element]) -> set[Element]:
    """What in a box is no bio: names, headings, pictures, lists of links, "all posts by"."""
    out = {element for element in names if len(inline_text(element)) <= 80}
    for element in page.subtree(box)[1:]:
        if (
            (element.tag == "a" and (_stands_alone(element) or _LABEL.fullmatch(inline_text(element))))
            or element.tag in ("form", "figcaption", "button")
            or (element.tag in ("ul", "nav", "div", "p", "span") and len(element) and _only_links(element))
        ):
            out.add(element)
    return out


def _stands_alone(link: Element) -> bool:
    """Whether a link is a block of its own and not a word of a sentence."""
    if "author" in (link.get("rel") or "").split():
        return True
    element = link
    while (parent := element.getparent()) is not None:
        before = element.getprevious()
        around = _said_before(before, parent)
        if around.strip() or (element.tail or "").strip():
            return False
        if parent.tag not in _INLINE or len(parent) > 1:
            return True
        element = parent
    return True


def _said_before(before: Element | None, parent: Element) -> str:
    """The text right before an element: what stands between, or what marked words before it say."""
    if before is None:
        return parent.text or ""
    return before.tail or (flat_text(before) if before.tag in _INLINE and before.tag != "span" else "")


def _only_links(element: Element) -> bool:
    links = "".join(flat_text(link) for link in element.iter("a"))
    whole = flat_text(element)
    return bool(links.strip()) and len(squash(whole)) - len(squash(links)) < 12


def addresses_in(page: Page, box: Element) -> str | None:
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
