"""Content codings and message framing: whatever bytes come, an answer within the cap."""

from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetchers.codings import decode
from pipeline.fetchers.message import dechunk, read_message
from tests.fetchers.fault_server import bomb

CODERS = {"gzip": lambda body: gzip.compress(body, mtime=0), "deflate": zlib.compress, "identity": lambda body: body}


@given(body=st.binary(max_size=2000), names=st.lists(st.sampled_from(sorted(CODERS)), max_size=3))
def test_codings_are_undone_in_reverse(body: bytes, names: list[str]) -> None:
    payload = body
    for name in names:
        payload = CODERS[name](payload)
    assert decode(payload, ", ".join(names), 10_000).body == body


@given(payload=st.binary(max_size=300), name=st.sampled_from(["gzip", "deflate", "br", "GZIP, deflate", "x", ""]))
def test_any_bytes_decode_to_something_within_the_cap(payload: bytes, name: str) -> None:
    for start in (b"", b"\x1f\x8b\x08\x00", b"x\x9c"):
        assert len(decode(start + payload, name, 50).body) <= 50


@given(body=st.binary(min_size=1, max_size=500), cut=st.integers(0, 600))
def test_a_cut_gzip_body_gives_its_beginning_and_says_so(body: bytes, cut: int) -> None:
    whole = gzip.compress(body, mtime=0)
    decoded = decode(whole[:cut], "gzip", 1000)
    if cut >= len(whole):
        assert (decoded.body, decoded.fault) == (body, None)
    elif cut >= 2:
        assert decoded.fault == "cut" and body.startswith(decoded.body)


@pytest.mark.parametrize("size", [999, 1000, 1001])
def test_the_cap_is_exact(size: int) -> None:
    for name, coder in CODERS.items():
        decoded = decode(coder(b"x" * size), name, 1000)
        assert (len(decoded.body), decoded.fault) == (min(size, 1000), "too_large" if size > 1000 else None)


def test_damage_keeps_what_came_before() -> None:
    body = random.Random(1).randbytes(300_000)
    whole = gzip.compress(body, mtime=0)
    decoded = decode(whole[:-8] + bytes(8), "gzip", 2**20)
    assert decoded.fault == "corrupt"
    assert body.startswith(decoded.body) and len(decoded.body) > 200_000


def test_too_many_codings_are_refused() -> None:
    assert decode(b"x", "gzip," * 9, 100).fault == "unsupported"


@given(pieces=st.lists(st.binary(min_size=1, max_size=50), max_size=8), after=st.binary(max_size=20))
def test_chunks_are_joined_and_what_follows_is_not_ours(pieces: list[bytes], after: bytes) -> None:
    wire = b"".join(b"%X \r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nTrailer: x\r\n\r\n"
    assert dechunk(wire + after) == (b"".join(pieces), len(wire))


@given(wire=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(wire: bytes) -> None:
    for start in (b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"):
        message = read_message(start + wire)
        assert message is None or message.framed.startswith(message.payload[:1] if not message.headers else b"")


def test_repeated_headers_are_joined_and_folded_ones_unfolded() -> None:
    message = read_message(b"HTTP/1.0 200\r\nLink: <a>\r\nLINK: <b>\r\nX: one\r\n two\r\nBad line\r\n\r\n")
    assert message and message.status == 200
    assert message.headers["link"] == "<a>, <b>"
    assert message.headers["x"].split() == ["one", "two"]


def test_a_bomb_is_never_held_whole() -> None:
    payload = bomb(60 * 2**20)
    tracemalloc.start()
    try:
        assert decode(payload, "gzip", 2**20).fault == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()
