"""Trees mended where a name misled the parser: "passed it to X" taken for "to do", "X and Y" for one name, "X rang Y" for a noun.

The parser does not know which words are one name; once names are found, its errors show by the order of the words alone.
"""

from __future__ import annotations

from loaders.extraction import mended_subjects, pronouns
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.proposals import BODIES
from loaders.extraction.verb_forms import Forms

_INSIDE = ("nmod", "compound", "amod", "det", "poss", "appos", "nsubj")
_LIST = 6
_TITLES = 3
_WHOSE = 14


def mend(nodes: Nodes, lexicon: Lexicon) -> None:
    """Mend the trees of a page in place; nothing without trees."""
    if not nodes.trees:
        return
    mending = _Mending(nodes, lexicon)
    for node in list(nodes.name):
        mending.receiver(node)
        mending.joined(node)
        mending.object(node)
        mending.married(node)
        mending.given(node)
        mending.installed(node)
        mending.dated(node)
        mending.dateline(node)
        mending.picked(node)
        mending.whose(node)
        mending.acting(node)
        mending.doer(node)
        mending.lettered(node)
    aged = pronouns.words().aged
    for node in nodes.order:
        mending.hyphened(node)
        if nodes.word[node] in aged:
            mending.aged(node)
        elif nodes.dep[node] == "parataxis":
            mending.inserted(node)
        elif nodes.lemma[node] in lexicon.bonds and node not in nodes.name:
            mending.dated(node)
            mending.subject(node)


class _Mending:
    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon
        self.forms = Forms(lexicon)

    def receiver(self, name: int) -> None:
        """ "passed the plans to X", where X was taken for a verb: "to" is a preposition of what is passed on."""
        n = self.nodes
        to = self._before(name)
        if to is None or n.word[to] not in self.lexicon.lists["receiving"] or n.dep[to] != "aux" or n.head[to] != name:
            return
        over = n.head[name]
        if over == name:
            return
        if n.pos[over] not in ("VERB", "AUX") and n.dep[over] in ("dobj", "dative", "npadvmod") and n.pos[n.head[over]] == "VERB":
            over = n.head[over]
        self._hang(to, over, "prep", "ADP")
        self._hang(name, to, "pobj", n.pos[name])

    def joined(self, last: int) -> None:
        """ "X and Y", where X was taken for a part of Y's name: X stands where Y does, and Y is joined to it."""
        n = self.nodes
        row = self._row(last)
        if not row:
            return
        first, *others = row
        if n.head[first] != last or n.dep[first] not in _INSIDE:
            return
        up, dep = n.head[last], n.dep[last]
        if up in row:
            return
        top = up == last
        self._hang(first, first if top else up, dep, n.pos[first])
        for each in (*others, last):
            self._hang(each, first, "conj", n.pos[each])
        for each in list(n.kids[last]):  # what stands before the first name is its own
            if n.place[each] < n.place[first]:
                self._hang(each, first, n.dep[each], n.pos[each])

    def inserted(self, tag: int) -> None:
        """ "X never paid Y, Z said, but met W": what follows the tag goes on with X."""
        n = self.nodes
        over = n.head[tag]
        if not self.lexicon.among("uttering", n.lemma[tag]) or n.place[over] > n.place[tag] or n.kid(over, "nsubj", "nsubjpass") is None:
            return
        for each in n.all_kids(tag, "conj") if n.text.startswith(",", n.end[tag]) else []:
            if n.kid(each, "nsubj", "nsubjpass", "expl") is None:
                self._hang(each, over, "conj", n.pos[each])

    def object(self, name: int) -> None:
        """ "X rang Y", where the verb was taken for a part of Y's name."""
        n = self.nodes
        verb = n.step(name, -1)
        subject = n.step(verb, -1) if verb is not None else None
        if verb is None or subject is None or subject not in n.name or verb in n.name or n.dep[verb] not in ("compound", "amod", "nmod"):
            return
        form = self.forms.of(n.word[verb])
        if form is None or form.form == "participle" or n.head[verb] != name or n.sentence[subject] != n.sentence[name]:
            return
        if n.head[subject] not in (name, verb) or form.lemma in self.lexicon.bonds or n.text[n.start[verb]].isupper():
            return
        up, dep = n.head[name], n.dep[name]
        n.lemma[verb], n.tag[verb] = form.lemma, "VBD" if form.form == "past" else "VBZ"
        self._hang(verb, verb if up == name else up, dep, "VERB")
        for each in list(n.kids[name]):
            if n.place[each] < n.place[verb] or (n.place[each] > n.place[name] and n.dep[each] in ("prep", "advmod", "punct", "npadvmod")):
                self._hang(each, verb, n.dep[each], n.pos[each])
        self._hang(subject, verb, "nsubj", n.pos[subject])
        self._hang(name, verb, "dobj", n.pos[name])

    def married(self, name: int) -> None:
        """ "X married, in 1960, Y", where Y was taken for a length of time."""
        n, verb = self.nodes, self.nodes.head[name]
        if n.dep[name] != "npadvmod" or n.kind_of(name) != "person" or n.pos[verb] != "VERB" or n.place[verb] > n.place[name]:
            return
        if not n.all_kids(verb, "dobj", "prt") and n.word_of(n.step(name, -1)) == ",":
            self._hang(name, verb, "dobj", n.pos[name])

    def given(self, name: int) -> None:
        """ "lent X 80 million", "gave X a list", where X was taken for a part of what is given."""
        n = self.nodes
        thing, verb = n.head[name], self._before(name)
        if n.dep[name] not in ("nmod", "compound", "amod") or verb is None or thing in n.name or n.dep[thing] != "dobj":
            return
        behind = n.step(name, 1)
        counted = behind is not None and (n.tag[behind] in ("CD", "$") or n.dep[behind] == "det")
        if n.head[thing] == verb and counted:
            self._hang(name, verb, "dative", n.pos[name])

    def installed(self, name: int) -> None:
        """ "named X director", where X was taken for a part of the post: X is the object, the post what X was made."""
        n = self.nodes
        post = n.head[name]
        if n.kind_of(name) != "person" or n.dep[name] not in ("nmod", "compound") or n.dep[post] not in ("dobj", "oprd") or post in n.name:
            return
        verb, before = n.head[post], self._before(name)
        right = before == verb and n.place[name] < n.place[post] and n.lemma[post] in self.lexicon.bonds
        if right and self.lexicon.among("installing", n.lemma[verb]):
            self._hang(name, verb, "dobj", n.pos[name])
            self._hang(post, verb, "oprd", n.pos[post])

    def aged(self, old: int) -> None:
        """ "The 45-year-old works for X", where "old" was taken for an adjective of the verb: it is the subject."""
        n = self.nodes
        verb = n.head[old]
        if n.dep[old] != "amod" or n.pos[verb] not in ("VERB", "AUX") or n.step(old, 1) != verb or n.all_kids(verb, "nsubj", "nsubjpass"):
            return
        for each in list(n.kids[verb]):
            if n.dep[each] == "det" and n.place[each] < n.place[old]:
                self._hang(each, old, "det", n.pos[each])
        self._hang(old, verb, "nsubj", n.pos[old])

    def dated(self, node: int) -> None:
        """ "On 2 May X left", "was until 2 May 2019 head of Y", where the day was taken for a part of what follows it."""
        n = self.nodes
        by = n.head[node]
        days = [each for each in n.all_kids(node, "nmod", "compound") if self.lexicon.among("times", n.word[each])]
        if n.dep[node] != "pobj" or not days or not n.start[by] < n.start[days[0]] < n.start[node]:
            return
        verb = next((up for up in n.above(by) if n.pos[up] in ("VERB", "AUX")), None)
        if verb is None or n.sentence[verb] != n.sentence[node]:
            return
        subject = node in n.name and n.start[node] < n.start[verb] and not n.all_kids(verb, "nsubj", "nsubjpass")
        post = node not in n.name and self.lexicon.among("be", n.lemma[verb]) and not n.all_kids(verb, "attr")
        if not subject and not post:
            return
        self._hang(days[0], by, "pobj", n.pos[days[0]])
        for each in list(n.kids[node]):
            if n.start[each] < n.start[days[0]]:
                self._hang(each, days[0], n.dep[each], n.pos[each])
        self._hang(node, verb, "nsubj" if subject else "attr", n.pos[node])

    def dateline(self, name: int) -> None:
        """ "RIGA - Who robbed the bank?", "Riga, 20 January, Agency: The bank …", where the place was taken for a subject:
        one dash, or a colon before another subject, parts it from its verb."""
        n = self.nodes
        verb = n.head[name]
        if n.kind_of(name) != "place" or n.dep[name] not in ("nsubj", "nsubjpass") or verb not in n.place:
            return
        dashes = [
            each for each in n.order[n.place[name] : n.place[verb]] if n.word[each] in ("-", "--") and n.text[n.start[each] - 1] == " "
        ]
        others = [each for each in n.all_kids(verb, "nsubj", "nsubjpass") if each != name]
        colon = any(n.word[each] == ":" for place in others for each in n.order[n.place[name] : n.place.get(place, 0)])
        if len(dashes) == 1 or (colon and n.text[n.span(name).start - 1 : n.span(name).start] in ("", "\n")):
            self._hang(name, verb, "dep", n.pos[name])

    def picked(self, name: int) -> None:
        """ "the offers of its rivals, among them the firm X", where X was taken for an object of the verb: it is one of the rivals."""
        n = self.nodes
        top = name
        while n.dep[top] in ("appos", "compound", "amod", "nmod") and n.head[top] != top:
            top = n.head[top]
        among = self._among(name)
        if among is None or n.dep[top] not in ("dobj", "dative", "attr", "oprd", "npadvmod"):
            return
        node = n.step(among, -1)
        for _ in range(_LIST):
            if node is None or n.sentence[node] != n.sentence[name] or n.pos[node] in ("VERB", "AUX"):
                return
            if n.pos[node] in ("NOUN", "PROPN"):
                self._hang(top, node, "appos", n.pos[top])
                return
            node = n.step(node, -1)

    def whose(self, name: int) -> None:
        """ "X, whose husband Y, a cook, was killed", where X was taken for the subject: it is the husband."""
        n = self.nodes
        verb, dep = n.head[name], n.dep[name]
        if dep not in ("nsubj", "nsubjpass") or n.word_of(n.step(name, 1)) != "," or n.place.get(verb, -1) < n.place[name]:
            return
        behind = n.order[n.place[name] + 1 : min(n.place[verb], n.place[name] + _WHOSE)]
        whose = next((each for each in behind if n.tag[each] == "WP$"), None)
        top = n.head[whose] if whose is not None else name
        while n.dep[top] in _INSIDE and n.head[top] not in (name, verb, top):
            top = n.head[top]
        if n.head[top] != name or n.pos[top] not in ("NOUN", "PROPN") or any(n.pos[each] == "VERB" for each in behind):
            return
        over = n.head[verb]
        self._hang(top, verb, dep, n.pos[top])
        teller = over != verb and n.pos[over] == "VERB" and not n.all_kids(over, "nsubj", "nsubjpass")
        self._hang(name, over if teller else verb, "nsubj" if teller else "dep", n.pos[name])
        if teller:
            self._hang(verb, name, "relcl", n.pos[verb])

    def doer(self, name: int) -> None:
        """ "Tolliver denies it", where a name that the parser does not know was taken for an adverb of the verb: it is the subject."""
        n, verb = self.nodes, self.nodes.head[name]
        alone = n.dep[name] == "advmod" and n.step(name, 1) == verb and n.tag[verb] in ("VBZ", "VBD")
        if alone and n.kind_of(name) in ("person", *BODIES) and not n.all_kids(verb, "nsubj", "nsubjpass", "expl"):
            self._hang(name, verb, "nsubj", "PROPN")

    def subject(self, noun: int) -> None:
        """ "Asked about X, its spokesman, Y, wrote", where both were taken for what X is."""
        found = mended_subjects.subject(self.nodes, self.lexicon, noun)
        if found is not None:
            self._hang(noun, found[0], "nsubj", "NOUN")
            for each in found[1]:
                self._hang(each, noun, "appos", self.nodes.pos[each])

    def hyphened(self, verb: int) -> None:
        """ "cross-examined by X", where the parser took a verb apart."""
        n = self.nodes
        start = n.start[verb]
        if start < 2 or n.text[start - 1] != "-" or not n.text[start - 2].isalpha():
            return
        first = n.step(verb, -2)
        if first is not None and n.end[first] == start - 1 and f"{n.word[first]}-{n.lemma[verb]}" in self.lexicon.verbs:
            n.lemma[verb] = f"{n.word[first]}-{n.lemma[verb]}"

    def lettered(self, name: int) -> None:
        """ "her barrister, X KC, said", where the letters were taken for the head of the name."""
        n = self.nodes
        letters = n.step(name, 1)
        if letters is None or n.head[name] != letters or not self.lexicon.among("letters_behind", n.word[letters]):
            return
        top = n.head[letters] == letters
        self._hang(name, name if top else n.head[letters], n.dep[letters], n.pos[name])
        for each in [kid for kid in n.kids[letters] if kid != name]:
            self._hang(each, name, n.dep[each], n.pos[each])
        self._hang(letters, name, "nmod", n.pos[letters])

    def acting(self, name: int) -> None:
        """ "He was cleared after the judge, X, directed the jury", where "directed" was taken for a deed of his: the judge does it."""
        n = self.nodes
        comma, verb = n.step(name, 1), n.step(name, 2)
        if verb is None or n.word_of(comma) != "," or n.dep[verb] not in ("conj", "advcl") or n.tag[verb] != "VBD":
            return
        if n.all_kids(verb, "nsubj", "nsubjpass", "aux", "auxpass", "mark"):
            return
        node = n.step(name, -1)
        for _ in range(_TITLES):
            if node is None or n.dep[node] != "compound":
                break
            node = n.step(node, -1)
        role = n.step(node, -1) if node is not None and n.word[node] == "," else None
        if role is None or n.dep[role] != "pobj" or n.lemma[role] not in self.lexicon.bonds or role in n.name:
            return
        opening = n.head[role]
        if self.lexicon.among("opening_clauses", n.word[opening]) and n.place[n.head[verb]] < n.place[opening]:
            self._hang(opening, verb, "mark", n.pos[opening])
            self._hang(role, verb, "nsubj", n.pos[role])
            self._hang(name, role, "appos", n.pos[name])
            self._hang(verb, n.head[verb], "advcl", n.pos[verb])

    # the tree

    def _among(self, name: int) -> int | None:
        """The "among" of "among them the Danish firm X"."""
        n, node = self.nodes, self.nodes.step(name, -1)
        for _ in range(_LIST):
            if node is None or n.pos[node] not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
                break
            node = n.step(node, -1)
        among = n.step(node, -1) if node is not None and self.lexicon.among("of_them", n.word[node]) else None
        return among if among is not None and self.lexicon.among("picking", n.word[among]) else None

    def _before(self, name: int) -> int | None:
        """The node before a name and its titles."""
        n, node = self.nodes, self.nodes.step(name, -1)
        for _ in range(_TITLES):
            if node is None or node in n.name or n.dep[node] != "compound" or not n.text[n.start[node]].isupper():
                break
            node = n.step(node, -1)
        return node

    def _row(self, last: int) -> list[int]:
        """The names of "X, Y and Z" before the last, in order; empty where no "and" stands before it."""
        n = self.nodes
        node = self._before(last)
        if node is None or not self.lexicon.among("and", n.word[node]):
            return []
        found: list[int] = []
        node = n.step(node, -1)
        for _ in range(_LIST):
            if node is None or n.sentence[node] != n.sentence[last]:
                break
            if node in n.name:
                found.insert(0, node)
            elif n.word[node] != ",":
                break
            node = n.step(node, -1)
        return found

    def _hang(self, node: int, up: int, dep: str, pos: str) -> None:
        """Hang a word under another; not under one of its own, which would make a circle of the tree."""
        n = self.nodes
        if node in n.above(up):
            return
        if n.head[node] != node and node in n.kids[n.head[node]]:
            n.kids[n.head[node]].remove(node)
        n.head[node], n.dep[node], n.pos[node] = up, "ROOT" if up == node else dep, pos
        if up != node:
            n.kids[up].append(node)
            n.kids[up].sort()
