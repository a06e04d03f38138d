"""config: the settings in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from pipeline.cli.session import Session, log_options, settings_option
from pipeline.cli.streams import json_text, put, say
from pipeline.settings import BlogSettings, FetchSettings, Settings


@click.group()
def command() -> None:
    """Show and check the settings."""


@command.command()
@click.option("--json", "as_json", is_flag=True, help="The settings as JSON.")
@settings_option
@log_options
@click.pass_obj
def check(session: Session, as_json: bool) -> None:
    """Check blogs.toml, and print every setting in force, defaults included.

    What is printed is itself a valid blogs.toml. A mistake is named with its line and key, and the exit code is 2.

    \b
    Examples:
      blogduck config check
      blogduck config check --config other/blogs.toml --json
    """
    settings = session.settings()
    if as_json:
        put(json_text(_as_json(settings)))
        return
    put("\n".join(_as_toml(settings)))
    if not settings.contact:
        say("Tip: set 'contact', so that a blog's owner can reach you.")
    if not settings.blogs:
        say("No blog yet: add one with 'blogduck add https://blog.example/'.")


def _as_json(settings: Settings) -> dict[str, Any]:
    return {
        "file": str(settings.path),
        "archive": str(settings.archive),
        "contact": settings.contact,
        "user_agent": settings.user_agent,
        "fetch": _values(settings.fetch),
        "blog": [_values(blog) for blog in settings.blogs],
    }


def _as_toml(settings: Settings) -> Iterator[str]:
    yield f"# {settings.path}"
    yield f"archive = {json_text(str(settings.archive))}"
    if settings.contact:
        yield f"contact = {json_text(settings.contact)}"
    yield f"# user agent: {settings.user_agent}"
    yield "\n[fetch]"
    yield from _toml_values(settings.fetch)
    for blog in settings.blogs:
        yield "\n[[blog]]"
        yield from _toml_values(blog)
        if blog.rules:
            yield "[blog.rules]"
            yield from (f"{json_text(key)} = {json_text(value)}" for key, value in blog.rules.items())


def _toml_values(record: FetchSettings | BlogSettings) -> Iterator[str]:
    for name, value in _values(record).items():
        if value is not None and not isinstance(value, dict):
            yield f"{name} = {json_text(value)}"


def _values(record: FetchSettings | BlogSettings) -> dict[str, Any]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, timedelta):
        return _duration(value)
    return str(value) if isinstance(value, Path) else value


def _duration(value: timedelta) -> str:
    minutes = int(value.total_seconds() // 60)
    unit, size = next((unit, size) for unit, size in (("d", 1440), ("h", 60), ("m", 1)) if minutes % size == 0)
    return f"{minutes // size}{unit}"
