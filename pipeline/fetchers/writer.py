"""The WARC writer: appends captures to files of its own run; what it has returned is on the disk."""

from __future__ import annotations

import errno
import threading
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self
from uuid import UUID, uuid5

from warcio.statusandheaders import StatusAndHeaders

from pipeline.errors import DiskFull, LoadError
from pipeline.fetchers.open_file import OpenFile
from pipeline.fetchers.records import WARC_FIELDS, Record, asked_capture, date_text, failure_record, payload_digest, urn
from pipeline.models import Capture, FetchRequest, Problem

GIBIBYTE = 2**30
_LEVEL = 6  # zlib: level 9, which warcio writes, costs 1.5 times as much for 1 % (STACK: measured)
_GZIP = 31  # window bits
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CONFORMS_TO = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


class WarcWriter:
    """Writes `blogduck-TIME-RUN-SERIAL.warc.gz`, `….open` until closed; names sort by time. Threads may share it.

    Args:
        folder: made if missing.
        run_id: of this run; no other may write with it.
        software: name and version, for `warcinfo`.
        settings: for `warcinfo`, without secrets.
        now: gives the current time, aware.
        max_bytes: size at which the next file is begun.
    """

    def __init__(
        self,
        folder: Path,
        run_id: UUID,
        software: str,
        settings: Mapping[str, str],
        now: Callable[[], datetime],
        max_bytes: int = GIBIBYTE,
    ) -> None:
        self._folder = folder
        self._run_id = run_id
        self._info = {"software": software, "format": "WARC File Format 1.1", "conformsTo": _CONFORMS_TO} | dict(
            settings
        )
        self._now = now
        self._max_bytes = max_bytes
        self._started = now().astimezone(UTC).strftime("%Y%m%d%H%M%S%f")[:17]
        self._serial = 0
        self._ids = 0
        self._file: OpenFile | None = None
        self._lock = threading.Lock()

    def new_id(self) -> UUID:
        """An id for a record: made from the run's, so that no two runs share one."""
        with self._lock:
            self._ids += 1
            return uuid5(self._run_id, f"record {self._ids}")

    def write(self, capture: Capture, records: Sequence[Record]) -> Capture:
        """Append `records` in one piece and wait until they are on the disk.

        Args:
            capture: what the first of them holds.
            records: the capture's, then those that belong to it (the request).
        Returns: `capture` with its place.
        Raises:
            DiskFull: no space is left; nothing of these records remains in the file.
            LoadError: the file can't be written.
        """
        offset = None
        try:
            while offset is None:
                file = self._current()
                packed = [pack(record, file.info_id) for record in records]
                offset = file.append(b"".join(packed))
        except OSError as error:
            _refuse(error, self._folder)
        return replace(capture, warc_file=file.path.name, warc_offset=offset, warc_length=len(packed[0]))

    def write_failure(self, request: FetchRequest, problem: Problem, final_url: str | None = None) -> Capture:
        """Append the record of a request that got no response.

        Args:
            request: what was asked.
            problem: code and detail.
            final_url: the address that failed, if `request` was redirected.
        Raises: as `write`.
        """
        asked = asked_capture(request, self.new_id(), final_url or request.url, self._now())
        capture = replace(asked, error=problem)
        return self.write(capture, [failure_record(capture)])

    def position(self) -> tuple[str, int]:
        """Name of the file (as it will be called once closed) and offset: whatever is written from now on lies there or
        behind."""
        with self._lock:
            return (self._file.path.name, self._file.size) if self._file else (self._name(), 0)

    def close(self) -> None:
        """Close the file under its final name. Further writes begin another."""
        with self._lock:
            self._close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def _close(self) -> None:
        file, self._file = self._file, None
        if file:
            try:
                file.close()
            except OSError as error:
                _refuse(error, self._folder)

    def _current(self) -> OpenFile:
        with self._lock:
            if self._file and self._file.size >= self._max_bytes:
                self._close()
            if self._file is None:
                self._file = self._begin()
            return self._file

    def _name(self) -> str:
        return f"blogduck-{self._started}-{self._run_id.hex[:12]}-{self._serial:05d}.warc.gz"

    def _begin(self) -> OpenFile:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = self._name()
        info_id = uuid5(self._run_id, f"warcinfo {self._serial}")
        self._serial += 1
        block = "".join(f"{key}: {' '.join(value.split())}\r\n" for key, value in self._info.items())
        headers = (
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", urn(info_id)),
            ("WARC-Date", date_text(self._now())),
            ("WARC-Filename", name),
            ("Content-Type", WARC_FIELDS),
        )
        return OpenFile(self._folder / name, info_id, pack(Record(headers, block.encode()), None))


def pack(record: Record, info_id: UUID | None) -> bytes:
    """`record` as one gzip member.

    Args:
        record: what to write.
        info_id: of the file's `warcinfo`; null for that record itself.
    """
    headers = [*record.headers, ("WARC-Block-Digest", payload_digest(record.block))]
    headers += [("WARC-Warcinfo-ID", urn(info_id))] if info_id else []
    headers += [("Content-Length", str(len(record.block)))]
    # warcio's writer would rebuild and re-encode the response's head: only the record's own head is made by it.
    head = StatusAndHeaders("", headers, protocol="WARC/1.1").to_bytes()
    member = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    pieces = [member.compress(piece) for piece in (head, record.block, b"\r\n\r\n")]
    return b"".join([*pieces, member.flush()])


def _refuse(error: OSError, folder: Path) -> NoReturn:
    if error.errno in _NO_SPACE:
        raise DiskFull(f"no space is left for WARC files in {folder}: free some and run again") from error
    raise LoadError(f"the WARC file in {folder} can't be written: {error}") from error
