"""Posts in many scripts, as four kinds of blog show them: all that is read, is read in each."""

from __future__ import annotations

import pytest

from pipeline import ParsedPage, parse_page
from tests.parsers.posts_of_many_scripts import POSTS, Post
from tests.parsers.templates_of_blogs import TEMPLATES

PAGES = [(post, template) for template in TEMPLATES for post in POSTS.values()]
IDS = [f"{template} {post.language}" for post, template in PAGES]


def _read(post: Post, template: str) -> ParsedPage:
    url = "https://pot.blogspot.example/2017/06/a.html" if template == "blogger" else "https://blog.example/a/"
    return parse_page(TEMPLATES[template](post).encode(), url)


@pytest.mark.parametrize(("post", "template"), PAGES, ids=IDS)
def test_a_post_is_read_in_its_script(post: Post, template: str) -> None:
    page = _read(post, template)
    assert page.page_kind == "article"
    assert page.title == post.title
    line = f"{post.by} {post.author} | {post.day}\n\n"
    assert page.body.text.removeprefix(line) == "\n\n".join(post.paragraphs)
    assert [author.name for author in page.authors] == [post.author]
    if template == "wordpress":
        assert page.authors[0].bio == post.bio
    day = page.published.local or page.published.at
    assert day is not None
    assert day.date().isoformat() == "2017-06-09"
    said = [(comment.author.name, comment.text) for comment in page.comments]
    assert said == ([] if template == "ghost" else list(post.said))


@pytest.mark.parametrize(("post", "template"), PAGES, ids=IDS)
def test_its_language_is_told_though_the_template_says_english(post: Post, template: str) -> None:
    page = _read(post, template)
    lies = template in ("blogger", "bare")
    assert page.language == (post.language.split("-")[0] if lies else post.language)
    assert page.sources["language"] == ("text" if lies else "lang")
