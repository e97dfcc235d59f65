"""The identifier of a paper: which scheme it is of, its one spelling, where it is published.

Schemes are data (``[[scheme]]`` in ``languages/*/references.toml``): a form, the public address
that follows from its parts where there is one, and whether papers bear it themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from inzet.reading.mentions.references import find_references
from inzet.reading.mentions.references.rules import tables

_SLOT = re.compile(r"\{([a-z_]+)(?::(\w+))?\}")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of identifier."""

    name: str
    """In English: "parliamentary paper"."""
    form: re.Pattern[str]
    """What an identifier looks like, without regard to case."""
    address: str | None
    """Template of its public address; None where none follows from it."""
    own: bool
    """Whether a paper bears it as its own number."""


@lru_cache(maxsize=1)
def schemes() -> tuple[Scheme, ...]:
    """All kinds of identifier, those that are the same in every language first."""
    return tuple(
        Scheme(
            one["name"], re.compile(one["form"], re.I), one.get("address"), one.get("own", False)
        )
        for _, data in tables()
        for one in data.get("scheme", ())
    )


def scheme_of(identifier: str) -> Scheme | None:
    """The scheme of an identifier; None for one of no known scheme."""
    return next((one for one in schemes() if one.form.fullmatch(identifier)), None)


def normalise(written: str) -> str | None:
    """The identifier of a paper however it is written; None where it is no one paper's.

    An identifier is its own; ``KST-33694-12`` and "Kamerstuk 33 694, nr. 12" are
    ``kst-33694-12``. What names several papers, or more than a paper, has none.
    """
    written = " ".join(written.split()).strip(".,;: ")
    found = {one.id for one in find_references(written)}
    if len(found) == 1:
        (identifier,) = found
        return identifier
    return None if found else _folded(written)


def _folded(written: str) -> str | None:
    """An identifier that no form of reference matches, in its own spelling."""
    lower = written.lower()
    if re.search(r"\s", lower):
        return None
    found = scheme_of(lower)
    if found is None:
        return None
    match = found.form.fullmatch(lower)
    assert match is not None
    for name, value in match.groupdict().items():
        if value and name in _CAPITALS:
            start = match.start(name)
            capitals = value.upper()
            if name == "number" and value[:-1].isdigit() and not value.isdigit():
                capitals = value
            lower = lower[:start] + capitals + lower[start + len(value) :]
    return lower


_CAPITALS = frozenset({"dossier", "number", "celex"})
"""Parts of an identifier whose letters are capitals."""


def address_of(identifier: str) -> str | None:
    """Where a paper is published; None where that does not follow from its identifier."""
    found = scheme_of(identifier)
    if found is None or found.address is None:
        return None
    match = found.form.fullmatch(identifier)
    assert match is not None

    def part(slot: re.Match[str]) -> str:
        value = match.groupdict().get(slot[1]) or ""
        if slot[2] == "upper":
            return value.upper()
        if slot[2] == "slashes":
            return value.upper().replace("-", "/")
        if slot[2] == "init":
            return value.upper() or "-INIT"
        return value

    return _SLOT.sub(part, found.address)


def borne(identifier: str) -> bool:
    """Whether papers bear identifiers of this scheme in their letterhead."""
    found = scheme_of(identifier)
    return found is not None and found.own
