"""FollowTheMoney statements, JSON lines: one value of one property a line, with who says so as `dataset` and `origin`.

What a relation is (its ends and its role) has a line for each claim that asserts it: `dataset` names the source, `origin` the chain of
voices, publisher first. What a claim denies or doubts is never such a line; it is one of `summary`, in words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from graph.export import followthemoney as ftm
from graph.export.form import Format, Lines
from graph.export.json_text import one_line
from graph.export.material import Material
from graph.export.relation import FROM, Relation, Said
from graph.model import Stance

_OURS = "Redstring"
Line = tuple[str, str, str, str, str | None]
"""Property, value, data set, origin, and the day from which it was published."""


def lines(material: Material) -> Lines:
    """Every statement: of the note, entities, documents, then relations."""
    case = ftm.dataset(material.case.case)
    things = (ftm.about(material), *(ftm.document(source, material) for source in material.sources.values()))
    for proxy in things:
        yield from _lines(proxy, ((name, value, case, _OURS, None) for name, values in proxy.properties.items() for value in values))
    for entity in material.entities():
        proxy = ftm.thing(entity, material)
        yield from _lines(proxy, ((name, value, case, _OURS, None) for name, values in proxy.properties.items() for value in values))
    for relation in material.relations():
        yield from _lines(ftm.link(relation, material), _relation(relation, material))


def _relation(relation: Relation, material: Material) -> Iterator[Line]:
    edge = ftm.edge_of(relation, material)
    case = ftm.dataset(relation.case)
    said = (*ftm.ends_of(relation, edge), (edge.words, ftm.told(relation)))
    names = {name for name, _ in said}
    # what we computed, or took from the sources as a whole
    for name, values in ftm.link(relation, material).properties.items():
        if name not in names:
            yield from ((name, value, case, _OURS, relation.first_published) for value in values)
    asserted = False
    for each in material.claims_of(relation):
        of, origin = ftm.dataset(relation.case, each.claim.source), "; ".join(each.chains) or FROM.join(each.claim.chain)
        published = material.sources[each.claim.source].published
        if each.claim.stance is Stance.asserts and each.excluded is None:
            asserted = True
            yield from ((name, value, of, origin, published) for name, value in said)
        else:
            yield "summary", _against(each, origin), of, origin, published
    if not asserted:
        # nobody asserts it: the line is ours, and says how it stands
        yield from ((name, value, case, f"{_OURS}: {relation.status}", None) for name, value in said)


def _against(each: Said, origin: str) -> str:
    counts = f" (counts for nothing because {each.excluded})" if each.excluded else ""
    text = f": {each.claim.paraphrase}" if each.claim.paraphrase else ""
    return f"{origin} {each.claim.stance.value} it{counts}{text}"


def _lines(proxy: ftm.Proxy, found: Iterator[Line]) -> Lines:
    for name, value, dataset, origin, seen in found:
        given = {
            "canonical_id": proxy.id,
            "entity_id": proxy.id,
            "prop": name,
            "schema": proxy.schema,
            "value": value,
            "dataset": dataset,
            "lang": None,
            "original_value": None,
            "first_seen": seen,
            "last_seen": seen,
            "external": False,
            "origin": origin,
            "id": key(dataset, proxy.id, name, value),
        }
        yield one_line(given) + "\n"


def key(dataset: str, entity: str, prop: str, value: str) -> str:
    """The id of a statement as the library makes it (`followthemoney.Statement.make_key`): SHA-1 of what it says."""
    return hashlib.sha1(f"{dataset}.{entity}.{prop}.{value}".encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


FORMAT = Format(
    name="ftm-statements",
    title="FollowTheMoney statements",
    suffix=".statements.json",
    mime="application/json",
    keeps="entities and relations value by value: each claim is a line with its source as dataset and its chain as origin; for OpenAleph",
    write=lines,
)
