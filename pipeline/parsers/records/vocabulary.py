"""Vocabulary: what the class tokens of comment templates mean.

Themes differ in their markup and agree in their words: over thousands of templates the author stands in something that
ends in "author" or "name", the time in something with "date" or "time". Tokens come in lower case, so a word may
follow another without a separator ("commentauthor").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_START = r"(?:\A|[-_:]|comment|comments|post|list|msg|message|reply|user|item|info|profile)"


class _Rule(NamedTuple):
    """A pattern and its weight; a token that ends in none of `endings` can't match, and most of a page's don't.

    hint: what every match holds, where there are no such endings.
    """

    weight: int
    pattern: re.Pattern[str]
    endings: tuple[str, ...] = ("",)
    hint: re.Pattern[str] | None = None


def _ending(weight: int, words: str) -> _Rule:
    """A rule for tokens whose last word is one of `words`."""
    listed = words.split()
    endings = {re.split(r"[^a-z]", word)[-1] for word in listed}
    return _Rule(weight, re.compile(rf"{_START}(?:{'|'.join(listed)})\Z"), tuple(sorted(endings)))


# Weights: the higher wins where one record has several.
_AUTHOR = (
    _Rule(7, re.compile(r"\Afn\Z"), ("fn",)),
    _ending(
        6,
        r"nick nickname username author[-_]{0,2}name display-?name user-name commenter screen-?name commenter-name "
        "hnuser accountname poster-name by-name user_name user__name author-title",
    ),
    _ending(
        5,
        "author name autor auteur autore user poster person creator writer nombre from verfasser pseudo author-link "
        "author__link user-link user__link authorlink cite commentator kommentator owner who",
    ),
    _Rule(
        4,
        re.compile(
            r"(?:name|user|author|autor|auteur|nick|usuario|utente|utilisateur|gebruiker|nutzer|kullanici|"
            r"kirjoittaja|skribent|forfatter|yazan|yazar|polzovatel|uzytkownik|jmeno|nimimerkki)\Z|"
            r"(?:\A|[-_])(?:namn|navn|naam|nimi|nome|nom|isim|ad|imie|nev|imya|avtor|avsandare|podpis|commenter)\Z"
        ),
    ),
    _ending(
        3,
        "vcard author-info authorinfo by byline user-info userinfo author-meta profile member",
    ),
)
_PLAIN_AUTHOR = tuple(rule for rule in _AUTHOR if rule.weight >= 5)
_NO_AUTHOR = re.compile(r"avatar|image|img|icon|photo|badge|label|rank|score|bypostauthor|\Abyuser|"
                        r"\Acomment-author-(?!name|link|info)|location|"
                        r"reply-?to|replyto|in-reply|parent|blog-author|sitename|site-name|filename|tag-?name|"
                        r"class-?name|(?:product|team|host|category|page|section|event|place|brand|field|domain)-?name")
_TIME = (
    _Rule(5, re.compile(r"(?:\A|[-_])(?:timestamp|datetime|timeago|time-ago|pubdate|publish-time|published|dtstamp|"
                   r"created)(?:\Z|[-_])"), hint=re.compile("time|stamp|pub|created")),
    _ending(
        4,
        "date time datum zeit fecha data datetime timestamp timendate ago age created posted posted-on when dates "
        "clock moment day ctime",
    ),
    _Rule(
        3,
        re.compile(
            r"(?:\A|[-_])(?:date|time|datum|fecha)(?:[-_]|\Z)|commentmetadata|comment-metadata|"
            r"(?:date|time|datum|fecha|tarih|zeit)\Z|"
            r"(?:\A|[-_])(?:hora|dato|tid|aika|pvm|cas|czas|vremya|heure|saat|dia|orario)(?:[-_]|\Z)"
        ),
    ),
)
_PLAIN_TIME = tuple(rule for rule in _TIME if rule.weight >= 4)
_NO_TIME = re.compile(r"update|edited|modified|read-?time|reading|runtime|timeline|sometime|timer|overtime")
# A second time, of the last change. A bare "updated" is hAtom's word for the first one.
_EDIT = re.compile(r"last-?edit|(?:\A|[-_])edited(?:[-_](?:at|by|on|time|date|timestamp|note|info))?\Z|"
                   r"(?:\A|[-_])(?:last-?)?modified(?:[-_](?:at|time|date))?\Z|date-?modified|\Apost_edit\Z|\Aeditdate\Z")
_TEXT = (
    _ending(
        6,
        "text texte texto message copy tekst testo bodytext commenttext comment-text nachricht inhalt contenido "
        "contenu tresc raw markup read-more md rendered mensaje excerpt",
    ),
    _ending(
        5,
        "content contents entry entry-content post-content description prose usertext-body html markdown",
    ),
    _ending(
        4,
        "body bodyinner body-inner inner-body main",
    ),
    _Rule(
        3,
        re.compile(
            r"(?:\A|[-_])(?:content|text|message|body|texto|texte|testo|tekst|teksti|brod|brodtext|inhoud|"
            r"inhalt|innehall|innhold|indhold|contenido|contenu|contenuto|conteudo|corps|cuerpo|corpo|metin|"
            r"icerik|tresc|obsah|szoveg|mensaje|messaggio|mensagem|meddelande|nachricht)(?:[-_]|\Z)|"
            r"(?:text|body|content|message)\Z"
        ),
    ),
    _Rule(1, re.compile(r"\Acomment\Z"), ("comment",)),
)
_META = re.compile(r"(?:\A|[-_]|comment|post)(?:meta|metas|meta-?data|head|header|heading|hdr|info|infos|details|"
                   r"vcard|byline|postinfo|"
                   r"footer|foot|submitted|comhead|tagline|top|title-?bar|sub-?line|authorline|header-?wrap)(?:\Z|"
                   r"[-_]|\d)")
# What a token's last word says; words before it say whose it is.
_NOISE = re.compile(
    r"(?:\A|[-_]|comment|post|message)(?:reply|replylink|respond|answer|report|vote|votes|voting|like|likes|dislike|unlike|"
    r"share|shares|sharing|social|karma|flag|edit|delete|action|actions|controls|tool|tools|toolbar|toolbox|buttons|"
    r"btn|"
    r"button|avatar|gravatar|userpic|badge|badges|permalink|menu|dropdown|toggle|says|rating|ratings|score|"
    r"scores|counter|signature|signatur|sig|replybox|translate|recommendations?|links|util|utils|rank|number|label|hovercard|"
    r"popover|tooltip|follow|hellip|thumbs?|bury|likebtn|reactions?|options|functions|operations|interactions|trigger|"
    r"expander|anchor|points|subscribe|(?:read|see|show|view|load)-?more|share-bar|sharebar|footer-left|"
    r"screen-reader-text|voters)"
    r"[-_]?(?:wrap|wrapper|container|box|list|area|bar|link|links|button|btn|count|icon|text|form|label|holder|"
    r"result)?\Z|"
    r"(?:\A|[-_])(?:vote|reply|respond|share|report|edit|replybox|like|readmore)[-_](?:\w+[-_])?\w+\Z|"
    r"moderate-comment|\Asr-only\Z|visually-hidden|\Ahidden\Z|element-hidden|element-invisible|comments-report|messagefooternote|"
    r"thread-count|comment-navigation|awaiting-moderation"
)
# These words make all of an element noise, whatever follows them.
_ALWAYS_NOISE = re.compile(
    r"(?:\A|[-_])(?:toggle|avatar|gravatar|vote|votes|voting|hovercard|tooltip|dropdown|thumbs?)(?:[-_]|\Z)"
)
_NAME_NOISE = re.compile(
    r"(?:post|by|entry|article)-?author|author-(?:badge|label|tag|flag|mark|role)|says|badge|label|role|rank|status|"
    r"autor\Z|"
    r"verified|reply|time|date|level|points|karma|count|location"
)
_NOISE_NOT = re.compile(
    r"\A(?:fn|url|comment|author)\Z|(?:content|text|body|message|author|name|user|date|time|md)\Z|time-link|date-link|"
    r"language-|highlight|line-numbers|wp-block-(?!comment-(?:reply|edit))"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Weights of what an element may be; 0 for not at all."""

    author: int = 0
    time: int = 0
    text: int = 0
    meta: bool = False
    noise: bool = False
    edit: bool = False


@dataclass(frozen=True, slots=True)
class _TokenRoles(Roles):
    """A token's roles. always_noise: all of the element is noise, whatever its further tokens say."""

    always_noise: bool = False


NO_ROLES = Roles()


@lru_cache(maxsize=65_536)
def roles_of(tokens: tuple[str, ...]) -> Roles:
    """What class tokens (lower case) say of an element. Cached: a thread repeats a dozen class lists."""
    author = time = text = 0
    meta = noise = edit = False
    for token in tokens:
        said = token_roles(token)
        author, time, text = max(author, said.author), max(time, said.time), max(text, said.text)
        meta, edit = meta or said.meta, edit or said.edit
        if said.always_noise:
            noise, text = True, 0
            break
        noise = noise or said.noise
    told = author or time or text or meta or noise or edit
    return Roles(author, time, text, meta, noise, edit) if told else NO_ROLES


@lru_cache(maxsize=65_536)
def token_roles(token: str) -> _TokenRoles:
    """What one class token says. Cached: a blog's pages share their templates."""
    author, time = _weight(_AUTHOR, token), _weight(_TIME, token)
    author = 0 if author and _NO_AUTHOR.search(token) else author
    time = 0 if time and _NO_TIME.search(token) else time
    noise = _NOISE.search(token) is not None and _NOISE_NOT.search(token) is None
    meta, always = _META.search(token) is not None, _ALWAYS_NOISE.search(token) is not None
    edit = ("edit" in token or "modified" in token) and _EDIT.search(token) is not None
    return _TokenRoles(author, time, _weight(_TEXT, token), meta, noise, edit, always)


def _weight(rules: tuple[_Rule, ...], token: str) -> int:
    for weight, pattern, endings, hint in rules:
        if token.endswith(endings) and (hint is None or hint.search(token)) and pattern.search(token):
            return weight
    return 0


# Of all of a page's tokens only this is asked; all else only of those in records.


@lru_cache(maxsize=65_536)
def calls_time(token: str) -> bool:
    """Whether a class token calls a time plainly."""
    return _weight(_PLAIN_TIME, token) > 0 and _NO_TIME.search(token) is None


@lru_cache(maxsize=65_536)
def calls_author(token: str) -> bool:
    """Whether a class token calls an author plainly."""
    return _weight(_PLAIN_AUTHOR, token) > 0 and _NO_AUTHOR.search(token) is None


@lru_cache(maxsize=8_192)
def is_name_noise(tokens: tuple[str, ...]) -> bool:
    """Whether an element inside an author's element is a badge or a label beside the name."""
    return any(_NAME_NOISE.search(token) for token in tokens)


_PROPERTY_ROLES = {
    "author": Roles(author=6),
    "creator": Roles(author=5),
    "foaf:name": Roles(author=7),
    "givenname": Roles(author=5),
    "datepublished": Roles(time=6),
    "datecreated": Roles(time=6),
    "commenttime": Roles(time=6),
    "datemodified": Roles(edit=True),
    "dc:date": Roles(time=3),
    "dcterms:created": Roles(time=6),
    "sioc:name": Roles(author=6),
    "sioc:content": Roles(text=8),
    "text": Roles(text=8),
    "commenttext": Roles(text=8),
    "description": Roles(text=6),
    "content:encoded": Roles(text=8),
}


@lru_cache(maxsize=4_096)
def property_roles(value: str) -> Roles:
    """What an `itemprop` (schema.org) or RDFa `property` says of an element."""
    for name in value.lower().replace("schema:", "").split():
        if name in _PROPERTY_ROLES:
            return _PROPERTY_ROLES[name]
    return NO_ROLES
