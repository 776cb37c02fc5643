"""The ICIJ Offshore Leaks Database as its CSV files (https://offshoreleaks.icij.org/pages/database): a folder of nodes and relationships.

Being listed is no wrongdoing, and every source says so. Ids are those of the database, over all of its files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from loaders.file_set import FileSet
from loaders.folder import LIMITS, Limits
from loaders.graphs.csv_rows import files, first_line, rows
from loaders.graphs.dataset import DataSet, folder_key, several
from loaders.graphs.dates import between, edtf
from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.names import on_a_line
from loaders.graphs.spool import Ends, Spool
from loaders.problems import Problems

NOTE = (
    "From the Offshore Leaks Database of the International Consortium of Investigative Journalists. Being listed is no wrongdoing: "
    "there are legitimate uses of offshore companies and trusts, and people of the same name are not the same person. "
    "Records say what a leaked register said until a day, not what is so."
)
KINDS = {
    "entities": "organisation",
    "officers": "officer",
    "intermediaries": "intermediary",
    "addresses": "place",
    "others": "organisation",
}
"""What `nodes-KIND.csv` holds; before 2020 `panama_papers.nodes.entity.csv`, before 2018 `Entities.csv`.

An officer or an intermediary may be a person or a firm: the database does not say which.
"""
FORMAT = "icij"
_NODES = re.compile(
    r"(?:(?:[a-z_]{1,40}\.)?nodes[-_.])?(entit(?:ies|y)|officers?|intermediar(?:ies|y)|address(?:es)?|others?)\.csv", re.IGNORECASE
)
_EDGES = re.compile(r"(?:[a-z_]{1,40}\.|all_)?(relationships|edges)\.csv", re.IGNORECASE)
_STARTS, _ENDS = ("node_id_start", "start_id", "node_1", "_start"), ("node_id_end", "end_id", "node_2", "_end")
_TYPES, _IDS = ("rel_type", "type", "_type"), ("_id", "node_id")
_DATE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES = ("incorporation_date", "inactivation_date", "struck_off_date", "dorm_date", "closed_date", "start_date", "end_date")


def recognises(path: Path) -> bool:
    """Whether the path is a folder with `nodes-….csv` and `relationships.csv` of that database."""
    return path.is_dir() and bool(together(list(path.iterdir())))


def together(paths: Sequence[Path]) -> list[Path]:
    """Those of a folder's files that are of that database, by name; none where there are no nodes or no relationships with their ends."""
    edges = next((path for path in paths if _EDGES.fullmatch(path.name)), None)
    known = {cell.strip('" ').lower() for cell in first_line(edges).split(",")} if edges else set()
    ours = sorted(path for path in paths if _is_ours(path))
    whole = any(_NODES.fullmatch(path.name) for path in ours) and known & set(_STARTS) and known & set(_ENDS)
    return ours if whole else []


def _is_ours(path: Path) -> bool:
    return bool(_NODES.fullmatch(path.name) or _EDGES.fullmatch(path.name))


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check the files; what is wrong goes to `problems`."""
    name = path.absolute().name
    spool = _spool(name, problems, limits)
    return several(name, FORMAT, [each for each in files(path, (".csv",), spool) if _is_ours(each)], spool, _read, NOTE)


def draft_set(given: FileSet, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """As `draft`, of these files as if a folder of that name had been given that holds nothing else."""
    return several(given.name, FORMAT, list(given.files), _spool(given.name, problems, limits), _read, NOTE)


def _spool(name: str, problems: Problems, limits: Limits) -> Spool:
    return Spool(folder_key(name, FORMAT), problems, limits, Ends("node_id_start", "node_id_end"))


def _read(path: Path, spool: Spool) -> None:
    match = _NODES.fullmatch(path.name)
    found = rows(path, spool, ",")
    place, header = next(found, (Place(path.name, 1), []))
    columns = [cell.strip().lower() for cell in header]
    double = next((name for name in columns if columns.count(name) > 1), None)
    if double is not None:
        spool.problem(place, "stands twice in the header; give each column a name of its own", field=double, gap=True)
    elif match and not set(_IDS) & set(columns):
        spool.problem(place, "has no header with node_id; write the names of the columns into the first line", field="header", gap=True)
    else:
        for place, cells in found:
            if len(cells) != len(columns):
                spool.problem(place, f"the row has {len(cells)} fields, the header {len(columns)}", field="row")
            elif match:
                _node(place, _of(match[1]), dict(zip(columns, cells, strict=True)), spool)
            else:
                _edge(place, dict(zip(columns, cells, strict=True)), spool)


def _of(word: str) -> str:
    """The name of a list: `entity` and `Entities` are `entities`."""
    return next(each for each in KINDS if each.startswith(word.lower()[:5]))


def _node(place: Place, of: str, given: dict[str, str], spool: Spool) -> None:
    # exports of the database name nodes by numbers of its own, and so do their relationships
    id_ = given.pop(next(name for name in _IDS if name in given)).strip()
    if (before := spool.place_of(id_)) is not None and before.file != place.file:
        # the same party in two roles; both files call it by one id
        spool.once(place, "some ids stand in two files; the first counts", field="node_id")
        return
    names = [given.pop(name, "") for name in (("address", "name") if of == "addresses" else ("name",))]
    told = [name.strip() for name in names if name.strip()]
    aliases = tuple(name for each in ("original_name", "former_name") for name in given.pop(each, "").split(";"))
    codes = given.get("country_codes", "").split(";")
    note = given.pop("note", "")
    properties = _dated(given)
    properties["list"] = of
    name = told[0] if told else ""
    made = Node(
        place,
        id_,
        name=on_a_line(name),
        kind=KINDS[of],
        aliases=tuple(alias.strip() for alias in aliases if alias.strip() not in ("", name)),
    )
    made.country, made.note, made.properties = codes[0].strip(), note, properties
    spool.node(made)


def _edge(place: Place, given: dict[str, str], spool: Spool) -> None:
    start, end, type_ = (next((given.pop(name).strip() for name in names if name in given), "") for names in (_STARTS, _ENDS, _TYPES))
    dated = _dated(given)
    when = between(dated.pop("start_date", ""), dated.pop("end_date", ""))
    spool.edge(Edge(place, place.line, start, end, type_, when=when, properties=dated))


def _dated(given: Mapping[str, str]) -> dict[str, str]:
    """The values with dates like 23-MAR-2006 as EDTF; what is no date stays a text."""
    return {name: _date(value) if name in _DATES else value for name, value in given.items() if value.strip()}


def _date(text: str) -> str:
    match = _DATE.fullmatch(text.strip())
    if match is None or match[2].lower() not in _MONTHS:
        return text.strip()
    made = f"{match[3]}-{_MONTHS.index(match[2].lower()) + 1:02}-{int(match[1]):02}"
    return made if edtf(made) else text.strip()
