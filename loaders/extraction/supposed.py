"""What a clause tells that need not have happened: it is planned, nearly done, dreamt, played, or laid to somebody by mistake."""

from __future__ import annotations

from loaders.extraction.frames import Lexicon
from loaders.extraction.node_sentences import Sentences
from loaders.extraction.nodes import Nodes

_FEW = 7
_NEAR = 5
_FAR = 12
_STOPS = frozenset(".!?")
_QUOTES = frozenset("\"'“‘«")


class Supposed:
    """Asked of the verbs of a page that has trees."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon, sentences: Sentences) -> None:
        self.nodes, self.lexicon, self._sentences = nodes, lexicon, sentences

    def by_itself(self, verb: int) -> bool:
        """A modal, a supposition, an infinitive that tells a purpose, what nearly happened, or happens in a dream or a play."""
        n, lists = self.nodes, self.lexicon.lists
        to = False
        for each in n.kids[verb]:
            dep, word = n.dep[each], n.word[each]
            if dep == "aux" and word in lists["modal"] and not self._past(each, verb):
                return True
            if dep in ("mark", "advmod") and word in lists["supposing"] and word not in lists["whether"]:
                return True
            if word in lists["leaving_open"] and n.place[each] < n.place[verb]:
                return True  # "whatever he told X"
            if dep == "advmod" and word in lists["nearly"] and n.place[each] < n.place[verb]:
                return True
            if dep == "mark" and word in lists["than"]:  # "rather than pay"
                return True
            if dep == "prep" and word in lists["inside"] and any(n.lemma[low] in lists["fiction"] for low in n.all_kids(each, "pobj")):
                return True
            to = to or (dep == "aux" and word in lists["infinitive"])
        if n.dep[verb] == "pcomp" and n.word_of(n.step(n.head[verb], -1)) in lists["in_place_of"]:
            return True  # "instead of paying"
        if to and n.dep[verb] == "ROOT" and n.all_kids(verb, "nsubj", "nsubjpass"):
            return True  # "X to join Y" of a headline
        if to and n.dep[verb] == "relcl" and n.dep[n.head[verb]] == "attr" and lists["becoming"] & {n.lemma[n.head[n.head[verb]]]}:
            return False  # "became the first woman to run it"
        if to and n.dep[verb] == "xcomp" and n.lemma[n.head[verb]] in lists["pending"]:
            return True  # "has yet to meet", "is to be questioned"
        if to and n.dep[verb] in ("xcomp", "ccomp") and n.lemma[n.head[verb]] in lists["engaging"]:
            return n.tag[n.head[verb]] in ("VBN", "VBD") and n.lemma[verb] in lists["hostile"]  # "was hired to sue X"
        return (to and n.dep[verb] in ("advcl", "acl", "relcl", "csubj")) or self._inverted(verb)

    def _past(self, aux: int, verb: int) -> bool:
        """Whether a word that can be a modal is none, as what it stands with is in the past: "he'd paid", "on 28 May the paper printed"."""
        n = self.nodes
        if n.word[aux] not in self.lexicon.lists["modal_or_not"]:
            return False
        behind = [each for each in n.all_kids(verb, "aux", "auxpass") if n.place[each] > n.place[aux]]
        return n.tag[min((verb, *behind), key=lambda each: n.place[each])] in ("VBN", "VBD")

    def under(self, up: int, node: int) -> bool:
        """Whether what is below a verb, noun or adjective need not have happened: "planned to", "refused to", "due to", "joked that"."""
        n, lists = self.nodes, self.lexicon.lists
        if n.lemma[up] in lists["fancying"]:
            return True
        if n.lemma[up] in lists["lying"] and n.dep[node] == "pcomp":
            return True  # "lied about meeting him" leaves open whether she did
        if n.lemma[up] in lists["supposing_verbs"] and self._assumed(up, node):
            return True
        if n.lemma[up] in lists["mandative"] and n.dep[node] == "ccomp" and self._bare(node):
            return True
        if n.lemma[up] in lists["unreal"]:
            return n.dep[node] != "ccomp" or n.tag[node] in ("VB", "VBG")
        if n.dep[node] in ("xcomp", "advcl") and n.tag[node] == "VB" and self._has_plan(up):
            return True
        if n.lemma[up] in lists["putting"] and any(n.word[each] in lists["thing"] for each in n.all_kids(up, "dobj")):
            return True  # "put it to her that she had met him"
        return any(
            n.lemma[each] in lists["fiction"] or any(n.word[low] in lists["forged"] for low in n.all_kids(each, "amod"))
            for each in n.all_kids(up, "nsubj")
        )

    def _bare(self, verb: int) -> bool:
        """Whether a clause tells what somebody shall do: "demanded that they return him", "that he be arrested"."""
        tags = self.nodes.tag
        return tags[verb] in ("VB", "VBP") or any(tags[each] == "VB" for each in self.nodes.all_kids(verb, "aux", "auxpass"))

    def _has_plan(self, verb: int) -> bool:
        """Whether the object of a verb is of what need not happen: "uncovered a plot to kill him", where the tree hangs it on the verb."""
        return any(self.nodes.lemma[each] in self.lexicon.lists["unreal"] for each in self.nodes.all_kids(verb, "dobj"))

    def _assumed(self, up: int, node: int) -> bool:
        """ "Suppose X met Y", "assuming that X met Y"; "was supposed to meet", but not "is supposed to have met"."""
        n = self.nodes
        if n.dep[node] == "xcomp":
            return n.tag[node] == "VB" and not any(n.tag[each] == "VB" for each in n.all_kids(node, "aux"))
        bare = n.tag[up] in ("VB", "VBG") and not n.all_kids(up, "nsubj", "nsubjpass", "aux")
        return bare and n.dep[up] in ("ROOT", "advcl", "prep")

    def not_so(self, clause: int) -> bool:
        """Whether what "it" announces is called untrue: "it is untrue that X paid Y", "it is not true that"."""
        n, lists = self.nodes, self.lexicon.lists
        up = n.head[clause]
        if n.dep[clause] not in ("ccomp", "csubj", "acl") or n.lemma[up] not in lists["be"]:
            return False
        told = {n.word[each] for each in n.all_kids(up, "acomp", "attr", "oprd")}
        return bool(told & (lists["true"] if n.all_kids(up, "neg") else lists["untrue_that"]))

    def brushed(self, up: int) -> bool:
        """ "laughed off", "brushed aside"."""
        n, lists = self.nodes, self.lexicon.lists
        return n.lemma[up] in lists["brushing"] and any(n.word[each] in lists["brushed"] for each in n.all_kids(up, "prt", "advmod"))

    def contrary(self, noun: int) -> bool:
        """Whether the sentence goes against a report: "contrary to reports that X paid Y, …"."""
        n = self.nodes
        to = n.head[noun]
        return n.dep[noun] == "pobj" and (n.word_of(n.step(to, -1)) in self.lexicon.lists["against_reports"])

    def wrongly(self, verb: int) -> bool:
        """Whether what a verb says or calls somebody is said to be wrong: "often, but wrongly, called the founder"."""
        return any(self.nodes.word[each] in self.lexicon.lists["wrongly"] for each in self.nodes.all_kids(verb, "advmod"))

    def mistaken(self, up: int, dep: str) -> bool:
        """Whether a verb of saying or judging is said to be wrong: "falsely said to have paid", "wrongly accused of spying",
        "an earlier version said that", "alleged, and later disproved, that"."""
        n, lists = self.nodes, self.lexicon.lists
        lied = n.lemma[up] in lists["lying"] or (n.dep[up] == "advcl" and n.lemma[n.head[up]] in lists["lying"])
        if self.wrongly(up) or (lied and dep != "pcomp"):
            return True  # also "lied that", "lied when she said that"
        for each in n.all_kids(up, "nsubj"):
            if n.lemma[each] in lists["versions"] and any(n.word[low] in lists["earlier"] for low in n.all_kids(each, "amod")):
                return True
        return any(n.word_of(n.step(up, by)) in lists["disproved"] for by in range(1, _NEAR))

    def told_in(self, clause: int) -> bool:
        """Whether a clause with "that" is what a report tells, though the tree takes it for a relative one: "the story that X paid Y"."""
        n, lists = self.nodes, self.lexicon.lists
        objects = [each for each in n.all_kids(clause, "dobj", "dative") if n.tag[each] != "WDT"]
        return n.lemma[n.head[clause]] in lists["reports"] and bool(objects or n.all_kids(clause, "prep", "agent"))

    def found_false(self, noun: int) -> bool:
        """Whether the sentence calls a report, or what shows something, untrue: "the claim that … has been debunked", "… are fakes"."""
        n, verb = self.nodes, self._affirmed(noun)
        if verb is None:
            return False
        over = [verb, *n.all_kids(verb, "xcomp")]
        said = [*over, *(low for each in over for low in n.all_kids(each, "acomp", "attr", "oprd"))]
        return any(n.word[each] in self.lexicon.lists["untrue"] for each in said)

    def _affirmed(self, subject: int) -> int | None:
        """The verb of a subject, where no "not" stands with it."""
        n, verb = self.nodes, self.nodes.head[subject]
        plain = n.dep[subject] in ("nsubj", "nsubjpass") and not n.all_kids(verb, "neg")
        return verb if plain else None

    def corrected(self, clause: int, *, headed: bool) -> bool:
        """Whether a correction tells what was written: "Correction: we wrote that X paid Y". `headed`: a line above says that it is one."""
        n, lists, verb = self.nodes, self.lexicon.lists, self.nodes.head[clause]
        told = n.dep[clause] == "ccomp" and n.lemma[verb] in lists["uttering"]
        told = told and not any(n.kind_of(each) == "person" for each in n.all_kids(verb, "nsubj"))
        if headed or not told:
            return told
        for back in range(-1, -_FAR, -1):
            node = n.step(verb, back)
            if node is None or n.word[node].isspace() or n.word[node] in _STOPS:
                return False
            if n.word[node] == ":":
                return n.word_of(n.step(node, -1)) in lists["correcting"]
        return False

    def undone(self, noun: int) -> bool:
        """Whether what a noun tells did not come about: "the sale to X fell through", "the planned merger with X"."""
        n, lists = self.nodes, self.lexicon.lists
        if any(n.word[each] in lists["never_real"] for each in n.all_kids(noun, "amod")):
            return True
        verb = self._affirmed(noun)
        if verb is None:
            return False
        off = {n.word[each] for each in n.all_kids(verb, "prt", "advmod", "prep")}
        return n.lemma[verb] in lists["undone"] or (n.lemma[verb] in lists["calling_off"] and bool(off & lists["undone_with"]))

    def taken_back(self, noun: int) -> bool:
        """Whether a report or claim is withdrawn: "apologised for its report that", "… for suggesting that", "retracted the claim that"."""
        n, lists = self.nodes, self.lexicon.lists
        up = n.head[noun]
        if n.dep[noun] in ("pobj", "pcomp"):
            up = n.head[up]
        told = n.lemma[noun] in lists["reports"] or n.lemma[noun] in lists["suggesting"] or n.lemma[noun] in lists["uttering"]
        return told and n.lemma[up] in lists["retracting"] and n.dep[noun] in ("dobj", "pobj", "pcomp")

    def _inverted(self, verb: int) -> bool:
        """ "Had he paid, …": a supposition without a word for it. By the order, as trees take it for a statement."""
        n = self.nodes
        if self._sentences.asked(verb):
            return False
        for back in range(-1, -_FEW, -1):
            node = n.step(verb, back)
            if node is None or n.sentence[node] != n.sentence[verb] or n.word[node] == ",":
                return False
            if n.word[node] in self.lexicon.lists["inverting"]:
                before = n.step(node, -1)
                opens = before is None or n.sentence[before] != n.sentence[node] or n.word[before] in _QUOTES
                return opens and back < -1
        return False
