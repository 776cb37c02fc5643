"""A made-up case in which one person's name stands wherever a name can stand."""

from __future__ import annotations

from urllib.parse import quote

from graph.model import (
    Alias,
    AnyRecord,
    Case,
    Citation,
    Claim,
    Entity,
    Locator,
    Row,
    Source,
    Stance,
    Statement,
    TimelinePoint,
    Voice,
    VoiceKind,
)
from graph.view import View

CASE = "mirela-case"
HASH = "ab" * 32
NODES = tuple(f"{CASE}/{key}" for key in ("person:mirela-stefanescu", "person:ana-stefanescu", "agency:harbour", "place:port"))


def records() -> list[AnyRecord]:
    """All of it, in the order of a load."""

    def entity(key: str, name: str, **rest: object) -> Entity:
        return Entity.model_validate({"case": CASE, "key": key, "name": name, "kind": key.partition(":")[0], **rest})

    def claim(statement: str, source: str, chain: tuple[str, ...], **rest: object) -> Claim:
        return Claim.model_validate({"case": CASE, "statement": statement, "source": source, "chain": chain, **rest})

    me = "person:mirela-stefanescu"
    return [
        Case(case=CASE, title="Where is Mirela Ștefănescu?", note="About Mirela.", central="mirela-left"),
        entity(
            me,
            "Mirela Ștefănescu",
            aliases=(Alias(name="莫玲"), Alias(name="The Heron", weak=True)),
            ids={"wikidata": "Q99887766"},
            country="RO",
            when="1971",
            note="clerk",
            properties={"mail": "xmirelastefanescu99"},
        ),
        entity("person:ana-stefanescu", "Ana Ștefănescu", note="sister of Mirela", ids={"page": "mirela-stefanescu/sister"}),
        entity("agency:harbour", "Harbour Office", properties={"seen by": "MIRELA STEFANESCU"}),
        entity("place:port", "Port"),
        Voice(case=CASE, key="voice:daily", name="The Daily", kind=VoiceKind.outlet),
        Voice(case=CASE, key="voice:heron", name="Mirela Ștefănescu", kind=VoiceKind.person, entity=me, note="said to be Mirela"),
        Voice(case=CASE, key="voice:friend-of-mirela", name="a friend of Mirela", kind=VoiceKind.unnamed, heard_by="voice:daily"),
        Voice(case=CASE, key="voice:register", name="The register", kind=VoiceKind.dataset),
        Source(
            case=CASE,
            key="src:mirela-left",
            title="Clerk 莫玲 left",
            publisher="voice:daily",
            author="M. Ștefănescu",
            url="https://daily.example/mirela",
            read_at="https://copy.example/1",
            sha256=HASH,
            published="2020-01-02",
            cites=(Citation(to="voice:friend-of-mirela"),),
        ),
        Source(
            case=CASE,
            key="src:harbour",
            title="The harbour",
            publisher="voice:daily",
            url="https://daily.example/harbour",
            published="2020-01-03",
        ),
        Source(
            case=CASE,
            key="src:hidden",
            title="The tide",
            publisher="voice:daily",
            url=f"https://daily.example/?q={quote(quote('Mirela Ștefănescu'))}",
            published="2020-01-04",
        ),
        Source(
            case=CASE, key="src:register", kind="dataset", title="Register", publisher="voice:register", url="https://register.example/"
        ),
        Statement(case=CASE, slug="mirela-left", subject=me, predicate="left_for", object="place:port", conflicts_with=("mirela-stayed",)),
        Statement(case=CASE, slug="mirela-stayed", subject=me, predicate="worked_for", object="agency:harbour", note="Mirela stayed"),
        Statement(case=CASE, slug="nick-name", subject=me, predicate="called", value="The Heron"),
        Statement(case=CASE, slug="harbour-at", subject="agency:harbour", predicate="located_in", object="place:port"),
        Statement(case=CASE, slug="ana-works", subject="person:ana-stefanescu", predicate="worked_for", object="agency:harbour"),
        claim(
            "mirela-left",
            "src:mirela-left",
            ("voice:daily", "voice:friend-of-mirela"),
            paraphrase="Mirela took a ship; see https://x.example/Mirela%20%C8%98tef%C4%83nescu",
            locator=Locator(sha256=HASH, cue="Mirela"),
        ),
        claim("mirela-left", "src:mirela-left", ("voice:daily", "voice:heron"), stance=Stance.denies, note="in Mirela's own words"),
        claim("mirela-stayed", "src:mirela-left", ("voice:daily",), key="c-mirela-stayed"),
        claim("nick-name", "src:mirela-left", ("voice:daily",)),
        claim("harbour-at", "src:harbour", ("voice:daily",)),
        claim("harbour-at", "src:hidden", ("voice:daily",)),
        claim("ana-works", "src:harbour", ("voice:daily",), paraphrase="Ana Ștefănescu works there"),
        Row(
            case=CASE,
            subject=me,
            predicate="listed_at",
            object="agency:harbour",
            source="src:register",
            row=4711,
            properties={"as": "Ștefănescu, Mirela"},
        ),
        TimelinePoint(case=CASE, when="2020-01-01", what="Mirela leaves", statement="mirela-left"),
    ]


def view() -> View:
    """Its four entities, its central relationship selected, and a group that would be open."""
    edge = next(record.id for record in records() if isinstance(record, Statement) and record.slug == "mirela-left")
    shown = View(NODES, {node: (100.0 * number, 10.0) for number, node in enumerate(NODES)})
    return shown.select(edge).open_group(f"group:{NODES[0]}|{NODES[3]}")
