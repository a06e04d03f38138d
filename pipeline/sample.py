"""The sample blog: a small saved blog, served on loopback so that the demo has something real to scrape.

`site/manifest.json` says which answer stands behind which address:

    {"base_url": "http://blog.example",
     "answers": {"/": {"file": "index.html", "content_type": "text/html; charset=UTF-8"},
                 "/wp-json/wp/v2/posts?page=1": {"file": "posts-1.json", "content_type": "application/json",
                                                 "status": 200, "headers": {"X-WP-Total": "3"}}}}

`content_type`, `status` and `headers` may be left out. The parameters of an address may come in any order. Wherever
a text names `base_url`, the visitor reads the server's own address.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from pipeline.errors import SettingsError

MANIFEST = "manifest.json"
PORTS = range(8765, 8785)
"""Tried in this order, so that the demo's addresses, and the ids made from them, are the same on most machines."""

Key = tuple[str, tuple[tuple[str, str], ...]]

_TEXTS = ("text/", "application/json", "application/xml", "application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands behind one address."""

    body: bytes
    content_type: str = "text/html; charset=UTF-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def at(self, saved_base: str, base: str) -> Answer:
        """This answer with `base` wherever a text names `saved_base`: plain, in JSON, or percent-encoded."""
        body, headers = self.body, {name: value.replace(saved_base, base) for name, value in self.headers.items()}
        if self.content_type.startswith(_TEXTS):
            for old, new in _spellings(saved_base, base):
                body = body.replace(old.encode(), new.encode())
        return Answer(body, self.content_type, self.status, headers)


@dataclass(frozen=True, slots=True)
class SampleSite:
    """A saved blog: its answers by path and parameters."""

    base_url: str
    answers: Mapping[Key, Answer]

    def moved(self, base: str) -> SampleSite:
        """The same blog at another address."""
        return SampleSite(base, {key: answer.at(self.base_url, base) for key, answer in self.answers.items()})


def load_site(folder: Path) -> SampleSite:
    """The saved blog in `folder`.

    Raises:
        SettingsError: the manifest is missing or wrong, or names a file that is not there.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        answers = {_key(address): _answer(folder, entry) for address, entry in manifest["answers"].items()}
        return SampleSite(manifest["base_url"].rstrip("/"), answers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{folder / MANIFEST}: the sample blog can't be read: {error!r}") from error


@contextmanager
def served(site: SampleSite) -> Iterator[str]:
    """Serve `site` on loopback while the block runs; gives its home address.

    Raises:
        SettingsError: no port can be opened.
    """
    server = _listen()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    server.site = site.moved(base)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"{base}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    site: SampleSite


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        answer = self.server.site.answers.get(_key(self.path)) or _NOT_FOUND
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == tag:
            self._send(304, {"ETag": tag}, b"")
            return
        # Feeds and lists answer 304 too, so the second run of a demo shows how little an incremental run asks for.
        headers = {"Content-Type": answer.content_type, "ETag": tag, **answer.headers}
        self._send(answer.status, headers, answer.body)

    do_HEAD = do_GET

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the run tells what it fetched."""


_NOT_FOUND = Answer(b"<!doctype html><title>Not found</title><p>There is nothing here.", status=404)


def _listen() -> _Server:
    for port in (*PORTS, 0):
        try:
            return _Server(("127.0.0.1", port), _Handler)
        except OSError as error:
            reason = error
    raise SettingsError(f"the sample blog can't be served on this machine: {reason.strerror}")


def _answer(folder: Path, entry: dict[str, Any]) -> Answer:
    body = (folder / entry["file"]).read_bytes()
    return Answer(body, **{name: value for name, value in entry.items() if name != "file"})


def _key(address: str) -> Key:
    parts = urlsplit(address)
    return parts.path, tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))


def _spellings(old: str, new: str) -> list[tuple[str, str]]:
    both = [(old, new), (old.replace("/", r"\/"), new.replace("/", r"\/")), (quote(old, ""), quote(new, ""))]
    return list(dict.fromkeys(both))
