"""``inzet motions add``, ``appreciate``, ``vote``, ``carried-out`` and ``undo``: typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, json_option
from inzet.cli.login import by_option
from inzet.cli.sourced import hand, opened, tell, written_by

if TYPE_CHECKING:
    from inzet.vocabulary.parliament import Mover

_motion = click.argument("motion", metavar="MOTION")


@command(
    "add",
    short_help="A motion was moved",
    examples=(
        Example(
            "inzet motions add kst-28676-431 --title 'On keeping parliament informed'"
            " --mover 'Jansen (VVD)' --on 2024-02-08 --source 'list of motions'"
            " --dated 2024-02-08 --says 'moved in the two-minute debate'",
            "A motion, by a source outside the record",
        ),
    ),
)
@_motion
@click.option("--title", metavar="WORDS", help="What it is called.")
@click.option("--dictum", metavar="WORDS", help="What it asks or declares, as printed.")
@click.option(
    "--mover", "movers", multiple=True, metavar="NAME", help="Who: 'Jansen (VVD)'; may be repeated."
)
@click.option("--replaces", metavar="MOTION", help="The motion in whose place it comes.")
@click.option("--meeting", metavar="MEETING", help="In the cycle of which meeting it was moved.")
@written_by
@json_option
def add(
    motion: str,
    title: str | None,
    dictum: str | None,
    movers: tuple[str, ...],
    replaces: str | None,
    meeting: str | None,
    **given: Any,
) -> None:
    """Say that MOTION (kst-28676-431, or '28 676, nr. 431') was moved, on the day of --on."""
    from inzet.meetings.cycle.writing import add_motion

    written = add_motion(
        *opened(),
        hand(**given),
        motion=motion,
        title=title,
        dictum=dictum,
        movers=[_mover(each) for each in movers],
        replaces=replaces,
        meeting=meeting,
    )
    tell("added", written)


@command(
    "appreciate",
    short_help="What the government says of it",
    examples=(
        Example(
            "inzet motions appreciate MOTION 'left to parliament' --on 2024-02-08"
            " --source 'the debate' --dated 2024-02-08 --says 'oordeel Kamer'",
            "What the government says of a motion",
        ),
    ),
)
@_motion
@click.argument("appreciation", metavar="APPRECIATION")
@click.option("--provided", metavar="WORDS", help="Only if it is read so: in which way.")
@written_by
@json_option
def appreciate(motion: str, appreciation: str, provided: str | None, **given: Any) -> None:
    """Say what the government says of MOTION: left to parliament, taken over, in line with
    policy, untimely or advised against."""
    from inzet.meetings.cycle.writing import appreciate as write

    tell(
        "added",
        write(
            *opened(), hand(**given), motion=motion, appreciation=appreciation, provided=provided
        ),
    )


@command(
    "vote",
    short_help="What became of it",
    examples=(
        Example(
            "inzet motions vote MOTION adopted --on 2024-02-09 --in-favour VVD --in-favour D66"
            " --against PVV --source 'list of votes' --dated 2024-02-09 --says 'aangenomen'",
            "The vote, and who voted how",
        ),
    ),
)
@_motion
@click.argument("result", metavar="RESULT")
@click.option("--in-favour", multiple=True, metavar="GROUP", help="A group; may be repeated.")
@click.option("--against", multiple=True, metavar="GROUP", help="A group; may be repeated.")
@click.option("--seats-in-favour", type=click.IntRange(min=0), metavar="N", help="How many seats.")
@click.option("--seats-against", type=click.IntRange(min=0), metavar="N", help="How many seats.")
@written_by
@json_option
def vote(
    motion: str,
    result: str,
    in_favour: tuple[str, ...],
    against: tuple[str, ...],
    seats_in_favour: int | None,
    seats_against: int | None,
    **given: Any,
) -> None:
    """Say what became of MOTION: adopted, rejected, held over, withdrawn or lapsed."""
    from inzet.meetings.cycle.writing import vote as write

    written = write(
        *opened(),
        hand(**given),
        motion=motion,
        result=result,
        in_favour=in_favour,
        against=against,
        seats_in_favour=seats_in_favour,
        seats_against=seats_against,
    )
    tell("added", written)


@command(
    "carried-out",
    short_help="How it was carried out",
    examples=(
        Example(
            "inzet motions carried-out MOTION 'partly carried out' --how 'By a first letter'"
            " --source 'a letter' --dated 2024-03-01 --says 'we have begun'",
            "What the government tells of carrying it out",
        ),
    ),
)
@_motion
@click.argument("state", metavar="STATE")
@click.option("--how", metavar="WORDS", help="How, in a few words.")
@written_by
@json_option
def carried_out(motion: str, state: str, how: str | None, **given: Any) -> None:
    """Say what the government tells of MOTION: carried out, partly carried out, under way or not
    carried out. It takes a paper or a source outside that says so; a judgement will not do."""
    from inzet.meetings.cycle.writing import carry_out

    tell("added", carry_out(*opened(), hand(**given), motion=motion, state=state, how=how))


@command(
    "undo",
    short_help="Take back what was typed in",
    examples=(Example("inzet motions undo TYPED", "Take back what was typed in of a motion"),),
)
@click.argument("name", metavar="ID")
@click.option("--ground", default="", metavar="WORDS", help="Why; kept with it.")
@by_option
@json_option
def undo(name: str, ground: str, by: str) -> None:
    """Take back what was typed in under ID; it was never so, and its history stays."""
    from inzet.meetings.cycle.writing import withdraw

    tell("undone", withdraw(*opened(), name, by=by, ground=ground))


def _mover(typed: str) -> Mover:
    """``Jansen (VVD)`` or ``Jansen``."""
    from inzet.reading.turns.groups import group_named
    from inzet.vocabulary.parliament import Mover

    name, _, rest = typed.partition("(")
    group = group_named(rest.rstrip(") "), "nl") if rest.strip(") ") else None
    return Mover(name=" ".join(name.split()), group=group)


WRITING = (add, appreciate, vote, carried_out, undo)
