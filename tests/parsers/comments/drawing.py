"""Drawing: random threads, hostile in what visitors write and in what they call themselves.

What no reader could tell apart is not drawn: a name that is nothing but marks or white space, a text that the template
itself could have printed in the same place with the same markup.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape

from hypothesis import strategies as st

from tests.parsers.comments.houses import HOUSES
from tests.parsers.comments.said import House, Said

NAMES = (
    "Ada Quill|Ben|Zoë 7|李雷|von Aue|Reply|Mr. May|anna_b|Dr. O'Neil|Firma Holz & Söhne|x|Marta July|7|Simon says|"
    "https://ada.example|ada@quill.example|www.shop.example|Date|Admin|says|Ölaf <b>|ÉTIENNE|мария|דוד|عمر|木村 花|"
    "k.|R2-D2|Guest 12|Ben & Jerry|The \"Quoted\"|Comment|4 March|J. R. R.|Postillon|Am Rand|user:name|Herr von und zu|"
    "a very long name of somebody who signs with all that he has|😀|😀 Ada|Name|anonymous|*star*|dash-dash|mar 9"
).split("|")
SHORT = (
    "Reply|Antworten|Danke!|5 comments|+1|said on June 3, 2010 at 10:00 am|9. Juni 2017 um 14:16|2017-06-09|"
    "one two three|@Ben 12:30 works|https://shop.example/a?b=c|Posted by nobody|„Quoted“ — and more|2 + 2 = 5|naïve|"
    "你好|שלום עולם|مرحبا بالعالم|👍🏽|Ada Quill says:|Ben sagt:|Kommentar von Ben|Pingback: no|in reply to Ben|Edit|"
    "3 days ago|vor 3 Tagen|…|Permalink|#2|Like|Share|Report|Name: Ben|Leave a comment|Quote|0|a\u00a0b|Sign: &amp; &lt;"
).split("|")
_PIECES = [
    ("<b>bold</b> & brave", "&lt;b&gt;bold&lt;/b&gt; &amp; brave"),
    ("bold words", "<strong>bold</strong> words"),
    ("see this", 'see <a href="https://x.example/9">this</a>'),
    ("f(x) < 3", "<code>f(x) &lt; 3</code>"),
    ("an en dash – here", "an en dash &#8211; here"),
    ("it’s “so”", "it&#8217;s &ldquo;so&rdquo;"),
    ("one\ntwo", "one<br />\ntwo"),
    ("to Ben of June 3", 'to <em>Ben</em> of <span lang="en">June 3</span>'),
]
_LONG = "And so it goes on, as it has gone on since 2009 at 10:15, with a comma here, and no end in sight. "
_CODE = "def f(x):\n    return x < 3\n\n# done"
_Block = tuple[str, str]


def _inline(words: list[str]) -> st.SearchStrategy[_Block]:
    piece = st.sampled_from([(" ".join(word.split()), escape(word).replace("\u00a0", "&nbsp;")) for word in words])
    pieces = st.lists(st.one_of(piece, piece, st.sampled_from(_PIECES)), min_size=1, max_size=3)
    return pieces.map(lambda row: (" ".join(text for text, _ in row), " ".join(html for _, html in row)))


def _paragraph(inline: _Block) -> _Block:
    return inline[0], f"<p>{inline[1]}</p>"


def _list(items: list[_Block]) -> _Block:
    return "\n".join(text for text, _ in items), f"<ul>\n{''.join(f'<li>{html}</li>' for _, html in items)}\n</ul>"


def _quote(inline: _Block) -> _Block:
    return inline[0], f"<blockquote><p>{inline[1]}</p></blockquote>"


_INLINE = _inline(SHORT)
_FLAT = st.sampled_from(SHORT).map(lambda word: (" ".join(word.split()), escape(word)))
PARAGRAPHS = _INLINE.map(_paragraph)
BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    PARAGRAPHS,
    _INLINE.map(_quote),
    st.lists(_FLAT, min_size=1, max_size=3).map(_list),
    st.just((_CODE, f"<pre><code>{escape(_CODE)}</code></pre>")),
    st.integers(4, 40).map(lambda times: _paragraph(((_LONG * times).strip(), (_LONG * times).strip()))),
)


@st.composite
def _texts(draw: st.DrawFn, before: list[Said], blocks: st.SearchStrategy[_Block]) -> _Block:
    """Some blocks, now and then after a quotation of an earlier comment."""
    rows = draw(st.lists(blocks, min_size=1, max_size=3))
    if before and blocks is not PARAGRAPHS and draw(st.integers(0, 5)) == 0:
        quoted = draw(st.sampled_from(before))
        rows.insert(0, (quoted.text, f"<blockquote>{quoted.markup}</blockquote>"))
    return "\n\n".join(text for text, _ in rows), "\n".join(html for _, html in rows)


def _times(draw: st.DrawFn, count: int) -> list[datetime]:
    """Oldest first, newest first, or (a page sorted by votes) in no order."""
    first = draw(st.datetimes(datetime(2005, 1, 1), datetime(2025, 1, 1)))
    gaps = draw(st.lists(st.integers(1, 90_000), min_size=count, max_size=count))
    times, at = [], first.replace(second=0, microsecond=0)
    for gap in gaps:
        at += timedelta(minutes=gap)
        times.append(at)
    order = draw(st.sampled_from(["oldest first", "newest first", "none"]))
    return times if order == "oldest first" else times[::-1] if order == "newest first" else draw(st.permutations(times))


@st.composite
def threads(
    draw: st.DrawFn,
    deepest: int = 8,
    pings: bool = False,
    plain: bool = False,
    houses: list[House] = HOUSES,
    names: list[str] = NAMES,
    least: int = 1,
) -> list[Said]:
    """A thread as a list of roots; keys rise in reading order.

    Args:
        deepest: how many levels. pings: pingbacks and trackbacks too, always roots.
        plain: paragraphs alone. houses, names: to draw from. least: how many comments at least.
    """
    house = draw(st.sampled_from(houses))
    count = draw(st.integers(least, 12))
    times = _times(draw, count)
    called = st.sampled_from([*names, house.words["anonymous"]])
    blocks = PARAGRAPHS if plain else BLOCKS
    roots: list[Said] = []
    trail: list[Said] = []
    before: list[Said] = []
    for number in range(count):
        text, html = draw(_texts(before[-3:], blocks))
        said = Said(100 + number, draw(called), times[number], text, html=html, house=house)
        if pings and draw(st.integers(0, 9)) == 0:
            said.kind = draw(st.sampled_from(["pingback", "trackback"]))
        depth = 0 if said.kind != "comment" else draw(st.integers(0, min(len(trail), deepest - 1)))
        del trail[depth:]
        (trail[-1].children if trail else roots).append(said)
        if said.kind == "comment":
            trail.append(said)
            before.append(said)
    if {said.name for said in before} == {"Simon says"}:
        # "Simon says" alone on a page may as well be what its theme says of Simon.
        before[0].name = "Ada Quill"
    return roots
