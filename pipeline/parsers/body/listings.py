"""Listings: program code in a body, as highlighters write it, made plain: one `pre` and `code`, no line numbers.

Highlighters wrap each word, set lines as blocks or as rows of a table, and put numbers before them. What is left is the
code as it would be copied, and its language where the page says it.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise

from lxml import etree

from pipeline.parsers.body.draft import Draft
from pipeline.parsers.document import Element, Page
from pipeline.parsers.text import flat_text, visible

# Players of code that need no `pre`: SyntaxHighlighter, Crayon, gists, highlight.js with numbers, EnlighterJS.
_BOXES = ("syntaxhighlighter", "crayon-syntax", "js-file-line-container", "enlighter-default")
_NUMBER = re.compile(
    r"(?:line|code)-?n(?:o|os|um|ums|umbers?)(?:\Z|[-_])|linenos?|lineno|\Alnt?\Z|gutter|blob-num|crayon-nums?|ln-num|\Aline-numbers-rows\Z"
)
_NUMBERS = re.compile(r"[\s\d.:|]*\Z")
_TOOL = re.compile(
    r"toolbar|\Acopy|-copy(?:\Z|-)|clipboard|gist-meta|crayon-(?:plain-wrap|info)|enlighter-raw|\Acode-(?:lang|title|header)"
)
_LINES = frozenset("div li p tr table ol ul pre code-line".split())
_STRUCTURE = frozenset("table thead tbody tr ol ul".split())
_PLAIN = frozenset("code span font div ol ul li p table thead tbody tr td th br pre button tt wbr".split())
_LANGUAGE = re.compile(
    r"(?:\A|\s)(?:lang(?:uage)?[-_]|highlight-(?:source|text)-|brush:\s*|code-|type-|src-)([\w+#.-]+)"
)
_STATED = ("data-lang", "data-language", "data-enlighter-language", "data-code-language", "lang")
_NO_LANGUAGE = frozenset(
    "brush block blocks toolbar box wrapper plaintext plain text none txt nohighlight line lines toggle raw".split()
)
_HIGHLIGHTED = frozenset("highlight sourcecode syntaxhighlighter src codehilite prettyprint hljs gist code".split())
_KNOWN = frozenset(
    "bash shell sh console c cpp csharp css diff go haskell html java javascript js json kotlin lisp lua makefile "
    "markdown matlab nginx objc ocaml perl php powershell python py r ruby rb rust scala scss sql swift toml ts "
    "typescript vim xml yaml yml elixir clojure dart dockerfile erlang fortran fsharp groovy ini julia latex "
    "tex".split()
)


def plain_listings(draft: Draft) -> None:
    """Make each listing of the body one `pre` with one `code`, its class `language-…` where the language is told."""
    pres, boxes = draft.inside("pre"), draft.classed(*_BOXES)
    if not pres and not boxes:
        return
    for box in boxes:
        source = _source_of(draft.page, box)
        if draft.is_lost(box) or (source is not None and not draft.page.contains(box, source)):
            draft.drop(box)
        else:
            _write(draft, box, _code_of(draft.page, box if source is None else source))
    for pre in pres:
        table = _listing_table(pre)
        whole = pre if table is None else table
        if not draft.is_lost(whole) and not draft.is_lost(pre):
            _plain(draft, whole)


def _source_of(page: Page, box: Element) -> Element | None:
    """The `pre` in or after a box that a script filled from it: EnlighterJS leaves it there, hidden."""
    after = box.getnext()
    inside = page.within(box, page.classed("enlighterjsraw"))
    return next(iter(inside), after if after is not None and "enlighterjsraw" in page.classes(after) else None)


def _plain(draft: Draft, whole: Element) -> None:
    page = draft.page
    inner = [element for element in page.subtree(whole)[1:] if element.tag != "br"]
    if whole.tag == "pre" and not all(element.tag in _PLAIN for element in inner):
        # Somebody's own bold words or links.
        _drop_numbers(draft, inner)
    elif whole.tag != "pre" or inner:
        _write(draft, whole, _code_of(page, whole))
    elif language := _language(page, whole):
        _write(draft, whole, whole.text or "", language)


def _drop_numbers(draft: Draft, inner: list[Element]) -> None:
    for element in inner:
        if _is_number(draft.page, element):
            draft.drop(element)


def _listing_table(pre: Element) -> Element | None:
    """The table that has `pre` in one column and line numbers in another."""
    for up, around in enumerate(pre.iterancestors("td", "th")):
        row, table = around.getparent(), next(around.iterancestors("table"), None)
        if up > 1 or table is None or row is None or row.tag != "tr":
            return None
        others = [cell for cell in row if cell is not around]
        if others and len(row) < 4 and all(_counts(cell) or not flat_text(cell).strip() for cell in others):
            return table
        if others and _counts(around):
            return table
    return None


def _counts(cell: Element) -> bool:
    """Whether a cell holds nothing but numbers that follow each other."""
    told = " ".join(str(piece) for piece in cell.itertext())
    if not _NUMBERS.match(told):
        return False
    numbers = [int(number) for number in re.findall(r"\d{1,9}", told)]
    return bool(numbers) and all(b == a + 1 for a, b in pairwise(numbers))


def _is_number(page: Page, element: Element) -> bool:
    names = page.classes(element)
    if not names or not any(_NUMBER.search(name) for name in names):
        return False
    return bool(_NUMBERS.match(flat_text(element)))


def _write(draft: Draft, element: Element, code: str, language: str | None = None) -> None:
    language = language or _language(draft.page, element)
    draft.write(element, "pre", None)
    inner = etree.SubElement(element, "code")
    inner.text = code
    if language:
        inner.set("class", f"language-{language}")


def _code_of(page: Page, whole: Element) -> str:
    """The code inside `whole`: each line once, numbers and tools left out."""
    parts: list[str] = []
    verbatim = 0
    walker = etree.iterwalk(whole, events=("start", "end"))

    def put(text: str | None, holder: str) -> None:
        # Between rows stands the template's own white space.
        if text and not (holder in _STRUCTURE or (not verbatim and "\n" in text and not text.strip())):
            parts.append(text)

    def new_line() -> None:
        if parts and not parts[-1].endswith("\n"):
            parts.append("\n")

    for event, element in walker:
        tag = str(element.tag)
        if event == "start":
            if element is not whole and _is_no_code(page, element):
                walker.skip_subtree()
                continue
            if tag == "br":
                parts.append("\n")
                continue
            if tag in _LINES:
                new_line()
            verbatim += tag in ("pre", "code")
            put(element.text, tag)
            continue
        if tag in _LINES and not _is_no_code(page, element):
            new_line()
        if tag in ("pre", "code") and not _is_no_code(page, element):
            verbatim -= 1
        if element is not whole:
            put(element.tail, str(parent.tag) if (parent := element.getparent()) is not None else "")
    text = visible("".join(parts).replace("\r\n", "\n")).replace("\u00a0", " ")
    return text.removeprefix("\n").rstrip()


def _is_no_code(page: Page, element: Element) -> bool:
    if element.tag in ("button", "textarea", "script", "style", "svg", "select"):
        return True
    if element.tag == "td" and _counts(element) and element.getnext() is not None:
        return True
    names = page.classes(element)
    return bool(names) and (any(map(_TOOL.search, names)) or _is_number(page, element))


def _language(page: Page, element: Element) -> str | None:
    """What language a listing is in, as its highlighter says, on it, in it or around it."""
    inner = [one for one in page.subtree(element)[1:] if one.tag in ("code", "pre", "td", "table")]
    around = []
    for one in islice(element.iterancestors("div", "figure", "td", "table", "p"), 4):
        # Not by `len`, which counts all the article's paragraphs.
        if next(islice(one, 2, None), None) is not None:
            break
        around.append(one)
    return next(filter(None, map(_language_said, (element, *inner[:8], *around))), None)


def _language_said(element: Element) -> str | None:
    for name in _STATED:
        said = (element.get(name) or "").strip().lower()
        if re.fullmatch(r"[\w+#.-]{1,20}", said) and (name != "lang" or said in _KNOWN):
            return said if said not in _NO_LANGUAGE else None
    names = (element.get("class") or "").lower()
    for said in _LANGUAGE.findall(names):
        bare = said.rstrip(".;")
        if bare not in _NO_LANGUAGE and len(bare) <= 20:
            return str(bare)
    tokens = names.split()
    if element.tag in ("pre", "code") or not _HIGHLIGHTED.isdisjoint(tokens):
        return next((token for token in tokens if token in _KNOWN), None)
    return None
