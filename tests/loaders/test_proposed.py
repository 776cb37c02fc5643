"""What was found in a document becomes records that are proposed, that stand at their place, and that meet what the case has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.model import AnyRecord, Claim, Entity, Review, Source, Stance, Statement, Voice, VoiceKind, fold
from loaders import documents
from loaders.documents import Document
from loaders.extraction import Proposals, Span
from loaders.extraction.proposals import Happening, Named, Reference, Relation, Saying
from loaders.inputs import given
from loaders.proposed import WITH, Known, records

TEXT = "Harbour Courier\n\nTwo officials told the Alder that Ida Holm met Ole Rask in Tarn. Ms Holm denied it.\n"


def document(name: str = "note.txt") -> Document:
    return documents.read(given(name, TEXT.encode()))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def found(**more: Any) -> Proposals:
    people = [
        Named("person:ida-holm", "person", "Ida Holm", ["Holm"], [span("Ida Holm")]),
        Named("person:ole-rask", "person", "Ole Rask", [], [span("Ole Rask")]),
        Named("outlet:alder", "outlet", "The Alder", ["Alder"], [span("Alder")]),
    ]
    sentence = span("Two officials told the Alder that Ida Holm met Ole Rask in Tarn.")
    met = Relation("person:ida-holm", "met", "person:ole-rask", sentence, ("The Alder", "Two officials"), rule="meet", confidence=0.7)
    denied = Relation("person:ida-holm", "met", "person:ole-rask", span("Ms Holm denied it."), ("Ida Holm",), stance="denies")
    return Proposals(entities=people, relations=[met, denied], **more)


def of(kind: type[Any], made: list[AnyRecord]) -> list[Any]:
    return [record for record in made if isinstance(record, kind)]


def test_each_claim_stands_at_its_place_with_its_voices_and_is_proposed() -> None:
    made = list(records(document(), "small", found()))
    (source,), (said,) = of(Source, made), of(Statement, made)
    first, second = of(Claim, made)
    assert (said.subject, said.predicate, said.object) == ("person:ida-holm", "met", "person:ole-rask")
    assert {claim.statement for claim in (first, second)} == {said.slug}
    assert first.chain[:2] == (source.publisher, "outlet:alder")
    unnamed = next(voice for voice in of(Voice, made) if voice.key == first.chain[2])
    assert (unnamed.name, unnamed.kind, unnamed.heard_by) == ("Two officials", VoiceKind.unnamed, "outlet:alder")
    assert (second.stance, second.chain) == (Stance.denies, (source.publisher, "person:ida-holm"))
    for claim in (first, second):
        assert claim.reviewed is Review.proposed
        assert claim.by == "rules"
        assert TEXT[claim.locator.start : claim.locator.end].startswith((claim.locator.cue or "")[:40])
        assert len(claim.locator.cue or "") <= 80
    assert first.confidence == 0.7


def test_what_the_case_has_is_taken_as_it_is_and_nothing_else_is_merged() -> None:
    known = Known({("person", "ida holm"): "person:holm-ida", ("body", "alder"): "organisation:alder"}, {"the alder": "outlet:the-alder"})
    made = list(records(document(), "small", found(), known))
    assert {entity.key for entity in of(Entity, made)} == {"person:holm-ida", "person:ole-rask", "organisation:alder"}
    first, second = of(Claim, made)
    assert first.chain[1] == "outlet:the-alder"
    assert second.chain[1] == "person:holm-ida"


def test_the_publisher_is_the_voice_that_the_case_has_by_its_name() -> None:
    told = replace(document(), publisher="Harbour Courier")
    own = documents.publisher(told, "small")
    made = list(records(told, "small", found(), Known({}, {fold(own.name): "outlet:lamp"})))
    (source,) = of(Source, made)
    assert source.publisher == "outlet:lamp" != own.key
    assert {voice.key: voice.name for voice in of(Voice, made)}["outlet:lamp"] == own.name
    assert own.key not in {voice.key for voice in of(Voice, made)}
    assert all(claim.chain[0] == "outlet:lamp" for claim in of(Claim, made))
    (other,) = of(Source, list(records(told, "small", found(), Known({}, {fold(own.name): "person:lamp"}))))
    assert other.publisher == own.key


def test_a_surname_alone_is_a_weak_alias_so_nobody_of_another_document_is_taken_for_its_bearer() -> None:
    made = {each.key: each for each in of(Entity, list(records(document(), "small", found())))}
    assert [(alias.name, alias.weak) for alias in made["person:ida-holm"].aliases] == [("Holm", True)]
    assert [(alias.name, alias.weak) for alias in made["outlet:alder"].aliases] == [("Alder", False)]


def test_unnamed_voices_of_two_documents_are_two() -> None:
    keys = [
        {v.key for v in of(Voice, list(records(document(name), "small", found()))) if v.kind is VoiceKind.unnamed}
        for name in ("a.txt", "b.txt")
    ]
    assert not keys[0] & keys[1]


def test_again_it_gives_the_same_records() -> None:
    assert list(records(document(), "small", found())) == list(records(document(), "small", found()))


def test_a_claim_is_the_same_in_a_newer_version_that_has_its_words_elsewhere() -> None:
    def claims(before: str) -> list[Claim]:
        read = documents.read(given("note.txt", (before + TEXT).encode()))
        moved = found()
        late = len(before)
        moved.relations[:] = [replace(each, span=Span(each.span.start + late, each.span.end + late)) for each in moved.relations]
        return of(Claim, list(records(read, "small", moved)))

    first, newer = claims(""), claims("Corrected on Monday.\n\n")
    assert [each.key for each in first] == [each.key for each in newer]
    assert [each.locator.start for each in first] != [each.locator.start for each in newer]
    assert len({each.locator.sha256 for each in (*first, *newer)}) == 2


@pytest.mark.parametrize("publisher", ["The Gull", "The Alder"])
def test_a_claim_is_the_same_whoever_is_told_as_publisher(publisher: str) -> None:
    told = documents.read(replace(given("note.txt", TEXT.encode()), told=(("publisher", publisher),)))
    claims, before = (of(Claim, list(records(one, "small", found()))) for one in (told, document()))
    assert [each.key for each in claims] == [each.key for each in before]
    assert {each.chain[0] for each in claims} == {f"outlet:{publisher.partition(' ')[2].lower()}"}


def test_the_same_words_twice_are_two_claims() -> None:
    twice = documents.read(given("note.txt", (TEXT + TEXT).encode()))
    what = found()
    met = what.relations[0]
    what.relations.append(replace(met, span=Span(met.span.start + len(TEXT), met.span.end + len(TEXT))))
    assert len({claim.key for claim in of(Claim, list(records(twice, "small", what)))}) == 3


def test_who_is_gone_back_to_is_cited_once_and_a_rumour_is_nobody() -> None:
    place = span("Two officials told the Alder")
    cites = [Reference("The Alder", "relays", place), Reference("The Alder", "relays", place)]
    rumour = Relation("person:ida-holm", "fled_to", "person:ole-rask", place, ("rumours in the port",), hedge="rumoured")
    what = found(citations=cites)
    what.relations.append(rumour)
    made = list(records(document(), "small", what))
    (source,) = of(Source, made)
    assert [(cited.to, cited.how) for cited in source.cites] == [("outlet:alder", "relays")]
    assert VoiceKind.rumour in {voice.kind for voice in of(Voice, made)}


def test_a_relation_of_one_with_itself_or_with_nobody_is_left_out() -> None:
    place = span("Ida Holm met")
    what = Proposals(entities=found().entities)
    what.relations += [
        Relation("person:ida-holm", "met", "person:ida-holm", place),
        Relation("person:ida-holm", "met", "person:nobody", place),
    ]
    assert not of(Claim, list(records(document(), "small", what)))


def test_a_dated_event_that_no_relation_tells_stands_beside_who_is_named_in_it() -> None:
    told = span("Two officials told the Alder that Ida Holm met Ole Rask in Tarn.")
    denied = span("Ms Holm denied it.")
    events = [
        Happening("e1", "meeting", "met", told, ("person:ida-holm", "person:ole-rask"), "2021-05"),
        Happening("e2", "denial", "denied", denied, ("person:ida-holm", "outlet:alder"), "2021-06-01"),
        Happening("e3", "denial", "denied", denied, ("person:ida-holm", "outlet:alder")),
    ]
    sayings = [Saying(denied, ("Ida Holm",), stance="denies")]
    made = list(records(document(), "small", found(events=events, attributions=sayings)))
    beside = [each for each in of(Statement, made) if each.predicate == WITH]
    assert [(each.subject, each.object, each.value, each.when) for each in beside] == [
        (key, None, "denied (denial)", "2021-06-01") for key in ("person:ida-holm", "outlet:alder")
    ]
    claims = [each for each in of(Claim, made) if each.statement in {said.slug for said in beside}]
    assert {(each.stance, each.chain[1:], each.reviewed) for each in claims} == {(Stance.denies, ("person:ida-holm",), Review.proposed)}
