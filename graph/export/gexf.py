"""GEXF 1.3 (https://gexf.net): the graph with positions, colours and time, for Gephi and Gephi Lite.

A relation lies in time where `when` puts it, from the first to the last day that it can mean; without a date it is always there, and so
are entities: an edge must not be outside the time of its ends. Gephi counts y upwards, so it is turned round.
"""

from __future__ import annotations

from graph.export import node
from graph.export.form import Format, Lines
from graph.export.material import Material
from graph.export.relation import ATTRIBUTES, COUNTS, Relation
from graph.export.xml_text import attribute, content
from graph.model import status_of
from graph.style import STYLE

_OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""
_SHAPES = {"square": "square", "diamond": "diamond", "triangle": "triangle", "triangleDown": "triangle"}
_NODE = tuple(name for name in node.ATTRIBUTES if name != "label")
_DOTTED = 4.0
"""A dash shorter than this, in units of the drawing, is a dot."""


def lines(material: Material) -> Lines:
    """The file: metadata, attributes, nodes, edges. An empty text is left out."""
    head = material.head
    yield _OPEN
    words = ", ".join((head["case"], f"as of {head['as_of'] or 'now, without a date'}"))
    yield f"<meta><creator>{content(head['generator'])}</creator><keywords>{content(words)}</keywords>"
    yield f"<description>{content(head['description'])}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    yield from _attributes("node", _NODE)
    yield from _attributes("edge", ATTRIBUTES)
    yield "<nodes>\n"
    for entity in material.entities():
        given = node.attributes(entity, material)
        yield f"<node id={attribute(entity.id)} label={attribute(entity.name)}>{_values(given, _NODE)}"
        yield _looks(entity.kind, material.positions.get(entity.id))
        yield "</node>\n"
    yield "</nodes>\n<edges>\n"
    yield from map(_edge, material.relations())
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(of: str, names: tuple[str, ...]) -> Lines:
    yield f'<attributes class="{of}">\n'
    for name in names:
        yield f'<attribute id="{name}" title="{name}" type="{"integer" if of == "edge" and name in COUNTS else "string"}"/>\n'
    yield "</attributes>\n"


def _values(given: dict[str, str] | dict[str, str | int], names: tuple[str, ...]) -> str:
    said = "".join(f'<attvalue for="{name}" value={attribute(given[name])}/>' for name in names if given[name] != "")
    return f"<attvalues>{said}</attvalues>"


def _looks(kind: str, place: tuple[float, float] | None) -> str:
    style = STYLE.kind(kind)
    where = f'<viz:position x="{place[0]}" y="{-place[1] or 0.0}" z="0.0"/>' if place else ""
    return f'{_colour(style.colours["light"])}{where}<viz:size value="10.0"/><viz:shape value="{_SHAPES.get(style.shape, "disc")}"/>'


def _edge(each: Relation) -> str:
    line = STYLE.lines[status_of(each.status)]
    first, last = each.days
    time = f' start="{first}"' if first else ""
    time += f' end="{last}"' if last else ""
    shape = "solid" if not line.dashes else "dotted" if line.dashes[0] < _DOTTED else "dashed"
    looks = f'{_colour(STYLE.palettes["light"][line.tone])}<viz:thickness value="{line.width}"/><viz:shape value="{shape}"/>'
    names = f"label={attribute(f'{each.words} ({each.status})')} kind={attribute(each.predicate)}"
    ends = f"source={attribute(each.source)} target={attribute(each.target)}"
    return f"<edge id={attribute(each.id)} {ends} {names}{time}>{_values(each.attributes(), ATTRIBUTES)}{looks}</edge>\n"


def _colour(code: str) -> str:
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


FORMAT = Format(
    name="gexf",
    title="GEXF 1.3",
    suffix=".gexf",
    mime="application/gexf+xml",
    keeps="entities and relations with every figure, positions, colours, lines by status, and time; for Gephi and Gephi Lite",
    write=lines,
)
