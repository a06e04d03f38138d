"""Sanitising: what is stored of others' HTML is safe to show, whatever shape the attack has."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import parse_page

URL = "https://garden.example/2020/05/salt"
TEXT = "<p>The garden behind the mill was closed in spring, and nobody in the village could say who had the key.</p>" * 12
_TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table "
    "tbody td tfoot th thead time tr u ul var".split()
)


class _Reader(HTMLParser):
    """Collects what a browser could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\s\x00-\x1f]", "", value or "").lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "xlink:href", "target"):
                self.faults.append(name)
            if name in ("href", "src", "cite") and not address.startswith(("http://", "https://", "mailto:", "tel:")):
                self.faults.append(f"{name}={value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append("comment")


def faults_of(html: str) -> list[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.faults


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jav&#x09;ascript:alert(1)">x</a>',
    '<a href="JaVa&#10;Script:alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<p style="background:url(javascript:alert(1))">x</p>',
    "<svg onload=alert(1)><circle/></svg>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>',
    '<math href="javascript:alert(1)"><mi>x</mi></math>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '<video><source onerror="alert(1)"></video>',
    '<video src="javascript:alert(1)"></video>',
    '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>',
    '<base href="javascript:alert(1)//"><a href="x">x</a>',
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    '<link rel=stylesheet href="javascript:alert(1)">',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<details open ontoggle=alert(1)>x</details>",
    "<template><script>alert(1)</script></template>",
    # Markup that means another thing once it is read a second time (mXSS).
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>"></svg>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    '<select><template><style><!--</style><a rel="--></style></template></select><img src onerror=alert(1)>">',
    "<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>",
    '<pre class="x\' onload=\'alert(1)" lang="js&quot; onclick=&quot;alert(1)">a</pre>',
    '<img alt="<script>alert(1)</script>" class="emoji" src="/x.png">',
    '<img alt="<img src=x onerror=alert(1)>" class="latex" src="/x.png">',
    '<script type="math/tex"></script><script>alert(1)</script>',
    '<script type="math/tex"><img src=x onerror=alert(1)></script>',
    '<iframe title="<img src=x onerror=alert(1)>" src="https://www.youtube.com/embed/abc123"></iframe>',
    "<iframe src=\"https://www.youtube.com/embed/abc123'onload='alert(1)\"></iframe>",
    '<div class="rll-youtube-player" data-src="javascript:alert(1)//youtube.com/embed/abc123"></div>',
    '<lite-youtube videoid="x&quot; onclick=&quot;alert(1)"></lite-youtube>',
    '<noscript><img src="javascript:alert(1)"></noscript>',
    '<img data-src="javascript:alert(1)">',
    '<figure><figcaption><a href="javascript:alert(1)">x</a></figcaption></figure>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_reaches_what_is_stored(attack: str) -> None:
    html = f"<html><body><article><h1>The key</h1><div class=entry-content>{TEXT}{attack}{TEXT}</div></article></body></html>"
    page = parse_page(html.encode(), url=URL)
    assert "closed in spring" in page.body.html
    assert not faults_of(page.body.html)
    assert not [link for link in page.links if not link.url.startswith(("http", "mailto:", "tel:"))]
    assert not [image for image in page.images if not image.url.startswith("http")]


_PIECES = st.sampled_from(
    [*ATTACKS, "<svg>", "</svg>", "<math>", "</math>", "<style>", "</style>", "<!--", "-->", "<p>", "</p>", "<table>", "<pre>", "<code>", "<noscript>", "</noscript>", '"', "'", ">"]
)


@given(st.lists(_PIECES, min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_nor_do_attacks_put_together(pieces: list[str]) -> None:
    html = f"<html><body><article><h1>The key</h1><div class=entry-content>{TEXT}{''.join(pieces)}{TEXT}</div></article></body></html>"
    assert not faults_of(parse_page(html.encode(), url=URL).body.html)


def test_places_in_a_page_without_an_address_are_led_to() -> None:
    html = b"<article><h1>Salt</h1><p>" + b"Salt is dear, and was dearer. " * 12
    html += b'<sup><a href="#fn:1" id="r1">1</a></sup></p><p><a href="x.html">there</a> <a href="#a b">?</a></p></article>'
    assert 'href="#fn:1"' in (body := parse_page(html).body.html)
    assert body.count("href") == 1
    assert 'href="https://garden.example/a#fn:1"' in parse_page(html, url="https://garden.example/a").body.html
