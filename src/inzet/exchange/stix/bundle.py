"""Bundles: a dossier, a meeting or whole feeds in one file, each object in its last version.

An object is the same byte for byte as in the collection of its feed.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from inzet.exchange.stix.emitting import Emitter
from inzet.exchange.stix.ids import made as made_id
from inzet.exchange.stix.made import Made
from inzet.exchange.stix.making import Maker
from inzet.exchange.stix.shapes import named_others
from inzet.record import DOSSIER, MEETING, Stood, View
from inzet.vocabulary.errors import NotFound

MOST = 5000
"""Statements of a dossier or meeting in a bundle, of each feed; the newest."""
_ROUNDS = 4
"""How far it is followed what statements name."""
_CHUNK = 1000
_HEAD = '{{"type":"bundle","id":"{}","objects":['


def of_dossier(view: View, name: str) -> bytes:
    """A dossier as far as a view's reader may read of it, by its name as it was written.

    Raises:
        NotFound: nothing of it in any feed of this reader.
    """
    return _gathered(view, DOSSIER, name)


def of_meeting(view: View, name: str) -> bytes:
    """A meeting as far as a view's reader may read of it, by its id as it was written.

    Raises:
        NotFound: nothing of it in any feed of this reader.
    """
    return _gathered(view, MEETING, name)


def of_feeds(view: View, feeds: Sequence[str]) -> Iterator[bytes]:
    """Whole feeds, as pieces of one file; what is last of each object is known at the end, so
    versions wait in a temporary file.

    Args:
        feeds: their ids.
    """
    with tempfile.TemporaryFile() as waiting:
        places: dict[str, tuple[str, int, int]] = {}
        end = 0
        heads: list[str] = []
        for feed in feeds:
            emitter = Emitter(view, feed)
            for each in _every(emitter, heads):
                known = places.get(each.id)
                if known is None or known[0] < each.version:
                    waiting.seek(end)
                    waiting.write(each.raw)
                    places[each.id] = each.version, end, len(each.raw)
                    end += len(each.raw)
        yield _HEAD.format(made_id("bundle", *feeds, *heads)).encode()
        for number, (_, start, length) in enumerate(places.values()):
            waiting.seek(start)
            yield (b",\n" if number else b"\n") + waiting.read(length)
        yield b"\n]}\n"


def _every(emitter: Emitter, heads: list[str]) -> Iterator[Made]:
    """All versions of the objects of a feed; adds the id of its last entry to ``heads``."""
    after, last = 0, ""
    while came := emitter.view.tail(emitter.feed, after, limit=_CHUNK):
        yield from (each for _, each in emitter.emit(came))
        after, last = came[-1].place, came[-1].entry
    yield from (each for _, each in emitter.doubted())
    heads.append(last)


def _gathered(view: View, what: str, name: str) -> bytes:
    made: dict[str, Made] = {}
    for feed in view.sources:
        for each in _of_feed(Maker(view, feed.id), what, name):
            made.setdefault(each.id, each)
    if not made:
        raise NotFound(f"there is no {what} “{name}”", fix="Names are as papers and people wrote.")
    return bundled(made.values())


def _of_feed(maker: Maker, what: str, name: str) -> list[Made]:
    until = maker.alone.come()
    some = maker.alone.standing(what, name, until, MOST)
    if not some:
        return []
    every = {each.statement.identity: each for each in some}
    wanted = _named(some, every)
    for _ in range(_ROUNDS):
        found = maker.standing_of(wanted, until)
        if not found:
            break
        every |= {each.statement.identity: each for each in found}
        wanted = _named(found, every)
    gathered = maker.gathered(what, name, until, maker.last_time(what, name))
    stood = list(every.values())
    return [
        *maker.framed(),
        *maker.stood(stood, until),
        *gathered,
        *_doubted(maker, stood, until),
    ]


def _doubted(maker: Maker, some: Iterable[Stood], until: int) -> Iterator[Made]:
    """The notes on those of them that are doubtful."""
    doubting = maker.doubting
    for each in some:
        if doubting.of(each.epoch, each.n):
            for made in maker.stood([each], until):
                note = doubting.note(maker.frame, each.entry, each.epoch, made, foreign=False)
                if note is not None:
                    yield note


def _named(some: Iterable[Stood], known: dict[str, Stood]) -> list[str]:
    named = (identity for each in some for identity in named_others(each.statement))
    return [each for each in dict.fromkeys(named) if each not in known]


def bundled(made: Iterable[Made]) -> bytes:
    """Objects as one bundle, whose id follows from them."""
    every = list(made)
    digest = hashlib.sha256(b"\0".join(each.raw for each in every)).hexdigest()
    parts = b",\n".join(each.raw for each in every)
    return _HEAD.format(made_id("bundle", digest)).encode() + b"\n" + parts + b"\n]}\n"


def indented(bundle: bytes) -> bytes:
    """A bundle for people to read."""
    return msgspec.json.format(bundle, indent=1)
