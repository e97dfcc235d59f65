"""The words of a library: regions, handling, languages, and those it shares with hybrid cases.

Terms are kept by their ids and shown in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec

from inzet.dossiers.hybrid.vocabulary import Term
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.parties import parties, party_name

HANDLING = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED", "LIMITE")
"""Labels that a reader is shown: TLP 2.0, and the Council's LIMITE. Nothing is computed with them:
who may read is the marking's to say."""
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


@cache
def regions() -> tuple[Term, ...]:
    """The regions that have a name of their own, widest first."""
    text = resources.files("inzet.library").joinpath("regions.json").read_bytes()
    return msgspec.json.decode(text, type=_Regions).regions


class _Regions(msgspec.Struct, frozen=True):
    regions: tuple[Term, ...]


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for party in parties():
        for language in ("en", "nl"):
            for name in party.names_in(language):
                found.setdefault(_folded(name), party.code)
    found |= {_folded(party.code): party.code for party in parties()}
    for term in regions():
        found |= {_folded(name): term.id for name in (term.id, *term.names.values())}
    return found


def region(name: str) -> str:
    """The id of a region, or the code of a party, by its id, code or name in any language.

    Raises:
        UnknownValue: neither.
    """
    found = _by_name().get(_folded(name))
    if found is None:
        listed = ", ".join(each.id for each in regions())
        raise UnknownValue(
            f"“{name}” is no region that is known here",
            where="region",
            fix=f"Use the name or code of a country, or one of: {listed}.",
        )
    return found


def region_name(id_: str, language: str) -> str:
    """What a region or country is called; the id itself where it is not known here."""
    for term in regions():
        if term.id == id_:
            return term.name(language)
    return party_name(id_, language)


def labels(names: Iterable[str]) -> tuple[str, ...]:
    """Labels of handling as they are written, each once: ``amber`` is ``TLP:AMBER``.

    Raises:
        UnknownValue: one that is none.
    """
    known = {each: each for each in HANDLING} | {each.partition(":")[2]: each for each in HANDLING}
    known.pop("", None)
    found = []
    for name in names:
        typed = name.strip().upper()
        if typed not in known:
            raise UnknownValue(
                f"“{name}” is no label of handling",
                where="handling",
                fix=f"Use {', '.join(HANDLING)}.",
            )
        found.append(known[typed])
    return tuple(dict.fromkeys(found))


def language(code: str, *, where: str = "language") -> str:
    """A language by its code, as ``nl``.

    Raises:
        UnknownValue: no such code.
    """
    typed = code.strip().lower()
    if not _LANGUAGE.match(typed):
        raise UnknownValue(
            f"“{code}” is no code of a language",
            where=where,
            fix="Use its code of two letters: nl, en, fr, uk.",
        )
    return typed


def _folded(name: str) -> str:
    bare = " ".join(name.casefold().replace("-", " ").split())
    return bare.removeprefix("the ").removeprefix("het ").removeprefix("de ")
