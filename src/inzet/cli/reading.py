"""What was read from one paper, as a person wants to see it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from inzet.cli.notice import print_notice
from inzet.cli.output import counted, print_block, print_facts, print_title, print_words
from inzet.cli.rows import party, understood
from inzet.vocabulary.acts import Act

if TYPE_CHECKING:
    from inzet.reading.result import Reading, ReadStatement

_SHOWN = (Act.POSITION, Act.COMMITMENT, Act.STATUS)
"""Acts shown sentence by sentence; of the others the number is told."""
_TITLES = {Act.POSITION: "Positions", Act.COMMITMENT: "Commitments", Act.STATUS: "Statuses"}
_UNRECOGNISED_SHOWN = 5


def print_reading(reading: Reading, *, name: str, stamp: str, outcome: str) -> None:
    """Print a reading: the paper, its meetings, what was said, what was not recognised."""
    document = reading.document
    print_title(document.title or name)
    if stamp:
        print_words(f"[{stamp}]", "bold")
    print_facts(
        {
            "File": name,
            "Genre": document.genre or "not recognised",
            "On behalf of": party(document.on_behalf_of)
            if document.on_behalf_of
            else "not recognised; give it with --on-behalf-of",
            "To": document.addressee,
            "Said on": document.said_on or "not recognised; give it with --said-on",
            "Numbers": ", ".join(document.numbers),
            "Language": document.language,
        }
    )
    for notice in reading.meetings:
        print_notice(notice)
    for act in _SHOWN:
        _print_act(reading, act)
    _print_rest(reading)
    for note in reading.notes:
        print_words(note, "yellow")
    print_words(f"{outcome}.", "bold")


def _print_act(reading: Reading, act: Act) -> None:
    statements = [each for each in reading.statements if each.act == act]
    if not statements:
        return
    print_title(f"{_TITLES[act]} ({len(statements)})")
    for each in statements:
        _print_statement(each)


def _print_statement(statement: ReadStatement) -> None:
    who = party(statement.party) if statement.party else statement.holder or ""
    print_block(
        [
            (who, "bold"),
            (", ".join(statement.dossiers), "cyan"),
            (_deadline(statement.content) if statement.act == Act.COMMITMENT else "", "bold"),
            (f"session {statement.session}" if statement.session else "", "dim"),
            (f"page {statement.page}" if statement.page else "", "dim"),
        ],
        [(f"“{statement.quote}”", ""), (understood(statement.act, statement.content), "dim")],
    )


def _deadline(content: dict[str, Any]) -> str:
    due = content.get("due") or {}
    words = due.get("words") if isinstance(due, dict) else None
    for key, saying in (("due_before", "due before"), ("due_by", "due by"), ("due_on", "due on")):
        if content.get(key):
            return f"{saying} {content[key]}" + (f" (“{words}”)" if words else "")
    return f"due: “{words}”" if words else "no due date given"


def _print_rest(reading: Reading) -> None:
    counts = Counter(str(each.act) for each in reading.statements if each.act not in _SHOWN)
    if counts:
        print_title("Also read")
        print_words(", ".join(f"{act} {number}" for act, number in sorted(counts.items())))
    if reading.references:
        print_title(f"References ({len(reading.references)})")
        print_facts({each.text: each.id for each in reading.references})
    unknown = reading.unrecognised
    if unknown:
        print_title(f"Nothing recognised in {counted(len(unknown), 'sentence')}")
        for each in unknown[:_UNRECOGNISED_SHOWN]:
            print_block([], [(f"“{each.quote}”", "dim")])
        if len(unknown) > _UNRECOGNISED_SHOWN:
            print_words(f"… and {len(unknown) - _UNRECOGNISED_SHOWN} more; --json has all.", "dim")
    if reading.dropped:
        print_words(
            f"{counted(reading.dropped, 'statement')} dropped: their quote was not found.", "yellow"
        )
    print_title(f"{counted(len(reading.statements), 'statement')} read")
