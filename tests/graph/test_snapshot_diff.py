"""The difference of two snapshots: nothing between equals, and a patch that makes one the other."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from graph.evidence import Evidence
from graph.model import Case, Claim, Entity, Source, Stance, Statement, Status, Voice
from graph.snapshot.canonical import canonical
from graph.snapshot.content import About, Content
from graph.snapshot.diff import apply, diff, shifts, withdrawn
from graph.snapshot.findings import findings
from ui.snapshot.differing import lines, summary

PEOPLE = [f"person:p{number}" for number in range(4)]
VOICES = ["outlet:a", "outlet:b", "unnamed:c"]


@cache
def statement(subject: str, object_: str) -> Statement:
    return Statement(case="made", slug=f"s-{subject[7:]}-{object_[7:]}", subject=subject, predicate="met", object=object_)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A small case of any shape: some people, what is said of them, who says so."""
    people = sorted(draw(st.sets(st.sampled_from(PEOPLE), min_size=1)))
    names = {key: draw(st.sampled_from(["Ann", "Bo", "Cy"])) for key in people}
    pairs = draw(st.sets(st.tuples(st.sampled_from(people), st.sampled_from(people)), max_size=4))
    said = [statement(*pair) for pair in sorted(pairs)]
    sources = [
        Source(case="made", key=f"src:{name}", publisher=name, published=draw(st.sampled_from(["2021-06-17", "2021-07", None])))
        for name in VOICES[:2]
    ]
    voices = [Voice(case="made", key=key, name=key, kind="unnamed" if key.startswith("unnamed") else "outlet") for key in VOICES]
    claims = []
    for number in range(draw(st.integers(0, 5)) if said else 0):
        source = draw(st.sampled_from(sources))
        chain = (source.publisher, *draw(st.sampled_from([(), ("unnamed:c",)])))
        claims.append(
            Claim(
                case="made",
                key=f"c{number}",
                statement=draw(st.sampled_from(said)).slug,
                source=source.key,
                chain=chain,
                stance=draw(st.sampled_from([Stance.asserts, Stance.denies, Stance.doubts])),
                withdrawn=draw(st.booleans()),
            )
        )
    evidence = Evidence(
        "made",
        {voice.key: voice for voice in voices},
        {source.key: source for source in sources},
        {one.slug: one for one in said},
        {one.slug: tuple(claim for claim in claims if claim.statement == one.slug) for one in said},
    )
    return Content(
        about=About(title=draw(st.sampled_from(["One", "Two"]))),
        view={"version": 1, "nodes": [f"made/{key}" for key in people]},
        case=Case(case="made", title="Made"),
        entities=tuple(Entity(case="made", key=key, name=names[key], kind="person") for key in people),
        statements=tuple(sorted(said, key=lambda one: one.slug)),
        claims=tuple(claims),
        sources=tuple(sources),
        voices=tuple(sorted(voices, key=lambda voice: voice.key)),
        findings=findings(evidence, evidence.statements, None),
    )


@given(contents())
def test_nothing_differs_between_equals(content: Content) -> None:
    assert diff(content, content).empty
    assert [title for title, told in lines(content, content) if told] == []
    assert summary(content, content)["equal"] is True


@given(contents(), contents())
def test_applied_to_one_it_gives_the_other(one: Content, other: Content) -> None:
    assert canonical(apply(one, diff(one, other))) == canonical(other)


@given(contents(), contents())
def test_every_status_that_differs_is_told_and_no_other(one: Content, other: Content) -> None:
    told = {shift.statement for shift in shifts(one, other)}
    for name in one.findings.keys() | other.findings.keys():
        was, now = one.findings.get(name), other.findings.get(name)
        assert (name in told) == ((was and was.status) != (now and now.status))


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
