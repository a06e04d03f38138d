"""Hrefs: what most of a page's links are is made whole by the short way, and comes out as by the long one."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identity import fold
from pipeline.parsers.hrefs import absolute

_PIECES = st.sampled_from(["/", "a", "..", ".", "?", "#", "//", ":", "%20", "é", "\\", "?a=b", "#f", "/..", "/.x", "b"])
_BASES = st.sampled_from(["https://blog.example/2024/05/a/", "http://x.example:8080", "https://x.example?q"])


@settings(max_examples=500, deadline=None)
@given(base=_BASES, pieces=st.lists(_PIECES, max_size=6))
def test_a_path_from_the_root_is_joined_as_the_standard_library_does(base: str, pieces: list[str]) -> None:
    href = "/" + "".join(pieces)
    if not href.startswith(("//", "/\\")):
        assert absolute(base, href) == urljoin(base, href)


@pytest.mark.parametrize(
    ("base", "href", "url"),
    [
        ("https://blog.example/a/", "/b?c=d#e", "https://blog.example/b?c=d#e"),
        ("https://blog.example/a/", "/b/../c", "https://blog.example/c"),
        ("HTTPS://Blog.example/a/", "/b", "https://Blog.example/b"),
        ("", "/b", None),
        ("https://blog.example:99999/", "/b", None),
        ("ftp://blog.example/", "/b", None),
    ],
)
def test_paths_from_the_root(base: str, href: str, url: str | None) -> None:
    assert absolute(base, href) == url


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="ascii") | st.sampled_from("äßÜéıﬁ²"), max_size=20))
def test_ascii_is_folded_as_everything_is(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text).casefold()
    assert fold(text) == " ".join(re.findall(r"[^\W_]+", plain))
