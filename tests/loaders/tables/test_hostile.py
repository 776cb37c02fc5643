"""Tables and mappings that are damaged, hostile or plainly wrong: each has its message, and nothing is loaded or all of what is good is."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet

import loaders
from graph.model import Entity, Row
from loaders import Loaded
from loaders.folder import Limits
from loaders.problems import Problems
from loaders.tables import drafted, read_mapping
from loaders.tables.sample import samples
from tests.loaders.graphs.conftest import entity, of
from tests.loaders.tables.conftest import Told, Written

PEOPLE = """tables:
  - file: {file}
    entities:
      - {{id: {{column: id}}, name: {{column: name}}, kind: person}}
"""
TIES = """tables:
  - file: people.csv
    entities: [{id: {column: id}, name: {column: name}, kind: person}]
  - file: ties.csv
    relations: [{subject: {column: from}, predicate: met, object: {column: to}, when: {column: when}}]
"""
GOOD = "id,name\n1,Ada\n2,Bela\n"
Load = Callable[..., Loaded]


def people(file: str = "people.csv") -> str:
    return PEOPLE.format(file=file)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"id,name\n1,Zo\xeb Caf\xe9\n2,Ren\xe9e\n", "warning: people.csv:2:1: encoding: is not UTF-8; read as Windows-1252"),
        (b"id,name\n1,\x81\x8d\x90\xff\xfe\xfd\n", "people.csv:2:1: encoding: is not UTF-8, and its encoding cannot be told"),
        ("id,name\n1,Zoë\n".encode() + b"2,Ren\xe9\n", "people.csv:3:1: encoding: mixes encodings: UTF-8 in line 2"),
        (b"\xff\xfei\0d\0\n\0\x01", "people.csv:2:1: encoding: is not UTF-16 throughout; save it as UTF-8"),
        ("id,name\n1,Ada\n".encode("utf-16-le"), "people.csv:1:1: holds a null byte; it may be UTF-16 without its mark"),
        (b"id,name\n1,A\0da\n", "people.csv:2:1: holds a null byte; this is no text file, or it is damaged"),
        (b"id,name\n1,Ada\n2\n", "people.csv:3:1: row: the row has 1 fields, the header 2; mind quotation marks and delimiters in texts"),
        (b"id,name\n1,Ada,x\n", "people.csv:2:1: row: the row has 3 fields, the header 2"),
        (b'id,name\n1,"Ada\n2,Bela\n', "people.csv:2:1: the row that begins here cannot be read: unexpected end of data"),
        (b"", "people.csv:1:1: holds no row, so there is nothing to load"),
        (b"1,Ada\n2,Bela\n", "mapping.yml:4:14: column: people.csv has no column 'id'; its columns are '1' or 'Ada'"),
        (b"id,name\n1,Ada\n1,Bela\n", "people.csv:3:1: id: the id '1' stands for another node at people.csv:2, which says something else"),
        (b"id,name\n,Ada\n", "people.csv:2:1: id: is missing; every node has an id"),
        (
            b"id,name,name\n1,Ada,x\n",
            "warning: people.csv:1:1: header: column 3 is called 'name' like another; here it is called 'name (2)'",
        ),
        (b"id,name,\n1,Ada,x\n", "warning: people.csv:1:1: header: column 3 has no name; here it is called column 3"),
        (b"id,name\n1,Ada\nid,name\n2,Bela\n", "warning: people.csv:3:1: header: the header stands here again; the row is left out"),
        (b"id,name,born\n1,Ada,x\n", "warning: people.csv:1:1: columns: the mapping does not speak of 'born'; left out"),
    ],
)
def test_a_text_that_is_wrong_is_told_with_its_line(told: Told, data: bytes, says: str) -> None:
    found = told(people(), people__csv=data)
    assert any(each.startswith(says) for each in found), found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_told_apart(loaded: Load, encoding: str, delimiter: str) -> None:
    rows = [["id", "name"], ["007", "Zoë Café"], ["NA", "Renée"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    made = loaded(people(), people__csv=data)
    assert {(each.key, each.name) for each in of(made, Entity)} == {("person:mapping.007", "Zoë Café"), ("person:mapping.NA", "Renée")}


def test_columns_and_lines_are_bounded(written: Written) -> None:
    wide = ",".join(f"c{number}" for number in range(1_001))
    path = written(people(), people__csv=f"{wide}\n")
    assert "has 1,001 columns, more than the 1,000 that are taken" in str(loaders.check(path)[0])
    path = written(people(), people__csv="id,name\n1," + "x" * 5_000 + "\n")
    problems, limits = Problems(), Limits(line=1_000)
    mapping = read_mapping(path, problems, limits)
    assert mapping is not None
    drafted(mapping, {"people.csv": path.parent / "people.csv"}, path.name, problems, limits)
    assert str(problems.wrong()[0]) == "people.csv:2:1: the line is longer than 1,000 characters"


def test_ends_that_no_entity_has_and_dates_that_cannot_be(told: Told) -> None:
    found = told(TIES, people__csv=GOOD, ties__csv="from,to,when\n1,3,2021-02-30\n")
    assert found == [
        "ties.csv:2:1: object: there is no node with the id '3'; add it, or remove the relation",
        "warning: ties.csv:2:1: when: '2021-02-30' is no date; it is kept as a text",
    ]


def test_cells_that_a_spreadsheet_would_run_are_text(loaded: Load) -> None:
    made = loaded(people(), people__csv="id,name\n1,\"=cmd|' /C calc'!A0\"\n2,@SUM(1)\n")
    assert {each.name for each in of(made, Entity)} == {"=cmd|' /C calc'!A0", "@SUM(1)"}


# Workbooks and Parquet -------------------------------------------------------------------------------------------------------


def book(*rows: list[object], sheets: int = 1) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for number in range(1, sheets):
        made.create_sheet(f"Other {number}")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one more part, or another content of one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


BOOK: bytes = book(["id", "name"], ["007", "NA"], [8, True], [3.5, "=1+1"])


def test_cells_of_a_workbook_are_text(loaded: Load) -> None:
    made = loaded(people("people.xlsx"), people__xlsx=BOOK)
    assert {each.key.rpartition("mapping.")[2]: each.name for each in of(made, Entity)} == {"007": "NA", "8": "true", "3.5": "=1+1"}
    assert [str(each) for each in made.warnings] == [
        "people.xlsx (Sheet):4:1: cell: holds formulas, which are kept as their text; paste their values in their place to load these"
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 no book", "people.xlsx:1:1: is a broken workbook, or none, and cannot be read; save it anew as .xlsx"),
        (BOOK[:-300], "people.xlsx:1:1: is a broken workbook, or none, and cannot be read"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "people.xlsx:1:1: is locked by a password, or an old workbook (.xls)"),
        (with_part(BOOK, "xl/vbaProject.bin", b"x"), "warning: people.xlsx:1:1: holds macros, which are not run"),
        (
            with_part(BOOK, "xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
            "warning: people.xlsx:1:1: links to other workbooks, which are not opened",
        ),
        (
            with_part(
                BOOK, "xl/worksheets/sheet1.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
            ),
            "people.xlsx:1:1: declares entities in its XML, which no workbook needs; it is not read",
        ),
        (with_part(BOOK, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"), "people.xlsx:1:1: is a broken workbook, or none"),
    ],
    # the bytes of a workbook hold the time at which it was made, so they name no test
    ids=["no-book", "cut-off", "locked", "macros", "links", "entities", "broken-sheet"],
)
def test_a_workbook_that_is_wrong(told: Told, data: bytes, says: str) -> None:
    found = told(people("people.xlsx"), people__xlsx=data)
    assert any(each.startswith(says) for each in found), found


def test_a_zip_bomb_is_not_unpacked(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.tables.workbook.MOST_UNPACKED", 1_000_000)
    (says,) = told(people("people.xlsx"), people__xlsx=with_part(BOOK, "xl/worksheets/sheet9.xml", b" " * 1_000_001))
    assert says == "people.xlsx:1:1: would unpack to more than 1,000,000 bytes or 10,000 parts; save its sheet as CSV"


def test_a_sheet_that_is_not_there(told: Told) -> None:
    (says,) = told(people("people.xlsx") + "    sheet: Othr 1\n", people__xlsx=book(["id", "name"], [1, "Ada"], sheets=2))
    assert says == "people.xlsx:1:1: sheet: there is no sheet 'Othr 1'; its sheets are 'Sheet' or 'Other 1'; did you mean 'Other 1'?"


def test_an_index_of_pandas_that_is_a_range_with_a_name_is_a_column(tmp_path: Path) -> None:
    index = {"kind": "range", "name": "id", "start": 10, "stop": 20, "step": 5}
    for told, keys in ((index, ["10", "15"]), ({**index, "start": "x"}, None)):
        table = pyarrow.table({"name": ["Ada", "Ned"]}).replace_schema_metadata({"pandas": json.dumps({"index_columns": [told]})})
        parquet.write_table(table, tmp_path / "people.parquet")
        problems = Problems()
        (found,) = samples(tmp_path / "people.parquet", "people.parquet", problems)
        assert found.columns == (("name", "id") if keys else ("name",))
        assert keys is None or [row[1] for row in found.rows] == keys
    assert problems.errors == 0


def test_rows_that_name_nobody_make_no_entity_and_are_told(told: Told) -> None:
    mapping = "tables:\n  - file: people.csv\n    entities:\n      - name: {column: name}\n        kind: person\n"
    assert told(mapping, people__csv='name\nAda\n""\n') == []
    assert told(mapping.replace("kind: person", "note: {column: n}"), people__csv="name,n\nAda,1\n,total 1\n") == [
        "warning: people.csv:3:1: name: 1 row names nobody and nothing; no entity is made there"
    ]


def test_a_compressed_table_says_what_to_do(told: Told) -> None:
    (says,) = told(people("people.csv"), people__csv=gzip.compress(b"id,name\n1,Ada\n"))
    assert says == "people.csv:1:1: is compressed (gzip); unpack it first"


def test_fields_within_a_column_of_parquet_are_columns(tmp_path: Path) -> None:
    firm = {"name": "Tidewater", "seat": {"port": "Skerry"}}
    table = pyarrow.table({"id": [1, 2], "firm": [firm, None], "tags": [[{"a": 1}], []]})
    parquet.write_table(table, tmp_path / "firms.parquet")
    (found,) = samples(tmp_path / "firms.parquet", "firms.parquet", problems := Problems())
    assert found.columns == ("id", "firm.name", "firm.seat.port", "tags")
    assert found.rows == (("1", "Tidewater", "Skerry", '[{"a": 1}]'), ("2", "", "", ""))
    assert not problems.errors + problems.doubts


def test_values_of_parquet_are_text(loaded: Load, tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"id": ["007", "8"], "name": ["NA", None], "n": [1.0, 2.5]}), tmp_path / "people.parquet")
    mapping = people("people.parquet") + "        properties: [n]\n"
    mapping = mapping.replace("kind: person}\n        properties: [n]", "kind: person, properties: [n]}")
    made = loaded(mapping)
    assert entity(made, "NA").properties == {"n": "1"}
    assert entity(made, "8").properties == {"n": "2.5"}


@pytest.mark.parametrize("data", [b"PAR1 broken", b"PAR1" + bytes(100) + b"PAR1", b""])
def test_a_broken_parquet_file(told: Told, data: bytes) -> None:
    (says,) = told(people("people.parquet"), people__parquet=data)
    assert says == "people.parquet:1:1: is a broken Parquet file, or none, and cannot be read"


# Mappings --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ("", "mapping.yml:1:1: is empty; a mapping has the field tables"),
        ("tables: {", "mapping.yml:2:1: this is not YAML"),
        ("tables: people.csv", "mapping.yml:1:9: tables: must be a list: lines that begin with a hyphen"),
        ("tabels: []\n" + people(), "mapping.yml:1:1: tabels: unknown field in a mapping; did you mean 'tables'?"),
        (people().replace("entities", "entitys"), "mapping.yml:3:5: entitys: unknown field in a table; did you mean 'entities'?"),
        (
            people().replace("column: name", "colum: name"),
            "mapping.yml:4:35: colum: unknown field in the value of name; did you mean 'column'?",
        ),
        (
            people().replace("column: name", "column: nmae"),
            "mapping.yml:4:34: column: people.csv has no column 'nmae'; did you mean 'name'?",
        ),
        (people("../people.csv"), "mapping.yml:2:5: file: '../people.csv' does not lie beside the mapping; put the file there"),
        (people("/etc/passwd"), "mapping.yml:2:5: file: '/etc/passwd' does not lie beside the mapping"),
        (people("peple.csv"), "mapping.yml:2:5: file: there is no file 'peple.csv' beside the mapping; did you mean 'people.csv'?"),
        ("name: My Table\n" + people(), "mapping.yml:1:7: name: 'My Table' will not do: it takes small letters, digits"),
        (TIES.replace("met", "works for"), "mapping.yml:5:54: predicate: 'works for' is no relation type: letters from A to Z"),
        (
            TIES.replace("met", '"1st"'),
            "mapping.yml:5:54: predicate: '1st' is no relation type: letters from A to Z, digits and underscores, at",
        ),
        (TIES.replace("predicate: met, ", ""), "mapping.yml:5:17: predicate: a relation needs the field predicate"),
        (TIES.replace("subject: {column: from}", "subject: from"), "mapping.yml:5:27: subject: 'from' is a text; an end is {column: NAME}"),
        (TIES.replace("when: {column: when}", "when: yesterday"), "mapping.yml:5:87: when: 'yesterday' is no date"),
        (people() + "    header: first\n", "mapping.yml:5:13: header: must be the line of the column names (1 to 1,000), two lines that"),
        (people() + "    header: 1-3\n", "mapping.yml:5:13: header: must be the line of the column names (1 to 1,000), two lines"),
        (people() + "    delimiter: x\n", "mapping.yml:5:16: delimiter: 'x' parts no columns; write comma, tab, semicolon or bar"),
        (people() + "    encoding: klingon\n", "people.csv:1:1: encoding: 'klingon' is no encoding that is known"),
        (people() + "    dates: american\n", "mapping.yml:5:12: dates: 'american' is no order of dates; write day first or month first"),
        (people() + "    source: {url: javascript:alert(1)}\n", "mapping.yml:5:19: url: an address must begin with http:// or https://"),
        (people() + "    source: {title: {column: name}}\n", "mapping.yml:5:21: title: the source of a whole table has texts alone"),
        ("a: &a [x]\nb: *a\nc: *c\n", "mapping.yml:3:4: the alias 'c' is used before it is defined; write the value out"),
        ("x: !!python/object/apply:os.system [ls]\ntables: []\n", "mapping.yml:1:4: tags are not read; remove"),
    ],
)
def test_a_mapping_that_is_wrong_is_told_with_line_and_column(told: Told, mapping: str, says: str) -> None:
    found = told(
        mapping if mapping.startswith("tables") or "tables:" in mapping else f"{mapping}\n", people__csv=GOOD, ties__csv="from,to,when\n"
    )
    assert any(each.startswith(says) for each in found), found


def test_a_type_of_the_mapping_gets_one_that_will_do(told: Told) -> None:
    found = told(TIES.replace("met", "works for"), people__csv=GOOD, ties__csv="from,to,when\n1,2,\n")
    assert found[0].endswith("at most 64; write WORKS_FOR")


def test_aliases_of_yaml_are_bounded(told: Told) -> None:
    bomb = "tables: &a [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"k{at}: &{chr(98 + at)} [{', '.join(['*' + chr(97 + at)] * 10)}]\n" for at in range(8))
    assert any("too many aliases" in each for each in told(bomb))


def test_a_type_of_a_row_is_made_one_that_will_do(loaded: Load) -> None:
    mapping = TIES.replace("predicate: met", "predicate: {column: type}")
    made = loaded(mapping, people__csv=GOOD, ties__csv="from,to,when,type\n1,2,,drinks with\n1,2,,任职于\n")
    assert [row.predicate for row in of(made, Row)] == ["drinks_with", "linked_to"]
    here = "a relation's type is letters, digits and _ here, so"
    assert [str(each) for each in made.warnings] == [
        f"ties.csv:2:1: type: {here} 'drinks with' becomes DRINKS_WITH, and the property type keeps it",
        f"ties.csv:3:1: type: {here} '任职于' becomes LINKED_TO, and the property type keeps it",
    ]


def test_a_link_is_not_followed(written: Written, tmp_path: Path) -> None:
    (tmp_path / "people.csv").symlink_to("/etc/passwd")
    (problem,) = loaders.check(written(people()))
    assert str(problem) == "mapping.yml:2:5: file: 'people.csv' is a symbolic link; put the file itself there"


def test_cells_that_are_merged_over_rows_count_for_each_but_numbers(told: Told, loaded: Load) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["payer", "payee", "sum"], ["Quay Ltd", "Ada", 5], [None, "Bela", None], ["Gull Ltd", "Ned", 7]):
        sheet.append(row)
    for cells in ("A2:A3", "C2:C3"):
        sheet.merge_cells(cells)
    file = io.BytesIO()
    made.save(file)
    mapping = (
        "tables:\n- {file: pay.xlsx, relations: [{subject: {name: {column: payer}}, predicate: paid, "
        "object: {name: {column: payee}}, quantity: {column: sum}}]}\n"
    )
    (doubt,) = told(mapping, pay__xlsx=file.getvalue())
    assert "pay.xlsx (Sheet):3:1: cell: holds cells that are merged over rows" in doubt
    rows = of(loaded(mapping, pay__xlsx=file.getvalue()), Row)
    assert [(row.subject, row.object, row.properties.get("quantity")) for row in rows] == [
        ("thing:quay-ltd", "thing:ada", "5"), ("thing:quay-ltd", "thing:bela", None), ("thing:gull-ltd", "thing:ned", "7")
    ]  # fmt: skip


def test_quotation_marks_that_hold_nothing_together_are_signs_where_tabs_part(told: Told, loaded: Load) -> None:
    mapping = "tables:\n- {file: s.tsv, entities: [{name: {column: ship}, note: {column: note}}]}\n"
    text = 'ship\tnote\nMV "Dawn"\t5" gun\nGull\t"quoted" then more\nHeron\t"begun\nKite\tplain\n'
    assert told(mapping, s__tsv=text) == [
        "warning: s.tsv:3:1: delimiter: a cell here only begins with a quotation mark: in this file they are signs like any others, "
        "and hold nothing together"
    ]
    found = {each.name: each.note for each in of(loaded(mapping, s__tsv=text), Entity)}
    assert found == {'MV "Dawn"': '5" gun', "Gull": '"quoted" then more', "Heron": '"begun', "Kite": "plain"}
    (problem,) = told(mapping, s__tsv='ship\tnote\nGull\t"over\nlines" more\nHeron\tplain\n')
    assert "s.tsv:2:1: the row that begins here cannot be read" in problem


def test_rows_that_make_no_relation_are_counted(told: Told) -> None:
    mapping = "tables:\n- {file: t.csv, relations: [{subject: {name: {column: a}}, predicate: met, object: {name: {column: b}}}]}\n"
    assert told(mapping, t__csv="a,b\nAda,Bela\nNed,\nOla,\n") == [
        "warning: t.csv:3:1: b: 2 rows name no object; no relation is made there"
    ]


def test_cells_that_part_into_too_many_relations_are_a_problem(told: Told) -> None:
    ends = "subject: {name: {column: a, split: ;}}, predicate: met, object: {name: {column: b, split: ;}}"
    many = ";".join(f"N{each}" for each in range(101))
    assert told(f"tables:\n- {{file: t.csv, relations: [{{{ends}}}]}}\n", t__csv=f"a,b\n{many},{many}\n") == [
        "t.csv:2:1: split: would make more than 10,000 relations of the parts of its cells; look at what parts them"
    ]
