"""Alphabets: which code page a text in Latin letters was written with, by the letters and commonest words of languages.

One byte is ĺ in one code page and å in another; only one of them is a letter of a language whose words stand around it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.parsers.encodings.browser_codecs import decoded
from pipeline.parsers.languages import words_of_language

_WEST, _CENTRAL, _TURKISH, _BALTIC = (
    ("windows-1252",), ("windows-1250", "iso-8859-2"), ("windows-1254",), ("windows-1257",),
)  # fmt: skip
# The letters beyond ASCII of each language, some of them only in words that it borrowed; those of the West first, since
# where two explain a text alike, the code page that most pages are written with is meant.
_ALPHABETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "en": ("éèêëïöüçñàâ", _WEST), "de": ("äöüßéèàê", _WEST), "fr": ("àâæçéèêëîïôœùûüÿ", _WEST),
    "es": ("áéíñóúüçªº", _WEST), "pt": ("àáâãçéêíóôõúüªº", _WEST), "it": ("àèéìíîòóùú", _WEST),
    "nl": ("éëïóöüèêáàç", _WEST), "sv": ("åäöéèàü", _WEST), "da": ("æøåéèêóòôäöü", _WEST),
    "no": ("æøåéèêóòôäöü", _WEST), "fi": ("äöåšžé", _WEST), "is": ("áðéíóúýþæö", _WEST), "ca": ("àçèéíïòóúü·ª", _WEST),
    "gl": ("áéíñóúüï", _WEST), "eu": ("ñçü", _WEST), "ga": ("áéíóú", _WEST), "af": ("êëéèôûîïáöü", _WEST),
    "sq": ("çëâ", _WEST), "id": ("é", _WEST),
    "pl": ("ąćęłńóśźż", _CENTRAL), "cs": ("áčďéěíňóřšťúůýž", _CENTRAL), "sk": ("áäčďéíĺľňóôŕšťúýž", _CENTRAL),
    "hu": ("áéíóöőúüű", _CENTRAL), "hr": ("čćđšž", _CENTRAL), "sl": ("čšžćđ", _CENTRAL), "ro": ("ăâîşţ", _CENTRAL),
    "tr": ("çğıöşüâîû", _TURKISH), "et": ("äöüõšž", _BALTIC), "lt": ("ąčęėįšųūž", _BALTIC),
    "lv": ("āčēģīķļņšūžŗō", _BALTIC),
}  # fmt: skip
# What is written in any language, and no letter.
_SIGNS = frozenset("\xa0“”‘’„‚–—…•«»‹›€£§©®™°²³·¼½¾×¿¡†‡‰\xad")
_BEYOND = re.compile("[^\x00-\x7f]")
_WORDS = re.compile(r"[^\W\d_]+")
# A capital or a sign inside a word is nothing that somebody wrote there.
_AMISS = re.compile("[a-zà-öø-ÿ][À-ÖØ-ÞĀĄĆČĎĐĒĖĘĚĢĪĮĶĹĻĽŁŃŅŇŌŐŔŖŘŚŞŠŢŤŪŮŰŲŹŻŽ²³¼½¾×¿¡°§©®£†‡‰€][a-zà-öø-ÿ]")
_ENOUGH = 0.8
_STATED = 0.2
_WRONG = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read as written with one code page, and how well a language explains it: its letters, and its words."""

    encoding: str
    letters: float
    score: float


def latin_encoding(sample: bytes, language: str | None) -> str | None:
    """The code page with which `sample` is a text of a language in Latin letters; null where none makes it one.

    Args:
        language: what the page says that it is written in, if it does: believed where it explains the text.
    """
    readings = [reading for encoding in _ENCODINGS for reading in _readings(sample, encoding, language)]
    best = max(readings, key=lambda reading: reading.score)
    return best.encoding if best.letters >= _ENOUGH else None


def _readings(sample: bytes, encoding: str, stated: str | None) -> list[Reading]:
    text = decoded(sample, encoding)
    beyond = Counter(_BEYOND.findall(text))
    for sign in _SIGNS & beyond.keys():
        del beyond[sign]
    words = Counter(_WORDS.findall(text.lower()))
    amiss = len(_AMISS.findall(text))
    out = []
    for language, (letters, encodings) in _ALPHABETS.items():
        if encoding in encodings:
            explained = _explained(beyond, letters, amiss)
            score = explained + _spoken(words, language) + (_STATED if language == stated else 0)
            out.append(Reading(encoding, explained, score))
    return out


def _explained(beyond: Counter[str], letters: str, amiss: int) -> float:
    """The share of what is not ASCII that is a letter of the language's; what is none counts threefold against it."""
    count = sum(beyond.values())
    good = sum(times for sign, times in beyond.items() if sign.lower() in letters)
    return (good - _WRONG * (count - good + amiss)) / count if count else 1.0


def _spoken(words: Counter[str], language: str) -> float:
    """Twice the share of the words that are among the language's commonest."""
    known = words_of_language(language)
    return 2 * sum(count for word, count in words.items() if word in known) / (sum(words.values()) or 1)


_ENCODINGS = tuple(dict.fromkeys(encoding for _, encodings in _ALPHABETS.values() for encoding in encodings))
