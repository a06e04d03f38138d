"""The WARC reader: captures out of our files, and out of other tools', in the order they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from pipeline.errors import LoadError
from pipeline.fetchers.members import Member, members
from pipeline.fetchers.policy import MEBIBYTE
from pipeline.fetchers.records import read_record
from pipeline.models import Capture, Problem

MAX_BODY = 50 * MEBIBYTE
OPEN = ".open"
"""What the name of a file ends with while it is written."""

_LOADER = ArcWarcRecordLoader()


def read_captures(
    path: Path,
    start: int = 0,
    problem: Callable[[Problem], object] = lambda _: None,
    max_bytes: int = MAX_BODY,
) -> Iterator[Capture]:
    """The captures in a WARC file: responses (redirects and repeated attempts too: see `purpose`), revisits, failures.

    Args:
        path: a `.warc.gz` with one gzip member a record; may still be open for writing, then its torn tail is no fault.
        start: where a record begins, in bytes.
        problem: is told of damage (code `warc_damaged`); reading goes on at the next whole record.
        max_bytes: the largest body.
    """
    with path.open("rb") as file:
        for member in members(file, start):
            try:
                capture = _capture(member, path, max_bytes)
            except _Unreadable as error:
                if not (member.is_tail and path.name.endswith(OPEN)):
                    problem(Problem("warc_damaged", f"{path.name} at byte {member.offset}: {error}"))
                continue
            if capture:
                yield capture


def read_capture(path: Path, offset: int, max_bytes: int = MAX_BODY) -> Capture:
    """The capture whose record begins at `offset` in `path`, or in `path` while it is still being written.

    Raises:
        LoadError: the file is not there, or no whole capture begins at `offset`.
    """
    try:
        with _existing(path).open("rb") as file:
            member = next(members(file, offset), None)
        capture = _capture(member, path, max_bytes) if member else None
    except (OSError, _Unreadable) as error:
        raise LoadError(f"{path.name} at byte {offset}: {error}; is the WARC file complete?") from error
    if capture is None:
        raise LoadError(f"{path.name} at byte {offset}: no capture begins there; is it the right WARC file?")
    return capture


class _Unreadable(Exception):
    """A record that should be a capture and can't be read."""


def _existing(path: Path) -> Path:
    being_written = path.with_name(path.name + OPEN)
    return being_written if not path.exists() and being_written.exists() else path


def _capture(member: Member, path: Path, max_bytes: int) -> Capture | None:
    if member.fault:
        raise _Unreadable(member.fault)
    try:
        record = _LOADER.parse_record_stream(BytesIO(member.data), known_format="warc", no_record_parse=True)
        headers = {name.lower(): value for name, value in record.rec_headers.headers}
        capture = read_record(headers, record.raw_stream.read(), max_bytes)
    except (ArchiveLoadFailed, EOFError, ValueError, KeyError, TypeError) as error:
        raise _Unreadable(f"the record can't be read: {error}") from error
    if capture is None:
        return None
    name = path.name.removesuffix(OPEN)
    return replace(capture, warc_file=name, warc_offset=member.offset, warc_length=member.length)
