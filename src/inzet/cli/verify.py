"""``inzet verify``: prove the record, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.output import counted, print_block, print_facts, print_json, print_words
from inzet.cli.terminal import progress
from inzet.vocabulary.errors import BrokenRecord

if TYPE_CHECKING:
    from inzet.record import Doubt, Fault, Untrue


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
@click.option(
    "--tables", is_flag=True, help="Also make the derived tables (lists, full text) and compare."
)
@json_option
def verify(head: str | None, tables: bool) -> None:
    """Prove that the record is whole; prints its head.

    Keep the head elsewhere: with --head it proves later that the record only grew. Exits with 5
    when something does not prove, and says where and what to do. An organisation that says in its
    feed that it erased what another wrote is told of; that is no fault of the record.
    """
    from inzet.record import Checked, Doubt, Untrue

    chosen = invocation()
    record = chosen.open_as_own("verify it")
    faults: list[Fault] = []
    doubts: list[Doubt] = []
    untrue: list[Untrue] = []
    checked: list[Checked] = []
    found = record.verify(head, projections=tables, processes=None)
    for each in progress(found, "Verifying"):
        if isinstance(each, Checked):
            checked.append(each)
            continue
        if isinstance(each, Doubt):
            doubts.append(each)
        elif isinstance(each, Untrue):
            untrue.append(each)
        else:
            faults.append(each)
        if not chosen.as_json:
            _print_finding(each)
    now = record.head()
    if chosen.as_json:
        print_json(
            {
                "ok": not faults,
                "checked": checked,
                "faults": faults,
                "doubts": doubts,
                "untrue": untrue,
                "head": now,
            }
        )
    else:
        print_facts({each.what: f"{each.count:,}" for each in checked})
        if doubts:
            print_words(f"{counted(len(doubts), 'stretch', 'stretches')} doubtful: see above.")
        if untrue:
            print_words(f"{counted(len(untrue), 'untrue claim')}: see above.")
        if not faults:
            print_words("Everything proves. The record’s head, to keep elsewhere:")
            click.echo(now)
    if faults:
        raise BrokenRecord(
            f"{counted(len(faults), 'fault')} found",
            where=str(chosen.record),
            fix="Keep a copy of the record as it is, then do what stands with each fault.",
        )


def _print_finding(found: Fault | Doubt | Untrue) -> None:
    from inzet.record import Doubt, Fault

    if isinstance(found, Fault):
        named = "Fault", "bold red"
    else:
        named = "Doubtful" if isinstance(found, Doubt) else "Untrue", "bold yellow"
    print_block([named, (found.what, "")], [(found.where, ""), (found.fix, "")])
