"""The answer: what one exchange came to, and what follows from it: store, try again, go on elsewhere, or fail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from pipeline.errors import BadStatus, FetchError, ForbiddenAddress, Stopped, TooLarge, Unreachable
from pipeline.fetchers import codings
from pipeline.fetchers.message import Message, read_message
from pipeline.fetchers.policy import FetchPolicy
from pipeline.fetchers.records import Record, body_digest, payload_digest, response_record, revisit_record
from pipeline.fetchers.transport import Fault
from pipeline.fetchers.wire import Exchange
from pipeline.models import Capture, PreviousCapture, Problem

REDIRECTS = (301, 302, 303, 307, 308)
_CREDENTIALS = re.compile(r"^(\s*[A-Za-z][\w+.-]*://)[^/?#]*@")
_KEEPS_METHOD = (307, 308)
_RETRIED = ("disconnect", "damaged")
_TRUNCATED = ("length", "time", "disconnect")  # the values of WARC-Truncated (WARC 1.1 §5.13)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, whole or not. message: null if no whole head came. body: decoded. fault: why it is not whole."""

    exchange: Exchange
    message: Message | None
    body: bytes = b""
    fault: Fault | None = None

    @property
    def status(self) -> int | None:
        """The HTTP status."""
        return self.message.status if self.message else None


@dataclass(frozen=True, slots=True)
class Hop:
    """One address on the way to a page."""

    url: str
    method: str
    body: str | None


def read_answer(exchange: Exchange, fault: Fault | None, policy: FetchPolicy) -> Answer:
    """What came, decoded within the cap."""
    wire, exchange.received = bytes(exchange.received), bytearray()  # a page may be large: it is held once
    message = read_message(wire)
    if message is None or message.status < 200:
        return Answer(exchange, None, fault=fault or Fault("disconnect", "what came is no HTTP response"))
    decoded = codings.decode(message.payload, message.headers.get("content-encoding"), policy.max_bytes)
    return Answer(exchange, message, decoded.body, fault or _body_fault(decoded.fault, policy))


def _body_fault(fault: codings.Fault | None, policy: FetchPolicy) -> Fault | None:
    match fault:
        case "too_large":
            return Fault("oversize", f"its body is over the cap of {policy.max_bytes:,} bytes once decompressed")
        case "cut":
            return Fault("damaged", "its compressed body ends early")
        case "corrupt":
            return Fault("damaged", "its compressed body is damaged")
        case "unsupported":
            return Fault("unsupported", "its body is compressed in a way that was not asked for")
        case None:
            return None


def wait_before_retry(answer: Answer, attempt: int, policy: FetchPolicy, now: datetime) -> float | None:
    """Seconds until the next attempt; null if this answer stands.

    Args:
        attempt: of this answer, from 0.
    """
    fault = answer.fault
    failed = fault.kind in _RETRIED if fault else answer.status == 429 or (answer.status or 0) >= 500
    if not failed or attempt >= policy.retries:
        return None
    asked = retry_after(answer.message.headers, now) if answer.message else 0.0
    return max(asked, float(2**attempt)) if asked <= policy.retry_after_max else None


def retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds that Retry-After asks for (RFC 9110 §10.2.3: seconds or a date); 0 if it is missing or no such thing."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return 0.0
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - now).total_seconds(), 0.0)


def next_hop(answer: Answer, hop: Hop) -> Hop | None:
    """Where a redirect leads (RFC 9110 §15.4); null if the answer is none."""
    location = answer.message.headers.get("location") if answer.message and answer.status in REDIRECTS else None
    if not location or answer.fault:
        return None
    try:
        url = plain_url(urljoin(hop.url, location))
    except ValueError:
        url = plain_url(location)
    if answer.status in _KEEPS_METHOD:
        return Hop(url, hop.method, hop.body)
    return Hop(url, "GET", None)


def plain_url(url: str) -> str:
    """`url` as it is requested: without user, password and fragment."""
    return without_credentials(url).partition("#")[0].strip()


def without_credentials(url: str) -> str:
    """`url` without user and password: they are never sent or stored."""
    return _CREDENTIALS.sub(r"\1", url)


def described(asked: Capture, answer: Answer) -> Capture:
    """`asked` with what `message` says, before its place is known. Only for answers with a message."""
    message = answer.message
    assert message is not None
    fault = answer.fault
    return replace(
        asked,
        status=message.status,
        headers=message.headers,
        body=answer.body,
        payload_digest=payload_digest(message.payload),
        body_digest=body_digest(answer.body),
        truncated=fault.kind if fault and fault.kind in _TRUNCATED else None,
        error=Problem(*_code_and_detail(fault)) if fault else None,
    )


def record_of(capture: Capture, answer: Answer, previous: PreviousCapture | None) -> tuple[Capture, Record]:
    """The record to write, and what it makes of the capture: a `revisit` if `previous` holds the same payload.

    previous: null if this answer must not be compared (a redirect, an attempt that is repeated).
    """
    message = answer.message
    assert message is not None
    peer = answer.exchange.peer
    if previous is None or capture.error or not _is_same(capture, previous):
        return capture, response_record(capture, message, peer)
    revisit = replace(
        capture,
        body=None,
        payload_digest=previous.payload_digest,
        body_digest=previous.body_digest,
        refers_to=previous.capture_id,
    )
    return revisit, revisit_record(revisit, message, peer, previous)


def failure_of(fault: Fault, url: str) -> FetchError:
    """The error to raise for a fault."""
    kind, detail = _kind_and_detail(fault)
    return kind(url, detail)


def _is_same(capture: Capture, previous: PreviousCapture) -> bool:
    return capture.status == 304 or (capture.status == 200 and capture.payload_digest == previous.payload_digest)


def _code_and_detail(fault: Fault) -> tuple[str, str]:
    kind, detail = _kind_and_detail(fault)
    return kind.code, detail


def _kind_and_detail(fault: Fault) -> tuple[type[FetchError], str]:
    match fault.kind:
        case "refused":
            return ForbiddenAddress, (
                f"{fault.detail} is no public address; if the blog is really there, set allow_private_addresses "
                "(only the host in the blog's url may then be private)"
            )
        case "length" | "oversize":
            return TooLarge, f"{fault.detail}; what came is stored"
        case "tls":
            return Unreachable, f"{fault.detail}; is the certificate valid, or a ca_bundle missing?"
        case "invalid" | "unsupported":
            return Unreachable, fault.detail
        case "stopped":
            return Stopped, fault.detail
        case _:
            return Unreachable, f"{fault.detail}; it is tried again at a later run"


def check_url(url: str, asked: str, *, is_redirect: bool) -> None:
    """Raise `BadStatus` for a redirect, `Unreachable` for a request, to what is no http address."""
    try:
        parts = urlsplit(url)
        is_http = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_http = False
    if is_http:
        return
    if not is_redirect:
        raise Unreachable(asked, "not a valid http or https address")
    raise BadStatus(asked, f"redirects to {url!r}, which is no http or https address", 302)
