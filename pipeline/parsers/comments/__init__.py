"""Comments: one module an engine, found by its file. Adding an engine adds a file here and a saved page, nothing else.

What engines share stands in `pipeline.parsers.records`; what is solved once for all of them (dates, parents, order) in
`pipeline.parsers.threads`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import cast

from pipeline.models import NO_HINTS, Document, Hints
from pipeline.parsers.document import Page
from pipeline.parsers.records.area import comment_area
from pipeline.parsers.records.declared import declared_count
from pipeline.parsers.records.raw import Engine, Extraction, FoundThread

_MOST_FOLLOW_UPS = 50


@cache
def engines() -> tuple[Engine, ...]:
    """All engines, in the order in which they are asked."""
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(sorted((cast(Engine, module) for module in modules), key=lambda engine: (engine.rank, engine.name)))


def find(page: Page, more: Sequence[Document] = (), hints: Hints = NO_HINTS) -> FoundThread:
    """The comments of `page` and its follow-ups, as the first engine that knows them reads them.

    Args:
        page: the page. more: its follow-ups, once fetched. hints: what is known of the blog.
    """
    chosen, extraction = _read(page, more)
    regions = comment_area(page, extraction.records)
    declared = declared_count(page, regions, [record.parts[0] for record in extraction.records])
    found = FoundThread(
        engine=chosen.name if chosen else None,
        comments=extraction.comments,
        regions=regions,
        declared=declared,
        problems=extraction.problems,
    )
    if chosen is not None:
        requests = chosen.follow_ups(page, more, extraction, declared)
        found.follow_ups = tuple(dict.fromkeys(requests))[:_MOST_FOLLOW_UPS]
    return found


def _read(page: Page, more: Sequence[Document]) -> tuple[Engine | None, Extraction]:
    known: Engine | None = None
    for engine in engines():
        if not engine.recognises(page):
            continue
        extraction = engine.extract(page, more)
        if extraction.comments:
            return engine, extraction
        # A page of this engine may show its comments by another's plugin.
        known = known or engine
    return known, Extraction()
