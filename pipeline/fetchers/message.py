"""The HTTP/1 response message (RFC 9112): its head, where it ends, and the entity in it.

Fetching and reading a WARC record both go through `read_message`, so that both see the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d[ \r\n]")
_COOKIES = re.compile(rb"^set-cookie2?[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*", re.I | re.M)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\n]*)?\r?\n")
_WITHOUT_BODY = (204, 304)
_PARSER = StatusAndHeadersParser(["HTTP/"])


@dataclass(frozen=True, slots=True)
class Message:
    """A response.

    status, headers: as sent, names in lower case, a repeated header joined by ", "; cookies left out.
    head: status line and headers, byte for byte but for Set-Cookie. framed: the body with its transfer coding, up to
    where the message ends. payload: the entity, transfer coding undone (what WARC-Payload-Digest is of).
    """

    status: int
    headers: dict[str, str]
    head: bytes
    framed: bytes
    payload: bytes


def read_message(wire: bytes) -> Message | None:
    """The final response in `wire`; null if its head is not whole or not HTTP/1.

    Args:
        wire: what a server sent, or the block of a WARC response record; may be cut anywhere.
    """
    start = 0
    while _INTERIM.match(wire, start) and (interim := _HEAD_END.search(wire, start)):
        start = interim.end()
    end = _HEAD_END.search(wire, start)
    if end is None:
        return None
    head = _COOKIES.sub(b"", wire[start : end.end()])
    parsed = _parse_head(head)
    if parsed is None:
        return None
    status, headers = parsed
    framed, payload = _body(status, headers, wire[end.end() :])
    return Message(status, headers, head, framed, payload)


def _parse_head(head: bytes) -> tuple[int, dict[str, str]] | None:
    try:
        parsed = _PARSER.parse(BytesIO(head))
        status = int(parsed.statusline.split()[1])
    except (StatusAndHeadersParserException, EOFError, ValueError, IndexError):
        return None
    headers: dict[str, str] = {}
    for name, value in parsed.headers:
        key = name.strip().lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return status, headers


def _body(status: int, headers: dict[str, str], rest: bytes) -> tuple[bytes, bytes]:
    if status in _WITHOUT_BODY:
        return b"", b""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        payload, end = dechunk(rest)
        return rest[:end], payload
    length = headers.get("content-length", "")
    framed = rest[: int(length)] if length.isascii() and length.isdigit() else rest
    return framed, framed


def dechunk(body: bytes) -> tuple[bytes, int]:
    """The chunks of `body` joined, and where the last one ends (RFC 9112 §7.1).

    From where it is not chunked (other tools store it so), the rest is taken as it is.
    """
    pieces: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(body, at):
        size = int(chunk[1], 16)
        if size == 0:
            return b"".join(pieces), _end_of_trailers(body, chunk.end())
        pieces.append(body[chunk.end() : chunk.end() + size])
        at = chunk.end() + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    if at == 0 or _is_data(body[at:]):
        pieces.append(body[at:])
    return b"".join(pieces), len(body)


def _is_data(rest: bytes) -> bool:
    # A cut may leave the beginning of a chunk's size line, which is framing and no content.
    return not re.fullmatch(rb"[ \t\r\n]*[0-9A-Fa-f]{0,16}[ \t]*(?:;[^\n]*)?\r?", rest)


def _end_of_trailers(body: bytes, at: int) -> int:
    while (end := body.find(b"\n", at)) >= 0:
        if body[at:end] in (b"", b"\r"):
            return end + 1
        at = end + 1
    return len(body)
