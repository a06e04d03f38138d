"""Captures in WARC files: the front door to writing, reading and recovering them."""

from __future__ import annotations

from pipeline.fetchers.reader import read_capture, read_captures
from pipeline.fetchers.recovery import Recovered, recover
from pipeline.fetchers.writer import WarcWriter

__all__ = ["Recovered", "WarcWriter", "read_capture", "read_captures", "recover"]
