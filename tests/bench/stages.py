"""Where the time of reading a page goes: CPU of each stage of `parse_page`, in bare lxml parses of the same pages.

    python -m tests.bench.stages [FILE_OR_FOLDER...]

Pages: those given (`.html` and `.html.gz`), else the project's cases and the sample blog. Each stage without the stages
inside it, so that the lines add up to the whole. "First" is a process that has seen no page before: what a site's
classes and words mean is worked out once and remembered; "again" is the same pages read once more, the best of some
rounds. A clock around a stage costs about a microsecond a call, so stages are whole errands and no small functions.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from lxml.html import document_fromstring

from pipeline import parse_page
from pipeline.parsers import comments

ROOT = Path(__file__).parents[2]
OWN = (ROOT / "tests/cases", ROOT / "data/samples")
ROUNDS = 3
URL = "https://blog.example/2024/05/a-post/"
REST = "all else"

# Stage: the functions whose time it is, as module and name below `pipeline.parsers`.
STAGES = {
    "decode": ("sniffing.why_not_html", "encodings.decoding.decode"),
    "parse": ("tree.tree_of",),
    "walk": ("document.Page._walk",),
    "contact: hidden addresses": ("contact.reveal_addresses",),
    "comments: which engine": ("comments.find",),
    "comments: known engines": (),
    "comments: surroundings": ("records.surroundings.Surroundings.of",),
    "comments: dates and names as anchors": ("records.anchors.date_anchors", "records.anchors.author_anchors"),
    "comments: repeats": ("records.repeats.find_repeats",),
    "comments: is it a thread": ("comments.generic.extract",),
    "comments: cut records": ("records.cutting.read_records", "records.numbering.read_numbers", "records.nesting.nest"),
    "comments: their area": ("records.area.comment_area",),
    "comments: declared count": ("records.declared.declared_count",),
    "comments: dates, parents, order": ("threads.build", "parse._context"),
    "regions": ("regions.Regions.__init__", "regions.Regions.settle"),
    "bios": ("people.bios.find_bios",),
    "title": ("facts.titles.title_of",),
    "authors": ("people.authors.find_authors", "people.bylines.shown_names"),
    "published": ("facts.published.published_of", "facts.shown_dates.shown_dates"),
    "terms": ("facts.terms.terms_of",),
    "structured data": ("jsonld.read_json_ld", "structured.nodes_of"),
    "kind": ("kinds.kind_of",),
    "body: container": ("body.container.find_container",),
    "body: what is none": ("body.cleaning.unwanted_in", "body.teasers.teasers_in", "body.leads.find_leads"),
    "language": ("languages.language_of_text",),
    "text": ("text.text_of",),
    "html, sanitised": ("text.html_of",),
    "body: its parts": ("body.body.read_body",),
    "images": ("body.images.images_of", "body.images.show_images"),
    "article, all else": ("article.find_article",),
}


class Clock:
    """CPU seconds by stage, each without the stages inside it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function`, its time counted for `stage`."""

        def run(*arguments: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            start = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                spent = time.process_time() - start
                self.spent[stage] += spent - self._inside.pop()
                if self._inside:
                    self._inside[-1] += spent

        return run


def put_clocks(clock: Clock) -> None:
    """Replace the stages' functions, wherever they were imported, by timed ones."""
    for engine in comments.engines():
        if engine.name != "generic":
            _replace(engine, "extract", clock.timed("comments: known engines", engine.extract))
    for stage, functions in STAGES.items():
        for path in functions:
            owner, name = find(path)
            _replace(owner, name, clock.timed(stage, getattr(owner, name)))


def find(path: str) -> tuple[Any, str]:
    """The module or class that `path` names, and the function's name in it."""
    *owners, name = path.split(".")
    within = [owner for owner in owners if owner[0].isupper()]
    owner: Any = import_module(".".join(["pipeline.parsers", *owners[: len(owners) - len(within)]]))
    for inner in within:
        owner = getattr(owner, inner)
    return owner, name


def _replace(owner: Any, name: str, timed: Callable[..., Any]) -> None:
    known = getattr(owner, name)
    setattr(owner, name, timed)
    for module in [module for key, module in sys.modules.items() if key.startswith("pipeline.")]:
        if module.__dict__.get(name) is known:
            setattr(module, name, timed)


def pages(places: Sequence[Path]) -> list[bytes]:
    """The saved pages that `places` are or hold."""
    files = [file for place in places for file in ([place] if place.is_file() else sorted(place.rglob("*.html*")))]
    bodies = [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]
    return [body for body in bodies if body.strip()]


def one_round(bodies: Sequence[bytes], clock: Clock) -> tuple[float, dict[str, float]]:
    """CPU seconds of the bare parses, and of each stage; both read each page in turn."""
    clock.spent.clear()
    bare = 0.0
    read = clock.timed(REST, parse_page)
    for body in bodies:
        start = time.process_time()
        document_fromstring(body)
        bare += time.process_time() - start
        read(body, url=URL).to_dict()
    return bare, dict(clock.spent)


def main(places: Sequence[Path]) -> None:
    """Print the table."""
    bodies = pages(places or OWN)
    clock = Clock()
    put_clocks(clock)
    first, *again = [one_round(bodies, clock) for _ in range(ROUNDS + 1)]
    best = {stage: min(spent.get(stage, 0.0) for _, spent in again) for stage in first[1]}
    for bare, spent in (first, (min(bare for bare, _ in again), best)):
        spent["in all"] = sum(spent.values())
        spent.update({stage: seconds / bare for stage, seconds in spent.items()})
    yard = 1000 * first[0] / len(bodies)
    print(f"{len(bodies)} pages; CPU in bare lxml parses of the same pages ({yard:.2f} ms a page), and share")
    print(f"{'':40}{'first':>16}{'again':>16}")
    for stage in (*STAGES, REST, "in all"):
        if stage in best:
            print(f"{stage:40}" + "".join(f"{at[stage]:8.2f}× {at[stage] / at['in all']:5.1%}" for at in (first[1], best)))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
