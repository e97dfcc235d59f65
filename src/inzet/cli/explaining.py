"""Why a paper was read as it was: per sentence, the cues that matched and those refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from inzet.cli.output import counted, print_block, print_title, print_words
from inzet.cli.rows import party
from inzet.reading.result import Unrecognised

if TYPE_CHECKING:
    from inzet.reading.result import Reading, ReadStatement


def print_explained(reading: Reading) -> None:
    """Every sentence in the order of the text, with what was read in it and why, or why not."""
    print_title("Why it was read so")
    everything: list[ReadStatement | Unrecognised] = [*reading.statements, *reading.unrecognised]
    last = (-1, -1)
    for each in sorted(everything, key=lambda one: (one.start, one.end)):
        quote = f"“{each.quote}”" if (each.start, each.end) != last else ""
        last = (each.start, each.end)
        if isinstance(each, Unrecognised):
            _silent(each, quote)
        else:
            _statement(each, quote)
    reasons = Counter(why for one in reading.unrecognised for _, why in one.refused)
    if reasons:
        print_title("Why cues were refused where nothing was read")
        print_words(", ".join(f"{why} {count}" for why, count in reasons.most_common()))
    silent = sum(not one.refused for one in reading.unrecognised)
    print_words(f"No cue knows a word of {counted(silent, 'sentence')}.", "dim")


def _statement(each: ReadStatement, quote: str) -> None:
    told = each.explanation
    measured = f"right at least {each.reading_precision} of the time"
    print_block(
        [(quote, "")],
        [
            (f"{each.act} of {party(each.party)}" if each.party else each.act, "bold"),
            (f"rule {each.rule}", "cyan"),
            (measured if each.reading_precision else "precision of this rule not measured", "dim"),
            (_words(told), "dim"),
            (_list("preferred to", told.get("rivals", ())), "dim"),
            (_refusals(told.get("refused", ())), "dim"),
        ],
    )


def _silent(each: Unrecognised, quote: str) -> None:
    why = _refusals(each.refused) or "no cue knows a word of it"
    print_block([(quote, "dim")], [("nothing", "yellow"), (why, "dim")])


def _words(told: dict[str, Any]) -> str:
    matched = told.get("matched") or ()
    parts = [f"matched “{' '.join(map(str, matched))}”" if matched else ""]
    parts += [str(told[key]) for key in ("tense",) if told.get(key)]
    parts += [f"{told['clause']} clause" if told.get("clause") else ""]
    parts += ["negated" if told.get("negated") else ""]
    parts += [_list("with", told.get("joint", ()))]
    return ", ".join(part for part in parts if part)


def _list(saying: str, things: Any) -> str:
    return f"{saying} {', '.join(map(str, things))}" if things else ""


def _refusals(pairs: Any) -> str:
    told = "; ".join(f"{cue} ({why})" for cue, why in pairs)
    return f"refused: {told}" if told else ""
