"""``inzet alerts``: what is new, by mail: who asked for what, and the run that sends it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    CommandGroup,
    Example,
    Invocation,
    command,
    invocation,
    json_option,
    reader_option,
    record_option,
)
from inzet.cli.failures import described, tell
from inzet.cli.login import as_option
from inzet.cli.output import Column, counted, print_json, print_raw, print_rule, print_table
from inzet.cli.output import print_words as print_line
from inzet.vocabulary.errors import InzetError

if TYPE_CHECKING:
    from inzet.alerts import Done, Subscription
    from inzet.writing.drawer import Person


@click.group(
    "alerts",
    cls=CommandGroup,
    short_help="What is new, by mail",
    examples=(
        Example("inzet alerts add --dossier DOSSIER --to you@example.org", "Follow a dossier"),
        Example("inzet alerts send --dry-run", "Show what would be sent"),
    ),
)
@record_option
@reader_option
def alerts() -> None:
    """Mails with what is new of what people follow: new, reworded, put right, withdrawn, due.

    Each person gets at most one mail a run, made through their own view, and none when nothing
    changed. Only what is public leaves by mail, unless its settings say otherwise.
    """


@command(
    "add",
    short_help="Follow something",
    examples=(
        Example("inzet alerts add --party NLD --to you@example.org", "What a party says"),
        Example("inzet alerts add --due --to you@example.org", "Commitments that come due"),
        Example("inzet alerts add --words sanctions --to you@example.org", "What bears a word"),
    ),
)
@click.option("--dossier", metavar="DOSSIER", help="A dossier, or all of a procedure.")
@click.option("--party", metavar="PARTY", help="What a party says, by its code.")
@click.option("--meeting", metavar="MEETING", help="A meeting, by its id.")
@click.option("--words", metavar="WORDS", help="What bears all of these words.")
@click.option(
    "--due",
    is_flag=True,
    help="Commitments that come due or pass their day; with --dossier or --party those of it.",
)
@click.option("--to", "address", metavar="ADDRESS", required=True, help="The address to mail.")
@click.option(
    "--in",
    "language",
    type=click.Choice(["en", "nl"]),
    default="en",
    show_default=True,
    metavar="LANGUAGE",
    help="In which language: en or nl.",
)
@as_option
def add(
    dossier: str | None,
    party: str | None,
    meeting: str | None,
    words: str | None,
    due: bool,
    address: str,
    language: str,
    person: Person,
) -> None:
    """Have somebody told by mail what is new of one thing, from now on."""
    from inzet.alerts import Book, asked_for, checked_address

    chosen = invocation()
    record = chosen.open_as_own("have alerts sent")
    subject, value = asked_for(
        record.view(record.reader()),
        dossier=dossier or "",
        party=party or "",
        meeting_id=meeting or "",
        words=words or "",
        due=due,
    )
    made = Book(record.path).add(
        person, subject, value, address=checked_address(address, where="--to"), language=language
    )
    print_line(f"{person.name} is told of {_named(made)} at {address} ({made.id}).")


@command(
    "list",
    short_help="What is followed",
    examples=(Example("inzet alerts list", "Who follows what, and what waits to be sent"),),
)
@json_option
def listed() -> None:
    """Who follows what, how far each was told, and letters that wait or were refused."""
    from inzet.alerts import Book, State
    from inzet.vocabulary.people import Person

    chosen = invocation()
    book = Book(chosen.open_as_own("see who is told of what").path)
    rows: list[dict[str, Any]] = []
    for recipient in book.recipients():
        troubled = book.letters(
            State.WAITING, State.UNCERTAIN, State.REFUSED, recipient=recipient.key
        )
        trouble = recipient.paused or (f"{troubled[-1].error}" if troubled else "")
        for each in book.of(Person.named(recipient.name)):
            rows.append(
                {
                    "id": each.id,
                    "person": recipient.name,
                    "address": recipient.address,
                    "subject": str(each.subject),
                    "value": each.value,
                    "told_until": recipient.reached,
                    "waiting": sum(one.state is State.WAITING for one in troubled),
                    "paused": bool(recipient.paused),
                    "trouble": trouble,
                }
            )
    if chosen.as_json:
        print_json(rows)
    elif not rows:
        print_line("Nobody follows anything yet; inzet alerts add begins.")
    else:
        columns = (
            Column("Id"), Column("Person"), Column("Address"), Column("Follows", words=True),
            Column("Told until"), Column("Trouble", words=True),
        )  # fmt: skip
        print_table(
            columns,
            [
                (
                    row["id"],
                    row["person"],
                    row["address"],
                    f"{row['subject']} {row['value']}".strip(),
                    f"{row['told_until']:%Y-%m-%d %H:%M}",
                    f"paused: {row['trouble']}" if row["paused"] else row["trouble"],
                )
                for row in rows
            ],
        )


@command(
    "remove",
    short_help="Follow something no more",
    examples=(Example("inzet alerts remove ID", "End one of your own"),),
)
@click.argument("id_", metavar="ID")
@as_option
def remove(id_: str, person: Person) -> None:
    """End the subscription with this ID; with the last one the address is forgotten."""
    from inzet.alerts import Book

    record = invocation().open_as_own("end alerts")
    gone = Book(record.path).remove(person, id_)
    print_line(f"{person.name} is told of {_named(gone)} no more.")


@command(
    "send",
    short_help="Send what is new",
    examples=(
        Example("inzet alerts send --dry-run", "Show what would be sent; nothing is sent"),
        Example("inzet alerts send --dry-run --json", "The same, for a program"),
    ),
)
@click.option("--dry-run", is_flag=True, help="Show the letters; send and note nothing.")
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="MINUTES",
    help="Look again after so many minutes, until it is ended (Ctrl-C).",
)
@json_option
def send(dry_run: bool, every: int | None) -> int:
    """Send everybody one mail with what is new of what they follow; none where nothing is.

    A mail that could not be sent is tried again, later each time. One of which the server did not
    say whether it took it is not sent again. The server is set up in the environment
    (INZET_MAIL_HOST, INZET_MAIL_FROM; see docs/subscriptions.md).
    """
    chosen = invocation()
    if every is None:
        return _send(chosen, dry_run)
    try:
        while True:
            try:
                # What a round opens closes with it.
                with click.Context(send, parent=click.get_current_context()):
                    _send(chosen, dry_run)
            except InzetError as error:
                tell(described(error, ()), as_json=chosen.as_json)
            time.sleep(60 * every)
    except KeyboardInterrupt:
        return 0


def _send(chosen: Invocation, dry: bool) -> int:
    from inzet.alerts import Book, Outcome, Settings, run

    record = chosen.open_as_own("send alerts")
    settings = Settings.of_environment() if not dry else _settings()
    done = list(run(record, Book(record.path), settings, dry=dry))
    if chosen.as_json:
        print_json(done)
    else:
        _print(done)
    bad = {Outcome.REFUSED, Outcome.UNCERTAIN, Outcome.LATER}
    return 7 if any(each.outcome in bad for each in done) else 0


def _settings() -> Any:
    """Those that are set up; of none what a letter would look like."""
    from inzet.alerts import Settings
    from inzet.vocabulary.errors import NotFound

    try:
        return Settings.of_environment()
    except NotFound:
        return Settings("localhost", 25, "none", "inzet@localhost")


def _print(done: list[Done]) -> None:
    if not done:
        print_line("Nobody follows anything.")
        return
    for each in done:
        if each.text:
            print_rule(each.name)
            print_raw(each.text)
        else:
            things = counted(each.things, "thing") if each.things else ""
            parts = [str(each.outcome), things, each.error]
            print_line(f"{each.name}: {', '.join(part for part in parts if part)}")


def _named(each: Subscription) -> str:
    return f"{each.subject} {each.value}".strip()


for _command in (add, listed, remove, send):
    alerts.add_command(_command)
