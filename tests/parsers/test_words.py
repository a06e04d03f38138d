"""Word counts and reading times, in the JSON and in the view `articles` alike."""

from __future__ import annotations

import re

import duckdb
import pytest

from pipeline import ParsedPage
from pipeline.models import Body
from pipeline.models.words import reading_minutes, word_count
from pipeline.resources import resource
from tests.parsers.posts_of_many_scripts import POSTS

TEXTS = {
    "It was the kettle's third half-hour – and we said: 'Boil!'": 10,
    "": 0,
    "– … 😀 ***": 0,
    "a\n\nb\tc": 3,
    "水が沸いた。": 3,
    "铜水壶 and 水壶": 4,
    "กาน้ำใบเก่า": 3,
    "नानी की केतली": 3,
    "3,5 km / 2017-06-09": 3,
}


def _in_view(text: str) -> int:
    """What the view counts."""
    view = re.sub(r"--.*", "", resource("sql/views/articles.sql").read_text("utf-8"))
    counting = re.search(r"len\(regexp_extract_all\(article\.body_text,.*?\)\) AS words", view, re.S)
    assert counting
    return int(duckdb.execute(f"SELECT {counting[0]} FROM (SELECT ? AS body_text) article", [text]).fetchall()[0][0])


@pytest.mark.parametrize(("text", "words"), TEXTS.items())
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert word_count(text) == words


@pytest.mark.parametrize("text", [*TEXTS, *("\n\n".join(post.paragraphs) for post in POSTS.values())])
def test_the_view_counts_as_the_json_does(text: str) -> None:
    assert _in_view(text) == word_count(text)


def test_the_same_story_is_about_as_long_in_any_language() -> None:
    lengths = {name: word_count(" ".join(post.paragraphs)) for name, post in POSTS.items()}
    assert max(lengths.values()) < 2.5 * min(lengths.values()), lengths


def test_begun_minutes_count_and_only_an_article_has_any() -> None:
    assert [reading_minutes(words) for words in (0, 1, 238, 239)] == [0, 1, 1, 2]
    said = ParsedPage("https://blog.example/a/", "article", body=Body("So it was.", "")).to_dict()
    assert (said["word_count"], said["reading_minutes"]) == (3, 1)
    said = ParsedPage("https://blog.example/", "home").to_dict()
    assert (said["word_count"], said["reading_minutes"]) == (None, None)
