"""The fold of a procedure over 100,000 statements: a hundred more taken in, beside all at once.

Rows are made in memory, as a view would give them, so that only the fold is timed: ``facts`` of
each statement, and the state that follows from all facts. Times are of the processor.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.ground import timed_cpu
from inzet.dossiers import Asked, Folding, Roll, procedure
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import cell_identity
from inzet.vocabulary.parties import members

STATEMENTS, MORE, ROUNDS = 100_000, 100, 5
ON = dt.date(2026, 11, 28)
ALLIES = members("NATO", ON)
METRICS = {
    "defence expenditure as share of GDP": ("percent", ""),
    "equipment and R&D as share of defence expenditure": ("percent", ""),
    "defence expenditure": ("USD", "constant 2015"),
    "GDP": ("USD", "constant 2015"),
}
Content = dict[str, Any]
Make = Callable[[random.Random, int], tuple[Act, str, str, Content]]


def measure() -> Iterator[str]:
    """Lines to print."""
    for name, make in MAKERS.items():
        rng = random.Random(4)
        rows = [_row(make, rng, number) for number in range(STATEMENTS + MORE * ROUNDS)]
        folds, states, takes = [], [], []
        asked, roll = Asked(ON), Roll()
        for round_ in range(ROUNDS):
            folding = Folding(procedure(name))
            folds.append(timed_cpu(partial(folding.take, rows[:STATEMENTS])))
            start = STATEMENTS + round_ * MORE
            takes.append(timed_cpu(partial(folding.take, rows[start : start + MORE])))
            states.append(timed_cpu(partial(folding.state, asked, roll)))
        fold, state, take = (statistics.median(each) * 1000 for each in (folds, states, takes))
        yield (
            f"{name:<10}  {STATEMENTS:,} at once {fold:.0f} ms, {MORE} more {take:.2f} ms, "
            f"of all at once {take / fold:.5f}; the state from all facts {state:.0f} ms; "
            f"again after {MORE} more, of anew: {(take + state) / (fold + state):.2f}"
        )


def _row(make: Make, rng: random.Random, number: int) -> StatementRow:
    act, party, dossier, content = make(rng, number)
    citation = CellCitation(source="bench", edition="1", row=str(number), column="value")
    identity = cell_identity(citation, act, party)
    return StatementRow(
        entry=identity,
        identity=identity,
        act=act,
        party=party,
        holder=None,
        dossiers=(dossier,),
        meeting=None,
        session=None,
        item=None,
        quote="As the table says.",
        citation=citation,
        content=content,
        said=ON,
        valid_from=str(content.get("when")),
        valid_to=None,
        rule="data:bench",
        precision=None,
        explanation={},
        language=None,
        paper=None,
        marking="PUBLIC",
        organisation="bench",
        review=None,
        reviewed_by=None,
        corrected=False,
        arrived=dt.datetime(2026, 11, 28, tzinfo=dt.UTC),
    )


def _pledge(rng: random.Random, number: int) -> tuple[Act, str, str, Content]:
    """A cell of one of 62 editions of ten years each; an agreement first."""
    dossier = "pledge/defence-expenditure"
    if number < 2:
        metric = list(METRICS)[number]
        target = {"metric": metric, "direction": "at least", "unit": "percent"}
        value = "20" if number else "2"
        content: Content = {"name": "norm", "targets": [{**target, "value": value}]}
        return Act.DECISION, "NATO members", "pledge/wales-2014", content
    cell, ally = divmod(number, len(ALLIES))
    cell, place = divmod(cell, len(METRICS))
    edition, year = divmod(cell, 10)
    metric = list(METRICS)[place]
    unit, prices = METRICS[metric]
    issued = 1960 + edition
    content = {
        "metric": metric,
        "value": f"{rng.randrange(50, 400) / 100}",
        "unit": unit,
        "when": str(issued - year),
        "edition": f"{issued}-06",
        "prices": prices,
    }
    return Act.FIGURE, ALLIES[ally], dossier, content


def _assistance(rng: random.Random, number: int) -> tuple[Act, str, str, Content]:
    """Half of it contributions to ten packages, half a tracker's cells."""
    party = rng.choice(ALLIES)
    when = f"{rng.randrange(2016, 2026)}-{rng.randrange(1, 13):02}"
    if number % 2:
        metric = rng.choice(("allocations", "military allocations", "commitments"))
        content: Content = {
            "metric": metric,
            "value": str(rng.randrange(10**9)),
            "unit": "EUR",
            "when": when,
            "edition": str(rng.randrange(20, 30)),
        }
        return Act.FIGURE, party, "assistance/ukraine", content
    part = {"party": party, "amount": str(rng.randrange(10**8)), "currency": "EUR"}
    content = {
        "stage": rng.choice(("pledged", "committed", "paid")),
        "contributions": [part],
        "when": when,
    }
    return Act.STATUS, party, f"assistance/package-{rng.randrange(10)}", content


MAKERS: dict[str, Make] = {"pledge": _pledge, "assistance": _assistance}
