"""Strays: short blocks in the container that no rule names and that are not the article's, told by a small model.

"Subscribe now for the full story", "Our Standards: …", a title of another post without a link: what gives them away is
no single word but many small things at once: how late they stand, how much they link, what stands beside them, whether
the article's other paragraphs look like them. A few decision trees of two questions each weigh these (`doubts`); they
were learnt from pages with known bodies by `tests/bench/strays.py`, which also tells what they gain on sites not learnt
from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import groupby
from math import inf
from pathlib import Path
from typing import NamedTuple

from pipeline.parsers.body.doubts import doubts, look_of
from pipeline.parsers.body.teasers import Block
from pipeline.parsers.document import Element
from pipeline.parsers.regions import Regions

WEIGHTS = Path(__file__).with_name("strays.json")
# No less is left of a text, nor a smaller share: a body of a few words is no article with strays.
_LEAST, _MOST_LOST = 250, 0.5


class Trees(NamedTuple):
    """A model: the log-odds of being the article's are `bias` and one leaf of each tree.

    A tree asks one question, then one of two others: (feature, limit, feature, limit, leaf, leaf, feature, limit, leaf,
    leaf); an answer "at most" leads to the former.
    """

    names: tuple[str, ...]
    bias: float
    limit: float
    trees: tuple[tuple[int, float, int, float, float, float, int, float, float, float], ...]


@lru_cache(maxsize=1)
def learnt() -> Trees:
    """The model of this release."""
    told = json.loads(WEIGHTS.read_text("utf-8"))
    return Trees(tuple(told["names"]), told["bias"], told["limit"], tuple(map(tuple, told["trees"])))


def strays_in(regions: Regions, container: Element, blocks: Sequence[Block], dropped: Set[Element]) -> set[Element]:
    """Those of `blocks` that the model takes for none of the article's.

    Args:
        regions: the page.
        container: what holds the body.
        blocks: its innermost blocks that are left, in document order.
        dropped: what was dropped from among them.
    """
    model = learnt()
    odds = {block.element: _odds(model, values) for block, values in doubts(regions, container, blocks, dropped)}
    strays = {block.element for run in _runs(blocks) if _mean(run, odds) < model.limit for block in run}
    size = sum(len(block.text) for block in blocks)
    lost = sum(len(block.text) for block in blocks if block.element in strays)
    return strays if size - lost >= max(_LEAST, _MOST_LOST * size) else set()


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks in a row that look alike: lines of one list stay or go together."""
    for _, run in groupby(blocks, key=lambda block: (block.element.getparent(), look_of(block.element, None))):
        yield list(run)


def _mean(run: Sequence[Block], odds: Mapping[Element, float]) -> float:
    """The mean of a run's odds; a block that is not doubted holds its run."""
    return sum(odds.get(block.element, inf) for block in run) / len(run)


def _odds(model: Trees, values: Sequence[float]) -> float:
    odds = model.bias
    for ask, limit, left, left_limit, a, b, right, right_limit, c, d in model.trees:
        if values[ask] <= limit:
            odds += a if values[left] <= left_limit else b
        else:
            odds += c if values[right] <= right_limit else d
    return odds
