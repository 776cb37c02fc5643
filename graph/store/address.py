"""Where a store is: `embedded:FOLDER`, or `neo4j://host:7687` and its kin. An address never holds a password."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import StoreAddressError

DEFAULT = "embedded:.redstring/store"
DEFAULT_PORT = 7687
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
FORMS = "Give embedded:FOLDER, or neo4j://host:7687 (also bolt://, and +s or +ssc for encryption)."


@dataclass(frozen=True)
class Address:
    """A checked address. `folder` is set for the embedded engine, `uri` for a server; `database` None is the user's home database."""

    text: str
    folder: Path | None = None
    uri: str = ""
    database: str | None = None
    user: str = ""
    password: str = field(default="", repr=False)


def default_address() -> str:
    """REDSTRING_STORE from the environment, else the embedded store in `.redstring/store`."""
    return os.environ.get("REDSTRING_STORE") or DEFAULT


def parse(uri: str, user: str | None = None, password: str | None = None) -> Address:
    """Check an address and add user and password, by default from REDSTRING_USER (else neo4j) and REDSTRING_PASSWORD.

    Raises StoreAddressError when the address cannot be understood or holds a user or password (which is not repeated).
    """
    scheme, separator, rest = uri.strip().partition(":")
    if separator and scheme == "embedded":
        if not rest.strip():
            raise StoreAddressError("The address names no folder. Write for example embedded:.redstring/store")
        folder = Path(rest).expanduser().absolute()
        return Address(text=f"embedded:{rest}", folder=folder)
    if not separator or scheme not in SCHEMES:
        shown = "" if "@" in uri or "password" in uri.lower() else f" {uri!r}"
        raise StoreAddressError(f"The store's address{shown} cannot be understood. {FORMS}")
    return _server(uri.strip(), scheme, user, password)


def _server(uri: str, scheme: str, user: str | None, password: str | None) -> Address:
    # an @ in any place: an unescaped slash in a password moves what follows it out of the host part
    if "@" in uri or "password" in uri.lower():
        raise StoreAddressError(
            "The store's address must not hold a user or password. Leave them out and set REDSTRING_USER and REDSTRING_PASSWORD."
        )
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port or DEFAULT_PORT
    except ValueError as error:
        raise StoreAddressError(f"The host or port of the store's address {uri!r} cannot be understood. {FORMS}") from error
    if not host or parts.fragment or "/" in parts.path.strip("/"):
        raise StoreAddressError(f"The store's address {uri!r} cannot be understood. {FORMS}")
    host = f"[{host}]" if ":" in host else host
    database = parts.path.strip("/") or None
    query = f"?{parts.query}" if parts.query else ""
    return Address(
        text=f"{scheme}://{host}:{port}" + (f"/{database}" if database else ""),
        uri=f"{scheme}://{host}:{port}{query}",
        database=database,
        user=user if user is not None else os.environ.get("REDSTRING_USER") or "neo4j",
        password=password if password is not None else os.environ.get("REDSTRING_PASSWORD", ""),
    )
