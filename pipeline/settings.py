"""Settings: `blogs.toml` as one frozen, validated object, read once at the top and passed down.

CONTRACT.md (Settings) lists the keys and their meaning. A wrong key or value is a `SettingsError` that names file, line
and key, and the nearest key that exists.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import setting_values as read
from pipeline.errors import SettingsError
from pipeline.identity import normal_url
from pipeline.models import RULE_FIELDS, Hints, Rule, Rules
from pipeline.toml_tables import Source, Table, early_table, key_lines, nearest, with_table
from pipeline.version import __version__

FILE_NAME = "blogs.toml"
ENVIRONMENT_VARIABLE = "BLOGDUCK_CONFIG"

_DELAY = 1.0
_RECHECK = (timedelta(days=1), timedelta(days=7), timedelta(days=30))


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """The table `[fetch]`: how requests are made, whatever the blog.

    proxy: URL of an HTTP proxy. ca_bundle: file of trusted certificates. …_timeout: seconds. max_bytes: cap of one
    response, as transferred and decoded. retries: after the first attempt. workers: hosts fetched side by side.
    """

    proxy: str | None = None
    ca_bundle: Path | None = None
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    total_timeout: float = 120.0
    max_bytes: int = 50 * 2**20
    retries: int = 3
    workers: int = 8


@dataclass(frozen=True, slots=True)
class BlogSettings:
    """One `[[blog]]`.

    delay: seconds between two requests to one host. timezone: IANA name. recheck: how long after a fetch a post is due
    again, while younger than 30 days, than a year, older. rules: CSS selectors by field (`models.rules`).
    """

    name: str
    url: str
    delay: float = _DELAY
    timezone: str | None = None
    recheck: tuple[timedelta, timedelta, timedelta] = _RECHECK
    allow_private_addresses: bool = False
    rules: Rules = field(default_factory=dict)

    @property
    def hints(self) -> Hints:
        """What the parser is told beforehand. Only what the settings say: rows must not depend on what came first."""
        return Hints(timezone=self.timezone, rules=self.rules or None)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything of `blogs.toml`.

    archive: the archive's folder. contact: `mailto:` or web address of whoever runs this, for the user agent.
    path: the file it was read from, if any.
    """

    archive: Path
    blogs: tuple[BlogSettings, ...] = ()
    contact: str | None = None
    fetch: FetchSettings = FetchSettings()
    path: Path | None = None

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.archive / "archive.duckdb"

    @property
    def warc_folder(self) -> Path:
        """Where WARC files lie."""
        return self.archive / "warc"

    @property
    def state_folder(self) -> Path:
        """Locks, logs and copies made before a migration."""
        return self.archive / "state"

    @property
    def user_agent(self) -> str:
        """What requests call themselves (RFC 9110, 10.1.5): name, version and, if known, contact."""
        return f"blogduck/{__version__}" + (f" (+{self.contact})" if self.contact else "")

    def blog_at(self, url: str) -> BlogSettings | None:
        """The blog whose page stands at `url`: the one in the innermost folder around it, or the host's only one."""
        try:
            page = f"{normal_url(url)}/"
        except ValueError:
            # A saved page may say anything of where it was.
            return None
        homes = {f"{normal_url(blog.url)}/": blog for blog in self.blogs}
        around = [home for home in homes if page.startswith(home)]
        if around:
            return homes[max(around, key=len)]
        beside = [blog for home, blog in homes.items() if home.partition("/")[0] == page.partition("/")[0]]
        return beside[0] if len(beside) == 1 else None

    def blog(self, name: str) -> BlogSettings:
        """The blog called `name`.

        Raises:
            SettingsError: there is none; the message names the nearest.
        """
        for blog in self.blogs:
            if blog.name == name:
                return blog
        names = [blog.name for blog in self.blogs]
        known = f"it has {', '.join(names)}" if names else "it has none"
        raise SettingsError(f"{self.path or 'settings'}: no blog is called {name!r}: {known}{nearest(name, names)}")


# Reading ----------


def settings_path(path: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The settings file to use: `path`, else BLOGDUCK_CONFIG, else `blogs.toml` in `cwd`. It need not exist."""
    named = path or (Path(environ[ENVIRONMENT_VARIABLE]) if environ.get(ENVIRONMENT_VARIABLE) else None)
    return cwd / (named or FILE_NAME)


def load_settings(path: Path | None, environ: Mapping[str, str], cwd: Path) -> Settings:
    """The settings in force. Relative paths in the file are relative to the file.

    Raises:
        SettingsError: no file, not TOML, an unknown key or a bad value.
    """
    place = settings_path(path, environ, cwd)
    if path is None and environ.get(ENVIRONMENT_VARIABLE) and not place.exists():
        raise SettingsError(f"{place}: no such file, but {ENVIRONMENT_VARIABLE} names it: correct or unset that")
    return parse_settings(_read(place), place)


def parse_settings(text: str, path: Path) -> Settings:
    """The settings that `text`, the content of the file `path`, states.

    Raises:
        SettingsError: as `load_settings`.
    """
    if early := early_table(text, "blog"):
        raise SettingsError(f"{path}, line {early[0]}: [{early[1]}] must stand below the [[blog]] it belongs to")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    root = Table(values, (), Source(path, key_lines(text)))
    settings = Settings(
        archive=_beside(path, root.take("archive", read.text, "archive")),
        contact=root.take("contact", read.contact, None),
        fetch=_fetch(root.table("fetch")),
        blogs=tuple(_blog(table) for table in root.tables("blog")),
        path=path,
    )
    root.finish()
    _refuse_doubles(settings.blogs, root)
    return settings


def parse_blog(values: Mapping[str, Any], path: Path) -> BlogSettings:
    """The blog that an entry with these keys and values would be, in the file `path`.

    Raises:
        SettingsError: a key or value is wrong.
    """
    return _blog(Table(values, ("blog", 0), Source(path, {})))


def append_blog(path: Path, blog: Mapping[str, Any]) -> Settings:
    """Add a `[[blog]]` with the keys of `blog` to the file `path`; comments and layout of the rest stay.

    Returns the settings with it. The file is replaced in one step, and only by one that is valid.

    Raises:
        SettingsError: the file, or what it would become, is wrong.
    """
    text = with_table(_read(path), "blog", blog)
    settings = parse_settings(text, path)
    target = path.resolve()
    draft = target.with_name(f".{target.name}.new")
    try:
        draft.write_text(text, encoding="utf-8", newline="")
        draft.chmod(target.stat().st_mode)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise SettingsError(f"{path}: can't be written: {error.strerror}") from error
    return settings


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SettingsError(
            f"{path}: no such file: make one with 'blogduck init', or name another with --config"
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}, line {line}: not UTF-8: save the file in UTF-8") from error
    except OSError as error:
        raise SettingsError(f"{path}: can't be read: {error.strerror}") from error


def _beside(file: Path, named: str) -> Path:
    return file.parent / Path(named).expanduser()


def _fetch(table: Table) -> FetchSettings:
    defaults = FetchSettings()
    ca_bundle = table.take("ca_bundle", read.text, None)
    settings = FetchSettings(
        proxy=table.take("proxy", read.web_url, None),
        ca_bundle=_beside(table.source.path, ca_bundle) if ca_bundle else None,
        connect_timeout=table.take("connect_timeout", read.seconds_over_zero, defaults.connect_timeout),
        read_timeout=table.take("read_timeout", read.seconds_over_zero, defaults.read_timeout),
        total_timeout=table.take("total_timeout", read.seconds_over_zero, defaults.total_timeout),
        max_bytes=table.take("max_bytes", read.whole(1024, 2**40), defaults.max_bytes),
        retries=table.take("retries", read.whole(0, 20), defaults.retries),
        workers=table.take("workers", read.whole(1, 64), defaults.workers),
    )
    if settings.ca_bundle and not settings.ca_bundle.is_file():
        raise table.error("ca_bundle", f"there is no file {settings.ca_bundle}")
    table.finish()
    return settings


def _blog(table: Table) -> BlogSettings:
    settings = BlogSettings(
        name=table.need("name", read.name),
        url=table.need("url", read.home_url),
        delay=table.take("delay", read.seconds, _DELAY),
        timezone=table.take("timezone", read.timezone, None),
        recheck=table.take("recheck", read.recheck, _RECHECK),
        allow_private_addresses=table.take("allow_private_addresses", read.boolean, False),
        rules=_rules(table.table("rules")),
    )
    table.finish()
    return settings


def _rules(table: Table) -> Rules:
    if not table.values:
        return {}
    # The parsers are many modules, and most settings name no selector.
    from pipeline.parsers.rules.rules import WITHOUT_WHOLE, part_without_whole, selectors_of

    rules: dict[str, Rule] = {}
    for name in RULE_FIELDS:
        rule: Rule | None = table.take(name, partial(_rule, partial(selectors_of, name)), None)
        if rule is not None:
            rules[name] = rule
    table.finish()
    if part := part_without_whole(rules):
        raise table.error(part, WITHOUT_WHOLE)
    return rules


def _rule(check: Callable[[Any], object], value: Any) -> Rule:
    check(value)
    return tuple(value) if isinstance(value, list) else value


def _refuse_doubles(blogs: tuple[BlogSettings, ...], root: Table) -> None:
    seen: dict[tuple[str, str], int] = {}
    for index, blog in enumerate(blogs):
        for key, value in (("name", blog.name.casefold()), ("url", normal_url(blog.url))):
            if (key, value) in seen:
                other = root.source.line(("blog", seen[key, value], key))
                place = f"line {other}" if other else f"blog {seen[key, value] + 1}"
                message = f"{getattr(blog, key)!r} is taken by the blog of {place}: each blog needs its own {key}"
                raise root.source.error(("blog", index, key), message)
            seen[key, value] = index
