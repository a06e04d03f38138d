"""What must always hold: the rows are a function of the visits, not of the batches that they came in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.loaders.load import Batch, load_batch
from pipeline.models import Author, Comment, Image, Link, Term, Visit
from tests.loaders.making import BLOG, at, capture, comment, content, open_archive, page, revisit, visit

URLS = [f"https://garden.example/{slug}/" for slug in ("roses", "roses-2", "tulips")]
TEXTS = ["I like roses in the morning.", "I like roses in the evening.", "Tulips!", "See https://elsewhere.example/"]
TIMES = ["2024-02-28T10:00", "2024-03-31T02:30", "2024-10-27T02:30"]
EVA = "https://garden.example/author/eva/"
PEOPLE = [Author("Eva"), Author("Eva", EVA, bio="Gardener"), Author("eva", email="eva@garden.example"), Author("Ute")]


@st.composite
def threads(draw: st.DrawFn) -> list[Comment]:
    keys = draw(st.lists(st.sampled_from(["1", "2", "3", "4", "d:a", "d:b", "d:c"]), unique=True, max_size=5))
    found: list[Comment] = []
    for key in keys:
        parent = draw(st.sampled_from([None, *(each.key for each in found), "99"]))
        found.append(
            comment(
                key,
                draw(st.sampled_from(TEXTS)),
                by=draw(st.sampled_from(["Ann", "Ben"])),
                parent_key=parent,
                parent_source=draw(st.sampled_from(["nesting", "api"])) if parent else None,
                published=at(draw(st.sampled_from(TIMES))),
            )
        )
    return found


@st.composite
def visits(draw: st.DrawFn, when: float) -> Visit:
    url = draw(st.sampled_from(URLS))
    kind = draw(st.sampled_from(["page", "page", "page", "revisit", "gone", "list"]))
    asked = capture(url, when, final_url=draw(st.sampled_from([url, url, URLS[0]])))
    if kind == "gone":
        return visit(when, None, page_capture=replace(asked, status=404))
    if kind == "revisit":
        return visit(when, None, page_capture=revisit(capture(url, 0), when), complete=draw(st.booleans()))
    if kind == "list":
        return visit(when, page(url, page_kind="list"), page_capture=asked)
    comments = draw(threads())
    parsed = page(
        url,
        title=draw(st.sampled_from(["Roses", "Tulips", None])),
        text=draw(st.sampled_from(TEXTS)),
        comments=comments,
        authors=draw(st.lists(st.sampled_from(PEOPLE), max_size=2)),
        canonical_url=draw(st.sampled_from([None, None, URLS[0], URLS[1], "https://garden.example/"])),
        published=at(draw(st.sampled_from(TIMES))),
        parser_version=draw(st.sampled_from(["1", "1", "1", "2"])),
        terms=tuple(draw(st.lists(st.sampled_from([Term("tag", "Rose"), Term("tag", "rose", url)]), max_size=2))),
        links=tuple(Link("https://elsewhere.example/", "there", None, "comment", each.key) for each in comments[:1]),
        images=(Image("https://garden.example/rose.jpg"),),
    )
    pages = [capture(f"{url}comment-page-1", when + 0.3, purpose="comments", format="html", via=asked.capture_id)]
    paged = tuple(replace(each, found_in=pages[0].url) for each in parsed.comments[:1])
    parsed = replace(parsed, comments=paged + parsed.comments[1:])
    follow_ups = pages if draw(st.booleans()) else []
    return visit(when, parsed, page_capture=asked, follow_ups=follow_ups, complete=draw(st.booleans()))


@st.composite
def histories(draw: st.DrawFn) -> list[Visit]:
    return [draw(visits(float(when))) for when in range(1, draw(st.integers(2, 8)))]


def loaded(batches: Sequence[Sequence[Visit]], *, again: bool = False) -> dict[str, list[Any]]:
    with TemporaryDirectory() as folder, open_archive(Path(folder)) as database:
        for batch in [*batches, *(batches if again else [])]:
            load_batch(database, Batch(blogs=[BLOG], visits=batch))
        return content(database.connection)


# Few examples here, because each opens databases: `BLOGDUCK_EXAMPLES=500` looks longer.
ONCE = settings(
    max_examples=int(os.environ.get("BLOGDUCK_EXAMPLES", "12")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@ONCE
@given(histories(), st.data())
def test_batches_of_any_size_give_the_same_rows(history: list[Visit], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(history) - 1)), min_size=1, max_size=3)))
    parts = [history[start:end] for start, end in zip([0, *cuts], [*cuts, len(history)], strict=True)]
    assert loaded([history]) == loaded(parts)


@ONCE
@given(histories())
def test_loading_the_same_again_changes_nothing(history: list[Visit]) -> None:
    history = [one for one in history if one.parsed is None or one.parsed.parser_version == "1"]
    assert loaded([[one] for one in history]) == loaded([[one] for one in history], again=True)


@ONCE
@given(histories())
def test_keys_are_unique_and_times_in_order(history: list[Visit]) -> None:
    rows = loaded([history])
    ids = [row[0] for row in rows["comment"]]
    assert len(ids) == len(set(ids))
    articles = {row[0] for row in rows["article"]}
    for row in rows["comment"]:
        assert row[1] in articles
        assert row[5] is None or row[5] in ids
        first, last, since, gone = row[-4:]
        assert first <= since <= last + timedelta(0)
        assert gone is None or gone > last
    assert {row[0] for row in rows["byline"]} <= articles
    assert {row[1] for row in rows["byline"]} <= {row[0] for row in rows["author"]}
