"""Connections to nodes: whose certificate is believed, and which is shown."""

from __future__ import annotations

import ssl
from pathlib import Path

from inzet.exchange.asking import Wire
from inzet.exchange.peer import Peer
from inzet.vocabulary.errors import InputError


def wire_to(url: str, *, certificate: str = "", own: tuple[Path, Path] | None = None) -> Wire:
    """A connection to the node at an address.

    Args:
        certificate: the certificate, as PEM, that alone is believed; "" for any that an authority
            vouches for.
        own: files of this node's certificate and its key, to show.
    """
    return Wire(url, tls=_context(url, certificate, own) if url.startswith("https:") else None)


def wire_of(peer: Peer, own: tuple[Path, Path] | None = None) -> Wire:
    """A connection to a peer, by its pinned certificate where it has one."""
    return wire_to(peer.url, certificate=peer.certificate, own=own)


def _context(url: str, certificate: str, own: tuple[Path, Path] | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if certificate:
        # The one that a person brought, whatever name it bears, and no other.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=certificate)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if own is not None:
        try:
            context.load_cert_chain(*own)
        except (OSError, ValueError):
            raise InputError(
                "this node's certificate cannot be used",
                where=str(own[0]),
                fix="Make another: inzet peer certificate.",
            ) from None
    return context
