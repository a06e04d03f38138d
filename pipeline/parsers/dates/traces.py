"""Traces: what every date with a year has, looked for before a text is read: few lines with a figure have it.

A date names its month, or it is figures apart by marks. One pass over the letters costs a tenth of classing each word,
the most on the first page of a site, whose words nobody has seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from pipeline.parsers.dates.words import MONTH_SIGNS, any_vocabulary, fold_word, vocabulary

# Day, month and year in figures, or a Roman month between the others.
_FIGURES = re.compile(r"\d\W++\d\d?\W++\d|\d\W++[IVX]{1,4}\W++\d")
# Scripts of which this knows nothing: words without spaces between them, letters without marks of their own.
_FOREIGN = re.compile("[\u0590-\u1dff\u2c00-\U0010ffff]")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f]")


def may_hold_date(text: str, language: str) -> bool:
    """Whether there may be a date with a year in `text`; may say yes wrongly.

    Args:
        language: a primary subtag, or "".
    """
    if _FIGURES.search(text) is not None:
        return True
    if not text.isascii() and _FOREIGN.search(text) is not None:
        return True
    words = _LETTERS.findall(text.lower() if text.isascii() else _folded(text))
    return not (_months().isdisjoint(words) and _own_months(language).isdisjoint(words))


def _folded(text: str) -> str:
    """`text`, its letters as `fold_word` folds them."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).replace("ı", "i")
    return unicodedata.normalize("NFC", bare).lower()


@cache
def _months() -> frozenset[str]:
    """Of the names of months that languages share, and the signs of one."""
    return _runs([*any_vocabulary().months, *map(fold_word, MONTH_SIGNS)])


@cache
def _own_months(language: str) -> frozenset[str]:
    return _runs(vocabulary(language).months)


def _runs(names: Iterable[str]) -> frozenset[str]:
    """The longest run of letters in each of `names`: where that is missing, the name is."""
    forms = {form for name in names for form in (name, name.replace(" ", ""))}
    return frozenset(max(runs, key=len) for form in forms if (runs := _LETTERS.findall(form)))
