"""Asking www.wikidata.org for items and names, only when a person asked for that: one request at a time, answers kept on disk.

Its rules (https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy, https://www.mediawiki.org/wiki/API:Etiquette):
a user agent that says who asks, no requests side by side, waiting as `Retry-After` says.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from graph.errors import LoadError
from loaders.address import Address, FetchLimits, Question, Reply, ask, is_public
from loaders.retry import waiting
from loaders.wikidata.item import QID
from loaders.wikidata.kept import Kept, folder

HOST = "www.wikidata.org"
MOST_ITEMS, MOST_NAMES, TOGETHER = 1_000, 2_000, 50
"""Items and names that are asked for in one go, and names in one request (the API's own bound)."""
TRIES, LONGEST_WAIT, BUSY_WAIT = 4, 120.0, 5.0
"""Times that one thing is asked for, and seconds: the longest wait that is obeyed, and the one where none is told."""
_BUSY = (429, 500, 502, 503, 504)


@dataclass
class Service:
    """`told` hears in words what goes on; `wait` and `allowed` are there to be tried on a server of one's own."""

    base: str = f"https://{HOST}"
    kept: Kept = field(default_factory=lambda: Kept(folder()))
    limits: FetchLimits = field(default_factory=lambda: FetchLimits(bytes=10_000_000, seconds=60.0, redirects=3))
    allowed: Callable[[Address], bool] = is_public
    wait: Callable[[float], None] = time.sleep
    told: Callable[[str], None] = lambda _: None
    asked: int = 0
    """Requests that were made."""

    def items(self, qids: Iterable[str]) -> Iterator[Path]:
        """The file of each item, as Special:EntityData gives it. Raises LoadError for what cannot be had."""
        wanted = list(dict.fromkeys(qids))
        if len(wanted) > MOST_ITEMS:
            raise LoadError(f"{len(wanted):,} items are more than the {MOST_ITEMS:,} that are asked for in one go; split the list")
        for number, qid in enumerate(wanted, 1):
            self.told(f"{qid}, {number:,} of {len(wanted):,}")
            yield self.kept.get(f"{qid}.json") or self._item(qid)

    def names(self, qids: Iterable[str]) -> Iterator[Path]:
        """A file with the labels of each item; of those beyond MOST_NAMES none, and of those that Wikidata does not have."""
        wanted = list(dict.fromkeys(qids))[:MOST_NAMES]
        lacking = []
        for qid in wanted:
            found = self.kept.get(f"{qid}.json") or self.kept.get(f"{qid}.names.json")
            if found is not None:
                yield found
            else:
                lacking.append(qid)
        for start in range(0, len(lacking), TOGETHER):
            self.told(f"names, {start:,} of {len(lacking):,}")
            yield from self._names(lacking[start : start + TOGETHER])

    def _item(self, qid: str) -> Path:
        reply = self._reply(f"{self.base}/wiki/Special:EntityData/{qid}.json", qid)
        if reply.status == 404:
            raise LoadError(f"there is no item {qid} at {HOST}; correct the number, or leave it out")
        found = self._entities(reply, qid)
        if not any(QID.fullmatch(name) for name in found):
            raise LoadError(f"{HOST} answered for {qid} with something else than an item")
        return self.kept.put(f"{qid}.json", reply.data)

    def _names(self, qids: list[str]) -> Iterator[Path]:
        given = {"action": "wbgetentities", "ids": "|".join(qids), "props": "labels", "format": "json", "formatversion": "2"}
        found = self._entities(self._reply(f"{self.base}/w/api.php?{urlencode(given)}", qids[0]), qids[0])
        for qid in qids:
            item = found.get(qid)
            if isinstance(item, dict) and "missing" not in item:
                # of one that was merged into another: what is wanted is the name of this number
                told = {"type": "item", "id": qid, "labels": item.get("labels", {})}
                yield self.kept.put(f"{qid}.names.json", json.dumps({"entities": {qid: told}}).encode())

    def _entities(self, reply: Reply, about: str) -> dict[str, Any]:
        if reply.status != 200:
            raise LoadError(f"{HOST} answered {reply.status} {reply.reason} when asked for {about}; try again later".replace("  ", " "))
        try:
            found = json.loads(reply.data)["entities"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise LoadError(f"{HOST} answered for {about} with something else than its JSON; try again later") from error
        if not isinstance(found, dict):
            raise LoadError(f"{HOST} answered for {about} with something else than its JSON; try again later")
        return found

    def _reply(self, address: str, about: str) -> Reply:
        """What it answers; asked again where it is busy, after the time that it tells."""
        question = Question(address, {"user-agent": agent(), "accept": "application/json"}, stay=True)
        for turn in range(1, TRIES + 1):
            self.asked += 1
            reply = ask(question, limits=self.limits, allowed=self.allowed)
            if reply.status not in _BUSY:
                return reply
            seconds = waiting(reply.headers.get("retry-after", ""), BUSY_WAIT * 2 ** (turn - 1))
            if seconds > LONGEST_WAIT or turn == TRIES:
                break
            self.told(f"{HOST} is busy and asks for {seconds:.0f} s of patience")
            self.wait(seconds)
        text = f"{HOST} answered {reply.status} when asked for {about} and wants to be left alone for {seconds:,.0f} s"
        raise LoadError(f"{text}; load again after that: what came is kept and not asked for again")


def agent() -> str:
    """Who asks, as the rules want it: the program with its version, and how to reach its user where REDSTRING_CONTACT says so."""
    try:
        number = version("redstring")
    except PackageNotFoundError:
        number = "0"
    contact = "".join(c for c in os.environ.get("REDSTRING_CONTACT", "") if c.isascii() and c.isprintable())[:200]
    return f"Redstring/{number} ({contact or 'run by one person on their own machine'}) python-httpx"
