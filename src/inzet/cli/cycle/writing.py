"""``inzet cycle place``, ``remove``, ``debate``, ``consultation``, ``promise`` and ``undo``."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from inzet.cli.command import Day, Example, command, json_option
from inzet.cli.login import by_option
from inzet.cli.sourced import hand, opened, tell, written_by

_meeting = click.argument("meeting", metavar="MEETING")
_paper = click.argument("paper", metavar="PAPER")
_ground = click.option("--ground", required=True, metavar="WORDS", help="Why; kept with it.")
_marking = click.option(
    "--marking", metavar="MARKING", help="Who may see it; by default as what it rests on."
)
_committee = click.option("--committee", metavar="NAME", help="The committee.")
_subject = click.option("--subject", metavar="WORDS", help="What it is about.")
_number = click.option("--number", metavar="NUMBER", help="Its number in the open data.")
_about = click.option(
    "--about", multiple=True, metavar="NUMBER", help="A paper on its agenda; may be repeated."
)


@command(
    "place",
    short_help="A paper belongs to it",
    examples=(
        Example(
            "inzet cycle place PAPER MEETING --stage report --ground 'Its annex is the report'",
            "Put a paper in the cycle of a meeting",
        ),
    ),
)
@_paper
@_meeting
@click.option(
    "--stage",
    required=True,
    metavar="STAGE",
    help="annotated agenda, decision note, written consultation, debate, two-minute debate, "
    "motion, promise, meeting or report.",
)
@_ground
@_marking
@by_option
@json_option
def place(paper: str, meeting: str, stage: str, ground: str, marking: str | None, by: str) -> None:
    """Say that PAPER is a stage of the cycle of MEETING. It goes before what was found."""
    from inzet.cli.papers import named
    from inzet.meetings.cycle.writing import place as write

    record, reader = opened()
    found = named(record.view(reader), paper).id
    written = write(
        record,
        reader,
        paper=found,
        meeting=meeting,
        stage=stage,
        ground=ground,
        by=by,
        marking=marking,
    )
    tell("placed", written)


@command(
    "remove",
    short_help="A paper does not belong to it",
    examples=(
        Example(
            "inzet cycle remove PAPER MEETING --ground 'It is about another meeting'",
            "Take a paper out of the cycle of a meeting",
        ),
    ),
)
@_paper
@_meeting
@_ground
@_marking
@by_option
@json_option
def remove(paper: str, meeting: str, ground: str, marking: str | None, by: str) -> None:
    """Say that PAPER does not belong to the cycle of MEETING, whatever was found."""
    from inzet.cli.papers import named
    from inzet.meetings.cycle.writing import take_out

    record, reader = opened()
    found = named(record.view(reader), paper).id
    written = take_out(
        record, reader, paper=found, meeting=meeting, ground=ground, by=by, marking=marking
    )
    tell("removed", written)


@command(
    "debate",
    short_help="A debate about it",
    examples=(
        Example(
            "inzet cycle debate MEETING --when 2024-02-08T14:30 --committee 'Defence'"
            " --source 'the agenda of the week' --dated 2024-02-01 --says 'debate on Thursday'",
            "A debate, planned or held",
        ),
    ),
)
@_meeting
@click.option("--when", required=True, metavar="DATE", help="The day, or minute: 2023-03-22T14:30.")
@click.option(
    "--form",
    default="committee debate",
    show_default=True,
    metavar="FORM",
    help="committee debate, two-minute debate, plenary debate or debate.",
)
@_committee
@_subject
@_number
@_about
@written_by
@json_option
def debate(
    meeting: str,
    when: str,
    form: str,
    committee: str | None,
    subject: str | None,
    number: str | None,
    about: tuple[str, ...],
    **given: Any,
) -> None:
    """Say that a debate about MEETING is or was held."""
    from inzet.meetings.cycle.writing import add_debate

    written = add_debate(
        *opened(),
        hand(**given),
        meeting=meeting,
        on=when,
        form=form,
        committee=committee,
        subject=subject,
        number=number,
        papers=about,
    )
    tell("added", written)


@command(
    "consultation",
    short_help="A written consultation about it",
    examples=(
        Example(
            "inzet cycle consultation MEETING --deadline 2024-02-07T12:00 --committee 'Defence'"
            " --source 'the committee’s list' --dated 2024-02-02 --says 'questions by Wednesday'",
            "A written consultation, and until when groups may send questions",
        ),
    ),
)
@_meeting
@click.option("--deadline", metavar="DATE", help="Until when: 2023-03-22, or 2023-03-22T12:00.")
@_committee
@_subject
@_number
@_about
@written_by
@json_option
def consultation(
    meeting: str,
    deadline: str | None,
    committee: str | None,
    subject: str | None,
    number: str | None,
    about: tuple[str, ...],
    **given: Any,
) -> None:
    """Say that groups may send questions about MEETING, and until when."""
    from inzet.meetings.cycle.writing import add_consultation

    written = add_consultation(
        *opened(),
        hand(**given),
        meeting=meeting,
        deadline=deadline,
        committee=committee,
        subject=subject,
        number=number,
        papers=about,
    )
    tell("added", written)


@command(
    "promise",
    short_help="A promise made orally",
    examples=(
        Example(
            "inzet cycle promise MEETING --what 'A letter on the costs' --party NLD"
            " --number TZ202402-001 --to 'Jansen' --on 2024-02-08 --before MEETING"
            " --source 'the register of promises' --dated 2024-02-12 --says 'a letter'",
            "A promise from a debate, as the register has it",
        ),
    ),
)
@_meeting
@click.option("--what", required=True, metavar="WORDS", help="What is promised.")
@click.option("--party", metavar="PARTY", help="Whose government; as the agenda's by default.")
@click.option("--number", metavar="NUMBER", help="Its number in the register of promises.")
@click.option("--to", "to_member", metavar="NAME", help="The member it was made to.")
@click.option("--due", type=Day(), metavar="DATE", help="The last day on which it is kept in time.")
@click.option("--before", metavar="MEETING", help="Or: the meeting before which it is due.")
@written_by
@json_option
def promise(
    meeting: str,
    what: str,
    party: str | None,
    number: str | None,
    to_member: str | None,
    due: dt.date | None,
    before: str | None,
    **given: Any,
) -> None:
    """Say what was promised orally in the cycle of MEETING, on the day of --on."""
    from inzet.meetings.cycle.writing import add_promise

    written = add_promise(
        *opened(),
        hand(**given),
        meeting=meeting,
        what=what,
        party=party,
        number=number,
        to_member=to_member,
        due=due,
        before=before,
    )
    tell("added", written)


@command(
    "undo",
    short_help="Take back what was typed in",
    examples=(Example("inzet cycle undo TYPED", "Take back what was typed in of a cycle"),),
)
@click.argument("name", metavar="ID")
@click.option("--ground", default="", metavar="WORDS", help="Why; kept with it.")
@by_option
@json_option
def undo(name: str, ground: str, by: str) -> None:
    """Take back what was typed in under ID; it was never so, and its history stays."""
    from inzet.meetings.cycle.writing import withdraw

    tell("undone", withdraw(*opened(), name, by=by, ground=ground))


WRITING = (place, remove, debate, consultation, promise, undo)
