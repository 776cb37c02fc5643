"""Acts of saying told by a verb: "X says", "said X", "is said to", "told by X", "X quoted Y as saying", "X has it from Y"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.extraction.acts import Act, Chain, end_of, span_of
from loaders.extraction.contents import Contents
from loaders.extraction.cues import Cues, Frame
from loaders.extraction.documents import Documents
from loaders.extraction.media import Media
from loaders.extraction.origins import Origins
from loaders.extraction.polarity import Polarity
from loaders.extraction.proposals import Span
from loaders.extraction.quotations import Quotation
from loaders.extraction.subjects import Subjects
from loaders.extraction.voices import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset(("ccomp", "csubj", "csubjpass"))


class Verbs:
    """Acts told by a verb: active, passive, or one that only goes back to somebody."""

    def __init__(self, voices: Voices, cues: Cues, subjects: Subjects, media: Media) -> None:
        self._voices, self._cues, self._subjects, self._media = voices, cues, subjects, media
        self._polarity = Polarity(cues)
        self._contents = Contents(cues, self._polarity)
        self._documents = Documents(voices, cues)
        self._origins = Origins(voices, cues, subjects, media, self._documents)

    def of(self, verb: Token, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> Act | None:
        if self._polarity.is_refused(verb) or self._polarity.is_asked(verb) or self._polarity.is_hard(verb):
            return None
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or self._is_accused(verb)
        if verb.dep_ == "advcl" and (inserted := self._as_told_by(verb)) is not None:
            return inserted
        if verb.dep_ == "acl" and verb.lemma_ in self._cues.words("relaying") and (told := self._first_told(verb)) is not None:
            return told
        if verb.tag_ == "VBN" and not passive and not self._polarity.has_auxiliary(verb) and not self._is_past(verb):
            return None
        if not passive and self._polarity.is_reduced(verb) and not self._is_of_record(verb):
            return None
        for frame in self._cues.verbs[verb.lemma_]:
            act = self._passive(verb, frame) if passive else self._active(verb, frame, tokens, quotes)
            if act is not None:
                return act
        return None

    def _as_told_by(self, verb: Token) -> Act | None:
        """ "As first reported by X, …"."""
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
        marked = any(c.dep_ == "mark" and c.lower_ in self._cues.words("as_saying") for c in verb.children)
        if agent is None and marked and verb.lemma_ in self._cues.words("following"):
            source = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in self._cues.words("learnt")), None)
            agent = next((c for c in source.children if c.dep_ == "pobj"), None) if source is not None else None
        hedge = "none"
        if agent is None and marked and verb.tag_ == "VBN":
            agent, hedge = self._written_in(verb), self._cues.verbs[verb.lemma_][0].hedge
        names = self._voices.of(agent) if agent is not None and marked else []
        clause = verb.head
        return Act(verb.idx, span_of(clause), span_of(clause), tuple((name,) for name in names), hedge, head=clause.idx) if names else None

    def _written_in(self, verb: Token) -> Token | None:
        """The document in "as alleged in the complaint, …"."""
        places = (d for c in verb.children if c.dep_ == "prep" and c.lower_ in self._cues.words("learnt") for d in c.children)
        found = next((d for d in places if d.dep_ == "pobj"), None)
        return found if found is not None and {found.lower_, found.lemma_} & self._cues.words("documents") else None

    def _first_told(self, verb: Token) -> Act | None:
        """ "The warning, first disclosed by X, was …"."""
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
        first = any(c.lower_ in self._cues.words("first") for c in verb.children)
        outlet = self._media.outlet(agent) if agent is not None and first else ""
        clause = verb.head.head
        return Act(verb.idx, span_of(clause), span_of(clause), ((outlet,),), head=clause.idx) if outlet else None

    def _is_accused(self, verb: Token) -> bool:
        """ "A banker accused by X of …", "stands accused by X of …": a participle with who says so and of what."""
        deps = {child.dep_ for child in verb.children}
        of = any(self._contents.is_of(child) for child in verb.subtree)
        return verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "oprd", "acomp") and "agent" in deps and of

    def _is_of_record(self, verb: Token) -> bool:
        subject = self._subjects.of(verb)
        return subject is not None and self._documents.is_record(subject)

    @staticmethod
    def _is_past(verb: Token) -> bool:
        """Whether a form that is tagged as a participle is the past of a main clause: it has subject and object."""
        deps = {child.dep_ for child in verb.children}
        return verb.dep_ == "ROOT" and "nsubj" in deps and bool(deps & {"dobj", "ccomp"})

    def _active(self, verb: Token, frame: Frame, tokens: Sequence[Token], quotes: Sequence[Quotation]) -> Act | None:
        if frame.needs == "voice":
            return self._relay(verb)
        if frame.needs == "made":
            return None
        if frame.needs in ("from", "through", "place"):
            return self._origins.of(verb, frame)
        subject = self._subjects.of(verb)
        if subject is None or self._voices.is_nobody(subject) or self._is_readers(verb, subject):
            return None
        if (silent := self._documents.without(subject)) is not None:
            told = self._contents.of(verb, frame, tokens, quotes)
            names = self._voices.of(silent)[:1] if told is not None and frame.needs in ("clause", "record") else []
            return Act(verb.idx, span_of(verb), span_of(verb), (tuple(names),), "none", "denies") if names else None
        if frame.needs == "record" and not self._documents.is_record(subject):
            return None
        if frame.needs == "clause" and (answered := self._contents.answered(verb)):
            names = self._voices.of(subject)[:1]
            return Act(verb.idx, span_of(verb), span_of(verb), (tuple(names),), frame.hedge, answered) if names else None
        if verb.lemma_ in self._cues.words("questioning") and self._voices.is_own(subject):
            return None
        if frame.needs == "predicate" and self._names(verb):
            return None
        told = self._contents.of(verb, frame, tokens, quotes)
        if told is None:
            return None
        stance, hedge = frame.stance, frame.hedge
        negated = self._polarity.is_negated(verb)
        if self._polarity.is_neither(verb):
            if any(c.dep_ == "conj" and c.lemma_ in self._cues.verbs for c in verb.children):
                return None
            stance, hedge = "doubts", "none"
        elif negated and frame.hedge == "believed" and not isinstance(told, Span) and told.dep_ == "dobj":
            stance, hedge = "doubts", "none"
        elif negated and stance == "asserts":
            if frame.needs != "object" and self._polarity.is_open(verb) and frame.hedge != "believed":
                return None
            stance, hedge = "doubts", "none"
        elif negated:
            return None
        if stance == "asserts" and self._polarity.finds_nothing(verb):
            stance = "denies"
        if frame.needs == "predicate":
            stance = "denies" if (called := self._polarity.called(verb)) == "asserts" and self._polarity.is_mocked(verb) else called
        chains = self.chains(subject, verb, frame)
        if chains is None:
            return None
        if hedge == "none" and stance == "asserts":
            hedge = self._cues.voice_hedges.get(subject.lower_, "none")
        made = self.act(verb, subject, told, chains, hedge, stance)
        return replace(made, span=span_of(verb.head)) if verb.dep_ == "conj" and self._polarity.is_neither(verb) else made

    def _passive(self, verb: Token, frame: Frame) -> Act | None:
        agent = next((p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
        about = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        content = next((c for c in verb.children if c.dep_ in ("xcomp", *_CLAUSES)), None)
        if agent is None and content is None and (taken := self._by_believers(verb)) is not None:
            agent, content = taken
        if content is None and frame.needs == "clause" and not frame.hearer:
            content = self._contents.late_infinitive(verb)
        if frame.needs == "of":
            around = (verb, agent) if agent is not None else (verb,)
            content = next((c for each in around for c in each.children if self._contents.is_of(c)), None)
            if self._polarity.is_negated(verb) or (content is not None and self._polarity.is_empty(content)):
                return None
        if frame.needs == "made":
            return self._origins.made(verb, agent, about)
        if frame.needs == "voice":
            return self._quoted_as_saying(verb, agent, about)
        if agent is not None:
            return self._by_agent(verb, agent, about, content or self._contents.late_clause(verb), frame)
        if frame.stance == "asks" and content is not None and content.dep_ == "xcomp":
            return None
        if (party := self._on_behalf(verb)) is not None:
            return Act(verb.idx, span_of(verb), span_of(verb), ((party,),), frame.hedge, frame.stance)
        if any(c.tag_ == "MD" for c in verb.children):
            return None
        if verb.lemma_ in self._cues.words("citing", "having") and content is not None and (told_by := self._learnt_from(verb)):
            return Act(verb.idx, span_of(verb), span_of(content), ((told_by,),), head=content.idx)
        if (
            frame.needs in ("voice", "predicate", "record", "about", "object")
            or content is None
            or (frame.hearer and content.dep_ == "xcomp")  # "was told to wait"
            or not (frame.passive or frame.stance == "asks")
        ):
            return None
        return Act(verb.idx, span_of(verb), span_of(content), ((),), frame.passive or "none", frame.stance, content.idx)

    def _by_believers(self, verb: Token) -> tuple[Token, Token] | None:
        """ "is thought by X to be …", where the tree takes X for the subject of the infinitive."""
        by = self._cues.words("agent")
        for child in verb.children:
            if child.dep_ == "advcl" and child.i > verb.i and child.left_edge.i == verb.i + 1 and child.left_edge.lower_ in by:
                subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
                if subject is not None and any(c.tag_ == "TO" for c in child.children):
                    return subject, child
        return None

    def _on_behalf(self, verb: Token) -> str | None:
        """ "It was submitted for the appellant that …", "it is said on behalf of X that …"."""
        if not any(c.dep_ in ("nsubjpass", "nsubj") and c.lower_ in self._cues.words("pronouns", "thing") for c in verb.children):
            return None
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in self._cues.words("behalf", "prepositions"):
                held = next((c for c in child.children if c.dep_ == "pobj"), None)
                if held is not None and held.lower_ in self._cues.words("behalf", "nouns"):
                    held = next((d for c in held.children if c.dep_ == "prep" for d in c.children if d.dep_ == "pobj"), None)
                if held is not None and self._voices.is_speaker(held):
                    return next(iter(self._voices.of(held)), None)
        return None

    def _learnt_from(self, verb: Token) -> str:
        """ "It was learnt from Y that …", "it was heard in Y"."""
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in self._cues.words("learnt"):
                for deeper in child.children:
                    if deeper.dep_ == "pobj" and (self._voices.is_speaker(deeper) or deeper.tag_ == "NNS"):
                        return next(iter(self._voices.of(deeper)), "")
        return ""

    def _by_agent(self, verb: Token, agent: Token, about: Token | None, content: Token | None, frame: Frame) -> Act | None:
        names = self._voices.of(agent)
        if content is not None and content.head.i == agent.i and self._voices.named(agent) is None:
            names = [agent.doc[agent.left_edge.i : agent.i + 1].text]
        if about is None and frame.needs == "about":
            about = self._subjects.of(verb)  # "fled and has been questioned by the police"
        if verb.dep_ in ("acl", "relcl") and (about is None or about.tag_ == "WDT") and frame.needs in ("about", "object"):
            about = verb.head  # "a claim rejected by X", "the claim, which was rejected by X"
        if not names or (frame.needs == "about" and about is not None and not self._contents.is_told(about)):
            return None
        called = frame.needs == "record" and any(c.dep_ == "prep" and c.lower_ in self._cues.words("as_saying") for c in verb.children)
        called = called or (frame.hedge == "confirmed" and about is not None and about.lemma_ in self._cues.nouns)
        relayed = called or frame.needs == "predicate" or verb.lemma_ in self._cues.words("relaying")
        if content is None and not relayed and frame.stance == "asserts":
            return None
        hearer = self._voices.of(about)[:1] if frame.hearer and about is not None else []
        telling = self._cues.words("telling", "verbs") | self._cues.words("telling", "told")
        if hearer and verb.lemma_ not in telling and self._voices.kind(hearer[0]) != "outlet":  # "was reminded by X"
            hearer = []
        behind = self._media.behind(verb, agent)
        chains = tuple((*(h for h in hearer if h != name), name, *(n for n in behind if n != name)) for name in names)
        stance = self._polarity.called(verb) if frame.needs == "predicate" else frame.stance
        return Act(verb.idx, span_of(verb), span_of(content if content is not None else verb), chains, frame.hedge, stance, -1)

    def _quoted_as_saying(self, verb: Token, agent: Token | None, about: Token | None) -> Act | None:
        """ "X was quoted by Y as saying …"."""
        saying = next((t for t in verb.subtree if t.i > verb.i and t.tag_ == "VBG" and t.lemma_ in self._cues.verbs), None)
        names = self._voices.of(about)[:1] if about is not None else []
        if saying is None or not names:
            return None
        outer = self._voices.of(agent)[:1] if agent is not None else [name for name in [self._voices.outlet_before(verb.idx)] if name]
        return Act(verb.idx, span_of(verb), span_of(saying), ((*outer, *names),), head=saying.idx)

    def chains(self, subject: Token, verb: Token, frame: Frame) -> tuple[Chain, ...] | None:
        """The voices with what stands before them (the medium) and behind them (whom they cite); None where nobody says anything."""
        if self._voices.is_own(subject):
            return (tuple(self._media.behind(verb, subject)),)
        names = self._voices.of(self._reporting(subject))
        if not names:
            return ((),) if subject.lower_ in self._cues.words("pronouns", "thing") else None
        before = self._media.before(verb, frame)
        if not before and verb.dep_ == "conj" and (frames := self._cues.verbs.get(verb.head.lemma_)):
            before = self._media.before(verb.head, frames[0])
        names = [name for name in names if name not in before] or names
        behind = self._media.behind(verb, subject)
        return tuple((*(name_ for name_ in before if name_ != name), name, *(n for n in behind if n != name)) for name in names)

    def _reporting(self, subject: Token) -> Token:
        """The body whose report it is that says something: "a report by the Ports Council says"."""
        indefinite = any(c.dep_ == "det" and c.lower_ in self._cues.words("singular") for c in subject.children)
        return self._media.owner(subject) if indefinite and subject.lemma_ in self._cues.words("reports") else subject

    def act(self, verb: Token, subject: Token | None, told: Token | Span, chains: tuple[Chain, ...], hedge: str, stance: str) -> Act:
        span = told if isinstance(told, Span) else span_of(told)
        start, end = min(verb.idx, span.start), max(end_of(verb), span.end)
        if verb.dep_ == "xcomp" and verb.head.lemma_ in self._cues.words("inferring"):
            start = min(start, verb.head.idx)
        for child in verb.children:
            if subject is not None and child.i == subject.i and not self._subjects.is_simple(subject):
                continue
            if child.dep_ in ("conj", "cc"):
                continue
            start, end = min(start, child.left_edge.idx), max(end, end_of(child.right_edge))
        if (
            subject is not None
            and subject.head.i != verb.i
            and self._subjects.is_simple(subject)
            and subject.i < verb.i
            and verb.dep_ in ("relcl", "acl")
        ):
            start = min(start, verb.left_edge.idx)
        apart = (
            subject is not None
            and (subject.head.i == verb.i or verb.dep_ != "conj")
            and verb.dep_ not in ("relcl", "acl")
            and not self._subjects.is_simple(subject)
        )
        whole = Span(min(start, subject.left_edge.idx), end) if apart and subject is not None and subject.i < verb.i else None
        return Act(verb.idx, Span(start, end), span, chains, hedge, stance, -1 if isinstance(told, Span) else told.idx, whole)

    def _relay(self, verb: Token) -> Act | None:
        """ "X quoted Y as saying", "X, citing Y": a sentence that goes back to somebody without another verb of saying."""
        cited = next((c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubj") and c.i > verb.i), None)
        subject = self._subjects.of(verb)
        if cited is None or subject is None or subject.i == cited.i:
            return None
        if verb.dep_ == "advcl" and verb.head.lemma_ in self._cues.verbs:
            return None
        outer, inner = self._voices.of(subject), self._media.cited(verb, cited)
        if not inner or (not outer and not self._voices.is_own(subject)):
            return None
        saying = next((t for t in verb.subtree if t.lemma_ in self._cues.verbs and t.i > cited.i and t.tag_ == "VBG"), None)
        told = span_of(saying) if saying is not None else span_of(verb)
        return Act(verb.idx, span_of(verb), told, ((*outer[:1], inner[0]),), head=-1 if saying is None else saying.idx)

    def _is_readers(self, verb: Token, subject: Token) -> bool:
        """ "Readers will recall X": the writer tells it."""
        return subject.lemma_ in self._cues.words("readers") and any(c.tag_ == "MD" for c in verb.children)

    def _names(self, verb: Token) -> bool:
        """ "a woman they call the Magpie": a name is given, nothing is said."""
        if verb.dep_ != "relcl":
            return False
        given = [t for t in verb.doc[verb.i + 1 : verb.right_edge.i + 1] if t.is_alpha]
        return bool(given) and any(t.text[0].isupper() for t in given)
