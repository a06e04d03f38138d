"""Names: from a byline's characters to the names of people."""

from __future__ import annotations

import re

from pipeline.identity import fold
from pipeline.parsers.text import squash

_BY = (
    r"by|von|vom|par|por|di|da|door|af|av|przez|автор|autor(?:/-?in|:in|\*in|in|en)?|autore|auteure?s?|authors?|"
    r"autori|"
    r"text(?: und (?:foto|bild)e?r?s?)?|texte|words|story|(?:written|posted|published|added|submitted|reported|"
    r"created|article|post) by|"
    r"(?:a )?guest post by|(?:(?:view|show|see|read) )?(?:all|more) (?:posts|articles|stories|entries) (?:by|of|from)|"
    r"about|über|"
    r"(?:geschrieben|verfasst|veröffentlicht|gepostet|erstellt|eingestellt|aufgezeichnet) von|alles von|"
    r"(?:alle|mehr|weitere) (?:artikel|beiträge|posts|texte) (?:von|des autors|der autorin)|autorenseite von|"
    r"(?:voir )?tous les articles d[eu]|ver tod[oa]s l[ao]s (?:entradas|artículos) de|"
    r"(?:ein |gast)?beitrag von|gastbeitrag von|(?:ein )?artikel von|(?:ein )?kommentar von|interview|"
    r"beitrags-?autor(?:in)?|post author|"
    r"eine (?:analyse|kolumne|rezension|reportage) von|publié par|écrit par|"
    r"rédigé par|escrito por|publicado por|"
    r"scritto da|pubblicato da|geschreven door|enviado por|postado por|publicada? por|inviato da|skrevet a[fv]|"
    r"skriven av|skrivet av|kirjoittanut|kirjoittaja|opublikowane? przez|autorka|yazan|yazar|"
    r"記者|记者|作者|文|文字|撰文|著者|筆者|執筆|執筆者|投稿者|ライター|글|글쓴이|작성자|지은이|"
    r"بقلم|كتبه|كتبت|كتب|بواسطة|الكاتبة?|نویسنده|نوشته|به قلم|توسط|מאת|(?:נכתב|פורסם) על ידי|הכותבת?|"
    r"द्वारा|लेखक|लेखिका|লিখেছেন|লেখক|লেখিকা|โดย|ผู้เขียน|เขียนโดย|tác giả|viết bởi|đăng bởi|bởi|"
    r"γράφ(?:ει|ουν) (?:ο|η|οι)|συντάκτ(?:ης|ρια)|συγγραφέας|ავტორი|հեղինակ|автор(?:ка|ы|и)?|(?:написал|опубликовал)а?|"
    r"szerző|írta|napsala?|napísala?|scris de|postat de|autorul|penulis|ditulis oleh|oleh|egilea|autorius|autors|ጸሐፊ|от"
)
BYLINE = re.compile(
    rf"\A\W{{0,3}}(?:{_BY})(?:\s*[:：|／]\s*|(?<=[\u3040-\u9fff])\s*/\s*|\s+)(?=\S)", re.I
)
"""The words before a name: "By", "Von", "Geschrieben von" …"""
_LABEL = re.compile(rf"\A\W{{0,3}}(?:{_BY})\s*[:：|／]?\W{{0,3}}\Z", re.I)
# Alone, without a colon, these head a list or a chapter.
_HEADS = re.compile(
    r"\W*(?:text|texte|words|story|about|über|interview|da|di|af|av|文|글|от|oleh|bởi|authors?|autoren|autori)\W*\Z",
    re.I,
)
_CUT = re.compile(
    r"/\s?\d.*|\s+[|•·–—/]\s+.*|\s*[|•].*|\s*\(.*|\s+-\s+.*|\s*[;].*|"
    r"\s+(?:le|el|il)\s+(?-i:[\da-z]).*|"
    r"\s+vom\s+\d.*|\.?\s+(?:abgelegt|filed|kategorien?|categor(?:y|ies)|classé|catégories?|rubrik)\b.*|"
    r"\s+(?:on|am|um|at|in|says|sagt|schreibt|published|updated|last|from|for|für|"
    r"veröffentlicht|aktualisiert|zuletzt|alle artikel|"
    r"ansehen|anzeigen|lesen|bekijken|follow|folgen|illustrationen|illustration|fotos?|"
    r"bilder)\b.*|"
    r",?\s+(?:chef|gast)?(?:redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|autor(?:in)?|editor|writer|"
    r"contributor|ceo|journalist(?:in)?)\Z|"
    r"\s+(?:द्वारा|기자|記者|记者|著|tarafından)\Z|"
    r"\s+\d.*|\s*[,:]?\s*\Z",
    re.I | re.S,
)
_AND = re.compile(r"\s*(?:,|;|\s&\s|\s\+\s|\s(?:and|und|et|y|e|en|og|och|i|и)\s)\s*", re.I)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|\A[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\Z|"
    r"@|[?!:\"„“<>{}=_*]|\.(?:com|de|net|org|co|info|ch|at)\b|\bcc by|creative commons|"
    r"\A\d|\A(?:posted|published|zuletzt|last|veröffentlicht|publié|fotos?|фото|produced|vorlesen|photo|image|bild|recipe|rezept|quelle|source|illustration|geprüft|reviewed|edited|"
    r"zitat|letzte|zur|zum|revised|copyright|©)\b|"
    r"\A(?:admin|administrator|user|author|autor|root|webmaster|guest|gast|"
    r"unknown|unbekannt|anonymous|anonym|none|null|wordpress|wpadmin|n/?a|default|super user|contributors?|"
    r"about|email|mehr|more|"
    r"(?:mehr|more|weitere|alle|all|tous les) (?:beiträge|posts|artikel|articles|stories|texte)|"
    r"home|kontakt|twitter|facebook|follow|share|comments?|kommentare?|pressemitteilung|"
    r"(?:posted|published|written|submitted)(?: by| on)?|veröffentlicht(?: am)?|publié le|updated|by|von|auteurs|"
    r"autoren|autor(?:in)?|authors|publisher|anmelden|über|view all posts|alle beiträge|details|datum|news|blog|"
    r"anzeige|"
    r"leserbrief|artikel|view all|see all|zuletzt geändert|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|"
    r"thursday|"
    r"friday|saturday|sunday|london|agencies|agenturen)\Z",
    re.I,
)
_GENERIC = re.compile(
    r"\A(?:die |das |the )?(?:redaktion|editorial (?:team|staff)|news ?desk|team|staff(?: writer| reporter)?|"
    r"admin|gastautor|"
    r"guest author|presse(?:stelle|mitteilung)?|editors?|newsdesk)\b",
    re.I,
)
_ORGANISATION = re.compile(
    r"\b(?:gmbh|ag|e\.? ?v|inc|ltd|llc|media|verlag|redaktion|news|zeitung|stiftung|team|magazin|magazine|blog|"
    r"online|"
    r"institut|verband|ministerium|universität|university|presse|agentur|redacción|rédaction|redazione|staff|"
    r"group|network|radio|tv|"
    r"weine|partei|gesellschaft|verein|press|desk)\b",
    re.I,
)
# "March 4" in "by Anna Beck, March 4, 2024".
_DATE = re.compile(r"\s*[^\W\d]+\.?\s+\d{1,2}\b")
_PARTICLES = frozenset("von vom van de der den di da la le du del dos das zu zur el al bin ibn ten ter".split())
_LONGEST, _MOST_WORDS = 60, 6


def is_label(text: str) -> bool:
    """Whether `text` is nothing but the words before a name, or a word for who wrote, with a colon."""
    return bool(text) and len(text) < _LONGEST and _LABEL.match(text) is not None and (
        text.rstrip().endswith((":", "：")) or _HEADS.match(text) is None
    )


def names_in(text: str) -> list[str]:
    """The people's names in a byline such as "Von Anna Beck und Tom Ruiz, 9. Juni 2017"; empty if there is none."""
    text = squash(text)
    stripped = BYLINE.sub("", text)
    stripped = BYLINE.sub("", stripped)
    if not stripped or len(text) > 200:
        return []
    parts = _AND.split(stripped)
    found: list[str] = []
    for number, part in enumerate(parts):
        name = clean_name(part)
        if found and " " not in part and any(is_person(clean_name(later) or "") for later in parts[number + 1 :]):
            continue  # A place or a role between two people.
        if name is None or (found and (_DATE.match(part) or _is_desk(part, found[0]))):
            break
        if name not in found:
            found.append(name)
        if _CUT.sub("", part) != part.strip() and not part.strip().endswith((",", ":")):
            break
    return found


def _is_desk(part: str, person: str) -> bool:
    """Whether what follows a person's name is a department: one with an abbreviation among other words."""
    words = part.split()
    return is_person(person) and len(words) > 2 and any(
        word.isupper() and len(word) > 1 and "." not in word for word in words
    ) and not person.isupper() and not part.isupper()


def clean_name(text: str) -> str | None:
    """`text` as one person's name without what stands around it, or null if it is none."""
    name = BYLINE.sub("", squash(text))
    name = _CUT.sub("", name).strip(" .,;:–—-|·•*（）") if not name.endswith(".") else name.strip(" ,;:–—-|·•*（）")
    if not name or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or _NOT_A_NAME.search(name):
        return None
    if not any(character.isalpha() for character in name) or len(fold(name)) < 2 or _LABEL.match(name):
        return None
    name = _once(name)
    # "Peter Maahn/SP-X": the agency after the person.
    person, slash, _ = name.partition("/")
    return person.strip() if slash and is_person(person.strip()) else name


def _once(name: str) -> str:
    """`name` once, where a template shows it twice without a space between: for wide screens and for small ones."""
    half = name[: len(name) // 2].strip()
    return half if " " in half and half == name[len(name) // 2 :].strip() else name


def is_generic(name: str) -> bool:
    """Whether `name` is a role and no person: "Redaktion", "Admin", "Editorial Team"."""
    return bool(_GENERIC.match(name)) or bool(_NOT_A_NAME.search(name))


def is_person(name: str) -> bool:
    """Whether `name` has the shape of a person's: two to five capitalised words, none an organisation's."""
    words = [word for word in name.split() if word.casefold() not in _PARTICLES]
    if _ORGANISATION.search(name) or any(character.isdigit() for character in name):
        return False
    if any(character.isalpha() and not (character.isupper() or character.islower()) for character in name):
        return True  # A script without capitals: nothing more to go by.
    return 1 < len(name.split()) <= 5 and all(not word[0].isalpha() or word[0].isupper() for word in words)
