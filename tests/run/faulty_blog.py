"""A made-up blog on a server that misbehaves: ten good posts, and beside them every fault a page can have."""

from __future__ import annotations

import gzip
import random
from datetime import timedelta

from tests.fetchers.fault_server import FaultServer, Route, bomb, closes, drips, reply, resets, sends
from tests.run.blog_server import MadeUpBlog, Post, Remark, made_up_posts

GOOD = 10
OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
LOGIN = (
    '<!doctype html><html><head><title>Log In ‹ Made Up — WordPress</title></head><body class="login">'
    '<form method="post"><label>Username<input name="log"></label><label>Password<input type="password" name="pwd">'
    "</label><button>Log In</button></form></body></html>"
)

LOST = {
    "/lost/circle/": "bad_status",
    "/lost/to-a-private-address/": "forbidden_address",
    "/lost/to-another-port-of-this-machine/": "forbidden_address",
    "/lost/huge/": "too_large",
    "/lost/huge-without-length/": "too_large",
    "/lost/gzip-bomb/": "too_large",
    "/lost/gzip-cut/": "unreachable",
    "/lost/drips/": "unreachable",
    "/lost/reset/": "unreachable",
    "/lost/no-http/": "unreachable",
    "/lost/500/": "status_500",
    "/lost/403/": "status_403",
}
"""Pages that fail, and as what."""

NO_ARTICLES = {
    "/odd/wall/": "login",
    "/odd/to-the-login/": "login",
    "/odd/empty/": "not_html",
    "/odd/blank/": "not_html",
    "/odd/pdf/": "not_html",
    "/odd/binary/": "not_html",
    "/odd/only-nul/": "not_html",
    "/odd/not-found-with-200/": "error",
}
"""Pages that answer, and what kind they are."""

STRANGE = ("charset", "nul", "deep-300", "deep-5000", "dates", "no-characters")
"""Posts that can be read all the same, with everything in them, by their slug."""

TAIL = "The last paragraph stands below all that."


def strange_posts() -> dict[str, Post]:
    """The posts of `STRANGE` by path, as an author would have written them."""
    posts = made_up_posts(len(STRANGE), remarks=3)
    named = {}
    # Every third number would have further comment pages.
    numbers = [number for number in range(900, 920) if number % 3]
    for number, slug, post in zip(numbers, STRANGE, posts, strict=False):
        post.number, post.title = number, f"Strange: {slug}"
        post.text += f"\n{TAIL}"
        post.remarks = [Remark(number * 10 + n, f"Reader {n}", f"Strange remark {n}.") for n in range(3)]
        named[f"/strange/{slug}/"] = post
    return named


def disfigured(slug: str, page: str) -> bytes:
    """The page of a strange post with its fault."""
    if slug == "nul":
        page = page.replace("kettle", "ket\0tle").replace("Strange remark", "Strange\0 remark")
    if slug.startswith("deep-"):
        depth = int(slug.removeprefix("deep-"))
        page = page.replace("<p>Paragraph 2", f"{'<div>' * depth}<p>Paragraph 2")
        page = page.replace(f"<p>{TAIL}", f"{'</div>' * depth}<p>{TAIL}")
    if slug == "charset":
        page = page.replace('charset="utf-8"', 'charset="klingon-8"').replace("kettle", "Käthchen’s kettle")
    if slug == "no-characters":
        page = page.replace("kettle", "kettle &#xD800;&#x0;&#x110000;&#99999999999;")
    return page.encode()


class FaultyBlog(MadeUpBlog):
    """The blog. Give it to `publish`."""

    def __init__(self) -> None:
        super().__init__(made_up_posts(GOOD))
        self.strange = strange_posts()

    def addresses(self) -> list[str]:
        """Paths of all posts, good, bad and gone."""
        return [*(post.path for post in self.posts), *self.strange, *LOST, *NO_ARTICLES, "/gone/404/", "/private/x/"]

    def _sitemap(self) -> str:
        urls = "".join(f"<url><loc>{self.base}{path}</loc></url>" for path in self.addresses())
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    def strange_page(self, path: str) -> bytes:
        """The page at `path`, one of `strange`."""
        slug = path.strip("/").rpartition("/")[2]
        page = self._post(self.strange[path], 1)
        if slug == "dates":
            first, second, third = (
                self.strange[path].published + timedelta(hours=hours) for hours in (1, 2, 3)
            )  # fmt: skip
            for shown, claimed in ((first, 1970), (second, 2099)):
                for text in (shown.isoformat(), f"{shown:%B %-d, %Y}"):
                    page = page.replace(text, text.replace(str(shown.year), str(claimed)), 1) if text else page
            assert str(third.year) in page
        return disfigured(slug, page)


def publish(blog: FaultyBlog, server: FaultServer) -> None:
    """Let `server` serve `blog`, faults included."""
    blog.base = server.origin
    good = ["/", "/robots.txt", "/feed/", "/sitemap.xml"]
    for post in blog.posts:
        good += [post.path, *(f"{post.path}comment-page-{n}/" for n in (1, 2))]
    for path in good:
        status, kind, text = blog.answer(path)
        server.routes[path] = sends(reply(text.encode(), f"{status} -", Content_Type=f"{kind}; charset=utf-8"))
    for path in blog.strange:
        server.routes[path] = sends(reply(blog.strange_page(path), Content_Type="text/html"))
    server.routes |= {**lost_routes(server), **odd_routes(server)}


def to(place: str) -> bytes:
    """A redirect."""
    return reply(b"", "302 Found", Location=place)


def lost_routes(server: FaultServer) -> dict[str, Route]:
    """The routes of `LOST`."""
    page = f"<!doctype html><title>Big</title><article><h1>Big</h1>{'<p>More and more.</p>' * 1000}".encode()
    cut = gzip.compress(page, mtime=0)[:-40]
    return {
        "/lost/circle/": sends(to("/lost/circle/2")),
        "/lost/circle/2": sends(to("/lost/circle/")),
        "/lost/to-a-private-address/": sends(to("http://10.255.255.1/secret")),
        "/lost/to-another-port-of-this-machine/": sends(to("http://127.0.0.1:1/secret")),
        "/lost/huge/": closes(OK_HEAD + b"Content-Length: 62914560\r\n\r\n" + page),
        "/lost/huge-without-length/": streams(OK_HEAD + b"\r\n" + page, size=60 * 2**20),
        "/lost/gzip-bomb/": sends(reply(bomb(60 * 2**20), Content_Encoding="gzip")),
        "/lost/gzip-cut/": sends(reply(cut, Content_Encoding="gzip")),
        "/lost/drips/": drips(OK_HEAD + b"\r\n" + page, b" ", 0.05),
        "/lost/reset/": resets(OK_HEAD + b"Content-Length: 100000\r\n\r\n" + page),
        "/lost/no-http/": closes(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"),
        "/lost/500/": sends(reply(b"<h1>Error establishing a database connection", "500 Internal Server Error")),
        "/lost/403/": sends(reply(b"<h1>Forbidden", "403 Forbidden")),
    }


def odd_routes(server: FaultServer) -> dict[str, Route]:
    """The routes of `NO_ARTICLES`."""
    noise = random.Random(1).randbytes(50_000)
    return {
        "/odd/wall/": sends(reply(LOGIN.encode())),
        "/odd/to-the-login/": sends(to("/wp-login.php?redirect_to=%2Fodd%2F")),
        "/wp-login.php?redirect_to=%2Fodd%2F": sends(reply(LOGIN.encode())),
        "/odd/empty/": sends(reply(b"")),
        "/odd/blank/": sends(reply(b" \r\n\t\n" * 20)),
        "/odd/pdf/": sends(reply(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n<p>no paragraph</p>" + noise)),
        "/odd/binary/": sends(reply(noise)),
        "/odd/only-nul/": sends(reply(bytes(1000))),
        "/odd/not-found-with-200/": sends(reply(b"<!doctype html><title>Page not found</title><p>Sorry.")),
    }


def streams(head: bytes, size: int) -> Route:
    """A route that sends `head` and then blanks, without ever saying how many."""
    return closes(head + b" " * size)
