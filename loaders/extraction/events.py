"""Events: what a verb or noun says happened, with who took part and when. The words are in events.yml.

What is planned, possible or demanded is none; what is denied is one, as the denial is told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from loaders.extraction import denials, event_signs
from loaders.extraction.apposition import Bonds
from loaders.extraction.circumstances import Circumstances, Said
from loaders.extraction.event_sense import EventSense
from loaders.extraction.event_signs import Sign
from loaders.extraction.frames import lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Happening, Named, Saying, Span
from loaders.extraction.reading import Reading, reading
from loaders.extraction.referents import Referents

_ALL = frozenset({"person", "agency", "organisation", "outlet", "place", "event"})
_MOST = 8
_LATER = frozenset(
    {"acquittal", "conviction", "death", "extradition", "release", "sentence", "trial"}
)  # come after what they are told with
_AT_ONCE = frozenset({"appointment", "founding", "resignation"})  # "director since 2019" was made so in 2019
_OUTLET = frozenset({"outlet"})
_ALONE = frozenset({"denial", "refusal"})  # whoever says no, named or not
_TOLD = frozenset({"subject", "object"})
_CLOSED = frozenset(".;,:")
_PRINTED = ("in", "by", "on", "from")
_ENTRY = re.compile(r"[*_)\]]*[ \t]{0,16}(?:[-–—:|•]|[A-Z])")  # what stands behind the date of an entry


def find(
    page: Page, entities: Iterable[Named], dates: Iterable[Dated], read: Reading | None = None, sayings: Sequence[Saying] = ()
) -> list[Happening]:
    """The events of a page, one of a type in a sentence; nothing without trees. Without `read` the page is read first."""
    if page.doc is None:
        return []
    entities = list(entities)
    return _Finder(page, entities, list(dates), read or reading(page, entities), sayings).find()


def _headings(text: str, dates: Iterable[Dated]) -> dict[int, Dated]:
    """The date that begins a line, by the place where the line starts: "- May 2019: raid on X", "1976 Joins the bureau"."""
    found: dict[int, Dated] = {}
    for each in dates:
        start = text.rfind("\n", 0, each.span.start) + 1
        if each.edtf and not any(char.isalnum() for char in text[start : each.span.start]) and _ENTRY.match(text, each.span.end):
            found[start] = each
    return found


class _Finder:
    def __init__(self, page: Page, entities: list[Named], dates: list[Dated], read: Reading, sayings: Sequence[Saying]) -> None:
        self.page, self.lexicon = page, lexicon()
        self.nodes: Nodes = read.nodes
        self.signs = event_signs.signs()
        self.circumstances = Circumstances(page, self.nodes, self.lexicon, sayings, dates, self.signs.nouns)
        self.clauses = read.clauses
        self.sense = EventSense(page, self.nodes, self.lexicon, self.circumstances)
        self.denials = denials.Denials(page, self.nodes, self.clauses, self.circumstances, self.signs.groups)
        self.ids = {each.name: each.id for each in entities}
        self.headings = _headings(page.text, dates)
        self.around = tuple(sorted(self.lexicon.lists["around"]))
        self.inner = tuple(
            f"{outer}/{low}" for outer in ("subject", "in", "at", "from", "to", "into", "through") for low in ("in", "of")
        )  # "police in X"
        self.through = tuple(f"object/{each}" for each in self.around)
        bonds = Bonds(self.nodes, self.lexicon, read.meant)
        bonds.denote({})
        self.referents = Referents(self.nodes, self.lexicon, read.meant, {**bonds.holders, **read.both})

    def find(self) -> list[Happening]:
        best: dict[tuple[int, str], tuple[int, Happening]] = {}
        for rank, each in self._all():
            key = (each.span.start, each.type)
            if key not in best or rank > best[key][0]:
                best[key] = (rank, each)
        ordered = sorted((each for _, each in best.values()), key=lambda each: (each.span, each.type))
        return [
            Happening(f"e{number}", each.type, each.trigger, each.span, each.participants, each.when)
            for number, each in enumerate(ordered, 1)
        ]

    def _all(self) -> Iterator[tuple[int, Happening]]:
        """Every event with a rank: a verb tells more than a noun, one with more participants more than one with fewer."""
        n, signs = self.nodes, self.signs
        for node in n.order:
            yield from self._of_label(node)
            if node in n.name:
                type_ = signs.nouns.get(n.word[n.last[node]], "") if n.kind[n.name[node]] == "event" else ""
                if type_ and n.word[n.head[node]] not in self.lexicon.lists["telling"]:  # "met at the summit" tells of a place
                    yield 1, self._event(type_, node, [n.name[node]], self._date(node, n.head[node]))
            elif n.pos[node] in ("VERB", "AUX"):
                yield from self._of_verb(node)
                yield from self._of_denial(node)
            elif n.pos[node] == "NOUN" and self._printed(node):
                yield 1, self._event("publication", node, self._people(node, _PRINTED), self._date(node, n.head[node]))
            elif n.pos[node] == "NOUN" and (type_ := signs.nouns.get(n.lemma[node], signs.nouns.get(n.word[node], ""))):
                yield from self._of_noun(node, type_)
            elif self.headings:
                yield from self._of_entry(node)

    def _of_verb(self, verb: int) -> Iterator[tuple[int, Happening]]:
        n = self.nodes
        before = n.dep[verb] in ("amod", "compound")
        if n.lemma[verb] not in self.signs.verbs or (before and not self._news(verb)):
            return
        when = self._date(verb)
        fitting = [each for each in self.signs.verbs[n.lemma[verb]] if self._fits(verb, each, when)]
        said = self.circumstances.of_verb(verb) if fitting else Said()
        sign = next((each for each in fitting if self._meant(verb, each, said)), None)
        if sign is None or (not when and self.sense.usual(verb, sign.type)) or (sign.type == "publication" and self.sense.dateline(verb)):
            return
        thing = any(low not in n.name for low in self.clauses.at(verb, "object"))
        when = when or ("" if sign.type in _LATER else self._joined(verb))
        people = self._people(
            verb, ("subject", "object", *self.around, "subject/own", *self.inner, *(("object/own", *self.through) if thing else ()))
        )
        if people or when or before or sign.type in _ALONE or self._personal(verb) or self._official(verb) or self._headlined(verb):
            yield 10 + len(people), self._event(sign.type, verb, people, when)

    def _news(self, participle: int) -> bool:
        """Whether a participle before a noun tells something new: "a leaked list", not "the leaked list"."""
        n, groups = self.nodes, self.signs.groups
        known = any(n.word[low] in groups["given"] for low in n.all_kids(n.head[participle], "det"))
        return n.lemma[participle] in groups["before"] and not known

    def _of_denial(self, verb: int) -> Iterator[tuple[int, Happening]]:
        if found := self.denials.at(verb):
            around = ("subject", "object") if not found[0].chain else ("object", *self.around)
            people = [*denials.voices(found, self.ids), *self._people(verb, around)]
            if people or found[0].chain or self._personal(verb):
                yield 5, self._event("denial", verb, list(dict.fromkeys(people)), self._date(verb, *self.nodes.above(verb)))

    def _fits(self, verb: int, sign: Sign, when: str) -> bool:
        clauses = self.clauses
        return (
            (bool(when) or not sign.dated)
            and clauses.holds(verb, sign.needs)
            and not (sign.lacks and clauses.holds(verb, sign.lacks))
            and all(self._takes_part(verb, where, kinds) for where, kinds in sign.who)
            and (not sign.holds or any(clauses.at(verb, place) for place in sign.holds))
        )

    def _takes_part(self, verb: int, where: tuple[str, ...], kinds: frozenset[str]) -> bool:
        """Whether one of these kinds stands in one of the places; in an entry that begins with its verb it goes without saying."""
        found = [low for place in where for low in self.clauses.at(verb, place)]
        if not found and "person" in kinds and not _TOLD.isdisjoint(where) and self._begun(verb):
            return True
        return any(self._somebody(low, kinds) for low in found)

    def _begun(self, verb: int) -> Dated | None:
        """The date that begins a line, where nothing stands between it and a verb: "July 2015: Sacked after an audit"."""
        entry, start = self._entry(verb), self.nodes.start[verb]
        if entry is None or start < entry.span.end or any(map(str.isalnum, self.page.text[entry.span.end : start])):
            return None
        return entry

    def _meant(self, verb: int, sign: Sign, said: Said) -> bool:
        """Whether the clause tells that it happened; of a sign of what did not happen, that it says so."""
        n = self.nodes
        complement = any(n.dep[low] == "neg" for each in self.clauses.at(verb, "complement") for low in n.kids[each] if sign.needs)
        if sign.unwilling:
            passive = self.clauses.passive(verb) and n.lemma[verb] != "draw"
            return said.negated and not passive and any(self.lexicon.among("unwilling", n.word[each]) for each in n.all_kids(verb, "aux"))
        if sign.negated:
            return said.negated or complement
        return said.real and not said.negated and not complement and not self.sense.open(verb) and not self.sense.never(verb, said)

    def _personal(self, verb: int) -> bool:
        """Whether somebody takes part whom nobody is known by: "I signed", "they met", "his lawyers deny it"."""
        n = self.nodes
        return any(
            (n.tag[low] == "PRP" and not self.lexicon.among("thing", n.word[low]))
            or (n.pos[low] == "NOUN" and n.lemma[low] in event_signs.people() and n.kid(low, "poss", "det") is not None)
            for place in ("subject", "object", "to")
            for low in self.clauses.at(verb, place)
            if place != "to" or self.lexicon.among("third", n.word[low])
        )

    def _official(self, verb: int) -> bool:
        """Whether an authority acts that has no article: "Police searched the offices", "Prosecutors are looking into it"."""
        n = self.nodes
        return any(
            n.tag[low] == "NNS" and n.kid(low, "det", "poss") is None and self.lexicon.among("members", n.lemma[low])
            for low in self.clauses.at(verb, "subject")
        )

    def _headlined(self, verb: int) -> bool:
        """Whether somebody takes part in the way of headlines, which leave the article out: "Port boss quits"."""
        n, span = self.nodes, self.circumstances.sentence(verb)
        if self.page.text[span.start : span.end].rstrip()[-1:] in _CLOSED:
            return False
        return any(
            n.pos[low] == "NOUN" and n.kid(low, "det", "poss") is None and n.lemma[low] in event_signs.people()
            for place in ("subject", "object")
            for low in self.clauses.at(verb, place)
        )

    def _somebody(self, node: int, kinds: frozenset[str]) -> bool:
        """Whether an entity of these kinds stands there, or where a person or body is asked for, a noun or pronoun for one."""
        n, lists = self.nodes, self.lexicon
        if self.referents.at(node, kinds, part=True):
            return True
        if "person" in kinds and (
            (n.tag[node] == "PRP" and not lists.among("thing", n.word[node]))
            or (n.pos[node] == "NOUN" and n.lemma[node] in event_signs.people())
        ):
            return True
        bodies = self.signs.groups["authority"]
        return "agency" in kinds and n.pos[node] == "NOUN" and (lists.among("members", n.lemma[node]) or n.lemma[node] in bodies)

    def _of_noun(self, noun: int, type_: str) -> Iterator[tuple[int, Happening]]:
        n = self.nodes
        said = self.circumstances.of_noun(noun)
        if n.dep[noun] in ("compound", "nmod") or not said.real or self.sense.whether(noun) or self.sense.never(noun, said):
            return
        within = self._within(noun)
        people = self._people(noun, ("own", "compound", *self.around, "doer", "getter", *(("teller",) if within else ())))
        when = self._date(noun, n.head[noun], *within)
        if when or (people and n.lemma[noun] not in self.signs.dated):
            yield len(people), self._event(type_, noun, people, when)

    def _printed(self, noun: int) -> bool:
        """Whether a piece stands in an outlet: "a report in the Post", "a video by the Post"."""
        n = self.nodes
        if n.lemma[noun] not in self.signs.groups["piece"] or self.sense.whether(noun):
            return False
        said = self.circumstances.of_noun(noun)
        return (
            said.real
            and said.stance != "denies"
            and any(self.referents.at(low, _OUTLET) for place in _PRINTED for low in self.clauses.at(noun, place))
        )

    def _within(self, noun: int) -> list[int]:
        """The verb that tells what somebody did at or after what a noun tells: "after a trial he was jailed", "stays in custody"."""
        n, up = self.nodes, self.nodes.head[noun]
        if n.lemma[noun] in self.signs.dated or n.dep[noun] != "pobj" or not self.lexicon.among("amid", n.word[up]):
            return []
        return [n.head[up]] if n.pos[n.head[up]] == "VERB" else []

    def _line(self, node: int) -> Span:
        start, text = self.nodes.start[node], self.page.text
        end = text.find("\n", start)
        return Span(text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end)

    def _entry(self, node: int) -> Dated | None:
        """The date that begins the line which a word stands in."""
        return self.headings.get(self._line(node).start) if self.headings else None

    def _of_entry(self, node: int) -> Iterator[tuple[int, Happening]]:
        """The verb that an entry of a timeline begins with, where the tree takes it for a noun: "1976 Joins the bureau"; a post that stands
        there, "1994: Minister of Ports"."""
        n, entry = self.nodes, self._begun(node)
        if entry is None:
            return
        word = n.word[node]
        verb = next((stem for stem in (word[:-1], word[:-2]) if word.endswith(("s", "ed")) and stem in self.signs.verbs), "")
        if verb:
            yield 9, self._of_line(self._plain(verb), node, entry.edtf)
        elif n.lemma[node] in event_signs.posts() and n.dep[node] != "compound":
            yield 1, self._of_line("appointment", node, entry.edtf)

    def _of_label(self, node: int) -> Iterator[tuple[int, Happening]]:
        """The word that begins a line and tells what became of whom it names: "Hired: X, by Y", "OUT X, harbour master"."""
        n, text = self.nodes, self.page.text
        start, end = n.start[node], n.span(node).end
        line = self._line(node)
        if any(map(str.isalnum, text[line.start : start])) or not text[start].isupper():
            return
        colon, word = text[end : end + 1] == ":", n.word[node]
        type_ = self.signs.labels.get(word, "") if colon or text[start:end].isupper() else ""
        if not type_ and colon and n.tag[node] in ("VBN", "VBD") and n.lemma[node] in self.signs.verbs:
            type_ = self._plain(n.lemma[node])
        behind = n.step(node, 2 if colon else 1)
        if type_ and behind is not None and any(n.kind_of(each) == "person" for each in self._named(Span(end, line.end))):
            yield 9, self._of_line(type_, node, self._date(node))

    def _plain(self, verb: str) -> str:
        """What a verb tells where nothing stands around it."""
        signs = self.signs.verbs[verb]
        return next((each for each in signs if not each.needs), signs[-1]).type

    def _named(self, span: Span) -> list[int]:
        n = self.nodes
        return [each for each in n.order if each in n.name and span.start <= n.start[each] < span.end]

    def _of_line(self, type_: str, node: int, when: str) -> Happening:
        people = [self.nodes.name[each] for each in self._named(self._line(node))]
        return self._event(type_, node, list(dict.fromkeys(people))[:_MOST], when)

    def _date(self, *nodes: int) -> str:
        """When it was: of the entry of a timeline; of the first of these words that has a date; of where it was."""
        n = self.nodes
        entry = self._entry(nodes[0])
        found = entry.edtf if entry else self.circumstances.date(*nodes)
        node = nodes[0]
        if not found and n.pos[node] in ("VERB", "AUX"):  # "met at the dinner of 2019"
            found = self.circumstances.date(*(low for place in ("at", "in", "during") for low in self.clauses.at(node, place)))
        if not found and any(self.lexicon.among("when", n.word[low]) for low in n.all_kids(node, "advmod")):
            found = self.circumstances.date(*n.above(node))  # "in March 2023, when officers searched it"
        return found

    def _joined(self, verb: int) -> str:
        """The date of the verb that this one is joined to by "and" in the same tense: "dined with him on 9 May and lent him money"."""
        n = self.nodes
        up = n.head[verb]
        same = n.dep[verb] == "conj" and n.pos[up] == "VERB" and n.tag[up] == n.tag[verb] and n.sentence[up] == n.sentence[verb]
        later = any(self.lexicon.among("then", n.word[low]) for low in n.all_kids(verb, "advmod"))
        return self.circumstances.date(up) if same and not later else ""

    def _people(self, node: int, around: tuple[str, ...]) -> list[str]:
        found = [
            each.id
            for place in around
            for low in self.clauses.at(node, place)
            for each in self.referents.at(low, _ALL, through=True, part=True)
        ]
        return list(dict.fromkeys(found))[:_MOST]

    def _event(self, type_: str, node: int, people: list[str], when: str) -> Happening:
        span = self.nodes.span(node)
        where = self._line(node) if self._entry(node) else self.circumstances.sentence(node)
        return Happening("", type_, self.page.text[span.start : span.end], where, tuple(people), _told(type_, when))


def _told(type_: str, when: str) -> str:
    """The date of an event from that of what lasts: what began, or ended, at once has a day of its own."""
    return when.removeprefix("../").removesuffix("/.." if type_ in _AT_ONCE else "")
