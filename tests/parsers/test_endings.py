"""Endings: whatever a post ends with stays in its body, on a page of any template; no line may be lost unseen."""

from __future__ import annotations

import pytest

from pipeline import parse_page

SENTENCES = (
    "The kiln behind the bakery was built by a man who had never fired a pot in his life, and it never cracked once.",
    "In the wet years the clay came down the lane by itself, and the children carried it home in their caps and boots.",
    "Nobody wrote the glazes down, because everybody knew them, and so today there is nobody left who could mix the green.",
    "We fired it again in <a href='https://kilns.example/log'>the first week of October</a> with wood from the old ferry.",
    "It took two days to get hot, and in the second night the whole street sat around it with blankets and cold potatoes.",
)
LAID_OUT = {
    "wordpress": "<body class='single single-post'><header class='site-header'><p><a href='/' rel='home'>Pots</a></p></header>"
    "<main><article class='post type-post hentry'><h1 class='entry-title'>The kiln</h1><div class='entry-content'>{}</div>"
    "</article></main><footer class='site-footer'>© Pots</footer></body>",
    "generator": "<body><header><a href='/'>Pots</a></header><main><article><h1>The kiln</h1>{}</article></main>"
    "<footer>© Pots</footer></body>",
    "hand-made": "<body><div id='top'><a href='/'>Pots</a></div><div id='c1'><h2>The kiln</h2><div class='txt'>{}</div></div>"
    "<div id='bot'>© Pots</div></body>",
}
# Each ends with words that must be there: what stands behind the bar.
ENDINGS = {
    "footnotes of markdown": "<div class='footnotes'><hr><ol><li id='fn:1'><p>Brandt 2004, p. 12 <a href='#fnref:1' "
    "class='reversefootnote'>↩</a></p></li></ol></div>|Brandt 2004, p. 12",
    "footnotes in a section": "<section class='footnotes' role='doc-endnotes'><ol><li id='fn1'>Brandt 2004, p. 12 <a href='#r1'>↩"
    "</a></li><li id='fn2'>See <a href='https://kilns.example/brandt'>his letters</a> <a href='#r2'>↩</a></li></ol></section>"
    "|his letters",
    "footnotes by hand": "<div class='small'><a href='#a1' id='n1'>[1]</a> Brandt 2004, p. 12</div>|Brandt 2004, p. 12",
    "a footnote with a star": "<p>* All weights are dry.</p>|All weights are dry.",
    "an answer to open": "<p>Which oxide makes the green?</p><details><summary>Answer</summary><p>Copper</p></details>|Copper",
    "code to open": "<details><summary>Solution</summary><p><code>Copper</code></p></details>|Copper",
    "a list to open": "<details><summary>The three</summary><ul><li>Copper</li><li>Tin</li></ul></details>|Tin",
    "bare text to open": "<details><summary>Answer</summary>Copper and tin</details>|Copper and tin",
    "a spoiler": "<div class='spoiler'><p>The baker did it</p></div>|The baker did it",
    "a centred line": "<center><p>The End</p></center>|The End",
    "a centred mark": "<center>Fin</center>|Fin",
    "a verse": "<div class='verse'>Kiln, my kiln<br>the rain falls<br>on the roofs</div>|on the roofs",
    "a verse of preformatted lines": "<pre class='wp-block-verse'>Kiln, my kiln\nthe rain falls\non the roofs</pre>|on the roofs",
    "a formula": "<div class='math'>Heat = wood + time</div>|Heat = wood + time",
    "a program": "<div class='highlight'><pre><code>heat = wood + time</code></pre></div>|heat = wood + time",
    "one line of code": "<p><code>make kiln</code></p>|make kiln",
    "a source in a box": "<div><a href='https://kilns.example/code'>the source code</a></div>|the source code",
    "a source in a line": "<p><a href='https://kilns.example/paper.pdf'>Brandt: On Kilns (1904)</a></p>|On Kilns (1904)",
    "a list of sources": "<h3>Sources</h3><ul><li><a href='https://kilns.example/b'>Brandt: On Kilns</a></li>"
    "<li><a href='https://clay.example/'>Ode: Clay and Lime</a></li></ul>|Clay and Lime",
    "a greeting": "<p>Yours,</p><p>Ottilie</p>|Ottilie",
    "a greeting in a box": "<div class='sig'>Ottilie, Harrowfield</div>|Ottilie, Harrowfield",
    "a dash and a name": "<p>— Ottilie</p>|Ottilie",
    "a postscript": "<p>PS: The second pot is still in the ground.</p>|still in the ground.",
    "an afterword of a word": "<p>Bye.</p>|Bye.",
    "a day and a place": "<p>Saturday 12 October, 7 pm<br>Old Bakery, 3 Mill Lane, Harrowfield</p>|3 Mill Lane, Harrowfield",
    "an address": "<address>Old Bakery<br>3 Mill Lane<br>Harrowfield</address>|Mill Lane",
    "things to take": "<ul><li>3 kg of clay</li><li>1 cup of ash</li><li>salt</li></ul>|1 cup of ash",
    "steps": "<div class='steps'><ol><li>Wedge it.</li><li>Throw it.</li><li>Fire it.</li></ol></div>|Fire it.",
    "an update": "<section><h2>Update</h2><div>The kiln is cold again.</div></section>|The kiln is cold again.",
    "terms": "<dl><dt>Grog</dt><dd>burnt clay</dd><dt>Slip</dt><dd>wet clay</dd></dl>|wet clay",
    "a table in a box": "<div class='table'><table><tr><td>Copper</td><td>2 %</td></tr><tr><td>Tin</td><td>5 %</td></tr></table>"
    "</div>|Tin",
    "a saying": "<div class='embed'><blockquote><p>Fire asks nobody</p></blockquote></div>|Fire asks nobody",
    "a group of an editor": "<div class='wp-block-group'><p>Glaze: ash, clay, salt</p></div>|ash, clay, salt",
    "a note": "<div class='note'>The old glaze has lead in it and is not for cups.</div>|not for cups.",
    "a line of a pasted text": "<div dir='auto'>And then it rained.</div>|And then it rained.",
    "a last heading": "<h3>What we burnt</h3><div>Ferry planks</div>|Ferry planks",
    "a question": "<p>What would you have burnt?</p>|What would you have burnt?",
    "thanks": "<p>Thank you, Bram, for the wood.</p>|for the wood.",
    "all the best": "<div>All the best, Ottilie</div>|All the best, Ottilie",
    "more to come": "<div>More next week.</div>|More next week.",
    "the end of a tale": "<div class='x7'>Here ends the tale of the kiln, also known as the Oven.</div>|the Oven.",
    "a price": "<div>Entrance is free, a pot is 4 euro at any price.</div>|at any price.",
    "an offer to answer": "<div>Questions? Mail me at ottilie@clay.example.</div>|ottilie@clay.example",
    "a thing to write to": "<div><em>Have you fired with ferry wood? Write to me.</em></div>|Write to me.",
    "a credit": "<div><em>Photos: Bram Ode</em></div><div>Thanks to Bram and Ida</div>|Thanks to Bram and Ida",
    "a line about a book": "<p><em>On Kilns</em>, Harrow Press, 240 pages, 12 euro, order by mail.</p>|On Kilns",
    "a box of an editor": "<div class='info-box'><p>Copper glazes need a reducing fire.</p></div>|a reducing fire.",
    "a box of notes": "<div class='recipe-notes'><ul><li>Use soft wood.</li><li>Wear gloves.</li></ul></div>|Wear gloves.",
    "a hint": "<div class='alert alert-info'>Copper glazes need a reducing fire.</div>|a reducing fire.",
    "lyrics": "<div class='lyrics'><p>Burn, burn, my kiln<br>burn the winter away</p></div>|burn the winter away",
    "a call of the author": "<div>Don't forget the gloves.</div>|the gloves.",
    "a link to another post": "<div>My <a href='/kilns/'>list of kilns</a> is still growing.</div>|list of kilns",
    "a word of networks": "<div class='extra'><p>Everybody was on Instagram by then.</p></div>|on Instagram by then.",
    "a word of newsletters": "<div>He signed with an X, and the members met at noon.</div>|met at noon.",
    "a sentence like a label": "<p>Next came the rain.</p>|came the rain.",
    "a sentence like a list's name": "<p>Previous kilns had no door.</p>|had no door.",
    "a mark": "<p>∎</p>|∎",
}


@pytest.mark.parametrize("count", [3, 6, 10])
@pytest.mark.parametrize("template", LAID_OUT)
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_ending_stays(ending: str, template: str, count: int) -> None:
    markup, _, words = ENDINGS[ending].rpartition("|")
    paragraphs = "".join(f"<p>{number + 1}. {SENTENCES[number % len(SENTENCES)]}</p>" for number in range(count))
    paragraphs += "<p>As is known.<sup id='r1'><a href='#fn1'>1</a></sup><sup id='r2'><a href='#fn2'>2</a></sup></p>"
    for after in ("", "<p>So much for this year.</p>"):
        page = f"<html><head><title>The kiln | Pots</title></head>{LAID_OUT[template].format(paragraphs + markup + after)}</html>"
        body = parse_page(page.encode(), url="https://pots-and-pans.example/kiln/").body
        assert words in body.text
