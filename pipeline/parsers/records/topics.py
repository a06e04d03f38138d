"""Topics: a forum's posts as an article with answers; the opening post is the article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parsers.records.raw import Extraction, RawComment, Record


def topic(records: Sequence[Record], posts: Sequence[RawComment], is_further: bool) -> Extraction:
    """The answers among `posts`, those of the one who asked marked so, and the opening post.

    Args:
        records: where the posts stand. posts: what they say, in the same order.
        is_further: whether this is a further page of the topic, which shows answers alone.
    """
    if is_further or not posts:
        return Extraction(list(posts), list(records))
    opening, answers = posts[0], list(posts[1:])
    for answer in answers:
        answer.by_post_author = bool(answer.name) and answer.name == opening.name
    return Extraction(answers, list(records[1:]), opening=opening)
