"""Tear-lines that are not released yet, as one person sees them: in a file beside the record."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.exchange.release.tearlines.model import Happened, State, TearLine
from inzet.exchange.release.tearlines.source import Source
from inzet.record import Reader, Record
from inzet.record.private import Kind, PrivateFile
from inzet.vocabulary.errors import InputError, NotFound, Outdated
from inzet.writing.drawer import Person

_metadata = sa.MetaData()
_table = sa.Table(
    "tearline",
    _metadata,
    sa.Column("id", sa.Text, primary_key=True),
    # JSON of a TearLine.
    sa.Column("body", sa.LargeBinary, nullable=False),
)
KIND = Kind(
    holds="tear-lines",
    suffix=".tearlines",
    tables=_metadata,
    application_id=0x1A2E7D15,
    version=1,
)
LONGEST = 200_000
"""Characters of a text."""
Clock = Callable[[], dt.datetime]


def desk(record: Record, person: Person, reader: Reader, *, checks: bool) -> Desk:
    """The tear-lines beside a record, for a person who reads as this reader.

    Args:
        checks: whether they may release, and so see what waits for a second person.
    """
    own = reader.id == record.organisation.id
    return Desk(KIND.beside(Path(record.path)), person, reader, checks=checks, own=own)


class Desk:
    """What one person wrote, and what waits for them to check.

    Whatever somebody else writes is not there until it waits; nor is what rests on, or goes to, a
    marking that this reader does not need to know.
    """

    def __init__(
        self,
        path: Path,
        person: Person,
        reader: Reader,
        *,
        checks: bool,
        own: bool,
        now: Clock | None = None,
    ) -> None:
        self.person = person
        self.reader = reader
        self.checks = checks
        self._own = own
        self._file = PrivateFile(path, KIND)
        self._now = now or (lambda: dt.datetime.now(dt.UTC))

    def all(self) -> list[TearLine]:
        """Those this person may see, what was done last first."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(sa.select(_table.c.body)).scalars()
            found = [each for raw in rows if self._sees(each := _decoded(raw))]
        return sorted(found, key=lambda each: each.steps[-1].on, reverse=True)

    def find(self, typed: str) -> TearLine:
        """One by its id or the beginning of it.

        Raises:
            NotFound: none, or several, for this person.
        """
        wanted = typed.strip()
        found = [each for each in self.all() if wanted and each.id.startswith(wanted)]
        if len(found) != 1:
            raise NotFound(
                f"there is no tear-line “{wanted[:64]}” here",
                fix="`inzet tearline list` names yours and those that wait for you.",
            )
        return found[0]

    def is_writer(self, line: TearLine) -> bool:
        """Whether this person wrote it."""
        return Person.named(line.writer).key == self.person.key

    def start(self, source: Source, marking: str, text: str) -> TearLine:
        """Puts a text in the file as a draft.

        Raises:
            InputError: no text, or too long a one.
        """
        line = TearLine(
            id=secrets.token_hex(8),
            source=source.name,
            from_paper=source.is_paper,
            title=source.title,
            narrow=source.marking,
            marking=marking,
            writer=self.person.name,
            text=_checked(text),
            steps=(self._step(State.DRAFT),),
        )
        with self._file.write() as connection:
            connection.execute(_table.insert().values(id=line.id, body=msgspec.json.encode(line)))
        return line

    def write(self, line: TearLine, text: str) -> TearLine:
        """Its text written anew, by its writer.

        Raises:
            InputError: somebody else wrote it, or it was released; no text, or too long a one.
            Outdated: it was changed meanwhile.
        """
        self._writers(line)
        return self._put(line, State.DRAFT, text=_checked(text))

    def send(self, line: TearLine) -> TearLine:
        """Sends it to be checked.

        Raises:
            InputError: somebody else wrote it, or it was released.
            Outdated: it was changed meanwhile.
        """
        self._writers(line)
        return self._put(line, State.WAITING)

    def delete(self, line: TearLine) -> None:
        """Deletes it without a trace; what was released stays.

        Raises:
            InputError: somebody else wrote it, or it was released.
        """
        self._writers(line)
        with self._file.write() as connection:
            self._same(connection, line)
            connection.execute(_table.delete().where(_table.c.id == line.id))
        self._file.wipe()

    def judged(
        self, line: TearLine, state: State, *, second: str, reason: str = "", paper: str = ""
    ) -> TearLine:
        """That a second person agreed or not; what was released is in the record, not here."""
        kept = "" if state is State.RELEASED else line.text
        made = self._put(line, state, by=second, reason=reason, paper=paper, text=kept)
        if not kept:
            self._file.wipe()
        return made

    def same(self, line: TearLine) -> None:
        """That it is as it was shown.

        Raises:
            Outdated: it was changed, released or deleted meanwhile.
        """
        with self._file.read() as connection:
            self._same(connection, line)

    def _put(
        self,
        line: TearLine,
        state: State,
        *,
        text: str | None = None,
        by: str = "",
        reason: str = "",
        paper: str = "",
    ) -> TearLine:
        made = msgspec.structs.replace(
            line,
            text=line.text if text is None else text,
            paper=paper,
            steps=(*line.steps, self._step(state, by, reason)),
        )
        with self._file.write() as connection:
            self._same(connection, line)
            connection.execute(
                _table.update().where(_table.c.id == line.id).values(body=msgspec.json.encode(made))
            )
        return made

    def _same(self, connection: Connection | None, line: TearLine) -> None:
        raw = None
        if connection is not None:
            raw = connection.execute(
                sa.select(_table.c.body).where(_table.c.id == line.id)
            ).scalar()
        if raw is None or _decoded(raw) != line:
            raise Outdated(
                "this tear-line was changed since it was shown", where=line.id, fix="Look again."
            )

    def _writers(self, line: TearLine) -> None:
        if not self.is_writer(line):
            raise InputError(
                f"{line.writer} writes this tear-line",
                where=line.id,
                fix="Send it back with a reason, and let them write it.",
            )
        if line.state is State.RELEASED:
            raise InputError("it was released", where=line.id, fix="Write another from its source.")

    def _step(self, state: State, by: str = "", reason: str = "") -> Happened:
        return Happened(state=state, by=by or self.person.name, on=self._now(), reason=reason)

    def _sees(self, line: TearLine) -> bool:
        if not (self._own and self.reader.reads(line.narrow) and self.reader.reads(line.marking)):
            return False
        judged = line.state in (State.WAITING, State.RELEASED)
        return self.is_writer(line) or (self.checks and judged)


def _decoded(raw: bytes) -> TearLine:
    return msgspec.json.decode(raw, type=TearLine)


def _checked(text: str) -> str:
    kept = text.replace("\r\n", "\n").strip()
    if not kept or len(kept) > LONGEST:
        raise InputError(
            "a tear-line is a text of its own" if not kept else f"it has over {LONGEST} characters",
            where="text",
            fix="Write what all who would read it may know.",
        )
    return kept + "\n"
