"""The records: what a loader yields and a store keeps. Frozen, checked, unknown keys refused.

Keys (`person:dong-jingwei`) are unique in a case and kind of record; `id` is `case/key` and unique in a store. References between
records are keys within the same case. A statement's id is a hash of what it says; its `slug` is for people.
"""

from graph.model.case import OWN, Case, Decision, Import, Snapshot
from graph.model.claimed import Claim, Locator, Row, Statement, TimelinePoint
from graph.model.enumerations import EntityKind, Hedge, Review, Stance, Status, Unclaimed, VoiceKind, shown_status, status_of
from graph.model.fields import LIMIT_TEXT, CaseKey, Key, Name, Predicate, Slug, Text, Tier, WebAddress, digest
from graph.model.folding import fold
from graph.model.named import Alias, Citation, Entity, Source, Voice
from graph.model.record import Keyed, Part, Record

__all__ = [
    "LIMIT_TEXT",
    "OWN",
    "Alias",
    "AnyRecord",
    "Case",
    "CaseKey",
    "Citation",
    "Claim",
    "Decision",
    "Entity",
    "EntityKind",
    "Hedge",
    "Import",
    "Key",
    "Keyed",
    "Locator",
    "Name",
    "Part",
    "Predicate",
    "Record",
    "Review",
    "Row",
    "Slug",
    "Snapshot",
    "Source",
    "Stance",
    "Statement",
    "Status",
    "Text",
    "Tier",
    "TimelinePoint",
    "Unclaimed",
    "Voice",
    "VoiceKind",
    "WebAddress",
    "digest",
    "fold",
    "shown_status",
    "status_of",
]

AnyRecord = Case | Voice | Source | Entity | Statement | Claim | Row | TimelinePoint | Decision | Import | Snapshot
