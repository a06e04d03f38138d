"""Spans: a set of elements that is asked many times which of them stand around or inside another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from pipeline.parsers.document import Element, Page


class Spans:
    """`elements` of `page` by their places: each question is a search, however many there are."""

    def __init__(self, page: Page, elements: Iterable[Element]) -> None:
        self._page = page
        self._places = sorted(page.order[element] for element in elements)
        # How far those that begin before the next reach.
        self._reach = list(accumulate((page.end[place] for place in self._places), max))

    def are_around(self, element: Element) -> bool:
        """Whether `element` stands inside one of them, other than itself."""
        place = self._page.order[element]
        before = bisect_left(self._places, place)
        return before > 0 and self._reach[before - 1] > place

    def hold(self, element: Element) -> bool:
        """Whether `element` is one of them or stands inside one."""
        place = self._page.order[element]
        before = bisect_right(self._places, place)
        return before > 0 and self._reach[before - 1] > place

    def stand_in(self, element: Element) -> bool:
        """Whether one of them, other than itself, stands inside `element`."""
        place = self._page.order[element]
        after = bisect_right(self._places, place)
        return after < len(self._places) and self._places[after] < self._page.end[place]

    def inside(self, element: Element) -> list[Element]:
        """Those of them that are `element` or stand inside it, in document order."""
        first = self._page.order[element]
        last = self._page.end[first]
        places = self._places[bisect_left(self._places, first) : bisect_left(self._places, last)]
        return [self._page.elements[place] for place in places]
