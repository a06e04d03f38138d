"""Learns the model of `pipeline/parsers/body/strays.py` from pages with known bodies, and tells what it gains on other sites.

    python -m tests.bench.strays FOLDER [--write]

FOLDER holds one folder for each set: `gold.jsonl` and the pages as served (`file`, or `<id>.html`; `.gz` is unpacked).
A line of `gold.jsonl` has `id`, `url`, `site` and either `body` (the whole text), `first` and `last` (how the body begins
and ends), or `with`, `without` and `comment_segments` (what must and must not be in it). With --write the weights of this release are replaced.

Five folds, no site in two of them; three draws. Needs scikit-learn, which nothing else in the project does.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipeline import parse_page
from pipeline.parsers.body import cleaning, strays
from pipeline.parsers.body.doubts import NAMES, doubts
from pipeline.parsers.body.teasers import Block
from pipeline.parsers.document import Element
from pipeline.parsers.regions import Regions

TREES, RATE, DEPTH = 60, 0.2, 2
FOLDS, DRAWS = 5, 3
LIMITS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3)
# The share that a block must have in the article for a line to be dropped.
LIMIT = 0.14
# What is no article's weighs more, as there is little of it; a paragraph between two that are known weighs less.
WEIGHTS = {False: 6.0, True: 1.0, None: 0.3}


@dataclass(frozen=True)
class Example:
    """A block: whose, what is known of it, whether it is the article's, and how sure that is."""

    site: str
    text: str
    values: list[float]
    is_body: bool
    weight: float
    known: bool


def gold(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    for listed in sorted(folder.glob("*/gold.jsonl")):
        for line in listed.read_text("utf-8").split("\n"):
            if line.strip():
                page = json.loads(line)
                path = listed.parent / page.get("file", page["id"] + ".html")
                raw = path.read_bytes()
                yield page, gzip.decompress(raw) if path.suffix == ".gz" else raw


def blocks_of(html: bytes, url: str) -> list[tuple[Block, list[float] | None]]:
    """All blocks that `strays_in` is asked about, with what is known of those that it doubts."""
    asked: list[tuple[Block, list[float] | None]] = []

    def note(regions: Regions, container: Element, blocks: Sequence[Block], dropped: Set[Element]) -> set[Element]:
        doubtful = {block.element: values for block, values in doubts(regions, container, blocks, dropped)}
        asked.extend((block, doubtful.get(block.element)) for block in blocks)
        return set()

    with patch.object(cleaning, "strays_in", note):
        parse_page(html, url=url)
    return asked


def labels(page: dict[str, Any], texts: Sequence[str]) -> list[bool | None]:
    if "body" in page:
        return _by_body(page["body"], texts)
    return _by_ends(page, texts) if "first" in page else _by_segments(page, texts)


def _by_body(body: str, texts: Sequence[str]) -> list[bool | None]:
    """Whether half of a block's words stand in the body, in the body's order."""
    words = [(word, number) for number, text in enumerate(texts) for word in re.findall(r"\w+", text)]
    match = SequenceMatcher(None, [word for word, _ in words], re.findall(r"\w+", body), autojunk=False)
    shared: Counter[int] = Counter()
    for run in match.get_matching_blocks():
        if run.size > 2:
            shared.update(number for _, number in words[run.a : run.a + run.size])
    sizes = Counter(number for _, number in words)
    return [2 * shared[number] >= sizes[number] if sizes[number] else None for number in range(len(texts))]


def _by_segments(page: dict[str, Any], texts: Sequence[str]) -> list[bool | None]:
    wanted = list(filter(None, map(_squeezed, page.get("with") or [])))
    unwanted = list(filter(None, map(_squeezed, [*(page.get("without") or []), *(page.get("comment_segments") or [])])))
    return [
        True if any(part in text for part in wanted) else False if any(part in text for part in unwanted) else None
        for text in map(_squeezed, texts)
    ]


def _by_ends(page: dict[str, Any], texts: Sequence[str]) -> list[bool | None]:
    """What stands before a body's first words or behind its last ones is none of it."""
    squeezed = list(map(_squeezed, texts))
    first = [number for number, text in enumerate(squeezed) if _squeezed(page["first"])[:40] in text]
    last = [number for number, text in enumerate(squeezed) if _squeezed(page["last"])[-40:] in text]
    if not first or not last or first[0] > last[-1]:
        return [None] * len(texts)
    ends = (first[0], last[-1])
    return [True if n in ends else None if ends[0] < n < ends[1] else False for n in range(len(texts))]


def _squeezed(text: str) -> str:
    return " ".join(re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text).split())


def examples(folder: Path) -> Iterator[Example]:
    for page, html in gold(folder):
        asked = blocks_of(html, page.get("url") or "https://blog.example/")
        known = labels(page, [block.text for block, _ in asked])
        sure = [number for number, label in enumerate(known) if label]
        for number, ((block, values), label) in enumerate(zip(asked, known, strict=True)):
            between = bool(sure) and sure[0] < number < sure[-1] and len(block.text) > 100
            if values is not None and (label is not None or between):
                is_body = label is not False
                yield Example(page["site"], block.text, values, is_body, WEIGHTS[label], label is not None)


def learn(rows: Sequence[Example]) -> Any:
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, subsample=0.7, max_features=0.3, random_state=0
    )
    return model.fit(
        [row.values for row in rows], [row.is_body for row in rows], sample_weight=[row.weight for row in rows]
    )


def cross_validated(rows: Sequence[Example]) -> list[float]:
    """For each block, how sure a model that saw nothing of its site is that it is the article's: mean of the draws."""
    found = [0.0] * len(rows)
    for draw in range(DRAWS):
        sites = sorted({row.site for row in rows})
        random.Random(draw).shuffle(sites)
        fold = {site: number % FOLDS for number, site in enumerate(sites)}
        for number in range(FOLDS):
            model = learn([row for row in rows if fold[row.site] != number])
            held = [place for place, row in enumerate(rows) if fold[row.site] == number]
            for place, (_, sure) in zip(held, model.predict_proba([rows[place].values for place in held]), strict=True):
                found[place] += float(sure) / DRAWS
    return found


def exported(model: Any, limit: float) -> dict[str, Any]:
    prior = float(model.init_.class_prior_[1])
    return {
        "names": list(NAMES),
        "bias": round(log(prior / (1 - prior)), 4),
        "limit": round(log(limit / (1 - limit)), 4),
        "trees": [_tree(grown[0].tree_) for grown in model.estimators_],
    }


def _tree(grown: Any) -> list[float]:
    def question(node: int) -> tuple[int, float, int, int]:
        is_leaf = grown.children_left[node] < 0
        if is_leaf:
            return 0, 1e9, node, node
        limit = round(float(grown.threshold[node]), 5)
        return int(grown.feature[node]), limit, int(grown.children_left[node]), int(grown.children_right[node])

    def leaf(node: int) -> float:
        return round(RATE * float(grown.value[node][0][0]), 4)

    ask, limit, left, right = question(0)
    left_ask, left_limit, a, b = question(left)
    right_ask, right_limit, c, d = question(right)
    return [ask, limit, left_ask, left_limit, leaf(a), leaf(b), right_ask, right_limit, leaf(c), leaf(d)]


def main(arguments: Sequence[str]) -> None:
    rows = list(examples(Path(arguments[0])))
    known = [row for row in rows if row.known]
    strange = sum(not row.is_body for row in known)
    print(f"{len(rows)} doubtful blocks of {len({row.site for row in rows})} sites, {strange} of {len(known)} no body")
    sure = cross_validated(rows)
    for limit in LIMITS:
        cut = [row for row, chance in zip(rows, sure, strict=True) if chance < limit and row.known]
        right = sum(not row.is_body for row in cut)
        print(f"  on other sites, limit {limit}: {right} strays dropped, {len(cut) - right} lines of the body lost")
    if "--verbose" in arguments:
        for chance, row in sorted(zip(sure, rows, strict=True), key=lambda pair: pair[0]):
            if row.known and (chance < 0.3 or not row.is_body):
                print(f"  {chance:.2f} {'body ' if row.is_body else 'stray'} {row.site[:25]} {row.text[:110]!r}")
    if "--write" in arguments:
        told = exported(learn(rows), LIMIT)
        strays.WEIGHTS.write_text(json.dumps(told, separators=(",", ":")).replace("],[", "],\n[") + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
