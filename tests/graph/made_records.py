"""Small cases for tests, made from a seed: the same seed gives the same records, and `changed` gives a case that differs a little."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import Any

from graph.evidence import Evidence
from graph.model import (
    AnyRecord,
    Case,
    Citation,
    Claim,
    Entity,
    Row,
    Source,
    Stance,
    Statement,
    TimelinePoint,
    Voice,
    VoiceKind,
)

DATES = ("2021", "2021-02~", "2021-06-17", "2010/2012", "2018-04/..", None)


def small_case(case: str = "small") -> list[AnyRecord]:
    """Two people, two places, three documents, four statements (two in conflict, one a value), five claims."""
    return [
        Case(case=case, title=f"Case {case}", central="went"),
        Voice(case=case, key="outlet:post", name="The Post", kind=VoiceKind.outlet, owner="body:group"),
        Voice(case=case, key="outlet:times", name="The Times", kind=VoiceKind.outlet),
        Voice(case=case, key="body:group", name="Group", kind=VoiceKind.body),
        Voice(case=case, key="unnamed:official", name="an official", kind=VoiceKind.unnamed, heard_by="outlet:times"),
        Voice(case=case, key="person:li", name="Li", kind=VoiceKind.person, entity="person:li"),
        Source(case=case, key="src:a", title="A", publisher="outlet:post", published="2021-06-17", tier="core"),
        Source(case=case, key="src:b", title="B", publisher="outlet:times", published="2021-06~", cites=(Citation(to="src:a"),)),
        Source(case=case, key="src:c", title="C", publisher="outlet:times", cites=(Citation(to="person:li", how="quotes"),)),
        Entity(case=case, key="person:li", name="Li Wei", kind="person", country="CN"),
        Entity(case=case, key="person:dong", name="Dong Jingwei", kind="person"),
        Entity(case=case, key="place:us", name="United States", kind="place"),
        Entity(case=case, key="place:china", name="China", kind="place"),
        Statement(case=case, slug="went", subject="person:dong", predicate="defected_to", object="place:us", when="2021-02~"),
        Statement(case=case, slug="stayed", subject="person:dong", predicate="lived_in", object="place:china", conflicts_with=("went",)),
        Statement(case=case, slug="role", subject="person:dong", predicate="held_office", value="vice minister", when="2018-04/.."),
        Statement(case=case, slug="knows", subject="person:li", predicate="knows", object="person:dong", first_hand=("person:li",)),
        Claim(case=case, key="c1", statement="went", source="src:a", chain=("outlet:post", "unnamed:official"), reported="2021-06-17"),
        Claim(case=case, key="c2", statement="went", source="src:b", chain=("outlet:times",)),
        Claim(case=case, key="c3", statement="stayed", source="src:c", chain=("outlet:times", "person:li")),
        Claim(case=case, key="c4", statement="role", source="src:c", chain=("outlet:times",)),
        Claim(case=case, key="c5", statement="knows", source="src:c", chain=("outlet:times", "person:li")),
        TimelinePoint(case=case, when="2021-02~", what="said to have left", statement="went"),
    ]


def bulk_case(case: str = "bulk", entities: int = 20, rows: int = 60, *, seed: int = 1, **source: Any) -> Iterable[AnyRecord]:
    """A data set: entities and one relationship for each row, one at a time."""
    made = random.Random(seed)
    yield Case(case=case, title="Bulk")
    yield Voice(case=case, key="dataset:x", name="Register X", kind=VoiceKind.dataset)
    yield Source(case=case, key="src:x", kind="dataset", publisher="dataset:x", **{"published": "2020", **source})
    for number in range(entities):
        yield Entity(case=case, key=f"person:{number}", name=f"Person {number}", kind=("person", "organisation")[number % 2])
    for number in range(1, rows + 1):
        ends = f"person:{made.randrange(entities)}", f"person:{made.randrange(entities)}"
        predicate = ("officer_of", "owns")[number % 2]
        more: dict[str, Any] = {"when": "2020", "properties": {"n": str(number)}}
        yield Row(case=case, subject=ends[0], predicate=predicate, object=ends[1], source="src:x", row=number, **more)


def random_case(seed: int, case: str = "made", statements: int = 14) -> list[AnyRecord]:
    """Voices with owners, documents that cite each other, statements that conflict and speak against each other, claims of every stance."""
    made = random.Random(seed)
    voices = [f"{kind}:{number}" for kind in ("outlet", "person", "unnamed", "rumour", "record") for number in range(3)]
    named = [voice for voice in voices if not voice.startswith(("unnamed", "rumour"))]
    sources = [f"src:{number}" for number in range(9)]
    slugs = [f"s{number}" for number in range(statements)]
    records: list[AnyRecord] = [Case(case=case, title="Made")]
    records += [_voice(case, key, made.choice([None, None, *named])) for key in voices]
    for key in sources:
        to = made.sample([*sources, *voices], made.randrange(3))
        records.append(
            Source(
                case=case,
                key=key,
                publisher=made.choice(voices[:6]),
                published=made.choice(DATES),
                retracted=made.random() < 0.1,
                cites=tuple(Citation(to=one) for one in to if one != key),
            )
        )
    records += [Entity(case=case, key=f"person:e{number}", name=f"Entity {number}", kind="person") for number in range(6)]
    for number, slug in enumerate(slugs):
        others = [other for other in slugs if other != slug]
        facts: dict[str, Any] = {"object": f"person:e{made.randrange(6)}"} if number % 4 else {"value": f"value {number}"}
        facts["conflicts_with"] = tuple(made.sample(others, made.random() < 0.3))
        facts["speaks_against"] = tuple(made.sample(others, made.random() < 0.3))
        facts["first_hand"] = tuple(made.sample(named, made.random() < 0.4))
        subject = f"person:e{made.randrange(6)}"
        records.append(Statement(case=case, slug=slug, subject=subject, predicate=f"did_{number % 3}", role=slug, **facts))
    publishers = {record.key: record.publisher for record in records if isinstance(record, Source)}
    for number in range(3 * statements):
        source = made.choice(sources)
        chain = (publishers[source], *made.sample(voices, made.randrange(3)))
        stance = made.choice([Stance.asserts] * 6 + list(Stance))
        by = made.choice(["hand", "hand", "rules"])
        facts = {"stance": stance, "by": by, "withdrawn": made.random() < 0.05, "inference": made.random() < 0.05}
        records.append(Claim(case=case, key=f"c{number}", statement=made.choice(slugs), source=source, chain=chain, **facts))
    return records


def _voice(case: str, key: str, owner: str | None) -> Voice:
    return Voice(case=case, key=key, name=key, kind=VoiceKind(key.partition(":")[0]), owner=owner if owner != key else None)


def replaced(records: Iterable[AnyRecord], which: str, /, **facts: Any) -> list[AnyRecord]:
    """The same records, but the last of this key or slug has other facts: of a voice and an entity of one key, the entity."""
    found = list(records)
    number = max(n for n, record in enumerate(found) if which in (getattr(record, "key", None), getattr(record, "slug", None)))
    found[number] = found[number].model_validate({**found[number].model_dump(), **facts})
    return found


def without(records: Iterable[AnyRecord], *names: str) -> list[AnyRecord]:
    """The same records without those of these keys and slugs."""
    return [record for record in records if not {getattr(record, "key", ""), getattr(record, "slug", "")} & set(names)]


def changed(records: list[AnyRecord], seed: int) -> list[AnyRecord]:
    """The case with one thing changed: a citation, a conflict, an owner, a date, a retraction, a claim, or one claim less."""
    made = random.Random(seed)
    keyed = {kind: [record for record in records if isinstance(record, kind)] for kind in (Voice, Source, Statement, Claim)}
    source, other = (made.choice(keyed[Source]) for _ in range(2))
    statement, claim, voice = made.choice(keyed[Statement]), made.choice(keyed[Claim]), made.choice(keyed[Voice])
    rival = made.choice([record.slug for record in keyed[Statement] if record.slug != statement.slug])
    ways: list[Callable[[], list[AnyRecord]]] = [
        lambda: replaced(records, source.key, cites=[*source.cites, {"to": other.key}] if other.key != source.key else []),
        lambda: replaced(records, source.key, cites=[*source.cites, {"to": voice.key}]),
        lambda: replaced(records, source.key, cites=[]),
        lambda: replaced(records, source.key, retracted=not source.retracted),
        lambda: replaced(records, statement.slug, conflicts_with=[rival]),
        lambda: replaced(records, statement.slug, conflicts_with=[]),
        lambda: replaced(records, statement.slug, speaks_against=[rival]),
        lambda: replaced(records, statement.slug, first_hand=[claim.chain[-1]]),
        lambda: replaced(records, statement.slug, role="another"),
        lambda: replaced(records, voice.key, owner=None if voice.owner else "outlet:0" if voice.key != "outlet:0" else "outlet:1"),
        lambda: replaced(records, claim.key, stance="denies" if claim.stance is Stance.asserts else "asserts"),
        lambda: replaced(records, claim.key, withdrawn=not claim.withdrawn),
        lambda: replaced(records, claim.key, statement=rival),
        lambda: without(records, claim.key),
    ]
    return made.choice(ways)()


def evidence_in(records: Iterable[AnyRecord]) -> Evidence:
    """The evidence of one case, straight from its records."""
    found = list(records)
    statements = {record.slug: record for record in found if isinstance(record, Statement)}
    claims: dict[str, list[Claim]] = {slug: [] for slug in statements}
    for record in found:
        if isinstance(record, Claim):
            claims[record.statement].append(record)
    return Evidence(
        case=found[0].case,
        voices={record.key: record for record in found if isinstance(record, Voice)},
        sources={record.key: record for record in found if isinstance(record, Source)},
        statements=statements,
        claims={slug: tuple(said) for slug, said in claims.items()},
    )
