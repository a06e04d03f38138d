"""WARC files: what is written is read again, by us and by others; what is torn or damaged costs nothing else."""

from __future__ import annotations

import errno
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import DiskFull, LoadError
from pipeline.fetchers.captures import WarcWriter, read_capture, read_captures, recover
from pipeline.fetchers.message import Message
from pipeline.fetchers.records import (
    asked_capture,
    body_digest,
    payload_digest,
    request_record,
    response_record,
    revisit_record,
)
from pipeline.models import Capture, FetchRequest, Problem
from tests.fetchers.conftest import RUN, Clock, Lab, previous_of
from tests.fetchers.fault_server import PAGE, reply, sends

SENT = b"GET / HTTP/1.1\r\nHost: blog.example\r\nAuthorization: Basic c2VjcmV0\r\n\r\n"


def writer_in(folder: Path, run: UUID = RUN, max_bytes: int = 2**30) -> WarcWriter:
    return WarcWriter(folder, run, "blogduck/0.1", {"delay": "1.0"}, Clock(), max_bytes)


def write_page(writer: WarcWriter, body: bytes = PAGE, url: str = "http://blog.example/", **fields: object) -> Capture:
    """Write one response and its request, as the fetcher does."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    message = Message(200, {"content-type": "text/html"}, head, body, body)
    request = FetchRequest(url, "ducks", "comments", "wp-json", UUID(int=7), "feed", "POST", '{"ä": 1}')
    asked = asked_capture(request, writer.new_id(), url, datetime(2024, 5, 1, 12, 0, 0, 123456, UTC))
    capture = replace(asked, status=200, headers=message.headers, body=body, payload_digest=payload_digest(body))
    capture = replace(capture, body_digest=body_digest(body), **fields)
    records = [response_record(capture, message, "192.0.2.1"), request_record(capture, writer.new_id(), SENT)]
    return writer.write(capture, records)


def read_all(folder: Path) -> list[Capture]:
    problems: list[Problem] = []
    captures = [one for path in sorted(folder.iterdir()) for one in read_captures(path, problem=problems.append)]
    assert problems == []
    return captures


# Whole files ----------


def test_a_capture_is_all_in_the_file(tmp_path: Path) -> None:
    with writer_in(tmp_path) as writer:
        error = Problem("too_large", "over\nthe cap")
        written = [
            write_page(writer),
            write_page(writer, url="http://blog.example/grüße und küsse"),
            write_page(writer, body=b"", truncated="length", error=error),
            writer.write_failure(
                FetchRequest("ht!tp://\r\nX: y\x00 ü", "dücks", found_by="sitemap"), error, "http://z/"
            ),
        ]
    assert read_all(tmp_path) == written
    for capture in written:
        assert read_capture(tmp_path / capture.warc_file, capture.warc_offset) == capture


def test_reading_may_begin_at_any_record(tmp_path: Path) -> None:
    with writer_in(tmp_path) as writer:
        written = [write_page(writer, str(number).encode() * 500) for number in range(20)]
    path = tmp_path / written[0].warc_file
    for at, capture in enumerate(written):
        assert list(read_captures(path, capture.warc_offset)) == written[at:]
        assert list(read_captures(path, capture.warc_offset + capture.warc_length)) == written[at + 1 :]


def test_warcio_reads_every_record_and_every_digest_holds(tmp_path: Path) -> None:
    with writer_in(tmp_path) as writer:
        capture = write_page(writer)
        writer.write_failure(FetchRequest("http://gone.example/", "ducks"), Problem("unreachable", "no such host"))
    with (tmp_path / capture.warc_file).open("rb") as file:
        seen = []
        for record in ArchiveIterator(file, check_digests="raise"):
            seen.append(
                (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            )
    assert [kind for kind, _, _ in seen] == ["warcinfo", "response", "request", "metadata"]
    assert b"software: blogduck/0.1\r\n" in seen[0][2] and b"delay: 1.0" in seen[0][2]
    assert seen[1][1:] == ("http://blog.example/", PAGE)
    assert seen[3][1:] == ("http://gone.example/", b"fetchError: unreachable\r\nfetchErrorDetail: no such host\r\n")


def test_a_record_is_one_gzip_member_and_no_secret_is_in_it(tmp_path: Path) -> None:
    with writer_in(tmp_path) as writer:
        capture = write_page(writer)
    data = (tmp_path / capture.warc_file).read_bytes()
    one = gzip.decompress(data[capture.warc_offset : capture.warc_offset + capture.warc_length])
    assert one.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n") and one.endswith(PAGE + b"\r\n\r\n")
    assert b"Authorization" not in gzip.decompress(data)


def test_files_are_rotated_by_size_and_named_in_order(tmp_path: Path) -> None:
    with writer_in(tmp_path, max_bytes=4000) as writer:
        written = [write_page(writer, random.Random(number).randbytes(1500)) for number in range(12)]
        assert len(list(tmp_path.glob("*.warc.gz.open"))) == 1
    assert len(list(tmp_path.iterdir())) > 3
    assert read_all(tmp_path) == written


def test_the_position_is_never_behind_a_later_record(tmp_path: Path) -> None:
    with writer_in(tmp_path, max_bytes=4000) as writer:
        assert writer.position()[1] == 0
        for number in range(12):
            before = writer.position()
            capture = write_page(writer, random.Random(number).randbytes(1500))
            after = writer.position()
            assert before <= (capture.warc_file, capture.warc_offset) < after
    assert writer.position() > after and writer.position()[1] == 0


def test_a_run_that_stores_nothing_leaves_no_file(tmp_path: Path) -> None:
    writer_in(tmp_path / "warc").close()
    assert not list(tmp_path.rglob("*.warc*"))


def test_a_file_is_never_written_to_twice(tmp_path: Path) -> None:
    with writer_in(tmp_path) as first:
        write_page(first)
    with pytest.raises(LoadError), writer_in(tmp_path) as again:
        again._started = first._started
        (tmp_path / (next(tmp_path.iterdir()).name + ".open")).touch()
        write_page(again)


def test_what_is_written_can_be_read_before_the_file_is_closed(tmp_path: Path) -> None:
    writer = writer_in(tmp_path)
    capture = write_page(writer)
    assert list(read_captures(tmp_path / f"{capture.warc_file}.open")) == [capture]
    assert read_capture(tmp_path / capture.warc_file, capture.warc_offset) == capture
    writer.close()
    assert read_capture(tmp_path / capture.warc_file, capture.warc_offset) == capture


def test_threads_write_whole_records(tmp_path: Path) -> None:
    with writer_in(tmp_path, max_bytes=30_000) as writer, ThreadPoolExecutor(8) as threads:
        written = list(threads.map(lambda number: write_page(writer, str(number).encode() * 300), range(200)))
    assert len({capture.capture_id for capture in written}) == 200
    by_place = sorted(written, key=lambda capture: (capture.warc_file, capture.warc_offset))
    assert read_all(tmp_path) == by_place


def test_a_record_is_on_the_disk_before_write_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fdatasync

    def fdatasync(descriptor: int) -> None:
        real(descriptor)
        synced.append(os.fstat(descriptor).st_size)

    monkeypatch.setattr(os, "fdatasync", fdatasync)
    with writer_in(tmp_path) as writer:
        for _ in range(3):
            capture = write_page(writer)
            assert synced[-1] >= capture.warc_offset + capture.warc_length


# Full disks ----------


@pytest.mark.parametrize("wrong", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_no_part_of_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: int) -> None:
    writer = writer_in(tmp_path)
    kept = write_page(writer)
    real = os.write

    def write(descriptor: int, data: memoryview) -> int:
        if len(data) < 300:
            raise OSError(wrong, "no space")
        return real(descriptor, data[:300])

    with monkeypatch.context() as full:
        full.setattr(os, "write", write)
        with pytest.raises(DiskFull, match="free some"):
            write_page(writer)
    later = write_page(writer)
    writer.close()
    assert read_all(tmp_path) == [kept, later]


def test_what_can_not_be_made_durable_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = writer_in(tmp_path)
    kept = write_page(writer)

    def fdatasync(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as full:
        full.setattr(os, "fdatasync", fdatasync)
        with pytest.raises(DiskFull):
            write_page(writer)
    with pytest.raises(DiskFull):
        write_page(writer)
    writer.close()
    assert read_all(tmp_path) == [kept]


def test_a_disk_full_at_the_first_record_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(descriptor: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(DiskFull):
        write_page(writer_in(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_another_fault_of_the_disk_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "warc").write_text("a file where the folder should be")
    with pytest.raises(LoadError, match="can't be written"):
        write_page(writer_in(tmp_path / "warc"))


def test_a_real_limit_of_the_system_is_a_full_disk(tmp_path: Path) -> None:
    with writer_in(tmp_path) as writer:
        kept = write_page(writer)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kept.warc_offset + 4000, hard))
        try:
            with pytest.raises(DiskFull):
                write_page(writer, random.Random(1).randbytes(9000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert read_all(tmp_path) == [kept]


# Torn and damaged files ----------


WRITE_FOR_EVER = """
import sys
from pathlib import Path
from uuid import uuid4
from tests.fetchers.test_captures import write_page, writer_in
writer = writer_in(Path(sys.argv[1]), uuid4(), max_bytes=20_000)
for number in range(10_000):
    capture = write_page(writer, bytes([number % 256]) * 3000)
    print(capture.capture_id, flush=True)
"""


@pytest.mark.parametrize("writes", [1, 9, 40])
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, writes: int) -> None:
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        acknowledged = {UUID(process.stdout.readline().strip()) for _ in range(writes)}
        process.kill()
        acknowledged |= {UUID(line.strip()) for line in process.stdout if line.endswith("\n")}
    assert len(list(tmp_path.glob("*.open"))) <= 1
    recover(tmp_path)
    assert acknowledged <= {capture.capture_id for capture in read_all(tmp_path)}
    assert not list(tmp_path.glob("*.open"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Capture]]:
    """A file whose pages are themselves gzip and WARC: their bytes lie in the records just like real members."""
    folder = tmp_path_factory.mktemp("whole")
    with writer_in(folder / "inner") as inner:
        write_page(inner, url="http://evil.example/")
    inner_warc = next((folder / "inner").iterdir()).read_bytes()
    bodies = [PAGE, gzip.compress(PAGE * 50, mtime=0), inner_warc, random.Random(1).randbytes(3000), PAGE * 99, b""]
    with writer_in(folder / "outer") as writer:
        written = [write_page(writer, body, f"http://blog.example/{at}") for at, body in enumerate(bodies)]
        written.append(writer.write_failure(FetchRequest("http://gone.example/", "ducks"), Problem("unreachable", "")))
    return next((folder / "outer").iterdir()).read_bytes(), written


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.data())
def test_any_cut_loses_no_whole_record(tmp_path: Path, whole: tuple[bytes, list[Capture]], data: st.DataObject) -> None:
    content, written = whole
    cut = data.draw(st.integers(0, len(content)))
    torn = tmp_path / f"{written[0].warc_file}.open"
    torn.write_bytes(content[:cut])
    complete = [capture for capture in written if capture.warc_offset + capture.warc_length <= cut]
    assert list(read_captures(torn, problem=pytest.fail)) == complete
    found = recover(tmp_path)
    assert len(found) == 1 and not torn.exists()
    path = found[0].path
    if path is None:
        assert cut < written[0].warc_offset and list(tmp_path.iterdir()) == []
        return
    assert path.stat().st_size == cut - found[0].cut
    assert content.startswith(path.read_bytes())
    assert list(read_captures(path, problem=pytest.fail)) == complete
    assert recover(tmp_path) == []
    path.unlink()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(data=st.data())
def test_damage_costs_only_the_records_it_hits(
    tmp_path: Path, whole: tuple[bytes, list[Capture]], data: st.DataObject
) -> None:
    content, written = whole
    at = data.draw(st.integers(written[0].warc_offset, len(content) - 1))
    length = data.draw(st.integers(1, 40))
    damaged = bytearray(content)
    damaged[at : at + length] = bytes(value ^ 0xA5 for value in damaged[at : at + length])
    path = tmp_path / "damaged.warc.gz"
    path.write_bytes(damaged)
    problems: list[Problem] = []
    read = list(read_captures(path, problem=problems.append))
    untouched = [one for one in written if one.warc_offset + one.warc_length <= at or one.warc_offset >= at + length]
    missing = [one for one in untouched if replace(one, warc_file=path.name) not in read]
    assert missing == []
    assert all(one.url != "http://evil.example/" for one in read)
    if len(read) < len(written):
        assert {problem.code for problem in problems} == {"warc_damaged"}
        assert "byte" in problems[0].detail


def test_zeros_after_a_power_failure_are_cut(tmp_path: Path, whole: tuple[bytes, list[Capture]]) -> None:
    content, written = whole
    (tmp_path / f"{written[0].warc_file}.open").write_bytes(content + bytes(10_000))
    assert [(one.cut, one.damaged) for one in recover(tmp_path)] == [(10_000, 0)]
    assert read_all(tmp_path) == written


def test_damage_in_the_middle_of_an_open_file_is_left_and_told(
    tmp_path: Path, whole: tuple[bytes, list[Capture]]
) -> None:
    content, written = whole
    hit = written[2]
    damaged = bytearray(content)
    damaged[hit.warc_offset + 100 : hit.warc_offset + 110] = bytes(10)
    (tmp_path / f"{hit.warc_file}.open").write_bytes(bytes(damaged) + b"torn")
    assert [(one.cut, one.damaged) for one in recover(tmp_path)] == [(4, 1)]
    problems: list[Problem] = []
    assert list(read_captures(tmp_path / hit.warc_file, problem=problems.append)) == [*written[:2], *written[3:]]
    assert len(problems) == 1


def test_a_warc_served_as_a_page_can_not_pose_as_records(tmp_path: Path) -> None:
    with writer_in(tmp_path / "inner") as inner:
        posing = write_page(inner, random.Random(1).randbytes(2000), "http://evil.example/")
    record = next((tmp_path / "inner").iterdir()).read_bytes()[posing.warc_offset :][: posing.warc_length]
    evil = random.Random(2).randbytes(20_000) + record + random.Random(3).randbytes(20_000)
    with writer_in(tmp_path / "outer", UUID(int=9)) as writer:
        first, hit, last = (write_page(writer, body) for body in (PAGE, evil, PAGE))
    content = bytearray((tmp_path / "outer" / hit.warc_file).read_bytes())
    assert record in content  # what does not compress lies there as it is
    content[hit.warc_offset + 20 : hit.warc_offset + 40] = bytes(20)
    torn = tmp_path / f"{hit.warc_file}.open"
    torn.write_bytes(content)
    assert list(read_captures(torn)) == [first, last]
    torn.write_bytes(content[: hit.warc_offset + hit.warc_length - 9])
    assert list(read_captures(torn)) == [first]
    assert recover(tmp_path)[0].records == 3  # warcinfo, the first page, its request


def test_a_torn_closed_file_is_told(tmp_path: Path, whole: tuple[bytes, list[Capture]]) -> None:
    content, written = whole
    path = tmp_path / written[0].warc_file
    path.write_bytes(content[:-3])
    problems: list[Problem] = []
    assert list(read_captures(path, problem=problems.append)) == written[:-1]
    assert [problem.code for problem in problems] == ["warc_damaged"]


def test_a_capture_that_is_not_there_says_where(tmp_path: Path, whole: tuple[bytes, list[Capture]]) -> None:
    content, written = whole
    path = tmp_path / written[0].warc_file
    with pytest.raises(LoadError, match="byte 0"):
        read_capture(path, 0)
    path.write_bytes(content)
    for offset in (0, 5, len(content)):
        with pytest.raises(LoadError, match=f"{path.name} at byte {offset}"):
            read_capture(path, offset)


# Other tools' files ----------


def foreign(*records: tuple[str, bytes]) -> bytes:
    """Gzip members with these record heads and blocks."""
    packed = b""
    for head, block in records:
        text = f"WARC/1.0\r\n{head}Content-Length: {len(block)}\r\n\r\n"
        packed += gzip.compress(text.encode() + block + b"\r\n\r\n", mtime=0)
    return packed


HTTP = "WARC-Date: 2016-02-03T04:05:06Z\r\nContent-Type: application/http; msgtype=response\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_other_tools_responses_are_pages_and_the_rest_is_skipped(tmp_path: Path) -> None:
    response = f"WARC-Type: response\r\nWARC-Record-ID: <urn:x:1>\r\nWARC-Target-URI: <http://old.example/>\r\n{HTTP}"
    path = tmp_path / "other.warc.gz"
    path.write_bytes(
        foreign(
            ("WARC-Type: warcinfo\r\n", b"software: other\r\n"),
            (response + 'WARC-JSON-Metadata: {"url": "x"}\r\n', CHUNKED + b"4\r\npage\r\n0\r\n\r\n"),
            (response + "WARC-JSON-Metadata: [broken\r\n", CHUNKED + b"<p>stored without chunks"),
            ("WARC-Type: request\r\n", b"GET / HTTP/1.1\r\n\r\n"),
            ("WARC-Type: metadata\r\n", b"a: b\r\n"),
            ("WARC-Type: resource\r\nContent-Type: text/plain\r\n", b"text"),
            ("WARC-Type: response\r\nContent-Type: text/dns\r\n", b"dns"),
        )
    )
    problems: list[Problem] = []
    first, second = read_captures(path, problem=problems.append)
    assert problems == []
    assert (first.body, first.url, first.final_url, first.blog, first.purpose) == (
        b"page",
        "http://old.example/",
        "http://old.example/",
        "",
        "page",
    )
    assert first.fetched_at == datetime(2016, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert first.payload_digest == payload_digest(b"page")
    assert second.body == b"<p>stored without chunks"


@pytest.mark.parametrize(
    ("head", "block"),
    [
        (HTTP.replace("2016", "no date"), CHUNKED),
        (HTTP, b"no http"),
        (HTTP + 'WARC-JSON-Metadata: {"blogduck": {"via": "x"}}\r\n', CHUNKED),
        (HTTP + 'WARC-JSON-Metadata: {"blogduck": {"error": 5}}\r\n', CHUNKED),
    ],
)
def test_a_record_that_makes_no_sense_is_told_and_passed_over(tmp_path: Path, head: str, block: bytes) -> None:
    path = tmp_path / "other.warc.gz"
    good = ("WARC-Type: response\r\nWARC-Target-URI: http://old.example/\r\n" + HTTP, CHUNKED)
    path.write_bytes(foreign(("WARC-Type: response\r\n" + head, block), good))
    problems: list[Problem] = []
    assert [one.url for one in read_captures(path, problem=problems.append)] == ["http://old.example/"]
    assert [problem.code for problem in problems] == ["warc_damaged"]


@pytest.mark.parametrize("content", [b"", b"no gzip at all", gzip.compress(b"gzip, but no WARC"), b"WARC/1.0\r\n\r\n"])
def test_what_is_no_warc_gives_nothing_and_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    problems: list[Problem] = []
    assert list(read_captures(path, problem=problems.append)) == []
    assert len(problems) == bool(content)


# As transferred ----------


def test_the_response_is_stored_as_transferred(lab: Lab) -> None:
    body = gzip.compress(PAGE, mtime=0)
    wire = (
        b"HTTP/1.1  200  Fine \r\nX-ODD:no space\r\nX-Bytes: \xfc\r\nContent-Encoding: gzip\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n5;ext=1\r\n"
        + body[:5]
        + b"\r\n%X\r\n" % len(body[5:])
        + body[5:]
        + b"\r\n0\r\n\r\n"
    )
    lab.server.routes["/"] = sends(wire)
    capture = lab.fetcher().fetch(lab.request("/"))
    assert capture.body == PAGE and capture.payload_digest == payload_digest(body)
    lab.close()
    data = (lab.folder / capture.warc_file).read_bytes()[capture.warc_offset :][: capture.warc_length]
    assert gzip.decompress(data).partition(b"\r\n\r\n")[2] == wire + b"\r\n\r\n"


def test_the_request_is_stored_as_sent(lab: Lab) -> None:
    lab.server.routes["/x"] = sends(reply())
    capture = lab.fetcher().fetch(lab.request("/x", method="POST", body="a=ü"))
    lab.close()
    with (lab.folder / capture.warc_file).open("rb") as file:
        blocks = {
            record.rec_headers.get_header("WARC-Concurrent-To"): record.raw_stream.read()
            for record in ArchiveIterator(file, no_record_parse=True)
            if record.rec_type == "request"
        }
    block = blocks[f"<urn:uuid:{capture.capture_id}>"]
    assert block.startswith(b"POST /x HTTP/1.1\r\nHost: 127.0.0.1") and block.endswith(b"\r\n\r\na=" + "ü".encode())


def test_a_revisit_says_where_its_payload_is(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(ETag='"1"'), reply(), b"HTTP/1.1 304 Not Modified\r\n\r\n")
    fetcher = lab.fetcher()
    first = fetcher.fetch(lab.request("/"))
    later = [fetcher.fetch(lab.request("/", previous=previous_of(first))) for _ in range(2)]
    lab.close()
    with (lab.folder / first.warc_file).open("rb") as file:
        found = [record.rec_headers for record in ArchiveIterator(file) if record.rec_type == "revisit"]
        file.seek(first.warc_offset)
        original = next(iter(ArchiveIterator(file))).rec_headers
    assert [one.get_header("WARC-Record-ID") for one in found] == [f"<urn:uuid:{one.capture_id}>" for one in later]
    profiles = [one.get_header("WARC-Profile").rpartition("/")[2] for one in found]
    assert profiles == ["identical-payload-digest", "server-not-modified"]
    for one in found:
        assert one.get_header("WARC-Refers-To") == original.get_header("WARC-Record-ID")
        assert one.get_header("WARC-Refers-To-Target-URI") == original.get_header("WARC-Target-URI")
        assert one.get_header("WARC-Refers-To-Date") == original.get_header("WARC-Date")
        assert one.get_header("WARC-Payload-Digest") == original.get_header("WARC-Payload-Digest")


def test_revisit_record_keeps_the_head_only() -> None:
    message = Message(200, {}, b"HTTP/1.1 200 OK\r\n\r\n", b"body", b"body")
    asked = asked_capture(FetchRequest("http://blog.example/", "ducks"), RUN, "http://blog.example/", Clock()())
    older = replace(asked, payload_digest="sha1:X", capture_id=UUID(int=1))
    assert revisit_record(asked, message, None, previous_of(older)).block == message.head


def test_the_head_of_a_304_is_kept_where_it_does_not_hinder_replay(lab: Lab) -> None:
    head = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nX-Bytes: \xfc\r\n\r\n'
    lab.server.routes["/"] = sends(reply(ETag='"1"'), head)
    fetcher = lab.fetcher()
    first = fetcher.fetch(lab.request("/"))
    again = fetcher.fetch(lab.request("/", previous=previous_of(first)))
    assert lab.stored()[-1] == again and again.headers["etag"] == '"1"'
    with (lab.folder / again.warc_file).open("rb") as file:
        file.seek(again.warc_offset)
        record = next(iter(ArchiveIterator(file)))
        assert record.raw_stream.read() == b""  # pywb would replay a bare 304 otherwise
        stored = json.loads(record.rec_headers.get_header("WARC-JSON-Metadata"))["blogduck"]["response_head"]
    assert stored.encode("latin-1") == head


def test_one_sync_serves_many_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    all_appended = threading.Event()
    real = os.fdatasync

    def fdatasync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            all_appended.wait(10)  # the first page's sync is slow: the others append meanwhile
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", fdatasync)
    writer = writer_in(tmp_path)
    file = writer._current()
    with ThreadPoolExecutor(8) as threads:
        start = file.size
        futures = [threads.submit(write_page, writer, bytes(500)) for _ in range(8)]
        while file.size - start < 8 * 900:  # a page and its request are a little more
            time.sleep(0.001)
        all_appended.set()
        written = {future.result().capture_id for future in futures}
    writer.close()
    assert len(calls) <= 3  # the warcinfo's, the slow one, one for all that waited; closing finds nothing left to do
    assert {capture.capture_id for capture in read_all(tmp_path)} == written
