"""The fold of a hundred thousand statements of hybrid cases: at once, and going on from there.

A hundred cases of a thousand entries each, all through their four steps. At once: every statement
is fetched from the record, told apart and put together. Going on: the same fold is given what a
person wrote since, and says again where that case stands. Beside both, the fetching alone.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.ground import new_record, p95, timed_cpu
from inzet.dossiers import Asked, Folding, Roll, folded, procedure
from inzet.dossiers.asking import answer_of
from inzet.dossiers.hybrid.contents import (
    ACTS,
    PERSON,
    STEPS,
    Assessment,
    Choice,
    Content,
    Evaluation,
    Lesson,
    Move,
    Objective,
    Opening,
    Option,
    plain,
)
from inzet.dossiers.hybrid.vocabulary import known
from inzet.meetings import every
from inzet.record import Filter, Record, StatementRow, View
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement

CASES, ROUNDS = 100, 200
ASSESSMENTS, OBJECTIVES, OPTIONS, CHOSEN, LESSONS = 500, 100, 200, 96, 4
DAY = dt.date(2024, 1, 1)


def measure() -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder, new_record(Path(folder)) as record:
        for number in range(CASES):
            _case(record, number)
        view = record.view(record.reader())
        hybrid = procedure("hybrid")
        asked = Asked(on=DAY, dossier="hybrid/case-7")
        fetched = timed_cpu(partial(_fetch, view))
        rows = _fetch(view)
        again = timed_cpu(lambda: Folding(hybrid).take(rows))
        whole = timed_cpu(lambda: answer_of(folded(view, hybrid), asked, Roll()))
        folding = folded(view, hybrid)
        every_case = timed_cpu(lambda: answer_of(folding, Asked(on=DAY), Roll()))
        yield (
            f"hybrid, {len(rows):,} statements: at once {whole:.2f} s, of which the fetching "
            f"{fetched:.2f} s (times {whole / fetched:.2f}); telling apart {again:.2f} s; "
            f"all {CASES} cases put together and shown {every_case:.2f} s"
        )
        one = [timed_cpu(partial(_one_more, folding, rows[at], asked)) for at in range(ROUNDS)]
        line = [timed_cpu(partial(_line, folding, rows[at], asked)) for at in range(ROUNDS)]
        yield (
            f"  one statement more: where its case stands, median "
            f"{statistics.median(line) * 1000:.1f} ms, p95 {p95(line) * 1000:.1f} ms "
            f"(at once times {whole / statistics.median(line):.0f}); the case whole, with what "
            f"others learnt, median {statistics.median(one) * 1000:.0f} ms"
        )


def _one_more(folding: Folding[Any, Any], row: StatementRow, asked: Asked) -> None:
    folding.take([row])
    answer_of(folding, asked, Roll())


def _line(folding: Folding[Any, Any], row: StatementRow, asked: Asked) -> None:
    folding.take([row])
    folding.line(asked, Roll())


def _fetch(view: View) -> list[StatementRow]:
    return [row for name in view.dossiers("hybrid") for row in every(view, Filter(dossier=name))]


def _case(record: Record, number: int) -> None:
    chance, dossier = random.Random(number), f"hybrid/case-{number}"
    domains, tools, instruments = (
        [each.id for each in known(kind)] for kind in ("domains", "tools", "instruments")
    )
    ids = (content_id([dossier, count]) for count in range(10**6))
    with record.batch() as batch:

        def add(content: Content, day: int) -> str:
            said = (DAY + dt.timedelta(days=day)).isoformat()
            identity = next(ids)
            batch.add(
                Statement(
                    identity=identity,
                    act=ACTS[type(content)],
                    dossiers=(dossier,),
                    quote=content.text,
                    citation=OutsideCitation(identifier="bench"),
                    content=plain(content),
                    said=said,
                    valid_from=said,
                    rule=PERSON,
                    explanation={"by": "bench"},
                )
            )
            return identity

        last = add(Opening(text="Something happens.", title=f"Case {number}"), 0)
        for _ in range(ASSESSMENTS):
            add(
                Assessment(
                    text="It is done on purpose.",
                    reliability=chance.choice("ABCDEF"),
                    credibility=chance.choice("123456"),
                    domains=tuple(chance.sample(domains, 2)),
                    tools=tuple(chance.sample(tools, 1)),
                ),
                1,
            )
        last = add(Move(text="On.", event="begun", step=STEPS[1], after=last), 2)
        aims = [add(Objective(text="It stops."), 3) for _ in range(OBJECTIVES)]
        last = add(Move(text="On.", event="begun", step=STEPS[2], after=last), 4)
        options = [
            add(
                Option(
                    text="Do something.",
                    serves=tuple(chance.sample(aims, 2)),
                    instruments=tuple(chance.sample(instruments, 1)),
                ),
                5,
            )
            for _ in range(OPTIONS)
        ]
        chosen = options[:CHOSEN]
        for option in chosen:
            add(Choice(text="Now.", option=option), 6)
        last = add(Move(text="On.", event="begun", step=STEPS[3], after=last), 7)
        for option in chosen:
            add(Evaluation(text="It did.", option=option, outcome="worked"), 8)
        for _ in range(LESSONS):
            add(Lesson(text="Do it sooner."), 9)
