"""The sample blog's server: answers by address, at its own address, with validators."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.errors import SettingsError
from pipeline.sample import load_site, served


def a_site(folder: Path) -> Path:
    (folder / "index.html").write_text(
        '<a href="http://pond.example/duck/">duck</a> http%3A%2F%2Fpond.example%2Fx', encoding="utf-8"
    )
    (folder / "posts.json").write_text(json.dumps([{"link": "http://pond.example/duck/"}]).replace("/", r"\/"))
    (folder / "duck.png").write_bytes(b"\x89PNG http://pond.example")
    answers = {
        "/": {"file": "index.html"},
        "/wp-json/posts?page=1&per_page=100": {
            "file": "posts.json",
            "content_type": "application/json; charset=UTF-8",
            "headers": {"X-WP-Total": "1", "Link": '<http://pond.example/wp-json/>; rel="x"'},
        },
        "/duck.png": {"file": "duck.png", "content_type": "image/png"},
        "/old/": {"file": "index.html", "status": 301, "headers": {"Location": "http://pond.example/"}},
    }
    (folder / "manifest.json").write_text(json.dumps({"base_url": "http://pond.example/", "answers": answers}))
    return folder


@pytest.fixture
def get(tmp_path):
    with served(load_site(a_site(tmp_path))) as home:
        parts = urlsplit(home)

        def ask(path: str, method: str = "GET", **headers: str):
            connection = HTTPConnection(parts.hostname, parts.port, timeout=10)
            try:
                connection.request(method, path, headers=headers)
                answer = connection.getresponse()
                return answer.status, dict(answer.getheaders()), answer.read().decode("latin-1")
            finally:
                connection.close()

        ask.home = home
        yield ask


def test_a_page_names_the_server_in_place_of_the_saved_address(get):
    status, headers, body = get("/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=UTF-8")
    assert f'href="{get.home}duck/"' in body
    assert "pond.example" not in body


def test_json_and_headers_name_the_server_too(get):
    _, headers, body = get("/wp-json/posts?per_page=100&page=1")
    assert json.loads(body) == [{"link": f"{get.home}duck/"}]
    assert headers["X-WP-Total"] == "1"
    assert headers["Link"].startswith(f"<{get.home}wp-json/>")


def test_an_image_is_left_alone(get):
    assert get("/duck.png")[2] == "\x89PNG http://pond.example"


def test_what_is_not_there_is_404(get):
    assert get("/none")[0] == 404
    assert get("/wp-json/posts?page=2&per_page=100")[0] == 404


def test_a_redirect_leads_to_the_server(get):
    status, headers, _ = get("/old/")
    assert (status, headers["Location"]) == (301, get.home)


def test_an_unchanged_page_is_304(get):
    tag = get("/")[1]["ETag"]
    status, _, body = get("/", **{"If-None-Match": tag})
    assert (status, body) == (304, "")


def test_head_sends_no_body(get):
    status, headers, body = get("/", "HEAD")
    assert (status, body) == (200, "")
    assert int(headers["Content-Length"]) > 0


def test_two_servers_at_once(tmp_path):
    site = load_site(a_site(tmp_path))
    with served(site) as one, served(site) as other:
        assert one != other


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"base_url": "x", "answers": {"/": {"file": "none.html"}}}'])
def test_a_broken_sample_is_an_error_that_names_the_manifest(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(SettingsError, match=r"manifest\.json"):
        load_site(tmp_path)
