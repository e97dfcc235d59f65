"""Certificates of nodes for TLS: made by the node itself, believed because a person brought them.

A node's certificate lies beside its record (``<record>.crt``), with its key in
``<record>.crt.key``. It says nothing by itself: the other side pins it, as it confirms a
fingerprint.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import ssl
from collections.abc import Iterable, Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from inzet.exchange.peer import Peer
from inzet.vocabulary.errors import InputError, UnreadableFile

DAYS = 730
_LONGEST = 64


def files_of(record: Path) -> tuple[Path, Path]:
    """Where the certificate of a record's node lies, and its key."""
    certificate = record.with_name(record.name + ".crt")
    return certificate, certificate.with_name(certificate.name + ".key")


def own(record: Path) -> tuple[Path, Path] | None:
    """The files of a node's certificate and key, to show to others; None where it has none."""
    found = files_of(record)
    return found if all(each.exists() for each in found) else None


def make(
    record: Path, organisation: str, names: Sequence[str], now: dt.datetime, *, again: bool = False
) -> Path:
    """Makes a node's certificate, self-signed, for two years.

    Args:
        names: hosts and addresses that the node is reached by.
        again: in the place of one that is there; peers have to pin the new one.

    Raises:
        UnreadableFile: there is one.
        InputError: a name that no host has.
    """
    certificate, secret = files_of(record)
    if certificate.exists() and not again:
        raise UnreadableFile(
            "this node has a certificate already",
            where=str(certificate),
            fix="Give that file to peers; --again makes another, which they have to pin anew.",
        )
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, organisation[:_LONGEST])])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(list(_named(names))), critical=False)
        .add_extension(
            x509.ExtendedKeyUsage(
                [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
            ),
            critical=False,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    secret.unlink(missing_ok=True)
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    return certificate


def _named(names: Sequence[str]) -> Iterable[x509.GeneralName]:
    for name in names:
        try:
            yield x509.IPAddress(ipaddress.ip_address(name))
        except ValueError:
            try:
                yield x509.DNSName(name)
            except ValueError:
                raise InputError(
                    f"“{name}” is no name of a host", where="--name", fix="Use ASCII."
                ) from None


def pinned(peers: Iterable[Peer]) -> str:
    """The certificates of confirmed peers, as PEM, one below the other."""
    return "".join(each.certificate for each in peers if each.is_confirmed)


def is_shown(peer: Peer, shown: str) -> bool:
    """Whether a connection showed the certificate that is pinned of a peer.

    Args:
        shown: as PEM; "" for none.
    """
    if not peer.certificate or not shown:
        return False
    return ssl.PEM_cert_to_DER_cert(peer.certificate.strip()) == ssl.PEM_cert_to_DER_cert(
        shown.strip()
    )
