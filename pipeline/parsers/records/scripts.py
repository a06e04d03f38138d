"""Scripts: what a page tells the script that loads its comments: attributes of its element, settings inside it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.parsers.document import Element, Page


def script_from(page: Page, address: str) -> Element | None:
    """The first script whose source holds `address`."""
    return next((script for script in page.by_tag.get("script", ()) if address in (script.get("src") or "")), None)


def script_told(page: Page, attribute: str) -> Element | None:
    """The first script that has `attribute`."""
    return next((script for script in page.by_tag.get("script", ()) if script.get(attribute) is not None), None)


def script_saying(page: Page, marker: str) -> str | None:
    """The text of the first inline script that holds `marker`; for engines that a container or source told of."""
    return next((text for script in page.by_tag.get("script", ()) if (text := script.text) and marker in text), None)


def setting(script: str | None, name: str) -> str | None:
    """The literal string that `script` gives to `name` (`name: "…"`, `name = '…'`); null if it is computed."""
    found = _literal(name).search(script) if script else None
    return found.group(2).replace("\\/", "/").strip() or None if found else None


@lru_cache(maxsize=64)
def _literal(name: str) -> re.Pattern[str]:
    return re.compile(rf"""(?<![\w$]){name}["']?\s*[:=]\s*(["'`])([^"'`\n<>$]*)\1""")
