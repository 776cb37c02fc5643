"""The bundled case against a table that was worked out by hand from its claims (evidence_table.tsv: the reason stands in each line)."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from graph.evidence import Assessment, Evidence, assess, assess_all
from graph.evidence.completed import CompletedChain, completed
from graph.model import Claim, Source, Statement, Voice
from loaders import load
from tests.graph.central import FIGURES, SLUG
from tests.graph.made_evidence import agrees

CASE = Path(__file__).parents[2] / "data" / "dong-jingwei"
with (Path(__file__).parent / "evidence_table.tsv").open(encoding="utf-8", newline="") as file:
    TABLE = {row["slug"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    voices, sources, statements = {}, {}, {}
    claims: dict[str, list[Claim]] = {}
    for record in load(CASE):
        match record:
            case Voice():
                voices[record.key] = record
            case Source():
                sources[record.key] = record
            case Statement():
                statements[record.slug] = record
            case Claim():
                claims.setdefault(record.statement, []).append(record)
    return Evidence("dong-jingwei-2021", voices, sources, statements, {slug: tuple(of) for slug, of in claims.items()})


@pytest.fixture(scope="module")
def found(evidence: Evidence) -> dict[str, Assessment]:
    return assess_all(evidence)


def test_the_table_has_every_statement_and_a_reason_for_each(evidence: Evidence) -> None:
    assert len(TABLE) == 103
    assert set(TABLE) == set(evidence.statements)
    assert all(len(row["reason"]) > 15 for row in TABLE.values())


@pytest.mark.parametrize("slug", TABLE)
def test_a_statement_has_the_status_worked_out_by_hand(slug: str, found: dict[str, Assessment]) -> None:
    have, row = found[slug], TABLE[slug]
    assert (have.status.value, f"{have.origins_min}-{have.origins_max}", str(have.chains)) == (row["status"], row["origins"], row["chains"])


def test_the_central_relationship(found: dict[str, Assessment]) -> None:
    central = found[SLUG]
    assert central.to_json() == {**FIGURES, "why": central.why}
    assert central.rivals == ("s39-in-china", "s40-chaired-seminar", "s41-attended-sco", "s46-role-hk", "s48-us-sanctions")
    assert (central.doubts, central.asks, central.first_published) == (2, 1, "2021-06-17")
    assert central.why.startswith(
        "1–2 unnamed origins deny it; 3 statements that cannot hold at the same time are asserted: s39-in-china, "
    )


def test_its_origins_are_five_unnamed_contacts_and_five_rumours(found: dict[str, Assessment]) -> None:
    kinds = Counter(origin.split(":")[0] for origin in found[SLUG].origins)
    assert kinds == {"unnamed": 5, "rumour": 5}
    assert "person:han-lianchao" not in found[SLUG].origins


def test_every_use_of_a_claim_is_explained(found: dict[str, Assessment]) -> None:
    uses = [use for assessment in found.values() for use in assessment.uses]
    assert len(uses) == 234
    assert all(bool(use.chains) != bool(use.excluded) for use in uses)
    assert Counter(use.excluded for use in found[SLUG].uses)["it is the writer's own view"] == 6


def test_the_statuses_of_the_start_view(evidence: Evidence, found: dict[str, Assessment]) -> None:
    """The drawn relationships: statements with an object and a claim in a core source."""
    core = [
        slug
        for slug, statement in evidence.statements.items()
        if statement.object and any(evidence.sources[claim.source].tier == "core" for claim in evidence.claims[slug])
    ]
    counts = Counter(found[slug].status.value for slug in core)
    assert len(core) == 58
    assert counts == {"confirmed": 6, "corroborated": 12, "unconfirmed": 5, "single-source": 19, "rumour": 2, "contested": 14}


def test_the_documented_acts_are_confirmed(evidence: Evidence, found: dict[str, Assessment]) -> None:
    acts = [slug for slug, statement in evidence.statements.items() if statement.first_hand]
    assert len(acts) == 18
    assert {found[slug].status.value for slug in acts} == {"confirmed"}


@pytest.mark.parametrize(
    ("as_of", "status", "asserts", "denies"),
    [
        (date(2021, 6, 16), "unsourced", 0, 0),  # the tweet of 16 June is known through later documents only
        (date(2021, 6, 17), "unconfirmed", 6, 0),  # RedState's contacts and a rumour; the seminar that contests it is reported on the 18th
        (date(2021, 6, 21), "contested", 19, 0),
        (date(2021, 6, 22), "contested", 21, 3),
        (date(2025, 5, 31), "contested", 32, 4),
    ],
)
def test_the_central_relationship_as_it_stood(evidence: Evidence, as_of: date, status: str, asserts: int, denies: int) -> None:
    then = assess(evidence, SLUG, as_of)
    assert (then.status.value, then.asserts, then.denies) == (status, asserts, denies)


def test_chains_as_shown_end_where_the_assessments_do(evidence: Evidence, found: dict[str, Assessment]) -> None:
    for each in found.values():
        agrees(evidence, each)
    cut_short = completed(evidence, found[SLUG])["c030"][0]
    assert (cut_short.said, cut_short.origin) == (("outlet:opindia", "person:han-lianchao"), None)
    onward = completed(evidence, found["s74-ma-role"])["c216"][0]
    assert onward == CompletedChain(("outlet:scmp",), ("body:dalian-court",), "body:dalian-court")
