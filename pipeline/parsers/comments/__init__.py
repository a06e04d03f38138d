"""Comments: one module an engine, found by its file. Adding an engine adds a file here and a saved page, nothing else.

What engines share stands in `pipeline.parsers.records`; what is solved once for all of them (dates, parents, order) in
`pipeline.parsers.threads`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import cast

from pipeline.models import Document, Problem
from pipeline.parsers.document import Page
from pipeline.parsers.records.area import comment_area
from pipeline.parsers.records.declared import declared_count
from pipeline.parsers.records.raw import Engine, Extraction, FoundThread
from pipeline.parsers.records.ruled import ruled_comments, ruled_count
from pipeline.parsers.rules.rules import PageRules

_MOST_FOLLOW_UPS = 50


@cache
def engines() -> tuple[Engine, ...]:
    """All engines, in the order in which they are asked."""
    modules = [import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(sorted((cast(Engine, module) for module in modules), key=lambda engine: (engine.rank, engine.name)))


def find(page: Page, more: Sequence[Document] = (), rules: PageRules | None = None) -> FoundThread:
    """The comments of `page` and its follow-ups, as the first engine that knows them reads them.

    Args:
        page: the page. more: its follow-ups, once fetched.
        rules: what the blog's owner says of where comments stand.
    """
    rules = rules or PageRules(page, {})
    tried, extraction = ([], Extraction()) if rules.denies("comment") else _read(page, more)
    extraction = ruled_comments(page, more, extraction, rules)
    post = extraction.opening.nodes if extraction.opening else ()
    regions = comment_area(page, extraction.records, [*post, *(hit.element for hit in rules.elements("body"))])
    declared = declared_count(page, regions, [record.parts[0] for record in extraction.records])
    requests = [request for engine in tried for request in engine.follow_ups(page, more, extraction, declared)]
    requests = list(dict.fromkeys(requests))
    if len(requests) > _MOST_FOLLOW_UPS:
        left = f"{len(requests) - _MOST_FOLLOW_UPS} of {len(requests)} requests for comments are not made"
        extraction.problems.append(Problem("comments_cut", left))
    if extraction.declared is not None:
        declared = max(declared or 0, extraction.declared)
    declared = ruled_count(rules, declared)
    named = tried[-1] if extraction.comments else tried[0] if tried else None
    return FoundThread(
        engine=named.name if named else None,
        comments=extraction.comments,
        records=extraction.records,
        regions=regions,
        declared=declared,
        follow_ups=tuple(requests[:_MOST_FOLLOW_UPS]),
        problems=extraction.problems,
        opening=extraction.opening,
    )


def _read(page: Page, more: Sequence[Document]) -> tuple[list[Engine], Extraction]:
    """The engines that know this page, up to the first that finds comments, and what that one found.

    A page of one engine may show its comments by another's plugin, and keep a copy of them in its own markup.
    """
    tried: list[Engine] = []
    told = Extraction()
    for engine in engines():
        if not engine.recognises(page):
            continue
        tried.append(engine)
        extraction = engine.extract(page, more)
        told.problems.extend(extraction.problems)
        if extraction.comments or extraction.opening:
            return tried, replace(extraction, problems=told.problems)
        told.declare(extraction.declared)
    return tried, told
