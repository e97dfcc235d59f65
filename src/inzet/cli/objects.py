"""``inzet objects``: objects of others, found and shown; and files of them taken in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import msgspec

from inzet.cli.command import (
    Example,
    command,
    csv_option,
    invocation,
    json_option,
    limit_option,
    moments,
)
from inzet.cli.keeper import Keeper
from inzet.cli.output import (
    Column,
    counted,
    print_csv,
    print_facts,
    print_json,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.rows import SHORT
from inzet.vocabulary.errors import NotFound

if TYPE_CHECKING:
    from inzet.exchange.foreign.keeping import Taken
    from inzet.record import ObjectRow, View


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """A file of objects, and what became of them."""

    file: str
    marking: str
    kept: bool
    objects: int
    new: int
    known: int
    narrowed: dict[str, int]
    types: dict[str, int]
    refused: tuple[msgspec.Struct, ...]
    refusals: int


def take_file(
    keeper: Keeper,
    data: bytes,
    name: str,
    marking: str,
    *,
    source: str | None,
    dry: bool,
    quiet: bool,
) -> TakenIn:
    """Keeps the objects of a file, and shows what became of them unless ``quiet``."""
    from inzet.exchange.foreign.keeping import Taken, take
    from inzet.exchange.foreign.pieces import pieces

    given = pieces(data, name=name)

    def kept(record: object) -> Taken:
        return take(record, given, marking, source=source or name, dry=dry)  # type: ignore[arg-type]

    if dry and keeper.record is None:
        taken = Taken(objects=len(given), new=len(given))
    else:
        taken = keeper.take(kept)
    done = TakenIn(
        file=name,
        marking=marking,
        kept=not dry and taken.new > 0,
        objects=taken.objects,
        new=taken.new,
        known=taken.known,
        narrowed=taken.narrowed,
        types=taken.types,
        refused=taken.refused,
        refusals=taken.refusals,
    )
    if not quiet:
        show_taken(name, taken, marking, dry=dry)
    return done


def show_taken(name: str, taken: Taken, marking: str, *, dry: bool = False) -> None:
    """What became of objects, in words."""
    print_title(f"{name}: objects kept as they came")
    print_facts(taken_facts(taken, marking, dry=dry))
    if taken.refused:
        print_title("Refused")
        columns = Column("object", right=True), Column("id"), Column("why", words=True)
        print_table(columns, [[each.number, each.id, each.why] for each in taken.refused])
        if taken.refusals > len(taken.refused):
            print_facts({"And": counted(taken.refusals - len(taken.refused), "more object")})


def taken_facts(taken: Taken, marking: str, *, dry: bool = False) -> dict[str, object]:
    """The same as facts, by what they are called."""
    narrowed = ", ".join(f"{many} with {label}" for label, many in taken.narrowed.items())
    types = ", ".join(f"{many} {kind}" for kind, many in taken.types.items())
    outcome = f"Kept as {marking}" if taken.new else "Nothing new; nothing was written"
    return {
        "Outcome": "Dry run, nothing kept" if dry else outcome,
        "Objects": counted(taken.objects, "object"),
        "Would be new" if dry else "New": f"{taken.new}{f' ({types})' if types else ''}",
        "Already in the record": taken.known or None,
        "Kept for your organisation alone": narrowed or None,
        "Refused": taken.refusals or None,
    }


@command(
    "objects",
    short_help="Find objects of other organisations' tools (STIX, MISP)",
    examples=(
        Example("inzet objects", "What came last"),
        Example("inzet objects undersea cable --type report", "Reports with both words"),
        Example("inzet objects --names T0049", "What bears this number of DISARM or ATT&CK"),
        Example("inzet objects --show ID", "One object as it came, and its versions"),
    ),
)
@click.argument("words", nargs=-1)
@click.option(
    "--type", "types", multiple=True, metavar="TYPE", help="Of this type: report, event …"
)
@click.option("--format", "format_", metavar="FORMAT", help="stix-2.1, stix-2.0 or misp.")
@click.option("--source", metavar="SOURCE", help="What came by this collection, feed or file.")
@click.option("--names", metavar="ID", help="What names this object, or bears this number.")
@click.option("--show", "object_id", metavar="ID", help="Show one object as it came.")
@limit_option
@moments
@csv_option
@json_option
def objects(
    words: tuple[str, ...],
    types: tuple[str, ...],
    format_: str | None,
    source: str | None,
    names: str | None,
    object_id: str | None,
    limit: int,
) -> None:
    """Find objects of others with all of WORDS in them, the last that came first."""
    from inzet.record import ObjectFilter

    chosen = invocation()
    view = chosen.view()
    if object_id is not None:
        _show(view, object_id, as_json=chosen.as_json)
        return
    asked = ObjectFilter(
        types=types,
        format=format_,
        source=source,
        links=None if names is None else _named(names),
        words=" ".join(words).strip() or None,
    )
    rows: list[ObjectRow] = []
    after: str | None = None
    while True:
        page = view.objects(asked, limit=min(100, limit - len(rows) or 100), after=after)
        rows += page.items
        after = page.next
        if after is None or (limit and len(rows) >= limit):
            break
    if chosen.as_json:
        print_json({"more": after is not None, "items": rows})
    elif chosen.as_csv:
        print_csv(
            ["id", "type", "name", "version", "format", "source", "organisation", "marking"],
            [_cells(row) for row in rows],
        )
    else:
        _list(rows, more=after is not None)


def _named(typed: str) -> str:
    return typed.strip() if "--" in typed else typed.strip().lower()


def _cells(row: ObjectRow) -> list[str]:
    return [
        *(row.id, row.type, row.name, row.version, row.format),
        *(row.source, row.organisation, row.marking),
    ]


def _list(rows: list[ObjectRow], *, more: bool) -> None:
    if not rows:
        print_words("No objects of others.")
        return
    columns = (
        Column("type"),
        Column("name", words=True),
        Column("made"),
        Column("from", words=True),
        Column("marking"),
        Column("id"),
    )
    print_table(
        columns,
        [
            [
                row.type,
                row.name or row.id,
                row.made.date().isoformat() if row.made else "",
                row.source or row.organisation,
                row.marking,
                row.id,
            ]
            for row in rows
        ],
    )
    if more:
        print_words("There are more; --limit 0 shows all.")


def _show(view: View, name: str, *, as_json: bool) -> None:
    from inzet.record import ObjectFilter

    versions = view.object_versions(name)
    try:
        row = view.object(name)
    except NotFound:
        if not versions:
            raise
        row = versions[0]
    versions = versions or view.object_versions(row.id)
    naming = view.objects(ObjectFilter(links=row.id), limit=20).items
    if as_json:
        print_json({"object": row, "versions": versions, "named_by": naming})
        return
    print_title(row.name or row.id)
    print_facts(
        {
            "Id": row.id,
            "Type": row.type,
            "Version": row.version,
            "Format": row.format,
            "Kept by": row.organisation,
            "Marking": row.marking,
            "Came by": row.source or None,
            "Entry": row.entry[:SHORT],
            "Withdrawn": row.withdrawn.date().isoformat() if row.withdrawn else None,
            "Note": "another content is kept under the same version" if row.disputed else None,
            "Versions": ", ".join(dict.fromkeys(each.version or "-" for each in versions)),
            "Named by": ", ".join(each.name or each.id for each in naming) or None,
        }
    )
    print_json(json.loads(row.raw))
