"""Declared: the page's own count of its comments, in the words and places that templates use."""

from __future__ import annotations

import pytest

from pipeline import parse_page
from pipeline.parsers.records.declared import count_in

URL = "https://garden.example/the-key"
TEXT = "<p>The garden behind the mill was closed in spring, and nobody in the village could say who had the key.</p>" * 3
TALK = (
    '<ol class="comment-list"><li id="comment-1" class="comment depth-1"><article class="comment-body">'
    '<b class="fn">Tom</b><time datetime="2020-05-03T10:00:00+02:00">3 May 2020</time>'
    '<div class="comment-content"><p>Who had it?</p></div></article></li></ol>'
)


def _declared(meta: str = "", title: str = "", below: str = "") -> int | None:
    html = (
        f"<html lang=en><head><title>The key</title></head><body><article><h1>The key</h1>{meta}{TEXT}</article>"
        f"<div class=talk-box>{title}<div id=comments>{TALK}</div></div>{below}</body></html>"
    )
    return parse_page(html.encode(), url=URL).comment_count_declared


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3 thoughts on “The key”", 3),
        ("This Post Has One Comment", 1),
        ("Dieser Beitrag hat einen Kommentar", 1),
        ("Kommentare (12)", 12),
        ("1.204 Kommentare", 1204),
        ("No comments yet", 0),
        ("Derzeit noch keine Kommentare", 0),
        ("Bisher noch kein Kommentar.", 0),
        ("No Response so far »", 0),
        ("Aucun commentaire", 0),
        ("Aucun rétrolien", None),
        ("コメント（5件）", 5),
        ("التعليقات (4)", 4),
        ("Leave a comment", None),
        ("3 May 2020", None),
    ],
)
def test_the_count_is_read_from_words(text: str, count: int | None) -> None:
    assert count_in(text) == count


def test_a_title_of_any_class_counts_before_the_comments() -> None:
    assert _declared(title="<div class=bloc-head><div class=bloc-title>6 comments</div></div>") == 6


def test_a_link_to_the_page_itself_counts_if_it_is_nothing_but_the_number() -> None:
    assert _declared(meta=f'<p><a href="{URL}">115 comments</a></p>') == 115
    assert _declared(meta=f'<p><a href="{URL}">3 thoughts on “comments”</a></p>') is None


def test_a_counter_that_leads_to_a_forum_counts_if_it_is_the_posts_only_one() -> None:
    counter = '<div class="comments">[ <a href="https://forum.example/threads/{}">{} comments</a> ]</div>'
    others = counter.format(8, 8) + counter.format(9, 9)
    assert _declared(meta=counter.format(7, 167), below=others) == 167
    assert _declared(below=others) is None


def test_a_heading_that_is_nothing_but_the_count_is_believed_though_something_stands_between() -> None:
    heading = "<section><h3>5 réactions</h3></section><section><p>For subscribers.</p></section>"
    assert _declared(meta=f"<div>{TEXT}</div>{heading}") == 5
    assert _declared(meta=f"<aside>{heading}</aside>") is None


def test_a_number_in_any_link_is_no_count() -> None:
    assert _declared(title="<div>@ <a>2009</a>-<a>04</a>-<a>22</a></div>") is None


def test_a_number_in_the_one_place_for_it_is_a_count() -> None:
    assert _declared(meta='<p><span title="Comments" class="comments"><i></i> 16</span></p>') == 16
