"""Items of Wikidata as records of a case: entities, what is said of them, and who says it there (docs/loaders/wikidata.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph.model import AnyRecord, Citation, Claim, Entity, Source, Statement, Voice, VoiceKind, digest
from loaders.graphs.dates import edtf
from loaders.graphs.names import NO_KIND, kind_of
from loaders.graphs.spool import Spool
from loaders.wikidata.gathered import Gathered
from loaders.wikidata.item import QID, Item, Said, Snak
from loaders.wikidata.labels import aliases, name_of
from loaders.wikidata.references import WIKIDATA, Reference, reference_of, voice_of
from loaders.wikidata.taken import Relation, taken
from loaders.wikidata.times import interval, time_of

PAGE = "https://www.wikidata.org/wiki/"
VERSION = "https://www.wikidata.org/w/index.php?title={}&oldid={}"
_MOST_CITED = 1_000
_DEPRECATED = "Wikidata keeps this statement as deprecated: known to be wrong, or no longer held"


@dataclass(frozen=True)
class Held:
    """What a case has already: keys of entities by the item of Wikidata that they are."""

    entities: Mapping[str, str] = field(default_factory=dict)


def records(found: Gathered, case: str, spool: Spool, held: Held | None = None) -> Iterator[AnyRecord]:
    """Voices, entities, sources, statements and claims of the items; what is doubtful is noted in the spool."""
    made = _Records(found, case, spool, held or Held())
    for item in found.whole():
        made.take(item)
    made.nameless()
    yield from made.voices.values()
    yield from made.entities.values()
    yield from made.sources.values()
    yield from made.statements.values()
    yield from made.claims.values()


class _Records:
    def __init__(self, found: Gathered, case: str, spool: Spool, held: Held) -> None:
        self.found, self.case, self.spool, self.held = found, case, spool, held
        self.voices = {WIKIDATA: Voice(case=case, key=WIKIDATA, name="Wikidata", kind=VoiceKind.dataset)}
        self.entities: dict[str, Entity] = {}
        self.sources: dict[str, Source] = {}
        self.statements: dict[str, Statement] = {}
        self.claims: dict[str, Claim] = {}
        for item in found.whole():
            self.entities[self._key(item.id)] = self._entity(item)

    # Entities ----------------------------------------------------------------------------------------------------------------

    def _key(self, qid: str) -> str:
        return self.held.entities.get(qid, f"wikidata:{qid}")

    def _entity(self, item: Item) -> Entity:
        table = taken()
        classes = self.found.classes(item.id)
        kind = self.found.kind(item.id)
        if not kind and classes and not QID.fullmatch(classes[0]):
            kind = kind_of(classes[0])
        more = [("", each.text) for name in table.names for each in item.values(name) if each.text]
        ids = {"wikidata": item.id}
        for property_, scheme in table.identifiers.items():
            if value := next((each.text for each in item.values(property_) if each.text), ""):
                ids[scheme] = value
        return Entity(
            case=self.case,
            key=self._key(item.id),
            name=name_of(item) or item.id,
            kind=kind or NO_KIND,
            aliases=aliases(item, more),
            ids=ids,
            when=self._dates(item),
            note=item.description,
            properties=self._properties(item, classes if kind != "person" else []),
        )

    def _dates(self, item: Item) -> str | None:
        ends: dict[str, list[Snak]] = {"begins": [], "ends": [], "at": []}
        for property_, side in taken().dates.items():
            ends[side] += item.values(property_)
        time = time_of(ends["at"][0]) if ends["at"] else interval(ends["begins"][:1], ends["ends"][:1])
        if time.doubt:
            self._doubt(item, "dates", f"its date: {time.doubt}")
        return time.edtf or None

    def _properties(self, item: Item, classes: list[str]) -> dict[str, str]:
        table = taken()
        named = ", ".join(name for name in classes[:20] if not QID.fullmatch(name))
        found = {"instance of": named} if named else {}
        if site := next((each.text for each in item.values(table.website) if each.text.lower().startswith(("http://", "https://"))), ""):
            found["website"] = site
        for each in item.values(table.coordinates):
            for name in ("latitude", "longitude"):
                if each.type == "globecoordinate" and (value := str(each.value.get(name, ""))[:40]):
                    found.setdefault(name, value)
        return found

    def _other(self, qid: str, kind: str) -> str:
        """The key of an item that a statement names, as an entity."""
        key = self._key(qid)
        if key not in self.entities:
            name, ids = name_of(self.found.items.get(qid)) or qid, {"wikidata": qid}
            self.entities[key] = Entity(case=self.case, key=key, name=name, kind=self.found.kind(qid) or kind, ids=ids)
        return key

    def nameless(self) -> None:
        """Say which items that are named have no name here."""
        if lacking := self.found.nameless():
            place = self.found.whole()[0].place
            told = f"{', '.join(lacking[:10])}{' …' if len(lacking) > 10 else ''}"
            several = f"{len(lacking):,} items are named by their numbers alone, for the file has no label of them ({told}); "
            text = several if len(lacking) > 1 else f"{told} is named by its number alone, for the file has no label of it; "
            self.spool.problems.add(place.file, None, f"{text}with --network www.wikidata.org is asked for the names", warning=True)

    # Statements --------------------------------------------------------------------------------------------------------------

    def take(self, item: Item) -> None:
        """The statements of an item, and the source that its page is."""
        source = f"src:wikidata-{item.id.lower()}"
        cited: dict[Citation, None] = {}
        for property_, relation in taken().relations.items():
            for said in item.statements.get(property_, ()):
                self._said(item, property_, relation, said, source, cited)
        if item.left:
            text = "properties that are not taken are left out (docs/loaders/wikidata.md says which are)"
            self.spool.once(item.place, text, field=item.id)
        self.sources[source] = Source(
            case=self.case,
            key=source,
            kind="dataset",
            title=f"{name_of(item) or item.id} ({item.id}) in Wikidata",
            publisher=WIKIDATA,
            url=f"{PAGE}{item.id}",
            read_at=VERSION.format(item.id, item.revision) if item.revision.isdecimal() else None,
            published=_day(item.modified),
            lang="und",
            seen="full",
            sha256=item.sha256 or None,
            rights="CC0 1.0",
            cites=tuple(cited)[:_MOST_CITED],
        )

    def _said(self, item: Item, property_: str, relation: Relation, said: Said, source: str, cited: dict[Citation, None]) -> None:
        if said.main.kind != "value":
            what = "an unknown value" if said.main.kind == "somevalue" else "no value"
            self._doubt(item, property_, f"is told to have {what}; that is left out")
            return
        if not said.main.item.startswith("Q"):
            self.spool.problem(item.place, "must name an item", field=f"{item.id} {property_}", value=str(said.main.value)[:200])
            return
        ends = [self._key(item.id), self._other(said.main.item, relation.kind)]
        if ends[0] == ends[1]:
            self._doubt(item, property_, "names the item itself; that is left out")
            return
        statement = self._statement(item, property_, relation, said, ends[::-1] if relation.reverse else ends)
        self._claims(item, property_, said, statement, source, cited)

    def _statement(self, item: Item, property_: str, relation: Relation, said: Said, ends: list[str]) -> Statement:
        roles = [relation.role] if relation.role else []
        roles += [
            name_of(self.found.items.get(each.item)) or each.item or each.text for n in taken().roles for each in said.qualifiers.get(n, ())
        ]
        given = [
            *ends,
            relation.predicate,
            self._when(item, property_, said),
            "; ".join(filter(None, dict.fromkeys(roles)))[:1_000] or None,
        ]
        # by what it says: two items that tell the same, each from its end, make one statement
        slug = f"wd-{relation.predicate}-{digest([*given])[:16]}"
        held = self.statements.get(str(given))
        if held is None:
            held = Statement(
                case=self.case, slug=slug, subject=ends[0], predicate=relation.predicate, object=ends[1], when=given[3], role=given[4]
            )
            self.statements[str(given)] = held
        return held

    def _when(self, item: Item, property_: str, said: Said) -> str | None:
        at = said.qualifiers.get("P585", ())
        starts, ends = said.qualifiers.get("P580", ()), said.qualifiers.get("P582", ())
        time = interval(starts, ends) if starts or ends or not at else time_of(at[0])
        if time.doubt:
            self._doubt(item, property_, f"its date: {time.doubt}")
        return time.edtf or None

    # Claims ------------------------------------------------------------------------------------------------------------------

    def _claims(self, item: Item, property_: str, said: Said, statement: Statement, source: str, cited: dict[Citation, None]) -> None:
        references = self._references(item, property_, said, cited)
        hedge = self._hedge(said)
        if said.rank == "deprecated":
            # what its references say is not told: they may be those who were wrong
            told = "; ".join(filter(None, (_described(each) for each in references)))
            self._claim(statement, source, [WIKIDATA], "denies", hedge, f"{_DEPRECATED}. {f'References: {told}' if told else ''}".strip())
            return
        for each in references:
            note = f"Reference: {_described(each)}" + (". Wikidata's preferred rank" if said.rank == "preferred" else "")
            self._claim(statement, source, [WIKIDATA, each.publisher.key], "asserts", hedge, note, each.source.key, each.published)
        if not references:
            note = "No reference" + (". Wikidata's preferred rank" if said.rank == "preferred" else "")
            self._claim(statement, source, [WIKIDATA], "asserts", hedge, note)
        for property_name, stance in ((taken().disputed, "denies"), (taken().supported, "asserts")):
            for snak in said.qualifiers.get(property_name, ()):
                if snak.item.startswith("Q"):
                    voice = self._voice(voice_of(snak.item, self.found, self.case))
                    self._claim(statement, source, [WIKIDATA, voice], stance, "none", f"Qualifier {property_name} of Wikidata")

    def _references(self, item: Item, property_: str, said: Said, cited: dict[Citation, None]) -> list[Reference]:
        found = []
        for given in said.references:
            reference = reference_of(given, self.found, self.case)
            if isinstance(reference, str):
                if given:
                    self.spool.once(item.place, reference, field=f"{item.id} {property_}")
                continue
            self._voice(reference.publisher)
            self.sources.setdefault(reference.source.key, reference.source)
            cited.setdefault(Citation(to=reference.source.key, how="relays"))
            found.append(reference)
        return found

    def _voice(self, voice: Voice) -> str:
        entity = self._key(voice.key.removeprefix("wikidata:")) if voice.key.startswith("wikidata:") else ""
        given = voice.model_copy(update={"entity": entity}) if entity in self.entities else voice
        self.voices.setdefault(voice.key, given)
        return voice.key

    def _hedge(self, said: Said) -> str:
        table = taken()
        told = (snak.item for name in table.circumstances for snak in said.qualifiers.get(name, ()))
        return next((table.hedges[each] for each in told if each in table.hedges), "none")

    def _claim(
        self,
        statement: Statement,
        source: str,
        chain: list[str],
        stance: str,
        hedge: str,
        note: str,
        of: str = "",
        reported: str | None = None,
    ) -> None:
        key = f"wd-{digest([statement.slug, source, chain, stance, hedge, of])[:16]}"
        given = {"case": self.case, "key": key, "statement": statement.slug, "source": source, "chain": tuple(chain), "stance": stance}
        said = {"hedge": hedge, "note": note[:10_000], "reported": reported, "by": "import"}
        self.claims.setdefault(key, Claim.model_validate(given | said))

    def _doubt(self, item: Item, property_: str, text: str) -> None:
        self.spool.problems.add(item.place.file, item.place, text, field=f"{item.id} {property_}", warning=True)


def _described(reference: Reference) -> str:
    source = reference.source
    told = (source.title, source.url or "", f"read {source.retrieved}" if source.retrieved else "")
    return ", ".join(part for part in told if part) or reference.publisher.name


def _day(modified: str) -> str | None:
    return edtf(modified) if modified else None
