"""The sentences of a page in order, each with its acts of saying, its quotations, and whose words it stands among."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loaders.extraction import itemised, plain_acts, quotations
from loaders.extraction.acts import Act, Chain
from loaders.extraction.carried import Carried
from loaders.extraction.cues import Cues
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.quotations import Quotation
from loaders.extraction.settings import Settings
from loaders.extraction.speech import Speech
from loaders.extraction.telegraphed import Telegraphed
from loaders.extraction.told_back import ToldBack
from loaders.extraction.traced import Traced
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_LABELLED = re.compile(r"[*]{2}|^[ \t>]{0,6}[^\n:.!?]{2,60}:(?=[ \t*_])", re.M)
_QUOTING = ('"', "«")
_MOST_QUOTES = 20
_MOST_PARTS = 40
_A_FEW = 7


@dataclass
class Utterance:
    """A sentence with what was found in it. `base` is whose words all of it is; `settled`: by a label or a mail's head;
    `carried`: from the last; `told_back`: by the sentence behind, or of the one before.
    `subject` is whoever may speak next, by what a sentence without acts is about."""

    span: Span
    tokens: list[Token]
    acts: list[Act]
    quotes: list[Quotation]
    base: Chain = ()
    settled: bool = False
    carried: bool = False
    told_back: bool = False
    subject: Chain = ()


class Utterances:
    """Reads a page: `quoted` is to whom each quotation is laid."""

    def __init__(self, page: Page, voices: Voices, cues: Cues, settings: Settings) -> None:
        self._page, self._voices, self._settings, self._cues = page, voices, settings, cues
        self._quotes = quotations.found(page.text)
        self._quote_starts = [each.span.start for each in self._quotes]
        self._quote_ends = [each.span.end for each in self._quotes]
        self._acts = Speech(voices, cues)
        self._carried = Carried(page, voices, cues)
        self._telegraphed, self._told_back = Telegraphed(page, voices, cues), ToldBack(page, voices, cues)
        self._traced = Traced(page, cues)
        self._introduced: dict[Span, Chain] = {}
        self.quoted: dict[Span, Chain] = {}

    def read(self) -> list[Utterance]:
        """Every sentence in order, with its acts; pronouns look back on what has been read."""
        reads: list[Utterance] = []
        for sentence, tokens in zip(self._page.sentences, self._tokens(), strict=True):
            quotes = self._touching(sentence)
            core = self._settings.core(sentence)
            if core.start > sentence.start:
                tokens = [token for token in tokens if token.idx >= core.start]
            read = Utterance(core, tokens, [], quotes)
            self._settle(read, reads)
            subjects = frozenset(place for t in tokens if t.dep_ in ("nsubj", "nsubjpass") for place in _named_there(t))
            self._voices.begin(core, subjects, [each.span for each in quotes], read.base)
            acts = (
                self._acts.found(tokens, quotes)
                if self._page.doc is not None
                else plain_acts.found(self._page, sentence, quotes, self._voices)
            )
            read.acts = [cut for each in acts if (cut := self._cut(each, core, quotes)) is not None]
            read.acts = [self._still_told(act, read, reads) for act in read.acts]
            self._telegraphed.add(read, reads)
            self._told_back.lay(read, reads)
            self._traced.lay(read, reads)
            self._carried.carry(read, reads)
            self._lay_own(read)
            if not read.acts and not quotes:
                read.subject = self._about(read)
            reads.append(read)
            spoke = [chain[-1] for act in read.acts for chain in act.chains if chain]
            introduced = [words for words in self._voices.introduced(tokens) if words not in spoke]
            self._voices.note([*spoke, *introduced], self._going_on(tokens, quotes))
            self._voices.show(tokens)
        self._lay_quotations(reads)
        return reads

    def _going_on(self, tokens: list[Token], quotes: Sequence[Quotation]) -> str:
        """Whom the pronoun means that is the subject of a sentence: the next one may be about that person too."""
        subject = next((t for t in tokens if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
        if subject is None or any(each.span.start <= subject.idx < each.span.end for each in quotes):
            return ""
        personal = self._cues.words("pronouns", "masculine") | self._cues.words("pronouns", "feminine")
        return next(iter(self._voices.of(subject)), "") if subject.lower_ in personal else ""

    def _cut(self, act: Act, sentence: Span, quotes: Sequence[Quotation]) -> Act | None:
        """The act within its sentence, and within the semicolons around its cue."""
        low, high = sentence.start, sentence.end
        for place in self._semicolons(sentence, quotes):
            if place < act.cue:
                low = place + 1
            else:
                high = min(high, place)
        if all(low <= each.start and each.end <= high for each in (act.span, act.told, act.whole or act.span)):
            return act
        span, told = _within(act.span, low, high), _within(act.told, low, high)
        whole = _within(act.whole, low, high) if act.whole is not None else None
        return replace(act, span=span, told=told or span, whole=whole) if span is not None else None

    def _still_told(self, act: Act, read: Utterance, before: list[Utterance]) -> Act:
        """The act with the outlet that its voice was talking to in the sentence before: "X told the Post so. "It broke," he said."."""
        verb = next((t for t in read.tokens if t.idx == act.cue), None)
        if verb is None or not before or not before[-1].acts or "\n\n" in self._page.text[before[-1].span.end : read.span.start]:
            return act
        told = before[-1].acts[-1].chains[0]
        spoken = any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in verb.children) and any(q.speech for q in read.quotes)
        outlet = len(told) == 2 and self._voices.kind(told[0]) == "outlet"
        if spoken and outlet and all(chain == told[1:] for chain in act.chains):
            return replace(act, chains=(told,))
        then = any(c.lower_ in self._cues.words("back_then") for c in verb.children) and any(q.speech for q in read.quotes)
        if then and outlet and all(len(chain) == 1 for chain in act.chains):
            return replace(act, chains=tuple((told[0], *chain) for chain in act.chains))
        return act

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
        first = bisect_right(self._quote_ends, sentence.start)
        last = bisect_left(self._quote_starts, sentence.end)
        return self._quotes[first : min(last, first + _MOST_QUOTES)]

    def _settle(self, read: Utterance, before: list[Utterance]) -> None:
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
            brings = self._bringing(before) if innermost.listed else self._introducing(before) or self._going_on_in(innermost.span, before)
            self._introduced[innermost.span] = (*base, *(name for name in brings if name not in base))
        read.base = self._introduced[innermost.span]

    def _bringing(self, before: list[Utterance]) -> Chain:
        """Who tells the list that the last sentence brings."""
        if not before or not itemised.brings(self._words(before[-1].span), self._cues):
            return before[-1].base if before else ()
        acts = [act for act in before[-1].acts if act.stance != "asks"]
        told = acts[-1].chains[0] if acts else before[-1].base or itemised.bringing(before[-1].tokens, self._voices, self._cues)
        says = any(t.dep_ == "ROOT" and t.lemma_ in self._cues.verbs for t in before[-1].tokens)
        return told or self._sent_by(before[-1].span) or (before[-1].subject if says else ())

    def _sent_by(self, line: Span) -> Chain:
        """Whoever stands first in "From Ann Reed of the Post, on Chirp:"."""
        word, _, rest = self._words(line).partition(" ")
        first = self._voices.at(line.start + len(word) + 1) if rest and word.casefold() in self._cues.words("labels", "mail") else None
        return (first.name,) if first is not None and first.kind != "place" else ()

    def _introducing(self, before: list[Utterance]) -> Chain:
        """The chain of what brings a block: of its act, else of its subject, else of the last act in its paragraph."""
        if not before or not itemised.brings(self._words(before[-1].span), self._cues):
            return ()
        for read in reversed(before[-4:]):
            between = self._page.text[read.span.end : before[-1].span.start].split("\n")
            wrapped = len(between) == 2 and between[1].lstrip().startswith(">")  # the next line of a quoted mail
            if read is not before[-1] and len(between) > 1 and not wrapped:
                break
            if read.acts:
                return (*read.base, *read.acts[-1].chains[0])
            if read is before[-1] and (subject := self._main_subject(read)):
                return subject
        return self._writing(before) if any(t.lemma_ in self._cues.words("passages") for t in before[-1].tokens) else ()

    def _going_on_in(self, block: Span, before: list[Utterance]) -> Chain:
        """Whose words in the first person a block is that nothing brings: of the person whom the sentence before it is about."""
        words = self._words(block)
        if not before or _LABELLED.search(words) or itemised.brings(self._words(before[-1].span), self._cues):
            return ()
        return before[-1].subject if self._cues.singular.search(words) else ()

    @staticmethod
    def _writing(before: list[Utterance]) -> Chain:
        """Whose text a passage is that is brought by no name: of whoever spoke last."""
        spoken = (act.chains[0][:1] for read in reversed(before[-_A_FEW:-1]) for act in reversed(read.acts) if act.chains[0])
        return next(spoken, ())

    def _main_subject(self, read: Utterance) -> Chain:
        for token in read.tokens:
            clause = token.head
            inner = clause.dep_ in ("relcl", "acl", "advcl") or (clause.dep_ == "ccomp" and clause.head.idx < read.span.end)
            if token.dep_ != "nsubj" or inner:
                continue
            name = next(iter(self._voices.of(token)), "")
            tells = self._voices.is_speaker(token) or self._voices.is_teller(token)
            if self._voices.kind(name) or (tells and len(name.split()) > 2 and token.lemma_ not in self._cues.words("passages")):
                return (name,)
        speaking = ("outlet", "person", "agency", "organisation")
        return next(((each.name,) for _, each in self._voices.within(read.span.start, read.span.end) if each.kind in speaking), ())

    def _lay_own(self, read: Utterance) -> None:
        """Quotations of the sentence whose tag stands in it."""
        outer = [each for each in read.acts if speech_at(each.cue, read.quotes) is None]
        for quote in read.quotes:
            if not outer:
                continue
            act = min(outer, key=lambda each: min(abs(each.cue - quote.span.start), abs(each.cue - quote.span.end)))
            self.quoted.setdefault(quote.span, act.chains[0])

    def _lay_quotations(self, reads: list[Utterance]) -> None:
        """Quotations without a tag go on with the voice that spoke before them, in the same paragraph or the one before."""
        speaker: Chain = ()
        spoken, whose = 0, Chain()
        for number, read in enumerate(reads):
            if read.settled and read.base != whose:
                speaker = ()
            whose = read.base
            for quote in read.quotes:
                if quote.span not in self.quoted and not speaker and number and quote.speech and not read.acts:
                    speaker = self._presented(reads[number - 1], quote)
                    spoken = quote.span.start if speaker else spoken
                untold = not any(speech_at(each.cue, read.quotes) is None for each in read.acts)
                if number and quote.span not in self.quoted and quote.speech and untold and reads[number - 1].subject:
                    start = max(0, self._page.text.rfind("\n\n", 0, quote.span.start))
                    if spoken <= start <= reads[number - 1].span.start or self._brings(reads[number - 1], quote):
                        speaker, spoken = reads[number - 1].subject, quote.span.start
                if quote.span not in self.quoted and not read.acts and (after := self._told_after(read, reads[number + 1 : number + 2])):
                    self.quoted[quote.span] = after
                if quote.span in self.quoted:
                    speaker, spoken = self.quoted[quote.span], quote.span.end
                elif speaker and quote.speech and self._page.text.count("\n\n", spoken, max(spoken, quote.span.start)) <= 1:
                    self.quoted[quote.span] = speaker
                    spoken = quote.span.end
            outer = [each for each in read.acts if each.chains[0] and speech_at(each.cue, read.quotes) is None]
            if outer:
                speaker, spoken = outer[-1].chains[0], read.span.end
            elif not read.quotes and "\n\n" in self._page.text[spoken : read.span.end]:
                speaker = ()

    def _brings(self, before: Utterance, quote: Quotation) -> bool:
        """Whether the paragraph before a quotation ends with a colon that brings it: "She wrote:"."""
        words = self._words(before.span).rstrip()
        return words.endswith(":") and not self._page.text[before.span.end : quote.span.start].strip(" \n>*_")

    def _told_after(self, read: Utterance, following: Sequence[Utterance]) -> Chain:
        """Who is named behind a quotation that stands alone: "…" That was how X greeted the news."""
        text = self._page.text
        if not following or "\n\n" in text[read.span.end : following[0].span.start] or text[read.span.start] not in _QUOTING:
            return ()
        after = following[0]
        if after.acts or after.quotes or not self._cues.told_after.match(text, after.span.start):
            return ()
        people = [each.name for _, each in self._voices.within(after.span.start, after.span.end) if each.kind == "person"]
        return (people[0],) if people else ()

    def _about(self, read: Utterance) -> Chain:
        """Who may speak next: the person who is the subject of a sentence, or whose "answer" it tells of; with the outlet that it names."""
        subject = next((t for t in read.tokens if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if subject is None:
            return ()
        owner = next((c for c in subject.children if c.dep_ == "poss"), None) if subject.lemma_ in self._cues.words("answers") else None
        name = self._owner(owner) if owner is not None else self._person(subject)
        outlets = [each.name for _, each in self._voices.within(subject.idx, read.span.end) if each.kind == "outlet"]
        return (
            *(outlet for outlet in outlets[:1] if name and outlet != name and not self._voices.is_publisher(outlet)),
            *((name,) if name else ()),
        )

    def _owner(self, owner: Token) -> str:
        return "" if self._voices.is_own(owner) else next(iter(self._voices.of(owner)), "")

    def _person(self, subject: Token) -> str:
        if subject.pos_ != "PRON" and (named := self._voices.named(subject)) is not None:
            return named.name if named.kind == "person" else ""
        personal = self._cues.words("pronouns", "masculine") | self._cues.words("pronouns", "feminine")
        return next(iter(self._voices.of(subject)), "") if subject.lower_ in personal or self._voices.is_role(subject) else ""

    def _presented(self, before: Utterance, quote: Quotation) -> Chain:
        """Whoever alone is told of in the sentence before a paragraph that a quotation opens."""
        between = self._page.text[before.span.end : quote.span.start]
        people = {each.name for _, each in self._voices.within(before.span.start, before.span.end) if each.kind == "person"}
        if between.strip(" \n>*_") or "\n\n" not in between or before.acts or before.quotes or len(people) != 1:
            return ()
        subject = next((t for t in before.tokens if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        named = self._voices.named(subject) if subject is not None else None
        return (named.name,) if named is not None and named.name in people else ()

    def _words(self, span: Span) -> str:
        return self._page.text[span.start : span.end]


def speech_at(place: int, quotes: Sequence[Quotation]) -> Quotation | None:
    """The quoted speech that a place is in."""
    return next((each for each in quotes if each.speech and each.span.start <= place < each.span.end), None)


def _within(span: Span, low: int, high: int) -> Span | None:
    """The part of a span between two places."""
    start, end = max(span.start, low), min(span.end, high)
    return Span(start, end) if start < end else None


def _named_there(subject: Token) -> Iterator[int]:
    """The places of a subject and, in a main clause, of the name in apposition to it: "his foreman, X, remembers"."""
    yield subject.idx
    if subject.dep_ == "nsubj" and subject.head.dep_ == "ROOT":
        yield from (c.idx for c in subject.children if c.dep_ == "appos")
