"""Words a second and peak memory of what is found in documents, with trees and by rules alone, on one core.

Run with `python -m benchmarks.extraction`; exit code 1 if a limit is missed. All annotated documents of tests/gold, each read
once and on its own, as a load meets them: what is remembered of words helps only where these come again in other texts. Seconds are those
of the processor, so that other work on the machine counts less. Each way runs in a process of its own, which tells its peak memory, model
and all. `model` is the model alone on the same sentences, for comparison on a busy machine: it has no limit.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from contextlib import suppress
from time import process_time

from loaders.evaluation import Document, extracted, gold
from loaders.extraction import sentences
from loaders.extraction.page import plain
from loaders.extraction.trees import parsed
from tests.conftest import ROOT

LIMITS = {"model": 0, "trees": 4_000, "rules": 25_000}  # words a second


def read(document: Document, way: str) -> None:
    """Read one document in one way."""
    if way == "model":
        text = plain(document.text)
        parsed(text, sentences.split(text))
    else:
        extracted(document, trees=way == "trees")


def measure(way: str) -> dict[str, float]:
    """One way, in this process: words a second behind the first document, seconds until that one is done, memory in MB."""
    first_one, *documents = (each for folder in sorted((ROOT / "tests" / "gold").glob("*/")) for each in gold.read(folder))
    words = sum(len(each.text.split()) for each in documents)
    start = process_time()
    read(first_one, way)
    first = process_time() - start
    start = process_time()
    for each in documents:
        read(each, way)
    speed = words / (process_time() - start)
    return {"words": words, "speed": speed, "first": first, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> int:
    """Print the table; 1 if a limit was missed."""
    print(f"{'':>6} {'words':>7} {'words/s':>9} {'limit':>7} {'times':>6} {'first':>8} {'memory':>9}")
    missed = 0
    for way, limit in LIMITS.items():
        ran = subprocess.run([sys.executable, "-m", "benchmarks.extraction", way], capture_output=True, text=True, check=True)
        found = json.loads(ran.stdout)
        times = found["speed"] / limit if limit else 1.0
        missed += times < 1
        figures = f"{found['words']:>7,} {found['speed']:>9,.0f} {limit:>7,} {times:>6.2f}"
        print(f"{way:>6} {figures} {found['first']:>6.2f} s {found['memory']:>6.0f} MB", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) == 2:
        with suppress(AttributeError, OSError):  # no such thing on macOS
            os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
        print(json.dumps(measure(sys.argv[1])))
        sys.exit(0)
    sys.exit(main())
