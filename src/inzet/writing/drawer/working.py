"""Working on a draft: composed, composed again, taken back, each without losing what was there."""

from __future__ import annotations

import hashlib

import msgspec

from inzet.vocabulary.errors import InputError, NotFound, Outdated
from inzet.writing.draft import Draft
from inzet.writing.drawer.desk import Desk, known
from inzet.writing.drawer.model import Card, How, Remark, Step
from inzet.writing.redraft import Conflict, join, merge
from inzet.writing.returning import Comment, Returned, bearing, take_back

_TRIES = 20
"""How often a version is made again because somebody else was first."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A draft that was composed and put in the drawer."""

    card: Card
    draft: Draft
    """As it stands now, with what people wrote."""
    first: bool
    """It was not in the drawer before."""
    news: bool
    """The record gives something else than the last time."""
    conflicts: tuple[Conflict, ...] = ()


class TakenBack(msgspec.Struct, frozen=True, kw_only=True):
    """An edited file that was taken in."""

    card: Card
    draft: Draft
    returned: Returned
    changed: bool
    """Whether it brought anything that was not in the draft."""
    new_remarks: int
    conflicts: tuple[Conflict, ...] = ()
    since: tuple[Step, ...] = ()
    """What had happened to the draft since the file was made."""


def keep(desk: Desk, fresh: Draft, card: Card | None = None) -> Kept:
    """Puts a draft in the drawer; where it is there already, under what people made of it.

    Args:
        card: which draft it is of; by default the one of its name.

    Raises:
        NotFound: several that are shared bear its name, and none is one's own.
        Outdated: others go on changing it.
    """
    card = card or _named(desk, fresh.name)
    if card is None:
        return Kept(card=desk.start(fresh), draft=fresh, first=True, news=True)
    for _ in range(_TRIES):
        last = desk.version(card)
        base = desk.version(card, last.step.rests_on).draft
        if fresh == base:
            return Kept(card=desk.find(card.id), draft=last.draft, first=False, news=False)
        merged = merge(base, last.draft, fresh)
        alone = merged.draft == fresh
        try:
            card = desk.put(
                card,
                merged.draft,
                How.COMPOSED if alone else How.REDRAFTED,
                seen=last.step.number,
                composed=None if alone else fresh,
            )
        except Outdated:
            continue
        return Kept(
            card=card, draft=merged.draft, first=False, news=True, conflicts=merged.conflicts
        )
    raise _restless(card)


def take_in(desk: Desk, data: bytes, *, name: str = "", typed: str = "") -> TakenBack:
    """Takes an edited file back into the draft that it was made from.

    Args:
        name: file name, for messages.
        typed: which draft it is of, where several bear the name that the file tells.

    Raises:
        UnreadableFile, InputError: as :func:`inzet.writing.returning.take_back` does.
        NotFound: this person has no such draft, or not the version that the file was made from.
        Outdated: others go on changing it.
    """
    bears = bearing(data, name=name)
    card, base = _origin(desk, bears.draft, bears.version, name, typed)
    returned = take_back(desk.version(card, base.number).draft, data, name=name)
    for _ in range(_TRIES):
        last = desk.version(card)
        start = desk.version(card, base.number).draft
        since = tuple(each for each in desk.history(card) if each.number > base.number)
        if since:
            merged = join(start, last.draft, returned.draft)
            draft, conflicts = merged.draft, merged.conflicts
        else:
            draft, conflicts = returned.draft, ()
        changed = draft != last.draft
        if changed:
            try:
                card = desk.put(card, draft, How.RETURNED, seen=last.step.number, note=name)
            except Outdated:
                continue
        remarks = _remarks(returned.comments, card.id, card.last.number)
        new = desk.remark(card, remarks) if remarks else 0
        return TakenBack(
            card=desk.find(card.id), draft=draft, returned=returned, changed=changed,
            new_remarks=new, conflicts=conflicts, since=since,
        )  # fmt: skip
    raise _restless(card)


def _named(desk: Desk, name: str) -> Card | None:
    found = [card for card in desk.drafts() if card.name == name]
    own = [card for card in found if card.own]
    if len(own) == 1 or len(found) == 1:
        return (own or found)[0]
    if not found:
        return None
    raise NotFound(
        f"several drafts are called {name}", fix=f"Say which, by --draft ID. {known(found)}"
    )


def _origin(desk: Desk, name: str, hash_: str, file: str, typed: str) -> tuple[Card, Step]:
    """The draft and version that a file was made from."""
    cards = [desk.find(typed)] if typed else [each for each in desk.drafts() if each.name == name]
    if typed and cards[0].name != name:
        raise InputError(
            f"this file was made from {name}, not from {cards[0].name}",
            where=file,
            fix="Return it to the draft that it was made from.",
        )
    found = [(card, step) for card in cards for step in desk.history(card) if step.hash == hash_]
    # The same draft composed by two people is the same version: one's own goes first.
    own = [each for each in found if each[0].own] or found
    if len({card.id for card, _ in own}) == 1:
        return own[-1]
    if own:
        raise NotFound(
            f"several drafts are called {name}",
            where=file,
            fix=f"Say which, by --draft ID. {known([card for card, _ in own])}",
        )
    raise NotFound(
        f"the draft that this file was made from ({name}) is not in your drawer",
        where=file,
        fix="It was deleted, or is another person's: have it shared with you, or say who you "
        f"are with --as NAME. {known(desk.drafts())}",
    )


def _remarks(comments: tuple[Comment, ...], draft: str, number: int) -> list[Remark]:
    ids = [_remark_id(each, draft) for each in comments]
    return [
        Remark(
            id=id_,
            by=each.by,
            on=each.on,
            text=each.text,
            words=each.words,
            key=each.key,
            reply_to=None if each.reply_to is None else ids[each.reply_to],
            answers=each.answers,
            resolved=each.resolved,
            version=number,
        )
        for id_, each in zip(ids, comments, strict=True)
    ]


def _remark_id(comment: Comment, draft: str) -> str:
    """The same remark in a later file is the same remark, resolved or not."""
    told = (draft, comment.by, comment.on, comment.text)
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:16]


def _restless(card: Card) -> Outdated:
    return Outdated(
        "others go on changing this draft", where=card.name, fix="Try again in a moment."
    )
