"""Strays: what the model of `pipeline/parsers/body/strays.py` may do, and what it never does."""

from __future__ import annotations

import pytest

from pipeline import parse_page
from pipeline.parsers.body import strays
from pipeline.parsers.body.doubts import NAMES

URL = "https://www.quaynews.example/2021/03/lamps"
ONE = "The lamps along the quay were older than the bridge, and each had a number that nobody could explain any more."
TWO = "When the first one went out, the ferry stayed on the other side, because its pilot had lost the landing place."
THREE = "A carpenter from the yard put a lantern on the last pole, and it has been burning there ever since that night."
FOUR = "The council will talk about new lamps in April, when the money for the winter has been counted and spent."
TEXT = [ONE, TWO, THREE, FOUR, *[f"And so it went on: {line}" for line in (ONE, TWO, THREE, FOUR)]]


def _text(inside: str) -> str:
    article = f'<article><h1>Lamps</h1><div class="entry-content">{inside}</div></article>'
    return parse_page(f"<html><head><title>Lamps</title></head><body>{article}</body></html>".encode(), url=URL).body.text


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_the_weights_are_for_what_is_asked() -> None:
    model = strays.learnt()
    assert model.names == NAMES
    assert all(0 <= place < len(model.names) for tree in model.trees for place in (tree[0], tree[2], tree[6]))


@pytest.mark.parametrize(
    "stray",
    [
        '<div class="app-box"><p>Get the latest news straight to your phone with our app.</p></div>',
        '<div class="box help"><a href="/app">Download our app</a></div>',
        '<div><a href="/app">To the newsletter</a></div><div class="social-share"><a href="/f">f</a></div>',
    ],
)
def test_lines_of_the_site_behind_the_text_go(stray: str) -> None:
    assert _text(_paragraphs(TEXT) + stray) == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "kept",
    [
        "<p>It was dark for eleven days.</p>",
        "<h2>The second winter</h2><p>It was dark for eleven days.</p>",
        "<ul><li>four lamps</li><li>two poles</li><li>one lantern</li></ul>",
        "<p>Thank you, and good night.</p>",
        "<blockquote><p>It was dark for eleven days.</p></blockquote>",
    ],
)
def test_short_lines_of_the_text_stay(kept: str) -> None:
    shown = _text(kept)
    assert shown
    assert _text(_paragraphs(TEXT) + kept).endswith(shown)
    assert shown in _text(_paragraphs(TEXT[:2]) + kept + _paragraphs(TEXT[2:]))


def test_a_text_of_a_few_words_loses_none() -> None:
    assert _text("<p>Subscribe to our newsletter</p><p>More on this topic</p><p>It was dark.</p>") == (
        "Subscribe to our newsletter\n\nMore on this topic\n\nIt was dark."
    )


def test_long_paragraphs_among_the_text_are_never_asked_about() -> None:
    long = f"Join us by the water! {ONE} {TWO}"
    assert _text(_paragraphs([*TEXT, long])).endswith(long)
