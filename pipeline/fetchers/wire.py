"""The wire: one exchange with a server, recorded byte for byte, with its deadline, cap and address check.

The recording sits under the HTTP library, at the socket, so that what is stored is what was transferred, and a server
that drips its headers is cut off like one that drips its body.
"""

from __future__ import annotations

import http.client
import io
import socket
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from pipeline.fetchers.guard import check_name, check_peer

_BUFFER = 2**16


class CutOff(Exception):
    """The exchange passed its deadline or cap. Not an OSError: no HTTP library may take it for a fault and retry."""


@dataclass(slots=True)
class Exchange:
    """One request on its way and what has come back so far.

    deadline: `time.monotonic()` seconds. max_bytes: cap on `received`. read_timeout: seconds of silence.
    proxied: the peer is a proxy, whose address is the user's choice. sent, received: the bytes; peer: IP address.
    """

    deadline: float
    max_bytes: int
    read_timeout: float
    allow_private: bool = False
    proxied: bool = False
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    peer: str | None = None

    @property
    def is_late(self) -> bool:
        """Whether the deadline has passed."""
        return time.monotonic() >= self.deadline

    @property
    def is_over(self) -> bool:
        """Whether more came than the cap allows."""
        return len(self.received) > self.max_bytes

    def meet(self, sock: socket.socket) -> None:
        """Check and note who is at the other end. Raises `RefusedPeer`."""
        if not self.proxied:
            self.peer = sock.getpeername()[0]
            check_peer(self.peer or "", self.allow_private)


CURRENT: ContextVar[Exchange] = ContextVar("exchange")
"""The exchange of this thread, found by the connections below: the HTTP library makes them and knows nothing of us."""


class _Recorder(io.RawIOBase):
    """What comes from the socket, copied into the exchange."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, exchange: Exchange) -> None:
        self._raw = raw
        self._sock = sock
        self._exchange = exchange

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        exchange = self._exchange
        left = exchange.deadline - time.monotonic()
        if left <= 0 or exchange.is_over:
            raise CutOff
        self._sock.settimeout(min(exchange.read_timeout, left))
        count: int | None = self._raw.readinto(buffer)
        if count:
            exchange.received += memoryview(buffer)[:count]
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _RecordedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        exchange = CURRENT.get()
        exchange.received.clear()
        self.fp = io.BufferedReader(_Recorder(self.fp.detach(), sock, exchange), _BUFFER)


class _RecordedConnection(HTTPConnection):
    response_class = _RecordedResponse

    def _new_conn(self) -> socket.socket:
        exchange = CURRENT.get()
        if not exchange.proxied:
            check_name(self.host, exchange.allow_private)
        sock = super()._new_conn()
        try:
            exchange.meet(sock)
        except BaseException:
            sock.close()
            raise
        return sock

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        exchange = CURRENT.get()
        exchange.sent.clear()
        if isinstance(self.sock, socket.socket):
            # A connection kept from an earlier request, which another blog's entry may have allowed.
            exchange.meet(self.sock)
        super().putrequest(*args, **kwargs)

    def send(self, data: Any) -> None:
        super().send(data)
        CURRENT.get().sent.extend(data)


class RecordedHTTPConnection(_RecordedConnection):
    """urllib3's connection over a recorded socket."""


class RecordedHTTPSConnection(_RecordedConnection, HTTPSConnection):
    """urllib3's TLS connection over a recorded socket; recorded is what TLS protects."""
