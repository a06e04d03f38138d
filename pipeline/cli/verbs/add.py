"""add: look at a blog, show what is found, and write its entry."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from pipeline.cli.exits import stopping_on_signals
from pipeline.cli.logs import logging_to
from pipeline.cli.session import Session, command_prefix, log_options, now, settings_option
from pipeline.cli.sources import for_one_page, without_later_run
from pipeline.cli.streams import harmless, json_text, put, say
from pipeline.cli.wording import count
from pipeline.errors import FetchError, SettingsError
from pipeline.identity import normal_url
from pipeline.settings import BlogSettings, Settings, append_blog, parse_blog

if TYPE_CHECKING:
    from pipeline.run.report import ProbeResult


@click.command()
@click.argument("url")
@click.option("--name", metavar="NAME", help="What to call it; else made from its host or title.")
@click.option("--timezone", metavar="ZONE", help="Its time zone, where its pages don't tell.")
@click.option("--delay", type=float, metavar="SECONDS", help="Pause between two requests. [1.0]")
@click.option("--allow-private-addresses", is_flag=True, help="It is on this machine or network.")
@click.option("--dry-run", is_flag=True, help="Only look and show; write nothing.")
@click.option("--force", is_flag=True, help="Write the entry even if no post could be read.")
@click.option("--json", "as_json", is_flag=True, help="What was found as JSON.")
@settings_option
@log_options
@click.pass_obj
def command(session: Session, /, url: str, dry_run: bool, force: bool, as_json: bool, **entry: Any) -> int:
    """Look at a blog, show what is found, and add it to blogs.toml.

    Fetches the home page, one source of each kind and one post, and shows its title, author and comments: so you see
    in seconds whether blogduck can read this blog. Without a blogs.toml, one is written first.

    \b
    Examples:
      blogduck add https://blog.example/
      blogduck add blog.example --name ducks --timezone Europe/Berlin
      blogduck add http://127.0.0.1:8080/ --allow-private-addresses
      blogduck add https://blog.example/ --dry-run
    """
    url = url if "://" in url else f"https://{url}"
    values: dict[str, Any] = {"name": entry["name"] or name_for(url), "url": url}
    values |= {key: value for key, value in entry.items() if key != "name" and value is not None and value is not False}
    path = session.settings_path()
    settings = _settings(session, path)
    blog = parse_blog(values, path)
    _refuse_known(blog, settings, path)
    with logging_to(session):
        found = _look(blog, settings, session, force)
    if found and not entry["name"] and _is_bare(url):
        values["name"] = _slug(found.blog.title or "") or values["name"]
        _refuse_known(replace(blog, name=values["name"]), settings, path)
    if found:
        put(json_text(_plain(found)) if as_json else "\n".join(report_lines(found)))
    if found and found.post is None and not force:
        raise FetchError(url, "no post could be read, so it is not added; --force adds it all the same")
    if not dry_run:
        _write(path, values, session)
    return 0


def name_for(url: str) -> str:
    """A short name for the blog at `url`: `steadynews` for `https://www.steadynews.de/`, with what tells it apart.

    Where the host has no name of its own (`_is_bare`), the blog's title makes a better one, once it is known.
    """
    parts = urlsplit(url)
    labels = (parts.hostname or "blog").removeprefix("www.").removeprefix("blog.").split(".")
    host = "-".join(labels) if labels[-1].isdigit() else "-".join(labels[:-1]) or labels[0]
    words = [host, *(part for part in parts.path.split("/") if part)]
    return _slug("-".join(words)) or "blog"


def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.lower())[:40].strip("-")


def _is_bare(url: str) -> bool:
    """Whether the host is an address or this machine, which says nothing about the blog."""
    host = urlsplit(url).hostname or ""
    return host == "localhost" or ":" in host or host.rpartition(".")[2].isdigit()


def _refuse_known(blog: BlogSettings, settings: Settings, path: Path) -> None:
    for other in settings.blogs:
        if blog.name.casefold() == other.name.casefold():
            raise SettingsError(f"{path}: a blog called {other.name!r} is there already: choose another with --name")
        if normal_url(blog.url) == normal_url(other.url):
            raise SettingsError(f"{path}: {blog.url} is there already, called {other.name!r}")


def report_lines(found: ProbeResult) -> Iterator[str]:
    """What was found, for people."""
    from pipeline.cli.pretty import shown, thread_lines

    blog = found.blog
    yield click.style(harmless(blog.title or blog.url), bold=True)
    zone = blog.timezone or "not told by its pages (set 'timezone')"
    facts = {
        "address": blog.url,
        "engine": blog.engine,
        "language": blog.language,
        "time zone": zone,
        "feeds": ", ".join(found.feeds),
        "sitemap": ", ".join(found.sitemaps),
        "REST": found.rest,
        "posts": f"{found.posts} known after this look" if found.posts else None,
    }
    yield from (f"  {label:10} {harmless(value or 'none found')}" for label, value in facts.items())
    if post := found.post:
        yield "\n" + click.style(harmless(post.title or "(no title)"), bold=True)
        names = ", ".join(author.name for author in post.authors) or "no author found"
        facts_of_post = (names, shown(post.published) or "no date found", count(len(post.body.text.split()), "word"))
        yield harmless("  " + " · ".join(facts_of_post))
        yield harmless(f"  {post.canonical_url or post.url}")
        lines = list(thread_lines(post, min(shutil.get_terminal_size().columns, 100) - 2, lines_each=2))
        yield from (f"  {line}" for line in lines or ["", "no comments"])
    yield from (harmless(f"! {problem.code}: {without_later_run(problem.detail)}") for problem in found.problems)


def _settings(session: Session, path: Path) -> Settings:
    return session.settings() if path.exists() else Settings(path.parent / "archive", path=path)


def _look(blog: BlogSettings, settings: Settings, session: Session, force: bool) -> ProbeResult | None:
    from pipeline.run.probe import probe

    stop = Event()
    if not session.is_quiet:
        say(f"Looking at {blog.url} ...")
    try:
        with stopping_on_signals(stop), for_one_page():
            return probe(blog, settings, now, stop)
    except FetchError as error:
        if not force:
            raise
        say(harmless(str(error)))
        return None


def _write(path: Path, values: dict[str, Any], session: Session) -> None:
    from pipeline.cli.verbs.init import write_template

    if not path.exists():
        write_template(path)
    append_blog(path, values)
    if not session.is_quiet:
        say(f"\nAdded {values['name']!r} to {path}. Next: {command_prefix()} run {values['name']}")


def _plain(found: ProbeResult) -> dict[str, Any]:
    values = asdict(found)
    values["post"] = found.post.to_dict() if found.post else None
    return values
