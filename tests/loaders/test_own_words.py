"""A lexicon of a case: what each part does to what is found, that it holds for its case alone, and mistakes told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from graph.load import load
from graph.model import Case
from graph.store import open_store
from loaders import own_words
from loaders.extraction import Proposals, extract, has_trees
from loaders.extraction.own import NONE, OwnWords
from loaders.inputs import given
from loaders.problems import Problems
from loaders.readings import readings
from tests.conftest import ROOT
from ui.importing import Importing, words_of

SAMPLE = ROOT / "data" / "samples" / "lexicon" / "lexicon.yml"
TEXT = """Orla Vance sweetened Ilir Prenga in March, the Harbour Desk said.
Quay-wise, Vance fled. The clerk of Lamp Row blabbed that Prenga owns a barge.
"""


def words() -> OwnWords:
    return own_words.load(SAMPLE)


def wrong(text: str) -> list[str]:
    problems = Problems()
    own_words.read(text, "lexicon.yml", problems)
    return [str(each) for each in problems.wrong()]


def kinds(found: Proposals) -> dict[str, str]:
    return {name: each.kind for each in found.entities for name in (each.name, *each.aliases)}


@pytest.mark.parametrize("trees", [True, False])
def test_names_are_known_by_kind_and_alias_and_for_their_case_alone(trees: bool) -> None:
    before, found, after = (extract(TEXT, trees=trees, words=each) for each in (NONE, words(), NONE))
    assert kinds(found)["Harbour Desk"] == kinds(found)["Lamp Row"] == "agency"
    assert before == after and kinds(before).get("Lamp Row") != "agency"


def test_hedges_and_saying_are_heard() -> None:
    before, found = extract(TEXT), extract(TEXT, words=words())
    assert "rumoured" in {each.hedge for each in found.attributions}
    assert "rumoured" not in {each.hedge for each in before.attributions}
    assert len(found.attributions) > len(before.attributions)


def test_a_verb_says_the_predicate_of_the_case_and_a_trusted_voice_is_surer() -> None:
    assert has_trees()
    (own,) = [each for each in extract(TEXT, words=words()).relations if each.predicate == "slipped_money_to"]
    assert (own.subject, own.object, own.chain) == ("person:orla-vance", "person:ilir-prenga", ("Harbour Desk",))
    bare = OwnWords(words().names, words().verbs)
    (less,) = [each for each in extract(TEXT, words=bare).relations if each.predicate == "slipped_money_to"]
    assert own.confidence == pytest.approx(min(0.95, less.confidence + 0.2))


def test_processes_that_read_side_by_side_have_them_too() -> None:
    inputs = [given(f"{number}.txt", TEXT.encode()) for number in range(14)]
    found = list(readings(inputs, trees=False, processes=2, words=words()))
    assert [kinds(each.found)["Lamp Row"] for each in found if each.found] == ["agency"] * 14


def test_a_case_folder_brings_its_words_to_the_documents_that_come_into_it(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "case.yml").write_text("case: {id: harbour, title: Harbour}\nentities:\n  - {id: person:a, name: A, kind: person}\n")
    (folder / "lexicon.yml").write_text(SAMPLE.read_text())
    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load(store, loaders.load(folder), name="harbour")
        assert words_of(store, "harbour") == words()
        assert words_of(store, "other") == NONE
        (outcome,) = Importing(store, "harbour", trees=False).run([given("a.txt", TEXT.encode())])
        assert outcome.state == "new"
        assert store.read("MATCH (n:Entity {name: 'Harbour Desk'}) RETURN n.kind").rows[0][0] == "agency"
        (folder / "lexicon.yml").unlink()
        load(store, loaders.load(folder), name="harbour")
        assert words_of(store, "harbour") == NONE


@pytest.mark.parametrize(("text", "message"), [
    ("names:\n  - {name: A, kind: agencies}", "lexicon.yml:2:21: kind: is person, agency, organisation"),
    ("names:\n  - {name: A}", "lexicon.yml:2:5: kind: is missing"),
    ("names:\n  - A", "lexicon.yml:2:5: a name must be a mapping"),
    ("names: A", "lexicon.yml:1:8: names: must be a list"),
    ("name:\n  - A", "lexicon.yml:1:1: name: unknown key; did you mean 'names'?"),
    ("- A", "lexicon.yml:1:1: the file must be a mapping"),
    ("verbs:\n  - {predicate: Bad One, verbs: [a]}", "lexicon.yml:2:17: predicate: is made of small letters"),
    ("verbs:\n  - {predicate: bribed}", "lexicon.yml:2:5: verbs: is missing"),
    ("verbs:\n  - {predicate: bribed, verbs: [bribe], kinds: [party]}", "kinds: are two, of the subject and of the object"),
    ("verbs:\n  - {predicate: bribed, verbs: [bribe], subject: 'by (x+)+'}", "subject: says where it stands"),
    ("hedges: {confirmed: [surely]}", "lexicon.yml:1:10: confirmed: unknown key"),
    ("saying: ['" + "x" * 121 + "']", "lexicon.yml:1:10: saying: must be a text of at most 120 characters"),
    ("names:\n  - {name: 'A|B', kind: person}", "name: must be a text of at most 120 characters, without |"),
    ("saying: [a\n", "lexicon.yml:2:1: "),
    ("saying: &a [*a]", "lexicon.yml:1"),
])  # fmt: skip
def test_a_mistake_is_told_by_line(text: str, message: str) -> None:
    assert any(message in each for each in wrong(text)), wrong(text)


def test_a_case_with_a_mistake_in_it_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "case.yml").write_text("case: {id: harbour, title: Harbour}\nentities:\n  - {id: person:a, name: A, kind: person}\n")
    (tmp_path / "lexicon.yml").write_text("saying: blab\n")
    with pytest.raises(LoadError, match="saying: must be a list"):
        loaders.load(tmp_path)


def test_hostile_words_cost_no_more_than_their_length() -> None:
    many = "\n".join(f"  - {{name: Name{number}, kind: person, aliases: ['.*(a+)+$ {number}']}}" for number in range(2_000))
    problems = Problems()
    found = own_words.read(f"names:\n{many}\nhedges: {{alleged: ['(a+)+$']}}\n", "lexicon.yml", problems)
    assert not problems.errors and len(found.names) == 2_000
    assert extract("a" * 5_000 + " said Name7.", trees=False, words=found).entities


def test_the_case_keeps_it_as_written() -> None:
    assert Case(case="a", title="A", lexicon="saying: [blab]").lexicon == "saying: [blab]"
