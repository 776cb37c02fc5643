"""`make bench`: every benchmark in a process of its own, one after the other. Exit code 1 if any of them missed a limit."""

from __future__ import annotations

import subprocess
import sys
import time

ALL = [
    *("evidence", "duplicates", "extraction", "readers", "confidence", "documents", "tables", "loading", "layout"),
    *("start", "query_page", "snapshot", "export", "engines", "store", "canvas"),
]


def main() -> int:
    """Run all of them, or those named as arguments; say which missed a limit."""
    chosen = sys.argv[1:] or list(ALL)
    missed = []
    for name in chosen:
        began = time.perf_counter()
        print(f"\n=== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            missed.append(name)
        print(f"({name}: {time.perf_counter() - began:.0f} s)", flush=True)
    print(f"\nmissed a limit: {', '.join(missed)}" if missed else "\nall limits held")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
