"""``inzet import``: data sets in, statements out, each with its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace as replace_fields

from inzet.cli.command import Day, Example, Invocation, command, invocation, json_option
from inzet.cli.failures import described, tell
from inzet.cli.keeper import Keeper
from inzet.cli.output import Column, counted, print_facts, print_json, print_table, print_title
from inzet.cli.parcels import take_parcels
from inzet.cli.read import STDIN, contents
from inzet.cli.reference import is_asked, take_reference
from inzet.cli.terminal import progress
from inzet.vocabulary.errors import InputError, InzetError
from inzet.vocabulary.markings import PUBLIC

if TYPE_CHECKING:
    from inzet.cli.objects import TakenIn
    from inzet.datasets import Imported, Intake, Row, Settings
    from inzet.datasets.kiel import Release
    from inzet.reading.tables import Tables

OBJECTS = "objects"
"""The kind under which objects of others are kept as they came, and nothing is read in them."""
MOST_BYTES = 64 << 20
_SHOWN = 20
"""Refusals shown one by one; of the others the number is told."""


@dataclass(frozen=True)
class Options:
    """How data sets are to be imported, as the command line says."""

    kind: str | None
    edition: str | None
    said_on: dt.date | None
    source: str | None
    marking: str
    skip_refused: bool
    dry_run: bool
    organisation: str | None


@command(
    "import",
    short_help="Import tables and bundles that others publish",
    examples=(
        Example("inzet import figures.csv", "Import figures, one a row"),
        Example("inzet import figures.csv --dry-run", "See what would be taken; keep nothing"),
        Example("inzet import steps.csv --said-on 2022-06-17 --json", "For a program"),
        Example("inzet import figures.csv --skip-refused", "Take the rows that are right"),
        Example("inzet import event.json --marking INTERNAL", "An event of MISP, kept as it came"),
        Example("inzet import --parcels feeds.inzet", "Whole feeds, of inzet export --parcels"),
        Example("inzet import reference", "The reference entries, into a record made before them"),
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--as",
    "kind",
    metavar="KIND",
    help="What the files are, where their contents do not tell (see docs/datasets.md).",
)
@click.option(
    "--edition",
    metavar="EDITION",
    help="Which edition they are: 2024-06 (year and month), or the number of a release.",
)
@click.option(
    "--said-on",
    type=Day(),
    metavar="DATE",
    help="The day they were published (2024-06-17), where that is not known.",
)
@click.option("--source", metavar="WORDS", help="What statements are to cite them as.")
@click.option(
    "--marking",
    default=PUBLIC,
    show_default=True,
    metavar="MARKING",
    help="Who may see it: PUBLIC, INTERNAL, or an audience of this record.",
)
@click.option("--skip-refused", is_flag=True, help="Take the other rows where some are refused.")
@click.option("--dry-run", is_flag=True, help="Show what would be taken; keep nothing.")
@click.option(
    "--organisation",
    envvar="INZET_ORGANISATION",
    metavar="NAME",
    help="Whose record a new one is (also INZET_ORGANISATION).",
)
@click.option(
    "--parcels", is_flag=True, help="The files hold whole feeds (inzet export --parcels)."
)
@click.option(
    "--by",
    default="",
    metavar="DIGITS",
    help="With --parcels: the fingerprint of whose record the file is of, as they told it.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --parcels: make a record anew, with the key that the organisation has.",
)
@json_option
def import_(
    files: tuple[str, ...],
    kind: str | None,
    edition: str | None,
    said_on: dt.date | None,
    source: str | None,
    marking: str,
    skip_refused: bool,
    dry_run: bool,
    organisation: str | None,
    parcels: bool,
    by: str,
    key: Path | None,
) -> int:
    """Import data sets: workbooks (XLSX), tables (CSV), STIX bundles and MISP events (JSON).

    What a file is, its contents tell. Each of its rows becomes statements that cite their cell.
    Where a row is refused nothing of its file is kept, unless --skip-refused. The same file twice
    changes nothing; a new edition stands beside the old. Objects of STIX and MISP are kept as they
    came too, no wider than their TLP allows; --as objects does that alone. The word reference
    stands for the entries that come with Inzet, which a new record has from the start. With
    --parcels the files are whole feeds of a record, and come in exactly as they are.
    """
    if parcels:
        return take_parcels(invocation(), files, by, key)
    if is_asked(files):
        return take_reference(invocation(), organisation, dry=dry_run)
    options = Options(
        kind=kind,
        edition=edition,
        said_on=said_on,
        source=source,
        marking=marking,
        skip_refused=skip_refused,
        dry_run=dry_run,
        organisation=organisation,
    )
    return _Importing(options, invocation()).all(files)


class _Importing:
    """Imports one file after another and shows what became of each."""

    def __init__(self, options: Options, chosen: Invocation) -> None:
        from inzet.datasets import named

        self._options, self._chosen = options, chosen
        self._set = None if options.kind in (None, OBJECTS) else named(str(options.kind))
        self._keeper = Keeper(chosen, options.marking, options.organisation, doing="import into it")
        self._done: list[Imported | TakenIn] = []
        self._given: dict[str, bytes] = {}
        self._code = 0

    def all(self, files: Sequence[str]) -> int:
        """Imports all files; the exit code is that of the first that was refused."""
        shown = ["standard input" if name == STDIN else name for name in files]
        if self._options.kind == OBJECTS:
            for name, told in zip(files, shown, strict=True):
                self._objects(name, told)
            return self._ended(len(files))
        opened = [self._opened(*names) for names in zip(files, shown, strict=True)]
        found = [(name, one) for name, one in zip(shown, opened, strict=True) if one is not None]
        release, rest = self._released(found)
        for name, tables in rest:
            try:
                self._done.append(self._one(name, tables, release))
            except InzetError as error:
                self._refuse(error)
        return self._ended(len(files))

    def _ended(self, files: int) -> int:
        if self._chosen.as_json and self._done:
            print_json(self._done if files > 1 else self._done[0])
        return self._code

    def _objects(self, name: str, shown: str, data: bytes | None = None) -> None:
        """Keeps objects of others as they came, and tells what became of them."""
        from inzet.cli.objects import take_file

        try:
            given = contents(name, MOST_BYTES) if data is None else data
            taken = take_file(
                self._keeper,
                given,
                shown,
                self._options.marking,
                source=self._options.source,
                dry=self._options.dry_run,
                quiet=self._chosen.as_json,
            )
        except InzetError as error:
            self._refuse(error)
            return
        self._done.append(taken)
        if taken.refusals and not self._options.skip_refused:
            self._code = self._code or InputError.exit_code

    def _opened(self, name: str, shown: str) -> Tables | None:
        from inzet.exchange.foreign.pieces import is_misp
        from inzet.reading.guard import shared
        from inzet.reading.tables import LIMIT

        try:
            data = contents(name, LIMIT)
            if self._set is None and is_misp(data):
                self._objects(name, shown, data)
                return None
            tables = shared().tables(data, name=shown)
            if tables.objects is not None:
                self._given[shown] = data
            return tables
        except InzetError as error:
            self._refuse(error)
            return None

    def _released(
        self, found: list[tuple[str, Tables]]
    ) -> tuple[Release | None, list[tuple[str, Tables]]]:
        """The release that one of the files tells of, and the other files."""
        from inzet.datasets.kiel import release_of

        release, rest = None, []
        for name, tables in found:
            told = release_of(tables, name)
            if told is None:
                rest.append((name, tables))
            release = told or release
        if release is not None and not rest and not self._code:
            raise InputError(
                "this file only tells which release others are of",
                where=found[0][0],
                fix="Import it together with the tables beside it.",
            )
        return release, rest

    def _one(self, name: str, tables: Tables, release: Release | None) -> Imported:
        from inzet.datasets import Intake, recognised

        data_set = recognised(tables, name, self._set)
        intake = Intake(
            tables,
            data_set,
            self._settings(name, release if data_set.name.startswith("kiel-") else None),
            marking=self._options.marking,
            through=_through,
        )
        stopped = intake.refused and not self._options.skip_refused
        if stopped:
            self._code = self._code or InputError.exit_code
        done = self._kept(intake, look=stopped or self._options.dry_run)
        if done.kind == "stix" and name in self._given and not (stopped or self._options.dry_run):
            done = replace_fields(done, objects=self._also(name))
        if not self._chosen.as_json:
            _show(done, dry=self._options.dry_run)
        return done

    def _kept(self, intake: Intake, *, look: bool) -> Imported:
        if look or not intake.checked.rows - intake.checked.refusals:
            return intake.look(self._keeper.record)
        return self._keeper.take(intake.keep)

    def _also(self, name: str) -> int:
        """Keeps the objects of a bundle as they came too, for who looks for one or asks for it."""
        from inzet.exchange.foreign.keeping import take
        from inzet.exchange.foreign.pieces import pieces

        given = pieces(self._given[name], name=name)
        source, marking = self._options.source or name, self._options.marking
        return self._keeper.take(lambda record: take(record, given, marking, source=source)).new

    def _settings(self, name: str, release: Release | None) -> Settings:
        from inzet.datasets import Settings

        said = self._options.said_on
        settings = Settings(
            name=name,
            edition=self._options.edition,
            said_on=said.isoformat() if said else None,
            source=self._options.source,
        )
        if release is None:
            return settings
        return replace(
            settings,
            edition=settings.edition or release.number,
            said_on=settings.said_on or release.said,
            last_month=release.last_month,
        )

    def _refuse(self, error: InzetError) -> None:
        told = described(error, ())
        tell(told, as_json=self._chosen.as_json)
        self._code = self._code or told[-1]


def _through(rows: Iterator[Row], label: str, total: int) -> Iterable[Row]:
    return progress(rows, label, total)


def _show(done: Imported, *, dry: bool) -> None:
    print_title(f"{done.file}: {done.title}" + (f", {done.edition}" if done.edition else ""))
    print_facts(
        {
            "Outcome": _outcome(done, dry=dry),
            "Rows": counted(done.rows, "row"),
            "New" if done.kept else "Would be new": done.taken - done.changed or None,
            "With another value than before": done.changed or None,
            "Already in the record": done.known or None,
            "Told nothing": done.empty or None,
            "Refused": done.refusals or None,
            "Objects kept as they came": done.objects or None,
            "Statements written" if done.kept else "Statements it gives": done.statements or None,
            "Note": " ".join(done.notes),
        }
    )
    if done.refused:
        columns = (
            *((Column("sheet"),) if any(each.sheet for each in done.refused) else ()),
            Column("row", right=True),
            Column("column", words=True),
            Column("why", words=True),
        )
        print_title("Refused")
        rows = [
            [each.sheet, each.row, each.column, f"{each.what}. {each.fix}".strip()]
            for each in done.refused[:_SHOWN]
        ]
        print_table(columns, [row[-len(columns) :] for row in rows])
        if done.refusals > _SHOWN:
            print_facts({"And": counted(done.refusals - _SHOWN, "more row")})


def _outcome(done: Imported, *, dry: bool) -> str:
    if dry:
        return "Dry run, nothing kept"
    if not done.kept and done.refusals:
        return "Nothing kept, as rows are refused; --skip-refused takes the others"
    if not done.statements:
        return "Already in the record; nothing was written"
    return f"Kept as {done.marking}"
