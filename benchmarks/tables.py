"""Tables read by a mapping, checked and handed out as records, beside a bare loop of csv.reader over the same files; and the memory of it.

Run with `python -m benchmarks.tables` (`--help` tells how to measure less); exit code 1 if a limit is missed.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import loaders

ENTITIES, RELATIONS = 100_000, 500_000
FEW = 0.02  # part of the full size, whose memory is compared with that of all
LIMIT_RATIO, LIMIT_GROWTH = 80.0, 60.0  # of the bare loop; MB
MAPPING = """name: registry
tables:
  - file: people.csv
    entities:
      - {id: {column: id}, name: {column: name}, kind: person, country: {column: country}, properties: [born]}
  - file: ties.csv
    relations:
      - {subject: {column: from}, predicate: {column: type}, object: {column: to}, when: {column: date}, properties: [amount]}
"""


def write(folder: Path, scale: float) -> Path:
    """Two tables and their mapping; gives back its path."""
    people = round(ENTITIES * scale)
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id", "name", "country", "born"])
        out.writerows([f"p{each}", f"Person number {each}", "DK" if each % 3 else "NA", f"19{each % 90 + 10}"] for each in range(people))
    with (folder / "ties.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["from", "to", "type", "date", "amount"])
        for each in range(round(RELATIONS * scale)):
            out.writerow([f"p{each % people}", f"p{each * 7919 % people}", "PAID", f"2021-{each % 12 + 1:02}", str(each)])
    mapping = folder / "registry.yml"
    mapping.write_text(MAPPING, "utf-8")
    return mapping


def ours(mapping: Path) -> tuple[float, int]:
    """Seconds of the processor until all is checked, and the number of records, all of them handed out."""
    began = time.process_time()
    loaded = loaders.load(mapping)
    checked = time.process_time() - began
    return checked, sum(1 for _ in loaded)


def bare(folder: Path) -> float:
    """Seconds of the processor that the least takes which reads the same files."""
    began = time.process_time()
    for name in ("people.csv", "ties.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass
    return time.process_time() - began


def compare(scale: float, rounds: int) -> bool:
    """Time both in turn; whether ours stays within the limit."""
    with tempfile.TemporaryDirectory() as folder:
        mapping = write(Path(folder), scale)
        times: list[tuple[float, float, float]] = []
        number = 0
        for _ in range(rounds):
            least = bare(Path(folder))
            began = time.process_time()
            checked, number = ours(mapping)
            times.append((checked, time.process_time() - began, least))
        checked, took, least = (median(each) for each in zip(*times, strict=True))
    ratio = took / least
    print(
        f"{number:,} records by mapping: checked after {checked:.1f} s of the processor, handed out after {took:.1f} s, "
        f"{number / took:,.0f} records a second; bare csv.reader {least:.2f} s; ratio {ratio:.0f} "
        f"(at most {LIMIT_RATIO:.0f}; median of {rounds})",
        flush=True,
    )
    return ratio <= LIMIT_RATIO


def peak(scale: float) -> float:
    """Read tables of this size in a process of its own; its peak memory in MB."""
    command = [sys.executable, "-m", "benchmarks.tables", "--once", str(scale)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def once(scale: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours(write(Path(folder), scale))
    # Linux counts in kB, macOS in bytes
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def memory(scale: float) -> bool:
    """Compare few rows with many; whether the growth stays within the limit."""
    few, many = peak(scale * FEW), peak(scale)
    rows = round((ENTITIES + RELATIONS) * scale)
    print(
        f"{round(rows * FEW):,} rows: {few:.0f} MB at most, {rows:,} rows: {many:.0f} MB; "
        f"growth {many - few:.0f} MB (less than {LIMIT_GROWTH:.0f})"
    )
    return many - few < LIMIT_GROWTH


def main() -> int:
    """Measure; 1 if a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="part of the full size")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--skip-memory", action="store_true")
    parser.add_argument("--once", type=float, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        once(given.once)
        return 0
    held = [compare(given.scale, given.rounds)]
    if not given.skip_memory:
        held.append(memory(given.scale))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
