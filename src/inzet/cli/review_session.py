"""Reviewing on a terminal: a statement at a time, one key a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from inzet.cli.output import counted, print_facts, print_rule, print_words
from inzet.cli.rows import print_statement
from inzet.cli.terminal import safe_line
from inzet.reading import review as reviewing
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InzetError

if TYPE_CHECKING:
    from inzet.record import Record, StatementRow

KEYS = "[c]onfirm  [e]dit  [x] reject  [a]dd missed  [s]kip  [u]ndo  [q]uit"


def go_through(record: Record, rows: Sequence[StatementRow], *, by: str) -> None:
    """Show each statement and do what the key says, until the last or ``q``."""
    if not rows:
        print_words("Nothing waits for review.")
        return
    session = _Session(record, by)
    print_words(f"{counted(len(rows), 'statement')} wait. {KEYS}", "bold")
    place = 0
    while place < len(rows):
        print_rule(f"{place + 1} of {len(rows)}")
        print_statement(rows[place])
        print_facts({"Read by": rows[place].rule, **_content(rows[place])})
        step = session.decide(rows[place])
        if step is None:
            break
        place = max(0, place + step)
    print_words(f"{counted(session.decisions, 'decision')} kept.", "bold")


class _Session:
    def __init__(self, record: Record, by: str) -> None:
        self._record = record
        self._by = by
        self._done: list[tuple[reviewing.Done, int]] = []

    @property
    def decisions(self) -> int:
        return len(self._done)

    def decide(self, row: StatementRow) -> int | None:
        """Act on one key; how many statements to go on (or back), None to stop."""
        while True:
            key = click.getchar().lower()
            try:
                step = self._act(key, row)
            except InzetError as error:
                click.echo(safe_line(error), err=True)
                continue
            if step is not None:
                return None if step == "stop" else int(step)

    def _act(self, key: str, row: StatementRow) -> int | str | None:
        reader = self._record.reader()
        match key:
            case "c":
                done = reviewing.confirm(self._record, reader, row.identity, by=self._by)
                return self._kept("Confirmed.", done, 1)
            case "x" | "r":
                note = click.prompt("Why (may be empty)", default="", show_default=False)
                done = reviewing.reject(self._record, reader, row.identity, by=self._by, note=note)
                return self._kept("Rejected.", done, 1)
            case "e":
                changes = _asked(row)
                if not changes:
                    click.echo("Nothing changed.")
                    return None
                done = reviewing.correct(
                    self._record, reader, row.identity, by=self._by, changes=changes
                )
                return self._kept("Corrected.", done, 1)
            case "a":
                return self._add(row)
            case "u":
                return self._undo()
            case "s":
                return 1
            case "q" | "\x04":
                return "stop"
            case "\x03":
                raise KeyboardInterrupt
            case _:
                click.echo(KEYS)
                return None

    def _kept(self, said: str, done: reviewing.Done, step: int) -> int:
        self._done.append((done, step))
        click.echo(said)
        return step

    def _add(self, row: StatementRow) -> int | None:
        if row.paper is None:
            click.echo("There is no paper to add to.")
            return None
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
        return self._kept("Added; and the one above?", done, 0) or None

    def _undo(self) -> int | None:
        if not self._done:
            click.echo("Nothing was decided yet.")
            return None
        done, step = self._done[-1]
        reviewing.undo(
            self._record, self._record.reader(), done.identity, by=self._by, entry=done.entry
        )
        self._done.pop()
        click.echo("Undone.")
        return -step if step else None


def _asked(row: StatementRow) -> dict[str, object]:
    """Every field with its value, to keep by Enter or to type over."""
    from inzet.cli.review import changed

    now = {
        "act": str(row.act),
        "party": row.party or "",
        "holder": row.holder or "",
        "dossiers": " ".join(row.dossiers),
        "session": str(row.session or ""),
    }
    given: dict[str, object] = {}
    for field, value in now.items():
        typed = click.prompt(field.capitalize(), default=value, show_default=bool(value)).strip()
        if typed != value:
            given[field] = tuple(typed.split()) if field == "dossiers" else typed
    if given.get("act", now["act"]) == Act.COMMITMENT:
        due = click.prompt("Due (2023-07-11; Enter leaves it)", default="", show_default=False)
        if due.strip():
            from inzet.vocabulary.times import parse_day

            given.update(changed(due=parse_day(due, where="due")))
    return given


def _content(row: StatementRow) -> dict[str, str]:
    plain = {key: value for key, value in row.content.items() if isinstance(value, str | int)}
    return {key.replace("_", " ").capitalize(): str(value) for key, value in plain.items()}
