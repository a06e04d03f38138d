"""init: a settings file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.session import Session, command_prefix, log_options
from pipeline.cli.streams import put, say
from pipeline.errors import SettingsError
from pipeline.settings import FILE_NAME

TEMPLATE = """\
# blogduck: which blogs to archive, and how. 'blogduck config check' shows what is in force.

# Where everything goes: archive.duckdb (the answers), warc/ (every page as it was), state/ (logs).
archive = "archive"

# Who you are. It goes into the user agent, so that a blog's owner can reach you: please fill it in.
# contact = "mailto:me@example.org"

# How requests are made. All of this may be left out; these are the defaults.
# [fetch]
# workers = 8                  # blogs fetched side by side; each host gets one request at a time
# retries = 3
# connect_timeout = 10         # seconds
# read_timeout = 30
# total_timeout = 120
# max_bytes = 52428800         # of one response
# proxy = "http://proxy.example:3128"
# ca_bundle = "certificates.pem"

# One [[blog]] for each blog. 'blogduck add https://…' looks at a blog and writes its entry below.
# [[blog]]
# name = "steadynews"
# url = "https://www.steadynews.de/"
# delay = 1.0                            # seconds between two requests to one host
# timezone = "Europe/Berlin"             # only where the pages don't tell
# recheck = ["1d", "7d", "30d"]          # posts younger than 30 days, than a year, older
# allow_private_addresses = false        # true for a blog on your own machine or network

# Where an answer is wrong on this blog: CSS selectors, @attribute at the end for what an attribute says, several as a
# list, false for "there is none". README lists all fields; try one with 'blogduck parse URL --rule title=h1.post-name'.
# [blog.rules]
# title = "h1.post-name"
# published = "time.posted@datetime"
# remove = [".ad", ".newsletter"]        # what belongs to nothing
"""


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
@log_options
@click.pass_obj
def command(session: Session, folder: Path) -> None:
    """Write a commented blogs.toml in DIR, or here.

    \b
    Examples:
      blogduck init
      blogduck init ~/blogs
    """
    path = write_template(folder / FILE_NAME)
    put(path)
    if not session.is_quiet:
        step = "" if folder == Path() else f"cd {folder} && "
        say(f"Next: {step}{command_prefix()} add https://blog.example/")


def write_template(path: Path) -> Path:
    """Write the commented settings file `path`, which must not exist.

    Raises:
        SettingsError: it exists, or can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        raise SettingsError(f"{path}: exists already, and is left as it is") from None
    except OSError as error:
        raise SettingsError(f"{path}: can't be written: {error.strerror}") from error
    return path
