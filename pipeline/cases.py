"""Case: a saved page, what is known of it, and what reading it must give. Tests as data, for us and for users' blogs.

A case is a folder: `page.html`, further documents, `case.json` (addresses, fetch times, hints, source, licence) and
`expected.json` (`ParsedPage.to_dict()`, or the part of it that somebody has looked at). The idea of one folder per
page, asserted by field, is that of recipe-scrapers and web-poet.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.differences import NOTHING, Difference, differences, updated
from pipeline.errors import SettingsError
from pipeline.identity import fold
from pipeline.models import NO_HINTS, Document, Hints, ParsedPage
from pipeline.parsers import parse_page

PAGE_FILE = "page.html"
CASE_FILE = "case.json"
EXPECTED_FILE = "expected.json"

_CASE_KEYS = {"url", "content_type", "fetched_at", "hints", "documents", "source", "licence"}
_DOCUMENT_KEYS = {"file", "url", "content_type", "fetched_at", "purpose"}
_ENDINGS = {"json": "json", "xml": "xml", "rss": "xml", "atom": "xml"}


@dataclass(frozen=True, slots=True)
class Case:
    """One folder. expected: null until it was approved for the first time."""

    folder: Path
    page: Document
    more: tuple[Document, ...] = ()
    hints: Hints = NO_HINTS
    source: str | None = None
    licence: str | None = None
    expected: dict[str, Any] | None = None

    def parse(self) -> ParsedPage:
        """The page read as it is read in a run."""
        page = self.page
        return parse_page(
            page.body,
            page.url or None,
            content_type=page.content_type,
            fetched_at=page.fetched_at,
            hints=self.hints,
            more=self.more,
        )


@dataclass(frozen=True, slots=True)
class Approval:
    """What `approve` did. differences: before it; written: whether `expected.json` was; losses: why it was not."""

    differences: tuple[Difference, ...]
    written: bool

    @property
    def losses(self) -> tuple[Difference, ...]:
        """The differences that would lose something."""
        return tuple(difference for difference in self.differences if difference.loses)


# Reading ----------


def find_cases(root: Path) -> list[Path]:
    """The case folders at and under `root`, in order of name.

    Raises:
        SettingsError: there is none.
    """
    folders = sorted(file.parent for file in root.rglob(CASE_FILE))
    if not folders:
        raise SettingsError(f"{root}: no cases here (folders with a {CASE_FILE}): make one with 'blogduck case save'")
    return folders


def load_case(folder: Path) -> Case:
    """The case in `folder`.

    Raises:
        SettingsError: a file is missing or says something that a case can't say.
    """
    place = folder / CASE_FILE
    facts = _read_json(place)
    _refuse_unknown(facts, _CASE_KEYS, place)
    try:
        return Case(
            folder,
            _document(folder, {**facts, "file": PAGE_FILE}, "page"),
            tuple(_further(folder, entry, place) for entry in facts.get("documents", [])),
            Hints(**facts.get("hints") or {}),
            facts.get("source"),
            facts.get("licence"),
            _read_json(folder / EXPECTED_FILE) if (folder / EXPECTED_FILE).exists() else None,
        )
    except (TypeError, ValueError, KeyError, AttributeError, OSError) as error:
        raise SettingsError(f"{place}: {error}") from error


def _further(folder: Path, entry: dict[str, Any], place: Path) -> Document:
    _refuse_unknown(entry, _DOCUMENT_KEYS, place)
    return _document(folder, entry, entry["purpose"])


def _document(folder: Path, entry: dict[str, Any], purpose: str) -> Document:
    fetched_at = datetime.fromisoformat(entry["fetched_at"]) if entry.get("fetched_at") else None
    if fetched_at and fetched_at.tzinfo is None:
        raise ValueError(f"fetched_at {entry['fetched_at']!r} needs an offset, such as +00:00")
    body = (folder / entry["file"]).read_bytes()
    return Document(entry.get("url") or "", body, entry.get("content_type"), fetched_at, purpose)


def _refuse_unknown(entry: dict[str, Any], known: set[str], place: Path) -> None:
    if unknown := sorted(entry.keys() - known):
        raise SettingsError(f"{place}: there is no key {unknown[0]!r}; known here: {', '.join(sorted(known))}")


def _read_json(place: Path) -> dict[str, Any]:
    try:
        value = json.loads(place.read_bytes())
    except OSError as error:
        raise SettingsError(f"{place}: can't be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"{place}: not valid JSON: {error}") from error
    if not isinstance(value, dict):
        raise SettingsError(f"{place}: must hold one JSON object")
    return value


# Checking and approving ----------


def plain(page: ParsedPage) -> dict[str, Any]:
    """`page` as an `expected.json` holds it: plain JSON, without the parser's version, which is no content."""
    value: dict[str, Any] = json.loads(json.dumps(page.to_dict()))
    del value["parser_version"]
    return value


def check(case: Case) -> list[Difference]:
    """Where reading the page gives something else than `expected.json` states. A case never approved differs."""
    if case.expected is None:
        return [Difference(EXPECTED_FILE, NOTHING, "not there yet: look at the page, then 'blogduck case approve'")]
    return differences(case.expected, plain(case.parse()))


def approve(case: Case, allow_losses: bool = False) -> Approval:
    """Make what the parser gives now the expectation, in those places where it differs.

    Nothing is written if that would lose a comment, a parent, a time or a text, unless `allow_losses`.
    """
    found = plain(case.parse())
    if case.expected is None:
        _write_json(case.folder / EXPECTED_FILE, found)
        return Approval((), True)
    approval = Approval(tuple(differences(case.expected, found)), False)
    if not approval.differences or (approval.losses and not allow_losses):
        return approval
    _write_json(case.folder / EXPECTED_FILE, updated(case.expected, found))
    return Approval(approval.differences, True)


# Saving ----------


def save_case(draft: Case, *, is_root: bool = True, force: bool = False) -> Case:
    """A new case folder, with what the parser gives now as expectation.

    Read that expectation against the page: a golden that nobody has read freezes the parser's mistakes.

    Args:
        draft: what to save, and where.
        is_root: the draft's folder holds cases, and the new one is `<folder>/<comment engine>/<slug>` in it.
        force: replace a case of this page that is there already; save what is no HTML.

    Raises:
        SettingsError: the page is no HTML, the case is there already, or the folder can't be written.
    """
    page, more = draft.page, draft.more
    parsed = draft.parse()
    if parsed.page_kind == "not_html" and not force:
        raise SettingsError(f"{page.url or 'the page'}: this is no HTML; --force saves it all the same")
    folder = draft.folder
    if is_root:
        home = folder / (parsed.comment_engine or "no-comments")
        folder = _place(home / _slug(page.url, parsed.title), page.url or parsed.url or None)
    try:
        _make_room(folder, force)
        (folder / PAGE_FILE).write_bytes(page.body)
        for document, name in zip(more, _names(more), strict=True):
            (folder / name).write_bytes(document.body)
        _write_json(folder / CASE_FILE, _facts(draft, parsed))
        _write_json(folder / EXPECTED_FILE, plain(parsed))
    except OSError as error:
        raise SettingsError(f"{folder}: can't be written: {error.strerror}") from error
    return load_case(folder)


def _facts(case: Case, parsed: ParsedPage) -> dict[str, Any]:
    hints = {name: getattr(case.hints, name) for name in ("timezone", "language", "date_order", "rules")}
    return {
        **_document_facts(case.page),
        "url": case.page.url or parsed.url or None,
        "hints": {name: value for name, value in hints.items() if value is not None},
        "documents": [
            {"file": name, "purpose": document.purpose, **_document_facts(document)}
            for document, name in zip(case.more, _names(case.more), strict=True)
        ],
        "source": case.source,
        "licence": case.licence,
    }


def _document_facts(document: Document) -> dict[str, Any]:
    fetched_at = document.fetched_at.isoformat() if document.fetched_at else None
    return {"url": document.url, "content_type": document.content_type, "fetched_at": fetched_at}


def _names(documents: Sequence[Document]) -> Iterator[str]:
    for number, document in enumerate(documents, start=1):
        kinds = re.findall(r"[a-z]+", (document.content_type or "").partition(";")[0].lower())
        yield f"more-{number}.{next((_ENDINGS[kind] for kind in kinds if kind in _ENDINGS), 'html')}"


def _slug(url: str, title: str | None) -> str:
    segments = [part for part in re.split(r"[/?#]", url.partition("://")[2]) if part]
    words = fold(re.sub(r"\.\w{2,5}\Z", "", segments[-1]) if len(segments) > 1 else title).split()
    return "-".join(words)[:60].strip("-") or "page"


def _place(folder: Path, url: str | None) -> Path:
    """`folder`, or with a number if a case of another address has it."""
    number, place = 1, folder
    while place.exists() and not _is_of(place / CASE_FILE, url):
        number += 1
        place = folder.with_name(f"{folder.name}-{number}")
    return place


def _is_of(file: Path, url: str | None) -> bool:
    return file.is_file() and _read_json(file).get("url") == url


def _make_room(folder: Path, force: bool) -> None:
    if (folder / CASE_FILE).exists():
        if not force:
            raise SettingsError(f"{folder}: this page is saved there already; --force saves it anew")
        shutil.rmtree(folder)
    elif folder.exists() and any(folder.iterdir()):
        raise SettingsError(f"{folder}: is there already and no case: name another folder")
    folder.mkdir(parents=True, exist_ok=True)


def _write_json(place: Path, value: dict[str, Any]) -> None:
    # A lone surrogate, which UTF-8 can't hold, comes out as the escape that JSON reads back.
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    place.write_bytes(text.encode("utf-8", "backslashreplace"))
