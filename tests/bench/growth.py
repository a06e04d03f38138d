"""Whether cost grows with the page and no faster: threads of 50, 500 and 5,000 comments, and pages odd in other ways.

    python -m tests.bench.growth

For each markup: CPU milliseconds a comment, and how much more a comment costs than in the thread a tenth as long. The
odd pages are read at one size and at twice that: about 2 is right, 4 is quadratic. CPU time of this process, the best
of the rounds, sizes in turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline import parse_page

URL = "https://blog.example/2024/05/a-post/"
SIZES = (50, 500, 5_000)
ROUNDS = 3
NESTED = 5
NAMES = ("Ilse Brand", "Tom Ruiz", "Anna Beck", "Jo Marsh", "Per Lund", "Mia Ortiz", "Ben Okoro", "Lea Fink")
WORDS = "kettle garden morning lantern river pepper quiet window basket thunder".split()


def page(thread: str) -> bytes:
    """A post with `thread` under it."""
    told = " ".join(f"The {word} stood by the door, and nobody had asked for it, as far as we know." for word in WORDS)
    body = f"<h1>A post about a kettle</h1><article class='post'><p>{told}</p><p>{told}</p></article>{thread}"
    return f"<!doctype html><html lang=en><head><title>A post about a kettle</title></head><body>{body}</body>".encode()


def said(number: int) -> str:
    """What comment `number` says."""
    return " ".join(WORDS[(number * 7 + place * 3) % len(WORDS)] for place in range(12)) + f" {number}."


def who(number: int) -> str:
    """Who wrote it."""
    return NAMES[number * 5 % len(NAMES)]


def when(number: int) -> str:
    """When, as shown."""
    return f"May {1 + number // 1440 % 28}, 2024 at {number // 60 % 24:02}:{number % 60:02}"


def nested(count: int, opening: Callable[[int, int], str], between: tuple[str, str], closing: str) -> str:
    """Comments in chains of answers: each chain is `NESTED` deep."""
    out = []
    for number in range(count):
        depth = number % NESTED
        out.append((between[0] if depth else "") + opening(number, depth))
        if depth == NESTED - 1 or number == count - 1:
            out.append((closing + between[1]) * depth + closing)
    return "".join(out)


def wordpress(count: int) -> bytes:
    """What `wp_list_comments()` writes, five deep."""

    def item(number: int, depth: int) -> str:
        return (
            f"<li id='comment-{number}' class='comment even thread-even depth-{depth + 1}'>"
            f"<article id='div-comment-{number}' class='comment-body'><footer class='comment-meta'>"
            f"<div class='comment-author vcard'><img src='/a.png' class='avatar'><b class='fn'>{who(number)}</b> "
            f"<span class='says'>says:</span></div><div class='comment-metadata'><a href='#comment-{number}'>"
            f"<time datetime='2024-05-01T10:00:00+00:00'>{when(number)}</time></a></div></footer>"
            f"<div class='comment-content'><p>{said(number)}</p></div><div class='reply'><a rel='nofollow' "
            f"class='comment-reply-link' href='?replytocom={number}#respond'>Reply</a></div></article>"
        )

    items = nested(count, item, ("<ol class='children'>", "</ol>"), "</li>")
    return page(f"<div id='comments' class='comments-area'><h2 class='comments-title'>{count} thoughts on this</h2>"
                f"<ol class='comment-list'>{items}</ol></div><link href='/wp-content/x.css'>")


def generic_nested(count: int) -> bytes:
    """A template that nobody knows, answers inside what they answer."""

    def item(number: int, depth: int) -> str:
        return (
            f"<div class='talk-entry'><span class='who'>{who(number)}</span> <span class='stamp'>{when(number)}</span>"
            f"<div class='talk-text'><p>{said(number)}</p></div><a href='#reply'>Reply</a>"
        )

    items = nested(count, item, ("<div class='talk-answers'>", "</div>"), "</div>")
    return page(f"<section class='talk'><h3>{count} comments</h3>{items}</section>")


def generic_flat(count: int) -> bytes:
    """No class names anything but the comment."""
    items = "".join(
        f"<div class='comment'><h4>{who(number)}</h4><p>{said(number)}</p><small>{when(number)}</small></div>"
        for number in range(count)
    )
    return page(f"<div><h3>{count} comments</h3>{items}</div>")


def definition_list(count: int) -> bytes:
    """Records that are runs of siblings."""
    items = "".join(
        f"<dt>{who(number)} wrote on {when(number)}</dt><dd><p>{said(number)}</p></dd>" for number in range(count)
    )
    return page(f"<h3>{count} comments</h3><dl class='comments'>{items}</dl>")


THREADS: dict[str, Callable[[int], bytes]] = {
    "WordPress, 5 deep": wordpress,
    "unknown, 5 deep": generic_nested,
    "unknown, flat": generic_flat,
    "unknown, dt and dd": definition_list,
}


def chain(depth: int) -> bytes:
    """Each comment answers the one before, inside it."""
    opening = "".join(
        f"<li id='comment-{n}' class='comment depth-{n + 1}'><div class='comment-body'><cite class='fn'>{who(n)}</cite>"
        f"<time>{when(n)}</time><p>{said(n)}</p></div><ul class='children'>"
        for n in range(depth)
    )
    return page(f"<ol class='commentlist'>{opening}")


def unknown_chain(depth: int) -> bytes:
    """The same in a template that nobody knows."""
    opening = "".join(
        f"<div class='talk-entry'><span class='who'>{who(n)}</span> <span class='stamp'>{when(n)}</span>"
        f"<div class='talk-text'><p>{said(n)}</p></div>"
        for n in range(depth)
    )
    return page(f"<section><h3>Comments</h3>{opening}")


def boxes(depth: int) -> bytes:
    """`div` in `div`."""
    return page("<div class='box'>" * depth + "<p>" + said(1) + "</p>" + "</div>" * depth)


def with_forms(count: int) -> bytes:
    """Comments each with a form of its own to answer in."""
    form = "<form class='comment-form'><textarea name='t'></textarea><button>Send</button></form>"
    return page("".join(
        f"<article class='comment'><h4>{who(n)}</h4><p>{said(n)}</p><small>{when(n)}</small>{form}</article>"
        for n in range(count)
    ))  # fmt: skip


def one_comment(count: int) -> bytes:
    """A comment of many texts, each with what the page offers to do with it; and one that is short."""
    texts = "".join(f"<div class='text'>{said(n)}</div><span class='reply'>Reply</span>" for n in range(count))
    head = "<span class='author'>Ada</span><span class='date'>May {0}, 2024</span>"
    return page(f"<h3>2 comments</h3><div class='comment'>{head.format(1)}{texts}</div>"
                f"<div class='comment'>{head.format(2)}<div class='text'>So it is.</div></div>")


def counters(count: int) -> bytes:
    """Other posts, each with a count of what is said of it elsewhere."""
    return page("".join(f"<a class='comments-link' href='https://talk.example/t/{n}'>{n} comments</a>" for n in range(count)))


def counting_headings(count: int) -> bytes:
    """Other posts with a heading each that counts their comments, before a thread."""
    headings = "".join(f"<div class='card'><h4>{n} comments</h4></div>" for n in range(count))
    thread = "".join(f"<div class='comment'><b>{who(n)}</b> <i>{when(n)}</i><p>{said(n)}</p></div>" for n in range(3))
    return page(f"{headings}<div id='comments'>{thread}</div>")


def article(piece: Callable[[int], str]) -> Callable[[int], bytes]:
    """A post of paragraphs with `piece` after each."""
    return lambda count: page(
        "<div class='entry-content'>" + "".join(f"<p>{said(n)} So it was.</p>{piece(n)}" for n in range(count)) + "</div>"
    )


ODD: dict[str, tuple[Callable[[int], bytes], int]] = {
    "chain of answers": (chain, 300),
    "the same, unknown": (unknown_chain, 300),
    "a form in each comment": (with_forms, 10_000),
    "texts in one comment": (one_comment, 20_000),
    "counters of other posts": (counters, 20_000),
    "headings that count": (counting_headings, 20_000),
    "boxes in boxes": (boxes, 900),
    "siblings in one list": (lambda n: page("<ul>" + "".join(f"<li>{said(i)}" for i in range(n)) + "</ul>"), 50_000),
    "paragraphs": (lambda n: page("".join(f"<p>{said(i)} Of it we know no more." for i in range(n))), 30_000),
    "links": (lambda n: page("<p>" + " ".join(f"<a href='/p/{i}'>{said(i)}</a>" for i in range(n))), 5_000),
    "teasers with dates": (
        lambda n: page("".join(f"<div class='card'><h3><a href='/p/{i}'>{said(i)}</a></h3><time>{when(i)}</time></div>"
                               for i in range(n))), 3_000),
    "dates of many shapes": (
        lambda n: page("".join(f"<div class='x{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10 % 10]}'><b>{when(i)}</b></div>"
                               for i in range(n))), 3_000),
    "classes of its own each": (lambda n: page("".join(f"<p class='c{i} d{i}'>{said(i)}" for i in range(n))), 10_000),
    "bytes in an attribute": (lambda n: page(f"<p data-state='{'x, ' * n}' class='{'y ' * (n // 8)}'>Hm."), 1_000_000),
    "bytes in a text": (lambda n: page(f"<p>{'word ' * n}"), 500_000),
    "images and captions": (
        lambda n: page("".join(f"<p><img src='/{i}.jpg'><p class='wp-caption-text'>{who(i)}" for i in range(n))), 5_000),
    "hidden boxes": (
        lambda n: page("".join(f"<p id='x{i}' style='display:none'>{said(i)}</p><a href='#y{i}'>y</a>" for i in range(n))), 5_000),
    "listings": (lambda n: page("<pre><span>if</span> so:\n  <span>go</span></pre>" * n), 5_000),
    "small tables": (lambda n: page("<table><tr><td>a</td><td><p>b<p>c</table>" * n), 5_000),
    "frames": (lambda n: page("".join(f"<iframe src='https://a.example/{i}'></iframe>" for i in range(n))), 5_000),
    "images with and without script": (
        article(lambda n: f"<img src='data:x' class='lazy'><noscript><img src='/i/{n}.jpg'></noscript>"), 2_000),
    "lines of facts": (
        article(lambda n: f"<div class='post-meta'>By <a rel='author' href='/u/{n}'>{who(n)}</a> on {when(n)}</div>"), 2_000),
    "author boxes": (
        article(lambda n: f"<div class='author-box'><h4>{who(n)}</h4><p>{who(n)} writes. {said(n)}</p></div>"), 1_000),
    "nodes of JSON-LD": (
        lambda n: page("<script type='application/ld+json'>["
                       + ",".join(f'{{"@type": "BlogPosting", "headline": "{said(i)}"}}' for i in range(n)) + "]</script>"),
        3_000),
    "names marked as authors": (lambda n: page("<span itemprop='author'>Mia Ortiz</span>" * n), 10_000),
    "tables in tables": (lambda n: page(f"<article class='post'>{'<table><tr><td>kettle' * n}"), 5_000),
    "the same comment": (
        lambda n: page("<div class='h-entry'>" + "<div class='u-comment h-cite'><a class='p-author h-card' href='/a'>Mia</a><time "
                       "class='dt-published' datetime='2024-05-01'></time><p class='p-content'>So it is.</p></div>" * n), 5_000),
    "items that refer to each other": (
        lambda n: page("".join(f"<div id='i{i}' itemscope itemtype='https://schema.org/Comment' itemref='i{(i + 1) % n} i{i}'>"
                               "<span itemprop='author'>Mia</span><p itemprop='text'>So</p></div>" for i in range(n))), 5_000),
    "items in items": (lambda n: page("<div itemscope itemprop='comment' itemtype='https://schema.org/Comment'><b itemprop='author'>"
                                      "Mia</b>" * n), 2_000),
    "bold words": (lambda n: page("<p>" + "".join(f"<b>{i}</b> and " for i in range(n))), 20_000),
}


def cost(bodies: Sequence[bytes]) -> list[float]:
    """CPU seconds for each of `bodies`, read in turn; the best of the rounds."""
    best = [float("inf")] * len(bodies)
    for _ in range(ROUNDS):
        for place, body in enumerate(bodies):
            start = time.process_time()
            parse_page(body, url=URL)
            best[place] = min(best[place], time.process_time() - start)
    return best


def main() -> None:
    """Print both tables."""
    print("CPU ms a comment in threads of", *SIZES, "comments; how much more than in one a tenth as long")
    for name, make in THREADS.items():
        bodies = [make(size) for size in SIZES]
        found = [len(parse_page(body, url=URL).comments) for body in bodies]
        assert found == list(SIZES), f"{name}: {found} comments found"
        each = [seconds * 1000 / size for seconds, size in zip(cost(bodies), SIZES, strict=True)]
        ratios = [f"{after / before:6.2f}×" for before, after in pairwise(each)]
        print(f"{name:26}", *(f"{one:8.3f} ms" for one in each), *ratios, flush=True)
    print("CPU s of an odd page, of one twice the size, and how much more")
    for name, (make, size) in ODD.items():
        once, twice = cost([make(size), make(2 * size)])
        print(f"{name:26} {once:8.3f} s {twice:8.3f} s {twice / once:6.2f}×", flush=True)


if __name__ == "__main__":
    main()
