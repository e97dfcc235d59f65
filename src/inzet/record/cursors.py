"""Cursors: where a list goes on, opaque and bound to its reader.

A cursor is the row id of the last row shown, encrypted: it reveals no place, count or gap, and
another reader, list or record refuses it. The same place always gives the same cursor.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from inzet.vocabulary.errors import UnknownValue


class Cursors:
    """Makes and reads the cursors of one record; ``secret`` is 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._cipher = ChaCha20Poly1305(secret)

    def make(self, key: int, reader: str, door: str) -> str:
        """The cursor after row ``key`` of the list ``door`` for ``reader``."""
        bound = f"{door}\0{reader}".encode()
        plain = key.to_bytes(8, "big")
        nonce = hmac.digest(self._secret, bound + plain, hashlib.sha256)[:12]
        sealed = nonce + self._cipher.encrypt(nonce, plain, bound)
        return base64.urlsafe_b64encode(sealed).decode()

    def word(self, of: str) -> str:
        """An opaque word that stands for a text: equal for equal texts, and no more is told."""
        made = hmac.digest(self._secret, b"word\0" + of.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(made[:18]).decode()

    def read(self, cursor: str, reader: str, door: str) -> int:
        """The row id in a cursor.

        Raises:
            UnknownValue: not a cursor of this list for this reader.
        """
        try:
            sealed = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
            plain = self._cipher.decrypt(sealed[:12], sealed[12:], f"{door}\0{reader}".encode())
        except (InvalidTag, ValueError, binascii.Error):
            raise UnknownValue(
                "this is not a place in this list", fix="Start again from the first page."
            ) from None
        return int.from_bytes(plain, "big")
