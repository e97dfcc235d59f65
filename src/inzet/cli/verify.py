"""``inzet verify``: prove the record, entry by entry."""

from __future__ import annotations

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.output import counted, print_block, print_json, print_words
from inzet.cli.terminal import progress
from inzet.vocabulary.errors import BrokenRecord


@command(
    "verify",
    short_help="Prove that the record is whole",
    examples=(
        Example("inzet verify", "Prove every entry, link and seal; print the head to keep"),
        Example("inzet verify --json", "The same, for a program"),
    ),
)
@click.option(
    "--head",
    metavar="HEAD",
    help="A head printed earlier: also prove that nothing since then was taken away or changed.",
)
@json_option
def verify(head: str | None) -> None:
    """Prove that the record is whole; prints its head.

    Keep the head elsewhere: with --head it proves later that the record only grew. Exits with 5
    when something does not prove, and says where and what to do.
    """
    from inzet.record import Fault

    chosen = invocation()
    record = chosen.open_as_own("verify it")
    faults: list[Fault] = []
    checked = 0
    for each in progress(record.verify(head), "Verifying"):
        if isinstance(each, Fault):
            faults.append(each)
            if not chosen.as_json:
                head_line = [("Fault", "bold red"), (each.what, "")]
                print_block(head_line, [(each.where, ""), (each.fix, "")])
        else:
            checked += 1
    now = record.head()
    if chosen.as_json:
        listed = [{"what": each.what, "where": each.where, "fix": each.fix} for each in faults]
        print_json({"ok": not faults, "checked": checked, "faults": listed, "head": now})
    elif not faults:
        print_words(f"{counted(checked, 'check')} passed; the record is whole. Its head:")
        click.echo(now)
    if faults:
        raise BrokenRecord(
            f"{counted(len(faults), 'fault')} found, {counted(checked, 'check')} passed",
            where=str(chosen.record),
            fix="Keep a copy of the record as it is, and go back to the last backup that proves.",
        )
