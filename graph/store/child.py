"""The embedded engine's own process: Bolt on 127.0.0.1, until standard input closes. Run as a file by `engine.py`, never imported.

One line of JSON comes in on standard input (folder, ports, password, database), so that `ps` shows no password; one line of JSON
goes out on standard output ({"ready": version, "bulk": port} or {"error": message}).
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import threading
from pathlib import Path
from typing import Any

STOP_SECONDS = 0.5
CLOSED = ("arcadedb.opencypher.loadCsv.allowFileUrls", "arcadedb.opencypher.loadCsv.allowRemoteUrls")
"""No query reads a file or an address, whoever asks it."""
PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"


def start(settings: dict[str, Any]) -> tuple[Any, str, int]:
    """Start the server and open its database; gives back the server, the engine's version, and the port of the bulk way in."""
    # it takes numpy along if it can, a fifth of a second of every start, and nobody hands it an array here
    sys.modules["numpy"] = None  # type: ignore[assignment]
    import arcadedb

    # this file's neighbours cannot be imported (see `engine.py`); it is read first, for the owner is told only once all of it answers
    serve = runpy.run_path(str(Path(__file__).with_name("bulk_child.py")))["serve"]
    config = {
        "host": "127.0.0.1",
        "http_port": settings["http_port"],
        "bolt_port": settings["bolt_port"],
        "server_plugins": PLUGIN,
        # the other mode hides what is wrong with a query
        "mode": "development",
    }
    server = arcadedb.create_server(settings["folder"], root_password=settings["password"], config=config)
    server.start()
    name = settings["database"]
    exists = (Path(settings["folder"]) / "databases" / name).is_dir()
    database = server.get_database(name) if exists else server.create_database(name)
    for setting in CLOSED:
        database.command("sql", f"ALTER DATABASE `{setting}` false")
    return server, arcadedb.__version__, serve(database, settings["folder"], settings["password"])


def say(message: dict[str, Any]) -> None:
    """Tell the owner, in one line."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Serve until the owner closes standard input, or ends: the operating system closes it then."""
    settings = json.loads(sys.stdin.readline())
    try:
        server, version, bulk = start(settings)
    except Exception as error:  # noqa: BLE001 - whatever it is, the owner must be told before this process ends
        say({"error": f"{type(error).__name__}: {error}"})
        return 1
    say({"ready": version, "bulk": bulk})
    sys.stdin.read()
    # a query that will not stop would hold up the stopping; what is committed is safe either way
    stopper = threading.Timer(STOP_SECONDS, os._exit, (0,))
    stopper.daemon = True
    stopper.start()
    server.stop()
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    # the engine's own threads must not keep the process
    os._exit(code)
