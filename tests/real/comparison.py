"""Text and times of archive and database made comparable, by code that shares nothing with the parsers."""

import re
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import unquote

UNWANTED = ("figcaption", "style", "script")
CAPTION_CLASS = "wp-caption-text"
VOID = ("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
ONE_FORM = str.maketrans({"“": '"', "”": '"', "„": '"', "″": '"', "’": "'", "‘": "'", "′": "'", "\u00a0": " "})
SPANS = ("year", "month", "day", "hour", "minute", "second")
FIRST = datetime(1, 1, 1)


class _Words(HTMLParser):
    """Collects text outside of captions; `skipped` counts how many open elements are being left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if self.skipped or tag in UNWANTED or CAPTION_CLASS in (dict(attrs).get("class") or "").split():
            self.skipped += 1

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag not in VOID:
            self.skipped -= 1

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data)


def words_of_html(html: str) -> str:
    """The text of `html` without figure captions and without any white space."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return squashed("".join(reader.parts))


def squashed(text: str | None) -> str:
    """`text` without any white space: where lines and blocks part is for other tests to judge."""
    return re.sub(r"\s+", "", text or "")


def plain_name(name: str | None) -> str:
    """A name or title with straight quotes and single spaces, as WordPress curls quotes in some places only."""
    return " ".join((name or "").translate(ONE_FORM).split())


def address(url: str | None) -> str:
    """A URL without scheme, www. and final slash."""
    return re.sub(r"^https?://(www\.)?|/$", "", unquote(url or ""))


def cut(moment: datetime, precision: str) -> datetime:
    """`moment` at the start of the span that `precision` names (year … second)."""
    kept = SPANS[: SPANS.index(precision) + 1]
    return FIRST.replace(**{span: getattr(moment, span) for span in kept})


def database_time(text: str) -> datetime:
    """A DATETIME of WordPress's tables, which knows no zone."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
