"""Regions: the page as a line of elements, and which stretches of it are furniture, comments, bios or prose.

Elements stand in document order, so that a subtree is a stretch of indexes: containment is a comparison, and how much
prose an element holds is a difference of two running sums. No tree is climbed and none is walked twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.parsers.class_words import (
    AUTHOR_BOX,
    COMMENTS,
    CONTENT,
    FOOT,
    FURNITURE,
    HIDDEN,
    LEAD,
    LISTING,
    META,
    SIDE,
    TAGS,
    kinds_of,
)
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
_SHORTEST_LEAD, _LONGEST_LEAD = 40, 1500


class Regions:
    """What is known of the page's stretches; all marks are by an element's index in `page.elements`.

    kinds[i]: the flags of `class_words` that its class and id say. silent[i]: it stands in what no reader sees as the
    article's text. cut[i]: it was cut away (comments). aside[i]: it stands in an author box. furniture[i]: it stands
    in a share bar, sidebar, menu … leads: the elements that hold a post's first paragraph, called a teaser or not.
    """

    def __init__(self, page: Page, cut: Iterable[Element] = ()) -> None:
        self.page = page
        size = len(page.elements)
        self.silent = bytearray(size)
        self.cut = bytearray(size)
        self.furniture = bytearray(size)
        self.aside = bytearray(size)
        for element in cut:
            if element in page.order:
                self._mark(page.order[element], self.silent, self.cut)
        # Where the comments were found, what else is called so is none: an article may speak of comment lists.
        self.furniture_flags = FURNITURE | HIDDEN | LISTING | TAGS | (0 if any(self.cut) else COMMENTS)
        for element in page.tagged(*_SILENT):
            self._mark(page.order[element], self.silent)
        self._chunks = sorted(self._weighed().items())
        self.settle()
        self.kinds = self._kinds()
        self.leads = self._leads()
        self._cut_furniture()

    # Asking ---------------------------------------------------------------------------------------------------------

    def prose(self, element: Element) -> int:
        """UTF-8 bytes of running text inside `element`, outside links and outside what is silent."""
        first = self.page.order[element]
        return self.prose_between(first, self.page.end[first])

    def prose_between(self, first: int, last: int) -> int:
        """Like `prose`, of the elements from index `first` to before `last`."""
        return self._sums[last] - self._sums[first]

    def chunks(self, first: int = 0, last: int | None = None) -> Iterator[tuple[Element, int]]:
        """The elements from index `first` to before `last` with running text of their own, and how much."""
        elements, silent = self.page.elements, self.silent
        last = len(elements) if last is None else last
        held = self._chunks[bisect_left(self._chunks, (first,)) : bisect_left(self._chunks, (last,))]
        return ((elements[i], size) for i, size in held if not silent[i])

    def is_cut(self, element: Element) -> bool:
        """Whether `element` stands in a stretch that is silent."""
        return bool(self.silent[self.page.order[element]])

    def kind(self, element: Element) -> int:
        """The flags that the class and id of `element` say."""
        return self.kinds.get(self.page.order[element], 0)

    def with_kind(self, flag: int) -> list[Element]:
        """The elements whose class or id says `flag`, in document order, silent ones left out."""
        elements, silent = self.page.elements, self.silent
        return [elements[index] for index in sorted(self.kinds) if self.kinds[index] & flag and not silent[index]]

    # Cutting --------------------------------------------------------------------------------------------------------

    def set_aside(self, element: Element) -> None:
        """Leave the author box `element` out of the body; dates are still looked for in it: some hold the byline.

        `settle` brings the sums up to date.
        """
        self._mark(self.page.order[element], self.silent, self.aside)

    def settle(self) -> None:
        """Sum the prose that is not silent."""
        # sums[i]: what stands before element i.
        sums: list[int] = []
        silent, total = self.silent, 0
        for index, size in self._chunks:
            if not silent[index]:
                sums.extend([total] * (index + 1 - len(sums)))
                total += size
        sums.extend([total] * (len(silent) + 1 - len(sums)))
        self._sums = sums

    # Building -------------------------------------------------------------------------------------------------------

    def _mark(self, first: int, *marks: bytearray) -> None:
        last = self.page.end[first]
        for mark in marks:
            mark[first:last] = b"\1" * (last - first)

    def _weighed(self) -> dict[int, int]:
        """The size of the running text of each element that has any, by index; text in links is none."""
        page, end = self.page, self.page.end
        quiet = bytearray(self.silent)
        for first, *_ in page.links:
            last = end[first]
            quiet[first:last] = b"\1" * (last - first)
        prose: dict[int, int] = {}
        for index, text, _ in page.strings:
            if len(text) > 9 and not quiet[index] and (size := _size(text)):
                prose[index] = prose.get(index, 0) + size
        return prose

    def _kinds(self) -> dict[int, int]:
        kinds: dict[int, int] = {}
        order, by_class = self.page.order, self.page.by_class
        for token, flags in self.page.class_words.items():
            for element in by_class[token]:
                index = order[element]
                kinds[index] = kinds.get(index, 0) | flags
        for ident, element in self.page.by_id.items():
            flags = kinds_of(ident.lower())
            if flags:
                index = order[element]
                kinds[index] = kinds.get(index, 0) | flags
        return kinds

    def _cut_furniture(self) -> None:
        page = self.page
        whole = self.prose(page.body)
        # An unclosed menu holds the rest of the page: what holds the main part is none, whatever it is called.
        heads = [page.order[element] for element in page.by_tag.get("h1", ())]
        mains = [page.order[element] for element in page.by_tag.get("main", ())] + (heads if len(heads) == 1 else [])
        mains.sort()
        end, silent, furniture, sums = page.end, self.silent, self.furniture, self._sums
        for index in sorted(self._furniture_indexes()):
            if furniture[index]:
                # It stands in what is marked already.
                continue
            last = end[index]
            inner = bisect_right(mains, index)
            if inner < len(mains) and mains[inner] < last:
                continue
            held = sums[last] - sums[index]
            if held > _TOO_MUCH * whole and not self._stands_beside(index, last):
                continue
            if held > _TOO_MUCH_WITH_TITLE * whole and any(index < head < last for head in heads):
                continue
            mark = b"\1" * (last - index)
            silent[index:last] = mark
            if not self._is_the_posts(index):
                furniture[index:last] = mark
        self.settle()

    def _stands_beside(self, index: int, last: int) -> bool:
        """Whether a stretch is a list of posts, or a sidebar beside one: it may hold more prose than the post."""
        flags, page = self.kinds.get(index, 0), self.page
        if flags & LISTING:
            return True
        if not flags & SIDE:
            return False
        posts = [place for place, kind in self.kinds.items() if kind & CONTENT and not kind & SIDE]
        posts += [page.order[element] for element in page.tagged("article")]
        return any(page.end[place] <= index for place in posts) and not any(index < place < last for place in posts)

    def _is_the_posts(self, index: int) -> bool:
        """Whether a stretch, though no body, may tell of the post: its foot, its list of tags, its line of facts."""
        tag, kind = self.page.elements[index].tag, self.kinds.get(index, 0)
        return tag == "footer" or bool(kind & (TAGS | FOOT)) or (tag == "aside" and bool(kind & META))

    def _furniture_indexes(self) -> list[int]:
        named = self.furniture_flags
        indexes = [i for i, flags in self.kinds.items() if flags & named and not flags & (AUTHOR_BOX | CONTENT)]
        tagged = [self.page.order[element] for element in self.page.tagged(*_FURNITURE_TAGS)]
        indexes += [index for index in tagged if not self.kinds.get(index, 0) & (AUTHOR_BOX | CONTENT)]
        return [index for index in indexes if index not in self.leads]

    def _leads(self) -> frozenset[int]:
        """The paragraphs called a teaser that lead into the post: alone of their name, and to nowhere else."""
        elements, end = self.page.elements, self.page.end
        named = [index for index, flags in self.kinds.items() if flags & LEAD and not flags & (AUTHOR_BOX | SIDE)]
        alike = Counter((elements[index].tag, elements[index].get("class")) for index in named)
        return frozenset(
            index
            for index in named
            if alike[elements[index].tag, elements[index].get("class")] == 1
            and _SHORTEST_LEAD <= self.prose_between(index, end[index]) <= _LONGEST_LEAD
            and not self.page.inside(elements[index], "a")
            and next(elements[index].iterancestors("a"), None) is None
        )


def _size(text: str) -> int:
    size = len(text.strip().encode("utf-8", "ignore"))
    return size if size >= _SHORTEST else 0
