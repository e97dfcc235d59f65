"""An accession with everything that is counted of it."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.dossiers.accession.counting import Checked, Tally, checks, tally, tally_of
from inzet.dossiers.accession.facts import MEMBER, PROTOCOL, STAGES
from inzet.dossiers.accession.state import Ally, Candidate
from inzet.dossiers.wording import Wording


@dataclass(frozen=True, slots=True)
class Report:
    """What the sentences and tables are made of."""

    candidate: Candidate
    tally: Tally
    """Of the stage that is told of most allies."""
    stages: tuple[Tally, ...]
    """Of every stage."""
    checks: tuple[Checked, ...]
    """Oldest first."""

    @property
    def code(self) -> str:
        """Of the candidate."""
        return self.candidate.code

    @property
    def empty(self) -> bool:
        """Whether nothing is told of it."""
        found = self.candidate
        return not (found.listed or found.tellings or found.milestones)

    @property
    def since(self) -> str:
        """The day by which accessions are put in order; "" where none is told."""
        told = self.candidate.milestones
        taken = told.get(MEMBER) or told.get(PROTOCOL)
        return taken.day.text if taken else ""

    def order(self) -> list[Ally]:
        """Allies in the order in which they took the step that is counted; the others last."""
        stage = self.tally.stage

        def place(ally: Ally) -> tuple[bool, str, str]:
            taken = ally.done(stage)
            return (False, taken.day.text, ally.code) if taken else (True, "", ally.code)

        return sorted(self.candidate.allies.values(), key=place)


def report(candidate: Candidate, words: Wording) -> Report:
    """Everything that is counted of an accession."""
    return Report(
        candidate=candidate,
        tally=tally(candidate, words),
        stages=tuple(tally_of(candidate, stage, words) for stage in STAGES),
        checks=checks(candidate),
    )
