"""Markdown: stored HTML as text that reads well and renders the same (CommonMark, GitHub's tables and footnotes)."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from markdownify import MarkdownConverter

from pipeline.parsers.markdown.notes import take_notes
from pipeline.parsers.text import visible

_FORMULA = re.compile(r"(\$\$?(?=[^\s$])[^$\n]*[\\^_{][^$\n]*(?<=[^\s$])\$\$?)")
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])|~(?=~)|<(?=[a-zA-Z/!?])|&(?=\w+;|#\w+;)|"
    r"\[(?=\^|[^\]]*\][(\[:])"
)
_LINE_START = re.compile(
    r"\A(\s*)(?:(#{1,6}(?=\s|\Z)|[-+*](?=\s|\Z)|>|={3,}\s*\Z|-{3,}\s*\Z|~~~)|(\d{1,9})([.)](?=\s|\Z)))"
)
_BLOCKS = frozenset(
    "[document] address article aside blockquote body caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr li ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_LANGUAGE = re.compile(r"(?:language|lang)-([\w+#.-]+)")
_FENCE = re.compile(r"[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,})")


def markdown_of(html: str) -> str:
    """`html`, sanitised as stored, in Markdown."""
    soup = BeautifulSoup(html, "html.parser")
    try:
        notes = take_notes(soup)
        parts = [_Converter().convert_soup(soup)]
        # Each note has a converter of its own: lists are numbered by their identity, which a later soup's may take.
        parts += [_note(label, _Converter().convert(note.decode_contents())) for label, note in notes]
    except RecursionError:
        # Elements nest too deep to be written as such: what they say is there all the same.
        parts = [escaped(line) for line in soup.get_text("\n").splitlines()]
    return _tidied("\n\n".join(part.strip("\n") for part in parts if part.strip()))


def escaped(text: str, in_link: bool = False) -> str:
    """`text`, of one line, as Markdown that shows it as it is."""
    return _with_safe_start(_escaped(" ".join(text.split()), in_link))


def _escaped(text: str, in_link: bool = False, in_cell: bool = False) -> str:
    # Where a browser may break a word says nothing in Markdown.
    pieces = _FORMULA.split(visible(text))
    pieces[::2] = [_SPECIAL.sub(r"\\\g<0>", piece) for piece in pieces[::2]]
    whole = "".join(pieces)
    if in_link:
        whole = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", whole)
    return whole.replace("|", r"\|") if in_cell else whole


def _with_safe_start(text: str) -> str:
    """`text`, at the beginning of a line, so that no list, heading or quote begins there."""
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _note(label: str, text: str) -> str:
    return f"[^{label}]: " + text.strip().replace("\n", "\n    ")


def _tidied(text: str) -> str:
    """`text` with one blank line between blocks, and as many as there are in code."""
    lines: list[str] = []
    fence = ""
    for line in text.splitlines():
        bare = line if fence else re.sub(r"(?<=\S) +\Z", "  ", line) if line.endswith("  ") else line.rstrip()
        found = _FENCE.match(line)
        if found and not fence:
            fence = found.group(1)
        elif fence and line.strip(" >") == fence:
            fence = ""
        if fence or bare.strip() or (lines and lines[-1].strip()):
            lines.append(bare)
    return "\n".join(lines).strip("\n")


# Its stubs tell less than there is.
_Base: Any = MarkdownConverter


class _Converter(_Base):  # type: ignore[misc]
    """markdownify with escapes only where they are needed, fences that hold, and marks of footnotes."""

    class Options:
        bs4_options = "html.parser"
        heading_style = "atx"
        bullets = "-"
        sub_symbol = "<sub>"
        sup_symbol = "<sup>"

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[int, int] = {}

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        text = str(super().process_text(el, parent_tags=parent_tags))
        if parent_tags and "_noformat" in parent_tags:
            return text
        text = text.replace("\n", " ")
        is_start = not parent_tags or "_inline" not in parent_tags
        return _with_safe_start(text.lstrip(" ")) if is_start and _begins_line(el) else text

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return _escaped(text, "a" in parent_tags, not parent_tags.isdisjoint(("td", "th")))

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href") or "")
        shown = " ".join(text.split())
        if "_noformat" in parent_tags or not shown or not href:
            return text
        if el.get_text().strip() == href and re.match(r"https?://[^\s<>]+\Z", href):
            return f"<{href}>"
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{' ' * bool(before)}[{shown}]({link_target(href)}){' ' * bool(after)}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = " ".join(str(el.get("alt") or "").split())
        source = str(el.get("src") or "")
        shown = _escaped(alt, in_link=True, in_cell=not parent_tags.isdisjoint(("td", "th")))
        return f"![{shown}]({link_target(source)})" if source else shown

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code = _verbatim(el).strip("\n")
        if not code.strip():
            return ""
        if "_inline" in parent_tags:
            return f" `{' '.join(code.split())}` "
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", code)), default=0))
        return f"\n\n{fence}{_language(el)}\n{code}\n{fence}\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        parent = el.parent
        bullet = "- "
        if parent is not None and parent.name == "ol":
            start = str(parent.get("start") or "")
            number = self._numbers.get(id(parent), int(start) if start.isdecimal() and len(start) < 9 else 1)
            self._numbers[id(parent)] = number + 1
            bullet = f"{number}. "
        lines = text.strip().splitlines()
        rest = [" " * len(bullet) + line if line.strip() else "" for line in lines[1:]]
        return "\n".join([bullet + (lines[0] if lines else ""), *rest]).rstrip() + "\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        shown = " ".join(text.split())
        return f"\n\n{shown if '*' in shown else f'*{shown}*'}\n\n" if shown else ""

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        shown = " ".join(text.split())
        return f"\n\n{shown if '*' in shown else f'**{shown}**'}\n\n" if shown else ""

    convert_details = convert_figure = _Base.convert_div

    def convert_rt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text if el.find_previous_sibling("rp") else f"({text})"

    def convert_note_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"[^{text}]"


def link_target(url: str) -> str:
    """`url` as the target of a link."""
    return f"<{url}>" if re.search(r"[\s()]", url) and not re.search(r"[<>\n]", url) else url.replace(" ", "%20")


def _verbatim(element: Tag) -> str:
    pieces = (str(one) if isinstance(one, NavigableString) else "\n" for one in element.descendants if _is_shown(one))
    return "".join(pieces)


def _is_shown(node: Any) -> bool:
    return isinstance(node, NavigableString) or node.name == "br"


def _language(pre: Tag) -> str:
    for one in (pre.find("code"), pre):
        found = _LANGUAGE.search(" ".join(one.get_attribute_list("class"))) if isinstance(one, Tag) else None
        if found:
            return found.group(1)
    return ""


def _begins_line(text: NavigableString) -> bool:
    node: PageElement = text
    while True:
        before = node.previous_sibling
        while isinstance(before, NavigableString) and not before.strip():
            before = before.previous_sibling
        if before is not None:
            return isinstance(before, Tag) and (before.name == "br" or before.name in _BLOCKS)
        parent = node.parent
        if parent is None or parent.name in _BLOCKS:
            return True
        node = parent
