"""What `loaders.load` promises: whole input or nothing, records in order, warnings with them, and the bundled case complete."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from graph.evidence import Evidence, assess
from graph.model import Case, Claim, Decision, Entity, Source, Statement, Status, TimelinePoint, Voice
from loaders.marked import PARSER


def of(records, kind):
    return [record for record in records if isinstance(record, kind)]


def test_bundled_case_is_complete_and_without_doubts(bundled: Path) -> None:
    loaded = loaders.load(bundled)
    counts = Counter(type(record).__name__ for record in loaded)
    records = {"Case": 1, "Voice": 119, "Entity": 77, "Source": 108, "Statement": 103, "Claim": 234, "TimelinePoint": 30}
    # the saved views
    assert counts == {**records, "Decision": 3}
    assert (loaded.name, loaded.format, loaded.doubts, loaded.warnings) == ("dong-jingwei-2021", "case", 0, ())
    sources = of(loaded, Source)
    assert sum(len(source.cites) for source in sources) == 175
    assert sum(bool(source.url or source.read_at) for source in sources) == 87
    assert Counter(source.tier for source in sources) == {"core": 46, "wide": 30, "background": 32}
    assert Counter(source.seen for source in sources)["no"] == 21
    assert Counter(claim.stance.value for claim in of(loaded, Claim)) == {"asserts": 212, "denies": 12, "doubts": 9, "asks": 1}
    assert loaded.case.central == "s01-defected"


def test_bundled_case_keeps_conflicts_first_hand_voices_and_weak_names(bundled: Path) -> None:
    loaded = loaders.load(bundled)
    statements = of(loaded, Statement)
    pairs = {frozenset((one.slug, other)) for one in statements for other in one.conflicts_with}
    assert (len(pairs), sum(len(one.speaks_against) for one in statements)) == (13, 6)
    assert sum(bool(one.first_hand) for one in statements) == 18
    assert len({one.id for one in statements}) == 103
    weak = {alias.name for entity in of(loaded, Entity) for alias in entity.aliases if alias.weak}
    assert {"Dong", "Mr Dong", "Dr. Han", "Blinken"} <= weak and "CIA" not in weak
    dong = next(entity for entity in of(loaded, Entity) if entity.key == "person:dong-jingwei")
    assert [(alias.lang, alias.script) for alias in dong.aliases[:2]] == [("zh", "Hans"), ("zh", "Hant")]


def test_address_of_a_copy_is_read_at_and_not_the_original(bundled: Path) -> None:
    sources = {source.key: source for source in of(loaders.load(bundled), Source)}
    assert sources["src:redstate-0604"].url is None and sources["src:redstate-0604"].read_at
    assert sources["src:spytalk-0617"].url == "https://www.spytalk.co/p/high-level-chinese-defection-rumored"
    assert all(source.seen == "copy" for source in sources.values() if source.read_at)


def test_records_come_in_an_order_that_a_store_can_write_and_come_again(bundled: Path) -> None:
    loaded = loaders.load(bundled)
    kinds = [type(record) for record in loaded]
    assert [kind for number, kind in enumerate(kinds) if number == 0 or kinds[number - 1] is not kind] == [
        Case, Voice, Entity, Source, Statement, Claim, TimelinePoint, Decision,
    ]  # fmt: skip
    assert list(loaded) == list(loaded)
    assert [claim.key for claim in of(loaded, Claim)][:3] == ["c001", "c002", "c003"]


def test_folder_and_its_case_file_are_the_same_input(bundled: Path) -> None:
    assert list(loaders.load(bundled / "case.yml")) == list(loaders.load(str(bundled)))


@pytest.mark.skipif(PARSER.__name__ != "CSafeLoader", reason="PyYAML without libyaml is slower")
def test_bundled_case_loads_in_half_a_second(bundled: Path) -> None:
    def seconds() -> float:
        began = time.process_time()
        loaders.load(bundled)
        return time.process_time() - began

    assert min(seconds() for _ in range(5)) < 0.5


def test_pure_python_parser_reads_the_same(example: dict[str, str], write, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    folder = write(example, case=None)
    fast = list(loaders.load(folder))
    monkeypatch.setattr("loaders.marked.PARSER", yaml.SafeLoader)
    assert list(loaders.load(folder)) == fast


def test_example_of_the_documentation_loads_and_is_contested_as_it_says(example: dict[str, str], write) -> None:
    loaded = loaders.load(write(example, case=None))
    assert set(example) == {"case.yml", "evidence.yml", "story.yml"}
    assert loaded.doubts == 0
    claims = of(loaded, Claim)
    statements = {one.slug: one for one in of(loaded, Statement)}
    evidence = Evidence(
        loaded.name,
        {voice.key: voice for voice in of(loaded, Voice)},
        {source.key: source for source in of(loaded, Source)},
        statements,
        {slug: tuple(claim for claim in claims if claim.statement == slug) for slug in statements},
    )
    found = assess(evidence, "s1-switched-off")
    assert found.status is Status.contested
    assert (found.origins_min, found.origins_max) == (1, 1)
    assert assess(evidence, "s2-lamp-failed").rivals == ("s1-switched-off",)


def test_names_that_look_like_other_types_stay_texts(write) -> None:
    text = """
entities:
  - {id: place:no, name: NO, kind: place, country: NO, note: 12:30, properties: {code: 007, when: 2021-01-01, nothing: null, yes: on}}
"""
    entity = of(loaders.load(write({"all.yml": text})), Entity)[0]
    assert (entity.name, entity.country, entity.note) == ("NO", "NO", "12:30")
    assert entity.properties == {"code": "007", "when": "2021-01-01", "nothing": "null", "yes": "on"}


def test_claim_without_an_id_gets_one_from_its_content(example: dict[str, str], write) -> None:
    keys = [claim.key for claim in of(loaders.load(write(example, case=None)), Claim)]
    assert all(key.startswith("c-") for key in keys) and len(set(keys)) == 3


def test_one_file_alone_can_be_a_case(example: dict[str, str], write) -> None:
    together = list(loaders.load(write({}, case="".join(example.values()))))
    (write(example, case=None) / "case.yml").write_text(example["case.yml"], "utf-8")
    assert list(loaders.load(write(example, case=None))) == together


def test_anchors_and_aliases_within_bounds_are_read(write) -> None:
    voices = "voices:\n  - {id: outlet:gull, name: Gull, kind: outlet}\n"
    sources = "sources:\n  - {id: src:a, publisher: &who outlet:gull, author: *who}\n"
    assert of(loaders.load(write({"all.yml": voices + sources})), Source)[0].author == "outlet:gull"


def test_nothing_is_loaded_if_anything_is_wrong(example: dict[str, str], write) -> None:
    broken = {**example, "story.yml": example["story.yml"].replace("person:ada-quill", "person:ada-quil", 1)}
    with pytest.raises(LoadError) as caught:
        loaders.load(write(broken, case=None))
    assert "was not loaded" in str(caught.value) and "\n" not in str(caught.value)
    assert caught.value.total == len(caught.value.problems) == 1
    assert "did you mean 'person:ada-quil'?" in caught.value.problems[0].message


def test_first_fifty_problems_are_kept_in_order_and_all_are_counted(write) -> None:
    lines = "".join(f"  - {{id: person:p{number}, name: P, kind: person, nmae: x}}\n" for number in range(2_000))
    with pytest.raises(LoadError) as caught:
        loaders.load(write({"all.yml": f"entities:\n{lines}"}))
    assert caught.value.total == 2_000
    assert [problem.line for problem in caught.value.problems] == list(range(2, 52))


@pytest.mark.parametrize(("make", "said"), [
    (lambda place: place / "nowhere", "there is no file or folder"),
    (lambda place: place, "is empty"),
    (lambda place: (place / "x.txt").write_text("x") and place, "holds no case.yml"),
    (lambda place: (place / "x.pdf").write_text("x") and place / "x.pdf", "no loader knows the file"),
    (lambda _: "a\0b", "there is no file or folder"),
    (lambda place: place / ("x" * 5_000), "cannot be read"),
])  # fmt: skip
def test_unknown_input_is_named_with_the_formats_that_are_known(tmp_path: Path, make, said: str) -> None:
    for call in (loaders.load, loaders.check):
        with pytest.raises(LoadError, match=r"a case: a folder with a case\.yml") as caught:
            call(make(tmp_path))
        assert said in str(caught.value)


def test_every_loader_of_the_registry_says_what_it_reads() -> None:
    assert loaders.LOADERS["case"].about.startswith("a case")
    assert all(loader.about and callable(loader.recognises) and callable(loader.draft) for loader in loaders.LOADERS.values())


def test_warnings_are_handed_over_with_the_records(example: dict[str, str], write) -> None:
    text = example["story.yml"].replace("chain: [outlet:gull, unnamed:gull-caller]", "chain: [unnamed:gull-caller]")
    loaded = loaders.load(write({**example, "story.yml": text}, case=None))
    assert loaded.doubts == 1 and "will be put in front" in loaded.warnings[0].message
    assert loaders.check(loaded.path) == list(loaded.warnings)
