"""Sources of single pages: files, standard input and addresses, for the verbs that work without an archive."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from pipeline.cli.session import now
from pipeline.errors import FetchError, ForbiddenAddress, SettingsError
from pipeline.models import NO_HINTS, Document, Explanation, Hints

if TYPE_CHECKING:
    from pipeline.models import ParsedPage


@dataclass(frozen=True, slots=True)
class SavedPage:
    """What is to be parsed: a page and, if it was fetched, its follow-ups."""

    page: Document
    more: tuple[Document, ...] = ()

    def parse(self, hints: Hints = NO_HINTS) -> ParsedPage:
        """The page, read with all its documents.

        Args:
            hints: what is known of its blog.
        """
        from pipeline.parsers import parse_page

        page = self.page
        return parse_page(
            page.body,
            page.url or None,
            content_type=page.content_type,
            fetched_at=page.fetched_at,
            hints=hints,
            more=self.more,
        )


    def explain(self, parsed: ParsedPage, hints: Hints = NO_HINTS) -> Explanation:
        """How `parsed`, which `parse` gave for the same hints, came about."""
        from pipeline.parsers.explaining.explaining import explain

        return explain(parsed, self.page, hints, self.more)


def is_url(source: str) -> bool:
    """Whether `source` is a web address and no file."""
    return re.match(r"https?://", source, re.I) is not None


def read_saved(source: str, url: str | None, fetched_at: datetime | None, charset: str | None) -> SavedPage:
    """A page from a file, or from standard input if `source` is "-".

    What is not given is taken from the file's own word: "saved from url", canonical address, SingleFile's header.

    Raises:
        SettingsError: the file can't be read.
    """
    from pipeline.parsers.saved import saved_at, saved_url

    try:
        body = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise SettingsError(f"{source}: can't be read: {error.strerror}") from error
    content_type = f"text/html; charset={charset}" if charset else None
    return SavedPage(Document(url or saved_url(body) or "", body, content_type, fetched_at or saved_at(body)))


def fetch(url: str, *, hints: Hints = NO_HINTS, allow_private_addresses: bool = False) -> SavedPage:
    """A page from the web with its follow-ups, fetched as politely as in a run, and kept nowhere.

    Args:
        hints: what is known of its blog.

    Raises:
        FetchError: it can't be fetched.
        SettingsError: that is no address.
    """
    from pipeline.cli.exits import stopping_on_signals
    from pipeline.run.one_page import fetch_page

    stop = Event()
    with stopping_on_signals(stop), for_one_page():
        return SavedPage(*fetch_page(url, now, stop, hints=hints, allow_private_addresses=allow_private_addresses))


@contextmanager
def for_one_page() -> Iterator[None]:
    """Let fetch errors advise who asked for one page, instead of who has a run and settings."""
    try:
        yield
    except FetchError as error:
        detail = without_later_run(error.detail)
        if isinstance(error, ForbiddenAddress):
            detail = f"{detail.partition(';')[0]}; if it is really there, give --allow-private-addresses"
        if detail == error.detail:
            raise
        raise type(error)(error.url, detail) from error


def without_later_run(detail: str) -> str:
    """What a fetch error says, without the promise of a later run."""
    return detail.replace("; it is tried again at a later run", "")


class Day(click.ParamType[date]):
    """A day."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} must be a day, YYYY-MM-DD, such as 2024-01-31", param, ctx)


class Charset(click.ParamType[str]):
    """The name of an encoding, as HTTP and HTML use it (WHATWG Encoding)."""

    name = "charset"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        import webencodings

        if webencodings.lookup(value) is None:
            self.fail(f"no encoding is called {value!r}; say utf-8, windows-1252, ...", param, ctx)
        return value


class Instant(click.ParamType[datetime]):
    """An ISO 8601 time with its offset."""

    name = "time"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            self.fail(f"{value!r} must be a time with its offset, such as 2026-11-23T12:00+01:00 or …Z", param, ctx)
        return at
