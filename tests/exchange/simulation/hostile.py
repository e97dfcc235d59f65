"""A node that means harm: it sends what it likes under its own good name."""

from __future__ import annotations

import random

import httpx
from msgspec.structs import replace

from inzet.exchange.frames import LARGEST, Batch, End, Frame, Offer, Packing, Unpacking, said_of
from inzet.exchange.here import Here
from inzet.record import Parcel, Sent
from inzet.record.keys import Key
from tests.exchange.simulation.network import Answered, served

WAYS = ("bodies", "order", "less", "seal", "names", "place", "empty", "invented", "large", "again")


class Liar:
    """A confirmed peer that alters what it passes on, and signs the whole as it should."""

    def __init__(self, here: Here, chance: random.Random, other: Key) -> None:
        self._here, self._chance, self._other = here, chance, other

    def __call__(self, request: httpx.Request) -> Answered:
        status, kind, body = served(self._here, request)
        if status != 200 or request.url.path not in ("/nodes/feeds", "/nodes/parcels"):
            return status, kind, body
        way = self._chance.choice(WAYS)
        if way == "large":
            return status, kind, (LARGEST + 1).to_bytes(4, "big") + body
        frames = list(Unpacking([body], most=2**30))
        end = frames.pop()
        assert isinstance(end, End)
        said = said_of(end)
        packing = Packing(by=said.by, to=said.to, nonce=said.nonce)
        told = [piece for frame in frames for piece in self._altered(frame, way)]
        out = b"".join(packing.pack(frame) for frame in told)
        sign = self._here.record.sign
        return status, kind, out + packing.end(said.feeds, time=said.time, sign=sign)

    def _altered(self, frame: Frame, way: str) -> list[Frame]:
        if isinstance(frame, Offer) and way == "invented":
            return [frame, replace(frame, public_key=self._other.public, organisation="Invented")]
        if isinstance(frame, Batch):
            made = self._parcel(frame.parcel, way)
            return [frame, frame] if way == "again" else [Batch(parcel=made)]
        return [frame]

    def _parcel(self, parcel: Parcel, way: str) -> Parcel:
        entries = parcel.entries
        if way == "bodies":
            spoiled = (entries[0].body or b" ")[:-1] + b" "
            entries = (replace(entries[0], body=spoiled), *entries[1:])
        elif way == "order":
            entries = entries[::-1]
        elif way == "less":
            entries = entries[:-1]
        elif way == "empty":
            entries = tuple(Sent(each.id, "erased", None) for each in entries)
        elif way == "seal":
            return replace(parcel, signature=self._other.sign(b"something"))
        elif way == "names":
            return replace(parcel, organisation="Somebody else")
        elif way == "place":
            return replace(parcel, first=parcel.first + 1)
        elif way == "invented":
            return replace(parcel, public_key=self._other.public)
        return replace(parcel, entries=entries)
