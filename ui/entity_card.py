"""The card of an entity: its names in all scripts, what is known of it, and its relationships by predicate."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Alias, Entity, Statement, Status
from graph.predicates import words as in_words
from graph.view import EdgeView, NodeView
from ui import words
from ui.cards import Names, facts, folded, mark, overline, section, statement_row
from ui.markup import Piece, button, clip, link, loaded, tag

SCHEMES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "lei": "https://search.gleif.org/#/record/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
}
LIMIT_ROWS = 60


@dataclass(frozen=True)
class Standing:
    """How the entity stands on the canvas. `drawn` and `away` hold ids of nodes and relationships; `more` is left to expand."""

    drawn: Collection[str] = frozenset()
    away: Collection[str] = frozenset()
    more: int = 0
    pinned: bool = False
    folded: int = 0
    leaving: str = ""
    """The name of another entity from which paths are to lead."""


def _alias(alias: Alias) -> Piece:
    language = " ".join(part for part in (alias.lang, alias.script) if part)
    said = [loaded(alias.name, 200), tag("small", f" {language}") if language else None]
    return tag("span", *said, cls="weak", title="Too common to search by") if alias.weak else tag("span", *said)


def _identifier(scheme: str, value: str) -> Piece:
    pattern = SCHEMES.get(scheme)
    return tag("div", f"{scheme} ", link(value, pattern.format(value)) if pattern and value.isalnum() else loaded(value, 200))


def _facts(entity: Entity) -> Piece | None:
    identifiers = [_identifier(scheme, value) for scheme, value in entity.ids.items()]
    return facts(
        [
            ("dates", words.when(entity.when)),
            ("country", loaded(entity.country, 200) if entity.country else None),
            ("identifiers", tag("div", *identifiers) if identifiers else None),
            ("note", loaded(entity.note, 4_000) if entity.note else None),
            *((name.replace("_", " "), loaded(value, 1_000)) for name, value in entity.properties.items()),
        ]
    )


def actions(node: NodeView, standing: Standing) -> Piece:
    def act(label: str, title: str, **what: object) -> Piece:
        return button(label, what, cls="action", title=title)

    if node.id not in standing.drawn:
        return tag("div", act("Show on the canvas", "Bring it into view", type="bring", nodes=[node.id]), cls="actions")
    buttons = []
    if standing.more:
        label = words.number(standing.more, "more relationship")
        buttons.append(act(f"Expand +{standing.more:,}", f"{label} in the store (Enter)", type="expand", node=node.id))
    if standing.folded:
        buttons.append(act(f"Unfold {standing.folded}", "Draw what is folded into it again", type="uncollapse", node=node.id))
    else:
        buttons.append(act("Collapse", "Fold neighbours that hang on it alone into it", type="collapse", node=node.id))
    label = "Unpin" if standing.pinned else "Pin"
    buttons.append(act(label, "A pinned entity stays where it is", type="pin", ids=[node.id], on=not standing.pinned))
    if standing.leaving:
        buttons.append(act(f"Paths from {clip(standing.leaving, 24)}", "The shortest paths between both (T)", type="path", node=node.id))
        buttons.append(
            act(f"Same as {clip(standing.leaving, 24)}…", "Hold both against each other, to merge them", type="same", node=node.id)
        )
    else:
        buttons.append(act("Paths", "The shortest paths from it to another entity (T)", type="path", node=node.id))
    buttons.append(act("Hide", "Take it off the canvas (Delete)", type="hide", ids=[node.id]))
    return tag("div", *buttons, cls="actions")


def _row(edge: EdgeView, other: NodeView | None, name: str, standing: Standing) -> Piece:
    about = " · ".join(part for part in (edge.role or "", words.when(edge.when)) if part)
    place = None
    if edge.id in standing.away or (other and other.id in standing.away):
        place = tag("small", " hidden here", cls="hidden")
    elif standing.drawn and edge.id not in standing.drawn:
        place = tag("small", " not in view")
    said = tag("span", loaded(name, 200), tag("small", " ", loaded(about, 200)) if about else None, place, cls="said")
    label = tag("span", said, mark(edge.status), cls="row" if place is None else "row off")
    return button(label, {"type": "show", "edge": edge.id, "nodes": [edge.source, edge.target]}, cls="row-button")


def relationships(node: NodeView, edges: Sequence[EdgeView], others: Mapping[str, NodeView], standing: Standing) -> list[Piece]:
    groups: dict[tuple[str, bool], list[EdgeView]] = {}
    for edge in edges:
        groups.setdefault((edge.predicate, edge.source == node.id), []).append(edge)
    pieces: list[Piece] = []
    for (predicate, outward), members in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0][0], not pair[0][1])):
        title = f"{in_words(predicate)} …" if outward else f"… {in_words(predicate)} {clip(node.name, 60)}"
        rows = []
        for edge in sorted(members, key=lambda edge: (-edge.rank, edge.when or "", edge.slug)):
            end = edge.target if outward else edge.source
            other = others.get(end)
            rows.append(_row(edge, other, other.name if other else end, standing))
        shown, rest = rows[:LIMIT_ROWS], rows[LIMIT_ROWS:]
        heading = tag("h3", loaded(title), tag("span", str(len(members)), cls="count") if len(members) > 1 else None)
        pieces.append(tag("section", heading, *shown, folded(f"{len(rest):,} more", rest)))
    return pieces


def hidden_here(edges: Iterable[EdgeView], standing: Standing) -> int:
    """How many of its relationships are hidden by hand or folded away, they themselves or their other end."""
    away = standing.away
    return sum(edge.id in away or edge.source in away or edge.target in away for edge in edges)


def entity_card(
    entity: Entity,
    node: NodeView,
    edges: Sequence[EdgeView],
    others: Mapping[str, NodeView],
    values: Sequence[tuple[Statement, Status]],
    standing: Standing,
    merged: Piece | None = None,
) -> Piece:
    """Everything known of one entity. `edges` are its relationships, drawn or not; `values` its statements without an object; `merged`
    tells the records that it is shown for."""
    names = Names(entity.case, {entity.key: entity.name})
    hidden = hidden_here(edges, standing)
    aliases = tag("div", *(_alias(alias) for alias in entity.aliases), cls="names") if entity.aliases else None
    unseen = node.degree - len(edges)
    return tag(
        "div",
        overline(entity.kind),
        tag("h2", loaded(entity.name, 2_000)),
        aliases,
        actions(node, standing),
        _facts(entity),
        merged,
        tag("p", words.number(node.degree, "relationship"), f", hidden here: {hidden}" if hidden else "", cls="muted"),
        section("Said of it", [statement_row(statement, status, names) for statement, status in values]),
        *relationships(node, edges, others, standing),
        tag("p", f"{unseen:,} more are in the store; an expansion reaches them.", cls="empty") if unseen > 0 else None,
        cls="card",
    )
