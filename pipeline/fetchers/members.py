"""Gzip members: a WARC file is a row of them, one record each (WARC 1.1, annex D).

Reading libraries take a cut last member for a short record and fail on everything after damage, without a word
(STACK: measured). So the members are walked here: only one whose checksum is right counts.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_MEMBER = 512 * 2**20
"""Bytes of one record, decompressed, beyond which it counts as damaged: our own are far below."""

_MAGIC = b"\x1f\x8b\x08"
_GZIP = 31  # window bits
_STEP = 2**16


@dataclass(frozen=True, slots=True)
class Member:
    """A stretch of the file. fault: null for a whole record; else why these bytes are none (then `data` is empty).

    is_tail: the damage reaches to the end of the file: nothing whole follows.
    """

    offset: int
    length: int
    data: bytes
    fault: str | None = None
    is_tail: bool = False

    @property
    def end(self) -> int:
        """Where the next member begins."""
        return self.offset + self.length


def members(file: BinaryIO, start: int = 0) -> Iterator[Member]:
    """The members of `file` in order. After damage it goes on at the next record of the same file.

    Args:
        file: open for reading, seekable.
        start: where a member begins.
    """
    walk = _Walk(file)
    at = start
    while walk.has(at):
        member = walk.member(at) or walk.damage(at)
        yield member
        at = member.end


class _Walk:
    """Reads at positions, a step at a time. A cut or damaged member is null."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = -1
        self._step = b""
        self._mark: bytes | None = None

    def has(self, at: int) -> bool:
        return bool(self._read(at))

    def member(self, at: int) -> Member | None:
        decoder = zlib.decompressobj(_GZIP)
        pieces: list[bytes] = []
        size = 0
        here = at
        while not decoder.eof:
            piece = self._read(here)
            if not piece or size > MAX_MEMBER:
                return None
            try:
                pieces.append(decoder.decompress(piece))
            except zlib.error:
                return None
            size += len(pieces[-1])
            here += len(piece)
        data = b"".join(pieces)
        return Member(at, here - len(decoder.unused_data) - at, data) if data.startswith(b"WARC/") else None

    def damage(self, at: int) -> Member:
        """The stretch from `at` to the next whole record, which must bear the mark of this file: a page that is itself
        gzip or WARC lies inside the damaged bytes just as well, and is no record."""
        mark = self.mark()
        here = at + 1
        while (found := self._find(here)) is not None:
            candidate = self.member(found)
            if candidate and mark in candidate.data.partition(b"\r\n\r\n")[0]:
                return Member(at, found - at, b"", "the record is damaged")
            here = found + 1
        return Member(at, self._size() - at, b"", "the file ends within a record", is_tail=True)

    def mark(self) -> bytes:
        """What every record of the file bears: the id of its `warcinfo`. Empty for other tools' files without."""
        if self._mark is None:
            first = self.member(0)
            head = first.data.partition(b"\r\n\r\n")[0] if first else b""
            lines = [line.partition(b":")[2].strip() for line in head.split(b"\r\n") if _names_id(line)]
            is_info = b"\r\nwarc-type: warcinfo" in head.lower()
            self._mark = lines[0] if lines and is_info else b""
        return self._mark

    def _read(self, at: int) -> bytes:
        """Up to a step of bytes from `at`, kept for the next member, which usually begins in it."""
        if not self._at <= at < self._at + len(self._step):
            self._file.seek(at)
            self._at, self._step = at, self._file.read(_STEP)
        return self._step[at - self._at :]

    def _find(self, at: int) -> int | None:
        while step := self._read(at):
            found = step.find(_MAGIC)
            if found >= 0:
                return at + found
            if len(step) < len(_MAGIC):
                return None
            at += len(step) - len(_MAGIC) + 1
        return None

    def _size(self) -> int:
        return self._file.seek(0, 2)


def _names_id(line: bytes) -> bool:
    return line.lower().startswith(b"warc-record-id:")
