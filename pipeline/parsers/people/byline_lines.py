"""Byline lines: the names in a line such as "By Anna Beck", "Par Odile le 2 avril 2009", "9.2.2017, Anna Beck"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.parsers.credits import is_picture_credit
from pipeline.parsers.dates.parts import DateContext
from pipeline.parsers.dates.text import find_dates
from pipeline.parsers.dates.words import calendar_words, fold_word, primary_language, vocabulary
from pipeline.parsers.people.names import BYLINE, is_label, is_person, names_in

BEGINS, LABEL, DATED, LABELLED = 1, 2, 4, 8
LONGEST_LINE = 120
_SHORT = 60
_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? [^\W\d]{3,10}\.? \d{4}|[^\W\d]{3,10}\.? \d{1,2}, \d{4}|"
    r"\d{1,2}[:.]\d\d(?::\d\d)?(?: ?(?:uhr|h|am|pm|a\.m\.|p\.m\.))?",
    re.I,
)
_WITHIN = re.compile(r"(?:\A|[\s,])(?:by|von|par|por|di|door|autor:|author:)\s+(?=\S)", re.I)
# "Autor: red": who is named so outright may be a nickname, a desk or initials.
_OUTRIGHT = re.compile(
    r"\A\W*(?:autor(?:in|:in|\*in)?|author|auteure?|autore|verfasser(?:in)?|"
    r"(?:verfasst|geschrieben|eingestellt) von|(?:written|posted) by|escrito por|écrit par|scritto da)"
    r"\s*[:：]\s*(?=\S)",
    re.I,
)
# A label of one word that no list knows, in whatever language: "Haber: Defne Akgün", "Teksti: Pekka Lehto".
_LABELLED = re.compile(r"\A\W{0,3}([^\W\d_]{3,14})\s?[:：]\s+(?=\S)")
_OTHER_LABEL = re.compile(
    r"\A\W{0,3}(?:photos?|fotos?|bild(?:er)?|images?|kuva|foto(?:graf|grafie)?|quelle|source|kategori\w*|categor\w*|rubri\w*|"
    r"tags?|themen?|topics?|ort|place|lieu|lugar|datum|date|video|musik|music|artist|album|label|regie|kamera|mit|with|"
    r"cast|film|serie|series|titel|title|from|to|via|übersetzung|übersetzer|traduction|illustration\w*|verlag|publisher|"
    r"edit\w*|filed|section|update\w*|stand|note|hinweis|info|adress\w*|kontakt|contact|trainer|coach|gast|guest|gäste|host|"
    r"moderation|interview|language|sprache|genre|reading|lesezeit|location|event)\b",
    re.I,
)
_APART = re.compile(r"\s+[|•·–—/-]+\s+|\s*[|•·]\s*|\n")
_EDGES = " |·•–—-/,.;:@()"
_TOKENS = re.compile(r"[^\s,;|·•–—()]+")


@lru_cache(maxsize=8_192)
def lead_kind(text: str) -> int:
    """What a text that begins an element says of the line, as flags. Cached: a blog's pages share their menus.

    BEGINS: it begins with the words before a name ("Posted by"). LABEL: it is nothing but these. DATED: it holds
    something like a date. LABELLED: it begins with a word and a colon, and the word is not one of something else.
    """
    if not text or len(text) > LONGEST_LINE:
        return 0
    kind = BEGINS if BYLINE.match(f"{text} x") else 0
    kind |= LABEL if kind and is_label(text) else 0
    return kind | (DATED if _is_dated(text) else 0) | (LABELLED if _is_labelled(f"{text} x") else 0)


def _is_dated(text: str) -> bool:
    return _DATE.search(text) is not None


def _is_labelled(text: str) -> bool:
    return _LABELLED.match(text) is not None and _OTHER_LABEL.match(text) is None


def names_in_line(line: str, language: str | None, is_head: bool, is_title: bool) -> list[str]:
    """The names in one line of text; empty if it is no byline.

    Args:
        line: a line as the page shows it.
        language: the page's, for its dates.
        is_head: whether it stands between title and body: then nicknames are taken after "By", and a person's name
            beside a date.
        is_title: whether it stands beside the title at all.
    """
    if _OUTRIGHT.match(line) and len(line) < _SHORT:
        return names_in(line)
    pieces = list(_pieces(line, language))
    for piece in pieces:
        label = BYLINE.match(piece)
        if label is None:
            continue
        names = names_in(piece)
        outright = is_title and _OUTRIGHT.match(piece) is not None
        if (is_head and len(piece) < _SHORT) or outright:
            return names
        return [name for name in names if is_person(name)]
    return _unlabelled(line, pieces, is_head)


def _unlabelled(line: str, pieces: list[str], is_head: bool) -> list[str]:
    if not is_head:
        return []
    for piece in pieces:
        if _is_labelled(piece) and len(piece) < _SHORT and not is_picture_credit(piece):
            names = names_in(_LABELLED.sub("", piece))
            return names if names and all(map(is_surely_person, names)) else []
        within = _WITHIN.search(piece)
        if within:
            return names_in(piece[within.start() :].lstrip(" ,"))
    left = [piece for piece in pieces if len(piece) < 50]
    if not _is_dated(line) or len(left) != 1:
        return []
    # In a script without capitals any word would do.
    return [name for name in names_in(left[0]) if is_person(name) and name[0].isupper() and ")" not in name]


def is_surely_person(name: str) -> bool:
    """Whether a text is a person's name and hardly a section's or an agency's."""
    words = name.split()
    if not 1 < len(words) < 5:
        return False
    if not name[:1].isupper() or not all(word[0].isalpha() for word in words):
        return False
    return is_person(name) and not any(len(word) > 2 and word.isupper() for word in words)


def _pieces(line: str, language: str | None) -> Iterator[str]:
    """What stands between the dates and marks of a line, without the words that only lead to a date."""
    dateless = _without_dates(line, language)
    stretches = dateless.split("\n")
    for number, stretch in enumerate(stretches):
        text = _stripped(stretch, number > 0, number < len(stretches) - 1, language)
        for piece in _APART.split(text):
            # A label whose links were left out: "Filed under: , ,".
            if piece.rstrip(" ,;").endswith(":") and number < len(stretches) - 1:
                continue
            if bare := piece.strip(_EDGES):
                yield bare


def _without_dates(line: str, language: str | None) -> str:
    """`line` with a newline in place of each date."""
    if not any(character.isdigit() for character in line):
        return line
    for date in reversed(find_dates(line, DateContext(language=language))):
        line = f"{line[: date.start]}\n{line[date.end :]}"
    return _DATE.sub("\n", line)


def _stripped(text: str, after: bool, before: bool, language: str | None) -> str:
    """`text`, which stands after or before a date, without weekdays, "am", "le", "um … Uhr" at that end."""
    words = vocabulary(primary_language(language))
    tokens = list(_TOKENS.finditer(text)) if after or before else []
    while before and tokens and _leads_to_date(words[tokens[-1].group()], tokens[-1].group(), "fWAMB"):
        text = text[: tokens.pop().start()].rstrip(_EDGES)
    start = 0
    while after and start < len(tokens) and _leads_to_date(words[tokens[start].group()], tokens[start].group(), "AWhZ"):
        start += 1
    return text[tokens[start].start() :] if 0 < start < len(tokens) else "" if start else text


def _leads_to_date(kind: str, word: str, kinds: str) -> bool:
    # Of other languages' months some are people's names, in capitals: Anna, Jan.
    return kind in kinds or (not word[0].isupper() and fold_word(word) in calendar_words())
