"""`blogduck run` against a real Ghost: its post, and its members' comments over all pages and replies of its API."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.real.duck import Duck
from tests.servers.ghost import Ghost, Said, missing

pytestmark = [
    pytest.mark.real,
    pytest.mark.timeout(300),
    pytest.mark.skipif(bool(missing()), reason=f"missing: {', '.join(missing())}"),
]

_FIRST = datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
_HTML = (
    "<p>On Saturday the oven was cold and the dough was not, so I left it until the evening, and it was better for it.</p>"
    "<p>The second loaf went to the neighbours, who sent back a jar of plums and a question.</p>"
)
_COMMENTS = """SELECT c.*, p.comment_key AS parent_key FROM comment c JOIN article a USING (article_id)
               LEFT JOIN comment p ON p.comment_id = c.parent_comment_id WHERE a.url = ? ORDER BY c.position"""


def _thread() -> list[Said]:
    """A hundred and five roots; under the third more replies than a comment brings along, one of them to another reply.

    Of those taken away only one stays, because it was answered; hidden ones are not shown.
    """
    roots = [
        Said(number, f"Reader {number % 7}", f"<p>Loaf number {number} &amp; <b>salt</b>.</p>", _FIRST + timedelta(minutes=number))
        for number in range(1, 106)
    ]
    later = _FIRST + timedelta(days=1)
    replies = [
        Said(201, "Mira Holt", "<p>One.</p>", later, 3),
        Said(202, "Ben", "<p>Two.</p>", later + timedelta(minutes=1), 3, edited=later + timedelta(minutes=9)),
        Said(203, "Mira Holt", "<p>Three,</p><p>to two.</p>", later + timedelta(minutes=2), 3, answers=202),
        Said(204, "Ada Quill", "<p>Four.</p>", later + timedelta(minutes=3), 3),
        Said(205, None, "<p>Five, of somebody who left.</p>", later + timedelta(minutes=4), 3),
        Said(304, "Ben", "<p>Gone too.</p>", later + timedelta(minutes=4), 4, status="deleted"),
        Said(206, "Ben", "<p>To what was taken away.</p>", later + timedelta(minutes=5), 4, answers=304),
        Said(301, "Ben", "<p>Gone.</p>", later + timedelta(minutes=6), status="deleted"),
        Said(302, "Ada Quill", "<p>Why?</p>", later + timedelta(minutes=7), 301),
        Said(303, "Ben", "<p>Hidden.</p>", later + timedelta(minutes=8), status="hidden"),
    ]
    return [*roots, *replies]


@pytest.fixture(scope="module")
def site() -> Iterator[Ghost]:
    with Ghost() as ghost:
        ghost.write("Bread for two", _HTML, _thread())
        yield ghost


def test_a_blog_of_ghost_is_archived_with_all_its_comments(site: Ghost, tmp_path: Path) -> None:
    duck = Duck(tmp_path, site.url)
    duck.run()
    (article,) = [row for row in duck.rows("SELECT * FROM article") if row["url"] == site.post]
    assert (article["title"], article["body_text"].split("\n\n")[0]) == ("Bread for two", _HTML[3:].split("</p>")[0])
    found = {row["comment_key"]: row for row in duck.rows(_COMMENTS.replace("?", f"'{site.post}'"))}
    said = {comment.ident: comment for comment in _thread() if comment.key not in (303, 304)}
    assert set(found) == set(said)
    by_key = {comment.key: comment.ident for comment in said.values()}
    assert {key: (row["author_name"], row["parent_key"], row["published_at"]) for key, row in found.items()} == {
        key: (row.name, by_key.get(row.answers or 0) or by_key.get(row.parent or 0), row.at) for key, row in said.items()
    }
    assert [row["text"] for row in found.values() if row["state"] == "removed"] == [""]
    assert found[by_key[1]]["text"] == "Loaf number 1 & salt."
    assert found[by_key[203]]["text"] == "Three,\n\nto two."
    assert duck.rows(f"SELECT * FROM problem WHERE url = '{site.post}'") == []
