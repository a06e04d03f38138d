"""Whatever the bytes: `parse_page` gives a result that keeps the contract. Our own saved pages, damaged; and pages made up.

A few damages of each page by default, each time the same; `HYPOTHESIS_PROFILE=nightly` tries many.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse_page
from tests.parsers.contract import assert_contract

CASES = sorted((Path(__file__).parents[1] / "cases").rglob("page.html"))
ROUNDS = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 1
FETCHED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
_TAG = re.compile(rb"<(/?)([a-zA-Z][\w-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(rb"=\"[^\"<>]*\"")
_STRING = re.compile(rb"\"[^\"\\\n]{1,40}\"")


# Damages -------------------------------------------------------------------------------------------------------------


def cut(html: bytes, chance: random.Random) -> bytes:
    return html[: chance.randrange(len(html))]


def without_head(html: bytes, chance: random.Random) -> bytes:
    return html[chance.randrange(len(html)) :]


def swapped_tags(html: bytes, chance: random.Random) -> bytes:
    tags = list(_TAG.finditer(html))
    one, other = sorted(chance.sample(tags, 2), key=lambda tag: tag.start())
    return b"".join((
        html[: one.start()], other.group(), html[one.end() : other.start()], one.group(), html[other.end() :],
    ))  # fmt: skip


def unclosed(html: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"</[a-z0-9]+>", lambda tag: tag.group() if chance.random() < 0.7 else b"", html)


def closed_too_often(html: bytes, chance: random.Random) -> bytes:
    return re.sub(rb"</[a-z0-9]+>", lambda tag: tag.group() * chance.choice((1, 1, 3)), html)


def renamed_tags(html: bytes, chance: random.Random) -> bytes:
    names = [b"table", b"td", b"li", b"a", b"form", b"button", b"select", b"svg", b"template", b"p", b"frameset", b"body", b"x-y"]

    def renamed(tag: re.Match[bytes]) -> bytes:
        return b"<%s%s%s>" % (tag[1], chance.choice(names), tag[3]) if chance.random() < 0.1 else tag.group()

    return _TAG.sub(renamed, html)


def exchanged_values(html: bytes, chance: random.Random) -> bytes:
    """Attributes get the values of others: an id a date, a class an address."""
    values = [value.group() for value in _ATTRIBUTE.finditer(html)] or [b'=""']
    return _ATTRIBUTE.sub(lambda value: chance.choice(values) if chance.random() < 0.3 else value.group(), html)


def odd_values(html: bytes, chance: random.Random) -> bytes:
    odd = [b'=""', b'="-1"', b'="99999999999999999999"', b'="http://[::1"', b'="javascript:x"', b'="\xff\xfe"', b'="0000-00-00"',
           b'="2020-02-30T25:61:00+99:99"', b'="&#x110000;&#0;&#xD800;"', b'="//"', b'="#"', b'="%"', b'="\xc2\xb2"']  # fmt: skip
    return _ATTRIBUTE.sub(lambda value: chance.choice(odd) if chance.random() < 0.2 else value.group(), html)


def doubled(html: bytes, chance: random.Random) -> bytes:
    """A stretch of the page twice: numbers, ids and all."""
    start = chance.randrange(len(html))
    end = min(len(html), start + chance.randrange(1, 8000))
    return html[:end] + html[start:]


def giant_attributes(html: bytes, chance: random.Random) -> bytes:
    giant = b' class="' + b"comment depth-1 " * 20_000 + b'" data-x="' + b"9" * 100_000 + b'" '
    tags = list(_TAG.finditer(html))
    place = chance.choice(tags).end(2)
    return html[:place] + giant + html[place:]


def entities(html: bytes, chance: random.Random) -> bytes:
    bomb = (
        b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">'
        b'<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    )
    return bomb + re.sub(rb" ", lambda _: chance.choice((b" ", b" ", b"&c;", b"&f;", b"&#0;", b"&#xFFFF;", b"&amp;lt;")), html)


def nuls(html: bytes, chance: random.Random) -> bytes:
    places = sorted(chance.randrange(len(html)) for _ in range(20))
    return b"\0".join(html[a:b] for a, b in zip([0, *places], [*places, len(html)], strict=True))


def surrogates(html: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(html))
    return html[:place] + b"\xed\xa0\x80\xed\xbf\xbf&#xD83D;&#xDE00;\\ud83d" + html[place:]


def random_bytes(html: bytes, chance: random.Random) -> bytes:
    data = bytearray(html)
    for _ in range(len(data) // 50):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def broken_json(html: bytes, chance: random.Random) -> bytes:
    """JSON-LD and widgets' data with values of other kinds, torn, nested."""
    odd = [b"null", b"[]", b"{}", b"1e999", b"-1", b"true", b'"\\ud800"', b'["a",["b"]]', b"{", b"NaN", b'{"@type":["Comment",1]}']
    deep = b'{"comment":' * 60 + b"1" + b"}" * 60
    node = b'<script type="application/ld+json">{"@type":"BlogPosting","comment":[%s,{"@type":"Comment","text":%s,"author":%s,' \
           b'"dateCreated":%s}],"author":%s,"datePublished":%s}</script>'  # fmt: skip
    made = node % tuple(chance.choice([*odd, deep]) for _ in range(6))
    return made + _STRING.sub(lambda word: chance.choice(odd) if chance.random() < 0.05 else word.group(), html)


def deep(html: bytes, chance: random.Random) -> bytes:
    return html.replace(b"<li", b"<div><div><ul><li" * 40 + b"<li").replace(b"<p>", b"<b><i>" * 300 + b"<p>", 5)


def as_utf16(html: bytes, chance: random.Random) -> bytes:
    return html.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16le", "utf-32", "utf-7", "cp037")), "replace")


def in_capitals(html: bytes, chance: random.Random) -> bytes:
    return html.upper()


def odd_blanks(html: bytes, chance: random.Random) -> bytes:
    """Form feeds and other blanks, as they are and as references."""
    odd = [b"\f", b"\v", b"\r", b"&#12;", b"&#xC;", b"&#11;", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xe2\x80\x8b", b" \n\t "]
    return re.sub(rb" ", lambda _: chance.choice(odd) if chance.random() < 0.2 else b" ", html)


DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    cut, without_head, swapped_tags, unclosed, closed_too_often, renamed_tags, exchanged_values, odd_values, doubled,
    giant_attributes, entities, nuls, surrogates, random_bytes, broken_json, deep, as_utf16, in_capitals, odd_blanks,
]  # fmt: skip
TYPES = [None, "text/html; charset=utf-8", "text/html; charset=windows-1251", "text/html; charset=utf-16", "application/json",
         "text/html; charset=\x00", "image/png", "text/plain; charset=none-such"]  # fmt: skip
URLS = [None, "https://blog.example/a-post/", "https://blog.example/", "http://[::1", "", "blog.example/x?y=%zz#c1", "file:///x"]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_page_keeps_the_contract(damage: Callable[[bytes, random.Random], bytes]) -> None:
    for number in range(ROUNDS):
        for case in CASES:
            chance = random.Random(f"{damage.__name__} {case.parent.name} {number}")
            html = damage(case.read_bytes(), chance)
            kind, url = chance.choice(TYPES), chance.choice(URLS)
            assert_contract(parse_page(html, url, content_type=kind, fetched_at=chance.choice((None, FETCHED))))


# Pages made up -------------------------------------------------------------------------------------------------------

_NAMES = (
    "comment comment-list commentlist comment-body comment-author comment-meta comment-content children fn says reply "
    "depth-1 depth-2 depth-x pingback bypostauthor vcard entry-content hentry post avatar author date time text body "
    "comments comment-block comment-thread datetime user forum-fil forum-message forum-texte serendipity_comment "
    "serendipity_commentbody ljuser message bbwrapper postbody postprofile content post_body post_author largetext note "
    "notes answer_content tumblelog indented js-comment field--name-comment-body wc-comment wpd-comment dsq-comment "
    "comment-footer h-cite u-comment p-author dt-published e-content media media-body level-2 squarespace-comments"
).split()
_IDENTS = (
    "comments comment-1 comment-2 div-comment-1 li-comment-3 c1234567 c1234568 post-1 post_1 post_message_1 p1 p2 pid_1 "
    "forum3 ljcmt100 cmt200 comment-6a00 comment-6a01-content dsq-comment-7 disqus_thread isso-thread XF respond edit1"
).split()
_WORDS = [
    "Ada", "says:", "June 9, 2017 at 2:16 pm", "3 days ago", "09.06.2017", "2 Comments", "Reply", "Text of it.", "#1.2", "",
    "in reply to", "\u202e", "٣ أيام", "2017年6月9日", "1e9", "Posted by Ben on June 1, 2010", "\U0001f600", "99/99/9999", "0",
]
_TAGS = "div li ol ul p span a time article section table tr td dl dt dd cite b h2 blockquote header footer hr br abbr".split()
_ATTRIBUTES = st.dictionaries(
    st.sampled_from("class id datetime title href data-id data-parent-id data-level style itemprop itemtype typeof about".split()),
    st.one_of(
        st.lists(st.sampled_from(_NAMES), min_size=1, max_size=3).map(" ".join), st.sampled_from(_IDENTS),
        st.sampled_from(["#comment-1", "#comment-9", "?replytocom=1", "/comment/2", "2017-06-09T14:16:00+02:00", "1496929200",
                         "margin-left: 25px", "Comment", "text", "http://[", "3", "-1", "²"]),
    ),
    max_size=4,
)  # fmt: skip


def _element(parts: tuple[str, dict[str, str], list[str]]) -> str:
    tag, attributes, inner = parts
    stated = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{stated}>{''.join(inner)}</{tag}>"


_SOUP = st.recursive(
    st.sampled_from(_WORDS),
    lambda inner: st.tuples(st.sampled_from(_TAGS), _ATTRIBUTES, st.lists(inner, max_size=5)).map(_element),
    max_leaves=40,
)
_GENERATORS = ["WordPress 6", "blogger", "Drupal 9", "http://www.typepad.com/", "Serendipity", ""]


@given(st.lists(_SOUP, max_size=6), st.sampled_from(_GENERATORS), st.sampled_from(["en", "de", "ar", "ja", "xx"]))
def test_pages_made_of_engines_words_keep_the_contract(parts: list[str], generator: str, language: str) -> None:
    html = f'<html lang="{language}"><head><meta name="generator" content="{generator}"></head><body>{"".join(parts)}'
    assert_contract(parse_page(html.encode("utf-8", "surrogatepass"), "https://blog.example/a/", fetched_at=FETCHED))


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: f"<p>{text}".encode("utf-8", "surrogatepass")))
def test_any_bytes_keep_the_contract(body: bytes) -> None:
    assert_contract(parse_page(body))
    assert_contract(parse_page(b"<html><body><p>" + body, "https://blog.example/a/", content_type="text/html"))


# Numbers -------------------------------------------------------------------------------------------------------------

_FIGURES = ["9" * 5_000, "999999999", "²", "٣", "0", "-1"]
_STATING = {
    "a level": "<ol>" + "<li class='comment' data-level='{0}'>Ada, May 1, 2024: so it is</li>" * 4 + "</ol>",
    "a class": "<ol class='comment-list'>" + "<li class='comment even depth-{0}'><cite class='fn'>Ada</cite><p>So.</p></li>" * 4,
    "JSON-LD": "<script type='application/ld+json'>{{\"@type\":\"BlogPosting\",\"commentCount\":\"{0}\"}}</script>",
    "a property": "<meta itemprop='commentCount' content='{0}'><meta itemprop='interactionCount' content='UserComments:{0}'>",
    "RDFa": "<div property='sioc:num_replies' content='{0}'></div>",
    "a count": "<link rel='https://api.w.org/' href='/wp-json/'><link rel='shortlink' href='/?p=5'>"
               "<div id='comments'><h2 class='comments-title'>{0} comments</h2><ol><li id='comment-1' class='comment depth-1'>So.",
    "a page of comments": "<link href='/wp-content/x.css'><ol><li id='comment-3' class='comment depth-1'><cite class='fn'>Ada"
                          "</cite><p>So.</p></li></ol><a href='/a/comment-page-{0}/#comments'>Older</a>",
    "a topic's page": "<article id='js-post-1' class='message' data-author='Ada'><div class='bbWrapper'>So.</div></article>"
                      "<a href='/a/page-{0}'>Next</a>",
    "a margin": "<ol>" + "<li class='comment' style='margin-left: {0}px'>Ada, May 1, 2024: so it is</li>" * 4 + "</ol>",
    "a width": "<article><p><img src='/a.jpg' width='{0}'><p>So.<sup><a href='#fn1' id='r1'>{0}</a></sup><ol class='footnotes'>"
               "<li id='fn1'>So. <a href='#r1'>back</a></ol></article>",
    "a time": "<div class='comment'><b>Ada</b> <time datetime='{0}'>{0} hours ago</time><p>So.</p></div>" * 3,
}  # fmt: skip


@pytest.mark.parametrize("stating", _STATING.values(), ids=_STATING)
@pytest.mark.parametrize("number", _FIGURES, ids=lambda number: number[:9])
def test_a_number_may_be_any(stating: str, number: str) -> None:
    html = f"<html id='XF'><body><h1>A post</h1><p>{'So it was. ' * 30}</p>{stating.format(number)}"
    page = parse_page(html.encode(), "https://blog.example/a/", fetched_at=FETCHED)
    assert_contract(page)
    assert len(page.follow_ups) <= 50
