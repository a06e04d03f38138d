"""What `fetch` gives and raises for servers that behave and servers that don't, and that all of it is stored."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadStatus, ForbiddenAddress, RobotsDenied, Stopped, TooLarge, Unreachable
from pipeline.fetchers.captures import read_capture
from pipeline.fetchers.http import MAX_REDIRECTS
from pipeline.fetchers.message import read_message
from pipeline.fetchers.policy import HostPolicy
from pipeline.models import FetchRequest
from tests.fetchers.conftest import Lab, previous_of
from tests.fetchers.fault_server import (
    PAGE,
    Asked,
    bomb,
    closes,
    drips,
    reply,
    resets,
    self_signed,
    sends,
    serving,
)

OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def chunked(*pieces: bytes, trailers: bytes = b"") -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return OK_HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + body + b"0\r\n" + trailers + b"\r\n"


# What is given ----------


def test_a_page_is_given_as_it_is_stored(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(X_Two="a", ETag='"1"'))
    capture = lab.fetcher().fetch(lab.request("/", purpose="listing", found_by="feed", format="html"))
    assert (capture.status, capture.body, capture.headers["etag"]) == (200, PAGE, '"1"')
    assert (capture.purpose, capture.found_by, capture.format, capture.blog) == ("listing", "feed", "html", "ducks")
    assert lab.stored() == [capture]
    assert read_capture(lab.folder / capture.warc_file, capture.warc_offset) == capture


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden", "200 OK"])
def test_a_final_status_is_a_result(lab: Lab, status: str) -> None:
    lab.server.routes["/"] = sends(reply(status=status))
    assert lab.fetcher().fetch(lab.request("/")).status == int(status[:3])
    assert lab.server.paths() == ["/"]


@pytest.mark.parametrize(
    "wire",
    [
        reply(gzip.compress(PAGE, mtime=0), Content_Encoding="gzip"),
        reply(gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0), Content_Encoding="gzip"),
        reply(gzip.compress(PAGE, mtime=0) + bytes(8), Content_Encoding="x-gzip"),
        reply(zlib.compress(PAGE), Content_Encoding="deflate"),
        reply(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate"),
        reply(gzip.compress(zlib.compress(PAGE), mtime=0), Content_Encoding="deflate, gzip"),
        reply(PAGE, Content_Encoding="gzip"),
        reply(PAGE, Content_Encoding="utf-8"),
        chunked(PAGE),
        chunked(PAGE[:7], PAGE[7:], trailers=b"Expires: never\r\n"),
        b"HTTP/1.1 100 Continue\r\n\r\n" + reply(),
        reply().replace(b"\r\n", b"\n"),
        reply() + b"and more than was announced",
    ],
    ids=[
        "gzip",
        "members",
        "padded",
        "zlib",
        "raw",
        "twice",
        "lie",
        "unknown",
        "chunked",
        "trailers",
        "interim",
        "lf",
        "more",
    ],
)
def test_the_body_is_what_the_server_meant(lab: Lab, wire: bytes) -> None:
    lab.server.routes["/"] = closes(wire)
    capture = lab.fetcher().fetch(lab.request("/"))
    assert capture.body == PAGE
    assert lab.stored() == [capture]


def test_a_body_without_length_ends_with_the_connection(lab: Lab) -> None:
    lab.server.routes["/"] = closes(OK_HEAD + b"\r\n" + PAGE)
    assert lab.fetcher().fetch(lab.request("/")).body == PAGE


def test_binary_bodies_are_untouched(lab: Lab) -> None:
    body = bytes(range(256)) * 700
    lab.server.routes["/"] = sends(reply(body, Content_Type="application/pdf"))
    assert lab.fetcher().fetch(lab.request("/")).body == body


def test_who_we_are_is_said_and_cookies_are_not_kept(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(Set_Cookie="session=secret"))
    fetcher = lab.fetcher()
    captures = [fetcher.fetch(lab.request("/")) for _ in range(2)]
    asked = lab.server.asked[-1].headers
    assert asked["user-agent"] == "blogduck/0.1 (+mailto:owner@example.org)"
    assert asked["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in asked and "authorization" not in asked
    assert all("set-cookie" not in capture.headers for capture in captures)
    lab.close()
    assert b"secret" not in b"".join(gzip.decompress(file.read_bytes()) for file in lab.folder.iterdir())


def test_credentials_in_an_address_are_neither_sent_nor_stored(lab: Lab) -> None:
    lab.server.routes["/a"] = sends(reply(b"", "302 Found", Location=f"http://who:word@{lab.server.netloc}/b"))
    lab.server.routes["/b"] = sends(reply())
    url = f"http://me:secret@{lab.server.netloc}/a#part"
    capture = lab.fetcher().fetch(FetchRequest(url, "ducks"))
    assert (capture.url, capture.final_url) == (lab.server.url("/a#part"), lab.server.url("/b"))
    assert all("authorization" not in asked.headers for asked in lab.server.asked)
    lab.close()
    written = b"".join(gzip.decompress(file.read_bytes()) for file in lab.folder.iterdir())
    assert b"secret" not in written


def test_the_environment_has_no_say(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    lab.server.routes["/"] = sends(reply())
    assert lab.fetcher().fetch(lab.request("/")).status == 200


def test_a_proxy_is_used_when_the_policy_names_one(lab: Lab) -> None:
    with serving("127.0.0.2") as proxy:
        proxy.routes["http://blog.example/robots.txt"] = sends(reply(b""))
        proxy.routes["http://blog.example/"] = sends(reply())
        fetcher = lab.fetcher(proxy=proxy.origin.replace("//", "//who:secret@"))
        capture = fetcher.fetch(FetchRequest("http://blog.example/", "ducks"))
        assert capture.body == PAGE
        with pytest.raises(ForbiddenAddress):
            fetcher.fetch(FetchRequest("http://127.0.0.1/", "ducks"))
        assert proxy.paths(robots=True) == ["http://blog.example/robots.txt", "http://blog.example/"]
    lab.close()
    written = b"".join(gzip.decompress(file.read_bytes()) for file in lab.folder.iterdir()).lower()
    assert b"proxy-authorization" not in written and b"127.0.0.2" not in written


def test_post_sends_its_body_and_a_redirect_turns_it_into_get(lab: Lab) -> None:
    lab.server.routes |= {
        "/api": sends(reply(b"", "307 Temporary Redirect", Location="/api2")),
        "/api2": sends(reply(b"", "303 See Other", Location="/answer")),
        "/answer": sends(reply(b"[]")),
    }
    capture = lab.fetcher().fetch(lab.request("/api", method="POST", body='{"page": 2}', purpose="comments"))
    seen = [(asked.method, asked.path, asked.body) for asked in lab.server.asked if asked.path != "/robots.txt"]
    body = b'{"page": 2}'
    assert seen == [("POST", "/api", body), ("POST", "/api2", body), ("GET", "/answer", b"")]
    assert lab.server.asked[1].headers["content-type"] == "application/json"
    assert (capture.method, capture.request_body, capture.url) == ("POST", '{"page": 2}', lab.server.url("/api"))


# Redirects ----------


def test_every_hop_is_stored(lab: Lab) -> None:
    lab.server.routes |= {
        "/a": sends(reply(b"moved", "301 Moved Permanently", Location="/b")),
        "/b": sends(reply(b"", "302 Found", Location=lab.server.url("/gr%C3%BC%C3%9Fe#top"))),
        "/gr%C3%BC%C3%9Fe": sends(reply()),
    }
    capture = lab.fetcher().fetch(lab.request("/a"))
    stored = lab.stored()
    assert [one.purpose for one in stored] == ["redirect", "redirect", "page"]
    assert [one.final_url for one in stored] == [lab.server.url(path) for path in ("/a", "/b", "/gr%C3%BC%C3%9Fe")]
    assert {one.url for one in stored} == {lab.server.url("/a")}
    assert stored[-1] == capture


def test_letters_in_a_location_are_understood(lab: Lab) -> None:
    lab.server.routes["/a"] = sends(reply(b"", "302 Found", Location="/grüße").replace(b"\xfc\xdf", "üß".encode()))
    lab.server.routes["/gr%C3%BC%C3%9Fe"] = sends(reply())
    assert lab.fetcher().fetch(lab.request("/a")).final_url == lab.server.url("/gr%C3%BC%C3%9Fe")


def test_a_redirect_loop_fails_after_its_hops_are_stored(lab: Lab) -> None:
    lab.server.routes["/a"] = sends(reply(b"", "302 Found", Location="/b"))
    lab.server.routes["/b"] = sends(reply(b"", "302 Found", Location="/a"))
    capture = lab.failing("/a", BadStatus)
    assert "circle" in capture.error.detail
    assert [one.purpose for one in lab.stored()] == ["redirect", "redirect", "page"]


def test_endless_redirects_end(lab: Lab) -> None:
    for number in range(MAX_REDIRECTS + 5):
        lab.server.routes[f"/{number}"] = sends(reply(b"", "302 Found", Location=f"/{number + 1}"))
    lab.failing("/0", BadStatus)
    assert len(lab.server.paths()) == MAX_REDIRECTS + 1


@pytest.mark.parametrize("location", ["ftp://blog.example/", "mailto:a@blog.example", "http://[::1", "javascript:0"])
def test_a_redirect_to_no_web_address_fails(lab: Lab, location: str) -> None:
    lab.server.routes["/a"] = sends(reply(b"", "302 Found", Location=location))
    lab.failing("/a", BadStatus)


def test_a_redirect_without_location_is_a_result(lab: Lab) -> None:
    lab.server.routes["/a"] = sends(reply(PAGE, "302 Found"))
    assert lab.fetcher().fetch(lab.request("/a")).status == 302


# Addresses ----------


def test_a_private_address_is_refused_before_anything_is_sent(lab: Lab) -> None:
    capture = lab.failing("/", ForbiddenAddress, lab.fetcher(private=False))
    assert "127.0.0.1" in capture.error.detail and "allow_private_addresses" in capture.error.detail
    assert lab.server.asked == []


def test_a_name_that_resolves_to_a_private_address_is_refused(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest: real("127.0.0.1", *rest))
    url = f"http://public.example:{lab.server.port}/"
    with pytest.raises(ForbiddenAddress):
        lab.fetcher().fetch(FetchRequest(url, "ducks"))
    assert lab.server.asked == []


def test_a_redirect_to_another_private_host_or_port_is_refused(lab: Lab) -> None:
    with serving("127.0.0.2") as other, serving() as same_host:
        for path, victim in (("/a", other), ("/b", same_host)):
            lab.server.routes[path] = sends(reply(b"", "302 Found", Location=victim.url("/")))
            victim.routes["/"] = sends(reply(b"inner secret"))
            lab.failing(path, ForbiddenAddress)
            assert victim.asked == []


def test_a_kept_connection_is_checked_again_for_another_blog(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply())
    fetcher = lab.fetcher()
    fetcher._hosts = {**fetcher._hosts, "geese": HostPolicy("geese.example", 0, True)}
    fetcher.fetch(lab.request("/"))
    with pytest.raises(ForbiddenAddress):
        fetcher.fetch(FetchRequest(lab.server.url("/"), "geese"))
    assert lab.server.paths() == ["/"]


def test_the_own_host_is_known_in_every_spelling(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply())
    for own in (f"LOCALHOST:{lab.server.port}", lab.server.netloc):
        assert lab.fetcher(own).fetch(FetchRequest(f"http://{own.lower()}/", "ducks")).status == 200
    with pytest.raises(ForbiddenAddress):
        lab.fetcher("127.0.0.1").fetch(lab.request("/"))  # another port is another server


# Faults ----------


def test_a_bomb_in_a_redirect_is_stored_and_never_inflated_beyond_the_cap(lab: Lab) -> None:
    lab.server.routes["/a"] = sends(reply(bomb(2**21), "302 Found", Location="/b", Content_Encoding="gzip"))
    lab.failing("/a", TooLarge, lab.fetcher(max_bytes=2**20))


@pytest.mark.parametrize(
    "url", ["", "nonsense", "ftp://blog.example/", "http://", "http://[::1", "http://a b/", "http://x:99999/"]
)
def test_what_is_no_address_is_unreachable(lab: Lab, url: str) -> None:
    with pytest.raises(Unreachable):
        lab.fetcher().fetch(FetchRequest(url, "ducks"))
    assert lab.stored()[-1].url == url


def test_an_unknown_host_says_so(lab: Lab) -> None:
    with pytest.raises(Unreachable, match=r"(?i)resolve|name"):
        lab.fetcher().fetch(FetchRequest("http://nobody.invalid/", "ducks"))


def test_a_refused_connection_is_tried_again_with_growing_pauses(lab: Lab) -> None:
    with serving() as gone:
        url, netloc = gone.url("/"), gone.netloc
    with pytest.raises(Unreachable, match="refused"):
        lab.fetcher(netloc).fetch(FetchRequest(url, "ducks"))
    assert lab.slept == [1, 2, 4]


def test_an_untrusted_certificate_is_a_failure_and_a_ca_bundle_helps(lab: Lab, tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    with serving(certificate=certificate) as secure:
        secure.routes["/"] = sends(reply())
        request = FetchRequest(secure.url("/"), "ducks")
        with pytest.raises(Unreachable, match=r"TLS.*(?i:certificate)"):
            lab.fetcher(secure.netloc).fetch(request)
        assert lab.slept == [] and secure.asked == []
        capture = lab.fetcher(secure.netloc, ca_bundle=str(certificate)).fetch(request)
        assert (capture.body, capture.final_url) == (PAGE, secure.url("/"))


def test_a_reset_connection_is_tried_again_and_what_came_is_kept(lab: Lab) -> None:
    answers = iter([resets(), resets(reply()[:-5]), sends(reply())])
    lab.server.routes["/"] = lambda asked, sock: next(answers)(asked, sock)
    capture = lab.fetcher().fetch(lab.request("/"))
    assert capture.body == PAGE
    stored = lab.stored()
    assert [(one.purpose, one.truncated) for one in stored] == [("retry", "disconnect"), ("page", None)]
    assert stored[0].body == PAGE[:-5]


def test_a_body_shorter_than_announced_fails_and_is_kept(lab: Lab) -> None:
    lab.server.routes["/"] = closes(reply()[:-5])
    capture = lab.failing("/", Unreachable)
    assert (capture.truncated, capture.body, capture.status) == ("disconnect", PAGE[:-5], 200)
    assert len(lab.server.paths()) == 4


def test_chunks_that_end_early_fail_and_are_kept(lab: Lab) -> None:
    lab.server.routes["/"] = closes(chunked(PAGE, b"tail")[:-14])
    capture = lab.failing("/", Unreachable)
    assert capture.truncated == "disconnect" and capture.body == PAGE


def test_a_gzip_body_that_ends_early_fails_and_is_kept(lab: Lab) -> None:
    body = b"<p>" + bytes(range(256)) * 40
    lab.server.routes["/"] = sends(reply(gzip.compress(body, mtime=0)[:-20], Content_Encoding="gzip"))
    capture = lab.failing("/", Unreachable)
    assert capture.truncated is None  # the record is whole: it was sent like this
    assert capture.body and body.startswith(capture.body)
    assert len(lab.server.paths()) == 4


def test_a_coding_that_was_not_asked_for_fails_and_is_kept(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(b"\x0b\x02\x80abc\x03", Content_Encoding="br"))
    assert "not asked for" in lab.failing("/", Unreachable).error.detail


def test_what_is_no_http_fails(lab: Lab) -> None:
    lab.server.routes["/"] = closes(b"SSH-2.0-OpenSSH_9.2\r\n")
    lab.failing("/", Unreachable)


@pytest.mark.parametrize(
    "head",
    [b"X-Long: " + b"x" * 70_000 + b"\r\n", b"".join(b"X-%d: y\r\n" % n for n in range(300))],
    ids=["long", "many"],
)
def test_huge_headers_fail(lab: Lab, head: bytes) -> None:
    lab.server.routes["/"] = closes(OK_HEAD + head + b"Content-Length: 0\r\n\r\n")
    lab.failing("/", Unreachable)


def test_a_bomb_is_cut_at_the_cap(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(bomb(30 * 2**20), Content_Encoding="gzip"))
    capture = lab.failing("/", TooLarge, lab.fetcher(max_bytes=2**20))
    assert capture.body == bytes(2**20)
    assert len(lab.server.paths()) == 1


def test_a_bomb_of_bombs_is_cut_at_the_cap(lab: Lab) -> None:
    wire = reply(gzip.compress(bomb(30 * 2**20), 9, mtime=0), Content_Encoding="gzip, gzip")
    lab.server.routes["/"] = sends(wire)
    assert lab.failing("/", TooLarge, lab.fetcher(max_bytes=2**20)).body == bytes(2**20)


def test_a_page_over_the_cap_is_stored_up_to_it(lab: Lab) -> None:
    lab.server.routes["/"] = closes(OK_HEAD + b"\r\n" + b"x" * (60 * 2**20))
    capture = lab.failing("/", TooLarge, lab.fetcher(max_bytes=4 * 2**20))
    assert capture.truncated == "length"
    assert 4 * 2**20 - 100 < len(capture.body or b"") <= 4 * 2**20


def test_a_page_that_announces_too_much_is_not_downloaded(lab: Lab) -> None:
    lab.server.routes["/"] = drips(OK_HEAD + b"Content-Length: 999999999\r\n\r\n", b"x", 0.01)
    assert lab.failing("/", TooLarge).truncated == "length"


@pytest.mark.parametrize("head", [OK_HEAD + b"\r\n", OK_HEAD], ids=["body", "head"])
def test_a_drip_is_cut_at_the_deadline(lab: Lab, head: bytes) -> None:
    lab.server.routes["/"] = drips(head, b"x", 0.02)
    capture = lab.failing("/", Unreachable, lab.fetcher(total_timeout=0.3))
    assert "0.3 s" in capture.error.detail
    assert capture.truncated == ("time" if head.endswith(b"\r\n\r\n") else None)
    assert lab.slept == []


def test_silence_is_a_fault_that_is_tried_again(lab: Lab) -> None:
    quiet = threading.Event()
    answers = iter([lambda asked, sock: quiet.wait(1), sends(reply())])
    lab.server.routes["/"] = lambda asked, sock: next(answers)(asked, sock)
    assert lab.fetcher(read_timeout=0.1).fetch(lab.request("/")).body == PAGE
    quiet.set()


# Busy servers ----------


def test_503_then_200(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(b"busy", "503 Service Unavailable"), reply())
    assert lab.fetcher().fetch(lab.request("/")).status == 200
    assert [(one.purpose, one.status) for one in lab.stored()] == [("retry", 503), ("page", 200)]


def test_503_for_ever_is_a_result(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(b"busy", "503 Service Unavailable"))
    assert lab.fetcher().fetch(lab.request("/")).status == 503
    assert [one.purpose for one in lab.stored()] == ["retry", "retry", "retry", "page"]


def test_retry_after_in_seconds_is_waited_for(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(b"", "429 Too Many Requests", Retry_After="7"), reply())
    assert lab.fetcher().fetch(lab.request("/")).status == 200
    assert lab.slept == [7]


def test_retry_after_as_a_date_is_waited_for(lab: Lab) -> None:
    lab.server.routes["/"] = sends(
        reply(b"", "429 Too Many Requests", Retry_After="Wed, 01 May 2024 12:00:20 GMT"), reply()
    )
    lab.fetcher().fetch(lab.request("/"))
    assert lab.slept == pytest.approx([20], abs=0.5)  # each look at the clock moves it a little


def test_nobody_parks_us_for_hours(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(b"", "429 Too Many Requests", Retry_After="21600"))
    assert lab.fetcher().fetch(lab.request("/")).status == 429
    assert lab.slept == []


# Nothing new ----------


def test_304_is_a_revisit_of_the_older_capture(lab: Lab) -> None:
    lab.server.routes["/"] = sends(
        reply(ETag='"1"', Last_Modified="Wed, 01 May 2024 10:00:00 GMT"),
        b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n',
    )
    fetcher = lab.fetcher()
    first = fetcher.fetch(lab.request("/"))
    again = fetcher.fetch(lab.request("/", previous=previous_of(first)))
    asked = lab.server.asked[-1].headers
    assert asked["if-none-match"] == '"1"' and asked["if-modified-since"] == "Wed, 01 May 2024 10:00:00 GMT"
    assert (again.status, again.body, again.refers_to) == (304, None, first.capture_id)
    assert (again.payload_digest, again.body_digest) == (first.payload_digest, first.body_digest)
    assert lab.stored() == [first, again]


def test_the_same_payload_is_a_revisit_however_it_was_framed(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(), chunked(PAGE[:5], PAGE[5:]), reply(b"new"))
    fetcher = lab.fetcher()
    first = fetcher.fetch(lab.request("/"))
    again = fetcher.fetch(lab.request("/", previous=previous_of(first)))
    changed = fetcher.fetch(lab.request("/", previous=previous_of(first)))
    assert again.is_revisit and again.status == 200 and again.body is None
    assert not changed.is_revisit and changed.body == b"new"
    assert lab.stored() == [first, again, changed]


def test_an_error_page_with_the_same_payload_is_no_revisit(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(), reply(status="404 Not Found"))
    fetcher = lab.fetcher()
    first = fetcher.fetch(lab.request("/"))
    assert not fetcher.fetch(lab.request("/", previous=previous_of(first))).is_revisit


def test_the_same_payload_cut_short_is_no_revisit(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply())
    first = lab.fetcher().fetch(lab.request("/"))
    lab.server.routes["/"] = closes(reply(Content_Length="999"))
    with pytest.raises(Unreachable) as caught:
        lab.fetcher().fetch(lab.request("/", previous=previous_of(first)))
    failure = lab.stored()[-1]
    assert failure == caught.value.capture and not failure.is_revisit and failure.body == PAGE


def test_conditions_are_sent_only_to_the_address_they_are_of(lab: Lab) -> None:
    lab.server.routes["/a"] = sends(reply(b"", "302 Found", Location="/b"))
    lab.server.routes["/b"] = sends(reply(ETag='"1"'))
    fetcher = lab.fetcher()
    first = fetcher.fetch(lab.request("/a"))
    fetcher.fetch(lab.request("/a", previous=previous_of(first)))
    assert [asked.headers.get("if-none-match") for asked in lab.server.asked[-2:]] == [None, '"1"']


def test_a_304_that_nobody_asked_for_is_no_revisit(lab: Lab) -> None:
    lab.server.routes["/"] = sends(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    capture = lab.fetcher().fetch(lab.request("/"))
    assert capture.status == 304 and not capture.is_revisit


# Stopping and sharing ----------


def test_a_stop_ends_a_fetch_and_stores_no_failure(lab: Lab) -> None:
    lab.server.routes["/"] = drips(OK_HEAD + b"\r\n", b"x", 0.01)
    threading.Timer(0.1, lab.stop.set).start()
    with pytest.raises(Stopped):
        lab.fetcher().fetch(lab.request("/"))
    assert lab.stored() == []


def test_a_stop_ends_a_pause(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply(b"", "503 Service Unavailable"))
    fetcher = lab.fetcher()
    fetcher._pacer._sleep = lambda _: lab.stop.set()
    with pytest.raises(Stopped):
        fetcher.fetch(lab.request("/"))
    assert [one.purpose for one in lab.stored()] == ["retry"]


def test_one_request_at_a_time_to_a_host_and_several_hosts_at_once(lab: Lab) -> None:
    busy: dict[str, int] = {}
    most: dict[str, int] = {}
    both = threading.Barrier(2, timeout=5)
    lock = threading.Lock()

    def route(asked: Asked, sock: socket.socket) -> None:
        host = asked.headers["host"]
        with lock:
            busy[host] = busy.get(host, 0) + 1
            most[host] = max(most.get(host, 0), busy[host])
        if asked.path == "/0":
            both.wait()  # each host waits for the other: only side by side do they get on
        time.sleep(0.01)
        with lock:
            busy[host] -= 1
        sock.sendall(reply())

    with serving("127.0.0.2") as other:
        servers = {"ducks": lab.server, "geese": other}
        for each in servers.values():
            each.routes |= {f"/{number}": route for number in range(5)}
        fetcher = lab.fetcher()
        fetcher._hosts = {blog: HostPolicy(each.netloc, 0, True) for blog, each in servers.items()}
        requests = [FetchRequest(each.url(f"/{n}"), blog) for n in range(5) for blog, each in servers.items()]
        with ThreadPoolExecutor(10) as threads:
            captures = list(threads.map(fetcher.fetch, requests))
    assert set(most.values()) == {1} and len(most) == 2
    assert sorted(one.url for one in lab.stored()) == sorted(one.url for one in captures)


# robots.txt ----------


def test_robots_are_asked_once_and_obeyed(lab: Lab) -> None:
    lab.server.routes["/robots.txt"] = sends(
        reply(b"User-agent: blogduck\nDisallow: /private\n", Content_Type="text/plain")
    )
    lab.server.routes["/"] = sends(reply())
    fetcher = lab.fetcher()
    fetcher.fetch(lab.request("/"))
    with pytest.raises(RobotsDenied) as caught:
        fetcher.fetch(lab.request("/private/diary"))
    assert lab.server.paths(robots=True) == ["/robots.txt", "/"]
    assert lab.stored()[-1] == caught.value.capture


def test_a_redirect_into_what_robots_forbid_is_not_followed(lab: Lab) -> None:
    lab.server.routes["/robots.txt"] = sends(reply(b"User-agent: *\nDisallow: /private\n"))
    lab.server.routes["/a"] = sends(reply(b"", "302 Found", Location="/private"))
    capture = lab.failing("/a", RobotsDenied)
    assert capture.final_url == lab.server.url("/private")
    assert lab.server.paths() == ["/a"]


@pytest.mark.parametrize("status", ["500 Internal Server Error", "429 Too Many Requests"])
def test_robots_that_fail_mean_not_now(lab: Lab, status: str) -> None:
    lab.server.routes["/robots.txt"] = sends(reply(b"", status))
    lab.failing("/", Unreachable)
    assert lab.server.paths() == []


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_no_robots_mean_everything_is_allowed(lab: Lab, status: str) -> None:
    lab.server.routes |= {"/robots.txt": sends(reply(b"User-agent: *\nDisallow: /", status)), "/": sends(reply())}
    assert lab.fetcher().fetch(lab.request("/")).status == 200


def test_redirects_of_robots_are_followed(lab: Lab) -> None:
    lab.server.routes["/robots.txt"] = sends(reply(b"", "301 Moved Permanently", Location="/really-robots"))
    lab.server.routes["/really-robots"] = sends(reply(b"User-agent: *\nDisallow: /"))
    lab.failing("/", RobotsDenied)


def test_endless_robots_allow(lab: Lab) -> None:
    lab.server.routes |= {"/robots.txt": sends(reply(b"", "302 Found", Location="/robots.txt")), "/": sends(reply())}
    assert lab.fetcher().fetch(lab.request("/")).status == 200


def test_huge_robots_are_read_as_far_as_they_go(lab: Lab) -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"#" * 3_000_000
    lab.server.routes |= {"/robots.txt": sends(reply(rules)), "/": sends(reply())}
    fetcher = lab.fetcher(max_bytes=2**20)
    fetcher.fetch(lab.request("/"))
    with pytest.raises(RobotsDenied):
        fetcher.fetch(lab.request("/private"))


def test_remembered_robots_are_used_for_a_day(lab: Lab) -> None:
    lab.server.routes["/"] = sends(reply())
    fetcher = lab.fetcher()
    fetcher.remember_robots(lab.server.origin, 200, b"User-agent: *\nDisallow: /", lab.clock())
    with pytest.raises(RobotsDenied):
        fetcher.fetch(lab.request("/"))
    assert lab.server.asked == []
    lab.clock.move(timedelta(hours=25))
    assert fetcher.fetch(lab.request("/")).status == 200
    assert lab.server.paths(robots=True) == ["/robots.txt", "/"]


def test_the_longer_of_delay_and_crawl_delay_is_kept_up_to_a_bound(lab: Lab) -> None:
    lab.server.routes |= {"/": sends(reply()), "/robots.txt": sends(reply(b"User-agent: *\nCrawl-delay: 900"))}
    fetcher = lab.fetcher(delay=0.5)
    for _ in range(2):
        fetcher.fetch(lab.request("/"))
    assert lab.slept == [30, 30]


# Always ----------


@given(cut=st.integers(0, 400))
def test_any_cut_is_an_answer_or_a_failure_and_never_a_crash(cut: int) -> None:
    wire = chunked(PAGE[:9], PAGE[9:], trailers=b"X: y\r\n")
    message = read_message(wire[:cut])
    head_end = wire.index(b"\r\n\r\n") + 4
    assert (message is None) == (cut < head_end)
    if message:
        assert PAGE.startswith(message.payload) or message.payload in (b"9", b"9\r")
