"""The groups of a text as they are made, looked up by name, by what a name is cut short to, and by the head that may stand for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from loaders.extraction.candidates import Cutter
from loaders.extraction.headings import Candidate
from loaders.extraction.proposals import BODIES
from loaders.extraction.same import Group, acronyms, sex_of, shorts

FAR = 1_500
"""Characters: who was called by a surname alone so far back is meant by it still, though another of that surname was named since."""
_KIN_REACH = 50


class Groups:
    """The groups of one text."""

    def __init__(self, cutter: Cutter) -> None:
        self._cutter = cutter
        self._words = cutter.words
        self._groups: list[Group] = []
        self._by_name: dict[str, Group] = {}
        self._by_known: dict[tuple[str, str], Group] = {}
        self._called: dict[str, Group] = {}
        self._by_short: dict[str, list[Group]] = defaultdict(list)
        self._by_head: dict[str, list[Group]] = defaultdict(list)

    def _new(self, key: str, kind: str, mentions: list[Candidate]) -> Group:
        """A group of its own, unless a list knows the name as another one of a group that is there: "U.S." and "the United States"."""
        listed = self._words.known.names.get(key)
        known = (kind, listed.name) if listed is not None and listed.kind == kind else None
        if known is not None and (same := self._by_known.get(known)) is not None:
            for each in mentions:
                self._join(same, each)
            self._by_name[key] = same
            same.called = known[1]
            return same
        words = tuple(key.split())
        group = Group(kind, words, list(mentions), next((sex for each in mentions if (sex := sex_of(each, self._cutter))), ""))
        group.called = next((each.called for each in mentions if each.called), "")
        self._groups.append(group)
        self._by_name[key] = group
        if known is not None:
            self._by_known[known] = group
        for head in self._heads_of(group):
            self._by_head[head].append(group)
        group.short = shorts(kind, words, self._words) | {self._bare(each.nick) for each in mentions if each.nick}
        for short in group.short:
            self._by_short[short].append(group)
        return group

    def _join(self, group: Group, each: Candidate) -> None:
        group.add(each)
        group.sex = group.sex or sex_of(each, self._cutter)

    def _nearest(self, groups: Sequence[Group], each: Candidate) -> Group:
        """Of several, the one that was named last before; of persons, those whose title or given name agrees."""
        sex = sex_of(each, self._cutter)
        agreeing = [group for group in groups if not sex or not group.sex or group.sex == sex] or list(groups)
        persons = [group for group in agreeing if group.kind == "person"] or agreeing
        called = self._called.get(each.key)
        if called in persons and not sex and each.start - (called.before(each.start) or 0) < FAR:
            return called

        def distance(group: Group) -> tuple[bool, bool, int]:
            before = group.before(each.start)
            other = group.kind == "person" and group.words[-1] != each.key
            return (before is None, other, group.first if before is None else each.start - before)

        chosen = self._told_of(persons, each) or min(persons, key=distance)
        if len(each.words) == 1 and not sex:
            self._called[each.key] = chosen
        return chosen

    def _told_of(self, persons: Sequence[Group], each: Candidate) -> Group | None:
        """Whom a surname means that several bear: the one named in full twice where the others, as relatives are, were so once at most, the
        only one who was named with it, or the only one who was not brought up as somebody's relative."""
        if len(persons) < 2 or len(each.words) > 1:
            return None
        full = {group.words: self._in_full(group, each) for group in persons}
        for least, most in ((2, 1), (1, 0)):
            often = [group for group in persons if full[group.words] >= least]
            if len(often) == 1 and all(full[group.words] <= most for group in persons if group is not often[0]):
                return often[0]
        first = [group for group in persons if full[group.words] and not self._is_relative(group)]
        return first[0] if len(first) == 1 and all(full.values()) else None

    def _in_full(self, group: Group, each: Candidate) -> int:
        """How often somebody was named with this surname and more before."""
        if group.kind != "person" or not self._bears(group.words, each.key):
            return 0
        return sum(1 for one in group.mentions if one.start < each.start and len(one.words) > 1 and self._bears(one.key.split(), each.key))

    def _bears(self, name: Sequence[str], surname: str) -> bool:
        """Whether it is the surname of a name, as in Chinese before the given name too."""
        return name[-1] == surname or (len(name) > 1 and name[0] == surname and self._words.known.pinyin(name[0], name[1]))

    def _is_relative(self, group: Group) -> bool:
        """Whether somebody is brought up as another's relative: "with his daughter, Ann Reed", "the brother of the late Ann Reed"."""
        before = self._cutter.text[max(0, group.first - _KIN_REACH) : group.first].casefold()
        kin = self._words["kin"]
        words = before.replace(",", " ").split()
        if words and words[-1] in kin:
            return True
        words = before.rpartition(",")[2].rpartition(". ")[2].split()
        return any(word in kin and words[place + 1] in self._words["of_all"] for place, word in enumerate(words[:-1]))

    def _heads_of(self, group: Group) -> Iterator[str]:
        """The words that alone may stand for a body: its last one, and the one before "of"."""
        if group.kind not in (*BODIES, "event") or len(group.words) < 2:
            return
        yield group.words[-2 if group.words[-1] in self._words["numbers"] else -1]
        of = next((place for place, word in enumerate(group.words) if word in self._words["of"]), 0)
        if of:
            yield group.words[of - 1]

    def _bare(self, nick: str) -> str:
        """A nickname without its article."""
        return " ".join(word for word in nick.split() if word not in self._words["the"])

    def _letters(self) -> dict[str, list[Group]]:
        """The bodies, and persons, by the letters that their names may be cut down to."""
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self._groups:
            if len(group.words) > 1 and group.kind in (*BODIES, "person"):
                for letters in acronyms(group.words, self._words):
                    found[letters].append(group)
        return found

    @staticmethod
    def _spelt(key: str, letters: Mapping[str, list[Group]]) -> Group | None:
        """The body whose first letters an acronym is, or with full stops the person with those initials, if there is but one."""
        fitting = [group for group in letters.get(key.replace(".", ""), ()) if group.kind in BODIES or "." in key]
        return fitting[0] if len(fitting) == 1 else None
