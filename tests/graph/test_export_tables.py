"""CSV tables: every record is a row, and a spreadsheet runs nothing of what was loaded."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from graph.cells import harmless
from graph.export import Extent, Material
from graph.store import GraphStore
from tests.graph.made_exports import CASE, ROWS, TEXTS, exported, load_odd

Table = list[dict[str, str]]


def tables(data: bytes) -> dict[str, Table]:
    """Each table by its name; the first line of each, which says what relations are, must be there."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            raw = packed.read(name)
            assert raw.startswith(b"\xef\xbb\xbf")
            lines = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
            assert next(lines)[0].startswith("Relations are claims as reported, not findings.")
            columns = next(lines)
            found[name.removesuffix(".csv")] = [dict(zip(columns, row, strict=True)) for row in lines]
    return found


@pytest.fixture
def odd(store: GraphStore) -> dict[str, Table]:
    return tables(exported(load_odd(store), "csv"))


def test_every_record_is_a_row(odd: dict[str, Table], store: GraphStore) -> None:
    material = Material(store, Extent(CASE))
    assert [row["id"] for row in odd["entities"]] == list(material.kinds)
    assert [row["id"] for row in odd["relationships"]] == [each.id for each in material.relations()]
    assert [row["slug"] for row in odd["statements"]] == sorted(f"v{number}" for number in range(len(TEXTS)))
    assert [row["key"] for row in odd["sources"]] == list(material.sources)
    assert [row["key"] for row in odd["voices"]] == list(material.voices)
    assert [row["key"] for row in odd["claims"]] == [said.claim.key for said in material.claims()]
    assert sum(row["key"].startswith("row-") for row in odd["claims"]) == ROWS


def test_a_relation_stands_with_its_status_and_who_says_so(odd: dict[str, Table], store: GraphStore) -> None:
    material = Material(store, Extent(CASE))
    for row, each in zip(odd["relationships"], material.relations(), strict=True):
        for name, value in each.attributes().items():
            assert row[name] == harmless(value), name
    first = next(row for row in odd["relationships"] if row["slug"] == "s0")
    assert (first["status"], first["claims"], first["denials"]) == ("contested", "1", "1")
    assert first["denied_by"].endswith("← Denier, A. {B}")
    claims = {row["key"]: row for row in odd["claims"]}
    assert (claims["d0"]["stance"], claims["d0"]["chain"], claims["d0"]["counts"]) == ("denies", "outlet:0 <- person:denier", "True")
    assert claims["went-doubt"]["why_not"] == "it only doubts, which is neither to assert nor to deny"


def test_no_cell_is_a_formula(odd: dict[str, Table]) -> None:
    cells = [cell for table in odd.values() for row in table for cell in row.values()]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []
