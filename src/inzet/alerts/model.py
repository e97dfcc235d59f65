"""Subscriptions, who they are for, and letters: plain immutable values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """What a subscription is about."""

    DOSSIER = "dossier"
    """A dossier, or all of a procedure."""
    PARTY = "party"
    MEETING = "meeting"
    DUE = "due"
    """Commitments that come due or pass their day; of one dossier or party, or all."""
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Subscription:
    """That somebody wants to be told of something."""

    id: str
    subject: Subject
    value: str
    """A dossier, party, meeting or words; of what is due "" for all."""
    made: dt.datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is told, where, and how far they have been told."""

    key: str
    name: str
    address: str
    language: str
    reader: str
    """Without accounts: id of the reader as whom they look; "" for the own organisation."""
    reached: dt.datetime
    """What arrived later has not been told."""
    paused: str = ""
    """Why nothing is sent any more; "" while it is."""


class State(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    """It is not sent yet, or could not be and is tried again."""
    SENDING = "sending"
    """It is being handed over; where that was cut short, nobody knows whether it arrived."""
    SENT = "sent"
    UNCERTAIN = "uncertain"
    """The server was given all of it and did not answer: never sent a second time."""
    REFUSED = "refused"
    """The server will not take it, or it was tried too often."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that was made."""

    id: str
    recipient: str
    state: State
    made: dt.datetime
    tries: int
    next_try: dt.datetime
    error: str
    body: bytes
    """As it is sent; empty once it needs to be kept no longer."""
