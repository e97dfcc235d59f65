"""Taking things into the record that a command names, which the first good one makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from inzet.cli.command import Invocation
from inzet.cli.login import login_name
from inzet.cli.terminal import safe_line
from inzet.cli.who import tell_readers
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.markings import INTERNAL, PUBLIC

if TYPE_CHECKING:
    from inzet.record import Record

Kept = TypeVar("Kept")
_SUFFIXES = (
    "",
    "-wal",
    "-shm",
    "-journal",
    ".key",
    ".head",
    ".looks",
    ".following",
    ".pulls",
    ".following-journal",
    ".drafts",
    ".tearlines",
    ".accounts",
)
"""A record is a file with these beside it."""


class Keeper:
    """The record that papers and data sets go into.

    Args:
        marking: under which they are kept.
        organisation: whose record a new one is; None for the one who types.
        doing: what is done with the record, for errors.
    """

    def __init__(
        self,
        chosen: Invocation,
        marking: str,
        organisation: str | None,
        *,
        doing: str = "read papers into it",
    ) -> None:
        self._path = chosen.record
        self._marking = marking
        self._organisation = organisation
        self.record: Record | None = None
        """None until there is one."""
        if chosen.record.exists():
            self.record = chosen.open_as_own(doing)
            _known_marking(self.record, marking)
            tell_readers(self.record, marking)

    def files(self) -> set[Path]:
        """The files of the record itself, which are no papers."""
        return {self._path.with_name(self._path.name + each).absolute() for each in _SUFFIXES}

    def take(self, kept: Callable[[Record], Kept]) -> Kept:
        """Have a paper or a data set kept in the record, made for it when there is none.

        When the first is refused, no record is left behind.
        """
        return kept(self.record) if self.record is not None else self._first(kept)

    def _first(self, kept: Callable[[Record], Kept]) -> Kept:
        from inzet.record import Record, discard, place_of
        from inzet.reference import install

        name = self._organisation or f"desk of {login_name()}"
        ours = [file for file in self.files() if not file.exists()]
        with ExitStack() as opened:
            opened.callback(_remove, ours)
            record = opened.enter_context(Record.create(self._path, name))
            # Only of one that was made just now: of a database the tables go, and no others.
            opened.callback(discard, self._path)
            _known_marking(record, self._marking)
            tell_readers(record, self._marking)
            # First, so that a data set finds there what everybody has.
            install(record)
            taken = kept(record)
            opened.pop_all()
        click.get_current_context().call_on_close(record.close)
        self.record = record
        click.echo(
            safe_line(
                f"Made a new record, {place_of(self._path)}, of “{name}”; "
                f"its key is {self._path}.key."
            ),
            err=True,
        )
        return taken


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _known_marking(record: Record, marking: str) -> None:
    known = (PUBLIC, INTERNAL, *sorted(record.audiences()))
    if marking not in known:
        raise UnknownValue(
            f"there is no marking “{marking}”",
            where="--marking",
            fix=f"Known markings: {', '.join(known)}.",
        )
