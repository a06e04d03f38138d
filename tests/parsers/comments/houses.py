"""Houses: the languages that blogs come in, their themes' words, and the ways in which they print a time.

Patterns are those of WordPress' translations, of the CLDR and of forum software. Day and month in figures stand in the
order of the language alone: `03/04/2017` on an English page no reader could tell either.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from babel.dates import format_datetime

from tests.parsers.comments.said import House, shown

# reply, says, comments, anonymous, by, on | to the minute | to the day
_TABLE: dict[str, tuple[str, list[str], list[str]]] = {
    "en": (
        "Reply|says:|Comments|Anonymous|by|on",
        ["MMMM d, y 'at' h:mm a", "MMM d, y, h:mm a", "d MMMM y 'at' HH:mm", "y-MM-dd HH:mm", "d MMM y HH:mm",
         "EEEE, MMMM d, y 'at' h:mm a", "MMMM d, y '@' h:mm a", "EEE MMM dd, y h:mm a"],
        ["MMMM d, y", "d MMM y", "y/MM/dd", "y-MM-dd"],
    ),
    "de": (
        "Antworten|sagt:|Kommentare|Anonym|von|am",
        ["d. MMMM y 'um' HH:mm", "d. MMMM y 'um' H:mm 'Uhr'", "dd.MM.y, HH:mm", "dd.MM.y 'um' HH:mm 'Uhr'",
         "EEEE, d. MMMM y, HH:mm 'Uhr'", "d. MMM y HH:mm"],
        ["d. MMMM y", "dd.MM.y", "d. MMM y"],
    ),
    "fr": (
        "Répondre|dit :|Commentaires|Anonyme|par|le",
        ["d MMMM y 'à' HH 'h' mm 'min'", "d MMMM y 'à' HH:mm", "dd/MM/y 'à' HH:mm", "d MMMM y 'à' H'h'mm",
         "EEEE d MMMM y 'à' HH:mm"],
        ["d MMMM y", "dd/MM/y"],
    ),
    "es": (
        "Responder|dice:|Comentarios|Anónimo|por|el",
        ["d 'de' MMMM 'de' y 'a' 'las' H:mm", "d MMMM, y 'en' h:mm a", "dd/MM/y 'a' 'las' HH:mm"],
        ["d 'de' MMMM 'de' y", "d MMMM, y", "dd/MM/y"],
    ),
    "it": (
        "Rispondi|ha detto:|Commenti|Anonimo|di|il",
        ["d MMMM y 'alle' HH:mm", "d MMMM y 'alle' 'ore' HH:mm", "dd/MM/y 'alle' HH:mm"], ["d MMMM y", "dd/MM/y"],
    ),
    "pt": (
        "Responder|disse:|Comentários|Anônimo|por|em",
        ["d 'de' MMMM 'de' y 'às' HH:mm", "d 'de' MMMM 'de' y 'às' H'h'mm", "dd/MM/y 'às' HH:mm"],
        ["d 'de' MMMM 'de' y", "dd/MM/y"],
    ),
    "nl": (
        "Beantwoorden|schreef:|Reacties|Anoniem|door|op",
        ["d MMMM y 'om' HH:mm", "d MMM y 'om' HH:mm", "d-M-y HH:mm"], ["d MMMM y", "dd-MM-y"],
    ),
    "pl": (
        "Odpowiedz|pisze:|Komentarze|Anonim|przez|dnia",
        ["d MMMM y 'o' HH:mm", "d MMMM y, HH:mm", "dd.MM.y, HH:mm"], ["d MMMM y", "dd.MM.y"],
    ),
    "ru": (
        "Ответить|говорит:|Комментарии|Аноним|от|в",
        ["d MMMM y 'в' HH:mm", "dd.MM.y 'в' HH:mm", "d MMM y, HH:mm"], ["d MMMM y", "dd.MM.y"],
    ),
    "sv": (
        "Svara|skriver:|Kommentarer|Anonym|av|den",
        ["d MMMM y 'kl.' HH:mm", "d MMMM, y 'den' HH:mm", "y-MM-dd HH:mm"], ["d MMMM y", "y-MM-dd"],
    ),
    "da": (
        "Besvar|siger:|Kommentarer|Anonym|af|den", ["d. MMMM y 'kl.' HH:mm", "d. MMMM y, HH.mm"], ["d. MMMM y"],
    ),
    "nb": (
        "Svar|sier:|Kommentarer|Anonym|av|den", ["d. MMMM y, 'kl.' HH:mm", "d. MMM y HH:mm"], ["d. MMMM y"],
    ),
    "fi": (
        "Vastaa|sanoo:|Kommentit|Nimetön|kirjoittanut|",
        ["d.M.y 'klo' H.mm", "d. MMMM y 'klo' HH:mm"], ["d.M.y", "d. MMMM y"],
    ),
    "cs": (
        "Odpovědět|napsal:|Komentáře|Anonym|od|dne",
        ["d. MMMM y 'v' H:mm", "d. M. y '('HH:mm')'", "d. M. y 'v' HH:mm"], ["d. MMMM y", "d. M. y"],
    ),
    "hu": ("Válasz|szerint:|Hozzászólások|Névtelen||", ["y-MM-dd HH:mm", "y. MMMM d., HH:mm"], ["y. MMMM d."]),
    "ro": ("Răspunde|spune:|Comentarii|Anonim|de|pe", ["d MMMM y 'la' HH:mm"], ["d MMMM y"]),
    "el": ("Απάντηση|λέει:|Σχόλια|Ανώνυμος|από|στις", ["d MMMM y 'στις' HH:mm", "d MMMM y 'στις' h:mm a"], ["d MMMM y"]),
    "uk": ("Відповісти|каже:|Коментарі|Анонім|від|о", ["d MMMM y 'о' HH:mm", "dd.MM.y 'о' HH:mm"], ["d MMMM y"]),
    "tr": (
        "Yanıtla|dedi ki:|Yorumlar|Anonim||",
        ["d MMMM y, HH:mm", "d MMMM y 'saat' HH:mm", "dd.MM.y, HH:mm"], ["d MMMM y"],
    ),
    "ja": (
        "返信|より:|件のコメント|匿名||",
        ["y年M月d日 HH:mm", "y年M月d日 h:mm a", "y年M月d日 a h:mm", "y年M月d日 H時mm分", "y/MM/dd HH:mm"],
        ["y年M月d日", "y/MM/dd"],
    ),
    "zh": (
        "回复|说道:|条评论|匿名||",
        ["y年M月d日 HH:mm", "y年M月d日 ah:mm", "y-MM-dd HH:mm", "y年M月d日 H时mm分"], ["y年M月d日", "y-MM-dd"],
    ),
    "zh_Hant": ("回覆|說道:|則留言|匿名||", ["y 年 M 月 d 日 a h:mm", "y 年 M 月 d 日 HH:mm"], ["y 年 M 月 d 日"]),
    "ko": (
        "응답|님의 말:|댓글|익명||",
        ["y년 M월 d일 a h:mm", "y년 M월 d일 HH:mm", "y.MM.dd HH:mm", "y. M. d. a h:mm"], ["y년 M월 d일", "y-MM-dd"],
    ),
    "ar": (
        "رد|يقول:|تعليقات|مجهول||",
        ["d MMMM، y 'الساعة' h:mm a", "d MMMM y 'في' HH:mm"], ["d MMMM، y", "d MMMM y"],
    ),
    "he": ("הגב|אומר:|תגובות|אנונימי||", ["d בMMMM y 'בשעה' HH:mm", "d בMMMM, y, HH:mm"], ["d בMMMM y"]),
    "id": ("Balas|berkata:|Komentar|Anonim|oleh|", ["d MMMM y 'pukul' HH.mm", "d MMMM y 'pada' HH:mm"], ["d MMMM y"]),
    "vi": ("Trả lời|viết:|Bình luận|Ẩn danh|bởi|", ["d 'tháng' M, y 'lúc' HH:mm", "dd/MM/y 'lúc' HH:mm"], ["dd/MM/y"]),
    "th": ("ตอบกลับ|พูดว่า:|ความเห็น|ไม่ระบุชื่อ||", ["d MMMM y 'เวลา' HH:mm"], ["d MMMM y"]),
}  # fmt: skip


def _house(language: str, words: str, pattern: str, digits: int) -> House:
    names = dict(zip(("reply", "says", "comments", "anonymous", "by", "on"), words.split("|"), strict=True))
    clock = partial(_clock, pattern, language)
    return House(language.replace("_", "-"), names, clock, digits)


def _clock(pattern: str, language: str, at: datetime) -> str:
    return format_datetime(at, pattern, locale=language)


def all_houses() -> list[House]:
    """One for each pattern of each language, English as WordPress prints it first."""
    made = [House(clock=shown)]
    for language, (words, minutes, days) in _TABLE.items():
        made += [_house(language, words, pattern, 16) for pattern in minutes]
        made += [_house(language, words, pattern, 10) for pattern in days]
    return made


HOUSES = all_houses()
