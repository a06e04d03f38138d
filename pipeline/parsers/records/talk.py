"""Talk: the words for comments, answers and discussions in the languages that blogs are written in.

In headings they stand as people write them, in classes and ids as programmers spell them. A word counts for little
here: it is one of several things that tell a thread from a list of posts (`verdict`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.parsers.document import Element

_SHOWN = (
    # Germanic
    r"comment|komment|kommenter|reacti(?:e|on)|reakti?on|diskus|discuss|diskut|antwort|meinung|leserbrief|leserpost|"
    r"leserstimm|g[aä]stebuch|guest ?book|wortmeld|rückmeldung|gedanken|thoughts?\b|repl(?:y|ies)|response|feedback|"
    r"svar\b|debatt|inlägg|meddelande|mening|tilbakemeld|what do you think|have your say|was (?:sagst|meinst) du|"
    r"mitreden|conversation|talkback|"
    # Romance
    r"coment[aá]|comenta|réacti|répons|discut|débat|avis\b|opini[oó]n|opini[aã]o|opinion|respuest|respost|rispost|"
    r"mensaj|mensage|messages?\b|messagg|forum|foro|livre d.or|recensen|impressions|"
    # Slavic, Baltic, Greek
    r"коммент|коментар|отзыв|мнени|ответ|обсужд|дискус|сообщени|відгук|думк|opini[ei]\b|odpowied|wypowied|dyskusj|"
    r"komentá|komentar|diskuz|diskus|odpověd|odpoved|příspěv|príspev|mnenj|mišljenj|σχόλι|απαντήσ|συζήτησ|"
    # Finnish, Hungarian, Turkish
    r"keskustel|kommentti|kommentoi|viesti|vastau|mielipi|hozzászól|vélemény|yorum|görüş|mesaj|cevap|"
    # Others
    r"تعليق|ردود|التعليقات|نظرات|دیدگاه|תגוב|コメント|評論|評價|留言|评论|跟帖|回复|回覆|讨论|댓글|응답|의견|덧글|"
    r"ความ(?:คิด)?เห็น|bình luận|phản hồi|टिप्पण|प्रतिक्रिय|komentar|tanggapan|ulasan|মন্তব্য|கருத்து|వ్యాఖ్య|تبصر|"
    r"კომენტარ|մեկնաբան|ummæli|athugasemd|iruzkin|sylwad|trácht|maoni|сэтгэгдэл|пікір"
)
_SPELLED = (
    r"comment|komment|kommenter|coment[aá]?ri|comentari|comenta|cmnt(?<!\wcmnt)|cmt(?<!\wcmt)|cmt[-_]|discuss|diskus|diskut|dyskus|"
    r"disqus|repl(?:y|ies)|respuest|respost|rispost|reponse|reacti(?:e|on)|reakti|reaccion|leserbrief|leserpost|"
    r"leserstimm|guest-?book|g[aä]e?stebuch|wortmeldung|user-?post|opini(?:e|on|ones|oni|ao|oes)?s?\b|talkback|"
    r"keskustel|viesti|yorum|vastau|debatt|inlagg|hozzaszol|velemen|komentar|kommentti|prispev|odpoved|odpowied|"
    r"wypowied|mnen(?:ie|iya)|otz[iy]v|obsuzhd|taliq|ta.?leeq|pinglun|liuyan|gentie|huifu|binh-?luan|диску|"
    r"thread|feedback"
)
SHOWN = re.compile(_SHOWN)
"""In a heading or a line, in lower case."""
SPELLED = re.compile(_SPELLED)
"""In a class or an id, in lower case."""
LOOSE = re.compile(
    r"forum|msg|message|post|answer|antwort|talk|community|conversation|board|mensaj|message|nachricht|beitrag|"
    r"entry|eintrag"
)
"""In a class or an id, of talk, but of much else as well."""


@lru_cache(maxsize=16_384)
def spells_talk(names: str) -> bool:
    """Whether a class list or id speaks of comments."""
    return SPELLED.search(names) is not None


@lru_cache(maxsize=16_384)
def may_spell_talk(names: str) -> bool:
    """Whether a class list or id may speak of comments."""
    return LOOSE.search(names) is not None


# What templates offer to do with a comment: to answer it, to judge it, and what else stands in such a line.
_ANSWER = (
    r"reply|antworten?|répondre|responder|rispondi|reageer|beantwoorden|odpowiedz|ответить|svara?|vastaa|yanıtla|"
    r"reagoi|besvar|odpovědět|odpovedať|válasz|răspunde|απάντηση|відповісти|balas|trả lời|"
    r"返信|回复|回覆|回應|답글|응답|رد|پاسخ|הגב|השב|ตอบกลับ"
)
_JUDGE = r"zitieren|quote|melden|report|flag|signaler|permalink|link|gefällt mir|like"
_ELSE = (
    r"respond|answer|auf diesen (?:beitrag|kommentar) antworten|cevapla|cita|citer|denunciar|segnala|j.aime|me gusta|"
    r"share|teilen|edit|bearbeiten|delete|löschen|parent|thread|show|hide|(?:show|view|hide) replies|"
    r"load more|more|mehr|vote (?:up|down)|upvote|downvote"
)
_OFFERED = re.compile(rf"\b(?:{_ANSWER}|{_JUDGE})\b", re.I)
_OFFER = re.compile(rf"\W*(?:{_ANSWER}|{_JUDGE}|{_ELSE})\W*", re.I)
_LONGEST_OFFER = 40


@lru_cache(maxsize=16_384)
def offers(text: str) -> bool:
    """Whether `text`, or a class list, speaks of answering a comment, of reporting or linking it."""
    return _OFFERED.search(text) is not None


def is_offer(text: str) -> bool:
    """Whether `text` is nothing but what a page offers to do with a comment: "Reply", "Melden"."""
    return len(text) <= _LONGEST_OFFER and _OFFER.fullmatch(text) is not None


def leads_nowhere(element: Element) -> bool:
    """Whether a link or button does something here and leads to no other page."""
    if element.tag == "button":
        return True
    href = element.get("href") or ""
    return element.tag == "a" and (not href or "#" in href or href.startswith("javascript:"))
