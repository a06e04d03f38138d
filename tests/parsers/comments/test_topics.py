"""Forum topics: further pages are asked for by the first, and their posts read as answers; edits; whose topic it is."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.models import Document
from tests.parsers.comments.own_markup import TEMPLATES
from tests.parsers.comments.reading import read
from tests.parsers.comments.said import Said

_AT = datetime(2015, 5, 17, 13, 45)
_FORUM = "https://forum.example"

# Engine, the topic's first page, links that it shows, the further pages that follow.
_PAGED = [
    (
        "xenforo", "/threads/bread.7/", ["/threads/bread.7/page-2", "/threads/bread.7/page-4", "/threads/salt.8/page-9"],
        ["/threads/bread.7/page-2", "/threads/bread.7/page-3", "/threads/bread.7/page-4"],
    ),
    (
        "phpbb", "/viewtopic.php?f=2&t=7",
        ["./viewtopic.php?f=2&t=7&sid=0123456789abcdef0123456789abcdef&start=10", "./viewtopic.php?f=2&t=7&start=30",
         "./viewtopic.php?f=2&t=8&start=90"],
        ["/viewtopic.php?f=2&t=7&start=10", "/viewtopic.php?f=2&t=7&start=20", "/viewtopic.php?f=2&t=7&start=30"],
    ),
    ("vbulletin", "/showthread.php?t=7", ["showthread.php?t=7&page=2"], ["/showthread.php?t=7&page=2"]),
    (
        "vbulletin 4", "/showthread.php?7-Bread", ["showthread.php?7-Bread/page3", "showthread.php?8-Salt/page5"],
        ["/showthread.php?7-Bread/page2", "/showthread.php?7-Bread/page3"],
    ),
    (
        "mybb", "/thread-7.html", ["thread-7-page-2.html", "thread-7-page-3.html", "thread-8-page-4.html"],
        ["/thread-7-page-2.html", "/thread-7-page-3.html"],
    ),
]


def _page(which: str, said: list[Said], links: list[str]) -> bytes:
    nav = "".join(f'<a href="{link}">{number}</a>' for number, link in enumerate(links, 2))
    return TEMPLATES[which].page(said).replace("</body>", f'<div class="pagination">{nav}</div></body>').encode()


@pytest.mark.parametrize(("which", "address", "links", "wanted"), _PAGED)
def test_a_topic_is_read_over_its_pages(which: str, address: str, links: list[str], wanted: list[str]) -> None:
    first = [Said(1000, "Ada", _AT, "The post."), Said(1001, "Ben", _AT, "Salt?")]
    html = _page(which, first, links)
    url = f"{_FORUM}{address}"
    found, _ = read(html, url=url)
    assert [request.url.removeprefix(_FORUM) for request in found.follow_ups] == wanted
    more = [
        Document(request.url, _page(which, [Said(2000 + place, name, _AT, f"Text {place}")], links), purpose="comments")
        for place, (request, name) in enumerate(zip(found.follow_ups, ("Ada", "Mira", "Cy"), strict=False))
    ]
    again, thread = read(html, more, url)
    assert again.follow_ups == found.follow_ups
    assert [c.key for c in thread.comments] == ["1001", *(str(2000 + place) for place in range(len(wanted)))]
    assert [c.by_post_author for c in thread.comments][:2] == [False, True]
    assert [c.found_in for c in thread.comments] == [url, *(document.url for document in more)]


@pytest.mark.parametrize(("which", "address", "links", "wanted"), _PAGED)
def test_a_further_page_asks_for_nothing(which: str, address: str, links: list[str], wanted: list[str]) -> None:
    html = _page(which, [Said(1001, "Ben", _AT, "Salt?")], [*links, address])
    assert read(html, url=f"{_FORUM}{wanted[0]}")[0].follow_ups == ()


def test_a_topic_of_many_pages_is_bounded() -> None:
    html = _page("xenforo", [Said(1000, "Ada", _AT, "The post.")], ["/threads/bread.7/page-400"])
    found, _ = read(html, url=f"{_FORUM}/threads/bread.7/")
    assert len(found.follow_ups) == 50
    assert [problem.code for problem in found.problems] == ["comments_cut"]


_EDITS = {
    "xenforo": '<div class="message-lastEdit">Last edited: <time datetime="2015-05-18T08:00:00+0100" '
    'title="May 18, 2015 at 8:00 am">May 18, 2015</time></div>',
    "xenforo 1": '<div class="editDate">Last edited: <span class="DateTime" title="May 18, 2015 at 8:00 am">May 18</span></div>',
    "phpbb": '<div class="notice">Last edited by <a href="#">Ben</a> on Mon May 18, 2015 8:00 am, edited 2 times in total.</div>',
    "vbulletin": '<div class="smallfont"><em>Last edited by Ben; 18 May 2015 at <span class="time">08:00</span>.</em></div>',
    "vbulletin 4": '<blockquote class="postcontent lastedited">Last edited by Ben; 18th May 2015 at <span '
    'class="time">08:00</span>.</blockquote>',
    "mybb": '<span class="post_edit">(This post was last modified: 18 May 2015, 08:00 by <a>Ben</a>.)</span>',
}
_BEFORE = {
    "xenforo": "</div><aside", "xenforo 1": '<div class="messageMeta', "phpbb": '<div class="signature">',
    "vbulletin": "</td></tr></table>", "vbulletin 4": '<blockquote class="signature', "mybb": '<div class="post_body',
}


@pytest.mark.parametrize("which", _EDITS)
def test_a_posts_last_edit_is_read(which: str) -> None:
    said = [Said(1000, "Ada", _AT, "The post."), Said(1001, "Ben", _AT, "Salt?")]
    html = TEMPLATES[which].page(said)
    place = html.rindex(_BEFORE[which])
    (comment,) = read((html[:place] + _EDITS[which] + html[place:]).encode(), url=f"{_FORUM}/7")[1].comments
    assert (comment.text, comment.published.local) == ("Salt?", _AT)
    assert (comment.edited.local_text() or "")[:16] == "2015-05-18T08:00"


_TOPIC = """<html lang="en"><head><title>Bread</title><meta name="generator" content="Discourse 3.2.0"></head><body>
<h1><a href="/t/bread/12">Bread</a></h1>{posts}</body></html>"""
_POST = """<div id="post_{n}" itemprop="comment" itemscope itemtype="http://schema.org/Comment" class="topic-body crawler-post">
<div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a
itemprop="url" href="https://talk.example/u/{who}"><span itemprop="name">{who}</span></a></span><span
class="crawler-post-infos"><time datetime="2024-01-0{n}T10:00:00Z" class="post-time">January {n}, 2024, 10:00am</time>
<meta itemprop="dateModified" content="2024-01-0{n}T10:00:00Z"><span itemprop="position">{n}</span></span></div>
<div class="post" itemprop="text"><p>Words of {who}.</p></div></div>"""


def test_a_discourse_topic_is_a_page_of_its_own() -> None:
    html = _TOPIC.format(posts="".join(_POST.format(n=n, who=who) for n, who in ((1, "ada"), (2, "ben"), (3, "ada"))))
    url = "https://talk.example/t/bread/12"
    found, thread = read(html.encode(), url=url)
    assert [request.url for request in found.follow_ups] == ["https://talk.example/t/12.json"]
    assert [(c.author.name, c.text, c.by_post_author, bool(c.edited)) for c in thread.comments] == [
        ("ben", "Words of ben.", False, False), ("ada", "Words of ada.", True, False),
    ]
