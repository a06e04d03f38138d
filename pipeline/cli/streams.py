"""Streams: text that every terminal can show, and that can't steer it.

A terminal that is not UTF-8 gets the nearest ASCII instead of an error, and control characters of a page's text never
reach a terminal.
"""

from __future__ import annotations

import codecs
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Any, TextIO

import click

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

_ASCII = {
    "…": "...", "–": "-", "—": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "·": "-",
    "→": "->", "×": "x", "│": "|", "├": "|", "└": "`", "─": "-", "━": "-", "•": "*", "ß": "ss", "≠": "!=",
}  # fmt: skip
# C0, DEL and C1 steer terminals (ECMA-48); bidirectional overrides make them show what is not there.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = "".join(_ASCII.get(char) or _plain(char) for char in error.object[error.start : error.end])
    return text, error.end


def _plain(char: str) -> str:
    return unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode() or "?"


codecs.register_error("blogduck_nearest", _nearest)


def make_readable(*streams: TextIO) -> None:
    """Let `streams` show the nearest ASCII where their encoding has no such character, instead of raising."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="blogduck_nearest")


def harmless(text: str) -> str:
    """`text`, which a stranger wrote, without what steers a terminal; line breaks and tabs stay."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def put(text: object = "") -> None:
    """One line of results, on stdout."""
    # Naming the stream matters: left to itself, click writes UTF-8 to terminals that say they are ASCII.
    click.echo(text, file=sys.stdout, color=_colour())


def say(message: str = "") -> None:
    """One line of progress, advice or complaint, on stderr."""
    click.echo(message, file=sys.stderr, color=_colour())


def _colour() -> bool | None:
    """Never colour if the user said so (https://no-color.org); else click decides by the stream."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def is_utf8(stream: TextIO) -> bool:
    """Whether the stream can show every character."""
    return codecs.lookup(stream.encoding or "ascii").name == "utf-8"


def json_text(value: Any, *, indent: int | None = None) -> str:
    """`value` as JSON for stdout: exact in every encoding, since what stdout can't show is escaped."""
    import json

    return json.dumps(value, ensure_ascii=not is_utf8(sys.stdout), indent=indent, default=_json_value)


def _json_value(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


@contextmanager
def data_stream(output: Path | None) -> Iterator[IO[bytes]]:
    """Where exact data goes, as bytes: the file `output`, complete or not there at all, else stdout."""
    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    draft = output.with_name(f".{output.name}.part")
    try:
        stream = draft.open("wb")
    except OSError as error:
        raise SettingsError(f"{output}: can't be written: {error.strerror}") from error
    try:
        with stream:
            yield stream
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
