"""What the entries of a feed are as STIX objects.

Reads entries in the order of their feed, writes versions of objects. What a feed becomes depends
on that feed and on what its entries cite, which everybody who reads it may read too; never on
another feed, on when it came here, or on where emission began.

Objects of which there is one version (organisations, markings, countries, what cases name) are
given with the first object that needs them, and may be given again when emission begins anew, the
same byte for byte: whoever keeps them keeps the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from inzet.exchange.stix.made import Made
from inzet.exchange.stix.making import Maker
from inzet.record import Stood, Tailed, View
from inzet.vocabulary.entries import ForeignObject, Statement

SPEC = {"stix-2.1": "2.1", "stix-2.0": "2.0"}
_CHUNK = 500


class Emitter:
    """Makes objects of one feed, as far as the feed is given to it, batch by batch.

    Args:
        view: of somebody who reads the feed.
        feed: its id.
    """

    def __init__(self, view: View, feed: str) -> None:
        self.view = view
        self.feed = feed
        self._maker: Maker | None = None

    def emit(self, came: Iterable[Tailed]) -> Iterator[tuple[Tailed, Made]]:
        """The versions of objects that these entries bring, each with the entry that brings it."""
        entries = iter(came)
        while chunk := list(islice(entries, _CHUNK)):
            yield from self._chunk(chunk)

    def doubted(self) -> Iterator[tuple[Tailed, Made]]:
        """The notes on what is doubtful, each with the entry that brought it."""
        doubting = self.maker.doubting
        for first, last, _ in doubting.stretches():
            after = first - 1
            while came := self.view.tail(self.feed, after, limit=_CHUNK):
                after = came[-1].place
                some = [each for each in came if doubting.of(each.epoch, each.n)]
                for each, made in self.emit(some):
                    foreign = isinstance(each.body, ForeignObject)
                    note = doubting.note(
                        self.maker.frame, each.entry, each.epoch, made, foreign=foreign
                    )
                    if note is not None:
                        yield each, note
                if after >= last:
                    break

    @property
    def maker(self) -> Maker:
        """Makes the objects."""
        if self._maker is None:
            self._maker = Maker(self.view, self.feed)
        return self._maker

    def _chunk(self, chunk: Sequence[Tailed]) -> Iterator[tuple[Tailed, Made]]:
        maker = self.maker
        changed = maker.alone.changed(chunk[0].place, chunk[-1].place)
        maker.know(each.body for each in chunk if isinstance(each.body, Statement))
        for each in chunk:
            body = each.body
            if isinstance(body, ForeignObject):
                if body.format in SPEC:
                    yield each, _foreign(body)
                continue
            made: list[Made] = []
            if each.place in changed:
                made = maker.turned(changed[each.place], each.place)
            elif isinstance(body, Statement):
                stood = Stood(each.place, each.epoch, each.n, each.entry, body)
                made = maker.stood([stood], each.place, plain=True)
            if each.ends:
                made += self._ended(maker, each)
            if made:
                yield from ((each, frame) for frame in maker.framed())
                yield from ((each, one) for one in made)

    def _ended(self, maker: Maker, last: Tailed) -> list[Made]:
        """The dossiers and meetings of which something changed under a seal."""
        touched = maker.alone.touched(maker.alone.seal_begins(last.place), last.place)
        time = maker.clock.at(last.epoch, last.n)
        return [
            made
            for what, names in touched.items()
            for name in names
            for made in maker.gathered(what, name, last.place, time)
        ]


def _foreign(body: ForeignObject) -> Made:
    return Made(
        id=body.object_id,
        type=body.object_type,
        version=body.version,
        raw=body.raw.encode(),
        spec_version=SPEC[body.format],
    )
