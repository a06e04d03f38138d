"""nginx on loopback: static files with gzip, ETag and Last-Modified, as many blogs are really served."""

import json
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.servers import processes

CONFIG = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    types {{ text/html html; application/atom+xml atom; application/xml xml; text/plain txt; image/jpeg jpg; }}
    log_format line escape=json '{{"method":"$request_method","url":"$request_uri","status":$status,'
        '"encoding":"$sent_http_content_encoding","if_none_match":"$http_if_none_match","agent":"$http_user_agent"}}';
    access_log {folder}/access.log line;
    client_body_temp_path {folder}/temp;
    proxy_temp_path {folder}/temp;
    fastcgi_temp_path {folder}/temp;
    uwsgi_temp_path {folder}/temp;
    scgi_temp_path {folder}/temp;
    gzip on;
    gzip_min_length 1;
    gzip_types application/atom+xml application/xml text/plain;
    charset utf-8;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/root;
        index index.html;
        etag on;
    }}
}}
"""


def available() -> str | None:
    """None when nginx can be started, else a sentence that names the missing package."""
    return None if _program() else "this Debian package is missing: nginx-light"


def _program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


class Nginx:
    """`with Nginx() as server:` serves the files that the test writes into `server.root` at `server.url`."""

    def __init__(self) -> None:
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = Path()
        self._stack = ExitStack()

    def __enter__(self) -> "Nginx":
        with ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="blogduck-nginx-")))
            self.root.mkdir()
            config = self.folder / "nginx.conf"
            config.write_text(CONFIG.format(folder=self.folder, port=self.port))
            log = self.folder / "nginx.log"
            command = [_program() or "nginx", "-c", str(config), "-e", str(self.folder / "error.log")]
            server = processes.start(command, log)
            stack.callback(processes.stop, server)
            processes.wait_until(lambda: processes.listens(self.port), server, log)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    @property
    def root(self) -> Path:
        """The folder of the served files."""
        return self.folder / "root"

    def requests(self) -> list[dict[str, Any]]:
        """Every request served so far: method, url, status, encoding (of the answer), if_none_match, agent."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]
