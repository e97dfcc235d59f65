"""``inzet peer``: the nodes that this one knows, and confirming that they are whose they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from inzet.cli.command import (
    CommandGroup,
    Example,
    command,
    invocation,
    json_option,
    reader_option,
    record_option,
)
from inzet.cli.login import as_option
from inzet.cli.output import Column, print_facts, print_json, print_table, print_words
from inzet.cli.refused import refused

if TYPE_CHECKING:
    from inzet.exchange.here import Here
    from inzet.exchange.peer import Peer
    from inzet.vocabulary.people import Person

SHOWN = "ab" * 32
"""The fingerprint of examples."""
_FINGERPRINT = click.option(
    "--fingerprint",
    metavar="DIGITS",
    help="The fingerprint as the organisation itself told it, by another way than this network.",
)
_CERTIFICATE = click.option(
    "--certificate",
    metavar="FILE",
    help="The certificate of its node, as PEM: it alone is believed from then on.",
)


@click.group(
    "peer",
    cls=CommandGroup,
    short_help="Nodes of other organisations",
    examples=(
        Example("inzet peer show", "The fingerprint of one's own, to tell others"),
        Example("inzet peer list", "Whom there is an exchange with, and how it goes"),
    ),
)
@record_option
@reader_option
def peer() -> None:
    """Nodes of other organisations that this one exchanges with.

    Two nodes exchange once each has added the other, and a person on each side has compared the
    fingerprint of the other's key with what that organisation told them by another way: by
    telephone, on paper. docs/exchange.md goes through it step by step.
    """


@command(
    "add",
    short_help="Ask a node who it is, and write it down",
    examples=(
        Example("inzet peer add https://inzet.example.org", "Shows its fingerprint, to compare"),
    ),
)
@click.argument("url", required=False, default="")
@click.option("--name", metavar="NAME", help="How to call one without a node on a network.")
@_FINGERPRINT
@_CERTIFICATE
@as_option
def add(
    url: str, name: str | None, fingerprint: str | None, certificate: str | None, person: Person
) -> None:
    """Ask the node at URL who it is and write it down; nothing is exchanged until it is confirmed.

    With --fingerprint it is confirmed at once, where the node shows that one. Without URL, and
    with --name and --fingerprint, it is one with which files are exchanged by hand.
    """
    from inzet.exchange import adding
    from inzet.exchange.fingerprints import parsed

    here = _here("add a peer")
    told = parsed(fingerprint) if fingerprint else ""
    pem = adding.certificate(certificate) if certificate else ""
    if url:
        made = adding.by_address(here, url, certificate=pem, expected=told)
    else:
        made = adding.by_hand(here, name or "", told, certificate=pem)
    if told:
        made = adding.confirm(here, made, told, person)
    _show(made, here)
    if not made.is_confirmed:
        print_words(
            f"Nothing is exchanged yet. Ask {made.name} for its fingerprint by another way, and "
            "compare: inzet peer confirm."
        )


@command(
    "confirm",
    short_help="That a fingerprint is the right one",
    examples=(
        Example(
            f"inzet peer confirm Partner --fingerprint {SHOWN}", "As that organisation told it"
        ),
    ),
)
@click.argument("peer_", metavar="PEER")
@_FINGERPRINT
@_CERTIFICATE
@as_option
def confirm(peer_: str, fingerprint: str | None, certificate: str | None, person: Person) -> None:
    """Confirm that PEER is who it says: type the fingerprint as that organisation told it.

    PEER is its name, its address or the beginning of its fingerprint. Where a peer lost its key, or
    has one that nothing vouches for, this has the new one count from now on.
    """
    from inzet.exchange import adding
    from inzet.exchange.fingerprints import parsed

    here = _here("confirm a peer")
    found = here.peers.named(peer_)
    if not fingerprint:
        fingerprint = click.prompt(f"Fingerprint, as {found.name} told it by another way", err=True)
    pem = adding.certificate(certificate) if certificate else ""
    made = adding.confirm(here, found, parsed(fingerprint), person)
    if pem:
        here.peers.pin(made.id, pem)
    print_words(f"{made.name} is confirmed by {made.confirmed_by}. inzet sync exchanges with it.")


@command(
    "list",
    short_help="Whom there is an exchange with",
    examples=(
        Example("inzet peer list", "Peers, by whom they were confirmed, how it goes"),
        Example("inzet peer list --json", "The same, for a program"),
    ),
)
@json_option
def list_() -> None:
    """Every peer: by whom it was confirmed, when it was last heard, what went wrong. Below them
    organisations whose feeds a peer would pass on and that nobody has confirmed here."""
    from inzet.exchange.fingerprints import short

    here = _here("see its peers")
    peers, met = here.peers.all(), here.peers.met()
    names = {each.id: each.name for each in peers}
    if invocation().as_json:
        print_json({"peers": [_plain(each, here) for each in peers], "met": met})
        return
    if not peers:
        print_words("There are no peers yet; inzet peer add begins.")
        return
    columns = (
        Column("Name"), Column("Fingerprint"), Column("Confirmed by"), Column("Last heard"),
        Column("Error", words=True),
    )  # fmt: skip
    rows = [
        (
            each.name,
            f"{short(here.fingerprint_of(each))}…",
            each.confirmed_by or "nobody yet",
            f"{each.success:%Y-%m-%d %H:%M}" if each.success else "never",
            each.error,
        )
        for each in peers
    ]
    print_table(columns, rows)
    for peer_ in peers:
        for said in here.record.waiting(peer_.id):
            print_words(
                f"{peer_.name} is said to have a new key ({short(said.fingerprint)}…), and nothing "
                "vouches for it. Ask it by another way, then: inzet peer confirm."
            )
    for other in met:
        print_words(
            f"{names.get(other.through, 'A peer')} would pass on what {other.name} wrote "
            f"({short(other.id)}…); nobody has confirmed {other.name} here.",
            "dim",
        )


@command(
    "show",
    short_help="One peer, or one's own fingerprint",
    examples=(Example("inzet peer show", "One's own fingerprint, to tell others"),),
)
@click.argument("peer_", metavar="PEER", required=False, default="")
@json_option
def show(peer_: str) -> None:
    """A peer with its whole fingerprint and how far each feed has come there; without PEER one's
    own fingerprint, as others are to confirm it."""
    from inzet.exchange.fingerprints import readable

    here = _here("see its peers")
    own = here.record.organisation
    if not peer_:
        if invocation().as_json:
            print_json({"name": own.name, "fingerprint": here.fingerprint})
        else:
            print_facts({"name": own.name, "fingerprint": readable(here.fingerprint)})
        return
    found = here.peers.named(peer_)
    come = here.peers.come(found.id)
    if invocation().as_json:
        print_json({**_plain(found, here), "feeds": come})
        return
    _show(found, here)
    if come:
        columns = Column("Feed of"), Column("Marking"), Column("Entries there"), Column("Heard")
        rows = [
            (
                each.organisation or own.name,
                each.marking or "(ours)",
                sum(n for n, _ in each.places.values()),
                f"{each.at:%Y-%m-%d %H:%M}",
            )
            for each in come
        ]
        print_table(columns, rows)


@command(
    "remove",
    short_help="End the exchange with one",
    examples=(Example("inzet peer remove Partner", "It gets nothing more from here"),),
)
@click.argument("peer_", metavar="PEER")
def remove(peer_: str) -> None:
    """End the exchange with PEER. What came from it stays; it gets nothing more from here."""
    here = _here("remove a peer")
    found = here.peers.named(peer_)
    here.peers.remove(found.id)
    print_words(
        f"{found.name} is no peer any more. It stays in the audiences it is in: take it out of "
        "them to have others pass nothing on to it either."
    )


@command(
    "lease",
    short_help="How long others' feeds are passed on unheard",
    examples=(Example("inzet peer lease", "The leases, and which feeds are passed on"),),
)
@click.argument("marking", required=False, default="")
@click.argument("days", required=False, type=click.IntRange(1, 366))
@json_option
def lease(marking: str, days: int | None) -> None:
    """Which feeds of other organisations are passed on, and until when; with MARKING and DAYS,
    passes on those under a marking for so long without a word of their organisation."""
    from inzet.exchange.leases import DAYS, Passing

    here = _here("set leases")
    if marking and days:
        here.peers.set_lease(marking, days)
    view = here.record.view(here.record.reader())
    found = [each for each in here.leases(view) if each.passing is not Passing.OWN]
    if invocation().as_json:
        print_json(
            {
                "default": DAYS,
                "set": here.peers.leases(),
                "feeds": [
                    {
                        "organisation": each.feed.organisation_name,
                        "marking": each.feed.marking,
                        "passing": str(each.passing),
                        "days": each.days,
                        "heard": each.heard,
                        "until": each.until,
                    }
                    for each in found
                ],
            }
        )
        return
    if not found:
        print_words(f"There are no feeds of others here. A lease is {DAYS} days by default.")
        return
    columns = Column("Feed of"), Column("Marking"), Column("Passed on"), Column("Until")
    rows = [
        (
            each.feed.organisation_name,
            each.feed.marking,
            _PASSING[str(each.passing)],
            f"{each.until:%Y-%m-%d %H:%M}" if each.until else "",
        )
        for each in found
    ]
    print_table(columns, rows)


_PASSING = {
    "public": "yes, everybody may read it",
    "heard": "yes",
    "lapsed": "no, nothing was heard of its organisation for too long",
    "behind": "no, its organisation wrote more than came here",
    "unheard": "no, its organisation was never heard",
}


def _here(doing: str) -> Here:
    from inzet.exchange.here import Here

    return Here.of(invocation().open_as_own(doing))


def _plain(each: Peer, here: Here) -> dict[str, Any]:
    """A peer for programs."""
    return {
        "name": each.name,
        "fingerprint": here.fingerprint_of(each),
        "said_to_be": [said.fingerprint for said in here.record.waiting(each.id)],
        "url": each.url,
        "added": each.added,
        "confirmed_by": each.confirmed_by or None,
        "confirmed": each.confirmed,
        "pinned": bool(each.certificate),
        "success": each.success,
        "error": each.error or None,
    }


def _show(each: Peer, here: Here) -> None:
    from inzet.exchange.fingerprints import readable

    print_facts(
        {
            "name": each.name,
            "address": each.url or "none: files by hand",
            "fingerprint": readable(here.fingerprint_of(each)),
            "confirmed": f"{each.confirmed:%Y-%m-%d} by {each.confirmed_by}"
            if each.confirmed
            else "not yet",
            "certificate": "pinned" if each.certificate else "",
            "last heard": f"{each.success:%Y-%m-%d %H:%M}" if each.success else "never",
            "error": each.error,
            "our own fingerprint": readable(here.fingerprint),
        }
    )


@command(
    "certificate",
    short_help="A certificate for this node",
    examples=(
        Example("inzet peer certificate --name inzet.example.org", "Makes one for two years"),
    ),
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name or address that the node is reached by. May be repeated.",
)
@click.option("--again", is_flag=True, help="Make another in its place; peers have to pin it anew.")
def certificate(names: tuple[str, ...], again: bool) -> None:
    """Make a certificate of this node's own for TLS, beside the record, to give to peers.

    Each side pins the other's (inzet peer confirm PEER --certificate FILE) and serves with its own
    (inzet serve --tls-cert … --tls-key …); with --peer-certificates it asks for the other's too.
    """
    from inzet.exchange import certificates

    here = _here("make a certificate")
    record = here.record
    name = record.organisation.name
    made = certificates.make(record.path, name, names, here.now(), again=again)
    print_words(f"{made} is the certificate of this node: give it to peers, to pin.")
    print_words(f"{certificates.files_of(record.path)[1]} is its key: give it to nobody.")


for _command in (add, confirm, list_, show, remove, lease, certificate, refused):
    peer.add_command(_command)
