"""GDELT 2.0 events and mentions (https://www.gdeltproject.org): tab-separated, without header and quoting, codes as text.

Events are found by machine in articles: what a row says is that somebody wrote so. Its counts of sources are copies of one report as
often as not, so they stay properties. Columns: GDELT-Event_Codebook-V2.0 (2015).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from loaders.file_set import FileSet
from loaders.folder import LIMITS, Limits
from loaders.graphs.csv_rows import files, rows
from loaders.graphs.dataset import DataSet, folder_key, several
from loaders.graphs.dates import edtf
from loaders.graphs.gdelt_events import Events
from loaders.graphs.item import Edge, Node, Place
from loaders.graphs.spool import Ends, Spool
from loaders.problems import Problems, shown

FORMAT = "gdelt"
_ENDS = Ends("Actor1", "Actor2")
NOTE = (
    "From GDELT 2.0: found by machine in articles, so each row says that somebody wrote so, not that it is so. "
    "NumSources and NumArticles count copies, not independent origins."
)
_EVENTS, _MENTIONS = re.compile(r".*\.export\.csv", re.IGNORECASE), re.compile(r".*\.mentions\.csv", re.IGNORECASE)
_ACTOR = (
    *(
        "Code",
        "Name",
        "CountryCode",
        "KnownGroupCode",
        "EthnicCode",
        "Religion1Code",
        "Religion2Code",
        "Type1Code",
        "Type2Code",
        "Type3Code",
    ),
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
MENTION = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID"),
    *("Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone"),
    *("MentionDocTranslationInfo", "Extras"),
)
ROOTS = {
    "01": "made_statement_on",
    "02": "appealed_to",
    "03": "offered_to_cooperate_with",
    "04": "consulted_with",
    "05": "cooperated_in_diplomacy_with",
    "06": "cooperated_with",
    "07": "gave_aid_to",
    "08": "yielded_to",
    "09": "investigated",
    "10": "made_demands_on",
    "11": "disapproved_of",
    "12": "rejected",
    "13": "threatened",
    "14": "protested_against",
    "15": "showed_force_towards",
    "16": "reduced_relations_with",
    "17": "coerced",
    "18": "assaulted",
    "19": "fought_with",
    "20": "used_mass_violence_against",
}
"""The predicate of each root of the CAMEO codes of events."""
_TYPES = {"GOV": "agency", "MIL": "agency", "COP": "agency", "JUD": "agency", "SPY": "agency", "MED": "outlet", "NGO": "organisation"}
_TYPES |= {"IGO": "organisation", "BUS": "organisation", "MNC": "organisation", "PTY": "organisation"}
_KEPT = (*EVENT[:1], "IsRootEvent", "EventCode", "EventBaseCode", "QuadClass", "GoldsteinScale", "AvgTone", "NumMentions", "NumSources")
_PROPERTIES = (
    *_KEPT,
    "NumArticles",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "DATEADDED",
    "SOURCEURL",
)


def recognises(path: Path) -> bool:
    """Whether the path is a file named as GDELT names its own, or a folder that holds one."""
    if path.is_dir():
        return any(_form(each.name) for each in path.iterdir())
    return path.is_file() and bool(_form(path.name))


def together(paths: Sequence[Path]) -> list[Path]:
    """Those of a folder's files that are named as GDELT names its own, by name."""
    return sorted(path for path in paths if _form(path.name))


def draft(path: Path, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """Read and check the files; what is wrong goes to `problems`."""
    name, ending = path.absolute().name, FORMAT if path.is_dir() else ""
    spool = Spool(folder_key(name, ending), problems, limits, _ENDS)
    known = [each for each in files(path, (".csv",), spool) if _form(each.name)] if ending else [path]
    return several(name, ending, _in_turn(known), spool, partial(_read, Events()), NOTE)


def draft_set(given: FileSet, problems: Problems, limits: Limits = LIMITS) -> DataSet:
    """As `draft`, of these files as if a folder of that name had been given that holds nothing else."""
    spool = Spool(folder_key(given.name, FORMAT), problems, limits, _ENDS)
    return several(given.name, FORMAT, _in_turn(given.files), spool, partial(_read, Events()), NOTE)


def _in_turn(files_: Sequence[Path]) -> list[Path]:
    """Events first, for mentions are of them."""
    return sorted(files_, key=lambda path: _form(path.name) is MENTION)


def _form(name: str) -> tuple[str, ...]:
    """The columns of a file by its name; none if it is none of theirs."""
    return EVENT if _EVENTS.fullmatch(name) else MENTION if _MENTIONS.fullmatch(name) else ()


def _read(events: Events, path: Path, spool: Spool) -> None:
    columns = _form(path.name)
    for place, cells in rows(path, spool, "\t", quoted=False):
        if len(cells) not in (len(columns), len(columns) - (columns is MENTION)):
            spool.problem(place, f"the row has {len(cells)} fields, GDELT 2.0 has {len(columns)} here; is it of version 1?", field="row")
        elif columns is EVENT:
            _event(place, dict(zip(columns, cells, strict=True)), spool, events)
        else:
            _mention(place, dict(zip(columns, cells, strict=False)), spool, events)


def _event(place: Place, given: dict[str, str], spool: Spool, events: Events) -> None:
    """From the first actor to the second; to the place of the action if there is but one actor."""
    named = [given[f"Actor{number}Name"].strip() for number in (1, 2)]
    code = ROOTS.get(given["EventRootCode"], given["EventRootCode"]).upper()
    if not events.add(given["GLOBALEVENTID"].strip(), f"{named[0] or '?'} {code} {named[1] or '?'}", given.values()):
        spool.once(place, "events that stand here again, as another row has them, count once", field="GLOBALEVENTID")
        return
    first, second = (_actor(place, number, given, spool) for number in (1, 2))
    root = given["EventRootCode"]
    if root not in ROOTS:
        spool.once(place, f"{shown(root)} is no root of a CAMEO code, from 01 to 20; such events are left out", field="EventRootCode")
        return
    there = "" if first and second else _place(place, given, spool)
    type_ = ROOTS[root] if first and second else "acted_in"
    ends = (first or second, second if first and second else there)
    if not all(ends):
        spool.once(place, "events without two actors, or an actor and a place, are left out", field="Actor2Code")
        return
    told = {name: given[name] for name in _PROPERTIES}
    told["EventRootCode"] = root
    spool.edge(Edge(place, place.line, *ends, type_, when=_day(given["SQLDATE"]), properties=told))


def _actor(place: Place, number: int, given: dict[str, str], spool: Spool) -> str:
    """The id of an actor: its code and its name; empty if there is none."""
    code, name, country = (given[f"Actor{number}{field}"].strip() for field in ("Code", "Name", "CountryCode"))
    if not (code or name):
        return ""
    type_ = given[f"Actor{number}Type1Code"].strip()
    id_ = f"{code}:{name}" if code else name
    properties = {"code": code, "type": type_, "group": given[f"Actor{number}KnownGroupCode"].strip()}
    kind = _TYPES.get(type_, "place" if code and code == country else "actor")
    if spool.place_of(id_) is None:
        spool.node(Node(place, id_, name=name.title() or code, kind=kind, country=country, properties=properties))
    return id_


def _place(place: Place, given: dict[str, str], spool: Spool) -> str:
    name, feature = given["ActionGeo_FullName"].strip(), given["ActionGeo_FeatureID"].strip()
    if not name:
        return ""
    id_ = f"place:{feature or name}"
    if spool.place_of(id_) is None:
        properties = {"latitude": given["ActionGeo_Lat"], "longitude": given["ActionGeo_Long"], "FIPS": given["ActionGeo_CountryCode"]}
        spool.node(Node(place, id_, name=name, kind="place", properties=properties))
    return id_


def _mention(place: Place, given: dict[str, str], spool: Spool, events: Events) -> None:
    """From the outlet to the event that it mentions."""
    number, outlet = given["GLOBALEVENTID"].strip(), given["MentionSourceName"].strip()
    if not number.isdecimal():
        spool.problem(place, "must be a number", field="GLOBALEVENTID", value=number)
        return
    event = f"event:{number}"
    if spool.place_of(event) is None:
        told = events.told(number)
        if told is None and events:
            spool.once(place, "mentions of events that no file here has are kept; their number alone is known", field="GLOBALEVENTID")
        note = f"As found by machine: {told}" if told else ""
        spool.node(Node(place, event, name=f"GDELT event {number}", kind="event", when=_day(given["EventTimeDate"][:8]), note=note))
    if not outlet:
        spool.once(place, "mentions of which no outlet is told are left out", field="MentionSourceName")
        return
    if spool.place_of(outlet) is None:
        spool.node(Node(place, outlet, name=outlet, kind="outlet"))
    left = {name: value for name, value in given.items() if name not in ("GLOBALEVENTID", "MentionSourceName")}
    spool.edge(Edge(place, place.line, outlet, event, "mentioned", when=_day(given["MentionTimeDate"][:8]), properties=left))


def _day(text: str) -> str:
    return edtf(text) or text
