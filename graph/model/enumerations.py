"""The words of which one is chosen: kinds, stances, hedges, statuses."""

from __future__ import annotations

from enum import StrEnum


class EntityKind(StrEnum):
    """The kinds that have their own badge; a data set may bring others as a label."""

    person = "person"
    agency = "agency"
    organisation = "organisation"
    outlet = "outlet"
    event = "event"
    place = "place"
    document = "document"


class VoiceKind(StrEnum):
    outlet = "outlet"
    person = "person"
    body = "body"
    unnamed = "unnamed"
    rumour = "rumour"
    record = "record"
    dataset = "dataset"


class Stance(StrEnum):
    asserts = "asserts"
    denies = "denies"
    doubts = "doubts"
    asks = "asks"


class Hedge(StrEnum):
    """What the words say; never the same thing as the computed status."""

    none = "none"
    reported = "reported"
    alleged = "alleged"
    rumoured = "rumoured"
    believed = "believed"
    conditional = "conditional"
    inferred = "inferred"
    confirmed = "confirmed"


class Review(StrEnum):
    proposed = "proposed"
    accepted = "accepted"
    rejected = "rejected"


class Status(StrEnum):
    """Computed from the claims, never typed in; in order of the legend, firmest first."""

    confirmed = "confirmed"
    corroborated = "corroborated"
    unconfirmed = "unconfirmed"
    single_source = "single-source"
    rumour = "rumour"
    contested = "contested"
    denied = "denied"
    unsourced = "unsourced"


class Unclaimed(StrEnum):
    """What stands where a status would: for a relationship that carries no claims, as in a database that Redstring did not write; for one
    that only claims tell which were found in documents and wait for review."""

    proposed = "proposed"
    unclaimed = "no claims"


def status_of(name: str) -> Status | Unclaimed:
    """The status of this name, or what stands in the place of one. Raises ValueError for any other name."""
    return Unclaimed(name) if name in set(Unclaimed) else Status(name)


def shown_status(status: Status, *, waits: object) -> Status | Unclaimed:
    """The status of a statement as a person sees it: proposed where nothing counts and something of it `waits` for review."""
    return Unclaimed.proposed if status is Status.unsourced and waits else status
