"""A web server on loopback that misbehaves on purpose: every route writes its bytes to the socket itself."""

from __future__ import annotations

import gzip
import socket
import socketserver
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PAGE = b"<html><body><p>A page</p></body></html>"


@dataclass(slots=True)
class Asked:
    """One request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float


Route = Callable[[Asked, socket.socket], None]


def reply(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """A plain response with its length. Underscores in header names are hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | named
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


def sends(*answers: bytes) -> Route:
    """A route that gives `answers` in turn, the last one for ever."""
    left = list(answers)

    def route(_: Asked, sock: socket.socket) -> None:
        sock.sendall(left.pop(0) if len(left) > 1 else left[0])

    return route


def resets(after: bytes = b"") -> Route:
    """A route that sends `after` and resets the connection."""

    def route(_: Asked, sock: socket.socket) -> None:
        sock.sendall(after)
        time.sleep(0.02)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        sock.close()

    return route


def closes(after: bytes) -> Route:
    """A route that sends `after` and closes the connection."""

    def route(_: Asked, sock: socket.socket) -> None:
        sock.sendall(after)
        sock.close()

    return route


def drips(head: bytes, piece: bytes, pause: float) -> Route:
    """A route that sends `head` and then `piece` again and again until nobody listens."""

    def route(_: Asked, sock: socket.socket) -> None:
        sock.sendall(head)
        while True:
            sock.sendall(piece)
            time.sleep(pause)

    return route


def bomb(size: int) -> bytes:
    """`size` zero bytes, gzipped."""
    return gzip.compress(bytes(size), 9, mtime=0)


@dataclass(slots=True)
class FaultServer:
    """Routes by path; unknown ones are 404. `asked` is what came, in order."""

    host: str
    port: int
    scheme: str = "http"
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def netloc(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str) -> str:
        return self.origin + path

    def paths(self, *, robots: bool = False) -> list[str]:
        """What was asked for, in order."""
        return [asked.path for asked in self.asked if robots or asked.path != "/robots.txt"]


class _Handler(socketserver.BaseRequestHandler):
    server: _Server
    request: socket.socket

    def handle(self) -> None:
        # No makefile(): it would keep the connection open after a route has closed it.
        self.rest = b""
        try:
            while self._one():
                pass
        except OSError:
            pass  # the client went away, or the route closed the socket

    def _one(self) -> bool:
        head = self._until(lambda got: got.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in got else 0)
        if not head:
            return False
        line, *rows = head.decode("latin-1").strip().split("\r\n")
        method, path, _ = line.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rows)}
        length = int(headers.get("content-length", 0))
        body = self._until(lambda got: length if len(got) >= length else 0) if length else b""
        fault = self.server.fault
        asked = Asked(method, path, headers, body, time.monotonic())
        fault.asked.append(asked)
        route = fault.routes.get(path, sends(reply(b"no such page", "404 Not Found")))
        route(asked, self.request)
        return self.request.fileno() >= 0

    def _until(self, end: Callable[[bytes], int]) -> bytes:
        """What comes up to where `end` says; nothing if the client leaves before."""
        while not end(self.rest):
            piece = self.request.recv(65536)
            if not piece:
                return b""
            self.rest += piece
        at = end(self.rest)
        got, self.rest = self.rest[:at], self.rest[at:]
        return got


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    fault: FaultServer
    context: ssl.SSLContext | None = None

    def finish_request(self, request: socket.socket, client_address: object) -> None:
        if self.context:
            try:
                request = self.context.wrap_socket(request, server_side=True)
            except OSError:
                return
        _Handler(request, client_address, self)
        request.close()

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def serving(host: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[FaultServer]:
    """A running server; with `certificate` (a PEM of key and certificate) it speaks TLS."""
    with _Server((host, 0), _Handler) as server:
        server.fault = FaultServer(host, server.server_address[1], "https" if certificate else "http")
        if certificate:
            server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            server.context.load_cert_chain(certificate)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server.fault
        finally:
            server.shutdown()
            thread.join()


def self_signed(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody has signed, with its key, in one PEM file."""
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / "both.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    subprocess.run([*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both
