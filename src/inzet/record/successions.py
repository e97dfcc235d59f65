"""Keys that change: what an organisation says, signed, when another key takes the place of its own.

An organisation stays who it is: its id is the fingerprint of its first key, in feeds, audiences and
references alike. Each succession names the key of before and the key of after, and the epoch from
which that one seals. As epochs are called after their time, every epoch has one key.

Where the key of before is at hand it signs, and whoever believed that key believes the next. Where
it is lost only the new one signs, and a person at each peer has to compare its fingerprint.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from inzet.record.keys import Key, fingerprint, signed
from inzet.record.moments import utc_text, utc_time
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.errors import BrokenRecord

MOST = 64
"""Successions of one organisation."""
LARGEST = 1024
"""Bytes of one."""
_FURTHEST = 2**53


class Why(enum.StrEnum):
    """Why a key was replaced."""

    ROTATED = "rotated"
    """In the ordinary course, by who had it."""
    LOST = "lost"
    """Nobody has it any more, so it vouches for nothing."""
    COMPROMISED = "compromised"
    """Others may have it."""


class Succession(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """That a key took the place of another."""

    organisation: bytes
    """SHA-256 of its first key."""
    number: int
    """1 for the first that an organisation makes."""
    before: bytes
    """The id of the succession before it; empty for the first."""
    old: bytes
    new: bytes
    why: Why
    since: str
    """From when on the old key counts no more (UTC): what reached somebody later under it, and the
    new key does not vouch for, is doubtful."""
    epoch: int
    """From this epoch on the new key seals."""
    time: str
    """When it was made (UTC)."""
    by_new: bytes = b""
    by_old: bytes = b""
    """Empty where the old key is lost."""

    def message(self) -> bytes:
        """What both keys sign."""
        return canonical_bytes(
            {
                "is": "succession",
                "organisation": self.organisation.hex(),
                "number": self.number,
                "before": self.before.hex(),
                "old": self.old.hex(),
                "new": self.new.hex(),
                "why": str(self.why),
                "since": self.since,
                "epoch": self.epoch,
                "time": self.time,
            }
        )

    @property
    def id(self) -> bytes:
        """SHA-256 of what it says."""
        return hashlib.sha256(self.message()).digest()

    @property
    def fingerprint(self) -> str:
        """Of the new key."""
        return fingerprint(self.new)


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Succession)


def packed(succession: Succession) -> bytes:
    """As it is kept and travels."""
    return _encoder.encode(succession)


@dataclass(frozen=True, slots=True)
class KeyChain:
    """The keys that an organisation has had, from its first on."""

    first: bytes
    successions: tuple[Succession, ...] = ()

    @property
    def organisation(self) -> str:
        """The organisation's id."""
        return fingerprint(self.first)

    @property
    def current(self) -> bytes:
        """The public key that it signs with now."""
        return self.successions[-1].new if self.successions else self.first

    @property
    def fingerprint(self) -> str:
        """Of the key of now: what people tell each other."""
        return fingerprint(self.current)

    @property
    def latest(self) -> Succession | None:
        """The last change; None where there was none."""
        return self.successions[-1] if self.successions else None

    @property
    def keys(self) -> tuple[bytes, ...]:
        """All public keys, oldest first."""
        return (self.first, *(each.new for each in self.successions))

    @property
    def packed(self) -> tuple[bytes, ...]:
        """The successions, as they travel."""
        return tuple(map(packed, self.successions))

    def of_epoch(self, epoch: int) -> bytes:
        """The key that seals an epoch."""
        key = self.first
        for each in self.successions:
            if each.epoch > epoch:
                break
            key = each.new
        return key

    def ended(self, epoch: int) -> Succession | None:
        """The change that took an epoch's key away; None where it is the key of now."""
        return next((each for each in self.successions if each.epoch > epoch), None)

    def shared(self, other: KeyChain) -> int:
        """How many successions both begin with."""
        count = 0
        for one, two in zip(self.successions, other.successions, strict=False):
            if one.id != two.id:
                break
            count += 1
        return count


def chain(raws: Iterable[bytes], first: bytes = b"") -> KeyChain:
    """The chain that successions make, after proving each.

    Where a key was lost, that its successor is the organisation's stands on its own word alone.

    Args:
        first: the organisation's first key; where it is not given, what they say it is.

    Raises:
        BrokenRecord: they do not prove, or do not begin at that key.
    """
    raws = tuple(raws)
    if len(raws) > MOST:
        raise _broken(f"there are more than {MOST}")
    found = tuple(unpacked(raw) for raw in raws)
    if not first:
        if not found:
            raise _broken("there is none")
        first = found[0].old
    proven(KeyChain(first, found))
    return KeyChain(first, found)


def unpacked(raw: bytes) -> Succession:
    """One succession, not proven yet.

    Raises:
        BrokenRecord: of no form that is known.
    """
    try:
        if len(raw) > LARGEST:
            raise ValueError
        return _decoder.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise _broken("one is of no form that is known here") from None


def proven(keys: KeyChain) -> None:
    """That every succession is signed as it has to be, and goes on from the one before.

    Raises:
        BrokenRecord: one does not.
    """
    organisation = bytes.fromhex(keys.organisation)
    for number, each in enumerate(keys.successions, 1):
        if not _is_sane(each) or each.organisation != organisation or each.number != number:
            raise _broken("one is not of this organisation, or out of its order")
        message = each.message()
        if not signed(each.new, message, each.by_new):
            raise _broken("one is not signed with the new key")
        if each.why is not Why.LOST and not signed(each.old, message, each.by_old):
            raise _broken("one is not signed with the key that it replaces")
    if keys.successions and keys.successions[0].old != keys.first:
        raise _broken("they do not begin with the organisation's first key")
    if keys.successions and keys.successions[0].before:
        raise _broken("they do not begin with the first")
    for one, two in pairwise(keys.successions):
        if two.before != one.id or two.old != one.new or two.epoch <= one.epoch:
            raise _broken("one does not go on from the one before it")
    if len(set(keys.keys)) != len(keys.keys):
        raise _broken("a key comes back")


def _is_sane(each: Succession) -> bool:
    lengths = (each.organisation, each.old, each.new)
    if any(len(one) != 32 for one in lengths) or not 2 <= each.epoch < _FURTHEST:
        return False
    if each.why is Why.LOST and each.by_old:
        return False
    try:
        times = [utc_text(utc_time(text)) for text in (each.since, each.time)]
    except (ValueError, OverflowError):
        return False
    return times == [each.since, each.time]


def _broken(why: str) -> BrokenRecord:
    return BrokenRecord(
        f"the changes of a key do not prove: {why}",
        fix="Ask for them again; the key that was known is still the one that counts.",
    )


def made(
    keys: KeyChain, key: Key | None, new: Key, *, why: Why, since: str, epoch: int, time: str
) -> Succession:
    """A succession after those that are there.

    Args:
        key: the old key, which signs too; None where it is lost.
    """
    last = keys.latest
    blank = Succession(
        organisation=bytes.fromhex(keys.organisation),
        number=len(keys.successions) + 1,
        before=last.id if last else b"",
        old=keys.current,
        new=new.public,
        why=why,
        since=since,
        epoch=epoch,
        time=time,
    )
    message = blank.message()
    by_old = key.sign(message) if key is not None and why is not Why.LOST else b""
    return msgspec.structs.replace(blank, by_new=new.sign(message), by_old=by_old)


def vouch_message(
    succession: bytes, feed: str, epoch: int, n: int, head: bytes, time: str
) -> bytes:
    """What a new key signs of a seal that is older than it: that the organisation stands by it."""
    return canonical_bytes(
        {
            "is": "vouch",
            "succession": succession.hex(),
            "feed": feed,
            "epoch": epoch,
            "n": n,
            "head": head.hex(),
            "time": time,
        }
    )


def without_word(keys: KeyChain, believed: Sequence[bytes] = ()) -> Succession | None:
    """The first succession that no older key vouches for; None where there is none.

    Args:
        believed: ids of those that a person has confirmed.
    """
    return next(
        (each for each in keys.successions if each.why is Why.LOST and each.id not in believed),
        None,
    )
