"""blogduck: turns blogs into an archive that answers SQL.

The public API; nothing inside the package imports from here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.archive import Archive
    from pipeline.models import Document, Hints, ParsedPage
    from pipeline.parsers import parse_page
    from pipeline.parsers.markdown.page import to_markdown

__all__ = ["Archive", "Document", "Hints", "ParsedPage", "__version__", "parse_page", "to_markdown"]

_HOMES = {
    "Archive": "pipeline.archive",
    "Document": "pipeline.models",
    "Hints": "pipeline.models",
    "ParsedPage": "pipeline.models",
    "parse_page": "pipeline.parsers",
    "to_markdown": "pipeline.parsers.markdown.page",
}


def __getattr__(name: str) -> Any:
    # PEP 562: lxml, duckdb and even dataclasses are heavy beside `blogduck --help`, which needs none of them.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
