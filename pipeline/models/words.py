"""Words: how many a text has, and how long a reader takes for them."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 238
"""Adults reading silently (Brysbaert 2019, "How many words do we read per minute?")."""

# Chinese and Japanese; Thai, Lao, Burmese and Khmer: scripts without blanks between words.
_PAIRED = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN_ON = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17d3"
# The view `articles` counts in the same way (sql/views/articles.sql).
_WORD = re.compile(rf"[{_PAIRED}]{{1,2}}|[{_RUN_ON}]{{1,5}}|[^\W_][^\s{_PAIRED}{_RUN_ON}]*")
_UNSPACED = re.compile(f"[{_PAIRED}{_RUN_ON}]")
_LETTER = re.compile(r"[^\W_]")


def word_count(text: str) -> int:
    """The number of words: what stands between blanks and holds a letter or figure; where a script sets no blanks, two
    characters of Chinese or Japanese, and five of Thai, Lao, Burmese or Khmer, which is their words' usual length.
    """
    if not text.isascii() and _UNSPACED.search(text):
        return len(_WORD.findall(text))
    # The same in half of the time: nearly every word begins with a letter.
    return sum([word[0].isalnum() or _LETTER.search(word) is not None for word in text.split()])


def reading_minutes(words: int) -> int:
    """Whole minutes, begun ones counted."""
    return -(-words // WORDS_A_MINUTE)
