"""A record of small agendas, sentence by sentence, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from inzet.record import Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Extraction, Paper, Statement, statement_identity
from inzet.vocabulary.meetings import NOTICE_RULE, Item, MeetingLink, MeetingNotice, Session

Sentence = str | tuple[str, dict[str, Any]]
"""What a paper says, and fields of the statement where they are not those of a position."""


def council(
    day: str, *items: str | tuple[int, str], previous: str | None = None, body: str = "EU"
) -> MeetingNotice:
    """A council of fisheries ministers on a day, with items in sessions."""
    placed = [(1, each) if isinstance(each, str) else each for each in items]
    sessions = tuple(
        Session(
            number=number,
            title=f"Deel {number}",
            items=tuple(Item(title=title) for session, title in placed if session == number),
        )
        for number in sorted({number for number, _ in placed})
    )
    link = MeetingLink(name="the council before", id=previous) if previous else None
    return MeetingNotice(
        id=f"{body.lower()}-fish-{day}",
        name="Fisheries Council",
        body=body,
        format="fisheries ministers",
        from_=day,
        to=day,
        sessions=sessions,
        previous=link,
    )


class Archive:
    """A record to which papers are added one at a time, each a minute after the last."""

    def __init__(self, folder: Path) -> None:
        self._now = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        self.record = Record.create(folder / "archive.db", "Ministry of Tests", now=self._clock)

    def _clock(self) -> dt.datetime:
        return self._now

    def paper(
        self,
        said: str,
        sentences: Sequence[Sentence],
        *notices: MeetingNotice,
        genre: str | None = "annotated agenda",
        party: str = "NLD",
        language: str = "nl",
        marking: str = "PUBLIC",
        title: str = "",
    ) -> str:
        """A paper that says these sentences one after the other, about these meetings."""
        self._now += dt.timedelta(minutes=1)
        told = [each if isinstance(each, tuple) else (each, {}) for each in sentences]
        text = "\n\n".join([title or f"Stuk van {said}", *(words for words, _ in told)]) + "\n"
        with self.record.batch(marking) as batch:
            sha256 = batch.keep(text.encode())
            paper = batch.add(
                Paper(
                    said=said,
                    sha256=sha256,
                    media_type="text/plain",
                    size=len(text.encode()),
                    title=title or f"Stuk van {said}",
                    language=language,
                    genre=genre,
                    on_behalf_of=party,
                )
            )
            batch.add(
                Extraction(
                    paper=paper, version=1, extractor="test", text_sha256=sha256, length=len(text)
                )
            )
            for notice in notices:
                batch.add(
                    Statement(
                        said=said,
                        identity=statement_identity(sha256, 0, 5, Act.CONTEXT, notice.id),
                        act=Act.CONTEXT,
                        rule=NOTICE_RULE,
                        meeting=notice.id,
                        quote=text[:5],
                        citation=SpanCitation(paper=paper, extraction=1, start=0, end=5),
                        content={"meeting": msgspec.to_builtins(notice)},
                        language=language,
                    )
                )
            at = 0
            for words, fields in told:
                start = text.index(words, at)
                at = end = start + len(words)
                act = fields.get("act", Act.POSITION)
                given = {"party": party, "dossiers": ("watch/fisheries",), **fields}
                batch.add(
                    Statement(
                        said=said,
                        identity=statement_identity(sha256, start, end, act, given["party"]),
                        quote=words,
                        citation=SpanCitation(paper=paper, extraction=1, start=start, end=end),
                        meeting=notices[0].id if notices else None,
                        language=language,
                        rule="test",
                        **{"act": act, **given},
                    )
                )
        return paper

    def view(self, reader: str | None = None) -> View:
        """As this record's own organisation, or as another reader."""
        return self.record.view(self.record.reader(reader))
