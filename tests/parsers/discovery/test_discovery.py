"""Discovery reads what each kind of source says, and says what it could not read."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Discovery, Document
from pipeline.parsers.discovery import discover
from pipeline.parsers.discovery.probe import facts_of_home, facts_of_rest_root
from pipeline.parsers.discovery.rest import comments_url, posts_url

HOME = "https://blog.example/"
PURPOSES = ["home", "listing", "feed", "comment_feed", "sitemap", "robots", "rest_root", "rest_posts", "rest_comments"]


def read(
    purpose: str, body: str | bytes, url: str = HOME, headers: dict[str, str] | None = None, kind: str | None = None
) -> Discovery:
    data = body.encode() if isinstance(body, str) else body
    return discover(Document(url, data, kind), purpose, headers or {})


def urls(found: Discovery) -> list[str]:
    return [post.url for post in found.posts]


def codes(found: Discovery) -> list[str]:
    return [problem.code for problem in found.problems]


# Feeds ----------

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A blog</title>
<generator>https://wordpress.org/?v=6.1</generator>
<item><title>Käse &amp; Brot</title><link>https://blog.example/2017/06/kaese/</link>
<pubDate>Fri, 09 Jun 2017 12:16:00 +0000</pubDate></item>
<item><title>Second</title><link>https://blog.example/2017/05/second/?utm_source=rss</link>
<pubDate>Mon, 01 May 2017 08:00:00 +0200</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><link rel="next" href="/feed?start=26"/>
<entry><title type="html">An &lt;b&gt;entry&lt;/b&gt;</title><link rel="alternate" href="/2017/06/entry.html"/>
<link rel="replies" href="/feeds/1/comments"/><published>2017-06-09T14:16:00+02:00</published>
<updated>2017-06-10T00:00:00Z</updated></entry></feed>"""


def test_an_rss_feed_names_posts_with_their_instants() -> None:
    found = read("feed", RSS, "https://blog.example/feed/")
    assert urls(found) == ["https://blog.example/2017/06/kaese/", "https://blog.example/2017/05/second/?utm_source=rss"]
    assert found.posts[0].title == "Käse & Brot"
    assert found.posts[0].published == datetime(2017, 6, 9, 12, 16, tzinfo=UTC)
    assert found.posts[1].published == datetime(2017, 5, 1, 6, tzinfo=UTC)
    assert found.next_url == "https://blog.example/feed/?paged=2"
    assert found.complete
    assert not found.problems


def test_an_atom_feed_names_posts_and_its_next_page() -> None:
    found = read("feed", ATOM, "https://blog.example/feed")
    assert urls(found) == ["https://blog.example/2017/06/entry.html"]
    assert found.posts[0].modified == datetime(2017, 6, 10, tzinfo=UTC)
    assert found.next_url == "https://blog.example/feed?start=26"


@pytest.mark.parametrize(
    "broken",
    [
        RSS.replace("&amp;", "&nbsp; & "),
        RSS.replace("Second", "Sec\x0bond"),
        "\n  " + RSS.replace("</channel></rss>", ""),
    ],
    ids=["entity", "control", "truncated"],
)
def test_a_broken_feed_gives_all_its_items_and_a_problem(broken: str) -> None:
    found = read("feed", broken, "https://blog.example/feed/")
    assert len(found.posts) == 2
    assert codes(found) == ["feed_broken"]
    assert not found.complete


def test_a_mislabelled_feed_is_read_in_its_real_encoding() -> None:
    found = read("feed", RSS.encode().replace("Käse".encode(), b"K\xe4se"))
    assert [post.title for post in found.posts] == ["Käse & Brot", "Second"]


@pytest.mark.parametrize("body", ["<!DOCTYPE html><html><body><p>Not found</p></body></html>", "", "nothing"])
def test_what_is_no_feed_is_a_problem(body: str) -> None:
    found = read("feed", body)
    assert not found.posts
    assert not found.complete
    assert found.problems


def test_a_feed_time_without_zone_is_no_instant() -> None:
    found = read("feed", RSS.replace(" +0000", ""))
    assert found.posts[0].published is None


def test_a_comment_feed_names_posts_with_comment_keys() -> None:
    items = "".join(
        f"<item><title>Re</title><link>https://blog.example/post-{post}/{page}#comment-{key}</link>"
        f"<pubDate>Fri, 09 Jun 2017 12:{key}:00 +0000</pubDate></item>"
        for post, page, key in [(1, "", 30), (2, "comment-page-2/", 20), (1, "", 10)]
    )
    found = read("comment_feed", f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert {post.url: post.comment_keys for post in found.posts} == {
        "https://blog.example/post-1/": ("30", "10"),
        "https://blog.example/post-2/": ("20",),
    }
    assert found.posts[0].modified == datetime(2017, 6, 9, 12, 30, tzinfo=UTC)
    assert not found.problems


def test_a_blogger_comment_feed_gives_its_keys() -> None:
    entry = (
        '<entry><id>tag:blogger.com,1999:blog-1.post-77</id><link rel="alternate" '
        'href="https://b.example/2017/06/a.html?showComment=1497010560000#c77"/></entry>'
    )
    found = read("comment_feed", f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    assert found.posts[0].url == "https://b.example/2017/06/a.html"
    assert found.posts[0].comment_keys == ("77",)


# Sitemaps ----------

URLSET = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://blog.example/</loc></url>
<url><loc> https://blog.example/a-post/ </loc><lastmod>2017-06-09T14:16:00+02:00</lastmod></url>
<url><loc>https://blog.example/category/food/</loc></url>
<url><loc>https://elsewhere.example/other/</loc></url>
<url><loc>https://blog.example/?p=12</loc><lastmod>2017-06-09</lastmod></url></urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_names_the_posts_of_its_own_site(packed: bool) -> None:
    body = gzip.compress(URLSET.encode()) if packed else URLSET.encode()
    found = read("sitemap", body, "https://blog.example/sitemap.xml")
    assert urls(found) == ["https://blog.example/a-post/", "https://blog.example/?p=12"]
    assert found.posts[0].modified == datetime(2017, 6, 9, 12, 16, tzinfo=UTC)
    assert found.posts[1].modified is None
    assert found.complete


def test_a_sitemap_index_names_those_of_posts() -> None:
    names = ["wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-page-1.xml", "wp-sitemap-users-1.xml"]
    names += ["wp-sitemap-taxonomies-category-1.xml", "post_tag-sitemap.xml", "post-sitemap2.xml"]
    entries = "".join(f"<sitemap><loc>https://blog.example/{name}</loc></sitemap>" for name in names)
    found = read(
        "sitemap", f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'
    )
    assert [(source.url.rpartition("/")[2], source.purpose) for source in found.sources] == [
        ("wp-sitemap-posts-post-1.xml", "sitemap"),
        ("wp-sitemap-posts-page-1.xml", "sitemap"),
        ("post-sitemap2.xml", "sitemap"),
    ]


def test_a_plain_list_is_a_sitemap() -> None:
    found = read("sitemap", "https://blog.example/one/\nhttps://blog.example/two/\n")
    assert urls(found) == ["https://blog.example/one/", "https://blog.example/two/"]


def test_an_entity_bomb_is_refused() -> None:
    entities = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'
    bomb = f"<!DOCTYPE x [{entities}]><urlset><url><loc>&b;</loc></url></urlset>"
    found = read("sitemap", bomb)
    assert codes(found) == ["sitemap_entities"]
    assert not found.complete


def test_a_gzip_bomb_is_cut_and_said_so() -> None:
    body = gzip.compress(URLSET.encode().replace(b"</urlset>", b" " * 60_000_000 + b"</urlset>"), 1)
    found = read("sitemap", body)
    assert "sitemap_too_large" in codes(found)
    assert len(found.posts) == 2


def test_a_torn_gzip_and_a_page_instead_are_problems() -> None:
    packed = gzip.compress(URLSET.encode())
    assert "sitemap_gzip_broken" in codes(read("sitemap", packed[:-12]))
    assert codes(read("sitemap", "<html><body>no</body></html>")) == ["not_a_sitemap"]
    assert codes(read("sitemap", b"")) == ["sitemap_empty"]


def test_robots_names_sitemaps() -> None:
    found = read("robots", "User-agent: *\nDisallow:\nsitemap: https://blog.example/wp-sitemap.xml\nSitemap:/other.xml")
    assert [source.url for source in found.sources] == ["https://blog.example/wp-sitemap.xml", HOME + "other.xml"]


# WordPress REST ----------


def test_a_page_of_rest_posts() -> None:
    items = [
        {"id": 1, "link": "https://blog.example/a/", "status": "publish", "title": {"rendered": "A &#8211; <b>b</b>"},
         "date_gmt": "2017-06-09T12:16:00", "modified_gmt": "2017-06-10T00:00:00"},
        {"id": 2, "link": "https://blog.example/d/", "status": "draft"},
        "odd",
    ]  # fmt: skip
    url = posts_url("https://blog.example/wp-json/")
    found = read("rest_posts", json.dumps(items), url, {"X-WP-Total": "250", "X-WP-TotalPages": "3"})
    assert urls(found) == ["https://blog.example/a/"]
    assert found.posts[0].title == "A – b"
    assert found.posts[0].modified == datetime(2017, 6, 10, tzinfo=UTC)
    assert found.total == 250
    assert found.next_url is not None
    assert "page=2" in found.next_url
    last = read("rest_posts", json.dumps(items), found.next_url.replace("page=2", "page=3"), {"x-wp-totalpages": "3"})
    assert last.next_url is None


def test_a_short_page_is_not_the_last_unless_it_is_said() -> None:
    url = posts_url("https://blog.example/wp-json/")
    assert read("rest_posts", "[]", url, {"X-WP-TotalPages": "2"}).next_url is not None
    assert read("rest_posts", "[]", url).next_url is None


def test_rest_comments_name_posts_with_keys() -> None:
    items = [
        {"id": 12, "post": 1, "link": "https://blog.example/a/#comment-12", "date_gmt": "2017-06-09T12:16:00"},
        {"id": 11, "post": 1, "link": "https://blog.example/a/comment-page-2/#comment-11"},
    ]
    found = read("rest_comments", json.dumps(items), comments_url("https://blog.example/wp-json/"))
    assert urls(found) == ["https://blog.example/a/"]
    assert found.posts[0].comment_keys == ("12", "11")


@pytest.mark.parametrize(
    ("root", "start"),
    [
        ("https://blog.example/wp-json/", "https://blog.example/wp-json/wp/v2/posts?"),
        ("https://blog.example/?rest_route=/", "https://blog.example/?rest_route=/wp/v2/posts&"),
    ],
)
def test_a_rest_root_offers_its_listings_with_and_without_pretty_links(root: str, start: str) -> None:
    found = read("rest_root", json.dumps({"name": "A blog", "namespaces": ["wp/v2"]}), root)
    assert [source.purpose for source in found.sources] == ["rest_posts", "rest_posts", "rest_comments"]
    assert found.sources[0].url.startswith(start)


def test_what_rest_refuses_is_a_problem() -> None:
    found = read("rest_posts", '{"code": "rest_forbidden", "message": "No."}')
    assert codes(found) == ["rest_unreadable"]
    assert "rest_forbidden" in found.problems[0].detail
    assert not found.complete
    assert not read("rest_root", "<html>").complete


def test_json_behind_php_warnings_is_read() -> None:
    body = 'Warning: something in file.php\n[{"link": "https://blog.example/a/"}]'
    assert urls(read("rest_posts", "\ufeff" + body)) == ["https://blog.example/a/"]


def test_facts_of_a_rest_root() -> None:
    facts = facts_of_rest_root(
        Document(HOME, json.dumps({"name": "Blog", "namespaces": [], "timezone_string": "Europe/Berlin"}).encode())
    )
    assert (facts.title, facts.engine, facts.timezone) == ("Blog", "wordpress", "Europe/Berlin")
    for offset, zone in [(2, "Etc/GMT-2"), (-5, "Etc/GMT+5"), (5.5, None), (0, None), ("x", None)]:
        body = json.dumps({"namespaces": [], "timezone_string": "", "gmt_offset": offset}).encode()
        assert facts_of_rest_root(Document(HOME, body)).timezone == zone


# Home pages and listings ----------

BLOG_PAGE = """<html lang="de"><head><title>Mein Blog</title><meta name="generator" content="WordPress 6.1">
<link rel="alternate" type="application/rss+xml" title="Mein Blog » Feed" href="/feed/">
<link rel="alternate" type="application/rss+xml" title="Mein Blog » Kommentar-Feed" href="/comments/feed/">
<link rel="https://api.w.org/" href="https://blog.example/wp-json/"></head><body>
<h1 class="site-title"><a href="/">Mein Blog</a></h1>
<nav><a href="/ueber-uns/">Über uns</a></nav>
<main><article><h2 class="entry-title"><a href="/erster/" rel="bookmark">Erster Beitrag</a></h2>
<a href="/category/essen/">Essen</a><p>Text <a href="/alt/">Siehe dort</a></p></article>
<article><h2><a href="/zweiter/">Zweiter</a></h2></article>
<nav class="navigation"><div class="nav-previous"><a href="/page/2/">Ältere Beiträge</a></div></nav></main>
<aside class="widget-area"><h3><a href="/popular/">Beliebt</a></h3></aside></body></html>"""


def test_a_home_page_names_its_sources_and_posts() -> None:
    found = read("home", BLOG_PAGE)
    assert urls(found) == [HOME + "erster/", HOME + "zweiter/"]
    assert {(source.purpose, source.url) for source in found.sources} == {
        ("robots", HOME + "robots.txt"),
        ("rest_root", HOME + "wp-json/"),
        ("sitemap", HOME + "sitemap.xml"),
        ("feed", HOME + "feed/"),
        ("comment_feed", HOME + "comments/feed/"),
        ("listing", HOME + "page/2/"),
    }
    facts = facts_of_home(Document(HOME, BLOG_PAGE.encode()))
    assert (facts.title, facts.engine, facts.language) == ("Mein Blog", "wordpress", "de")


def test_the_rest_root_is_found_in_the_headers_too() -> None:
    header = '<https://blog.example/feed/>; rel="x", <https://blog.example/?rest_route=/>; rel="https://api.w.org/"'
    found = read("home", "<body></body>", headers={"link": header})
    assert [source.url for source in found.sources if source.purpose == "rest_root"] == [HOME + "?rest_route=/"]


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        ('<a rel="next" href="/page/3/">x</a>', HOME + "page/2/", HOME + "page/3/"),
        ('<a class="next page-numbers" href="/page/2/">»</a>', HOME, HOME + "page/2/"),
        ('<a class="blog-pager-older-link" href="/search?updated-max=1">o</a>', HOME, HOME + "search?updated-max=1"),
        ('<a href="/seite/2">Ältere Einträge</a>', HOME, HOME + "seite/2"),
        ('<a href="/?paged=2">2</a><a href="/?paged=3">3</a>', HOME, HOME + "?paged=2"),
        ('<a href="/page/1/">1</a><a href="/page/3/">3</a>', HOME + "page/2/", HOME + "page/3/"),
        ('<a href="https://elsewhere.example/page/2/" rel="next">x</a>', HOME, None),
        ('<a href="/page/1/">1</a>', HOME + "page/2/", None),
    ],
)
def test_older_posts_are_found(markup: str, url: str, expected: str | None) -> None:
    assert read("listing", f"<body>{markup}</body>", url).next_url == expected


def test_a_list_without_headings_is_read_by_its_shape() -> None:
    rows = "".join(f'<li><a href="/essays/{n}.html">An essay about number {n}</a></li>' for n in range(5))
    menu = '<div class="menu"><a href="/about-this-site">About this long site</a></div>'
    found = read("listing", f"<body>{menu}<ul>{rows}</ul></body>")
    assert urls(found) == [f"{HOME}essays/{n}.html" for n in range(5)]


# Always ----------

PIECES = st.sampled_from(
    [
        RSS,
        ATOM,
        URLSET,
        BLOG_PAGE,
        '[{"link": "http://[::1", "id": {}}]',
        '{"namespaces": "wp/v2"}',
        "<",
        "&#0;",
        "[[[[",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PURPOSES),
    st.lists(st.one_of(st.binary(max_size=40), PIECES.map(str.encode)), max_size=3),
    st.data(),
)
def test_any_bytes_give_a_discovery(purpose: str, pieces: list[bytes], data: st.DataObject) -> None:
    body = b"".join(pieces)
    cut = data.draw(st.integers(0, len(body)))
    found = read(purpose, body[:cut] if data.draw(st.booleans()) else body)
    assert isinstance(found, Discovery)
    assert found.complete or found.problems
