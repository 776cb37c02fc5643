"""Node-link JSON as networkx reads it (`networkx.node_link_graph`, with its defaults: nodes, edges, id, source, target, key), and D3."""

from __future__ import annotations

from graph.export import node
from graph.export.form import Format, Lines
from graph.export.json_text import one_line
from graph.export.material import Material


def lines(material: Material) -> Lines:
    """The file, an entity and a relation a line."""
    yield f'{{"directed": true, "multigraph": true, "graph": {one_line(material.head)},\n"nodes": ['
    between = "\n"
    for entity in material.entities():
        place = material.positions.get(entity.id)
        at = {"x": place[0], "y": place[1]} if place else {}
        yield between + one_line({"id": entity.id, **node.attributes(entity, material), **at})
        between = ",\n"
    yield '\n],\n"edges": ['
    between = "\n"
    for each in material.relations():
        lists = {"said_by": each.said_by, "denied_by": each.denied_by, "documents": each.documents, "rivals": each.rivals}
        given = {**each.attributes(), **lists, "properties": dict(sorted(each.properties.items()))}
        yield between + one_line({"source": each.source, "target": each.target, "key": each.id, "label": each.words, **given})
        between = ",\n"
    yield "\n]}\n"


FORMAT = Format(
    name="node-link",
    title="Node-link JSON",
    suffix=".json",
    mime="application/json",
    keeps="entities and relations with every figure and the chains as lists; for networkx and D3",
    write=lines,
)
