"""Parsers read: bytes to records, nothing else. No clock, no randomness, no network, no database."""

from pipeline.parsers.parse import parse_page

__all__ = ["parse_page"]
