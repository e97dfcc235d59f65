"""A procedure's fold at 100,000 statements: going on with a hundred more, beside folding anew.

Rows are made in memory, so that the fold alone is timed: what statements tell (``take``) and the
state with its answer. Reading them from a record costs the same either way; see ``asof``.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from bench.ground import timed_cpu
from inzet.dossiers import Asked, Folding, Procedure, procedure
from inzet.dossiers.members import Roll
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation

STATEMENTS, MORE, ROUNDS = 100_000, 100, 5
ON = dt.date(2024, 1, 1)
PARTIES = [
    "BEL",
    "CAN",
    "DNK",
    "FRA",
    "DEU",
    "GRC",
    "HUN",
    "ISL",
    "ITA",
    "NLD",
    "NOR",
    "POL",
    "TUR",
]
CANDIDATES = ["FIN", "SWE", "UKR", "GEO", "MDA", "ALB", "MNE", "MKD", "SRB", "BIH"]
STAGES = ["national approval completed", "signed by head of state"]
LEVELS = ["required", "none", "some progress", "good progress", "met"]
METRICS = [
    "defence expenditure as share of GDP",
    "equipment and R&D as share of defence expenditure",
    "defence expenditure",
    "GDP",
]
TRACKED = ["allocations", "military allocations", "commitments"]
MODALITIES = ["opinion", "plead", "concern", "support", "oppose"]

Told = tuple[Act, str, dict[str, Any]]
"""The act, dossier and content of a statement."""
Make = Callable[[random.Random, str], Told]


def measure() -> Iterator[str]:
    """Lines to print."""
    for name, make in MAKERS.items():
        yield _measured(procedure(name), make)


def _measured(what: Procedure[Any, Any], make: Make) -> str:
    rng = random.Random(4)
    rows = [_row(number, rng, make) for number in range(STATEMENTS + MORE)]
    dossier = rows[0].dossiers[0]
    anew, more, taken, one = [], [], [], []
    for _ in range(ROUNDS):
        folding: Folding[Any, Any] = Folding(what)
        taken.append(timed_cpu(partial(folding.take, rows[:STATEMENTS])))
        one.append(timed_cpu(partial(_answer, folding, Asked(ON, dossier))))
        more.append(timed_cpu(partial(_on, folding, rows[STATEMENTS:])))
        anew.append(timed_cpu(partial(_on, Folding(what), rows)))
    full, going_on = min(anew), min(more)
    return (
        f"{what.name:<9}  {STATEMENTS:,} anew {full * 1000:.0f} ms   {MORE} more "
        f"{going_on * 1000:.0f} ms, times {going_on / full:.2f}   of it taking in "
        f"{min(taken) * 1000:.0f} ms; the answer on one dossier {min(one) * 1000:.0f} ms"
    )


def _on(folding: Folding[Any, Any], rows: Sequence[StatementRow]) -> None:
    """Takes rows in and answers on all dossiers."""
    folding.take(rows)
    _answer(folding, Asked(ON))


def _answer(folding: Folding[Any, Any], asked: Asked) -> None:
    folding.procedure.answer(folding.state(asked, Roll()), asked)


def _row(
    number: int, rng: random.Random, make: Callable[[random.Random, str], Told]
) -> StatementRow:
    day = dt.date(2010, 1, 1) + dt.timedelta(days=rng.randrange(5_000))
    party = rng.choice(PARTIES)
    act, dossier, content = make(rng, party)
    said = day.isoformat()
    return StatementRow(
        entry=f"{number:064x}",
        identity=f"{number:064x}",
        act=act,
        party=party,
        holder=None,
        dossiers=(dossier,),
        meeting=f"nato-fmm-{day.year}-{1 + day.month // 2:02}-01",
        session=1 + number % 3,
        item=None,
        quote="It was said.",
        citation=OutsideCitation(identifier=f"source {number % 50}", date=said),
        content={"when": said, **content},
        said=day,
        valid_from=None,
        valid_to=None,
        rule="bench/1",
        precision=None,
        explanation={},
        language="en",
        paper=None,
        marking="PUBLIC",
        organisation="bench",
        review=None,
        reviewed_by=None,
        corrected=False,
        arrived=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
    )


def _accession(rng: random.Random, party: str) -> Told:
    candidate = rng.choice(CANDIDATES)
    content = {
        "procedure": "accession",
        "event": rng.choice(STAGES),
        "by": [party],
        "confidence": rng.choice(["two copies", "one copy"]),
    }
    return Act.STATUS, f"accession/{candidate}", content


def _criteria(rng: random.Random, party: str) -> Told:
    content = {
        "for": "UKR",
        "set": f"set {rng.randrange(4)}",
        "criterion": f"criterion {rng.randrange(40)}",
        "level": rng.choice(LEVELS),
    }
    return Act.ASSESSMENT, f"criteria/subject-{rng.randrange(10)}", content


def _watch(rng: random.Random, party: str) -> Told:
    content = {"polarity": "positive", "modality": rng.choice(MODALITIES)}
    return Act.POSITION, f"watch/subject-{rng.randrange(60)}", content


def _dialogue(rng: random.Random, party: str) -> Told:
    content = {
        "polarity": "positive",
        "modality": rng.choice(MODALITIES),
        "partners": rng.sample(PARTIES, 2),
        "topics": [f"topic {rng.randrange(20)}"],
    }
    return Act.POSITION, f"dialogue/partner-{rng.randrange(20)}", content


def _pledge(rng: random.Random, party: str) -> Told:
    """A cell of one of eight editions of eleven years each; now and then a target."""
    metric = rng.choice(METRICS)
    if rng.random() < 0.0001:
        target = {"metric": METRICS[0], "direction": "at least", "value": "2", "unit": "percent"}
        return Act.DECISION, "pledge/wales-2014", {"name": "2% norm", "targets": [target]}
    edition = rng.randrange(2016, 2024)
    money = metric in ("defence expenditure", "GDP")
    content = {
        "metric": metric,
        "value": f"{rng.randrange(50, 400) / 100}",
        "unit": "USD" if money else "percent",
        "prices": "constant 2015" if money else "",
        "when": str(edition - rng.randrange(11)),
        "edition": f"{edition}-06",
    }
    return Act.FIGURE, "pledge/defence-expenditure", content


def _assistance(rng: random.Random, party: str) -> Told:
    """A contribution to one of ten packages, or a cell of a tracker."""
    when = f"{rng.randrange(2014, 2024)}-{rng.randrange(1, 13):02}"
    if rng.random() < 0.5:
        content = {"metric": rng.choice(TRACKED), "value": "1000000", "unit": "EUR"}
        return Act.FIGURE, "assistance/ukraine", {**content, "when": when, "edition": "29"}
    part = {"party": party, "amount": str(rng.randrange(10**8)), "currency": "EUR"}
    stage = rng.choice(("pledged", "committed", "paid"))
    given: dict[str, Any] = {"stage": stage, "contributions": [part]}
    return Act.STATUS, f"assistance/package-{rng.randrange(10)}", {**given, "when": when}


MAKERS: dict[str, Make] = {
    "accession": _accession,
    "criteria": _criteria,
    "watch": _watch,
    "dialogue": _dialogue,
    "pledge": _pledge,
    "assistance": _assistance,
}
"""By procedure: a statement that tells it something."""
