
"""A made-up WordPress-like blog of any size on loopback, rendered at each request, so that tests can change it.

Only what a scraper asks: home page, listing pages, feed, sitemap, REST off. Every third post spreads its comments over
two comment pages, so that visits have follow-ups.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

START = datetime.fromisoformat("2024-01-01T08:00:00+00:00")
PER_LIST = 10


@dataclass
class Remark:
    """One comment. parent: its place in the list of the post's comments."""

    key: int
    author: str
    text: str
    parent: int | None = None


@dataclass
class Post:
    """One post."""

    number: int
    title: str
    text: str
    remarks: list[Remark] = field(default_factory=list)
    modified: datetime | None = None

    @property
    def published(self) -> datetime:
        return START + timedelta(days=self.number, minutes=self.number)

    @property
    def path(self) -> str:
        return f"/{self.published:%Y/%m}/post-{self.number}/"


@dataclass
class MadeUpBlog:
    """The blog. requests: how often each path was asked for. before: called with the path before each answer."""

    posts: list[Post]
    base: str = ""
    requests: Counter[str] = field(default_factory=Counter)
    before: Callable[[str], object] = lambda _: None
    dates_have_offsets: bool = True

    def answer(self, path: str) -> tuple[int, str, str]:
        """Status, content type and body of `path`."""
        by_path = {post.path: post for post in self.posts}
        if path == "/robots.txt":
            return 200, "text/plain", "User-agent: *\nDisallow: /private/\n"
        if path == "/":
            return 200, "text/html", self._list(1)
        if path.startswith("/page/"):
            return 200, "text/html", self._list(int(path.split("/")[2]))
        if path == "/feed/":
            return 200, "application/rss+xml", self._feed()
        if path == "/sitemap.xml":
            return 200, "application/xml", self._sitemap()
        if path in by_path:
            return 200, "text/html", self._post(by_path[path], 1)
        first, _, rest = path.partition("comment-page-")
        if rest and first in by_path:
            return 200, "text/html", self._post(by_path[first], int(rest.strip("/")))
        return 404, "text/html", "<!doctype html><title>Not found</title><p>Nothing here."

    def _newest(self) -> list[Post]:
        return sorted(self.posts, key=lambda post: -post.number)

    def _page(self, title: str, classes: str, content: str) -> str:
        return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)} | Made Up</title>
<meta name="generator" content="WordPress 6.4"><meta property="og:site_name" content="Made Up">
<link rel="alternate" type="application/rss+xml" href="{self.base}/feed/"></head>
<body class="{classes}"><header><a href="{self.base}/">Made Up</a></header><main>{content}</main>
<footer>© 2026 Made Up</footer></body></html>"""

    def _list(self, number: int) -> str:
        shown = self._newest()[(number - 1) * PER_LIST : number * PER_LIST]
        items = "".join(
            f'<article class="post"><h2 class="entry-title"><a href="{self.base}{post.path}" rel="bookmark">'
            f'{escape(post.title)}</a></h2><div class="entry-summary"><p>{escape(post.text[:80])}</p></div></article>'
            for post in shown
        )
        older = (
            f'<nav><a class="next page-numbers" rel="next" href="{self.base}/page/{number + 1}/">Older posts</a></nav>'
        )
        return self._page("Blog", "home blog", items + (older if number * PER_LIST < len(self.posts) else ""))

    def _post(self, post: Post, number: int) -> str:
        halves = (
            [post.remarks]
            if post.number % 3
            else [post.remarks[: len(post.remarks) // 2], post.remarks[len(post.remarks) // 2 :]]
        )
        shown = halves[number - 1] if number <= len(halves) else []
        links = "".join(
            f'<a class="page-numbers" href="{self.base}{post.path}comment-page-{n}/#comments">{n}</a>' for n in (1, 2)
        )
        body = "".join(f"<p>{escape(part)}</p>" for part in post.text.split("\n"))
        modified = (
            f'<meta property="article:modified_time" content="{post.modified.isoformat()}">' if post.modified else ""
        )
        return self._page(
            post.title,
            f"single single-post postid-{post.number}",
            f"""<article class="post hentry"><h1 class="entry-title">{escape(post.title)}</h1>
<p class="entry-meta"><span class="author vcard"><a class="url fn n" href="{self.base}/author/ida/">Ida Quist</a></span>
<time class="entry-date published" datetime="{post.published.isoformat()}">{post.published:%B %-d, %Y}</time>{modified}</p>
<div class="entry-content">{body}</div></article>
<div id="comments" class="comments-area"><h2 class="comments-title">{len(post.remarks)} thoughts on “{escape(post.title)}”</h2>
<ol class="comment-list">{self._thread(post, shown, None, 1)}</ol>{f'<nav class="comments-pagination">{links}</nav>' if len(halves) > 1 else ""}
<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><textarea name="comment"></textarea></form></div></div>""",
        )

    def _thread(self, post: Post, shown: list[Remark], parent: Remark | None, depth: int) -> str:
        places = {id(remark): place for place, remark in enumerate(post.remarks)}
        answers = [
            remark
            for remark in shown
            if (
                post.remarks[remark.parent]
                if remark.parent is not None and post.remarks[remark.parent] in shown
                else None
            )
            is parent
        ]
        return "".join(
            f'<li id="comment-{remark.key}" class="comment depth-{depth}"><article id="div-comment-{remark.key}" class="comment-body">'
            f'<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">{escape(remark.author)}</b> '
            f'<span class="says">says:</span></div><div class="comment-metadata"><a href="{self.base}{post.path}#comment-{remark.key}">'
            f"<time{self._datetime(post, places[id(remark)] + 1)}>"
            f"{post.published + timedelta(hours=places[id(remark)] + 1):%B %-d, %Y at %-I:%M %p}</time></a></div></footer>"
            f'<div class="comment-content"><p>{escape(remark.text)}</p></div></article>'
            f'<ol class="children">{self._thread(post, shown, remark, depth + 1)}</ol></li>'
            for remark in answers
        )

    def _datetime(self, post: Post, hours: int) -> str:
        at = post.published + timedelta(hours=hours)
        return f' datetime="{at.isoformat()}"' if self.dates_have_offsets else ""

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>{escape(post.title)}</title><link>{self.base}{post.path}</link>"
            f"<pubDate>{format_datetime(post.published)}</pubDate></item>"
            for post in self._newest()[:PER_LIST]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Made Up</title><link>{self.base}/</link>{items}</channel></rss>'

    def _sitemap(self) -> str:
        urls = "".join(
            f"<url><loc>{self.base}{post.path}</loc><lastmod>{(post.modified or post.published).isoformat()}</lastmod></url>"
            for post in self.posts
        )
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def made_up_posts(count: int, remarks: int = 4) -> list[Post]:
    """`count` posts, each with `remarks` comments, every second of them an answer to the one before."""
    return [
        Post(
            number,
            f"Post number {number}",
            "\n".join(
                f"Paragraph {part} of post {number}: the kettle sang, the bus was late, and nobody minded very much."
                for part in range(1, 6)
            ),
            [
                Remark(
                    number * 100 + n,
                    f"Reader {n}",
                    f"Remark {n} on post {number}: well said.",
                    n - 1 if n % 2 else None,
                )
                for n in range(remarks)
            ],
        )
        for number in range(1, count + 1)
    ]


@contextmanager
def serving(blog: MadeUpBlog) -> Iterator[str]:
    """Serve `blog` on loopback; gives its home address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece, else each answer waits for an acknowledgement
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            blog.requests[self.path] += 1
            blog.before(self.path)
            status, kind, text = blog.answer(path)
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=UTF-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that was killed is no error of the server's."""

    server = Server(("127.0.0.1", 0), Handler)
    blog.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{blog.base}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
