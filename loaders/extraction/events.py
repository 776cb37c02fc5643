"""Events: what a verb or noun says happened, with who took part and when. The words are in events.yml.

What is planned, possible or demanded is none; what is denied is one, as the denial is told of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.extraction import denials, event_dates, event_signs, publishers
from loaders.extraction.apposition import Bonds
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.embedding import Said
from loaders.extraction.event_dates import Dates
from loaders.extraction.event_lines import Lines
from loaders.extraction.event_nouns import PRINTED, Nouns
from loaders.extraction.event_parties import Parties
from loaders.extraction.event_sense import EventSense
from loaders.extraction.event_signs import Sign
from loaders.extraction.frames import lexicon, possible
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Happening, Named, Saying
from loaders.extraction.reading import Reading, reading
from loaders.extraction.referents import Referents
from loaders.extraction.retracted import Retracted
from loaders.extraction.small_words import among, in_order

_DRAWN = among("drawn")
_ALL = frozenset({"person", "agency", "organisation", "outlet", "place", "event"})
_PERSON = frozenset({"person"})
_MOST = 8
_AT_ONCE = frozenset({"appointment", "founding", "resignation"})  # "director since 2019" was made so in 2019
_ALONE = frozenset(
    {"appeal", "arrest", "closure", "conviction", "death", "deletion", "denial", "detention", "discovery", "hack", "interview"}
    | {"investigation", "leak", "publication", "refusal", "ruling", "seizure", "sentence"}
)  # matter whoever says no, or is concerned, named or not: "the prosecution is appealing", "the application was dismissed"
_TOLD = frozenset({"subject", "object"})
_WHERE = ("object", *in_order("behind_events"))
_SAID_TO = frozenset({"announcement", "interview", "testimony"})
_OF_OTHERS = frozenset({"killing", "attack"})
"""Who flees "after the massacre" took no part in it, who dies "in the attack" did."""
_DURING = among("during")
_LAID = frozenset({"sanction", "sentence"})  # on somebody


def find(
    page: Page, entities: Iterable[Named], dates: Iterable[Dated], read: Reading | None = None, sayings: Sequence[Saying] = ()
) -> list[Happening]:
    """The events of a page, one of a type in a sentence; nothing without trees. Without `read` the page is read first."""
    if page.doc is None:
        return []
    entities = list(entities)
    return _Finder(page, entities, list(dates), read or reading(page, entities), sayings).find()


class _Finder:
    def __init__(self, page: Page, entities: list[Named], dates: list[Dated], read: Reading, sayings: Sequence[Saying]) -> None:
        self.page, self.lexicon = page, lexicon()
        self.nodes: Nodes = read.nodes
        self.signs = event_signs.signs()
        self.circumstances = Circumstances(page, self.nodes, self.lexicon, sayings, dates, self.signs.nouns)
        self.retracted = Retracted(page, self.circumstances.sentences.spans, self.lexicon)
        self.clauses = read.clauses
        self.sense = EventSense(page, self.nodes, self.lexicon, self.circumstances)
        self.denials = denials.Denials(page, self.nodes, self.clauses, self.circumstances, self.signs.groups)
        self.ids = {each.name: each.id for each in entities}
        self.lines = Lines(page, self.nodes, self.signs, dates)
        self.when = Dates(page, self.nodes, self.lexicon, self.clauses, self.circumstances, self.lines, dates)
        self.around = tuple(sorted(self.lexicon.lists["around"]))
        self.inner = tuple(f"{outer}/{low}" for outer in ("subject", *in_order("outer")) for low in in_order("inner"))  # "police in X"
        self.through = tuple(f"object/{each}" for each in self.around)
        bonds = Bonds(self.nodes, self.lexicon, read.meant)
        bonds.denote({})
        self.referents = Referents(self.nodes, self.lexicon, read.meant, {**bonds.holders, **read.both})
        self.parties = Parties(page, self.nodes, self.lexicon, self.clauses, self.circumstances, self.referents)
        self.nouns = Nouns(self.nodes, self.lexicon, self.clauses, self.circumstances, self.sense, self.signs, self.referents)
        self.publisher = publishers.of(page, entities)
        self.first = {each.id: min(span.start for span in each.mentions) for each in entities if each.mentions}

    def find(self) -> list[Happening]:
        best: dict[tuple[int, str], tuple[int, Happening]] = {}
        for rank, each in self._all():
            key = (each.span.start, each.type)
            if key not in best or rank > best[key][0]:
                best[key] = (rank, each)
        ordered = _once(sorted((each for _, each in best.values()), key=lambda each: (each.span, each.type)))
        return [
            Happening(f"e{number}", each.type, each.trigger, each.span, each.participants, each.when or self._above(each, ordered))
            for number, each in enumerate(ordered, 1)
        ]

    def _above(self, each: Happening, ordered: list[Happening]) -> str:
        """The date of a headline."""
        return "" if self.parties.closed(each.span) or not each.participants else event_dates.below(each, ordered)

    def _all(self) -> Iterator[tuple[int, Happening]]:
        """Every event with a rank: a verb tells more than a noun, one with more participants more than one with fewer."""
        n, signs, text = self.nodes, self.signs, self.page.text
        for node in n.order:
            if text[n.start[node]].isupper() or n.word[node] in signs.headlines:
                yield from self._of_label(node)
            if node in n.name:
                type_ = signs.nouns.get(n.word[n.last[node]], "") if n.kind[n.name[node]] == "event" else ""
                if type_ and n.word[n.head[node]] not in self.lexicon.lists["telling"]:  # "met at the summit" tells of a place
                    yield 1, self._event(type_, node, [n.name[node]], self.when.of(node, n.head[node]))
            elif n.pos[node] in ("VERB", "AUX"):
                if self.sense.neither(node):
                    yield from self._of_neither(node)
                    continue
                yield from self._of_verb(node)
                yield from self._of_denial(node)
            elif n.pos[node] == "NOUN" and self.nouns.printed(node):
                yield 1, self._event("publication", node, self._people(node, PRINTED), self.when.of(node, n.head[node]))
            elif n.pos[node] == "NOUN" and (type_ := signs.nouns.get(n.lemma[node], signs.nouns.get(n.word[node], ""))):
                yield from self._of_noun(node, type_)
            elif self.lines.headings:
                yield from self._of_entry(node)

    def _of_verb(self, verb: int) -> Iterator[tuple[int, Happening]]:
        n = self.nodes
        before = n.dep[verb] in ("amod", "compound")
        if n.lemma[verb] not in self.signs.verbs or (before and not self._news(verb)):
            return
        when = self.when.of(verb)
        words = self.clauses.words[n.sentence[verb]]
        possibly = [each for each in self.signs.verbs[n.lemma[verb]] if (when or not each.dated) and possible(each.needs, words)]
        fitting = [each for each in possibly if self._fits(verb, each, when) and (when or not self._retold(verb, each))]
        said = self.circumstances.of_verb(verb) if fitting else Said()
        sign = next((each for each in fitting if self._meant(verb, each, said)), None)
        if (
            sign is None
            or (self.retracted.column and self.circumstances.supposed.corrected(verb, headed=True))
            or (not when and self.sense.usual(verb, sign.type))
            or (sign.type == "publication" and self.sense.dateline(verb))
        ):
            return
        thing = any(low not in n.name for low in self.clauses.at(verb, "object"))
        when = when or self.when.joined(verb, sign.type)
        opened = [n.name[low] for low in self.parties.opening(verb)] if sign.type == "publication" else []
        people = opened or self._of_act(verb, thing=thing)
        if sign.type in _LAID:
            people = list(dict.fromkeys((*people, *self._people(verb, ("on", "object/on")))))[:_MOST]
        if people or when or before or sign.type in _ALONE or self.parties.unnamed(verb, sign.type):
            yield 10 + len(people), self._event(sign.type, verb, people, when)

    def _of_neither(self, verb: int) -> Iterator[tuple[int, Happening]]:
        if self.nodes.dep[verb] != "conj":
            yield 10, self._event("refusal", verb, self._people(verb, ("subject", "object")), self.when.of(verb))

    def _news(self, participle: int) -> bool:
        """Whether a participle before a noun tells something new: "a leaked list", not "the leaked list"."""
        n, groups = self.nodes, self.signs.groups
        known = any(n.word[low] in groups["given"] for low in n.all_kids(n.head[participle], "det"))
        return n.lemma[participle] in groups["before"] and not known

    def _of_denial(self, verb: int) -> Iterator[tuple[int, Happening]]:
        if found := self.denials.at(verb):
            around = ("object", *self.around) if found[0].chain else ("subject", "object", *self.around, *self.through)
            people = [*denials.voices(found, self.ids), *self._people(verb, around)]
            if people or found[0].chain or self.parties.personal(verb):
                yield 5, self._event("denial", verb, list(dict.fromkeys(people)), self.when.of(verb, *self.nodes.above(verb)))

    def _fits(self, verb: int, sign: Sign, when: str) -> bool:
        clauses = self.clauses
        return (
            clauses.holds(verb, sign.needs)
            and not (sign.lacks and clauses.holds(verb, sign.lacks))
            and all(self._takes_part(verb, where, kinds) for where, kinds in sign.who)
            and (not sign.holds or any(clauses.at(verb, place) for place in sign.holds))
            and (not sign.urged or self.sense.urged(verb))
            and not (sign.bare and (self._of_a_day(verb, sign.type, when) or any(clauses.at(verb, place) for place in _WHERE)))
        )

    def _of_a_day(self, verb: int, type_: str, when: str) -> bool:
        """Whether somebody left a place and no post: "left on Tuesday", "left early"; not "left in 2019", "is leaving"."""
        return type_ == "resignation" and self.nodes.tag[verb] != "VBG" and (not when or when.count("-") == 2)

    def _takes_part(self, verb: int, where: tuple[str, ...], kinds: frozenset[str]) -> bool:
        """Whether one of these kinds stands in one of the places; in an entry that begins with its verb it goes without saying."""
        found = [low for place in where for low in self.clauses.at(verb, place)]
        if not found and "person" in kinds and not _TOLD.isdisjoint(where) and self.lines.begun(verb):
            return True
        if not found and "outlet" in kinds and "subject" in where:
            found = self.parties.opening(verb)
        return any(self.parties.somebody(low, kinds) for low in found)

    def _retold(self, verb: int, sign: Sign) -> bool:
        """Whether "told the Post" only says to whom the words before it were said, or tells of an outlet that the page told of before."""
        n = self.nodes
        if sign.type not in _SAID_TO or n.lemma[verb] not in self.signs.groups["telling"]:
            return False
        if sign.type != "interview":
            return any(n.place[each] < n.place[verb] for each in n.all_kids(verb, "ccomp"))
        objects = self.clauses.at(verb, "object")
        outlets = [each for each in objects if n.kind_of(each) == "outlet"]
        told = outlets or [each for each in objects if n.lemma[each] in self.signs.groups["medium"]]
        ours = any(n.word[low] in self.signs.groups["ours"] for each in told for low in n.all_kids(each, "det", "poss"))
        known = ours or any(self.first[n.name[each]] < n.start[each] or n.name[each] == self.publisher for each in outlets)
        return known or (bool(told) and any(n.place[each] < n.place[verb] for each in n.all_kids(verb, "ccomp")))

    def _meant(self, verb: int, sign: Sign, said: Said) -> bool:
        """Whether the clause tells that it happened; of a sign of what did not happen, that it says so."""
        n = self.nodes
        complement = any(n.dep[low] == "neg" for each in self.clauses.at(verb, "complement") for low in n.kids[each] if sign.needs)
        if sign.unwilling:
            passive = self.clauses.passive(verb) and n.lemma[verb] not in _DRAWN
            return said.negated and not passive and any(self.lexicon.among("unwilling", n.word[each]) for each in n.all_kids(verb, "aux"))
        if sign.negated:
            return said.negated or complement
        announced = self.sense.announced(verb, sign.type)
        real = announced or (said.real and not sign.ahead)
        negated = said.negated and not self.sense.until(verb)
        return real and not negated and not complement and not self.sense.open(verb) and not self.sense.never(verb, said)

    def _of_noun(self, noun: int, type_: str) -> Iterator[tuple[int, Happening]]:
        n = self.nodes
        if not self.nouns.tells(noun, type_):
            return
        within = self.nouns.within(noun)
        told = within and (type_ not in _OF_OTHERS or n.word[n.head[noun]] in _DURING)
        people = self._people(noun, ("own", "compound", *self.around, "doer", "getter", *(("teller",) if told else ())))
        when = self.when.of(noun, n.head[noun], *within)
        if when or self.nouns.alone(noun) or (people and n.lemma[noun] not in self.signs.dated):
            yield len(people), self._event(type_, noun, people, when)

    def _of_entry(self, node: int) -> Iterator[tuple[int, Happening]]:
        if found := self.lines.begins(node):
            yield 9 if found.verb else 1, self._of_line(found.type, node, found.when)

    def _of_label(self, node: int) -> Iterator[tuple[int, Happening]]:
        if type_ := self.lines.label(node) or self.lines.cried(node):
            yield 9, self._of_line(type_, node, self.when.of(node))

    def _of_line(self, type_: str, node: int, when: str) -> Happening:
        people = [self.nodes.name[each] for each in self.lines.named(self.lines.span(node))]
        return self._event(type_, node, list(dict.fromkeys(people))[:_MOST], when)

    def _people(self, node: int, around: tuple[str, ...]) -> list[str]:
        found = [
            each.id
            for place in around
            for low in self.clauses.at(node, place)
            for each in self.referents.at(low, _ALL, through=True, part=True)
        ]
        return list(dict.fromkeys(found))[:_MOST]

    def _of_act(self, verb: int, *, thing: bool) -> list[str]:
        """Who takes part in what a verb tells; `thing`: whose its object is, too. "His accomplice, X, was sentenced": not he."""
        subject = self._people(verb, ("subject",))
        own = () if subject else ("subject/own",)
        others = self._people(verb, ("object", *self.around, *own, *self.inner, *(("object/own", *self.through) if thing else ())))
        found = dict.fromkeys((*subject, *others))
        return [each for each in found if each not in self._kept_out(verb)][:_MOST]

    def _kept_out(self, verb: int) -> set[str]:
        """Whose driver or wife something is done to, and who takes part in no other way: "arrested X's driver", "its owner, Y"."""
        n, people = self.nodes, event_signs.people()
        things = [low for low in self.clauses.at(verb, "object") if low not in n.name and n.all_kids(low, "poss")]
        kinds = {low: _ALL if self.referents.at(low, _PERSON) else _PERSON for low in things}
        told = [low for low in things if n.lemma[low] in people or (kinds[low] is _ALL and n.lemma[low] in self.lexicon.bonds)]
        owners = {each.id for low in told for own in n.all_kids(low, "poss") for each in self.referents.at(own, kinds[low])}
        return owners - set(self._people(verb, ("subject", "object", *self.around))) if owners else owners

    def _event(self, type_: str, node: int, people: list[str], when: str) -> Happening:
        span = self.nodes.span(node)
        where = self.lines.span(node) if self.lines.entry(node) else self.circumstances.sentence(node)
        return Happening(
            "", type_, self.page.text[span.start : span.end], where, tuple(people), _told(type_, when or self.when.today(node))
        )


def _once(found: list[Happening]) -> list[Happening]:
    """Without what an outlet goes on to write in a piece that was told of before: the same who, and no date."""
    wrote: set[tuple[str, ...]] = set()
    kept = []
    for each in found:
        if each.type != "publication" or each.when or each.participants not in wrote:
            kept.append(each)
        if each.type == "publication" and each.participants:
            wrote.add(each.participants)
    return kept


def _told(type_: str, when: str) -> str:
    """The date of an event from that of what lasts: what began, or ended, at once has a day of its own."""
    return when.removeprefix("../").removesuffix("/.." if type_ in _AT_ONCE else "")
