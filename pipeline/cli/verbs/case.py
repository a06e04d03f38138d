"""case: saved pages with what reading them must give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import DONE, FAILURES
from pipeline.cli.hints import known_blogs, rule_option
from pipeline.cli.session import Session, log_options, settings_option
from pipeline.cli.sources import Charset, Instant, fetch, is_url, read_saved
from pipeline.cli.streams import harmless, json_text, put, say
from pipeline.cli.wording import count

if TYPE_CHECKING:
    from pipeline.differences import Difference
    from pipeline.models import Rule

_COLOURS = {"-": "red", "+": "green"}


def _default_root() -> Path:
    own = Path("tests/cases")
    return own if own.is_dir() else Path("cases")


@click.group()
def command() -> None:
    """Save pages with what reading them must give, and check that it still does.

    A case is a folder: page.html, further documents, case.json (where it was, when, hints) and expected.json (what
    'blogduck parse' must give). Cases of your own blogs tell you when a new version reads them otherwise.

    \b
    Examples:
      blogduck case save https://blog.example/a-post/     then read expected.json against the page
      blogduck case check                                 all cases, field by field
      blogduck case approve                               take what differs as right
    """


@command.command()
@click.argument("source", metavar="URL|FILE")
@click.option("--dir", "root", type=click.Path(path_type=Path), help="Folder of cases. [./tests/cases, else ./cases]")
@click.option("--into", type=click.Path(path_type=Path), metavar="FOLDER", help="The case's own folder; else made up.")
@click.option("--url", metavar="URL", help="Where the page was; else what the file itself says.")
@click.option("--fetched-at", type=Instant(), metavar="TIME", help="When it was fetched.")
@click.option("--charset", type=Charset(), metavar="NAME", help="The encoding that HTTP stated.")
@click.option("--timezone", metavar="ZONE", help="A hint: the blog's time zone.")
@rule_option
@click.option("--source", "origin", metavar="TEXT", help="A note: where the page is from.")
@click.option("--licence", metavar="TEXT", help="A note: under which licence it may be passed on.")
@click.option("--allow-private-addresses", is_flag=True, help="Fetch from this machine or network too.")
@click.option("--force", is_flag=True, help="Replace what is saved of this page; save what is no HTML.")
@settings_option
@log_options
@click.pass_obj
def save(
    session: Session,
    source: str,
    root: Path | None,
    into: Path | None,
    url: str | None,
    fetched_at: datetime | None,
    charset: str | None,
    timezone: str | None,
    rules: tuple[tuple[str, Rule], ...],
    origin: str | None,
    licence: str | None,
    allow_private_addresses: bool,
    force: bool,
) -> None:
    """Save a page, with everything that holds its comments, as a case.

    The rules and the time zone that its blog has in blogs.toml are kept with it, so that it gives the same ever after.

    \b
    Examples:
      blogduck case save https://blog.example/a-post/
      blogduck case save page.html --url https://blog.example/a-post/ --timezone Europe/Berlin
      blogduck case save page.html --into tests/cases/wordpress/a-post
    """
    from pipeline.cases import Case, save_case
    if root and into:
        raise click.UsageError("--into names the case's own folder, --dir the folder of all: give one of them")

    blogs = known_blogs(session, rules)
    if is_url(source):
        is_open = allow_private_addresses or blogs.may_be_private(source)
        saved = fetch(source, hints=blogs.hints(source), allow_private_addresses=is_open)
    else:
        saved = read_saved(source, url, fetched_at, charset)
    folder = into or root or _default_root()
    hints = blogs.hints(saved.page.url)
    hints = replace(hints, timezone=timezone or hints.timezone)
    draft = Case(folder, saved.page, saved.more, hints, origin, licence)
    put(save_case(draft, is_root=into is None, force=force).folder)
    say("Now read expected.json against the page: what nobody has read may freeze a mistake.")


@command.command()
@click.argument("root", type=click.Path(path_type=Path), required=False, metavar="[DIR]")
@click.option("--json", "as_json", is_flag=True, help="The differences as JSON, one case a line.")
@log_options
@click.pass_obj
def check(session: Session, root: Path | None, as_json: bool) -> int:
    """Read every saved page again, and show where that gives something else than expected.json.

    Exit code 1 if something differs.

    \b
    Examples:
      blogduck case check
      blogduck case check tests/cases/wordpress/seed-html5
    """
    from pipeline.cases import check as check_case
    from pipeline.cases import find_cases, load_case

    folders = find_cases(root or _default_root())
    failed = 0
    for folder in folders:
        wrong = check_case(load_case(folder))
        failed += bool(wrong)
        if as_json:
            put(json_text({"case": str(folder), "differences": [_plain(d) for d in wrong]}))
        elif wrong:
            _show(folder, wrong)
    if not as_json and not session.is_quiet:
        how = f"{len(folders) - failed} hold, {failed} do not" if failed else "all hold"
        say(f"{count(len(folders), 'case')}: {how}")
    return FAILURES if failed else DONE


@command.command()
@click.argument("roots", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]...")
@click.option("--approve-losses", is_flag=True, help="Even if a comment, a parent, a time or a text is lost.")
@log_options
@click.pass_obj
def approve(session: Session, roots: tuple[Path, ...], approve_losses: bool) -> int:
    """Take what the parser gives now as right, in those places where it differs, and show them.

    Cases that hold are left alone. A case that would lose a comment, a parent, a time or a text is left alone too,
    unless --approve-losses; then the exit code is 1.

    \b
    Examples:
      blogduck case approve
      blogduck case approve cases/generic/a-post --approve-losses
    """
    from pipeline.cases import approve as approve_case
    from pipeline.cases import load_case

    held = approved = refused = 0
    for folder in _folders(roots):
        approval = approve_case(load_case(folder), approve_losses)
        if approval.differences:
            _show(folder, approval.differences)
        if approval.written:
            put(f"{folder}: approved")
            approved += 1
        elif approval.differences:
            lost = ", ".join(difference.field for difference in approval.losses[:5])
            put(f"{folder}: NOT approved: it would lose {lost}; --approve-losses takes that")
            refused += 1
        else:
            held += 1
    if not session.is_quiet:
        say(f"{count(held + approved + refused, 'case')}: {held} held, {approved} approved, {refused} not approved")
    return FAILURES if refused else DONE


def _folders(roots: tuple[Path, ...]) -> Iterator[Path]:
    from pipeline.cases import find_cases

    for root in roots or (_default_root(),):
        yield from find_cases(root)


def _show(folder: Path, wrong: list[Difference] | tuple[Difference, ...]) -> None:
    from pipeline.differences import counted

    put(click.style(f"{folder}: {counted(wrong)}", bold=True))
    for difference in wrong:
        for line in str(difference).split("\n"):
            put("  " + click.style(harmless(line), fg=_COLOURS.get(line.strip()[:1])))


def _plain(difference: Difference) -> dict[str, object]:
    from pipeline.differences import NOTHING

    values = {"expected": difference.expected, "found": difference.found}
    stated = {name: value for name, value in values.items() if value is not NOTHING}
    return {"field": difference.field, "loses": difference.loses, **stated}
