"""The house a workspace lives in: its names, what stands before it, who is let in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from inzet.web.limits import Limits


@dataclass(frozen=True, slots=True)
class House:
    """How a workspace is reached."""

    names: tuple[str, ...] = ()
    """Hosts that it answers to, besides this machine itself."""
    proxied: bool = False
    """Others reach it by TLS through a proxy, and in no other way."""
    public: bool = False
    """Whether whoever is not logged in may look as the public."""
    limits: Limits = field(default_factory=Limits)
    taxii: Mapping[str, str] = field(default_factory=dict)
    """Where roots of TAXII stand besides their own place: path → name."""
    certified: bool = False
    """Whether other nodes have to show the certificate that is pinned of them."""


ALONE = House()
"""On one machine, for whoever sits at it."""
