"""Adding a peer: asking a node who it is, or writing down one that has no node on a network."""

from __future__ import annotations

import ssl
from contextlib import suppress
from pathlib import Path

from inzet.exchange import certificates
from inzet.exchange.asking import Wire
from inzet.exchange.connecting import wire_to
from inzet.exchange.fingerprints import readable
from inzet.exchange.here import Here
from inzet.exchange.peer import Peer, checked_url
from inzet.record import KeyChain
from inzet.vocabulary.errors import InputError, InzetError, UnreadableFile
from inzet.vocabulary.people import Person

_LARGEST = 64 * 2**10


def by_address(here: Here, url: str, *, certificate: str = "", expected: str = "") -> Peer:
    """Asks the node at an address who it is, and writes it down for somebody to confirm.

    Args:
        certificate: its certificate, as PEM, which alone is believed.
        expected: the fingerprint that it has to have; "" for any.

    Raises:
        Unreachable: no node answers there.
        InputError: another fingerprint than was expected, another key than was known there.
    """
    url = checked_url(url)
    with wire_to(url, certificate=certificate, own=certificates.own(here.record.path)) as wire:
        return _written(here, wire, certificate, expected)


def _written(here: Here, wire: Wire, certificate: str, expected: str) -> Peer:
    who = wire.who()
    shown = who.chain.fingerprint
    if expected and shown != expected:
        raise InputError(
            f"the node that calls itself {who.name} has another fingerprint",
            where=wire.url,
            fix=f"It shows {readable(shown)}. Ask the organisation; nothing was written down.",
        )
    made = here.peers.add(
        id_=who.id,
        name=who.name,
        url=wire.url,
        public_key=who.public_key,
        certificate=certificate,
    )
    # Where nothing vouches for its key, it counts once a person has confirmed it.
    here.record.learn(who.chain)
    return made


def confirm(here: Here, peer: Peer, told: str, person: Person, *, asking: bool = True) -> Peer:
    """That a person compared a peer's fingerprint with what its organisation told them: that of the
    key that is known, or of one that it says to have now.

    Args:
        asking: its node is asked what it says, where that is not known yet.

    Raises:
        InputError: it is neither's.
    """
    current = here.fingerprint_of(peer)
    if told != current:
        said = [each for each in here.record.waiting(peer.id) if each.fingerprint == told]
        if not said and asking:
            said = _asked(here, peer, told)
        if said:
            here.record.believe(said[0], person=person.name)
            current = told
    else:
        here.record.dismiss(peer.id)
    return here.peers.confirm(peer.id, told, person, current=current)


def _asked(here: Here, peer: Peer, told: str) -> list[KeyChain]:
    """What a peer's node itself says of its keys, where that is what a person was told."""
    if not peer.url:
        return []
    with suppress(InzetError):
        own = certificates.own(here.record.path)
        with wire_to(peer.url, certificate=peer.certificate, own=own) as wire:
            who = wire.who()
        if who.id == peer.id and who.chain.fingerprint == told and who.keys:
            here.record.learn(who.chain)
            return [who.chain]
    return []


def by_hand(here: Here, name: str, fingerprint: str, *, certificate: str = "") -> Peer:
    """Writes down an organisation with which files are exchanged by hand.

    Raises:
        InputError: no name or no fingerprint.
    """
    if not name or not fingerprint:
        raise InputError(
            "nothing tells which node it is",
            where="URL",
            fix="Give the address of its node; or --name and --fingerprint where files go by hand.",
        )
    return here.peers.add(id_=fingerprint, name=name, certificate=certificate)


def certificate(path: str) -> str:
    """The certificate in a file, as PEM.

    Raises:
        UnreadableFile: missing, or no certificate.
    """
    try:
        data = Path(path).read_bytes()[:_LARGEST].decode("ascii")
        ssl.PEM_cert_to_DER_cert(data.strip())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no certificate as PEM"
        raise UnreadableFile(
            f"this certificate cannot be read ({reason})",
            where=path,
            fix="Give the file that `inzet peer certificate` made at the other node.",
        ) from None
    return data.strip() + "\n"
