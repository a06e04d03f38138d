"""Date labels: what the words beside a date say that it is ("published on", "last updated"), in blogs' languages.

Words go before their date ("Stand: …", "mis à jour le …") unless a language puts them behind ("… frissítve", "…更新").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pipeline.parsers.document import Element
from pipeline.parsers.text import inline_text, squash

Role = Literal["", "published", "changed", "updated"]
"""What a time is of: the publication, a change; `updated` is hAtom's class, which may be either; empty: not said."""

_CHANGED_WORDS = (
    r"updat|modifi|edited|last edit|last change|revised|aktualis|aktualiz|geändert|bearbeitet|"
    r"überarbeitet|\bstand\s*(?::|vom\b|am\b|der inf|\Z)|zuletzt|letzte änderung|mis(?:e)? à jour|(?-i:MAJ)\b|"
    r"actualiz|actualis|actualit|"
    r"aggiornat|aggiornamento|bijgewerkt|gewijzigd|laatste wijziging|uppdatera|ändrad|oppdatert|endret|"
    r"opdateret|ændret|päivitetty|muokattu|ostatnia zmiana|změn|upraven|zmenen|módosít|frissít|обновл|"
    r"изменен|редактир|оновл|змінен|промен|ενημερ|τροποπο|güncel|düzenle|تحديث|تعديل|به‌روز|به روز|"
    r"بروزرسانی|ویرایش|עודכן|עדכון|अपडेट|अद्यतन|হালনাগাদ|แก้ไข|อัปเดต|อัพเดต|cập nhật|diperbarui|"
    r"dikemaskini|dernière modification|更新|修改|編集|修正|(?<![가-힣])수정|업데이트|갱신"
)
_PUBLISHED_WORDS = (
    r"\bpubli(?!c\b|k\b)|\bpubbli|\bposted|\bcreated|veröffentlich|erschienen|erstellt|eingestellt|"
    r"mis(?:e)? en ligne|posté|\bparu|online seit|online gestellt|freigegeben|gepost|geplaatst|"
    r"gepubliceerd|aangemaakt|offentliggjort|udgivet|lagt ut|upplagd|julkaistu|dodan[oy]|zamieszczon|"
    r"utworzon|vydán|zveřejn|vložen|zverejn|közzét|megjelen|feltöltve|postat|objavlj|objaven|опублик|"
    r"публикац|размещен|добавлен|опублік|розміщен|објавље|δημοσι|αναρτ|yayın|yayım|eklen|gönderil|نشر|"
    r"انتشار|ارسال شده|פורסם|פרסום|प्रकाशित|पोस्ट|প্রকাশ|เผยแพร่|โพสต์|đăng|xuất bản|diterbitkan|"
    r"dipublikasikan|diposting|disiarkan|公開|投稿日?|掲載|発表|作成日|配信|发布|發布|发表|發表|刊登|등록일|입력|작성일|게시|발행일|승인"
)
_CHANGED = re.compile(_CHANGED_WORDS, re.I)
_PUBLISHED = re.compile(_PUBLISHED_WORDS, re.I)
# Labels that say nothing but that a date follows: believed where they stand alone beside it.
_DATE = re.compile(
    r"(?:date|datum|data|fecha|dato|dátum|päivämäärä|päiväys|дата|tarih|تاريخ|التاريخ|תאריך|日期|日付|时间|時間|날짜|ngày|"
    r"tanggal|วันที่|ημερομηνία|(?:release|post|article|entry) date|date de sortie|am|vom|le)\W*\Z",
    re.I,
)
_OTHER_LINE = re.compile(r"©|copyright|\(c\)|all rights|\btermin|\bevent|veranstaltung", re.I)
_OTHER = re.compile(
    _OTHER_LINE.pattern + r"|beginn\b|\bstart(?:s|et)?\b|"
    r"deadline|anmeldeschluss|gültig|valid|expire|läuft|\bbis\b|\bab\b|since|\bseit\b|geboren|\bborn\b|geburtstag|joined|"
    r"mitglied|registr|beitritt|kommentar|comments?\b|commentaire|comentario|next|nächste|kinostart|abgerufen|retrieved",
    re.I,
)
# What begins, ends, is due: an event, an offer, a member.
_OTHER_LABEL = re.compile(
    r"(?:wann|when|beginn?|anfang|ende|end|starts?|ends?|from|to|until|bis|ab|start date|end date|event date|"
    r"due(?: date)?|deadline|expires?|anmeldeschluss|einsendeschluss|bewerbungsfrist|gültig (?:ab|bis)|geboren|born|"
    r"joined|kinostart|mitglied seit|member since|registriert(?: seit)?|dabei seit|inscrit le|début|fin|"
    r"fecha de inicio|inicio|fine|inizio)(?:\s(?:am|on|at|le))?\W*",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:until|till|through|expires|valid|deadline|born|bis|ab|gültig|geboren|jusqu'au|né le|hasta|desde|fino al|tot)"
    r"(?:\s(?:zum|am|vom|on|the|le|el))?\W*\Z",
    re.I,
)
# An event lasts: "30 March, 13:15 - 19:00".
_RANGE = re.compile(
    r"\s*(?:uhr|h|hs|hrs)?\s*(?:[-–—]|bis|to|until|à|a|til)\s*\d\d?(?:[:.h]\d\d|\s*(?:uhr|[ap]m|h)\b)", re.I
)
_UPDATED_CLASS = re.compile(
    r"(?:\A|[-_])(?:last-?)?(?:updated?|modified|modification|lastmod|changed|revised|aktualisiert|geaendert)(?:date|time|on|at)?"
    r"(?:\Z|[-_])|date-?modified|last-?update|last-?modified|update-?date|modified-?date"
)
_BREAK = re.compile(r"[|·•/,;–—(\n]")
# Characters before a date in which its label stands, with an author's name between.
_REACH = 80
_LONGEST_LABEL, _MOST_CLIMBED, _MOST_INSIDE = 40, 3, 2


def role_of_words(before: str, after: str = "") -> Role:
    """What the words before a date, else those right after it, say that it is; the word nearest to the date decides."""
    return _role_of_words(before[-_REACH:], after[:_LONGEST_LABEL]) if before or after else ""


@lru_cache(maxsize=4096)
def _role_of_words(before: str, after: str) -> Role:
    changed, published = (_last(pattern, before) for pattern in (_CHANGED, _PUBLISHED))
    if changed >= 0 or published >= 0:
        return "changed" if changed > published else "published"
    behind = _BREAK.split(after, maxsplit=1)[0]
    if _CHANGED.search(behind):
        return "changed"
    return "published" if _PUBLISHED.search(behind) else ""


def roles_in(line: str, dates: Sequence[tuple[int, int]]) -> list[Role | None]:
    """What a line says of each of its dates, given by start and end; null for one that is no post's ("until …").

    A line that opens with a date and ends in a label has its labels behind.
    """
    if not dates:
        return []
    ends, starts = [0, *(end for _, end in dates)], [*(start for start, _ in dates), len(line)]
    gaps = [line[end:start] for end, start in zip(ends, starts, strict=True)]
    is_behind = not role_of_words(gaps[0]) and role_of_words("", gaps[-1]) != ""
    if is_behind:
        return [role_of_words("", gap) for gap in gaps[1:]]
    return [
        None if _UNTIL.search(before) or _RANGE.match(after) else role_of_words(before)
        for before, after in pairwise(gaps)
    ]


def role_of_label(label: str) -> Role | None:
    """What a label of its own, in the cell or line before a date, says that it is; null where it is no post's."""
    if _OTHER_LABEL.fullmatch(label):
        return None
    if not label or _OTHER.search(label):
        return ""
    return role_of_words(label) or ("published" if _DATE.fullmatch(label) else "")


def is_of_other(text: str) -> bool:
    """Whether a line speaks of another date than a post's: a copyright, an event."""
    return _OTHER_LINE.search(text) is not None


def role_of_classes(names: tuple[str, ...]) -> Role:
    """What the classes of an element say that its time is of."""
    if any("published" in name or "pubdate" in name for name in names):
        return "published"
    if "updated" in names:
        return "updated"
    return "changed" if any(_UPDATED_CLASS.search(name) for name in names) else ""


def label_before(element: Element) -> str:
    """The short text that stands right before `element`: in its line, or in the cell or line before it."""
    for _ in range(_MOST_CLIMBED):
        before, parent = element.getprevious(), element.getparent()
        if before is not None or parent is None:
            return _short(squash(before.tail) or _label_of(before)) if before is not None else ""
        said = squash(parent.text)
        if said:
            return _short(said)
        element = parent
    return ""


def _label_of(before: Element) -> str:
    """The words of a cell, a line or a mark before a date; a heading has its own subject."""
    is_label = before.tag not in ("h1", "h2", "h3", "script", "style") and len(before) <= _MOST_INSIDE
    return inline_text(before) if is_label else ""


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else ""


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
