"""case: from a saved file to a case that holds, differs, is approved or refused."""

from __future__ import annotations

import json

import pytest

PAGE = b"<!doctype html><html><head><title>A duck &amp; a pond</title></head><body><p>Quack.</p></body></html>"


@pytest.fixture
def folder(blogduck, tmp_path):
    (tmp_path / "page.html").write_bytes(PAGE)
    saved = blogduck(
        "case", "save", "page.html", "--url", "https://pond.example/a-duck/", "--timezone", "Europe/Berlin"
    )
    assert saved.code == 0, saved.err
    return tmp_path / saved.out.strip()


def edit(folder, **changes):
    path = folder / "expected.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_what_was_saved_holds(blogduck, folder):
    assert json.loads((folder / "case.json").read_text())["hints"] == {"timezone": "Europe/Berlin"}
    result = blogduck("case", "check")
    assert (result.code, result.out) == (0, "")
    assert "1 case: all hold" in result.err


def test_a_difference_is_shown_and_has_exit_code_1(blogduck, folder):
    edit(folder, engine="quackpress")
    result = blogduck("case", "check", folder)
    assert result.code == 1
    assert "1 difference: engine" in result.out and "1 case: 0 hold, 1 do not" in result.err
    assert "- quackpress" in result.out
    found = json.loads(blogduck("case", "check", "--json").out)
    assert [d["field"] for d in found["differences"]] == ["engine"]


def test_approve_takes_what_differs(blogduck, folder):
    edit(folder, canonical_url="https://pond.example/other/", problems=[{"code": "odd", "detail": ""}])
    result = blogduck("case", "approve", "--approve-losses")
    assert result.code == 0 and "approved" in result.out and "canonical_url" in result.out
    assert blogduck("case", "check").code == 0


def test_approve_refuses_to_lose(blogduck, folder):
    edit(folder, published_local="2017-06-09T14:16")
    refused = blogduck("case", "approve")
    assert refused.code == 1
    assert "NOT approved: it would lose published_local" in refused.out and "(lost)" in refused.out
    assert "1 case: 0 held, 0 approved, 1 not approved" in refused.err
    assert blogduck("case", "approve", "--approve-losses").code == 0
    assert blogduck("case", "check").code == 0


def test_a_page_that_is_saved_already_is_not_saved_twice(blogduck, folder, tmp_path):
    edit(folder, title="Another")
    again = ("case", "save", "page.html", "--url", "https://pond.example/a-duck/")
    refused = blogduck(*again)
    assert refused.code == 2
    assert "--force" in refused.err
    replaced = blogduck(*again, "--force")
    assert (replaced.code, tmp_path / replaced.out.strip()) == (0, folder)
    assert blogduck("case", "check").code == 0
    other = blogduck("case", "save", "page.html", "--url", "https://lake.example/a-duck/")
    assert other.out.strip().endswith("a-duck-2")


def test_a_case_is_saved_where_one_says(blogduck, folder, tmp_path):
    into = tmp_path / "mine/duck"
    saved = blogduck("case", "save", "page.html", "--into", into)
    assert (saved.code, saved.out.strip()) == (0, str(into))
    assert blogduck("case", "check", into).code == 0
    assert blogduck("case", "save", "page.html", "--into", into).code == 2
    assert blogduck("case", "save", "page.html", "--into", into, "--force").code == 0
    (tmp_path / "diary").mkdir()
    (tmp_path / "diary/monday.txt").write_text("mine")
    assert blogduck("case", "save", "page.html", "--into", "diary", "--force").code == 2
    assert (tmp_path / "diary/monday.txt").exists()


def test_what_is_no_html_is_saved_only_when_told(blogduck, tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20)
    refused = blogduck("case", "save", "a.pdf")
    assert refused.code == 2
    assert "no HTML" in refused.err
    assert not (tmp_path / "cases").exists()
    assert blogduck("case", "save", "a.pdf", "--force").code == 0


def test_no_cases_is_an_error(blogduck, tmp_path):
    result = blogduck("case", "check")
    assert result.code == 2
    assert "case save" in result.err


def test_a_case_keeps_the_rules_it_was_made_with(blogduck, tmp_path):
    (tmp_path / "page.html").write_bytes(PAGE)
    blogs = tmp_path / "blogs.toml"
    blogs.write_text('[[blog]]\nname = "pond"\nurl = "https://pond.example/"\ntimezone = "Europe/Berlin"\n[blog.rules]\ntitle = ["h7", "p"]\n')
    saved = blogduck("case", "save", "page.html", "--url", "https://pond.example/a-duck/", "--rule", "excerpt=")
    folder = tmp_path / saved.out.strip()
    hints = {"timezone": "Europe/Berlin", "rules": {"title": ["h7", "p"], "excerpt": False}}
    assert json.loads((folder / "case.json").read_text())["hints"] == hints
    assert json.loads((folder / "expected.json").read_text())["title"] == "Quack."
    blogs.unlink()
    assert blogduck("case", "check").code == 0
