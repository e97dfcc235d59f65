"""Promises as people read them: the table, one promise with what happened to it, proposals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from inzet.cli.listing import print_footer
from inzet.cli.output import Column, Styled, print_block, print_table, print_words
from inzet.cli.rows import SHORT, outside, party

if TYPE_CHECKING:
    from inzet.meetings.commitments import Commitment, Proposal
    from inzet.record import PaperLite, PaperRow

STYLES = {
    "overdue": "bold red",
    "open": "yellow",
    "kept": "green",
    "partly kept": "green",
    "lapsed": "dim",
}
_ID = 8
"""Digits of an id in the table; any unique beginning is understood."""
_TABLE = (
    Column("Due"),
    Column("Status", words=True),
    Column("What", words=True),
    Column("To whom", words=True),
    Column("Source", words=True),
    Column("Id"),
)


def print_promises(found: Sequence[Commitment], day: dt.date) -> None:
    """The table: due, status, what, to whom, where it says so."""
    if not found:
        print_words("No commitments found.")
        return
    print_table(_TABLE, [_row(each) for each in found])
    papers = [each.row.paper for each in found]
    papers += [each.judgement.paper for each in found if each.judgement]
    for stamp in dict.fromkeys(paper.stamp for paper in papers if paper and paper.stamp):
        print_words(f"[{stamp}]", "italic dim")
    print_footer(len(found), len(found), "commitment")
    if any(str(each.keeping) == "overdue" for each in found):
        print_words(f"On {day}. Whether what is overdue was kept is unknown until its", "dim")
        print_words("paper is found; see inzet commitments --proposals.", "dim")


def print_proposals(each: Commitment, made: Sequence[Proposal]) -> None:
    """A promise, and the papers that may keep it; nothing where there are none."""
    if not made:
        return
    status = str(each.keeping)
    print_block(
        [(due(each), "bold"), (status, STYLES[status]), (each.row.identity[:SHORT], "dim")],
        [(f"“{each.row.quote}”", "")],
    )
    for one in made:
        print_proposal(one)


def print_proposal(made: Proposal) -> None:
    """A paper that may keep a promise, with the sentence that says so."""
    quote = made.claim.quote
    stamp = f"[{made.paper.stamp}]" if made.paper.stamp else ""
    print_block(
        [
            ("may be kept by", "yellow"),
            (label(made.paper), "bold"),
            (f"score {made.score:.2f}", ""),
            (f"({', '.join(made.reasons)})", "dim"),
        ],
        [(f"“{quote}”" if quote else "", ""), (stamp, "italic dim")],
        indent=2,
    )


def due(each: Commitment) -> str:
    """When it is due, as a person reads it; never more than the paper gives."""
    if each.before:
        return f"before {each.before}"
    if each.due:
        return between(each.due_earliest, each.due)
    if each.due_words:
        return f"“{each.due_words}”"
    return f"from {each.due_earliest}" if each.due_earliest else "no date"


def between(earliest: dt.date | None, latest: dt.date | None) -> str:
    """A day, or the first and last day of a range; what is open on one side says so."""
    if latest is None:
        return f"from {earliest}" if earliest else "no date"
    return str(latest) if earliest in (None, latest) else f"{earliest} to {latest}"


def judged(each: Commitment) -> str:
    """What a person judged of it: when it was kept and by which paper, or why it lapsed."""
    judgement = each.judgement
    if judgement is None:
        return ""
    if judgement.paper is None:
        return judgement.ground
    late = ", late" if each.late else ""
    return f"{judgement.since}{late}, by {label(judgement.paper)}"


def registered(each: Commitment) -> str:
    """How the register has it, as its word, and the papers that it names; "" where it is silent."""
    told = each.registered
    if told is None:
        return ""
    named = [*map(label, told.letters), *(f"{number} (not in view)" for number in told.unseen)]
    by = f", by {'; '.join(named)}" if named else ""
    return f"“{told.words}” ({told.on or 'undated'}){by}"


def to_whom(each: Commitment) -> str:
    """The parliament, and the member where one is named."""
    parliament = f"parliament ({party(each.to)})" if each.to else ""
    return ", ".join(part for part in (parliament, each.member or "") if part)


def label(paper: PaperLite | PaperRow | None) -> str:
    """A paper in a few words: its title, first number and day."""
    if paper is None:
        return ""
    parts: Iterable[str] = (paper.title, *paper.numbers[:1], str(paper.said or "undated"))
    return " · ".join(parts)


def _row(each: Commitment) -> list[str | Styled]:
    status = str(each.keeping)
    told = judged(each)
    said = f"; register: “{each.registered.words}”" if each.registered else ""
    return [
        due(each),
        Styled(f"{status}: {told}{said}" if told else f"{status}{said}", STYLES[status]),
        each.row.quote,
        _shortly_to_whom(each),
        _shortly(each.row.paper) if each.row.paper else outside(each.row),
        each.row.identity[:_ID],
    ]


def _shortly_to_whom(each: Commitment) -> str:
    """Whose parliament it is, only where it is not that of who promises."""
    own = each.to is not None and each.to == each.row.party
    told = ", ".join(filter(None, ("parliament", each.member))) if own else to_whom(each)
    return f"{told} ({each.number})" if each.number else told


def _shortly(paper: PaperLite | None) -> str:
    """A paper by its number and day, so that a table of promises fits a terminal."""
    if paper is None or not paper.numbers:
        return label(paper)
    return f"{paper.numbers[0]} · {paper.said or 'undated'}"
