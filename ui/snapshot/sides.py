"""What the two things are that are compared: where each comes from, and how far it can be trusted, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from graph.snapshot.canonical import canonical, fingerprint, short
from graph.snapshot.content import Content
from graph.snapshot.received import Received
from graph.snapshot.verify import Verification
from ui import words
from ui.markup import clip
from ui.snapshot.sentences import Sentences

MOST = 5
"""Statuses that do not follow, told one by one at most."""


@dataclass(frozen=True)
class Side:
    """One of the two. `state` says whether it is as it was made, `signed` by whom; `doubts` are what speaks against believing it."""

    name: str
    title: str
    made: str
    as_of: str
    author: str
    fingerprint: str
    state: str
    signed: str
    doubts: tuple[str, ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What there is to say of it, with the words for it."""
        given = (
            ("file", self.name),
            ("made", self.made),
            ("by", self.author),
            ("as of", self.as_of),
            ("fingerprint", self.fingerprint),
            ("state", self.state),
            ("signature", self.signed),
        )
        return tuple((label, value) for label, value in given if value)


def side_of(file: Received) -> Side:
    """A file that was read."""
    about = file.content.about
    return Side(
        clip(file.name, 120),
        about.title,
        file.made or "does not say when",
        _counted(file.content, none="all that was known"),
        about.author,
        short(file.fingerprint),
        _state(file.verification),
        _signed(file.verification),
        tuple(_doubts(file)),
    )


def side_of_store(content: Content) -> Side:
    """The same view as a store has it now."""
    return Side(
        "the store as it is",
        content.case.title,
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        _counted(content, none="all that is known"),
        "",
        short(fingerprint(canonical(content))),
        "read now",
        "",
        (),
    )


def _counted(content: Content, none: str) -> str:
    """As of when, and which sources."""
    about = content.about
    return ", ".join(part for part in (about.as_of or none, about.counted) if part)


def _state(found: Verification | None) -> str:
    if found is None:
        return "JSON, which does not say whether it was changed: hold the fingerprint against its maker's"
    return "unchanged since it was made" if found.unchanged else f"CHANGED since it was made: {', '.join(found.changed)}"


def _signed(found: Verification | None) -> str:
    if found is None or found.signature == "none":
        return "not signed"
    by = found.manifest.signature.by if found.manifest.signature else ""
    return "THE SIGNATURE IS WRONG" if found.signature == "wrong" else f"signed by the key {by}"


def _doubts(file: Received) -> list[str]:
    found = []
    if file.verification is not None and not file.verification.unchanged:
        found.append(f"was changed since it was made ({', '.join(file.verification.changed)}). What it says may be somebody else's")
    if file.verification is not None and file.verification.signature == "wrong":
        found.append("carries a signature that is wrong")
    if not file.dated:
        found.append("holds so many claims of so many days that what it tells of earlier days was not computed again")
    if file.lies:
        found.append(f"tells {words.number(len(file.lies), 'finding')} not given by its own claims: {_lies(file)}")
    return found


def _lies(file: Received) -> str:
    said = Sentences(file.content)
    texts = {one.slug: said.statement(one) for one in file.content.statements} | {row.id: said.row(row) for row in file.content.rows}
    told = [
        f"{clip(texts[lie.name], 160)} is told as {lie.told.value}, its claims give {lie.follows.value}"
        if lie.told != lie.follows
        else f"{clip(texts[lie.name], 160)}: {', '.join(lie.figures)}"
        for lie in file.lies[:MOST]
    ]
    more = len(file.lies) - len(told)
    return "; ".join(told) + (f"; and {more:,} more" if more else "")
