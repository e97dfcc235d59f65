"""The settings of a record: whose it is and what it takes in, signed by its organisation."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.engine import Connection

from inzet.record.keys import signed
from inzet.record.store import rows
from inzet.vocabulary.canonical import canonical_bytes


def settings_of(connection: Connection) -> dict[str, str]:
    """The record's settings by name."""
    return dict(rows(connection, "SELECT name, value FROM meta"))


LOGGED = "logged"
"""The setting that tells how far the arrival log had come at each change of the own key: a list of
(arrival, link as hex), as JSON."""


def message_of(settings: Mapping[str, str]) -> bytes:
    """What the organisation signs of its settings."""
    named = {name: settings.get(name, "") for name in ("organisation", "ceiling")}
    if LOGGED in settings:
        named[LOGGED] = settings[LOGGED]
    return canonical_bytes({"is": "settings", **named})


def are_signed(settings: Mapping[str, str], public_key: bytes) -> bool:
    """Whether the holder of a key signed these settings."""
    try:
        signature = bytes.fromhex(settings.get("signature", ""))
    except ValueError:
        return False
    return signed(public_key, message_of(settings), signature)
