"""What stands in the place of records that are one: entities of a group, statements that become equal, voices of one person.

The order in which merges were decided makes no difference to any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.merges.pairs import groups
from graph.model import Alias, Entity, Statement, Voice

Shown = Mapping[str, str]
"""By key of an entity that is not shown itself, the key of the one that is shown for it."""


def first_of(members: Iterable[Entity], own: Iterable[str], evidence: Mapping[str, int]) -> Entity:
    """The one that is shown for a group: of the case's own load (keys in `own`), then with most evidence, the fullest name, by key."""
    mine = set(own)
    return min(members, key=lambda entity: (entity.key not in mine, -evidence.get(entity.key, 0), -_letters(entity.name), entity.key))


def _letters(name: str) -> int:
    return sum(character.isalpha() for character in name)


def composed_entity(first: Entity, others: Iterable[Entity]) -> Entity:
    """The entity that is shown for a group: its own record, with the names and identifiers of the others as further ones."""
    names = {first.name, *(alias.name for alias in first.aliases)}
    aliases, ids = list(first.aliases), dict(first.ids)
    for other in sorted(others, key=lambda entity: entity.key):
        for alias in (Alias(name=other.name), *other.aliases):
            if alias.name not in names:
                names.add(alias.name)
                aliases.append(alias)
        ids = {**other.ids, **ids}
    return first.model_copy(update={"aliases": tuple(aliases), "ids": ids})


@dataclass(frozen=True)
class Composed:
    """What statements become: `shown` by slug of the record that is changed for it, `into` by slug of each other one its statement's slug.

    `within` are the slugs of statements both of whose ends became one entity: these are not drawn.
    """

    shown: Mapping[str, Statement] = field(default_factory=dict)
    into: Mapping[str, str] = field(default_factory=dict)
    within: frozenset[str] = frozenset()


def composed_statements(
    statements: Iterable[Statement], shown: Shown, hands: Mapping[str, Sequence[str]], own: Iterable[str] = ()
) -> Composed:
    """Statements with their ends mapped; those that then say the same are one, under the slug of one of the case's own load if it can be.

    `hands` are by key of a voice all voices of the same person: what one of them did first hand, each of them did.
    """
    mine, within = set(own), set()
    classes: dict[str, list[Statement]] = {}
    moved: dict[str, Statement] = {}
    for said in statements:
        ended = _ended(said, shown)
        moved[said.slug] = ended
        if ended.object is not None and ended.subject == ended.object and said.subject != said.object:
            within.add(said.slug)
        else:
            classes.setdefault(ended.id, []).append(said)
    into: dict[str, str] = {}
    chosen: dict[str, list[Statement]] = {}
    for id_, members in classes.items():
        first = min(members, key=lambda said: (said.id != id_, said.slug not in mine, said.slug))
        chosen[first.slug] = sorted(members, key=lambda said: (said is not first, said.slug))
        into |= {said.slug: first.slug for said in members if said is not first}
    made = {}
    for slug, members in chosen.items():
        made[slug] = moved[slug].model_copy(
            update={
                "conflicts_with": _names(members, "conflicts_with", into, slug),
                "speaks_against": _names(members, "speaks_against", into, slug),
                "first_hand": tuple(
                    dict.fromkeys(hand for said in members for voice in said.first_hand for hand in hands.get(voice, (voice,)))
                ),
                "variant_of": into.get(moved[slug].variant_of or "", moved[slug].variant_of),
            }
        )
    return Composed(made, into, frozenset(within))


def _ended(said: Statement, shown: Shown) -> Statement:
    ends = {name: getattr(said, name) for name in ("subject", "object", "where", "origin_place")}
    new = {name: shown[key] for name, key in ends.items() if key in shown}
    return said.model_copy(update=new) if new else said


def _names(members: Iterable[Statement], name: str, into: Mapping[str, str], own: str) -> tuple[str, ...]:
    """The slugs that these name, as they are now, without their own."""
    named = (into.get(slug, slug) for said in members for slug in getattr(said, name))
    return tuple(dict.fromkeys(slug for slug in named if slug != own))


def composed_voices(
    voices: Sequence[Voice], shown: Shown, members: Iterable[Iterable[str]]
) -> tuple[dict[str, Voice], dict[str, list[str]]]:
    """Voices that change, by key: those of one group of entities (keys) have one owner, and are voices of the entity that is shown.

    And by key of such a voice, all voices of its group.
    """
    by_entity: dict[str, list[str]] = {}
    for voice in voices:
        if voice.entity:
            by_entity.setdefault(voice.entity, []).append(voice.key)
    place = {voice.key: voice.owner or voice.key for voice in voices}
    owners = {voice.owner for voice in voices if voice.owner}
    spoken = [sorted(key for entity in group for key in by_entity.get(entity, ())) for group in members]
    hands = {key: found for found in spoken if len(found) > 1 for key in found}
    united: dict[str, str] = {}
    for group in groups([(place[one], place[found[0]]) for found in spoken for one in found[1:] if place[one] != place[found[0]]]):
        first = min(group, key=lambda key: (key not in owners, key))
        united |= dict.fromkeys(group, first)
    changed = {}
    for voice in voices:
        owner = united.get(place[voice.key], voice.owner)
        new = voice.model_copy(
            update={"owner": None if owner == voice.key else owner, "entity": shown.get(voice.entity or "", voice.entity)}
        )
        if new != voice:
            changed[voice.key] = new
    return changed, hands
