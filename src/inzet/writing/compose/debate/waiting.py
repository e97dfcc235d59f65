"""Promises and motions that wait: what was promised by whom, when, due when, and what is late."""

from __future__ import annotations

from inzet.dossiers import Wording
from inzet.meetings import Commitment, Keeping
from inzet.meetings.commitments import Proposal
from inzet.meetings.cycle import MotionState
from inzet.writing.compose.debate.entries import Entry, Said, Section
from inzet.writing.compose.sheet.around import Around
from inzet.writing.compose.sheet.framing import short
from inzet.writing.compose.sheet.naming import Letters, Naming
from inzet.writing.compose.sheet.quoting import shortened

_QUOTE = 170
"""Characters of a promise or dictum that a line has room for."""
_GLANCE = 80


class Waiting:
    """What waits on a day."""

    def __init__(self, around: Around, words: Wording, naming: Naming) -> None:
        self._around = around
        self._words = words
        self._naming = naming

    def sections(self) -> list[Section]:
        """Open, overdue. Promises far from this meeting are counted, not told."""
        near = self._around.near
        late = [each for each in near if each.keeping is Keeping.OVERDUE]
        open_ = [each for each in near if each.keeping is not Keeping.OVERDUE]
        every_late = sum(each.keeping is Keeping.OVERDUE for each in self._around.promises)
        far, far_late = len(self._around.promises) - len(near), every_late - len(late)
        told = [self._promise("open", each, place) for place, each in enumerate(open_)]
        motions = [self._motion(each, place) for place, each in enumerate(self._motions())]
        return [
            Section(
                "open",
                (*told, *motions),
                beside=far - far_late,
            ),
            Section(
                "overdue",
                tuple(self._promise("overdue", each, place) for place, each in enumerate(late)),
                beside=far_late,
            ),
        ]

    def _motions(self) -> list[MotionState]:
        """Those of this meeting and the ones before it in the chain, newest first."""
        chain = {self._around.meeting.id, *(each.id for each in self._around.earlier)}
        return [each for each in self._around.motions if each.meeting in chain]

    def _promise(self, name: str, one: Commitment, place: int) -> Entry:
        proposal = self._around.proposed.get(one.row.identity)

        def make(letters: Letters) -> Said:
            parts = [
                self._words("promised", day=self._naming.promised_on(one), form=self._form(one)),
                self._naming.due(one),
            ]
            number = one.row.content.get("number")
            if isinstance(number, str):
                parts.append(number)
            where = letters.of(one.row)
            text = f"“{shortened(one.row.quote, _QUOTE)}” ({'; '.join(parts)}; {where})"
            if proposal is not None:
                text += self._words("may_keep", where=kept_where(proposal, letters))
            return Said(text)

        undated = 1 if one.due is None else 0
        papers = (proposal.paper,) if proposal is not None else ()
        return Entry(
            key=f"{name}/{short(one.row.identity)}",
            rank=(undated, place),
            making=make,
            rows=(one.row,),
            papers=papers,
            place=(0, undated, place),
        )

    def _form(self, one: Commitment) -> str:
        if one.member:
            return self._words("given_to", form=self._words(f"form {one.form}"), member=one.member)
        return self._words(f"form {one.form}")

    def _motion(self, one: MotionState, place: int) -> Entry:
        def make(letters: Letters) -> Said:
            return Said(
                self._words(
                    "motion",
                    name=motion_name(one, self._words),
                    text=shortened(one.dictum or one.title or "", _QUOTE),
                    voted=self._words.day(one.voted_on) or self._words("unknown"),
                    state=self._words(f"execution {one.execution or 'unknown'}"),
                    where=", ".join(dict.fromkeys(letters.of(row) for row in one.sources[:2])),
                )
            )

        return Entry(
            key=f"open/motion/{one.id}",
            rank=(0, place),
            making=make,
            rows=(*one.sources, *one.answers),
            place=(1, place),
        )


def kept_where(proposal: Proposal, letters: Letters) -> str:
    """The paper that may keep a promise."""
    return letters.paper(proposal.paper)


def motion_name(one: MotionState, words: Wording) -> str:
    """Its number and who moved it."""
    movers = words.listed(
        f"{each.name} ({each.group})" if each.group else each.name for each in one.movers
    )
    number = one.id.removeprefix("kst-").replace("-", ", nr. ", 1)
    return words("motion_by", number=number, movers=movers) if one.movers else number


__all__ = ["Waiting", "kept_where", "motion_name"]
