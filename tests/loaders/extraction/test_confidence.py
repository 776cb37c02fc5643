"""How sure what is found is: shares that are true of annotated texts, and what is too unlikely is left out, never a denial alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from loaders import one_form
from loaders.evaluation import gold, relations
from loaders.evaluation.compared import Compared
from loaders.extraction import Proposals, extract, plain, unrated
from loaders.extraction.confidence import LEAST_EVENT, LEAST_RELATION, Confidence, Weights, taught
from loaders.extraction.event_traits import of_events
from loaders.extraction.own import OwnVerbs, OwnWords
from loaders.extraction.proposals import Happening, Named, Relation, Saying, Span
from loaders.extraction.relation_traits import of_relations
from tests.conftest import ROOT

MET = "Ann Cole met Bob Lee in Riga on 3 May 2021, the Derwent Chronicle reported."
DOUBTED = "Ann Cole denied that she had told the FBI that she met Bob Lee in Riga."


def said(found: Proposals) -> set[tuple[str, str, str]]:
    return {(each.subject.partition(":")[2], each.predicate, each.object.partition(":")[2]) for each in found.relations}


def test_what_is_unlikely_is_not_proposed_unless_asked_for() -> None:
    proposed, everything = extract(DOUBTED), extract(DOUBTED, unlikely=True)
    told = ("ann-cole", "informed", "fbi")
    assert told in said(everything) and told not in said(proposed)
    assert ("ann-cole", "met", "bob-lee") in said(proposed)
    assert {each.confidence >= LEAST_EVENT for each in proposed.events} == {True}
    assert [each.id for each in proposed.events] == [f"e{number}" for number in range(1, len(proposed.events) + 1)]


def test_those_that_are_surer_are_right_more_often() -> None:
    shares: list[tuple[float, bool]] = []
    for document in gold.read(ROOT / "tests" / "gold" / "held20"):
        found = one_form.understood(
            document.text, lambda text, _, of=document: extract(text, published=of.published, publisher=of.publisher, unlikely=True)
        )
        shares += zip([each.confidence for each in found.relations], relations.right(Compared(document, found)), strict=True)
    sure, unsure = ([right for share, right in shares if low <= share < high] for low, high in ((0.9, 1.0), (0.0, 0.6)))
    assert min(len(sure), len(unsure)) >= 20
    assert sum(sure) / len(sure) >= 0.85 > 0.7 >= sum(unsure) / len(unsure)


def relation(stance: str, share: float, **more: object) -> Relation:
    return Relation("person:a", "met", "person:b", Span(0, 9), stance=stance, confidence=share, **more)  # type: ignore[arg-type]


def measured() -> Confidence:
    return Confidence(Weights(0.0, {"predicate met": 0.0}), Weights(0.0, {}))


def test_a_denial_stays_beside_what_it_denies() -> None:
    both = [relation("asserts", LEAST_RELATION), relation("denies", 0.1)]
    assert measured().likely(Proposals(relations=both)).relations == both
    assert measured().likely(Proposals(relations=both[1:])).relations == []
    turned = Relation("person:b", "met", "person:a", Span(0, 9), stance="denies", confidence=0.1)
    assert measured().likely(Proposals(relations=[both[0], turned])).relations == [both[0], turned]


def test_what_a_case_says_with_words_of_its_own_keeps_what_its_rule_is_sure_of() -> None:
    words = OwnWords(verbs=(OwnVerbs("informed", ("tell",), ("subject", "object"), ("actor", "actor")),))
    own, by_rule = (
        [each for each in found.relations if each.predicate == "informed"]
        for found in (extract(DOUBTED, words=words), unrated(DOUBTED, words=words))
    )
    assert own and own == by_rule
    unknown = Relation("person:a", "slipped_money_to", "person:b", Span(0, 9), rule="verb: sweeten", confidence=0.1)
    found = Proposals(relations=[unknown])
    assert measured().likely(measured().rated(found, "A sweetened B")) == found


def test_who_is_trusted_makes_nothing_less_sure() -> None:
    words = OwnWords(trusted=("Derwent Chronicle",))
    text = f"{MET} Ann Cole, the director of the FBI, paid Bob Lee."
    before, found = (
        [each.confidence for each in extract(text, publisher="Derwent Chronicle", unlikely=True, words=one).relations]
        for one in (OwnWords(), words)
    )
    assert before and found == [max(share, min(0.95, share + 0.2)) for share in before]


def test_a_share_is_that_of_the_logistic_function_and_stays_between_its_ends() -> None:
    weights = Weights(0.0, {"told": 2.0, "late": -1.0})
    assert weights.share({}) == weights.share({"unheard of": 1}) == 0.5
    assert weights.share({"told": 1}) == 0.88
    assert weights.share({"late": 2}) == 0.12
    assert (weights.share({"told": 1e9}), weights.share({"late": 1e9})) == (0.99, 0.0)


@pytest.mark.parametrize("kind", ["relations", "events"])
def test_every_weight_is_of_a_trait_that_is_told(kind: str) -> None:
    """By the first word of its name: a trait that was renamed would weigh nothing, and nobody would see it."""
    clean = plain(f"{MET} {DOUBTED} The minister, Cy Orr, paid Bob Lee. Mr Orr paid Bob Lee and met Bob Lee.")
    found = unrated(clean)
    told: list[Mapping[str, float]] = [*of_relations(found, clean)] if kind == "relations" else [*of_events(found, clean)]
    names = {_named(name) for traits in told for name in traits}
    weights = getattr(taught(), kind).of
    assert len(weights) > 1_000
    assert {_named(name) for name in weights} <= names


def _named(trait: str) -> str:
    """ "word" of "denial, word denied"."""
    first, *rest = trait.split()
    return rest[0] if first.endswith(",") else first


def test_an_event_is_laid_to_the_voice_over_its_words() -> None:
    text = "Ann left. Bob left, Cy said."
    events = [Happening(f"e{at}", "escape", "left", Span(at, end)) for at, end in ((0, 9), (10, 28))]
    found = Proposals([Named("person:cy", "person", "Cy")], events, attributions=[Saying(Span(10, 28), ("Cy",), told=Span(10, 18))])
    told = list(of_events(found, text))
    assert "escape, told False" in told[0] and "escape, told True" in told[1]
    assert "voices 1" in told[1] and "same before 1" in told[1]


def test_the_traits_of_a_relation_are_where_its_ends_are_named() -> None:
    text = "Ann met Bob."
    entities = [Named("person:a", "person", "Ann", mentions=[Span(0, 3)]), Named("person:b", "person", "Bob", mentions=[Span(8, 11)])]
    found = Proposals(entities, relations=[Relation("person:a", "met", "person:b", Span(0, 12), rule="verb: meet")])
    (traits,) = of_relations(found, text)
    assert traits["named True True"] == traits["in order"] == traits["rule verb: meet"] == 1
    assert traits["apart"] == pytest.approx(8 / 60)
