"""Contact: e-mail addresses and phone numbers as pages show and hide them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pipeline.parsers.document import Element, Page
from pipeline.parsers.text import flat_text, squash

_EMAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.)+[a-z]{2,24}", re.I)
_HIDDEN_AT = re.compile(
    r"([\w.+-]{1,64})\s?[\[({]\s?(?:at|ät|@)\s?[\])}]\s?([\w-]+(?:\s?(?:\.|[\[({]\s?(?:dot|punkt|"
    r"\.)\s?[\])}])\s?[\w-]+)+)",
    re.I,
)
_HIDDEN_DOT = re.compile(r"\s?[\[({]\s?(?:dot|punkt|\.)\s?[\])}]\s?", re.I)
_PROTECTED = "/cdn-cgi/l/email-protection"
# A number needs a word for it or the international plus: years, prices and ISBNs have digits, too.
_PHONE = re.compile(
    r"(?:\b(?:tel|fon|phone|mobil|mobile|telefon|telephone|téléphone|teléfono|telefono|telefone|telefoon|handy|"
    r"cell|call|"
    r"mob|tél|тел|телефон|ph)\b[\w.]{0,8}\s?[:.]?\s{0,2})(\+?[\d(][\d\s()/.\-–]{5,22}\d)|"
    r"((?<![\w+])\+[1-9]\d{0,2}[\d\s()/.\-–]{6,20}\d)",
    re.I,
)


def decode_cfemail(code: str) -> str | None:
    """The address that Cloudflare hides in `data-cfemail` or after `/cdn-cgi/l/email-protection#`.

    The first byte is the key; each further byte, XORed with it, is a byte of the address.
    Source: https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/
    """
    try:
        key, *hidden = bytes.fromhex(code.strip())
        address = bytes(byte ^ key for byte in hidden).decode("utf-8")
    except ValueError:
        return None
    address = address.split("?")[0]
    return address if "@" in address else None


def reveal_addresses(page: Page) -> int:
    """Put the real address where Cloudflare hides one, in the tree itself, so that every extractor reads it.

    Returns: how many were revealed.
    """
    if not page.says("data-cfemail") and _PROTECTED not in page.addresses:
        return 0
    hidden = [
        element for element in page.elements if element.get("data-cfemail") or _PROTECTED in (element.get("href") or "")
    ]
    revealed = sum(_reveal(element) for element in hidden)
    for stale in ("strings", "own_texts", "links", "addresses"):
        page.__dict__.pop(stale, None)
    return revealed


def _reveal(element: Element) -> bool:
    code = element.get("data-cfemail") or (element.get("href") or "").partition("#")[2]
    address = decode_cfemail(code) if code else None
    inner = next((child for child in element.iterdescendants() if child.get("data-cfemail")), None)
    if address is None and inner is not None:
        address = decode_cfemail(inner.get("data-cfemail") or "")
    if address is None:
        return False
    if element.tag == "a":
        element.set("href", f"mailto:{address}")
    if element.get("data-cfemail"):
        # Children stay in the tree, emptied: the page's index of elements must keep holding.
        for child in element.iterdescendants():
            child.text = child.tail = None
        element.text = address
    return True


def email_in(element: Element) -> str | None:
    """The first e-mail address in `element`: a `mailto:` link, then its text."""
    for link in element.iter("a"):
        href = link.get("href") or ""
        if href.lower().startswith("mailto:"):
            found = _EMAIL.search(unquote(href[7:]).split("?")[0])
            if found:
                return found.group()
    return email_in_text(squash(flat_text(element)))


def email_in_text(text: str) -> str | None:
    """The first e-mail address in `text`, "name (at) host (dot) org" included."""
    found = _EMAIL.search(text)
    if found:
        return found.group()
    hidden = _HIDDEN_AT.search(text)
    return f"{hidden.group(1)}@{_HIDDEN_DOT.sub('.', hidden.group(2)).replace(' ', '')}" if hidden else None


def phone_in(element: Element) -> str | None:
    """The first phone number in `element`: as its text shows it, else a `tel:` link's."""
    found = phone_in_text(squash(flat_text(element)))
    if found:
        return found
    for link in element.iter("a"):
        href = link.get("href") or ""
        if href.lower().startswith("tel:"):
            return unquote(href[4:]).strip() or None
    return None


def phone_in_text(text: str) -> str | None:
    """The first phone number in `text`, as shown: named as one ("Tel.", "Mobil:") or international ("+49 …")."""
    for found in _PHONE.finditer(text):
        number = (found.group(1) or found.group(2)).strip(" -–/.")
        if 7 <= sum(character.isdigit() for character in number) <= 15:
            return number
    return None
