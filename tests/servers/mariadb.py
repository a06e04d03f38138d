"""A MariaDB server of its own: temporary data, a socket, no network port unless asked for, an unprivileged user."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers import processes

SETUP = """
CREATE DATABASE {name} CHARACTER SET utf8mb4;
CREATE USER '{name}'@'localhost' IDENTIFIED BY '{name}';
GRANT ALL ON {name}.* TO '{name}'@'localhost';
"""

# The data are thrown away: speed and little memory instead of durability.
FRUGAL = [
    "--skip-log-bin",
    "--performance-schema=OFF",
    "--innodb-buffer-pool-size=48M",
    "--innodb-log-file-size=16M",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=OFF",
    "--max-connections=40",
]


class MariaDb:
    """`with MariaDb() as database:` gives a running server with a database, and a user and a password of its name.

    port: of loopback, for clients that know no sockets; else there is no network port at all.
    """

    def __init__(self, name: str = "wordpress", port: int | None = None) -> None:
        self.name = name
        self.port = port
        # A socket's path may have 107 bytes at most, so a folder deep inside another would not do.
        self.folder = Path(tempfile.mkdtemp(prefix="blogduck-db-"))
        self.socket = self.folder / "s"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "MariaDb":
        try:
            self._install()
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the server and deletes its data."""
        if self._process is not None:
            processes.stop(self._process)
            self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, sql: str) -> None:
        """Runs statements as the database's user."""
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", f"--user={self.name}", f"--password={self.name}"]
        done = subprocess.run([*command, self.name], input=sql, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"mariadb failed: {done.stderr[-1000:]}")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _install(self) -> None:
        self._data.mkdir()
        if os.geteuid() == 0:
            # The server refuses to run as root; Debian's package makes this user for it.
            shutil.chown(self.folder, "mysql")
            shutil.chown(self._data, "mysql")
        command = ["mariadb-install-db", "--no-defaults", f"--datadir={self._data}", "--skip-test-db"]
        command += ["--auth-root-authentication-method=normal", *self._as_user()]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"mariadb-install-db failed: {done.stdout[-1000:]}{done.stderr[-1000:]}")

    def _start(self) -> None:
        setup = self.folder / "setup.sql"
        setup.write_text(SETUP.format(name=self.name))
        setup.chmod(0o644)
        log = self.folder / "mariadbd.log"
        command = [shutil.which("mariadbd") or "/usr/sbin/mariadbd", "--no-defaults", *self._as_user(), *FRUGAL]
        command += [f"--port={self.port}", "--bind-address=127.0.0.1"] if self.port else ["--skip-networking"]
        command += [f"--datadir={self._data}", f"--socket={self.socket}", f"--pid-file={self.folder / 'pid'}"]
        self._process = processes.start([*command, f"--init-file={setup}"], log)
        processes.wait_until(self.socket.exists, self._process, log)

    @staticmethod
    def _as_user() -> list[str]:
        return ["--user=mysql"] if os.geteuid() == 0 else []
