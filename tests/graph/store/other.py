"""A second process at a store, led line by line over its standard input. Run as a file: `other.py FOLDER`.

`read CYPHER`, `write CYPHER` and `quit` are answered with one line of JSON each; the first line tells that the store is open.
"""

from __future__ import annotations

import json
import sys

from graph.errors import RedstringError
from graph.store import open_store


def say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    with open_store(f"embedded:{sys.argv[1]}") as store:
        say("open")
        for line in sys.stdin:
            command, _, cypher = line.strip().partition(" ")
            try:
                if command == "quit":
                    break
                answer = store.read(cypher).rows if command == "read" else store.execute(cypher).nodes_created
            except RedstringError as error:
                answer = f"{type(error).__name__}: {error}"
            say(answer)


if __name__ == "__main__":
    main()
