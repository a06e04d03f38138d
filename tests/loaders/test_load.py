"""What a visit does to the rows: the life of articles, comments, authors and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from pipeline.errors import CheckFailed
from pipeline.loaders import state
from pipeline.loaders.checks import require_sound, run_checks
from pipeline.loaders.database import Database
from pipeline.loaders.load import Batch, LoadCounts, RunRow, finish_run, load_batch
from pipeline.models import (
    Author,
    Blog,
    Comment,
    Image,
    Link,
    Moment,
    NoticedProblem,
    Problem,
    Term,
    UrlState,
    Visit,
)
from tests.loaders.making import (
    BLOG,
    POST,
    START,
    article_of,
    at,
    capture,
    comment,
    hour,
    open_archive,
    page,
    revisit,
    rows,
    visit,
)

BERLIN = replace(BLOG, timezone="Europe/Berlin", timezone_source="settings")
EVA = "https://garden.example/author/eva/"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_archive(tmp_path) as opened:
        yield opened


def load(database: Database, *visits: Visit, blog: Blog = BLOG) -> LoadCounts:
    return load_batch(database, Batch(blogs=[blog], visits=visits))


def alive(database: Database) -> list[str]:
    return [key for (key,) in rows(database, "SELECT comment_key FROM comment WHERE gone_at IS NULL ORDER BY position")]


# Comments ----------


def test_an_edit_keeps_the_former_words_and_names_the_capture_of_the_new(database: Database) -> None:
    first, second = capture(POST, 1), capture(POST, 2)
    load(database, visit(1, page(comments=[comment("7", "Before")]), page_capture=first))
    counts = load(database, visit(2, page(comments=[comment("7", "After")]), page_capture=second))
    assert (counts.changed, counts.comments_changed, counts.comments_new) == (1, 1, 0)
    assert rows(database, "SELECT text, capture_id, words_since, first_seen_at FROM comment") == [
        ("After", second.capture_id, hour(2), hour(1))
    ]
    assert rows(database, "SELECT text, capture_id, valid_from, valid_to FROM comment_version") == [
        ("Before", first.capture_id, hour(1), hour(2))
    ]
    history = rows(database, "SELECT text, valid_from, valid_to FROM comment_history ORDER BY valid_from")
    assert history == [("Before", hour(1), hour(2)), ("After", hour(2), None)]


def test_other_mark_up_and_another_place_are_no_edit(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("7", html="<p>a</p>"), comment("8")])))
    counts = load(database, visit(2, page(comments=[comment("8"), comment("7", html="<p class=x>a</p>")])))
    assert (counts.unchanged, counts.comments_changed) == (1, 0)
    assert rows(database, "SELECT count(*) FROM comment_version") == [(0,)]
    assert alive(database) == ["8", "7"]


def test_only_a_complete_visit_can_miss_a_comment_and_it_may_return(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("7"), comment("8")])))
    assert load(database, visit(2, page(comments=[comment("7")]), complete=False)).comments_gone == 0
    truncated = capture(POST, 3, truncated="length")
    assert load(database, visit(3, page(comments=[comment("7")]), page_capture=truncated)).comments_gone == 0
    assert load(database, visit(4, page(comments=[comment("7")]))).comments_gone == 1
    assert rows(database, "SELECT last_seen_at, gone_at FROM comment WHERE comment_key = '8'") == [(hour(1), hour(4))]
    assert load(database, visit(5, page(comments=[comment("7"), comment("8")]))).comments_changed == 1
    assert alive(database) == ["7", "8"]


def test_a_comment_is_dated_by_the_capture_that_shows_it(database: Database) -> None:
    first = capture(POST, 1)
    more = capture(f"{POST}comment-page-2/", 1.5, purpose="comments", format="html", via=first.capture_id)
    shown = page(comments=[comment("7"), comment("8", found_in=f"{more.url}#comment-8")])
    load(database, visit(1, shown, page_capture=first, follow_ups=[more]))
    assert rows(database, "SELECT comment_key, capture_id, first_seen_at FROM comment ORDER BY position") == [
        ("7", first.capture_id, hour(1)),
        ("8", more.capture_id, hour(1.5)),
    ]
    assert rows(database, "SELECT role, found, page_capture_id FROM article_capture ORDER BY role DESC") == [
        ("page", 1, first.capture_id),
        ("comment_page", 1, first.capture_id),
    ]


def test_an_edited_comment_without_a_key_keeps_its_id(database: Database) -> None:
    text = "I planted seven roses along the wall last spring."
    other = comment("d:z", "Something else", by="Ann")
    load(database, visit(1, page(comments=[comment("d:a", text, by="Ann"), other])))
    ((before,),) = rows(database, "SELECT comment_id FROM comment WHERE comment_key = 'd:a'")
    edited = comment("d:b", text.replace("seven", "eight"), by="Ann")
    counts = load(database, visit(2, page(comments=[edited, other])))
    assert (counts.comments_new, counts.comments_changed, counts.comments_gone) == (0, 1, 0)
    assert rows(database, "SELECT comment_id FROM comment WHERE text LIKE '%eight%'") == [(before,)]


def test_the_same_author_and_minute_is_the_same_comment_whatever_it_says(database: Database) -> None:
    then = at("2024-02-01T10:30")
    load(database, visit(1, page(comments=[comment("d:a", "Yes", by="Ann", published=then)])))
    edited = comment("d:b", "On second thoughts no", by="Ann", published=then)
    counts = load(database, visit(2, page(comments=[edited])))
    assert (counts.comments_new, counts.comments_changed, counts.comments_gone) == (0, 1, 0)


def test_different_comments_without_keys_are_not_paired(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("d:a", "I like roses", by="Ann")])))
    counts = load(database, visit(2, page(comments=[comment("d:b", "Where can I buy a spade?", by="Ann")])))
    assert (counts.comments_new, counts.comments_gone) == (1, 1)


def test_an_answer_to_an_edited_comment_without_keys_follows_it(database: Database) -> None:
    root, answer = "Do roses like shade and rain?", comment("d:x", "They do not", by="Ben", parent_key="d:a")
    load(database, visit(1, page(comments=[comment("d:a", root, by="Ann"), answer])))
    edited = [comment("d:b", root + "?", by="Ann"), replace(answer, key="d:y", parent_key="d:b")]
    counts = load(database, visit(2, page(comments=edited)))
    assert (counts.comments_new, counts.comments_changed, counts.comments_gone) == (0, 1, 0)
    assert rows(database, "SELECT depth FROM thread_tree ORDER BY reading_order") == [(0,), (1,)]


def test_the_former_words_written_anew_are_another_comment(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("d:a", "I like these roses", by="Ann")])))
    load(database, visit(2, page(comments=[comment("d:b", "I like those roses", by="Ann")])))
    both = [comment("d:b", "I like those roses", by="Ann"), comment("d:a", "I like these roses", by="Ann")]
    counts = load(database, visit(3, page(comments=both)))
    assert counts.comments_new == 1
    assert rows(database, "SELECT count(DISTINCT comment_id) FROM comment") == [(2,)]


def test_a_parent_that_an_api_stated_outlives_capped_nesting(database: Database) -> None:
    def deep(source: str, parent: str) -> list[Comment]:
        answer = comment("3", parent_key=parent, parent_source=source)
        return [comment("1"), comment("2", parent_key="1", parent_source="nesting"), answer]

    load(database, visit(1, page(comments=deep("api", "2"))))
    load(database, visit(2, page(comments=deep("nesting", "1"))))
    assert rows(database, "SELECT author_name, depth FROM thread_tree ORDER BY reading_order")[-1] == ("Visitor 3", 2)


def test_a_new_comment_of_a_partial_visit_finds_its_known_parent(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("1"), comment("2", parent_key="1", depth=1)])))
    answer = comment("9", parent_key="2", parent_source="api")
    counts = load(database, visit(2, page(comments=[answer]), complete=False))
    assert (counts.comments_new, counts.comments_gone) == (1, 0)
    assert rows(database, "SELECT position, depth FROM comment WHERE comment_key = '9'") == [(3, 2)]


# Articles ----------


def test_an_unchanged_revisit_only_moves_times(database: Database) -> None:
    first = capture(POST, 1)
    load(database, visit(1, page(comments=[comment("7")]), page_capture=first))
    counts = load(database, visit(4, None, page_capture=revisit(first, 4)))
    assert counts.unchanged == 1
    moved = [(first.capture_id, hour(1), hour(4), None)]
    for table in ("article", "comment"):
        assert rows(database, f"SELECT capture_id, first_seen_at, last_seen_at, gone_at FROM {table}") == moved


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_answers_404_is_gone_until_it_is_back(database: Database, status: int) -> None:
    load(database, visit(1, page()))
    lost = visit(2, None, page_capture=capture(POST, 2, status=status))
    assert load(database, lost).by_url == {POST: "gone"}
    assert load(database, visit(3, None, page_capture=capture(POST, 3, status=status))).gone == 0
    assert rows(database, "SELECT gone_at FROM article") == [(hour(2),)]
    assert load(database, visit(5, page())).changed == 1
    assert rows(database, "SELECT gone_at FROM article") == [(None,)]


def test_a_login_form_in_an_articles_place_is_a_problem_and_not_its_end(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("7")])))
    login = page(page_kind="login", problems=(Problem("login", "a form"),))
    assert load(database, visit(2, login)).by_url == {POST: "not_article"}
    assert rows(database, "SELECT gone_at, title FROM article") == [(None, "Roses")]
    assert alive(database) == ["7"]
    assert rows(database, "SELECT code FROM problem ORDER BY code") == [("login",), ("not_an_article",)]


def test_redirects_and_canonical_addresses_are_aliases(database: Database) -> None:
    short = "https://garden.example/?p=12"
    load(database, visit(1, page(), page_capture=capture(short, 1, final_url=POST)))
    load(database, visit(2, page(f"{POST}amp/", canonical_url=POST)))
    assert load(database, visit(3, page(short))).unchanged == 1
    assert rows(database, "SELECT url FROM article") == [(POST,)]
    assert rows(database, "SELECT url, reason FROM article_alias ORDER BY url") == [
        (f"{POST}amp/", "redirect"),
        (short, "redirect"),
    ]


def test_a_canonical_address_elsewhere_or_at_home_is_not_believed(database: Database) -> None:
    load(
        database,
        visit(1, page(POST, canonical_url="https://garden.example/")),
        visit(2, page(f"{POST}2", canonical_url="https://copier.example/roses")),
    )
    assert rows(database, "SELECT url FROM article ORDER BY url") == [(POST,), (f"{POST}2",)]


def test_two_articles_that_turn_out_to_be_one_are_merged_under_the_older_id(database: Database) -> None:
    new = "https://garden.example/roses-for-all/"
    load(database, visit(1, page(POST, comments=[comment("1"), comment("2", parent_key="1")])))
    older = article_of(database)
    load(database, visit(2, page(new, comments=[comment("2"), comment("3", parent_key="2")])))
    moved = visit(3, page(new, comments=[comment("1"), comment("2", parent_key="1"), comment("3", parent_key="2")]),
                  page_capture=capture(POST, 3, final_url=new))  # fmt: skip
    load(database, moved)
    assert article_of(database) == older
    assert alive(database) == ["1", "2", "3"]
    assert rows(database, "SELECT max(depth) FROM thread_tree") == [(2,)]
    assert load(database, visit(4, page(POST, comments=[comment("1")]), complete=False)).by_url == {POST: "unchanged"}
    require_sound(run_checks(database.connection))


def test_a_removed_post_that_redirects_to_another_is_not_merged_with_it(database: Database) -> None:
    other = "https://garden.example/tulips/"
    load(database, visit(1, page(POST)), visit(2, page(other, title="Tulips", text="About tulips.")))
    tulips = page(other, title="Tulips", text="About tulips.")
    load(database, visit(3, tulips, page_capture=capture(POST, 3, final_url=other)))
    assert rows(database, "SELECT title FROM article ORDER BY title") == [("Roses",), ("Tulips",)]


def test_an_edited_article_keeps_its_former_words(database: Database) -> None:
    load(database, visit(1, page(text="Before")))
    counts = load(database, visit(2, page(text="After")))
    assert counts.by_url == {POST: "changed"}
    versions = rows(database, "SELECT body_text, valid_from, valid_to FROM article_version")
    assert versions == [("Before", hour(1), hour(2))]


def test_links_and_images_name_the_capture_that_showed_them_first(database: Database) -> None:
    there, more = Link("https://a.example/", "a"), Link("https://b.example/", "b", place="comment", comment_key="7")
    first = capture(POST, 1)
    image = Image("https://garden.example/i.jpg", "A rose")
    load(database, visit(1, page(links=(there,), images=(image,)), page_capture=first))
    load(database, visit(2, page(comments=[comment("7")], links=(there, more), images=(image,))))
    found = rows(database, "SELECT url, place, comment_id IS NOT NULL, capture_id FROM link ORDER BY position")
    assert found[0] == ("https://a.example/", "body", False, first.capture_id)
    assert found[1][:3] == ("https://b.example/", "comment", True)
    assert rows(database, "SELECT alt, capture_id FROM image") == [("A rose", first.capture_id)]


def test_a_newer_parser_rereads_without_inventing_history(database: Database) -> None:
    first = capture(POST, 1)
    former = page(text="Share Roses", comments=[comment("1", "Hi Reply"), comment("2", "no comment at all")])
    load(database, visit(1, former, page_capture=first))
    assert {version for _, version in state.parser_versions(database)} == {"1"}
    better = page(text="Roses", comments=[comment("1", "Hi")], parser_version="2")
    load(database, visit(1, better, page_capture=first))
    known = rows(database, "SELECT comment_key, text, gone_at, capture_id FROM comment")
    assert known == [("1", "Hi", None, first.capture_id)]
    assert rows(database, "SELECT body_text, parser_version FROM article") == [("Roses", "2")]
    for table in ("comment_version", "article_version"):
        assert rows(database, f"SELECT count(*) FROM {table}") == [(0,)]
    assert {version for _, version in state.parser_versions(database)} == {"2"}


def test_rows_of_different_parsers_are_never_compared(database: Database) -> None:
    load(database, visit(1, page(text="Share Roses", comments=[comment("1", "Hi Reply"), comment("2")])))
    counts = load(database, visit(2, page(text="Roses", comments=[comment("1", "Hi")], parser_version="2")))
    assert counts.comments_gone == 0
    assert rows(database, "SELECT count(*) FROM comment_version") == [(0,)]


def test_a_capture_older_than_what_is_known_only_adds(database: Database) -> None:
    load(database, visit(5, page(text="Today", comments=[comment("1", "Edited")])))
    load(database, visit(2, page(text="Then", comments=[comment("1", "First"), comment("2")])))
    assert rows(database, "SELECT body_text, first_seen_at FROM article") == [("Today", hour(2))]
    assert rows(database, "SELECT comment_key, text, gone_at FROM comment ORDER BY comment_key") == [
        ("1", "Edited", None),
        ("2", "Text of 2.", hour(5)),
    ]
    assert ("late_capture",) in rows(database, "SELECT code FROM problem")


# People, terms, times ----------


def test_a_name_joins_the_one_author_of_that_name_with_a_profile(database: Database) -> None:
    load(database, visit(1, page("https://garden.example/a", authors=[Author("Eva", email="eva@garden.example")])))
    load(database, visit(2, page("https://garden.example/b", authors=[Author("Eva", EVA, bio="Gardens.")])))
    load(database, visit(3, page("https://garden.example/c", authors=[Author("EVA")])))
    assert rows(database, "SELECT url, bio, email FROM author") == [(EVA, "Gardens.", "eva@garden.example")]
    assert rows(database, "SELECT count(*), count(DISTINCT author_id) FROM byline") == [(3, 1)]


def test_a_name_that_two_profiles_share_stands_for_itself(database: Database) -> None:
    for number, url in enumerate([EVA, "https://garden.example/author/eva-2/", None], 1):
        load(database, visit(number, page(f"https://garden.example/{number}", authors=[Author("Eva", url)])))
    assert rows(database, "SELECT count(DISTINCT author_id) FROM byline") == [(3,)]


@pytest.mark.parametrize("address", ["", "/about.html", "/team/", "/%C3%BCber-uns/", "/blog/redaktion", "/%C3%BCber-mich"])
def test_a_page_that_people_share_is_nobodys_profile(database: Database, address: str) -> None:
    shared = f"https://garden.example{address}"
    load(database, visit(1, page(authors=[Author("Eva", shared), Author("Ute", shared)])))
    assert rows(database, "SELECT name FROM author ORDER BY name") == [("Eva",), ("Ute",)]


def test_terms_are_one_per_folded_name(database: Database) -> None:
    load(database, visit(1, page("https://garden.example/a", terms=(Term("tag", "Rose"),))))
    linked = Term("tag", "rose", "https://garden.example/tag/rose")
    load(database, visit(2, page("https://garden.example/b", terms=(linked,))))
    assert rows(database, "SELECT name, url FROM term") == [("Rose", "https://garden.example/tag/rose")]
    assert rows(database, "SELECT count(*) FROM article_term") == [(2,)]


@pytest.mark.parametrize(
    ("local", "precision", "instant"),
    [
        ("2024-06-09T14:16", "minute", "2024-06-09T12:16+00:00"),
        ("2024-01-09T14:00", "hour", "2024-01-09T13:00+00:00"),
        ("2024-06-09", "day", None),
        ("2024-10-27T02:30", "minute", None),
        ("2024-03-31T02:30", "minute", None),
    ],
)
def test_a_wall_clock_becomes_an_instant_only_where_the_zone_allows(
    database: Database, local: str, precision: str, instant: str | None
) -> None:
    load(database, visit(1, page(comments=[comment("1", published=at(local, precision))])), blog=BERLIN)
    expected = (datetime.fromisoformat(instant), "blog_zone") if instant else (None, None)
    assert rows(database, "SELECT published_at, published_at_source FROM comment") == [expected]
    assert rows(database, "SELECT published_local FROM comment") == [(datetime.fromisoformat(local),)]


def test_a_zone_learnt_later_serves_the_rows_before(database: Database) -> None:
    told = Moment("2024-06-09T14:16+09:00", None, datetime.fromisoformat("2024-06-09T14:16+09:00"), "minute")
    comments = [comment("1", published=at("2024-06-09T14:16")), comment("2", published=told)]
    load(database, visit(1, page(comments=comments, published=at("2024-06-01T08:00"))))
    load_batch(database, Batch(blogs=[replace(BLOG, timezone="Europe/Berlin", timezone_source="learnt")]))
    assert rows(database, "SELECT published_at, published_at_source FROM comment ORDER BY comment_key") == [
        (datetime.fromisoformat("2024-06-09T12:16+00:00"), "blog_zone"),
        (datetime.fromisoformat("2024-06-09T05:16+00:00"), "page"),
    ]
    assert rows(database, "SELECT published_at FROM article") == [(datetime.fromisoformat("2024-06-01T06:00+00:00"),)]


def test_a_relative_time_is_kept_as_it_was_first_and_finest(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("1", published=at("2024-03-01T10:00", "hour", "3 hours ago"))])))
    load(database, visit(50, page(comments=[comment("1", published=at("2024-03-01", "day", "2 days ago"))])))
    assert rows(database, "SELECT published_raw FROM comment") == [("3 hours ago",)]
    load(database, visit(60, page(comments=[comment("1", published=at("2024-01-05T09:00", "minute"))])))
    assert rows(database, "SELECT published_raw FROM comment") == [("2024-01-05T09:00",)]


def test_strange_characters_and_numbers_are_loaded(database: Database) -> None:
    odd = page(text="a\0b \ud800 c", comments=[comment("1", "\udfff")], comment_count_declared=10**30)
    load(database, visit(1, odd))
    assert rows(database, "SELECT body_text, comment_count_declared FROM article") == [("a\0b ? c", None)]


# The ledger ----------


def url_state(url: str, name: str, when: float | None = None, **fields: object) -> UrlState:
    return UrlState(url, "garden", "feed", name, fetched_at=hour(when) if when else None, **fields)


def test_addresses_know_their_article_and_when_they_are_due(database: Database) -> None:
    fetched = url_state(POST, "fetched", 1, next_due_at=hour(30), published_at=hour(-50))
    found = [url_state(f"https://garden.example/{n}", "found", published_at=hour(n)) for n in (1, 2)]
    source = url_state("https://garden.example/feed/", "source", 1)
    load_batch(database, Batch(blogs=[BLOG], visits=[visit(1, page())], urls=[fetched, *found, source]))
    assert state.known_urls(database, "garden")["garden.example/2024/roses"].article_id == article_of(database)
    assert [one.url[-1] for one in state.due_urls(database, "garden", hour(2))] == ["2", "1"]
    assert [one.url for one in state.due_urls(database, "garden", hour(31))][-1] == POST
    assert [one.url for one in state.sources(database, "garden")] == [source.url]
    assert state.next_due(database, hour(2)) == hour(30)
    assert state.due_now(database, hour(2)) == 2
    assert state.due_now(database, hour(31)) == 3


def test_being_found_again_or_an_older_word_is_no_news_of_a_fetched_address(database: Database) -> None:
    load_batch(database, Batch(blogs=[BLOG], urls=[url_state(POST, "fetched", 3)]))
    load_batch(database, Batch(blogs=[BLOG], urls=[url_state(POST, "found"), url_state(POST, "failed", 2)]))
    assert state.known_urls(database, "garden")["garden.example/2024/roses"].state == "fetched"


def test_previous_captures_follow_revisits_to_the_body(database: Database) -> None:
    old = capture(POST, 1, headers={"etag": "a"}, warc_offset=99, body_digest="sha256:x")
    again = replace(revisit(old, 2), headers={"etag": "b"})
    failed = capture(POST, 3, status=None, payload_digest=None, error=Problem("unreachable", "no route"))
    load_batch(database, Batch(blogs=[BLOG], captures=[old, again, failed]))
    found = state.previous_captures(database, "garden")[POST]
    assert (found.capture_id, found.etag, found.warc_offset) == (old.capture_id, "b", 99)
    assert state.locate(database, old.capture_id) == ("a.warc.gz", 99)
    assert state.locate(database, UUID(int=0)) is None


def test_the_captures_behind_an_article_are_those_with_bodies(database: Database) -> None:
    first = capture(POST, 1, warc_offset=10)
    more = capture(f"{POST}page-2", 1.5, purpose="comments", format="html", via=first.capture_id, warc_offset=20)
    load(database, visit(1, page(), page_capture=first, follow_ups=[more]))
    later = revisit(first, 9)
    more_later = replace(revisit(more, 9.5), via=later.capture_id)
    load(database, visit(9, None, page_capture=later, follow_ups=[more_later]))
    found = state.visit_captures(database, article_of(database))
    assert found is not None
    assert (found.page.capture_id, found.page.warc_offset) == (first.capture_id, 10)
    assert [(one.capture_id, one.role) for one in found.follow_ups] == [(more.capture_id, "comment_page")]


def test_known_comment_keys_are_the_engines(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("12"), comment("d:x")])))
    assert state.comment_keys_known(database, "garden") == {"12"}


def test_what_was_learnt_of_a_blog_stays(database: Database) -> None:
    learnt = replace(BLOG, engine="wordpress", timezone="Europe/Berlin", timezone_source="learnt")
    load_batch(database, Batch(blogs=[learnt]))
    load_batch(database, Batch(blogs=[Blog("garden", BLOG.url)]))
    assert state.blogs(database)["garden"] == learnt


def test_progress_never_goes_back_and_runs_have_one_row(database: Database) -> None:
    run = RunRow(UUID(int=0), START, failed_by_cause={"unreachable": 2}, failed=2)
    for offset, closed in ((100, False), (50, False), (200, True)):
        load_batch(database, Batch(progress={"a.warc.gz": (offset, closed)}, run=run))
    finish_run(database, replace(run, status="done", ended_at=START + timedelta(hours=1)))
    assert state.loaded_offsets(database) == {"a.warc.gz": (200, True)}
    assert rows(database, "SELECT status, failed_by_cause->>'unreachable' FROM run") == [("done", "2")]


def test_a_problem_is_noticed_once(database: Database) -> None:
    problem = NoticedProblem("fetch", "unreachable", "no route", "garden", POST, None, hour(1))
    parsed = page(problems=(Problem("x", "y"),))
    for _ in range(2):
        load_batch(database, Batch(blogs=[BLOG], problems=[problem, problem], visits=[visit(1, parsed)]))
    assert rows(database, "SELECT stage, code FROM problem ORDER BY code") == [("fetch", "unreachable"), ("parse", "x")]


# Checks ----------


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        ("UPDATE comment SET parent_comment_id = uuid() WHERE comment_key = '2'", "comment_without_parent"),
        ("UPDATE comment SET parent_comment_id = comment_id WHERE comment_key = '2'", "comment_in_a_ring"),
        ("UPDATE comment SET article_id = uuid() WHERE comment_key = '2'", "comment_without_article"),
        ("UPDATE comment SET article_id = uuid() WHERE comment_key = '2'", "parent_in_other_article"),
        ("INSERT INTO comment FROM comment", "duplicate_keys"),
        ("DELETE FROM author", "byline_without_author"),
        ("DELETE FROM capture", "row_without_capture"),
    ],
)
def test_each_check_finds_its_fault(database: Database, fault: str, check: str) -> None:
    comments = [comment("1"), comment("2", parent_key="1")]
    load(database, visit(1, page(comments=comments, authors=[Author("Eva")])))
    assert run_checks(database.connection) == []
    database.connection.execute(fault)
    findings = run_checks(database.connection)
    assert check in {finding.check for finding in findings}
    with pytest.raises(CheckFailed, match=check):
        require_sound(findings)


def test_a_comment_before_its_article_is_a_warning_that_is_told(database: Database) -> None:
    early = comment("1", published=at("2020-01-01T10:00"))
    load(database, visit(1, page(comments=[early], published=at("2024-01-01T10:00"))))
    assert rows(database, "SELECT stage, code FROM problem") == [("check", "comment_before_article")]


def test_a_batch_that_fails_a_check_is_not_loaded(database: Database) -> None:
    load(database, visit(1, page(comments=[comment("1")])))
    database.connection.execute("UPDATE comment SET comment_id = uuid()")
    with pytest.raises(CheckFailed, match="duplicate_keys"):
        database.connection.execute("INSERT INTO comment FROM comment")
        load(database, visit(2, page(text="Changed", comments=[comment("1")])))
    assert rows(database, "SELECT body_text FROM article") == [("About roses.",)]
