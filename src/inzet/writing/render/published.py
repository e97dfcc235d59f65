"""Where a paper of a known number can be read by everybody."""

from __future__ import annotations

import re

_OFFICIAL = re.compile(r"kst-\d+-[\w-]+\Z", re.ASCII)
_PUBLISHER = "https://zoek.officielebekendmakingen.nl/"


def address(number: str | None) -> str:
    """Its address; "" of a number that is not known to lead anywhere."""
    return f"{_PUBLISHER}{number}" if number and _OFFICIAL.match(number) else ""
