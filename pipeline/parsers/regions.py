"""Regions: the page as a line of elements, and which stretches of it are furniture, comments, bios or prose.

Elements stand in document order, so that a subtree is a stretch of indexes: containment is a comparison, and how much
prose an element holds is a difference of two running sums. No tree is climbed and none is walked twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from pipeline.parsers.class_words import AUTHOR_BOX, CONTENT, FURNITURE, HIDDEN, TAGS, kinds_of
from pipeline.parsers.document import Element, Page

_SILENT = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "select",
    "option",
    "button",
    "textarea",
    "iframe",
    "object",
    "video",
    "audio",
    "canvas",
    "math",
)
_FURNITURE_TAGS = ("nav", "footer", "aside", "form", "dialog")
# A text chunk shorter than this is a label. UTF-8 bytes, so that a CJK character weighs as much as half a word.
_SHORTEST = 30
# An element with this share of the page's prose is no furniture, whatever its class says.
_TOO_MUCH = 0.4
_TOO_MUCH_WITH_TITLE = 0.1


class Regions:
    """What is known of the page's stretches.

    kinds[i]: the flags of `class_words` that element i's class and id say. silent[i]: no reader sees its text, or it is
    cut away. cut[i]: it was cut away. aside[i]: it stands in an author box. furniture[i]: it stands in a share bar, sidebar, menu … prose(e): UTF-8 bytes of running text outside links inside `e`.
    """

    def __init__(self, page: Page, cut: Iterable[Element] = ()) -> None:
        self.page = page
        size = len(page.elements)
        self.silent = bytearray(size)
        self.cut = bytearray(size)
        self.furniture = bytearray(size)
        self.aside = bytearray(size)
        for element in cut:
            self.cut_away(element)
        self._mark(_SILENT)
        self._prose = self._chunks()
        self._sum()
        self.kinds = self._kinds()
        self._cut_furniture()

    # Asking ---------------------------------------------------------------------------------------------------------

    def prose(self, element: Element) -> int:
        """UTF-8 bytes of running text inside `element`, outside links and outside what is cut away."""
        first = self.page.order[element]
        return self._sums[self.page.end[first]] - self._sums[first]

    def prose_between(self, first: int, last: int) -> int:
        """The same for the elements from index `first` to before `last`."""
        return self._sums[last] - self._sums[first]

    def chunks(self) -> Iterator[tuple[Element, int]]:
        """The elements with running text of their own, and how much, furniture left out."""
        elements, silent = self.page.elements, self.silent
        return ((elements[index], size) for index, size in enumerate(self._prose) if size and not silent[index])

    def chunks_between(self, first: int, last: int) -> Iterator[tuple[Element, int]]:
        """The same for the elements from index `first` to before `last`."""
        elements, silent, prose = self.page.elements, self.silent, self._prose
        return ((elements[i], prose[i]) for i in range(first, last) if prose[i] and not silent[i])

    def is_cut(self, element: Element) -> bool:
        """Whether `element` stands in a stretch that was cut away."""
        return bool(self.silent[self.page.order[element]])

    def kind(self, element: Element) -> int:
        """The flags that the class and id of `element` say."""
        return self.kinds.get(self.page.order[element], 0)

    def with_kind(self, flag: int) -> list[Element]:
        """The elements whose class or id says `flag`, in document order, those cut away left out."""
        elements, silent = self.page.elements, self.silent
        return [elements[index] for index in sorted(self.kinds) if self.kinds[index] & flag and not silent[index]]

    # Cutting --------------------------------------------------------------------------------------------------------

    def cut_away(self, element: Element) -> None:
        """Leave `element` out of everything that is looked for from now on (`settle` updates the sums)."""
        first = self.page.order.get(element)
        if first is not None:
            last = self.page.end[first]
            self.silent[first:last] = b"\1" * (last - first)
            self.cut[first:last] = b"\1" * (last - first)

    def set_aside(self, element: Element) -> None:
        """Leave the author box `element` out of the body; dates are still looked for in it: some hold the byline."""
        first = self.page.order[element]
        last = self.page.end[first]
        self.silent[first:last] = b"\1" * (last - first)
        self.aside[first:last] = b"\1" * (last - first)

    def settle(self) -> None:
        """Bring the sums up to date after `cut_away`."""
        self._sum()

    # Building -------------------------------------------------------------------------------------------------------

    def _mark(self, tags: Iterable[str]) -> None:
        for element in self.page.tagged(*tags):
            first = self.page.order[element]
            last = self.page.end[first]
            self.silent[first:last] = b"\1" * (last - first)

    def _chunks(self) -> list[int]:
        page, order = self.page, self.page.order
        quiet = bytearray(self.silent)
        for link in page.by_tag.get("a", ()):
            first = order[link]
            quiet[first : page.end[first]] = b"\1" * (page.end[first] - first)
        prose = [0] * len(quiet)
        for index, element in enumerate(page.elements):
            text = element.text
            if text is not None and len(text) > 9 and not quiet[index]:
                prose[index] += _weight(text)
            tail = element.tail
            if tail is not None and len(tail) > 9 and (weight := _weight(tail)):
                parent = element.getparent()
                at = order[parent] if parent is not None else index
                if not quiet[at]:
                    # Where the tail stands, not where its parent begins, unless that would count it inside a block.
                    prose[at] += weight
        return prose

    def _sum(self) -> None:
        silent = self.silent
        self._sums = [0, *accumulate(0 if quiet else value for value, quiet in zip(self._prose, silent, strict=True))]

    def _kinds(self) -> dict[int, int]:
        kinds: dict[int, int] = {}
        order = self.page.order
        for token, elements in self.page.by_class.items():
            flags = kinds_of(token)
            if flags:
                for element in elements:
                    index = order[element]
                    kinds[index] = kinds.get(index, 0) | flags
        for ident, element in self.page.by_id.items():
            flags = kinds_of(ident.lower())
            if flags:
                index = order[element]
                kinds[index] = kinds.get(index, 0) | flags
        return kinds

    def _cut_furniture(self) -> None:
        page, end, sums, silent = self.page, self.page.end, self._sums, self.silent
        whole = self.prose(page.body)
        # An unclosed menu holds the rest of the page: what holds the main part is none, whatever it is called.
        mains = [page.order[element] for element in page.by_tag.get("main", ())]
        heads = [page.order[element] for element in page.by_tag.get("h1", ())]
        only = heads if len(heads) == 1 else []
        for index in self._furniture_indexes():
            last = end[index]
            held = sums[last] - sums[index]
            if held > _TOO_MUCH * whole or any(index < main < last for main in (*mains, *only)):
                continue
            if held > _TOO_MUCH_WITH_TITLE * whole and any(index < head < last for head in heads):
                continue
            silent[index:last] = b"\1" * (last - index)
            if page.elements[index].tag != "footer" and not self.kinds.get(index, 0) & TAGS:
                self.furniture[index:last] = b"\1" * (last - index)
        self._sum()

    def _furniture_indexes(self) -> list[int]:
        named = FURNITURE | HIDDEN | TAGS
        indexes = [i for i, flags in self.kinds.items() if flags & named and not flags & (AUTHOR_BOX | CONTENT)]
        tagged = [self.page.order[element] for element in self.page.tagged(*_FURNITURE_TAGS)]
        return indexes + [index for index in tagged if not self.kinds.get(index, 0) & CONTENT]


def _weight(text: str) -> int:
    size = len(text.strip().encode("utf-8", "ignore"))
    return size if size >= _SHORTEST else 0
