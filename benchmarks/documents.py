"""A thousand articles read, searched and stored: seconds, words a second and memory, beside spaCy alone on the same texts.

Run with `python -m benchmarks.documents [NUMBER]`; exit code 1 if the limit is missed: 180 s for 1,000 on two processors. The articles are
made up of sentences and names that are nobody's, 500 words each. `later` is how long the last quarter took for each second of the first:
near 1, what is there already does not slow down what comes.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from graph.store import open_store
from loaders.extraction import sentences
from loaders.extraction.page import plain
from loaders.extraction.trees import parsed
from loaders.inputs import inputs
from loaders.problems import Problems
from ui.importing import Importing

NUMBER, WORDS, LIMIT = 1_000, 500, 180.0  # articles, words each, seconds
_FIRST = ["Ida", "Ole", "Marta", "Pavel", "Lin", "Samira", "Tomas", "Greta", "Kofi", "Amina", "Jonas", "Elif", "Rosa", "Viktor", "Hana"]
_LAST = ["Holm", "Rask", "Okoye", "Novak", "Brandt", "Haddad", "Lindqvist", "Moreau", "Castell", "Petrov", "Amsel", "Tanaka"]
_BODY = ["Harbour", "Customs", "Interior", "Treasury", "Fisheries", "Transport", "Border", "Energy", "Records", "Census"]
_FORM = ("{} Ministry", "{} Agency", "National {} Board", "{} Inspectorate", "{} Bureau")
_SENTENCES = (
    "{p} met {q} in {c} on {d} {m} {y}, according to the {o}.",
    "{p}, a former deputy head of the {o}, denied that he had been paid by {q}.",
    "A spokeswoman for the {o} said the inquiry into {p} would go on until the end of the year.",
    "“We have seen no such letter,” {p} told The {c} Courier.",
    "Officials who asked not to be named said {q} had left the {o} in {m} {y}.",
    "The {o} searched the office of {p} in {c} after a complaint by {q}.",
    "{q} was appointed to the board of the {o} in {y} and resigned two years later.",
    "It was not clear why the contract had been signed, and nobody answered calls on {m} {d}.",
    "The papers, which The {c} Courier has read, allegedly show that {p} reported to {q}.",
    "Later that week the port was quiet, the weather turned, and the ships that had waited outside came in one after the other.",
)
_CITIES = ["Lisbon", "Oslo", "Nairobi", "Lima", "Hanoi", "Tunis", "Riga", "Quito", "Accra", "Perth"]
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def article(chance: random.Random) -> str:
    """One article of about WORDS words."""
    people = [f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(6)]
    bodies = [chance.choice(_FORM).format(chance.choice(_BODY)) for _ in range(4)]
    parts, words = [], 0
    while words < WORDS:
        p, q = chance.sample(people, 2)
        given = {"c": chance.choice(_CITIES), "d": chance.randint(1, 28), "m": chance.choice(_MONTHS), "y": chance.randint(2015, 2024)}
        told = chance.choice(_SENTENCES).format(p=p, q=q, o=chance.choice(bodies), **given)
        parts.append(told)
        words += len(told.split())
    return f"Inquiry goes on\n\nBy {chance.choice(people)}\n\n" + "\n\n".join(
        " ".join(parts[at : at + 4]) for at in range(0, len(parts), 4)
    )


def bring(folder: Path) -> dict[str, float]:
    """All of them into an empty embedded store, in this process and those that it starts."""
    given = tuple(inputs([folder / "articles"], Problems()))
    ends: list[float] = []
    with open_store(f"embedded:{folder / 'store'}") as store:
        began = time.perf_counter()
        found = []
        for outcome in Importing(store, "articles").run(given):
            found.append(outcome)
            ends.append(time.perf_counter() - began)
        took = time.perf_counter() - began
        claims = store.read("MATCH (c:Claim) RETURN count(c)").rows[0][0]
    assert all(outcome.state == "new" for outcome in found), [outcome for outcome in found if outcome.state != "new"][:1]
    quarter = max(1, len(ends) // 4)
    later = (ends[-1] - ends[-1 - quarter]) / ends[quarter - 1]
    memory = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    words = sum(outcome.words for outcome in found)
    return {"took": took, "words": words, "claims": claims, "later": later, "memory": memory[0], "largest": memory[1]}


def spacy_alone(folder: Path, most: int = 100) -> float:
    """Words a second of the model alone, in one process, over the first articles."""
    texts = [plain(path.read_text("utf-8")) for path in sorted((folder / "articles").iterdir())[:most]]
    parsed(texts[0], sentences.split(texts[0]))
    began = time.perf_counter()
    for text in texts:
        parsed(text, sentences.split(text))
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - began)


def main(number: int) -> int:
    """Print the table; 1 if the limit was missed."""
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        (folder / "articles").mkdir()
        chance = random.Random(1)
        for at in range(number):
            (folder / "articles" / f"article-{at:04}.txt").write_text(article(chance), "utf-8")
        ran = subprocess.run([sys.executable, "-m", "benchmarks.documents", "bring", named], capture_output=True, text=True, check=True)
        found = json.loads(ran.stdout)
        alone = spacy_alone(folder)
    limit = LIMIT * number / NUMBER
    speed = found["words"] / found["took"]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{number:,} articles, {found['words']:,} words, {found['claims']:,} claims: {found['took']:.0f} s, limit {limit:.0f}{load}")
    print(f"{speed:,.0f} words a second, {speed / alone:.2f} times spaCy alone in one process ({alone:,.0f}); later {found['later']:.2f}")
    print(f"memory: {found['memory']:.0f} MB in the process that stores, {found['largest']:.0f} MB in the largest of those that it started")
    return 0 if found["took"] <= limit else 1


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(bring(Path(sys.argv[2]))))
        sys.exit(0)
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) == 2 else NUMBER))
