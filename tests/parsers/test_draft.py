"""Draft: what of a body is not read is known at any time, whatever was dropped and kept before."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Document
from pipeline.parsers.body.draft import Draft
from pipeline.parsers.document import Page

_MARKUP = b"<body><div><p>a<b>b<i>c</i></b></p><p>d<em>e</em></p></div><ul><li>f<u>g</u></li><li>h</li></ul>"
_STEPS = st.lists(st.tuples(st.sampled_from(["drop", "keep", "become"]), st.integers(1, 10)), max_size=12)


@settings(max_examples=200, deadline=None)
@given(steps=_STEPS, first=st.sets(st.integers(1, 10), max_size=3))
def test_what_stands_in_something_unwanted_is_lost(steps: list[tuple[str, int]], first: set[int]) -> None:
    page = Page(Document("https://blog.example/a/", _MARKUP, None))
    elements = page.subtree(page.body)[1:]
    assert len(elements) == 10
    draft = Draft(page, [page.body], {elements[number - 1] for number in first}, set())
    emptied = set()
    for step, number in steps:
        element = elements[number - 1]
        if step == "become":
            draft.become(element, "span", "x")
            emptied.add(element)
        else:
            getattr(draft, step)(element)
        for one in elements:
            around = [other for other in (*draft.unwanted, *emptied) if other is not one and page.contains(other, one)]
            assert draft.is_lost(one) == bool(around)
