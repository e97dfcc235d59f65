"""A sentence of last time for the meeting to come: kept, with the facts that differ put right.

Only what is known is put in: days, place, the number of allies, who is an invitee, where an
accession stands. What cannot be put right is left as it stood, with a remark to the drafter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from inzet.meetings import Commitment, Keeping
from inzet.reading.mentions import DateMention, SentenceMentions
from inzet.record import StatementRow
from inzet.vocabulary.times import last_day
from inzet.writing.compose.facts import place_name
from inzet.writing.compose.last import LastPaper, Told
from inzet.writing.compose.righting import Around, Righting
from inzet.writing.compose.saying import sayings
from inzet.writing.compose.standing import Standings
from inzet.writing.compose.task import Task
from inzet.writing.draft import Saying


@dataclass(slots=True)
class Reworded:
    """A sentence as the draft has it."""

    text: str
    """"" where it falls away."""
    rows: tuple[StatementRow, ...] = ()
    says: tuple[Saying, ...] = ()
    remarks: list[str] = field(default_factory=list)
    days: tuple[str, ...] = ()
    """Days that were news last time, as printed."""


class Rewording:
    """Rewords the sentences of one paper; what it has told once it does not tell again."""

    def __init__(
        self,
        task: Task,
        last: LastPaper,
        around: Around,
        standings: Standings,
        promises: dict[str, Commitment],
    ) -> None:
        self._task = task
        self.words = task.words
        self._last = last
        self._around = around
        self._righting = Righting(around, task.words, last.language)
        self._standings = standings
        self._promises = promises
        self.renamed: dict[str, str] = {}
        """Dossiers that are called after a heading which is another now."""
        self.told: set[str] = set()
        """Dossiers on whose state the draft has a sentence."""

    def sentence(self, told: Told) -> Reworded:
        """One sentence."""
        stale = [row for row in told.rows if self._standings.holds(row) is False]
        if stale:
            return self._moved(told, stale)
        self.told |= {
            name for row in told.rows if self._standings.holds(row) is True for name in row.dossiers
        }
        promise = next(
            (self._promises[r.identity] for r in told.rows if r.identity in self._promises), None
        )
        if promise is not None and promise.keeping is Keeping.KEPT:
            made = Reworded("", told.rows)
            made.remarks.append(self.words("remark_kept", promise=told.text))
            return made
        if self._around.opening is not None and told.text == self._around.announcing:
            return Reworded(self._around.opening, told.rows)
        if self._names_joined(told.mentions):
            return self._seated(told)
        made = Reworded(self.text(told.text, told.mentions), told.rows)
        made.remarks += self.remarks(told.text, told.mentions)
        made.days = self.days(told.text, told.mentions)
        if any(row.content.get("capacity") in ("chair", "host") for row in told.rows):
            made.remarks.append(self.words("remark_host"))
        if any(self._is_of_past_pledge(row) for row in told.rows):
            made.remarks.append(
                self.words("remark_past_pledge", meeting=self._around.prepared_name)
            )
        if promise is not None:
            made.remarks.append(self._promised(promise))
        made.says = self._says(told, made.text == told.text)
        return made

    def text(self, text: str, mentions: SentenceMentions) -> str:
        """Words with the days, places and numbers of the meeting to come."""
        return self._righting.text(text, mentions)

    def remarks(self, text: str, mentions: SentenceMentions) -> list[str]:
        """What the drafter should look at in words that stay."""
        around, found = self._around, []
        if around.prepared_past and self._speaks_of_prepared(text, mentions):
            itself = around.prepared.days() == around.new.days()
            key = "remark_prepared_now" if itself else "remark_prepared_past"
            found.append(self.words(key, meeting=around.prepared_name))
        joined = around.joined & {each.party for each in mentions.parties}
        for code in sorted(joined):
            since = self._standings.member_since(f"accession/{code}")
            day, candidate = self.words.day(since), self.words.party(code)
            found.append(self.words("remark_settled_state", candidate=candidate, day=day))
        was = around.old.place
        if (
            was is not None
            and was != around.new.place
            and not self._righting.places(text, mentions)
        ):
            name = place_name(was, self._last.language)
            if re.search(rf"\b{re.escape(name)}\b", self.text(text, mentions)) and not any(
                self._righting.is_of(date, around.before_old) for date in mentions.dates
            ):
                found.append(self.words("remark_place", place=name))
        if any(g.group == "invitees" and g.count for g in mentions.groups) and around.joined:
            found.append(
                self.words(
                    "remark_invitees",
                    n=len(around.joined),
                    parties=self.words.parties(around.joined),
                )
            )
        counted = {quantity.value for quantity in mentions.quantities}
        if around.sessions and str(around.sessions) in counted and self._of_sessions(text):
            if around.new_sessions is None:
                found.append(self.words("remark_programme"))
            elif around.new_sessions != around.sessions:
                found.append(self.words("remark_sessions", n=around.new_sessions))
        return found

    def days(self, text: str, mentions: SentenceMentions) -> tuple[str, ...]:
        """Days in it that were news last time and may be none now, as printed."""
        return tuple(
            text[d.start : d.end].rstrip(".") for d in mentions.dates if self._is_recent(d)
        )

    def _moved(self, told: Told, stale: Sequence[StatementRow]) -> Reworded:
        """A sentence on a state that has moved: where it stands now, told once."""
        dossiers = [name for row in stale for name in row.dossiers]
        fresh = [name for name in dict.fromkeys(dossiers) if name not in self.told]
        said = str(self._last.paper.said or "")
        now = self._standings.sentences(fresh, said)
        self.told |= set(fresh)
        made = Reworded(
            " ".join(each.text for each in now),
            (*told.rows, *(row for each in now for row in each.rows)),
            tuple(saying for each in now for saying in each.says),
        )
        if not now and fresh:
            made.text = told.text
            made.says = self._says(told, True)
            made.remarks.append(self.words("remark_no_longer"))
        elif not now:
            made.remarks.append(self.words("remark_told_already", sentence=told.text))
        return made

    def _names_joined(self, mentions: SentenceMentions) -> bool:
        as_invitees = any(each.capacity == "invitee" for each in mentions.capacities) or any(
            each.group == "invitees" for each in mentions.groups
        )
        named = {each.party for each in mentions.parties}
        return as_invitees and bool(named & self._around.joined)

    def _seated(self, told: Told) -> Reworded:
        """A sentence on invitees of whom some are members by now."""
        words, around = self.words, self._around
        counted = any(self._righting.is_all(group) for group in told.mentions.groups)
        left = [
            code for code in around.invitees if code in {p.party for p in told.mentions.parties}
        ]
        values = {"count": around.new.members, "parties": words.parties(left), "n": len(left)}
        if counted:
            text = words("seats_with" if left else "seats_allies", **values)
        else:
            text = words("seats_invitees", **values) if left else ""
        made = Reworded(text, told.rows)
        made.remarks.append(
            words("remark_joined", n=len(around.joined), parties=words.parties(around.joined))
        )
        return made

    def _is_recent(self, date: DateMention) -> bool:
        """Whether a day stands there that was news last time and may be none now."""
        around = self._around
        month = around.before_old.month
        since = around.before_old.last or (last_day(month) if month else None)
        if date.from_ is None or date.kind in ("year", "span") or since is None:
            return False
        if any(
            self._righting.is_of(date, each)
            for each in (around.old, around.before_old, around.prepared)
        ):
            return False
        return last_day(date.from_) > since if _iso(date.from_) else False

    def _speaks_of_prepared(self, text: str, mentions: SentenceMentions) -> bool:
        prepared = self._around.prepared
        itself = prepared.days() == self._around.new.days()
        if any(self._righting.is_of(date, prepared) and date.day for date in mentions.dates):
            return True
        if itself or prepared.place is None or prepared.place == self._around.old.place:
            return False
        name = place_name(prepared.place, self._last.language)
        return re.search(rf"\b{re.escape(name)}\b", text) is not None

    def _of_sessions(self, text: str) -> bool:
        words = self.words("session_words").split()
        return any(re.search(rf"\b{each}\b", text, re.IGNORECASE) for each in words)

    def _says(self, told: Told, as_it_stood: bool) -> tuple[Saying, ...]:
        """What the sentence says where it stands now: who has joined is no candidate any more."""
        joined = {f"accession/{code}" for code in self._around.joined}
        rows = [row for row in told.rows if not self._is_of_past_pledge(row)]
        return tuple(
            msgspec.structs.replace(
                each,
                dossiers=tuple(
                    dict.fromkeys(
                        self.renamed.get(name, name)
                        for name in each.dossiers
                        if name not in joined or set(each.dossiers) <= joined
                    )
                ),
            )
            for each in sayings(rows, as_it_stood)
        )

    def _is_of_past_pledge(self, row: StatementRow) -> bool:
        """Whether it is on what a meeting was to agree that is over by then: whether the words
        still mean that, or what came of it, is the drafter's to say."""
        prepared = self._around.prepared
        if not self._around.prepared_past or prepared.place is None or prepared.month is None:
            return False
        made_at = f"{'-'.join(prepared.place.lower().split())}-{prepared.month.partition('-')[0]}"
        return any(name.partition("/")[2] == made_at for name in row.dossiers)

    def _promised(self, promise: Commitment) -> str:
        state = self.words(f"keeping_{promise.keeping.replace(' ', '_')}")
        return self.words("remark_promise", state=state)


def _iso(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text))


__all__ = ["Reworded", "Rewording"]
