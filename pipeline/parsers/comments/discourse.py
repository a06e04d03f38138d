"""Discourse: a forum's topic under a blog's post (`div#discourse-comments`), from the forum that the page names.

Also a topic's own page, whose first post is the article.

Source: app/controllers/embed_controller.rb and app/views/embed/comments.html.erb (the first posts, and the topic's
address), TopicView's JSON /t/ID.json (`post_stream.posts`, `stream`; `reply_to_post_number` null for an answer to the
topic) and /t/ID/posts.json?post_ids[]=…; app/views/topics/show.html.erb (`.crawler-post`, for those without scripts).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.cutting import read_records
from pipeline.parsers.records.raw import Extraction, Record
from pipeline.parsers.records.scripts import script_saying, setting
from pipeline.parsers.records.servers import elsewhere, json_answers, server
from pipeline.parsers.records.stated import Row, add_stated
from pipeline.parsers.records.statements import at, read_json, rows, word

name = "discourse"
rank = 12

_MARKER = "DiscourseEmbed"
_EMBED = re.compile(r"/embed/comments\?")
_TOPIC = re.compile(r"/t/(\d+)\.json\Z")
_POSTS = re.compile(r"/t/(\d+)(?:/posts)?\.json")
_TOPIC_LINK = re.compile(r"/t/(?:[^/\s\"'?#]+/)?(\d+)(?:/\d+)?(?=[\"'?#])")
_TOPIC_PAGE = re.compile(r"\A(https?://[^/?#]+(?:/[^?#]*?)?)/t/(?:[^/?#]+/)?(\d+)(?=[/?#]|\Z)")
_TOPIC_ID = re.compile(r"topicId[\"']?\s*:\s*[\"']?(\d+)")
# As many as its own client asks for at once.
_CHUNK = 20
_FIRST = 1
_REGULAR = 1


def recognises(page: Page) -> bool:
    """Whether the page has a place for a topic's posts, or is a topic's."""
    return "discourse-comments" in page.by_id or _topic_page(page) is not None


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """The posts of the topic without its first, which stands for the page."""
    found = Extraction()
    if _forum(page) is None:
        found.problems.append(elsewhere(name, setting(script_saying(page, _MARKER), "discourseUrl")))
    numbers: dict[object, object] = {}
    answers = list(json_answers(found, more, _POSTS, "post_stream", "posts"))
    for _, answer in answers:
        numbers.update({row.get("post_number"): row.get("id") for row in rows(at(answer, "post_stream", "posts"))})
    openings = (row for _, answer in answers for row in rows(at(answer, "post_stream", "posts")))
    started = next((word(row.get("username")) for row in openings if row.get("post_number") == _FIRST), None)
    for document, answer in answers:
        for row in rows(at(answer, "post_stream", "posts")):
            if row.get("post_number") != _FIRST and row.get("post_type", _REGULAR) == _REGULAR:
                _add(found, document, row, numbers, started)
    if not answers:
        _read_plain(page, found)
    return found


def _read_plain(page: Page, found: Extraction) -> None:
    """The posts as a topic's page shows them to those who run no scripts; its later ones are not there."""
    records = [Record((item,)) for item in page.classed("crawler-post")]
    comments = read_records(page, records)
    opening = 1 if "post_1" in page.by_id else 0
    found.records, found.comments = records[opening:], comments[opening:]
    found.opening = comments[0] if opening else None
    for comment in found.comments:
        comment.by_post_author = bool(opening and comment.name) and comment.name == comments[0].name


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """The embedded view, which names the topic; the topic; the posts that the topic does not bring along."""
    forum = _forum(page)
    if forum is None:
        return []
    settings = script_saying(page, _MARKER) or ""
    stated = _TOPIC_ID.search(settings)
    asked = []
    own = _topic_page(page)
    topic = own.group(2) if own else stated.group(1) if stated else None
    if topic is None:
        address = setting(settings, "discourseEmbedUrl") or page.url.split("#")[0]
        asked = [f"{forum}/embed/comments?embed_url={quote(address, safe='')}"]
        embeds = [document for document in more if _EMBED.search(document.url)]
        link = _TOPIC_LINK.search(Page(embeds[0]).text) if embeds else None
        topic = link.group(1) if link else None
    if topic is not None:
        asked += [f"{forum}/t/{topic}.json", *_rest(forum, topic, more)]
    return [FollowUp(url, "comments", format="discourse") for url in asked]


def _rest(forum: str, topic: str, more: Sequence[Document]) -> list[str]:
    answers = [read_json(document.body) for document in more if _TOPIC.search(document.url)]
    stream = at(answers[0], "post_stream", "stream") if answers else None
    here = {row.get("id") for row in rows(at(answers[0], "post_stream", "posts"))} if answers else set()
    left = [number for number in stream or () if isinstance(number, int) and number not in here]
    chunks = [left[start : start + _CHUNK] for start in range(0, len(left), _CHUNK)]
    return [
        f"{forum}/t/{topic}/posts.json?" + "&".join(f"post_ids[]={number}" for number in chunk) for chunk in chunks
    ]


def _add(
    found: Extraction, document: Document, row: Row, numbers: dict[object, object], started: str | None
) -> None:
    answered = row.get("reply_to_post_number")
    forum, username = document.url.split("/t/")[0], word(row.get("username"))
    topic = _POSTS.search(document.url)
    edited = row.get("updated_at") if isinstance(row.get("version"), int) and row["version"] > 1 else None
    add_stated(
        found, document, row.get("id"), row.get("cooked"),
        parent=numbers.get(answered, f"#{answered}") if answered and answered != _FIRST else None,
        name=username or row.get("name"), url=f"{forum}/u/{quote(username)}" if username else None,
        time=row.get("created_at"), edited=edited,
        permalink=f"{forum}/t/{topic.group(1)}/{row.get('post_number')}" if topic else None,
        state="removed" if row.get("deleted_at") or row.get("user_deleted") is True else "visible",
        by_post_author=username is not None and username == started,
    )


def _topic_page(page: Page) -> re.Match[str] | None:
    generator = page.meta_first("generator") or ""
    return _TOPIC_PAGE.match(page.url) if generator.startswith("Discourse") else None


def _forum(page: Page) -> str | None:
    own = _topic_page(page)
    if own:
        return own.group(1)
    return server(page, setting(script_saying(page, _MARKER), "discourseUrl"))
