"""When an article was published and changed: small pages of many templates, each with what its reader would say."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from pipeline import parse_page

STORY = (
    "<p>The mill by the river has stood empty since the spring, and nobody in the village could say who had the key "
    "to it. Agnes asked the baker, who asked his sister, who had seen it hanging in the church porch last winter.</p>"
    "<p>On 12 March 1998 the river had come up to the second floor, and in 2004, as the older ones remember, to the "
    "first. The wheel turned backwards that night, which is told to children who do not want to go to bed.</p>"
    "<p>We went there with two lamps and a dog. The door was not locked at all, and the key lay on the sill inside.</p>"
)
ADDRESS = "https://valley.example/the-key/"


class Case(NamedTuple):
    """A page's parts and what it says: the publication (cut at its precision) and the change."""

    name: str
    published: str | None
    body: str
    modified: str | None = None
    head: str = ""
    lang: str = "en"
    url: str = ADDRESS


def _article(facts: str, after: str = "", title: str = "The key to the mill") -> str:
    return f'<article><h1>{title}</h1>{facts}<div class="entry-content">{STORY}</div>{after}</article>'


def _comment(when: str) -> str:
    said = "<p>My aunt had that key for years, she will be glad to hear where it is now.</p>"
    return (
        f'<li class="comment" id="comment-7"><cite class="fn">Ruth Amsel</cite> <time datetime="{when}">{when}</time>'
        f'<div class="comment-content">{said}</div></li>'
    )


def _json_ld(**said: str) -> str:
    pairs = "".join(f', "{key}": "{value}"' for key, value in said.items())
    return (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting", '
        f'"headline": "The key to the mill"{pairs}}}</script>'
    )


CASES = [
    Case("byline", "2020-05-03", _article("<p class=byline>By Agnes Beck on May 3, 2020</p>")),
    Case("bare time", "2020-05-03", _article("<time>3 May 2020</time>")),
    Case("time of day", "2020-05-03T14:16", _article("<time>3 May 2020, 2:16 pm</time>")),
    Case(
        "time with zone",
        "2020-05-03T14:16:00",
        _article('<time datetime="2020-05-03T14:16:00+02:00">3 May 2020</time>'),
    ),
    Case(
        "definition list",
        "2020-05-03",
        _article("", "<dl><dt>Author</dt><dd>Agnes Beck</dd><dt>Published</dt><dd>3 May 2020</dd></dl>"),
    ),
    Case(
        "definition list with change",
        "2020-05-03",
        _article("", "<dl><dt>Published</dt><dd>3 May 2020</dd><dt>Last updated</dt><dd>9 June 2021</dd></dl>"),
        modified="2021-06-09",
    ),
    Case(
        "table of facts",
        "2020-05-03",
        _article("<table><tr><th>Datum</th><td>3. Mai 2020</td></tr><tr><th>Ort</th><td>Aue</td></tr></table>"),
        lang="de",
    ),
    Case("address", "2020-05-03", _article(""), url="https://valley.example/2020/05/03/the-key/"),
    Case(
        "a picture's address says nothing",
        None,
        _article('<img src="/wp-content/uploads/2019/07/12/mill.jpg" alt="">'),
        head='<meta property="og:image" content="https://valley.example/2019/07/12/mill.jpg">',
    ),
    Case("Stand", None, _article("<p>Stand: 09.06.2021</p>"), modified="2021-06-09", lang="de"),
    Case(
        "Zuletzt aktualisiert",
        None,
        _article("", "<p class=info>Zuletzt aktualisiert: 9. Juni 2021</p>"),
        modified="2021-06-09",
        lang="de",
    ),
    Case(
        "both in one line",
        "2020-05-03",
        _article("<p class=meta>Published 3 May 2020 · Updated 9 June 2021</p>"),
        modified="2021-06-09",
    ),
    Case(
        "change first",
        "2020-05-03",
        _article("<p class=meta>Last updated 9 June 2021, originally published 3 May 2020</p>"),
        modified="2021-06-09",
    ),
    Case(
        "day, then change",
        "2020-05-03",
        _article("<p class=meta>Agnes Beck | 3 May 2020, updated: 9 June 2021</p>"),
        modified="2021-06-09",
    ),
    Case(
        "updated some time ago",
        "2020-05-03T12:21",
        _article("<p class=article_date>May 3, 2020 / 12:21 PM / Updated 14 hours ago</p>"),
    ),
    Case(
        "labels in elements of their own",
        "2020-05-03",
        _article(
            "",
            "<footer><ul><li><span>Published: </span><time datetime=2020-05-03>3 May</time></li>"
            "<li><span>Updated: </span><time datetime=2021-06-09>9 June</time></li></ul></footer>",
        ),
        modified="2021-06-09",
    ),
    Case(
        "labels behind in Hungarian",
        "2020-05-03",
        _article("<p class=meta>2020. május 3. közzétéve</p>", title="A kulcs"),
        lang="hu",
    ),
    Case(
        "labels behind in Japanese",
        None,
        _article("<p class=date>2021年6月9日更新</p>"),
        modified="2021-06-09",
        lang="ja",
    ),
    Case(
        "labels before in Japanese",
        "2020-05-03",
        _article("<p class=date>公開日:2020年5月3日 更新日:2021年6月9日</p>"),
        modified="2021-06-09",
        lang="ja",
    ),
    Case(
        "a name that reads like a label",
        "2020-05-03",
        _article("<p class=byline>김수정 기자 2020.05.03</p>"),
        lang="ko",
    ),
    Case(
        "label among much else",
        "2020-05-03T15:24",
        "<article><h1>열쇠</h1><div class=newsContent>입력 :[ 2020-05-03 15:24 ]"
        + "".join(f"<br>{STORY}" for _ in range(4))
        + "</div></article>",
        lang="ko",
    ),
    Case(
        "mise en ligne",
        "2020-05-03",
        _article("", "<aside class=credits><p>Mise en ligne</p><p>3 mai 2020</p><p>Son</p><p>Agnès Bec</p></aside>"),
        lang="fr",
    ),
    Case(
        "event box",
        None,
        _article("", "<div class=event-box><h3>Veranstaltung</h3><p>Termin: 14. August 2021, 19:00 Uhr</p></div>"),
        lang="de",
    ),
    Case("event with a beginning and an end", None, _article("<p class=date>14 August 2021, 19:00 - 22:00</p>")),
    Case(
        "events before the title",
        "2020-05-03",
        "<ul class=dates><li><span class=datum>14.08.2021 19:00 Uhr</span> Konzert</li>"
        "<li><span class=datum>15.09.2021 19:00 Uhr</span> Lesung</li></ul>" + _article(""),
        head='<meta name="date" content="2020-05-03">',
        lang="de",
    ),
    Case(
        "beginning and end",
        None,
        _article(
            "<dl><dt>Beginn:</dt><dd class=event-meta>13. Mai 2012 11:00</dd><dt>Ende:</dt><dd>13. Mai 2012 18:00</dd>"
            "<dt>Aktualisiert:</dt><dd>15. Februar 2012</dd></dl>"
        ),
        modified="2012-02-15",
        lang="de",
    ),
    Case(
        "both times are marked at the foot",
        "2020-05-03T09:30:00",
        _article(
            "",
            '<footer class="entry-footer"><a rel="bookmark" href="/k"><time class="entry-date published" '
            'datetime="2020-05-03T09:30:00+02:00">3 May 2020</time><time class="updated" '
            'datetime="2020-05-03T10:02:11+02:00">3 May 2020</time></a></footer>',
        ),
        modified="2020-05-03T10:02:11",
    ),
    Case("valid until", None, _article("<p class=info>Video available until 28 February 2021</p>")),
    Case("copyright", None, _article("") + "<footer><p>© 2011 Valley, last change 1 January 2012</p></footer>"),
    Case("copyright with a day", None, _article("") + "<div class=bottom><p>Copyright 3 May 2009 by Valley</p></div>"),
    Case(
        "comments before the post",
        "2020-05-03",
        '<ol class="commentlist">'
        + _comment("2021-07-01")
        + _comment("2021-07-02")
        + "</ol>"
        + _article("<p class=meta>3 May 2020</p>"),
    ),
    Case(
        "comments alone have dates",
        None,
        _article("", '<ol class="commentlist">' + _comment("2021-07-01") + _comment("2021-07-02") + "</ol>"),
    ),
    Case(
        "one comment alone has a date",
        None,
        _article("", '<ol class="commentlist">' + _comment("2021-07-01") + "</ol>"),
    ),
    Case(
        "related posts",
        None,
        _article(
            "", "<div class=related><h3>More</h3><a href=/a>Bread</a> <time datetime=2019-01-02>2 Jan</time></div>"
        ),
    ),
    Case(
        "list of other posts in the text",
        None,
        _article("", "<p>9 June 2016: a walk</p><p>8 June 2016: rain</p><p>31 May 2016: the fair</p>"),
    ),
    Case(
        "a quoted post's day",
        None,
        _article(
            "<blockquote>The bells rang twice. <a href='https://social.example/9'>November 1, 2019</a></blockquote>"
        ),
    ),
    Case(
        "dateline",
        "2020-05-03",
        f"<article><h1>Der Schlüssel</h1><p>Pressemitteilung vom 3. Mai 2020 | Aue – Die Mühle steht seit dem Frühjahr "
        f"leer, und niemand im Ort wusste zu sagen, wer den Schlüssel hat.</p>{STORY}</article>",
        lang="de",
    ),
    Case(
        "a sentence that opens with a day is no dateline",
        None,
        f"<article><h1>The key</h1><p>On 3 May 2020 – it was raining – Agnes asked the baker, who asked his sister, who "
        f"had seen it in the porch.</p>{STORY}</article>",
    ),
    Case(
        "banner above the title",
        "2020-05-03T12:22",
        '<main><div class="news-banner"><time datetime="2020-05-03 12:22">03.05.2020 12:22</time></div>'
        + _article("")
        + "</main>",
        lang="de",
    ),
    Case(
        "a day in the share bar at the title",
        "2020-05-03",
        _article('<div class="share-bar"><span class="date">3 May 2020</span><a href="#">Share</a></div>'),
    ),
    Case("pipes", "2020-05-03", _article("<table><tr><td>03 | 05 | 2020</td><td>Aue</td></tr></table>"), lang="de"),
    Case(
        "no language stated",
        "2020-05-03",
        _article("", "<p class=dataora>3 maggio 2020 (modifica il 9 giugno 2021 | 07:30)</p>"),
        modified="2021-06-09T07:30",
        lang="",
    ),
    Case(
        "template bug",
        "2020-05-03",
        _article('<time datetime="0000-00-00 00:00:00">3 May 2020</time>'),
    ),
    Case(
        "midnight is a day",
        "2020-05-03",
        _article("<p class=date>3 May 2020</p>"),
        head=_json_ld(datePublished="2020-05-03T00:00:00+00:00"),
    ),
    Case(
        "midnight and no shown date",
        "2020-05-03",
        _article(""),
        head=_json_ld(datePublished="2020-05-03T00:00:00Z", dateModified="2021-06-09T00:00:00Z"),
        modified="2021-06-09",
    ),
    Case(
        "midnight beside a true time",
        "2020-05-03T11:53:11",
        _article(""),
        head=_json_ld(datePublished="2020-05-03T00:00:00+00:00")
        + '<meta property="article:published_time" content="2020-05-03T11:53:11+00:00">',
    ),
    Case(
        "what is called the publication goes before a nearer time",
        "2020-05-03",
        _article("<time>9 June 2021</time><p class=meta>Published: 3 May 2020</p>"),
    ),
    Case(
        "a line at the title goes before times in the text",
        "2020-06-01",
        f"<main><article><h1>Version 1.9</h1><p>June 1, 2020 — Tom Asher</p>{STORY}<h2>Changes</h2>"
        f"<p><time datetime=2020-05-30>May 30</time> The queue is shorter.</p>{STORY}</article></main>",
    ),
    Case(
        "a class that says changed",
        None,
        _article('<div class="article-updated-date">9 June 2021</div>'),
        modified="2021-06-09",
    ),
    Case(
        "hAtom's only time",
        "2020-05-03",
        _article('<p class="entry-meta"><span class="updated"><a href="/2020/05/">3 May 2020</a></span></p>')
        + "<p>31 October 2021</p>",
    ),
    Case(
        "the day that a template shows on top is today's",
        "2020-05-03",
        '<div class="top"><span class="today">31 October 2021</span></div>'
        + _article('<p class="entry-meta"><span class="updated">3 May 2020</span></p>'),
    ),
    Case(
        "what a page built by script was made from",
        "2020-05-03T06:22:28",
        _article("")
        + '<script>window.state = {"post": {"id": 7, "published_at": "2020-05-03T06:22:28+02:00", "tags": []}}</script>',
    ),
    Case(
        "a script that tells of many posts",
        None,
        _article("")
        + '<script>window.state = [{"published_at": "2020-05-03"}, {"published_at": "2020-05-04"}]</script>',
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_small_pages(case: Case) -> None:
    lang = f' lang="{case.lang}"' if case.lang else ""
    html = f"<!doctype html><html{lang}><head><title>The key</title>{case.head}</head><body>{case.body}</body></html>"
    page: dict[str, Any] = parse_page(html.encode(), url=case.url).to_dict()
    found = (page["published_local"] or page["published_at"], page["modified_local"] or page["modified_at"])
    assert found == (case.published, case.modified), page["sources"]
    if case.published is None:
        assert page["published_raw"] is None


def test_a_zone_gives_the_instant_and_a_day_gives_none() -> None:
    facts = '<time datetime="2020-05-03T14:16:00+02:00">3 May 2020</time>'
    page = parse_page(f"<html><body>{_article(facts)}</body></html>".encode(), url=ADDRESS)
    assert (page.published.at_text(), page.published.precision) == ("2020-05-03T14:16:00+02:00", "second")
    midnight = _json_ld(datePublished="2020-05-03T00:00:00+02:00")
    page = parse_page(f"<html><head>{midnight}</head><body>{_article('')}</body></html>".encode(), url=ADDRESS)
    assert (page.published.at, page.published.precision) == (None, "day")
