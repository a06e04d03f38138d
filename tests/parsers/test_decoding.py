"""Decoding: what browsers read, page by page, and where we know better.

The expected names and characters are those of a browser (`document.characterSet`, `innerText`), but for what it can't
read: wrong labels, text encoded twice.
"""

from __future__ import annotations

import pytest

from pipeline import parse_page
from pipeline.models import Document
from pipeline.parsers.document import Page
from pipeline.parsers.encodings.decoding import decode
from tests.parsers.posts_of_many_scripts import POSTS, Post

_PYTHON = {
    "windows-874": "cp874", "tis-620": "cp874", "big5-hkscs": "big5hkscs", "macintosh": "mac_roman", "shift_jis": "cp932",
    "x-mac-cyrillic": "mac_cyrillic", "ibm866": "cp866", "iso-8859-1": "cp1252", "iso-8859-9": "cp1254",
}  # fmt: skip
_NAMES = {
    "gb2312": "gbk", "big5-hkscs": "big5", "tis-620": "windows-874", "iso-8859-1": "windows-1252", "iso-8859-9": "windows-1254",
}  # fmt: skip
# What the detector calls otherwise, or can't tell: browsers can't, either.
_GUESSED = {"gb18030": "gbk", "iso-8859-7": "windows-1253", "iso-8859-15": "windows-1252"}
_UNGUESSED = ("x-mac-cyrillic", "macintosh")
_NEC = {"①": b"\xad\xa1", "～": b"\xa1\xc1"}


def _in_euc_jp(text: str) -> bytes:
    return b"".join(_NEC.get(sign) or sign.encode("euc_jp") for sign in text)


def _in_iso_2022_jp(text: str) -> bytes:
    out = []
    for sign in text:
        code = bytes(byte & 0x7F for byte in _in_euc_jp(sign))
        out.append(code if sign.isascii() else b"\x1b$B" + code + b"\x1b(B")
    return b"".join(out)


def _encoded(text: str, encoding: str) -> bytes:
    if encoding == "euc-jp":
        return _in_euc_jp(text)
    if encoding == "iso-2022-jp":
        return _in_iso_2022_jp(text)
    return text.encode(_PYTHON.get(encoding, encoding), "xmlcharrefreplace")


def _page(post: Post, head: str = "") -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in post.paragraphs)
    return f"<!doctype html><html><head>{head}<title>{post.title}</title></head><body><h1>{post.title}</h1>{paragraphs}"


def _text(page: Page) -> str:
    return "".join(map(str, page.body.itertext()))


def _told(post: Post) -> str:
    return post.title + "".join(post.paragraphs)


ENCODED = [(post, encoding) for post in POSTS.values() for encoding in post.encodings]
IDS = [f"{post.language} {encoding}" for post, encoding in ENCODED]
DE, RU, JA, ZH = (POSTS[name] for name in ("de", "ru", "ja", "zh-CN"))


@pytest.mark.parametrize(("post", "encoding"), ENCODED, ids=IDS)
@pytest.mark.parametrize("labelled", ["meta", "http", "pragma", "xml"])
def test_a_labelled_page_is_read_as_labelled(post: Post, encoding: str, labelled: str) -> None:
    head = {"meta": f"<meta charset={encoding}>", "pragma": f"<META content='text/html; charset={encoding}' http-equiv=Content-Type>"}
    xml = f"<?xml version='1.0' encoding='{encoding}'?>\n".encode() if labelled == "xml" else b""
    http = f"text/html; charset={encoding}" if labelled == "http" else "text/html"
    page = Page(Document("https://blog.example/a/", xml + _encoded(_page(post, head.get(labelled, "")), encoding), http))
    assert _text(page) == _told(post)
    assert page.encoding == _NAMES.get(encoding, encoding)
    assert page.problems == []


@pytest.mark.parametrize(("post", "encoding"), [e for e in ENCODED if e[1] not in _UNGUESSED],
                         ids=[i for i in IDS if i.split()[1] not in _UNGUESSED])  # fmt: skip
def test_a_page_without_a_label_is_detected_and_says_so(post: Post, encoding: str) -> None:
    text, name, problems = decode(_encoded(_page(post), encoding), "text/html")
    assert post.paragraphs[0] in text
    assert name == (_GUESSED.get(encoding) or _NAMES.get(encoding, encoding))
    assert [problem.code for problem in problems] == ["encoding_guessed"]


# Short texts that name no encoding, in words that a code page of another language reads as its own letters.
SHORT = {
    "sv": ("windows-1252", "På våren gick vi över ån till den gamla kvarnen. Där satt mjölnaren och åt äpplen, för han hade inte "
           "så mycket att göra när vattnet var lågt."),
    "da": ("windows-1252", "Om foråret gik vi over åen til den gamle mølle. Der sad mølleren og spiste æbler, for han havde ikke "
           "så meget at gøre."),
    "fr": ("windows-1252", "L’été où le moulin a été fermé, personne n’avait la clé. Le meunier était déjà à la fenêtre, et la "
           "rivière était très basse."),
    "it": ("windows-1252", "Il mulino è chiuso già da lunedì, perché il mugnaio non c'è più. La chiave però è ancora lì, e così "
           "nessuno sa che cosa farà la città."),
    "es": ("windows-1252", "El molino cerró en otoño, y después nadie encontró la llave. ¿Quién la tenía? El señor del río no "
           "dijo más que eso."),
    "pt": ("windows-1252", "O moinho não abriu mais, e a chave não está com ninguém. São três irmãos, mas só um é que já lá foi."),
    "pl": ("iso-8859-2", "Młyn zamknięto na wiosnę i nikt we wsi nie wiedział, kto ma klucz. Młynarz siedział już przy źródle "
           "i jadł jabłka, bo nie miał się czym zająć."),
    "cs": ("windows-1250", "Mlýn na jaře zavřeli a nikdo ve vsi nevěděl, kdo má klíč. Mlynář už seděl u řeky a jedl jablka, "
           "protože neměl co dělat."),
    "hu": ("windows-1250", "A malmot tavasszal bezárták, és senki sem tudta a faluban, kinél van a kulcs. A molnár már ott ült a "
           "folyónál, mert nem volt mit tennie, és őrizte a füzetét."),
    "tr": ("windows-1254", "Değirmen baharda kapandı ve köyde kimse anahtarın kimde olduğunu bilmiyordu. Değirmenci artık ırmağın "
           "kıyısında oturuyor, çünkü yapacak bir işi yoktu."),
    "lt": ("windows-1257", "Malūną pavasarį uždarė, ir niekas kaime nežinojo, kas turi raktą. Malūnininkas jau sėdėjo prie upės, "
           "nes neturėjo ką veikti."),
    "en": ("windows-1252", "The mill’s café was closed in spring – “for good”, they said, and nobody knew who had the key."),
    "ja": ("shift_jis", "水車小屋は春に閉まりました。村のだれも、かぎをだれが持っているのか知りませんでした。"),
    "ru": ("koi8-r", "Мельницу весной закрыли, и никто в деревне не знал, у кого ключ."),
}  # fmt: skip


@pytest.mark.parametrize("head", ["<html>", '<html class="no-js" lang="{}-XX">', "<HTML xml:lang='{}'>", "<html lang=en>"])
@pytest.mark.parametrize("language", SHORT)
def test_of_what_the_bytes_may_be_the_language_tells(language: str, head: str) -> None:
    encoding, told = SHORT[language]
    page = f"<!doctype html>{head.format(language)}<title>?</title><body><p>{told}</p>"
    text, name, problems = decode(_encoded(page, encoding), "text/html")
    assert told in text
    assert name == encoding
    assert [problem.code for problem in problems] == ["encoding_guessed"]


@pytest.mark.parametrize("told", ["Café", "Malmö", "El Niño 2020", "“Key”", "naïve", "© 2020", "Crème brûlée"])
def test_a_word_beyond_ascii_alone_is_western(told: str) -> None:
    assert decode(f"<p>{told}".encode("cp1252"), None)[:2] == (f"<p>{told}", "windows-1252")


@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
@pytest.mark.parametrize("label", [None, "utf-8", "iso-8859-1", "windows-1251", "gbk", "shift_jis"])
def test_utf8_is_read_whatever_the_label(post: Post, label: str | None) -> None:
    text, name, problems = decode(_page(post).encode(), f"text/html; charset={label}" if label else None)
    assert (text, name) == (_page(post), "utf-8")
    assert [problem.code for problem in problems] == ([] if label in (None, "utf-8") else ["encoding_mislabelled"])


@pytest.mark.parametrize(("language", "encoding"), [("ru", "windows-1251"), ("el", "windows-1253"), ("he", "windows-1255"),
    ("ar", "windows-1256"), ("zh-CN", "gbk"), ("zh-TW", "big5"), ("ja", "shift_jis"), ("ko", "euc-kr"), ("th", "windows-874"),
    ("ru", "koi8-r"), ("bg", "windows-1251"), ("uk", "windows-1251")])  # fmt: skip
@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_label_that_cannot_be_is_not_believed(language: str, encoding: str, label: str) -> None:
    body = _encoded(_page(POSTS[language], f"<meta charset={label}>"), encoding)
    text, name, problems = decode(body, None)
    assert name == encoding
    assert POSTS[language].paragraphs[1] in text
    assert [problem.code for problem in problems] == ["encoding_mislabelled"]


@pytest.mark.parametrize("language", ["de", "pl", "tr", "vi"])
def test_a_western_label_over_latin_letters_is_believed(language: str) -> None:
    body = _page(POSTS[language]).encode("cp1252", "xmlcharrefreplace")
    assert decode(body, "text/html; charset=iso-8859-1")[1:] == ("windows-1252", ())


@pytest.mark.parametrize(
    ("head", "http", "encoding"),
    [
        ("<meta charset=windows-1251><meta charset=utf-8>", None, "windows-1251"),
        ("<meta charset=utf-8>", "text/html; charset=koi8-r", "koi8-r"),
        ("<!-- <meta charset=utf-8> --><meta charset=windows-1251>", None, "windows-1251"),
        ("<script>" + "x = 1;" * 2_000 + "</script><meta charset=koi8-r>", None, "koi8-r"),
        ("<script>'<meta charset=gbk>'</script><meta charset=windows-1251>", None, "windows-1251"),
        ("<meta charset=' windows-1251 '>", None, "windows-1251"),
        ("<meta name=description content='charset=gbk'><meta charset=koi8-r>", None, "koi8-r"),
        ("<meta content='text/html; charset=koi8-r'><meta charset=windows-1251>", None, "windows-1251"),
        ("<meta http-equiv=content-type content='text/html; charset=\"koi8-r\"'>", None, "koi8-r"),
        ("<meta charset=utf8mb4><meta charset=koi8-r>", None, "koi8-r"),
        ("<meta charset=cp1251>", "text/html; charset=none-such", "windows-1251"),
        ("", 'text/html; charset="Windows-1251"', "windows-1251"),
        ("<meta/charset=koi8-r>", None, "koi8-r"),
    ],
)
def test_the_label_is_looked_for_as_browsers_do(head: str, http: str | None, encoding: str) -> None:
    text, name, problems = decode(_encoded(_page(RU, head), encoding), http)
    assert name == encoding
    assert RU.title in text
    assert {problem.code for problem in problems} <= {"encoding_unknown"}


def test_a_label_that_is_none_is_a_problem() -> None:
    _, name, problems = decode(b"<meta charset=klingon><p>\xc3\xa4", None)
    assert name == "utf-8"
    assert [problem.detail for problem in problems] == ["no encoding is called 'klingon': read as utf-8"]


@pytest.mark.parametrize("encoding", ["utf-16le", "utf-16be"])
@pytest.mark.parametrize(
    ("mark", "http", "codes"),
    [
        (True, None, []),
        (True, "text/html; charset=gbk", []),
        (False, None, ["encoding_guessed"]),
        (False, "text/html; charset={}", []),
        (False, "text/html; charset=utf-16", []),
        (False, "text/html; charset=utf-8", ["encoding_mislabelled"]),
    ],
)
def test_utf16_is_read_with_and_without_its_mark(encoding: str, mark: bool, http: str | None, codes: list[str]) -> None:
    body = (("\ufeff" if mark else "") + _page(RU)).encode(encoding)
    page = parse_page(body, "https://blog.example/a/", content_type=http and http.format(encoding))
    assert page.title == RU.title
    assert page.body.text == "\n\n".join(RU.paragraphs)
    assert [problem.code for problem in page.problems] == codes


def test_a_meta_that_says_utf16_is_read_as_utf8_and_x_user_defined_as_windows_1252() -> None:
    assert decode(_page(DE, "<meta charset=utf-16>").encode(), None)[1:] == ("utf-8", ())
    assert decode(_page(DE, "<meta charset=x-user-defined>").encode("cp1252"), None)[1:] == ("windows-1252", ())


def test_what_browsers_refuse_to_decode_is_read_all_the_same() -> None:
    text, name, problems = decode("<p>für".encode(), "text/html; charset=iso-2022-kr")
    assert (text, name) == ("<p>für", "utf-8")
    assert [problem.code for problem in problems] == ["encoding_unknown"]


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("windows-1252", b"\x80 \x93q\x94 \x81\x8d\x8f\x90\x9d", "€ “q” \x81\x8d\x8f\x90\x9d"),
        ("windows-1255", b"\xe0\xd9", "א\ufffd"),
        ("windows-874", b"\xa1\xdb", "ก\ufffd"),
        ("gbk", b"\x80 5 \xff \xe4<b>", "€ 5 \ufffd \ufffd<b>"),
        ("gb2312", "𠀀㐀镕".encode("gb18030"), "𠀀㐀镕"),
        ("big5", "嘅喺".encode("big5hkscs") + b"\xa4<b>", "嘅喺\ufffd<b>"),
        ("shift_jis", b"\x81<b>\xfd\xa0\xb1\x87\x40\xfb\xfc", "\ufffd<b>\ufffd\ufffdｱ①髙"),
        ("euc-jp", b"\xa4<b>\x8e\xb1\xfc\xe2\xad\xea\x8f\xb0\xa1\xa1\xc1\xa1\xdd", "\ufffd<b>ｱ髙㈱丂～－"),
        ("iso-2022-jp", b"\x1b$B!A-!\x1b(B<b>\x1b(I1\x1b(J/", "～①<b>ｱ/"),
        ("euc-kr", "똠방각하".encode("cp949"), "똠방각하"),
        ("koi8-u", b"\xb4\xad", "Єґ"),
    ],
)
def test_tables_are_those_of_browsers(encoding: str, body: bytes, text: str) -> None:
    assert decode(b"<p>" + body, f"text/html; charset={encoding}")[0] == f"<p>{text}"


def test_one_bad_byte_and_a_torn_tail_leave_utf8_utf8() -> None:
    whole = _page(DE, "<meta charset=utf-8>").encode()
    for body in (whole.replace(b"<p>", b"<p>\x92", 1), whole + "…".encode()[:2]):
        text, name, problems = decode(body, None)
        assert name == "utf-8"
        assert DE.paragraphs[2] in text
        assert [problem.detail for problem in problems] == ["1 characters are not valid utf-8"]


def test_the_longest_texts_without_markup_are_read_once() -> None:
    # The detector's sample was once looked for again from every letter: 25 seconds for 130 kB.
    body = b"a " * 500_000 + "Привет всем, кто это читает".encode("cp1251")
    assert decode(body, None)[1] == "windows-1251"
    assert decode(b"<html " * 10_000 + b"\xe5", None)[1] == "windows-1252"


def test_a_replacement_character_that_the_page_holds_is_no_fault() -> None:
    assert decode("<p>\ufffd".encode(), None) == ("<p>\ufffd", "utf-8", ())


@pytest.mark.parametrize(("language", "codec"), [("de", "cp1252"), ("vi", "cp1252"), ("ru", "cp1252"), ("ja", "cp1252"), ("ru", "cp1251")])
def test_text_encoded_twice_is_undone_and_said(language: str, codec: str) -> None:
    free = {byte: chr(byte) for byte in range(0x80, 0xA0)}
    taken = "".join(free.get(byte, "?") if not (one := bytes((byte,)).decode(codec, "ignore")) else one
                    for byte in _page(POSTS[language]).encode())  # fmt: skip
    text, name, problems = decode(taken.encode(), "text/html; charset=utf-8")
    assert (text, name) == (_page(POSTS[language]), "utf-8")
    assert [problem.code for problem in problems] == ["encoding_doubled"]


@pytest.mark.parametrize("told", ["Ã¼ is how ü looks. " * 9, "Ã¼ alone", "café " * 20, "“Quotes”, dashes – and 5 € ©" * 9])
def test_a_page_about_such_text_and_any_other_is_left_alone(told: str) -> None:
    assert decode(f"<p>{told}".encode(), None) == (f"<p>{told}", "utf-8", ())
