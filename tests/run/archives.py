"""Archives for tests: settings, runs as the user starts them, and what an archive says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb

# Everything a reader of the archive would call content: times of fetching and ids of captures differ between runs.
CONTENT = {
    "article": "article_id, url, page_kind, title, published_local, published_at, body_text, comment_count_declared",
    "comment": "comment_id, article_id, comment_key, parent_comment_id, parent_source, kind, state, position, depth,"
    " author_name, author_url, published_local, published_at, text, html, permalink, gone_at",
    "author": "author_id, name, url, bio",
    "byline": "article_id, author_id, position",
    "term": "term_id, kind, name",
    "article_term": "article_id, term_id",
    "article_version": "id, title, body_text",
    "comment_version": "id, text",
    "link": "article_id, comment_id, position, url, text, place",
    "image": "article_id, url",
}
PAGE_PURPOSES = "('page', 'comments', 'body')"


def write_settings(folder: Path, url: str, **more: object) -> Path:
    """A `blogs.toml` in `folder` for the blog at `url`."""
    folder.mkdir(parents=True, exist_ok=True)
    values = {"delay": 0, "allow_private_addresses": True, **more}
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    path = folder / "blogs.toml"
    path.write_text(
        "\n".join(['contact = "mailto:test@blog.example"', "[[blog]]", 'name = "made-up"', f'url = "{url}"', *lines])
        + "\n"
    )
    return path


def blogduck(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `blogduck` in `folder`."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_blogduck(folder: Path, *arguments: str, expect: int = 0) -> str:
    """Run `blogduck` in `folder` to its end; gives what it printed."""
    with blogduck(folder, *arguments) as process:
        out, err = process.communicate(timeout=120)
    assert process.returncode == expect, f"exit {process.returncode}\n{out}\n{err}"
    return out + err


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """What the archive in `folder` answers."""
    with duckdb.connect(str(folder / "archive/archive.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def content(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All content rows of the archive in `folder`, in a fixed order."""
    return {table: rows(folder, f"SELECT {columns} FROM {table} ORDER BY ALL") for table, columns in CONTENT.items()}


def fetched_twice(folder: Path) -> list[tuple[Any, ...]]:
    """Pages and follow-ups that were stored whole more than once."""
    return rows(
        folder,
        f"SELECT url, count(*) FROM capture WHERE purpose IN {PAGE_PURPOSES} AND status = 200"
        " GROUP BY url HAVING count(*) > 1",
    )
