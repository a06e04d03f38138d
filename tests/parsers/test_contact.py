"""Contact: hidden addresses decoded, numbers told from other digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import Document
from pipeline.parsers.contact import decode_cfemail, email_in_text, phone_in_text, reveal_addresses
from pipeline.parsers.document import Page
from pipeline.parsers.text import text_of


def _hidden(address: str, key: int = 0x5A) -> str:
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


@given(st.text("abcdefghijkl.-", min_size=1, max_size=20), st.integers(0, 255))
def test_what_is_hidden_is_read_back(name: str, key: int) -> None:
    address = f"{name}@mail.example"
    assert decode_cfemail(_hidden(address, key)) == address


@given(st.text(max_size=40))
def test_any_code_is_an_address_or_nothing(code: str) -> None:
    found = decode_cfemail(code)
    assert found is None or "@" in found


def test_cloudflare_addresses_stand_in_the_text_and_the_links() -> None:
    code = _hidden("anna@blog.example")
    html = (
        f'<p>Mail: <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">'
        "[email&#160;protected]</a>.</p>"
        f'<p><a href="/cdn-cgi/l/email-protection#{code}">write to me</a></p>'
    )
    page = Page(Document("https://blog.example/a", html.encode()))
    assert reveal_addresses(page) == 2
    assert text_of([page.body]) == "Mail: anna@blog.example.\n\nwrite to me"
    assert [link.get("href") for link in page.by_tag["a"]] == ["mailto:anna@blog.example"] * 2


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("Mobil: 0176 80528749 - E-Mail: a@b.example", "0176 80528749"),
        ("Tel. +49 30 1234567, post@oneill.example", "+49 30 1234567"),
        ("Call (555) 010-9999 today", "(555) 010-9999"),
        ("ruf an: +43 1 2345678", "+43 1 2345678"),
        ("born 1984, writes since 2009-2017", None),
        ("ISBN 978-3-16-148410-0", None),
        ("the hotel has 120 rooms", None),
    ],
)
def test_a_number_needs_a_word_or_a_plus(text: str, phone: str | None) -> None:
    assert phone_in_text(text) == phone


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("write to anna.b@mail.blog.example!", "anna.b@mail.blog.example"),
        ("anna (at) blog (dot) example", "anna@blog.example"),
        ("anna [at] blog.example", "anna@blog.example"),
        ("@anna on some network", None),
    ],
)
def test_addresses_written_for_people(text: str, address: str | None) -> None:
    assert email_in_text(text) == address
