"""blogduck: turns blogs into an archive that answers SQL.

The public API; nothing inside the package imports from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.models import Document, Hints, ParsedPage
from pipeline.version import __version__

if TYPE_CHECKING:
    from pipeline.archive import Archive
    from pipeline.parsers import parse_page

__all__ = ["Archive", "Document", "Hints", "ParsedPage", "__version__", "parse_page"]


def __getattr__(name: str) -> Any:
    # PEP 562: lxml and duckdb are heavy, and `blogduck --help` needs neither.
    if name == "parse_page":
        from pipeline.parsers import parse_page

        return parse_page
    if name == "Archive":
        from pipeline.archive import Archive

        return Archive
    raise AttributeError(name)
