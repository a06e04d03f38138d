"""The sample blog: what is saved agrees with itself, and the parsers read from it what its sources say."""

import json
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest

from pipeline.models import Document, ParsedPage
from pipeline.parsers import parse_page
from pipeline.resources import resource
from tests.servers import blog_posts
from tests.servers.blog import BlogComment, BlogPost
from tests.servers.make_sample import HOME, NOT_FOLLOWED, SOURCES, posts

SAMPLE = resource("data/samples")
BY_PATH: dict[str, dict[str, Any]] = json.loads((SAMPLE / "manifest.json").read_text(encoding="utf-8"))["answers"]
PAGES = [path for path, entry in BY_PATH.items() if entry["file"].endswith(".html") and entry.get("status") != 302]
POSTS = {post.slug: post for post in posts(HOME)}
MAX_BYTES = 1_500_000


def test_manifest_and_files_are_the_same_set() -> None:
    files = {path.relative_to(SAMPLE).as_posix() for path in SAMPLE.glob("site/**/*") if path.is_file()}
    assert {entry["file"] for entry in BY_PATH.values()} == files
    assert len(BY_PATH) == len(files)


def test_sample_is_small_text_and_names_no_real_machine() -> None:
    files = [path for path in SAMPLE.rglob("*") if path.is_file()]
    texts = [path.read_text(encoding="utf-8") for path in files]
    assert sum(path.stat().st_size for path in files) <= MAX_BYTES
    for path, text in zip(files, texts, strict=True):
        assert "127.0.0.1" not in text, path
        assert "localhost" not in text, path


@pytest.mark.parametrize("path", PAGES)
def test_every_page_that_a_saved_page_links_to_is_saved(path: str) -> None:
    root = lxml.html.fromstring(_document(path).body)
    links = [url for _, attribute, url, _ in root.iterlinks() if attribute == "href"]
    urls = [url for url in links if url.startswith(f"{HOME}/") and not NOT_FOLLOWED.search(url)]
    assert urls
    assert {_path(url) for url in urls} <= BY_PATH.keys()


def test_one_link_leads_nowhere() -> None:
    assert [path for path in PAGES if BY_PATH[path].get("status") == 404] == ["/prices-2009/"]


@pytest.mark.parametrize("slug", POSTS)
def test_parsers_read_what_the_author_wrote(slug: str) -> None:
    post = POSTS[slug]
    page = _parsed(slug)
    assert page.page_kind == {"post": "article", "page": "page"}[post.kind]
    assert _plain(page.title or "") == _plain(post.title)
    assert "".join(_plain(page.body.text).split()).startswith("".join(_first_words(post.body).split()))
    if post.kind == "post":
        assert page.published.local == post.published
        assert {term.name for term in page.terms} == {*post.categories, *post.tags}


@pytest.mark.parametrize("slug", [slug for slug, post in POSTS.items() if post.kind == "post"])
def test_parsers_find_the_author_with_hidden_address(slug: str) -> None:
    people = {author.login: author for author in blog_posts.authors(SOURCES)}
    person = people[POSTS[slug].author]
    (author,) = _parsed(slug).authors
    assert author.name == person.name
    assert (author.email, author.phone) == ((person.email, person.phone) if person.bio else (None, None))


@pytest.mark.parametrize("slug", POSTS)
def test_parsers_find_every_comment_under_its_parent(slug: str) -> None:
    page = _parsed(slug)
    names = {comment.key: (comment.author.name, comment.published.local) for comment in page.comments}
    found = {
        (*names[comment.key], comment.kind, names.get(comment.parent_key or ""), _plain(comment.text))
        for comment in page.comments
    }
    assert found == _written(POSTS[slug])


def _written(post: BlogPost) -> set[tuple[object, ...]]:
    shown = {comment.name: comment for comment in post.comments if comment.state == "approved"}

    def parent(comment: BlogComment) -> tuple[str, object] | None:
        above = shown.get(comment.under or "")
        return (above.author, above.at) if above else None

    return {
        (comment.author, comment.at, comment.kind, parent(comment), _plain(_text(comment.text)))
        for comment in shown.values()
    }


@cache
def _parsed(slug: str) -> ParsedPage:
    (path,) = (path for path in BY_PATH if path.endswith(f"/{slug}/") and "comment-page" not in path)
    page = _read(path, ())
    more: tuple[Document, ...] = ()
    while wanted := [ask for ask in page.follow_ups if ask.url not in {have.url for have in more}]:
        more += tuple(_document(_path(ask.url), ask.purpose) for ask in wanted)
        page = _read(path, more)
    return page


def _read(path: str, more: tuple[Document, ...]) -> ParsedPage:
    document = _document(path)
    return parse_page(document.body, url=document.url, content_type=document.content_type, more=more)


def _document(path: str, purpose: str = "page") -> Document:
    entry = BY_PATH[path]
    return Document(HOME + path, (SAMPLE / entry["file"]).read_bytes(), entry["content_type"], purpose=purpose)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _first_words(html: str) -> str:
    """The text of an HTML source up to its first block's end."""
    return _plain(_text(html).strip().split("\n\n")[0])


def _text(html: str) -> str:
    return str(lxml.html.fromstring(f"<div>{html}</div>").text_content())


def _plain(text: str) -> str:
    """`text` on one line with typewriter quotes: WordPress sets typographic ones."""
    return " ".join(text.translate(str.maketrans("’‘“”", "''\"\"")).split())
