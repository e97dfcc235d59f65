"""The board of promises: by how they stand, with what may keep each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inzet.meetings import Commitment, Keeping
from inzet.meetings.commitments import Proposal
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.promises import Promise, promise
from inzet.web.words import Words

SOON = 30
"""Days within which what is due is due soon."""
COLUMNS = ("overdue", "soon", "open", "undated", "partly kept", "kept", "lapsed")
"""How a promise can stand on the board, what asks for something first."""


@dataclass(frozen=True, slots=True)
class MayKeep:
    """A paper that may keep a promise, by the sentence that says so."""

    paper: PaperLine
    quote: str
    score: str
    reasons: str


@dataclass(frozen=True, slots=True)
class Card:
    """A promise on the board."""

    promise: Promise
    identity: str
    anchor: str
    state: str
    pieces: tuple[tuple[str, bool], ...]
    """Its words, those that tell its deadline marked."""
    deadline: str
    """Its deadline as a day; "" where the text gives none."""
    words: str
    """The deadline as the paper words it, where those words are not in the quote."""
    left: str
    """How far off the deadline is, or how long past."""
    to: str
    form: str
    may_keep: tuple[MayKeep, ...]
    judged_by: str
    quote: str
    """The sentence that keeps it, where a person gave one."""


@dataclass(frozen=True, slots=True)
class Column:
    """Promises that stand alike."""

    state: str
    cards: tuple[Card, ...]
    total: int


def state_of(each: Commitment, day: dt.date) -> str:
    """Where a promise stands on the board on a day."""
    if each.keeping is not Keeping.OPEN:
        return str(each.keeping)
    if each.due is None:
        return "undated"
    return "soon" if (each.due - day).days <= SOON else "open"


def columns(
    found: Sequence[Commitment],
    proposed: Mapping[str, Sequence[Proposal]],
    day: dt.date,
    t: Words,
    *,
    most: int,
) -> list[Column]:
    """The board; of each column the first ``most``.

    Args:
        proposed: papers that may keep them, by identity.
    """
    by_state: dict[str, list[Commitment]] = {}
    for each in found:
        by_state.setdefault(state_of(each, day), []).append(each)
    return [
        Column(
            state,
            tuple(_card(each, state, proposed, day, t) for each in by_state[state][:most]),
            len(by_state[state]),
        )
        for state in COLUMNS
        if state in by_state
    ]


def addressees(found: Iterable[Commitment], t: Words) -> list[tuple[str, str, int]]:
    """To whose parliament promises were given: code, name, how many; the most first."""
    counts: dict[str, int] = {}
    for each in found:
        counts[each.to or ""] = counts.get(each.to or "", 0) + 1
    named = [(code, _parliament(code, t), n) for code, n in counts.items()]
    return sorted(named, key=lambda each: (not each[0], -each[2], each[1]))


def _card(
    each: Commitment,
    state: str,
    proposed: Mapping[str, Sequence[Proposal]],
    day: dt.date,
    t: Words,
) -> Card:
    shown = promise(each, t)
    pieces = _marked(each.row.quote, each.due_words or "")
    judgement = each.judgement
    return Card(
        promise=shown,
        identity=each.row.identity,
        anchor=f"c-{shown.line.anchor}",
        state=state,
        pieces=pieces,
        deadline=shown.due if each.due is not None else "",
        words=each.due_words or "" if len(pieces) == 1 else "",
        left=_left(each, day, t),
        to=", ".join(part for part in (_parliament(each.to or "", t), each.member or "") if part),
        form=t(f"commitment.form.{each.form}"),
        may_keep=tuple(_may_keep(one, t) for one in proposed.get(each.row.identity, ())[:3]),
        judged_by=judgement.by if judgement else "",
        quote=judgement.quote if judgement else "",
    )


def _parliament(code: str, t: Words) -> str:
    return t("paper.parliament-of", party=t.named(code)) if code else t("commitment.to-nobody")


def _left(each: Commitment, day: dt.date, t: Words) -> str:
    if each.due is None or not each.waits:
        return ""
    days = (each.due - day).days
    return t("commitment.days-left", n=days) if days >= 0 else t("commitment.days-past", n=-days)


def _may_keep(one: Proposal, t: Words) -> MayKeep:
    return MayKeep(
        paper=paper_line(one.paper, t),
        quote=one.claim.quote,
        score=f"{one.score:.2f}".replace(".", t("number.point")),
        reasons=", ".join(t(f"reason.{name.replace(' ', '-')}") for name in one.reasons),
    )


def _marked(quote: str, words: str) -> tuple[tuple[str, bool], ...]:
    """A quote cut at the words of its deadline; whole where they do not stand in it."""
    at = quote.casefold().find(words.casefold()) if words else -1
    if at < 0:
        return ((quote, False),)
    end = at + len(words)
    cut = ((quote[:at], False), (quote[at:end], True), (quote[end:], False))
    return tuple(part for part in cut if part[0])
