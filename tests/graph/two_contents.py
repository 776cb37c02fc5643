"""Two contents that differ in every way that matters: the kept one of version 1, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.model import Claim, Entity, Stance, Statement
from graph.snapshot.content import Content
from graph.snapshot.recomputed import recomputed
from graph.snapshot.verify import read

BEFORE = Path(__file__).parent / "kept" / "version-1.redstring.json"
EVIL = "<img src=x onerror=alert(1)>\u202egnp.exe</script><script>alert(2)</script>"


def before() -> Content:
    return read(BEFORE)


def after() -> Content:
    """Ana and what is said of her went, a ship came in, a denial was withdrawn, the harbour has another name, one claim came."""
    was = before()
    case = was.case.case
    people = [entity for entity in was.entities if entity.key != "person:ana-stefanescu"]
    people = [entity.model_copy(update={"name": EVIL}) if entity.key == "agency:harbour" else entity for entity in people]
    people.append(Entity(case=case, key="event:ship", name="The ship", kind="event"))
    said = [one for one in was.statements if one.slug != "ana-works"]
    said.append(Statement(case=case, slug="took-ship", subject="person:mirela-stefanescu", predicate="took", object="event:ship"))
    kept = [claim for claim in was.claims if claim.statement != "ana-works"]
    kept = [claim.model_copy(update={"withdrawn": True}) if claim.stance is Stance.denies else claim for claim in kept]
    kept.append(Claim(case=case, key="c-ship", statement="took-ship", source="src:harbour", chain=("voice:daily",), paraphrase=EVIL))
    rows = tuple(row for row in was.rows if "person:ana-stefanescu" not in (row.subject, row.object))
    voices = tuple(voice.model_copy(update={"entity": None}) if voice.entity == "person:ana-stefanescu" else voice for voice in was.voices)
    places = {id_: place for id_, place in was.view["positions"].items() if "ana" not in id_} | {f"{case}/event:ship": [150, 120]}
    view = {**was.view, "nodes": sorted(places), "positions": places, "selection": None}
    findings = {name: found for name, found in was.findings.items() if name in {row.id for row in rows}}
    bare = was.model_copy(
        update={
            "view": view,
            "entities": _by("key", people),
            "statements": _by("slug", said),
            "claims": _by("key", kept),
            "rows": rows,
            "voices": voices,
            "timeline": tuple(point for point in was.timeline if point.statement != "ana-works"),
            "findings": findings | {one.slug: next(iter(was.findings.values())) for one in said},
        }
    )
    return bare.model_copy(update={"findings": findings | recomputed(bare)})


def _by(field: str, records: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda record: str(getattr(record, field))))
