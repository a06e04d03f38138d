"""Teasers: blocks inside a body that lead away from it: "read more" lines, lists of other posts, labels of adverts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.identity import fold
from pipeline.parsers.credits import is_closing, is_picture_credit
from pipeline.parsers.document import Element, Page
from pipeline.parsers.text import flat_text, inline_text, squash

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset((*HEADINGS, *"p ul ol div section td dt dd blockquote table center figure article".split()))
_INLINE = frozenset(
    "a abbr b bdi br cite code em font i img kbd mark q s small span strong sub sup time u var wbr del ins"
    " label".split()
)
_LOOSE = ("a", "b", "em", "i", "small", "span", "strong")
_LABEL = re.compile(
    r"(?:advert(?:i[sz]e?ments?)?|anzeige|werbung|publicité|publicidad|pubblicità|reklama|sponsored(?: content)?|"
    r"promoted|close|schließen|video|"
    r"click to tweet|view all(?: \(?\d+)?|share|teilen|share this(?: (?:post|article|"
    r"story))?|tweet|print|drucken|email|"
    r"continue reading(?: below)?|story continues(?: below)?(?: advertisement)?|article continues (?:below|"
    r"after) advertisement|nach oben|back to top|"
    r"this slideshow requires javascript|loading|mehr anzeigen|show more|read more|weiterlesen|mehr lesen|"
    r"follow us|folgen sie uns|kommentare?|comments?|"
    r"(?:zurück|back)(?: (?:zur|zum|to(?: the)?) [\w-]+(?: [\w-]+)?)?|bilder(?:galerie| des [\w]+)?|"
    r"leave a comment|\d+ (?:comments?|kommentare?|shares?|views?)|view this post on instagram|play|audio|"
    r"listen|externer inhalt|weiterempfehlen|(?:news|artikel|beitrag) teilen|"
    r"شارك(?: المقال)?|مشاركة|هم\u200c?رسانی|اشتراک\u200c?گذاری|שתפו|שיתוף|分享(?:到|给|至)?|"
    r"シェア(?:する)?|공유(?:하기)?|поделиться|поділитися|сподели|साझा करें|শেয়ার করুন|แชร์|"
    r"chia sẻ|κοινοποίηση|μοιραστείτε το|paylaş|გაზიარება|አጋራ|"
    r"udostępnij|sdílet|zdieľať|megosztás|distribuie|podijeli|jaa|dela|partager|compartir|condividi|compartilhar|partilhar|"
    r"delen|bagikan|reageren|"
    r"(?:kommentar hinzufügen|add (?:a )?comment))",
    re.I,
)
_LEAD_IN = re.compile(
    r"\W*(?:read (?:more|also|next|this)|see (?:more|also)|more on|more:|more from|related(?: (?:articles?|"
    r"posts?|stor(?:y|ies)|links?|news|content|reading|topics?))?|also read|don['’]?t miss|"
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested)|recommended|top stories|trending|popular on|"
    r"most (?:read|popular)|must read|"
    r"click here|sign up|subscribe|watch(?: now)?|lesen sie (?:auch|mehr|hier)|lies auch|lesetipp|"
    r"mehr (?:zum thema|dazu|lesen|von|aus)|auch interessant|"
    r"das könnte (?:sie|dich|euch)|weitere(?: interessante)? (?:artikel|beiträge|themen|infos|informationen)|"
    r"ähnliche (?:artikel|beiträge|posts|themen)|passend dazu|"
    r"siehe auch|zum thema|weiterführende|empfohlene|empfehlungen|noch mehr|auch auf|"
    r"downloads?\b(?=\W*\Z)|schon gelesen|verwandte (?:artikel|beiträge|themen)|weiterlesen|"
    r"hier geht|hier lesen|"
    r"lire aussi|à lire aussi|voir aussi|sur le même (?:sujet|thème)|articles? (?:similaires|liés)|leggi anche|"
    r"leggi (?:di più|pure)|ti potrebbe|articoli correlati|"
    r"lee también|leer más|(?:te|le) puede interesar|también te|artículos relacionados|noticias relacionadas|"
    r"leia (?:também|mais)|veja também|artigos relacionados|"
    r"lees ook|lees meer|gerelateerd|zobacz (?:też|także|również)|czytaj (?:też|także|więcej)|читайте также|"
    r"читать далее|по теме|olvasd el|eze?k? is érdekel\w*|en savoir plus|v[eé]a también|mira:|"
    r"mehr themen|lust auf mehr|"
    r"schlagw[oö]rte?r?|keywords|stichwörter|quellenangaben?|"
    r"関連記事|相关|相關|관련기사|あわせて読みたい|延伸閱讀|延伸阅读|관련 ?글|함께 읽을|"
    r"похожие (?:записи|статьи|посты)|"
    r"схожі (?:записи|статті)|читайте також|още по темата|اقرأ أيضا|مقالات ذات صلة|(?:مطالب|نوشته‌های) مرتبط|"
    r"כתבות נוספות|קראו גם|bài viết liên quan|xem thêm|यह भी पढ़ें|संबंधित लेख|আরও পড়ুন|"
    r"อ่านเพิ่มเติม|บทความที่เกี่ยวข้อง|διαβάστε (?:επίσης|ακόμη)|"
    r"σχετικά άρθρα|ilgili (?:yazılar|haberler)|podobne wpisy|související články|kapcsolódó|"
    r"buy now|previous|next|tags?:|filed under|about the author)(?:\b|(?<=:)|(?<=[\u0900-\u0e7f]))",
    re.I,
)
_STOP = re.compile(r"[.!?…。！？]\W*\Z")
_WORDS = 4
# The characters that stand around terms: "Dieser Beitrag steht unter: …".
_FILED = 30
_ALL = 10_000


class Block(NamedTuple):
    element: Element
    text: str
    linked: int


def teasers_in(page: Page, blocks: Sequence[Block], unwanted: Set[Element]) -> set[Element]:
    """Those of `blocks`, the innermost ones outside `unwanted`, that lead away from the article.

    A label that stands alone, or is all that is left of a line; a line that begins as an invitation and is mostly a
    link; a title of another post of this site that stands alone as a link; a list of such.
    """
    dropped: set[Element] = set()
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    emptied = {around for element in unwanted for around in element.iterancestors("p")}
    for number, block in enumerate(blocks):
        is_label = block.element in emptied and _is_bare_label(block.element, unwanted)
        if is_label or _is_teaser(page, block, host) or _heads_teasers(page, blocks, number, host):
            dropped.add(block.element)
    return dropped


def drop_ends(blocks: Sequence[Block], dropped: set[Element]) -> None:
    """Drop the lines at the article's end that are about its making, and headings over nothing but what was dropped."""
    _drop_closing(blocks, dropped)
    _drop_headings(blocks, dropped)


def _drop_closing(blocks: Sequence[Block], dropped: set[Element]) -> None:
    for block in blocks[: len(blocks) // 2 : -1]:
        if block.element not in dropped and not is_closing(block.text):
            break
        dropped.add(block.element)


def blocks_in(page: Page, container: Element, unwanted: Set[Element]) -> Iterator[Block]:
    """The innermost blocks, and lists as a whole, in document order."""
    index = page.order[container] + 1
    last = page.end[index - 1]
    while index < last:
        element = page.elements[index]
        if element in unwanted:
            index = page.end[index]
            continue
        if (element.tag in _BLOCKS and _is_leaf(page, index)) or (element.tag in _LOOSE and _is_apart(element)):
            text = squash(flat_text(element))
            if text:
                yield Block(element, text, _linked(element))
            index = page.end[index]
        else:
            index += 1


def _is_apart(element: Element) -> bool:
    """Whether an inline element between blocks is a line of its own."""
    before, after, parent = element.getprevious(), element.getnext(), element.getparent()
    ahead = before.tail if before is not None else parent.text if parent is not None else None
    beside = [other.tag for other in (before, after) if other is not None]
    return not (ahead or "").strip() and not (element.tail or "").strip() and not any(t in _INLINE for t in beside)


def _is_leaf(page: Page, index: int) -> bool:
    tag = page.elements[index].tag
    if tag in ("p", "ul", "ol", *HEADINGS):
        return True
    return all(page.elements[inner].tag in _INLINE for inner in range(index + 1, page.end[index]))


def _linked(element: Element) -> int:
    if element.tag == "a":
        return len(squash(flat_text(element)))
    linked = sum(len(squash(flat_text(link))) for link in element.iter("a"))
    return linked or (_ALL if _in_link(element) else 0)


def _in_link(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a"


def _is_teaser(page: Page, block: Block, host: str) -> bool:
    text = block.text
    if len(text) < 60 and _LABEL.fullmatch(text.strip(" .:!*[]()-–—→»>…")):
        return True
    if is_picture_credit(text) and block.element.tag not in ("ul", "ol", "table"):
        return True
    share = block.linked / len(text)
    if (share > 0.4 or len(text) - block.linked < _FILED) and _is_of_terms(block.element):
        return True
    lead = _LEAD_IN.match(text)
    if lead and (share > 0.3 or lead.end() > len(text) - 4):
        return len(text) < 300 or share > 0.6
    if share < 0.8:
        return False
    if block.element.tag in ("ul", "ol"):
        return _all_here(page, block.element, host)
    is_title = len(text.split()) >= _WORDS and (text.isupper() or not _STOP.search(text))
    return is_title and _all_here(page, block.element, host)


def _is_bare_label(element: Element, unwanted: Set[Element]) -> bool:
    """Whether nothing but a label is left of a block without what is unwanted in it: "Pages:"."""
    left = inline_text(element, unwanted)
    return len(left) < _FILED and left.endswith(":")


def _is_of_terms(element: Element) -> bool:
    """Whether all links of `element` are terms ("Tags: …"); a title inside a link is none."""
    links = list(element.iter("a"))
    return bool(links) and all("tag" in (link.get("rel") or "").split() for link in links)


def _all_here(page: Page, element: Element, host: str) -> bool:
    """Whether the links of `element` lead to other pages of this site."""
    parent = element.getparent()
    links = list(element.iter("a")) or ([parent] if parent is not None and parent.tag == "a" else [])
    urls = [page.absolute(link.get("href")) or "" for link in links]
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in urls}
    return hosts == {host} and not any(map(_is_anchor, links))


def _is_anchor(link: Element) -> bool:
    return (link.get("href") or "").startswith("#")


def _heads_teasers(page: Page, blocks: Sequence[Block], number: int, host: str) -> bool:
    """Whether a block is an invitation ("You may also like") that nothing but teasers follow."""
    block = blocks[number]
    if len(block.text) > 60 or not _LEAD_IN.match(block.text):
        return False
    following = blocks[number + 1 : number + 2]
    if not following and _STOP.search(block.text) and not block.linked:
        # "Next came the rain."
        return False
    return all(_is_teaser(page, other, host) for other in following)


def _drop_headings(blocks: Sequence[Block], dropped: set[Element]) -> None:
    """Drop headings with nothing left under them but what was dropped."""
    below_dropped = below_kept = False
    for block in reversed(blocks):
        if block.element in dropped:
            below_dropped = True
        elif block.element.tag in HEADINGS:
            if below_dropped and not below_kept and fold(block.text):
                dropped.add(block.element)
            else:
                below_dropped = below_kept = False
        else:
            below_kept = True
