"""Signing what a snapshot's manifest says (Ed25519, RFC 8032) and checking it: who holds the key made the file, whoever that is."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from graph.errors import SnapshotError
from graph.snapshot.manifest import Manifest, Signature

_HOW = "openssl genpkey -algorithm ed25519 -out KEY.pem"


def sign(manifest: Manifest, key: Ed25519PrivateKey) -> Manifest:
    """The manifest with a signature over all that it says; its seal has to be made after this."""
    value = key.sign(manifest.to_sign())
    by = key.public_key().public_bytes_raw()
    return manifest.model_copy(update={"signature": Signature(by=base64.b64encode(by).decode(), value=base64.b64encode(value).decode())})


def is_valid(manifest: Manifest) -> bool:
    """Whether the signature of a manifest fits what it says and the key that it names. False without one."""
    if manifest.signature is None:
        return False
    try:
        by = Ed25519PublicKey.from_public_bytes(base64.b64decode(manifest.signature.by, validate=True))
        by.verify(base64.b64decode(manifest.signature.value, validate=True), manifest.to_sign())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def is_of(manifest: Manifest, key: Ed25519PublicKey) -> bool:
    """Whether the key that a manifest names is this one."""
    return manifest.signature is not None and manifest.signature.by == base64.b64encode(key.public_bytes_raw()).decode()


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key of a PEM file. Raises SnapshotError, saying how one is made, if it holds none; OSError if it cannot be read."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SnapshotError(f"{path} holds no private key that can be read without a password; make one: {_HOW}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SnapshotError(f"{path} holds a key of another kind; make one of Ed25519: {_HOW}")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """The public key of a PEM file. Raises SnapshotError, OSError."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise SnapshotError(f"{path} holds no public key; take it from the private one: openssl pkey -in KEY.pem -pubout") from error
    if not isinstance(key, Ed25519PublicKey):
        raise SnapshotError(f"{path} holds a key of another kind than Ed25519")
    return key
