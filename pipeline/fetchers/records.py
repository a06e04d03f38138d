"""WARC 1.1 records: how a capture is written in one, and read back from one.

All that a `Capture` holds and WARC has no header for stands as JSON in `WARC-JSON-Metadata` (the header that
webrecorder's tools use for such), under our own key, so that the database can be rebuilt from the files alone.
Source: The WARC Format 1.1, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import json
import re
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha1, sha256
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid5

from pipeline.fetchers.codings import decode
from pipeline.fetchers.message import Message, read_message
from pipeline.models import Capture, FetchRequest, PreviousCapture, Problem

METADATA = "WARC-JSON-Metadata"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
HTTP_RESPONSE = "application/http; msgtype=response"
HTTP_REQUEST = "application/http; msgtype=request"
WARC_FIELDS = "application/warc-fields"

_KEY = "blogduck"
_PLAIN_FIELDS = ("blog", "url", "purpose", "format", "found_by", "method", "request_body", "body_digest")
_CREDENTIALS = re.compile(rb"^(?:proxy-)?(?:authorization|cookie)[ \t]*:[^\n]*\n", re.I | re.M)
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Record:
    """One WARC record to write. headers: without Content-Length, WARC-Block-Digest and WARC-Warcinfo-ID."""

    headers: tuple[tuple[str, str], ...]
    block: bytes


def payload_digest(payload: bytes) -> str:
    """WARC-Payload-Digest as all tools write it: `sha1:` and base 32."""
    return "sha1:" + b32encode(sha1(payload, usedforsecurity=False).digest()).decode()


def body_digest(body: bytes) -> str:
    """Tells whether a body changed, however it was compressed on the way."""
    return "sha256:" + sha256(body).hexdigest()


def date_text(at: datetime) -> str:
    """WARC-Date with microseconds (WARC 1.1 allows up to nine digits)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def urn(record_id: UUID) -> str:
    """A WARC-Record-ID."""
    return f"<urn:uuid:{record_id}>"


# Writing ----------


def asked_capture(request: FetchRequest, capture_id: UUID, final_url: str, fetched_at: datetime) -> Capture:
    """What is known of a capture before anything is answered."""
    return Capture(
        capture_id=capture_id,
        blog=request.blog,
        url=request.url,
        final_url=final_url,
        fetched_at=fetched_at.astimezone(UTC),
        purpose=request.purpose,
        format=request.format,
        via=request.via,
        found_by=request.found_by,
        method=request.method,
        request_body=request.body,
    )


def response_record(capture: Capture, message: Message, peer: str | None) -> Record:
    """The response as transferred. peer: IP address."""
    return Record(tuple(_headers(capture, "response", HTTP_RESPONSE, peer)), message.head + message.framed)


def revisit_record(capture: Capture, message: Message, peer: str | None, previous: PreviousCapture) -> Record:
    """The head of a response whose payload `previous` holds: a 304, or the same bytes again.

    The head of a 304 stands in our JSON and the block is empty: with it in the block, pywb 2.10 replays a bare 304
    instead of the page (tried; its `ResolvingLoader` does so for every status 3xx).
    """
    is_304 = message.status == 304
    refers = (
        ("WARC-Profile", NOT_MODIFIED if is_304 else IDENTICAL),
        ("WARC-Refers-To", urn(previous.capture_id)),
        ("WARC-Refers-To-Target-URI", _uri(previous.final_url)),
        ("WARC-Refers-To-Date", date_text(previous.fetched_at)),
    )
    headers = _headers(capture, "revisit", HTTP_RESPONSE, peer, message.head if is_304 else None)
    return Record((*headers, *refers), b"" if is_304 else message.head)


def request_record(capture: Capture, record_id: UUID, sent: bytes) -> Record:
    """The request as sent, credentials and cookies left out."""
    headers = (
        ("WARC-Type", "request"),
        ("WARC-Record-ID", urn(record_id)),
        ("WARC-Date", date_text(capture.fetched_at)),
        ("WARC-Target-URI", _uri(capture.final_url)),
        ("WARC-Concurrent-To", urn(capture.capture_id)),
        ("Content-Type", HTTP_REQUEST),
    )
    head, end, body = sent.partition(b"\r\n\r\n")
    return Record(headers, _CREDENTIALS.sub(b"", head + b"\r\n").removesuffix(b"\r\n") + end + body)


def failure_record(capture: Capture) -> Record:
    """A request that got no response: what went wrong, as WARC fields and, for us, in the JSON."""
    error = capture.error or Problem("fetch_failed", "")
    block = f"fetchError: {error.code}\r\nfetchErrorDetail: {' '.join(error.detail.split())}\r\n"
    return Record(tuple(_headers(capture, "metadata", WARC_FIELDS, None)), block.encode())


def _headers(
    capture: Capture, kind: str, content_type: str, peer: str | None, head: bytes | None = None
) -> list[tuple[str, str]]:
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", urn(capture.capture_id)),
        ("WARC-Date", date_text(capture.fetched_at)),
        ("WARC-Target-URI", _uri(capture.final_url)),
        ("WARC-IP-Address", peer),
        ("WARC-Payload-Digest", capture.payload_digest),
        ("WARC-Truncated", capture.truncated),
        (METADATA, _metadata(capture, head)),
        ("Content-Type", content_type),
    ]
    return [(name, value) for name, value in headers if value]


def _uri(url: str) -> str:
    # An address that nothing could be fetched from may hold anything; a header must stay one line of ASCII.
    return quote(url, safe=_URL_SAFE)


def _metadata(capture: Capture, head: bytes | None) -> str:
    fields: dict[str, Any] = {name: getattr(capture, name) for name in _PLAIN_FIELDS}
    fields["response_head"] = head.decode("latin-1") if head else None
    fields["final_url"] = capture.final_url if _uri(capture.final_url) != capture.final_url else None
    fields["via"] = str(capture.via) if capture.via else None
    fields["error"] = {"code": capture.error.code, "detail": capture.error.detail} if capture.error else None
    return json.dumps({_KEY: {name: value for name, value in fields.items() if value is not None}})


# Reading ----------


def read_record(headers: Mapping[str, str], block: bytes, limit: int) -> Capture | None:
    """The capture in a WARC record, without its place; null for a record that is none.

    Another tool's response has purpose "page" and no blog.

    Args:
        headers: of the record, names in lower case.
        block: of the record.
        limit: the largest body, in bytes.
    Raises:
        ValueError: a response or revisit whose headers can't be read.
    """
    kind = headers.get("warc-type")
    ours = _ours(headers)
    if kind == "metadata" and "error" in ours:
        return _capture(headers, ours)
    is_http = headers.get("content-type", "").lower().startswith("application/http")
    if kind not in ("response", "revisit") or not (is_http or (kind == "revisit" and not block)):
        return None
    capture = _capture(headers, ours)
    message = read_message(block or str(ours.get("response_head", "")).encode("latin-1"))
    if message is None:
        if kind == "response":
            raise ValueError("its block is no HTTP response")
        return capture
    return _with_message(capture, headers, message, limit)


def _with_message(capture: Capture, headers: Mapping[str, str], message: Message, limit: int) -> Capture:
    fields: dict[str, Any] = {"status": message.status, "headers": message.headers}
    if headers.get("warc-type") == "response":
        body = decode(message.payload, message.headers.get("content-encoding"), limit).body
        fields["body"] = body
        fields["body_digest"] = capture.body_digest or body_digest(body)
        fields["payload_digest"] = capture.payload_digest or payload_digest(message.payload)
    return replace(capture, **fields)


def _ours(headers: Mapping[str, str]) -> dict[str, Any]:
    try:
        parsed = json.loads(headers.get(METADATA.lower(), "{}"))
    except ValueError:
        return {}
    ours = parsed.get(_KEY, {}) if isinstance(parsed, dict) else {}
    return ours if isinstance(ours, dict) else {}


def _capture(headers: Mapping[str, str], ours: Mapping[str, Any]) -> Capture:
    target = headers.get("warc-target-uri", "").strip("<>")
    refers_to = headers.get("warc-refers-to")
    is_revisit = headers.get("warc-type") == "revisit"
    error = ours.get("error")
    return Capture(
        capture_id=_record_id(headers.get("warc-record-id", "")),
        blog=ours.get("blog", ""),
        url=ours.get("url", target),
        final_url=ours.get("final_url", target),
        fetched_at=_date(headers.get("warc-date", "")),
        payload_digest=headers.get("warc-payload-digest"),
        body_digest=ours.get("body_digest"),
        purpose=ours.get("purpose", "page"),
        format=ours.get("format"),
        via=UUID(ours["via"]) if "via" in ours else None,
        found_by=ours.get("found_by"),
        refers_to=_record_id(refers_to or "") if is_revisit else None,
        truncated=headers.get("warc-truncated"),
        error=Problem(error["code"], error["detail"]) if error else None,
        method=ours.get("method", "GET"),
        request_body=ours.get("request_body"),
    )


def _date(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _record_id(text: str) -> UUID:
    name = text.strip("<>")
    try:
        return UUID(name.removeprefix("urn:uuid:"))
    except ValueError:
        return uuid5(NAMESPACE_URL, name)
