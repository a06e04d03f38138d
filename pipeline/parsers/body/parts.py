"""Parts: the further pages of an article that is cut into several (`<!--nextpage-->`, "page 2 of 3")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.identity import normal_url
from pipeline.models import FollowUp, Problem
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import inline_text

# What only an article's own pages stand in.
_OWN = (
    "post-page-numbers",
    "page-links",
    "post-pages",
    "link-pages",
    "wp-pagenavi-post",
    "entry-pages",
    "post-pagination",
    "article-pagination",
    "multipage",
    "paginated-post",
)
_ENDING = re.compile(r"(?:\.(?:[sx]?html?|php\d?|aspx?))?\Z", re.I)
_WORD = r"(?:page|seite|pagina|p|pg|part|teil)"
# Between an article's address and the number of a page of it.
_FORM = (
    rf"(?:(?P<path>/)|/{_WORD}[-_/]?|[-_~,.]{_WORD}[-_]?|(?P<bare>[-_~,.]))(?P<number>\d{{1,2}}){{ending}}\Z|"
    rf"{{ending}}[?&](?:{_WORD}|paged|pagenum|pageno|page_no|seitennr)=(?P<query>\d{{1,2}})\Z"
)
_LISTED = re.compile(r"/page/\d+\Z")
_NUMBERED = re.compile(r"\d/?(?:\.\w{2,5})?(?:#.*)?\Z")
_SAYS_NUMBER = re.compile(r"\W*(?:page|seite|pagina|página|strona|part|teil)?\W*0?(\d{1,2})\W*\Z", re.I)
_SAYS_NEXT = re.compile(
    r"\W*(?:next(?: page)?|continued?(?: (?:reading|on)(?: page)?)?|n(?:ä|ae)chste(?: seite)?|weiter(?:lesen)?"
    r"(?: auf(?: der n(?:ä|ae)chsten)? seite)?|(?:page )?suivante?|siguiente(?: p(?:á|a)gina)?|(?:pagina )?successiva|"
    r"volgende(?: pagina)?|n(?:ä|a)sta(?: sida)?|następna(?: strona)?|(?:próxima )?página|次(?:の?ページ|へ)|下一页|"
    r"дал(?:ее|ьше)|следующая(?: страница)?)?\W*0?(\d{0,2})\W*\Z",
    re.I,
)
_MOST, _MOST_UNNAMED = 50, 20
_MOST_AROUND = 3
_LONGEST_LABEL = 40


def further_parts(
    page: Page, regions: Regions, container: Element, more: Sequence[Page]
) -> tuple[tuple[FollowUp, ...], tuple[Page, ...], tuple[Problem, ...]]:
    """Requests for the article's further pages, those of `more` that answer them, in order, and what is missing.

    Args:
        regions: of `page`. container: what holds the article's body there.
    """
    if not page.url:
        return (), (), ()
    form = _form_of(page.url)
    numbers = _own(page, form) or _paged(page, regions, container, form)
    for other in more if numbers else ():
        numbers = _with(numbers, {**_own(other, form), **_linked(other, page_links(other), form)})
    ordered = sorted(numbers, key=numbers.__getitem__)[:_MOST]
    answers = {normal_url(other.url): other for other in more}
    there = {url: answers[normal_url(url)] for url in ordered if normal_url(url) in answers}
    missing = [url for url in ordered if url not in there or not there[url].text.strip()]
    said = f"{len(missing)} of {len(ordered) + 1} pages of the article are not here: {', '.join(missing)}"
    problems = (Problem("body_parts_missing", said[:500]),) if missing else ()
    asked = tuple(FollowUp(url, "body") for url in ordered)
    return asked, tuple(there[url] for url in ordered if url in there), problems


def _with(numbers: dict[str, int], further: dict[str, int]) -> dict[str, int]:
    """`numbers` and what `further` adds: one page may be named in several ways."""
    named = {normal_url(url): (url, number) for url, number in reversed((numbers | further).items())}
    return dict(reversed(named.values()))


def page_links(page: Page) -> list[Element]:
    """The links of `page` whose address ends in a number."""
    return [link for _, link, href, _ in page.links if href and _NUMBERED.search(href)]


class _Form(NamedTuple):
    """What the address of a further page of an article looks like: `stem`, in any case, and then `rest`."""

    stem: str
    rest: re.Pattern[str]

    def match(self, address: str) -> re.Match[str] | None:
        """Where `rest` stands in `address`, if it is of this form."""
        place = len(self.stem)
        return self.rest.match(address, place) if address[:place].casefold() == self.stem.casefold() else None


def _form_of(url: str) -> _Form:
    """What the address of a further page of the article at `url` looks like."""
    own = normal_url(url)
    ending = _ENDING.search(own)
    assert ending is not None
    return _Form(own[: ending.start()], _rest(ending.group()))


@lru_cache(maxsize=64)
def _rest(ending: str) -> re.Pattern[str]:
    # Compiled once for all pages: that costs as much as reading a hundred elements.
    return re.compile(_FORM.replace("{ending}", re.escape(ending)), re.I)


def _own(page: Page, form: _Form) -> dict[str, int]:
    """Addresses in a block that templates have for the pages of one article, with their numbers."""
    blocks = page.classed(*(name for name in _OWN if name in page.by_class))
    links = [link for block in blocks for link in ([block] if block.tag == "a" else page.inside(block, "a"))]
    return _linked(page, links, form)


def _linked(page: Page, links: Sequence[Element], form: _Form) -> dict[str, int]:
    found: dict[str, int] = {}
    known: set[str] = set()
    for link in links:
        url = (page.absolute(link.get("href")) or "").partition("#")[0]
        number = _number(url, form) if url else None
        if number and normal_url(url) not in known:
            known.add(normal_url(url))
            found[url] = number
    return found


def _number(url: str, form: _Form) -> int | None:
    match = form.match(normal_url(url))
    number = int(match.group("number") or match.group("query")) if match else 0
    return number if number > 1 else None


def _paged(page: Page, regions: Regions, container: Element, form: _Form) -> dict[str, int]:
    """Addresses that a pager below the article gives, or the head, where no class says whose pager it is.

    Posts are numbered, too, and listings and comments are paged: the address must be the article's own with a number,
    the link say that number or "next" and stand after the body began and before the comments, and page 2 be there.
    """
    found = dict(_stated(page, form))
    first = page.order[container]
    last = _end_of_post(regions, container)
    for place, link, href, _ in page.links:
        if first < place < last and _NUMBERED.search(href):
            url = page.absolute(link.get("href"))
            match = form.match(normal_url(url)) if url else None
            number = _number(url, form) if url and match else None
            if url and match and number and not _LISTED.search(url.rstrip("/")) and _says(link, number, match):
                found.setdefault(url, number)
    unique = {normal_url(url): url for url in found}
    is_paged = 2 in found.values() and max(found.values()) <= _MOST_UNNAMED
    return {url: found[url] for url in unique.values()} if is_paged else {}


def _end_of_post(regions: Regions, container: Element) -> int:
    """The index where a pager of the article ends at the latest: the comments, or what stands far from the body."""
    page = regions.page
    around = container
    for one in islice(container.iterancestors(), _MOST_AROUND):
        if one.tag in ("body", "html"):
            break
        around = one
    inner, outer = page.end[page.order[container]], page.end[page.order[around]]
    return next((index for index in range(inner, outer) if regions.cut[index]), outer)


def _stated(page: Page, form: _Form) -> Iterator[tuple[str, int]]:
    for link in page.rel_links.get("next", ()):
        url = page.absolute(link.get("href"))
        match = form.match(normal_url(url)) if url else None
        if url and match and not match.group("bare") and not _LISTED.search(url.rstrip("/")):
            number = _number(url, form)
            if number:
                yield url, number


def _says(link: Element, number: int, match: re.Match[str]) -> bool:
    label = inline_text(link)
    if len(label) > _LONGEST_LABEL:
        return False
    said = _SAYS_NUMBER.match(label)
    if said:
        return int(said.group(1)) == number
    # "/a-post-2/" is another post as often as not: only a number says that it is none.
    is_next = "next" in (link.get("rel") or "").lower().split() or (bool(label) and _SAYS_NEXT.match(label) is not None)
    return is_next and number == 2 and not match.group("bare")
