"""How many proposals are right, and how many keepings are proposed, on labelled cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inzet.meetings.commitments import commitments, proposals
from inzet.record import Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Extraction, Paper, Statement, statement_identity
from tests.meetings import keepers

_AFTER_ALL = dt.date(2030, 1, 1)


@dataclass(frozen=True, slots=True)
class Measured:
    """Counts of (promise, paper) that were proposed and that are labelled."""

    right: int
    proposed: int
    labelled: int
    right_sentence: int
    wrong: tuple[str, ...]
    """Case and what was proposed though it keeps nothing."""
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled


def measure(cases: Iterable[keepers.Case], folder: Path) -> Measured:
    """Each case is planted in a record of its own and asked for proposals."""
    right = proposed = labelled = sentences = 0
    wrong: list[str] = []
    missed: list[str] = []
    for case in cases:
        with Record.create(folder / f"{case.id}.db", "Ministry of Tests") as record:
            view = plant(record, case)
            found = {
                (each.commitment.row.quote, each.paper.title, each.paper.said): each.claim.quote
                for each in proposals(view, commitments(view, on=_AFTER_ALL))
            }
        wanted = dict(_wanted(case))
        right += len(found.keys() & wanted.keys())
        sentences += sum(found[key] == wanted[key] for key in found.keys() & wanted.keys())
        proposed += len(found)
        labelled += len(wanted)
        wrong += [f"{case.id}: {found[key]}" for key in found.keys() - wanted.keys()]
        missed += [f"{case.id}: {wanted[key]}" for key in wanted.keys() - found.keys()]
    return Measured(right, proposed, labelled, sentences, tuple(wrong), tuple(missed))


def measure_together(cases: Iterable[keepers.Case], folder: Path) -> tuple[int, int, int]:
    """(keepings, proposed, right) with all promises and papers of the cases in one record."""
    wanted: set[_Key] = set()
    with Record.create(folder / "together.db", "Ministry of Tests") as record:
        for case in cases:
            view = plant(record, case)
            wanted |= dict(_wanted(case)).keys()
        found = {
            (each.commitment.row.quote, each.paper.title, each.paper.said)
            for each in proposals(view, commitments(view, on=_AFTER_ALL))
        }
    return len(wanted), len(found), len(found & wanted)


_Key = tuple[str, str, dt.date | None]


def _wanted(case: keepers.Case) -> Iterable[tuple[_Key, str]]:
    promises = {one.id: one.text for one in case.promises}
    for paper in case.papers:
        for sentence in paper.sentences:
            if sentence.keeps:
                key = promises[sentence.keeps], paper.title, dt.date.fromisoformat(paper.said)
                yield key, sentence.text


def plant(record: Record, case: keepers.Case) -> View:
    """The promises of a case and its later papers, in a record."""
    for promise in case.promises:
        fields = {"act": Act.COMMITMENT, "party": case.party, "dossiers": (promise.dossier,)}
        content = {"by": case.party, "to": case.party, **promise.content}
        _paper(record, case, promise.said, case.party, "Promise", promise.text, fields, content)
    for paper in case.papers:
        text = " ".join(one.text for one in paper.sentences)
        fields = {"act": Act.ASSESSMENT, "party": paper.party, "dossiers": (paper.dossier,)}
        _paper(
            record, case, paper.said, paper.party, paper.title, text, fields, {}, genre=paper.genre
        )
    return record.view(record.reader())


def _paper(
    record: Record,
    case: keepers.Case,
    said: str,
    party: str,
    title: str,
    text: str,
    fields: Mapping[str, object],
    content: dict[str, str],
    genre: str = "annotated agenda",
) -> None:
    data = f"{title} {said} {text}".encode()
    with record.batch("INTERNAL") as batch:
        sha256, text_sha256 = batch.keep(data), batch.keep(text.encode())
        paper = batch.add(
            Paper(
                said=said,
                sha256=sha256,
                media_type="text/plain",
                size=len(data),
                title=title,
                language=case.language,
                genre=genre,
                on_behalf_of=party,
                addressee=f"parliament of {party}",
            )
        )
        batch.add(
            Extraction(
                paper=paper,
                version=1,
                extractor="test",
                text_sha256=text_sha256,
                length=len(text),
            )
        )
        batch.add(
            Statement(
                said=said,
                identity=statement_identity(sha256, 0, len(text), str(fields["act"]), party),
                quote=text,
                citation=SpanCitation(paper=paper, extraction=1, start=0, end=len(text)),
                content=content,
                language=case.language,
                **fields,  # type: ignore[arg-type]
            )
        )
