"""Signatures of snapshots: valid by their own key, trusted by the one that was asked for, wrong by any other or after any change."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from graph.errors import SnapshotError
from graph.model import Case
from graph.snapshot.content import About, Content
from graph.snapshot.manifest import manifest_of
from graph.snapshot.signature import private_key, public_key, sign
from graph.snapshot.verify import verify
from ui.snapshot.page import page

AT = datetime(2026, 1, 31, tzinfo=UTC)
CONTENT = Content(about=About(title="Empty"), view={"nodes": []}, case=Case(case="made", title="Made"))
PEM = serialization.Encoding.PEM
PLAIN = serialization.NoEncryption()
# of no use but here: what `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` wrote
OPENSSL_PRIVATE = """\
-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIKxcmJBQG47RATBzxs6MmrYoExH76I9m6cFEMf2xnXzq
-----END PRIVATE KEY-----
"""
OPENSSL_PUBLIC = """\
-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJYcHN4WYS4PU75woArz2preAMzHYi2cGnwkoUn11Uko=
-----END PUBLIC KEY-----
"""


@pytest.fixture(scope="module")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture
def file(key: Ed25519PrivateKey, tmp_path: Path) -> Path:
    path = tmp_path / "signed.html"
    path.write_text(page(CONTENT, made=AT, sign=lambda manifest: sign(manifest, key)), "utf-8")
    return path


def test_a_signed_file_is_valid_and_trusted_by_its_key(file: Path, key: Ed25519PrivateKey) -> None:
    assert verify(file).unchanged
    assert verify(file).signature == "valid"
    assert verify(file, key.public_key()).signature == "trusted"


def test_another_key_and_no_signature_are_wrong_where_one_is_asked_for(file: Path, tmp_path: Path, key: Ed25519PrivateKey) -> None:
    assert verify(file, Ed25519PrivateKey.generate().public_key()).signature == "wrong"
    bare = tmp_path / "bare.html"
    bare.write_text(page(CONTENT, made=AT))
    assert verify(bare).signature == "none"
    assert verify(bare).holds
    assert verify(bare, key.public_key()).signature == "wrong"
    assert not verify(bare, key.public_key()).holds


@pytest.mark.parametrize("field", ["made", "content", "code", "page", "redstring"])
def test_whoever_changes_the_manifest_and_seals_it_anew_breaks_the_signature(file: Path, field: str) -> None:
    whole = file.read_text("utf-8")
    told = manifest_of(whole)
    forged = told.model_copy(update={field: "2020-01-01T00:00:00Z" if field == "made" else "0" * 64}).sealed()
    file.write_text(whole.replace(told.text(), forged.text()))
    found = verify(file)
    assert "manifest" not in found.changed
    assert found.signature == "wrong"
    assert not found.holds


def test_a_signature_that_is_none_is_wrong(file: Path) -> None:
    whole = file.read_text("utf-8")
    told = manifest_of(whole)
    assert told.signature is not None
    for value in ("", "no base64!", "AAAA"):
        forged = told.model_copy(update={"signature": told.signature.model_copy(update={"value": value})}).sealed()
        file.write_text(whole.replace(told.text(), forged.text()))
        assert verify(file).signature == "wrong"


def test_keys_of_openssl_are_taken(tmp_path: Path) -> None:
    private, public = tmp_path / "key.pem", tmp_path / "public.pem"
    private.write_text(OPENSSL_PRIVATE)
    public.write_text(OPENSSL_PUBLIC)
    assert private_key(private).public_key().public_bytes_raw() == public_key(public).public_bytes_raw()


def test_a_file_without_a_key_is_told_with_the_way_to_one(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_text("no key")
    with pytest.raises(SnapshotError, match="openssl genpkey"):
        private_key(path)
    with pytest.raises(SnapshotError, match="openssl pkey"):
        public_key(path)


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    other, path = generate_private_key(65537, 2048), tmp_path / "rsa.pem"
    path.write_bytes(other.private_bytes(PEM, serialization.PrivateFormat.PKCS8, PLAIN))
    with pytest.raises(SnapshotError, match="another kind"):
        private_key(path)
    path.write_bytes(other.public_key().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(SnapshotError, match="another kind"):
        public_key(path)
