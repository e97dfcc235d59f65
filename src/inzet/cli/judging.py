"""``merge``, ``split``, ``judgements`` and ``undo`` of meetings and of dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    Command,
    Example,
    command,
    csv_option,
    invocation,
    json_option,
)
from inzet.cli.listing import print_footer
from inzet.cli.login import by_option
from inzet.cli.output import Column, print_csv, print_json, print_table, print_words
from inzet.cli.rows import SHORT
from inzet.vocabulary.judgements import DOSSIER, MEETING, SAME
from inzet.vocabulary.markings import INTERNAL

if TYPE_CHECKING:
    from inzet.meetings import Judgement
    from inzet.record import View

_COLUMNS = (
    "id",
    "kind",
    "name",
    "shown_as",
    "papers",
    "statements",
    "ground",
    "by",
    "said",
    "marking",
)

_ground = click.option(
    "--ground", required=True, metavar="TEXT", help="Why; kept with the judgement."
)
_marking = click.option(
    "--marking",
    default=INTERNAL,
    show_default=True,
    metavar="MARKING",
    help="For whom: PUBLIC, INTERNAL, or an audience of this record.",
)


def judging(what: str) -> list[Command]:
    """The commands that judge the names of meetings or of dossiers."""
    return [_merge(what), _split(what), _judgements(what), _undo(what)]


def _merge(what: str) -> Command:
    sample = what.upper()

    @command(
        "merge",
        short_help=f"Two {what}s are one",
        help=f"Judge that NAME and INTO are one {what}: all under NAME is shown under INTO. "
        "Nothing is overwritten; undo brings both back.",
        examples=(
            Example(
                f"inzet {what}s merge {sample} OTHER --ground 'one {what} under two names'",
                "Show all of the first under the second",
            ),
        ),
    )
    @click.argument("name")
    @click.argument("into")
    @_ground
    @_marking
    @by_option
    @json_option
    def merge(name: str, into: str, ground: str, marking: str, by: str) -> None:
        from inzet.meetings import join

        record = invocation().open_as_own(f"judge which {what}s are one")
        view = record.view(record.reader())
        names = _named(view, what, name), _named(view, what, into)
        done = join(record, view.reader, what, *names, ground=ground, by=by, marking=marking)
        _tell(done, f"{done.name} is shown as {done.shown_as} now")

    return merge


def _split(what: str) -> Command:
    sample = what.upper()

    @command(
        "split",
        short_help=f"One {what} is two",
        help=f"Judge that some of what stands under the {what} NAME is of another: all that a "
        "paper says under it, or single statements. Nothing is overwritten; undo brings it back.",
        examples=(
            Example(
                f"inzet {what}s split {sample} --paper PAPER --as NEW --ground 'another {what}'",
                "What a paper says under one name is of another",
            ),
        ),
    )
    @click.argument("name")
    @click.option("--as", "into", required=True, metavar="NAME", help="The other name.")
    @click.option(
        "--paper", "papers", multiple=True, metavar="PAPER", help="A paper; may be repeated."
    )
    @click.option(
        "--statement", "statements", multiple=True, metavar="ID", help="A statement; likewise."
    )
    @_ground
    @_marking
    @by_option
    @json_option
    def split(
        name: str,
        into: str,
        papers: tuple[str, ...],
        statements: tuple[str, ...],
        ground: str,
        marking: str,
        by: str,
    ) -> None:
        from inzet.cli.papers import named
        from inzet.meetings import part

        record = invocation().open_as_own(f"judge which {what} is two")
        view = record.view(record.reader())
        done = part(
            record,
            view.reader,
            what,
            _named(view, what, name),
            into,
            papers=[named(view, each).id for each in papers],
            statements=statements,
            ground=ground,
            by=by,
            marking=marking,
        )
        _tell(done, f"what was told apart from {done.name} is shown as {done.shown_as} now")

    return split


def _judgements(what: str) -> Command:
    @command(
        "judgements",
        short_help="What was merged and split",
        help=f"List what people judged of the names of {what}s, newest first: what was merged and "
        "split, on what ground, by whom, and who sees it.",
        examples=(
            Example(f"inzet {what}s judgements", f"What was judged of {what}s, and by whom"),
        ),
    )
    @csv_option
    @json_option
    def judgements() -> None:
        from inzet.meetings import judgements as judged

        chosen = invocation()
        found = judged(chosen.view(), what)
        if chosen.as_json:
            print_json({"total": len(found), "items": [_json(each) for each in found]})
        elif chosen.as_csv:
            print_csv(_COLUMNS, map(_cells, found))
        elif not found:
            print_words(f"Nobody judged of the names of {what}s.")
        else:
            print_table(
                (
                    Column("Id"),
                    Column("Judged", words=True),
                    Column("Ground", words=True),
                    Column("By"),
                    Column("On"),
                    Column("For"),
                ),
                [
                    (each.id[:SHORT], _told(each), each.ground, each.by, each.said, each.marking)
                    for each in found
                ],
            )
            print_footer(len(found), len(found), "judgement")

    return judgements


def _undo(what: str) -> Command:
    @command(
        "undo",
        short_help="Take a judgement back",
        help="Take back the judgement ID, of which the beginning will do: the names of before "
        "stand again, for everybody who saw it.",
        examples=(Example(f"inzet {what}s undo JUDGEMENT", "Take a judgement back"),),
    )
    @click.argument("judgement", metavar="ID")
    @click.option("--note", default="", metavar="TEXT", help="Why; kept with it.")
    @by_option
    @json_option
    def undo(judgement: str, note: str, by: str) -> None:
        from inzet.meetings import undo as take_back

        record = invocation().open_as_own("take a judgement back")
        done = take_back(record, record.reader(), judgement, what=what, by=by, ground=note)
        if invocation().as_json:
            print_json({"done": "undone", **_json(done)})
        else:
            print_words(f"Undone: {_told(done)}.")

    return undo


def _named(view: View, what: str, name: str) -> str:
    """The whole id of a meeting of which the beginning was typed; a dossier as it is written."""
    if what == MEETING:
        from inzet.meetings import meeting

        return meeting(view, name).id
    assert what == DOSSIER
    known = {each.casefold(): each for each in view.dossiers()}
    return known.get(name.strip().casefold(), name.strip())


def _tell(done: Judgement, said: str) -> None:
    if invocation().as_json:
        print_json({"done": "judged", **_json(done)})
        return
    print_words(f"Judged: {said}, for {done.marking}.")
    print_words(f"Undo it with inzet {done.what}s undo {done.id[:SHORT]}.", "dim")


def _told(judgement: Judgement) -> str:
    if judgement.kind == SAME:
        return f"{judgement.name} is {judgement.shown_as}"
    some = len(judgement.papers) + len(judgement.statements)
    return f"{judgement.shown_as} told apart from {judgement.name} ({some} named)"


def _json(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "what": judgement.what,
        "kind": judgement.kind,
        "name": judgement.name,
        "shown_as": judgement.shown_as,
        "papers": list(judgement.papers),
        "statements": list(judgement.statements),
        "ground": judgement.ground,
        "by": judgement.by,
        "said": judgement.said,
        "marking": judgement.marking,
    }


def _cells(judgement: Judgement) -> list[Any]:
    held = _json(judgement)
    return [" ".join(held[key]) if isinstance(held[key], list) else held[key] for key in _COLUMNS]
