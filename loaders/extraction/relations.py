"""Relations between entities, by frames over trees (relations.yml) and by the order of names, each with stance, hedge, date and voices.

Precision first: a deed is laid on somebody only by a verb or noun whose place that one fills, a post only by apposition, copula or verb.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.extraction import aliases, announced, colleagues, publishers, unmeant
from loaders.extraction.apposition import Bond, Bonds
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.cues import cues
from loaders.extraction.elided import Elided
from loaders.extraction.embedding import Said
from loaders.extraction.ends import Ends, Pair
from loaders.extraction.firms import Possessions
from loaders.extraction.frames import Frame, lexicon, possible
from loaders.extraction.joined import Joined
from loaders.extraction.lines import Lines
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.presence import Presence
from loaders.extraction.proposals import Dated, Named, Relation, Saying
from loaders.extraction.reach import Reach
from loaders.extraction.reading import Reading, reading
from loaders.extraction.rebutted import Rebuttals
from loaders.extraction.recast import Readable
from loaders.extraction.referents import Referents
from loaders.extraction.retracted import Retracted
from loaders.extraction.said_of import SaidOf
from loaders.extraction.speakers import Speakers, bare_the
from loaders.extraction.standing import parties
from loaders.extraction.tellings import Tellings
from loaders.extraction.understood import Understood
from loaders.extraction.whereabouts import Whereabouts

_SURE = {"bond": 0.8, "verb": 0.7, "deed": 0.65, "order": 0.6}
_INDIRECT = 0.15


def find(
    page: Page, entities: Iterable[Named], sayings: Iterable[Saying], dates: Iterable[Dated], read: Reading | None = None
) -> list[Relation]:
    """Every relation that a page states, once for each voice that it is laid to; without trees those of apposition and order.
    Without `read` the page is read first."""
    named, said, dated = list(entities), list(sayings), list(dates)
    read = read or reading(page, named)
    found = list(_Finder(page, named, said, dated, read).find())
    if page.doc is not None:
        found += _of_elided(Elided(page, read.nodes, lexicon()).readable(named, said, dated), found)
    return _surest(aliases.certain(found))


def _surest(found: Iterable[Relation]) -> list[Relation]:
    """Of what several rules find alike in a sentence the surest."""
    best: dict[Relation, Relation] = {}
    for each in found:
        alike = replace(each, rule="", confidence=0.0)
        if alike not in best or each.confidence > best[alike].confidence:
            best[alike] = each
    return list(best.values())


def _of_elided(pages: Readable | None, told: Iterable[Relation]) -> Iterator[Relation]:
    """What clauses without a subject tell of the one they speak of, where nothing else tells it."""
    if pages is None:
        return
    had = {(each.subject, each.predicate, each.object) for each in told}
    for each in _Finder(pages.page, pages.entities, pages.sayings, pages.dates, reading(pages.page, pages.entities)).find():
        clause = pages.clause(each.span.start)
        if clause is None or clause.subject not in (each.subject, each.object) or (each.subject, each.predicate, each.object) in had:
            continue
        had.add((each.subject, each.predicate, each.object))
        yield replace(each, span=clause.row, when=each.when or pages.dated(clause), rule=f"elided: {each.rule}")


class _Finder:
    def __init__(self, page: Page, entities: list[Named], sayings: list[Saying], dates: list[Dated], read: Reading) -> None:
        self.page, self.lexicon = page, lexicon()
        self.nodes: Nodes = read.nodes
        self.circumstances = Circumstances(page, self.nodes, self.lexicon, sayings, dates)
        self.retracted = Retracted(page, self.circumstances.sentences.spans, self.lexicon)
        self.rebuttals = Rebuttals(page, self.circumstances.sentences.spans, entities, sayings, self.lexicon)
        self.publisher = publishers.of(page, entities)
        if self.nodes.kind.get(self.publisher) == "organisation":
            self.nodes.kind[self.publisher] = "outlet"  # what publishes the page is asked and told like any outlet
        self.meant = read.meant | read.later
        self.later = read.later
        if self.nodes.trees:
            self.meant |= Speakers(self.nodes, self.lexicon, self.circumstances, read.meant, self.publisher, page.publisher).find(entities)
            named = {name for each in entities for name in (each.name, *each.aliases) if each.kind == "person"}
            for node in list(unmeant.of_nodes(self.nodes, self.circumstances, self.meant, named)):
                del self.meant[node]
        self.clauses = read.clauses
        self.of_any: dict[int, list[Frame]] = {}
        self.bonds = Bonds(self.nodes, self.lexicon, self.meant)
        self.bonds.publisher = self.publisher
        self.bonds.holders.update(read.both)
        self.bonds.holders.update(announced.of_nodes(self.nodes, self.lexicon))
        self.sides = parties(self.nodes, self.lexicon)
        self._call_sides()
        self.referents = Referents(self.nodes, self.lexicon, self.meant, self.bonds.holders)
        self.ends = Ends(self.nodes, self.clauses, self.referents, Understood(self.nodes, self.lexicon, self.publisher), self.publisher)
        self.reach = Reach(self.nodes, self.circumstances, cues())
        self.tellings = Tellings(self.nodes, self.lexicon, entities)
        self.said = SaidOf(self.nodes, self.lexicon, self.clauses, self.circumstances, self.referents)

    def _call_sides(self) -> None:
        """ "The appellant", "the respondent": whom the caption of the case calls so."""
        for id_, words in zip(self.sides, ("claiming", "answering"), strict=True):
            for node in self.nodes.order if id_ and self.nodes.trees else ():
                if self.lexicon.among(words, self.nodes.word[node]) and node not in self.nodes.name and bare_the(self.nodes, node):
                    self.meant[node] = id_

    def find(self) -> Iterator[Relation]:
        found = list(self._stated_relations())
        found += Joined(self.nodes, self.lexicon).of(found)
        yield from found
        yield from colleagues.of(found, self.nodes.kind, self.lexicon)

    def _stated_relations(self) -> Iterator[Relation]:
        told, aside = (self.said.told(), self.said.aside(self.later)) if self.nodes.trees else ({}, {})
        for bond in self.bonds.find(told | aside, aside.keys()):
            yield from self._of_bond(bond, bond.noun in told)
        rows = Lines(self.nodes, self.lexicon, self.publisher, self.sides)
        where = Whereabouts(self.nodes, self.lexicon, self.referents, self.publisher)
        for each in (*where.find(), *Possessions(self.nodes, self.lexicon, self.meant).find(), *rows.find()):
            said = self._of_clause(each.node) if each.there else Said()
            if not said.real or said.stance != "asserts":
                continue
            yield from self._stated(
                each.subject,
                each.predicate,
                each.object,
                each.node,
                said,
                "",
                f"order: {each.rule}",
                each.detail,
                _SURE["order"],
                narrated=not each.there,
            )
        if self.nodes.trees:
            framed = list(self._of_frames())
            yield from framed
            yield from self._of_scenes(framed)

    def _of_clause(self, node: int) -> Said:
        """What the clause around a name says of itself: "did not meet X in Riga" leaves open where X was."""
        n = self.nodes
        verb = next((up for up in n.above(node) if n.pos[up] in ("VERB", "AUX")), None)
        return Said() if verb is None else self.circumstances.of_verb(verb)

    def _of_scenes(self, framed: list[Relation]) -> Iterator[Relation]:
        """Where somebody was by what they did there, where no frame of the sentence tells more of the two."""
        told = {(each.span, *sorted((each.subject, each.object))) for each in framed}
        for scene in Presence(self.nodes, self.clauses, self.referents).find():
            said, who = self.circumstances.of_verb(scene.verb), scene.who
            span = self.circumstances.sentence(scene.verb)
            if said.real and not said.negated and (span, *sorted((who.id, scene.place))) not in told:
                sure = _SURE["order"] - _INDIRECT * who.indirect
                rule = f"scene: {self.nodes.lemma[scene.verb]}"
                yield from self._stated(
                    who.id, "located_in", scene.place, scene.verb, said, self.circumstances.date(scene.verb), rule, "", sure
                )

    def _of_bond(self, bond: Bond, told: bool) -> Iterator[Relation]:
        n = self.nodes
        subject, object_ = (bond.other, bond.holder) if bond.frame.turned else (bond.holder, bond.other)
        words = bond.words.lower().split()
        if self.lexicon.any_among("not_held", words) or (n.trees and self.referents.excluded.in_turn(bond.noun)):
            return  # whose post is which, the order of the names alone tells
        verb = self.said.predicating(bond.noun) if n.trees else None
        said, when = Said(), ""
        wrongly = verb is not None and self.circumstances.supposed.wrongly(verb)
        if (told or wrongly) and verb is not None:
            said, when = self.circumstances.of_verb(verb), self.circumstances.date(bond.noun, verb)
            no = any(n.word[low] in self.lexicon.lists["negation"] for low in n.all_kids(bond.noun, "det", "neg"))
            if no or wrongly:
                said = Said("denies", said.hedge)
            if said.stance == "denies" and self.lexicon.among("undenied", bond.word):
                return
        sure = _SURE["bond"] - _INDIRECT * bond.indirect
        yield from self._stated(
            subject,
            bond.frame.predicate,
            object_,
            bond.noun,
            said,
            when,
            f"bond: {bond.word}",
            bond.words,
            sure,
            narrated=not told,
        )

    # frames

    def _of_frames(self) -> Iterator[Relation]:
        """The frames of each verb and noun, the first that joins two of them counts."""
        n = self.nodes
        for node in n.order:
            if node in n.name:
                continue
            joined: dict[frozenset[str], str] = {}
            for each in self._around(node):
                if joined.setdefault(frozenset((each.subject, each.object)), each.predicate) == each.predicate:
                    yield each

    def _around(self, node: int) -> Iterator[Relation]:
        n, lemma = self.nodes, self.nodes.lemma[node]
        words = self.clauses.words[n.sentence[node]]
        if n.pos[node] in ("VERB", "AUX") or n.tag[node] in ("VBN", "VBG", "VBD") or n.dep[node] in ("acomp", "ROOT", "relcl", "acl"):
            own = [each for each in self.lexicon.verbs.get(lemma, ()) if possible(each.needs, words)]
            for frame in (*own, *self._of_any(node)):
                yield from self._of_verb(node, frame)
        elif n.pos[node] == "NOUN":
            for frame in self.lexicon.deeds.get(lemma, ()):
                if possible(frame.needs, words):
                    yield from self._of_deed(node, frame)

    def _of_any(self, verb: int) -> list[Frame]:
        """The frames of any verb that a sentence can hold."""
        sentence = self.nodes.sentence[verb]
        if sentence not in self.of_any:
            words = self.clauses.words[sentence]
            self.of_any[sentence] = [each for each in self.lexicon.verbs.get("*", ()) if possible(each.needs, words)]
        return self.of_any[sentence]

    def _of_verb(self, verb: int, frame: Frame) -> Iterator[Relation]:
        pairs = self.ends.pairs(verb, frame)
        if not pairs or not self.clauses.holds(verb, frame.needs) or any(self.clauses.at(verb, place) for place in frame.lacks):
            return
        barred = any(self.clauses.holds(verb, (each,)) for each in frame.unless)
        if barred or (frame.present and self.nodes.tag[verb] not in ("VBZ", "VBP")):
            return
        said = self.circumstances.of_verb(verb)
        if frame.denied:
            if said.stance != "denies":
                return
            said = Said("asserts", said.hedge)
        elif not said.real or (frame.affirmed and said.stance == "denies") or self._corrected(verb):
            return
        yield from self._of_pairs(verb, frame, pairs, said, self.circumstances.date(verb), "verb")

    def _corrected(self, verb: int) -> bool:
        """Whether a correction tells what was written, which leaves open how much of it holds."""
        return self.circumstances.supposed.corrected(verb, headed=self.retracted.corrects(self.nodes.start[verb]))

    def _of_deed(self, noun: int, frame: Frame) -> Iterator[Relation]:
        pairs = self.ends.pairs(noun, frame)
        if not pairs or not self.clauses.holds(noun, frame.needs):
            return
        said = self.circumstances.of_noun(noun)
        if said.real:
            yield from self._of_pairs(noun, frame, pairs, said, self.circumstances.date(noun, self.nodes.head[noun]), "deed")

    def _of_pairs(self, node: int, frame: Frame, pairs: list[Pair], said: Said, when: str, how: str) -> Iterator[Relation]:
        n = self.nodes
        detail = n.text[n.start[node] : n.end[node]] if frame.detail else ""
        for pair in pairs:
            sure = _SURE[how] - _INDIRECT * (pair.subject.indirect + pair.object.indirect)
            yield from self._stated(
                pair.subject.id,
                frame.predicate,
                pair.object.id,
                node,
                said,
                "" if frame.passing else when,
                f"{how}: {n.lemma[node]}",
                detail,
                sure,
                narrated=frame.passing,
            )

    # what is stated

    def _stated(
        self,
        subject: str,
        predicate: str,
        object_: str,
        node: int,
        said: Said,
        when: str,
        rule: str,
        detail: str,
        sure: float,
        *,
        narrated: bool = False,
    ) -> Iterator[Relation]:
        """One relation for each voice over the node. What is told in passing (apposition) is the writer's own, unless quoted."""
        voices = [] if narrated and not self.nodes.quoted(node) else self.circumstances.voices(node)
        span = self.circumstances.sentence(node)
        for voice in voices or [Saying(span)]:
            spared = voice.stance in ("denies", "doubts") and not narrated and self.reach.spares(node)
            untrue = self.rebuttals.before(voice.span.start)  # "It is not true, as X reported, that …": X asserts it
            stance = said.stance if (said.stance != "asserts" and untrue is None) or spared else voice.stance
            hedge = voice.hedge if voice.hedge != "none" else said.hedge
            if stance == "asserts":
                stance = self.retracted.stance(span) or stance
            claim = self.tellings.laid(node, predicate, (subject, object_), said, Saying(span, voice.chain, hedge, stance))
            for each in [claim] if narrated else [claim, untrue] if untrue is not None else self.rebuttals.told(span, claim):
                yield Relation(subject, predicate, object_, span, each.chain, each.hedge, each.stance, when, rule, detail, round(sure, 2))
