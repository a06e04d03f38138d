"""Waline on loopback: the comment server itself, its data in a MariaDB of its own, comments written through its API."""

import json
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.servers import processes
from tests.servers.mariadb import MariaDb

_TABLES = """
CREATE TABLE wl_Comment (
  id INT AUTO_INCREMENT PRIMARY KEY, user_id INT, comment TEXT, insertedAt TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP,
  ip VARCHAR(100), link VARCHAR(255),
  mail VARCHAR(255), nick VARCHAR(255), pid INT, rid INT, sticky TINYINT, status VARCHAR(50), `like` INT, ua TEXT,
  url VARCHAR(255), createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP
) CHARACTER SET utf8mb4;
CREATE TABLE wl_Users (
  id INT AUTO_INCREMENT PRIMARY KEY, display_name VARCHAR(255), email VARCHAR(255), password VARCHAR(255), type VARCHAR(50),
  label VARCHAR(255), url VARCHAR(255), avatar VARCHAR(255), createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP
) CHARACTER SET utf8mb4;
"""
# Its own start file listens on all addresses; this one, which it runs once more in a worker, on loopback only.
_START = """
const root = process.env.WALINE_ROOT;
const Application = require(require.resolve('thinkjs', {paths: [root]}));
class OnLoopback extends Application {
  runInMaster(argv) { think.config('host', '127.0.0.1'); return super.runInMaster(argv); }
  runInWorker(argv) { think.config('host', '127.0.0.1'); return super.runInWorker(argv); }
}
new OnLoopback({ROOT_PATH: root, APP_PATH: root + '/src', env: 'production'}).run();
"""


def package() -> Path | None:
    """The installed package that `BLOGDUCK_WALINE` names."""
    named = os.environ.get("BLOGDUCK_WALINE")
    return Path(named) if named and Path(named, "vanilla.js").exists() else None


def missing() -> list[str]:
    """What a Waline needs and this machine lacks."""
    found = {
        "waline (its folder in BLOGDUCK_WALINE)": package() is not None,
        "nodejs": shutil.which("node") is not None,
        "mariadb-server": bool(shutil.which("mariadbd") or Path("/usr/sbin/mariadbd").exists()),
    }
    return [name for name, is_there in found.items() if not is_there]


class Waline:
    """`with Waline() as server:` holds the comments of any blog that asks it."""

    def __init__(self) -> None:
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._stack = ExitStack()

    def __enter__(self) -> "Waline":
        try:
            database = self._stack.enter_context(MariaDb("waline", processes.free_port()))
            database.run(_TABLES)
            folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="blogduck-waline-")))
            root, log = package(), folder / "log"
            assert root is not None
            (folder / "start.js").write_text(_START)
            command = ["node", str(folder / "start.js"), str(self.port)]
            process = processes.start(command, log, _environment(database, root))
            self._stack.callback(processes.stop, process)
            processes.wait_until(self._answers, process, log)
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def say(self, path: str, text: str, name: str, answers: int | None = None, root: int | None = None) -> int:
        """Write a comment under the page at `path`; its number. answers, root: what it replies to, and the thread's root."""
        said: dict[str, Any] = {"comment": text, "nick": name, "mail": "", "link": "", "ua": "", "url": path}
        if answers is not None:
            said |= {"pid": answers, "rid": root if root is not None else answers, "at": "x"}
        request = Request(f"{self.url}/api/comment", json.dumps(said).encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=20) as answer:
            made = json.load(answer)
        assert made["errno"] == 0, made
        return int(made["data"]["objectId"])

    def answer(self, url: str) -> bytes:
        """What the server answers at `url`."""
        with urlopen(url, timeout=20) as answer:
            body: bytes = answer.read()
            return body

    def _answers(self) -> bool:
        try:
            return b"errno" in self.answer(f"{self.url}/api/comment?path=/&page=1&pageSize=1")
        except (HTTPError, URLError, ConnectionError):
            return False


def _environment(database: MariaDb, root: Path) -> dict[str, str]:
    return {
        "WALINE_ROOT": str(root),
        "TZ": "UTC",
        "MYSQL_PORT": str(database.port),
        "MYSQL_DB": database.name,
        "MYSQL_USER": database.name,
        "MYSQL_PASSWORD": database.name,
        "JWT_TOKEN": "thrown away with the server",
        # It asks both for every request, out in the world.
        "AKISMET_KEY": "false",
        "OAUTH_URL": "data:application/json,{%22services%22:[]}",
        "IPQPS": "0",
        "DISABLE_REGION": "true",
        "DISABLE_USERAGENT": "true",
    }
