"""How sets of criteria, and criteria, are named."""

from __future__ import annotations

from inzet.dossiers.criteria.state import Criteria, Status
from inzet.dossiers.wording import Wording


def set_name(criteria: Criteria, words: Wording) -> str:
    """The name of a set: "seven steps of 2022 (EU accession)"."""
    name, towards = words.concept(criteria.name), words.concept(criteria.towards)
    if name and towards:
        return words("set_and_towards", set=name, towards=towards)
    return name or towards or words("no_set")


def set_key(criteria: Criteria, several: bool) -> str:
    """The key of its table; with the subject where there are several."""
    name = criteria.name or criteria.towards or "criteria"
    return f"{name} {criteria.subject}" if several else name


def criterion_name(status: Status, words: Wording) -> str:
    """``3. Fight against corruption``."""
    number = f"{status.number}. " if status.number is not None else ""
    return number + concept_of(status.place.name, words)


def concept_of(english: str, words: Wording) -> str:
    """A criterion in the language asked, with the capital that it has in English."""
    name = words.concept(english)
    return name[:1].upper() + name[1:] if english[:1].isupper() else name
