"""Every saved page under tests/cases, one test a case and field, through the code that users run on their own cases."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cases import Case, approve, check, find_cases, load_case, plain, save_case
from pipeline.differences import Difference, differences, updated
from pipeline.errors import SettingsError
from pipeline.models import Document, Hints

CASES = Path(__file__).parent / "cases"


# The project's own cases ----------


def cases_and_fields():
    for folder in sorted(file.parent for file in CASES.rglob("case.json")):
        expected = folder / "expected.json"
        fields = json.loads(expected.read_bytes()) if expected.exists() else ["expected.json"]
        for field in fields:
            yield pytest.param(folder, field, id=f"{folder.relative_to(CASES).as_posix()} {field}")


@cache
def differences_of(folder: Path) -> tuple[Difference, ...]:
    return tuple(check(load_case(folder)))


@pytest.mark.parametrize(("folder", "field"), list(cases_and_fields()))
def test_case(folder, field):
    found = differences_of(folder)
    assert not [d for d in found if d.field == "expected.json"]
    wrong = [str(d) for d in found if d.root == field]
    assert not wrong, "\n\n" + "\n".join(wrong)


# Comparing ----------


def comment(key, **more):
    author = {"name": more.pop("name", "Ada Quill"), "url": None, "image_url": None}
    return {"key": key, "parent_key": None, "author": author, "published_raw": "9 June 2017", "text": "Hello", **more}


def test_equal_readings_do_not_differ():
    page = {"title": "A", "comments": [comment("1")], "problems": [{"code": "x", "detail": "1 of 2"}], "schema": 1}
    other = {**page, "problems": [{"code": "x", "detail": "said otherwise"}], "parser_version": "7", "schema": 2}
    assert differences({**page, "parser_version": "6"}, other) == []


def test_each_difference_has_its_field():
    expected = {
        "title": "A",
        "body": {"text": "One.\n\nTwo."},
        "authors": [{"name": "Ada", "bio": None}],
        "comments": [comment("1"), comment("2", parent_key="1"), comment("3")],
        "problems": [],
    }
    found = {
        "title": None,
        "body": {"text": "One.\n\nTwo!", "html": "not compared"},
        "authors": [{"name": "Ada", "bio": "Writes."}],
        "comments": [comment("1", text="Hi"), comment("2"), comment("4")],
        "problems": [{"code": "comments_missing", "detail": ""}],
    }
    wrong = differences(expected, found)
    assert [d.field for d in wrong] == [
        "title",
        "body.text",
        "authors[0].bio",
        "comments[1].text",
        "comments[2].parent_key",
        "comments[3]",
        "comments[4]",
        "problems",
    ]
    assert [d.field for d in wrong if d.loses] == ["title", "comments[2].parent_key", "comments[3]"]


def test_an_order_of_comments_is_compared():
    wrong = differences({"comments": [comment("1"), comment("2")]}, {"comments": [comment("2"), comment("1")]})
    assert [d.field for d in wrong] == ["comments: order"]


def test_a_digest_that_changed_with_its_text_is_the_same_comment():
    expected = {"comments": [comment("d:abc", text="Helo"), comment("d:ghi")]}
    found = {"comments": [comment("d:def", text="Hello"), comment("d:ghi")]}
    assert [d.field for d in differences(expected, found)] == ["comments[d:abc].key", "comments[d:abc].text"]


def test_a_source_that_is_no_longer_named_loses_nothing():
    wrong = differences({"sources": {"title": "h1"}, "title": "A"}, {"sources": {}, "title": "A"})
    assert [(d.field, d.loses) for d in wrong] == [("sources.title", False)]


def test_a_difference_of_long_texts_shows_only_what_differs():
    words = " ".join(f"word{number} is here and stays." for number in range(80))
    said = str(differences({"body": {"text": words}}, {"body": {"text": words.replace("word40 ", "word4O ")}})[0])
    assert "word40" in said and "word4O" in said
    assert "word70" not in said


def test_a_change_of_white_space_alone_is_shown():
    said = str(differences({"body": {"text": "One\n\nTwo"}}, {"body": {"text": "One\nTwo"}})[0])
    assert len(said.splitlines()) > 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "b\nc"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
threads = st.lists(
    st.builds(
        lambda key, parent, text, name: comment(key, parent_key=parent, text=text, name=name),
        st.sampled_from(["1", "2", "3", "d:x", "d:y"]),
        st.sampled_from([None, "1"]),
        st.sampled_from(["", "Hi", "Hello"]),
        st.sampled_from(["Ada", "Bo"]),
    ),
    max_size=4,
    unique_by=lambda c: c["key"],
)
readings = st.fixed_dictionaries(
    {
        "title": json_values,
        "body": json_values,
        "authors": json_values,
        "comments": threads,
        "problems": st.lists(st.fixed_dictionaries({"code": st.sampled_from("xy"), "detail": st.just("")}), max_size=2),
    }
)


@given(readings, readings)
def test_what_was_updated_no_longer_differs(expected, found):
    assert differences(updated(expected, found), found) == []
    assert updated(expected, expected) == expected


@given(readings, readings)
def test_every_difference_can_be_shown(expected, found):
    assert all(len(str(d).splitlines()) > 1 for d in differences(expected, found))


# Saving, checking, approving ----------

PAGE = b"<!doctype html><html><head><title>A duck &amp; a pond</title></head><body><p>Quack.</p></body></html>"
WHEN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def saved(tmp_path) -> Case:
    page = Document("https://pond.example/2026/a-duck.html", PAGE, "text/html; charset=utf-8", WHEN)
    more = [Document("https://pond.example/wp-json/x", b"[]", "application/json; charset=UTF-8", WHEN, "wp-json")]
    return save_case(Case(tmp_path / "cases", page, tuple(more), Hints(timezone="Europe/Berlin"), "own", "MIT"))


def edit_expected(case: Case, **changes) -> Case:
    (case.folder / "expected.json").write_text(json.dumps({**case.expected, **changes}), encoding="utf-8")
    return load_case(case.folder)


def test_a_saved_case_comes_back_and_holds(saved):
    assert saved.folder.name == "a-duck"
    assert saved.page == Document("https://pond.example/2026/a-duck.html", PAGE, "text/html; charset=utf-8", WHEN)
    assert saved.more[0].body == b"[]" and saved.more[0].purpose == "wp-json"
    assert (saved.hints.timezone, saved.source, saved.licence) == ("Europe/Berlin", "own", "MIT")
    assert find_cases(saved.folder.parent.parent) == [saved.folder]
    assert check(saved) == []
    assert sorted(path.name for path in saved.folder.iterdir()) == [
        "case.json",
        "expected.json",
        "more-1.json",
        "page.html",
    ]


def test_a_second_case_of_the_same_page_must_be_meant(saved):
    root = saved.folder.parent.parent
    with pytest.raises(SettingsError, match="saved there already"):
        save_case(Case(root, saved.page))
    assert save_case(Case(root, saved.page), force=True).folder == saved.folder
    other = replace(saved.page, url="https://lake.example/a-duck.html")
    assert save_case(Case(root, other)).folder.name == "a-duck-2"


def test_json_files_are_sorted_and_end_with_a_line_break(saved):
    for name in ("case.json", "expected.json"):
        text = (saved.folder / name).read_text(encoding="utf-8")
        assert text.endswith("}\n")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_approving_what_holds_writes_nothing(saved):
    before = (saved.folder / "expected.json").stat().st_mtime_ns
    assert not approve(saved).written
    assert (saved.folder / "expected.json").stat().st_mtime_ns == before


def test_approving_takes_only_what_differs(saved):
    case = edit_expected(saved, engine="quackpress", sources={}, problems=[])
    del case.expected["links"]
    case = edit_expected(case)
    approval = approve(case, allow_losses=True)
    assert approval.written and "engine" in [d.field for d in approval.differences]
    after = load_case(case.folder).expected
    assert "links" not in after
    assert after["engine"] == plain(case.parse())["engine"]


@pytest.mark.parametrize(
    "lost",
    [
        {"comments": [comment("1")]},
        {"published_at": "2017-06-09T14:16:00+02:00"},
        {"authors": [{"name": "Ada"}]},
    ],
)
def test_approving_refuses_to_lose(saved, lost):
    case = edit_expected(saved, **lost)
    before = (case.folder / "expected.json").read_bytes()
    refused = approve(case)
    assert not refused.written and refused.losses
    assert (case.folder / "expected.json").read_bytes() == before
    assert approve(case, allow_losses=True).written
    assert check(load_case(case.folder)) == []


def test_a_case_without_expectation_differs_until_approved(saved):
    (saved.folder / "expected.json").unlink()
    case = load_case(saved.folder)
    assert [d.field for d in check(case)] == ["expected.json"]
    assert approve(case).written
    assert check(load_case(case.folder)) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not valid JSON"),
        ("[]", "one JSON object"),
        ('{"url": "https://a.example/", "fetchd_at": null}', "'fetchd_at'"),
        ('{"fetched_at": "2026-11-23T12:00:00"}', "offset"),
        ('{"hints": {"zone": "x"}}', "zone"),
        ('{"documents": [{"file": "none.html", "url": "", "purpose": "page"}]}', "none.html"),
        ('{"documents": [{"url": "", "purpose": "page"}]}', "file"),
    ],
)
def test_a_bad_case_file_is_an_error_that_says_what(saved, content, said):
    (saved.folder / "case.json").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        load_case(saved.folder)
    assert "case.json" in str(caught.value)


def test_a_folder_without_cases_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match="no cases"):
        find_cases(tmp_path)


def test_a_case_moves_with_its_folder(saved, tmp_path):
    shutil.copytree(saved.folder, tmp_path / "elsewhere")
    assert check(load_case(tmp_path / "elsewhere")) == []
