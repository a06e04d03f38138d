"""What a fetched page costs: requests alone, our fetcher on top, and its WARC part. `python -m tests.bench.fetch`.

The server is another process, so that CPU time here is the client's. Figures are medians of several rounds, in one run.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

import requests
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from pipeline.fetchers.captures import WarcWriter, read_captures
from pipeline.fetchers.http import Fetcher
from pipeline.fetchers.message import read_message
from pipeline.fetchers.policy import FetchPolicy, HostPolicy
from pipeline.fetchers.records import HTTP_RESPONSE, Record
from pipeline.fetchers.writer import pack
from pipeline.models import FetchRequest
from tests.fetchers.fault_server import reply, sends, serving

PAGES = 200
ROUNDS = 5


def page(size: int = 60_000) -> bytes:
    """Words in paragraphs: compresses about as a blog's page does."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(4000)]
    text = " ".join(chance.choices(words, k=size // 8))
    return ("<html><body>" + "</p>\n<p class='text'>".join(text[at : at + 500] for at in range(0, size, 500))).encode()


def serve(pipe: Connection, body: bytes) -> None:
    """The server's process: one page, whatever is asked, until the pipe says so."""
    with serving() as server:
        server.routes = {f"/{number}": sends(reply(body)) for number in range(PAGES)}
        pipe.send(server.netloc)
        pipe.recv()


def cost(work: Callable[[], object], count: int) -> tuple[float, float]:
    """Median CPU and wall milliseconds of one of `count` things that `work` does."""
    rounds = []
    for _ in range(ROUNDS):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        rounds.append(((time.process_time() - cpu) * 1000 / count, (time.perf_counter() - wall) * 1000 / count))
    return median(cpu for cpu, _ in rounds), median(wall for _, wall in rounds)


def by_requests(netloc: str) -> None:
    with requests.Session() as session:
        session.trust_env = False
        for number in range(PAGES):
            assert session.get(f"http://{netloc}/{number}").status_code == 200


def by_fetcher(netloc: str, folder: Path) -> None:
    with WarcWriter(folder, uuid4(), "bench", {}, lambda: datetime.now(UTC)) as writer:
        hosts = {"bench": HostPolicy(netloc, 0, True)}
        fetcher = Fetcher(writer, FetchPolicy("blogduck/bench"), hosts, lambda: datetime.now(UTC))
        for number in range(PAGES):
            assert fetcher.fetch(FetchRequest(f"http://{netloc}/{number}", "bench")).status == 200
        fetcher.close()


def by_warcio(block: bytes) -> None:
    writer = WARCWriter(BytesIO(), gzip=True, warc_version="1.1")
    for _ in range(PAGES):
        writer.write_record(writer.create_warc_record("http://x.example/", "response", BytesIO(block), len(block)))


def read_by_warcio(path: Path) -> None:
    with path.open("rb") as file:
        assert sum(1 for record in ArchiveIterator(file) if record.content_stream().read())


def main() -> None:
    """Print the table."""
    body = page()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("fork").Process(target=serve, args=(theirs, body))
    server.start()
    netloc = ours.recv()
    block = reply(body)
    record = Record((("WARC-Type", "response"), ("Content-Type", HTTP_RESPONSE)), block)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            ("requests alone", *cost(lambda: by_requests(netloc), PAGES)),
            ("fetch: robots, guard, record, WARC, fsync", *cost(lambda: by_fetcher(netloc, folder), PAGES)),
        ]
        path = max(folder.iterdir(), key=lambda file: file.stat().st_size)
        packing = cost(lambda: [pack(record, UUID(int=0)) for _ in range(PAGES)], PAGES)
        rows += [
            ("  of it: one record packed", *packing),
            ("  of it: message read", *cost(lambda: [read_message(block) for _ in range(PAGES)], PAGES)),
            ("a record packed by warcio (level 9)", *cost(lambda: by_warcio(block), PAGES)),
            ("a capture read", *cost(lambda: list(read_captures(path)), PAGES)),
            ("a capture read by warcio", *cost(lambda: read_by_warcio(path), PAGES)),
        ]
    ours.send("enough")
    server.join()
    print(
        f"{len(body):,} bytes a page, {PAGES} pages, median of {ROUNDS} rounds; ms per page, and CPU against requests"
    )
    for label, cpu, wall in rows:
        print(f"{label:45} {cpu:7.2f} CPU {wall:7.2f} wall {cpu / rows[0][1]:6.2f}×")


if __name__ == "__main__":
    main()
