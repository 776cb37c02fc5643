"""The items of one or several files, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.graphs.dataset import sha256
from loaders.graphs.item import Place
from loaders.graphs.json_form import form_of
from loaders.graphs.json_stream import items, values
from loaders.graphs.spool import Spool
from loaders.wikidata.item import QID, Item, Reader
from loaders.wikidata.labels import name_of
from loaders.wikidata.taken import taken

MOST_ITEMS = 10_000


@dataclass
class Gathered:
    """Items by number."""

    items: dict[str, Item] = field(default_factory=dict)

    def read(self, path: Path, spool: Spool, *, names: bool = False) -> None:
        """Add the items of a file; what is wrong with them is noted. Of one that comes twice the whole one stays.

        `names`: they are there to be named and to have a kind, and say nothing.
        """
        digest, reader = sha256(path), Reader(spool)
        for place, given in _entities(path, spool):
            item = reader.item(place, given)
            if item is None:
                continue
            item.sha256, item.whole = digest, item.whole and not names
            before = self.items.get(item.id)
            if before is not None and before.whole and item.whole:
                spool.problem(place, f"{item.id} stands in {before.place.file}:{before.place.line} already; keep one", field="id")
            elif before is None or item.whole:
                self.items[item.id] = item
            if len(self.items) > MOST_ITEMS:
                spool.problem(place, f"holds more than {MOST_ITEMS:,} items; split it into several files", gap=True)
                return

    def whole(self) -> list[Item]:
        """The items that say something, in the order in which they came."""
        return [item for item in self.items.values() if item.whole]

    def kind(self, qid: str) -> str:
        """One of our kinds by the item's classes and, as far as they are here, the classes above; empty if none is known."""
        waiting = [each.item for each in self._values(qid, "P31")]
        seen: set[str] = set()
        while waiting and len(seen) < 1_000:
            class_ = waiting.pop(0)
            if class_ in taken().kinds:
                return taken().kinds[class_]
            if class_ not in seen:
                seen.add(class_)
                waiting += [each.item for each in self._values(class_, "P279")]
        return ""

    def classes(self, qid: str) -> list[str]:
        """The names of its classes, or their numbers."""
        found = dict.fromkeys(each.item for each in self._values(qid, "P31") if each.item)
        return [name_of(self.items.get(class_)) or class_ for class_ in found]

    def nameless(self) -> list[str]:
        """The numbers of the items that are named by what is taken, without a label here, in order."""
        return [qid for qid in dict.fromkeys(self._named()) if QID.fullmatch(qid) and not name_of(self.items.get(qid))]

    def _values(self, qid: str, property_: str) -> Iterator[Any]:
        item = self.items.get(qid)
        return item.values(property_) if item is not None else iter(())

    def _named(self) -> Iterator[str]:
        table = taken()
        said = (*table.roles, table.disputed, table.supported)
        for item in self.whole():
            yield from (each.item for each in item.values("P31") if each.item not in table.kinds)
            for property_ in table.relations:
                for each in item.statements.get(property_, ()):
                    yield each.main.item
                    yield from (snak.item for name in said for snak in each.qualifiers.get(name, ()))
                    yield from (snak.item for reference in each.references for name in table.publishers for snak in reference.get(name, ()))


def _entities(path: Path, spool: Spool) -> Iterable[tuple[Place, Any]]:
    if form_of(path) == "wikidata-entities":
        for name, place, value in items(path, spool, (), inside="entities"):
            # beside the entities wbgetentities says whether it succeeded
            if name not in ("success", "warnings", "batchcomplete"):
                yield place, value
    else:
        yield from values(path, spool)
