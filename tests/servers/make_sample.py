"""Publishes the sample blog in a real WordPress and saves every answer that a scraper asks for.

    python -m tests.servers.make_sample data/samples

writes OUTDIR/manifest.json and OUTDIR/site/. The blog is `sample/`: one file a post, as in posts/. In all that is saved
the address at which WordPress was served is replaced by `HOME`.
"""

import argparse
import hashlib
import json
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from tests.servers import blog_posts
from tests.servers.blog import BlogComment, BlogPost
from tests.servers.blogduck_requests import blogduck_requests
from tests.servers.wordpress import WordPress

SOURCES = Path(__file__).parent / "sample"
HOME = "https://lanternrow.example"
TITLE = "Lantern Row"
TIMEZONE = "Europe/London"
OPTIONS = {
    "blogdescription": "Notes from a mending room",
    "posts_per_page": "6",
    "page_comments": "1",
    "comments_per_page": "20",
    "default_comments_page": "newest",
}

COLLECTIONS = ("posts", "pages", "comments", "users", "categories", "tags")
STARTS = (
    "/",
    "/robots.txt",
    "/wp-sitemap.xml",
    "/feed/?paged=2",
    "/wp-json/",
    *(f"/wp-json/wp/v2/{name}?per_page=100" for name in COLLECTIONS),
)
NOT_FOLLOWED = re.compile(
    r"/wp-(?:login|admin|includes|content|json)|xmlrpc|/cdn-cgi/|replytocom|\?(?:s|p)=|/(?:category|tag|author)/.+/feed/"
    r"|\.xsl$|#comment-\d+$"
)
LINK = re.compile(r"""(?:href=["']|<loc>|<link>)([^"'<>\s]+)""")
NEXT = re.compile(r'<([^>]+)>; rel="next"')
AVATAR_HOST = re.compile(r"http:(\\?/\\?/)\d\.gravatar\.com")
MAIL_LINK = re.compile(r'<a href="mailto:([\w.+-]+@[\w.-]+\w)">[^<]*</a>')
# Not ETag and Last-Modified: whoever serves the sample at another address has other bodies, and says so himself.
KEPT_HEADERS = ("Link", "Location", "X-WP-Total", "X-WP-TotalPages")
SUFFIXES = {"text/html": ".html", "application/json": ".json", "text/plain": ".txt"}
MAIL_KEY = 0x2C
MAX_NAME = 40


@dataclass(frozen=True)
class Answer:
    """One saved response; `path` is path and query as asked."""

    path: str
    status: int
    content_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        """The content type without parameters, in lower case."""
        return self.content_type.partition(";")[0].strip().lower()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def posts(home: str) -> list[BlogPost]:
    """The sample's posts and pages, oldest first; `{{home}}` in their sources becomes `home`."""
    return [_at_home(post, home) for post in blog_posts.posts(SOURCES)]


def _at_home(post: BlogPost, home: str) -> BlogPost:
    comments = tuple(_comment_at_home(comment, home) for comment in post.comments)
    return replace(post, body=post.body.replace("{{home}}", home), comments=comments)


def _comment_at_home(comment: BlogComment, home: str) -> BlogComment:
    return replace(comment, url=comment.url.replace("{{home}}", home))


def ask(origin: str, path: str) -> Answer:
    """One GET without following redirects; an error status is an answer like any other."""
    try:
        response = urllib.request.build_opener(_NoRedirect).open(origin + path)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        return Answer(path, response.status, response.headers["Content-Type"], response.read(), kept)


def crawl(origin: str, starts: Iterable[str]) -> dict[str, Answer]:
    """The answers to `starts` and to all that they link to within the site, by path."""
    answers: dict[str, Answer] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path not in answers:
            answers[path] = ask(origin, path)
            waiting.extend(_links(answers[path], origin))
    return answers


def _links(answer: Answer, origin: str) -> Iterator[str]:
    if answer.status != 200:
        return
    if answer.media_type == "application/json":
        yield from (url.removeprefix(origin) for url in NEXT.findall(answer.headers.get("Link", "")))
        return
    for href in LINK.findall(answer.body.decode()):
        url = urljoin(origin + answer.path, href.replace("&#038;", "&").replace("&amp;", "&"))
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if url.startswith(f"{origin}/") and not NOT_FOLLOWED.search(url):
            yield path


def published_abroad(answer: Answer, origin: str) -> Answer:
    """The answer as the blog would give it at `HOME`, behind Cloudflare."""
    headers = {name: _moved(value, origin) for name, value in answer.headers.items()}
    body = _moved(answer.body.decode(), origin)
    if answer.media_type == "text/html":
        body = MAIL_LINK.sub(lambda match: hidden_mail_link(match[1]), body)
    if urlsplit(answer.path).path == "/wp-json/":
        body = _slim_root(body)
    return replace(answer, path=_moved(answer.path, origin), headers=headers, body=body.encode())


def _moved(text: str, origin: str) -> str:
    # WordPress forgets the port where a feed names itself.
    for old in (origin, f"http://{urlsplit(origin).hostname}"):
        for spelled in (str, _in_json, _in_query):
            text = text.replace(spelled(old), spelled(HOME))
    # It draws lots among several hosts for avatars, except on https.
    return AVATAR_HOST.sub(r"https:\1secure.gravatar.com", text)


def _in_json(url: str) -> str:
    return url.replace("/", "\\/")


def _in_query(url: str) -> str:
    return quote(url, safe="")


def hidden_mail_link(address: str) -> str:
    """A link to an address as Cloudflare rewrites it: the first byte is a key, the others the address XOR the key."""
    code = bytes([MAIL_KEY, *(byte ^ MAIL_KEY for byte in address.encode())]).hex()
    return (
        f'<a href="/cdn-cgi/l/email-protection#{code}">'
        f'<span class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</span></a>'
    )


def _slim_root(body: str) -> str:
    """WordPress describes all its routes in 160 kB, and its offset as of today: what readers need is far less."""
    root = json.loads(body)
    if "routes" in root:
        wanted = {f"/wp/v2/{name}" for name in COLLECTIONS}
        root["routes"] = {route: {"methods": ["GET"]} for route in root["routes"] if route in wanted}
    if "gmt_offset" in root:
        root["gmt_offset"] = 0
    return json.dumps(root, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")


def save(outdir: Path, answers: Iterable[Answer]) -> None:
    """Writes outdir/site and outdir/manifest.json as `pipeline.sample` reads them; what was in site/ goes."""
    shutil.rmtree(outdir / "site", ignore_errors=True)
    entries = {}
    for answer in sorted(answers, key=lambda answer: answer.path):
        file = outdir / file_name(answer)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer.body)
        entries[answer.path] = _entry(answer)
    manifest = {"base_url": HOME, "answers": entries}
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (outdir / "manifest.json").write_text(text + "\n", encoding="utf-8")


def _entry(answer: Answer) -> dict[str, Any]:
    entry: dict[str, Any] = {"file": file_name(answer), "content_type": answer.content_type}
    if answer.status != 200:
        entry["status"] = answer.status
    return {**entry, "headers": answer.headers} if answer.headers else entry


def file_name(answer: Answer) -> str:
    """Where an answer lies below the sample's folder: its path, with the query in a form that every system allows."""
    parts = urlsplit(answer.path)
    name = f"site{parts.path}" + ("index" if parts.path.endswith("/") else "")
    if parts.query:
        name += "~" + _query_name(parts.query)
    suffix = SUFFIXES.get(answer.media_type, ".xml")
    return name if name.endswith(suffix) else name + suffix


def _query_name(query: str) -> str:
    name = re.sub(r"[^\w.=-]+", "_", query)
    return name if len(name) <= MAX_NAME else f"{name[:MAX_NAME]}~{hashlib.sha256(query.encode()).hexdigest()[:8]}"


def make_sample(outdir: Path) -> int:
    """Publishes, crawls and saves the sample; returns how many answers it holds."""
    with WordPress("en_US", theme="blogduck-html5", timezone=TIMEZONE, title=TITLE, options=OPTIONS) as site:
        site.publish(posts(site.url), blog_posts.authors(SOURCES))
        asked = blogduck_requests(site)
        answers = crawl(site.url, [*STARTS, *asked])
        if site.faults():
            raise RuntimeError(f"PHP complained: {site.faults()}")
    moved = [published_abroad(answer, site.url) for answer in answers.values()]
    save(outdir, moved)
    return len(moved)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("outdir", type=Path, help="folder of the sample: data/samples")
    print(make_sample(parser.parse_args().outdir), "answers saved")


if __name__ == "__main__":
    main()
