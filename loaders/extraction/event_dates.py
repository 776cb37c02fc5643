"""When an event was: by its clause, the entry of a timeline, the verb it is joined to, the day of a live blog."""

from __future__ import annotations

from loaders.extraction import event_signs
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.clauses import Clauses
from loaders.extraction.event_lines import Lines
from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.page import Page
from loaders.extraction.proposals import Dated, Happening
from loaders.extraction.small_words import in_order

_DURING = in_order("during")
_LATER = frozenset(
    {"acquittal", "conviction", "death", "extradition", "release", "sentence", "trial"}
)  # come after what they are told with


class Dates:
    """The dates of what the verbs and nouns of a page tell."""

    def __init__(
        self, page: Page, nodes: Nodes, lexicon: Lexicon, clauses: Clauses, circumstances: Circumstances, lines: Lines, dates: list[Dated]
    ) -> None:
        self.page, self.nodes, self.lexicon, self.clauses = page, nodes, lexicon, clauses
        self.circumstances, self.lines, self.dates, self.groups = circumstances, lines, dates, event_signs.signs().groups

    def of(self, *nodes: int) -> str:
        """When it was: of the entry of a timeline; of the first of these words that has a date; of where it was."""
        n = self.nodes
        node = nodes[0]
        entry = self.lines.entry(node)
        found = self._of_entry(node, entry) if entry else self.circumstances.date(*nodes)
        if not found and n.pos[node] in ("VERB", "AUX"):  # "met at the dinner of 2019"
            found = self.circumstances.date(*(low for place in _DURING for low in self.clauses.at(node, place)))
        if not found:  # "refused to speak on Friday"
            found = self.circumstances.date(*n.all_kids(node, "xcomp"))
        if not found and any(self.lexicon.among("when", n.word[low]) for low in n.all_kids(node, "advmod")):
            found = self.circumstances.date(*n.above(node))  # "in March 2023, when officers searched it"
        return found

    def _of_entry(self, node: int, entry: Dated) -> str:
        """The date of an entry; in a sentence that only begins with a date, "Last night X, who quit in May, said", a clause has its own."""
        n, behind = self.nodes, self.page.text[entry.span.end : entry.span.end + 2]
        relative = next((up for up in (node, *n.above(node)) if n.dep[up] == "relcl" and n.all_kids(up, "nsubj", "nsubjpass")), None)
        if relative is None or not behind[1:].isupper():
            return entry.edtf
        return self.circumstances.date(node)

    def joined(self, verb: int, type_: str) -> str:
        """The date of the verb that this one is joined to by "and" in the same tense: "dined with him on 9 May and lent him money"; not of
        what comes later, "was arrested on 9 May and jailed", but of verdicts of one day."""
        n, judging = self.nodes, self.groups["judging"]
        up = n.head[verb]
        if type_ in _LATER and not (n.lemma[up] in judging and n.lemma[verb] in judging):
            return ""
        same = n.dep[verb] == "conj" and n.pos[up] == "VERB" and n.tag[up] == n.tag[verb] and n.sentence[up] == n.sentence[verb]
        later = any(self.lexicon.among("then", n.word[low]) for low in n.all_kids(verb, "advmod"))
        return self.circumstances.date(up) if same and not later else ""

    def today(self, node: int) -> str:
        """The day of a live blog, for what its sentence tells without a date, and not as done before."""
        if not self.lines.live or self.page.published is None:
            return ""
        n, span = self.nodes, self.circumstances.sentence(node)
        dated = any(span.start <= each.span.start < span.end for each in self.dates)
        before = any(n.word[each] in self.groups["before_that"] for each in n.all_kids(node, "aux"))
        return "" if dated or before or self._aside(node) else self.page.published.isoformat()

    def _aside(self, node: int) -> bool:
        """Whether a clause tells in passing what was before: "the firm that won it", "the file shows that X paid Y"."""
        n = self.nodes
        shown = n.dep[node] == "ccomp" and n.tag[node] == "VBD" and n.tag[n.head[node]] in ("VB", "VBP", "VBZ")
        return shown or any(n.dep[each] in ("relcl", "acl") for each in (node, *n.above(node)))


def below(above: Happening, ordered: list[Happening]) -> str:
    """The date of what a headline tells, where the text below tells it once more with one."""
    who = set(above.participants)
    told = [each for each in ordered if each.type == above.type and each.when and each.span > above.span]
    dates = {each.when for each in told if not who.isdisjoint(each.participants)}
    return dates.pop() if len(dates) == 1 else ""
