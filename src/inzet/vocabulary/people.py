"""People by the names they are known by here: who drafts, who has an account."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from inzet.vocabulary.errors import UnknownValue

_LONGEST = 100


@dataclass(frozen=True)
class Person:
    """A person by name. Without accounts nobody checks that they are who they say.

    Attributes:
        name: as shown.
        key: by which they are known; the same for every way to write the name.
    """

    name: str
    key: str

    @classmethod
    def named(cls, typed: str) -> Person:
        """A person by name.

        Raises:
            UnknownValue: no name, or one that nobody has.
        """
        name = " ".join(unicodedata.normalize("NFC", typed).split())
        strange = any(unicodedata.category(char).startswith("C") for char in name)
        if not name or strange or len(name) > _LONGEST:
            raise UnknownValue(
                "this is no name of a person",
                where="--as",
                fix="Say who drafts: --as NAME, or set INZET_PERSON.",
            )
        return cls(name, unicodedata.normalize("NFC", name.casefold()))
