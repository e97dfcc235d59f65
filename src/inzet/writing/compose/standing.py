"""Where dossiers stand, in sentences fit for a letter, and whether an earlier sentence still holds.

The state comes from the dossier's procedure. A sentence of a letter is made where the state can be
said so that a reader of the letter reads it back; what a procedure says beside goes to the drafter.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inzet.dossiers import Answer, Sentence, answers
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act, procedure_of
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import last_day
from inzet.writing.compose.task import Task
from inzet.writing.draft import Saying

_ACCESSION = "accession"
_APPROVED = "national approval completed"
_MEMBER = "member since"
_YEARS = 2
"""How old the edition of figures may be that the drafter is told."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence of the draft on where a dossier stands."""

    text: str
    rows: tuple[StatementRow, ...]
    says: tuple[Saying, ...]
    dossiers: tuple[str, ...]


class Standings:
    """The state of every dossier in view on the day of the draft."""

    def __init__(self, task: Task) -> None:
        self._words = task.words
        self._on = task.on
        found = answers(task.view, language=task.language, today=task.on)
        self._answers: dict[str, Answer] = {
            each.asked.dossier: each for each in found if each.asked.dossier
        }

    def holds(self, row: StatementRow) -> bool | None:
        """Whether what an earlier statement says of an accession is still so.

        None: it says nothing that a state could contradict, or the state is not known.
        """
        content = row.content
        if row.act != Act.STATUS or content.get("procedure") != _ACCESSION:
            return None
        about = [each for each in row.dossiers if procedure_of(each) == _ACCESSION]
        states = [self._values(each) for each in about]
        if not any(states):
            return None
        of_count = content.get("count") is not None and content.get("event") == _APPROVED
        of_pending = bool(content.get("pending"))
        undated = content.get("event") is None and str(row.said) == content.get("when")
        if not (of_count or of_pending or undated):
            return None
        return not any(_contradicts(content, values, str(row.said)) for values in states)

    def member_since(self, dossier: str) -> str | None:
        """Since which day (ISO) the candidate is a member; None where it is none."""
        since = self._values(dossier).get(_MEMBER)
        return str(since) if since else None

    def title(self, dossier: str) -> str | None:
        """What a dossier is called; None where its procedure is not known."""
        answer = self._answers.get(dossier)
        return answer.title if answer is not None else None

    def called(self, dossier: str) -> str | None:
        """What a heading calls a dossier; None where only its bare name is known."""
        title = self.title(dossier)
        if title is None or title == dossier:
            return None
        # What comes behind a comma tells of its state, and is no part of the name.
        name = title.split(": ")[-1].partition(",")[0]
        bare = "-".join(name.lower().split()) == dossier.partition("/")[2]
        return None if bare else name[:1].upper() + name[1:]

    def sentences(self, dossiers: Iterable[str], since: str | None = None) -> list[Standing]:
        """Where accessions stand: a sentence per state, candidates of the same state together.

        Args:
            since: candidates that were members by this day are not spoken of.
        """
        alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        for name in dict.fromkeys(dossiers):
            values = self._values(name)
            member = values.get(_MEMBER)
            if member:
                if since is None or str(member) > since:
                    alike["member", str(member), name].append(name)
            elif values.get("stage") == _APPROVED and values.get("completed"):
                pending = tuple(values.get("open") or ())
                alike["count", values["completed"], values["of"], pending].append(name)
        found: list[Standing] = []
        for state, names in alike.items():
            made = self._member if state[0] == "member" else self._count
            found += made(state, tuple(names))
        return found

    def hint(self, dossier: str) -> tuple[str, tuple[StatementRow, ...]] | None:
        """What the procedure says at one glance, for the drafter; None where no source stands
        behind any of it. Published figures are told with their edition, and left out where that is
        old on the day of the draft."""
        answer = self._answers.get(dossier)
        if answer is None:
            return None
        old = answer.used is not None and _is_old(answer.used.edition, self._on)
        shown = [each for each in answer.headline if not (old and _of_figures(each))]
        cited = [each for each in shown if each.sources][:2]
        if not cited or cited[0] is not shown[0]:
            return None
        rows = tuple({row.identity: row for each in cited for row in each.sources}.values())
        told = [each.text for each in cited]
        if answer.used is not None and any(map(_of_figures, cited)):
            told.append(answer.used.words)
        return " ".join(told), rows

    def _member(self, state: tuple[Any, ...], names: tuple[str, ...]) -> list[Standing]:
        _, since, name = state
        code = name.partition("/")[2]
        text = self._words(
            "state_member", candidate=self._words.party(code), day=self._words.day(since)
        )
        says = Saying(
            act=Act.STATUS,
            party=self._words("state_member_party", code=code) or None,
            dossiers=names,
            content={"event": self._words("state_member_event"), "when": since},
        )
        rows = self._rows(names, (_MEMBER, "in force"))
        return [Standing(text, rows, (says,), names)]

    def _count(self, state: tuple[Any, ...], names: tuple[str, ...]) -> list[Standing]:
        _, completed, of, pending = state
        candidates = self._words.parties(name.partition("/")[2] for name in names)
        values = {
            "day": self._words.day(self._on),
            "count": completed,
            "of": of,
            "candidates": candidates,
        }
        content: dict[str, Any] = {"event": _APPROVED, "count": completed, "of": of}
        done = completed == of
        text = self._words("state_all" if done else "state_count", **values)
        if done:
            del content["of"]
        party = self._words("state_all_party") if done else ""
        says = Saying(act=Act.STATUS, party=party or None, dossiers=names, content=content)
        found = [Standing(text, self._rows(names, ("completed",)), (says,), names)]
        if pending:
            text = self._words(
                "state_open",
                n=len(pending),
                parties=self._words.parties(pending),
                candidates=candidates,
            )
            says = Saying(act=Act.STATUS, dossiers=names, content={"pending": sorted(pending)})
            found.append(Standing(text, self._rows(names, ("open",)), (says,), names))
        return found

    def _values(self, dossier: str) -> dict[str, Any]:
        answer = self._answers.get(dossier)
        if answer is None or answer.procedure != _ACCESSION:
            return {}
        return {name: value.value for name, value in answer.values.items()}

    def _rows(self, names: Sequence[str], wanted: Sequence[str]) -> tuple[StatementRow, ...]:
        rows: dict[str, StatementRow] = {}
        for name in names:
            values = self._answers[name].values
            for key in wanted:
                if key in values:
                    rows.update({row.identity: row for row in values[key].sources})
        return tuple(sorted(rows.values(), key=lambda row: (str(row.said or ""), row.identity)))


def _of_figures(sentence: Sentence) -> bool:
    """Whether a sentence rests on cells of a published table."""
    return any(isinstance(row.citation, CellCitation) for row in sentence.sources)


def _is_old(edition: str, on: dt.date) -> bool:
    """Whether an edition came out more than two years before a day; one without a date is not."""
    try:
        return last_day(edition) < on.replace(year=on.year - _YEARS, day=min(on.day, 28))
    except UnknownValue:
        return False


def _contradicts(content: dict[str, Any], values: dict[str, Any], said: str) -> bool:
    if not values:
        return False
    if str(values.get(_MEMBER) or "") > said:
        return True
    count, pending = content.get("count"), content.get("pending")
    if count is not None and values.get("completed") not in (None, count):
        return True
    return pending is not None and "open" in values and set(pending) != set(values["open"])


__all__ = ["Standing", "Standings"]
