"""Speed of finding duplicates: 100,000 generated names with 1,000 planted second spellings, beside all pairs of a sample by rapidfuzz.

Run with `python -m benchmarks.duplicates`; exit code 1 if a limit is missed.
"""

from __future__ import annotations

import random
import resource
import sys
from time import process_time

import numpy as np
from rapidfuzz import fuzz, process

from graph.duplicates.candidate import POSSIBLE, Subject
from graph.duplicates.names import name_of
from graph.duplicates.ranking import ranked

NAMES, PLANTED, SAMPLE = 100_000, 1_000, 5_000
SHOWN = 30_000
"""So many of the best pairs are kept: many of the generated names are equal by chance."""
LIMIT = 60.0  # seconds of one core, so that what else the machine does is not counted
LEAST = 0.95  # of the planted ones
SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ren",
    "ta",
    "vo",
    "shi",
    "dor",
    "len",
    "gra",
    "pe",
    "qui",
    "sa",
    "ban",
    "el",
    "or",
    "in",
    "uth",
    "zé",
    "ña",
    "wei",
)


def generated(seed: int = 5) -> tuple[list[str], list[str]]:
    """Names of two words, and for each of the first 1,000 a second spelling."""
    made = random.Random(seed)
    family = ["".join(made.choices(SYLLABLES, k=made.choice((2, 3)))).title() for _ in range(20_000)]
    given = ["".join(made.choices(SYLLABLES, k=made.choice((2, 3)))).title() for _ in range(3_000)]
    names = [f"{made.choice(given)} {made.choice(family)}" for _ in range(NAMES - PLANTED)]
    ways = (
        lambda first, last: f"{last} {first}",
        lambda first, last: f"{first[0]}. {last}",
        lambda first, last: f"{first[:2]}-{first[2:]} {last}",
        lambda first, last: f"{last.upper()}, {first}",
    )
    return names, [ways[number % len(ways)](*name.split()) for number, name in enumerate(names[:PLANTED])]


def all_pairs(names: list[str]) -> float:
    """Seconds for every pair of some names by rapidfuzz in C, on one core, block by block."""
    words = [" ".join(name_of(name).words) for name in names]
    began = process_time()
    for at in range(0, len(words), 1_000):
        process.cdist(words[at : at + 1_000], words, scorer=fuzz.token_sort_ratio, score_cutoff=80, dtype=np.uint8)
    return process_time() - began


def main() -> int:
    """Print the figures; 1 if a limit is missed."""
    names, planted = generated()
    began = process_time()
    subjects = [Subject(f"p{number:06}", "person", (name_of(name),)) for number, name in enumerate([*names, *planted])]
    read = process_time() - began
    found = ranked(subjects, SHOWN)
    took = process_time() - began
    wanted = {(f"p{number:06}", f"p{NAMES - PLANTED + number:06}") for number in range(PLANTED)}
    held = {(one.a, one.b) for one in found.candidates if one.score >= POSSIBLE}
    recall = len(wanted & held) / PLANTED
    peer = all_pairs(names[:SAMPLE])
    whole = peer * (NAMES / SAMPLE) ** 2
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{NAMES:,} names: {took:.1f} s ({read:.1f} s of them to fold the names), limit {LIMIT:.0f} s: {took / LIMIT:.2f} of it")
    print(f"{found.compared:,} pairs compared of {NAMES * (NAMES - 1) // 2:,}; {found.cut:,} entities cut from blocks; {memory:,.0f} MB")
    print(f"planted second spellings among the candidates: {recall:.1%}, limit {LEAST:.0%}")
    print(f"all pairs of {SAMPLE:,} names by rapidfuzz: {peer:.1f} s; of all at that rate {whole:,.0f} s, {whole / took:,.0f} times ours")
    return int(took > LIMIT or recall < LEAST)


if __name__ == "__main__":
    sys.exit(main())
