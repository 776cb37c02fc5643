"""What speaks for the kinds of the names of a text, all of it together: their words, neighbours, lists, and the model of the language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from loaders.extraction.candidates import Cutter
from loaders.extraction.headings import Candidate
from loaders.extraction.kinds import Judge, Votes, summed
from loaders.extraction.proposals import BODIES
from loaders.extraction.same import kind_of

LEAST, LEAST_FIRST, LEAST_OF_NAME = 1.0, 1.7, 0.35
SURE, DOUBTFUL, LISTED = 2.0, 1.5, 1.1
NEIGHBOURS, MODEL = 3, 2
"""How many mentions of one name count at most, for their neighbours and for the model."""


class Ballots:
    """The votes on the candidates of one text. `spoken`: those of the model, by where a candidate starts."""

    def __init__(self, cutter: Cutter, judge: Judge, spoken: Mapping[int, Sequence[tuple[str, float]]]) -> None:
        self._cutter, self._words, self._judge, self._spoken = cutter, cutter.words, judge, spoken
        self.beside: dict[int, Votes] = {}

    def begin(self, candidates: Sequence[Candidate]) -> None:
        """Ask what stands beside each candidate, by where it starts."""
        for each in candidates:
            self.beside[each.start] = summed(() if self._cutter.headline(each) else self._judge.beside(each))
        self._listed(candidates)

    def votes(self, mentions: Sequence[Candidate]) -> Votes:
        """All that speaks for the kinds of a name: its words once, its neighbours and the model by mention, not without bound."""
        best = max(mentions, key=lambda each: bool(each.title))
        votes = summed(self._judge.own(best))
        for gathered, most in ((self._neighbours(mentions), NEIGHBOURS), (self._model(mentions), MODEL)):
            share = min(1.0, most / len(mentions))
            for kind, weight in gathered.items():
                votes[kind] += weight * share
        return votes

    def kind(self, mentions: Sequence[Candidate], votes: Votes) -> str:
        least = LEAST if any(not each.first for each in mentions) or len(mentions[0].words) > 1 else LEAST_FIRST
        if self._is_surely_name(mentions):
            least = LEAST_OF_NAME
        kind = kind_of(votes, least)
        return "" if kind in ("person", "organisation") and self._is_headed(mentions) else kind

    def _is_headed(self, mentions: Sequence[Candidate]) -> bool:
        """Whether nothing but words of the language, in headlines whose capitals tell nothing, was taken for a name: "Spy Ring"."""
        cutter, one = self._cutter, mentions[0]
        if one.title or one.small or one.key in self._words.known.names or cutter.body(one.words) or not cutter.knows_language:
            return False
        return all(cutter.is_common(word) for word in one.words) and all(cutter.headline(each) for each in mentions)

    def cut_down(self, candidates: Sequence[Candidate], defined: Mapping[str, str]) -> None:
        """A name that is cut down to capitals in brackets is of a body, where nothing tells a person."""
        full = set(defined.values())
        for each in candidates:
            if each.key in full and not each.title and each.words[0].low not in self._words.known.given:
                head = self._cutter.head(each.words)
                self.beside[each.start][head[1] if head is not None and head[1] in BODIES else "organisation"] += 1.5

    def _neighbours(self, mentions: Sequence[Candidate]) -> Votes:
        return summed(vote for each in mentions for vote in self.beside[each.start].items())

    def _model(self, mentions: Sequence[Candidate]) -> Votes:
        return summed(vote for each in mentions for vote in self._spoken.get(each.start, ()))

    def _is_surely_name(self, mentions: Sequence[Candidate]) -> bool:
        """Whether no word is one of the language, so that it names something, and the likeliest kind will do: "Behnam Tavallaei"."""
        cutter, words = self._cutter, mentions[0].words
        if not 1 < len(words) < 5 or not cutter.knows_language or all(cutter.headline(each) for each in mentions):
            return False
        return not any(cutter.is_word(word.low) or word.low in self._words["ordinary"] for word in words)

    def _listed(self, candidates: Sequence[Candidate]) -> None:
        """Names in one list are of one kind: what speaks for the surest speaks for the others a little."""
        for chain in self._lists(candidates):
            votes = {each.start: summed((*self._judge.own(each), *self.beside[each.start].items())) for each in chain}
            kind, weight = max(
                ((kind, weight) for one in votes.values() for kind, weight in one.items()), key=lambda vote: vote[1], default=("", 0.0)
            )
            if weight < SURE or kind == "thing":
                continue
            for each in chain:
                if max(votes[each.start].values(), default=0.0) < DOUBTFUL:
                    self.beside[each.start][kind] += LISTED

    def _lists(self, candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
        """Candidates apart by commas, the last two by "and": "X, Y and the Z"."""
        text, words = self._cutter.text, self._words
        chain: list[Candidate] = []
        ended = False
        for each in candidates:
            between = text[chain[-1].end : each.start].casefold().strip("*_\"'") if chain else ""
            parts = between.replace(",", " ").split()
            linked = bool(parts) and parts[0] in words["and"] and all(part in words["the"] for part in parts[1:])
            if chain and not ended and len(between) < 12 and (linked or between == ", "):
                chain.append(each)
                ended = linked
                continue
            if ended:
                yield chain
            chain, ended = [each], False
        if ended:
            yield chain
