"""Canonical addresses: which page is which article."""

import pytest

from pipeline.parsers import parse_page

URL = "https://garden.example/2020/05/the-key/"


def _link(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def _og(address: str) -> str:
    return f'<meta property="og:url" content="{address}">'


@pytest.mark.parametrize("stated", ["comment-page-2/#comments", "comment-page-1/", "?cpage=2#comments"])
def test_a_page_of_comments_is_no_other_article(stated: str) -> None:
    html = f'<html><head><link rel="canonical" href="https://blog.example/2017/06/a-post/{stated}"></head><p>Text</html>'
    page = parse_page(html.encode(), "https://blog.example/2017/06/a-post/")
    assert page.canonical_url == "https://blog.example/2017/06/a-post/"


@pytest.mark.parametrize(
    ("head", "here", "codes"),
    [
        (_link(URL), URL + "?utm_source=x", []),
        (_link("/2020/05/the-key/"), URL, []),
        (_link(f"  {URL}#top "), URL, []),
        (_link(URL), URL + "amp/", []),
        (_link(URL), "https://m.garden.example/2020/05/the-key/", []),
        (_link(URL), "https://garden.example/?p=12", []),
        (_og(URL), URL + "?x=1", []),
        ("", URL + "?utm_medium=x&fbclid=1&gad_source=2&_hsenc=3&msclkid=4&mtm_campaign=5&replytocom=6&share=7", []),
        (_link(""), URL, []),
        (_link("javascript:void(0)"), URL, []),
        (_link("https://garden.example/"), URL, ["canonical_not_believed"]),
        (_link("https://garden.example/") + _link(URL), URL, ["canonical_not_believed"]),
        (_link("https://garden.example/") + _og(URL), URL + "?y=1", ["canonical_not_believed"]),
        (_link("https://garden.example/2020/"), URL, ["canonical_not_believed"]),
        (_link("https://other.example/2020/05/the-key/"), URL, ["canonical_not_believed"]),
        (_link("http://localhost:3000/2020/05/the-key/"), URL, ["canonical_not_believed"]),
        (_link("https://garden.example/undefined"), URL, ["canonical_not_believed"]),
        (_link("https://garden.example/2020/05/another/") + _link(URL), URL, ["canonicals_differ"]),
        (_link(URL) + _og("https://garden.example/"), URL, []),
    ],
)
def test_the_article_has_one_address(head: str, here: str, codes: list[str]) -> None:
    page = parse_page(f"<html><head>{head}</head><body><p>Text</p></body></html>".encode(), here)
    assert page.canonical_url == URL
    assert [problem.code for problem in page.problems] == codes


@pytest.mark.parametrize(
    ("stated", "here"),
    [
        ("https://garden.example/2019/01/moved/", URL),
        ("https://garden.example/?p=12", URL),
        ("https://www.garden.example/2020/05/the-key/", URL),
        ("https://garden.example/en/the-key/", "https://garden.example/en/the-key/?x=1"),
    ],
)
def test_what_a_page_says_of_itself_is_believed(stated: str, here: str) -> None:
    page = parse_page(f"<html><head>{_link(stated)}</head><body><p>Text</p></body></html>".encode(), here)
    assert page.canonical_url == stated
    assert page.sources["canonical_url"] == "link canonical"


def test_the_home_page_in_a_language_is_one() -> None:
    page = parse_page(_link("https://garden.example/en/").encode() + b"<p>Text", "https://garden.example/en/the-key/")
    assert page.canonical_url == "https://garden.example/en/the-key/"


def test_an_amp_page_that_names_no_other_is_a_copy_of_one() -> None:
    page = parse_page(b"<html amp><body><p>Text</p></body></html>", "https://garden.example/2020/05/the-key/amp/?amp=1")
    assert page.canonical_url == URL
