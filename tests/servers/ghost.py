"""Ghost on loopback: the publishing platform itself, its data in a MariaDB of its own, members' comments included."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.servers import processes
from tests.servers.mariadb import MariaDb

POST = "coming-soon"
"""The slug of the post that a new Ghost has."""

_SETTINGS = """
UPDATE settings SET value = 'all' WHERE `key` = 'comments_enabled';
UPDATE settings SET value = 'Crumb and Crust' WHERE `key` = 'title';
"""


def package() -> Path | None:
    """The unpacked and installed package that `BLOGDUCK_GHOST` names."""
    named = os.environ.get("BLOGDUCK_GHOST")
    return Path(named) if named and Path(named, "index.js").exists() else None


def missing() -> list[str]:
    """What a Ghost needs and this machine lacks."""
    found = {
        "ghost (its folder in BLOGDUCK_GHOST)": package() is not None,
        "nodejs": shutil.which("node") is not None,
        "mariadb-server": bool(shutil.which("mariadbd") or Path("/usr/sbin/mariadbd").exists()),
    }
    return [name for name, is_there in found.items() if not is_there]


@dataclass(frozen=True)
class Said:
    """One row of Ghost's comments. key: a number of its own, the id is made of it. answers: what it replies to."""

    key: int
    name: str | None
    html: str
    at: datetime
    parent: int | None = None
    answers: int | None = None
    status: str = "published"
    edited: datetime | None = None

    @property
    def ident(self) -> str:
        """Its id, 24 hexadecimal digits."""
        return ident(self.key)


def ident(key: int) -> str:
    return f"c{key:023x}"


class Ghost:
    """`with Ghost() as site:` is a new blog with one post; `site.write(...)` puts words and comments into it."""

    def __init__(self) -> None:
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.post = f"{self.url}/{POST}/"
        self._stack = ExitStack()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Ghost":
        try:
            self._database = self._stack.enter_context(MariaDb("ghost"))
            self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="blogduck-ghost-")))
            self._stack.callback(self._stop)
            self._start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def write(self, title: str, html: str, comments: Sequence[Said]) -> None:
        """Rewrites the post and its comments, and lets the site read its settings again."""
        self._stop()
        rows = [_SETTINGS, f"UPDATE posts SET title = {_quoted(title)}, html = {_quoted(html)} WHERE slug = '{POST}';"]
        rows += [_member(name) for name in sorted({said.name for said in comments if said.name})]
        rows += [_comment(said) for said in comments]
        self._database.run("\n".join(rows))
        self._start()

    def _start(self) -> None:
        root, log = package(), self._folder / "log"
        assert root is not None
        content = self._folder / "content"
        if not content.exists():
            shutil.copytree(root / "content", content, symlinks=True)
        command = ["sh", "-c", 'cd "$1" && exec node index.js', "ghost", str(root)]
        self._process = processes.start(command, log, self._environment(content))
        processes.wait_until(self._answers, self._process, log, seconds=120)

    def _stop(self) -> None:
        if self._process is not None:
            processes.stop(self._process)
            self._process = None

    def _answers(self) -> bool:
        """Whether it serves pages; until it has booted it answers 503."""
        try:
            with urlopen(self.post, timeout=20) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            return False

    def _environment(self, content: Path) -> dict[str, str]:
        database = self._database
        return {
            "NODE_ENV": "production",
            "url": f"{self.url}/",
            "server__host": "127.0.0.1",
            "server__port": str(self.port),
            "database__client": "mysql",
            "database__connection__socketPath": str(database.socket),
            "database__connection__user": database.name,
            "database__connection__password": database.name,
            "database__connection__database": database.name,
            "mail__transport": "Direct",
            "paths__contentPath": str(content),
            "logging__transports": '["stdout"]',
            "privacy__useUpdateCheck": "false",
            "privacy__useGravatar": "false",
            "privacy__useRpcPing": "false",
        }


def _quoted(text: str | None) -> str:
    return "NULL" if text is None else "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def _time(at: datetime | None) -> str:
    return _quoted(at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if at else None)


def _member_id(name: str | None) -> str | None:
    return f"d{int.from_bytes(name.encode()[:11]):023x}" if name else None


def _member(name: str) -> str:
    key = _quoted(_member_id(name))
    return (
        f"INSERT INTO members (id, uuid, transient_id, email, status, name, created_at, created_by) VALUES ({key}, {key}, "
        f"{key}, CONCAT({key}, '@readers.example'), 'free', {_quoted(name)}, '2024-01-01 00:00:00', '1');"
    )


def _comment(said: Said) -> str:
    values = [
        _quoted(said.ident), f"(SELECT id FROM posts WHERE slug = '{POST}')", _quoted(_member_id(said.name)),
        _quoted(ident(said.parent) if said.parent else None), _quoted(ident(said.answers) if said.answers else None),
        _quoted(said.status), _quoted(said.html), _time(said.edited), _time(said.at), _time(said.at),
    ]
    columns = "id, post_id, member_id, parent_id, in_reply_to_id, status, html, edited_at, created_at, updated_at"
    return f"INSERT INTO comments ({columns}) VALUES ({', '.join(values)});"
