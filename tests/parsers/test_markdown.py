"""Markdown: stored HTML, and whole pages, as text that reads well and shows what the HTML shows."""

from __future__ import annotations

from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline import to_markdown
from pipeline.models import Author, Body, Comment, Commenter, Moment, ParsedPage, Term
from pipeline.parsers.markdown.markdown import escaped, markdown_of

CASES = {
    "paragraphs": ("<p>One\nline.</p><p>Two.</p>", "One line.\n\nTwo."),
    "headings": ("<h2>Trees</h2><p>Oak.</p><h3>1. Ash</h3>", "## Trees\n\nOak.\n\n### 1. Ash"),
    "words": ("<p>A <b>bold</b> and <i>slanted</i> <s>wrong</s> <code>a_b</code>.</p>", "A **bold** and *slanted* ~~wrong~~ `a_b`."),
    "backticks": ("<p><code>a`b</code></p>", "`` a`b ``"),
    "line breaks": ("<p>one<br>two</p>", "one  \ntwo"),
    "stars": ("<p>2 * 3 and *x* and snake_case and _y_</p>", "2 * 3 and \\*x\\* and snake_case and \\_y\\_"),
    "brackets": ("<p>[1] and [a](b) and [^2]</p>", "[1] and \\[a](b) and \\[^2]"),
    "markup": ("<p>a &lt;b&gt; 1 &lt; 2 &amp;amp; &amp; \\d \\*</p>", "a \\<b> 1 < 2 \\&amp; & \\d \\\\\\*"),
    "line starts": ("<p># a</p><p>1. b</p><p>- c</p><p>+ d</p><p>&gt; e</p><p>2020. f</p><p>#hash</p>", "\\# a\n\n1\\. b\n\n\\- c\n\n\\+ d\n\n\\> e\n\n2020\\. f\n\n#hash"),
    "line starts after a break": ("<p>a<br>- b<br># c</p>", "a  \n\\- b  \n\\# c"),
    "formulas": ("<p>So <span>$x_1^2$</span>, at $5 and $6.</p>", "So $x_1^2$, at $5 and $6."),
    "links": ('<p><a href="https://e.example/a b(c)">x [y]</a> <a href="https://e.example/">https://e.example/</a></p>', "[x \\[y\\]](<https://e.example/a b(c)>) <https://e.example/>"),
    "images": ('<p><a href="https://e.example/"><img src="https://e.example/i.jpg" alt="a [b]"></a></p>', "[![a \\[b\\]](https://e.example/i.jpg)](https://e.example/)"),
    "figures": ('<figure><img src="https://e.example/i.jpg" alt=""><figcaption>In June</figcaption></figure>', "![](https://e.example/i.jpg)\n\n*In June*"),
    "quotes": ("<blockquote><p>Who?</p><blockquote><p>Me.</p></blockquote></blockquote>", "> Who?\n>\n> > Me."),
    "lists": ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
    "numbers": ("<ol start=3><li><p>a</p><p>more</p></li><li>b</li></ol>", "3. a\n\n   more\n4. b"),
    "terms": ("<dl><dt>Key</dt><dd>opens gates</dd></dl>", "Key\n:   opens gates"),
    "code": ('<pre><code class="language-python">def f(x):\n\n\n    return *x*</code></pre>', "```python\ndef f(x):\n\n\n    return *x*\n```"),
    "fences in code": ("<pre><code>```\na\n```</code></pre>", "````\n```\na\n```\n````"),
    "code in a list": ("<ul><li>a<pre><code>b\n  c</code></pre></li></ul>", "- a\n\n  ```\n  b\n    c\n  ```"),
    "verses": ("<pre>Roses<br>  red</pre>", "```\nRoses\n  red\n```"),
    "tables": ("<table><thead><tr><th>kind</th><th>a|b</th></tr></thead><tbody><tr><td>oak<br>tree</td><td>3</td></tr></tbody></table>", "| kind | a\\|b |\n| --- | --- |\n| oak tree | 3 |"),
    "tables without a head": ("<table><tbody><tr><td>oak</td><td>3</td></tr></tbody></table>", "|  |  |\n| --- | --- |\n| oak | 3 |"),
    "details": ("<details><summary>Spoiler</summary><p>She had it.</p></details>", "**Spoiler**\n\nShe had it."),
    "powers": ("<p>H<sub>2</sub>O, x<sup>2</sup></p>", "H<sub>2</sub>O, x<sup>2</sup>"),
    "soft hyphens": ("<p>Do\u00adnau\u200bdampf</p>", "Donaudampf"),
    "ruby": ("<p><ruby>鍵<rt>かぎ</rt></ruby></p>", "鍵(かぎ)"),
}


@pytest.mark.parametrize(("html", "markdown"), CASES.values(), ids=CASES)
def test_html_reads_well_in_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


NOTE = "https://e.example/p#"
NOTES = {
    "a list": f'<p>A claim.<sup id="r1"><a href="{NOTE}n1">1</a></sup></p><div><hr><ol><li id="n1"><p>The proof. <a href="{NOTE}r1">↩</a></p></li></ol></div>',
    "an anchor": f'<p>A claim.<a id="r1" href="{NOTE}n1">1</a></p><div><a id="n1" href="{NOTE}r1">1</a><div><p>The proof.</p></div></div>',
    "brackets and names": f'<p>A claim.<a name="r1" href="{NOTE}n1">[1]</a></p><p><a name="n1" href="{NOTE}r1">[1]</a> The proof.</p>',
    "a star": f'<p>A claim.<sup><a href="{NOTE}n1">*</a></sup></p><p id="n1"><a href="{NOTE}r1">*</a> The proof.</p>',
}


@pytest.mark.parametrize("html", NOTES.values(), ids=NOTES)
def test_footnotes_are_footnotes(html: str) -> None:
    assert markdown_of(html) == "A claim.[^1]\n\n[^1]: The proof."


def test_a_list_of_contents_holds_no_footnotes() -> None:
    html = f'<ol><li><a href="{NOTE}a">1</a></li></ol><h2 id="a">Trees</h2><p>Oak.</p>'
    assert "[^" not in markdown_of(html)


@pytest.mark.parametrize("html", ["", "<p></p>", "<div><div></div></div>", "<table></table>", "<ul></ul>", "<pre></pre>", "<a>x", "<ol><li>"])
def test_little_is_little(html: str) -> None:
    assert len(markdown_of(html)) < 5


def test_what_nests_too_deep_is_still_told() -> None:
    assert "Oak." in markdown_of("<div>" * 1500 + "<p>Oak.</p>" + "</div>" * 1500)


def test_a_long_list_takes_no_long_time() -> None:
    assert markdown_of(f"<ol>{'<li>a</li>' * 5000}</ol>").endswith("5000. a")


def _shown(markdown: str) -> str:
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown)
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


@given(st.text(alphabet="ab1 *_#-+>.[]()!`~|\\<&;:=\"'/", min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_text_shows_as_it_is(text: str) -> None:
    shown = " ".join(text.split())
    assert _shown(escaped(text)) == shown
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    assert _shown(markdown_of(f"<p>{html}</p>")) == shown


def test_a_page_is_told_with_its_thread() -> None:
    when = Moment(local=datetime(2020, 5, 3, 10, 20), precision="minute")
    page = ParsedPage(
        "https://garden.example/salt",
        "article",
        title="The *key*",
        subtitle="A tale",
        site_name="Garden Notes",
        published=when,
        authors=(Author("Anna Beck", "https://garden.example/anna"), Author("Tom Ruiz")),
        body=Body("Oak.", "<p>Oak.</p>"),
        terms=(Term("tag", "mills", "https://garden.example/tag/mills"),),
        comments=(
            Comment("1", author=Commenter("Ben"), published=when, html="<p>One.</p><p>Two.</p>", permalink="https://garden.example/salt#1"),
            Comment("2", parent_key="1", depth=1, author=Commenter("Anna Beck"), by_post_author=True, html="<ul><li>Yes.</li></ul>"),
            Comment("3", kind="pingback", state="removed", text="Gone. # now"),
        ),
    )  # fmt: skip
    assert to_markdown(page) == (
        "# The \\*key\\*\n\n*A tale*\n\n"
        "By [Anna Beck](https://garden.example/anna), Tom Ruiz · 2020-05-03 10:20 · Garden Notes\n\n"
        "<https://garden.example/salt>\n\nOak.\n\nFiled under: [mills](https://garden.example/tag/mills)\n\n"
        "## 3 comments\n\n"
        "- **Ben**, [2020-05-03 10:20](https://garden.example/salt#1)\n\n  One.\n\n  Two.\n\n"
        "  - **Anna Beck** (author)\n\n    - Yes.\n\n"
        "- **(nobody)**, pingback, removed\n\n  Gone. # now\n"
    )
    assert "comments" not in to_markdown(page, comments=False)
    assert to_markdown("<p><b>Oak.</b></p>") == "**Oak.**"


def test_lists_in_notes_are_numbered_from_one() -> None:
    marks = "".join(f'<sup><a href="#n{n}" id="r{n}">{n}</a></sup>' for n in range(1, 101))
    notes = "".join(f'<li id="n{n}">See<ol><li>a</li><li>b</li></ol> <a href="#r{n}">↩</a></li>' for n in range(1, 101))
    told = markdown_of(f"<p>Salt{marks}</p><ol>{notes}</ol>")
    assert told.count("[^") == 200
    assert (told.count("1. a"), told.count("2. b")) == (100, 100)
