"""Relations: what each construction says, and the sentences in which nothing is said between two names."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.extraction import events, extract, relations
from loaders.extraction.frames import lexicon
from loaders.extraction.proposals import Dated, Relation, Saying, Span
from tests.marking import marked

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, Any]]:
    return yaml.load((HERE / name).read_text("utf-8"), yaml.BaseLoader)


def found(written: str, *, trees: bool = True) -> list[Relation]:
    page, entities = marked(written, trees=trees)
    return relations.find(page, entities, [], [])


def name(id_: str) -> str:
    return id_.partition(":")[2]


@pytest.mark.parametrize("row", table("connections.yml"), ids=lambda row: row["text"][:50])
def test_a_construction_says_what_it_says(row: dict[str, Any]) -> None:
    had = {(name(each.subject), each.predicate, name(each.object)): each for each in found(row["text"])}
    for wanted in row["is"]:
        each = had.get(tuple(wanted))
        assert each is not None, had
        assert each.stance == row.get("stance", "asserts")
        assert each.hedge == row.get("hedge", "none")
        assert each.detail == row.get("detail", each.detail)


@pytest.mark.parametrize("row", table("claims.yml"), ids=lambda row: f"{row['text'][:40]} {row['says'][1]}")
def test_a_denial_reaches_what_it_denies(row: dict[str, Any]) -> None:
    had = extract(row["text"], unlikely=True)
    names = {each.id: each.name for each in had.entities}
    said = {(names[each.subject], each.predicate, names[each.object]): each for each in had.relations}
    each = said.get(tuple(row["says"])) or said.get(tuple(row["says"][::-1]))
    assert each is not None, said
    assert (each.stance, "".join(each.chain[:1])) == (row.get("stance", "asserts"), row.get("voice", ""))


def test_most_sentences_of_many_styles_say_what_they_say() -> None:
    """The sentences of styles.yml: what is missing is told; a change that loses more than this has lost something."""
    missing, more = [], []
    rows = table("styles.yml")
    for row in rows:
        had = [(name(each.subject), each.predicate, name(each.object)) for each in found(row["text"])]
        pairs = [{one, other} for one, _, other in row["is"]]
        missing += [wanted for wanted in map(tuple, row["is"]) if wanted not in had and wanted[::-1] not in had]
        more += [each for each in had if {each[0], each[2]} not in pairs]
    assert sum(len(row["is"]) for row in rows) >= 200
    assert len(missing) <= 5, missing
    assert len(more) <= 3, more


@pytest.mark.parametrize("row", table("near_misses.yml"), ids=lambda row: row["text"][:50])
def test_nothing_is_said_where_nothing_stands(row: dict[str, Any]) -> None:
    had = found(row["text"])
    for one, other in row["not"]:
        between = [each for each in had if {name(each.subject), name(each.object)} == {one, other}]
        assert not [each for each in between if each.stance != row.get("stance")], between
    if not row["not"]:
        assert had and all(each.stance == row["stance"] for each in had)


def test_there_are_enough_near_misses() -> None:
    assert len(table("near_misses.yml")) >= 40


def test_every_frame_is_used_by_a_word() -> None:
    words = lexicon()
    assert {frame.predicate for frames in (*words.verbs.values(), *words.deeds.values(), *words.bonds.values()) for frame in frames} >= {
        "arrested", "role", "owned_by", "leaked_to", "spied_for", "sanctioned", "defected_to", "contracted", "expelled", "part_of",
    }  # fmt: skip


def test_every_group_that_a_frame_names_is_there() -> None:
    words = lexicon()
    needed = {
        word
        for frames in (*words.verbs.values(), *words.deeds.values())
        for frame in frames
        for _, wanted in frame.needs
        for word in wanted
    }
    assert words.lists["heading"] <= needed
    assert not [word for word in needed if word[:1] == "$" and word != "$"]


def test_without_trees_posts_and_titles_are_found() -> None:
    for written in (
        "[Mirela Costin|person], deputy head of the [Coastal Audit Office|agency], resigned.",
        "The [Coastal Audit Office|agency]'s chairman [Emil Varga|person] resigned.",
        "[Reuters|outlet] photographer [Idris Cole|person] was on the quay.",
    ):
        assert [each.predicate for each in found(written, trees=False)] == ["role"], written


def test_a_relation_bears_sentence_date_and_voice() -> None:
    written = "It rained. [Ann Cole|person] met [Mark Stone|person] on 4 May 2021, two officials said."
    page, entities = marked(written)
    at = page.text.index("4 May 2021")
    start = page.text.index("Ann")
    saying = Saying(Span(start, len(page.text)), ("two officials",), "reported")
    (each,) = relations.find(page, entities, [saying], [Dated(Span(at, at + 10), "2021-05-04")])
    assert (each.span.start, each.when, each.chain, each.hedge) == (start, "2021-05-04", ("two officials",), "reported")


@pytest.mark.parametrize(("outlet", "seated"), [("BBC News", False), ("Quay Gazette", True)])
def test_a_known_outlet_is_not_where_its_writer_is(outlet: str, seated: bool) -> None:
    had = extract(f"By Tessa Wilmotham\n{outlet}, Taipei\n\nThe minister resigned on Tuesday.\n").relations
    told = {each.predicate for each in had if each.subject.startswith("outlet:")}
    assert ("located_in" in told) == seated


def test_a_denied_saying_denies_and_each_voice_says_it_once() -> None:
    page, entities = marked("[Ann Cole|person] met [Mark Stone|person].")
    span = Span(0, len(page.text))
    sayings = [Saying(span, ("the agency",), "none", "denies"), Saying(span, ("a blog",))]
    had = relations.find(page, entities, sayings, [])
    assert sorted((each.chain, each.stance) for each in had) == [(("a blog",), "asserts"), (("the agency",), "denies")]


def test_a_question_of_a_noun_is_asked() -> None:
    (each,) = found("Was [Ann Cole|person] the treasurer of [Sable Quay|organisation]?")
    assert (each.predicate, each.stance) == ("role", "asks")


HOSTILE: dict[str, Callable[[int], str]] = {
    "commas": lambda n: "[Ann Cole|person], " * n + "head of the [Fraud Office|agency].",
    "heads": lambda n: "head of the " * n + "[Fraud Office|agency], [Ann Cole|person], said so.",
    "possessives": lambda n: "[Fraud Office|agency]'s " * n + "head [Ann Cole|person] said so.",
    "ands": lambda n: "[Ann Cole|person] and " * n + "[Mark Stone|person] met [Fraud Office|agency].",
    "relatives": lambda n: "[Ann Cole|person] who met " * n + "[Mark Stone|person].",
    "brackets": lambda n: "( " * n + "[Ann Cole|person]" + " )" * n,
    "verbs": lambda n: "agreed to pay " * n + "[Ann Cole|person].",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_takes_time_by_its_length(kind: str) -> None:
    """Four times the text, up to 10 kB, takes at most about four times the time, the model's own left out."""
    took = []
    for count in (120, 480):
        page, entities = marked(HOSTILE[kind](count))
        start = time.process_time()
        relations.find(page, entities, [], [])
        events.find(page, entities, [])
        took.append(time.process_time() - start)
    assert took[1] < 9 * took[0] + 0.2


def test_the_writer_and_the_page_itself_take_part() -> None:
    """ "Me" is the one who wrote the page, "this newspaper" the one that publishes it."""
    page, entities = marked(
        "By [Ann Cole|person]\n\nIt was late. [Emil Varga|person] would not tell me who had ordered it. "
        "[Rita Sol|person] told this newspaper that she had left. "
        "[Quay Post|outlet] printed it.",
        publisher="Quay Post",
    )
    had = {(name(each.subject), each.predicate, name(each.object)) for each in relations.find(page, entities, [], [])}
    assert ("Emil Varga", "declined_to_comment_to", "Ann Cole") in had
    assert ("Rita Sol", "provided_information_to", "Quay Post") in had


@pytest.mark.parametrize(
    "written",
    [
        "[Ann Cole|person] met [Emil Varga|person] and [Rita Sol|person]. The two founded [Krill Polar|organisation].",
        "[Ann Cole|person] spoke. The two women founded [Krill Polar|organisation].",
    ],
)
def test_two_of_three_are_nobody(written: str) -> None:
    assert not [each for each in found(written) if each.predicate == "founded"]
