"""Sitemaps (sitemaps.org 0.9): sets, indexes and lists of URLs, gzipped or not, and robots.txt, which names them."""

from __future__ import annotations

import re
import zlib

from lxml import etree

from pipeline.models import Discovery, Document, FollowUp, FoundUrl, Problem
from pipeline.parsers.dates import read_machine
from pipeline.parsers.discovery.addresses import may_be_post, unique, web_address
from pipeline.parsers.sniffing import beginning

_MOST_BYTES = 52_428_800
"""The protocol's own limit for one sitemap, uncompressed."""

_MOST_URLS = 50_000
_NOT_POSTS = re.compile(
    r"(?:wp-sitemap-(?:taxonomies|users)-|(?:category|post_tag|author|tag|tax_[\w-]+|image|video|archives?|externals)"
    r"-sitemap|sitemap-(?:tags?|authors?|tax|misc|archives|images?|videos?|externals)\b)",
    re.I,
)
_ROBOTS_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.I | re.M)


def read_sitemap(document: Document) -> Discovery:
    """The posts that a sitemap names, or the sitemaps that an index names (those of tags, authors, images left out)."""
    body, problems = _plain(document.body)
    if b"<!ENTITY" in body[:100_000]:
        return _refused("sitemap_entities", "declares entities, which no sitemap needs: refused")
    if not body.strip():
        return _refused("sitemap_empty", "the sitemap has no bytes", problems)
    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _from_lines(document.url, body, problems)
    root = _tree(body)
    if root is None or _local(root) not in ("urlset", "sitemapindex"):
        found = _local(root) if root is not None else "no XML"
        return _refused("not_a_sitemap", f"no sitemap: {found}; begins with {beginning(body)}", problems)
    if _local(root) == "sitemapindex":
        return _index(root, document.url, problems)
    return _url_set(root, document.url, problems)


def read_robots(document: Document) -> Discovery:
    """The sitemaps that a robots.txt names (RFC 9309 §2.2.4)."""
    text = document.body[:512_000].decode("utf-8", "replace")
    addresses = [web_address(found, document.url) for found in _ROBOTS_LINE.findall(text)]
    return Discovery(sources=tuple(FollowUp(url, "sitemap") for url in dict.fromkeys(filter(None, addresses))))


def _refused(code: str, detail: str, problems: tuple[Problem, ...] = ()) -> Discovery:
    return Discovery(complete=False, problems=(*problems, Problem(code, detail)))


def _plain(body: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    if not body.startswith(b"\x1f\x8b"):
        return body[:_MOST_BYTES], _too_long(len(body))
    unpacker = zlib.decompressobj(31)
    try:
        plain = unpacker.decompress(body, _MOST_BYTES)
    except zlib.error as error:
        return b"", (Problem("sitemap_gzip_broken", str(error)),)
    if unpacker.unconsumed_tail:
        return plain, _too_long(_MOST_BYTES + 1)
    return plain, () if unpacker.eof else (Problem("sitemap_gzip_broken", "the gzip data ends too early"),)


def _too_long(size: int) -> tuple[Problem, ...]:
    if size <= _MOST_BYTES:
        return ()
    return (Problem("sitemap_too_large", f"over {_MOST_BYTES} bytes: only the beginning was read"),)


def _tree(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _fields(entry: etree._Element) -> dict[str, str]:
    fields: dict[str, str] = {}
    for child in entry:
        fields.setdefault(_local(child), (child.text or "").strip())
    return fields


def _index(root: etree._Element, base: str, problems: tuple[Problem, ...]) -> Discovery:
    addresses = [web_address(_fields(entry).get("loc"), base) for entry in root]
    wanted = [url for url in dict.fromkeys(filter(None, addresses)) if not _NOT_POSTS.search(url)]
    return Discovery(
        sources=tuple(FollowUp(url, "sitemap") for url in wanted[:_MOST_URLS]),
        complete=not problems,
        problems=problems,
    )


def _url_set(root: etree._Element, base: str, problems: tuple[Problem, ...]) -> Discovery:
    posts: list[FoundUrl] = []
    for entry in root:
        fields = _fields(entry)
        url = web_address(fields.get("loc"), base)
        if url and may_be_post(url, base):
            modified = read_machine(fields["lastmod"]).at if fields.get("lastmod") else None
            posts.append(FoundUrl(url, "sitemap", modified=modified))
    return _posts(posts, problems)


def _from_lines(base: str, body: bytes, problems: tuple[Problem, ...]) -> Discovery:
    lines = body.decode("utf-8-sig", "replace").split()
    if not lines or not lines[0].startswith(("http://", "https://")):
        return _refused("not_a_sitemap", f"no sitemap; begins with {beginning(body)}", problems)
    addresses = [url for line in lines if (url := web_address(line, base)) and may_be_post(url, base)]
    return _posts([FoundUrl(url, "sitemap") for url in addresses], problems)


def _posts(posts: list[FoundUrl], problems: tuple[Problem, ...]) -> Discovery:
    if len(posts) > _MOST_URLS:
        problems = (*problems, Problem("sitemap_too_long", f"{len(posts)} URLs: only the first {_MOST_URLS} are taken"))
    found = unique(posts[:_MOST_URLS])
    return Discovery(found, complete=not problems, problems=problems)
