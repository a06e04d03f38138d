"""The command line: the only floor that prints, reads the clock and the environment, configures logging and exits."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The command `blogduck`, and `python -m pipeline`. Exit codes: CONTRACT.md."""
    # A fifth of what `--help` costs is the garbage collector looking through modules that live to the end: while they
    # are imported, and once more when Python ends.
    gc.disable()
    atexit.register(gc.freeze)
    import click

    from pipeline.cli.exits import INTERRUPTED
    from pipeline.cli.group import blogduck
    from pipeline.cli.streams import make_readable

    gc.enable()
    make_readable(sys.stdout, sys.stderr)
    try:
        code = blogduck.main(arguments, prog_name="blogduck", standalone_mode=False, terminal_width=_width())
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        code = INTERRUPTED
    sys.exit(code or 0)


def _width() -> int:
    # Without it, click imports shutil with its compressors for this one figure: a tenth of what `--help` costs.
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns, 100)
    except (OSError, ValueError):
        return 100
