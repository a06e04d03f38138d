"""Class words: what tokens say, and that the search for stems loses nothing that the patterns would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.parsers import class_words
from pipeline.parsers.class_words import AUTHOR_BOX, BYLINE, CONTENT, FURNITURE, META, TAGS, TERM_LIST, kinds_of
from pipeline.parsers.stems import StemSearch, leading_stem

_LETTERS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", max_size=8)
_PATTERNS = st.sampled_from([(flag, words.pattern) for flag, words in class_words._KINDS.items()])


@pytest.mark.parametrize(
    ("token", "flags"),
    [
        ("entry-content", CONTENT),
        ("jp-relatedposts", FURNITURE),
        ("shareholder", 0),
        ("postmeta", META),
        ("category-news", 0),
        ("td-post-author-name", META | BYLINE),
        ("comment-author", META),
        ("author-bio", AUTHOR_BOX | META),
        ("post-tags", TAGS | TERM_LIST),
        ("kettle", 0),
    ],
)
def test_what_a_token_says(token: str, flags: int) -> None:
    assert kinds_of(token) == flags


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_match_of_a_pattern_is_without_its_stem(data: st.DataObject) -> None:
    flag, pattern = data.draw(_PATTERNS)
    found = data.draw(st.from_regex(pattern, alphabet=st.characters(codec="ascii", exclude_characters="\n")))
    token = found.replace(" ", "").lower()
    if pattern.search(token):
        assert class_words._SEARCH.flags_in(token) & flag


@settings(max_examples=200, deadline=None)
@given(before=_LETTERS, after=_LETTERS, word=st.sampled_from(sorted(class_words._SEARCH._flags)))
def test_the_search_changes_no_answer(before: str, after: str, word: str) -> None:
    token = f"{before}{word}{after}"
    told = sum(flag for flag, words in class_words._KINDS.items() if words.pattern.search(token))
    if class_words._TERM.match(token):
        told &= BYLINE | TERM_LIST
    assert kinds_of(token) == (told & ~BYLINE if "comment" in token else told)


@pytest.mark.parametrize(
    ("alternative", "stem"),
    [("comment-?form", "comment"), ("ads?", "ad"), ("e-content", "e-content"), ("(?<!code-)toolbar", "toolbar")],
)
def test_leading_stem(alternative: str, stem: str) -> None:
    assert leading_stem(alternative) == stem


@pytest.mark.parametrize("alternative", ["(?:post)?meta", "a?", "[ab]out", "nav|menu"])
def test_an_alternative_without_leading_letters_is_refused(alternative: str) -> None:
    with pytest.raises(ValueError, match=re.escape(alternative)):
        leading_stem(alternative)


def test_stems_within_and_across_each_other_are_found() -> None:
    search = StemSearch({1: ["post"], 2: ["postnav"], 4: ["stna"], 8: ["menu", "navi"]})
    assert search.flags_in("a-postnavi") == 1 | 2 | 4 | 8
    # A stem stands for the longer ones that begin with it.
    assert search.flags_in("post") == 1 | 2
    assert search.flags_in("men") == 0
