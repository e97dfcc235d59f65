"""``inzet sync``: copying feeds from the nodes of other organisations, and by file."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inzet.cli.command import Example, Invocation, command, invocation, json_option
from inzet.cli.failures import described, tell
from inzet.cli.output import counted, print_json
from inzet.cli.output import print_words as print_line
from inzet.vocabulary.errors import InputError, InzetError

if TYPE_CHECKING:
    from inzet.exchange.here import Here
    from inzet.exchange.peer import Peer
    from inzet.exchange.sync import Synced


@command(
    "sync",
    short_help="Copy feeds from other nodes",
    examples=(
        Example("inzet sync", "Everything that every confirmed peer lets us read"),
        Example("inzet sync --json", "The same, for a program"),
        Example("inzet sync --to partner.inzet --for Partner", "A file to carry to a peer"),
    ),
)
@click.argument("peers", metavar="[PEER]...", nargs=-1)
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="MINUTES",
    help="Again after so many minutes, until it is ended (Ctrl-C).",
)
@click.option(
    "--to", "target", metavar="FILE", help="Write a file for one peer instead, to carry by hand."
)
@click.option("--for", "peer", metavar="PEER", help="For whom the file is.")
@click.option("--whole", is_flag=True, help="In the file also what that peer said to have.")
@click.option("--from", "source", metavar="FILE", help="Take in a file that a peer made.")
@json_option
def sync(
    peers: tuple[str, ...],
    every: int | None,
    target: str | None,
    peer: str | None,
    whole: bool,
    source: str | None,
) -> int:
    """Copy from each confirmed PEER (all of them by default) what it lets this node read.

    Everything is proven before it is kept. What came is kept, whatever goes wrong after it; the
    next run goes on from there. One peer that fails keeps no other from coming.
    """
    chosen = invocation()
    if target is not None or source is not None:
        _check_alone(peers, every, target, source)
        return _to(chosen, target, peer, whole) if target else _from(chosen, source or "")
    if peer or whole:
        raise InputError("--for and --whole are about a file", where="--to", fix="Add --to FILE.")
    if every is None:
        return _sync(chosen, peers)
    try:
        while True:
            try:
                # What a round opens closes with it.
                with click.Context(sync, parent=click.get_current_context()):
                    _sync(chosen, peers)
            except InzetError as error:
                tell(described(error, ()), as_json=chosen.as_json)
            time.sleep(60 * every)
    except KeyboardInterrupt:
        return 0


def _sync(chosen: Invocation, names: tuple[str, ...]) -> int:
    from inzet.exchange import certificates
    from inzet.exchange.connecting import wire_of
    from inzet.exchange.here import Here
    from inzet.exchange.sync import sync as copy

    here = Here.of(chosen.open_as_own("exchange with other nodes"))
    done = []
    own = certificates.own(here.record.path)
    for each in copy(here, _chosen(here, names), partial(wire_of, own=own)):
        done.append(each)
        if not chosen.as_json:
            _print(each)
    if chosen.as_json:
        print_json(done)
    elif not done:
        added = bool(here.peers.all())
        command = "inzet peer confirm" if added else "inzet peer add"
        print_line(f"There is nobody to exchange with yet; {command} is what comes next.")
    return 0 if all(each.is_whole for each in done) else 7


def _check_alone(
    peers: tuple[str, ...], every: int | None, target: str | None, source: str | None
) -> None:
    if peers or every or (target and source):
        raise InputError(
            "a file is written or read by itself",
            where="--to, --from",
            fix="Leave the peers, --every and the other of the two away.",
        )


def _to(chosen: Invocation, target: str, name: str | None, whole: bool) -> int:
    from inzet.exchange.files import write
    from inzet.exchange.here import Here

    here = Here.of(chosen.open_as_own("exchange with other nodes"))
    known = here.peers.confirmed()
    if name is None and len(known) != 1:
        raise InputError(
            "nothing tells for whom the file is",
            where="--for",
            fix=f"Name one of {', '.join(each.name for each in known) or 'the peers'}.",
        )
    made = write(here, here.peers.named(name) if name else known[0], Path(target), whole=whole)
    if chosen.as_json:
        print_json(made)
    else:
        came = counted(made.entries, "entry", "entries")
        print_line(f"{made.path} holds {came} for {made.name}, {made.bytes:,} bytes.")
        print_line("Nobody else can take it in, but whoever has it can read it.", "dim")
    return 0


def _from(chosen: Invocation, source: str) -> int:
    from inzet.exchange.files import read
    from inzet.exchange.here import Here

    done = read(Here.of(chosen.open_as_own("exchange with other nodes")), Path(source))
    if chosen.as_json:
        print_json([done])
    else:
        _print(done)
    return 0 if done.is_whole else 7


def _chosen(here: Here, names: tuple[str, ...]) -> list[Peer]:
    if not names:
        return [each for each in here.peers.confirmed() if each.url]
    found = [here.peers.named(name) for name in names]
    for each in found:
        if not each.is_confirmed:
            raise InputError(
                f"nobody has confirmed the fingerprint of {each.name} here",
                where=each.name,
                fix="inzet peer confirm; nothing is exchanged until then.",
            )
    return found


def _print(each: Synced) -> None:
    for feed in each.feeds:
        if feed.entries or feed.error:
            came = counted(feed.entries, "new entry", "new entries")
            print_line(f"{each.name}: {feed.marking} of {feed.organisation}: {came}")
        if feed.error:
            print_line(f"  {feed.error}", "red")
    for name in each.unknown.values():
        print_line(
            f"{each.name} would pass on what {name} wrote; nobody has confirmed {name} here.", "dim"
        )
    if each.error:
        print_line(f"{each.name}: {each.error}", "red")
    elif not each.entries and each.is_whole:
        print_line(f"{each.name}: nothing new")
