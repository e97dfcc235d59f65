"""``inzet key``: the organisation's own key, and putting another in its place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from inzet.cli.arrivals import moment_of
from inzet.cli.command import (
    CommandGroup,
    Example,
    command,
    invocation,
    json_option,
    reader_option,
    record_option,
)
from inzet.cli.output import Column, counted, print_facts, print_json, print_table, print_words
from inzet.vocabulary.errors import InputError

if TYPE_CHECKING:
    from inzet.record import KeyChain
    from inzet.record.changing import Changed

_SINCE = click.option(
    "--since",
    metavar="MOMENT",
    help="From when on others may have had the old one: a day, or a day and a time with its zone.",
)


@click.group(
    "key",
    cls=CommandGroup,
    short_help="The organisation's own key",
    examples=(
        Example("inzet key show", "Its fingerprint, to tell others, and how it changed"),
        Example("inzet key rotate", "Another in its place, in the ordinary course"),
    ),
)
@record_option
@reader_option
def key() -> None:
    """The key that signs for this organisation, and putting another in its place.

    Who the organisation is stays: in feeds, audiences, references and with its peers. What to do
    when is told in docs/care.md.
    """


@command(
    "show",
    short_help="Its fingerprint, and how it changed",
    examples=(
        Example("inzet key show", "The fingerprint of now, to tell others"),
        Example("inzet key show --json", "The same, for a program"),
    ),
)
@json_option
def show() -> None:
    """The fingerprint of the key of now, as others are to confirm it, and every change of it."""
    from inzet.exchange.fingerprints import readable, short

    record = invocation().open_as_own("see its key")
    keys = record.keys
    if invocation().as_json:
        print_json({"name": record.organisation.name, **_plain(keys)})
        return
    print_facts(
        {
            "name": record.organisation.name,
            "fingerprint": readable(keys.fingerprint),
            "known as": readable(keys.organisation) if keys.successions else "",
        }
    )
    if keys.successions:
        columns = (
            Column("Changed"), Column("Why"), Column("The old one counts until"), Column("To"),
        )  # fmt: skip
        rows = [
            (_minute(each.time), str(each.why), _minute(each.since), f"{short(each.fingerprint)}…")
            for each in keys.successions
        ]
        print_table(columns, rows)


@command(
    "rotate",
    short_help="Another key, which the old one vouches for",
    examples=(Example("inzet key rotate", "Peers take it over when they next exchange"),),
)
@json_option
def rotate() -> None:
    """Put a new key in the place of the old one, which vouches for it.

    Peers take it over by themselves when they next exchange. Own feeds go on in a new epoch; the
    new key vouches for all that was sealed before. Where others may have the old one, use
    inzet key compromised.
    """
    record = invocation().open_as_own("change its key")
    _told(record.change_key())


@command(
    "compromised",
    short_help="Another key, because others may have the old one",
    examples=(
        Example(
            "inzet key compromised --since 2023-03-20T09:00Z",
            "What came later under the old one is doubtful to peers",
        ),
    ),
)
@_SINCE
@json_option
def compromised(since: str | None) -> None:
    """Put a new key in the place of one that others may have; from a moment on it counts no more.

    Peers that hear of it take nothing more under the old key, whoever brings it; what reached them
    after the moment, and is not yours, they see named as doubtful. Call them: whom the thief
    reached first needs a person (inzet peer confirm).
    """
    from inzet.record import Why

    record = invocation().open_as_own("change its key")
    _told(record.change_key(Why.COMPROMISED, since=_since(since)))


@command(
    "lost",
    short_help="Another key, because the old one is gone",
    examples=(Example("inzet key lost", "Each peer has to confirm it in person"),),
)
@_SINCE
@json_option
def lost(since: str | None) -> None:
    """Give a record whose key is gone a new one.

    Nothing can vouch for it, so each peer has to compare its fingerprint with what you tell them by
    another way (inzet peer confirm). With --since others may have the old one.
    """
    from inzet.record import Record

    chosen = invocation()
    if chosen.reader_name is not None:
        raise InputError(
            "only the record's own organisation can change its key",
            where=f"--reader {chosen.reader_name}",
            fix="Leave --reader away.",
        )
    _told(Record.replace_lost_key(chosen.record, since=_since(since)))


def _since(typed: str | None) -> dt.datetime | None:
    return None if typed is None else moment_of(typed, "--since")


def _told(done: Changed) -> None:
    from inzet.exchange.fingerprints import readable
    from inzet.record import Why

    step = done.succession
    if invocation().as_json:
        print_json(
            {
                "fingerprint": step.fingerprint,
                "why": str(step.why),
                "since": step.since,
                "epoch": step.epoch,
                "vouched": done.seals,
                "doubtful_feeds": done.doubtful,
            }
        )
        return
    print_words("There is a new key. Its fingerprint, to tell others:", "bold")
    click.echo(readable(step.fingerprint))
    print_words(f"It vouches for {counted(done.seals, 'seal')} of before it.")
    if done.doubtful:
        print_words(
            f"In {counted(done.doubtful, 'own feed')} something came from others after that moment "
            "and is not vouched for: inzet verify names it.",
            "bold yellow",
        )
    print_words(
        "Keep a copy of the key file again: backups of before it open with it, and not with the "
        "old one."
    )
    if step.why is Why.ROTATED:
        print_words("Next: inzet sync. Peers take it over when they exchange with you.")
    else:
        print_words(
            "Next: call every peer, tell the fingerprint, and have them exchange with you now. "
            "Who has to confirm it: inzet peer confirm."
        )


def _plain(keys: KeyChain) -> dict[str, object]:
    return {
        "fingerprint": keys.fingerprint,
        "organisation": keys.organisation,
        "changes": [
            {
                "time": each.time,
                "why": str(each.why),
                "since": each.since,
                "epoch": each.epoch,
                "fingerprint": each.fingerprint,
            }
            for each in keys.successions
        ],
    }


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")


for _command in (show, rotate, compromised, lost):
    key.add_command(_command)
