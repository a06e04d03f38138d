"""What blogduck asks of a live site: it is let loose on it, and the site's own log tells."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers.wordpress import WordPress

SETTINGS = """archive = "archive"
contact = "mailto:sample@lanternrow.example"

[[blog]]
name = "sample"
url = "{url}/"
delay = 0.0
allow_private_addresses = true
"""


def blogduck_requests(site: WordPress) -> list[str]:
    """Paths with queries that `blogduck run` asks for, the first time, again, and in full, each once, in order."""
    with tempfile.TemporaryDirectory(prefix="blogduck-sample-") as folder:
        config = Path(folder) / "blogs.toml"
        config.write_text(SETTINGS.format(url=site.url), encoding="utf-8")
        for options in ([], [], ["--full"]):
            _run(config, options)
    return list(dict.fromkeys(request["url"] for request in site.requests()))


def _run(config: Path, options: list[str]) -> None:
    command = [sys.executable, "-m", "pipeline", "run", *options]
    environment = {**os.environ, "BLOGDUCK_CONFIG": str(config)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"blogduck run ended with {done.returncode}: {done.stderr[-2000:]}")
