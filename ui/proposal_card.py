"""One proposal as it is read: the sentence, what was made of it, through whom, how sure, and what accepting it would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graph.evidence import Assessment, Evidence, assess
from graph.model import Decision, Review, Statement, VoiceKind, shown_status
from graph.predicates import words as in_words
from graph.queries.corrections import FIELDS
from graph.queries.review import Proposal
from ui import words
from ui.cards import chip, facts, mark
from ui.markup import Piece, button, loaded, tag

_SENTENCE = 600
KEYS = (("accept", "Accept", "A"), ("reject", "Reject", "R"), ("edit", "Correct", "E"), ("merge", "Merge", "M"), ("note", "Note", "N"))


def said(statement: Statement, names: Mapping[str, str]) -> list[Piece]:
    """Subject – words – object."""
    what = names.get(statement.object, statement.object) if statement.object is not None else f"“{statement.value}”"
    return [
        loaded(names.get(statement.subject, statement.subject), 120),
        tag("span", f" {in_words(statement.predicate)} ", cls="predicate"),
        loaded(what, 160),
    ]


def row(proposal: Proposal, names: Mapping[str, str]) -> Piece:
    """One line of the list."""
    claim = proposal.claim
    hedge = words.hedge(claim.hedge)
    return tag(
        "div",
        tag("span", *said(proposal.statement, names), cls="said"),
        chip(claim.stance.value, claim.stance.value) if claim.stance.value != "asserts" else None,
        chip(hedge, "hedge") if hedge else None,
        tag("small", f"{claim.confidence:.2f}", title="confidence", cls="sure"),
        cls="head",
    )


def corrected_ends(proposal: Proposal) -> list[str]:
    """The keys of entities that its correction names."""
    said = proposal.decision.content if proposal.decision is not None and proposal.corrected else {}
    return [str(said[name]) for name in ("subject", "object") if said.get(name)]


def detail(proposal: Proposal, sentence: str, evidence: Evidence, names: Mapping[str, str]) -> Piece:
    """What the current proposal says beneath its line."""
    claim, statement = proposal.claim, proposal.statement
    when = words.when(statement.when)
    return tag(
        "div",
        tag("p", "“", loaded(sentence, _SENTENCE), "”", cls="quoted") if sentence else None,
        tag("div", *_chain(claim.chain, evidence), cls="chain"),
        facts(
            [
                ("stance, hedge", f"{claim.stance.value}, {words.hedge(claim.hedge) or 'without a hedge'}"),
                ("when", when or None),
                ("role", loaded(statement.role, 300) if statement.role else None),
                ("where in it", words.place(claim.locator)),
                ("found by", tag("span", loaded(claim.extractor or claim.by, 200), f", confidence {claim.confidence:.2f}")),
            ]
        ),
        effect(proposal, evidence) if not proposal.corrected else None,
        _decided(proposal, names, evidence),
        _noted(proposal.note),
        tag("div", *(button(_keyed(label, key), {"type": name}, cls=f"action to-{name}") for name, label, key in KEYS), cls="actions"),
        cls="detail",
    )


def _keyed(label: str, key: str) -> Piece:
    return tag("span", label, " ", tag("small", key, cls="key"))


def _chain(keys: tuple[str, ...], evidence: Evidence) -> list[Piece]:
    pieces: list[Piece] = []
    for step, key in enumerate(keys):
        voice = evidence.voices.get(key)
        name: Piece = loaded(voice.name if voice else key, 200)
        if step == 0:
            name = tag("strong", name)
        elif step == len(keys) - 1:
            name = tag("u", name, title="origin: where the information enters")
        unnamed = voice is not None and voice.kind in (VoiceKind.unnamed, VoiceKind.rumour)
        pieces += [tag("span", " ← ", cls="arrow") if step else None, name, tag("small", f" ({voice.kind})") if voice and unnamed else None]  # type: ignore[list-item]
    return [piece for piece in pieces if piece is not None]


def assumed(proposal: Proposal, evidence: Evidence, review: Review) -> Assessment:
    """How well its statement would be supported if the proposal were accepted, or were not."""
    slug = proposal.statement.slug
    claims = tuple(
        claim.model_copy(update={"review": review}) if claim.key == proposal.claim.key else claim for claim in evidence.claims[slug]
    )
    return assess(replace(evidence, claims={**evidence.claims, slug: claims}), slug)


def effect(proposal: Proposal, evidence: Evidence) -> Piece | None:
    """What it does, or would do, to the status of its statement."""
    if proposal.statement.slug not in evidence.statements:
        return None
    now = assess(evidence, proposal.statement.slug)
    if proposal.review is Review.accepted:
        without = assumed(proposal, evidence, Review.rejected)
        return tag("p", "It counts: ", mark(without.status), " → ", mark(now.status), cls="effect")
    then = assumed(proposal, evidence, Review.accepted)
    if (then.status, then.asserts, then.denies) == (now.status, now.asserts, now.denies):
        why = next((use.excluded for use in then.uses if use.claim.key == proposal.claim.key), None)
        return tag("p", f"Accepting it changes no status{': ' + why if why else ''}.", cls="effect")
    before = shown_status(now.status, waits=any(claim.waits for claim in evidence.claims.get(proposal.statement.slug, ())))
    return tag("p", "Accepting it: ", mark(before), " → ", mark(then.status), tag("span", f" {then.why}", cls="why-then"), cls="effect")


def _decided(proposal: Proposal, names: Mapping[str, str], evidence: Evidence) -> Piece | None:
    decision = proposal.decision
    if decision is None:
        return None
    word = str(decision.content["review"])
    done = "Accepted as corrected" if proposal.corrected else "Taken back" if word == Review.proposed else word.capitalize()
    by: list[Piece] = [f"{done} by ", loaded(decision.by, 200), f", {decision.at:%Y-%m-%d %H:%M} UTC"]
    return tag("div", tag("p", *by), _corrections(decision, names, evidence) if proposal.corrected else None, cls="decided")


def _corrections(decision: Decision, names: Mapping[str, str], evidence: Evidence) -> Piece | None:
    """What it says instead, field by field."""

    def read(name: str, value: str) -> str:
        if name == "chain":
            return " ← ".join(evidence.voices[key].name if key in evidence.voices else key for key in value.split())
        if name == "predicate":
            return in_words(value)
        return words.when(value) or "no date" if name == "when" else names.get(value, value)

    return facts([(name, loaded(read(name, str(decision.content[name] or "")), 400)) for name in FIELDS if name in decision.content])


def _noted(decision: Decision | None) -> Piece | None:
    text = str(decision.content.get("note") or "") if decision else ""
    if decision is None or not text:
        return None
    return tag("p", loaded(text, 2_000), tag("small", f" — {decision.by}, {decision.at:%Y-%m-%d %H:%M} UTC"), cls="note")
