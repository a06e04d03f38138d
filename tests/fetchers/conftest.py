"""A fault server, and a fetcher that stores into a folder of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from pipeline.errors import FetchError
from pipeline.fetchers.captures import WarcWriter, read_captures
from pipeline.fetchers.http import Fetcher
from pipeline.fetchers.policy import FetchPolicy, HostPolicy
from pipeline.fetchers.politeness import Pacer
from pipeline.models import Capture, FetchRequest, PreviousCapture, Problem
from tests.fetchers.fault_server import FaultServer, serving

RUN = UUID("5d2a9d3e-0000-4000-8000-000000000001")
POLICY = FetchPolicy("blogduck/0.1 (+mailto:owner@example.org)", connect_timeout=2, read_timeout=2, total_timeout=5)


@dataclass(slots=True)
class Clock:
    """Gives a later time at each look, and can be moved on."""

    at: datetime = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def move(self, step: timedelta) -> None:
        self.at += step


@dataclass(slots=True)
class Lab:
    """A fetcher for the blog "ducks" on a fault server, what it slept, and what it stored."""

    server: FaultServer
    folder: Path
    clock: Clock = field(default_factory=Clock)
    slept: list[float] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    open: list[Callable[[], None]] = field(default_factory=list)
    runs: int = 0
    max_bytes: int = POLICY.max_bytes

    def fetcher(self, own_host: str | None = None, *, private: bool = True, delay: float = 0, **policy: Any) -> Fetcher:
        self.runs += 1
        self.max_bytes = policy.get("max_bytes", POLICY.max_bytes)
        writer = WarcWriter(self.folder, UUID(int=RUN.int + (self.runs << 96)), "blogduck/0.1", {}, self.clock)
        hosts = {"ducks": HostPolicy(own_host or self.server.netloc, delay, private)}
        fetcher = Fetcher(writer, replace(POLICY, **policy), hosts, self.clock, self.stop)
        fetcher._pacer = Pacer(self.slept.append, lambda: sum(self.slept))  # a clock that only sleeping moves
        self.open += [fetcher.close, writer.close]
        return fetcher

    def request(self, path: str, **fields: Any) -> FetchRequest:
        return FetchRequest(self.server.url(path), "ducks", **fields)

    def close(self) -> None:
        while self.open:
            self.open.pop(0)()

    def stored(self) -> list[Capture]:
        """All captures, robots.txt left out; closes the files. Damage fails the test."""
        self.close()
        problems: list[Problem] = []
        files = sorted(self.folder.iterdir())
        captures = [
            capture
            for file in files
            for capture in read_captures(file, problem=problems.append, max_bytes=self.max_bytes)
        ]
        assert problems == []
        assert all(file.name.endswith(".warc.gz") for file in files)
        return [capture for capture in captures if capture.purpose != "robots"]

    def failing(self, path: str, kind: type[FetchError], fetcher: Fetcher | None = None) -> Capture:
        """Fetch what must fail; the capture of the failure, which must be what is stored last."""
        with pytest.raises(kind) as caught:
            (fetcher or self.fetcher()).fetch(self.request(path))
        capture = caught.value.capture
        assert isinstance(capture, Capture) and capture.error
        assert capture.error.code == kind.code
        assert capture.error.detail in str(caught.value)
        assert self.stored()[-1] == capture
        return capture


def previous_of(capture: Capture) -> PreviousCapture:
    """What the next fetch is told of `capture`."""
    return PreviousCapture(
        capture.capture_id,
        capture.final_url,
        capture.fetched_at,
        capture.payload_digest or "",
        capture.body_digest,
        capture.headers.get("etag"),
        capture.headers.get("last-modified"),
        capture.warc_file,
        capture.warc_offset,
    )


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with serving() as running:
        yield running


@pytest.fixture
def lab(server: FaultServer, tmp_path: Path) -> Iterator[Lab]:
    lab = Lab(server, tmp_path / "warc")
    yield lab
    lab.close()
