"""A real WordPress from Debian's packages on loopback, thrown away when it is closed.

    with WordPress(locale="de_DE", theme="blogduck-html5") as site:
        site.publish(posts, authors)
        requests.get(site.url)
        site.sql("SELECT post_title FROM wp_posts")

PHP's built-in server serves it, a MariaDB of its own holds its data. Mail, cron, update checks and outgoing requests
are off. Several sites can run side by side.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.servers import processes
from tests.servers.blog import BlogAuthor, BlogComment, BlogPost
from tests.servers.mariadb import MariaDb

HERE = Path(__file__).parent
CORE = Path("/usr/share/wordpress")
LANGUAGES = (Path("/var/lib/wordpress/wp-content/languages"), CORE / "wp-content/languages")
THEMES = ("blogduck-html5", "blogduck-classic", "blogduck-reply-first", "blogduck-blocks")

PHP_SETTINGS = {
    "display_errors": "stderr",
    "error_reporting": "E_ALL & ~E_DEPRECATED",
    "memory_limit": "256M",
    "date.timezone": "UTC",
    "opcache.enable": "1",
    "opcache.jit": "0",
}


@dataclass(frozen=True)
class PublishedPost:
    """Where a post ended up: its id and address, and the ids of its comments by their names."""

    id: int
    url: str
    comments: dict[str, int]


def missing_packages() -> list[str]:
    """The Debian packages that a site needs and this machine lacks."""
    found = {
        "wordpress": (CORE / "wp-load.php").exists(),
        "wordpress-l10n": any((folder / "de_DE.mo").exists() for folder in LANGUAGES),
        "mariadb-server": bool(shutil.which("mariadbd") or Path("/usr/sbin/mariadbd").exists()),
        "php-cli": shutil.which("php") is not None,
    }
    missing = [package for package, is_there in found.items() if not is_there]
    return missing or _missing_php_extensions()


def available() -> str | None:
    """None when a site can be started, else a sentence that names the missing packages."""
    missing = missing_packages()
    return f"these Debian packages are missing: {' '.join(missing)}" if missing else None


def _missing_php_extensions() -> list[str]:
    packages = {"mysqli": "php-mysql", "xml": "php-xml", "mbstring": "php-mbstring", "gd": "php-gd"}
    listed = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout.split()
    return [package for extension, package in packages.items() if extension not in listed]


class WordPress:
    """One site, a context manager.

    Arguments: `locale` (de_DE, en_US, …), `permalinks` (WordPress's own notation), `theme` (a folder of
    tests/servers/themes), `timezone` (an IANA name), `title`, `options` (rows of wp_options), `home`: the address that
    the site believes to have, without a slash at its end; by default the loopback address at which it is served.
    Raises RuntimeError when MariaDB, PHP or WordPress report an error.
    """

    def __init__(
        self,
        locale: str = "de_DE",
        permalinks: str = "/%year%/%monthnum%/%postname%/",
        theme: str = "blogduck-html5",
        timezone: str = "Europe/Berlin",
        title: str = "Mehlstaub & Speichen",
        options: Mapping[str, Any] | None = None,
        home: str | None = None,
    ) -> None:
        self.port = processes.free_port()
        self.served_at = f"http://127.0.0.1:{self.port}"
        self.url = home or self.served_at
        self.version = ""
        self._settings = {
            "installing": True,
            "locale": locale,
            "permalinks": permalinks,
            "theme": theme,
            "timezone": timezone,
            "title": title,
            "options": dict(options or {}),
        }
        self._stack = ExitStack()
        self.folder = Path()

    def __enter__(self) -> "WordPress":
        with ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="blogduck-wp-")))
            database = stack.enter_context(MariaDb())
            self._lay_out(database)
            self.version = self.php("install.php", **self._settings)
            self._serve(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def php(self, script: str | Path, **data: Any) -> Any:
        """Runs a script (of tests/servers/php, or any path) inside the site; it finds `data` in `$data`.

        Returns what the script returns, by way of JSON.
        """
        result = self.folder / "result.json"
        result.unlink(missing_ok=True)
        command = [
            "php",
            *_php_options(),
            str(HERE / "php/run.php"),
            str(self._root),
            str(HERE / "php" / script),
            str(result),
        ]
        done = subprocess.run(
            command, input=json.dumps(data, default=_plain), capture_output=True, text=True, check=False
        )
        if done.returncode or done.stderr or not result.exists():
            raise RuntimeError(f"{script} failed ({done.returncode}): {done.stderr[-2000:]}{done.stdout[-2000:]}")
        return json.loads(result.read_text(encoding="utf-8"))

    def sql(self, query: str) -> list[dict[str, str | None]]:
        """The rows of one query; the prefix of the tables is `wp_`."""
        rows: list[dict[str, str | None]] = self.php("sql.php", query=query)
        return rows

    def publish(self, posts: Iterable[BlogPost], authors: Sequence[BlogAuthor] = ()) -> dict[str, PublishedPost]:
        """Publishes posts with their comments; the authors are made on first use. Keyed by slug."""
        answer = self.php("publish.php", posts=[asdict(post) for post in posts], authors=[asdict(a) for a in authors])
        return {slug: PublishedPost(**values) for slug, values in answer.items()}

    def comment(self, post_id: int, comment: BlogComment, parent_id: int = 0) -> int:
        """Adds a comment to a post, under another comment unless `parent_id` is 0; returns its id."""
        return int(self.php("comment.php", post_id=post_id, parent_id=parent_id, comment=asdict(comment)))

    def edit(self, post_id: int, **fields: str) -> None:
        """Changes fields of a post, named as in the table: post_title, post_content, post_status, …"""
        self.php("edit.php", post_id=post_id, fields=fields)

    def delete_comment(self, comment_id: int) -> None:
        """Removes a comment for good; answers to it move up to its parent, as WordPress has it."""
        self.php("delete_comment.php", comment_id=comment_id)

    def configure(self, theme: str | None = None, locale: str | None = None, **options: Any) -> None:
        """Changes theme, locale or options of the running site."""
        self.php("configure.php", theme=theme, locale=locale, options=options)

    def requests(self) -> list[dict[str, Any]]:
        """Every request served so far: method, url (path and query), status, agent."""
        log = self.folder / "requests.jsonl"
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []

    def faults(self) -> list[str]:
        """Lines of PHP's log that report a warning or an error: a theme or script of ours is wrong."""
        log = (self.folder / "php.log").read_text(encoding="utf-8", errors="replace")
        return [line for line in log.splitlines() if re.search(r"PHP (Warning|Notice|Fatal|Parse)|Fatal error: ", line)]

    @property
    def _root(self) -> Path:
        return self.folder / "site"

    def _lay_out(self, database: MariaDb) -> None:
        """A site of its own around the packaged code: top-level scripts look for wp-config.php beside them."""
        self._root.mkdir()
        for script in CORE.glob("*.php"):
            if script.name not in ("wp-config.php", "wp-config-sample.php"):
                shutil.copy(script, self._root / script.name)
        for folder in ("wp-admin", "wp-includes"):
            (self._root / folder).symlink_to(CORE / folder)
        shutil.copy(HERE / "php/wp-config.php", self._root)
        settings = {"socket": str(database.socket), "home": self.url}
        (self._root / "site.json").write_text(json.dumps(settings))
        self._lay_out_content(self._root / "wp-content")

    def _lay_out_content(self, content: Path) -> None:
        for folder in ("mu-plugins", "plugins", "uploads"):
            (content / folder).mkdir(parents=True)
        shutil.copy(HERE / "php/quiet.php", content / "mu-plugins")
        shutil.copytree(HERE / "themes", content / "themes")
        languages = next(folder for folder in LANGUAGES if (folder / "de_DE.mo").exists())
        (content / "languages").symlink_to(languages)

    def _serve(self, stack: ExitStack) -> None:
        log = self.folder / "php.log"
        command = [
            "php",
            *_php_options(),
            "-S",
            f"127.0.0.1:{self.port}",
            "-t",
            str(self._root),
            str(HERE / "php/router.php"),
        ]
        server = processes.start(command, log, {"PHP_CLI_SERVER_WORKERS": "3"})
        stack.callback(processes.stop, server)
        processes.wait_until(lambda: processes.listens(self.port), server, log)


def _php_options() -> list[str]:
    return [part for name, value in PHP_SETTINGS.items() for part in ("-d", f"{name}={value}")]


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    raise TypeError(f"{value!r} has no JSON form")
