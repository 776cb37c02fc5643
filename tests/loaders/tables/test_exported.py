"""Tables as other programs export them: two lines of headers, what databases write for nothing, nodes and edges of programs that draw."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.model import Entity, Row
from loaders.problems import Problems
from loaders.tables import drafted
from loaders.tables.guess import guess
from loaders.tables.header import Header, found_in, together
from loaders.tables.look import Sample
from loaders.tables.mapping_file import parse
from loaders.tables.mapping_text import text_of
from loaders.tables.plan import BY_ID, ENTITIES, RELATIONS, Plan, TablePlan, mapping_of
from loaders.tables.sample import samples
from tests.loaders.graphs.conftest import of

PAYMENTS = [
    ["Payer", None, "Payee", None, "Payment", None],
    ["Name", "Country", "Name", "Country", "Amount", "Date"],
    ["Ada Quill", "Norway", "Lamp Row Ltd", "Malta", 12_000, "2030-02-01"],
    ["Bo Rask", "Malta", "Tide Works GmbH", "Austria", 500.5, "2030-04-09"],
    ["Cleo Marr", "Malta", "Lamp Row Ltd", "Malta", 77, "2030-05-09"],
]
SHIPS = [
    ["No", "Owner", None, None, "Vessel"],
    [None, "Name", "Nationality", "Share %", None],
    [1, "Ada Quill", "Norwegian", 50, "MV Grey Heron"],
    [2, "Bo Rask", "Maltese", 50, "MV Tern"],
]


def roles(plan: TablePlan) -> dict[str, str]:
    return {column.name: column.role for column in plan.columns}


def workbook(path: Path, rows: list[list[object]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(path)
    return path


def looked(path: Path) -> Sample:
    problems = Problems()
    (found,) = samples(path, path.name, problems)
    assert problems.wrong() == []
    return found


def guessed(*tables: tuple[str, str]) -> Plan:
    found = []
    for file, text in tables:
        header, *rows = [tuple(line.split(",")) for line in text.strip().split("\n")]
        found.append(Sample(file, header, tuple(rows)))
    return guess(found)


@pytest.mark.parametrize("merged", [(), ("A1:B1", "C1:D1", "E1:F1")])
@pytest.mark.parametrize("titles", [[], [["Payments of 2030"], [None]]])
def test_groups_above_the_names_tell_apart_what_stands_twice(tmp_path: Path, merged: tuple[str, ...], titles: list[list[object]]) -> None:
    path = workbook(tmp_path / "paid.xlsx", [*titles, *PAYMENTS], *merged if not titles else ())
    found = looked(path)
    assert found.header == Header(2 + len(titles), 1 + len(titles))
    assert found.columns == ("Payer Name", "Payer Country", "Payee Name", "Payee Country", "Amount", "Date")
    plan = guess([found])
    (table,) = plan.tables
    assert (table.makes, table.predicate) == (RELATIONS, "paid")
    assert [roles(table)[name] for name in ("Payer Name", "Payee Name", "Amount", "Date")] == ["subject", "object", "quantity", "date"]
    mapping = mapping_of(plan)
    assert parse(text_of(mapping), "paid.yml", Problems()) == mapping
    problems = Problems()
    records = list(drafted(mapping, {"paid.xlsx": path}, "paid.yml", problems).records())
    assert problems.wrong() == []
    assert {each.name for each in of(records, Entity)} == {"Ada Quill", "Bo Rask", "Cleo Marr", "Lamp Row Ltd", "Tide Works GmbH"}
    assert len(of(records, Row)) == 3


def test_names_below_some_groups_and_columns_of_one_line(tmp_path: Path) -> None:
    names = ("No", "Owner Name", "Owner Nationality", "Owner Share %", "Vessel")
    merged = looked(workbook(tmp_path / "ships.xlsx", SHIPS, "A1:A2", "B1:D1", "E1:E2"))
    assert (merged.header, merged.columns, len(merged.rows)) == (Header(2, 1), names, 2)
    text = tmp_path / "ships.csv"
    text.write_text("\n".join(",".join(str(cell or "") for cell in row) for row in SHIPS))
    plain = looked(text)
    assert (plain.header, plain.columns, plain.rows[0]) == (Header(2, 1), names, ("1", "Ada Quill", "Norwegian", "50", "MV Grey Heron"))


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "", ""], ["Ada", "Lamp", "Riga"], ["Bo", "Tide", "Graz"]],
        [["Role", "Name", ""], ["", "Ada", "Lamp"], ["clerk", "Bo", "Tide"]],
        [["", "Ada", "Bo"], ["Ada", "", "x"], ["Bo", "x", ""]],
        [["Firm", "Paid", "", ""], ["Lamp", "2030", "2031", "2032"], ["Tide", "1", "2", "3"]],
        [["Ties", "of 2030", ""], ["Name", "Firm", "Role"], ["Ada", "Lamp", "clerk"]],
    ],
)
def test_no_two_lines_are_made_of_a_row_or_a_title(rows: list[list[str]]) -> None:
    assert found_in(enumerate(rows, 1)).groups == 0


def test_a_row_with_fields_too_many_is_no_header(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name\n1,Ada,x,y\n2,Bo\n")
    problems = Problems()
    samples(tmp_path / "people.csv", "people.csv", problems)
    assert [(each.line, each.message.split(";")[0]) for each in problems.wrong()] == [(2, "the row has 4 fields, the header 2")]


def test_names_that_two_lines_tell() -> None:
    assert together(["", "A", ""], ["x", "Name", "y", "z"]) == ["x", "A Name", "A y", "A z"]
    assert together(["When", "Deal", ""], ["", "Day", "Sum"]) == ["When", "Day", "Sum"]


def test_what_a_database_writes_for_nothing_is_empty(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text("id\tname\tnote\n1\tAda Quill\t\\N\n2\t\\N\ta \\N b\n")
    problems = Problems()
    (found,) = samples(tmp_path / "people.tsv", "people.tsv", problems)
    assert found.rows == (("1", "Ada Quill", ""), ("2", "", r"a \N b"))
    assert [each.message for each in problems.doubtful()] == ["cells that hold \\N are empty: so databases write what is not known"]


def test_a_part_that_is_shown_as_a_hundredth_is_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Owner", "Company", "Stake"], ["Ada", "Lamp", 0.35], ["Bo", "Lamp", 0.125], ["Ida", "Tide", 1]]
    path = workbook(tmp_path / "held.xlsx", rows)
    book = openpyxl.load_workbook(path)
    for row, form in ((2, "0%"), (3, "0.0%"), (4, "0.00%")):
        book.active.cell(row, 3).number_format = form
    book.save(path)
    assert [row[2] for row in looked(path).rows] == ["35%", "12.5%", "100%"]


def test_which_way_a_line_is_drawn_is_no_relation() -> None:
    nodes = "Id,Label\n1,Ada Quill\n2,Lamp Row Ltd\n3,Bo Rask"
    edges = "Source,Target,Type,Id,Label,Weight\n1,2,Directed,0,owns,1.0\n3,2,Directed,1,works for,2.0\n1,3,Undirected,2,knows,1.0"
    _, found = guessed(("nodes.csv", nodes), ("edges.csv", edges)).tables
    assert (found.subject, roles(found)["Type"], roles(found)["Label"]) == (BY_ID, "property", "predicate")


def test_a_formula_and_a_country_between_both_ends_are_no_relation() -> None:
    (linked,) = guessed(("ties.csv", 'Person,Link,Firm\nAda Quill,=HYPERLINK("a"),Lamp\nBo Rask,=HYPERLINK("b"),Lamp')).tables
    assert (roles(linked)["Link"], linked.predicate) == ("property", "linked_to")
    (paid,) = guessed(("paid.csv", "Payer,Payer country,Payee\nAda,Malta,Bo\nIda,Malta,Bo\nCleo,Oman,Bo")).tables
    assert (roles(paid)["Payer country"], paid.predicate) == ("property", "paid")


def test_what_edges_name_is_called_so_and_not_by_its_colour() -> None:
    edges = "Vertex 1,Vertex 2,Relationship\nada_quill,bo_rask,Mentions\nbo_rask,ada_quill,Replies to\nada_quill,ida,Mentions"
    vertices = "Vertex,Color,Shape\nada_quill,Red,Disk\nbo_rask,Blue,Disk\nida,Green,Disk"
    _, found = guessed(("edges.csv", edges), ("vertices.csv", vertices)).tables
    assert (found.makes, roles(found)["Vertex"], roles(found)["Color"]) == (ENTITIES, "name", "property")
    coded = "Vertex,Person\nn1,Ada\nn2,Bo\nn3,Ida"
    _, found = guessed(("edges.csv", "a,b\nn1,n2\nn2,n3\nn3,n1"), ("vertices.csv", coded)).tables
    assert roles(found) == {"Vertex": "id", "Person": "name"}


def test_the_time_of_an_answer_is_nobodys_name() -> None:
    form = "Timestamp,Name of the person,Employer,Role\n3/14/2031 10:22:01,Ada Quill,Lamp Ltd,Head\n3/15/2031 9:05:44,Bo Rask,Tide,Clerk"
    (found,) = guessed(("form.csv", form)).tables
    assert (found.makes, found.predicate) == (RELATIONS, "works_for")
    assert (roles(found)["Name of the person"], roles(found)["Employer"]) == ("subject", "object")
    (found,) = guessed(("seen.csv", "Seen,Who\n2031-03-01 10:00:00,Ada Quill\n2031-03-02 10:00:00,Bo Rask")).tables
    assert roles(found)["Who"] == "name"


def test_edges_of_cytoscape_are_told_what_to_export(tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text(
        '"SUID","interaction","name","shared interaction","shared name"\n"1","owns","Ada (owns) Lamp","owns","Ada (owns) Lamp"\n'
    )
    problems = Problems()
    assert samples(tmp_path / "edges.csv", "edges.csv", problems) == []
    assert "export the network itself" in problems.wrong()[0].message


COMPANIES = "company_number,jurisdiction_code,name\n0001234,gb,LAMP ROW LTD\n0009999,mt,TIDE WORKS LTD"
OFFICERS = (
    "company_number,jurisdiction_code,name,position,start_date,end_date,nationality\n0001234,gb,ADA QUILL,director,2019-03-01,,Norwegian\n"
    "0001234,gb,BO RASK,secretary,2018-01-01,2020-01-05,\n0009999,mt,ADA QUILL,director,2020-02-01,,Norwegian"
)


def test_rows_that_have_a_name_and_name_a_row_of_another_table_by_its_id() -> None:
    firms, officers = guessed(("companies.csv", COMPANIES), ("officers.csv", OFFICERS)).tables
    assert (firms.makes, roles(firms)["company_number"], roles(firms)["name"]) == (ENTITIES, "id", "name")
    assert (officers.makes, officers.subject, officers.object) == (RELATIONS, "person", BY_ID)
    found = roles(officers)
    assert (found["name"], found["company_number"], found["position"]) == ("subject", "object", "role")
    assert (found["jurisdiction_code"], found["nationality"]) == ("property", "subject country")
    employed, _ = guessed(("people.csv", "id,name,employer_id\n1,Ada,7\n2,Bo,8\n3,Ida,7"), ("firms.csv", "id,name\n7,Lamp\n8,Tide")).tables
    assert (employed.predicate, employed.object, roles(employed)["employer_id"]) == ("works_for", BY_ID, "object")


def test_no_number_that_two_tables_have_by_chance_names_another_row() -> None:
    born, stands = "id,name,born\n1,Ada,1990\n2,Bo,1985", "id,name,city\n1,Lamp,Riga\n2,Tide,Graz"
    people, firms = guessed(("people.csv", born), ("firms.csv", stands)).tables
    assert (people.makes, firms.makes) == (ENTITIES, ENTITIES)


def test_who_names_nobody_by_an_id_makes_no_relation_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name,firm_id\n1,Ada Quill,7\n2,Bo Rask,\n3,Ida Holm,7\n")
    (tmp_path / "firms.csv").write_text("id,name\n7,Lamp Row Ltd\n8,Tide GmbH\n")
    problems = Problems()
    names = ("people.csv", "firms.csv")
    mapping = mapping_of(guess([each for name in names for each in samples(tmp_path / name, name, problems)]))
    records = list(drafted(mapping, {name: tmp_path / name for name in names}, "people.yml", problems).records())
    assert problems.wrong() == []
    assert [each.message for each in problems.doubtful()] == ["1 row names no object; no relation is made there"]
    assert (len(of(records, Entity)), len(of(records, Row))) == (5, 2)


def test_when_a_row_was_written_is_no_date_of_what_it_tells() -> None:
    (found,) = guessed(("ties.csv", "Person,Firm,created_at,day\nAda,Lamp,2031-05-01,2030-01-02\nBo,Tide,2031-05-01,2030-01-03")).tables
    assert (roles(found)["created_at"], roles(found)["day"]) == ("property", "date")
