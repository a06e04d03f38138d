"""Canonical addresses: which page is which article."""

import pytest

from pipeline.parsers import parse_page


@pytest.mark.parametrize("stated", ["comment-page-2/#comments", "comment-page-1/", "?cpage=2#comments"])
def test_a_page_of_comments_is_no_other_article(stated: str) -> None:
    html = f'<html><head><link rel="canonical" href="https://blog.example/2017/06/a-post/{stated}"></head><p>Text</html>'
    page = parse_page(html.encode(), "https://blog.example/2017/06/a-post/")
    assert page.canonical_url == "https://blog.example/2017/06/a-post/"
