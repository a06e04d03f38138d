"""Pages of a post as four kinds of blog write them: two by their known markup, two that name nothing or lie."""

from __future__ import annotations

from collections.abc import Callable

from tests.parsers.posts_of_many_scripts import Post

RELATED = (("/p/one/", 0), ("/p/two/", 1), ("/p/three/", 2))
RTL = ("ar", "fa", "he")


def _paragraphs(post: Post) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in post.paragraphs)


def _related(post: Post) -> str:
    """Other posts: their titles are words of this one."""
    titles = [post.paragraphs[place][:24].strip() for _, place in RELATED]
    return "".join(f"<li><a href='{url}'>{title}</a></li>" for (url, _), title in zip(RELATED, titles, strict=True))


def _head(post: Post, language: str, more: str = "") -> str:
    direction = " dir='rtl'" if post.language in RTL else ""
    return (f"<!doctype html><html lang='{language}'{direction}><head><meta charset='utf-8'>"
            f"<title>{post.title} – Kettle &amp; Co</title>{more}</head>")  # fmt: skip


def wordpress(post: Post) -> str:
    """A WordPress theme with share buttons, an author box, related posts, a newsletter form and comments."""
    share, related, news, comments, reply, name, send = post.labels
    said = "".join(
        f"<li id='comment-{n}' class='comment even depth-1'><article id='div-comment-{n}' class='comment-body'><footer "
        f"class='comment-meta'><div class='comment-author vcard'><b class='fn'>{who}</b></div><div class='comment-metadata'>"
        f"<a href='/a/#comment-{n}'><time datetime='2017-06-1{n}T10:00:00+00:00'>1{n}.6.2017</time></a></div></footer>"
        f"<div class='comment-content'><p>{what}</p></div><div class='reply'><a rel='nofollow' class='comment-reply-link' "
        f"href='/a/?replytocom={n}#respond'>{reply}</a></div></article></li>"
        for n, (who, what) in enumerate(post.said)
    )
    return (
        _head(post, post.language, "<link rel='stylesheet' href='/wp-content/themes/pot/style.css'>")
        + "<body class='single single-post'><header class='site-header'><p class='site-title'><a href='/' rel='home'>Kettle &amp; Co"
        "</a></p><nav class='main-navigation'><ul><li><a href='/'>1</a></li><li><a href='/b/'>2</a></li></ul></nav></header>"
        f"<main id='main'><article class='post type-post hentry'><header class='entry-header'><h1 class='entry-title'>{post.title}</h1>"
        f"<div class='entry-meta'><span class='posted-on'><time class='entry-date published' datetime='2017-06-09T08:00:00+00:00'>"
        f"{post.day}</time></span> <span class='byline'>{post.by} <span class='author vcard'><a class='url fn n' "
        f"href='/author/x/'>{post.author}</a></span></span></div></header><div class='entry-content'>{_paragraphs(post)}"
        f"<div class='sharedaddy'><h3 class='sd-title'>{share}</h3><ul><li><a href='https://x.example/s'>X</a></li></ul></div></div>"
        f"<div class='author-box'><h4 class='author-name'>{post.author}</h4><p class='author-bio'>{post.bio}</p></div></article>"
        f"<div class='related-posts'><h3>{related}</h3><ul>{_related(post)}</ul></div>"
        f"<form class='newsletter'><p>{news}</p><input type='email'><button>{send}</button></form>"
        f"<div id='comments' class='comments-area'><h2 class='comments-title'>{len(post.said)} {comments}</h2>"
        f"<ol class='comment-list'>{said}</ol><div id='respond' class='comment-respond'><h3>{reply}</h3><form id='commentform'>"
        f"<label>{name}</label><input name='author'><textarea name='comment'></textarea><button>{send}</button></form></div></div>"
        f"</main><footer class='site-footer'>© 2026</footer></body></html>"
    )


def ghost(post: Post) -> str:
    """A Ghost theme: JSON-LD, `gh-` and `post-card` classes, a member's form; its comments are elsewhere."""
    share, related, news, _, _, _, send = post.labels
    ld = (f'{{"@context":"https://schema.org","@type":"Article","headline":"{post.title}","datePublished":'
          f'"2017-06-09T08:00:00.000Z","author":{{"@type":"Person","name":"{post.author}","url":"https://blog.example/author/x/"}}}}')  # fmt: skip
    cards = "".join(
        f"<article class='post-card'><a class='post-card-content-link' href='{url}'><h2 class='post-card-title'>"
        f"{post.paragraphs[place][:24]}</h2></a><div class='post-card-excerpt'>{post.paragraphs[place][:60]}</div></article>"
        for url, place in RELATED
    )
    return (
        _head(post, post.language, f"<meta name='generator' content='Ghost 5.80'><script type='application/ld+json'>{ld}</script>")
        + f"<body class='post-template'><div class='site-wrapper'><main class='site-main'><article class='article post'><header "
        f"class='article-header gh-canvas'><h1 class='article-title'>{post.title}</h1><div class='article-byline'><h4 "
        f"class='author-name'><a href='/author/x/'>{post.author}</a></h4><time datetime='2017-06-09'>{post.day}</time></div></header>"
        f"<section class='gh-content gh-canvas'>{_paragraphs(post)}</section></article></main><section class='footer-cta'><h2>{news}</h2>"
        f"<a href='#/portal'>{send}</a></section><aside class='read-more-wrap'><h3>{related}</h3><div class='read-more'>{cards}</div></aside>"
        f"<footer>{share}</footer></div></body></html>"
    )


def blogger(post: Post) -> str:
    """Blogger's old templates, whose comments are a definition list."""
    share, related, news, comments, reply, _, send = post.labels
    said = "".join(
        f"<dt class='comment-author' id='c{n}000000000000000000'><a name='c{n}000000000000000000'></a>{who}</dt>"
        f"<dd class='comment-body'><p>{what}</p></dd><dd class='comment-footer'><span class='comment-timestamp'>"
        f"<a href='/2017/06/a.html?showComment=149709{n}000000#c{n}000000000000000000'>1{n}.6.2017 10:00</a></span></dd>"
        for n, (who, what) in enumerate(post.said, 1)
    )
    return (
        _head(post, "en", "<meta content='blogger' name='generator'>")
        + f"<body><div class='blog-posts hfeed'><div class='date-outer'><h2 class='date-header'><span>{post.day}</span></h2><div "
        f"class='post hentry'><h3 class='post-title entry-title'>{post.title}</h3><div class='post-body entry-content'>"
        f"{_paragraphs(post)}</div><div class='post-footer'><span class='post-author vcard'>{post.by} <span class='fn'>{post.author}"
        f"</span></span> <span class='post-timestamp'><abbr class='published' title='2017-06-09T08:00:00+00:00'>8:00</abbr></span>"
        f"<div class='post-share-buttons'><a href='#'>{share}</a></div></div></div><div class='comments' id='comments'><h4>"
        f"{len(post.said)} {comments}</h4><dl id='comments-block'>{said}</dl><p class='comment-footer'><a href='#'>{send}</a></p></div></div>"
        f"</div><div class='sidebar'><h2>{related}</h2><ul>{_related(post)}</ul><p>{news}</p><p>{reply}</p></div></body></html>"
    )


def bare(post: Post) -> str:
    """No class says anything, and the page says that it is English."""
    share, related, news, comments, reply, name, send = post.labels
    said = "".join(
        f"<div class='qf'><div class='qg'><b>{who}</b> <i>1{n}.6.2017 10:00</i></div><div class='qh'>{what}</div><a href='#r'>{reply}</a></div>"
        for n, (who, what) in enumerate(post.said, 1)
    )
    return (
        _head(post, "en")
        + f"<body><div class='qa'><a href='/'>Kettle &amp; Co</a></div><div class='qb'><h1>{post.title}</h1><p class='qc'>{post.by} "
        f"{post.author} | {post.day}</p>{_paragraphs(post)}<p><a href='https://x.example/s'>{share}</a></p></div><div class='qd'><h3>{related}</h3><ul>"
        f"{_related(post)}</ul></div><form><p>{news}</p><input name='email'><button>{send}</button></form><div class='qe'><h3>{comments} ({len(post.said)})"
        f"</h3>{said}<form><label>{name}</label><input><textarea></textarea><button>{send}</button></form></div></body></html>"
    )


TEMPLATES: dict[str, Callable[[Post], str]] = {
    "wordpress": wordpress, "ghost": ghost, "blogger": blogger, "bare": bare,
}  # fmt: skip
