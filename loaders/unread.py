"""Files that are no documents: what to do with one instead, and which of a folder or archive are passed over."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

from loaders.graphs.json_values import is_cut_off

_TABLE = "is a table, no document: load it by itself, with a mapping (`redstring mapping FILE` guesses one), or drop it on the Load page"
_GDELT = "is of GDELT, no document: unpack it, and load it or its folder by itself"
_WHOLE = "is no document, and none of the graphs and data sets that are known (docs/loaders/README.md)"
_GRAPH = "is a graph, no document: load it by itself"
_OTHER = "is a graph in a format that is not read; save it as GraphML, GEXF or node-link JSON"
_TEXT = "is no format that is read; save it as .docx, .pdf, .html or .txt"
_MAILS = "holds mails in a format that is not read; save them as .eml"
_TNEF = "is what Outlook puts beside a mail for another Outlook, and is not read; ask the sender for the mail in plain text or HTML"
_SHEET = "is a table in a format that is not read; save it as .xlsx or .csv"
LEXICON = (
    "is a lexicon, the words of a case, and no document: put it as lexicon.yml into the folder of the case beside its case.yml and load "
    "that folder, or try it on a text by `redstring extract TEXT --lexicon FILE` (docs/lexicon.md)"
)
_DECISIONS = (
    "holds what was decided about a case, and is no document: put it as decisions.jsonl into the folder of that case beside its case.yml "
    "(for a case of documents alone `case: {id: KEY, title: TITLE}` is enough there), and load that folder"
)
_PART = "is YAML, no document: a case is loaded by its folder, with the case.yml in it; a mapping beside its tables"
_PLAIN = "has an ending that is not read; if it is plain text, name it .txt"
_SUBTITLES = "holds subtitles, whose times and numbers would be read as words; save the transcript as it is shown, as .txt"
_INSTEAD = {
    ending: told
    for told, endings in (
        (_DECISIONS, "decisions.jsonl"),
        (_GDELT, ".export.csv .mentions.csv"),
        (_TABLE, ".csv .tsv .tab .xlsx .xlsm .parquet .pq"),
        (_GRAPH, ".graphml .gexf .cyjs"),
        (_WHOLE, ".json .jsonl .ndjson .ftm"),
        (_OTHER, ".gml .net .gdf .sif .dot .gv .graphmlz .cys .gephi .cx .cx2 .edgelist .adjlist"),
        (_TEXT, ".doc .rtf .odt .pages .epub .ppt .pptx .odp .webarchive"),
        (_TNEF, "winmail.dat .tnef"),
        (_MAILS, ".msg .pst .ost .emlx"),
        (_SHEET, ".xls .xlsb .ods .numbers"),
        (_PART, ".yml .yaml"),
        (_SUBTITLES, ".srt .vtt .sbv .ass"),
        (_PLAIN, ".log .rst .org .tex .adoc"),
    )
    for ending in endings.split()
}
_OF_SYSTEMS = ("__macosx", "thumbs.db", "desktop.ini", "icon\r")
_OF_THUNDERBIRD = (".msf", "msgfilterrules.dat", "filterlog.html", "popstate.dat")
"""What it keeps beside its mailboxes."""
_BEGINNINGS = (".", "~$")
"""Of names: hidden, or what Word keeps beside a document that is open."""
_READMES = ("readme", "readme.md", "readme.txt")
README = "tells of the files beside it, and is passed over; name it to load it"


def instead(name: str) -> str:
    """What a file of this name is, and what to do with it; empty if nothing is known of its ending."""
    lower = name.lower()
    return next((told for ending, told in _INSTEAD.items() if lower.endswith(ending)), "")


def cut_off(data: bytes) -> bool:
    """Whether this is the beginning of a JSON file, and not all of it."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and is_cut_off(error)
    except (ValueError, RecursionError):
        return False
    return False


def is_hidden(part: str) -> bool:
    """Whether a file or folder of this name is hidden, or one that systems put there by themselves."""
    lower = part.lower()
    return part.startswith(_BEGINNINGS) or lower in _OF_SYSTEMS or lower.endswith(_OF_THUNDERBIRD)


def is_readme(name: str) -> bool:
    """Whether a file tells of those beside it."""
    return PurePosixPath(name).name.lower() in _READMES
