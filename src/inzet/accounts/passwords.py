"""Passwords: argon2id, hashed anew when what is asked of a hash changes."""

from __future__ import annotations

import secrets
import threading

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

from inzet.vocabulary.errors import InputError

SHORTEST, LONGEST = 12, 200
"""Code points. Longer is better than stranger (NIST SP 800-63B); the upper bound bounds work."""
_AT_ONCE = 3


class Passwords:
    """Makes and checks hashes.

    Args:
        hasher: its parameters; by default those of RFC 9106 for little memory: 64 MiB, 3 passes.
    """

    def __init__(self, hasher: argon2.PasswordHasher | None = None) -> None:
        self._hasher = hasher or argon2.PasswordHasher()
        self._nobody = ""
        # Each takes tens of megabytes while it works.
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """A salted hash to keep."""
        return self._hasher.hash(password)

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether this is the password of a hash; as much work where there is none."""
        nobody = self._nobodys()
        with self._turns:
            fits = self._verified(password, kept or nobody)
        return fits and bool(kept)

    def outdated(self, kept: str) -> bool:
        """Whether more is asked of a hash today."""
        return self._hasher.check_needs_rehash(kept)

    def _verified(self, password: str, kept: str) -> bool:
        if len(password) > LONGEST:
            password = password[:LONGEST] + "\0"
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False

    def _nobodys(self) -> str:
        """The hash of what nobody knows, against which the password of nobody is checked."""
        if not self._nobody:
            self._nobody = self._hasher.hash(secrets.token_urlsafe(32))
        return self._nobody


def check_password(password: str, *names: str) -> None:
    """That a new password may be one.

    Raises:
        InputError: too short, too long, one letter over and over, or the name itself.
    """
    plain = password.casefold()
    if len(password) < SHORTEST:
        what = f"a password has at least {SHORTEST} characters"
    elif len(password) > LONGEST:
        what = f"a password has at most {LONGEST} characters"
    elif len(set(plain)) < 5:
        what = "a password is more than a few characters over and over"
    elif any(name and name.casefold() in plain and len(name) * 2 > len(plain) for name in names):
        what = "a password is not the name of whose it is"
    else:
        return
    raise InputError(what, where="password", fix="Four or five unrelated words make a good one.")
