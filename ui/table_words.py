"""What rows of a table become, as sentences for the person who maps them. Markdown in which all that comes from the table is literal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.model import AnyRecord, Claim, Entity, Row, Source, Statement, Voice
from graph.predicates import words as in_words
from loaders.tables.plan import ENTITIES, ENTITY_ROLES, LEAVE, LEFT_OUT, PROPERTY, RELATION_ROLES, THIS_ROW, FurtherPlan, TablePlan
from ui.markdown import plain
from ui.words import number, when

_LONGEST = 80


def plan(made: TablePlan) -> str:
    """What is thought of a table: what each row is and why, and which column tells what."""
    words = ENTITY_ROLES if made.makes == ENTITIES else RELATION_ROLES
    why = f" :gray[({plain(made.why, 120)})]" if made.why else ""
    if made.makes == LEFT_OUT:
        return f"Nothing is made of it{why}."
    told: dict[str, list[str]] = {}
    for column in made.columns:
        told.setdefault(column.role, []).append(f"*{plain(column.name, 40)}*")
    apart = (PROPERTY, LEAVE) if made.makes == ENTITIES else (PROPERTY, LEAVE, "subject", "predicate", "object")
    parts = [f"{plain(words[role])} from {' and '.join(told[role])}" for role in words if role in told and role not in apart]
    properties = sum(column.role == PROPERTY and column.name not in made.told_further for column in made.columns)
    left = len(told.get(LEAVE, ()))
    parts += [number(properties, "property", "properties")] if properties else []
    parts += [f"{left:,} left out"] if left else []
    also = "".join(f" It tells too: {_further(each, made)}." for each in made.further)
    if made.makes == ENTITIES:
        return f"Each row makes {_a(made.kind)}{why}: {', '.join(parts)}.{also}"
    between = told.get("predicate", [f"**{plain(in_words(made.predicate))}**"])[0]
    ends = [told.get(role, ["?"])[0] for role in ("subject", "object")]
    who = "is what somebody says" if made.claimed else "connects two"
    return f"Each row {who}{why}: {ends[0]} → {between} → {ends[1]}{''.join(f', {part}' for part in parts)}.{also}"


def _further(made: FurtherPlan, of: TablePlan) -> str:
    ends = [f"*{plain(column, 40)}*" if column != THIS_ROW else f"the {plain(of.kind)}" for column in (made.subject, made.object)]
    more = [
        f"{words} from *{plain(column, 40)}*"
        for words, column in (("when", made.when), ("role", made.role), ("how much", made.quantity))
        if column
    ]
    return f"{ends[0]} → **{plain(in_words(made.predicate))}** → {ends[1]}{''.join(f', {each}' for each in more)}"


def _a(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeio' else 'a'} **{plain(kind)}**"


def entities(records: Iterable[AnyRecord], most: int) -> list[str]:
    """The first entities, each with what is known of it."""
    found = [_entity(each) for each in records if isinstance(each, Entity)]
    return found[:most]


def relations(records: Iterable[AnyRecord], most: int) -> list[str]:
    """The first relations as sentences, with who says so."""
    known = list(records)
    names = {each.key: each.name for each in known if isinstance(each, Entity)}
    voices = {each.key: each.name for each in known if isinstance(each, Voice)}
    sources = {each.key: each for each in known if isinstance(each, Source)}
    statements = {each.slug: each for each in known if isinstance(each, Statement)}
    made = []
    for each in known:
        if isinstance(each, Row):
            made.append(_said(names, each.subject, each.predicate, each.object, [_when(each.when), *_pairs(each.properties)]))
        elif isinstance(each, Claim) and each.statement in statements:
            made.append(_claimed(each, statements[each.statement], names, voices, sources))
    return made[:most]


def _entity(one: Entity) -> str:
    also = f"also {'; '.join(plain(alias.name, _LONGEST) for alias in one.aliases[:4])}" if one.aliases else ""
    ids = [f"{plain(name)} {plain(value, 40)}" for name, value in one.ids.items()]
    parts = [also, plain(one.country or "", 40), when(one.when), *ids, *_pairs(one.properties), plain(one.note, _LONGEST)]
    return f"**{_name(one.name)}**, {plain(one.kind)}{_after(parts)}"


def _said(names: Mapping[str, str], subject: str, predicate: str, object_: str | None, parts: Iterable[str]) -> str:
    ends = [f"**{_name(names.get(key or '', key or ''))}**" for key in (subject, object_)]
    return f"{ends[0]} {plain(in_words(predicate))} {ends[1]}{_after(parts)}"


def _claimed(claim: Claim, said: Statement, names: Mapping[str, str], voices: Mapping[str, str], sources: Mapping[str, Source]) -> str:
    chain = [plain(voices.get(key, key), _LONGEST) for key in claim.chain]
    verb = {"asserts": "said", "denies": "denied", "doubts": "doubted", "asks": "asked"}[claim.stance.value]
    hedge = f"as {claim.hedge.value}" if claim.hedge.value != "none" else ""
    source = sources.get(claim.source)
    where = f", {when(source.published)}" if source and source.published else ""
    through = f" in {chain[0]}" if len(chain) > 1 else ""
    parts = [
        _when(said.when),
        plain(said.role or "", _LONGEST),
        plain(said.quantity or "", _LONGEST),
        f"*{verb} by {chain[-1]}{through}{where}*",
        hedge,
    ]
    return _said(names, said.subject, said.predicate, said.object, parts)


def _name(name: str) -> str:
    return plain(name, _LONGEST) or "?"


def _when(told: str | None) -> str:
    return plain(when(told)) if told else ""


def _pairs(properties: Mapping[str, str]) -> list[str]:
    return [f"{plain(name, 40)}: {plain(value, _LONGEST)}" for name, value in list(properties.items())[:6]]


def _after(parts: Iterable[str]) -> str:
    told = [part for part in parts if part]
    return f" · {' · '.join(told)}" if told else ""
