"""What is known of a meeting when its participants are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from inzet.vocabulary.meetings import Participant


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the meeting when its participants are read."""

    body: str
    day: dt.date | None
    language: str
    invitees: tuple[str, ...] = ()
    """Parties that the paper calls invitees of this meeting."""
    partners: bool = False
    """The session says that its guests are partners."""
    own: str | None = None
    """The party whose paper it is: its own minister is no participant to list."""
    key: str = ""
    """Which meeting of its body it is, as the table of councils calls it."""


def with_invitees(setting: Setting, participants: Iterable[Participant]) -> Setting:
    """The same setting, knowing whom the paper calls invitees."""
    invitees = tuple(one.party for one in participants if one.capacity == "invitee")
    return replace(setting, invitees=tuple(dict.fromkeys([*setting.invitees, *invitees])))
