"""Party groups in parliament: which one words name, known or told by their form.

Data: ``languages/*/party_groups.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.languages import table, usable


@dataclass(frozen=True, slots=True)
class GroupNames:
    """The party groups of a language's parliaments."""

    parliament: str | None
    """The country whose parliament they sit in, where it is one."""
    known: dict[str, str]
    """Every name, in lower case → the one that statements keep."""
    pattern: str
    """A regular expression of any group, with regard to case."""


def group_named(text: str, language: str | None) -> str | None:
    """The name that statements keep of a group as printed; as printed if it is not known.

    Args:
        text: nothing but the name, such as what stands between brackets behind a member.
    """
    names = group_names(usable(language))
    printed = " ".join(text.split()).strip(" .,;-")
    for part in (printed, printed.partition(",")[0].strip()):
        found = names.known.get(part.lower())
        if found:
            return found
    return printed.partition(",")[0].strip() or None


@lru_cache(maxsize=8)
def group_names(language: str) -> GroupNames:
    """The groups of a language, compiled once."""
    data = table(language, "party_groups")
    known: dict[str, str] = {}
    printed: list[str] = []
    for one in data.get("group", ()):
        for name in (one["name"], *one.get("names", ())):
            known[name.lower()] = one["name"]
            printed.append(name)
    either = [rf"{re.escape(name)}(?!\w)" for name in sorted(printed, key=len, reverse=True)]
    either += data.get("unknown", {}).get("forms", ())
    # Atomic: a name has one reading, or a long list of groups could be read in endless ways.
    return GroupNames(data.get("parliament"), known, f"(?-i:(?>{'|'.join(either) or '(?!)'}))")
