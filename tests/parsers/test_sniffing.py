"""Sniffing: what is no HTML is named, and an odd beginning costs no more than its length."""

from __future__ import annotations

import pytest

from pipeline.parsers.sniffing import beginning, why_not_html


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'>",
        b"<?xml version='1.0'?>\n<!-- made by hand -->\n<!-- twice -->\n<rss>",
        b"<?xml version='1.0'?><!DOCTYPE feed><?style a?><feed>",
    ],
)
def test_a_feed_is_named_whatever_leads_it(body: bytes) -> None:
    assert (why_not_html(body, "text/html") or "").startswith("XML (")


def test_conditional_comments_before_the_page_are_read_once() -> None:
    # Each was once tried as the beginning of every longer comment: 2 ** 400 ways.
    assert why_not_html(b"<!DOCTYPE html>" + b"<!--[if IE]><html><![endif]-->\n" * 400 + b"<html>", None) is None


@pytest.mark.parametrize(
    "body, shown",
    [
        (b"", "nothing"),
        (b"<!doctype html>\n<title>Oops</title>", '"<!doctype html> <title>Oops</title>"'),
        ("Größe".encode() + b"\x00\x01\xff" + b" x" * 100, '"Größe \ufffd' + " x" * 26 + ' "'),
    ],
)
def test_what_came_instead_is_shown_in_words(body: bytes, shown: str) -> None:
    assert beginning(body) == shown
