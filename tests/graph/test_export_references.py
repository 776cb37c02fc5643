"""The sources as CSL-JSON and BibTeX: by the names of CSL's schema, by BibTeX's grammar, with what rests on each."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from graph.export import Extent, Material
from graph.export.bibtex import escaped
from graph.export.csl import TYPES, issued
from graph.store import GraphStore
from tests.graph.made_exports import CASE, TEXTS, exported, load_odd

# of csl-data.json 1.0.2
CSL_TYPES = {
    *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter", "dataset", "document"),
    *("entry", "legal_case", "legislation", "manuscript", "personal_communication", "post", "post-weblog", "report", "speech", "webpage"),
}
CSL_NAMES = {"id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "URL", "language", "note"}


def items(data: bytes) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in json.loads(data)}


def test_csl_has_the_names_of_its_schema(store: GraphStore) -> None:
    found = items(exported(load_odd(store), "csl-json"))
    assert found.keys() == Material(store, Extent(CASE)).sources.keys()
    assert set(TYPES.values()) <= CSL_TYPES
    for each in found.values():
        assert each.keys() <= CSL_NAMES
        assert each["type"] in CSL_TYPES
        assert each.get("author", [{"literal": ""}])[0].keys() == {"literal"}
    assert found["src:6"]["title"] == TEXTS[6]
    assert found["src:6"]["container-title"] == TEXTS[6]


def test_a_reference_says_what_rests_on_it_and_how_that_stands(case_store: GraphStore) -> None:
    found = items(exported(case_store, "csl-json", Extent("dong-jingwei-2021")))
    central = "Dong Jingwei defected to United States (contested, 32 claims, 4 denials)"
    assert sum(central in each["note"] for each in found.values()) == len(
        next(each for each in Material(case_store, Extent("dong-jingwei-2021")).relations() if each.slug == "s01-defected").documents
    )
    assert all("Relations are claims as reported, not findings." in each["note"] for each in found.values())


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2021-06-17", {"date-parts": [[2021, 6, 17]]}),
        ("2021-02~", {"date-parts": [[2021, 2]], "circa": True}),
        ("2010/2012-03", {"date-parts": [[2010], [2012, 3]]}),
        ("2018-04/..", {"date-parts": [[2018, 4]]}),
        ("XXXX", {"literal": "XXXX"}),
        (None, None),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(when: str | None, expected: object) -> None:
    assert issued(when) == expected


def entries(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """A reader of BibTeX's grammar: @type{key, name = {value}, …} with balanced braces. Anything else fails."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    at = 0
    while (at := text.find("@", at)) >= 0:
        match = re.compile(r"@(\w+)\{").match(text, at)
        assert match is not None, text[at : at + 40]
        end = _closing(text, match.end() - 1)
        body = text[match.end() : end]
        if match[1] != "comment":
            key, _, rest = body.partition(",")
            assert re.fullmatch(r"[A-Za-z0-9-]+", key)
            assert key not in found
            found[key] = match[1], _fields(rest)
        at = end
    return found


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise AssertionError("braces are not balanced")


def _fields(text: str) -> dict[str, str]:
    fields, at = {}, 0
    while match := re.compile(r"\s*(\w+) = (?:([a-z]+),|\{)").match(text, at):
        if match[2]:
            fields[match[1]], at = match[2], match.end()
        else:
            end = _closing(text, match.end() - 1)
            fields[match[1]], at = text[match.end() : end], end + 2
    assert text[at:].strip() == ""
    return fields


def test_bibtex_is_read_by_its_grammar(store: GraphStore) -> None:
    text = exported(load_odd(store), "bibtex").decode()
    found = entries(text)
    material = Material(store, Extent(CASE))
    assert len(found) == len(material.sources)
    assert text.startswith("@comment{Relations are claims as reported, not findings.")
    type_, fields = found["8"]
    assert type_ == "misc"
    braces = r"\textbraceleft{}un\textbraceright{}\textbraceright{}balanced\textbraceleft{}"
    marks = r"100\% \$x\$ \#1 \& \_\textasciicircum{}\textasciitilde{}"
    command = r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"
    assert fields["title"] == f"{{{braces} {command} {marks}}}"
    assert fields["publisher"] == fields["title"]
    assert found["0"][1]["year"] == "2021"
    assert found["0"][1]["month"] == "jun"
    assert "contested" in found["0"][1]["note"]
    # whatever a title holds, there is no command but our own
    commands = {command for _, each in found.values() for value in each.values() for command in re.findall(r"\\([a-z]+)", value)}
    assert commands <= {
        "textbackslash",
        "textbraceleft",
        "textbraceright",
        "textasciitilde",
        "textasciicircum",
        "textless",
        "textgreater",
        "textquotedbl",
    }


def test_one_line_of_tex_stays_one() -> None:
    assert escaped("a\nb\r\tc") == "a b c"
    assert escaped("\\") == r"\textbackslash{}"
