"""Sites: which hosts are one site's, so that a page's comments may be asked from another host of its own.

A site is a registrable domain. The public suffix list (some ten thousand rows, changed weekly) is not brought along:
told here are the second levels that countries register under, and the services whose names are shared by blogs of many
people. A suffix that is not told makes two strangers' hosts one site, which costs a request that is not answered well;
it lets nobody reach an address that the fetcher forbids.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address

# Under a country's two letters: co.uk, com.br, or.jp.
_SECOND_LEVELS = frozenset(
    "ac adv art asso blog co com edu eng eti fam firm gen go gob gouv gov govt gv id info ind ltd me med mil ne net "
    "nhs nom or org plc prd presse sch school tm tur web wiki".split()
)
# Each name under these is somebody else's.
_SHARED = frozenset(
    (
        "altervista.org amazonaws.com appspot.com azurewebsites.net blog.bg blogger.com blogs.com blogspot.com "
        "blogspot.de blogspot.co.uk bearblog.dev canalblog.com cargo.site cloudfront.net deno.dev dreamwidth.org "
        "dynv6.net eklablog.com fc2.com firebaseapp.com fly.dev free.fr getpantheon.com ghost.io github.io gitlab.io "
        "glitch.me hatenablog.com hatenablog.jp hateblo.jp herokuapp.com hf.space home.blog hypotheses.org "
        "insanejournal.com jimdo.com jimdofree.com livejournal.com medium.com micro.blog mozello.com myshopify.com "
        "myspreadshop.de neocities.org netlify.app ngrok.io ning.com notion.site onrender.com over-blog.com "
        "overblog.com pages.dev posthaven.com prose.sh railway.app repl.co rssing.com sourceforge.io sourcehut.org "
        "squarespace.com srht.site strikingly.com substack.com surge.sh tumblr.com twoday.net typepad.com unblog.fr "
        "vercel.app wixsite.com webflow.io weebly.com web.app webnode.com webnode.cz wordpress.com workers.dev "
        "wpengine.com write.as writeas.com xanga.com zeabur.app"
    ).split()
)


def same_site(host: str, other: str) -> bool:
    """Whether two hosts are of one site: the same, or both under one domain that somebody registered."""
    host, other = host.removeprefix("www."), other.removeprefix("www.")
    if not host or host == other or _is_number(host) or _is_number(other):
        return bool(host) and host == other
    own = registrable(host)
    return own is not None and own == registrable(other)


@lru_cache(maxsize=4_096)
def registrable(host: str) -> str | None:
    """The part of `host` that somebody registered; null for a name of one label, or a shared suffix itself."""
    labels = host.lower().rstrip(".").split(".")
    for length in (3, 2):
        if ".".join(labels[-length:]) in _SHARED:
            return ".".join(labels[-length - 1 :]) if len(labels) > length else None
    size = 3 if len(labels[-1]) == 2 and len(labels) > 1 and labels[-2] in _SECOND_LEVELS else 2
    return ".".join(labels[-size:]) if len(labels) >= size else None


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False
