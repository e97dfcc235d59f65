"""What somebody said, typed in by hand: where no paper of it is here, or no rule would find it.

A position, an assessment or another act; a promise in writing; an analysis of one's own. Each is a
statement under the rule ``person`` with the source that it was given.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from inzet.meetings.chain import meeting as named
from inzet.meetings.cycle.desk import Words, Written, announced, own_view, worded, write
from inzet.meetings.sources import Hand
from inzet.record import Reader, Record
from inzet.vocabulary.acts import PROCEDURES, Act
from inzet.vocabulary.errors import InputError, UnknownValue

ANALYSIS = "analysis"
"""The ``kind`` in the content of an analysis."""
SAYABLE = (
    Act.POSITION,
    Act.ASSESSMENT,
    Act.EXPECTATION,
    Act.CONDITION,
    Act.DECISION,
    Act.STATUS,
)
"""Acts that are typed in with words alone; figures come with their table, promises have a form."""
_POLARITIES = ("positive", "negative")
_DOSSIER = re.compile(rf"(?:{'|'.join(PROCEDURES)})/[\w.-]+\Z")


def say(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    act: str,
    text: str,
    party: str | None = None,
    holder: str | None = None,
    dossiers: Iterable[str] = (),
    meeting: str | None = None,
    session: int | None = None,
    item: str | None = None,
    polarity: str | None = None,
) -> Written:
    """What a holder says.

    Args:
        act: one of `SAYABLE`.
        text: what it says, in the words of the source where they are known.
        holder: as the source words it, where it is no party.
        polarity: positive or negative.

    Raises:
        NotFound: no such meeting.
        UnknownValue: another act, polarity or dossier.
        InputError: nobody whose it is; and as `desk.write`.
    """
    if act not in SAYABLE:
        raise UnknownValue(f"“{act}” is not typed in so", fix=f"Use {', '.join(SAYABLE)}.")
    if polarity and polarity not in _POLARITIES:
        raise UnknownValue(f"“{polarity}” is neither", fix=f"Use {' or '.join(_POLARITIES)}.")
    if not (party or holder):
        raise InputError(
            "somebody says it", where=text[:60], fix="Give the party, or how the source names them."
        )
    words = Words(
        act=Act(act),
        content={"polarity": polarity} if polarity else {},
        quote=worded(text, what="a statement"),
        kind=str(act),
        of=party or holder or "",
        party=party,
        holder=holder,
        dossiers=checked(dossiers),
        session=session,
        item=item,
        on=hand.on.isoformat() if hand.on else None,
    )
    return _around(record, reader, hand, words, meeting)


def promise(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    party: str,
    what: str,
    dossiers: Iterable[str] = (),
    meeting: str | None = None,
    form: str | None = None,
    number: str | None = None,
    due: dt.date | None = None,
    before: str | None = None,
) -> Written:
    """A promise of a government to its parliament that was given in writing.

    Args:
        party: whose government.
        form: how it is to be kept: written or oral.
        number: its number in the official register.
        due: the last day on which it is kept in time.
        before: or the meeting before which it is due.

    Raises:
        NotFound: no such meeting.
        UnknownValue: another form, or no dossier.
        InputError: two deadlines; and as `desk.write`.
    """
    view = own_view(record, reader)
    if due is not None and before is not None:
        raise InputError("a promise has one deadline", where=what[:60], fix="Give one of the two.")
    if form and form not in ("written", "oral"):
        raise UnknownValue(f"“{form}” is no form", fix="Use written or oral.")
    content: dict[str, object] = {
        "by": party,
        "by_role": "government",
        "to": party,
        "to_role": "parliament",
        "what": worded(what, what="a promise"),
        **({"form": form} if form else {}),
        **({"number": number.strip()} if number else {}),
    }
    if due is not None:
        content |= {"due": {"by": due.isoformat(), "words": f"by {due}"}, "due_by": due.isoformat()}
    elif before is not None:
        event = named(view, before)
        content["due"] = {
            "before": event.notice.name,
            "meeting": event.id,
            "words": f"before {event.notice.name}",
        }
        if event.first is not None:
            content["due_before"] = event.first.isoformat()
    words = Words(
        act=Act.COMMITMENT,
        content=content,
        quote=str(content["what"]),
        kind="commitment",
        of=party,
        party=party,
        dossiers=checked(dossiers),
        on=hand.on.isoformat() if hand.on else None,
    )
    return _around(record, reader, hand, words, meeting)


def analyse(
    record: Record,
    reader: Reader,
    hand: Hand,
    *,
    title: str,
    summary: str,
    text: str = "",
    dossiers: Iterable[str] = (),
    meeting: str | None = None,
) -> Written:
    """An analysis of one's own organisation.

    Args:
        summary: what it says, in a sentence or two; what lists quote.
        text: the whole of it.

    Raises:
        NotFound: no such meeting.
        InputError: no title or summary, no dossier and no meeting; and as `desk.write`.
    """
    about = checked(dossiers)
    if not about and not meeting:
        raise InputError(
            "an analysis is about something",
            where=title[:60],
            fix="Name its dossiers, or its meeting.",
        )
    content: dict[str, object] = {
        "kind": ANALYSIS,
        "title": worded(title, what="a title"),
        **({"text": text.strip()} if text.strip() else {}),
    }
    words = Words(
        act=Act.ASSESSMENT,
        content=content,
        quote=worded(summary, what="an analysis"),
        kind=ANALYSIS,
        of=str(content["title"]),
        holder=record.organisation.name,
        dossiers=about,
        on=hand.on.isoformat() if hand.on else None,
    )
    return _around(record, reader, hand, words, meeting)


def checked(dossiers: Iterable[str]) -> tuple[str, ...]:
    """Names of dossiers, each once.

    Raises:
        UnknownValue: one that can be none.
    """
    names = tuple(dict.fromkeys(dossiers))
    for each in names:
        if not _DOSSIER.match(each):
            raise UnknownValue(
                f"“{each}” is not a dossier",
                fix=f"A dossier is procedure/name; the procedures are {', '.join(PROCEDURES)}.",
            )
    return names


def _around(
    record: Record, reader: Reader, hand: Hand, words: Words, meeting: str | None
) -> Written:
    """Writes what is said; of a meeting, for those who may see that it is held."""
    if not meeting:
        return write(record, reader, hand, words)
    view = own_view(record, reader)
    found = named(view, meeting)
    basis = announced(view, found.id)
    return write(record, reader, hand, replace(words, meeting=found.id), rests_on=basis)
