"""Named queries and views over a small archive; what a query may not do; what its errors say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pipeline.archive import Archive
from pipeline.errors import SettingsError
from pipeline.loaders.load import Batch, RunRow, finish_run, load_batch
from pipeline.loaders.queries import Answer, list_queries, run_query
from pipeline.models import Author, Blog, Link, Problem, Term
from pipeline.resources import resource
from tests.loaders.making import BLOG, POST, START, at, comment, hour, open_archive, page, visit

EVA = Author("Eva", "https://garden.example/author/eva/", bio="Gardens.")
OTHER = Blog("kitchen", "https://kitchen.example/")
TULIPS = "https://garden.example/tulips/"
FORMER = [
    comment("1", "When do roses bloom?", by="Ann", published=at("2024-01-01T08:00")),
    comment("2", "In June.", by="Eva", by_post_author=True, parent_key="1", published=at("2024-01-01T11:00")),
    comment("3", "Thanks, see my wall", by="Ann", parent_key="2", published=at("2024-01-02T09:00")),
    comment("4", "Mine never do", by="Ben", published=at("2024-02-03T22:00")),
    comment("5", "Buy cheap spades", by="Spam", published=at("2024-02-04T03:00")),
    comment("6", "[…] as the Garden writes […]", by="Hedges", kind="pingback", published=at("2024-02-05"),
            target="https://www.hedges.example/roses"),
]  # fmt: skip


def fill(folder: Path) -> None:
    links = (
        Link("https://www.walls.example/a", "wall", "nofollow", "comment", "3"),
        Link("https://walls.example/b", "wall", None, "comment", "3"),
        Link("https://elsewhere.example/", "there"),
    )
    common: dict[str, Any] = {"authors": [EVA], "published": at("2023-12-31T10:00"), "comment_count_declared": 6,
                              "terms": (Term("tag", "Rose"), Term("category", "Flowers")), "links": links}  # fmt: skip
    edited = replace(FORMER[3], text="Mine always do")
    left = [*FORMER[:3], edited, FORMER[5]]
    hidden = Problem("comments_missing", "one is not shown")
    with open_archive(folder) as database:
        solved = Problem("title_missing", "as long as the first look was the last")
        first = page(comments=FORMER, problems=(solved,), **common)
        load_batch(database, Batch([BLOG], visits=[visit(1, first)]))
        again = page(text="Now of roses.", comments=left, problems=(hidden,), **common)
        load_batch(database, Batch([BLOG], visits=[visit(9, again)]))
        soup = page("https://kitchen.example/soup/", title="Soup", text="Of rose hips.", comment_count_declared=0)
        tulips = page(TULIPS, title="Tulips", text="No word.", comments=[comment("9", "Red roses?", by="ann")])
        finish_run(database, RunRow(UUID(int=1), START, status="done", fetched=7))
        load_batch(database, Batch([BLOG, OTHER], visits=[visit(3, soup, blog=OTHER), visit(4, tulips)]))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    fill(folder)
    return folder / "archive.duckdb"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    # A file of its own: one process can't have one file open with two sets of permissions.
    folder = tmp_path_factory.mktemp("open")
    fill(folder)
    with Archive(folder) as opened:
        yield opened


def ask(archive: Archive, name: str, columns: str = "", **params: object) -> list[Any]:
    relation = archive.sql(name, **params)
    return (relation.select(*columns.split(", ")) if columns else relation).fetchall()


ANSWERS = [
    ("top_commenters", "name, comments, articles, answers", {},
     [("Ann", 3, 2, 1), ("Ben", 1, 1, 0), ("Eva", 1, 1, 1)]),
    ("most_discussed", "title, comments, commenters, authors", {"limit": 2},
     [("Roses", 5, 4, "Eva"), ("Tulips", 1, 1, None)]),
    ("deepest_threads", "title, deepest, comments, answers", {}, [("Roses", 2, 5, 2), ("Tulips", 0, 1, 0)]),
    ("threads_by_depth", "depth, comments", {"blog": "garden"}, [(0, 4), (1, 1), (2, 1)]),
    ("thread", "line, kind", {"article": "roses"},
     [("Ann", "comment"), ("  Eva", "comment"), ("    Ann", "comment"), ("Ben", "comment"),
      ("Spam", "comment"), ("Hedges", "pingback")]),
    ("unanswered_comments", "author_name, text", {},
     [("Ben", "Mine always do"), ("Ann", "Thanks, see my wall"), ("ann", "Red roses?")]),
    ("response_time", "author_name, answers, median_hours", {}, [("Eva", 1, 3.0)]),
    ("comments_per_month", "", {}, [(date(2024, 1, 1), 3, 0, 1), (date(2024, 2, 1), 1, 1, 1)]),
    ("comments_by_hour", "", {}, [(3, 1), (8, 1), (9, 1), (11, 1), (22, 1)]),
    ("declared_not_found", "title, declared, shown, found, gone, why_not", {},
     [("Roses", 6, 5, 5, 1, "one is not shown")]),
    ("edited_comments", "author_name, before_text, after_text, changed_at", {},
     [("Ben", "Mine never do", "Mine always do", hour(9))]),
    ("edited_articles", "title, versions, words_before, words_now", {}, [("Roses", 1, 2, 3)]),
    ("vanished_comments", "author_name, last_seen_at, gone_at", {}, [("Spam", hour(1), hour(9))]),
    ("newest_comments", "author_name, published_local", {"limit": 2},
     [("ann", None), ("Hedges", datetime(2024, 2, 5))]),
    ("posts_by_author", "name, posts, words, comments", {}, [("Eva", 1, 3, 5)]),
    ("posts_by_term", "kind, name, posts, comments", {}, [("category", "Flowers", 1, 5), ("tag", "Rose", 1, 5)]),
    ("posts_by_term", "name", {"kind": "tag"}, [("Rose",)]),
    ("cited_domains", "", {}, [("walls.example", 2, 1, 1)]),
    ("pingback_sources", "domain, pings, articles", {}, [("hedges.example", 1, 1)]),
    ("search", "found_in, author", {"words": "BLOOM roses"}, [("comment", "Ann")]),
    ("search", "title", {"words": "rose", "blog": "kitchen"}, [("Soup",)]),
    ("search", "title", {"words": "  "}, []),
    ("failures", "stage, code, problems", {"blog": "garden"}, [("parse", "comments_missing", 1)]),
    ("blogs", "blog, posts, declared, found, threads_that_differ", {},
     [("garden", 2, 6, 6, 1), ("kitchen", 1, 0, 0, 0)]),
    ("runs", "status, fetched", {}, [("done", 7)]),
    ("as_of", "author_name, text", {"article": "Roses", "moment": "2024-03-01 14:00:00+00"},
     [(one.author.name, one.text) for one in FORMER]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "columns", "params", "expected"), ANSWERS)
def test_named_queries_answer(
    archive: Archive, name: str, columns: str, params: dict[str, object], expected: list[Any]
) -> None:
    assert ask(archive, name, columns, **params) == expected


def test_every_named_query_is_documented_and_answered_above() -> None:
    queries = list_queries()
    assert len(queries) >= 14
    assert {query.name for query in queries} == {name for name, *_ in ANSWERS}
    for query in queries:
        assert query.purpose.endswith("."), query.name
        assert query.columns, query.name
        assert {one.name for one in query.parameters} == set(re.findall(r"\$(\w+)", query.sql)), query.name


def test_a_blog_without_rows_gives_empty_answers(archive: Archive) -> None:
    for query in list_queries():
        params = {one.name: "nobody" for one in query.parameters if one.is_required or one.name == "blog"}
        params |= {"moment": "2024-01-01"} if "moment" in params else {}
        if "blog" in params or "article" in params:
            assert archive.sql(query.name or "", **params).fetchall() == [], query.name


def test_every_view_says_what_it_is_and_answers(archive: Archive) -> None:
    files = sorted((resource("sql") / "views").glob("*.sql"))
    assert {"articles", "thread_tree", "comment_audit", "commenters", "latest_comments"} <= {one.stem for one in files}
    for file in files:
        assert file.read_text("utf-8").startswith("-- ")
        assert archive.sql(f"FROM {file.stem}").fetchall(), file.stem


def test_the_audit_explains_each_difference(archive: Archive) -> None:
    found = dict(archive.sql("SELECT title, why_not FROM comment_audit").fetchall())
    assert found == {"Roses": "one is not shown", "Soup": None, "Tulips": "the page declares no number"}


@pytest.mark.parametrize(
    ("sql", "params", "message"),
    [
        ("top_comenters", {}, "did you mean top_commenters"),
        ("comment_adit", {}, "did you mean comment_audit"),
        ("selct", {}, "the SQL is wrong: .*syntax error"),
        ("as_of", {"article": "Roses", "moment": "yesterday"}, "parameter 'moment' can't be 'yesterday'"),
        ("qqqqqq", {}, "--list"),
        ("nowhere.sql", {}, "no file nowhere.sql"),
        ("search", {}, "needs 'words'"),
        ("search", {"words": "a", "colour": "red"}, "no parameter 'colour'"),
        ("SELECT $x", {}, "this SQL needs 'x'"),
        ("SELECT title FROM artikel", {}, r"(?s)artikel.*did you mean.*article.*LINE 1.*\^"),
        ("SELECT 1; SELECT 2", {}, "one statement"),
        ("DELETE FROM comment", {}, "only questions"),
        ("top_commenters", {"limit": "many"}, "limit.*must be a number, not .many"),
        ("SELECT 'a'::INTEGER FROM article", {}, "Could not convert"),
        ("", {}, "give SQL"),
        ("-- nothing", {}, "give SQL"),
    ],
)
def test_mistakes_are_explained(path: Path, sql: str, params: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=re.compile(message, re.I)), run_query(path, sql, params) as answer:
        answer.rows()


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_csv('{file}')",
        "FROM '{file}'",
        "COPY article TO '{file}'",
        "ATTACH '{file}' AS other",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "FROM glob('/*')",
    ],
)
def test_a_query_has_no_way_out(path: Path, tmp_path: Path, sql: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a\n1\n")
    with pytest.raises(SettingsError), run_query(path, sql.format(file=file)) as answer:
        answer.rows()
    assert file.read_text() == "a\n1\n"


def test_other_files_are_read_when_allowed(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("name\nAnn\n")
    sql = f"SELECT commenters.comments FROM commenters SEMI JOIN '{file}' AS names USING (name)"
    with run_query(path, sql, allow_external=True) as answer:
        assert answer.rows() == [(3,)]


def test_a_file_of_ones_own_may_have_parameters_with_defaults(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.sql"
    header = "-- purpose: Mine.\n-- param who = 'Ben': whose\n"
    file.write_text(f"{header}SELECT count(*) FROM comment WHERE author_name = $who\n")
    with run_query(path, str(file)) as answer:
        assert answer.rows() == [(1,)]
    with run_query(path, str(file), {"who": "Eva"}) as answer:
        assert answer.arrow().to_pylist() == [{"count_star()": 1}]
        assert isinstance(answer, Answer)


def test_a_dollar_in_a_text_is_no_parameter(path: Path) -> None:
    with run_query(path, "SELECT '$5', \"title\" FROM article -- $x\nLIMIT 1") as answer:
        assert answer.rows()[0][0] == "$5"


@pytest.mark.parametrize("name", ["comment_audit", "article", "Article", "comment-audit"])
def test_the_name_of_a_view_or_table_means_its_rows(archive: Archive, name: str) -> None:
    assert archive.sql(name).fetchall()


def test_an_archive_answers_python(archive: Archive) -> None:
    relation = archive.sql("SELECT title FROM articles WHERE comments >= $least ORDER BY title", least=1)
    assert relation.columns == ["title"]
    assert relation.to_arrow_table().to_pydict() == {"title": ["Roses", "Tulips"]}
    assert relation.filter("title = 'Roses'").fetchall() == [("Roses",)]


def test_the_archive_page_is_in_the_path(archive: Archive) -> None:
    assert archive.sql("SELECT count(*) FROM article WHERE url = $url", url=POST).fetchall() == [(1,)]
