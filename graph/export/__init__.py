"""The graph in other people's formats. A format is a module with a FORMAT and one line here; docs/exports.md says what each keeps."""

from __future__ import annotations

from collections.abc import Mapping

from graph.export import (
    bibtex,
    csl,
    cypher,
    followthemoney,
    ftm_statements,
    gexf,
    graphml,
    jsonld,
    neo4j_csv,
    nodelink,
    stix,
    tables,
)
from graph.export.extent import Extent
from graph.export.form import Format
from graph.export.material import Material
from graph.export.writing import write, write_to

FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        graphml.FORMAT,
        gexf.FORMAT,
        nodelink.FORMAT,
        tables.FORMAT,
        neo4j_csv.FORMAT,
        cypher.FORMAT,
        followthemoney.FORMAT,
        ftm_statements.FORMAT,
        stix.FORMAT,
        jsonld.FORMAT,
        csl.FORMAT,
        bibtex.FORMAT,
    )
}
"""Every format by its name, in the order in which they are offered."""

__all__ = ["FORMATS", "Extent", "Format", "Material", "write", "write_to"]
