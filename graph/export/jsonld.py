"""JSON-LD 1.1 with PROV-O: one nanopublication-shaped set of graphs for each claim (http://nanopub.net/guidelines/working_draft).

The context is in the file: nothing is fetched. The default graph holds entities, voices, sources and, for each statement, how it stands.
What a claim says lies in a graph of its own, which its provenance graph attributes to its chain of voices; the triple itself is there
only where the claim asserts it and counts, so nothing that is merely denied is ever stated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from graph.export.form import Format, Lines
from graph.export.json_text import one_line
from graph.export.material import Material
from graph.export.relation import Relation, Said
from graph.model import Citation, Entity, Source, Stance, Voice
from graph.store.records import kind_label

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "rs": "urn:redstring:vocabulary:",
    "np": "http://www.nanopub.org/nschema#",
    "prov": "http://www.w3.org/ns/prov#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_AGENTS = {
    "person": "prov:Person",
    "outlet": "prov:Organization",
    "body": "prov:Organization",
    "record": "prov:Entity",
    "dataset": "prov:Entity",
}
Thing = dict[str, Any]


def lines(material: Material) -> Lines:
    """The file, a thing or a graph a line."""
    yield f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n'
    between = ""
    for thing in _Graph(material).things():
        yield f"{between}{one_line(thing)}"
        between = ",\n"
    yield "\n]}\n"


class _Graph:
    """Makes what stands in the file; names everything by an address that is the same in every export of the case."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.case = material.case.case
        self.head = material.head

    def iri(self, kind: str, key: str) -> str:
        return f"urn:redstring:{quote(self.case, safe='')}:{kind}:{quote(key, safe='-._~')}"

    def ref(self, kind: str, key: str) -> Thing:
        return {"@id": self.iri(kind, key)}

    def entity(self, id_: str) -> Thing:
        return self.ref("entity", id_.partition("/")[2])

    def things(self) -> Iterator[Thing]:
        yield self._about()
        yield from map(self._entity, self.material.entities())
        yield from map(self._voice, self.material.voices.values())
        yield from map(self._source, self.material.sources.values())
        for relation in self.material.values:
            yield from self._told(relation)
        for relation in self.material.relations():
            yield from self._told(relation)

    def _about(self) -> Thing:
        head = self.head
        about = {"dct:title": head["title"], "dct:description": head["description"], "rs:banner": head["banner"], "rs:asOf": head["as_of"]}
        return _full({"@id": self.iri("case", self.case), "@type": ["rs:Case", "prov:Collection"], **about})

    def _entity(self, entity: Entity) -> Thing:
        return _full(
            {
                **self.ref("entity", entity.key),
                "@type": ["rs:Entity", f"rs:{kind_label(entity.kind)}"],
                "rdfs:label": entity.name,
                "rs:key": entity.key,
                "rs:alias": [alias.name for alias in entity.aliases],
                "rs:identifier": [f"{name}: {value}" for name, value in sorted(entity.ids.items())],
                "rs:country": entity.country,
                "rs:when": entity.when,
                "rs:note": entity.note,
                "rs:property": [f"{name}: {value}" for name, value in sorted(entity.properties.items())],
            }
        )

    def _voice(self, voice: Voice) -> Thing:
        type_ = _AGENTS.get(voice.kind.value, "prov:Agent")
        return _full(
            {
                **self.ref("voice", voice.key),
                "@type": ["rs:Voice", "prov:Agent", *([type_] if type_ != "prov:Agent" else [])],
                "rdfs:label": voice.name,
                "rs:kind": voice.kind.value,
                "rs:owner": self.ref("voice", voice.owner) if voice.owner else None,
                "rs:heardBy": self.ref("voice", voice.heard_by) if voice.heard_by else None,
                "rs:isEntity": self.ref("entity", voice.entity) if voice.entity else None,
                "rs:note": voice.note,
            }
        )

    def _source(self, source: Source) -> Thing:
        quoted = [self._cited(cited) for cited in source.cites if cited.how == "quotes"]
        derived = [self._cited(cited) for cited in source.cites if cited.how != "quotes"]
        return _full(
            {
                **self.ref("source", source.key),
                "@type": ["rs:Source", "prov:Entity"],
                "dct:title": source.title,
                "dct:creator": source.author,
                "dct:issued": source.published,
                "dct:language": source.lang,
                "rs:kind": source.kind,
                "rs:url": source.url,
                "rs:readAt": source.read_at,
                "rs:sha256": source.sha256,
                "rs:retracted": source.retracted,
                "prov:wasAttributedTo": self.ref("voice", source.publisher),
                "prov:wasQuotedFrom": quoted,
                "prov:wasInfluencedBy": derived,
            }
        )

    def _cited(self, cited: Citation) -> Thing:
        return self.ref("voice" if cited.to in self.material.voices else "source", cited.to)

    def _told(self, relation: Relation) -> Iterator[Thing]:
        """How a statement stands, and the four graphs of each of its claims."""
        claims = list(self.material.claims_of(relation))
        yield self._statement(relation, claims)
        for said in claims:
            yield from self._claim(relation, said)

    def _triple(self, relation: Relation) -> tuple[Thing, str, Any]:
        what = self.entity(relation.target) if relation.target else relation.value
        return self.entity(relation.source), f"rs:{relation.predicate}", what

    def _statement(self, relation: Relation, claims: list[Said]) -> Thing:
        subject, predicate, object_ = self._triple(relation)
        given = {f"rs:{_camel(name)}": value for name, value in relation.attributes().items() if name not in _LISTS}
        lists = {"rs:saidBy": list(relation.said_by), "rs:deniedBy": list(relation.denied_by)}
        return _full(
            {
                **self.ref("statement", relation.id),
                "@type": ["rs:Statement", "rdf:Statement", "prov:Entity"],
                "rdf:subject": subject,
                "rdf:predicate": {"@id": predicate},
                "rdf:object": object_,
                **given,
                **lists,
                "rs:banner": self.head["banner"],
                "rs:asOf": self.head["as_of"],
                "prov:wasDerivedFrom": [self.ref("claim", f"{said.claim.key}") for said in claims],
            }
        )

    def _claim(self, relation: Relation, said: Said) -> Iterator[Thing]:
        claim = said.claim
        np, statement = self.iri("claim", claim.key), self.ref("statement", relation.id)
        names = {name: f"{np}#{name}" for name in ("head", "assertion", "provenance", "pubinfo")}
        parts = {"np:hasAssertion": "assertion", "np:hasProvenance": "provenance", "np:hasPublicationInfo": "pubinfo"}
        yield _named(
            names["head"], {"@id": np, "@type": "np:Nanopublication", **{name: {"@id": names[part]} for name, part in parts.items()}}
        )
        subject, predicate, object_ = self._triple(relation)
        asserted = [{**subject, predicate: object_}] if claim.stance is Stance.asserts and said.excluded is None else []
        yield _named(names["assertion"], {"@id": np, f"rs:{claim.stance.value}": statement}, *asserted)
        yield _named(names["provenance"], {"@id": names["assertion"], **self._provenance(said)})
        made: Thing = {"prov:wasAttributedTo": self.ref("case", self.case), "rs:by": claim.by, "rs:extractor": claim.extractor}
        made |= {
            "rs:review": claim.reviewed.value,
            "rs:counts": said.excluded is None,
            "rs:whyNot": said.excluded,
            "rs:banner": self.head["banner"],
        }
        yield _named(names["pubinfo"], _full({"@id": np, **made}))

    def _provenance(self, said: Said) -> Thing:
        claim, last = said.claim, len(said.claim.chain) - 1
        roles = ["rs:publisher" if step == 0 else "rs:origin" if step == last else "rs:relay" for step in range(last + 1)]
        chain = [
            {"@type": "prov:Attribution", "prov:agent": self.ref("voice", key), "prov:hadRole": {"@id": role}, "rs:step": step}
            for step, (key, role) in enumerate(zip(claim.chain, roles, strict=True))
        ]
        return _full(
            {
                "prov:hadPrimarySource": self.ref("source", claim.source),
                "prov:qualifiedAttribution": chain,
                "rs:chain": list(said.chains),
                "rs:stance": claim.stance.value,
                "rs:hedge": claim.hedge.value,
                "rs:place": said.place,
                "rs:reported": claim.reported,
                "rs:paraphrase": claim.paraphrase,
                "rs:note": claim.note,
            }
        )


_LISTS = frozenset({"said_by", "denied_by", "documents", "rivals", "predicate"})


def _named(graph: str, *things: Thing) -> Thing:
    return {"@id": graph, "@graph": list(things)}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _full(given: Thing) -> Thing:
    return {name: value for name, value in given.items() if value not in (None, "", [])}


FORMAT = Format(
    name="json-ld",
    title="JSON-LD with PROV-O",
    suffix=".jsonld",
    mime="application/ld+json",
    keeps="everything, as linked data: each claim a nanopublication with its chain of voices as provenance",
    write=lines,
)
