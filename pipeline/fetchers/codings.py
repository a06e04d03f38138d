"""Content codings (RFC 9110 §8.4): a payload as it was meant, within a size cap.

Offered to servers are gzip and deflate; others come only from servers that don't listen.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Literal

ACCEPTED = "gzip, deflate"
MAX_CODINGS = 4
_STEP = 2**16
_RAW, _ZLIB, _GZIP = -15, 15, 31  # window bits

Fault = Literal["too_large", "cut", "corrupt", "unsupported"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body. fault: why it is not the whole; then `body` is what could be read."""

    body: bytes
    fault: Fault | None = None


def decode(payload: bytes, coding: str | None, limit: int) -> Decoded:
    """`payload` with its Content-Encoding undone.

    Like browsers: an unknown coding, or bytes that don't begin as the coding says, are taken as they are.

    Args:
        payload: the entity as transferred.
        coding: the Content-Encoding header.
        limit: the largest body to return, in bytes; never more is held.
    """
    names = [name.strip().lower() for name in (coding or "").split(",") if name.strip()]
    if len(names) > MAX_CODINGS:
        return Decoded(payload[:limit], "unsupported")
    fault: Fault | None = None
    for name in reversed(names):
        decoded = _decode_one(payload, name, limit)
        payload, fault = decoded.body, fault or decoded.fault
    return Decoded(payload[:limit], fault or ("too_large" if len(payload) > limit else None))


def _decode_one(payload: bytes, name: str, limit: int) -> Decoded:
    if name in ("br", "zstd", "compress", "x-compress", "dcb", "dcz") and payload:
        return Decoded(payload, "unsupported")
    if name in ("gzip", "x-gzip") and payload.startswith(b"\x1f\x8b"):
        return _inflate(payload, _GZIP, limit)
    if name == "deflate" and payload:
        decoded = _inflate(payload, _ZLIB if _has_zlib_head(payload) else _RAW, limit)
        return decoded if decoded.body or decoded.fault != "corrupt" else Decoded(payload)
    return Decoded(payload)


def _has_zlib_head(payload: bytes) -> bool:
    return payload[0] & 15 == zlib.DEFLATED and int.from_bytes(payload[:2], "big") % 31 == 0  # RFC 1950 §2.2


def _inflate(payload: bytes, window: int, limit: int) -> Decoded:
    body = bytearray()
    start: int | None = 0
    while start is not None:
        fault, start = _inflate_member(payload, start, window, limit, body)
        if fault:
            return Decoded(bytes(body[:limit]), fault)
    return Decoded(bytes(body))


def _inflate_member(
    payload: bytes, start: int, window: int, limit: int, body: bytearray
) -> tuple[Fault | None, int | None]:
    """Append one member to `body`; give a fault, and where a further member begins."""
    decoder = zlib.decompressobj(window)
    view = memoryview(payload)
    for at in range(start, len(payload), _STEP):
        piece: bytes | memoryview = view[at : at + _STEP]
        while piece:
            try:
                body += decoder.decompress(piece, limit + 1 - len(body))
            except zlib.error:
                return "corrupt", None
            if len(body) > limit:
                return "too_large", None
            piece = decoder.unconsumed_tail
        if decoder.eof:
            end = min(at + _STEP, len(payload)) - len(decoder.unused_data)
            # What follows a member and is none itself is padding: servers send zeros.
            return None, end if window == _GZIP and payload[end : end + 2] == b"\x1f\x8b" else None
    return "cut", None
