"""Who may read, how it is to be handled, and how secret a paper says it is."""

from __future__ import annotations

from enum import IntEnum

import msgspec

PUBLIC = "PUBLIC"
"""The audience of everybody, outside organisations and people without one included."""
INTERNAL = "INTERNAL"
"""The audience of the writing organisation alone."""


class Classification(IntEnum):
    """National and alliance classifications on one ladder, lowest first."""

    UNCLASSIFIED = 0
    RESTRICTED = 1
    CONFIDENTIAL = 2
    SECRET = 3
    TOP_SECRET = 4


class Marking(msgspec.Struct, frozen=True, kw_only=True):
    """A release marking: an audience with a stable id, and handling.

    An audience is always a list of organisations, never computed from names. Need-to-know
    inside one organisation is another marking, not another mechanism.
    """

    audience: str
    """``PUBLIC``, ``INTERNAL``, or the id of a named audience such as ``REL-NATO``."""
    handling: tuple[str, ...] = ()
    """TLP 2.0 labels, LIMITE and the like; shown, never computed with."""
