"""What rows with a claim say, while it is read: checked one by one and kept on disk; then as voices, sources, statements and claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from graph.model import LIMIT_TEXT, Claim, Hedge, Source, Stance, Statement, Voice, VoiceKind, digest, fold
from loaders.graphs.dates import edtf
from loaders.graphs.item import Node, Place
from loaders.graphs.names import NO_TYPE, predicate_of
from loaders.graphs.spool import Spool
from loaders.problems import one_of, shown
from loaders.tables.keys import of_name
from loaders.tables.mapping_file import SOURCE_KINDS

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -8000;
CREATE TABLE made (space TEXT, id TEXT, node TEXT, PRIMARY KEY (space, id)) WITHOUT ROWID;
CREATE TABLE said (content TEXT);
BEGIN;
"""
_SEEN = 100_000
_STANCES, _HEDGES = frozenset(each.value for each in Stance), frozenset(each.value for each in Hedge)
_NOBODY = ("unnamed", "rumour")
_ENTITIES = {
    "person": VoiceKind.person,
    "organisation": VoiceKind.body,
    "agency": VoiceKind.body,
    "outlet": VoiceKind.outlet,
}
"""The kind of a voice that is an entity of a kind."""


@dataclass
class CitedSource:
    """What a row names as its source."""

    title: str = ""
    publisher: str = ""
    publisher_kind: str = "outlet"
    author: str = ""
    url: str = ""
    published: str = ""
    kind: str = ""
    lang: str = ""
    rights: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.title or self.publisher or self.url)


@dataclass
class Said:
    """What one row says, and who says so."""

    place: Place
    subject: tuple[str, str]
    predicate: str
    object: tuple[str, str]
    when: str = ""
    where: tuple[str, str] | None = None
    role: str = ""
    quantity: str = ""
    stance: str = ""
    hedge: str = ""
    reported: str = ""
    paraphrase: str = ""
    note: str = ""
    chain: list[tuple[str, str]] = field(default_factory=list)
    source: CitedSource | None = None
    table: str = ""


class Sayings:
    """Takes in what rows say, and the entities that they make beside those of tables of entities."""

    def __init__(self, spool: Spool) -> None:
        self.spool, self.case = spool, spool.case
        self.voices: dict[str, Voice] = {}
        self.sources: dict[str, Source] = {}
        """Those that rows name, beside the tables themselves."""
        self.publishers: dict[str, str] = {}
        """The publisher of every source, by key."""
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_TABLES)
        self._seen: set[tuple[str, str]] = set()

    # Entities that rows make -------------------------------------------------------------------------------------------------

    def new(self, end: tuple[str, str]) -> bool:
        """Whether an entity was not made a short while ago."""
        if end in self._seen:
            return False
        if len(self._seen) >= _SEEN:
            self._seen.clear()
        self._seen.add(end)
        return True

    def made(self, node: Node) -> None:
        """Keep an entity that a row makes; of one that an earlier row made what that did not tell."""
        told = asdict(node)
        known = self._db.execute("SELECT node FROM made WHERE space = ? AND id = ?", (node.space, node.id)).fetchone()
        if known is not None:
            before = json.loads(known[0])
            more = {name: {**told[name], **before[name]} for name in ("ids", "properties")}
            told = {**before, **{name: before[name] or told[name] for name in ("country", "when", "note", "aliases")}, **more}
        self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (node.space, node.id, json.dumps(told)))

    def settle(self, *, whole: bool = True) -> None:
        """Give the spool what rows made, unless a table of entities has it; then, if all was read, look for the ends of what was said."""
        for space, id_, told in self._db.execute("SELECT space, id, node FROM made"):
            if self.spool.place_of(id_, space) is None:
                given = json.loads(told)
                self.spool.node(Node(**{**given, "place": Place(**given["place"]), "aliases": tuple(given["aliases"])}))
        if self.spool.problems.gaps or not whole:
            return
        for said in self._said():
            ends = ((self.spool.ends.start, said.subject), (self.spool.ends.end, said.object), ("where", said.where))
            for name, end in ends:
                if end is not None and self.spool.key_of(end[1], end[0]) is None:
                    self.spool.lacking(said.place, name, end[1], end[0])

    def voices_met(self) -> Iterator[Voice]:
        """The voices; one of the name of an entity of these tables is that entity's."""
        for voice in self.voices.values():
            named = () if voice.kind.value in (*_NOBODY, "dataset", "record") else _ENTITIES
            found = next((kind for kind in named if self.spool.holds(of_name(kind, voice.name))), None)
            if found is None:
                yield voice
            else:
                yield voice.model_copy(update={"entity": of_name(found, voice.name), "kind": _ENTITIES[found]})

    # What is said ------------------------------------------------------------------------------------------------------------

    def add(self, said: Said) -> None:
        """Take in what a row says; what is wrong or doubtful with it is noted."""
        place = said.place
        for name, (_, id_) in (("subject", said.subject), ("object", said.object)):
            if not id_:
                self.spool.problem(place, "is missing; every relation names both of its ends", field=name)
                return
        if max(map(len, (said.role, said.quantity, said.paraphrase, said.note, said.predicate))) > LIMIT_TEXT:
            self.spool.problem(place, f"holds a text longer than {LIMIT_TEXT:,} characters; shorten it", field="row")
            return
        for name in ("role", "quantity", "paraphrase", "note"):
            setattr(said, name, self.spool.clean(place, name, getattr(said, name)))
        said.predicate = self._predicate(place, said.predicate)
        said.stance = self._word(place, "stance", said.stance, _STANCES)
        said.hedge = self._word(place, "hedge", said.hedge, _HEDGES)
        dates = {name: (told, self._date(place, name, told)) for name, told in (("when", said.when), ("reported", said.reported))}
        said.when, said.reported = dates["when"][1], dates["reported"][1]
        lost = [f"{name}: {self.spool.clean(place, name, told)}" for name, (told, found) in dates.items() if told and not found]
        said.note = "\n".join(filter(None, (said.note, *lost)))
        key = self._source(place, said.source) if said.source else said.table
        chain = self._chain(key, said.chain)
        content = asdict(replace(said, source=None, table=key))
        self._db.execute("INSERT INTO said VALUES (?)", (json.dumps({**content, "chain": chain}, ensure_ascii=True),))

    def records(self) -> Iterator[Statement | Claim]:
        """Each statement with its claims, in the order of the rows."""
        for said in self._said():
            subject, object_ = self.spool.key_of(said.subject[1], said.subject[0]), self.spool.key_of(said.object[1], said.object[0])
            where = self.spool.key_of(said.where[1], said.where[0]) if said.where else None
            if subject is None or object_ is None:
                # only where not all was read, for else it was told
                continue
            what = [subject, said.predicate, object_, said.when, where, said.role, said.quantity]
            slug = f"t-{digest([self.case, *what])[:16]}"
            yield Statement.model_validate(
                {
                    "case": self.case,
                    "slug": slug,
                    "subject": subject,
                    "predicate": said.predicate,
                    "object": object_,
                    "when": said.when or None,
                    "where": where,
                    "role": said.role or None,
                    "quantity": said.quantity or None,
                }
            )
            yield Claim.model_validate(
                {
                    "case": self.case,
                    "statement": slug,
                    "source": said.table,
                    "chain": said.chain,
                    "stance": said.stance or Stance.asserts,
                    "hedge": said.hedge or Hedge.none,
                    "reported": said.reported or None,
                    "paraphrase": said.paraphrase,
                    "note": said.note,
                    "locator": {"row": max(said.place.line, 1)},
                    "by": "import",
                    "extractor": "redstring: mapping",
                }
            )

    def _said(self) -> Iterator[Said]:
        for (content,) in self._db.execute("SELECT content FROM said ORDER BY rowid"):
            made: dict[str, Any] = json.loads(content)
            yield Said(**{**made, "place": Place(**made["place"])})

    # Voices and sources ------------------------------------------------------------------------------------------------------

    def voice(self, name: str, kind: str, source: str = "", heard_by: str | None = None) -> str:
        """The key of a voice, which is kept. One that nobody is named for belongs to its source."""
        name = name[:1_000].strip()
        if kind in _NOBODY:
            key = f"{kind}:{digest([source, fold(name)])[:16]}"
            self.voices.setdefault(key, Voice(case=self.case, key=key, name=name, kind=VoiceKind(kind), heard_by=heard_by))
            return key
        key = of_name(kind, name)
        self.voices.setdefault(key, Voice(case=self.case, key=key, name=name, kind=VoiceKind(kind)))
        return key

    def _chain(self, source: str, told: list[tuple[str, str]]) -> list[str]:
        chain = [self.publishers[source]]
        for name, kind in told:
            key = self.voice(name, kind, source, chain[-1])
            if key not in chain and len(chain) < 50:
                chain.append(key)
        return chain

    def _source(self, place: Place, told: CitedSource) -> str:
        published = self._date(place, "published", told.published)
        url = told.url if told.url.lower().startswith(("http://", "https://")) and not any(c.isspace() for c in told.url) else ""
        if told.url and not url:
            self.spool.problems.add(
                place.file, place, f"{shown(told.url)} is no web address; it is kept as a note", field="url", value=told.url, warning=True
            )
        publisher = told.publisher or "a publisher that the table does not name"
        said: list[object] = [url] if url else [told.title, publisher, published]
        key = f"src:{digest(said)[:16]}"
        if key not in self.sources:
            kind = told.kind if told.kind in SOURCE_KINDS else "article"
            if told.kind and told.kind != kind:
                self.spool.once(place, f"{shown(told.kind)} is no kind of source; write {one_of(SOURCE_KINDS)}", field="kind")
            voice = self.voice(publisher, told.publisher_kind if told.publisher else "unnamed", key)
            given = {"title": told.title[:LIMIT_TEXT], "publisher": voice, "url": url[:4_000] or None, "published": published or None}
            more = {"author": told.author or None, "rights": told.rights or None, "kind": kind, "lang": told.lang or "en", "seen": "no"}
            note = "\n".join(filter(None, (told.note, told.url if not url else "")))
            self.sources[key] = Source.model_validate({"case": self.case, "key": key, **given, **more, "note": note})
            self.publishers[key] = voice
        return key

    # One value ---------------------------------------------------------------------------------------------------------------

    def _predicate(self, place: Place, told: str) -> str:
        made = predicate_of(told[:200]) if told else NO_TYPE
        if told and made.upper() != told.upper():
            text = f"a relation's type is letters, digits and _ here, so {shown(told)} becomes {made.upper()}"
            self.spool.once(place, f"{text}: say under values what it is to be", field="predicate")
        return made

    def _word(self, place: Place, field_: str, told: str, known: frozenset[str]) -> str:
        word = told.lower()
        if word and word not in known:
            hint = self.spool.problems.nearest(word, sorted(known))
            text = f"{shown(told)} is not known here; write {one_of(sorted(known))}, or say under values what it means{hint}"
            self.spool.problem(place, text, field=field_, value=told)
            return ""
        return word

    def _date(self, place: Place, field_: str, told: str) -> str:
        found = edtf(told) if told else ""
        becomes = "left out" if field_ == "published" else "kept as a note"
        if told and found is None and not self.spool.is_unordered(place, told, f"they are {becomes}"):
            self.spool.problems.add(place.file, place, f"{shown(told)} is no date; it is {becomes}", field=field_, value=told, warning=True)
        return found or ""
