"""The command group: which verbs there are. A verb's file is imported only when that verb is called.

`blogduck --help` must stay cheap (at most five times `python -c pass`), so nothing here imports more than click.
"""

from __future__ import annotations

from importlib import import_module

import click

from pipeline.cli.exits import guarded
from pipeline.cli.session import Session, log_options, settings_option
from pipeline.version import __version__

# By section: verb → what it does. Each verb is the `command` of pipeline/cli/verbs/<verb>.py.
VERBS: dict[str, dict[str, str]] = {
    "See it work": {
        "demo": "Scrape a small sample blog on this machine and tell what happened.",
    },
    "Your blogs": {
        "init": "Write a commented blogs.toml to start from.",
        "add": "Look at a blog, show what is found, and add it to blogs.toml.",
        "run": "Fetch what is new or due, store it, read it, load it.",
        "status": "Show blogs, last runs, pages due, failures and comment counts.",
        "load": "Load what is stored and not loaded yet, without fetching.",
    },
    "Answers": {
        "query": "Ask the archive in SQL, or by the name of a query.",
        "parse": "Read saved pages or addresses without an archive: JSON.",
    },
    "Check": {
        "case": "Save pages with what reading them must give, and check that it still does.",
        "config": "Show and check the settings.",
    },
}


class LazyGroup(click.Group):
    """A group whose verbs are files."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb for section in VERBS.values() for verb in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"pipeline.cli.verbs.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            ctx.fail(f"there is no command {args[0]!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, verbs in VERBS.items():
            with formatter.section(title):
                formatter.write_dl(list(verbs.items()))

    def invoke(self, ctx: click.Context) -> int:
        return guarded(lambda: super(LazyGroup, self).invoke(ctx))


class HelpLines(click.HelpFormatter):
    """Help whose examples are folded between words where the terminal is narrow."""

    def write_text(self, text: str) -> None:
        before = len(self.buffer)
        super().write_text(text)
        written = "".join(self.buffer[before:]).split("\n")
        self.buffer[before:] = ["\n".join(self._folded(line) for line in written)]

    def _folded(self, line: str) -> str:
        if len(line) <= self.width:
            return line
        import textwrap

        indent = " " * (len(line) - len(line.lstrip()) + 4)
        return textwrap.fill(line, self.width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


click.Context.formatter_class = HelpLines


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@settings_option
@log_options
@click.version_option(__version__, message="blogduck %(version)s")
@click.pass_context
def blogduck(ctx: click.Context) -> None:
    """Turn blogs into an archive that answers SQL: articles, authors and threaded comments.

    \b
    Five minutes with your own blog:
      blogduck init                              write blogs.toml
      blogduck add https://blog.example/         look at a blog and add it
      blogduck run                               fetch, store, read, load
      blogduck query newest_comments             ask a question that has a name
      blogduck query "select count(*) from comment"

    'blogduck COMMAND --help' shows examples of each command.
    """
    ctx.ensure_object(Session)
