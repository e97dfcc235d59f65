"""Taking one paper of a source into the record: new, known, another copy, or a changed text.

A paper is the same as one in the record when the source gave that one the same id, or when it bears
a number that the source gives this one. The same letters as other bytes are another copy; another
text is a version of its own, beside the earlier one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from inzet.following.source import Offered
from inzet.following.used import used
from inzet.reading.guard import shared
from inzet.reading.intake import MaybeSame, Outcome, Replacing, Taken, keep, recognised
from inzet.reading.read import PaperRead
from inzet.reading.sameness import alike
from inzet.reading.versions import letters
from inzet.record import PaperRow, Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import DATA_RULES, Alias, Statement
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.publication import Publication, Published, publication_identity

_SAME_IN_ANOTHER_FORM = 0.8
"""A page and a PDF of one paper differ in furniture and notes: as for papers taken by hand."""
_A_VERSION = 0.3
"""Below this share of common words two papers of one number are two papers."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a paper: its entry id, and in words what a person may want to look at."""

    outcome: Outcome
    paper: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes papers of one source.

    Attributes:
        source: its name.
        title: as people call it.
        marking: under which new papers are kept.
        by: who follows.
    """

    record: Record
    source: str
    title: str
    marking: str
    by: str

    def take(self, offered: Offered, data: bytes, before: str) -> Kept:
        """Read a paper and keep it.

        Args:
            before: entry id of the paper that this source's id stood for the last time, or "".

        Raises:
            UnreadableFile, ClassifiedPaper: as for any paper.
        """
        view = self.record.view(self.record.reader())
        digest = hashlib.sha256(data).hexdigest()
        known = view.find_paper(sha256=digest)
        if known is not None and (known.sha256 != digest or recognised(self.record, digest)):
            self._number(known, offered)
            return Kept(Outcome.KNOWN, known.id)
        paper = shared().read(
            data,
            name=offered.address,
            media_type=offered.media_type,
            said_on=offered.said_on,
            on_behalf_of=offered.on_behalf_of,
        )
        earlier = self._earlier(view, offered, before)
        if earlier is None:
            return self._new(paper, data, offered)
        return self._beside(view, earlier, paper, data, offered, certain=bool(before))

    def _earlier(self, view: View, offered: Offered, before: str) -> PaperRow | None:
        """The paper in the record that this is, whatever its bytes."""
        found = paper_of(view, before)
        for number in offered.numbers:
            found = found or view.find_paper(number=number)
        # What others wrote is theirs to change; ours is kept beside it.
        return found if found and found.organisation == self.record.organisation.name else None

    def _beside(
        self,
        view: View,
        earlier: PaperRow,
        paper: PaperRead,
        data: bytes,
        offered: Offered,
        *,
        certain: bool,
    ) -> Kept:
        texts = view.text(earlier.id).text, paper.extracted.text
        same = letters(texts[0]) == letters(texts[1])
        common = 1.0 if same else alike(*texts)
        other_form = earlier.media_type != paper.extracted.media_type
        if same or (other_form and common >= _SAME_IN_ANOTHER_FORM):
            return self._kept(paper, data, offered, same_as=earlier.id)
        if not certain and common < _A_VERSION:
            kept = self._kept(paper, data, offered)
            return Kept(
                kept.outcome, kept.paper, f"another paper has its number ({earlier.id[:12]})"
            )
        on = dt.datetime.now(dt.UTC).date().isoformat()

        def note(later: str) -> Statement:
            return self.note(earlier, offered, Published.REPLACED, on, later)

        return self._kept(paper, data, offered, replacing=Replacing(earlier, on, used(view), note))

    def _new(self, paper: PaperRead, data: bytes, offered: Offered) -> Kept:
        try:
            return self._kept(paper, data, offered, asked=True)
        except MaybeSame as error:
            # Nobody is there to ask. Two papers that look alike can be judged to be one later;
            # one that was not kept is lost.
            candidate = error.candidate
            text = self.record.view(self.record.reader()).text(candidate.id).text
            kept = self._kept(paper, data, offered)
            if alike(text, paper.extracted.text) < _SAME_IN_ANOTHER_FORM:
                return kept
            remark = f"it looks like {candidate.title[:60]} ({candidate.id[:12]})"
            return Kept(kept.outcome, kept.paper, remark)

    def _kept(
        self,
        paper: PaperRead,
        data: bytes,
        offered: Offered,
        *,
        same_as: str | None = None,
        asked: bool = False,
        replacing: Replacing | None = None,
    ) -> Kept:
        taken: Taken = keep(
            self.record,
            paper,
            data,
            name=offered.address,
            marking=self.marking,
            same_as=same_as,
            not_same=not asked,
            by=self.by,
            numbers=offered.numbers,
            complete=offered.complete and bool(offered.numbers),
            replacing=replacing,
        )
        assert taken.paper_id is not None
        return Kept(taken.outcome, taken.paper_id)

    def _number(self, known: PaperRow, offered: Offered) -> None:
        """Gives a paper that is here the numbers of the source."""
        new = tuple(each for each in offered.numbers if each not in known.numbers)
        if new and known.organisation == self.record.organisation.name:
            with self.record.batch(known.marking) as batch:
                batch.add(Alias(paper=known.id, numbers=new, by=self.by))

    def mark(self, paper: str, offered: Offered, state: Published, on: str) -> bool:
        """Notes that the source withdrew a paper, or has it again; False where it is not here."""
        view = self.record.view(self.record.reader())
        found = paper_of(view, paper)
        if found is None or found.organisation != self.record.organisation.name:
            return False
        with self.record.batch(found.marking) as batch:
            batch.add(self.note(found, offered, state, on))
        return True

    def note(
        self, paper: PaperRow, offered: Offered, state: Published, on: str, by: str | None = None
    ) -> Statement:
        """The statement that says what the source did with a paper."""
        number = next(iter((*paper.numbers, *offered.numbers)), paper.id[:12])
        says = _SAYS[state]
        address = f" <{offered.address}>" if offered.address else ""
        return Statement(
            identity=publication_identity(paper.id),
            act=Act.CONTEXT,
            said=on,
            valid_from=on,
            quote=says,
            citation=OutsideCitation(
                identifier=f"{self.title}, {number}{address}", date=on, says=says
            ),
            content=Publication(paper=paper.id, state=state, on=on, by=by).to_content(),
            rule=f"{DATA_RULES}{self.source}",
            language="en",
        )


_SAYS = {
    Published.REPLACED: "Another text was published under the same number.",
    Published.WITHDRAWN: "The paper was withdrawn where it was published.",
    Published.BACK: "The paper was published again.",
}


def paper_of(view: View, paper: str) -> PaperRow | None:
    """A paper by its entry id; None for no id, and for a paper that was erased or withdrawn."""
    if not paper:
        return None
    try:
        return view.paper(paper)
    except NotFound:
        return None


__all__ = ["Kept", "Taker", "paper_of"]
