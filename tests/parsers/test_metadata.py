"""Metadata: title, addresses, dates and terms, from what the head says and what the page shows."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from pipeline import parse_page
from pipeline.models import ParsedPage

URL = "https://garden.example/2020/05/the-key/"
TEXT = (
    "<p>The garden behind the mill was closed in spring, and nobody in the village could say who had the key.</p>" * 3
)


def _parsed(head: str = "", header: str = "<h1>The key</h1>", after: str = "", url: str = URL) -> ParsedPage:
    body = f'<article>{header}<div class="entry-content">{TEXT}</div>{after}</article>'
    html = f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return parse_page(html.encode(), url=url)


def _json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "BlogPosting", **fields})}</script>'


@pytest.mark.parametrize(
    ("head", "header", "title"),
    [
        ("<title>The key | Garden Notes</title>", "<h1>Garden Notes</h1><h2 class=entry-title>The key</h2>", "The key"),
        ("<title>The key – garden.example</title>", "", "The key"),
        ("<title>Garden Notes » The key</title><meta property=og:site_name content='Garden Notes'>", "", "The key"),
        (
            "<meta property=og:title content='The key'><title>x</title>",
            "<h1><span class=kicker>Trees</span> The key</h1>",
            "The key",
        ),
        (
            "<title>The key of the mill</title>",
            "<h1><a href='/'>My garden</a></h1><h2>The key of the mill</h2>",
            "The key of the mill",
        ),
        (_json_ld(headline="The key &amp; the mill"), "", "The key & the mill"),
        (
            "<title>A – B: on the use of dashes</title>",
            "<h1>A – B: on the use of dashes</h1>",
            "A – B: on the use of dashes",
        ),
        (
            "<title>The key</title>",
            "<h1>The key <span class=comments-link><a href='#comments'>14</a></span></h1>",
            "The key",
        ),
        ("<title>The key: a story – Mill</title>", "<h1>The key: a story <small>as told</small></h1>", "The key: a story"),
        (
            "<title>The key – Garden Notes</title>",
            f"<h1><a href='/'>Garden Notes</a></h1><h3><a href='{URL}' rel=bookmark>The key</a></h3>",
            "The key",
        ),
        ("<title>Garden - The key</title>", "<h1><a href='/'>Garden</a></h1><h3 class=bTitle>The key</h3>", "The key"),
        ("<title>The key of the mill</title>", "<h1><a>The Forum</a></h1>", "The key of the mill"),
        (
            _json_ld(headline="The key") + "<title>The key: all about it</title>",
            "<h1>The key</h1><h2>The key: all about it</h2>",
            "The key",
        ),
        (
            "<title>The key of the old mill</title>",
            "<h1>The key of the old mill in Salt</h1><h3 class=entry-title>The key of the old mill</h3>",
            "The key of the old mill in Salt",
        ),
        ("<title>Gifts</title>", "<h1>My gifts of the year</h1><h1>Our letter</h1><h1>Our letter</h1>", "My gifts of the year"),
        ("<title>The key</title>", "<div class=title><small>by Anna | 3 May</small><h3>The key</h3></div>", "The key"),
    ],
)
def test_the_title_is_the_article_s_not_the_site_s(head: str, header: str, title: str) -> None:
    assert _parsed(head, header).title == title


@pytest.mark.parametrize(
    ("canonical", "believed"),
    [
        ("https://garden.example/2020/05/the-key/?utm_source=x", True),
        ("/2020/05/the-key/", True),
        ("https://garden.example/", False),
        ("https://other.example/2020/05/the-key/", False),
    ],
)
def test_a_canonical_address_elsewhere_is_a_problem_and_not_believed(canonical: str, believed: bool) -> None:
    page = _parsed(f'<link rel="canonical" href="{canonical}">', url=URL + "?id=7&utm_medium=y")
    codes = [problem.code for problem in page.problems]
    assert page.canonical_url == (URL if believed else URL + "?id=7")
    assert ("canonical_not_believed" in codes) is not believed


@pytest.mark.parametrize(
    ("head", "header", "local", "precision"),
    [
        (
            _json_ld(datePublished="2020-05-03T10:20:00+02:00"),
            "<h1>The key</h1>",
            datetime(2020, 5, 3, 10, 20),
            "second",
        ),
        ("<meta property=article:published_time content=2020-05-03>", "<h1>The key</h1>", datetime(2020, 5, 3), "day"),
        (
            "",
            '<h1>The key</h1><time class="entry-date" datetime="2020-05-03T10:20:00+02:00">May 3</time>',
            datetime(2020, 5, 3, 10, 20),
            "second",
        ),
        ("", "<h1>The key</h1><p class=meta>Posted on 3 May 2020 by Anna Beck</p>", datetime(2020, 5, 3), "day"),
        (
            "",
            '<h1>The key</h1><a rel="bookmark" title="9:30" href="#"><span>3 May 2020</span></a>',
            datetime(2020, 5, 3, 9, 30),
            "minute",
        ),
        ("", "<h1>The key</h1>", None, None),
        (
            "<meta name=date content='2011-01-01'>",
            "<h1>The key</h1><p class=date>3 May 2020</p>",
            datetime(2020, 5, 3),
            "day",
        ),
        ("", "<h1>The meeting of 1 April 2019</h1><p class=meta>3 May 2020</p>", datetime(2020, 5, 3), "day"),
        ("", "<p class=date>15 августа 2016, 13:43</p><h1>Ключ</h1>", datetime(2016, 8, 15, 13, 43), "minute"),
        (
            _json_ld(datePublished="2020-04-30") + "<meta property=article:published_time content=2020-05-03>",
            "<h1>The key</h1><p class=date>3 May 2020</p>",
            datetime(2020, 5, 3),
            "day",
        ),
        (
            "",
            '<h1>The key</h1><p itemprop="datePublished"><time datetime="2020-05-03T10:20:00+02:00">3 May 2020</time></p>',
            datetime(2020, 5, 3, 10, 20),
            "second",
        ),
        (
            "",
            '<h1>The key</h1><p class=meta><abbr class=published title="2020-05-03T10:20:00+02:00">3 May 2020</abbr></p>',
            datetime(2020, 5, 3, 10, 20),
            "second",
        ),
        (
            "",
            '<h1>The key</h1><p class=meta>Anna | <span class="updated">2021-09-01T08:00:00</span> 3 May 2020</p>',
            datetime(2020, 5, 3),
            "day",
        ),
        (
            _json_ld(datePublished="2020-04-30") + "<meta property=article:published_time content=2020-05-03>",
            '<h1>The key</h1><time class="updated" datetime="2020-05-03T12:00">3 May 2020</time>',
            datetime(2020, 5, 3, 12),
            "minute",
        ),
    ],
)
def test_when_it_was_published(head: str, header: str, local: datetime | None, precision: str | None) -> None:
    page = _parsed(head, header, after="<footer><p>© 2009 Garden, 1 January 2009</p></footer>")
    assert (page.published.local, page.published.precision) == (local, precision)


TOLD = "<h3>Agnes writes on 12 March 2019:</h3><p>The clock says <code>2018-10-30 02:30</code>.</p>"
POSTED = "<p class=postmetadata><small>This entry was posted on May 3, 2020 at 12:00 and is filed away.</small></p>"
MARKED = '<aside class="meta"><time itemprop="datePublished" datetime="2020-05-03T12:00">3 May</time></aside>'


@pytest.mark.parametrize(
    ("after", "local"),
    [("", None), ("<p>Salt | Upper Mill, 3 May 2020</p>", datetime(2020, 5, 3)), (POSTED, datetime(2020, 5, 3, 12)), (MARKED, datetime(2020, 5, 3, 12))],
)
def test_what_the_body_tells_of_is_not_when_it_was_published(after: str, local: datetime | None) -> None:
    header = f'<h1>The key</h1><div class="entry-content">{TOLD}{TEXT}</div>'
    html = f"<html lang=en><body><article>{header}{after}</article></body></html>"
    assert parse_page(html.encode(), url="https://garden.example/the-key/").published.local == local


def test_times_of_other_posts_in_the_body_give_no_date() -> None:
    others = "".join(f'<p><time datetime="2020-05-0{day}">{day} May</time> Another post</p>' for day in (3, 4, 5))
    html = f'<html lang=en><body><h1>The key</h1><div class="entry-content">{TEXT}{others}{TEXT}</div></body></html>'
    assert not parse_page(html.encode(), url="https://garden.example/the-key/").published


def test_the_address_gives_a_day_only_where_it_holds_one() -> None:
    assert _parsed(url="https://garden.example/2020/05/03/the-key/").published.local == datetime(2020, 5, 3)
    assert not _parsed(url="https://garden.example/2020/11/12-ways/").published


def test_terms_are_the_article_s_and_no_cloud_s() -> None:
    footer = (
        '<footer>In <a rel="category tag" href="/category/mills/">Mills</a> '
        '<a rel="tag" href="/tag/keys/">Keys</a> <a rel="tag" href="/tag/keys/">keys</a></footer>'
    )
    cloud = '</article><aside><div class="tagcloud"><a rel="tag" href="/tag/rivers/">Rivers</a></div></aside>'
    page = _parsed(after=footer + cloud)
    assert [(term.kind, term.name) for term in page.terms] == [("category", "Mills"), ("tag", "Keys")]


def test_am_is_no_time_of_day_in_german() -> None:
    header = "<h1>Der Schlüssel</h1><p class=meta>12:00 <em>am</em> Dienstag, 2. Juni 2020</p>"
    html = f"<html lang=de><body><article>{header}<div class=entry-content>{TEXT}</div></article></body></html>"
    assert parse_page(html.encode(), url=URL).published.local == datetime(2020, 6, 2, 12)


def test_the_only_time_is_the_publications_where_the_address_names_its_day() -> None:
    header = '<h1>The key</h1><time class="entry-date updated" datetime="2020-05-03T10:20">3 May</time>'
    page = _parsed(header=header, url="https://garden.example/2020/05/03/the-key/")
    assert page.published.local == datetime(2020, 5, 3, 10, 20)


@pytest.mark.parametrize(
    "terms",
    [
        '<aside class="entry-meta"><a rel="category tag" href="/category/mills/">Mills</a> <a rel="tag" href="#">Keys</a></aside>',
        '<div class="entry-footer"><a rel="category tag" href="/category/mills/">Mills</a> <a rel="tag" href="#">Keys</a></div>',
        '<div class="entry-categories"><a href="/category/mills/">Mills</a></div><p><a rel="tag" href="#">Keys</a></p>',
        '<p class="post-categories"><a href="/category/mills/">Mills</a></p><ul class="td-tags"><li><a href="/tag/k/">Keys</a></li></ul>',
        '<div class="entry-meta">In <a href="/category/mills/">Mills</a> and of <a href="/tag/keys/">Keys</a></div>',
    ],
)
def test_terms_stand_in_the_posts_own_lines(terms: str) -> None:
    page = _parsed(after=terms)
    assert [(term.kind, term.name) for term in page.terms] in (
        [("category", "Mills"), ("tag", "Keys")],
        [("tag", "Keys"), ("category", "Mills")],
    )


def test_every_value_names_its_source() -> None:
    page = _parsed("<meta property=og:site_name content='Garden Notes'><title>The key | Garden Notes</title>")
    assert page.site_name == "Garden Notes"
    assert {"title", "body", "site_name", "canonical_url", "language"} <= set(page.sources)


def _og(name: str, content: str) -> str:
    return f'<meta property="og:{name}" content="{content}">'


@pytest.mark.parametrize(
    ("head", "excerpt"),
    [
        ('<meta name=description content="Salt &amp;amp; pepper &amp;#8230; and">', "Salt & pepper … and"),
        (_og("description", "The garden was closed, and nobody in [&amp;hellip;]"), "The garden was closed, and nobody in…"),
        (_og("description", "Nobody knew. [...]"), "Nobody knew…"),
        (_og("description", "&lt;p&gt;A tale&lt;/p&gt; of it"), "A tale of it"),
        ("<meta name=description content='Just another WordPress site'>" + _json_ld(description="A tale told."), "A tale told."),
        (_og("site_name", "Garden Notes") + _og("description", "Garden Notes"), None),
        (_og("description", "The key"), None),
    ],
)
def test_an_excerpt_is_of_this_article_and_plain(head: str, excerpt: str | None) -> None:
    assert _parsed(head).excerpt == excerpt


LOGO = "https://garden.example/logo.png"


@pytest.mark.parametrize(
    ("head", "image"),
    [
        (_og("image", "/a.jpg"), "https://garden.example/a.jpg"),
        (_og("image", "") + '<meta name="twitter:image" content="/t.jpg">', "https://garden.example/t.jpg"),
        (_json_ld(headline="x", image={"@type": "ImageObject", "url": "/l.jpg"}), "https://garden.example/l.jpg"),
        (_json_ld(headline="x", image=["/1.jpg", "/2.jpg"]), "https://garden.example/1.jpg"),
        (_json_ld(headline="x", image={"@id": "#i"}) + _json_ld(**{"@type": "ImageObject", "@id": "#i", "contentUrl": "/c.jpg"}), "https://garden.example/c.jpg"),
        (_og("image", LOGO) + _json_ld(headline="x", image="/l.jpg", publisher={"logo": {"url": LOGO}}), "https://garden.example/l.jpg"),
        (_og("image", LOGO) + "<link rel=image_src href=/i.jpg>", "https://garden.example/i.jpg"),
        (_og("image", "https://s0.example/i/blank.jpg"), None),
        (_og("image", "data:image/png;base64,xx"), None),
    ],
)  # fmt: skip
def test_the_image_is_the_articles(head: str, image: str | None) -> None:
    assert _parsed(head).image_url == image


@pytest.mark.parametrize(
    ("header", "subtitle"),
    [
        ('<h1>The key</h1><h2 class="subtitle">A tale</h2>', "A tale"),
        ('<h1>The key</h1><p class="article__subtitle">A tale</p>', "A tale"),
        ('<h1>The key</h1><h2 class="pw-subtitle-paragraph">A tale</h2>', "A tale"),
        ('<h1>The key</h1><p class="gh-article-excerpt">A tale</p>', "A tale"),
        ("<hgroup><h1>The key</h1><p>A tale</p></hgroup>", "A tale"),
        ('<h1><span class=title>The key</span> <span class="subtitle">A tale</span></h1>', "A tale"),
        ('<div><h2 class="subtitle">Notes of mine</h2></div><h1>The key</h1>', None),
    ],
)
def test_a_subtitle_stands_under_the_title(header: str, subtitle: str | None) -> None:
    page = _parsed("<title>The key</title>", header=header)
    assert (page.title, page.subtitle) == ("The key", subtitle)


@pytest.mark.parametrize(
    ("head", "header"),
    [
        ('<link rel=alternate type="application/rss+xml" title="Garden Notes &raquo; Feed" href="/feed">', "<h1>The key</h1>"),
        ('<link rel=alternate type="application/rss+xml" title="Garden Notes - RSS" href="/feed">', "<h1>The key</h1>"),
        ('<meta name="apple-mobile-web-app-title" content="Garden Notes">', "<h1>The key</h1>"),
        ("", '<div><a class="site-title" href="/">Garden Notes</a></div><h1>The key</h1>'),
    ],
)
def test_a_site_that_does_not_say_its_name_shows_it(head: str, header: str) -> None:
    page = _parsed(f"<title>The key</title>{head}", header=header)
    assert (page.title, page.site_name) == ("The key", "Garden Notes")


@pytest.mark.parametrize(
    ("head", "header"),
    [
        ("<title>The key</title>", '<h1>The key <a class="headerlink" href="#k">¶</a></h1>'),
        ("<title>The key &amp;amp; gate</title>", ""),
        ("<title>C#</title>", "<h1>C#</h1>"),
    ],
)
def test_a_title_holds_its_own_signs_only(head: str, header: str) -> None:
    assert _parsed(head, header=header).title in ("The key", "The key & gate", "C#")


def test_sections_and_keywords_of_structured_data_are_terms() -> None:
    page = _parsed(_json_ld(headline="x", keywords=["keys", "mills"], articleSection="Tales"))
    assert [(term.kind, term.name) for term in page.terms] == [("category", "Tales"), ("tag", "keys"), ("tag", "mills")]
