"""``inzet backup`` and ``inzet restore``: a whole copy of the record, and putting it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.output import counted, print_block, print_facts, print_json, print_words
from inzet.cli.terminal import bar, progress
from inzet.vocabulary.errors import BrokenRecord, InputError

if TYPE_CHECKING:
    from inzet.record import Fault
    from inzet.record.backup import Manifest


@command(
    "backup",
    short_help="Copy the record while it is used",
    examples=(
        Example("inzet backup saved", "A folder with all that is needed but the key"),
        Example("inzet backup whole --with-key --verify", "With the key, and proven after writing"),
    ),
)
@click.argument("to", metavar="TO", type=click.Path(path_type=Path))
@click.option("--with-key", is_flag=True, help="The organisation's key too: guard the copy then.")
@click.option("--verify", "proving", is_flag=True, help="Go through every entry of the copy after.")
@json_option
def backup(to: Path, with_key: bool, proving: bool) -> None:
    """Copy the record, and what lies beside it, to a new folder TO, as of one moment.

    Others may read and write meanwhile. The folder is whole or not there: it gets its name when all
    of it is on the disk. Every file is named in its manifest with its SHA-256, signed. Without
    --with-key the key does not come along: keep a copy of it elsewhere, or nothing can be restored.
    """
    chosen = invocation()
    record = chosen.open_as_own("back it up")
    with bar("Copying") as told:
        made = record.backup(to, with_key=with_key, told=told)
    if proving:
        _proven(to, made)
    if chosen.as_json:
        print_json({"to": str(to), "proven": proving, **_plain(made)})
        return
    print_words(f"{to} holds {counted(len(made.files), 'file')}, {made.size:,} bytes.", "bold")
    if proving:
        print_words("Everything in it proves.")
    if made.with_key:
        print_words("The key is in it: whoever has it can write in your name. Guard it as such.")
    else:
        print_words("The key is not in it: keep a copy of that elsewhere (--with-key).")
    print_words("The head that it has come to:")
    click.echo(made.head)


@command(
    "restore",
    short_help="Put a backup back",
    examples=(
        Example("inzet restore saved --check", "Prove a backup; put nothing back"),
        Example("inzet restore whole --to again.db", "Put it back under another name"),
    ),
)
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The record that it is to be, in a file or postgresql://…; left away, that of --record.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organisation's key, where the backup was made without.",
)
@click.option("--check", is_flag=True, help="Only prove the backup, entry by entry.")
@json_option
def restore(source: Path, to: Path | None, key: Path | None, check: bool) -> None:
    """Put the backup in the folder FROM back.

    Its files are compared with its manifest first, and nothing is written over. What was written
    after the backup is not in it, but peers may have it: they give it back at the next inzet sync.
    So that nothing is signed a second time, own feeds go on in a new epoch.
    """
    from inzet.record.backup import manifest_of
    from inzet.record.restoring import restore as put_back

    chosen = invocation()
    if chosen.reader_name is not None:
        raise InputError(
            "only the record's own organisation can restore it",
            where=f"--reader {chosen.reader_name}",
            fix="Leave --reader away.",
        )
    if check:
        if to is not None or key is not None:
            raise InputError("a check puts nothing back", where="--check", fix="Leave --to away.")
        made = manifest_of(source)
        _proven(source, made)
        if chosen.as_json:
            print_json({"proven": True, **_plain(made)})
        else:
            print_facts(
                {
                    "record of": made.name,
                    "made": made.made,
                    "key": "in it" if made.with_key else "",
                    "head": made.head,
                }
            )
            print_words("Everything in it proves.")
        return
    done = put_back(source, to or chosen.record, now=dt.datetime.now(dt.UTC), key=key)
    if chosen.as_json:
        print_json(done)
        return
    print_words(f"{done.record} is the record of {done.organisation} as it was.", "bold")
    if not done.has_key:
        print_words(f"Put its key beside it ({Path(done.key).name}) before it is opened.")
    print_words(
        "Next: inzet sync, which takes back what peers have of yours that is not in the backup."
    )


def _plain(made: Manifest) -> dict[str, object]:
    """What a backup holds, for programs."""
    return {
        "made": made.made,
        "organisation": made.name,
        "fingerprint": made.organisation,
        "head": made.head,
        "with_key": made.with_key,
        "bytes": made.size,
        "files": [
            {"name": each.name, "bytes": each.bytes, "sha256": each.sha256} for each in made.files
        ],
    }


def _proven(folder: Path, made: Manifest) -> None:
    """Goes through a backup.

    Raises:
        BrokenRecord: something in it does not prove.
    """
    from inzet.record import Fault
    from inzet.record.backup import prove

    faults: list[Fault] = []
    for each in progress(prove(folder, made), "Proving"):
        if isinstance(each, Fault):
            faults.append(each)
            if not invocation().as_json:
                print_block(
                    [("Fault", "bold red"), (each.what, "")], [(each.where, ""), (each.fix, "")]
                )
    if faults:
        first = faults[0]
        raise BrokenRecord(
            f"{counted(len(faults), 'fault')} found: {first.what}",
            where=f"{folder}, {first.where}",
            fix=first.fix,
        )
