"""What a mapping of some tables may be, by the names of their columns and by what stands in them; each guess with its reason.

Pure, and never certain: a person looks at it. Words of headers stand in guess.yml; a column that nothing is known of becomes a property.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from loaders.graphs.names import KINDS, case_key, kind_of, words
from loaders.problems import shown
from loaders.tables.header_words import header_words
from loaders.tables.kind_by_name import BY_NAME, is_firm, kind_by_name
from loaders.tables.look import MOST, NUMBER, Look, Sample, joins, kind_in, names_nobody, reference, wanted
from loaders.tables.no_data import left_out, no_data
from loaders.tables.parting import parting
from loaders.tables.plan import (
    BY_ID,
    ENTITIES,
    LEFT_OUT,
    ONCE,
    PROPERTY,
    RELATIONS,
    SUBJECT_DATE,
    SUBJECT_PROPERTY,
    ColumnPlan,
    FurtherPlan,
    Plan,
    TablePlan,
)
from loaders.tables.roles import FEW, Roles, by_values, by_words, date_order, planned

_TOLD = "it stands in what else each row tells"
_CODE = re.compile(r"[A-Za-z]{0,4}[-_.:/ ]?[\d.\-/]+[A-Za-z]?|[0-9A-Fa-f-]{16,}")
_ID_OF = re.compile(r" (?:id|number|no|nr|key|code|uid|ref)$")
_SOME = 0.3
"""The part of its names that makes a column one of firms."""
_LASTING = ("person", "organisation", "agency", "outlet", "place", BY_NAME)
"""What lives or stands for years: some date beside it, as of an account or an entry, is not its own unless the header says so."""


def guess(samples: Sequence[Sample], makes: Sequence[str | None] = ()) -> Plan:
    """The plan that fits some tables best. `makes`: for each table what a person says that its rows are, or None."""
    told = [*makes, *[None] * len(samples)][: len(samples)]
    several = len(samples) > 1
    whys = [no_data(sample) if shape in (None, LEFT_OUT) and several else "" for sample, shape in zip(samples, told, strict=True)]
    left = [shape == LEFT_OUT or (shape is None and bool(why)) for shape, why in zip(told, whys, strict=True)]
    if all(left) and LEFT_OUT not in told:
        # something has to come of them
        left = [False] * len(samples)
    apart = {at: left_out(samples[at], whys[at]) for at, out in enumerate(left) if out}
    kept = [at for at in range(len(samples)) if at not in apart]
    plans = dict(zip(kept, _plans([samples[at] for at in kept], [told[at] for at in kept]), strict=True)) | apart
    name = case_key(Path(samples[0].file).stem) if samples else "tables"
    return Plan(name or "tables", tuple(plans[at] for at in range(len(samples))))


def _plans(samples: Sequence[Sample], told: Sequence[str | None]) -> list[TablePlan]:
    """The plans of tables none of which is left out."""
    looked = [Look(sample) for sample in samples]
    things = [each for each, shape in zip(looked, told, strict=False) if shape == ENTITIES or (shape is None and not each.ends)]
    ends = [_ends(each, shape, [other for other in things if other is not each], looked) for each, shape in zip(looked, told, strict=False)]
    entities = {at: _entities(each, wanted(each, looked)) for at, each in enumerate(looked) if not ends[at][0]}
    names = {at: _names(looked[at], plan) for at, plan in entities.items()}
    known = {name: kind for each in names.values() for name, kind in each.items()}
    plans = [entities[at] if at in entities else _relations(each, *ends[at], known) for at, each in enumerate(looked)]
    relations = [(each, plan) for each, plan in zip(looked, plans, strict=True) if plan.makes == RELATIONS]
    for at, plan in entities.items():
        naming = next((other.file for each, other in relations if _names_some(each, other, names[at])), "")
        if naming and looked[at].unique_together(names[at]) and wanted(looked[at], looked) is None:
            plans[at] = _by_name(plan, naming)
    return [replace(plan, header=sample.header) for plan, sample in zip(plans, samples, strict=True)]


def _ends(look: Look, shape: str | None, others: Sequence[Look], all_: Sequence[Look]) -> tuple[dict[str, int], frozenset[str]]:
    """The columns of both ends where the rows are relations, and which of them are ids of other tables."""
    joined = {} if shape == ENTITIES else joins(look, others)
    if not joined and shape != ENTITIES and (told := reference(look, others)) and wanted(look, all_) is None:
        look.partnered = True
        return {"subject": told[0], "object": told[1]}, frozenset(["object"])
    if shape is None and not joined and not look.ends and wanted(look, all_) is None and (two := look.two_named()):
        look.logged = True
        return two, frozenset()
    ends = joined or look.ends or look.first_two()
    if len(ends) == 2 and (shape == RELATIONS or (shape is None and (joined or look.ends))):
        return ends, frozenset(joined)
    return {}, frozenset()


# What other tables name ------------------------------------------------------------------------------------------------------


def _names(look: Look, plan: TablePlan) -> dict[str, str]:
    """The names of the entities of a table, each with its kind."""
    at = {role: place for place, column in enumerate(plan.columns) for role in (column.role,)}
    parts = [at["name"]] if "name" in at else [at[role] for role in ("first name", "last name") if role in at]
    found = {}
    for row in look.rows if parts else ():
        name = " ".join(row[place].strip() for place in parts if place < len(row)).strip()
        told = kind_of(row[at["kind"]][:200]) if "kind" in at and at["kind"] < len(row) and row[at["kind"]].strip() else plan.kind
        if name:
            found[name] = told
    return found


def _names_some(look: Look, plan: TablePlan, names: Mapping[str, str]) -> bool:
    """Whether an end of a table's relations, told by name, is one of these."""
    ends = (at for at, column in enumerate(plan.columns) if column.role in ("subject", "object"))
    return BY_ID not in (plan.subject, plan.object) and any(not look.sets[at].isdisjoint(names) for at in ends)


def _by_name(plan: TablePlan, file: str) -> TablePlan:
    """The plan of a table whose entities another one names: by their names they are the same, so an id that nothing else names is none."""
    why = f"{file} names them by name, not by this"
    columns = (replace(each, role=PROPERTY, why=why) if each.role == "id" else each for each in plan.columns)
    return replace(plan, columns=tuple(columns))


# Entities --------------------------------------------------------------------------------------------------------------------


def _entities(look: Look, wanted: tuple[int, str] | None) -> TablePlan:
    roles = by_words(look, header_words()["entity"])
    if wanted is not None:
        roles = {at: found for at, found in roles.items() if found[0] != "id"}
        if roles.get(wanted[0], ("", ""))[0] != "name":
            roles[wanted[0]] = ("id", f"the relations in {wanted[1]} name these")
    by_values(look, roles, ("wikidata", "lei"))
    told = {role for role, _ in roles.values()}
    if not told & {"name", "first name", "last name"}:
        kinds = [at for at, header in enumerate(look.headers) if at not in roles and look.cells[at] and kind_in(header)]
        texts = [at for at in range(len(look.headers)) if at not in roles and look.cells[at] and look.share(at, names_nobody) < MOST]
        if named := [at for at in texts if at in kinds]:
            roles[named[0]] = ("name", "its header says what it names")
        elif wanted is not None and look.share(wanted[0], _is_code) < MOST:
            roles[wanted[0]] = ("name", f"the relations in {wanted[1]} name these")
        elif texts:
            roles[texts[0]] = ("name", "it is the first column of words")
        elif (id_ := next((at for at, found in roles.items() if found[0] == "id"), None)) is not None:
            roles[id_] = ("name", "there is no other column of names")
        elif (some := next((at for at, cells in enumerate(look.cells) if cells), None)) is not None:
            roles[some] = ("name", "there is no column of words")
    if wanted is None:
        # an id that does not tell rows apart is a property
        roles = {at: found if found[0] != "id" or look.unique(at) else (PROPERTY, _shared(look, at)) for at, found in roles.items()}
    columns = planned(look, roles)
    kind, why = _kind(look, columns)
    if kind not in _LASTING:
        _in_time(look, roles)
        by_values(look, roles, ("date",))
        columns = planned(look, roles)
    return TablePlan(look.sample.file, columns, ENTITIES, look.sample.sheet, why, kind=kind, dates=date_order(look, columns))


def _is_code(cell: str) -> bool:
    """Whether it looks like an id that is no name: figures, or few letters before figures."""
    return bool(_CODE.fullmatch(cell))


def _shared(look: Look, at: int) -> str:
    """Why a column that is called an id is none."""
    often = next((cell for cell, times in Counter(look.cells[at]).items() if times > 1), "")
    return f"no id: several rows have {shown(often)}" if often else "no id: some rows have none"


def _kind(look: Look, columns: Sequence[ColumnPlan]) -> tuple[str, str]:
    """The kind of the entities of a table: by its name, or by what its names look like."""
    for word in (look.sample.sheet, look.sample.file.rpartition(".")[0]):
        for part in (words(word), *words(word).split()):
            if kind := kind_in(part):
                return kind, f"its name says {part}"
    name = next((at for at, column in enumerate(columns) if column.role == "name"), None)
    if name is not None and (kind := kind_in(look.headers[name])):
        return kind, "the header of its names says so"
    firms = look.share(name, is_firm) if name is not None else 0.0
    if name is not None and 0 < firms < 1 and any(kind_by_name(cell) == "person" for cell in look.cells[name]):
        return BY_NAME, "some of its names look like those of firms, some like those of persons"
    if firms > _SOME:
        return "organisation", "its names look like those of organisations"
    return "person", "nothing says otherwise"


# Relations -------------------------------------------------------------------------------------------------------------------


def _relations(look: Look, ends: dict[str, int], joined: Collection[str], known: Mapping[str, str]) -> TablePlan:
    why = ("its columns name two ends", "one column names rows of another table", "both are ids of another table")[len(joined)]
    by_name = "its header says so"
    if look.logged:
        why, by_name = "several rows are of the same one, and each tells something else", "it is one of the first two columns of names"
    roles = {at: (role, "its values stand in another table" if role in joined else by_name) for role, at in ends.items()}
    kinds = {role: BY_ID if role in joined else end_kind(look, at, known) for role, at in ends.items()}
    _kinds_beside(look, roles, ends)
    _of_subject(look, roles, kinds["subject"])
    _in_time(look, roles)
    for at, found in by_words(look, header_words()["relation"], frozenset(ends)).items():
        roles.setdefault(at, found)
    by_values(look, roles, ("date", "url", "stance", "hedge"))
    if not look.partnered:
        _between(look, roles, ends)
    elif look.unique(ends["subject"]):
        for at, cells in enumerate(look.cells):
            if cells:
                roles.setdefault(at, (SUBJECT_PROPERTY, "each row tells of another one"))
    columns = planned(look, roles)
    predicate = relation_between(look.headers[ends["subject"]], look.headers[ends["object"]])
    made = TablePlan(
        look.sample.file,
        columns,
        RELATIONS,
        look.sample.sheet,
        why,
        predicate=predicate,
        subject=kinds["subject"],
        object=kinds["object"],
        dates=date_order(look, columns),
    )
    made = replace(made, further=tuple(_further(look, made, ends, known)))
    return replace(
        made,
        columns=tuple(replace(each, why=_TOLD) if each.role == PROPERTY and each.name in made.told_further else each for each in columns),
    )


def _further(look: Look, made: TablePlan, ends: Mapping[str, int], known: Mapping[str, str]) -> Iterator[FurtherPlan]:
    """More relations of a row: another column of names that headers pair with one of its ends, as a register's directors and owners."""
    free = {at for at, column in enumerate(made.columns) if column.role == PROPERTY and look.share(at, names_nobody) < MOST}
    for first, second, *_ in header_words()["ends"]:
        for one, other in product(*([at for at, header in enumerate(look.headers) if header == word] for word in (first, second))):
            new = one if one in free else other
            if new not in free or {one, other} - {new} - set(ends.values()):
                continue
            free.discard(new)
            column = made.columns[new].name
            kinds = {"subject_kind" if new == one else "object_kind": end_kind(look, new, known)}
            splits = {column: sign} if (sign := parting(look.cells[new])) else {}
            told = relation_between(look.headers[one], look.headers[other])
            yield FurtherPlan(made.columns[one].name, told, made.columns[other].name, **kinds, splits=splits)


def _kinds_beside(look: Look, roles: Roles, ends: Mapping[str, int]) -> None:
    """The column that tells what each of an end is, person or firm: called after the end, with kinds as its values."""
    for end, place in ends.items():
        names = {f"{look.headers[place]} {word}" for word in header_words()["entity"]["kind"]}
        for at, header in enumerate(look.headers):
            if header in names and at not in roles and look.share(at, lambda cell: kind_of(cell[:200]) in KINDS) >= MOST:
                roles[at] = (f"{end} kind", f"its header tells of {look.sample.columns[place]}")
                break


def _of_subject(look: Look, roles: Roles, kind: str) -> None:
    """What is told of whom or what a row is about, not of the relation: a day of birth, the flag of a ship."""
    for role, names in header_words()["subject"].items():
        for name in names:
            at = next((at for at, header in enumerate(look.headers) if header == name and look.cells[at] and at not in roles), None)
            if at is None:
                continue
            why = f"its header tells of {look.sample.columns[next(iter(roles))]}"
            if look.partnered or (role == SUBJECT_DATE and kind == "person"):
                roles[at] = (role if role not in ONCE or role not in {told for told, _ in roles.values()} else SUBJECT_PROPERTY, why)
            elif role == SUBJECT_DATE:
                roles[at] = (PROPERTY, "its header tells of one of both ends")


def _in_time(look: Look, roles: Roles) -> None:
    """From when until when, where one column has the begin and another the end."""
    span = look.span()
    if span and not roles.keys() & set(span.values()):
        roles[span["start"]] = ("date", "it has the begin, and another column the end")
        roles[span["end"]] = ("until", "it has the end, and another column the begin")


def relation_between(subject: str, object_: str) -> str:
    """The relation that the headers of both ends tell; `linked_to` where they tell none."""
    told = (words[0] for first, second, *words in header_words()["ends"] if words and (first, second) == (subject, object_))
    named = _ID_OF.sub("", object_)
    return str(next(told, None) or header_words()["predicates"].get(object_) or header_words()["predicates"].get(named, "linked_to"))


def _between(look: Look, roles: Roles, ends: dict[str, int]) -> None:
    """Where no header names the relation: a column of few different words that stands between both ends."""
    first, last = sorted(ends.values())
    told = relation_between(look.headers[ends["subject"]], look.headers[ends["object"]]) != "linked_to"
    if told or any(role == "predicate" for role, _ in roles.values()):
        return
    for at in range(first + 1, last):
        few = 0 < len(look.sets[at]) <= min(FEW, max(1, len(look.cells[at]) * 3 // 4))
        # somebody's country is no word for what they have to do with their firm
        about_one = any(look.headers[at].endswith(tuple(header_words()["entity"][role])) for role in ("country", "date"))
        if at not in roles and few and not about_one and look.share(at, NUMBER.fullmatch) < 1 - MOST:
            roles[at] = ("predicate", "it stands between both ends, with few different words")
            return


def end_kind(look: Look, at: int, known: Mapping[str, str]) -> str:
    """The kind of what a column names: of those that no other table lists, or else of those that one does."""
    if kind := kind_in(look.headers[at]):
        return kind
    if look.headers[at] in header_words()["places"]:
        return "place"
    names = look.names(at)
    listed = Counter(known[name] for name in names if name in known)
    others = [name for name in names if name not in known]
    if listed and not others:
        return listed.most_common(1)[0][0]
    if look.headers[at] in header_words()["organisations"]:
        return "organisation"
    firms = sum(map(is_firm, others)) / len(others) if others else 0.0
    if 0 < firms < 1 and any(kind_by_name(cell) == "person" for cell in others):
        return BY_NAME
    return "organisation" if firms > _SOME else "person"
