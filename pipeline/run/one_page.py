"""One page with its follow-ups, fetched as politely as in a run, and kept in no archive.

For `parse URL`, `case save URL` and the look that `add` takes. The WARC files go with the block.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from pipeline.errors import BadStatus, FetchError, SettingsError
from pipeline.fetchers.captures import WarcWriter
from pipeline.fetchers.http import Fetcher
from pipeline.models import NO_HINTS, Blog, Capture, Document, FetchRequest, FollowUp, Hints
from pipeline.run.policies import fetch_policy, host_policy
from pipeline.run.visits import OpenVisit
from pipeline.setting_values import web_url
from pipeline.settings import BlogSettings, Settings
from pipeline.version import __version__

Now = Callable[[], datetime]

NAME = "page"
"""The name of the blog that a single page is fetched for."""


@contextmanager
def fetching_aside(settings: Settings, blog: BlogSettings, now: Now, stop: Event) -> Iterator[Fetcher]:
    """A fetcher for `blog` whose WARC files are deleted when the block ends."""
    with TemporaryDirectory(prefix="blogduck-") as folder:
        writer = WarcWriter(Path(folder), uuid.uuid4(), f"blogduck/{__version__}", {}, now)
        try:
            fetcher = Fetcher(writer, fetch_policy(settings), {blog.name: host_policy(blog)}, now, stop=stop)
            try:
                yield fetcher
            finally:
                fetcher.close()
        finally:
            writer.close()


def fetch_page(
    url: str,
    now: Now,
    stop: Event,
    *,
    settings: Settings | None = None,
    hints: Hints = NO_HINTS,
    allow_private_addresses: bool = False,
) -> tuple[Document, tuple[Document, ...]]:
    """The page at `url`, and the documents that hold the rest of it.

    Args:
        url: an http or https address.
        now: the clock, aware.
        stop: set to end early.
        settings: how to fetch; by default as `blogs.toml` has it by default.
        hints: what is known of its blog.
        allow_private_addresses: whether the page's own host may be on this machine or network.

    Raises:
        SettingsError: `url` is no web address.
        FetchError: the page can't be fetched. A follow-up that can't be is left out.
    """
    try:
        blog = BlogSettings(NAME, web_url(url), allow_private_addresses=allow_private_addresses)
    except ValueError as error:
        raise SettingsError(f"{url}: {error}") from None
    with fetching_aside(settings or Settings(Path()), blog, now, stop) as fetcher:
        visit, documents = visit_page(fetcher, blog, url, hints)
        return visit.page.document(), documents


def visit_page(fetcher: Fetcher, blog: BlogSettings, url: str, hints: Hints) -> tuple[OpenVisit, tuple[Document, ...]]:
    """Fetch the page at `url` and follow-ups until it names no more.

    Raises:
        FetchError: the page can't be fetched, or answers with something else than 200.
    """
    capture = fetcher.fetch(FetchRequest(url, blog.name))
    if capture.status != 200:
        raise BadStatus(url, f"the server answers {capture.status}: is the address right?", capture.status or 0)
    visit = OpenVisit(Blog(blog.name, blog.url), hints, capture, _never)
    documents: list[Document] = []
    while wanted := visit.wanted():
        for follow_up in wanted:
            answer = _answer(fetcher, capture, follow_up)
            visit.add(answer)
            if answer.body is not None:
                documents.append(answer.document())
    return visit, tuple(documents)


def _answer(fetcher: Fetcher, page: Capture, wanted: FollowUp) -> Capture:
    request = FetchRequest(
        wanted.url, page.blog, wanted.purpose, wanted.format, page.capture_id, method=wanted.method, body=wanted.body
    )
    try:
        return fetcher.fetch(request)
    except FetchError as error:
        if not isinstance(error.capture, Capture):
            raise
        return error.capture


def _never(revisit: Capture) -> bytes | None:
    """Nothing here is conditional, so no answer is a revisit."""
    raise AssertionError(f"{revisit.url}: a revisit without an earlier capture")
