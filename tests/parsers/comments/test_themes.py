"""WordPress themes and comment plugins: any thread that their templates print comes back as it was said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.parsers.comments import templates
from tests.parsers.comments.reading import read
from tests.parsers.comments.templates import Said, flat, threads
from tests.parsers.comments.themes import THEMES


@pytest.mark.parametrize("which", THEMES)
@settings(max_examples=40, deadline=None)
@given(roots=threads(pings=False))
def test_a_thread_comes_back(which: str, roots: list[Said]) -> None:
    theme = THEMES[which]
    found, thread = read(templates.page(theme.listing(roots), len(flat(roots))))
    assert found.engine == "wordpress"
    assert [(c.key, c.author.name, c.text, c.kind) for c in thread.comments] == [
        (str(said.key), said.name, said.text, "comment") for said, _ in flat(roots)
    ]
    if theme.dates:
        assert [c.published.local for c in thread.comments] == [said.at for said, _ in flat(roots)]
    if theme.nests:
        assert [c.parent_key for c in thread.comments] == [str(above.key) if above else None for _, above in flat(roots)]
