"""A peer: an organisation with a node of its own, as this one knows it, and what can be one."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

import msgspec

from inzet.exchange.fingerprints import readable
from inzet.record.feeds import Places
from inzet.record.successions import KeyChain
from inzet.vocabulary.errors import InputError, UnknownValue

_LONGEST_NAME = 200
_LONGEST_URL = 500


class Peer(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation with a node of its own, as this one knows it."""

    id: str
    """Fingerprint of its key."""
    name: str
    """As it calls itself."""
    url: str
    """Where its node answers; "" where files go by hand."""
    public_key: bytes
    """Empty until it was heard from, where somebody gave its fingerprint alone."""
    added: dt.datetime
    confirmed_by: str = ""
    """The person who compared the fingerprint; "" until then, and nothing is exchanged."""
    confirmed: dt.datetime | None = None
    certificate: str = ""
    """The certificate of its node, as PEM, where it is pinned."""
    success: dt.datetime | None = None
    """When an exchange with it last came to its end."""
    tried: dt.datetime | None = None
    error: str = ""
    """Why the last exchange did not, in words; "" where it did."""

    @property
    def is_confirmed(self) -> bool:
        """Whether a person compared its fingerprint."""
        return bool(self.confirmed_by)


class Come(msgspec.Struct, frozen=True, kw_only=True):
    """How far a feed had come at a peer, by its own signed word."""

    feed: str
    organisation: str
    marking: str
    places: Places
    at: dt.datetime


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation that nobody confirmed here, whose feeds a peer would pass on."""

    id: str
    name: str
    through: str
    """Fingerprint of that peer."""
    at: dt.datetime


def changed_key(peer: Peer, other: str) -> InputError:
    """That another key answers where a peer's is known."""
    return InputError(
        f"at this address {peer.name} was known by another key; nothing is exchanged",
        where=peer.url,
        fix=f"Known: {readable(peer.id)}. Now: {readable(other)}. Ask {peer.name} by another way "
        "whether it has a new key; if so, remove the peer and add it again. If not, somebody "
        "stands between.",
    )


class NewKey(InputError):
    """An organisation says that it has another key, and nothing vouches for it."""


def new_key(name: str, known: KeyChain, told: KeyChain, own: str) -> NewKey:
    """That an organisation is said to have another key than is known.

    Args:
        own: id of the organisation of this node.
    """
    if told.organisation == own:
        return NewKey(
            "somebody signed the key of this organisation over to another, which is not here",
            fix=f"The other is {readable(told.fingerprint)}. Where it is yours, put its file "
            "beside the record. Where it is not, your key is stolen: inzet key compromised, and "
            "have peers confirm the new one.",
        )
    return NewKey(
        f"{name} is said to have a new key, and the one that is known here does not vouch for it",
        fix=f"Known: {readable(known.fingerprint)}. Now: {readable(told.fingerprint)}. Ask {name} "
        "by another way for its fingerprint, and type it: inzet peer confirm. If that is the known "
        "one, somebody stands between.",
    )


def checked_name(name: str) -> str:
    """A name as it can be shown.

    Raises:
        UnknownValue: none, too long, or with characters that steer a terminal or a page.
    """
    found = " ".join(name.split())
    if not found or len(found) > _LONGEST_NAME or not found.isprintable():
        raise UnknownValue("this node's name cannot be shown", fix="Tell whoever runs that node.")
    return found


def checked_url(url: str) -> str:
    """The address of a node, without a slash at its end.

    Raises:
        UnknownValue: no address, or one that is open on the way (http to another machine).
    """
    found = url.strip().rstrip("/")
    try:
        parts = urlsplit(found)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    plain = not parts.query and not parts.fragment and parts.username is None
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or not plain
        or port == 0
        or not found.isascii()
        or not found.isprintable()
        or " " in found
        or len(found) > _LONGEST_URL
    ):
        raise UnknownValue(
            f"“{url[:80]}” is not an address of a node",
            where="URL",
            fix="Use one such as https://inzet.example.org.",
        )
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise UnknownValue(
            "what is exchanged would be open to everybody on the way",
            where=found,
            fix="Use https; http is for this machine alone.",
        )
    return found
