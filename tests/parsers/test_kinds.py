"""Kinds: what is no article is not taken for one, and an article is."""

from __future__ import annotations

import pytest

from pipeline import parse_page

TEXT = (
    "<p>The garden behind the mill was closed in spring, and nobody in the village could say who had the key.</p>" * 3
)
POST = f'<article class="hentry"><h1 class="entry-title">The key</h1><div class="entry-content">{TEXT}</div></article>'
TEASER = '<article class="hentry"><h2 class="entry-title"><a href="/p{n}">Post {n}</a></h2><p>{text}</p></article>'
TEASERS = "".join(TEASER.format(n=n, text=f"Some words of the post with the number {n}, cut short …") for n in range(6))
WORDPRESS = '<link rel="stylesheet" href="/wp-content/themes/t/style.css">'


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("/2020/05/the-key/", f'<body class="single single-post postid-7">{POST}', "article"),
        ("/about/", f'<body class="page page-id-2">{POST}', "page"),
        ("/the-key", f"<body>{POST}", "article"),
        ("/", f'<body class="home blog">{TEASERS}', "home"),
        ("/", f"<body>{TEASERS}", "home"),
        ("/category/mills/", f'<body class="archive category">{TEASERS}', "list"),
        ("/tag/mills/", f"<body>{TEASERS}", "list"),
        ("/?s=mill", f'<body class="search search-results">{TEASERS}', "list"),
        ("/nothing", '<body class="error404"><h1>Page not found</h1><p>It is gone.</p>', "error"),
        ("/nothing", "<body><h1>404</h1><p>Not found.</p>", "error"),
        ("/room", f'<body class="single single-post"><h1>Room 404</h1>{TEXT}', "article"),
        ("/secret", '<body class="single"><form class="post-password-form"><input type=password></form>', "protected"),
        ("/wp-login.php", '<body class="login"><h1>Log in</h1><form><input type="password"></form>', "login"),
        ("/gate/", '<body class="attachment single single-attachment"><h1>gate</h1><img src=/g.jpg>', "attachment"),
    ],
)
def test_what_the_page_is(path: str, body: str, kind: str) -> None:
    html = f"<html><head><title>x</title>{WORDPRESS}</head>{body}</body></html>"
    page = parse_page(html.encode(), url=f"https://garden.example{path}")
    assert page.page_kind == kind
    assert bool(page.body.text) is page.is_article


def test_related_posts_below_an_article_do_not_make_it_a_list() -> None:
    html = f"<html><head>{WORDPRESS}</head><body>{POST * 1}{TEASERS}</body></html>"
    assert parse_page(html.encode(), url="https://garden.example/2020/05/").page_kind in ("article", "list")
    assert parse_page(html.encode(), url="https://garden.example/the-key").page_kind == "article"
