"""How somebody judges, and how that moved from one meeting to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inzet.dossiers.sayings.occasions import Occasion
from inzet.record import StatementRow

if TYPE_CHECKING:
    from inzet.dossiers.sayings.saying import Saying

CONCERN = "concern"


@dataclass(frozen=True, slots=True, order=True)
class Stance:
    """A kind of saying (concern, support, plead …), for or against."""

    modality: str
    against: bool = False

    @property
    def tone(self) -> str:
        """for, against or concern: a plea after an opinion is no other judgement, a worry is."""
        if self.modality == CONCERN:
            return CONCERN
        return "against" if self.against else "for"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a holder judges on one occasion."""

    occasion: Occasion
    stances: tuple[Stance, ...]
    """In the order in which they are said, each once."""
    rows: tuple[StatementRow, ...]

    @property
    def tones(self) -> frozenset[str]:
        """What is to be heard in it."""
        return frozenset(each.tone for each in self.stances)


@dataclass(frozen=True, slots=True)
class Track:
    """How one holder judges, occasion by occasion."""

    who: str
    stands: tuple[Stand, ...]

    @property
    def moved(self) -> bool:
        """Whether the last judgement has another tone than the first."""
        return self.stands[0].tones != self.stands[-1].tones


def stance_of(row: StatementRow) -> Stance | None:
    """How it judges; None for what is no judgement."""
    polarity, modality = row.content.get("polarity"), row.content.get("modality")
    if not (polarity or modality):
        return None
    return Stance(str(modality or row.act), polarity == "negative")


def tracks(sayings: Iterable[Saying]) -> tuple[Track, ...]:
    """How each holder judges, from sayings in order; holders in the order of their first."""
    found: dict[str, dict[Occasion, list[Saying]]] = {}
    for each in sayings:
        if each.stance is not None:
            found.setdefault(each.who, {}).setdefault(each.occasion, []).append(each)
    return tuple(
        Track(who, tuple(_stand(occasion, said) for occasion, said in by_occasion.items()))
        for who, by_occasion in found.items()
    )


def _stand(occasion: Occasion, said: list[Saying]) -> Stand:
    stances = dict.fromkeys(each.stance for each in said if each.stance is not None)
    return Stand(occasion, tuple(stances), tuple(each.row for each in said))
