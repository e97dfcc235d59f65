"""Putting objects of others in the record: each under a marking no wider than it allows itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from inzet.exchange.foreign.handling import Handling, Labels, Placing, Reach, reach_of
from inzet.exchange.foreign.pieces import Piece
from inzet.exchange.refusals import Refusals
from inzet.record import Record
from inzet.vocabulary.classifications import highest, may_bear
from inzet.vocabulary.entries import ForeignObject
from inzet.vocabulary.errors import InputError, NotFound, RecordError
from inzet.vocabulary.objects import Described, describe, one_line, parse, prose

_TOLD = 100
"""Refusals told one by one; of the others the number is."""


class Refused(msgspec.Struct, frozen=True):
    """An object that was not taken."""

    number: int
    """Its place in the file or page, from 1."""
    id: str
    """"" where it has none."""
    why: str


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of objects that came in."""

    objects: int = 0
    new: int = 0
    """Versions that were not here."""
    known: int = 0
    narrowed: dict[str, int] = {}
    """Kept for the own organisation alone, as they may not be shown more widely: by their label."""
    types: dict[str, int] = {}
    """Of those that are new."""
    refused: tuple[Refused, ...] = ()
    """The first hundred of them."""
    refusals: int = 0
    entries: tuple[str, ...] = ()
    """Of those that are new, the first thousand."""

    def with_(self, other: Taken) -> Taken:
        """Both together."""
        return Taken(
            objects=self.objects + other.objects,
            new=self.new + other.new,
            known=self.known + other.known,
            narrowed=_sum(self.narrowed, other.narrowed),
            types=_sum(self.types, other.types),
            refused=(*self.refused, *other.refused)[:_TOLD],
            refusals=self.refusals + other.refusals,
            entries=(*self.entries, *other.entries)[:1000],
        )


def take(
    record: Record,
    given: Sequence[Piece],
    marking: str,
    *,
    source: str,
    labels: Labels | None = None,
    dry: bool = False,
) -> Taken:
    """Keeps objects as they came; those of one marking in one sealed batch.

    One that cannot be taken keeps none of the others out. The same again changes nothing.

    Args:
        source: the file, collection or feed they came by.
        labels: what marking definitions that came before say; those given now are learnt.
        dry: look only; nothing is kept and ``new`` counts what could be taken.

    Raises:
        UnknownValue: there is no such marking.
        BusyRecord: another program is writing.
        RecordError: others were let into an audience meanwhile.
    """
    labels = labels or Labels()
    read = [_read(place, each) for place, each in enumerate(given, 1)]
    for described, _, _ in read:
        if described is not None and described.type == "marking-definition":
            labels.learn(described.data)
    recall(record, labels, [described for described, _, _ in read if described is not None])
    refused = [wrong for _, _, wrong in read if wrong is not None]
    above: list[str] = []
    narrowed: Counter[str] = Counter()
    by_marking: dict[str, list[ForeignObject]] = defaultdict(list)
    placing = Placing(record, marking)
    for place, (described, piece, _) in enumerate(read, 1):
        if described is None:
            continue
        asked = labels.of(described.data, piece.format)
        if may_bear(piece.raw.encode()):
            asked = asked.with_(Handling(classification=highest(prose(described.data))))
        under, why = placing.of(asked)
        if under is None:
            refused.append(Refused(place, described.id, why))
            if placing.over(asked.classification) and not dry:
                above.append(described.id)
            continue
        if under != marking:
            narrowed[asked.label] += 1
        by_marking[under].append(_entry(described, piece, source))
    reaches = {each: reach_of(record, each) for each in by_marking}
    reaches[marking] = placing.reach
    new, entries, types = _write(record, by_marking, reaches, dry=dry)
    good = sum(map(len, by_marking.values()))
    Refusals.of(record).note("objects", source, above)
    return Taken(
        objects=len(given),
        new=new,
        known=good - new,
        narrowed=dict(narrowed),
        types=types,
        refused=tuple(sorted(refused, key=lambda each: each.number)[:_TOLD]),
        refusals=len(refused),
        entries=tuple(entries[:1000]),
    )


def _read(place: int, piece: Piece) -> tuple[Described | None, Piece, Refused | None]:
    try:
        return describe(piece.raw, piece.format), piece, None
    except InputError as error:
        return None, piece, Refused(place, _id_of(piece.raw), error.what)


def _id_of(raw: str) -> str:
    """What an object that is refused calls itself, for people; "" where that cannot be read."""
    try:
        data = parse(raw)
    except InputError:
        return ""
    return one_line(data.get("id") or data.get("uuid")) if isinstance(data, dict) else ""


def recall(record: Record, labels: Labels, read: Iterable[Described]) -> None:
    """Learns marking definitions that came here before."""
    asked = {
        ref
        for each in read
        for ref, how in each.links()
        if how in ("object_marking_refs", "marking_ref") and not labels.knows(ref)
    }
    if not asked:
        return
    view = record.view(record.reader())
    for ref in sorted(asked)[:1000]:
        try:
            labels.learn(parse(view.object(ref).raw))
        except (NotFound, InputError):
            continue


def _entry(found: Described, piece: Piece, source: str) -> ForeignObject:
    return ForeignObject(
        format=piece.format,
        object_id=found.id,
        object_type=found.type,
        version=found.version,
        raw=piece.raw,
        source=one_line(source),
        said=found.said,
    )


def _write(
    record: Record,
    by_marking: dict[str, list[ForeignObject]],
    reaches: dict[str, Reach],
    *,
    dry: bool,
) -> tuple[int, list[str], dict[str, int]]:
    if dry:
        every = [body for bodies in by_marking.values() for body in bodies]
        return len(every), [], dict(Counter(body.object_type for body in every))
    entries: list[str] = []
    types: Counter[str] = Counter()
    for marking, bodies in by_marking.items():
        with record.batch(marking) as batch:
            # Nobody is let in any more from here on.
            if reach_of(record, marking) is not reaches[marking]:
                raise RecordError(
                    f"who may read {marking} changed while it was decided what goes under it",
                    fix="Take it in again.",
                )
            for body in bodies:
                before = batch.added
                entry = batch.add(body)
                if batch.added > before:
                    entries.append(entry)
                    types[body.object_type] += 1
    return len(entries), entries, dict(sorted(types.items()))


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))
