"""Isso on loopback: the comment server itself, with comments written through its own API."""

import json
import os
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

from tests.servers import processes

CONFIG = """\
[general]
dbpath = {folder}/comments.db
host = {blog}
[moderation]
enabled = false
[server]
listen = {url}
[guard]
enabled = false
"""


def program() -> str | None:
    """The `isso` command: of `BLOGDUCK_ISSO`, else on the path."""
    return os.environ.get("BLOGDUCK_ISSO") or shutil.which("isso")


@dataclass(frozen=True)
class Said:
    """A comment as Isso made it. created: seconds since 1970. cookie: what lets its author change it."""

    key: int
    created: float
    cookie: str


class Isso:
    """`with Isso("http://127.0.0.1:8000/") as server:` holds the comments of the blog at that address."""

    def __init__(self, blog: str) -> None:
        self.blog = blog
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._stack = ExitStack()

    def __enter__(self) -> "Isso":
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="blogduck-isso-")))
        config, log = folder / "isso.cfg", folder / "log"
        config.write_text(CONFIG.format(folder=folder, blog=self.blog, url=self.url))
        command = program()
        assert command is not None
        process = processes.start([command, "-c", str(config), "run"], log)
        self._stack.callback(processes.stop, process)
        processes.wait_until(lambda: processes.listens(self.port), process, log)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def say(self, path: str, text: str, author: str | None, parent: int | None = None) -> "Said":
        """Write a comment under the page at `path`."""
        body = json.dumps({"text": text, "author": author, "parent": parent, "title": "A post"}).encode()
        headers = {"Content-Type": "application/json", "Origin": self.blog.rstrip("/")}
        with urlopen(Request(f"{self.url}/new?uri={quote(path, safe='')}", body, headers), timeout=20) as answer:
            made = json.load(answer)
            cookie = answer.headers["Set-Cookie"].partition(";")[0]
        return Said(made["id"], made["created"], cookie)

    def forget(self, said: "Said") -> None:
        """Delete a comment as its author does."""
        request = Request(f"{self.url}/id/{said.key}", method="DELETE", headers={"Cookie": said.cookie})
        urlopen(request, timeout=20).close()

    def answer(self, url: str) -> bytes:
        """What the server answers at `url`."""
        with urlopen(url, timeout=20) as answer:
            body: bytes = answer.read()
            return body
