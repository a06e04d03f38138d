"""Threads: matching, parents, order, keys."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Document
from pipeline.parsers import threads
from pipeline.parsers.dates import NO_CONTEXT
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import FoundThread, RawComment


def _page(url: str = "https://blog.example/p/") -> Page:
    return Page(Document(url, b"<html><body><p>text</p></body></html>"))


def _raw(page: Page, **values: object) -> RawComment:
    raw = RawComment(page=page, plain=str(values.pop("text", "Words.")))
    for name, value in values.items():
        setattr(raw, name, value)
    return raw


@given(st.lists(st.tuples(st.integers(0, 9), st.one_of(st.none(), st.integers(0, 12))), max_size=10))
@settings(max_examples=200, deadline=None)
def test_parents_stand_before_children_and_keys_are_unique(rows: list[tuple[int, int | None]]) -> None:
    page = _page()
    raws = [
        _raw(page, key=str(key), parent_key=None if parent is None else str(parent), text=f"{n}")
        for n, (key, parent) in enumerate(rows)
    ]
    comments = threads.build(FoundThread("x", raws), NO_CONTEXT).comments
    assert len(comments) == len(rows)
    assert len({c.key for c in comments}) == len(comments)
    assert [c.position for c in comments] == list(range(1, len(comments) + 1))
    seen: dict[str, int] = {}
    for comment in comments:
        if comment.parent_key is None:
            assert comment.depth == 0
        else:
            assert comment.depth == seen[comment.parent_key] + 1
        seen[comment.key] = comment.depth


def test_orphans_keep_where_they_pointed_and_are_named() -> None:
    thread = threads.build(
        FoundThread("x", [_raw(_page(), key="2", parent_key="1", parent_source="attribute")]), NO_CONTEXT
    )
    assert (thread.comments[0].parent_key, thread.comments[0].parent_source) == (None, "attribute")
    assert [p.code for p in thread.problems] == ["comment_orphans"]


def test_cycles_are_cut_and_named() -> None:
    page = _page()
    raws = [_raw(page, key=key, parent_key=parent) for key, parent in (("1", "2"), ("2", "3"), ("3", "1"))]
    thread = threads.build(FoundThread("x", raws), NO_CONTEXT)
    assert sum(c.parent_key is None for c in thread.comments) == 1
    assert [p.code for p in thread.problems] == ["comment_cycle"]


def test_doubles_of_one_page_are_two_comments_and_of_two_pages_one() -> None:
    first, second = _page(), _page("https://blog.example/p/comment-page-2/")
    same = {"name": "Ada", "text": "Thanks", "shown": "June 3, 2010 at 10:00 am"}
    one_page = threads.build(FoundThread("x", [_raw(first, **same), _raw(first, **same)]), NO_CONTEXT).comments
    assert len(one_page) == 2 and one_page[1].key == one_page[0].key + "-2"
    assert len(threads.build(FoundThread("x", [_raw(first, **same), _raw(second, **same)]), NO_CONTEXT).comments) == 1


def test_a_digest_does_not_change_with_a_relative_time() -> None:
    keys = {
        threads.build(FoundThread("x", [_raw(_page(), name="Ada", shown=when)]), NO_CONTEXT).comments[0].key
        for when in ("2 hours ago", "3 hours ago")
    }
    assert len(keys) == 1


def test_the_richer_value_wins() -> None:
    shown = _raw(_page(), key="1", name="Ada", text="A long te… More", shown="June 3, 2010 at 10:00 am")
    stated = _raw(
        _page(), key="1", name="Ada", text="A long text indeed", shown="2010-06-03T10:00:07",
        machine="2010-06-03T08:00:07Z", stated=True,
    )
    comment = threads.build(FoundThread("x", [shown, stated]), NO_CONTEXT).comments[0]
    assert comment.text == "A long text indeed"
    assert comment.published.at_text() == "2010-06-03T10:00:07+02:00"


def test_unseen_comments_take_their_place_by_time() -> None:
    page = _page()
    numbers = [(n, False) for n in (1, 3, 5)] + [(n, True) for n in (2, 3, 4, 6)]
    raws = [_raw(page, key=str(n), text=str(n), shown=f"2010-06-0{n}T10:00", stated=api) for n, api in numbers]
    assert [c.key for c in threads.build(FoundThread("x", raws), NO_CONTEXT).comments] == list("123456")


def test_a_chain_of_five_thousand_is_no_problem() -> None:
    page = _page()
    raws = [_raw(page, key=str(n), parent_key=str(n - 1) if n else None, text=str(n)) for n in range(5_000)]
    assert threads.build(FoundThread("x", raws), NO_CONTEXT).comments[-1].depth == 4_999
