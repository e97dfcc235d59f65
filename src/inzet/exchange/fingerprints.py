"""Fingerprints of keys as people compare them: in groups of four, told by telephone or on paper."""

from __future__ import annotations

import re

from inzet.vocabulary.errors import UnknownValue

_GROUP = 4
_LENGTH = 64
_BETWEEN = re.compile(r"[\s:.\-]+")


def readable(fingerprint: str) -> str:
    """A fingerprint in groups: ``c2f6 db20 295c …``."""
    return " ".join(fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP))


def short(fingerprint: str) -> str:
    """Its first two groups, to tell one from another; never enough to compare by."""
    return fingerprint[: 2 * _GROUP]


def parsed(typed: str, *, where: str = "--fingerprint") -> str:
    """A fingerprint as somebody typed it, with whatever between its groups: 64 digits, lower case.

    Raises:
        UnknownValue: anything else; a part of one is not enough.
    """
    found = _BETWEEN.sub("", typed).lower()
    if len(found) != _LENGTH or any(char not in "0123456789abcdef" for char in found):
        raise UnknownValue(
            "this is no fingerprint of an organisation",
            where=where,
            fix=f"It has {_LENGTH} digits 0-9 and a-f in {_LENGTH // _GROUP} groups; "
            "`inzet peer show` prints one's own.",
        )
    return found
