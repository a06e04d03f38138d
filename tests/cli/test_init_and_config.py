"""init writes a valid file, also when its examples are taken up; config check prints what is in force."""

from __future__ import annotations

import json
import re

from pipeline.cli.verbs.init import TEMPLATE
from pipeline.settings import parse_settings


def test_init_writes_a_valid_file_and_never_overwrites(blogduck, tmp_path):
    first = blogduck("init", "deep/folder")
    assert first.code == 0
    assert (tmp_path / "deep/folder/blogs.toml").read_text(encoding="utf-8") == TEMPLATE
    second = blogduck("init", "deep/folder")
    assert (second.code, second.out) == (2, "")
    assert "exists already" in second.err


def test_what_the_template_comments_out_is_valid_and_the_default(tmp_path):
    text = re.sub(r"^# (?=[a-z_]+ = |\[)", "", TEMPLATE, flags=re.M)
    text = re.sub(r"^(?:proxy|ca_bundle|timezone|title|published|remove) .*$", "", text, flags=re.M)
    path = tmp_path / "blogs.toml"
    taken_up, bare = parse_settings(text, path), parse_settings(TEMPLATE, path)
    assert taken_up.fetch == bare.fetch
    assert taken_up.blogs == parse_settings('[[blog]]\nname="steadynews"\nurl="https://www.steadynews.de/"', path).blogs


def test_what_config_check_prints_is_itself_valid(blogduck, tmp_path):
    (tmp_path / "blogs.toml").write_text(
        'contact = "mailto:hilde@shed.example"\n[[blog]]\nname = "shed"\nurl = "https://shed.example"\n'
        'recheck = ["90m", "36h", "2w"]\n[blog.rules]\ntitle = ["h1[id=\\"x\\"]", "h2"]\nexcerpt = false\n',
        encoding="utf-8",
    )
    printed = blogduck("config", "check")
    assert printed.code == 0
    path = tmp_path / "blogs.toml"
    assert parse_settings(printed.out, path) == parse_settings(path.read_text(encoding="utf-8"), path)


def test_config_check_as_json(blogduck, tmp_path):
    (tmp_path / "blogs.toml").write_text('[[blog]]\nname = "shed"\nurl = "https://shed.example"\n', encoding="utf-8")
    found = json.loads(blogduck("config", "check", "--json").out)
    assert found["blog"][0]["recheck"] == ["1d", "7d", "30d"]
    assert found["user_agent"].startswith("blogduck/")


def test_a_mistake_has_exit_code_2_and_its_line(blogduck, tmp_path):
    (tmp_path / "blogs.toml").write_text("archiv = 1\n", encoding="utf-8")
    result = blogduck("config", "check")
    assert result.code == 2
    assert "blogs.toml, line 1: archiv" in result.err


def test_the_settings_file_can_be_named_before_and_after_the_verb(blogduck, tmp_path):
    (tmp_path / "other.toml").write_text('archive = "elsewhere"\n', encoding="utf-8")
    for arguments in (("--config", "other.toml", "config", "check"), ("config", "check", "--config", "other.toml")):
        assert "elsewhere" in blogduck(*arguments).out


def test_a_run_without_blogs_says_what_to_do(blogduck):
    blogduck("init")
    result = blogduck("run")
    assert result.code == 2
    assert "blogduck add" in result.err
