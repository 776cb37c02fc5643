"""The card of a relationship (or of a statement with a value): what is said, how well it is supported, and by whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from graph.evidence import Assessment, Evidence, reasons
from graph.evidence.completed import CompletedChain, completed
from graph.model import Stance, Statement, Status, Voice, VoiceKind
from ui import words
from ui.cards import Names, badge, chip, facts, node_button, overline, section, sentence, statement_row
from ui.claim import claims_list, source_line
from ui.markup import Piece, loaded, tag

Chains = Mapping[str, Sequence[CompletedChain]]
ORIGIN_KIND = {VoiceKind.unnamed: "unnamed", VoiceKind.rumour: "rumour", VoiceKind.record: "record", VoiceKind.dataset: "data set"}


def figures(found: Assessment) -> Piece:
    """The four numbers: claims in documents, publishers and owners, origins, separate chains."""
    cells = [
        (f"{found.asserts:,}", f"{'claim' if found.asserts == 1 else 'claims'} in {words.number(found.documents, 'document')}"),
        (f"{found.publishers:,}", f"{'publisher' if found.publishers == 1 else 'publishers'}, {words.number(found.owners, 'owner')}"),
        (words.span(found.origins_min, found.origins_max), "independent origins" if found.origins_max != 1 else "independent origin"),
        (f"{found.chains:,}", "separate chains" if found.chains != 1 else "separate chain"),
    ]
    return tag("div", *(tag("div", tag("strong", value), tag("small", label)) for value, label in cells), cls="figures")


def split_bar(found: Assessment, guesses: int) -> Piece:
    """Assert, doubt or guess, deny: as parts of one bar, with their numbers below."""
    doubts = found.doubts + found.asks + guesses
    parts = [("asserts", found.asserts, "assert"), ("doubts", doubts, "doubt or guess"), ("denies", found.denies, "deny")]
    bar = tag("div", *(tag("span", cls=name, grow=str(count)) for name, count, _ in parts if count), cls="split")
    legend = tag("div", *(tag("span", f"{count:,} {label}") for _, count, label in parts), cls="split-words")
    return tag("div", bar, legend)


def _why(found: Assessment) -> str:
    """The reason without the slugs of the rivals, which the card lists as sentences."""
    slugs = "|".join(re.escape(slug) for slug in found.rivals)
    return re.sub(rf": (?:{slugs})(?:(?:, | and )(?:{slugs}))*(?: and \d+ more)?(?![\w-])", "", found.why) if slugs else found.why


def _guesses(found: Assessment) -> int:
    """Claims that are somebody's own conclusion: shown, never counted."""
    return sum(use.claim.inference and use.claim.stance.value not in ("doubts", "asks") for use in found.uses)


def _owned(owner: Voice | None) -> Piece | None:
    return tag("small", " (", loaded(owner.name, 200), ")") if owner else None


def _sources(found: Assessment, evidence: Evidence) -> list[Piece]:
    counts = Counter(use.claim.source for use in found.uses)
    pieces: list[Piece] = []
    for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        source = evidence.sources.get(key)
        publisher = evidence.voices.get(source.publisher) if source else None
        about: list[str] = [words.number(count, "claim")]
        if source is not None:
            about += [words.when(source.published) or "undated", source.kind]
            about += [f"cites {len(source.cites)}"] if source.cites else []
            about += [{"excerpt": "excerpt read", "copy": "read as a copy", "no": "not read"}.get(source.seen or "", "")]
        said = " · ".join(part for part in about if part)
        owner = evidence.voices.get(publisher.owner) if publisher and publisher.owner else None
        pieces.append(
            tag(
                "div",
                tag("div", tag("strong", loaded(publisher.name if publisher else key, 200)), _owned(owner)),
                tag("div", *source_line(source, key), cls="source"),
                tag("div", said, cls="muted"),
                tag("div", loaded(source.note, 1_000), cls="note") if source and source.note else None,
                cls="item",
            )
        )
    return pieces


def _origin(key: str, ends: Counter[str], evidence: Evidence) -> Piece:
    voice = evidence.voices.get(key)
    kind = ORIGIN_KIND.get(voice.kind, "named") if voice else "named"
    heard = evidence.voices.get(voice.heard_by) if voice and voice.heard_by else None
    return tag(
        "div",
        tag("div", tag("u", loaded(voice.name if voice else key, 300)), chip(kind, "hedge")),
        tag("div", words.number(ends[key], "claim ends here", "claims end here"), cls="muted"),
        tag("div", "only ", loaded(heard.name, 200), " spoke to them", cls="muted") if heard else None,
        tag("div", loaded(voice.note, 1_000), cls="note") if voice and voice.note else None,
        cls="item",
    )


def _ends(found: Assessment, chains: Chains, stance: Stance) -> Counter[str]:
    """At how many claims of a stance a chain ends at each origin."""
    uses = [use for use in found.uses if use.claim.stance is stance]
    return Counter(origin for use in uses for origin in {chain.origin for chain in chains[use.claim.key]} if origin is not None)


def _range(least: int, most: int, origins: Sequence[str], evidence: Evidence) -> list[Piece]:
    """Why there are at least so many and at most so many; nothing where both are the same."""
    if least == most:
        return []
    return [tag("p", f"At least {least}, at most {most}: {reasons.spread(origins, evidence.voices)}.", cls="muted")]


def _origins(found: Assessment, chains: Chains, evidence: Evidence) -> list[Piece]:
    ends, denials = _ends(found, chains, Stance.asserts), _ends(found, chains, Stance.denies)
    pieces = _range(found.origins_min, found.origins_max, found.origins, evidence)
    pieces += [_origin(key, ends, evidence) for key in found.origins]
    if not found.origins:
        pieces.append(tag("p", "No origin: nothing asserted here leads back to anybody.", cls="empty"))
    denied = f"Denied by {words.span(found.deniers_min, found.deniers_max)}"
    spread = _range(found.deniers_min, found.deniers_max, found.deniers, evidence)
    deniers = section(denied, [*spread, *(_origin(key, denials, evidence) for key in found.deniers)])
    return [*pieces, *([deniers] if deniers else [])]


def _others(
    statement: Statement, found: Assessment, evidence: Evidence, statuses: Mapping[str, Status], names: Names
) -> list[Piece | None]:
    """Statements that contest this one, that cannot hold beside it, and its variants."""

    def rows(slugs: list[str]) -> list[Piece | None]:
        known = [evidence.statements[slug] for slug in slugs if slug in evidence.statements]
        return [statement_row(other, statuses.get(other.slug, Status.unsourced), names) for other in known]

    all_ = evidence.statements.values()
    rivals = list(found.rivals)
    conflicts = {*statement.conflicts_with, *(other.slug for other in all_ if statement.slug in other.conflicts_with)} - {*rivals}
    family = {statement.slug, statement.variant_of or statement.slug}
    variants = {other.slug for other in all_ if {other.slug, other.variant_of} & family}
    return [
        section("Contested by", rows(rivals), cls="links"),
        section("Cannot be true beside it", rows(sorted(conflicts)), cls="links"),
        section("Other versions", rows(sorted(variants - {statement.slug})), cls="links"),
    ]


def _qualifiers(statement: Statement, names: Names, found: Assessment) -> Piece | None:
    def place(key: str | None) -> Piece | None:
        return node_button(names, key) if key else None

    return facts(
        [
            ("when", words.when(statement.when)),
            ("where", place(statement.where)),
            ("from", place(statement.origin_place)),
            ("role", loaded(statement.role) if statement.role else None),
            ("quantity", loaded(statement.quantity) if statement.quantity else None),
            ("first published", words.when(found.first_published)),
            ("note", loaded(statement.note, 4_000) if statement.note else None),
        ]
    )


def relationship_card(statement: Statement, found: Assessment, evidence: Evidence, statuses: Mapping[str, Status], names: Names) -> Piece:
    """Everything there is to say about one statement. `statuses` are those of the other statements, by slug."""
    claims, sources = len(found.uses), len({use.claim.source for use in found.uses})
    origins = found.origins_max
    chains = completed(evidence, found)
    tabs = tag(
        "tabs",
        tag("tab", *claims_list(found.uses, chains, evidence), label=f"Claims {claims:,}"),
        tag("tab", *_sources(found, evidence), label=f"Sources {sources:,}"),
        tag("tab", *_origins(found, chains, evidence), label=f"Origins {origins:,}"),
        label="Evidence",
    )
    return tag(
        "div",
        overline("Relationship" if statement.object is not None else "Statement"),
        tag("h2", *sentence(statement, names)),
        badge(found.status),
        tag("p", loaded(_why(found), 2_000), cls="why"),
        figures(found),
        split_bar(found, _guesses(found)),
        _qualifiers(statement, names, found),
        *_others(statement, found, evidence, statuses, names),
        tabs,
        cls=f"card {found.status.value}",
    )
