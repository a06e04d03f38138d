"""demo: a small blog served on this machine, scraped, and what came of it told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.answers import answer_to, rows_of
from pipeline.cli.exits import OF_STATUS
from pipeline.cli.session import Session, command_prefix, log_options
from pipeline.cli.streams import harmless, put
from pipeline.cli.tables import table_lines
from pipeline.cli.trees import Leaf, tree_lines
from pipeline.cli.wording import count, summary_line
from pipeline.errors import SettingsError
from pipeline.run.report import RunOptions
from pipeline.settings import Settings, parse_settings

_MARK = "# Written by 'blogduck demo'"
_QUESTION = """\
select author_name, count(*) as comments, count(distinct article_id) as posts
from comment
where not by_post_author and kind = 'comment'
group by author_name order by comments desc, author_name limit 5"""
# A thread that shows answers to answers and still fits a screen.
_THREAD = """\
with threads as (
    select article_id, max(depth) as deepest, count(*) as comments from thread_tree group by article_id
), chosen as (
    select article_id from threads where comments <= 12 order by deepest desc, comments desc, article_id limit 1
)
select tree.title, depth, author_name, tree.published_local, text
from thread_tree tree join chosen using (article_id)
order by reading_order"""
_COUNTS = """\
select (select count(*) from article) as articles, (select count(*) from author) as authors,
    (select count(*) from comment) as comments, (select count(parent_comment_id) from comment) as answers,
    (select any_value(title) from blog) as title"""


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="demo-archive",
    show_default=True,
    help="Where to put the archive; an earlier demo's is replaced.",
)
@log_options
@click.pass_obj
def command(session: Session, folder: Path) -> int:
    """Scrape a small sample blog on this machine, and tell what happened.

    Needs no network: the blog comes with blogduck and is served on this machine while it is scraped.

    \b
    Examples:
      blogduck demo
      blogduck demo --dir /tmp/ducks
    """
    from pipeline.cli.verbs.run import run_once
    from pipeline.resources import resource
    from pipeline.sample import load_site, served

    site = load_site(resource("data/samples"))
    _make_room(folder)
    with served(site) as home:
        settings = _settings(folder, home)
        put(f"A small sample blog is being served at {home}, and blogduck scrapes it.")
        summary = run_once(session, settings, RunOptions())
    if summary.status == "interrupted":
        return OF_STATUS[summary.status]
    for line in _story(settings, folder, summary_line(summary)):
        put(line)
    return OF_STATUS[summary.status]


def _make_room(folder: Path) -> None:
    """Remove an earlier demo's archive, and nothing else."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    mark = folder / "blogs.toml"
    if not mark.is_file() or not mark.read_text("utf-8", "replace").startswith(_MARK):
        raise SettingsError(f"{folder}: is there already and no earlier demo's: name another folder with --dir")
    shutil.rmtree(folder)


def _settings(folder: Path, home: str) -> Settings:
    text = (
        f"{_MARK}: the blog below is there only while the demo runs.\n"
        'contact = "https://blogduck.example/demo"\n\n[[blog]]\n'
        f'name = "sample"\nurl = "{home}"\ndelay = 0.0\nallow_private_addresses = true\n'
    )
    path = folder / "blogs.toml"
    settings = parse_settings(text, path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{folder}: can't be written: {error.strerror}: name another with --dir") from error
    return settings


def _story(settings: Settings, folder: Path, summary: str) -> Iterator[str]:
    width = min(shutil.get_terminal_size().columns, 100)
    counts = rows_of(settings.database, _COUNTS)[0]
    yield _title("What was fetched")
    yield f"{harmless(counts['title'] or 'The blog')}: {summary}"
    yield (
        f"That makes {count(counts['articles'], 'article')} by {count(counts['authors'], 'author')}, and "
        f"{count(counts['comments'], 'comment')}, {counts['answers']} of them answers to another comment."
    )
    yield from _thread(settings, width)
    yield from _question(settings, width)
    yield from _next(settings, folder)


def _thread(settings: Settings, width: int) -> Iterator[str]:
    rows = rows_of(settings.database, _THREAD)
    if not rows:
        return
    yield _title(f"A thread: {harmless(rows[0]['title'] or '(no title)')}")
    leaves = [
        Leaf(row["depth"], f"{row['author_name'] or '(no name)'} · {_day(row['published_local'])}", row["text"])
        for row in rows
    ]
    yield from tree_lines(leaves, width, lines_each=2)


def _question(settings: Settings, width: int) -> Iterator[str]:
    yield _title("A question and its answer")
    yield from (f"  {line}" for line in _QUESTION.split("\n"))
    yield ""
    with answer_to(settings.database, _QUESTION) as answer:
        yield from (f"  {line}" for line in table_lines(answer.columns, [answer.rows()], width - 2))


def _next(settings: Settings, folder: Path) -> Iterator[str]:
    tool = command_prefix()
    here = f"--config {os.path.relpath(folder)}/blogs.toml"
    yield _title("Where everything is")
    yield f"  {os.path.relpath(settings.database)}   the answers: a DuckDB file that every DuckDB client opens"
    yield f"  {os.path.relpath(settings.warc_folder)}/   every page as it came over the wire"
    yield f"  {os.path.relpath(settings.state_folder)}/   the log of this run"
    yield _title("What to type next")
    yield f"  {tool} query --list {here}"
    yield f"  {tool} query unanswered_comments {here}"
    yield f"  {tool} init && {tool} add https://your-blog.example/"


def _title(text: str) -> str:
    return "\n" + click.style(text, bold=True)


def _day(local: object) -> str:
    return str(local)[:10] if local else "no date"
