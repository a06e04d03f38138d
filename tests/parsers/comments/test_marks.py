"""What a page tells beside a comment's words: when it was changed, whose post it is, that it was taken away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline import parse_page
from pipeline.models import Comment, Document
from pipeline.parsers.dates import DateContext
from pipeline.parsers.placeholders import state_of
from pipeline.parsers.records.sites import registrable, same_site
from tests.parsers.comments.reading import URL, read

_TEXT = "<p>On Saturday the oven was cold and the dough was not, so I left it until the evening, and it was better.</p>"


def _generic(*comments: str) -> bytes:
    listing = "".join(f'<div class="comment" id="c{number}">{inner}</div>' for number, inner in enumerate(comments, 11))
    return (
        f'<html lang="en"><head><title>Bread</title></head><body><article><h1>Bread</h1>{_TEXT}</article>'
        f'<div class="comments"><h3>Comments</h3>{listing}</div></body></html>'
    ).encode()


def _comment(name: str, text: str, more: str = "", badge: str = "") -> str:
    return (
        f'<span class="name">{name}</span>{badge} <time class="date" datetime="2019-03-05T10:15:00+01:00">Mar 5, 2019</time>'
        f'<div class="text"><p>{text}</p></div>{more}<a href="#">Reply</a>'
    )


def _comments(html: bytes) -> tuple[Comment, ...]:
    return read(html)[1].comments


# Edits ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "edited"),
    [
        ('<time class="edited-timestamp" datetime="2019-03-06T08:00:00+01:00">*</time>', "2019-03-06T08:00:00"),
        ('<div class="last-edited">Last edited Mar 6, 2019 at 8:00 am by Ada</div>', "2019-03-06T08:00"),
        ('<span class="is-edited">(edited)</span>', None),
        ('<meta itemprop="dateModified" content="2019-03-05T10:15:00+01:00">', None),
    ],
)
def test_a_second_time_is_when_it_was_edited(note: str, edited: str | None) -> None:
    first, second = _comments(_generic(_comment("Ada", "How much salt?", note), _comment("Ben", "Two per cent.")))
    assert (first.published.local_text(), first.edited.local_text(), first.text) == (
        "2019-03-05T10:15:00", edited, "How much salt?",
    )
    assert not second.edited


def test_an_only_time_is_when_it_was_written() -> None:
    html = _generic(_comment("Ada", "How much salt?").replace('class="date"', 'class="modified"'))
    (comment,) = _comments(html)
    assert (comment.published.local_text(), bool(comment.edited)) == ("2019-03-05T10:15:00", False)


def test_wpdiscuz_says_roughly_when() -> None:
    html = (
        '<html lang="en"><head><meta name="generator" content="WordPress 6.5"></head><body class="postid-7"><h1>Bread</h1>'
        f'{_TEXT}<div id="wpd-threads"><div id="wpd-comm-5_0" class="comment even depth-1 wpd-comment"><div '
        'class="wpd-comment-wrap wpd-blog-user wpd-blog-post_author"><div class="wpd-comment-label"><span>Author</span></div>'
        '<div id="comment-5" class="wpd-comment-right"><div class="wpd-comment-author">Ada</div><div class="wpd-comment-date"'
        ' title="March 5, 2019 10:15 am">7 years ago</div><div class="wpd-comment-text"><p>Salt.</p></div><div '
        'class="wpd-comment-last-edited"><i></i>Last edited 5 years ago by Ada</div></div></div></div></div></body></html>'
    )
    (comment,) = parse_page(html.encode(), URL, fetched_at=datetime(2026, 3, 1, tzinfo=UTC)).comments
    assert (comment.author.name, comment.text, comment.by_post_author) == ("Ada", "Salt.", True)
    assert (comment.published.local_text(), comment.edited.local_text()) == ("2019-03-05T10:15", "2021")


# Whose post it is -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "badge",
    [
        ' <span class="pill">Author</span>', ' <small>(Autorin)</small>', " <em>OP</em>", '<i class="author-badge"></i>',
        ' <span class="comment-by-post-author">✎</span>', ' <b class="tag">Post author</b>',
    ],
)
def test_a_badge_tells_the_posts_author(badge: str) -> None:
    html = _generic(
        _comment("Ada", "How much salt?"), _comment("Mira", "Two per cent.", badge=badge), _comment("Author", "Me too.")
    )
    assert [(c.author.name, c.by_post_author) for c in _comments(html)] == [
        ("Ada", False), ("Mira", True), ("Author", False),
    ]


def test_a_label_that_all_bear_is_no_badge() -> None:
    label = ' <span class="label">Author</span>'
    html = _generic(_comment("Ada", "How much salt?", badge=label), _comment("Ben", "Two per cent.", badge=label))
    assert not any(c.by_post_author for c in _comments(html))


def test_a_visitors_own_word_is_no_badge() -> None:
    html = _generic(_comment("Ada", "So says the <b>author</b>"), _comment("Ben", "<b>Author</b>"))
    assert not any(c.by_post_author for c in _comments(html))


def test_who_links_to_the_articles_author_is_it() -> None:
    byline = b'<p class="byline">by <a rel="author" href="https://blog.example/author/mira/">Mira Holt</a></p>'
    profile = '<a href="http://www.blog.example/author/mira">Mira H.</a>'
    html = _generic(_comment("Ada", "How much salt?"), _comment(profile, "Two per cent."))
    page = parse_page(html.replace(b"</h1>", b"</h1>" + byline), URL)
    assert [author.url for author in page.authors] == ["https://blog.example/author/mira/"]
    assert [(c.author.name, c.by_post_author) for c in page.comments] == [("Ada", False), ("Mira H.", True)]


# What was taken away --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("[deleted]", "removed"),
        ("This comment has been removed by the author.", "removed"),
        ("This post was removed because it broke our rules", "removed"),
        ("Dieser Kommentar wurde von der Redaktion entfernt.", "removed"),
        ("Kommentar gelöscht", "removed"),
        ("Ce commentaire a été supprimé par l’auteur.", "removed"),
        ("Комментарий удалён администратором", "removed"),
        ("(Deleted comment)", "removed"),
        ("Comment hidden due to low rating. Show", "collapsed"),
        ("deleted", "visible"),
        ("This comment has been removed? Why, and by whom was it, I wonder, and what did it say?", "visible"),
        ("I removed the comment", "visible"),
        ("", "visible"),
    ],
)
def test_a_placeholder_is_told_from_words(text: str, state: str) -> None:
    assert state_of(text) == state


def test_a_placeholder_stands_in_the_thread() -> None:
    html = _generic(_comment("Ada", "How much salt?"), _comment("Ben", "[removed]"))
    assert [c.state for c in _comments(html)] == ["visible", "removed"]


# A site's own hosts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("a.b.example.com", "example.com"), ("blog.taz.de", "taz.de"), ("www.bread.co.uk", "bread.co.uk"),
        ("ada.blogspot.com", "ada.blogspot.com"), ("www.ada.blogspot.co.uk", "ada.blogspot.co.uk"),
        ("blogspot.com", None), ("localhost", None), ("co.uk", None),
    ],
)
def test_what_somebody_registered(host: str, domain: str | None) -> None:
    assert registrable(host) == domain


@pytest.mark.parametrize(
    ("host", "other", "own"),
    [
        ("comments.example.com", "www.example.com", True), ("comments.example.com", "blog.deep.example.com", True),
        ("ada.github.io", "ben.github.io", False), ("bread.co.uk", "salt.co.uk", False), ("10.0.0.1", "10.0.0.2", False),
        ("localhost", "localhost", True), ("", "", False),
    ],
)
def test_hosts_of_one_site(host: str, other: str, own: bool) -> None:
    assert same_site(host, other) == own


def test_wordpress_on_a_strangers_host_is_not_asked() -> None:
    head = '<meta name="generator" content="WordPress 6.5"><link rel="https://api.w.org/" href="https://{}/wp-json/">'
    page = '<html><head>{}</head><body class="postid-7"><h1>Bread</h1><h2 class="comments-title">3 comments</h2></body></html>'
    asked = [
        len(read(page.format(head.format(host)).encode())[0].follow_ups)
        for host in ("blog.example", "api.blog.example", "stranger.example")
    ]
    assert asked == [1, 1, 0]


# What is not said silently --------------------------------------------------------------------------------------------


def test_requests_beyond_the_limit_are_said_to_be_left_out() -> None:
    html = b'<html><head><meta name="generator" content="WordPress 6"><link rel="https://api.w.org/" href="/wp-json/"></head>'
    html += b'<body class="postid-7"><h1>Bread</h1><div id="comments"><h2 class="comments-title">7200 comments</h2></div>'
    found, thread = read(html)
    assert len(found.follow_ups) == 50
    assert [(p.code, p.detail) for p in thread.problems] == [
        ("comments_cut", "22 of 72 requests for comments are not made"),
        ("comments_missing", "7200 comments declared, 0 found"),
    ]


def test_what_a_server_counts_and_does_not_give_is_missing() -> None:
    page = b'<html><body><div id="remark42"></div><script>var remark_config = {host: "/r", site_id: "s"}</script></body></html>'
    (request,) = read(page)[0].follow_ups
    answer = b'{"comments": [{"comment": {"id": "a", "text": "x", "time": "2020-01-01T00:00:00Z"}}], "info": {"count": 3}}'
    found, thread = read(page, [Document(request.url, answer, "application/json", None, "comments")])
    assert (found.declared, [p.code for p in thread.problems]) == (3, ["comments_missing"])


def test_a_context_without_a_clock_leaves_a_relative_edit_open() -> None:
    assert DateContext(language="en").fetched_at is None
    note = '<div class="last-edited">edited 2 days ago</div>'
    (comment,) = _comments(_generic(_comment("Ada", "How much salt?", note)))
    assert comment.edited.local is None
