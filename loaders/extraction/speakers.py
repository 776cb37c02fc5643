"""Whom "I", "my", "you", "we", "this newspaper" and "the author" mean: who speaks, is called by name, wrote the page, or publishes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from loaders.extraction.addressed import Addressed
from loaders.extraction.bylines import Bylines, cells
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import LABEL, Nodes
from loaders.extraction.proposals import Named
from loaders.extraction.small_words import among

_THE = among("the")
_TURN = 12
_HEAD = 200
_HEADING = 12
_LONG = 150
_TOP = 6
_YEAR = 4
_ROW = 12
_BEGUN = 3
_LABELLED = re.compile(r"[^\W\d_a-z][^\n:.!?\"]{0,60}:\s")
_STOPS = (".", "!", "?")
_DASHES = frozenset("*_-–—~.")


class Speakers:
    """Reads the nodes in order. `told`: whom other pronouns and nouns mean; `publisher`: the id of who publishes the page, or empty, `name`
    that one's name."""

    def __init__(
        self, nodes: Nodes, lexicon: Lexicon, circumstances: Circumstances, told: Mapping[int, str], publisher: str, name: str
    ) -> None:
        self.nodes, self.lexicon, self.circumstances = nodes, lexicon, circumstances
        self.told, self.publisher, self._words = told, publisher, name.casefold().split()
        self._turn, self._since = "", 0
        self._answering: set[str] | None = None

    def find(self, entities: list[Named]) -> dict[int, str]:
        """The id of whom each such node means; what is doubtful is left out."""
        n, found, author = self.nodes, dict[int, str](), self._author()
        names = {name: each.id for each in reversed(entities) for name in (*each.aliases, each.name)}
        lists = self.lexicon.lists
        speaking, publishing, authors = lists["speaker_pronouns"], lists["publisher_pronouns"], lists["author"]
        us, (called, own) = self.publisher or author, self._own_words()
        for node in n.order:
            if n.dep[node] == LABEL and n.kind[n.name[node]] == "person":
                self._turn, self._since = n.name[node], n.sentence[node]
            if n.word[node] in speaking:
                if who := self._speaker(node, names, author):
                    found[node] = who
            elif author and n.lemma[node] in authors and bare_the(self.nodes, node):
                if node not in self.told:
                    found[node] = author
            elif n.word[node] in publishing and (who := self._among_us(node, names)):
                found[node] = who
            elif us and n.word[node] in publishing and self._in_turn(node) and self._turn in self._answerers(names):
                continue  # a witness and his service, not the committee
            elif us and n.word[node] in publishing and self._is_guest(node, names):
                continue  # "We act for X", in a letter that the page prints
            elif us and (n.word[node] in publishing or (called[node] in own and self._this(node))) and not n.quoted(node):
                found[node] = us
        return found | Addressed(n, self.lexicon).read()

    def _speaker(self, node: int, names: Mapping[str, str], author: str) -> str:
        """In a quotation the last voice; else who has the turn or the whole passage, else the author: not X in "X told me"."""
        said = self.circumstances.voices(node)
        chain = said[0].chain if len(said) == 1 else ()
        if self.nodes.quoted(node):
            return names.get(chain[-1], "") if chain and not self._read_out(node) else ""
        if self._in_turn(node):
            return self._turn
        voice = names.get(chain[0], "") if chain else ""
        if voice and not self._told_of(voice, node):
            return voice
        return author if voice or not any(each.chain for each in said) else ""

    def _in_turn(self, node: int) -> bool:
        """Whether somebody has the turn."""
        return self._turn != "" and self.nodes.sentence[node] - self._since <= _TURN

    def _read_out(self, node: int) -> bool:
        """Whether a quotation stands by itself behind other sentences of a turn: a letter that is read out, by whomever.

        'THE CHAIR: Mr Holt has written to us. "I have left Riga."', not 'THE CHAIR: I told him: "I have left Riga."'
        """
        text, start = self.nodes.text, self.nodes.start[node]
        before = text[text.rfind("\n", 0, start) + 1 : start].rpartition('"')[0]
        label = _LABELLED.match(before)
        return label is not None and before[label.end() :].rstrip()[-1:] in _STOPS

    def _among_us(self, node: int, names: Mapping[str, str]) -> str:
        """Who is one of "we": whose words a quotation holds, or which guest has the turn or passage."""
        if self.nodes.quoted(node):
            said = self.circumstances.voices(node)
            return names.get(said[0].chain[-1], "") if len(said) == 1 and said[0].chain else ""
        who = self._speaker(node, names, "")
        return who if who and self.nodes.kind[who] == "person" and who in self._guests(names) else ""

    def _is_guest(self, node: int, names: Mapping[str, str]) -> bool:
        """Whether the subject of a sentence is one of "we" of a person whose words the page prints, and whom the sentence does not name."""
        said = self.circumstances.voices(node) if self.nodes.dep[node] == "nsubj" else []
        voice = names.get(said[0].chain[0], "") if len(said) == 1 and said[0].chain else ""
        return self.nodes.kind.get(voice) == "person" and voice != self.publisher and not self._told_of(voice, node)

    def _guests(self, names: Mapping[str, str]) -> set[str]:
        """Who answers in an interview by an outlet; whoever asks speaks for the outlet."""
        return self._answerers(names) if self.nodes.kind.get(self.publisher) == "outlet" else set()

    def _answerers(self, names: Mapping[str, str]) -> set[str]:
        """Who never asks, where somebody else does."""
        if self._answering is None:
            told = [each for each in self.circumstances.sayings if len(each.chain) < 2]
            asking = {"".join(each.chain) for each in told if each.stance == "asks"}
            self._answering = {names[each.chain[0]] for each in told if each.chain and asking and each.chain[0] in names.keys() - asking}
        return self._answering

    def _told_of(self, id_: str, node: int) -> bool:
        """Whether the sentence of a node tells of somebody, who is then not its speaker."""
        n = self.nodes
        return any(each != node and n.dep[each] != LABEL and id_ in (n.name.get(each), self.told.get(each)) for each in self._around(node))

    def _around(self, node: int) -> Iterable[int]:
        """The nodes of a node's sentence."""
        n = self.nodes
        for by in (-1, 1):
            on: int | None = node
            for _ in range(_LONG):
                if on is None or n.sentence[on] != n.sentence[node]:
                    break
                yield on
                on = n.step(on, by)

    def _author(self) -> str:
        """The one person of the byline, else the person who publishes the page; empty if there are more."""
        bylines = Bylines(self.nodes, self.lexicon, self.publisher).authors() or self._posted()
        if len(bylines) == 1:
            return bylines.pop()
        return self.publisher if not bylines and self.nodes.kind.get(self.publisher) == "person" else ""

    def _posted(self) -> set[str]:
        """The persons of "By X" in a line of its own and of "posted by X", "words by X" at the head of the page."""
        n, found = self.nodes, set[str]()
        for place, node in enumerate(n.order[:_HEAD]):
            if not self.lexicon.among("byline", n.word[node]):
                continue
            before = n.step(node, -1)
            opens = before is None or "\n" in n.text[n.end[before] : n.start[node]] or n.word[before].isspace()
            posted = before is not None and self.lexicon.among("posting", n.word[before])
            if not (opens or posted):
                continue
            for on in n.order[place + 1 : place + _HEADING]:
                if n.kind_of(on) == "person":
                    found.add(n.name[on])
                elif n.word[on] != "," and not self.lexicon.among("and", n.word[on]):
                    break
        return found or self._carded() or self._judging() or self._signed()

    def _judging(self) -> set[str]:
        """Who judges: the one person of "Before Judge X" in a line of its own, where the page is of a court."""
        n = self.nodes
        for row in n.rows[:_HEADING]:
            people = [node for node in row if n.kind_of(node) == "person"]
            if len(people) == 1 and self.lexicon.among("before_judge", n.word[row[0]]) and len(row) <= _ROW:
                return {n.name[people[0]]}
        return set()

    def _signed(self) -> set[str]:
        """Who signs: the one person alone in one of the last lines of the page."""
        n = self.nodes
        for row in reversed(n.rows[_BEGUN:][-_TOP:]):
            signs = [node for node in row if n.word[node] not in _DASHES]
            if len(signs) == 1 and n.kind_of(signs[0]) == "person":
                return {n.name[signs[0]]}
        return set()

    def _carded(self) -> set[str]:
        """The person alone in the first cell of "X | The Observer | 4 May 2020", where a year or the name of the page stands in another."""
        n = self.nodes
        for row in n.rows[:_TOP]:
            first, *others = cells(n, row)
            years = any(n.word[node].isdigit() and len(n.word[node]) == _YEAR for cell in others for node in cell)
            told = years or any([n.word[node] for node in cell] == self._words for cell in others)
            if told and len(first) == 1 and n.kind_of(first[0]) == "person":
                return {n.name[first[0]]}
        return set()

    def _own_words(self) -> tuple[list[str], Collection[str]]:
        """The words or lemmas of the page, and those among them that mean its publisher behind "this": "newspaper", "Committee"."""
        n = self.nodes
        if self.publisher and n.kind[self.publisher] == "outlet":
            return n.lemma, self.lexicon.lists["own_pages"]
        return n.word, self._words if self.publisher else ()

    def _this(self, node: int) -> bool:
        """Whether a word stands behind "this": "this Committee"."""
        n = self.nodes
        return any(self.lexicon.among("own_page", n.word[each]) for each in n.all_kids(node, "det"))


def bare_the(nodes: Nodes, node: int) -> bool:
    """Whether a noun has an article and nothing else: "the author"."""
    beside = [nodes.word[each] for each in nodes.kids[node] if nodes.dep[each] != "punct"]
    return len(beside) == 1 and beside[0] in _THE
