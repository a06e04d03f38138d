"""Session: what was said on the command line for every verb: which settings, how loud, which log."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.settings import Settings

Verb = TypeVar("Verb", bound=Callable[..., Any])


class Session:
    """One call of the command.

    config: the settings file that was named. loudness: -1 for -q, else the number of -v. log_file: where to log.
    Paths are text here, because `blogduck --help` can't afford pathlib.
    """

    def __init__(self) -> None:
        self.config: str | None = None
        self.loudness = 0
        self.log_file: str | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether only results and errors are wanted."""
        return self.loudness < 0

    def settings(self) -> Settings:
        """The settings in force.

        Raises:
            SettingsError: there are none, or they are wrong.
        """
        from pathlib import Path

        from pipeline.settings import load_settings

        return load_settings(self._named(), os.environ, Path.cwd())

    def settings_if_any(self) -> Settings | None:
        """The settings in force; null if none were named and there are none here.

        Raises:
            SettingsError: they are wrong, or those that were named are not there.
        """
        from pipeline.settings import ENVIRONMENT_VARIABLE

        is_named = self.config is not None or bool(os.environ.get(ENVIRONMENT_VARIABLE))
        return self.settings() if is_named or self.settings_path().exists() else None

    def settings_path(self) -> Path:
        """The settings file in force, which need not exist."""
        from pathlib import Path

        from pipeline.settings import settings_path

        return settings_path(self._named(), os.environ, Path.cwd())

    def _named(self) -> Path | None:
        from pathlib import Path

        return Path(self.config) if self.config else None


def now() -> datetime:
    """The clock, in UTC. Everything below the command line gets it, or what it says, as an argument."""
    return datetime.now(UTC)


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        # Both `blogduck -v run` and `blogduck run -v` are natural: what is said nearer to the verb wins.
        if value is not None and value != 0 and value is not False:
            setattr(ctx.ensure_object(Session), name, -1 if value is True else value)

    return callback


def settings_option(verb: Verb) -> Verb:
    """Give `verb` the option --config."""
    return click.option(
        "--config",
        metavar="FILE",
        expose_value=False,
        callback=_keep("config"),
        help="Settings file; else BLOGDUCK_CONFIG, else ./blogs.toml.",
    )(verb)


def log_options(verb: Verb) -> Verb:
    """Give `verb` the options -v, -q and --log-file."""
    for option in (
        click.option(
            "-v",
            "--verbose",
            count=True,
            expose_value=False,
            callback=_keep("loudness"),
            help="Say more; -vv says all.",
        ),
        click.option(
            "-q",
            "--quiet",
            is_flag=True,
            expose_value=False,
            callback=_keep("loudness"),
            help="Say only results and errors.",
        ),
        click.option(
            "--log-file",
            metavar="FILE",
            expose_value=False,
            callback=_keep("log_file"),
            help="Log to this file too.",
        ),
    ):
        verb = option(verb)
    return verb


def command_prefix() -> str:
    """How this command was called, to say what to type next: `blogduck`, or the path that was typed."""
    import shutil

    return "blogduck" if shutil.which("blogduck") else min(sys.argv[0], os.path.relpath(sys.argv[0]), key=len)
