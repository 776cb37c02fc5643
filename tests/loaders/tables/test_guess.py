"""Guesses of a mapping: what headers and values say, with reasons; whatever the table, a guess is made and its mapping reads back."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Entity, Row
from loaders.problems import Problems
from loaders.tables import drafted
from loaders.tables.guess import guess
from loaders.tables.kind_by_name import BY_NAME, kind_by_name
from loaders.tables.look import Sample
from loaders.tables.mapping_file import parse
from loaders.tables.mapping_text import text_of
from loaders.tables.parting import parting
from loaders.tables.plan import BY_ID, ENTITIES, LEFT_OUT, RELATIONS, TablePlan, mapping_of
from loaders.tables.sample import samples
from tests.loaders.graphs.conftest import of
from tests.loaders.tables.conftest import SAMPLES


def sample(text: str, file: str = "table.csv") -> Sample:
    header, *rows = [line.split(",") for line in text.strip().split("\n")]
    return Sample(file, tuple(header), tuple(map(tuple, rows)))


def roles(plan: TablePlan) -> dict[str, str]:
    return {column.name: column.role for column in plan.columns}


def test_two_files_are_joined_by_what_their_columns_hold() -> None:
    people = sample("no,name,born\n1,Ada,1990-05-01\n2,Bela,1985\n3,Ned,1970", "people.csv")
    ties = sample("a,b,how,since\n1,2,works for,2029\n3,2,works for,2030\n1,3,met,2031", "ties.csv")
    plan = guess([people, ties])
    first, second = plan.tables
    assert (first.makes, first.kind, roles(first)) == (ENTITIES, "person", {"no": "id", "name": "name", "born": "date"})
    assert (second.makes, second.subject, second.object) == (RELATIONS, BY_ID, BY_ID)
    assert roles(second) == {"a": "subject", "b": "object", "how": "property", "since": "date"}
    assert {column.name: column.why for column in second.columns}["a"] == "its values stand in another table"


@pytest.mark.parametrize(
    ("header", "predicate"),
    [
        ("Contract no,Supplier,Award date,Value (EUR),Contracting authority", "contracted"),
        ("Case,Defendant,Filed on,Amount in USD,Plaintiff", "sued"),
        ("Ref,Party,Donation date,Donation amount (NOK),Donor name", "funded"),
        ("Row,Callee,Call date,Price,Caller", "contacted"),
    ],
)
def test_registers_of_awards_suits_donations_and_calls_connect_who_gives_with_who_gets(header: str, predicate: str) -> None:
    (plan,) = guess(
        [sample(f"{header}\n7,Tern Marine Ltd,2024-04-03,1200,Skerry Port Office\n8,Krill Polar AS,2024-04-15,40,Harbour Bank")]
    ).tables
    last, date, amount = header.split(",")[4], header.split(",")[2], header.split(",")[3]
    told = roles(plan)
    assert (plan.makes, plan.predicate) == (RELATIONS, predicate)
    assert (told[header.split(",")[1]], told[last], told[date], told[amount]) == ("object", "subject", "date", "quantity")


KNOWN_TABLES = [
    ("Minister,Date,Organisation,Purpose", "Ada Quill,2024-05-03,Tern Ltd,cranes", ("Minister", "met", "Organisation")),
    ("Member,Party,Committee,Role", "Ada Quill,Quay Party,Ports Committee,chair", ("Member", "member_of", "Committee")),
    ("Title no,Proprietor,Property address,Price paid", "7,Ada Quill,9 Quay Row,40000", ("Proprietor", "owns", "Property address")),
    ("Passenger,Flight,Date,From,To", "Ada Quill,TP12,2024-05-03,Riga,Oslo", ("Passenger", "travelled_on", "Flight")),
    ("Grant,Awarding body,Recipient organisation", "G1,Quay Fund,Coastal Trust", ("Awarding body", "funded", "Recipient organisation")),
    ("Employee,Job title,Department,Salary", "Ada Quill,clerk,Port Office,100", ("Employee", "works_for", "Department")),
    ("Vessel,Port,Arrival,Departure", "Tern,Riga,2024-05-03,2024-05-04", ("Vessel", "called_at", "Port")),
    ("Visitor,Host,Date of visit", "Ada Quill,Ned Oakum,2024-05-03", ("Visitor", "met", "Host")),
]


@pytest.mark.parametrize(("header", "row", "told"), KNOWN_TABLES, ids=lambda each: each if isinstance(each, str) else "")
def test_a_table_as_registers_have_it_connects_what_its_headers_name(header: str, row: str, told: tuple[str, str, str]) -> None:
    (plan,) = guess([sample(f"{header}\n{row}\n{row.replace('Ada Quill', 'Bela Farr').replace('Tern', 'Gull')}")]).tables
    ends = {role: name for name, role in roles(plan).items()}
    assert (plan.makes, ends["subject"], plan.predicate, ends["object"]) == (RELATIONS, *told)


def test_names_in_the_ends_make_the_name_the_id() -> None:
    people = sample("id,name\n1,Ada\n2,Bela", "people.csv")
    ties = sample("from,relation,to\nAda,met,Bela", "ties.csv")
    first, second = guess([people, ties]).tables
    assert (first.makes, second.makes) == (ENTITIES, RELATIONS)
    assert second.subject in (BY_ID, "person")


def test_an_id_that_several_rows_have_is_a_property_and_says_why() -> None:
    (plan,) = guess([sample("id,name\np1,Ada\np2,Bela\np2,Ned")]).tables
    assert {column.name: (column.role, column.why) for column in plan.columns}["id"] == ("property", "no id: several rows have 'p2'")
    (plan,) = guess([sample("id,name\np1,Ada\n,Bela\np2,Ned")]).tables
    assert {column.name: (column.role, column.why) for column in plan.columns}["id"] == ("property", "no id: some rows have none")


def test_a_wide_table_is_a_relation_between_what_its_headers_name() -> None:
    (plan,) = guess([sample("Person,Company,Position,From\nAda Quill,Tidewater Ltd,pilot,2029\nNed Oakum,Tidewater Ltd,cook,2030")]).tables
    assert (plan.makes, plan.subject, plan.object) == (RELATIONS, "person", "organisation")
    assert roles(plan) == {"Person": "subject", "Company": "object", "Position": "role", "From": "property"}
    (plan,) = guess([sample("name,employer\nAda Quill,Tidewater")]).tables
    assert (plan.subject, plan.object, plan.predicate) == ("person", "organisation", "works_for")


def test_a_country_between_two_ends_is_not_what_connects_them() -> None:
    text = "Name,Country,Employer\nAda Quill,Skerry,Tidewater\nNed Oakum,Skerry,Tidewater\nBela Farr,Skerry,Harbour Guard"
    (plan,) = guess([sample(text)]).tables
    assert roles(plan) == {"Name": "subject", "Country": "subject country", "Employer": "object"}
    assert plan.predicate == "works_for"


def entities(*tables: tuple[str, str], folder: Path) -> dict[str, Entity]:
    """The entities by key that the guess for some files makes, without a problem."""
    for name, text in tables:
        (folder / name).write_text(text, "utf-8")
    problems = Problems()
    places = {name: folder / name for name, _ in tables}
    mapping = mapping_of(guess([each for name, path in places.items() for each in samples(path, name, problems)]))
    made = drafted(mapping, places, "mapping.yml", problems)
    assert problems.wrong() == []
    return {each.key: each for each in of(made.records(), Entity)}


PEOPLE = "id,name,born\n1,Ada Quill,1990-05-01\n2,Ned Oakum,1985-02-03\n3,Bela Farr,1970-01-01\n"
PAYMENTS = "payer,payee,amount\nAda Quill,Tidewater Ltd,100\nTidewater Ltd,Ned Oakum,200\nHarbour Inc,Bela Farr,300\n"


def test_payers_and_payees_are_persons_or_firms_by_their_names(tmp_path: Path) -> None:
    text = (
        "Payer,Payee,Amount\nOlu Bright,Harbour Holdings,5\nIda Marsh,Tarn GmbH,7\nQuay & Sons Ltd,Ida Marsh,9\nAna Sá,Alder S.A.,2\n"
        "Tidewater,Olu Bright,3\n"
    )
    (plan,) = guess([sample(text)]).tables
    assert (plan.subject, plan.object) == (BY_NAME, BY_NAME)
    found = entities(("payments.csv", text), folder=tmp_path)
    assert {each.name: each.kind for each in found.values()} == {
        **dict.fromkeys(("Olu Bright", "Ida Marsh", "Ana Sá"), "person"),
        **dict.fromkeys(("Harbour Holdings", "Tarn GmbH", "Quay & Sons Ltd", "Alder S.A.", "Tidewater"), "organisation"),
    }
    (firms,) = guess([sample("Payer,Payee\nOlu Bright,Tarn GmbH\nIda Marsh,Alder Ltd")]).tables
    assert (firms.subject, firms.object) == ("person", "organisation")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(
            (name, "person")
            for name in ("QUILL, Ada", "Quill, Ada M.", "quill, ada ", "DE WIT, Joost", "Anna-Lena von Thal", "Joost de Wit")
        ),
        *((name, "organisation") for name in ("Tidewater, Ltd", "Quill, Marsh and Partners", "de la", "Friends of Tarn", "Alder Advisory")),
    ],
)
def test_a_family_name_first_and_particles_are_a_person_s(name: str, kind: str) -> None:
    assert kind_by_name(name) == kind


def test_a_firm_in_another_spelling_than_its_table_has_is_no_person(tmp_path: Path) -> None:
    firms = "Company name,Company no.\nAlder Ltd,7\nTidewater Ltd,8\n"
    rows = ("Alder Ltd", "ALDER LIMITED", "Ada Quill", "Ned Oakum", "Bela Farr", "Ida Marsh", "Olu Bright")
    payments = "Payer,Payee\n" + "".join(f"Tidewater Ltd,{name}\n" for name in rows)
    found = entities(("companies.csv", firms), ("payments.csv", payments), folder=tmp_path)
    assert {each.name for each in found.values() if each.kind == "organisation"} == {"Alder Ltd", "Tidewater Ltd", "ALDER LIMITED"}


@pytest.mark.parametrize("header", ["reported_by", "Source", "According to", "Quelle", "según", "Selon"])
def test_who_says_so_is_told_by_its_header(header: str) -> None:
    (plan,) = guess([sample(f"Payer,Payee,{header}\nOlu Bright,Tarn GmbH,The Lamp\nIda Marsh,Alder Ltd,a clerk")]).tables
    assert roles(plan)[header] == "said by"
    assert plan.claimed
    (linked,) = guess(
        [sample(f"Payer,Payee,{header}\nOlu Bright,Tarn GmbH,https://a.example/x\nIda Marsh,Alder Ltd,https://a.example/y")]
    ).tables
    assert roles(linked)[header] == "url"


def test_the_source_of_a_tie_stays_its_end() -> None:
    (plan,) = guess([sample("source,target,reported by\nAda Quill,Bo Marsh,The Lamp\nBo Marsh,Ida Marsh,The Lamp")]).tables
    assert roles(plan) == {"source": "subject", "target": "object", "reported by": "said by"}


def test_whom_another_table_lists_is_what_it_is_there(tmp_path: Path) -> None:
    found = entities(("people.csv", PEOPLE), ("payments.csv", PAYMENTS), folder=tmp_path)
    people = {"person:ada-quill", "person:ned-oakum", "person:bela-farr"}
    assert set(found) == people | {"organisation:tidewater-ltd", "organisation:harbour-inc"}
    assert (found["person:ada-quill"].when, found["person:ada-quill"].properties) == ("1990-05-01", {"id": "1"})


def test_an_id_stays_where_names_tell_no_rows_apart_or_another_table_names_it() -> None:
    twins = sample("id,name\n1,Ada Quill\n2,Ada Quill\n3,Ned Oakum", "people.csv")
    payments = sample("payer,payee\nAda Quill,Tidewater Ltd\nNed Oakum,Tidewater Ltd", "payments.csv")
    assert roles(guess([twins, payments]).tables[0])["id"] == "id"
    ties = sample("from id,to id\n1,2\n2,3", "ties.csv")
    people = sample("id,name\n1,Ada Quill\n2,Bela Farr\n3,Ned Oakum", "people.csv")
    assert roles(guess([people, payments, ties]).tables[0])["id"] == "id"


def test_a_ship_is_no_person_and_its_owner_no_property(tmp_path: Path) -> None:
    rows = "Sea Lark,9000001,tanker,Skerry,1998,Tidewater Ltd\nGrey Heron,9000002,barge,Skerry,2001,Tidewater Ltd\n"
    text = f"Ship,IMO,Type,Flag,Built,Owner\n{rows}"
    (plan,) = guess([sample(text)]).tables
    assert (plan.makes, plan.subject, plan.predicate, plan.object) == (RELATIONS, "ship", "owned_by", "organisation")
    lark = entities(("ships.csv", text), folder=tmp_path)["ship:sea-lark"]
    assert (lark.when, lark.country, lark.properties) == ("1998", "Skerry", {"IMO": "9000001", "Type": "tanker"})
    assert guess([sample("Vessel name,Flag\nSea Lark,Skerry\nGrey Heron,Skerry")]).tables[0].kind == "vessel"
    assert guess([sample("Flag,Vessel\nSkerry,Sea Lark\nSkerry,Grey Heron")]).tables[0].of("name").name == "Vessel"  # type: ignore[union-attr]


def test_where_a_thing_stands_is_not_what_its_owner_owns() -> None:
    (plan,) = guess([sample("Title,City,Owner\nThe Lantern,Skerry,Ada Quill\nThe Brig,Tarn,Ned Oakum")]).tables
    assert {name: role for name, role in roles(plan).items() if role in ("subject", "object")} == {"Title": "subject", "Owner": "object"}


def test_a_day_of_birth_is_the_person_s_and_never_the_relation_s(tmp_path: Path) -> None:
    found = entities(
        ("staff.csv", "name,born,employer,since\nAda Quill,1990-05-01,Tidewater,2029\nNed Oakum,1985,Brig,2030\n"), folder=tmp_path
    )
    assert found["person:ada-quill"].when == "1990-05-01"
    (plan,) = guess([sample("person,company,date of birth,since\nAda,Tidewater Ltd,1990-05-01,2029-01-01")]).tables
    assert roles(plan) == {"person": "subject", "company": "object", "date of birth": "subject date", "since": "date"}
    (plan,) = guess([sample("company,person,date of birth\nTidewater Ltd,Ada,1990-05-01")]).tables
    assert roles(plan)["date of birth"] == "property"


def test_what_repeats_with_each_relation_is_not_told_of_the_person() -> None:
    (plan,) = guess([sample("name,employer,badge\nAda Quill,Tidewater,a1\nAda Quill,Brig,b7")]).tables
    assert roles(plan)["badge"] == "property"


@pytest.mark.parametrize(
    ("header", "predicate"), [("Payer,Payee", "paid"), ("Owner,Company", "owns"), ("Director,Company", "directs"), ("From,To", "linked_to")]
)
def test_headers_of_both_ends_tell_the_relation(header: str, predicate: str) -> None:
    assert guess([sample(f"{header}\nAda Quill,Tidewater Ltd")]).tables[0].predicate == predicate


def test_columns_of_a_claim_are_told_by_header_and_value() -> None:
    text = "person,does,firm,link,said by,stance\nAda,owns,Tidewater,https://a.example/1,Ned;Bela,denies\nNed,owns,Tidewater,https://a.example/2,Ada,asserts"
    (plan,) = guess([sample(text)]).tables
    assert roles(plan) == {
        "person": "subject",
        "does": "predicate",
        "firm": "object",
        "link": "url",
        "said by": "said by",
        "stance": "stance",
    }
    assert plan.claimed
    assert plan.columns[4].split == ";"


@pytest.mark.parametrize(
    ("dates", "order"),
    [("31/12/2020", "day first"), ("12/31/2020", "month first"), ("3/4/2021", ""), ("2020-12-31", "")],
)
def test_the_order_of_dates_is_told_only_where_it_is_sure(dates: str, order: str) -> None:
    assert guess([sample(f"name,date\nAda,{dates}\nNed,{dates}")]).tables[0].dates == order


@pytest.mark.parametrize("dates", ["13/02/2001,31/12/2003\n2001-05,Present", "2001,2003\n1999,2004"])
@pytest.mark.parametrize("header", ["From,To", "Start,End"])
def test_from_and_to_are_no_ends_where_they_are_times(header: str, dates: str) -> None:
    first, second = dates.split("\n")
    plan = guess([sample(f"Name,Employer,{header}\nAda,Quay,{first}\nNed,Brig,{second}")]).tables[0]
    assert {name: role for name, role in roles(plan).items() if role in ("subject", "object")} == {"Name": "subject", "Employer": "object"}


@pytest.mark.parametrize(
    "heads", ["start,end", "From,To", "Since,Until", "von,bis", "Start date,End date", "appointed,resigned", "desde,hasta"]
)
def test_a_begin_and_an_end_are_one_interval(tmp_path: Path, heads: str) -> None:
    rows = "Ada Quill,Tidewater,2018-04,2020\nNed Oakum,Tidewater,2029,\nBo Reed,Skerry,2030-01-02,present\nCy Lund,Skerry,,2031"
    (tmp_path / "posts.csv").write_text(f"Person,Company,{heads}\n{rows}")
    problems = Problems()
    plan = guess(samples(tmp_path / "posts.csv", "posts.csv", problems))
    start, end = heads.split(",")
    assert {start: roles(plan.tables[0])[start], end: roles(plan.tables[0])[end]} == {start: "date", end: "until"}
    mapping = parse(text_of(mapping_of(plan)), "mapping.yml", problems)
    assert mapping == mapping_of(plan)
    made = drafted(mapping, {"posts.csv": tmp_path / "posts.csv"}, "mapping.yml", problems)
    assert not problems.errors + problems.doubts
    assert [row.when for row in made.records() if isinstance(row, Row)] == ["2018-04/2020", "2029/", "2030-01-02/..", "/2031"]


def test_an_event_has_its_begin_and_end_and_a_person_none_of_a_post() -> None:
    (plan,) = guess(
        [sample("event,start,end,port\nRegatta,2031-05-01,2031-05-03,Skerry\nFair,2031-06-01,2031-06-09,Skerry", "events.csv")]
    ).tables
    assert (plan.makes, roles(plan)) == (ENTITIES, {"event": "name", "start": "date", "end": "until", "port": "property"})
    (plan,) = guess([sample("name,start,end\nAda Quill,2031-05-01,2031-05-03\nNed Oakum,2031-06-01,2031-06-09", "people.csv")]).tables
    assert (plan.makes, roles(plan)["start"], roles(plan)["end"]) == (ENTITIES, "property", "property")


@pytest.mark.parametrize("ends", ["Skerry,Harbourtown", "3,4", ","])
def test_what_holds_no_times_is_no_interval(ends: str) -> None:
    (plan,) = guess([sample(f"Person,Company,since,to\nAda Quill,Tidewater Ltd,{ends}\nNed Oakum,Tidewater Ltd,{ends}")]).tables
    assert "until" not in roles(plan).values()


def test_a_table_of_numbers_alone_has_a_mapping_that_can_be_read() -> None:
    plan = guess([sample("a,b\n1,2\n3,4")])
    assert roles(plan.tables[0]) == {"a": "name", "b": "property"}


def test_a_first_line_with_a_day_above_days_names_no_columns(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("Ada,2031-02-03\nNed,2031-02-04\n")
    (tmp_path / "wide.csv").write_text("country,2031-02-03\nX,17\n")
    (bare,), (wide,) = (samples(tmp_path / name, name, Problems()) for name in ("bare.csv", "wide.csv"))
    assert (bare.header.line, bare.columns, bare.rows[0]) == (0, ("column 1", "column 2"), ("Ada", "2031-02-03"))
    assert (wide.header.line, wide.columns) == (1, ("country", "2031-02-03"))


def test_hidden_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Old")):
        sheet.append(["Name"])
        sheet.append(["Ada"])
    book["Old"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    problems = Problems()
    assert [each.sheet for each in samples(tmp_path / "a.xlsx", "a.xlsx", problems)] == [""]
    assert [str(each) for each in problems.doubtful()] == [
        "a.xlsx:1:1: sheet: has hidden sheets, which are left out: 'Old'; show them, or name them in a mapping"
    ]


def test_an_id_that_tells_no_rows_apart_is_a_property() -> None:
    (plan,) = guess([sample("id,name\n1,Ada\n1,Ned")]).tables
    assert roles(plan) == {"id": "property", "name": "name"}


def test_what_a_person_says_goes_before_what_is_guessed() -> None:
    one = sample("source,target\nAda,Ned")
    assert guess([one]).tables[0].makes == RELATIONS
    assert guess([one], [ENTITIES]).tables[0].makes == ENTITIES
    assert guess([sample("name,town\nAda,Skerry")], [RELATIONS]).tables[0].makes == RELATIONS


@pytest.mark.parametrize("names", [["people.csv", "ties.csv"], ["claims.csv"], ["fleet.xlsx"], ["payments.parquet"]])
def test_the_guess_for_each_sample_loads_without_a_problem(names: list[str]) -> None:
    problems = Problems()
    found = [each for name in names for each in samples(SAMPLES / name, name, problems)]
    mapping = mapping_of(guess(found))
    made = drafted(mapping, {name: SAMPLES / name for name in names}, "mapping.yml", problems)
    assert problems.wrong() == []
    assert sum(1 for _ in made.records()) > 5


def test_titles_above_the_names_of_columns_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("List of the harbour master,,\n,,\nid,name,born\n1,Ada,1990\n2,Bela,\n", "utf-8")
    problems = Problems()
    (found,) = samples(path, path.name, problems)
    assert (found.header.line, found.columns, len(found.rows)) == (3, ("id", "name", "born"), 2)
    mapping = mapping_of(guess([found]))
    made = drafted(mapping, {"people.csv": path}, "mapping.yml", problems)
    assert (mapping.tables[0].header.line, problems.wrong(), problems.doubtful()) == (3, [], [])
    assert {each.name for each in of(made.records(), Entity)} == {"Ada", "Bela"}


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["", "1", "Q42", "2021-02-31", "31/12/2020", "=cmd()", "https://x.example", "denies", "Ada", "id", "from", "to", "name", "\u202e", "𝔘"]
)


@st.composite
def tables(draw: st.DrawFn) -> Sample:
    columns = draw(st.lists(CELL | st.sampled_from(["source", "target", "type", "employer"]), unique=True, max_size=7))
    rows = draw(st.lists(st.lists(CELL, min_size=len(columns), max_size=len(columns)).map(tuple), max_size=6))
    return Sample(draw(st.sampled_from(["a.csv", "people.csv", "..", "-", "é.tsv"])), tuple(columns), tuple(rows))


@settings(max_examples=150, deadline=None)
@given(st.lists(tables(), max_size=3), st.lists(st.sampled_from([None, ENTITIES, RELATIONS]), max_size=3))
def test_whatever_the_tables_a_guess_is_made(found: list[Sample], makes: list[str | None]) -> None:
    plan = guess(found, makes)
    assert [len(table.columns) for table in plan.tables] == [len(each.columns) for each in found]
    mapping = mapping_of(plan)
    text = text_of(mapping) if plan.tables else ""
    if plan.tables and all(name.isprintable() and name.strip() == name for each in found for name in each.columns):
        problems = Problems()
        back = parse(text, "mapping.yml", problems)
        if not problems.errors:
            assert back == mapping


def test_a_mapping_reads_back_as_it_was_written() -> None:
    for path in sorted(SAMPLES.glob("*.yml")):
        problems = Problems()
        made = parse(path.read_text("utf-8"), path.name, problems)
        assert made is not None and parse(text_of(made), Path(path).name, problems) == made
        assert problems.wrong() == []


def test_a_table_without_rows_is_passed_over_beside_others_and_told_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["Name"], ["Ada"]):
        book.active.append(line)
    book.create_sheet("Notes").append(["to be filled in"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "b.csv").write_text("Name,Firm\n")
    problems = Problems()
    assert [each.columns for each in samples(tmp_path / "a.xlsx", "a.xlsx", problems)] == [("Name",)]
    assert not problems.errors
    assert samples(tmp_path / "b.csv", "b.csv", problems) == []
    assert [each.message for each in problems.wrong()] == ["holds no rows below the names of its columns, so there is nothing to map"]


MIXED = "Payer,Payer type,Payee,Payee type,Amount\nAda Quill,Person,Tidewater,Company,100\nTidewater,company,Ned Oakum,,200\n"


def test_a_column_that_mixes_persons_and_firms_is_told_apart_by_the_one_beside_it(tmp_path: Path) -> None:
    (plan,) = guess([sample(MIXED)]).tables
    assert roles(plan)["Payer type"] == "subject kind"
    # half of its cells are empty: those are what the table says
    assert (roles(plan)["Payee type"], plan.object) == ("object kind", "person")
    assert set(entities(("payments.csv", MIXED), folder=tmp_path)) == {"person:ada-quill", "organisation:tidewater", "person:ned-oakum"}
    monthly = MIXED.replace("Person", "monthly").replace("company", "yearly")
    assert roles(guess([sample(monthly)]).tables[0])["Payer type"] == "property"


def test_a_mapping_with_kinds_from_columns_is_read_as_it_was_written() -> None:
    mapping = mapping_of(guess([sample(MIXED)]))
    problems = Problems()
    assert (parse(text_of(mapping), "mapping.yml", problems), problems.wrong()) == (mapping, [])


def test_an_empty_cell_of_kinds_is_what_the_table_lists(tmp_path: Path) -> None:
    found = entities(("people.csv", "name,kind\nAda Quill,\nTidewater,company\n"), folder=tmp_path)
    assert set(found) == {"person:ada-quill", "organisation:tidewater"}


def test_a_person_and_a_firm_in_one_row_are_related_though_a_person_has_several_rows() -> None:
    first, second = "Änne Öhler,Hafenbau GmbH,Prokuristin,13.05.2020,5", "Änne Öhler,Nordlicht AG,Gesellschafterin,2021,6"
    rows = f"Name,Firma,Funktion,Beginn,Betrag\n{first}\n{second}"
    (plan,) = guess([sample(rows)]).tables
    assert (plan.makes, plan.subject, plan.object, plan.dates) == (RELATIONS, "person", "organisation", "day first")
    assert roles(plan) == {"Name": "subject", "Firma": "object", "Funktion": "role", "Beginn": "date", "Betrag": "quantity"}


def test_some_date_beside_a_person_or_firm_is_not_its_own() -> None:
    (plan,) = guess([sample("Inhaber,Eröffnet am\nMira Feld,2021-04-03\nNordlicht AG,2020-01-15")]).tables
    assert (plan.kind, roles(plan)) == (BY_NAME, {"Inhaber": "name", "Eröffnet am": "property"})
    (plan,) = guess([sample("Event,Held on\nFeast,2021-04-03")]).tables
    assert roles(plan) == {"Event": "name", "Held on": "date"}


def test_a_table_whose_name_is_no_utf_8_has_a_mapping_that_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"k\xf6nten.csv")
    try:
        path.write_text("name\nAda\n")
    except OSError:
        pytest.skip("this disk keeps no such names")
    (found,) = samples(path, path.name, Problems())
    assert text_of(mapping_of(guess([found]))).encode().count("könten.csv".encode()) == 1


BOOK = {
    "Cover": [["Disclosure under section 14"], ["Prepared by finance, do not circulate"]],
    "Payments": [["Payer", "Payee"], ["Tidewater Ltd", "QUILL, Ada"]],
    "Pivot": [["Row Labels", "Sum of Amount"], ["Tidewater Ltd", 7], ["Grand Total", 7]],
}


def book(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_the_cover_and_the_pivot_of_a_workbook_are_left_out_unless_a_person_says_otherwise(tmp_path: Path) -> None:
    path, problems = book(tmp_path / "batch.xlsx", BOOK), Problems()
    looked = samples(path, path.name, problems)
    plan = guess(looked)
    assert [each.makes for each in plan.tables] == [LEFT_OUT, RELATIONS, LEFT_OUT]
    assert [table.sheet for table in mapping_of(plan).tables] == ["Payments"]
    made = drafted(mapping_of(plan), {path.name: path}, "mapping.yml", problems)
    assert ({each.name for each in of(made.records(), Entity)}, problems.wrong()) == ({"Tidewater Ltd", "QUILL, Ada"}, [])
    kept = guess(looked, [ENTITIES, LEFT_OUT, None])
    assert [each.makes for each in kept.tables] == [ENTITIES, LEFT_OUT, LEFT_OUT]
    # alone it is what was given
    assert guess(looked[:1]).tables[0].makes == ENTITIES
    # names in one column are a list of names
    listed = sample("Watched\nAda Quill\nNed Oakum\nTidewater Ltd", "list.csv")
    assert [each.makes for each in guess([listed, looked[1]]).tables] == [ENTITIES, RELATIONS]


def test_rows_about_the_same_ones_again_and_again_are_relations(tmp_path: Path) -> None:
    text = "nr,grantor,place,who got it,sum\n7,Osprey Foundation,,Ada Quill,3\n7,Osprey Foundation,,Tarn GmbH,5\n8,Ada Quill,,Tarn GmbH,5\n"
    (plan,) = guess([sample(text)]).tables
    assert (plan.makes, roles(plan)["grantor"], roles(plan)["who got it"]) == (RELATIONS, "subject", "object")
    assert set(entities(("grants.csv", text), folder=tmp_path)) == {
        "organisation:osprey-foundation",
        "person:ada-quill",
        "organisation:tarn-gmbh",
    }
    # each its own row
    (people,) = guess([sample("who,office\nAda Quill,Tarn GmbH\nNed Oakum,Tarn GmbH")]).tables
    assert people.makes == ENTITIES


@pytest.mark.parametrize(
    ("header", "predicate"),
    [
        ("Datum,Auftraggeber,Empfänger,Betrag", "paid"),
        ("grant_date,donor_name,grantee_name,amount_usd", "linked_to"),
    ],
)
def test_ends_that_are_called_otherwise(header: str, predicate: str) -> None:
    (plan,) = guess([sample(f"{header}\n2031-01-02,Tidewater Ltd,Ada Quill,7\n2031-01-03,Alder Ltd,Ned Oakum,8")]).tables
    assert (plan.makes, plan.predicate, *list(roles(plan).values())[:3]) == (RELATIONS, predicate, "date", "subject", "object")


REGISTER = """company_name,officers,status
Alder Ltd,"QUILL, Ada (director); OAKUM, Ned (company secretary)",active
Tarn GmbH,"FARR, Bela
QUILL, Ada",dissolved
Tidewater Ltd,,active
"""


def test_several_names_in_one_cell_are_a_relation_each(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(REGISTER, "utf-8")
    problems = Problems()
    plan = guess(samples(tmp_path / "register.csv", "register.csv", problems))
    (officers,) = [each for each in plan.tables[0].columns if each.name == "officers"]
    assert (officers.role, officers.split, officers.why) == ("object", ";", "its header says so; several stand in one cell, parted by ;")
    mapping = parse(text_of(mapping_of(plan)), "mapping.yml", problems)
    assert mapping == mapping_of(plan)
    records = list(drafted(mapping, {"register.csv": tmp_path / "register.csv"}, "mapping.yml", problems).records())
    names = {each.key: each.name for each in of(records, Entity)}
    # a firm without officers stays
    assert set(names.values()) == {"Alder Ltd", "Tarn GmbH", "Tidewater Ltd", "QUILL, Ada", "OAKUM, Ned", "FARR, Bela"}
    assert [(names[each.subject], names[each.object or ""], each.properties) for each in of(records, Row)] == [
        ("Alder Ltd", "QUILL, Ada", {"role": "director"}),
        ("Alder Ltd", "OAKUM, Ned", {"role": "company secretary"}),
        ("Tarn GmbH", "FARR, Bela", {}),
        ("Tarn GmbH", "QUILL, Ada", {}),
    ]


def test_what_a_later_table_tells_of_somebody_is_not_lost(tmp_path: Path) -> None:
    paid = "payer,payee\nAlder Ltd,Ada Quill\nTarn GmbH,Ned Oakum\n"
    register = "company_name,company_number,country,directors\nAlder Ltd,07,NO,Bela Farr\nTarn GmbH,08,SE,Ida Marsh\n"
    found = entities(("a.csv", paid), ("b.csv", register), folder=tmp_path)
    assert (found["organisation:alder-ltd"].country, found["organisation:alder-ltd"].properties) == ("NO", {"company_number": "07"})


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["Ada Quill; Ned Oakum", "Bela Farr"], ";"),
        (["QUILL, Ada\nOAKUM, Ned"], "\n"),
        (["Ada Quill, Ned Oakum", "Bela Farr, Tarn GmbH"], ","),
        # one name in two lines, a family name first, an address
        (["Tidewater\nLtd"], ""),
        (["QUILL, Ada", "OAKUM, Ned"], ""),
        (["1 Quay Road, Tarn"], ""),
    ],
)
def test_what_parts_names_in_a_cell(cells: list[str], sign: str) -> None:
    assert parting(cells) == sign


def test_a_family_name_first_has_the_key_that_documents_give_it(tmp_path: Path) -> None:
    found = entities(("paid.csv", "payer;payee\nTarn GmbH;QUILL, Ada\n"), folder=tmp_path)
    assert set(found) == {"organisation:tarn-gmbh", "person:quill-ada"}
