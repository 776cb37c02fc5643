"""What is needed of the model of FollowTheMoney (https://followthemoney.tech, versions 3.8 to 4): what is a relation, what a name."""

from __future__ import annotations

EDGES = {
    "Associate": ("person", "associate", "associate_of"),
    "ContractAward": ("supplier", "contract", "was_awarded"),
    "CourtCaseParty": ("party", "case", "party_to"),
    "Debt": ("debtor", "creditor", "owes_to"),
    "Directorship": ("director", "organization", "director_of"),
    "Documentation": ("document", "entity", "documents"),
    "Employment": ("employee", "employer", "worked_for"),
    "Family": ("person", "relative", "relative_of"),
    "Membership": ("member", "organization", "member_of"),
    "Mention": ("document", "resolved", "mentions"),
    "Occupancy": ("holder", "post", "held"),
    "Ownership": ("owner", "asset", "owns"),
    "Payment": ("payer", "beneficiary", "paid"),
    "ProjectParticipant": ("participant", "project", "took_part_in"),
    "Representation": ("agent", "client", "represents"),
    "Similar": ("candidate", "match", "similar_to"),
    "Succession": ("predecessor", "successor", "succeeded_by"),
    "UnknownLink": ("subject", "object", "linked_to"),
}
"""Schemata that are a relation: the properties of its first and second end, and the predicate between them."""
LINKS = {
    "addressEntity": "located_at",
    "authorEntity": "written_by",
    "bank": "held_at",
    "entity": "about",
    "holder": "held_by",
    "involved": "involved",
    "issuer": "issued_by",
    "locationEntity": "located_at",
    "operator": "operated_by",
    "organizer": "organised_by",
    "owner": "owned_by",
    "parent": "part_of",
    "recipients": "sent_to",
    "sender": "sent_by",
    "subsidiaries": "parent_of",
    "unknownLinkTo": "linked_to",
}
"""Properties of things that name another one, with the predicate from the thing to it."""
PARENTS = {
    "Airplane": "Vehicle",
    "Article": "Document",
    "Company": "Organization",
    "LegalEntity": "Thing",
    "Organization": "LegalEntity",
    "Person": "LegalEntity",
    "PublicBody": "Organization",
    "Vehicle": "Asset",
    "Vessel": "Vehicle",
    "Asset": "Thing",
    "Document": "Thing",
    "Event": "Thing",
    "Address": "Thing",
}
"""The schema above each; two fragments of one entity may have two of a line, and the narrower one counts."""
NAMES = ("name", "title", "fileName", "full", "caption")
CAPTIONS = ("iban", "accountNumber", "publicKey", "number", "program", "authority")
"""What an entity without a name is called by; they stay properties."""
ALIASES = ("alias", "weakAlias", "previousName", "abbreviation")
COUNTRIES = ("country", "nationality", "jurisdiction", "mainCountry")
IDENTIFIERS = {
    "wikidataId": "wikidata",
    "leiCode": "lei",
    "imoNumber": "imo",
    "isin": "isin",
    "swiftBic": "bic",
    "innCode": "inn",
    "ogrnCode": "ogrn",
}
NOTES = ("notes", "description", "summary")


def narrower(one: str, other: str) -> str | None:
    """Of two schemata the one that is the other, only narrower; None if neither is."""
    for low, high in ((one, other), (other, one)):
        above: str | None = low
        while above is not None:
            if above == high:
                return low
            above = PARENTS.get(above)
    return None
