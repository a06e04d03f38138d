"""Settings: every wrong line of `blogs.toml` is named, and adding a blog keeps what the user wrote."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.settings import FetchSettings, append_blog, load_settings, parse_settings
from pipeline.toml_tables import key_lines, with_table

BLOG = '[[blog]]\nname = "shed"\nurl = "https://shed.example/"\n'


def settings(text: str):
    return parse_settings(text, Path("somewhere/blogs.toml"))


def message(text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        settings(text)
    return str(caught.value)


def test_defaults_are_those_of_the_contract():
    blog = settings(BLOG).blogs[0]
    assert (blog.delay, blog.timezone, blog.allow_private_addresses) == (1.0, None, False)
    assert blog.recheck == (timedelta(days=1), timedelta(days=7), timedelta(days=30))
    assert settings(BLOG).archive == Path("somewhere/archive")
    assert settings(BLOG).fetch == FetchSettings()


def test_every_key_is_read(tmp_path):
    (tmp_path / "ca.pem").write_text("")
    (tmp_path / "blogs.toml").write_text(
        """
archive = "deep/archive"
contact = "mailto:hilde@shed.example"
[fetch]
proxy = "http://proxy.example:3128"
ca_bundle = "ca.pem"
connect_timeout = 1
read_timeout = 2.5
total_timeout = 3
max_bytes = 1_000_000
retries = 0
workers = 2
[[blog]]
name = "shed"
url = "https://shed.example"
delay = 0.5
timezone = "Europe/Berlin"
recheck = ["30m", "12h", "2w"]
allow_private_addresses = true
[blog.rules]
title = "h1.main"
""",
        encoding="utf-8",
    )
    found = load_settings(Path("blogs.toml"), {}, tmp_path)
    assert found.archive == tmp_path / "deep/archive"
    assert found.database == tmp_path / "deep/archive/archive.duckdb"
    assert found.user_agent.endswith("(+mailto:hilde@shed.example)")
    assert found.fetch == FetchSettings(
        "http://proxy.example:3128", tmp_path / "ca.pem", 1.0, 2.5, 3.0, 1_000_000, 0, 2
    )
    blog = found.blog("shed")
    assert (blog.url, blog.delay, blog.timezone) == ("https://shed.example/", 0.5, "Europe/Berlin")
    assert blog.recheck == (timedelta(minutes=30), timedelta(hours=12), timedelta(weeks=2))
    assert blog.allow_private_addresses
    assert blog.rules == {"title": "h1.main"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('[[blog]]\nname = "a"\nurl = "https://a.example"\ndely = 2\n', ["line 4", "dely", "'delay'"]),
        ('archiv = "x"\n', ["line 1", "archiv", "'archive'"]),
        (BLOG + "\n[fetch]\nworker = 3\n", ["line 6", "worker", "'workers'"]),
        (BLOG + 'delay = "1"\n', ["line 4", "delay", "number", "without quotes"]),
        (BLOG + "delay = true\n", ["line 4", "delay"]),
        (BLOG + "delay = -1\n", ["line 4", "between 0 and 3600"]),
        (BLOG + "delay = inf\n", ["line 4", "delay"]),
        (BLOG + 'timezone = "Europe/Berlim"\n', ["line 4", "timezone", "'Europe/Berlin'"]),
        (BLOG + 'timezone = "../../etc/passwd"\n', ["line 4", "timezone"]),
        (BLOG + 'timezone = "Europe"\n', ["line 4", "timezone"]),
        (BLOG + 'recheck = ["1d", "7d"]\n', ["line 4", "recheck", "three"]),
        (BLOG + 'recheck = ["1d", "7 days", "30d"]\n', ["line 4", "recheck", '"12h"']),
        (BLOG + 'recheck = [\n  "1d",\n  "0d",\n  "1d",\n]\n', ["line 4", "recheck"]),
        (BLOG + 'allow_private_addresses = "yes"\n', ["line 4", "true or false"]),
        (BLOG + "[blog.rules]\ntitle = 3\n", ["line 5", "title"]),
        ('[[blog]]\nname = "a"\n', ["line 1", "url", "missing"]),
        ('[[blog]]\nname = "a b"\nurl = "https://a.example"\n', ["line 2", "name"]),
        ('[[blog]]\nname = "a"\nurl = "a.example"\n', ["line 3", "https://"]),
        ('[[blog]]\nname = "a"\nurl = "ftp://a.example"\n', ["line 3", "url"]),
        ('[[blog]]\nname = "a"\nurl = "https://a.example:port/"\n', ["line 3", "url"]),
        ('[[blog]]\nname = "a"\nurl = "https://me:pw@a.example/"\n', ["line 3", "password"]),
        (BLOG + BLOG.replace("shed.example", "b.example"), ["line 5", "'shed'", "line 2"]),
        (BLOG + '[[blog]]\nname = "b"\nurl = "http://www.shed.example"\n', ["line 6", "url", "line 3"]),
        ('[blog]\nname = "a"\nurl = "https://a.example"\n', ["line 1", "[[blog]]"]),
        ('contact = "hilde@shed.example"\n', ["line 1", "mailto:hilde@shed.example"]),
        ('contact = "mailto:hilde@shed.example)\\r\\nX: y"\n', ["line 1", "contact"]),
        ('[fetch]\nca_bundle = "missing.pem"\n', ["line 2", "missing.pem"]),
        ("[fetch]\nmax_bytes = 5.5\n", ["line 2", "whole number"]),
        ('fetch = "fast"\n', ["line 1", "table"]),
        ("archive = \n", ["TOML", "line 1"]),
        ('archive = "a"\narchive = "b"\n', ["TOML", "line 2"]),
    ],
)
def test_a_mistake_is_named_with_line_and_key(text, parts):
    said = message(text)
    assert "blogs.toml" in said
    for part in parts:
        assert part in said


def test_what_looks_like_a_key_in_a_long_string_is_none():
    text = 'archive = "a"\n[fetch]\n[[blog]]\nname = """\\\ndely = 3"""\nurl = "https://a.example"\n'
    assert key_lines(text)["blog", 0, "url"] == 6


def test_a_dotted_key_has_its_line():
    assert "line 2" in message('archive = "a"\nfetch.worker = 3\n')


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(SettingsError, match="blogduck init"):
        load_settings(None, {}, tmp_path)


def test_a_folder_in_place_of_the_file_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(tmp_path, {}, tmp_path)


def test_the_environment_names_the_file(tmp_path):
    (tmp_path / "other.toml").write_text(BLOG, encoding="utf-8")
    assert load_settings(None, {"BLOGDUCK_CONFIG": "other.toml"}, tmp_path).blogs[0].name == "shed"


def test_a_file_that_is_not_utf8_is_an_error_with_its_line(tmp_path):
    (tmp_path / "blogs.toml").write_bytes(b'archive = "a"\n# M\xfcller\n')
    with pytest.raises(SettingsError, match="line 2: not UTF-8"):
        load_settings(None, {}, tmp_path)


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path):
    (tmp_path / "blogs.toml").write_bytes(b"\xef\xbb\xbf" + BLOG.replace("\n", "\r\n").encode())
    assert load_settings(None, {}, tmp_path).blogs[0].name == "shed"


def test_an_unknown_blog_suggests_the_nearest():
    with pytest.raises(SettingsError, match="did you mean 'shed'"):
        settings(BLOG).blog("shad")


def test_appending_keeps_comments_and_layout(tmp_path):
    before = '# mine\r\narchive  =  "x"  # there\r\n[fetch]\r\nworkers = 2'
    path = tmp_path / "blogs.toml"
    path.write_bytes(before.encode())
    path.chmod(0o600)
    found = append_blog(path, {"name": "shed", "url": "https://shed.example/", "delay": 0.0})
    after = path.read_bytes().decode()
    assert after.startswith(before)
    assert found == load_settings(path, {}, tmp_path)
    assert found.blogs[0].delay == 0.0
    assert found.fetch.workers == 2
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_appending_a_double_changes_nothing(tmp_path):
    path = tmp_path / "blogs.toml"
    path.write_text(BLOG, encoding="utf-8")
    with pytest.raises(SettingsError, match="taken"):
        append_blog(path, {"name": "shed", "url": "https://other.example/"})
    assert path.read_text(encoding="utf-8") == BLOG


@given(st.text())
def test_any_text_gives_settings_or_a_settings_error(text):
    try:
        settings(text)
    except SettingsError as error:
        assert str(error)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,9}", fullmatch=True),
        st.one_of(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.booleans(), st.integers(0, 9)),
        min_size=1,
    )
)
def test_an_appended_table_reads_back(values):
    assert tomllib.loads(with_table('archive = "a"\n[fetch]\n', "blog", values))["blog"] == [values]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('archive = "a"\n[blog.rules]\ntitle = "h1"\n' + BLOG, r"line 2: \[blog\.rules\] must stand below the \[\[blog\]\]"),
        ('archive = "a"\n\n[blog.rules]\ntitle = "h1"\n', r"line 3: \[blog\.rules\] must stand below"),
        ('archive = "a"\n\nrules.title = "h1"\n', r"line 3: rules: there is no such key"),
        (BLOG + '[[blog.rules]]\ntitle = "h1"\n', r"line 4: rules: must be a table, written \[blog\.rules\], with one bracket"),
    ],
)
def test_rules_in_the_wrong_place_are_named_with_their_own_line(text, said, tmp_path):
    with pytest.raises(SettingsError, match=said):
        parse_settings(text, tmp_path / "blogs.toml")


def test_a_misspelt_key_that_is_needed_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"line 3: ulr: there is no such key; did you mean 'url'\?\Z"):
        parse_settings('[[blog]]\nname = "a"\nulr = "https://pond.example/"\n', tmp_path / "blogs.toml")


def test_an_unknown_key_is_followed_by_the_known_ones(tmp_path):
    with pytest.raises(SettingsError, match=r"did you mean 'contact'\? Known here: archive"):
        parse_settings('contcat = "mailto:a@pond.example"\n', tmp_path / "blogs.toml")
    with pytest.raises(SettingsError, match=r"no such key\. Known here: archive"):
        parse_settings("quack = 1\n", tmp_path / "blogs.toml")


def test_a_file_that_the_environment_names_is_blamed_on_it(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: no such file, but BLOGDUCK_CONFIG names it"):
        load_settings(None, {"BLOGDUCK_CONFIG": "none.toml"}, tmp_path)


def test_who_asks_for_an_unknown_blog_is_told_the_known_ones(tmp_path):
    settings = parse_settings('[[blog]]\nname = "pond"\nurl = "https://pond.example/"\n', tmp_path / "blogs.toml")
    with pytest.raises(SettingsError, match="no blog is called 'lake': it has pond"):
        settings.blog("lake")


def test_rules_are_selectors_lists_of_them_or_false(tmp_path):
    rules = {"title": "h1.x", "published": ("time@datetime", ".d"), "excerpt": False, "comment": ".c", "remove": (".ad",)}
    said = '[blog.rules]\ntitle = "h1.x"\npublished = ["time@datetime", ".d"]\nexcerpt = false\ncomment = ".c"\nremove = [".ad"]\n'
    assert parse_settings(BLOG + said, tmp_path / "blogs.toml").blogs[0].rules == rules


@pytest.mark.parametrize(
    ("rules", "parts"),
    [
        ('title = "h1["', ["line 5", "title: 'h1[' is no CSS selector", "EOF at 3"]),
        ('\ntitel = "h1"', ["line 6", "titel", "'title'"]),
        ('title = ["h1", "p::text"]', ["line 5", "'p::text'", "Pseudo-elements"]),
        ('title = ""', ["line 5", "CSS selector in quotes"]),
        ("title = []", ["line 5", "list of them"]),
        ("title = true", ["line 5", "false"]),
        ('title = "a@href, b@href"', ["line 5", "very end"]),
        ('title = "x|y"', ["line 5", "namespace"]),
        ('body = "div@id"', ["line 5", "@attribute"]),
        ('comment_text = ".t"', ["line 5", "comment_text", "'comment'"]),
        ('comment = false\ncomment_text = ".t"', ["line 6", "comment_text", "'comment'"]),
    ],
)
def test_a_wrong_rule_is_named_with_its_line(rules, parts):
    said = message(f"{BLOG}[blog.rules]\n{rules}\n")
    assert all(part in said for part in parts), said


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.pond.example/2024/01/a-duck/", "pond"),
        ("http://pond.example/lake/2024/", "lake"),
        ("https://pond.example/lakes/", "pond"),
        ("https://row.example/a-post", "row"),
        ("https://sea.example/", None),
        ("", None),
    ],
)
def test_a_page_belongs_to_the_blog_around_it(url, name):
    blogs = [("pond", "https://pond.example/"), ("lake", "https://pond.example/lake/"), ("row", "https://row.example/blog/")]
    text = "".join(f'[[blog]]\nname = "{known}"\nurl = "{home}"\n' for known, home in blogs)
    found = settings(text).blog_at(url)
    assert (found.name if found else None) == name
