"""Candidates gathered into groups, one of each entity, longer names first, of equal ones those without an initial."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from loaders.extraction import told_firms
from loaders.extraction.ballots import DOUBTFUL, Ballots
from loaders.extraction.candidates import Cutter
from loaders.extraction.groups import Groups
from loaders.extraction.headings import Candidate
from loaders.extraction.kinds import Judge, Votes, summed
from loaders.extraction.proposals import BODIES
from loaders.extraction.same import Group, acronym_of, dubbed, has_initial, is_acronym, shorts, syllables_of
from loaders.extraction.shapes import Word
from loaders.extraction.small_words import among
from loaders.extraction.terms import called, terms

MANY = 60
"""Of so many entities at most is one chosen for a name cut short."""
_A = among("a")
_TITLE_REACH = 24
_BRACKET = re.compile(r"\s?\(\"?")
_BRACKET_WITH_POST = re.compile(r"\s?\([a-z][\w -]{1,40}, ?")
_ARTICLE = re.compile(r"(\w+|'s)\s+[*_\"']{0,2}$")


class Linker(Groups):
    """Gathers the candidates of one text."""

    def __init__(self, cutter: Cutter, judge: Judge, spoken: Mapping[int, Sequence[tuple[str, float]]]) -> None:
        super().__init__(cutter)
        self._judge = judge
        self._left: list[Candidate] = []
        self._ballots = Ballots(cutter, judge, spoken)
        self._dubbed: dict[str, str] = {}
        self._next: dict[int, Candidate] = {}

    def groups(self, candidates: Sequence[Candidate], alone: Sequence[Candidate]) -> list[Group]:
        """The groups; `alone` are words that name something only where it was named before ("the Ministry")."""
        cutter = self._cutter
        self._ballots.begin(candidates)
        self._next = {one.end: other for one, other in pairwise(candidates)}
        keys: dict[str, list[Candidate]] = defaultdict(list)
        for each in candidates:
            keys[each.key].append(each)
        acronyms, self._dubbed = self._defined(candidates), dubbed(cutter.text, candidates)
        self._ballots.cut_down(candidates, acronyms)
        waiting: list[Candidate] = []
        for key in sorted(keys, key=lambda key: (-len(key.split()), has_initial(key), keys[key][0].start)):
            mentions = keys[key]
            if is_acronym(mentions[0]):
                waiting += mentions
            elif len(mentions[0].words) > 1:
                self._whole(key, mentions)
            else:
                self._single(key, mentions)
        self._acronyms(waiting, acronyms)
        self._heads(alone)
        self._again()
        self._told_firms()
        self._tails()
        self._terms()
        return self._groups

    def _told_firms(self) -> None:
        """Firms taken for persons, by what the text goes on to say of them."""
        for group in list(told_firms.of(self._cutter.text, self._groups, self._ballots.beside, self._words)):
            beside = [self._ballots.beside[each.start] for each in group.mentions]
            votes = summed((*self._judge.own(group.mentions[0]), *(vote for each in beside for vote in each.items())))
            group.kind, group.sex = "outlet" if votes["outlet"] > votes["organisation"] + DOUBTFUL else "organisation", ""

    def _terms(self) -> None:
        """The terms that a text brings for bodies: all that was taken for a name of one word there is the body."""
        text = self._cutter.text
        for group, term, start in list(terms(text, self._groups)):
            mentions = list(called(text, term, start, self._words))
            places = {each.start for each in mentions}
            for other in self._groups:
                if other is not group:
                    other.mentions = [each for each in other.mentions if each.start not in places]
            for each in mentions:
                group.add(each)
        self._groups = [group for group in self._groups if group.mentions]

    def _person_alone(self, each: Candidate) -> bool:
        """Whether an ordinary word with a capital is a person's name here: within a sentence, or as who speaks or owns at its beginning."""
        if not each.first or each.title:
            return True
        beside = summed(self._judge.beside(each))
        behind = self._cutter.text[each.end : each.end + 2]
        return beside["person"] > 0 or behind in self._words.possessive or behind[:1] == ":"

    def _tails(self) -> None:
        """The small words of a body again, behind an article: "the interior ministry"."""
        tails: dict[str, list[Group]] = defaultdict(list)
        for group in self._groups:
            for tail in {each.tail for each in group.mentions if " " in each.tail}:
                tails[tail].append(group)
        taken = {each.start for group in self._groups for each in group.mentions if each.tail} if tails else set()
        for tail, groups in tails.items():
            for found in re.finditer(rf"(?<!\w){re.escape(tail)}(?!\w)", self._cutter.text):
                article = _ARTICLE.search(self._cutter.text, max(0, found.start() - 12), found.start())
                if found.start() in taken or article is None or article[1].casefold() not in self._words["before_heads"]:
                    continue
                before = [group for group in groups if group.before(found.start()) is not None]
                if before or not groups[0].called:
                    nearest = max(before, key=lambda each: each.before(found.start()) or 0, default=groups[0])
                    nearest.add(Candidate(found.start(), found.end(), nearest.mentions[0].words, tail))

    def _again(self) -> None:
        """Names of two or three words that nothing spoke for, but whose last word is a person's name elsewhere."""
        for each in self._left:
            group = self._by_name.get(each.words[-1].low)
            if group is not None and group.kind == "person" and len(each.words) < 4 and not self._cutter.body(each.words):
                self._join(group, each)

    # Groups ------------------------------------------------------------------------------------------------------------------------

    def _whole(self, key: str, mentions: list[Candidate]) -> None:
        """A name of several words: joins a longer one that it is short for, or is one of its own."""
        votes = self._ballots.votes(mentions)
        kind = self._ballots.kind(mentions, votes)
        if kind in ("", "organisation") and votes[kind] < DOUBTFUL and self._of_family(mentions[0]):
            kind = "person"
        longer = [group for group in self._by_short.get(key, [])[:MANY] if self._short_of(group, key, kind, votes, mentions)]
        if longer:
            for each in mentions:
                self._join(self._nearest(longer, each), each)
        elif kind:
            self._new(key, kind, mentions)
        else:
            self._left += mentions

    def _of_family(self, each: Candidate) -> bool:
        """Whether a name of two words, none of the language, ends in the surname of somebody who was named before."""
        first, last = each.words[0], each.words[-1]
        if len(each.words) != 2 or self._cutter.is_common(first) or first.text.isupper() or self._cutter.body(each.words):
            return False
        bearers = (group for group in self._by_short.get(last.low, [])[:MANY] if group.kind == "person" and group.words[-1] == last.low)
        known = any(group.first < each.start for group in bearers)
        return known and first.low not in self._words["organisation_first"] and first.low not in self._words.known.names

    def _short_of(self, group: Group, key: str, kind: str, votes: Votes, mentions: Sequence[Candidate]) -> bool:
        """Whether a name of several words is a longer one's, cut short."""
        words = tuple(key.split())
        if group.kind == "person":
            return kind in ("", "person") and (words != group.words[: len(words)] or group.first < mentions[0].start)
        content = group.content(self._words)
        if words == content:
            return not mentions[0].title
        if group.kind == "organisation" and words == content[-len(words) :] and not mentions[0].title:
            return words[0] not in self._words.known.given or kind != "person"
        if kind == "" or kind == group.kind or (group.kind in BODIES and kind in BODIES):
            return True
        person = kind == "person" and not self._judge.is_worded(mentions[0])
        cut = words == group.words[: len(words)] and not person and key not in self._words.known.names
        return group.kind in BODIES and (cut or votes[kind] < 2.2) and not mentions[0].title

    def _single(self, key: str, mentions: list[Candidate]) -> None:
        """A single word: each mention joins the name that it is short for, if what stands beside it is not against it."""
        mentions = [each for each in mentions if not self._head_alone(each)]
        called = self._by_name.get(self._dubbed.get(key, ""))
        longer = [called] if called is not None and called.kind == "person" else self._by_short.get(key, [])[:MANY]
        rest: list[Candidate] = []
        for each in mentions:
            fitting = [group for group in longer if self._fits(group, each)]
            if fitting and self._is_stranger(each) and any(group.first < each.start for group in fitting):
                continue
            if fitting:
                self._join(self._nearest(fitting, each), each)
            else:
                rest.append(each)
        if not rest:
            return
        kind = self._ballots.kind(rest, self._ballots.votes(rest))
        surname = self._shared(rest[0]) if kind in ("", "person") else None
        if surname is not None:
            self._new(f"{key} {surname.low}", "person", rest).called = f"{rest[0].words[0].text} {surname.text}"
        elif kind:
            self._new(key, kind, rest)

    def _is_stranger(self, each: Candidate) -> bool:
        """Whether a surname is brought up as of somebody whom the reader does not know, "a Mr Reed": it is not the Reed named before."""
        before = self._cutter.text[max(0, each.start - _TITLE_REACH) : each.start].split()
        plain = each.title in self._words["men"] or each.title in self._words["women"]  # "she had never heard of a Colonel X" is of him
        return plain and len(before) > 1 and before[-1].casefold().rstrip(".") == each.title and before[-2] in _A

    def _shared(self, each: Candidate) -> Word | None:
        """The surname that a given name shares with the next one: "Ivan and Ann Reed"."""
        other = self._next.get(each.end)
        if other is None or each.title or other.title or not 1 < len(other.words) < 4:
            return None
        given, text = self._words.known.given, self._cutter.text[each.end : other.start].split()
        joined = len(text) == 1 and text[0] in self._words["and"]
        return other.words[-1] if joined and each.key in given and other.words[0].low in given else None

    def _head_alone(self, each: Candidate) -> bool:
        """Whether a head behind an article stood for the body that was named last with it, and joined it: "the Inspectorate"."""
        if each.title or each.key not in self._words.heads or each.key in self._words.known.names or self._article(each) is None:
            return False
        groups = [group for group in self._by_head.get(each.key, [])[-MANY:] if group.first < each.start]
        if groups:
            self._join(self._nearest(groups, each), each)
        return bool(groups)

    def _article(self, each: Candidate) -> re.Match[str] | None:
        """The article right before, by which a head alone means a body named before."""
        found = _ARTICLE.search(self._cutter.text, max(0, each.start - 12), each.start)
        return found if found is not None and found[1].casefold() in self._words["before_heads"] else None

    def _fits(self, group: Group, each: Candidate) -> bool:
        """Whether a mention of one word can be of a group."""
        beside = self._ballots.beside[each.start]
        listed = self._words.known.names.get(each.key)
        place = beside["place"] + (1.0 if listed is not None and listed.kind == "place" else 0.0)
        if group.kind == "person":
            if each.key not in shorts("person", group.words, self._words):
                return True
            return not (place > 1.4 and place > beside["person"] and not each.title) and beside["person"] > -1.2
        if group.kind in BODIES and beside["person"] > 1.5 and beside["person"] > beside[group.kind] + 1.0:
            return False  # "CV Darmawan Sejahtera lent its name. Its owner, Darmawan,"
        if each.title or (group.kind not in ("place", "organisation") and beside["place"] > max(1.2, beside[group.kind])):
            return False
        if listed is not None and listed.kind == "place" and group.kind != "place":
            return beside[group.kind] > beside["place"] and beside[group.kind] > 0.5
        return not each.first or each.key not in self._words["ordinary"]

    # Acronyms and heads --------------------------------------------------------------------------------------------------------------

    def _defined(self, candidates: Sequence[Candidate]) -> dict[str, str]:
        """Acronyms that a text brings in brackets, with the key of the name in full: "Audit Bureau (AB)", "AB (Audit Bureau)",
        "Ann Reed (chair, AR)"."""
        found: dict[str, str] = {}
        text = self._cutter.text
        for one, other in pairwise(candidates):
            gap = text[one.end : other.start]
            if _BRACKET_WITH_POST.fullmatch(gap) and is_acronym(other) and acronym_of(other.key, one.key.split(), self._words):
                found[other.key] = one.key
            if not _BRACKET.fullmatch(gap) or text[other.end : other.end + 1] not in (")", '"', ",", ";"):
                continue
            full, upper = one.key.split(), other.words[0].text.isupper()
            if is_acronym(other) and (
                acronym_of(other.key, full, self._words) or (upper and (self._cutter.body(one.words) or syllables_of(other.key, full)))
            ):
                found[other.key] = one.key
            elif is_acronym(one) and acronym_of(one.key, other.key.split(), self._words):
                found[one.key] = other.key
        return found

    def _acronyms(self, waiting: Sequence[Candidate], defined: Mapping[str, str]) -> None:
        keys: dict[str, list[Candidate]] = defaultdict(list)
        for each in waiting:
            keys[each.key].append(each)
        letters = self._letters()
        for key, mentions in keys.items():
            group = self._by_name.get(defined.get(key, "")) or self._spelt(key, letters)
            if group is None and key in defined:
                continue
            if group is not None:
                for each in mentions:
                    self._join(group, each)
                self._by_name[key] = group
            elif key in self._by_short:
                self._single(key, mentions)
            elif kind := self._ballots.kind(mentions, self._ballots.votes(mentions)):
                self._new(key, kind, mentions)

    def _heads(self, alone: Iterable[Candidate]) -> None:
        """Heads alone behind an article: "the Ministry" is the ministry that was named last."""
        for each in alone:
            if len(each.words) != 1:
                continue
            persons = [group for group in self._by_short.get(each.key, [])[:MANY] if group.kind == "person"]
            if persons and self._person_alone(each):
                self._join(self._nearest(persons, each), each)
                continue
            if each.title or each.words[0].text.isupper():
                continue
            if self._article(each) is None:
                continue
            groups = [group for group in self._by_head.get(each.key, [])[-MANY:] if group.first < each.start]
            if groups:
                self._join(self._nearest(groups, each), each)
