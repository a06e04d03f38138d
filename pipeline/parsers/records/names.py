"""Names: a comment's author as the visitor gave it, without the theme's words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.parsers.records.raw import RawComment

WROTE = (
    r"says?|said|writes?|wrote|sagte?|schreibt|schrieb|meinte?|dit|a dit|a écrit|écrit|dice|dijo|escribió|ha detto|"
    r"scrive|scrisse|ha scritto|diz|disse|escreveu|comentou|zegt|schreef|schrijft|pisze|napisał(?:\(a\))?|mówi|говорит|"
    r"пишет|написал|сказал|каже|säger|skriver|siger|sier|skrev|sanoo|kirjoitti|říká|napsal|píše|hovorí|mondja|szerint|"
    r"írta|spune|a spus|diyor|dedi|dedi ki|λέει|nói|berkata"
)
"""What themes write between a name and what was said, in the languages that WordPress is translated into."""
_SAYS = re.compile(
    rf"\s*[,:–—-]?\s*\b(?:{WROTE}|kata|commented|responded|replied|comments?|kommentierte?|antwortet|reply|"
    r"님의 (?:말|댓글)|(?:さん)?(?:のコメント|より|の発言)|说道?|說道?)\s*(?:on|am|le|el|il|at|um)?"
    r"\s*(?P<mark>[:.…]*)\s*\Z",
    re.I,
)
_BY = r"(?:by|von|vom|par|por|di|da|van|door|przez|od|от|av|af|de)"
# A bare "von" may be the visitor's own: only with the word for what was written, or in English, is it the theme's.
_BEFORE = re.compile(
    rf"\A(?:(?:(?:posted|written|comments?|commented|said|reply|response|kommentar|geschrieben|verfasst|beitrag|"
    rf"commentaire|comentario|commento|reacti[eo]|publié|posté|écrit)\s+(?:{_BY}|from)|by)\s*:?\s+|(?:autor(?:in)?|author|auteure?|autore|verfasser(?:in)?|nick(?:name)?)"
    rf"\s*:\s*)(?=\S)",
    re.I,
)
# "Anna [Visitor]": what kind of user wrote.
_KIND = re.compile(
    r"\s*[\[(](?:visitor|member|guest|user|registered|anonymous|not verified|nicht (?:überprüft|verifiziert)|"
    r"non vérifié|no verificado|sin verificar|niet (?:geverifieerd|gecontroleerd)|non verificato|não verificado|"
    r"niezweryfikowan[ya]|besucher|gast|mitglied|invité|visiteur|membre|"
    r"visitante|invitado|ospite|bezoeker|гость|author|autor(?:in)?|admin|mod)[\])]\s*\Z",
    re.I,
)
_REPLIED = re.compile(
    r"\s+(?:in reply to|replied to|replying to|in response to|antwort(?:et)? (?:auf|an)|en réponse à|respondiendo a|"
    r"en respuesta a|in risposta a|in antwoord op|w odpowiedzi|в ответ)\b.*|\s*\(#?\d+\)\Z",
    re.I | re.S,
)
_BY_ALONE = re.compile(rf"{_BY}\Z", re.I)
_AT_ALONE = re.compile(r"(?:at|on|am|um|le|el|il|op|em|às)\Z", re.I)
# What says beside a name that who bears it wrote the post.
POST_AUTHOR = (
    r"(?:post|blog|article|entry|story|page|the)?\s*author|author\s+of\s+(?:the|this)\s+(?:post|article)|"
    r"(?:beitrags|blog|artikel)?-?(?:autor|verfasser)(?:in)?|auteur(?:e|\s+de\s+l['’]article)?|autore|autrice|autora?|"
    r"forfatter|författare|автор(?:\s+поста|\s+статьи)?|op|original\s+poster|作者|博主|筆者|投稿者"
)
# What sites set beside a name, in an element of its own.
_BADGE = re.compile(
    rf"\W*(?:{POST_AUTHOR}|"
    r"(?:the )?(?:post|article|blog|entry|story|topic|thread|original)[- ]?(?:author|poster|starter|owner)|"
    r"mod(?:erator)?(?:in)?|"
    r"admin(?:istrator)?(?:in)?|staff|team|redaktion|rédaction|redactie|host|gast|guest|invité|invitado|"
    r"verified|verifiziert|premium|supporter|subscriber|abonn(?:é|ée|ent|entin)|member|mitglied|editor|pro|vip|"
    r"(?:top|rising)? ?(?:fan|commenter|contributor))\W*",
    re.I,
)
_NUMBERED = re.compile(r"#?(\d{1,5})[.):]?\s+(?=\S)")
# A ping may bear no number.
_MOST = 0.6
# A name may be all of what was said.
_LONGEST_SAID = 80
_BRACKETS, _MARKS = ("]", ")"), (":", ".", "…")
_EDGES = " \t\n\u00a0:·•|,;/—–"


@lru_cache(maxsize=16_384)
def clean_name(text: str) -> str | None:
    """`text` of an author's element as a name: no "says:", no "by", no trailing marks; null if nothing is left.

    A "says" without a mark stays: whether it is the visitor's own only the whole thread tells (`strip_shared_words`).
    """
    name = _REPLIED.sub("", text.strip())
    # What ends a name is looked at before what may lead up to it: few end so.
    if name.rstrip().endswith(_BRACKETS):
        name = _KIND.sub("", name)
    if name.rstrip().endswith(_MARKS):
        said = _SAYS.search(name, max(0, len(name) - _LONGEST_SAID))
        name = _before(name, said) if said and said["mark"] else name
    name = name.strip(_EDGES)
    led = _BEFORE.match(name)
    if led and led.end() < len(name):
        name = name[led.end() :]
    return name.strip(_EDGES) or None


def _before(name: str, said: re.Match[str]) -> str:
    # A visitor may be called "Reply" or "Kata": a word is only the theme's after another.
    return name[: said.start()].strip(_EDGES) or name


def _strip_said(comments: Sequence[RawComment]) -> None:
    """A "says" after all names, or after two, is the template's; after one of several it is Simon's."""
    names = {comment.name for comment in comments if comment.name}
    bare = {name: _before(name, said) for name in names if (said := _SAYS.search(name))}
    bare = {name: left for name, left in bare.items() if left != name}
    if len(bare) > 1 or len(bare) == len(names):
        for comment in comments:
            comment.name = bare.get(comment.name or "", comment.name)


def is_said(text: str) -> bool:
    """Whether `text` is nothing but "says" or "wrote:", in any language known."""
    return _SAYS.fullmatch(text.strip(_EDGES)) is not None


@lru_cache(maxsize=16_384)
def is_dull(text: str) -> bool:
    """Whether `text` beside a name and a date tells nothing: "says", "Comment from", "[Visitor]", a mark."""
    if not any(letter.isalpha() for letter in text) or is_said(text) or is_badge(text):
        return True
    if _BY_ALONE.match(text.strip(_EDGES)) or _AT_ALONE.match(text.strip(_EDGES)):
        return True
    return clean_name(f"Ada {text}") == "Ada" or clean_name(f"{text} Ada") == "Ada"


def is_badge(text: str) -> bool:
    """Whether `text` is a label that a site sets beside a name: "Post author", "Moderator", "Gast"."""
    return _BADGE.fullmatch(text) is not None


def _strip_numbers(comments: Sequence[RawComment]) -> None:
    """Running numbers before all names: "21. Anna"."""
    names = [comment.name for comment in comments if comment.name]
    numbers = [int(found[1]) for name in names if (found := _NUMBERED.match(name))]
    if 1 < len(numbers) >= _MOST * len(names) and len({*numbers}) == len(numbers):
        for comment in comments:
            comment.name = _NUMBERED.sub("", comment.name) if comment.name else comment.name


def strip_shared_words(comments: Sequence[RawComment]) -> None:
    """Take out of the names what every one of them begins or ends with: it is the template's, not theirs.

    An ending needs three different names, else a family's guest book would lose its name, and no capital letter.
    """
    _strip_said(comments)
    _strip_numbers(comments)
    for _ in range(3):
        names = {comment.name for comment in comments if comment.name and " " in comment.name}
        alone = any(comment.name and " " not in comment.name for comment in comments)
        if alone or len(names) < 2:
            return
        first, last = {name.split()[0] for name in names}, {name.split()[-1] for name in names}
        if len(first) == 1 and _BY_ALONE.match(next(iter(first))):
            cut = slice(len(first.pop()), None)
        elif len(names) >= 3 and len(last) == 1 and not any(letter.isupper() for letter in next(iter(last))):
            cut = slice(None, -len(last.pop()))
        else:
            return
        for comment in comments:
            if comment.name:
                comment.name = comment.name[cut].strip(_EDGES) or comment.name
