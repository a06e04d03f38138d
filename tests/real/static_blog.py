"""A small blog of plain files, as a static site generator leaves it: home, posts, Atom feed, sitemap, robots.txt."""

from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} | Kettle &amp; Fuse</title>
<link rel="alternate" type="application/atom+xml" title="Kettle &amp; Fuse" href="{home}/feed.atom">
<link rel="canonical" href="{url}">
</head>
<body>
<header><a href="{home}/">Kettle &amp; Fuse</a></header>
<main>{main}</main>
<footer>© Kettle &amp; Fuse</footer>
</body>
</html>
"""


@dataclass(frozen=True)
class StaticPost:
    """One post; `day` is its date as YYYY-MM-DD, `paragraphs` its words."""

    slug: str
    title: str
    day: str
    paragraphs: tuple[str, ...]


POSTS = (
    StaticPost(
        "the-kettle-that-sang",
        "The kettle that sang",
        "2024-02-10",
        (
            "It came in on a Tuesday, wrapped in a towel, and its owner asked me not to repair the whistle.",
            "The element was furred like an old boiler. Vinegar, an hour, and a good deal of patience did the rest.",
            "It still sings in D. The neighbours have been told.",
        ),
    ),
    StaticPost(
        "a-fuse-is-a-promise",
        "A fuse is a promise",
        "2024-03-02",
        (
            "Somebody had wrapped the old one in foil. I keep it in a jar, next to the others, as a warning.",
            "A fuse says: I will go first. If you replace it with something that will not, the house has to.",
        ),
    ),
    StaticPost(
        "three-screws-left",
        "Three screws left",
        "2024-04-20",
        (
            "There are always screws left. The art is to know which of them were never needed.",
            "This time it was all three, and the radio plays as before, if a little more freely.",
        ),
    ),
)


def write_blog(root: Path, home: str, posts: tuple[StaticPost, ...] = POSTS) -> None:
    """Writes the whole blog under `root`, to be served at `home` (no slash at its end)."""
    for post in posts:
        write_post(root, home, post)
    links = "".join(f'<li><a href="{home}/posts/{post.slug}.html">{post.title}</a></li>' for post in posts)
    page = PAGE.format(title="Home", home=home, url=f"{home}/", main=f"<ul>{links}</ul>")
    (root / "index.html").write_text(page, encoding="utf-8")
    (root / "feed.atom").write_text(_feed(home, posts), encoding="utf-8")
    (root / "sitemap.xml").write_text(_sitemap(home, posts), encoding="utf-8")
    (root / "robots.txt").write_text(f"User-agent: *\nDisallow: /drafts/\nSitemap: {home}/sitemap.xml\n")


def write_post(root: Path, home: str, post: StaticPost) -> None:
    """Writes or rewrites the page of one post, and nothing else."""
    words = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in post.paragraphs)
    main = f"""<article><h1>{escape(post.title)}</h1>
<p class="byline">by <a rel="author" href="{home}/about.html">Edda Quist</a>,
<time datetime="{post.day}">{post.day}</time></p>
<div class="post-content">
{words}
</div></article>"""
    folder = root / "posts"
    folder.mkdir(exist_ok=True)
    page = PAGE.format(title=escape(post.title), home=home, url=f"{home}/posts/{post.slug}.html", main=main)
    (folder / f"{post.slug}.html").write_text(page, encoding="utf-8")


def _feed(home: str, posts: tuple[StaticPost, ...]) -> str:
    entries = "".join(
        f"""<entry><title>{escape(post.title)}</title><id>{home}/posts/{post.slug}.html</id>
<link href="{home}/posts/{post.slug}.html"/><published>{post.day}T09:00:00Z</published>
<updated>{post.day}T09:00:00Z</updated><summary>{escape(post.paragraphs[0])}</summary></entry>"""
        for post in posts
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Kettle &amp; Fuse</title><id>{home}/</id>
<link href="{home}/"/><link rel="self" href="{home}/feed.atom"/><author><name>Edda Quist</name></author>
<updated>{posts[-1].day}T09:00:00Z</updated>{entries}</feed>
"""


def _sitemap(home: str, posts: tuple[StaticPost, ...]) -> str:
    urls = "".join(f"<url><loc>{home}/posts/{post.slug}.html</loc></url>" for post in posts)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>
"""
