"""Two entities side by side: what is known of each, where they differ, why they may be one and why not, and what a merge would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from graph.duplicates.candidate import Candidate, Reason
from graph.duplicates.names import name_of
from graph.merges.pairs import Pair, pair_of, verdict_of, why_of
from graph.merges.preview import Effect
from graph.model import Decision, Entity, Statement
from graph.predicates import words as in_words
from graph.queries.card import EntityCard
from graph.queries.duplicates import Both
from graph.queries.merges import Behind
from ui import words
from ui.cards import chip, facts, mark, section
from ui.markup import Piece, button, loaded, tag

RELATIONS = 12
"""Relations of each that are listed."""
KEYS = (("same", "Same", "S"), ("different", "Different", "D"), ("unsure", "Not sure", "U"))


def row(candidate: Candidate, names: Mapping[str, str], unclear: Container[Pair] = ()) -> Piece:
    """One line of the queue; `unclear` are the pairs that their names do not tell apart."""
    return tag("div", _pair(pair_of(candidate.a, candidate.b), names, unclear), _score(candidate), cls="head")


def decided_row(pair: Pair, decision: Decision, names: Mapping[str, str], unclear: Container[Pair] = ()) -> Piece:
    """One line of what was decided."""
    told = tag("small", f"{verdict_of(decision).value}, {decision.at:%Y-%m-%d}", cls="score")
    return tag("div", _pair(pair, names, unclear), told, cls="head")


def alike(pairs: Iterable[Pair], names: Mapping[str, str]) -> frozenset[Pair]:
    """The pairs of two of one name, and those whose names another pair has too."""
    called = {pair: tuple(sorted(names.get(id_, id_) for id_ in pair)) for pair in pairs}
    seen = Counter(called.values())
    return frozenset(pair for pair, (one, other) in called.items() if one == other or seen[one, other] > 1)


def _pair(pair: Pair, names: Mapping[str, str], unclear: Container[Pair]) -> Piece:
    one, other = (loaded(names.get(id_, _key(id_)), 80) for id_ in pair)
    keys = tag("small", loaded(f"{_key(pair[0])} – {_key(pair[1])}", 200), cls="pair-keys") if pair in unclear else None
    return tag("span", one, tag("span", " – ", cls="predicate"), other, keys, cls="said")


def _key(id_: str) -> str:
    return id_.partition("/")[2]


def _score(candidate: Candidate) -> Piece:
    return tag(
        "small", f"{candidate.word} {candidate.score:.2f}", cls=f"score {candidate.word}", title="how likely both are the same, from 0 to 1"
    )


def detail(found: Both, candidate: Candidate | None, decision: Decision | None) -> Piece:
    """All that a person needs to decide of a pair."""
    a, b = found.cards
    return tag(
        "div",
        tag("div", _side(a, b, found.sources[0]), _side(b, a, found.sources[1]), cls="sides"),
        tag("div", _reasons("Why they may be one", candidate.why), _reasons("Why they may not", candidate.why_not), cls="sides reasons")
        if candidate
        else None,
        _effects(found, candidate is not None),
        decided(decision) if decision else None,
        tag("div", *(button(_keyed(label, key), {"type": name}, cls=f"action to-{name}") for name, label, key in KEYS), cls="actions"),
        cls="detail",
    )


def merged(found: tuple[Behind, ...], card: EntityCard, decision: Decision | None) -> Piece:
    """One node and the records that it is shown for, each as it was loaded."""
    records = [
        tag(
            "section",
            tag("h3", loaded(one.entity.name, 200)),
            tag("p", chip(one.entity.kind), tag("code", one.entity.key), cls="kind"),
            tag("p", *_listed(tuple(alias.name for alias in one.entity.aliases), 8), cls="quiet") if one.entity.aliases else None,
            facts(
                [*((scheme, loaded(value, 200)) for scheme, value in sorted(one.entity.ids.items())), ("brought by", brought(one.imports))]
            ),
        )
        for one in found
    ]
    return tag(
        "div",
        tag("p", f"One node for {len(found)} records, shown as ", tag("strong", loaded(card.entity.name, 200))),
        tag("div", *records, cls="records"),
        _relations(card),
        decided(decision) if decision else None,
        cls="detail",
    )


def brought(imports: tuple[str, ...]) -> Piece:
    """Which imports brought a record; the case's own load where none did."""
    return loaded(", ".join(name or "the case itself" for name in imports) or "the case itself", 300)


def decided(decision: Decision) -> Piece:
    """Who decided what, when and why, with the way back."""
    why = why_of(decision)
    told = tag(
        "p", f"{verdict_of(decision).value.capitalize()}, decided by ", loaded(decision.by, 200), f", {decision.at:%Y-%m-%d %H:%M} UTC"
    )
    reason = tag("p", loaded(why, 600), cls="note") if why else None
    return tag("div", told, reason, button("Take back", {"type": "withdraw"}, cls="action"), cls="decided")


def _keyed(label: str, key: str) -> Piece:
    return tag("span", label, " ", tag("small", key, cls="key"))


def _side(card: EntityCard, other: EntityCard, sources: tuple[str, ...]) -> Piece:
    entity, beside = card.entity, other.entity
    known = {name_of(name).sorted for name in _names(beside)}
    names = [tag("li", _told(name, name_of(name).sorted not in known), chip("weak") if weak else None) for name, weak in _aliases(entity)]
    return tag(
        "section",
        tag("h3", _told(entity.name, name_of(entity.name).sorted not in known)),
        tag("p", chip(entity.kind, "" if entity.kind == beside.kind else "differs"), tag("code", entity.key), cls="kind"),
        tag("ul", *names, cls="names") if names else None,
        facts(
            [
                *((scheme, _told(value, beside.ids.get(scheme, value) != value)) for scheme, value in sorted(entity.ids.items())),
                ("country", _told(entity.country, entity.country != beside.country) if entity.country else None),
                ("when", _told(words.when(entity.when) or "", entity.when != beside.when) if entity.when else None),
                *((name, _told(text, beside.properties.get(name, text) != text)) for name, text in sorted(entity.properties.items())[:8]),
                ("note", loaded(entity.note, 300) if entity.note else None),
                ("told by", tag("span", *_listed(sources, 4)) if sources else None),
            ]
        ),
        _relations(card),
    )


def _names(entity: Entity) -> Iterable[str]:
    return (entity.name, *(alias.name for alias in entity.aliases))


def _aliases(entity: Entity) -> list[tuple[str, bool]]:
    return [(alias.name, alias.weak) for alias in entity.aliases[:12]]


def _told(text: str, differs: bool) -> Piece:
    return tag("span", loaded(text, 200), cls="differs" if differs else "")


def _listed(texts: tuple[str, ...], most: int) -> list[Piece]:
    shown: list[Piece] = [
        tag("span", loaded(text, 90), "; " if number < min(len(texts), most) else "") for number, text in enumerate(texts[:most], 1)
    ]
    return [*shown, f" and {len(texts) - most} more"] if len(texts) > most else shown


def _relations(card: EntityCard) -> Piece | None:
    names = {card.node.id: card.node.name, **{id_: other.name for id_, other in card.others.items()}}
    rows: list[Piece] = [
        tag(
            "li",
            tag("span", loaded(names.get(edge.source, ""), 60), f" {in_words(edge.predicate)} ", loaded(names.get(edge.target, ""), 60)),
            mark(edge.status),
        )
        for edge in card.edges[:RELATIONS]
    ]
    rows += [
        tag("li", tag("span", f"{in_words(value.statement.predicate)} ", loaded(value.statement.value or "", 80)), mark(value.status))
        for value in card.values[: max(0, RELATIONS - len(rows))]
    ]
    left = len(card.edges) + len(card.values) - len(rows)
    more = tag("li", f"and {left:,} more") if left > 0 else None
    return section("What is said", [tag("ul", *rows, more, cls="relations")]) if rows else tag("p", "Nothing is said of it.", cls="quiet")


def _reasons(title: str, reasons: tuple[Reason, ...]) -> Piece:
    rows = [tag("li", loaded(reason.text, 300), tag("small", f" {reason.worth:+.2f}")) for reason in reasons]
    return tag("section", tag("h3", title), tag("ul", *rows) if rows else tag("p", "Nothing.", cls="quiet"))


def _effects(found: Both, open_: bool) -> Piece | None:
    if not open_:
        return None
    names = {card.entity.key: card.entity.name for card in found.cards}
    names |= {other.key: other.name for card in found.cards for other in card.others.values()}
    rows = [_effect(effect, names) for effect in found.effects[:RELATIONS]]
    quiet = tag("p", "No status changes and no relations join: both are drawn as one node, with what is said of either.", cls="quiet")
    return section("Merging would change", [tag("ul", *rows, cls="effects") if rows else quiet])


def _effect(effect: Effect, names: Mapping[str, str]) -> Piece:
    said = tag("span", _said(effect.statements[0], names))
    now = [mark(status) for status in effect.now]
    if effect.then is None:
        return tag("li", said, *now, tag("span", "→ not drawn: both ends are one"))
    joined = tag("small", f"{len(effect.statements)} relations join") if effect.joins else None
    return tag("li", said, *now, "→", mark(effect.then), joined)


def _said(statement: Statement, names: Mapping[str, str]) -> Piece:
    what = names.get(statement.object, statement.object) if statement.object else f"“{statement.value}”"
    return tag("span", loaded(names.get(statement.subject, statement.subject), 60), f" {in_words(statement.predicate)} ", loaded(what, 80))
