"""Letters: what a body shows as a picture or apart and is a part of its words: emoji, large first letters."""

from __future__ import annotations

from pipeline.parsers.body.draft import Draft
from pipeline.parsers.text import flat_text

_EMOJI = ("emoji", "wp-smiley", "smiley", "twemoji", "emoticon")
_LONGEST_SIGN = 12
_INITIALS = (
    "dropcap",
    "drop-cap",
    "drop_cap",
    "dropcaps",
    "drop-caps",
    "dropcap1",
    "dropcap2",
    "et-dropcap",
    "et_dropcap",
    "td-dropcap",
    "tie-dropcap",
    "qodef-dropcaps",
    "mkdf-dropcaps",
    "vc_dropcap",
    "mk-dropcaps",
    "lettrine",
    "initial",
    "initial-cap",
    "initialcap",
    "firstletter",
    "first-letter",
    "firstcharacter",
    "graf-dropcap",
)
# One letter is a word of its own in many languages: English has two.
_WORDS = frozenset("AIOÀEÈÉYUÚÓZSKVWСВКОУАИЯЄІ")


def write_emoji(draft: Draft) -> None:
    """Write the character that a picture of it names."""
    for image in draft.classed(*_EMOJI):
        sign = (image.get("alt") or "").strip()
        if image.tag == "img" and sign and len(sign) <= _LONGEST_SIGN and " " not in sign:
            draft.write(image, "span", sign)


def join_initials(draft: Draft) -> None:
    """Join the large first letter of a paragraph to the rest of its word."""
    for element in draft.classed(*_INITIALS):
        letter, tail = flat_text(element).strip(" «»\"'“”„‘’\n\t"), element.tail or ""
        if len(letter) != 1 or not letter.isalpha():
            continue
        if element.tag not in ("span", "b", "strong", "big", "font"):
            element.tag = "span"
        rest = tail.lstrip()
        if rest[:1].islower() and letter.upper() not in _WORDS:
            element.tail = rest
