"""Names: from a byline's characters to the names of people."""

from __future__ import annotations

import re

from pipeline.identity import fold
from pipeline.parsers.text import squash

_BY = (
    r"by|von|vom|par|por|di|da|door|af|av|przez|автор|autor(?:in|en)?|autore|auteure?|author|text(?: und (?:foto|bild)e?r?s?)?|"
    r"texte|words|story|written by|posted by|published by|added by|submitted by|reported by|geschrieben von|verfasst von|"
    r"veröffentlicht von|gepostet von|erstellt von|(?:ein |gast)?beitrag von|gastbeitrag von|ein artikel von|artikel von|kommentar von|interview|"
    r"publié par|écrit par|rédigé par|escrito por|publicado por|scritto da|pubblicato da|geschreven door|beitrags-?autor(?:in)?|"
    r"post author|article by|guest post by|a guest post by|eine analyse von|eine kolumne von|aufgezeichnet von|作者|文|بقلم|كتبه|от"
)
BYLINE = re.compile(rf"\A\W{{0,3}}(?:{_BY})(?:\s*[:：|]\s*|\s+)(?=\S)", re.I)
"""The words before a name: "By", "Von", "Geschrieben von" …"""
_CUT = re.compile(
    r"\s+[|•·–—/]\s+.*|\s*[|•].*|\s*\(.*|\s+-\s+.*|\s*[;].*|\s+(?:on|am|um|at|in|le|el|il|vom|says|sagt|schreibt|published|updated|"
    r"veröffentlicht|aktualisiert|for|für)\s.*|\s*\d.*|\s*[,:]?\s*\Z",
    re.I | re.S,
)
_AND = re.compile(r"\s*(?:,|;|\s&\s|\s\+\s|\s(?:and|und|et|y|e|en|og|och|i|и)\s)\s*", re.I)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{2}|[?!:\"„“<>{}=_]|\.(?:com|de|net|org|co|info|ch|at)\b|\A(?:admin|administrator|user|author|autor|root|staff|"
    r"redaktion|editor|editors|team|webmaster|guest|gast|unknown|unbekannt|anonymous|anonym|none|null|wordpress|wpadmin|n/?a|default|super user|"
    r"contributor|contributors|about|email|mehr|more|home|kontakt|twitter|facebook|follow|share|comments?|kommentare?|pressemitteilung|"
    r"(?:posted|published|written|submitted)(?: by| on)?|veröffentlicht(?: am)?|publié le|updated|by|von|auteurs|autoren|autor(?:in)?|authors|publisher|zuletzt geändert(?: am)?|anmelden|über|recipe|rezept|view all posts|alle beiträge|details|datum|news|blog|anzeige|foto|leserbrief|artikel)\Z",
    re.I,
)
_GENERIC = re.compile(
    r"\A(?:die |das |the )?(?:redaktion|editorial (?:team|staff)|news ?desk|team|staff(?: writer| reporter)?|admin|gastautor|guest author|presse(?:stelle|mitteilung)?)\b",
    re.I,
)
_LONGEST, _MOST_WORDS = 60, 6


def names_in(text: str) -> list[str]:
    """The people's names in a byline such as "Von Anna Beck und Tom Ruiz, 9. Juni 2017"; empty if there is none."""
    text = squash(text)
    stripped = BYLINE.sub("", text)
    stripped = BYLINE.sub("", stripped)
    if not stripped or len(text) > 200:
        return []
    parts = _AND.split(stripped)
    found = []
    for part in parts:
        name = clean_name(part)
        if name is None:
            break
        if name not in found:
            found.append(name)
        if _CUT.sub("", part) != part.strip() and not part.strip().endswith((",", ":")):
            break
    return found


def clean_name(text: str) -> str | None:
    """`text` as one person's name without what stands around it, or null if it is none."""
    name = BYLINE.sub("", squash(text))
    name = _CUT.sub("", name).strip(" .,;:–—-|·•*") if not name.endswith(".") else name.strip(" ,;:–—-|·•*")
    if not name or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or _NOT_A_NAME.search(name):
        return None
    if not any(character.isalpha() for character in name) or len(fold(name)) < 2:
        return None
    return name


def is_generic(name: str) -> bool:
    """Whether `name` is a role and no person: "Redaktion", "Admin", "Editorial Team"."""
    return bool(_GENERIC.match(name)) or bool(_NOT_A_NAME.search(name))
