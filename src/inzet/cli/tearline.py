"""``inzet tearline``: a version that more may read, checked by a second person."""

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
from inzet.cli.login import as_option
from inzet.cli.output import (
    Column,
    print_block,
    print_facts,
    print_json,
    print_raw,
    print_table,
    print_title,
    print_words,
)
from inzet.cli.papers import named
from inzet.cli.who import agree, audience_json, print_audience
from inzet.vocabulary.errors import InputError, NotFound

if TYPE_CHECKING:
    from inzet.exchange.release.tearlines import Check, Desk, Likeness, TearLine
    from inzet.record import Record
    from inzet.writing.drawer import Person

_SHORT = 8

file_option = click.option(
    "--file", "file", required=True, metavar="FILE", help="Its text, in UTF-8; - is standard input."
)
second_option = click.option(
    "--second", required=True, metavar="NAME", help="Who checks it: never who wrote it."
)


@click.group(
    "tearline",
    cls=CommandGroup,
    short_help="A version that more may read, checked by a second person",
)
@record_option
@reader_option
def tearline() -> None:
    """A version of a narrower paper or statement that more may read: a tear-line.

    Somebody writes it, a second person checks it, and it is released as a paper of its own. It
    waits outside the record. That it was made from something is told inside, and nowhere else.
    """


@command(
    "add",
    short_help="Write one, and send it to be checked",
    examples=(
        Example(
            "inzet tearline add agenda.txt --marking PUBLIC --file text.txt",
            "Write one of an internal paper, for everybody",
        ),
    ),
)
@click.argument("source")
@click.option(
    "--marking",
    required=True,
    metavar="MARKING",
    help="Who is to read it: PUBLIC, or an audience of this record.",
)
@file_option
@as_option
@json_option
def add(source: str, marking: str, file: str, person: Person) -> None:
    """Write a tear-line of SOURCE (a paper or statement of your own), and send it to be checked.

    Tells which sentences, names and numbers of the source stand in it too.
    """
    from inzet.exchange.release.tearlines import check, source_of

    record, desk = _opened(person)
    try:
        name = named(record.view(record.reader()), source).id
    except NotFound:
        name = source
    found = source_of(record, record.reader(), name, marking)
    line = desk.send(desk.start(found, marking, _text(file)))
    made = check(record, desk, line)
    if invocation().as_json:
        print_json(_json(line, made))
        return
    _print_alike(made.alike)
    print_words(
        f"Tear-line {line.id[:_SHORT]} waits to be checked by somebody else: "
        f"inzet tearline show {line.id[:_SHORT]}.",
        "bold",
    )


@command(
    "list",
    short_help="Yours, and those that wait for you",
    examples=(Example("inzet tearline list", "What waits to be checked, and what became of it"),),
)
@as_option
@json_option
def list_(person: Person) -> None:
    """Tear-lines that you wrote, and those that wait to be checked by somebody else."""
    _, desk = _opened(person)
    found = desk.all()
    if invocation().as_json:
        print_json([_json(each) for each in found])
        return
    columns = [
        Column("id"),
        Column("state"),
        Column("for"),
        Column("written by"),
        Column("of", words=True),
    ]
    rows = [
        (each.id[:_SHORT], str(each.state), each.marking, each.writer, each.title) for each in found
    ]
    print_table(columns, rows)
    if not found:
        print_words("There is none.", "dim")


@command(
    "show",
    short_help="Its text, who will read it, and what is alike",
    examples=(Example("inzet tearline show ID", "Look at it before it is released"),),
)
@click.argument("id_", metavar="ID")
@as_option
@json_option
def show(id_: str, person: Person) -> None:
    """Look at ID: its text, who will be able to read it, and what of its source stands in it."""
    from inzet.exchange.release.tearlines import State, check

    record, desk = _opened(person)
    line = desk.find(id_)
    made = None if line.state is State.RELEASED else check(record, desk, line)
    if invocation().as_json:
        print_json(_json(line, made))
        return
    _print(line)
    if made is not None:
        print_audience(made.audience)
        _print_alike(made.alike)
        print_title("Text")
        print_raw(line.text)


@command(
    "change",
    short_help="Write its text anew, and send it again",
    examples=(Example("inzet tearline change ID --file text.txt", "After it was sent back"),),
)
@click.argument("id_", metavar="ID")
@file_option
@as_option
@json_option
def change(id_: str, file: str, person: Person) -> None:
    """Write the text of ID anew, and send it to be checked again; only who wrote it can."""
    _, desk = _opened(person)
    line = desk.send(desk.write(desk.find(id_), _text(file)))
    _told(line, f"Tear-line {line.id[:_SHORT]} waits to be checked again.")


@command(
    "release",
    short_help="A second person agrees: it becomes a paper",
    examples=(
        Example("inzet tearline release ID --second Joris --yes", "Release what was checked"),
    ),
)
@click.argument("id_", metavar="ID")
@second_option
@click.option("--yes", is_flag=True, help="Do not ask; what others have read stays with them.")
@as_option
@json_option
def release(id_: str, second: str, yes: bool, person: Person) -> None:
    """Release ID, as a second person who looked at it: first it names who will be able to read it.

    Where this workspace has accounts, the second person has one that may release.
    """
    from inzet.exchange.release.tearlines import check
    from inzet.exchange.release.tearlines import release as releases
    from inzet.exchange.release.tearlines.checking import second_person

    record, desk = _opened(person)
    made = check(record, desk, desk.find(id_))
    second_person(record, desk, made.line, second)
    if not invocation().as_json:
        _print(made.line)
        print_audience(made.audience)
        _print_alike(made.alike)
    agree(
        f"You are {second}, and agree to release it to them?",
        yes=yes,
        where="inzet tearline release",
    )
    line = releases(record, desk, made, second=second)
    _told(line, f"Released as {line.marking}: paper {line.paper[:12]}.")


@command(
    "back",
    short_help="A second person sends it back, with a reason",
    examples=(
        Example(
            "inzet tearline back ID --second Joris --reason 'the number tells the source'",
            "Let its writer write it anew",
        ),
    ),
)
@click.argument("id_", metavar="ID")
@second_option
@click.option("--reason", required=True, metavar="TEXT", help="What is wrong; its writer sees it.")
@as_option
@json_option
def back(id_: str, second: str, reason: str, person: Person) -> None:
    """Send ID back to who wrote it."""
    from inzet.exchange.release.tearlines import send_back

    record, desk = _opened(person)
    line = send_back(record, desk, desk.find(id_), second=second, reason=reason)
    _told(line, f"Sent back to {line.writer}: {line.reason}.")


@command(
    "delete",
    short_help="Delete it without a trace",
    examples=(Example("inzet tearline delete ID --yes", "Give it up"),),
)
@click.argument("id_", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_option
@json_option
def delete(id_: str, yes: bool, person: Person) -> None:
    """Delete ID, which you wrote and which was not released."""
    _, desk = _opened(person)
    line = desk.find(id_)
    agree("Delete it without a trace?", yes=yes, where="inzet tearline delete")
    desk.delete(line)
    _told(line, "Deleted.")


def _opened(person: Person) -> tuple[Record, Desk]:
    from inzet.exchange.release.tearlines import desk

    record = invocation().open_as_own("write a tear-line")
    # Who sits at the files may look at what waits; who may check is asked when it is checked.
    return record, desk(record, person, record.reader(), checks=True)


def _text(file: str) -> str:
    from inzet.cli.read import contents

    try:
        return contents(file).decode()
    except UnicodeDecodeError:
        raise InputError("this is no text in UTF-8", where=file) from None


def _told(line: TearLine, words: str) -> None:
    if invocation().as_json:
        print_json(_json(line))
    else:
        print_words(words, "bold")


def _print(line: TearLine) -> None:
    print_title(f"Tear-line of {line.title}")
    print_facts(
        {
            "Made from": f"{line.narrow}: {line.source[:12]}",
            "For": line.marking,
            "Written by": line.writer,
            "State": line.state,
            "Reason": line.reason or None,
            "Paper": line.paper[:12] or None,
        }
    )


def _print_alike(alike: Likeness) -> None:
    if alike.sentences:
        print_title(f"Sentences of the source, to the letter ({len(alike.sentences)})")
    for each in alike.sentences:
        print_block([(f"“{each}”", "red")], [])
    if alike.names:
        print_words(f"Names of the source: {', '.join(alike.names)}.", "yellow")
    if alike.numbers:
        print_words(f"Numbers of the source: {', '.join(alike.numbers)}.", "yellow")


def _json(line: TearLine, made: Check | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": line.id,
        "state": str(line.state),
        "source": line.source,
        "title": line.title,
        "narrow": line.narrow,
        "marking": line.marking,
        "writer": line.writer,
        "reason": line.reason,
        "paper": line.paper,
    }
    if made is not None:
        told |= {
            **audience_json(made.audience),
            "text": line.text,
            "sentences": list(made.alike.sentences),
            "names": list(made.alike.names),
            "numbers": list(made.alike.numbers),
        }
    return told


_commands: tuple[Command, ...] = (add, list_, show, change, release, back, delete)
for _command in _commands:
    tearline.add_command(_command)
