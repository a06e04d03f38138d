"""Doubts: the short blocks of a body that may not be the article's, and what is known of each.

Long paragraphs among the article's are never doubted, nor is what its text refers to (`kept`) nor a block that nothing
speaks against: what judges by this may cost a line, not a text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from math import log1p
from urllib.parse import urlsplit

from pipeline.parsers.body.kept import kept_in
from pipeline.parsers.body.teasers import HEADINGS, Block
from pipeline.parsers.class_words import COMMENTS, FURNITURE, LISTING, META, TAGS
from pipeline.parsers.document import Element
from pipeline.parsers.regions import Regions
from pipeline.parsers.text import flat_text, squash

# A block that is this long, links this little and stands with this share of the text is the article's.
_LONG, _MOST_LINKED, _AMONG_TEXT = 160, 0.3, 0.3
# So is one amid the text that looks like it, links less and asks for nothing.
_FEW_LINKS = 0.2
_FURNITURE = FURNITURE | COMMENTS | TAGS | LISTING
_CLASS_WORDS = re.compile(
    r"box|info|more|link|foot|end|related|banner|note|about|help|app|extra|after|bottom|add|promo|hint|service|aside|"
    r"plus|tool|contact|offer|topic|teas|list|head|intro|sub"
)
# Those that authors' boxes have too: notes, end notes, lists.
_OF_AUTHORS = frozenset(("box", "info", "foot", "end", "note", "head", "list", "intro"))
# What such lines are about, in the languages that most of our pages have: words, and beginnings of words ("-").
_ABOUT = {
    "letter": "newsletter subscr- abonn- suscr- inscr- sign iscri- zapisz mailing anmeld- regist- member- mitgli- "
    "miembr- email e-mail mail",
    "social": "facebo- twitter instag- telegr- whatsa- youtub- linked- follow- folge folgen síguen- pinter- canal "
    "channe- podcas- app apps",
    "rights": "© copyri- rights rechte derech- discla- creati- commons lizenz licens- licenc-",
    "picture": "foto fotos photo photos bild bilder image images getty reuters credit credits quelle quellen "
    "source sources fuente źródło abbild-",
    "more": "more mehr weiter- read lesen also auch relate- ähnlic- también más lire leggi thema alle all "
    "click clique klick- hier here link links",
    "talk": "commen- kommen- coment- diskut- discus- reply antwor- meinun- opinio- teilen share like",
    "shop": "buy kauf- bestel- order shop preis price amazon affili- anzeige werbun- advert- sponso- abo donat- spend- "
    "suppor- unters- kosten- free gratis",
    "ours": "unser- our us uns nuestr- nous notre wir we you your sie ihr ihre dir dein- euch",
    "contact": "tel phone kontak- contac- fragen questi- e-mail",
    "making": "report- edited editor- writte- author- autor redakt- veröff- publis- aktual- update- stand letzte",
}
_ALL_ABOUT = (*_ABOUT, "dated")
# What sites speak of and authors hardly ever.
_OF_SITES = tuple(place for place, name in enumerate(_ALL_ABOUT) if name in ("letter", "social"))
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d[:.]\d\d\b")


def _vocabulary() -> tuple[dict[str, int], dict[str, int]]:
    """The places in `_ABOUT` that a word tells of, and those that its beginning does, as bits."""
    whole: dict[str, int] = {}
    begun: dict[str, int] = {}
    for place, words in enumerate(_ABOUT.values()):
        for word in words.split():
            known, word = (begun, word[:-1]) if word.endswith("-") else (whole, word)
            known[word] = known.get(word, 0) | 1 << place
    return whole, begun


_WHOLE, _BEGUN = _vocabulary()
_LENGTHS = tuple(sorted({len(word) for word in _BEGUN}))
_ASKS = re.compile(
    r"\W*(?:subscribe|sign up|join|get|listen|watch|follow|download|check out|click|visit|like|share|help|support|"
    r"don['’]?t|want|do you|for more|for the latest|learn|jetzt|hier|folge\w*|abonniere\w*|lies|lesen|"
    r"möchte\w*|du (?:möchtest|willst)|lust|hast du|kennt ihr|alle|weitere|mehr|noch mehr|únete|suscr\w+|síguenos|"
    r"hazte|mira|conoce|ya sabías|retrouvez|abonnez|découvrez|suivez|iscriviti|segui|scopri)\b",
    re.I,
)
_PUNCTUATION = ".,;:!?()[]{}\"'„“”‚‘’«»…–—-|*#>"
_STOP = re.compile(r"[.!?…。！？]\W*\Z")
_READ = 300


def doubts(
    regions: Regions, container: Element, blocks: Sequence[Block], dropped: Set[Element]
) -> Iterator[tuple[Block, list[float]]]:
    """The blocks that may be strays, with what is known of each (`NAMES`)."""
    if blocks:
        yield from _Blocks(regions, container, blocks, dropped).doubtful()


class _Blocks:
    """What is known of all blocks together, and of each."""

    def __init__(self, regions: Regions, container: Element, blocks: Sequence[Block], dropped: Set[Element]) -> None:
        self.regions, self.page, self.container, self.blocks = regions, regions.page, container, blocks
        self.parents = [block.element.getparent() for block in blocks]
        self.sizes = [len(block.text) for block in blocks]
        self.shares = [min(1.0, block.linked / size) for block, size in zip(blocks, self.sizes, strict=True)]
        self.looks = [look_of(block.element, parent) for block, parent in zip(blocks, self.parents, strict=True)]
        self.total = sum(self.sizes)
        self.held: Counter[Element | None] = Counter()
        self.alike: Counter[tuple[object, ...]] = Counter()
        self.twins: Counter[tuple[object, ...]] = Counter()
        for size, share, parent, look in zip(self.sizes, self.shares, self.parents, self.looks, strict=True):
            self.held[parent] += size if share < 0.5 else 0
            self.alike[look] += size
            self.twins[(parent, *look[:2])] += 1
        self.first, self.last = self._bounds()
        self.span = self._main_span()
        self.places = sorted(self.page.order[element] for element in dropped if element in self.page.order)
        self.host = (urlsplit(self.page.url).hostname or "").removeprefix("www.")
        self.site = max(self.host.split("."), key=len, default="")
        self.about: dict[int, list[float]] = {}
        self.kept = kept_in(self.page, container)

    def _bounds(self) -> tuple[int, int]:
        """The first and the last long paragraph."""
        long = [
            number
            for number, (size, share) in enumerate(zip(self.sizes, self.shares, strict=True))
            if size >= 100 and share < 0.5
        ]
        return (long[0], long[-1]) if long else (len(self.blocks), -1)

    def _main_span(self) -> tuple[int, int]:
        """The stretch of what holds most of the text right inside it."""
        main = max(self.held, key=self.held.__getitem__)
        if main is None or main not in self.page.order:
            return 0, len(self.page.elements)
        first = self.page.order[main]
        return first, self.page.end[first]

    def doubtful(self) -> Iterator[tuple[Block, list[float]]]:
        before, distance, above = 0, 99, -1
        for number, block in enumerate(self.blocks):
            size = self.sizes[number]
            is_heading = block.element.tag in HEADINGS
            distance, above = (0, number) if is_heading else (distance + 1, above)
            if not self._is_certain(number):
                yield block, self._values(number, before, distance, above)
            before += size

    def _is_certain(self, number: int) -> bool:
        """Whether a block is long and among the text, or looks like the text and stands amid it, or wants nothing."""
        if self._is_kept(number) or self._heads_text(number):
            return True
        size, share, total = self.sizes[number], self.shares[number], self.total
        if size >= _LONG and share < _MOST_LINKED and self.held[self.parents[number]] >= _AMONG_TEXT * total:
            return True
        is_amid = self.first <= number < self.last and self.alike[self.looks[number]] >= _AMONG_TEXT * total
        asks = bool(_ASKS.match(self.blocks[number].text))
        return not asks and ((is_amid and share < _FEW_LINKS) or self._is_plain(number))

    def _is_kept(self, number: int) -> bool:
        first = self.page.order[self.blocks[number].element]
        return any(self.kept[first : self.page.end[first]])

    def _is_plain(self, number: int) -> bool:
        """Whether nothing speaks against a block: no class around it, no link to this site, no word of what sites want.

        Few strays are plain; lines of an author whose markup is not that of the other paragraphs mostly are.
        """
        element, about = self.blocks[number].element, self._about(number)
        return not (any(about[place] for place in _OF_SITES) or self._links(element)[1] or self._is_of_site(element))

    def _is_of_site(self, element: Element) -> bool:
        """Whether an element is called what sites call their own boxes, or one around it is."""
        for around in self._up(element):
            called = _CLASS_WORDS.findall(_names(around))
            if self.regions.kind(around) & (_FURNITURE | META) or not _OF_AUTHORS.issuperset(called):
                return True
        return False

    def _up(self, element: Element) -> Iterator[Element]:
        """An element and those around it inside the container, as far as templates nest."""
        around: Element | None = element
        for _ in range(12):
            if around is None or around is self.container:
                break
            yield around
            around = around.getparent()

    def _names_site(self, text: str) -> bool:
        return bool(self.site) and self.site in text.lower().replace(" ", "")

    def _heads_text(self, number: int) -> bool:
        """Whether a block is a heading without a link over a long paragraph."""
        if self.blocks[number].element.tag not in HEADINGS or self.shares[number] or number + 1 == len(self.blocks):
            return False
        return self.sizes[number + 1] >= _LONG and self.shares[number + 1] < _MOST_LINKED

    def _values(self, number: int, before: int, distance: int, above: int) -> list[float]:
        block, size, parent, look = self.blocks[number], self.sizes[number], self.parents[number], self.looks[number]
        element, text, count, total = block.element, block.text, len(self.blocks), self.total
        index = self.page.order[element]
        about = self._about(number)
        return [
            before / total, log1p(before), log1p(total - before - size), log1p(size), log1p(total),
            min(count - number, 30), min(count, 100), _within(number - self.first), _within(number - self.last),
            self.shares[number], *self._links(element),
            *_shape(text), float(self._names_site(text)),
            *_tags(element), _emphasis(element) / size,
            self.held[parent] / total, self.alike[look] / total, min(self.twins[(parent, *look[:2])], 20),
            float(self.span[0] < index < self.span[1]), float(index >= self.span[1]),
            *self._around(element),
            *about, sum(about),
            min(distance, 10), sum(self._about(above)) if above >= 0 and distance < 6 else 0.0,
            *self._neighbour(number, number - 1), *self._neighbour(number, number + 1),
            *self._gaps(number),
        ]  # fmt: skip

    def _about(self, number: int) -> list[float]:
        known = self.about.get(number)
        if known is None:
            known = self.about[number] = _about(self.blocks[number].text[:_READ])
        return known

    def _links(self, element: Element) -> tuple[float, float]:
        hrefs = [link.get("href") or "" for link in self.page.inside(element, "a")]
        here = sum(href.startswith("/") or (bool(self.host) and self.host in href[:60]) for href in hrefs)
        return min(len(hrefs), 10), here / max(1, len(hrefs))

    def _around(self, element: Element) -> tuple[float, ...]:
        """Depth, kinds, class words and tags on the way up to the container."""
        flags, depth, tags, names = 0, 0, set(), []
        for around in self._up(element):
            flags |= self.regions.kind(around)
            tags.add(around.tag)
            names.append(_names(around))
            depth += 1
        own = _CLASS_WORDS.findall(names[0]) if names else []
        words = set(_CLASS_WORDS.findall(" ".join(names)))
        return (
            depth, float(bool(flags & _FURNITURE)), float(bool(flags & META)), len(words), len(set(own)),
            float(bool(names and names[0].strip())), float(not tags.isdisjoint(("article", "section", "aside"))),
            float("table" in tags), float("blockquote" in tags), float("li" in tags),
        )  # fmt: skip

    def _neighbour(self, number: int, other: int) -> tuple[float, ...]:
        if not 0 <= other < len(self.blocks):
            return -1, -1, -1, -1, -1
        text = self.blocks[other].text
        return (
            self.shares[other], log1p(self.sizes[other]), float(bool(_STOP.search(text[-20:]))),
            sum(self._about(other)) if len(text) < _LONG else 0.0, float(self.parents[other] is self.parents[number]),
        )  # fmt: skip

    def _gaps(self, number: int) -> tuple[float, float]:
        """How much was dropped between a block and those beside it."""
        order = self.page.order
        here = order[self.blocks[number].element]
        before = order[self.blocks[number - 1].element] if number else order[self.container]
        is_last = number + 1 == len(self.blocks)
        after = self.page.end[order[self.container]] if is_last else order[self.blocks[number + 1].element]
        return (
            min(3, bisect_left(self.places, here) - bisect_left(self.places, before + 1)),
            min(3, bisect_left(self.places, after) - bisect_left(self.places, here + 1)),
        )


NAMES = (
    "position", "before", "after", "size", "total", "from_end", "blocks", "from_first_long", "from_last_long",
    "linked", "links", "links_here",
    "words", "stop", "colon", "question", "call", "upper", "lower", "digits", "bar", "asks", "names_site",
    "heading", "p", "list", "div", "cell", "inline", "emphasis",
    "among_text", "looks_alike", "twins", "in_main", "after_main",
    "depth", "furniture", "meta", "class_words", "own_class_words", "named", "section", "table", "quote", "li",
    *(f"about_{name}" for name in _ALL_ABOUT), "about",
    "below_heading", "heading_about",
    *(f"{side}_{what}" for side in ("previous", "next") for what in ("linked", "size", "stop", "about", "beside")),
    "dropped_before", "dropped_after",
)  # fmt: skip
"""What is asked of a block, in the order of its values."""


def look_of(element: Element, parent: Element | None) -> tuple[object, ...]:
    """What an element and the one around it are called."""
    around = (parent.tag, parent.get("class")) if parent is not None else (None, None)
    return (element.tag, element.get("class"), *around)


def _names(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _within(distance: int) -> int:
    return max(-10, min(10, distance))


def _about(text: str) -> list[float]:
    bits = 1 << len(_ABOUT) if _DATED.search(text) else 0
    for word in text.lower().split():
        word = word.strip(_PUNCTUATION)
        bits |= _WHOLE.get(word, 0)
        for length in _LENGTHS:
            bits |= _BEGUN.get(word[:length], 0)
    if "@" in text:
        bits |= _WHOLE["tel"]
    return [float(bits >> place & 1) for place in range(len(_ALL_ABOUT))]


def _shape(text: str) -> tuple[float, ...]:
    words = text.split()
    lower = sum(word[0].islower() for word in words)
    return (
        min(len(words), 60), float(bool(_STOP.search(text[-20:]))), float(text.endswith(":")), float("?" in text),
        float("!" in text), float(text.isupper()), lower / max(1, len(words)),
        sum(map(str.isdigit, text)) / len(text), float("|" in text or "»" in text or "›" in text),
        float(bool(_ASKS.match(text))),
    )  # fmt: skip


def _tags(element: Element) -> tuple[float, ...]:
    tag = element.tag
    return (
        float(tag in HEADINGS), float(tag == "p"), float(tag in ("ul", "ol", "dl")),
        float(tag in ("div", "section", "center")), float(tag in ("td", "th")),
        float(tag in ("a", "b", "em", "i", "small", "span", "strong")),
    )  # fmt: skip


def _emphasis(element: Element) -> int:
    return sum(len(squash(flat_text(child))) for child in element if child.tag in ("b", "em", "i", "strong"))
