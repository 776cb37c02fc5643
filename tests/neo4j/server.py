"""A real Neo4j server for the tests: its libraries from Maven Central, once, and a process of Java for each home folder.

`python tests/neo4j/server.py` only fetches the libraries; `… serve` also runs a server until it is interrupted.
"""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

ROOT = Path(__file__).parents[2]
POM = Path(__file__).with_name("pom.xml")
START_SECONDS = 120
OPENED = ("java.nio", "java.io", "sun.nio.ch")
QUICK = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Compiles less: what starts sooner and runs slower."""
LASTING = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Serves a whole run of the tests; what they ask is never asked often enough for what would compile it better."""
PLAIN = ("-Xmx512m",)
"""As it comes; to measure."""
SETTINGS = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.memory.pagecache.size=128m
dbms.usage_report.enabled=false
dbms.security.auth_max_failed_attempts=0
{more}"""
OFTEN_EMPTY = "dbms.cypher.min_replan_interval=1h\n"
"""Keeps how a query is answered: a store that tests empty and fill is so different every time that all would be planned anew."""


def missing() -> str | None:
    """What this machine lacks to run Neo4j, in words; None if nothing."""
    if shutil.which("java") is None:
        return "Java 17 is not installed, which Neo4j needs"
    if not _folder().is_dir() and shutil.which("mvn") is None:
        return "Maven is not installed, which fetches Neo4j"
    return None


def _folder() -> Path:
    found = re.search(r"<neo4j.version>(.+)</neo4j.version>", POM.read_text(encoding="utf-8"))
    assert found is not None
    return ROOT / ".cache" / "neo4j" / found[1] / "lib"


def library() -> Path:
    """The folder with Neo4j's libraries; fetched when it is not there (about 240 files, 130 MB)."""
    folder = _folder()
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent))
        command = [
            "mvn",
            "-q",
            "-B",
            "-f",
            str(POM),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={fresh}",
            "-DincludeScope=runtime",
        ]
        subprocess.run(command, check=True, stdout=sys.stderr)
        # another test run may have been faster
        with contextlib.suppress(OSError):
            fresh.replace(folder)
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


class Neo4jServer:
    """A server of its own: a free port on 127.0.0.1, a random password, everything it writes in one folder."""

    user = "neo4j"

    def __init__(self, home: Path, java: Sequence[str] = QUICK, more: str = "") -> None:
        """`java`: what its process is told of memory, compiling and garbage; `more`: settings of the server."""
        self.home = home
        self._java = java
        self.password = secrets.token_urlsafe(16)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None
        (home / "conf").mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=self.port, more=more), encoding="utf-8")

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> Neo4jServer:
        """Start it and wait until it answers; the first time, its password is set."""
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
        command = ["java", "-Xms512m", *self._java, "-cp", f"{library()}/*", *opened, "-Dlog4j2.disable.jmx=true"]
        command += ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with (self.home / "console.txt").open("ab") as console:
            self._process = subprocess.Popen(command, stdout=console, stderr=console, start_new_session=True)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"Neo4j did not start: {(self.home / 'console.txt').read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.2)
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it in good order."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            with neo4j.GraphDatabase.driver(self.uri, auth=(self.user, self.password)) as driver:
                driver.verify_connectivity()
        except neo4j.exceptions.AuthError:
            return self._set_password()
        except (OSError, DriverError, Neo4jError):
            return False
        return True

    def _set_password(self) -> bool:
        try:
            with (
                neo4j.GraphDatabase.driver(self.uri, auth=(self.user, "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $fresh", fresh=self.password).consume()
        except (DriverError, Neo4jError):
            return False
        return True


if __name__ == "__main__":
    sys.stdout.write(f"{library()}\n")
    if sys.argv[1:] == ["serve"]:
        with tempfile.TemporaryDirectory() as home:
            server = Neo4jServer(Path(home) / "neo4j").start()
            sys.stdout.write(f"{server.uri}\n{server.user}\n{server.password}\n")
            sys.stdout.flush()
            try:
                signal.pause()
            finally:
                server.stop()
