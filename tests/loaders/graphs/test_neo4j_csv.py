"""Neo4j's CSV form: the sample, its dialects, the round trip of what Redstring exported with its evidence, and bad input."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import loaders
from graph.errors import LoadError
from graph.evidence import assess_all
from graph.export import FORMATS, Extent, Material, write
from graph.load import load
from graph.model import Case, Claim, Entity, Row, Source, Statement, Voice
from graph.queries import evidence
from graph.store import GraphStore
from loaders.folder import Limits
from tests.graph.made_exports import CASE as ODD
from tests.graph.made_exports import load_odd
from tests.loaders.graphs.conftest import DONG, ROOT, SAMPLES, Export, entity, of, relations

Folder = Callable[..., Path]
PEOPLE = ":ID,name,:LABEL\n1,Ada,Person\n2,Bela,Person\n"
MET = ":START_ID,:END_ID,:TYPE\n1,2,MET\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write files (name=text or bytes) into a folder."""

    def written(files: dict[str, str | bytes]) -> Path:
        place = tmp_path / "made"
        place.mkdir(exist_ok=True)
        for name, data in files.items():
            (place / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return place

    return written


def told(path: Path, limits: Limits = loaders.LIMITS) -> list[str]:
    return [f"{'warning: ' if problem.warning else ''}{problem}" for problem in loaders.check(path, limits=limits)]


def test_sample_becomes_a_case_of_its_own() -> None:
    loaded = loaders.load(SAMPLES / "harbour-neo4j")
    records = list(loaded)
    assert (loaded.format, loaded.name, loaded.doubts) == ("neo4j-csv", "harbour-neo4j.neo4j-csv", 0)
    assert [source.title for source in of(records, Source)] == ["firms.csv", "meetings.csv", "people.csv", "works.csv"]
    assert len({source.sha256 for source in of(records, Source)}) == 4
    assert {source.publisher for source in of(records, Source)} == {voice.key for voice in of(records, Voice)}
    assert {(each.key, each.name, each.kind) for each in of(records, Entity)} == {
        ("person:1", "Ada Quill", "person"), ("person:2", 'Bela "the Bell" Marsh', "person"), ("person:3", "Ned Oakum", "person"),
        ("firm:1", "Tidewater Shipping", "organisation"), ("firm:2", "Grey Heron Ltd", "organisation"),
    }  # fmt: skip
    assert relations(records) == {
        ("Ada Quill", "works_for", "Tidewater Shipping"), ("Ned Oakum", "works_for", "Grey Heron Ltd"),
        ("Ada Quill", "met", 'Bela "the Bell" Marsh'), ('Bela "the Bell" Marsh', "met", "Ned Oakum"),
    }  # fmt: skip
    assert [alias.name for alias in entity(records, "Ada Quill").aliases] == ["A. Quill", "the pilot"]
    assert entity(records, "Tidewater Shipping").properties == {"staff": "12", "capital": "1500.50", "label": "Company"}
    met, again, works, cook = of(records, Row)
    assert (met.source, met.row, met.when, met.properties) == (
        "src:harbour-neo4j.neo4j-csv.meetings.csv",
        2,
        "2031-04-11",
        {"seen": "true"},
    )
    assert (again.row, again.when, works.properties) == (3, "2031-04", {"role": "pilot", "since": "2029-01-01"})
    assert cook.properties["role"] == "deckhand, later cook"


def test_what_redstring_exported_comes_back_with_its_evidence(exported: Export, dong: GraphStore) -> None:
    records = list(loaders.load(exported("neo4j-csv")))
    was = evidence(dong, DONG)
    assert of(records, Case)[0].title == "The reported defection of Dong Jingwei"
    gone = {"case"}
    assert [one.model_dump(exclude=gone) for one in of(records, Statement)] == [
        one.model_dump(exclude=gone) for _, one in sorted(was.statements.items())
    ]
    assert {one.key: one.model_dump(exclude=gone) for one in of(records, Claim)} == {
        one.key: one.model_dump(exclude=gone) for found in was.claims.values() for one in found
    }
    for kind, known in ((Source, was.sources), (Voice, was.voices)):
        back = {one.key: one.model_dump(exclude=gone) for one in of(records, kind)}
        assert back == {key: one.model_dump(exclude=gone) for key, one in known.items() if key in back}
        assert known.keys() <= back.keys()


def test_a_round_trip_through_a_store_gives_the_same_statuses(store: GraphStore, tmp_path: Path) -> None:
    load(store, loaders.load(ROOT / "data" / "dong-jingwei"), name="dong")
    write(Material(store, Extent(DONG)), FORMATS["neo4j-csv"], tmp_path / "again")
    loaded = loaders.load(tmp_path / "again")
    report = load(store, loaded, name=loaded.name)
    assert report.derived == 103
    figures = [
        {
            slug: (found.status, found.origins_min, found.origins_max, found.chains, found.denies)
            for slug, found in assess_all(every).items()
        }
        for every in (evidence(store, DONG), evidence(store, loaded.name))
    ]
    assert figures[0] == figures[1]
    query = (
        "MATCH (a:Entity {case: $case})-[r]->(b:Entity) "
        "RETURN a.key AS a, type(r) AS type, b.key AS b, r.status AS status, r.claims AS claims ORDER BY a, type, b, status, claims"
    )
    rows = [store.read(query, {"case": case}).rows for case in (DONG, loaded.name)]
    assert rows[0] == rows[1] and len(rows[0]) == 93
    assert load(store, loaders.load(tmp_path / "again"), name=loaded.name).new == 0


def test_texts_that_try_to_break_out_and_rows_of_data_sets_come_back(tmp_path: Path) -> None:
    from graph.store import open_store

    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load_odd(store)
        material = Material(store, Extent(ODD))
        write(material, FORMATS["neo4j-csv"], tmp_path / "odd")
        records = list(loaders.load(tmp_path / "odd"))
        assert {one.key: (one.name, one.note) for one in of(records, Entity)} == {
            one.key: (one.name.strip(), one.note.strip()) for one in material.entities()
        }
        rows = {(row.source, row.row, row.subject, row.predicate, row.object, row.when) for row in of(records, Row)}
        assert rows == {
            (one.data_set, one.row, one.source.partition("/")[2], one.predicate, (one.target or "").partition("/")[2], one.when)
            for one in material.rows()
        }
        assert {one.key for one in of(records, Claim)} == {one.claim.key for one in material.said()}


def test_an_export_of_a_part_says_what_it_names_beyond_itself(exported: Export, tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.mkdir()
    for file in exported("neo4j-csv").iterdir():
        text = file.read_text("utf-8")
        if file.name == "voice.csv":
            text = "".join(line for line in text.splitlines(keepends=True) if "/owner:" not in line[:30] or "salem" in line)
        (part / file.name).write_text(text, "utf-8")
    loaded = loaders.load(part)
    assert loaded.doubts and all("is not in these files; it is left out" in problem.message for problem in loaded.warnings)
    (part / "source.csv").write_text((part / "source.csv").read_text("utf-8").split("\n")[0] + "\n", "utf-8")
    with pytest.raises(LoadError) as caught:
        loaders.load(part)
    assert any("there is no source 'src:" in str(problem) and problem.file == "claim.csv" for problem in caught.value.problems)


@pytest.mark.parametrize(("header", "row"), [
    ("id:ID\tname\t:LABEL", "1\tAda, B.\tPerson"), ("id:ID|name|:LABEL", "1|Ada, B.|Person"), ("id:ID;name;:LABEL", "1;Ada, B.;Person"),
    ('"id:ID","name","​:LABEL"'.replace("\u200b", ""), '"1","Ada, B.","Person"'),
    ("\ufeffid:ID,name:string,:LABEL", '1,"Ada, B.",Person\r'), ("id:ID,skip:IGNORE,name,:LABEL", '1,x,"Ada, B.",Entity;Person'),
])  # fmt: skip
def test_delimiters_quotes_and_marks(folder: Folder, header: str, row: str) -> None:
    (found,) = of(loaders.load(folder({"nodes.csv": f"{header}\n{row}\n"})), Entity)
    assert (found.name, found.kind) == ("Ada, B.", "person")
    assert found.properties == {}


def test_one_file_alone_and_several_parts_of_one_header(folder: Folder) -> None:
    made = folder({"nodes.csv": PEOPLE, "met_header.csv": ":START_ID,:END_ID,:TYPE", "met1.csv": "1,2,MET\n", "met2.csv": "2,1,MET\n"})
    assert [(row.source, row.row) for row in of(loaders.load(made), Row)] == [
        ("src:made.neo4j-csv.met1.csv", 1), ("src:made.neo4j-csv.met2.csv", 1),
    ]  # fmt: skip
    alone = loaders.load(made / "nodes.csv")
    assert (alone.format, alone.name, len(of(alone, Entity))) == ("neo4j-csv", "nodes.csv", 2)


def test_ids_are_told_apart_by_their_space(folder: Folder) -> None:
    files = {"a.csv": ":ID(A),name\n1,Ada\n", "b.csv": ":ID(B),name\n1,Bela\n", "r.csv": ":START_ID(A),:END_ID(B),:TYPE\n1,1,MET\n"}
    records = list(loaders.load(folder(files)))
    assert relations(records) == {("Ada", "met", "Bela")}
    assert {each.key for each in of(records, Entity)} == {"a:1", "b:1"}
    (problem,) = told(folder({"r.csv": ":START_ID(A),:END_ID(C),:TYPE\n1,1,MET\n"}))
    assert "r.csv:2:1: :END_ID: there is no node with the id '1' in the id space 'C'" in problem


@pytest.mark.parametrize(("files", "message"), [
    ({"r.csv": MET + "1,9,MET\n"}, "r.csv:3:1: :END_ID: there is no node with the id '9'; add it"),
    ({"r.csv": MET + ",2,MET\n"}, "r.csv:3:1: :START_ID: is missing"),
    ({"n.csv": PEOPLE + "3,x\n"}, "n.csv:4:1: row: the row has 2 fields, the header 3"),
    ({"n.csv": PEOPLE + "3,x,y,z\n"}, "n.csv:4:1: row: the row has 4 fields, the header 3"),
    ({"n.csv": PEOPLE + "1,Other,Person\n"}, "n.csv:4:1: id: the id '1' stands for another node at n.csv:2"),
    ({"n.csv": PEOPLE + ",Nobody,Person\n"}, "n.csv:4:1: id: is missing"),
    ({"met-header.csv": MET}, "met-header.csv:1:1: header: is the header of met.csv or its parts, and none is there"),
    ({"o.csv": "name,age\nAda,3\n"}, "o.csv:1:1: header: has no header with :ID"),
    ({"o.csv": ":ID,name,name\n5,a,b\n"}, "o.csv:1:1: name: column 3 stands twice"),
    ({"o.csv": ":ID,:ID\n5,6\n"}, "o.csv:1:1: :ID: column 2 stands twice"),
    ({"o.csv": ":ID,name:text\n5,6\n"}, "o.csv:1:1: name:text: the type of column 2 is not known; it is one of int,"),
    ({"o.csv": ":ID,,name\n5,6,7\n"}, "o.csv:1:1: header: column 2 has no name"),
    ({"o.csv": ":START_ID,:TYPE\n1,A\n"}, "o.csv:1:1: header: a file of relationships needs :START_ID and :END_ID"),
    ({"n.csv": PEOPLE.encode() + b"3,Andr\xe9,Person\n"}, "n.csv:4:7: encoding: is not UTF-8; save it as UTF-8"),
    ({"n.csv": PEOPLE + "3,a\0b,Person\n"}, "n.csv:4:4: holds a null byte"),
    ({"n.csv": PEOPLE + '3,"never closed,Person\n4,x,y\n'}, "n.csv:4:1: the row that begins here cannot be read: unexpected end of data"),
    ({"n.csv": PEOPLE + '3,"a"b,Person\n'}, "n.csv:4:1: the row that begins here cannot be read"),
    ({"o.csv": ":ID" + ",c" * 1_000 + "\n"}, "o.csv:1:1: has 1,001 columns, more than the 1,000 that are taken"),
    ({"o.csv": ":ID,since:date\n7,2021-02-30\n"}, "warning: o.csv:2:1: since: '2021-02-30' is no date; it is kept as a text"),
    ({"o.csv": ":ID,n:int,f:float\n7,many,0.5\n"}, "warning: o.csv:2:1: n: 'many' is no int; it is kept as a text"),
    ({"o.csv": ":ID,when\n7,2021-02-30\n"}, "warning: o.csv:2:1: when: '2021-02-30' is no date; it is kept as a text"),
    ({"r.csv": MET + "1,2,ist verwandt mit!\n"}, "warning: r.csv:3:1: type: a relation's type is letters, digits and _ here"),
])  # fmt: skip
def test_bad_input_is_told_with_file_line_and_field(folder: Folder, files: dict[str, str | bytes], message: str) -> None:
    assert told(folder({"n.csv": PEOPLE, "r.csv": MET})) == []
    (problem,) = told(folder(files))
    assert message in problem


def test_utf_16_is_named(folder: Folder) -> None:
    made = folder({"n.csv": PEOPLE, "o.csv": ":ID,name\n7,x\n".encode("utf-16")})
    assert told(made)[0].startswith("o.csv:1:1: header: has no header")
    assert "o.csv:1:1: encoding: is written in UTF-16; save it as UTF-8" in told(folder({"o-header.csv": ":ID,name\n"}))


def test_thousand_columns_huge_numbers_and_formulas_are_texts(folder: Folder) -> None:
    names = ",".join(f"c{number}" for number in range(997))
    values = ",".join(["=cmd()|' /C calc'!A0", "9" * 5_000, *["x"] * 995])
    (found,) = of(loaders.load(folder({"wide.csv": f":ID,{names},name,:LABEL\n1,{values},Ada,Person\n"})), Entity)
    assert len(found.properties) == 997
    assert (found.properties["c0"], len(found.properties["c1"])) == ("=cmd()|' /C calc'!A0", 5_000)


def test_a_line_and_a_row_are_bounded(folder: Folder) -> None:
    small = Limits(line=10_000)
    (problem,) = told(folder({"n.csv": PEOPLE + "3," + "x" * 50_000 + ",Person\n"}), small)
    assert "n.csv:4:1: the line is longer than 10,000 bytes" in problem
    (problem,) = told(folder({"n.csv": PEOPLE + '3,"' + "x\n" * 50_000}), small)
    assert "n.csv:4:1: the row that begins here is longer than 10,000 characters; look for a quotation mark too many" in problem
    (problem, *_) = told(folder({"n.csv": PEOPLE}), Limits(data_set=10))
    assert "n.csv:1:1: is larger than 10 bytes" in problem


def test_a_text_that_only_speaks_of_ids_is_no_header(folder: Folder) -> None:
    made = folder({"letter.txt": "Passport:ID of Ada, and a note:ID-card\n", "n.csv": PEOPLE})
    with pytest.raises(LoadError, match="no loader knows the file"):
        loaders.load(made / "letter.txt")
    assert told(made) == []


def test_a_link_out_of_the_folder_is_not_followed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(PEOPLE)
    made = folder({"n.csv": PEOPLE})
    (made / "o.csv").symlink_to(tmp_path / "outside.csv")
    assert told(made) == ["o.csv:1:1: is a symbolic link; put the file itself into the folder"]


@pytest.mark.parametrize(("file", "old", "new", "message"), [
    ("claim.csv", '"asserts"', '"swears"', "claim.csv:2:1: stance: Input should be"),
    ("statement.csv", '"defected_to"', '"Defected To"', "statement.csv:2:1: predicate: String should match pattern"),
    ("entity.csv", '"agency"', '"a b"', "entity.csv:2:1"),
])  # fmt: skip
def test_a_damaged_export_is_told(exported: Export, tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for each in exported("neo4j-csv").iterdir():
        text = each.read_text("utf-8")
        (broken / each.name).write_text(text.replace(old, new, 1) if each.name == file else text, "utf-8")
    if file == "entity.csv":
        assert told(broken) == []
    else:
        assert message in told(broken)[0]
