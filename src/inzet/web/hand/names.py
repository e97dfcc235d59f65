"""Two names of one thing, as people judge it: meetings and dossiers that are the same."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.meetings import join, meeting
from inzet.meetings.sources import Hand
from inzet.vocabulary.judgements import DOSSIER, MEETING
from inzet.vocabulary.markings import INTERNAL
from inzet.web.hand.fields import TEXT, Field, Given
from inzet.web.hand.kinds import At, Done, Kind, Write


@dataclass(frozen=True, slots=True)
class _Joined:
    entry: str
    identity: str


def _joins(what: str) -> Write:
    def write(at: At, given: Given, hand: Hand) -> Done:
        names = given.text("name"), given.text("into")
        if what == MEETING:
            view = at.record.view(at.reader)
            names = meeting(view, names[0]).id, meeting(view, names[1]).id
        done = join(
            at.record,
            at.reader,
            what,
            *names,
            ground=hand.source.ground,
            by=hand.by,
            marking=hand.marking or INTERNAL,
        )
        return _Joined(done.entry, done.id)

    return write


def _kind(what: str, options: str) -> Kind:
    own = (
        Field("name", TEXT, options, needed=True),
        Field("into", TEXT, options, needed=True),
    )
    return Kind(f"same-{what}", "names", own, _joins(what), source=False, dated=False)


KINDS = (_kind(DOSSIER, "dossiers"), _kind(MEETING, "meetings"))
