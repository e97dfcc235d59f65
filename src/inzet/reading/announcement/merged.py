"""Candidates that name one meeting, joined: a paper calls it by several names, with and without its
day.

Reads and writes :class:`Candidate`.
"""

from __future__ import annotations

from dataclasses import replace

from inzet.reading.announcement.candidate import (
    HEADING,
    MARGIN,
    SENTENCE,
    SUBJECT,
    TITLE,
    Candidate,
)

_FULL = len("2000-01-01")


def merged(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate per meeting: a general name gives way to a telling one of the same body."""
    found: list[Candidate] = []
    for one in sorted(candidates, key=lambda item: item.rank):
        for i, known in enumerate(found):
            if _same(known, one):
                found[i] = _joined(known, one)
                break
        else:
            # A name without a day, outside title and subject, announces nothing new.
            alone = not found and one.sentence and one.rank == SENTENCE
            if one.passing and found:
                continue
            if one.from_ or one.rank <= SUBJECT or alone or one.rank == MARGIN:
                found.append(one)
    return [one for one in found if not _aside(one, found)]


def _aside(one: Candidate, merged: list[Candidate]) -> bool:
    """Whether a meeting is only a format in which another of the same body is held."""
    return one.council.aside and any(
        other is not one and not other.council.aside and other.council.body == one.council.body
        for other in merged
    )


def _same(known: Candidate, one: Candidate) -> bool:
    if known.council.body != one.council.body:
        return False
    dated = known.from_ is not None and one.from_ is not None
    if None not in {known.manner, one.manner} and known.manner != one.manner:
        return dated and known.from_ == one.from_ and known.council.key == one.council.key
    if known.council.key == one.council.key:
        titled = known.rank == TITLE and one.rank == SENTENCE and one.manner is None
        return not dated or known.from_ == one.from_ or titled or _misprinted(known, one)
    if known.council.kin == one.council.kin and dated and known.from_ == one.from_:
        # An informal Council is no other meeting than the Council of that day.
        return known.sentence is not one.sentence or known.rank != one.rank
    loose = (
        known.council.generic
        or one.council.generic
        or "nac" in {known.council.key, one.council.key}
    )
    return loose and (not dated or known.from_ == one.from_)


def _misprinted(known: Candidate, one: Candidate) -> bool:
    """The same days of the year or month after or before, where title and letter tell one meeting:
    somebody mistyped."""
    first, last = str(known.from_), str(one.from_)
    if first[4:] == last[4:]:
        return abs(int(first[:4]) - int(last[:4])) == 1
    months = abs(int(first[5:7]) - int(last[5:7]))
    titled = known.rank <= HEADING and one.rank == SENTENCE and len(first) == len(last) == _FULL
    return titled and months == 1 and first[:4] == last[:4] and first[8:] == last[8:]


def _joined(known: Candidate, one: Candidate) -> Candidate:
    vague = known.council.generic or (known.council.key == "nac" and one.council.key != "nac")
    return replace(
        known,
        council=one.council if vague else known.council,
        from_=known.from_ or one.from_,
        to=known.to if known.from_ else one.to,
        place=known.place or one.place,
        sentence=known.sentence or one.sentence,
        manner=known.manner or one.manner,
    )
