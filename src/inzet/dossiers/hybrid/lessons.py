"""What other cases learnt that a case can use: those that share something with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.dossiers.hybrid.case import Case
from inzet.dossiers.hybrid.contents import Evidence, Lesson, Told


@dataclass(frozen=True, slots=True)
class Shared:
    """What two cases have in common, as the first of them names it."""

    domains: tuple[str, ...] = ()
    techniques: tuple[Evidence, ...] = ()
    tools: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()

    @property
    def weight(self) -> tuple[int, int]:
        """How much that is: the more particular (techniques) first."""
        return len(self.techniques), len(self.domains) + len(self.tools) + len(self.instruments)

    def __bool__(self) -> bool:
        return self.weight != (0, 0)


@dataclass(frozen=True, slots=True)
class Learnt:
    """A lesson of another case, and why it may be of use here."""

    lesson: Told[Lesson]
    case: Case
    shared: Shared


def shared(one: Case, other: Case) -> Shared:
    """What two cases have in common."""
    theirs = {each.stix_id for each in other.evidence("technique")}
    return Shared(
        domains=_both(one.domains, other.domains),
        techniques=tuple(each for each in one.evidence("technique") if each.stix_id in theirs),
        tools=_both(one.tools, other.tools),
        instruments=_both(one.instruments, other.instruments),
    )


def learnt(case: Case, others: Iterable[Case]) -> tuple[Learnt, ...]:
    """Lessons of other cases that share a domain, technique, tool or instrument.

    Those that share most come first, then the newest. Only what stands in the cases given is
    used: give those that the reader may read.
    """
    found = [
        Learnt(lesson, other, common)
        for other in others
        if other.dossier != case.dossier and (common := shared(case, other))
        for lesson in other.lessons
    ]
    found.sort(key=lambda each: each.lesson.id)
    found.sort(key=lambda each: str(each.lesson.row.said), reverse=True)
    return tuple(sorted(found, key=lambda each: each.shared.weight, reverse=True))


def _both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in one if each in other)
