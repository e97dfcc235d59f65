"""``inzet drafts delete``, ``share``, ``team``, ``jot`` and ``jottings``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.drafts.opening import opened
from inzet.cli.drafts.show import draft_argument
from inzet.cli.drafts.words import SHORT
from inzet.cli.login import as_option
from inzet.cli.output import print_block, print_json, print_words
from inzet.cli.terminal import is_interactive, safe_line
from inzet.vocabulary.errors import InputError, NotFound

if TYPE_CHECKING:
    from inzet.record import Record
    from inzet.writing.drawer import Card, Desk, Jotting, Person, Team


@command(
    "delete",
    short_help="Delete a draft or note for good",
    examples=(Example("inzet drafts delete DRAFT --yes", "Every version, every remark, for good"),),
)
@draft_argument
@click.option("--yes", is_flag=True, help="Do not ask; it cannot be undone.")
@as_option
@json_option
def delete(name: str, yes: bool, person: Person) -> None:
    """Delete DRAFT (or a note, by its id) for good, with every version and remark.

    No word of it stays in the drawer. Files that were written of it, and what was released, are
    not touched.
    """
    _, desk = opened(person)
    thing = _thing(desk, name)
    called = _called(thing)
    if not yes:
        if not is_interactive():
            raise InputError(
                "this cannot be undone, and nobody is here to be asked",
                where="inzet drafts delete",
                fix="Add --yes.",
            )
        click.confirm(safe_line(f"Delete {called} for good?"), abort=True, err=True)
    from inzet.writing.drawer import Card

    if isinstance(thing, Card):
        desk.delete(thing)
    else:
        desk.discard(thing)
    if invocation().as_json:
        print_json({"deleted": thing.id})
    else:
        print_words(f"Deleted for good: {called}.")


@command(
    "share",
    short_help="Let others see and edit a draft",
    examples=(
        Example("inzet drafts share DRAFT --with Joris", "Let somebody see and edit it"),
        Example("inzet drafts share DRAFT --not-with Joris", "Take that back"),
    ),
)
@draft_argument
@click.option(
    "--with", "people", multiple=True, metavar="NAME", help="A person or team; may be repeated."
)
@click.option(
    "--not-with", "others", multiple=True, metavar="NAME", help="No longer; may be repeated."
)
@as_option
@json_option
def share(name: str, people: tuple[str, ...], others: tuple[str, ...], person: Person) -> None:
    """Share DRAFT (or a note, by its id) with people or teams; without --with, tell with whom.

    Nobody is given a draft that rests on what their account may not read.
    """
    record, desk = opened(person)
    thing = _thing(desk, name)
    if people:
        _check_readers(record, desk, thing, people)
    for each in people:
        desk.share(thing, each)
    for each in others:
        desk.unshare(thing, each)
    thing = _thing(desk, thing.id)
    if invocation().as_json:
        print_json({"id": thing.id, "shared_with": list(thing.shared_with)})
    else:
        with_ = ", ".join(thing.shared_with) or "nobody"
        print_words(f"{_called(thing).capitalize()} is shared with {with_}.")


@command(
    "team",
    short_help="Teams that drafts are shared with",
    examples=(
        Example("inzet drafts team", "The teams you are in"),
        Example("inzet drafts team 'Desk East' --add Joris --add Noor", "Make one"),
    ),
)
@click.argument("name", metavar="[TEAM]", required=False)
@click.option("--add", multiple=True, metavar="NAME", help="Who comes in; may be repeated.")
@click.option("--remove", multiple=True, metavar="NAME", help="Who goes; may be repeated.")
@as_option
@json_option
def team(name: str | None, add: tuple[str, ...], remove: tuple[str, ...], person: Person) -> None:
    """The teams you are in; with a name and --add or --remove, make or change one."""
    _, desk = opened(person)
    if name and (add or remove):
        found = [desk.team(name, add=add, remove=remove)]
    else:
        found = [each for each in desk.teams() if name in (None, each.name)]
        if name and not found:
            raise NotFound(f"you are in no team “{name}”", fix=_known(desk.teams()))
    if invocation().as_json:
        print_json({"total": len(found), "items": found})
    elif not found:
        print_words("You are in no team. Make one: inzet drafts team NAME --add PERSON.")
    for each in () if invocation().as_json else found:
        members = ", ".join(each.members) or "you left it"
        print_block([(each.name, "bold"), (members, "")])


@command(
    "jot",
    short_help="Keep a free note",
    examples=(
        Example(
            "inzet drafts jot 'Ask the embassy for the figures' --about DRAFT",
            "A note to yourself, in your drawer",
        ),
    ),
)
@click.argument("text", metavar="TEXT")
@click.option("--about", default="", metavar="WORDS", help="What about: a meeting, dossier, draft.")
@as_option
@json_option
def jot(text: str, about: str, person: Person) -> None:
    """Keep TEXT as a note in your drawer. Nobody sees it until you share it."""
    _, desk = opened(person)
    made = desk.jot(text, about)
    if invocation().as_json:
        print_json(made)
    else:
        print_words(f"Kept as {made.id[:SHORT]} in {desk.path}.")


@command(
    "jottings",
    short_help="Your notes, and those shared with you",
    examples=(Example("inzet drafts jottings", "Newest first"),),
)
@click.option("--about", default="", metavar="WORDS", help="Only those about this.")
@as_option
@json_option
def jottings(about: str, person: Person) -> None:
    """The notes in your drawer, newest first."""
    _, desk = opened(person)
    found = desk.jottings(about)
    if invocation().as_json:
        print_json({"total": len(found), "items": found})
        return
    if not found:
        print_words("No notes. Keep one: inzet drafts jot TEXT.")
    for each in found:
        shared = f"shared with {', '.join(each.shared_with)}" if each.shared_with else ""
        print_block(
            [(each.id[:SHORT], "dim"), (f"{each.made:%Y-%m-%d}", ""),
             ("" if each.own else f"of {each.by}", "bold"), (each.about, "cyan"), (shared, "dim")],
            [(each.text, "")],
        )  # fmt: skip


def _thing(desk: Desk, name: str) -> Card | Jotting:
    """A draft by id or name, else a note by id."""
    try:
        return desk.find(name)
    except NotFound as error:
        try:
            return desk.jotting(name)
        except NotFound:
            raise error from None


def _check_readers(
    record: Record, desk: Desk, thing: Card | Jotting, people: tuple[str, ...]
) -> None:
    from inzet.accounts import Accounts, check_readers
    from inzet.writing.drawer import Card

    if not isinstance(thing, Card):
        # A note is somebody's own words and has no sources.
        return
    accounts, names = Accounts(record.path), [one for each in people for one in desk.people(each)]
    try:
        check_readers(accounts.people, names, desk.markings(thing))
    finally:
        accounts.close()


def _called(thing: Any) -> str:
    name = getattr(thing, "name", None)
    return f"{name} ({thing.id[:SHORT]})" if name else f"note {thing.id[:SHORT]}"


def _known(teams: list[Team]) -> str:
    listed = ", ".join(each.name for each in teams)
    return f"You are in: {listed}." if listed else "You are in none."
