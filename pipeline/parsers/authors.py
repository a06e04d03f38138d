"""Authors: bylines and bios joined to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.identity import fold
from pipeline.models import Author
from pipeline.parsers.bios import Bio
from pipeline.parsers.bylines import Name, find_names
from pipeline.parsers.document import Element, Page
from pipeline.parsers.regions import Regions


def find_authors(
    page: Page,
    regions: Regions,
    container: Element | None,
    title: Element | None,
    bios: Sequence[Bio],
    site_name: str | None,
) -> tuple[tuple[Author, ...], str | None]:
    """The article's authors, in order, each with the bio that names them, and the rule that gave the names.

    A bio names the author where no byline does, if its box says who it is about.
    """
    names = find_names(page, regions, container, title, [site_name] if site_name else [])
    if not names:
        named = [bio.author for bio in bios if bio.author.name and fold(bio.author.name) != fold(site_name)]
        return tuple(named[:1]), "author box" if named else None
    authors = tuple(_with_bio(name, bios, len(names) == 1) for name in names)
    return authors, names[0].source


def _with_bio(name: Name, bios: Sequence[Bio], alone: bool) -> Author:
    plain = Author(name.name, name.url, image_url=name.image)
    wanted = fold(name.name)
    for bio in bios:
        said = fold(bio.author.name)
        about = fold(bio.author.bio)
        if (
            said == wanted
            or (not said and (alone or wanted in about))
            or (wanted and wanted in about[:120] and not said)
        ):
            return replace(bio.author, name=name.name, url=bio.author.url or name.url)
    return plain
