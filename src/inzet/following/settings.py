"""What an operator sets of following: addresses, politeness, a proxy; from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from inzet.vocabulary.errors import InputError

_RATE = 4.0
_FASTEST = 1000.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How sources are asked.

    Attributes:
        addresses: base addresses of sources that an operator chose, by the name of the source;
            only an address chosen here may be of this machine or a private network.
        rate: requests a second to one host at most.
        contact: an address at which a source can reach whoever follows it; told with each request.
        proxy: address of a proxy; what it may reach is then its own to judge.
        authorities: file with certificates of authorities to trust instead of the usual ones.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    rate: float = _RATE
    contact: str = ""
    proxy: str | None = None
    authorities: str | None = None

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings as they stand in ``INZET_FOLLOW_…``.

        Raises:
            InputError: a rate that is none.
        """
        prefix = "INZET_FOLLOW_URL_"
        addresses = {
            name[len(prefix) :].lower().replace("_", "-"): value.rstrip("/")
            for name, value in environment.items()
            if name.startswith(prefix) and value
        }
        return cls(
            addresses=addresses,
            rate=_rate(environment.get("INZET_FOLLOW_RATE", "")),
            contact=environment.get("INZET_FOLLOW_CONTACT", "").strip(),
            proxy=environment.get("INZET_FOLLOW_PROXY") or None,
            authorities=environment.get("INZET_FOLLOW_CA") or None,
        )


def _rate(typed: str) -> float:
    if not typed.strip():
        return _RATE
    try:
        rate = float(typed)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= _FASTEST:
        raise InputError(
            f"“{typed}” is no number of requests a second",
            where="INZET_FOLLOW_RATE",
            fix="Say 4, or 0.5 for one in two seconds.",
        )
    return rate
