"""The organisation a node belongs to, and its Ed25519 key in a file beside the record."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inzet.vocabulary.errors import UnreadableFile

_SUCCESSION = "succession "
"""How the lines of a key's file begin that tell by which changes it came to be."""


class Organisation(msgspec.Struct, frozen=True):
    """An author: ``id`` is the SHA-256 of its public key, lower-case hex."""

    id: str
    name: str
    public_key: bytes
    """Its first; which it signs with now its ``KeyChain`` tells."""


def fingerprint(public_key: bytes) -> str:
    """The id of the organisation that holds this key (32 raw bytes)."""
    return hashlib.sha256(public_key).hexdigest()


class Key:
    """A private key: it signs, and derives the secret that cursors are made opaque with.

    Args:
        successions: by which its organisation came from its first key to this one, as they travel;
            the file of a key holds them, so that a copy of the record of before opens with it.
    """

    def __init__(self, raw: bytes, successions: tuple[bytes, ...] = ()) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(raw)
        self._raw = raw
        self.public = self._private.public_key().public_bytes_raw()
        self.successions = successions

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature (64 bytes) of ``message``."""
        return self._private.sign(message)

    def derive(self, purpose: str) -> bytes:
        """32 secret bytes for one purpose, the same each time."""
        hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
        return hkdf.derive(self._raw)

    @classmethod
    def generate(cls) -> Key:
        """A new key, which is nowhere yet."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def create(cls, path: Path) -> Key:
        """A new key, written to ``path`` for its owner only (0600).

        Raises:
            UnreadableFile: there is a file of that name already.
        """
        made = cls.generate()
        made.keep(path)
        return made

    def following(self, successions: tuple[bytes, ...]) -> Key:
        """This key, with the successions that lead to it."""
        return Key(self._raw, successions)

    def keep(self, path: Path) -> None:
        """Writes it to ``path``, for its owner only.

        Raises:
            UnreadableFile: there is a file of that name already.
        """
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise UnreadableFile(
                "there is a key already",
                where=str(path),
                fix="Choose another name, or move the key away if its record is no longer used.",
            ) from None
        try:
            with os.fdopen(handle, "w") as file:
                file.write(self._raw.hex() + "\n")
                for each in self.successions:
                    file.write(f"{_SUCCESSION}{base64.b64encode(each).decode()}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            # A part of a key is of no use, and would be in the way of a whole one.
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def load(cls, path: Path) -> Key:
        """The key in ``path``.

        Raises:
            UnreadableFile: missing, or not a key.
        """
        try:
            first, *more = path.read_text("ascii").strip().splitlines()
            if not all(each.startswith(_SUCCESSION) for each in more):
                raise ValueError
            kept = (
                base64.b64decode(each.removeprefix(_SUCCESSION), validate=True) for each in more
            )
            return cls(bytes.fromhex(first.strip()), tuple(kept))
        except FileNotFoundError:
            raise UnreadableFile(
                "the organisation's key is missing",
                where=str(path),
                fix="Put the key file back beside the record, from your backup of it.",
            ) from None
        except (OSError, ValueError):
            raise UnreadableFile(
                "this is not the key of a record",
                where=str(path),
                fix="Put the key file back beside the record, from your backup of it.",
            ) from None


def signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` over ``message`` is by the holder of ``public_key``."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
