"""Languages: which one a text is written in, by its script, the letters of its own, and its commonest words.

A page's `lang` is often its template's: what the text itself shows is believed where it is plain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pipeline.parsers.language_words import LATIN_WORDS

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LETTERS = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u2d00-\u2dff\u3040-\ud7ff\U00020000-\U0003ffff]")
# Scripts, the commonest first, and the language of each where only one is common; null where letters and words tell.
_SCRIPTS = tuple(
    (name, re.compile(f"[{letters}]"), language)
    for name, letters, language in (
        ("Cyrl", "\u0400-\u052f", None), ("Kana", "\u3041-\u30fa", "ja"), ("Hang", "\uac00-\ud7a3", "ko"),
        ("Hani", "\u3400-\u9fff\U00020000-\U0003ffff", "zh"), ("Arab", "\u0620-\u06ff\u0750-\u077f", None),
        ("Hebr", "\u05d0-\u05f2", "he"), ("Grek", "\u0370-\u03ff\u1f00-\u1fff", "el"), ("Deva", "\u0900-\u097f", None),
        ("Thai", "\u0e01-\u0e5b", "th"), ("Beng", "\u0980-\u09ff", "bn"), ("Geor", "\u10a0-\u10ff\u2d00-\u2d25", "ka"),
        ("Armn", "\u0530-\u0587", "hy"), ("Ethi", "\u1200-\u139f", "am"), ("Taml", "\u0b80-\u0bff", "ta"),
        ("Telu", "\u0c00-\u0c7f", "te"), ("Knda", "\u0c80-\u0cff", "kn"), ("Mlym", "\u0d00-\u0d7f", "ml"),
        ("Gujr", "\u0a80-\u0aff", "gu"), ("Guru", "\u0a00-\u0a7f", "pa"), ("Orya", "\u0b00-\u0b7f", "or"),
        ("Sinh", "\u0d80-\u0dff", "si"), ("Laoo", "\u0e80-\u0eff", "lo"), ("Mymr", "\u1000-\u109f", "my"),
        ("Khmr", "\u1780-\u17ff", "km"), ("Tibt", "\u0f00-\u0fff", "bo"),
    )
)  # fmt: skip
# Letters that one language of a script has and its neighbours have not, the rarest first.
_OWN_LETTERS = {
    "Cyrl": (
        ("be", "ў"), ("mk", "[ѓќѕ]"), ("sr", "[ђћљњџ]"), ("kk", "[әғқңұһ]"), ("uk", "[їєґ]"),
        ("ru", "[ыэё]"), ("bg", "ъ"),
    ),
    "Arab": (("ur", "[ٹڈڑےں]"), ("ps", "[ټډړښ]"), ("ckb", "[ێۆڵڕ]"), ("fa", "[پچژگ]"), ("ar", "[ةىأإ]")),
    "Deva": (("mr", r"\bआहे|\bआणि|ळ"), ("ne", r"\bछ\b|\bलाई|\bगर्न|\bहुन"), ("hi", r"\bहै|\bऔर\b|\bका\b|\bमें\b")),
}  # fmt: skip
# Languages whose texts differ too little for commonest words: a page that states one is not told that it is the other.
_NEAR = tuple(
    frozenset(family.split())
    for family in (
        "no nb nn da sv",
        "hr sr bs sh me sl",
        "id ms jv su",
        "es gl ca ast pt oc an",
        "cs sk",
        "tr az tk",
        "zh yue wuu nan cdo hak gan",
        "nl af fy li nds",
        "tl fil ceb",
        "de gsw bar lb nds als",
        "it co fur lmo vec scn sc",
        "en sco",
        "ar arz ary apc",
        "ru be uk rue",
        "hi mr ne sa bho mai",
        "fr oc wa",
        "he yi iw",
        "am ti",
        "bn as",
        "fi et",
    )
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_TEXTS, _LENGTH = 10, 250
_SENTENCE = 24
_CODE = frozenset("script style noscript template textarea svg title pre code".split())
_FEWEST_LETTERS = 30
_FEWEST_WORDS = 8
_CLEARLY = 3.0
# No language has more neighbours.
_NEAREST = 8


def language_tag(*said: str | None) -> str | None:
    """The first of `said` that is a language's tag (BCP 47), locales' underscores put right."""
    tags = (tag.strip().replace("_", "-") for tag in said if tag)
    return next(filter(_TAG.match, tags), None)


def sentences(strings: Iterable[tuple[int, str, bool]], elements: list[Any], first: int, last: int) -> Iterator[str]:
    """Those of a page's `strings` that are longer and no code, in the elements from index `first` to before `last`."""
    for index, text, _ in strings:
        if len(text) > _SENTENCE and first <= index < last and elements[index].tag not in _CODE:
            yield text


def language_of_text(texts: Iterable[str], stated: str | None = None) -> str | None:
    """The language (ISO 639) of the longest of `texts`; null where they do not tell.

    Args:
        texts: what the page says. stated: what it says that they are written in: contradicted only where it is plain,
            and never by a language that is much the same.
    """
    longest = sorted(texts, key=len, reverse=True)[:_TEXTS]
    sample = " ".join(text[:_LENGTH] for text in longest).lower()
    words = _LETTERS.findall(sample)
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return None
    known = stated.split("-")[0].lower() if stated else None
    beyond = [] if sample.isascii() else _BEYOND_LATIN.findall(sample)
    found = _beyond_latin("".join(beyond), sample) if 2 * len(beyond) > letters else _latin(words, known)
    return None if found is None or found == known or _are_near(found, known) else found


def _are_near(one: str, other: str | None) -> bool:
    return any(one in family and other in family for family in _NEAR)


def _beyond_latin(letters: str, sample: str) -> str | None:
    found = {name: len(pattern.findall(letters)) for name, pattern, _ in _SCRIPTS}
    # Japanese writes most of its words in Chinese characters.
    if found["Kana"] * 10 > found["Hani"] > 0:
        return "ja"
    script, _, language = max(_SCRIPTS, key=lambda one: found[one[0]])
    if script not in _OWN_LETTERS:
        return language
    shown = {name: len(re.findall(pattern, sample)) for name, pattern in _OWN_LETTERS[script]}
    # A quoted word of a neighbour's is no text in it.
    enough = max(2, found[script] // 400)
    return next((name for name in shown if shown[name] >= enough), None)


def _latin(words: list[str], known: str | None) -> str | None:
    score: dict[str, float] = {}
    common, counts = _latin_words(), Counter(words)
    told = [(common[word], counts[word]) for word in common.keys() & counts.keys()]
    hits = sum([count for _, count in told])
    if hits < _FEWEST_WORDS or hits * 8 < len(words):
        return None
    if known and _CLEARLY * sum([count / len(those) for those, count in told if known in those]) > hits:
        # No other can be so far ahead, as nearly always.
        return None
    for languages, count in told:
        for language in languages:
            score[language] = score.get(language, 0.0) + count / len(languages)
    best = max(score, key=score.__getitem__)
    # The runner-up is whoever is no neighbour; what is stated has to be far behind.
    leading = sorted(score, key=score.__getitem__, reverse=True)[:_NEAREST]
    others = [score[language] for language in leading if language != best and not _are_near(best, language)]
    if score[best] < 1.5 * max(others, default=0.0) or score[best] < _FEWEST_WORDS / 2:
        return None
    return best if known is None or score[best] >= _CLEARLY * score.get(known, 0.0) else None


@cache
def _latin_words() -> dict[str, tuple[str, ...]]:
    """The languages of each of the commonest words."""
    languages: dict[str, dict[str, None]] = {}
    name = ""
    for word in LATIN_WORDS.split():
        if word.endswith(":"):
            name = word[:-1]
        else:
            languages.setdefault(word, {})[name] = None
    return {word: tuple(names) for word, names in languages.items()}


@cache
def words_of_language(language: str) -> frozenset[str]:
    """The commonest words of a language in Latin letters; none where they are not known."""
    return frozenset(word for word, languages in _latin_words().items() if language in languages)
