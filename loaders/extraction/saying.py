"""To whom each sentence is laid: the chain of voices, the hedge and the stance.

The acts of saying in a sentence (`acts` over trees, `plain_acts` without) are put into the setting that it stands in: a turn of a
transcript, a quoted mail, a block quote (`turns`), a quotation (`quotations`); `utterances` holds all that together.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.extraction import party_labels
from loaders.extraction.acts import Act, Chain
from loaders.extraction.cues import cues
from loaders.extraction.disclaimed import Disclaimed
from loaders.extraction.headlines import Headlines
from loaders.extraction.hearsay import Hearsay
from loaders.extraction.hedges import Hedges
from loaders.extraction.page import Page
from loaders.extraction.proposals import BODIES, Named, Saying, Span
from loaders.extraction.settings import Settings
from loaders.extraction.utterances import Utterance, Utterances, speech_at
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 0.5
_LONGEST_CHAIN = 8
_SHORT = 3
_AROUND = 8
_OPENING = ('"', "«")
_EMPTY = 8
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LABEL = re.compile(r"[*_ ]{0,4}(\w{1,20}(?: \w{1,20}){0,3})[*_]{0,2}:[*_]{0,2}\s")
_STAMP = re.compile(r"[*_ ]{0,3}\d[\d.,:/ ]{3,30} ?[-|] ?[^\n.!?]{2,60}")
_REMARK = re.compile(r"[(\[][^()\[\]\n]{1,40}[)\]]\.?")


def find(page: Page, entities: Sequence[Named]) -> list[Saying]:
    """Every sentence of the page that is laid to somebody or hedged, in order; several for one sentence where voices share it."""
    return _Reader(page, entities).sayings()


def at(sayings: Sequence[Saying], span: Span) -> Saying | None:
    """The innermost saying around a place; None where the publisher speaks."""
    return min((each for each in sayings if each.tells(span)), key=lambda each: each.size, default=None)


class _Reader:
    def __init__(self, page: Page, entities: Sequence[Named]) -> None:
        self._page, self._cues = page, cues()
        entities = party_labels.named(page, entities, self._cues)
        self._voices = Voices(page, entities, self._cues)
        self._hedges = Hedges(self._cues)
        self._settings = Settings(page, self._voices, self._cues)
        self._headlines = Headlines(page, self._voices, self._cues, self._hedges)
        self._disclaimed, self._hearsay = Disclaimed(page, self._cues), Hearsay(page, self._cues)
        self._rebutting: set[Span] = set()
        self._utterances = Utterances(page, self._voices, self._cues, self._settings)

    def sayings(self) -> list[Saying]:
        reads = self._utterances.read()
        self._rebutting = {after.span for before, after in itertools.pairwise(reads) if self._rebuts(before, after)}
        made = (each for read in reads for each in self._of_sentence(read))
        return list(dict.fromkeys(each if (span := self._trimmed(each.span)) == each.span else replace(each, span=span) for each in made))

    def _rebuts(self, before: Utterance, after: Utterance) -> bool:
        """Whether a sentence takes back what the one before it lays to somebody, "She said that it was sold. It was not.", or answers what
        another asks: "Was it sold? No."."""
        words = self._words(after.span)
        if self._hedges.asks(self._words(before.span)) and before.base != after.base:
            return bool(self._cues.flat_denial.fullmatch(words) or self._cues.bare_denial.fullmatch(words))
        near = "\n\n" not in self._page.text[before.span.end : after.span.start]
        return near and bool(before.acts) and bool(self._cues.flat_denial.fullmatch(words))

    def _trimmed(self, span: Span) -> Span:
        """A span without spaces and marks of a quoted line at its end."""
        words = self._words(span).rstrip(" \t\n>")
        start = min(len(words) - len(words.lstrip(" \t\n>,;")), max(0, len(words) - 1))
        return Span(span.start + start, span.start + max(start + 1, len(words)))

    def _of_sentence(self, read: Utterance) -> list[Saying]:
        if self._settings.is_silent(read.span) or self._is_greeting(read) or self._disclaimed.is_heading(read.span):
            return []
        if read.told_back and not read.base:
            return []
        made = self._of_acts(read)
        if made and (untrue := self._cues.untrue_as_told.match(self._words(read.span))) is not None:
            return self._untrue(read, made, read.span.start + untrue.end("denial"))
        spans = {each.span for each in made}
        covered = sum(span.end - span.start for span in spans)
        rest = [] if covered >= _MOST * (read.span.end - read.span.start) else self._of_rest(read, made)
        if rest or len(spans) != 1 or read.span in spans:
            return [*rest, *made]
        return [replace(each, span=read.span, told=each.told or each.span) for each in made]  # a clause of it that is told

    def _untrue(self, read: Utterance, made: Sequence[Saying], place: int) -> list[Saying]:
        """A denial up to a place, and who says behind it what is denied: "It is not correct, as X reported, that …"."""
        denied = Saying(Span(read.span.start, place), self._without_publisher(read.base), "none", "denies")
        semicolon = self._page.text.find(";", place, read.span.end)
        told = Span(place, semicolon if semicolon >= 0 else read.span.end)
        return [denied, *(replace(each, span=told, told=None, stance="asserts") for each in made if each.span.end > place)]

    def _is_greeting(self, read: Utterance) -> bool:
        """A line of a mail or turn that tells nothing: an address, a signature, "Thank you.", "[Laughter.]"."""
        text = self._words(read.span)
        if ":" in text and (label := _LABEL.match(text)) and self._is_silent(label[1].casefold(), read):
            return True
        if _STAMP.fullmatch(text.strip()) or self._cues.courteous.fullmatch(text.strip("()[] .,!\n")) or _REMARK.fullmatch(text.strip()):
            return True
        if not read.base or self._settings.is_turn(read.span.start):
            return bool(read.base) and self._is_address(read)
        return len(text.split()) <= _SHORT and not any(token.tag_[:2] == "VB" for token in read.tokens)

    def _is_silent(self, label: str, read: Utterance) -> bool:
        """Whether what stands behind a label is nobody's words."""
        if not read.base:
            return label in self._cues.words("labels", "head")
        return label in self._cues.words("labels", "never") and label not in self._cues.words("checked", "told")

    def _is_address(self, read: Utterance) -> bool:
        """Whether nothing but a name stands in a sentence: "May.", to whoever is to speak next."""
        text = self._words(read.span).strip(" .!?,")
        return " " not in text and not self._hedges.asks(self._words(read.span)) and self._voices.is_given(text)

    def _of_acts(self, read: Utterance) -> list[Saying]:
        made: list[Saying] = []
        parents = {id(act): self._parent(act, read.acts) for act in read.acts}
        taken = {id(act): parent for act in read.acts if (parent := parents[id(act)]) is not None and self._takes_over(act, parent)}
        spent = {id(parent) for parent in taken.values()}
        for act in read.acts:
            if id(act) in spent or self._is_empty(act) or self._hedges.is_supposed(self._words(read.span), act.cue - read.span.start):
                continue
            around = taken.get(id(act))
            for chain, number in itertools.product(act.chains, range(len(around.chains) if around is not None else 1)):
                whole = self._chain(act, chain, parents, read, number)
                saying = self._saying(act, whole, parents[id(act)], read)
                if around is not None:
                    start, end = min(saying.span.start, around.span.start), max(saying.span.end, around.span.end)
                    saying = replace(saying, span=Span(start, end), told=saying.told or saying.span)
                if saying.chain or saying.hedge != "none" or saying.stance != "asserts":
                    made.append(saying)
        return made

    def _is_empty(self, act: Act) -> bool:
        """ "No comment": somebody speaks and tells nothing."""
        told = self._words(act.told)
        return len(told.split()) <= _EMPTY and bool(self._cues.no_comment.search(told))

    def _parent(self, act: Act, acts: Sequence[Act]) -> Act | None:
        """The act in whose content this one stands; what somebody denies is not said by them."""
        around = [
            each
            for each in acts
            if each is not act
            and each.told.start <= act.cue < each.told.end
            and each.stance != "denies"
            and each.cue != act.cue
            and not self._holds(act, each)
            and not self._parted(act, each)
        ]
        return min(around, key=lambda each: each.told.end - each.told.start, default=None)

    @staticmethod
    def _holds(act: Act, other: Act) -> bool:
        """Whether an act tells all of another, in whose content it stands: "is thought to have fled, per two officials"."""
        if act.told == other.told or not act.chains[0]:
            return act.head == other.cue and bool(act.chains[0])
        return act.told.start <= other.cue < act.told.end and act.told.start <= other.told.start and other.told.end <= act.told.end

    def _parted(self, act: Act, around: Act) -> bool:
        """Whether a colon or "though" parts an act from another: what stands there is not told by that voice."""
        opening = self._words(act.span).split(maxsplit=1)[0].casefold()
        if opening in self._cues.words("adversative") and act.span.start > around.cue:
            return True
        if act.stance == "denies" and act.span.start > around.cue and self._cues.taken_up.search(self._page.text, around.cue, act.cue):
            return True
        return act.cue < around.cue and ": " in self._page.text[act.cue : around.cue]

    def _takes_over(self, act: Act, parent: Act) -> bool:
        """Whether the inner act is what the outer one tells."""
        size = min(act.span.end, parent.told.end) - max(act.span.start, parent.told.start)
        return act.cue == parent.head or size >= 0.7 * (parent.told.end - parent.told.start)

    def _chain(self, act: Act, chain: Chain, parents: dict[int, Act | None], read: Utterance, number: int = 0) -> Chain:
        """The voices over an act; `number` tells which of several who tell it together is the next one."""
        names = list(chain)
        above, spoken = parents[id(act)], act
        for _ in range(_LONGEST_CHAIN):
            if above is None:
                break
            if act is spoken and self._is_for(above, names, read):
                names = []
            over = above.chains[number if act is spoken else 0]
            names = [*over, *(name for name in names if name not in over)]
            act, above = above, parents[id(above)]
        quote = speech_at(act.cue, read.quotes)
        if quote is not None:
            names = [*(name for name in self._utterances.quoted.get(quote.span, ()) if name not in names), *names]
        names = [*(name for name in read.base if name not in names), *names]
        return self._without_publisher(names)

    def _is_for(self, above: Act, names: Sequence[str], read: Utterance) -> bool:
        """Whether a spokesman says what the body he speaks for denies: "A spokesman said the firm rejects it"."""
        if len(names) != 1 or not above.chains[0]:
            return False
        kind, last = self._voices.kind(names[0]), names[0].casefold().split()[-1]
        bodies = any(last in words for words in self._cues.mapping("kinds").values())
        if kind not in BODIES and (kind or not bodies):
            return False
        before = f"{above.chains[0][-1]} {self._page.text[read.span.start : above.cue]}".casefold()
        return bool(self._cues.spokesman.search(before))

    def _without_publisher(self, names: Sequence[str]) -> Chain:
        return tuple(name for number, name in enumerate(names) if number or not self._voices.is_publisher(name))[:_LONGEST_CHAIN]

    def _saying(self, act: Act, chain: Chain, parent: Act | None, read: Utterance) -> Saying:
        text = self._words(act.told)
        head = next((t for t in read.tokens if t.idx == act.head), None) or self._root(act.told, read.tokens)
        hedge = act.hedge if act.hedge != "none" else self._hedges.hedge(self._words(act.span))
        quoted = text[:1] in _OPENING and self._hedges.hedge(text.lstrip('"« ')) == "conditional"
        if hedge == "none" and (quoted or self._hedges.puts_case(text)):
            hedge = "conditional"
        if hedge == "none" and parent is not None:
            hedge = parent.hedge
        if hedge == "none" and head is not None and head.tag_[:2] == "VB":
            hedge = self._cues.thought(head.lemma_)
        stance = act.stance
        if stance == "asserts":
            stance = self._hedges.stance(text, head)
        own = act.hedge == "none" and (parent is None or parent.hedge != hedge)
        if stance == "denies" and own and head is not None:
            hedge = self._hedges.hedge(self._without_subject(act.span, head))
        if parent is not None and stance == "asserts" and parent.stance in ("doubts", "asks"):
            stance = parent.stance
        if (
            stance == "asserts"
            and self._hedges.asks(self._words(read.span))
            and speech_at(act.cue, read.quotes) is None
            and not read.quotes
        ):
            stance = "asks"
        return Saying(act.whole or act.span, chain, hedge, stance, act.span if act.whole else None)

    def _without_subject(self, span: Span, head: Token) -> str:
        """A stretch without the subject of its verb: that "the rumoured flight" never was is no rumour."""
        subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < head.i), None)
        if subject is None or subject.left_edge.idx < span.start:
            return self._words(span)
        behind = subject.right_edge.idx + len(subject.right_edge)
        return self._page.text[span.start : subject.left_edge.idx] + self._page.text[behind : span.end]

    def _root(self, span: Span, tokens: Sequence[Token]) -> Token | None:
        """The verb that the others in a stretch hang on."""
        inside = [t for t in tokens if span.start <= t.idx < span.end]
        return next((t for t in inside if not span.start <= t.head.idx < span.end or t.dep_ == "ROOT"), None)

    def _of_rest(self, read: Utterance, made: Sequence[Saying]) -> list[Saying]:
        """What the sentence tells outside its acts: in the voice of its setting or quotation, or in the publisher's, if that hedges."""
        text = self._words(read.span)
        quote = next((each for each in read.quotes if each.speech and self._covers(each.span, read.span)), None)
        quoted = self._utterances.quoted.get(quote.span, ()) if quote else ()
        chain = self._without_publisher((*read.base, *(name for name in quoted if name not in read.base)))
        free = self._free(read, made, quoted=not chain)
        label = _LABEL.match(text) if ":" in text else None
        claimed = label is not None and label[1].casefold() in self._cues.words("checked", "claim")
        hedge, asks = "alleged" if claimed else self._hedges.hedge(free), self._hedges.asks(text)
        if hedge == "conditional" and not chain and self._hedges.speaks_to_reader(text):
            hedge = "none"
        root = self._root(read.span, read.tokens)
        if chain:
            within = quote is not None and quote.span.end - quote.span.start > len(text) + _AROUND
            if not read.settled and len(text.split()) < 3 and not within and not (quote and any(t.tag_ in _FINITE for t in read.tokens)):
                return []
            return [Saying(read.span, chain, hedge, "asks" if asks else self._hedges.stance(text, root))]
        if not made and (headlined := self._headlines.said(read.span)) is not None:
            return [headlined]
        if not made and (disclaimed := self._disclaimed.stance(read.span)):
            return [Saying(read.span, (), hedge, disclaimed)]
        if not made and self._hearsay.tells(read.span):
            return [Saying(read.span, (), "rumoured")]
        rebutting = read.span in self._rebutting or self._is_despite(root, text)
        phrased = ("denies", 0) if rebutting else self._hedges.judged(free) or self._hedges.phrased(free)
        stance = "asks" if asks else phrased[0] if phrased else "asserts"
        if hedge == "none" and stance == "asserts":
            return []
        return [Saying(read.span, self._trying(root) if stance == "doubts" else (), hedge, stance)]

    def _is_despite(self, root: Token | None, text: str) -> bool:
        """Whether a sentence denies what somebody says: "They aren't related, whatever the paper wrote."."""
        negated = root is not None and any(c.dep_ == "neg" for c in root.children)
        return negated and bool(self._cues.whatever_said.search(text))

    def _trying(self, root: Token | None) -> Chain:
        """Who could not find out what stays in doubt: "the police were unable to identify him"."""
        tried = self._cues.words("tried")
        subject = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None else None
        if root is None or subject is None or not any(t.lower_ in tried for t in (root, *root.children)):
            return ()
        if self._voices.is_own(subject) or not self._voices.is_speaker(subject):
            return ()
        return self._without_publisher([name for name in self._voices.of(subject)[:1] if not self._voices.is_publisher(name)])

    def _free(self, read: Utterance, made: Sequence[Saying], *, quoted: bool) -> str:
        """The sentence's words outside its acts; and outside its quotations, if `quoted`."""
        text = self._words(read.span)
        for span in [*(each.span for each in made), *(each.span for each in read.quotes if quoted)]:
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
