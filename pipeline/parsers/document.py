"""Page: one HTML document, decoded once, parsed once, walked once.

Every extractor asks this object instead of searching the tree again: a walk in Python costs about as much as the parse
itself, and one XPath over the whole tree half of that (STACK.md §2).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar, cast
from urllib.parse import urljoin

from pipeline.models import Document, Problem
from pipeline.parsers.class_words import kinds_of
from pipeline.parsers.encodings.decoding import UTF8_MARK, decode
from pipeline.parsers.hrefs import absolute, fault_of
from pipeline.parsers.jsonld import read_json_ld
from pipeline.parsers.languages import XML_LANG, language_of_text, language_tag, sentences
from pipeline.parsers.tree import Element, tree_of

__all__ = ["Element", "Page"]

_NO_CLASSES: tuple[str, ...] = ()
T = TypeVar("T")


class Page:
    """One HTML document and the indexes over it.

    document: the bytes it was made from. url: their address. base_url: what relative links are relative to.
    root: the `html` element. elements: all elements in document order; they are kept here so that an element's
    identity (and a dict keyed by it) holds while the page lives.
    order[e]: the index of `e` in `elements`; end[i]: the index after the subtree of `elements[i]`; around[i]: the index
    of the element around it, -1 for the root.
    by_id, by_tag, by_class: elements in document order; class tokens in lower case.
    problems: what was odd so far; extractors add theirs.

    Args:
        remove: takes out of the tree what the blog's rules say belongs to nothing.
    """

    def __init__(self, document: Document, remove: Callable[[Element], int] | None = None) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.url = document.url
        fault = fault_of(document.url)
        if fault:
            # Whoever asks for the host of such an address fails.
            self.url = ""
            self.problems.append(Problem("url_unreadable", f"{document.url!r}: {fault}"[:300]))
        text, self.encoding, odd = decode(document.body, document.content_type)
        self.problems.extend(odd)
        self.text = text
        self._said: dict[str, bool] = {}
        self._unsaid: list[str] = []
        self._places: dict[str, list[int]] = {}
        self._found: dict[Callable[[Page], Any], Any] = {}
        self.root, torn = tree_of(self._utf8())
        self.problems.extend(torn)
        if remove is not None:
            remove(self.root)
        self._walk()

    def _utf8(self) -> bytes:
        """The text in UTF-8: the bytes themselves where they are that."""
        as_it_was = self.encoding == "utf-8" and not self.problems and not self.document.body.startswith(UTF8_MARK)
        return self.document.body if as_it_was else self.text.encode("utf-8", "replace")

    # Building -------------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        # One attribute, one pass: each pass asks libxml2 for one thing and does nothing else.
        self.elements: list[Element] = list(self.root.iter("*"))
        self.order = order = dict(zip(self.elements, range(len(self.elements)), strict=True))
        self.around = [-1, *(order[element.getparent()] for element in self.elements[1:])]  # type: ignore[index]
        self.end = self._ends()
        by_tag: defaultdict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            by_tag[element.tag].append(element)
        self.by_tag: dict[str, list[Element]] = dict(by_tag)
        self.by_id: dict[str, Element] = {}
        for ident, element in zip([element.get("id") for element in self.elements], self.elements, strict=True):
            if ident:
                self.by_id.setdefault(ident, element)
        self._read_classes()

    def _read_classes(self) -> None:
        by_class: defaultdict[str, list[Element]] = defaultdict(list)
        self._class_of: dict[Element, tuple[str, ...]] = {}
        # A page has few class lists, each many times: they are split once.
        known: dict[str, tuple[str, ...]] = {}
        for names, element in zip([element.get("class") for element in self.elements], self.elements, strict=True):
            if not names:
                continue
            tokens = known.get(names)
            if tokens is None:
                tokens = known[names] = tuple(dict.fromkeys(names.lower().split()))
            self._class_of[element] = tokens
            for token in tokens:
                by_class[token].append(element)
        self.by_class: dict[str, list[Element]] = dict(by_class)

    def _ends(self) -> list[int]:
        """The index after each subtree: backwards, the first child met is the last, and ends where its parent does."""
        end = list(range(1, len(self.elements) + 1))
        around = self.around
        for index in range(len(end) - 1, 0, -1):
            parent, last = around[index], end[index]
            if end[parent] < last:
                end[parent] = last
        return end

    # Asking ---------------------------------------------------------------------------------------------------------

    @cached_property
    def body(self) -> Element:
        """The `body` element, or the root where there is none."""
        bodies = self.by_tag.get("body")
        return bodies[0] if bodies else self.root

    @cached_property
    def strings(self) -> list[tuple[int, str, bool]]:
        """The page's texts that are not blank: the index of the element each stands in, the text, and whether it
        follows an element there. An element's text and then the one after it, in the order of `elements`.
        """
        found: list[tuple[int, str, bool]] = []
        around = self.around
        for index, element in enumerate(self.elements):
            text = element.text
            if text and not text.isspace():
                found.append((index, text, False))
            tail = element.tail
            if tail and not tail.isspace() and index:
                found.append((around[index], tail, True))
        return found

    @cached_property
    def depths(self) -> list[int]:
        """How many elements stand around each of `elements`."""
        depths = [0] * len(self.elements)
        for index, parent in enumerate(self.around):
            if parent >= 0:
                depths[index] = depths[parent] + 1
        return depths

    @cached_property
    def own_texts(self) -> dict[int, str]:
        """What stands in an element before the first one inside it, by the element's index, where that is not blank."""
        return {index: text for index, text, follows in self.strings if not follows}

    def classes(self, element: Element) -> tuple[str, ...]:
        """The class tokens of `element`, in lower case."""
        return self._class_of.get(element, _NO_CLASSES)

    @cached_property
    def class_words(self) -> dict[str, int]:
        """The class tokens that say something of what they are on, in the order of `by_class`, and what they say."""
        return {token: flags for token in self.by_class if (flags := kinds_of(token))}

    def called(self, flag: int) -> list[Element]:
        """The elements of which a class token says `flag`, those of one token after those of another."""
        tokens = [token for token, flags in self.class_words.items() if flags & flag]
        return [element for token in tokens for element in self.by_class[token]]

    def tagged(self, *tags: str) -> list[Element]:
        """All elements with one of `tags`, in document order within each tag."""
        return [element for tag in tags for element in self.by_tag.get(tag, ())]

    def classed(self, *names: str) -> list[Element]:
        """All elements with one of the class tokens `names` (lower case), in document order."""
        if len(names) == 1:
            return self.by_class.get(names[0], [])
        found = {element for name in names for element in self.by_class.get(name, ())}
        return sorted(found, key=self.order.__getitem__)

    def contains(self, outer: Element, inner: Element) -> bool:
        """Whether `inner` is `outer` or stands inside it: two comparisons, no walk."""
        first = self.order[outer]
        return first <= self.order[inner] < self.end[first]

    def subtree(self, element: Element) -> list[Element]:
        """`element` and all elements inside it, in document order."""
        first = self.order[element]
        return self.elements[first : self.end[first]]

    def within(self, element: Element, candidates: Sequence[Element]) -> list[Element]:
        """Those of `candidates` that stand inside `element` (or are it)."""
        first = self.order[element]
        last = self.end[first]
        order = self.order
        return [candidate for candidate in candidates if first <= order[candidate] < last]

    def absolute(self, href: str | None) -> str | None:
        """`href` as an absolute http(s), mailto or tel URL; null for anything else (script, data, a torn URL)."""
        return absolute(self.base_url, href) if href else None

    def says(self, word: str) -> bool:
        """Whether `word` stands in the page's source; searched for once, and not where a part of it is missing.

        A search costs a page as much as reading a dozen elements.
        """
        known = self._said.get(word)
        if known is None:
            known = self._said[word] = not any(part in word for part in self._unsaid) and word in self.text
            if not known:
                self._unsaid.append(word)
        return known

    @cached_property
    def links(self) -> list[tuple[int, Element, str, str]]:
        """The page's `a` elements in document order: place, element, `href` and `rel`, empty where there is none."""
        order = self.order
        return [(order[one], one, one.get("href") or "", one.get("rel") or "") for one in self.by_tag.get("a", ())]

    @cached_property
    def addresses(self) -> str:
        """All addresses that the page loads, links and sends forms to, a line each: a tenth of what `says` looks at."""
        told = [one.get("src") for one in self.tagged("script", "img", "iframe")]
        told += [one.get("href") for one in self.by_tag.get("link", ())]
        told += [one.get("action") for one in self.by_tag.get("form", ())]
        return "\n".join([*filter(None, told), *(href for _, _, href, _ in self.links), *self.rel_links])

    @cached_property
    def stating(self) -> list[Element]:
        """The elements with an `itemprop` or a `property`, in document order; of RDFa only where the page has types."""
        has_items, has_types = self.says("itemprop"), self.says("typeof=")
        if has_types:
            return [element for element in self.elements if element.get("property") or element.get("itemprop")]
        return [element for element in self.elements if element.get("itemprop")] if has_items else []

    @cached_property
    def statements(self) -> frozenset[Element]:
        """The elements of `stating`."""
        return frozenset(self.stating)

    def stating_item(self, *names: str) -> list[Element]:
        """The elements whose `itemprop` is one of `names`, in document order."""
        return [element for element in self.stating if element.get("itemprop") in names]

    def inside(self, element: Element, tag: str) -> list[Element]:
        """The elements with `tag` inside `element` (or being it), in document order: two searches and no walk."""
        found = self._places.get(tag)
        if found is None:
            found = self._places[tag] = [self.order[one] for one in self.by_tag.get(tag, ())]
        first = self.order[element]
        return self.by_tag.get(tag, [])[bisect_left(found, first) : bisect_left(found, self.end[first])]

    def once(self, find: Callable[[Page], T]) -> T:
        """What `find` finds in this page, asked once. It must not hold the page: neither would ever be freed."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast("T", self._found[find])

    # The head -------------------------------------------------------------------------------------------------------

    @cached_property
    def base_url(self) -> str:
        """What relative links are relative to: `base href`, else the page's own address."""
        for base in self.by_tag.get("base", ()):
            href = base.get("href")
            if href:
                try:
                    return urljoin(self.url, href.strip())
                except ValueError:
                    break
        return self.url

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """Contents of `meta` by name, property or itemprop (lower case), in document order, empty ones left out."""
        found: dict[str, list[str]] = {}
        for element in self.by_tag.get("meta", ()):
            content = (element.get("content") or "").strip()
            if not content:
                continue
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                names = element.get(attribute)
                if names:
                    found.setdefault(names.strip().lower(), []).append(content)
        return found

    def meta_first(self, *names: str) -> str | None:
        """The first content of the first of `names` that the page has."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    @cached_property
    def rel_links(self) -> dict[str, list[Element]]:
        """`link` elements by each token of their `rel` (lower case)."""
        found: dict[str, list[Element]] = {}
        for element in self.by_tag.get("link", ()):
            for token in (element.get("rel") or "").lower().split():
                found.setdefault(token, []).append(element)
        return found

    @cached_property
    def inline_scripts(self) -> str:
        """The text of the page's scripts, of its texts (lxml decodes anew each time): what a widget is told to load."""
        return "\n".join(self.own_texts.get(self.order[one], "") for one in self.by_tag.get("script", ()))

    @cached_property
    def json_ld(self) -> tuple[dict[str, object], ...]:
        """The JSON-LD nodes of the page, `@graph` and lists flattened, broken JSON repaired where possible."""
        scripts = [
            element.text or ""
            for element in self.by_tag.get("script", ())
            if "ld+json" in (element.get("type") or "").lower()
        ]
        nodes, odd = read_json_ld(scripts)
        self.problems.extend(odd)
        return nodes

    @cached_property
    def language(self) -> str | None:
        """The language of what the template writes, dates above all (BCP 47): as the markup states it.

        English is what themes state by default: where the text is plainly written in another, that is the page's. Not
        where it is German, whose dates are read on English pages as well, and whose "am" is no time of day.
        """
        stated, spoken = self.stated_language, self.spoken_language
        if stated is None or (spoken and spoken != "de" and stated.lower().startswith("en")):
            return spoken or stated
        return stated

    @cached_property
    def spoken_language(self) -> str | None:
        """The language of the page's longest texts where it is plain and not the stated one, else null."""
        return language_of_text(self.sentences(self.root), self.stated_language)

    def sentences(self, around: Element) -> Iterator[str]:
        """The longer texts inside `around`; scripts and styles, the longest of all, are none."""
        return sentences(self.strings, self.elements, self.order[around], self.end[self.order[around]])

    @cached_property
    def stated_language(self) -> str | None:
        """The page's language as its markup states it (BCP 47), else null."""
        said = [element.get(name) for element in (self.root, self.body) for name in ("lang", XML_LANG)]
        meta = self.meta_first("content-language", "language", "og:locale", "dc.language", "inlanguage")
        return language_tag(*said, meta)
