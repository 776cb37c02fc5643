"""To whom each sentence is laid: the chain of voices, the hedge and the stance.

The acts of saying in a sentence (`acts` over trees, `plain_acts` without) are put into the setting that it stands in: a turn of a
transcript, a quoted mail, a block quote (`turns`), a quotation (`quotations`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from loaders.extraction import plain_acts, quotations
from loaders.extraction.acts import Act, Chain
from loaders.extraction.cues import cues
from loaders.extraction.hedges import Hedges
from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Saying, Span
from loaders.extraction.quotations import Quotation
from loaders.extraction.settings import Settings
from loaders.extraction.speech import Speech
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 0.5
_LONGEST_CHAIN = 8
_SHORT = 3
_MOST_QUOTES = 20
_MOST_PARTS = 40
_LONGEST_HEADLINE = 140
_TAGGED = re.compile(r"([^\n]{6,120}), ([^,.:\n]{2,40}) ([a-z]{3,12})$")
_HEADLINE = re.compile(r"(?:([^:.!?\n]{2,40}): ([^\n]{6,120}[^.\n])|([^\n]{6,120}) - ([^:.!?\n-]{2,40}))$")


def find(page: Page, entities: Sequence[Named]) -> list[Saying]:
    """Every sentence of the page that is laid to somebody or hedged, in order; several for one sentence where voices share it."""
    return _Reader(page, entities).sayings()


def at(sayings: Sequence[Saying], span: Span) -> Saying | None:
    """The innermost saying around a place; None where the publisher speaks."""
    return min((each for each in sayings if each.span.covers(span)), key=lambda each: each.span.end - each.span.start, default=None)


@dataclass
class _Read:
    """A sentence with what was found in it."""

    span: Span
    tokens: list[Token]
    acts: list[Act]
    quotes: list[Quotation]
    base: Chain = ()
    settled: bool = False
    introduces: Chain = ()
    spoke: Chain = field(default=())


class _Reader:
    def __init__(self, page: Page, entities: Sequence[Named]) -> None:
        self._page, self._cues = page, cues()
        self._voices = Voices(page, entities, self._cues)
        self._hedges = Hedges(self._cues)
        self._settings = Settings(page, self._voices, self._cues)
        self._quotes = quotations.found(page.text)
        self._acts = Speech(self._voices, self._cues)
        self._introduced: dict[Span, Chain] = {}
        self._quoted: dict[Span, Chain] = {}

    def sayings(self) -> list[Saying]:
        reads = self._read()
        self._lay_quotations(reads)
        made = [replace(each, span=self._trimmed(each.span)) for read in reads for each in self._of_sentence(read)]
        return list(dict.fromkeys(made))

    def _trimmed(self, span: Span) -> Span:
        """A span without spaces and marks of a quoted line at its end."""
        words = self._words(span).rstrip(" \t\n>")
        start = min(len(words) - len(words.lstrip(" \t\n>,;")), max(0, len(words) - 1))
        return Span(span.start + start, span.start + max(start + 1, len(words)))

    # Reading -------------------------------------------------------------------------------------------------------------

    def _read(self) -> list[_Read]:
        """Every sentence in order, with its acts; pronouns look back on what has been read."""
        reads: list[_Read] = []
        for sentence, tokens in zip(self._page.sentences, self._tokens(), strict=True):
            quotes = self._touching(sentence)
            core = self._settings.core(sentence)
            tokens = [token for token in tokens if token.idx >= core.start]
            read = _Read(core, tokens, [], quotes)
            self._settle(read, reads)
            subjects = frozenset(t.idx for t in tokens if t.dep_ in ("nsubj", "nsubjpass"))
            self._voices.begin(core, subjects, [each.span for each in quotes], read.base)
            acts = (
                self._acts.found(tokens, quotes)
                if self._page.doc is not None
                else plain_acts.found(self._page, sentence, quotes, self._voices)
            )
            read.acts = [cut for each in acts if (cut := self._cut(each, core, quotes)) is not None]
            self._lay_own(read)
            reads.append(read)
            self._voices.note([chain[-1] for act in acts for chain in act.chains if chain])
        return reads

    def _cut(self, act: Act, sentence: Span, quotes: Sequence[Quotation]) -> Act | None:
        """The act within its sentence, and within the semicolons around its cue."""
        low, high = sentence.start, sentence.end
        for place in self._semicolons(sentence, quotes):
            if place < act.cue:
                low = place + 1
            else:
                high = min(high, place)
        span, told = _within(act.span, low, high), _within(act.told, low, high)
        return replace(act, span=span, told=told or span) if span is not None else None

    def _semicolons(self, sentence: Span, quotes: Sequence[Quotation]) -> list[int]:
        text = self._page.text
        places = [place for place in range(sentence.start, sentence.end) if text[place] == ";"] if ";" in self._words(sentence) else []
        return [place for place in places[:_MOST_PARTS] if not any(each.span.start <= place < each.span.end for each in quotes)]

    def _tokens(self) -> list[list[Token]]:
        sentences = self._page.sentences
        made: list[list[Token]] = [[] for _ in sentences]
        if self._page.doc is None or not sentences:
            return made
        number = 0
        for token in self._page.doc:
            while number < len(sentences) and token.idx >= sentences[number].end:
                number += 1
            if number == len(sentences):
                break
            if token.idx >= sentences[number].start and not token.is_space:
                made[number].append(token)
        return made

    def _touching(self, sentence: Span) -> list[Quotation]:
        """The quotations that touch a sentence; quotations follow each other."""
        first = bisect_right(self._quotes, sentence.start, key=lambda each: each.span.end)
        last = bisect_left(self._quotes, sentence.end, key=lambda each: each.span.start)
        return self._quotes[first : min(last, first + _MOST_QUOTES)]

    def _settle(self, read: _Read, before: list[_Read]) -> None:
        """Whose words the sentence is, by where it stands."""
        if self._settings.is_remark(read.span.start):
            return
        around = self._settings.at(read.span.start)
        if not around:
            return
        innermost, *outer = around
        if not innermost.introduced:
            read.base = innermost.chain
            read.settled = True
            return
        if innermost.span not in self._introduced:
            base = next((self._introduced.get(each.span, each.chain) for each in outer), ())
            self._introduced[innermost.span] = (*base, *(name for name in self._introducing(before) if name not in base))
        read.base = self._introduced[innermost.span]

    def _introducing(self, before: list[_Read]) -> Chain:
        """The chain of what ends with a colon before a block: of its act, else of its subject, else of the last act in its paragraph."""
        if not before or not self._words(before[-1].span).rstrip('*_" ').endswith(":"):
            return ()
        for read in reversed(before[-4:]):
            if read is not before[-1] and "\n" in self._page.text[read.span.end : before[-1].span.start].strip(" >"):
                break
            if read.acts:
                return (*read.base, *read.acts[-1].chains[0])
            if read is before[-1] and (subject := self._main_subject(read)):
                return subject
        return ()

    def _main_subject(self, read: _Read) -> Chain:
        for token in read.tokens:
            clause = token.head
            inner = clause.dep_ in ("relcl", "acl", "advcl") or (clause.dep_ == "ccomp" and clause.head.idx < read.span.end)
            if token.dep_ != "nsubj" or inner:
                continue
            name = next(iter(self._voices.of(token)), "")
            if self._voices.kind(name) or len(name.split()) > 2:
                return (name,)
        speaking = ("outlet", "person", "agency", "organisation")
        return next(((each.name,) for _, each in self._voices.within(read.span.start, read.span.end) if each.kind in speaking), ())

    def _lay_own(self, read: _Read) -> None:
        """Quotations of the sentence whose tag stands in it."""
        outer = [each for each in read.acts if self._around(each.cue, read.quotes) is None]
        for quote in read.quotes:
            if not outer:
                continue
            act = min(outer, key=lambda each: min(abs(each.cue - quote.span.start), abs(each.cue - quote.span.end)))
            self._quoted.setdefault(quote.span, act.chains[0])

    def _around(self, place: int, quotes: Sequence[Quotation]) -> Quotation | None:
        return next((each for each in quotes if each.speech and each.span.start <= place < each.span.end), None)

    def _lay_quotations(self, reads: list[_Read]) -> None:
        """Quotations without a tag go on with the voice that spoke before them, in the same paragraph or the one before."""
        speaker: Chain = ()
        spoken = 0
        for read in reads:
            for quote in read.quotes:
                if quote.span in self._quoted:
                    speaker, spoken = self._quoted[quote.span], quote.span.end
                elif speaker and quote.speech and self._page.text.count("\n\n", spoken, max(spoken, quote.span.start)) <= 1:
                    self._quoted[quote.span] = speaker
                    spoken = quote.span.end
            outer = [each for each in read.acts if each.chains[0] and self._around(each.cue, read.quotes) is None]
            if outer:
                speaker, spoken = outer[-1].chains[0], read.span.end
            elif not read.quotes and "\n\n" in self._page.text[spoken : read.span.end]:
                speaker = ()

    # Sayings -------------------------------------------------------------------------------------------------------------

    def _of_sentence(self, read: _Read) -> list[Saying]:
        if self._settings.is_silent(read.span) or self._is_greeting(read):
            return []
        made = self._of_acts(read)
        covered = sum(each.span.end - each.span.start for each in {each.span: each for each in made}.values())
        if covered >= _MOST * (read.span.end - read.span.start):
            return made
        return [*self._of_rest(read, made), *made]

    def _is_greeting(self, read: _Read) -> bool:
        """A line of a mail that tells nothing: an address, a signature."""
        text = self._words(read.span)
        if not read.base or self._settings.is_turn(read.span.start):
            return False
        return len(text.split()) <= _SHORT and not any(token.tag_[:2] == "VB" for token in read.tokens)

    def _of_acts(self, read: _Read) -> list[Saying]:
        made: list[Saying] = []
        parents = {id(act): self._parent(act, read.acts) for act in read.acts}
        spent = {id(parent) for act in read.acts if (parent := parents[id(act)]) is not None and self._takes_over(act, parent)}
        for act in read.acts:
            if id(act) in spent:
                continue
            for chain in act.chains:
                whole = self._chain(act, chain, parents, read)
                saying = self._saying(act, whole, parents[id(act)], read)
                if saying.chain or saying.hedge != "none" or saying.stance != "asserts":
                    made.append(saying)
        return made

    def _parent(self, act: Act, acts: Sequence[Act]) -> Act | None:
        """The act in whose content this one stands; what somebody denies is not said by them."""
        around = [
            each
            for each in acts
            if each is not act
            and each.told.start <= act.cue < each.told.end
            and each.stance != "denies"
            and each.cue != act.cue
            and not self._parted(act, each)
        ]
        return min(around, key=lambda each: each.told.end - each.told.start, default=None)

    def _parted(self, act: Act, around: Act) -> bool:
        """Whether a colon parts an act from a later tag: what stands before it is not told by that voice."""
        return act.cue < around.cue and ": " in self._page.text[act.cue : around.cue]

    def _takes_over(self, act: Act, parent: Act) -> bool:
        """Whether the inner act is what the outer one tells."""
        size = min(act.span.end, parent.told.end) - max(act.span.start, parent.told.start)
        return act.cue == parent.head or size >= 0.7 * (parent.told.end - parent.told.start)

    def _chain(self, act: Act, chain: Chain, parents: dict[int, Act | None], read: _Read) -> Chain:
        names = list(chain)
        above = parents[id(act)]
        for _ in range(_LONGEST_CHAIN):
            if above is None:
                break
            names = [*above.chains[0], *(name for name in names if name not in above.chains[0])]
            act, above = above, parents[id(above)]
        quote = self._around(act.cue, read.quotes)
        if quote is not None:
            names = [*(name for name in self._quoted.get(quote.span, ()) if name not in names), *names]
        names = [*(name for name in read.base if name not in names), *names]
        return self._without_publisher(names)

    def _without_publisher(self, names: Sequence[str]) -> Chain:
        return tuple(name for number, name in enumerate(names) if number or not self._voices.is_publisher(name))[:_LONGEST_CHAIN]

    def _saying(self, act: Act, chain: Chain, parent: Act | None, read: _Read) -> Saying:
        text = self._words(act.told)
        head = next((t for t in read.tokens if t.idx == act.head), None) or self._root(act.told, read.tokens)
        hedge = act.hedge if act.hedge != "none" else self._hedges.hedge(self._words(act.span))
        if hedge == "none" and parent is not None:
            hedge = parent.hedge
        if hedge == "none" and head is not None:
            hedge = self._cues.thought(head.lemma_)
        stance = act.stance
        if stance == "asserts":
            stance = self._hedges.stance(text, head)
        if parent is not None and stance == "asserts" and parent.stance in ("doubts", "asks"):
            stance = parent.stance
        if (
            stance == "asserts"
            and self._hedges.asks(self._words(read.span))
            and self._around(act.cue, read.quotes) is None
            and not read.quotes
        ):
            stance = "asks"
        return Saying(act.span, chain, hedge, stance)

    def _root(self, span: Span, tokens: Sequence[Token]) -> Token | None:
        """The verb that the others in a stretch hang on."""
        inside = [t for t in tokens if span.start <= t.idx < span.end]
        return next((t for t in inside if not span.start <= t.head.idx < span.end or t.dep_ == "ROOT"), None)

    def _of_rest(self, read: _Read, made: Sequence[Saying]) -> list[Saying]:
        """What the sentence tells outside its acts: in the voice of its setting or quotation, or in the publisher's, if that hedges."""
        text = self._words(read.span)
        quote = next((each for each in read.quotes if each.speech and self._covers(each.span, read.span)), None)
        chain = self._without_publisher((*read.base, *(self._quoted.get(quote.span, ()) if quote else ())))
        free = self._free(read, made)
        hedge, asks = self._hedges.hedge(free), self._hedges.asks(text)
        root = self._root(read.span, read.tokens)
        if chain:
            if not read.settled and len(text.split()) < 3:
                return []
            return [Saying(read.span, chain, hedge, "asks" if asks else self._hedges.stance(text, root))]
        if not made and (headlined := self._headlined(read)) is not None:
            return [headlined]
        phrased = self._hedges.phrased(free)
        stance = "asks" if asks else phrased[0] if phrased else "asserts"
        if hedge == "none" and stance == "asserts":
            return []
        return [Saying(read.span, (), hedge, stance)]

    def _headlined(self, read: _Read) -> Saying | None:
        """A headline with its voice before a colon or behind a dash: "Minister: no talks", "Talks over - sources"."""
        text = self._words(read.span)
        if len(text) > _LONGEST_HEADLINE or not self._alone(read.span):
            return None
        tag = _TAGGED.match(text)
        if tag is not None and plain_acts.is_saying(tag[3], self._cues):
            return Saying(read.span, (tag[2],), self._hedges.hedge(tag[1]), self._hedges.stance(tag[1], None))
        match = _HEADLINE.match(text)
        if match is None:
            return None
        voice, told = (match[1], match[2]) if match[1] else (match[4], match[3])
        named = self._voices.at(read.span.start + (0 if match[1] else match.start(4)))
        if named is not None and named.kind != "place":
            voice = named.name
        elif voice.casefold().split()[-1] not in self._cues.words("headline_voices"):
            return None
        return Saying(read.span, (voice,), self._hedges.hedge(told), self._hedges.stance(told, None))

    def _alone(self, span: Span) -> bool:
        """Whether a sentence is a line of its own."""
        before, behind = self._page.text[max(0, span.start - 3) : span.start], self._page.text[span.end : span.end + 2]
        return (not before.strip(" #*") or "\n" in before) and (not behind or "\n" in behind)

    def _free(self, read: _Read, made: Sequence[Saying]) -> str:
        """The sentence's words outside its acts and quotations."""
        text = self._words(read.span)
        for span in [*(each.span for each in made), *(each.span for each in read.quotes)]:
            first, last = max(0, span.start - read.span.start), min(len(text), span.end - read.span.start)
            if first < last:
                text = text[:first] + " " * (last - first) + text[last:]
        return text

    @staticmethod
    def _covers(one: Span, other: Span) -> bool:
        common = min(one.end, other.end) - max(one.start, other.start)
        return common >= 0.6 * (other.end - other.start)

    def _words(self, span: Span) -> str:
        return self._page.text[span.start : span.end]


def _within(span: Span, low: int, high: int) -> Span | None:
    """The part of a span between two places."""
    start, end = max(span.start, low), min(span.end, high)
    return Span(start, end) if start < end else None
