"""JSON text of others: read without the halves of characters that no encoding can write."""

from __future__ import annotations

import json
import re
from typing import Any

# An escaped surrogate without its other half: a text that was cut between them. Pairs, and backslashes that are escaped
# themselves, are passed over.
_LONE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.S
)


def load_text(text: str, strict: bool = True) -> Any:
    """The value of `text`, half characters as U+FFFD; raises `ValueError`, too where it nests too deep."""
    try:
        return json.loads(_whole(text), strict=strict)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def load_first(text: str, start: int) -> Any:
    """The value that begins at `start` of `text`, whatever follows it; raises as `load_text`."""
    try:
        value, _ = json.JSONDecoder().raw_decode(_whole(text), start)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return value


def _whole(text: str) -> str:
    """`text` of the same length."""
    return _LONE.sub(lambda m: r"\ufffd" if m["lone"] else m[0], text) if "\\ud" in text or "\\uD" in text else text
