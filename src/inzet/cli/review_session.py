"""Reviewing on a terminal: a statement at a time, one key a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from inzet.cli.corrected import changed
from inzet.cli.output import counted, print_facts, print_rule, print_words
from inzet.cli.rows import print_statement
from inzet.cli.terminal import safe_line
from inzet.reading import review as reviewing
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InzetError

if TYPE_CHECKING:
    from inzet.record import Record, StatementRow

KEYS = "[c]onfirm  [e]dit  [x] reject  [a]dd missed  [s]kip  [u]ndo  [q]uit"
_EMPTY = "-"


def go_through(record: Record, rows: Sequence[StatementRow], *, by: str) -> None:
    """Show each statement and do what the key says, until the last or ``q``."""
    if not rows:
        print_words("Nothing waits for review.")
        return
    print_words(f"{counted(len(rows), 'statement')} to look at. {KEYS}", "bold")
    session = _Session(record, rows, by)
    while session.place < len(rows):
        session.show()
        session.decide()
    print_words(f"{counted(session.decisions, 'decision')} kept.", "bold")


class _Session:
    """Where the person is, and what was decided on the way."""

    def __init__(self, record: Record, rows: Sequence[StatementRow], by: str) -> None:
        self.place = 0
        self._record = record
        self._rows = rows
        self._by = by
        self._done: list[tuple[reviewing.Done, int]] = []

    @property
    def decisions(self) -> int:
        return len(self._done)

    @property
    def _row(self) -> StatementRow:
        return self._rows[self.place]

    def show(self) -> None:
        print_rule(f"{self.place + 1} of {len(self._rows)}")
        print_statement(self._row)
        print_facts({"Read by": self._row.rule})

    def decide(self) -> None:
        """Act on keys until there is a statement to show, or the person stops."""
        while True:
            try:
                if self._act(click.getchar().lower()):
                    return
            except InzetError as error:
                click.echo(safe_line(error), err=True)

    def _act(self, key: str) -> bool:
        """Do what a key says; whether the statement at the place is to be shown."""
        reader, identity = self._record.reader(), self._row.identity
        match key:
            case "c":
                done = reviewing.confirm(self._record, reader, identity, by=self._by)
                self._kept("Confirmed.", done)
            case "x" | "r":
                note = click.prompt("Why (may be empty)", default="", show_default=False)
                done = reviewing.reject(self._record, reader, identity, by=self._by, note=note)
                self._kept("Rejected.", done)
            case "e":
                return self._correct()
            case "a":
                return self._add()
            case "u":
                return self._undo()
            case "s":
                self.place += 1
            case "q" | "\x04":
                self.place = len(self._rows)
            case "\x03":
                raise KeyboardInterrupt
            case _:
                click.echo(KEYS)
                return False
        return True

    def _kept(self, said: str, done: reviewing.Done) -> None:
        self._done.append((done, self.place))
        self.place += 1
        click.echo(said)

    def _correct(self) -> bool:
        changes = _asked(self._row)
        if not changes:
            click.echo("Nothing changed.")
            return False
        done = reviewing.correct(
            self._record, self._record.reader(), self._row.identity, by=self._by, changes=changes
        )
        self._kept("Corrected.", done)
        return True

    def _add(self) -> bool:
        row = self._row
        if row.paper is None:
            click.echo("There is no paper to add to.")
            return False
        quote = click.prompt("The words that were missed")
        act = click.prompt("Act", type=click.Choice([str(act) for act in Act]))
        party = click.prompt("Party", default=row.party or "") or None
        dossier = click.prompt("Dossier (may be empty)", default="", show_default=False)
        done = reviewing.add(
            self._record,
            self._record.reader(),
            row.paper.id,
            by=self._by,
            act=act,
            quote=quote,
            party=party,
            fields={"dossiers": dossier} if dossier else {},
        )
        self._done.append((done, self.place))
        click.echo("Added; and the one above?")
        return False

    def _undo(self) -> bool:
        if not self._done:
            click.echo("Nothing was decided yet.")
            return False
        done, place = self._done[-1]
        reviewing.undo(
            self._record, self._record.reader(), done.identity, by=self._by, entry=done.entry
        )
        self._done.pop()
        self.place = place
        click.echo("Undone.")
        return True


def _asked(row: StatementRow) -> dict[str, object]:
    """What is typed over the fields of a statement; Enter keeps one, a lone hyphen empties it."""
    now = {
        "act": str(row.act),
        "party": row.party or "",
        "holder": row.holder or "",
        "dossiers": " ".join(row.dossiers),
        "session": str(row.session or ""),
    }
    click.echo("Enter keeps, - empties.")
    given: dict[str, object] = {}
    for field, value in now.items():
        typed = click.prompt(field.capitalize(), default=value, show_default=bool(value)).strip()
        if typed == value:
            continue
        typed = "" if typed == _EMPTY else typed
        given[field] = tuple(typed.split()) if field == "dossiers" else typed
    if given.get("act", now["act"]) == Act.COMMITMENT:
        due = click.prompt("Due (2023-07-11; Enter leaves it)", default="", show_default=False)
        if due.strip():
            from inzet.vocabulary.times import parse_day

            given.update(changed(due=parse_day(due, where="due")))
    return given
