"""Where a workspace may be served, and to whom: what ``inzet serve`` refuses before it listens.

On this machine alone it may be one person's and ask nobody who they are. Anywhere else it needs
accounts, and TLS of its own or a declared proxy that has it.
"""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass

from inzet.vocabulary.errors import InputError, UnknownValue

LOCAL = "localhost"
_GIVE_TLS = (
    "Give a certificate (--tls-cert, --tls-key), or put a server that has one before it and name "
    "its address with --behind-proxy."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of ``inzet serve``."""

    host: str
    names: tuple[str, ...]
    accounts: bool
    public: bool
    proxies: tuple[str, ...]
    cert: str | None
    key: str | None
    reader: str | None

    @property
    def address(self) -> str:
        """The host as an address."""
        return "127.0.0.1" if self.host == LOCAL else self.host

    @property
    def everywhere(self) -> bool:
        """Whether others than this machine can reach it."""
        try:
            return not ipaddress.ip_address(self.address).is_loopback
        except ValueError:
            raise UnknownValue(
                f"“{self.host}” is not an address",
                where="--host",
                fix="Use 127.0.0.1, or an address of this machine; --name gives its name.",
            ) from None

    @property
    def asks_who(self) -> bool:
        """Whether whoever visits has to log in."""
        return self.accounts or self.everywhere or bool(self.proxies)

    @property
    def answers_to(self) -> tuple[str, ...]:
        """The hosts it answers to, besides this machine's own names."""
        address = ipaddress.ip_address(self.address)
        if address.is_unspecified or address.is_loopback:
            return self.names
        return (*self.names, f"[{address}]" if address.version == 6 else str(address))


def check(asked: Asked, *, has_accounts: bool) -> None:
    """That a workspace may be served so.

    Args:
        has_accounts: whether somebody has an account beside this record.

    Raises:
        InputError, UnknownValue: it may not; tells everything that is missing at once.
    """
    if bool(asked.cert) != bool(asked.key):
        raise InputError(
            "a certificate and its key go together",
            where="--tls-cert, --tls-key",
            fix="Give both.",
        )
    for proxy in asked.proxies:
        _check_proxy(proxy)
    if asked.asks_who and asked.reader is not None:
        raise InputError(
            "with accounts everybody looks as their account says",
            where="--reader",
            fix="Leave --reader away; inzet accounts change NAME --looks-as says it.",
        )
    if asked.public and not asked.asks_who:
        raise InputError(
            "without accounts nobody is asked who they are",
            where="--public",
            fix="Use --reader PUBLIC to look as the public, or add --accounts.",
        )
    missing = _missing(asked, has_accounts)
    if missing:
        others = asked.everywhere or asked.proxies
        told = "; ".join(what for what, _ in missing)
        raise InputError(
            f"the workspace cannot be opened to others yet: {told}" if others else told,
            where=asked.host if asked.everywhere else "--accounts",
            fix=" ".join(fix for _, fix in missing),
        )
    if asked.cert and asked.key:
        _check_tls(asked.cert, asked.key)


def _missing(asked: Asked, has_accounts: bool) -> list[tuple[str, str]]:
    found = []
    if asked.asks_who and not has_accounts:
        found.append(
            (
                "nobody has an account",
                "Add one: inzet accounts add NAME --role administrator --role editor.",
            )
        )
    if asked.everywhere and not asked.cert and not asked.proxies:
        found.append(
            (
                "what is sent would be open to everybody on the way",
                _GIVE_TLS,
            )
        )
    if (asked.everywhere or asked.proxies) and not asked.answers_to:
        found.append(("it has no name to answer to", "Give the name people type with --name."))
    return found


def _check_proxy(proxy: str) -> None:
    try:
        network = ipaddress.ip_network(proxy)
    except ValueError:
        raise UnknownValue(
            f"“{proxy}” is not an address of a proxy",
            where="--behind-proxy",
            fix="Use an address such as 127.0.0.1, or a network such as 10.0.0.0/24.",
        ) from None
    if network.prefixlen == 0:
        raise UnknownValue(
            f"“{proxy}” is everybody",
            where="--behind-proxy",
            fix="Name the proxy alone: whoever is named may say who visits, and from where.",
        )


def _check_tls(cert: str, key: str) -> None:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except (OSError, ValueError) as error:
        raise InputError(
            "this certificate and key cannot be used "
            f"({getattr(error, 'reason', None) or getattr(error, 'strerror', None) or error})",
            where=f"{cert}, {key}",
            fix="Give a certificate (with its chain) and its key without a password, as PEM.",
        ) from None
