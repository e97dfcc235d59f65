"""``inzet peer refused``: what others sent that this record may not hold."""

from __future__ import annotations

from inzet.cli.command import Example, command, invocation, json_option
from inzet.cli.output import Column, print_json, print_table, print_words

_WAYS = {
    "feed": "a feed",
    "taxii": "a client added it",
    "objects": "pulled or imported",
}


@command(
    "refused",
    short_help="What was refused for its classification",
    examples=(Example("inzet peer refused", "From whom it came, and which it was"),),
)
@json_option
def refused() -> None:
    """What others sent that bears a classification above what this record may hold: from whom it
    came, by which way and which it was, the last first. Nothing of what it says was kept."""
    from inzet.exchange.refusals import Refusals

    record = invocation().open_as_own("see what was refused")
    found = Refusals.of(record).all()
    if invocation().as_json:
        print_json({"refused": found})
        return
    if not found:
        print_words("Nothing that others sent was refused for its classification.")
        return
    columns = Column("Last"), Column("From"), Column("By"), Column("What", words=True)
    rows = [
        (
            f"{each.last:%Y-%m-%d %H:%M}",
            each.whom,
            _WAYS.get(each.way, each.way),
            each.what + (f" ({each.times} times)" if each.times > 1 else ""),
        )
        for each in found
    ]
    print_table(columns, rows)
    print_words(
        "Tell who sent it, by a way that is cleared for it. A feed goes on once its organisation "
        "has erased the entry."
    )
