"""Unseen: markup of no known engine, as sites of many countries write it by hand; what was said must come out."""

from __future__ import annotations

import pytest

from pipeline import parse_page

URL = "https://blog.example/post/"
ARTICLE = "<p>The mill had stood still for forty years when the sluice was opened again, and half the village came.</p>" * 4
Row = tuple[str | None, str | None, str]


def _seen(talk: str, lang: str = "en", before: str = "", after: str = "") -> list[Row]:
    html = (
        f'<html lang="{lang}"><head><title>The mill</title></head><body><nav><a href="/">Home</a></nav><main>'
        f"<h1>The mill</h1>{ARTICLE}{before}{talk}{after}</main><footer>Imprint</footer></body></html>"
    )
    return [(c.author.name, c.published.local_text(), c.text) for c in parse_page(html.encode(), URL).comments]


def test_a_list_in_arabic_with_numbers_votes_and_offers() -> None:
    rows = "".join(
        f'<li class="taaleeq"><span class="raqm">{n}</span><div><h5>{name} <small>11 فبراير 2020 - 10:1{n}</small></h5>'
        f'<p>{text}</p><a href="#">رد</a> · <a href="#">إبلاغ عن تعليق</a></div></li>'
        for n, (name, text) in enumerate((("مريم", "خبر جميل."), ("أبو خالد", "بارك الله فيكم."), ("زائر", "شكراً")), 1)
    )
    talk = f"<section><h3>التعليقات (3)</h3><ul>{rows}</ul><form><textarea></textarea></form></section>"
    assert _seen(talk, "ar") == [
        ("مريم", "2020-02-11T10:11", "خبر جميل."),
        ("أبو خالد", "2020-02-11T10:12", "بارك الله فيكم."),
        ("زائر", "2020-02-11T10:13", "شكراً"),
    ]


def test_name_and_time_after_the_text() -> None:
    talk = "<h2>Keskustelu</h2><p>2 viestiä</p><ul class=viestit>" + "".join(
        f'<li><p class="viesti">{text}</p><p class="kirjoittaja">{name} <i>3.9.2015 klo 14.2{n}</i> <a href="#">Ilmoita</a></p></li>'
        for n, name, text in ((1, "Eila", "Surullista."), (2, "mummonmökki", "Kukaan ei kysynyt mitään."))
    )
    assert _seen(f"{talk}</ul>", "fi") == [
        ("Eila", "2015-09-03T14:21", "Surullista."),
        ("mummonmökki", "2015-09-03T14:22", "Kukaan ei kysynyt mitään."),
    ]


def test_the_name_after_the_date_in_the_head_of_a_pair() -> None:
    talk = '<div id="comments"><h3>Commentaires</h3><dl>' + "".join(
        f'<dt id="c{n}"><a href="#c{n}">{n}.</a> Le {day}/04/2009, 12:11 par {name}</dt><dd><p>{text}</p></dd>'
        for n, day, name, text in ((1, "03", '<a href="http://m.example">Mireille</a>', "Bravo !"), (2, "25", "Ph. Corbin", "Et les poissons ?"))
    )
    assert _seen(f"{talk}</dl></div>", "fr") == [
        ("Mireille", "2009-04-03T12:11", "Bravo !"),
        ("Ph. Corbin", "2009-04-25T12:11", "Et les poissons ?"),
    ]


def test_comments_of_several_paragraphs_without_any_element_of_their_own() -> None:
    talk = (
        '<h2 class="commentheader">Comments:</h2><p>Does it work in the cold?</p><p>We had frost in May.</p>'
        '<div class="posted">Posted by <a href="http://r.example">Ravi</a> on March 3, 2009 at 04:05 PM</div>'
        '<p>+1</p><div class="posted">Posted by oldgreybeard on March 5, 2009 at 12:10 AM</div>'
        '<div id="commentform"><textarea></textarea></div>'
    )
    assert _seen(talk) == [
        ("Ravi", "2009-03-03T16:05", "Does it work in the cold?\n\nWe had frost in May."),
        ("oldgreybeard", "2009-03-05T00:10", "+1"),
    ]


def test_items_of_one_list_are_comments_whatever_their_classes() -> None:
    talk = '<h3 class="counter"><span>3</span> comments</h3><ul class="itemCommentsList">' + "".join(
        f'<li class="{names}"><span class="commentLink"><a href="#comment4{n}">Comment Link</a></span>'
        f'<span class="commentDate">Saturday, 05 March 2011 12:1{n}</span><span class="commentAuthorName">posted by <a>{name}</a></span>'
        f'<p>Words {n}.</p><span class="commentToolbar"><a>Report</a></span></li>'
        for n, names, name in ((1, "odd", "Dan K."), (2, "even", "kittiwake"), (3, "odd authorResponse", "Admin"))
    )
    assert _seen(f"{talk}</ul>") == [
        ("Dan K.", "2011-03-05T12:11", "Words 1."),
        ("kittiwake", "2011-03-05T12:12", "Words 2."),
        ("Admin", "2011-03-05T12:13", "Words 3."),
    ]


def test_name_and_date_as_bare_text_in_one_element() -> None:
    talk = '<div id="comments"><h3>2 Kommentare</h3>' + "".join(
        f'<div class="comment"><div class="comment-author meta"><strong>{name}</strong> 04.03.2019 um 11:2{n} Uhr</div>'
        f'<div class="comment-text"><p>{text}</p></div></div>'
        for n, name, text in ((1, "Henrike Voss", "Danke!"), (2, "Uwe (aus Kiel)", "Gern."))
    )
    assert _seen(f"{talk}</div>", "de") == [
        ("Henrike Voss", "2019-03-04T11:21", "Danke!"),
        ("Uwe (aus Kiel)", "2019-03-04T11:22", "Gern."),
    ]


def test_labels_before_name_and_text() -> None:
    talk = "<h2>Gästebuch</h2>" + "<br>".join(
        f"<table><tr><td><b>Name:</b></td><td>{name}</td></tr><tr><td><b>Datum:</b></td><td>1{n}.5.2003, 17:05</td></tr>"
        f"<tr><td><b>Eintrag:</b></td><td>{text}</td></tr></table>"
        for n, name, text in ((4, "Heike S.", "Tolle Seite!"), (5, "mausi1980", "Na ja."), (6, "Moppel", "Weiter so."))
    )
    assert [(name, time) for name, time, _ in _seen(talk, "de")] == [
        ("Heike S.", "2003-05-14T17:05"),
        ("mausi1980", "2003-05-15T17:05"),
        ("Moppel", "2003-05-16T17:05"),
    ]


def test_nesting_by_an_element_around_each_record_and_its_answers() -> None:
    def item(n: int, inner: str = "") -> str:
        return (
            f'<div class="comment"><div class="inner"><a class="user-name">N{n}</a><time datetime="2022-04-04T07:1{n}:00Z">'
            f'2 years ago</time><div class="comment-text">Words {n}.</div></div><div class="children">{inner}</div></div>'
        )

    html = f"<html lang=en><body><h1>The mill</h1>{ARTICLE}<div class=list>{item(1, item(2, item(3)))}{item(4)}</div></body></html>"
    comments = parse_page(html.encode(), URL).comments
    keys = {comment.key: comment.author.name for comment in comments}
    assert [(c.author.name, keys.get(c.parent_key or "")) for c in comments] == [
        ("N1", None),
        ("N2", "N1"),
        ("N3", "N2"),
        ("N4", None),
    ]


CARDS = "".join(
    f'<div class="media"><h4 class="media-heading"><a href="/p{n}">A post of {n}</a></h4><small>August {n}, 2014</small>'
    f"<p>What post {n} is about.</p></div>"
    for n in (1, 2)
)
TALK = '<h3>3 Comments</h3><div class="talk">' + "".join(
    f'<div class="media"><div class="media-body"><h4 class="media-heading">{name} <small>May {n}, 2015 at 10:00 am</small></h4>'
    f"<p>Words {n}.</p></div></div>"
    for n, name in ((1, "Ada"), (2, "Ben"), (3, "Cy"))
)
SAID = [("Ada", "2015-05-01T10:00", "Words 1."), ("Ben", "2015-05-02T10:00", "Words 2."), ("Cy", "2015-05-03T10:00", "Words 3.")]


def test_what_stands_under_another_title_is_no_comment_though_it_looks_alike() -> None:
    assert _seen(f"{TALK}</div>", after=f"<h3>Read next</h3>{CARDS}") == SAID


@pytest.mark.parametrize(
    "list_",
    [
        "<h3>Aktuelle Kommentare</h3><ul>"
        + "".join(f'<li class="comment-item">0{n}.11.23 - 14:00 von Gast {n} zu <a href="/p{n}">A post {n}</a></li>' for n in (1, 2, 3))
        + "</ul>",
        "<div class=reviews>"
        + "".join(
            f'<div itemprop="review" itemscope itemtype="http://schema.org/Review"><div class="rating-single-comment">Bewertung von Gast {n} '
            f"vom <b>1{n}.05.2018</b></div><div>Wir waren {n} Tage dort und sehr zufrieden.</div></div>"
            for n in (1, 2, 3)
        )
        + "</div>",
        '<ul class="menu">'
        + "".join(f'<li class="nav__item depth-0 menu-item" id="n-{n}"><div class="depth-1">Menu {n}</div></li>' for n in (1, 2, 3))
        + "</ul>",
        CARDS + "<form><textarea></textarea></form>",
        "<h2>Reaktionen auf die Maßnahmen</h2><p>Das Volk war geteilt.</p><h4>Anmerkungen</h4>"
        + "".join(f'<div id="c{n}"><p>({n}) Barometer (2021): <em>Die Lage</em>. Im Internet unter: <a href="https://b{n}.example/">'
                  f"https://b{n}.example/</a> [13.10.2021].</p></div>" for n in (1, 2)),
        "<ul>"
        + "".join(f'<li class="archive-item"><span class="date-before">Feb {n % 28 + 1}, 2020</span> <a href="/p{n}">A post {n}</a> <span '
                  f'class="date-after">Feb {n % 28 + 1}, 2020</span></li>' for n in range(400))
        + "</ul>",
    ],
    ids=["latest comments", "reviews", "menu", "related posts above the form", "notes", "archive"],
)
def test_look_alikes_are_no_thread(list_: str) -> None:
    assert _seen(list_, "de") == []


def test_the_name_after_a_verb_that_follows_the_date() -> None:
    talk = '<h3 id="comments">2 Kommentare</h3><ol class="commentlist">' + "".join(
        f'<li id="comment-{n}"><p>Am 13. April 2010 um 04:5{n} Uhr schrieb <strong>{name}</strong>:</p><p>{text}</p></li>'
        for n, name, text in ((1, "Torben H.", "Weiter so!"), (2, "Frau Holle", "Ist korrigiert, danke dir."))
    )
    assert _seen(f"{talk}</ol>", "de") == [
        ("Torben H.", "2010-04-13T04:51", "Weiter so!"),
        ("Frau Holle", "2010-04-13T04:52", "Ist korrigiert, danke dir."),
    ]


def test_words_before_a_linked_name_and_numbers_before_all_names() -> None:
    talk = '<h3>2 Kommentare</h3><div id="comments">' + "".join(
        f'<div class="comment" id="comment-{n}"><h4>Kommentar von <a class="url" rel="external" href="http://{n}.example/">'
        f'{n}. {name}</a></h4><div class="kdatum">10. Mai 2012, 03:5{n} Uhr</div><p>{text}</p></div>'
        for n, name, text in ((1, "Leser aus Plön", "Wie voriges Jahr."), (2, "nachtfalter", "60 Prozent wovon?"))
    )
    assert _seen(f"{talk}</div>", "de") == [
        ("Leser aus Plön", "2012-05-10T03:51", "Wie voriges Jahr."),
        ("nachtfalter", "2012-05-10T03:52", "60 Prozent wovon?"),
    ]


def test_a_permalink_that_is_the_date_and_tools_that_are_hidden() -> None:
    talk = '<div id="comments"><h2>2 Comments</h2>' + "".join(
        f'<div class="comment" id="comment-{n}"><b class="author-name">{name}</b> <a class="permalink" href="#comment-{n}">October '
        f'2{n}, 2016</a><div class="comment-text"><p>{text}</p><div class="sce-edit-button" style="display: none;"><a '
        'class="sce-edit-button-main" href="#">Click to edit</a> <span class="sce-timer">4 minutes</span></div></div></div>'
        for n, name, text in ((1, "Tine", "What is it to cost?"), (2, "Bas", "Lovely."))
    )
    assert _seen(f"{talk}</div>") == [("Tine", "2016-10-21", "What is it to cost?"), ("Bas", "2016-10-22", "Lovely.")]


def test_levels_in_classes_of_a_flat_list_of_wordpress() -> None:
    rows = (("1", "", "Wilma", "Ik vaar al dertig jaar."), ("2", " reactie-niveau-2", "Bas", "Mooi schip."), ("3", "", "Jet", "Jammer."))
    talk = '<div id="comments"><h3>3 reacties</h3>' + "".join(
        f'<div class="reactie{level}" id="comment-{n}"><div class="reactie-kop"><span class="reactie-naam">{name}</span> schreef op '
        f'<span class="reactie-datum">2{n} juni 2018 om 02:22</span></div><div class="reactie-tekst"><p>{text}</p></div></div>'
        for n, level, name, text in ((n, level or " reactie-niveau-1", name, text) for n, level, name, text in rows)
    )
    html = (
        '<html lang="nl"><head><meta name="generator" content="WordPress 4.9"></head><body><article><h1>De boot</h1>'
        f'<div class="entry-content">{ARTICLE}</div></article>{talk}</div></body></html>'
    )
    comments = parse_page(html.encode(), URL).comments
    assert [(c.author.name, c.text, c.parent_key) for c in comments] == [
        ("Wilma", "Ik vaar al dertig jaar.", None), ("Bas", "Mooi schip.", "1"), ("Jet", "Jammer.", None),
    ]  # fmt: skip


@pytest.mark.parametrize(("outer", "inner"), [(("dl", "dt"), "dd"), (("ul", "li"), "li")])
def test_each_comment_a_list_of_its_own(outer: tuple[str, str], inner: str) -> None:
    rows = (("Ada Brand", 1, "So it was."), ("Ben Ruiz", 2, "Was it?"), ("Cem Ok", 3, "It was."), ("Dora Fink", 4, "Hm."))
    talk = "".join(
        f"<{outer[0]} class='comment'><{outer[1]}>{name}, May {day}, 2024 at 10:01 am</{outer[1]}><{inner}>{text}</{inner}>"
        f"</{outer[0]}>"
        for name, day, text in rows
    )
    assert _seen(f"<h3>Comments</h3>{talk}") == [(name, f"2024-05-0{day}T10:01", text) for name, day, text in rows]


@pytest.mark.parametrize(("line", "is_shown"), [("Los comentarios son de sus autores", True), ("Son yorumlar", False)])
def test_a_word_for_the_newest_is_one_in_its_own_language(line: str, is_shown: bool) -> None:
    talk = f"<h3>{line}</h3>" + "".join(
        f"<div class='comment'><b>{name}</b> <small>0{day}.05.2024 10:01</small><p>{text}</p></div>"
        for name, day, text in (("Ada", 1, "Lo dijo."), ("Ben", 2, "No lo dijo."), ("Cem", 3, "Lo diría."))
    )
    assert bool(_seen(talk, "es")) is is_shown


def test_what_visitors_say_is_no_offer_though_it_reads_like_one() -> None:
    rows = (
        ("Ada", 'See this <a href="http://x.example/y">link</a>, and tell me <a href="http://x.example/z">more</a>.'),
        ("Ben", "The <span>thread</span> and its <small>parent</small>."),
        ("Cem", '<a href="http://x.example/y">Link</a>'),
        ("Dora", "We say <span>like</span>."),
    )
    talk = "".join(
        f"<div class='comment'><b>{name}</b> <small>May {day}, 2024 at 10:01 am</small><p>{text}</p><a href='#r'>Reply</a></div>"
        for day, (name, text) in enumerate(rows, 1)
    )
    assert [text for *_, text in _seen(f"<h3>Comments</h3>{talk}")] == [
        "See this link, and tell me more.", "The thread and its parent.", "Link", "We say like.",
    ]  # fmt: skip


def test_comments_that_schema_org_names_where_no_class_does() -> None:
    def item(name: str, hour: int, text: str, inner: str = "") -> str:
        return (
            f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><div itemprop="text">{text}</div><div>—<span '
            f'itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{name}</span></span>, '
            f'<time itemprop="dateCreated" datetime="2016-07-03T{hour}:05:00">July 3</time></div>{inner}</div>'
        )

    answer = item("Ines", 17, "That answers my question.")
    talk = f"<h2>What readers say</h2>{item('Marta', 16, 'Thank you.', answer)}{item('Ellen', 18, 'A typo.')}"
    assert _seen(talk) == [
        ("Marta", "2016-07-03T16:05:00", "Thank you."),
        ("Ines", "2016-07-03T17:05:00", "That answers my question."),
        ("Ellen", "2016-07-03T18:05:00", "A typo."),
    ]


def test_rows_inside_the_row_that_frames_the_page() -> None:
    rows = "".join(
        f'<tr><td style="padding-left:{margin}px"><b>{name}</b> &nbsp;<span style="color:#999">14.10.2020 09:4{n}</span><br>{text}<br>'
        f'<a href="javascript:cevap({n})">Cevap yaz</a></td></tr>'
        for n, (margin, name, text) in enumerate(((10, "Mehmet A.", "Eline sağlık ustam."), (35, "misafir", "Nerede?"), (10, "Ayşe", "İyi.")))
    )
    html = (
        '<html lang="tr"><body><table><tr><td><h1>Saat kulesi</h1><div class="tarih">14.10.2020 08:00</div>'
        f"{ARTICLE}<h3>Yorumlar (3)</h3><table>{rows}</table></td></tr></table></body></html>"
    )
    comments = parse_page(html.encode(), URL).comments
    assert [(c.author.name, c.text, c.depth) for c in comments] == [
        ("Mehmet A.", "Eline sağlık ustam.", 0), ("misafir", "Nerede?", 1), ("Ayşe", "İyi.", 0),
    ]  # fmt: skip


def test_margins_of_utility_classes_and_labels_before_names() -> None:
    rows = (("", "Lena", "Bookmarked."), (" ml-6", "Jese", "It depends."), ("", "Bas", "Lovely."))
    talk = "<h2>Discussion (3)</h2>" + "".join(
        f'<article class="p-6 text-base{margin}"><footer><p class="by">Autor: <a href="/u/{n}">{name}</a></p><time datetime="2022-02-0{n}">'
        f"Feb. {n}, 2022</time></footer><div class=gray><p>{text}</p></div><button>Reply</button></article>"
        for n, (margin, name, text) in enumerate(rows, 1)
    )
    html = f"<html><body><main><h1>The mill</h1>{ARTICLE}<section>{talk}</section></main></body></html>"
    comments = parse_page(html.encode(), URL).comments
    assert [(c.author.name, c.text, c.depth) for c in comments] == [
        ("Lena", "Bookmarked.", 0), ("Jese", "It depends.", 1), ("Bas", "Lovely.", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        "<div class=comment>Posted by {name} on May {day}, 2024 at 10:01 am<p>{text}</p></div>",
        "<div class=comment>{name} | May {day}, 2024 10:01 am<br>{text}</div>",
        "<div class=comment>{name} wrote on May {day}, 2024 10:01 am:<br><br>{text}</div>",
        "<div class=comment>{text}<br>May {day}, 2024 10:01 am by {name}</div>",
    ],
)
def test_a_line_for_name_and_time_that_no_element_holds(row: str) -> None:
    said = (("Ada Brand", "So it was."), ("Ben", "Was it?"), ("T. Ruiz", "It was."))
    talk = "".join(row.format(name=name, day=day, text=text) for day, (name, text) in enumerate(said, 1))
    assert _seen(f"<h3>3 Comments</h3><div id=comments>{talk}</div>") == [
        (name, f"2024-05-0{day}T10:01", text) for day, (name, text) in enumerate(said, 1)
    ]


def test_a_text_that_reads_like_a_head_is_kept() -> None:
    said = (("Ada", "So it was."), ("Ben", "Was it?"), ("Cem", "It was, on 4 May 2024."))
    talk = "".join(f"<div class=comment>{text}<br>May {day}, 2024 10:01 am by {name}</div>" for day, (name, text) in enumerate(said, 1))
    texts = [text for *_, text in _seen(f"<h3>3 Comments</h3><div id=comments>{talk}</div>")]
    assert [said[1] in text for said, text in zip(said, texts, strict=True)] == [True, True, True]
