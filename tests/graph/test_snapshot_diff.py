"""The difference of two snapshots: nothing between equals, and a patch that makes one the other."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import view_json
from graph.change import Change
from graph.errors import SnapshotError
from graph.evidence import Evidence
from graph.model import Alias, Case, Claim, Entity, Hedge, Row, Source, Stance, Statement, Status, TimelinePoint, Voice
from graph.snapshot import references
from graph.snapshot.canonical import canonical, canonical_json
from graph.snapshot.content import About, Content, Finding, content_of
from graph.snapshot.diff import apply, diff, difference_of, shifts, withdrawn
from graph.snapshot.findings import findings
from graph.snapshot.merged import merges
from graph.snapshot.recased import recased
from graph.snapshot.recomputed import lies, recomputed
from graph.snapshot.union import union
from graph.store.links import shared_by_rows
from graph.view import View
from ui.snapshot.difference_card import blocks
from ui.snapshot.differing import lines, sections, summary

PEOPLE = [f"person:p{number}" for number in range(4)]
VOICES = ["outlet:a", "outlet:b", "unnamed:c"]
SOURCES = ["src:a", "src:b", "src:data"]
TEXTS = st.sampled_from(["", "Ann", "董经纬", "Ｆull width", "a\u202eb", "</script>", "x" * 300])


@cache
def statement(subject: str, object_: str, predicate: str = "met") -> Statement:
    return Statement(case="made", slug=f"s-{subject[7:]}-{object_[7:]}-{predicate}", subject=subject, predicate=predicate, object=object_)


@st.composite
def entities(draw: st.DrawFn) -> tuple[Entity, ...]:
    people = sorted(draw(st.sets(st.sampled_from(PEOPLE), min_size=1)))
    return tuple(
        Entity(
            case="made",
            key=key,
            name=draw(TEXTS.filter(bool)),
            kind=draw(st.sampled_from(["person", "agency"])),
            aliases=tuple(Alias(name=name, weak=draw(st.booleans())) for name in draw(st.lists(TEXTS.filter(bool), max_size=2))),
            ids=draw(st.dictionaries(st.sampled_from(["wikidata", "lei"]), st.sampled_from(["Q1", "Q2"]), max_size=2)),
            properties=draw(st.dictionaries(st.sampled_from(["__proto__", "constructor", "note"]), TEXTS, max_size=2)),
            note=draw(TEXTS),
        )
        for key in people
    )


@st.composite
def statements(draw: st.DrawFn, people: list[str]) -> tuple[Statement, ...]:
    one = st.sampled_from(people)
    said = [statement(*pair) for pair in draw(st.sets(st.tuples(one, one), max_size=4))]
    said += [
        Statement(case="made", slug=f"v-{key[7:]}", subject=key, predicate="was_seen", value=draw(TEXTS))
        for key in draw(st.sets(one, max_size=2))
    ]
    slugs = [each.slug for each in said]
    rival = st.sets(st.sampled_from(slugs), max_size=2) if slugs else st.just(set())
    made = (
        each.model_copy(
            update={"conflicts_with": tuple(sorted(draw(rival) - {each.slug})), "when": draw(st.sampled_from([None, "2021-06~"]))}
        )
        for each in said
    )
    return tuple(sorted(made, key=lambda each: each.slug))


@st.composite
def claims(draw: st.DrawFn, said: tuple[Statement, ...]) -> tuple[Claim, ...]:
    made = []
    for number in sorted(draw(st.sets(st.integers(0, 9), max_size=6))) if said else []:
        source = draw(st.sampled_from(SOURCES[:2]))
        made.append(
            Claim(
                case="made",
                key=f"c{number}",
                statement=draw(st.sampled_from(said)).slug,
                source=source,
                chain=(f"outlet:{source[4:]}", *draw(st.sampled_from([(), ("unnamed:c",)]))),
                stance=draw(st.sampled_from(list(Stance))),
                hedge=draw(st.sampled_from(list(Hedge))),
                paraphrase=draw(TEXTS),
                withdrawn=draw(st.booleans()),
                confidence=draw(st.sampled_from([0.5, 1.0])),
            )
        )
    return tuple(made)


@st.composite
def contents(draw: st.DrawFn, case: str = "made") -> Content:
    """A small case of any shape: some people, what is said of them, who says so, rows of a data set, a timeline."""
    people = draw(entities())
    keys = [entity.key for entity in people]
    said = draw(statements(keys))
    told = draw(claims(said))
    published = st.sampled_from(["2021-06-17", "2021-07", None])
    sources = [
        Source(
            case="made", key=key, publisher=f"outlet:{key[4:]}", title=draw(TEXTS), published=draw(published), retracted=draw(st.booleans())
        )
        for key in SOURCES[:2]
    ]
    sources.append(Source(case="made", key="src:data", kind="dataset", publisher="outlet:a", published=draw(published)))
    voices = [Voice(case="made", key=key, name=key, kind="unnamed" if key.startswith("unnamed") else "outlet") for key in VOICES]
    lines = draw(st.dictionaries(st.integers(1, 5), st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=3))
    rows = [
        Row(case="made", subject=ends[0], predicate="owns", object=ends[1], source="src:data", row=number) for number, ends in lines.items()
    ]
    points = [TimelinePoint(case="made", when="2021", what=draw(TEXTS) or "it", statement=each.slug) for each in said[:1]]
    view = View(tuple(entity.id for entity in people), {entity.id: (float(100 * n), 0.0) for n, entity in enumerate(people)})
    bare = Content(
        about=About(title=draw(st.sampled_from(["One", "Two"])), as_of=draw(st.sampled_from([None, "2021-06-30"]))),
        view=json.loads(view_json.to_json(view)),
        case=Case(case="made", title="Made"),
        entities=people,
        statements=said,
        rows=tuple(sorted(rows, key=lambda row: row.id)),
        claims=told,
        sources=tuple(sources),
        voices=tuple(sorted(voices, key=lambda voice: voice.key)),
        timeline=tuple(points),
        findings={each.slug: Finding(status=Status.unsourced, rank=0, why="") for each in said},
    )
    given_rows = {row.id: _finding_of(row, bare) for row in bare.rows}
    made = bare.model_copy(update={"findings": recomputed(bare) | given_rows})
    return recased(made, case)


def _finding_of(row: Row, content: Content) -> Finding:
    source = next(one for one in content.sources if one.key == row.source)
    shared = shared_by_rows(row.case, row.source, source)
    return Finding(
        status=Status(shared["status"]),
        rank=shared["rank"],
        why="",
        asserts=shared["claims"],
        denies=shared["denials"],
        documents=shared["sources"],
    )


@settings(deadline=None)
@given(contents())
def test_nothing_differs_between_equals(content: Content) -> None:
    assert diff(content, content).empty
    assert [title for title, told in lines(content, content) if told] == []
    assert summary(content, content)["equal"] is True


@settings(deadline=None)
@given(contents(), contents())
def test_applied_to_one_it_gives_the_other(one: Content, other: Content) -> None:
    assert canonical(apply(one, diff(one, other))) == canonical(other)


@settings(deadline=None)
@given(contents(), contents(case="other"))
def test_applied_through_json_it_gives_the_other(one: Content, other: Content) -> None:
    patch = json.loads(canonical_json(summary(one, other)["patch"]))
    made = apply(one, difference_of(patch))
    assert canonical(made) == canonical(other)
    assert content_of(canonical(made)) == other


@settings(deadline=None)
@given(contents(), contents(), contents())
def test_differences_add_up(one: Content, other: Content, third: Content) -> None:
    assert apply(apply(one, diff(one, other)), diff(other, third)) == apply(one, diff(one, third))
    assert apply(apply(one, diff(one, other)), diff(other, one)) == one


@settings(deadline=None)
@given(contents())
def test_what_is_made_here_is_whole_and_speaks_the_truth(content: Content) -> None:
    references.check(content)
    assert lies(content) == ()


@settings(deadline=None)
@given(contents())
def test_another_key_of_the_case_says_the_same(content: Content) -> None:
    away = recased(content, "made.0123456789abcdef")
    references.check(away)
    assert lies(away) == ()
    assert {record.case for name in ("entities", "rows", "claims") for record in getattr(away, name)} <= {"made.0123456789abcdef"}
    assert recased(away, "made") == content


@settings(deadline=None)
@given(contents(), contents(case="other"))
def test_both_as_one_graph_hold_all_of_both_and_mark_it(one: Content, other: Content) -> None:
    same = recased(one, "other")
    whole = union(same, other)
    was, now = ({record.id for record in (*content.entities, *content.statements, *content.rows)} for content in (same, other))
    for id_, mark in whole.marks.items():
        assert (mark.change is Change.new) <= (id_ in now)
        assert (mark.change is Change.gone) <= (id_ in was)
    assert {entity.key for entity in whole.content.entities} == {entity.key for entity in (*one.entities, *other.entities)}
    assert {entity.id for entity in whole.content.entities} == set(whole.content.view["positions"])
    references.check(whole.content)
    told = sections(one, other)
    differing = {id_ for id_, mark in whole.marks.items() if mark.change is not Change.same}
    assert set(blocks(one, other, whole, told)) == differing
    assert {line.about for section in told if section.title.startswith("Entities ") for line in section.lines} <= whole.marks.keys()


@settings(deadline=None)
@given(contents())
def test_one_with_itself_is_the_same_everywhere(content: Content) -> None:
    whole = union(content, content)
    assert {mark.change for mark in whole.marks.values()} == {Change.same}
    assert (whole.claims, merges(content, content)) == ({}, ())


@pytest.mark.parametrize(
    "patch", [{"lists": {"entities": {"added": {"x": {"a": 1}}}}}, {"lists": {"nodes": {"added": {"x": 1}}}}, {"whole": 1}]
)
def test_what_is_no_patch_is_refused(patch: dict[str, object]) -> None:
    with pytest.raises(SnapshotError, match="no difference of two snapshots"):
        difference_of(patch)


def people(*records: Entity) -> Content:
    return Content(about=About(title="One"), view={}, case=Case(case="made", title="Made"), entities=records)


def person(key: str, name: str, *aliases: str, kind: str = "person", **ids: str) -> Entity:
    return Entity(case="made", key=f"person:{key}", name=name, kind=kind, aliases=tuple(Alias(name=one) for one in aliases), ids=ids)


def test_an_identifier_that_moved_tells_a_merge_and_a_name_that_moved_perhaps_one() -> None:
    before = people(person("a", "Ann Lee", wikidata="Q1"), person("b", "Bo Xi"), person("c", "Cy Day"))
    after = people(person("b", "Bo Xi", "Cy Day"), person("d", "A. Lee", wikidata="Q1"))
    found = [(merge.gone, merge.into, merge.sure) for merge in merges(before, after)]
    assert found == [("person:a", "person:d", True), ("person:c", "person:b", False)]
    told = dict(lines(before, after))["Entities merged, as it seems"]
    assert told[1] == "Cy Day (person:c) → perhaps Bo Xi (person:b): it goes by that name now"


@pytest.mark.parametrize(
    ("gone", "stays", "now"),
    [
        # a namesake that stood beside it before
        (person("a", "Ann Lee"), person("b", "Bo", "Ann Lee"), person("b", "Bo", "Ann Lee")),
        # of another kind
        (person("a", "Ann Lee"), person("b", "Bo"), person("b", "Bo", "Ann Lee", kind="agency")),
        # the same identifier scheme says that they are two
        (person("a", "Ann Lee", lei="1"), person("b", "Bo", lei="2"), person("b", "Bo", "Ann Lee", lei="2")),
    ],
)
def test_a_namesake_is_not_taken_for_a_merge(gone: Entity, stays: Entity, now: Entity) -> None:
    assert merges(people(gone, stays), people(now)) == ()


@settings(deadline=None)
@given(contents(), contents())
def test_every_status_that_differs_is_told_and_no_other(one: Content, other: Content) -> None:
    told = {shift.statement for shift in shifts(one, other)}
    for name in one.findings.keys() | other.findings.keys():
        was, now = one.findings.get(name), other.findings.get(name)
        assert (name in told) == ((was and was.status) != (now and now.status))


@settings(deadline=None)
@given(contents(), contents())
def test_any_two_can_be_told_in_words(one: Content, other: Content) -> None:
    assert bool([title for title, told in lines(one, other) if told]) == (not diff(one, other).empty or one.findings != other.findings)


def test_a_claim_taken_back_and_one_added_change_the_status() -> None:
    said = statement(PEOPLE[0], PEOPLE[1])
    voice = Voice(case="made", key="outlet:a", name="The Paper", kind="outlet")
    source = Source(case="made", key="src:a", publisher="outlet:a", title="A page")
    people = tuple(Entity(case="made", key=key, name=name, kind="person") for key, name in zip(PEOPLE, ("Ann", "Bo"), strict=False))
    first = Claim(case="made", key="c1", statement=said.slug, source="src:a", chain=("outlet:a",))
    second = first.model_copy(update={"key": "c2", "stance": Stance.denies})

    def content(*claims: Claim) -> Content:
        evidence = Evidence("made", {voice.key: voice}, {source.key: source}, {said.slug: said}, {said.slug: claims})
        return Content(
            about=About(title="One"),
            view={},
            case=Case(case="made", title="Made"),
            entities=people,
            statements=(said,),
            claims=claims,
            sources=(source,),
            voices=(voice,),
            findings=findings(evidence, [said.slug], None),
        )

    before, after = content(first), content(first.model_copy(update={"withdrawn": True}), second)
    assert [(shift.before, shift.after) for shift in shifts(before, after)] == [(Status.single_source, Status.denied)]
    assert [claim.key for claim in withdrawn(before, after)] == ["c1"]
    told = dict(lines(before, after))
    assert told["Statuses that differ"] == ["Ann met Bo: single-source → denied"]
    assert told["Claims added"] == ["The Paper denies: Ann met Bo (A page)"]
    assert told["Claims withdrawn"] == ["The Paper asserts: Ann met Bo (A page)"]
