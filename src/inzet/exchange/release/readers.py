"""Who will be able to read what is released under a marking: by name, before it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.exchange.peers import Peers
from inzet.record import Reader, Record
from inzet.vocabulary.markings import PUBLIC


@dataclass(frozen=True, slots=True)
class Who:
    """An organisation that will be able to read it.

    Attributes:
        name: of the organisation.
        id: by which it is known; its name where it was named and no more is known of it.
        own: whose record this is.
        key: whether its key is here, so that it can ask for what it may read.
        peer: whether this node exchanges with it.
        already: whether it can read it today.
    """

    name: str
    id: str
    own: bool
    key: bool
    peer: bool
    already: bool


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody who will be able to read what is released under a marking, today.

    Attributes:
        marking: the marking.
        everybody: in and outside any organisation, whether known here or not.
        who: by name, the own organisation first; of PUBLIC those that are known here.
    """

    marking: str
    everybody: bool
    who: tuple[Who, ...]

    @property
    def fresh(self) -> tuple[Who, ...]:
        """Those who cannot read it yet."""
        return tuple(each for each in self.who if not each.already)


def audience(
    record: Record,
    marking: str,
    *,
    already: Iterable[tuple[Reader, ...] | None] = (),
) -> Audience:
    """Who will be able to read what is released under a marking, today.

    Args:
        already: for each feed it stands in, who reads that (``Record.who_reads``).

    Raises:
        UnknownValue: a marking of one's own that was not defined.
    """
    readers = record.who_reads(marking)
    known = record.readers()[1:] if readers is None else list(readers)
    before = list(already)
    can = {each.id for allowed in before for each in allowed or ()}
    everybody_can = any(allowed is None for allowed in before)
    own = record.organisation.id
    peers = {each.id for each in Peers(record.path, own).confirmed()}
    return Audience(
        marking,
        readers is None,
        tuple(
            Who(
                name=each.name,
                id=each.id,
                own=each.id == own,
                # A member that is known by a name alone is kept under that name.
                key=each.id != each.name,
                peer=each.id in peers,
                already=everybody_can or each.id in can,
            )
            for each in sorted(known, key=lambda who: (who.id != own, who.name))
            if each.id != PUBLIC
        ),
    )
