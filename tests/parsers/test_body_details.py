"""Body details: what stands in an article besides paragraphs, in the markup of the engines that write it."""

from __future__ import annotations

import re

import pytest

from pipeline import parse_page
from pipeline.models import ParsedPage

URL = "https://garden.example/2020/05/salt"
ONE = "The garden behind the mill was closed in spring, and nobody in the village could say who had the key."
TWO = "In June the gate stood open, the paths were swept, and a woman from the archive was counting the trees."


def _parsed(inside: str) -> ParsedPage:
    post = f'<article><h1 class="entry-title">The key</h1><div class="entry-content"><p>{ONE}</p>{inside}<p>{TWO}</p></div></article>'
    html = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>The key</title></head><body>{post}</body></html>"
    page = parse_page(html.encode(), url=URL)
    assert not page.problems
    return page


def _between(page: ParsedPage) -> str:
    text = page.body.text
    assert text.startswith(ONE) and text.endswith(TWO)
    return text.removeprefix(ONE).removesuffix(TWO).strip()


IMAGE = '<img src="/a.jpg" alt="a gate">'
CAPTIONED = {
    "wordpress, classic": f'<div id="attachment_1" class="wp-caption alignnone">{IMAGE}<p class="wp-caption-text">The gate at noon</p></div>',
    "wordpress, blocks": f'<figure class="wp-block-image">{IMAGE}<figcaption class="wp-element-caption">The gate at noon</figcaption></figure>',
    "wordpress, gallery": f'<div class="gallery"><dl class="gallery-item"><dt class="gallery-icon"><a href="/a">{IMAGE}</a></dt><dd class="wp-caption-text gallery-caption">The gate at noon</dd></dl></div>',
    "blogger": f'<table class="tr-caption-container"><tbody><tr><td><a href="/big.jpg">{IMAGE}</a></td></tr><tr><td class="tr-caption">The gate at noon</td></tr></tbody></table>',
    "medium": f'<figure class="jv"><div><picture><source srcset="/a.webp" type="image/webp">{IMAGE}</picture></div><figcaption class="kb">The gate at noon</figcaption></figure>',
    "medium, old": '<figure><div><img src="/a.jpg?q=20" class="progressiveMedia-thumbnail"><canvas></canvas><img class="progressiveMedia-image" data-src="/a.jpg" alt="a gate"></div><figcaption class="imageCaption">The gate at noon</figcaption></figure>',
    "substack": f'<div class="captioned-image-container"><figure><a href="/big"><div>{IMAGE}<div><button>zoom</button></div></div></a><figcaption class="image-caption">The gate at noon</figcaption></figure></div>',
    "ghost": f'<figure class="kg-card kg-image-card kg-card-hascaption">{IMAGE}<figcaption>The gate at noon</figcaption></figure>',
    "squarespace": '<div class="sqs-block"><figure><div><noscript><img src="/a.jpg" alt="a gate"></noscript><img class="thumb-image" data-src="/a.jpg" alt="a gate"></div><figcaption class="image-caption-wrapper"><div class="image-caption"><p>The gate at noon</p></div></figcaption></figure></div>',
    "drupal": f'<div class="field"><div class="field__item">{IMAGE}</div></div><div class="field-name-image-caption">The gate at noon</div>',
    "mediawiki": f'<div class="thumb tright"><div class="thumbinner"><a href="/f">{IMAGE}</a><div class="thumbcaption"><div class="magnify"><a href="/f"></a></div>The gate at noon</div></div></div>',
    "typo3": f'<div class="ce-gallery"><div class="ce-row"><figure class="image"><a href="/b">{IMAGE}</a><figcaption class="image-caption">The gate at noon</figcaption></figure></div></div>',
    "with a credit beside": f'<figure><div>{IMAGE}<div>© Garden</div></div><figcaption>The gate at noon</figcaption></figure>',
}


@pytest.mark.parametrize("figure", CAPTIONED.values(), ids=CAPTIONED)
def test_a_caption_stands_with_its_image(figure: str) -> None:
    page = _parsed(figure)
    assert [(image.url, image.alt, image.caption) for image in page.images] == [
        ("https://garden.example/a.jpg", "a gate", "The gate at noon")
    ]
    assert _between(page) == ""
    assert page.body.html.count("The gate at noon") == 1


def test_each_image_of_a_gallery_has_its_own_caption() -> None:
    inner = "".join(f'<figure class="wp-block-image"><img src="/{n}.jpg"><figcaption>Gate {n}</figcaption></figure>' for n in "ab")
    page = _parsed(f'<figure class="wp-block-gallery">{inner}<figcaption>Both</figcaption></figure>')
    assert [image.caption for image in page.images] == ["Gate a", "Gate b"]


def test_a_caption_of_another_image_is_not_taken() -> None:
    page = _parsed(f'<p><img src="/b.jpg"></p><p>Words between them.</p><div class="wp-caption">{IMAGE}<p class="wp-caption-text">The gate at noon</p></div>')
    assert [image.caption for image in page.images] == [None, "The gate at noon"]


LINES = ("def f(x):", "    return x")
CODE = "\n".join(LINES)
SPANS = '<span class="k">def</span> <span class="nf">f</span>(x):\n    <span class="k">return</span> x\n'
LISTINGS = {
    "pygments, table": f'<div class="highlight"><table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2</pre></div></td><td class="code"><div><pre><span></span>{SPANS}</pre></div></td></tr></table></div>',
    "pygments, inline": '<div class="highlight"><pre><span class="linenos">1</span><span class="k">def</span> f(x):\n<span class="linenos">2</span>    <span>return</span> x\n</pre></div>',
    "rouge": f'<div class="language-python highlighter-rouge"><div class="highlight"><pre class="highlight"><code><table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">1\n2\n</pre></td><td class="code"><pre>{SPANS}</pre></td></tr></tbody></table></code></pre></div></div>',
    "chroma": f'<div class="highlight"><table class="lntable"><tr><td class="lntd"><pre class="chroma"><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td><td class="lntd"><pre class="chroma"><code class="language-python" data-lang="python">{SPANS}</code></pre></td></tr></table></div>',
    "prism": f'<div class="code-toolbar"><pre class="line-numbers language-python"><code class="language-python">{SPANS}<span aria-hidden="true" class="line-numbers-rows"><span></span><span></span></span></code></pre><div class="toolbar"><button>Copy</button></div></div>',
    "gist": '<div class="gist"><div class="data type-python"><table class="highlight js-file-line-container"><tr><td class="blob-num js-line-number" data-line-number="1"></td><td class="blob-code js-file-line"><span>def</span> f(x):</td></tr><tr><td class="blob-num"></td><td class="blob-code">    <span>return</span> x</td></tr></table></div><div class="gist-meta"><a href="/raw">view raw</a></div></div>',
    "syntaxhighlighter": '<div class="syntaxhighlighter python"><div class="toolbar"><a href="#">?</a></div><table><tbody><tr><td class="gutter"><div class="line number1">1</div><div class="line number2">2</div></td><td class="code"><div class="container"><div class="line"><code class="python keyword">def</code> <code>f(x):</code></div><div class="line"><code class="python spaces">&nbsp;&nbsp;&nbsp;&nbsp;</code><code>return</code> <code>x</code></div></div></td></tr></tbody></table></div>',
    "syntaxhighlighter, raw": f'<pre class="brush: python; title: ; notranslate">{CODE}\n</pre>',
    "crayon": '<div class="crayon-syntax"><div class="crayon-plain-wrap"><textarea>def f(x):</textarea></div><table class="crayon-table"><tr class="crayon-row"><td class="crayon-nums"><div><div class="crayon-num">1</div><div class="crayon-num">2</div></div></td><td class="crayon-code"><div class="crayon-pre"><div class="crayon-line"><span>def</span><span> </span>f(x):</div><div class="crayon-line"><span>    </span>return x</div></div></td></tr></table></div>',
    "enlighter": f'<div class="enlighter-default"><div class="enlighter"><div><div>def f(x):</div></div><div><div>return x</div></div></div></div><pre class="EnlighterJSRAW" data-enlighter-language="python" style="display:none">{CODE}</pre>',
    "hexo": '<figure class="highlight python"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre><span class="line">def f(x):</span><br><span class="line">    return x</span><br></pre></td></tr></table></figure>',
    "shiki": '<pre class="shiki" data-language="python"><code><span class="line"><span style="color:red">def</span> f(x):</span>\n<span class="line">    return x</span></code></pre>',
    "lines as blocks": '<pre class="python"><div class="line">def f(x):</div><div class="line">    return x</div></pre>',
    "lines as a list": '<pre><ol><li>def f(x):</li><li>    return x</li></ol></pre>',
    "columns of no class": f'<table><tr><td><pre>1\n2</pre></td><td><pre>{CODE}</pre></td></tr></table>',
}


@pytest.mark.parametrize("listing", LISTINGS.values(), ids=LISTINGS)
def test_a_listing_is_its_code_and_nothing_else(listing: str) -> None:
    page = _parsed(listing)
    assert _between(page) == CODE
    told = re.findall(r'<pre><code(?: class="language-(\w+)")?>(.*?)\n?</code></pre>', page.body.html, re.S)
    assert [code for _, code in told] == [CODE]
    assert told[0][0] in ("", "python")
    if "python" in listing:
        assert told[0][0] == "python"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<pre class="wp-block-verse">Roses\n  red</pre>', "Roses\n  red"),
        ("<pre>Roses<br>  red</pre>", "Roses\n  red"),
        ("<pre>see <a href='/x'>the map</a>\n  and <b>go</b></pre>", "see the map\n  and go"),
        ("<table><tr><td>1</td><td>oak</td></tr><tr><td>2</td><td>ash</td></tr></table>", "1\toak\n2\tash"),
    ],
)
def test_what_only_looks_like_code_stays(markup: str, text: str) -> None:
    assert _between(_parsed(markup)) == text


MATHML = "<math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow><annotation encoding='application/x-tex'>x^2</annotation></semantics></math>"
FORMULAS = {
    "katex": f'<span class="katex"><span class="katex-mathml">{MATHML}</span><span class="katex-html" aria-hidden="true"><span>x</span><span>2</span></span></span>',
    "mathjax 2": '<span class="MathJax_Preview"></span><span class="MathJax"><nobr aria-hidden="true">x2</nobr><span class="MJX_Assistive_MathML"><math><msup><mi>x</mi><mn>2</mn></msup></math></span></span><script type="math/tex">x^2</script>',
    "mathjax 3": '<mjx-container jax="CHTML"><mjx-math aria-hidden="true"><mjx-mi>x</mjx-mi></mjx-math><mjx-assistive-mml><math><msup><mi>x</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>',
    "mathml": "<math alttext='{\\displaystyle x^2}'><msup><mi>x</mi><mn>2</mn></msup></math>",
    "mathml alone": "<math><msup><mi>x</mi><mn>2</mn></msup></math>",
    "a wiki's": f'<span class="mwe-math-element"><span style="display:none">{MATHML}</span><img src="/m.svg" aria-hidden="true" alt="x^2"></span>',
    "a picture": '<img class="latex" src="/latex.php?latex=x%5E2" alt="x^2">',
}


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_read_once(formula: str) -> None:
    page = _parsed(f"<p>So {formula} is it.</p>")
    assert _between(page) == "So $x^2$ is it."
    assert page.body.html.count("x^2") == 1


def test_a_formula_that_is_never_closed_takes_no_paragraph_with_it() -> None:
    assert TWO in _parsed("<p>So <math><mi>x</mi></p>").body.text


FILM = "https://www.youtube.com/watch?v=abc_123"
EMBEDS = {
    "frame": ('<figure class="wp-block-embed"><div><iframe title="Gate" src="https://www.youtube.com/embed/abc_123?feature=oembed"></iframe></div></figure>', FILM, "Gate"),
    "frame in waiting": ('<p><iframe data-src="//www.youtube-nocookie.com/embed/abc_123" src="about:blank"></iframe></p>', FILM, None),
    "frame after consent": ('<iframe data-cmp-src="https://www.youtube.com/embed/abc_123" src=""></iframe>', FILM, None),
    "vimeo": ('<iframe src="//player.vimeo.com/video/12345?h=1"></iframe>', "https://vimeo.com/12345", None),
    "sound": ('<iframe src="https://open.spotify.com/embed/episode/xyz"></iframe>', "https://open.spotify.com/embed/episode/xyz", None),
    "film": ('<figure class="wp-block-video"><video controls src="/film.mp4"></video></figure>', "https://garden.example/film.mp4", None),
    "film of two kinds": ('<video><source src="/film.webm"><source src="/film.mp4"><a href="/film.mp4">Load</a></video>', "https://garden.example/film.webm", None),
    "talk": ('<audio class="wp-audio-shortcode"><source type="audio/mpeg" src="/talk.mp3"><a href="/talk.mp3">/talk.mp3</a></audio>', "https://garden.example/talk.mp3", None),
    "object": ('<object><param name="movie" value="http://www.youtube.com/v/abc_123"><embed src="http://www.youtube.com/v/abc_123"></object>', FILM, None),
    "lite": ('<lite-youtube videoid="abc_123" playlabel="Gate"></lite-youtube>', FILM, "Gate"),
    "amp": ('<amp-youtube data-videoid="abc_123" layout="responsive"></amp-youtube>', FILM, None),
    "facade": ('<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/abc_123"></div><noscript><iframe src="https://www.youtube.com/embed/abc_123"></iframe></noscript>', FILM, None),
    "without script": ('<div class="lazy"></div><noscript><iframe src="https://www.youtube.com/embed/abc_123"></iframe></noscript>', FILM, None),
    "gist": ('<script src="https://gist.github.com/anna/0123abcd.js"></script>', "https://gist.github.com/anna/0123abcd", None),
    "instagram": ('<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/abc/"><a href="https://www.instagram.com/p/abc/">View this post</a></blockquote>', "https://www.instagram.com/p/abc/", None),
}


@pytest.mark.parametrize(("markup", "url", "text"), EMBEDS.values(), ids=EMBEDS)
def test_an_embed_is_a_link_in_its_place(markup: str, url: str, text: str | None) -> None:
    page = _parsed(f'<p>Before it, <a href="/map">a map</a>.</p>{markup}<p>After it, <a href="/tree">a tree</a>.</p>')
    assert [(link.url, link.text) for link in page.links][1:-1] == [(url, text or url)]
    assert f'<a href="{url}">' in page.body.html
    assert _between(page) == "Before it, a map.\n\nAfter it, a tree."


@pytest.mark.parametrize(
    "junk",
    [
        '<iframe src="https://ads.example/x" width="1" height="1"></iframe>',
        '<iframe src="https://www.googletagmanager.com/ns.html?id=G" style="display:none;visibility:hidden"></iframe>',
        '<iframe src="https://www.facebook.com/plugins/like.php?href=x"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<iframe srcdoc="&lt;p&gt;x"></iframe>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe src="https://other.example/post/embed/#?secret=x" class="wp-embedded-content"></iframe>',
    ],
)
def test_frames_that_show_nothing_are_no_embeds(junk: str) -> None:
    page = _parsed(junk)
    assert not page.links
    assert "<a" not in page.body.html


LAZY = {
    "noscript twin": '<img class="lazyload" src="data:image/svg+xml,%3Csvg%3E" data-src="/real.jpg"><noscript><img src="/real.jpg"></noscript>',
    "wp rocket": '<img src="data:image/svg+xml,%3C" data-lazy-srcset="/s.jpg 300w, /l.jpg 1024w" data-lazy-src="/real.jpg"><noscript><img src="/real.jpg"></noscript>',
    "noscript only": '<noscript><img src="/real.jpg"></noscript>',
    "picture": '<picture><source data-srcset="/r.webp 1x" type="image/webp"><source srcset="/s.jpg 600w, /real.jpg 1200w"><img src="/blank.gif"></picture>',
    "amp": '<amp-img src="/real.jpg" width="600" layout="responsive"><noscript><img src="/real.jpg"></noscript></amp-img>',
    "gatsby": '<div><img aria-hidden="true" data-placeholder-image="" src="data:image/jpeg;base64,/9j/"><picture><source data-srcset="/s.webp 300w" type="image/webp"><img data-src="/real.jpg" data-srcset="/s.jpg 300w"></picture><noscript><picture><img src="/real.jpg"></picture></noscript></div>',
    "another name": '<img src="/img/loading.gif" data-actualsrc="https://garden.example/real.jpg">',
    "sets without blanks": '<img srcset="/small.jpg 300w,/real.jpg 1200w">',
}


@pytest.mark.parametrize("image", LAZY.values(), ids=LAZY)
def test_an_image_has_its_real_address_once(image: str) -> None:
    page = _parsed(f"<p>{image}</p>")
    assert [found.url for found in page.images] == ["https://garden.example/real.jpg"]
    assert re.findall(r"<img[^>]*src=\"([^\"]*)", page.body.html) == ["https://garden.example/real.jpg"]


def test_counting_pixels_and_empty_images_are_none() -> None:
    page = _parsed('<p><img src="/count.gif" width="1" height="1"><img src="data:image/gif;base64,R0"><img alt=""></p>')
    assert not page.images
    assert "<img" not in page.body.html


def test_pictures_of_emoji_are_the_characters() -> None:
    page = _parsed(
        '<p>Good <img class="wp-smiley" src="/1f600.png" alt="😀"> day <img class="emoji" alt="🌳" src="/1f333.svg">, '
        '<img src="/smile.gif" alt=":)" class="wp-smiley">.</p>'
    )
    assert _between(page) == "Good 😀 day 🌳, :)."
    assert not page.images


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<p><span class="dropcap">O</span>nce the gate was open.</p>', "Once the gate was open."),
        ('<p><span class="drop-cap">T</span> he gate was open.</p>', "The gate was open."),
        ('<div><div class="dropcap">T</div>he gate was open.</div>', "The gate was open."),
        ('<p><span class="dropcap">A</span> gate was open.</p>', "A gate was open."),
    ],
)
def test_a_large_first_letter_is_of_its_word(markup: str, text: str) -> None:
    assert _between(_parsed(markup)) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p hidden>Nobody sees this.</p>", ""),
        ('<div style="color: red; display: none"><p>Nor this, which a style hides.</p></div>', ""),
        ('<p>Seen <span style="display:none">unseen</span> so.</p>', "Seen so."),
        ('<p>Seen <span class="screen-reader-text">opens in a new tab</span> so.</p>', "Seen so."),
        ('<p>Seen <span aria-hidden="true">→</span> so.</p>', "Seen so."),
        ('<p>A <span style="text-decoration: none">word</span> of it.</p>', "A word of it."),
        ('<p><a href="#more">More</a></p><div id="more" style="display:none">Told on a click.</div>', "More\n\nTold on a click."),
        ('<div class="tab-pane" style="display:none">Told in a tab.</div>', "Told in a tab."),
        ('<h2 id="x">Trees<a class="anchor" href="#x">#</a></h2><p>Oak.</p>', "Trees\n\nOak."),
        ('<h3>Oaks <a class="headerlink" href="#oaks" title="Permalink">¶</a></h3><p>Oak.</p>', "Oaks\n\nOak."),
        ("<p>A Donau<wbr>dampf&shy;schiff.</p>", "A Donaudampfschiff."),
        ("<p>It was <del>green</del> <ins>blue</ins>; H<sub>2</sub>O.</p>", "It was green blue; H2O."),
        ("<details><summary>Spoiler</summary><p>She had the key.</p></details>", "Spoiler\n\nShe had the key."),
        ("<ol><li>one<ul><li>one a</li></ul></li><li>two</li></ol>", "one\none a\ntwo"),
        ("<dl><dt>Key</dt><dd>opens gates</dd></dl>", "Key\nopens gates"),
        ("<table role=presentation><tr><td>Left.</td><td>Right.</td></tr></table>", "Left.\n\nRight."),
        ("<table><tr><td><p>First of it.</p><p>Second of it.</p></td></tr></table>", "First of it.\n\nSecond of it."),
        ("<table><tr><th>kind</th><td>oak</td></tr></table>", "kind\toak"),
    ],
)
def test_small_things_read_as_a_reader_sees_them(markup: str, text: str) -> None:
    assert _between(_parsed(markup)) == text


FOOTNOTES = {
    "kramdown": '<p>A claim.<sup id="fnref:1"><a href="#fn:1" class="footnote">1</a></sup></p><div class="footnotes"><ol><li id="fn:1"><p>The proof. <a href="#fnref:1" class="reversefootnote">↩</a></p></li></ol></div>',
    "goldmark": '<p>A claim.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup></p><section class="footnotes"><hr><ol><li id="fn:1"><p>The proof.&#160;<a href="#fnref:1" class="footnote-backref">↩</a></p></li></ol></section>',
    "wordpress": '<p>A claim.<sup data-fn="abc" class="fn"><a href="#abc" id="abc-link">1</a></sup></p><ol class="wp-block-footnotes"><li id="abc">The proof. <a href="#abc-link">↩</a></li></ol>',
    "substack": '<p>A claim.<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>The proof.</p></div></div>',
}


@pytest.mark.parametrize("footnote", FOOTNOTES.values(), ids=FOOTNOTES)
def test_footnotes_stay_with_their_marks(footnote: str) -> None:
    page = _parsed(footnote)
    assert _between(page).removesuffix(" ↩") == "A claim.1\n\nThe proof."
    (mark,) = re.findall(r'href="https://garden\.example/2020/05/salt#(.+?)"[^>]*>1</a>(?=</sup>|</p>)', page.body.html)
    backs = re.findall(r'href="https://garden\.example/2020/05/salt#(.+?)"', page.body.html)
    assert all(f'id="{name}"' in page.body.html for name in (mark, *backs))
