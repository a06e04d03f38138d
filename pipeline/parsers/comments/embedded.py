"""Embedded services that give their comments to nobody but their own script: that they hold a page's thread is said.

One row a service, by what only its embed writes; those whose answers can be read have a file of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.models import Document, FollowUp
from pipeline.parsers.document import Page
from pipeline.parsers.records.raw import Extraction
from pipeline.parsers.records.servers import unreadable

name = "embedded"
# After the engines that can be read: a page may keep a thread of its own beside such a script.
rank = 950

# Service: ids, classes, and parts of a script's address.
_SERVICES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "openweb": ((), (), ("launcher.spot.im/", "spoutable.com/spot")),
    "viafoura": ((), ("vf-comments",), ("cdn.viafoura.net/",)),
    "vuukle": (("vuukle-comments", "vuukle-comment-area"), (), ("cdn.vuukle.com/",)),
    "livefyre": (("livefyre-comments", "livefyre"), (), ("zor.livefyre.com/", "cdn.livefyre.com/")),
    "hypercomments": (("hypercomments_widget",), (), ("hypercomments.com/",)),
    "cackle": (("mc-container",), (), ("cackle.me/",)),
    "vk": (("vk_comments",), (), ()),
    "graphcomment": (("graphcomment",), (), ("graphcomment.com/",)),
    "muut": ((), ("muut",), ("cdn.muut.com/",)),
    "insticator": (("insticator-commenting",), (), ()),
    "replybox": (("replybox",), (), ("getreplybox.com/",)),
    "just-comments": (("just-comments",), (), ("just-comments.com/",)),
}


def recognises(page: Page) -> bool:
    """Whether the page has a place for one of these services' comments."""
    return _service(page) is not None


def extract(page: Page, more: Sequence[Document]) -> Extraction:
    """No comments, and why."""
    return Extraction(problems=[unreadable(_service(page) or name, "its comments are given only to its own script")])


def follow_ups(page: Page, more: Sequence[Document], found: Extraction, declared: int | None) -> list[FollowUp]:
    """None that would be answered."""
    return []


def _service(page: Page) -> str | None:
    sources = " ".join(script.get("src") or "" for script in page.by_tag.get("script", ()))
    for service, (idents, classes, addresses) in _SERVICES.items():
        if (
            any(ident in page.by_id for ident in idents)
            or any(token in page.by_class for token in classes)
            or any(address in sources for address in addresses)
        ):
            return service
    return None
