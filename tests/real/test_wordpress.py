"""`blogduck run` against a real WordPress: the archive must say what the site's database says, no more and no less."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.real.comparison import address, cut, database_time, plain_name, squashed, words_of_html
from tests.real.duck import Duck
from tests.servers import blog_posts
from tests.servers.blog import BlogComment
from tests.servers.wordpress import PublishedPost, WordPress, available

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(600),
    pytest.mark.skipif(available() is not None, reason=str(available())),
]

OPTIONS = {"page_comments": "1", "comments_per_page": "50", "default_comments_page": "newest"}
LOOKS = [
    ("blogduck-html5", "de_DE"),
    ("blogduck-classic", "en_US"),
    ("blogduck-reply-first", "de_DE"),
    ("blogduck-blocks", "en_US"),
]
SPARED_REQUESTS = 10

ARTICLES = "SELECT * FROM article WHERE page_kind = 'article'"
BYLINES = """SELECT a.url AS article_url, w.*
             FROM byline b JOIN author w USING (author_id) JOIN article a USING (article_id) ORDER BY b.position"""
TERMS = """SELECT a.url AS article_url, t.name
           FROM article_term JOIN term t USING (term_id) JOIN article a USING (article_id)"""
COMMENTS = """SELECT c.*, p.comment_key AS parent_key, a.url AS article_url
              FROM comment c JOIN article a USING (article_id)
              LEFT JOIN comment p ON p.comment_id = c.parent_comment_id"""


class Site:
    """A running WordPress with all our posts."""

    def __init__(self, wordpress: WordPress) -> None:
        self.wordpress = wordpress
        self.posts: dict[str, PublishedPost] = wordpress.publish(blog_posts.posts(), blog_posts.authors())


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with WordPress(options=OPTIONS) as wordpress:
        yield Site(wordpress)


class Truth:
    """What the database holds of everything public, and which comments the site shows."""

    def __init__(self, wordpress: WordPress) -> None:
        answer = wordpress.php("truth.php")
        self.posts: dict[str, dict[str, Any]] = {address(post["url"]): post for post in answer["posts"]}
        self.comments: dict[str, dict[str, Any]] = {str(row["id"]): row for row in answer["comments"]}
        self.shown = {key for key in self.comments if self._is_shown(key)}

    def _is_shown(self, key: str) -> bool:
        """WordPress leaves out answers to comments that are not approved, and everything under them."""
        parent = self.comments[key]["parent_id"]
        return not parent or (str(parent) in self.comments and self._is_shown(str(parent)))


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def archived(
    request: pytest.FixtureRequest, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Truth, Duck]:
    """The site under one theme and in one language, and the archive of one run over it."""
    theme, locale = request.param
    site.wordpress.configure(theme=theme, locale=locale)
    duck = Duck(tmp_path_factory.mktemp("duck"), site.wordpress.url)
    duck.run()
    assert site.wordpress.faults() == []
    return Truth(site.wordpress), duck


Archived = tuple[Truth, Duck]


def test_every_published_post_once_and_nothing_else(archived: Archived) -> None:
    truth, duck = archived
    found = Counter(address(row["url"]) for row in duck.rows(ARTICLES))
    assert found == Counter(truth.posts.keys())


def test_only_pages_stand_beside_the_posts(archived: Archived, site: Site) -> None:
    _, duck = archived
    pages = {address(site.posts[post.slug].url) for post in blog_posts.posts() if post.kind == "page"}
    others = [address(row["url"]) for row in duck.rows("SELECT url FROM article WHERE page_kind <> 'article'")]
    assert len(others) == len(set(others))
    assert set(others) <= pages


def test_posts_have_title_time_author_and_words_of_the_database(archived: Archived) -> None:
    truth, duck = archived
    differences = []
    names: dict[str, list[str]] = {}
    for row in duck.rows(BYLINES):
        names.setdefault(address(row["article_url"]), []).append(plain_name(row["name"]))
    for row in duck.rows(ARTICLES):
        post = truth.posts.get(address(row["url"]))
        if post is None:
            differences.append(f"{address(row['url'])} is not in the database")
            continue
        found = {
            "title": plain_name(row["title"]),
            "time": row["published_local"],
            "authors": names.get(address(row["url"])),
            "declared": row["comment_count_declared"] or 0,
            "words": squashed(row["body_text"]),
        }
        expected = {
            "title": plain_name(post["title"]),
            "time": _cut_like(row, database_time(post["published"])),
            "authors": [plain_name(post["author"])],
            "declared": post["comment_count"],
            "words": words_of_html(post["html"]),
        }
        differences += _differences(address(row["url"]), found, expected)
    assert not differences, "\n".join([f"{len(differences)} differences", *differences[:20]])


def test_terms_are_those_of_the_post(archived: Archived) -> None:
    truth, duck = archived
    for row in duck.rows(TERMS):
        if address(row["article_url"]) in truth.posts:
            assert plain_name(row["name"]) in map(plain_name, truth.posts[address(row["article_url"])]["terms"])


def test_authors_have_their_bios(archived: Archived) -> None:
    _, duck = archived
    people = {author.name: author for author in blog_posts.authors()}
    found = {row["name"]: row for row in duck.rows("SELECT * FROM author")}
    assert set(found) == set(people)
    for name, person in people.items():
        assert squashed(found[name]["bio"]) == squashed(person.bio), name
        assert (found[name]["phone"] or "") == person.phone, name
        assert (found[name]["email"] or "") == (person.email if person.email in person.bio else ""), name


def test_every_shown_comment_once_and_none_that_is_not_approved(archived: Archived) -> None:
    truth, duck = archived
    found = Counter(row["comment_key"] for row in duck.rows(COMMENTS))
    assert [key for key, times in found.items() if times > 1] == []
    assert sorted(truth.shown - set(found), key=int) == []
    assert sorted(set(found) - set(truth.comments)) == []


def test_comments_have_author_time_parent_kind_and_text_of_the_database(archived: Archived) -> None:
    truth, duck = archived
    rows = duck.rows(COMMENTS)
    stored = {row["comment_key"] for row in rows}
    differences = []
    for row in rows:
        comment = truth.comments.get(row["comment_key"])
        if comment is None:
            differences.append(f"comment {row['comment_key']} is not in the database: {row['text'][:60]!r}")
            continue
        parent = str(comment["parent_id"])
        found = {
            "article": address(row["article_url"]),
            "kind": row["kind"],
            "author": plain_name(row["author_name"]).replace("Anonymous", ""),
            "author url": address(row["author_url"]),
            "time": row["published_local"],
            "parent": row["parent_key"],
            "text": squashed(row["text"]),
        }
        expected = {
            "article": next(url for url, post in truth.posts.items() if post["id"] == comment["post_id"]),
            "kind": comment["kind"],
            "author": plain_name(comment["author"]),
            "author url": address(comment["author_url"]),
            "time": _cut_like(row, database_time(comment["published"])),
            "parent": parent if parent in stored else None,
            "text": words_of_html(comment["html"]),
        }
        differences += _differences(f"comment {row['comment_key']}", found, expected)
    assert not differences, "\n".join([f"{len(differences)} differences", *differences[:20]])


def test_comments_of_the_posts_author_are_marked(archived: Archived) -> None:
    truth, duck = archived
    marked = {row["comment_key"] for row in duck.rows(COMMENTS) if row["by_post_author"]}
    # Comments that only REST tells of come without the mark.
    assert marked & truth.shown == {key for key in truth.shown if truth.comments[key]["by_post_author"]}


def test_comment_times_are_exact_to_the_minute_and_their_instants_right(archived: Archived) -> None:
    truth, duck = archived
    for row in duck.rows(COMMENTS):
        if row["comment_key"] not in truth.comments:
            continue
        assert row["published_precision"] in ("minute", "second"), row["comment_key"]
        if row["published_at"] is not None:
            instant = database_time(truth.comments[row["comment_key"]]["published_gmt"])
            found = row["published_at"].astimezone(UTC).replace(tzinfo=None)
            assert found == _cut_like(row, instant), row["comment_key"]


def test_a_second_run_changes_nothing(archived: Archived) -> None:
    _, duck = archived
    tables = ("article", "article_version", "comment", "comment_version", "author", "byline")
    counts = " UNION ALL ".join(f"SELECT '{table}' AS name, count(*) AS rows FROM {table}" for table in tables)
    before = duck.rows(counts)
    duck.run()
    assert duck.rows(counts) == before


def _cut_like(row: dict[str, Any], moment: datetime) -> datetime | None:
    return cut(moment, row["published_precision"]) if row["published_precision"] else None


def _differences(place: str, found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    unequal = (key for key in expected if found[key] != expected[key])
    return [f"{place}: {key}: {_parting(found[key], expected[key])}" for key in unequal]


def _parting(found: Any, expected: Any) -> str:
    """Two values; of long texts only where they part."""
    if not (isinstance(found, str) and isinstance(expected, str)):
        return f"{found!r} for {expected!r}"
    at = next((at for at, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other), None)
    start = max(0, (min(len(found), len(expected)) if at is None else at) - 30)
    return f"at {start}: {found[start : start + 90]!r} for {expected[start : start + 90]!r}"


@pytest.fixture(scope="module")
def changing_site() -> Iterator[Site]:
    with WordPress(options=OPTIONS) as wordpress:
        yield Site(wordpress)


def _now() -> datetime:
    """The blog's wall clock. Seconds pass first, so that what follows is newer than everything fetched before."""
    time.sleep(1.1)
    return datetime.now(ZoneInfo("Europe/Berlin")).replace(tzinfo=None, microsecond=0)


def test_later_runs_find_what_changed(changing_site: Site, tmp_path: Path) -> None:
    """A full run finds a new comment, an edit and a removal; a plain one finds more of the kind in a few requests."""
    wordpress, posts = changing_site.wordpress, changing_site.posts
    duck = Duck(tmp_path, wordpress.url)
    duck.run()

    new = _add_comment(wordpress, posts["kuerbisbrot"], "Ich habe es mit Dinkel gebacken. Auch gut.", under="1")
    removed = posts["strasse-suesses-groesse"].comments["1"]
    wordpress.delete_comment(removed)
    _edit(wordpress, posts["a-short-note"], "The backups work. I restored two to be sure.")
    duck.run("--full")

    assert _texts(duck, new) == ["Ich habe es mit Dinkel gebacken. Auch gut."]
    assert _parent(duck, new) == str(posts["kuerbisbrot"].comments["1"])
    assert [row["comment_key"] for row in duck.rows("SELECT * FROM comment WHERE gone_at IS NOT NULL")] == [
        str(removed)
    ]
    assert _words(duck, posts["a-short-note"]) == "The backups work. I restored two to be sure."
    assert _former_words(duck, posts["a-short-note"]) == ["The backups work. I restored one to be sure. That’s all."]

    further = _add_comment(wordpress, posts["letters-from-readers"], "The clock says hello.")
    _edit(wordpress, posts["umzug-in-die-alte-faerberei"], "Die blaue Tür ist jetzt grün.")
    served = len(wordpress.requests())
    duck.run()

    requests = wordpress.requests()[served:]
    assert len(requests) <= SPARED_REQUESTS, [request["url"] for request in requests]
    assert _texts(duck, further) == ["The clock says hello."]
    assert _words(duck, posts["umzug-in-die-alte-faerberei"]) == "Die blaue Tür ist jetzt grün."
    assert [row["comment_key"] for row in duck.rows("SELECT * FROM comment WHERE gone_at IS NOT NULL")] == [
        str(removed)
    ]
    assert wordpress.faults() == []


def _add_comment(wordpress: WordPress, post: PublishedPost, text: str, under: str | None = None) -> int:
    comment = BlogComment(name="late", author="Späte Leserin", at=_now(), text=text)
    return wordpress.comment(post.id, comment, post.comments[under] if under else 0)


def _edit(wordpress: WordPress, post: PublishedPost, words: str) -> None:
    _now()
    wordpress.edit(post.id, post_content=words)


def _texts(duck: Duck, comment_id: int) -> list[str]:
    return [row["text"] for row in duck.rows(f"SELECT text FROM comment WHERE comment_key = '{comment_id}'")]


def _parent(duck: Duck, comment_id: int) -> str | None:
    (row,) = duck.rows(f"{COMMENTS} WHERE c.comment_key = '{comment_id}'")
    parent: str | None = row["parent_key"]
    return parent


def _words(duck: Duck, post: PublishedPost) -> str:
    (row,) = [row for row in duck.rows(ARTICLES) if address(row["url"]) == address(post.url)]
    words: str = row["body_text"]
    return words


def _former_words(duck: Duck, post: PublishedPost) -> list[str]:
    """What the post said before, in the order of time."""
    query = "SELECT a.url, v.body_text FROM article_version v JOIN article a ON a.article_id = v.id ORDER BY valid_from"
    former = [row["body_text"] for row in duck.rows(query) if address(row["url"]) == address(post.url)]
    return [words for words in former if words != _words(duck, post)]
