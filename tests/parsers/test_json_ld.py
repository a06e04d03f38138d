"""JSON-LD as it is written: what is nearly JSON is read, whatever is odd about it, at a cost that grows with its length."""

from __future__ import annotations

import html
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse_page
from pipeline.parsers.garbage import collector_at_rest
from pipeline.parsers.json_text import load_text
from pipeline.parsers.jsonld import read_json_ld
from pipeline.parsers.lenient_json import load_leniently
from tests.parsers.contract import assert_contract

WHOLE = '{"@type":"BlogPosting","headline":"A kettle","author":{"@type":"Person","name":"Ada Beck"}}'
ODD = {
    "whole": WHOLE,
    "a comma too many": '{"@type":"BlogPosting","headline":"A kettle",}',
    "two commas": '{"@type":"BlogPosting",,"headline":"A kettle"}',
    "a list that begins with a comma": '[,{"@type":"BlogPosting","headline":"A kettle"}]',
    "comments": '{\n// by hand\n"@type":"BlogPosting", /* "it" */ "url":"https://blog.example/a","headline":"A kettle"}',
    "line breaks": '{"@type":"BlogPosting","description":"one\ntwo\tthree","headline":"A kettle"}',
    "single quotes": "{'@type':'BlogPosting','headline':'A kettle'}",
    "no quotes": '{@type:"BlogPosting",headline:"A kettle"}',
    "quotes in quotes": '{"@type":"BlogPosting","description":"A "kettle" of ours","headline":"A kettle"}',
    "no comma": '{"@type":"BlogPosting"\n"author":{"name":"x"} "headline":"A kettle"}',
    "no comma in a line": '{"@type":"BlogPosting" "headline":"A kettle"}',
    "two in a row": '{"@type":"WebSite","name":"x"}\n{"@type":"BlogPosting","headline":"A kettle"}',
    "two with a comma": '{"@type":"WebSite","name":"x"},{"@type":"BlogPosting","headline":"A kettle"}',
    "a semicolon": WHOLE + ";",
    "CDATA": f"//<![CDATA[\n{WHOLE}\n//]]>",
    "CDATA in comments": f"/*<![CDATA[*/{WHOLE}/*]]>*/",
    "an HTML comment": f"<!-- {WHOLE} -->",
    "entities": html.escape(WHOLE),
    "a wrong escape": '{"@type":"BlogPosting","description":"It\\\'s","headline":"A\\x20kettle"}',
    "cut off": '{"@type":"BlogPosting","headline":"A kettle","description":"and then',
    "cut off deep inside": '{"@graph":[{"@type":"BlogPosting","headline":"A kettle","author":{"name":',
    "a byte order mark": f"\ufeff{WHOLE}",
    "a bracket too many": WHOLE + "}",
    "a bracket too few": WHOLE[:-1],
    "no value": '{"@type":"BlogPosting","wordCount":,"headline":"A kettle","x":undefined,"y":NaN}',
    "a variable": f"var data = {WHOLE};",
    "code": '{"@type":"BlogPosting","headline":"A kettle","x":<?php echo 1 ?>}',
    "half a character": "{'@type':'BlogPosting','description':'\\ud83d \\ud83d\\ude00','headline':'A kettle'}",
}  # fmt: skip


@pytest.mark.parametrize("script", ODD.values(), ids=ODD)
def test_what_is_nearly_json_is_read(script: str) -> None:
    nodes, problems = read_json_ld([script])
    assert [node["headline"] for node in nodes if "headline" in node] == ["A kettle"]
    assert problems == ()
    json.dumps(nodes, ensure_ascii=False).encode()


@pytest.mark.parametrize("script", ["so it was", "<p>{}</p>", "{", "'", '"', "\\", "{}}{"])
def test_what_holds_nothing_is_said(script: str) -> None:
    nodes, problems = read_json_ld([script])
    assert nodes == ()
    assert [problem.code for problem in problems] == ["json_ld_broken"]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc@_", max_size=4), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text("abc@_", min_size=1, max_size=4), _VALUES, max_size=4))
def test_whole_json_is_read_as_it_is(value: dict[str, Any]) -> None:
    # A quote in a string is escaped there: nothing is to be guessed.
    assert load_leniently(json.dumps(value)) == [value]


@given(st.text('{}[],:"\'\\/*@a1 \n', max_size=60))
def test_anything_is_read_somehow(script: str) -> None:
    read_json_ld([script])


def _cost(script: str) -> float:
    best = float("inf")
    with collector_at_rest():
        for _ in range(4):
            start = time.process_time()
            load_leniently(script)
            best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    "pattern", ['"', "'", "{", "[", "}", '{"a":', "/*", "//", "\\", '"\\', '" ', '"a" ', "<!--", "a", '"a":"b" "', "{'"]
)
def test_the_cost_grows_with_the_length(pattern: str) -> None:
    short, long = _cost(pattern * 10_000), _cost(pattern * 80_000)
    # Eight times as long; what grows with the square would cost 64 times as much.
    assert long < 32 * short + 0.05


_VALUES_OF_OTHER_KINDS = ["null", "1", "-1", "1e999", "true", '""', "[]", "{}", '[[["x"]]]', '{"@value":"x"}', '["x",null,{"name":7}]',
                          '{"@type":null,"name":{"name":["x"]}}', '"\\ud800"', '{"@id":"#a"}', '[{"@id":"#a"},{"@id":"#a"}]']  # fmt: skip
_FIELDS = ("headline", "author", "datePublished", "dateModified", "image", "publisher", "mainEntityOfPage", "url", "@id",
           "keywords", "articleSection", "description", "comment", "commentCount", "interactionStatistic", "isPartOf",
           "articleBody", "alternativeHeadline", "inLanguage", "@type", "creator", "about")  # fmt: skip


@pytest.mark.parametrize("field", _FIELDS)
@pytest.mark.parametrize("value", _VALUES_OF_OTHER_KINDS)
def test_any_field_may_be_of_any_kind(field: str, value: str) -> None:
    script = f'{{"@type":"BlogPosting","headline":"A kettle","@id":"#a","{field}":{value}}}'
    page = f"<script type=application/ld+json>{script}</script><h1>A kettle</h1><p>{'So it was. ' * 30}"
    assert_contract(parse_page(page.encode(), "https://blog.example/a/"))


@pytest.mark.parametrize("opening", ['{"comment":', "[", '{"@graph":[', '{"author":{"name":', '{"mainEntityOfPage":'])
@pytest.mark.parametrize("depth", [150, 900, 10_000])
def test_deep_nesting_is_read_or_left(opening: str, depth: int) -> None:
    script = f'{{"@type":"BlogPosting","headline":"A kettle","x":{opening * depth}'
    closing = "".join({"{": "}", "[": "]"}[sign] for sign in reversed(opening * depth) if sign in "{[") + "}"
    for whole in (f"{script}1{closing}", script):
        page = f"<script type=application/ld+json>{whole}</script><h1>A kettle</h1><p>{'So it was. ' * 30}"
        assert_contract(parse_page(page.encode(), "https://blog.example/a/"))


@pytest.mark.parametrize("body", [b"[" * 50_000, b'{"a":' * 20_000, b'[{"content":' * 20_000])
def test_an_answer_that_nests_too_deep_is_unreadable(body: bytes) -> None:
    with pytest.raises(ValueError, match="deep"):
        load_text(body.decode())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"C:\\ud83d"', r"C:\ud83d"),
        (r'"\ud83d\ude00 \ud83d"', "\U0001f600 \ufffd"),
        (r'"\\\ude00"', "\\\ufffd"),
    ],
)
def test_only_halves_of_characters_are_replaced(text: str, value: str) -> None:
    assert load_text(text) == value
