"""What a fetcher takes and gives: WARC 1.1 `response`, `revisit` and, for a failure, `metadata` records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from pipeline.models.document import Document
from pipeline.models.page import Problem


@dataclass(frozen=True, slots=True)
class Capture:
    """One retrieval, as its WARC record tells it (WARC 1.1 `response` or `revisit`; a failure is a `metadata` record).

    capture_id: the UUID of WARC-Record-ID. blog: the blog's name in the settings.
    url: as asked; final_url: after redirects (the record's WARC-Target-URI). fetched_at: WARC-Date, aware, UTC.
    status: HTTP status, null for a failed request. headers: of the response, names in lower case.
    body: content with transfer and content encoding undone; null for a failure and for a revisit not yet resolved.
    payload_digest: of the entity as WARC defines it, `sha1:BASE32`; for a revisit, the original's.
    body_digest: `sha256:` of `body`: tells whether the content changed, however it was compressed.
    purpose: page, body, comments, author (an article's) · feed, comment_feed, sitemap, rest_posts, rest_comments,
    listing, home, robots, probe (a blog's). via: for an article's follow-up, the capture_id of its page.
    format: the `FollowUp.format` that asked. found_by: how the URL was found.
    refers_to: for a revisit, the capture_id of the record that holds the body.
    truncated: WARC-Truncated ("length", "time", "disconnect"), if any. error: for a failure, its code and detail.
    """

    capture_id: UUID
    blog: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    payload_digest: str | None = None
    body_digest: str | None = None
    warc_file: str = ""
    warc_offset: int = 0
    warc_length: int = 0
    purpose: str = "page"
    format: str | None = None
    via: UUID | None = None
    found_by: str | None = None
    refers_to: UUID | None = None
    truncated: str | None = None
    error: Problem | None = None
    method: str = "GET"
    request_body: str | None = None

    @property
    def content_type(self) -> str | None:
        """The HTTP Content-Type of the response."""
        return self.headers.get("content-type")

    @property
    def is_revisit(self) -> bool:
        """Whether this record says "unchanged" (304, or the same payload) and points at an older body."""
        return self.refers_to is not None

    def document(self) -> Document:
        """What a parser reads of it. A capture without body gives an empty document."""
        return Document(self.final_url, self.body or b"", self.content_type, self.fetched_at, self.purpose)


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One URL to fetch, and what for. Fields as in `Capture`.

    previous: the newest capture of the same URL that has a body (for conditional GET and revisit records), if any.
    """

    url: str
    blog: str
    purpose: str = "page"
    format: str | None = None
    via: UUID | None = None
    found_by: str | None = None
    method: str = "GET"
    body: str | None = None
    previous: PreviousCapture | None = None


@dataclass(frozen=True, slots=True)
class PreviousCapture:
    """What a conditional GET and a revisit record need to know of the older capture that holds the body."""

    capture_id: UUID
    final_url: str
    fetched_at: datetime
    payload_digest: str
    body_digest: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    warc_file: str = ""
    warc_offset: int = 0
