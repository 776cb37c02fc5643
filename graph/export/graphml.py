"""GraphML 1.0 (http://graphml.graphdrawing.org): networkx, yEd, Cytoscape, igraph, Gephi."""

from __future__ import annotations

from graph.export import node
from graph.export.form import Format, Lines
from graph.export.material import Material
from graph.export.relation import ATTRIBUTES, COUNTS
from graph.export.xml_text import attribute, content

_OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def lines(material: Material) -> Lines:
    """The file: metadata of the graph, then nodes, then edges. An empty text is left out."""
    yield _OPEN
    yield f"<desc>{content(material.head['description'])}</desc>\n"
    yield from (f'<key id="g_{name}" for="graph" attr.name="{name}" attr.type="string"/>\n' for name in material.head)
    yield from (f'<key id="n_{name}" for="node" attr.name="{name}" attr.type="string"/>\n' for name in node.ATTRIBUTES)
    if material.positions:
        yield from (f'<key id="n_{name}" for="node" attr.name="{name}" attr.type="double"/>\n' for name in ("x", "y"))
    yield '<key id="e_label" for="edge" attr.name="label" attr.type="string"/>\n'
    for name in ATTRIBUTES:
        yield f'<key id="e_{name}" for="edge" attr.name="{name}" attr.type="{"int" if name in COUNTS else "string"}"/>\n'
    yield '<graph id="redstring" edgedefault="directed">\n'
    yield from (_data("g", name, value) for name, value in material.head.items())
    for entity in material.entities():
        given = node.attributes(entity, material)
        yield f"<node id={attribute(entity.id)}>{''.join(_data('n', name, value) for name, value in given.items())}"
        if place := material.positions.get(entity.id):
            yield f'<data key="n_x">{place[0]}</data><data key="n_y">{place[1]}</data>'
        yield "</node>\n"
    for each in material.relations():
        given_data = "".join(_data("e", name, value) for name, value in each.attributes().items())
        ends = f"source={attribute(each.source)} target={attribute(each.target)}"
        yield f"<edge id={attribute(each.id)} {ends}>{_data('e', 'label', f'{each.words} ({each.status})')}{given_data}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(of: str, name: str, value: str | int) -> str:
    return "" if value == "" else f'<data key="{of}_{name}">{content(value)}</data>'


FORMAT = Format(
    name="graphml",
    title="GraphML",
    suffix=".graphml",
    mime="application/graphml+xml",
    keeps="entities and relations with every figure, chains in words, positions; for networkx, yEd, Cytoscape",
    write=lines,
)
