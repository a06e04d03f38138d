"""Pieces: author and time out of bare text, for records whose markup names neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.parsers.dates import DateContext, date_like, find_dates
from pipeline.parsers.dates.shapes import shape_of, tokens_of
from pipeline.parsers.dates.words import fold_word, primary_language, vocabulary, weekday_words
from pipeline.parsers.document import Element
from pipeline.parsers.records.names import WROTE, clean_name, is_dull, is_said
from pipeline.parsers.text import SILENT, squash

_DATED = re.compile(
    r"\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}[-/][^\W\d]{3,9}[-/]\d{2,4}|"
    r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?\s+(?:(?:de|of|d['’])\s*)?[^\W\d]{3,12}\.?,?\s+(?:(?:de|del)\s+)?\d{4}|"
    r"[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:\d{4}|(?:at\s+)?\d{1,2}:\d\d)|"
    r"\d{4}년|\d{4}年\d|\b\d+\s*[^\W\d]+\.?\s+(?:ago|назад|geleden|temu|fa|sedan|siden|sitten|önce|atrás)\b|"
    r"\A\d{1,3}\s?(?:s|m|min|h|hr|hrs|d|w|wk|mo|y|yr|std|tg)\.?\Z|"
    r"\b(?:vor|hace|il y a|há|för)\s+(?:\d+|ein\w*)\s+\w+|"
    r"\b\d{1,2}:\d{2}\b.{0,12}\d{1,2}[./]\d{1,2}",
    re.I,
)
# Whether there is any such date in a line, in a quarter of the time: each of its forms from a figure on, so that the
# search steps from figure to figure. What stands before that is looked back at: no word touches it, a word is there.
_ALONE = r"(?:(?<!\w\d)|(?<!\w\d\d)(?<=\d\d)|(?<!\w\d{3})(?<=\d{3})|(?<=\d{4}))"
_BEHIND_WORD = r"(?:(?<=[^\W\d]{3}\s\d)|(?<=[^\W\d]{3}\.\s\d))"
_BEHIND_AGO = r"(?:(?<=\bvor\s\d)|(?<=\bhace\s\d)|(?<=\bil\sy\sa\s\d)|(?<=\bhá\s\d)|(?<=\bför\s\d))"
_DATED_LINE = re.compile(
    r"\d(?:\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|[-/][^\W\d]{3,9}[-/]\d\d|"
    r"(?:st|nd|rd|th|er|\.|º|ª)?\s+(?:(?:de|of|d['’])\s*)?[^\W\d]{3,12}\.?,?\s+(?:(?:de|del)\s+)?\d{4}|"
    rf"{_BEHIND_WORD}\d?(?:st|nd|rd|th)?,?\s+(?:\d{{4}}|(?:at\s+)?\d{{1,2}}:\d\d)|"
    rf"\d{{3}}(?:년|年\d)|{_ALONE}\s*[^\W\d]+\.?\s+(?:ago|назад|geleden|temu|fa|sedan|siden|sitten|önce|atrás)\b|"
    rf"{_BEHIND_AGO}\d*\s+\w|(?:(?<!\w\d)|(?<!\w\d\d)(?<=\d\d)):\d\d\b.{{0,12}}\d[./]\d)",
    re.I,
)
_SHORT_AGO = re.compile(r"\d{1,3}\s?(?:s|m|min|h|hr|hrs|d|w|wk|mo|y|yr|std|tg)\.?\Z", re.I)
_ONE_AGO = re.compile(r"\b(?:vor|hace|il y a|há|för)\s+ein\w*\s+\w", re.I)
_LONGEST_SHORT_AGO = 8
# What themes print between a name and a date.
_SEPARATOR = re.compile(r"\s[|·•—–-]\s|\s[@/]\s")
_EDGES = " \t\n|·•–—-,:;/()«»@#"
_MARKS = " \t\n|·•–—-,:;/"
_MOST_SPACES = 9
_LETTER = re.compile(r"[^\W\d_]")
_BY_AFTER = re.compile(
    rf"\b(?:by|von|par|por|di|da|door|van|av|af|od|от|przez|{WROTE})\b\s*:?\s*([^|·•]*)\Z", re.I
)
CLOCK = re.compile(r"\d{1,2}\s*[:h時点시]\s*\d\d|\b\d{1,2}\.\d\d\s*uhr|\d\s*(?:am|pm|uhr)\b", re.I)
_CLOCKS = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?", re.I)
_CLOCK_LENGTH = 20
_INLINE = frozenset("a abbr b cite em font i small span strong time".split())
_NAME_LABEL = re.compile(
    r"\W*(?:name|nickname|author|autor(?:in)?|auteur|autore|verfasser(?:in)?|von|from|by|nom|nombre|nome|naam|navn|"
    r"namn|imię|имя|автор|posted by|written by|geschrieben von)\W*",
    re.I,
)
_LEADS = frozenset(
    "am um on at le à el la a il alle lo las den der dem vom op om kl klo kello klokken dnia o dia às em the in on of"
    " posted written schrieb sagte said wrote published sent geschrieben erstellt veröffentlicht".split()
)
_SENTENCE = re.compile(r"[.!?…。！？]\s*\Z|(?<!\b[^\W\d_])[.!?。！？]\s+\S")
# Classes of tokens (`date_words`) that lead to a date and are no name.
_LEADING = frozenset("fWAhisTZ 123.,:/-+'()@|~")
_LONGEST, _SHORT, _REST = 80, 60, 20
_LONGEST_NAME = 50
_NAME_LENGTH = 130


def author_and_time(
    parts: Sequence[Element],
    skip: set[Element],
    author: Element | None,
    is_shared: Callable[[str], bool] = lambda text: False,
    language: str | None = None,
) -> tuple[str | None, str | None, list[Element]]:
    """The name next to the first date of a record, and the date's text.

    Looked for before the date in its own line, after it behind a "by", then in the pieces before it; a piece long
    enough to be what was said is no name, and then the record's first is.

    Args:
        parts: the record's elements. skip: elements inside them that hold neither. author: where the name is known to
            stand, so that only the time is looked for. is_shared: whether all records show a text. language:
            the page's, for the words that lead dates.
    Returns:
        name, time as shown, and the elements whose own text they are.
    """
    before: list[tuple[str, Element]] = []
    shared: list[tuple[str, Element]] = []
    labelled: tuple[str, list[Element]] | None = None
    is_named = False
    pieces = iter(_pieces(parts, skip))
    for text, element, around in pieces:
        span = _date_span(text, language)
        if span is None:
            if is_named and _LETTER.search(text):
                labelled = labelled or (_trim(text), [element])
            is_named = _NAME_LABEL.fullmatch(text) is not None
            if not _connects(text, language) and _LETTER.search(_CLOCKS.sub("", text)):
                (shared if is_shared(text) or is_dull(text) else before).append((text, element))
            continue
        by = _BY_AFTER.search(text[span[1] :])
        following = next(pieces, None) if by or not CLOCK.search(text) else None
        shown, used = text[: span[1] + by.start()].strip(_EDGES) if by else text, [around]
        if following is not None and _is_clock_of(element, following):
            shown, used = f"{text} {following[0]}", [around, following[2]]
        if author is not None:
            return None, shown, used
        # A visitor may be called "Reply".
        beside = _beside(text, span, following, language)
        name, named = labelled or beside or _above(before) or _above(shared) or (None, [])
        return name, shown, [*used, *named]
    return None, None, []


def _is_clock_of(date: Element, following: tuple[str, Element, Element]) -> bool:
    """Whether the text behind a date is its time of day, and no comment that begins with one."""
    text, element, _ = following
    return len(text) <= _CLOCK_LENGTH and CLOCK.search(text) is not None and (
        element.tag in _INLINE or element is date or element is date.getparent()
    )


def _date_span(text: str, language: str | None) -> tuple[int, int] | None:
    """Where a date stands in a text that says little else."""
    found = _DATED.search(text) if has_date(text) else None
    if found:
        return found.span() if len(text) <= _LONGEST + len(found.group()) else None
    if len(text) > _SHORT or not date_like(text):
        return None
    dates = (date for date in find_dates(text, DateContext(language)) if date.moment.precision != "month")
    return next(((date.start, date.end) for date in dates if len(text) - date.end <= _REST), None)


def has_date(line: str, language: str | None = None) -> bool:
    """Whether `line` (white space squashed) holds a date as most of the world writes it, or as `language` writes it."""
    if _DATED_LINE.search(line) is not None or (len(line) <= _LONGEST_SHORT_AGO and _SHORT_AGO.match(line)):
        return True
    if "ein" in line.lower() and _ONE_AGO.search(line) is not None:
        return True
    return language is not None and _date_span(line, language) is not None


def texts_of(element: Element, leave_out: set[Element]) -> list[str]:
    """The text nodes in `element` that say something, each in one line."""
    return [text for text, _, _ in _pieces((element,), leave_out)]


def first_text(element: Element, leave_out: set[Element]) -> str | None:
    """The first text in `element` that has a letter."""
    return next((text for text, _, _ in _pieces((element,), leave_out) if _LETTER.search(text)), None)


def _beside(
    text: str, span: tuple[int, int], following: tuple[str, Element, Element] | None, language: str | None
) -> tuple[str, list[Element]] | None:
    """A name in the date's own line, or the link right behind it."""
    lead = _without_lead(_SEPARATOR.split(text[: span[0]])[0], language)
    left = _trim(lead)
    # "(not verified)" stands beside a name.
    is_kind = lead.startswith("(") and is_dull(lead)
    if _is_name(left) and left.count(" ") <= _MOST_SPACES and not _connects(left, language) and not is_kind:
        return left, []
    by = _BY_AFTER.search(text[span[1] :])
    if by is None:
        return None
    if by[1].strip(_EDGES):
        return _trim(by[1]), []
    return (_trim(following[0]), [following[1]]) if following and _is_name(following[0]) else None


def _without_lead(text: str, language: str | None) -> str:
    """`text` without the words that only lead to a date: "X schrieb am Montag," is X."""
    words = text.strip(_MARKS).split()
    while words and (_connects(words[-1], language) or (is_said(words[-1]) and not _is_led(words[:-1]))):
        words.pop()
    return " ".join(words)


def _is_led(words: Sequence[str]) -> bool:
    """Whether what follows `words` is a name, whatever it says: they end in "by"."""
    return not words or _BY_AFTER.search(words[-1]) is not None


def _trim(text: str) -> str:
    """`text` without marks around it; brackets that close inside it stay."""
    bare = text.strip(_EDGES)
    return f"{bare})" if bare.count("(") > bare.count(")") and ")" in text else bare


def _above(before: Sequence[tuple[str, Element]]) -> tuple[str, list[Element]] | None:
    """A name in the pieces before the date: the last, or the first if the last is what was said."""
    for text, element in (*before[-1:], *before[:1]):
        if _is_name(text) and len(text) <= _LONGEST_NAME and not _SENTENCE.search(text):
            # A "says:" loses its mark with the marks around it.
            return _trim(clean_name(text) or text), [element]
    return (_trim(before[-1][0]), [before[-1][1]]) if before and _is_name(before[-1][0]) else None


def spaced_text(element: Element, leave_out: set[Element]) -> str:
    """The text of `element` in one line, its text nodes apart: "28.09.19" and "12:44" may touch in the markup."""
    return " ".join(text for text, _, _ in _pieces((element,), leave_out))


def _connects(text: str, language: str | None) -> bool:
    """Whether `text` only leads to the date ("am", "posted on", "le", "Saturday", "15:17 Uhr")."""
    bare = text.strip(_EDGES)
    if bare.lower() in _LEADS or fold_word(bare) in weekday_words():
        return True
    words = vocabulary(primary_language(language))
    return set(shape_of(tokens_of(text), words)) <= _LEADING


def _is_name(text: str) -> bool:
    return bool(_LETTER.search(text)) and len(text) <= _NAME_LENGTH


def _pieces(parts: Iterable[Element], skip: set[Element]) -> Iterator[tuple[str, Element, Element]]:
    """The non-empty text nodes of `parts`: text, the element that shows it, the element to leave out for it."""
    for part in parts:
        stack: list[tuple[Element, bool]] = [(part, False)]
        while stack:
            element, is_tail = stack.pop()
            if is_tail:
                text = squash(element.tail)
                around = element.getparent()
                if text and around is not None:
                    yield text, around, around
                continue
            if element is not part:
                stack.append((element, True))
            if element in skip or element.tag in SILENT:
                continue
            text = squash(element.text)
            if text:
                yield text, element, element
            stack.extend((child, False) for child in reversed(element))
