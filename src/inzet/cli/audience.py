"""``inzet audience``: who is in the audiences of this organisation, and changing that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    Command,
    CommandGroup,
    Example,
    command,
    invocation,
    json_option,
    reader_option,
    record_option,
)
from inzet.cli.output import Column, counted, print_json, print_table, print_title, print_words
from inzet.vocabulary.errors import InputError, UnknownValue

if TYPE_CHECKING:
    from inzet.exchange.release.members import Hindered
    from inzet.record import Readership, Record

_LONGEST = 300


@click.group("audience", cls=CommandGroup, short_help="Who is in your audiences, and changing that")
@record_option
@reader_option
def audience() -> None:
    """Audiences of this organisation: lists of organisations that may read what you release."""


@command(
    "list",
    short_help="Your audiences, and who is in each",
    examples=(Example("inzet audience list", "Who reads what you release under each marking"),),
)
@json_option
def list_() -> None:
    """Your audiences, and who is in each today; INTERNAL and PUBLIC are always there."""
    found = _own(invocation().open_as_own("look into its audiences"))
    if invocation().as_json:
        print_json([_json(each) for each in found])
        return
    columns = [Column("audience"), Column("entries", right=True), Column("in it", words=True)]
    print_table(
        columns,
        [
            (each.feed.marking, str(each.feed.entries), _names(each) or "nobody else")
            for each in found
        ],
    )
    if not found:
        print_words("There is none yet. inzet audience set NAME makes one.", "dim")


@command(
    "show",
    short_help="Who is in an audience, since when and why",
    examples=(Example("inzet audience show REL-ALLIES", "Who is in it, since when and why"),),
)
@click.argument("name")
@json_option
def show(name: str) -> None:
    """Who is in the audience NAME today, since when, and why."""
    from inzet.exchange.release.members import hindered

    record = invocation().open_as_own("look into its audiences")
    found, stopped = _named(record, name), hindered(record, name)
    if invocation().as_json:
        print_json(_json(found) | _hindered_json(stopped))
        return
    print_title(found.feed.marking)
    print_table(
        [Column("organisation"), Column("since"), Column("why", words=True)],
        [
            (
                each.name,
                each.step.on.isoformat() if each.step else "",
                each.step.ground if each.step else "your own organisation",
            )
            for each in found.members
        ],
    )
    _print_hindered(name, stopped)


@command(
    "history",
    short_help="Who was let in and taken out, oldest first",
    examples=(Example("inzet audience history REL-ALLIES", "Each change, with its day and why"),),
)
@click.argument("name")
@json_option
def history(name: str) -> None:
    """Each change of who is in the audience NAME: an entry in its feed, that all in it read."""
    found = _named(invocation().open_as_own("look into its audiences"), name)
    if invocation().as_json:
        print_json(_json(found)["steps"])
        return
    print_table(
        [Column("day"), Column("organisation"), Column("what"), Column("why", words=True)],
        [
            (each.on.isoformat(), each.organisation, "in" if each.joins else "out", each.ground)
            for each in found.steps
        ],
    )


@command(
    "set",
    short_help="Make an audience, let in, take out",
    examples=(
        Example(
            "inzet audience set REL-ALLIES --add Alliance --ground 'the arrangement of 2024' --yes",
            "Make it, or let an organisation in",
        ),
        Example(
            "inzet audience set REL-ALLIES --remove Partner --ground 'it left' --yes",
            "Take one out: it gets nothing more from now on",
        ),
    ),
)
@click.argument("name")
@click.option(
    "--add", multiple=True, metavar="ORGANISATION", help="Let in, by name or id; may be repeated."
)
@click.option("--remove", multiple=True, metavar="ORGANISATION", help="Take out; may be repeated.")
@click.option(
    "--ground",
    required=True,
    metavar="TEXT",
    help="Why; all in it can read that, so name no people.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def set_(
    name: str,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    ground: str,
    yes: bool,
) -> None:
    """Change who is in the audience NAME from now on, or make it.

    Whoever is let in reads all that was released under it, from before too. Whoever is taken out
    gets nothing more, also through others once they hold this; what it got already it keeps.
    """
    from inzet.cli.who import agree
    from inzet.exchange.release.members import hindered, set_members

    ground = " ".join(ground.split())
    if not ground or len(ground) > _LONGEST:
        raise InputError(
            "a change of who reads an audience needs a reason, in a sentence", where="--ground"
        )
    record = invocation().open_as_own("say who is in its audiences")
    now = record.audiences().get(name)
    known = {who.id: who.name for who in record.readers()}
    present = {known.get(each, each) for each in now or ()}
    going = {known.get(each, each) for each in remove}
    missing = sorted(going - present)
    if missing:
        raise UnknownValue(
            f"{missing[0]} is not in {name}",
            where="--remove",
            fix=f"In it are {', '.join(sorted(present)) or 'none'}.",
        )
    wanted = (present | {known.get(each, each) for each in add}) - going
    members = _ids(record, wanted, now or ())
    if not invocation().as_json:
        _print_change(name, present, wanted, entries=_entries(record, name))
        _print_hindered(name, hindered(record, name, members))
    agree("Change it so?", yes=yes, where="inzet audience set")
    set_members(record, name, members, ground=ground)
    found = _named(record, name)
    if invocation().as_json:
        print_json(_json(found) | _hindered_json(hindered(record, name)))
    else:
        print_words(f"{name} is so from now on: {_names(found) or 'nobody else'}.", "bold")
        if going:
            print_words("Whoever was taken out keeps what it already got.", "dim")


def _ids(record: Record, wanted: set[str], now: tuple[str, ...]) -> list[str]:
    """Members by id where they are in it already, so that names alike are not mixed up."""
    known = {who.id: who.name for who in record.readers()}
    by_name = {known.get(each, each): each for each in now}
    return [by_name.get(each, each) for each in sorted(wanted)]


def _print_change(name: str, present: set[str], wanted: set[str], *, entries: int) -> None:
    print_title(name)
    for each in sorted(wanted - present):
        had = f", with the {counted(entries, 'entry', 'entries')} before" if entries else ""
        print_words(f"· {each} is let in: it can read all of it{had}.")
    for each in sorted(present - wanted):
        print_words(f"· {each} is taken out: it gets nothing more, and keeps what it got.")
    if wanted == present:
        print_words("Nobody is let in or taken out.")


def _print_hindered(name: str, found: tuple[Hindered, ...]) -> None:
    for each in found:
        feeds = ", ".join(each.feeds)
        print_words(
            f"! {each.name} cannot take in all of {name}: what is in it cites {feeds}, which "
            f"{each.name} may not read, and a node takes a feed in only as far as what it cites is "
            f"there. Let it in there too, or release to it under another audience.",
            "yellow",
        )


def _hindered_json(found: tuple[Hindered, ...]) -> dict[str, Any]:
    return {"hindered": [{"name": each.name, "feeds": list(each.feeds)} for each in found]}


def _entries(record: Record, name: str) -> int:
    return next((each.feed.entries for each in _own(record) if each.feed.marking == name), 0)


def _own(record: Record) -> list[Readership]:
    from inzet.vocabulary.markings import INTERNAL, PUBLIC

    own = record.organisation.id
    view = record.view(record.reader())
    mine = {feed.id for feed in view.sources if feed.organisation_id == own}
    return [
        each
        for each in record.readerships(view)
        if each.feed.id in mine and each.feed.marking not in (PUBLIC, INTERNAL)
    ]


def _named(record: Record, name: str) -> Readership:
    found = _own(record)
    for each in found:
        if each.feed.marking == name:
            return each
    raise UnknownValue(
        f"there is no audience {name}",
        where="NAME",
        fix=f"There are: {', '.join(each.feed.marking for each in found) or 'none'}.",
    )


def _names(found: Readership) -> str:
    return ", ".join(each.name for each in found.members if each.step is not None)


def _json(found: Readership) -> dict[str, Any]:
    return {
        "audience": found.feed.marking,
        "entries": found.feed.entries,
        "members": [
            {
                "id": each.id,
                "name": each.name,
                "since": each.step.on.isoformat() if each.step else None,
                "ground": each.step.ground if each.step else "",
            }
            for each in found.members
        ],
        "steps": [
            {
                "entry": each.entry,
                "organisation": each.organisation,
                "joins": each.joins,
                "on": each.on.isoformat(),
                "ground": each.ground,
            }
            for each in found.steps
        ],
    }


_commands: tuple[Command, ...] = (list_, show, set_, history)
for _command in _commands:
    audience.add_command(_command)
