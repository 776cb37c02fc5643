"""Loads a made case, slowly enough to be killed in the middle. Run as a file: `loading.py ADDRESS [BATCH]`; each line is the
progress so far, told after so many rows by the bulk way.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
PEOPLE, ROWS = 300, 5_500
NAME = "made"


def records() -> Iterator[object]:
    """A case with evidence and a data set of rows: 300 entities, 5,500 relationships (two batches), 20 statements with claims."""
    from graph.model import Case, Claim, Entity, Row, Source, Statement, Voice

    yield Case(case=NAME, title="A made case")
    yield Voice(case=NAME, key="voice:paper", name="The Paper", kind="outlet")
    yield Source(case=NAME, key="src:paper", publisher="voice:paper", title="An article", published="2021-06-17")
    yield Source(case=NAME, key="src:rows", publisher="voice:paper", title="A data set", published="2021", kind="dataset")
    for number in range(PEOPLE):
        yield Entity(case=NAME, key=f"person:p{number}", name=f"Person {number}", kind="person")
    for number in range(20):
        said = {"subject": f"person:p{number}", "object": f"person:p{number + 1}", "predicate": "met"}
        yield Statement(case=NAME, slug=f"s{number}", **said)
        yield Claim(case=NAME, statement=f"s{number}", source="src:paper", chain=("voice:paper",))
    for number in range(ROWS):
        ends = {"subject": f"person:p{number % PEOPLE}", "object": f"person:p{number * 7 % PEOPLE}"}
        yield Row(case=NAME, predicate="paid", source="src:rows", row=number + 1, **ends)


def main() -> None:
    from graph.load import load
    from graph.store import bulk, open_store

    bulk.BATCH = int(sys.argv[2]) if len(sys.argv) > 2 else bulk.BATCH

    def told(progress: object) -> None:
        sys.stdout.write(f"{progress}\n")
        sys.stdout.flush()

    with open_store(sys.argv[1]) as store:
        load(store, records(), name=NAME, progress=told)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
