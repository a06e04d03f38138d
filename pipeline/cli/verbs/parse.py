"""parse: saved pages or addresses to JSON, without an archive."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

import click

from pipeline.cli.exits import FAILURES, complain
from pipeline.cli.explained import explanation_lines
from pipeline.cli.hints import KnownBlogs, known_blogs, rule_option
from pipeline.cli.logs import logging_to
from pipeline.cli.pretty import page_lines
from pipeline.cli.session import Session, log_options, settings_option
from pipeline.cli.sources import Charset, Instant, fetch, is_url, read_saved
from pipeline.cli.streams import harmless, json_text, put, say
from pipeline.errors import PipelineError
from pipeline.models import ParsedPage, Rule

_WORTH_A_POOL = 64
_Form = Literal["json", "pretty", "markdown", "explained", "explained json"]


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL|-...")
@click.option("--pretty", is_flag=True, help="A page to read, with its thread as a tree, instead of JSON.")
@click.option("--markdown", is_flag=True, help="The article and its thread in Markdown instead of JSON.")
@click.option("--explain", is_flag=True, help="For each field what found it, the runners-up, and selectors to copy.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: the explanation as JSON.")
@click.option("--url", metavar="URL", help="Where the page was; else what the file itself says.")
@click.option("--fetched-at", type=Instant(), metavar="TIME", help='When it was fetched: makes "3 hours ago" a time.')
@click.option("--charset", type=Charset(), metavar="NAME", help="The encoding that HTTP stated; else the page's own.")
@rule_option
@click.option("--allow-private-addresses", is_flag=True, help="Fetch from this machine or network too.")
@settings_option
@log_options
@click.pass_obj
def command(
    session: Session,
    sources: tuple[str, ...],
    pretty: bool,
    markdown: bool,
    explain: bool,
    as_json: bool,
    url: str | None,
    fetched_at: datetime | None,
    charset: str | None,
    rules: tuple[tuple[str, Rule], ...],
    allow_private_addresses: bool,
) -> int:
    """Read saved pages, or addresses, and print article, author and comments.

    One JSON object a line, in the order given; "-" reads a page from standard input. Addresses are fetched politely,
    with everything that holds the rest of their comments, and kept nowhere. A page of a blog in blogs.toml is read with
    that blog's rules and time zone.

    \b
    Examples:
      blogduck parse page.html --pretty
      blogduck parse https://blog.example/a-post/ --pretty
      blogduck parse https://blog.example/a-post/ --markdown > a-post.md
      blogduck parse saved/*.html > pages.jsonl
      blogduck parse page.html --explain
      blogduck parse page.html --pretty --rule title=h1.post-name --rule remove=.ad
      curl -s https://blog.example/a-post/ | blogduck parse - --url https://blog.example/a-post/

    Exit code 1 if a source could not be read or fetched, or holds no HTML; the others are still printed.
    """
    if url and len(sources) > 1:
        raise click.UsageError("--url names the address of one page: give one source")
    if sum((pretty, markdown, explain)) > 1:
        raise click.UsageError("--pretty, --markdown and --explain are forms of their own: give one of them")
    if as_json and not explain:
        raise click.UsageError("--json is for --explain: without that, JSON is what is printed anyway")
    form = _form(pretty, markdown, explain, as_json)
    blogs = known_blogs(session, rules)
    read = partial(_read, blogs, url, fetched_at, charset, allow_private_addresses, form)
    code = 0
    with logging_to(session):
        gap = ""
        for result in _all(read, sources):
            if result.text is not None:
                put(gap + result.text)
                gap = "\n" if form in ("pretty", "markdown", "explained") else ""
            if result.note is not None and not session.is_quiet:
                say(harmless(result.note))
            if result.complaint is not None:
                complain(result.complaint)
                code = FAILURES
    if form == "explained" and not session.is_quiet:
        say('\nTry another: --rule FIELD=SELECTOR. Keep it: FIELD = "SELECTOR" under [blog.rules], below its [[blog]].')
    return code


def _form(pretty: bool, markdown: bool, explain: bool, as_json: bool) -> _Form:
    if explain:
        return "explained json" if as_json else "explained"
    return "pretty" if pretty else "markdown" if markdown else "json"


@dataclass(frozen=True, slots=True)
class _Result:
    """What is printed for one source, what is complained of, and what is worth a word."""

    text: str | None = None
    complaint: str | None = None
    note: str | None = None


def _all(read: partial[_Result], sources: Sequence[str]) -> Iterator[_Result]:
    """What `read` gives for each source, in order; many files are read by all cores."""
    workers = os.cpu_count() or 1
    if len(sources) < _WORTH_A_POOL or workers == 1 or any(is_url(source) or source == "-" for source in sources):
        yield from map(read, sources)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield from pool.map(read, sources, chunksize=8)


def _read(
    blogs: KnownBlogs,
    url: str | None,
    fetched_at: datetime | None,
    charset: str | None,
    private: bool,
    form: _Form,
    source: str,
) -> _Result:
    try:
        if is_url(source):
            is_open = private or blogs.may_be_private(source)
            saved = fetch(source, hints=blogs.hints(source), allow_private_addresses=is_open)
        else:
            saved = read_saved(source, url, fetched_at, charset)
    except PipelineError as error:
        return _Result(complaint=str(error))
    hints = blogs.hints(saved.page.url)
    page = saved.parse(hints)
    complaint = _no_html(source, page) if page.page_kind == "not_html" else None
    if form == "markdown":
        from pipeline.parsers.markdown.page import to_markdown

        return _Result(harmless(to_markdown(page)).rstrip("\n"), complaint, _left_out(source, page))
    if form == "json":
        return _Result(json_text(page.to_dict()), complaint)
    if form == "explained json":
        return _Result(json_text(saved.explain(page, hints).to_dict()), complaint)
    columns = shutil.get_terminal_size().columns
    if form == "explained":
        blog = blogs.blog_of(saved.page.url)
        lines = explanation_lines(saved.explain(page, hints), min(columns, 140), blog.name if blog else None)
        return _Result("\n".join(lines), complaint)
    return _Result("\n".join(page_lines(page, min(columns, 100), is_whole=is_url(source))), complaint)


def _no_html(source: str, page: ParsedPage) -> str:
    what = "; ".join(problem.detail for problem in page.problems if problem.code == "not_html")
    return f"{source}: this is no HTML{f' ({what})' if what else ''}: save the page itself"


def _left_out(source: str, page: ParsedPage) -> str | None:
    """What Markdown, which has no place to say so, does not hold."""
    if page.page_kind == "not_html":
        return None
    if not page.is_article:
        why = f" ({page.sources['page_kind']})" if "page_kind" in page.sources else ""
        return f"{source}: this is no article but of kind {page.page_kind!r}{why}: it has no body"
    if not page.url:
        return f"{source}: its address is not known, so links and pictures of its own site are left out: give --url"
    return None
