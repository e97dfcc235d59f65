"""Addresses that somebody else wrote: taken apart and joined, whatever they are."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

_NONE = SplitResult("", "", "", "", "")


def parts_of(address: str) -> SplitResult:
    """The parts of an address, its port among them; all of them empty where it is none.

    ``urlsplit`` raises for some of what is none (``http://[``), and only later for a port.
    """
    try:
        found = urlsplit(address)
        _ = found.port, found.hostname
    except ValueError:
        return _NONE
    return found


def joined(base: str, link: str) -> str:
    """The address a link leads to; that of where it stands where it leads nowhere."""
    try:
        return urljoin(base, link)
    except ValueError:
        return base
