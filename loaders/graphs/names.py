"""What other tools call things, as names that the model takes: kinds, predicates, keys, and the key of a case after its file."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from graph.model import fold

KINDS = {
    "person": ("people", "individual", "human", "human being", "character", "politician"),
    "agency": ("public body", "government", "government agency", "ministry", "authority"),
    "organisation": (
        *("organization", "org", "company", "corporation", "business", "firm", "institution", "ngo", "group", "party"),
        *("political party", "public company"),
    ),
    "outlet": ("newspaper", "magazine", "media", "media outlet", "news outlet", "broadcaster"),
    "event": ("incident", "meeting"),
    "place": ("location", "city", "town", "country", "region", "address"),
    "document": ("doc", "report", "file", "article", "paper", "email", "page"),
}
"""What is known of labels: by kind, the labels (folded, words apart) that mean it. Each kind means itself."""
_KNOWN = {label: kind for kind, labels in KINDS.items() for label in (kind, *labels)}
NO_KIND, NO_TYPE = "thing", "linked_to"
"""For a node without a label, and for a relation without a type."""
_TYPE = re.compile(r"[a-z][a-z0-9_]{1,63}")
_KEY = re.compile(r"[a-z][a-z0-9_-]*:(?!:)[^\s/|]{1,200}")
_UNFIT = re.compile(r"[\s/|%\x00-\x1f\x7f]")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 160


def on_a_line(name: str) -> str:
    """A name that is told over several lines, or with several spaces, as one line with single ones."""
    return " ".join(name.split())


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """The plain letters and digits of a text, small, words parted by one space: `PublicBody` and `public-body` are `public body`."""
    return _OTHER.sub(" ", fold(_HUMP.sub(" ", text))).strip()


@lru_cache(maxsize=4096)
def kind_of(label: str) -> str:
    """The kind of an entity with this label: one of ours where it, or what stands behind its last point, means one, else the label itself.

    NO_KIND if it has no plain letter.
    """
    plain, last = words(label), words(label.rpartition(".")[2])
    return _KNOWN.get(plain) or _KNOWN.get(plain.removesuffix("s")) or _KNOWN.get(last) or slug(label)


def slug(text: str) -> str:
    """The plain letters and digits of a text with hyphens between, beginning with a letter; NO_KIND if it has none."""
    return words(text).replace(" ", "-").lstrip("-0123456789")[:64] or NO_KIND


@lru_cache(maxsize=4096)
def predicate_of(type_: str) -> str:
    """A relation's type as a predicate; NO_TYPE if it has no plain letter. In capitals it is a type that Cypher takes."""
    small = type_.lower()
    if type_ in (small, type_.upper()) and _TYPE.fullmatch(small):
        return small
    made = words(type_).replace(" ", "_").lstrip("_0123456789")[:64].rstrip("_")
    return made if _TYPE.fullmatch(made) else NO_TYPE


def key_of(prefix: str, id_: str) -> str:
    """The key of an entity: the id itself if it is a key, else the prefix and the id with what a key cannot hold written as %XX."""
    if _KEY.fullmatch(id_) and id_.isprintable():
        return id_
    fit = _UNFIT.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), id_) or "%"
    if len(fit) > _LONGEST:
        fit = f"{fit[:_LONGEST]}~{short(id_)}"
    return f"{slug(prefix)}:{fit}"


def short(*parts: str) -> str:
    """12 hex digits of SHA-256: tells apart what would have the same name."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def case_key(file_name: str) -> str:
    """The key of the case that a file becomes: its whole name, so that no case folder has it by chance and a newer one replaces it."""
    made = re.sub(r"[^a-z0-9._-]+", "-", fold(file_name)).strip("-._")
    if not made or len(made) > 80:
        made = f"{made[:60]}-{short(file_name)}".strip("-._")
    return made
