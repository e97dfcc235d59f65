"""A small record with meetings in it, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from inzet.record import Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Extraction, Paper, Statement, statement_identity
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingNotice

TEXT = "Een zin waar alles in staat."


class Planted:
    """A record to which papers with notices and statements are added one line at a time."""

    def __init__(self, folder: Path) -> None:
        self.record = Record.create(folder / "meetings.db", "Ministry of Tests")
        self._papers = 0

    def paper(
        self,
        said: str,
        *notices: MeetingNotice,
        statements: tuple[dict[str, Any], ...] = (),
        marking: str = "INTERNAL",
        **about: Any,
    ) -> str:
        """A paper said on a day, announcing these meetings and saying these statements.

        Args:
            about: what else it tells of itself: title, genre, numbers.
        """
        self._papers += 1
        original = f"{self._papers} {TEXT}".encode()
        with self.record.batch(marking) as batch:
            sha256 = batch.keep(original)
            text_sha256 = batch.keep(TEXT.encode())
            paper = batch.add(
                Paper(
                    said=said,
                    sha256=sha256,
                    media_type="text/plain",
                    size=len(original),
                    **{"title": f"Paper {self._papers}", **about},
                )
            )
            batch.add(
                Extraction(
                    paper=paper,
                    version=1,
                    extractor="test",
                    text_sha256=text_sha256,
                    length=len(TEXT),
                )
            )
            for notice in notices:
                fields = {
                    "act": Act.CONTEXT,
                    "rule": NOTICE_RULE,
                    "meeting": notice.id,
                    "holder": notice.id,
                    "content": {"meeting": msgspec.to_builtins(notice)},
                }
                batch.add(self._statement(paper, sha256, said, fields))
            for fields in statements:
                batch.add(self._statement(paper, sha256, said, fields))
        return paper

    def _statement(self, paper: str, sha256: str, said: str, fields: dict[str, Any]) -> Statement:
        act, start = fields["act"], fields.get("start", 0)
        return Statement(
            said=said,
            identity=statement_identity(sha256, start, len(TEXT), act, fields.get("holder")),
            quote=TEXT[start:],
            citation=SpanCitation(paper=paper, extraction=1, start=start, end=len(TEXT)),
            **{name: value for name, value in fields.items() if name != "start"},
        )

    def view(self, *, known_on: dt.date | None = None) -> View:
        """As this record's own organisation."""
        return self.record.view(self.record.reader(), known_on=known_on)
