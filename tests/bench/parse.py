"""What reading a page costs: a bare lxml parse, `parse_page`, and trafilatura with comments, on the same saved pages.

    python -m tests.bench.parse [FOLDER...]

Pages: the project's cases, the sample blog, and every `.html` below the folders given. Each round reads each page with
all three in turn, so that a noisy machine disturbs all alike. CPU time of this process; the sum over all pages, median
of the rounds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import trafilatura
from lxml import etree

from pipeline import parse_page

ROOT = Path(__file__).parents[2]
OWN = (ROOT / "tests/cases", ROOT / "data/samples")
ROUNDS = 5
URL = "https://blog.example/2024/05/a-post/"


def by_lxml(body: bytes) -> object:
    return etree.fromstring(body, etree.HTMLParser(encoding="utf-8", huge_tree=True))


def by_us(body: bytes) -> object:
    return parse_page(body, url=URL)


def by_trafilatura(body: bytes) -> object:
    return trafilatura.bare_extraction(body, url=URL, include_comments=True, with_metadata=True, include_links=True)


READERS: dict[str, Callable[[bytes], object]] = {
    "lxml, tree only": by_lxml,
    "blogduck": by_us,
    "trafilatura": by_trafilatura,
}


def pages(folders: Sequence[Path]) -> list[bytes]:
    """All saved pages in `folders` that are not empty."""
    found = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.html"))]
    return [body for body in found if body.strip()]


def one_round(bodies: Sequence[bytes]) -> dict[str, list[float]]:
    """CPU seconds by reader, a page each."""
    costs: dict[str, list[float]] = {name: [] for name in READERS}
    for body in bodies:
        for name, read in READERS.items():
            start = time.process_time()
            read(body)
            costs[name].append(time.process_time() - start)
    return costs


def main(folders: Sequence[Path]) -> None:
    """Print the table."""
    bodies = pages([*OWN, *folders])
    one_round(bodies)  # caches are warm from here on, as in a run
    rounds = [one_round(bodies) for _ in range(ROUNDS)]
    size = sum(map(len, bodies)) / len(bodies)
    print(f"{len(bodies)} pages of {size / 1000:.0f} kB; CPU ms a page, and against the tree alone; slowest page")
    bare = median(sum(costs["lxml, tree only"]) for costs in rounds)
    for name in READERS:
        total = median(sum(costs[name]) for costs in rounds)
        slowest = max(median(costs) for costs in zip(*(each[name] for each in rounds), strict=True))
        each = total * 1000 / len(bodies)
        print(f"{name:20} {each:8.2f} ms {total / bare:7.1f}× {slowest * 1000:9.1f} ms", flush=True)


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
