"""What lies among documents and is loaded as a whole: each by itself, so that one that is refused keeps nothing else out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cli.loads import checked_whole, foresee, load_whole
from cli.stores import loading_into, stopping
from graph.errors import LoadError, Problem, RecordError
from ui.importing import Outcome
from ui.loading_items import WantedItems
from ui.terminal import say

if TYPE_CHECKING:
    from graph.store import GraphStore
    from loaders import Loaded
    from loaders.contents import Contents, Whole

_TWICE = "would become the case {case}, as {other} does; rename one of them, or load it by itself"


@dataclass
class Among:
    """Brings each of `found`: items of Wikidata into `case`, if a person told one, tables with a mapping into that of the documents."""

    found: Contents
    case: str | None
    into: str | None
    dry: bool
    network: bool
    _held: dict[tuple[str, str], str] = field(default_factory=dict)

    def bring(self, store: str | None, came: list[Outcome]) -> bool:
        """Load them, or say what each would become, and tell in `came` what became of it; False if any was refused."""
        if not self.found.wholes:
            return True
        with loading_into(store, dry=self.dry) as opened:
            for whole in self.found.wholes:
                came.append(self._one(opened, whole, came))
        return all(outcome.state != "refused" for outcome in came)

    def _one(self, store: GraphStore, whole: Whole, came: list[Outcome]) -> Outcome:
        place = self.found.places[whole]
        try:
            if isinstance(whole, Path) and self._is_for_items(whole):
                with stopping("Stopped; load it again: what was fetched is kept"):
                    WantedItems(str(whole)).bring(store, self.case, network=self.network, dry=self.dry)
                return Outcome(place, state="would load" if self.dry else "new")
            loaded = replace(next(checked_whole([whole], None, self.case, otherwise=self.into)), path=Path(place))
            self._refuse_second(loaded)
            return foresee(store, loaded, came) if self.dry else load_whole(store, loaded)
        except (LoadError, RecordError) as error:
            problems = (isinstance(error, LoadError) and tuple(error.problems)) or (Problem(str(error), place),)
            if isinstance(whole, Path) and whole.is_file():
                problems = tuple(replace(problem, file=place) for problem in problems)
            for problem in problems:
                say(f"refused: {problem}", "red")
            return Outcome(place, problems=problems)

    def _is_for_items(self, path: Path) -> bool:
        from loaders import wikidata

        return wikidata.recognises(path) and (self.network or bool(self.case))

    def _refuse_second(self, loaded: Loaded) -> None:
        """Two of one key would take each other's place."""
        key = (loaded.name, loaded.imported.name if loaded.imported else "")
        other = self._held.setdefault(key, str(loaded.path))
        if other != str(loaded.path):
            raise LoadError(_TWICE.format(case=loaded.name, other=other))
