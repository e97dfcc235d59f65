"""How each question grows with the record: from ten thousand entries to a million, or more.

Records are made once and kept (``bench.large``). A question is asked many times, each time of
another day, word or place; told is how long 95 of 100 took at most, by the clock and of the
processor, a server's time included: on a busy machine only the latter says something.

``INZET_BENCH_SIZES`` sets how many entries (10,000, 100,000 and 1,000,000), ``INZET_BENCH_FOLDER``
where records are kept, ``INZET_BENCH_ENGINE=postgresql`` which engine. ``python -m bench.growth``
prints the table of all that was measured as it stands in ``docs/scale.md``, and draws it.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import math
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from bench.asof import BARE, BY_KEY
from bench.ground import p95
from bench.large import (
    DAYS,
    FEEDS,
    FIRST,
    FOLDER,
    HALF,
    PARTY,
    READS,
    kept_server,
    large,
    marking,
    word,
)
from bench.plot import plot
from inzet.dossiers.summaries import Summaries
from inzet.record import Filter, Record, View, places
from inzet.record.query import Shape
from inzet.record.store import engine_of
from inzet.record.walking import walked
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity

SIZES = tuple(
    int(each) for each in os.environ.get("INZET_BENCH_SIZES", "10000,100000,1000000").split(",")
)
ENGINE = os.environ.get("INZET_BENCH_ENGINE", "sqlite")
PICTURE = Path("docs/pictures")
LOGARITHM = 1.35
"""Times a tenfold up to which growth is taken for logarithmic: from 4 to 6 digits it is 1.22."""

Ask = Callable[[], object]


class Asked(NamedTuple):
    """What questions are asked with."""

    record: Record
    party: View
    aside: Record
    """The same, over connections of its own: what is asked there makes nothing warm."""
    everything: View
    raw: Callable[[str, tuple[Any, ...]], Any]
    """Runs SQL as the driver does, without anything of ours."""
    rng: random.Random
    server: Callable[[], float]
    """Seconds of a processor that a server took for this so far."""


@dataclass(frozen=True)
class Question:
    """What is asked, how often, and how each asking is made."""

    name: str
    often: int
    make: Callable[[Asked], Ask]
    goal: float | None = None
    """Of milliseconds at a million entries."""


def _day(asked: Asked) -> dt.date:
    return FIRST + dt.timedelta(days=asked.rng.randrange(DAYS // 10, DAYS))


def _bare(asked: Asked) -> Ask:
    as_of = places.day_of(_day(asked))
    values = HALF, places.first_key(as_of + 1), as_of, as_of
    return lambda: asked.raw(BARE, values)


def _same(asked: Asked) -> Ask:
    """The rows that the view as of a day shows, by their keys: nothing is asked of them."""
    day = _day(asked)
    view = asked.aside.view(asked.aside.reader(PARTY), as_of=day)
    with asked.aside._store.read() as connection:
        rows = walked(
            connection,
            view._scope,
            Shape.of(Filter(dossier=HALF)),
            _values(places.day_of(day)),
            as_of=places.day_of(day),
            brief=True,
        )
    keys = [row[0] for row in rows[:50]]
    sql = BY_KEY.format(", ".join("?" * len(keys)))
    return lambda: asked.raw(sql, tuple(keys))


def _as_of_queries(asked: Asked) -> Ask:
    """What the view asks of the database, both parts of it."""
    day = _day(asked)
    view = asked.record.view(asked.party.reader, as_of=day)
    as_of, shape = places.day_of(day), Shape.of(Filter(dossier=HALF))
    values = _values(as_of)

    def ask() -> None:
        with asked.record._store.read() as connection:
            walked(connection, view._scope, shape, values, as_of=as_of)

    return ask


def _values(as_of: int) -> dict[str, Any]:
    return {
        "f_dossier": HALF,
        "as_of": as_of,
        "as_of_key": places.first_key(as_of + 1),
        "limit": 51,
        "after": None,
    }


def _as_of(asked: Asked) -> Ask:
    view = asked.record.view(asked.party.reader, as_of=_day(asked))
    return lambda: view.statements(Filter(dossier=HALF), limit=50)


def _counts(asked: Asked) -> Ask:
    """As the first page asks for them; of another reader, or of all, in turn."""
    view = asked.rng.choice((asked.party, asked.everything))

    def ask() -> None:
        view.acts("dossier", Filter(data=False))
        view.counts("dossier", Filter(data=True))

    return ask


def _search(typed: Callable[[random.Random], str]) -> Callable[[Asked], Ask]:
    def make(asked: Asked) -> Ask:
        words = typed(asked.rng)
        return lambda: asked.party.search(words, limit=20)

    return make


def _of_feed(asked: Asked) -> Ask:
    """From some place on, as whoever follows it takes them."""
    feed = asked.rng.choice(sorted(each.id for each in asked.party.sources))
    after = asked.party.tail(feed, limit=1 + asked.rng.randrange(50))[-1].place
    return lambda: asked.party.tail(feed, after, limit=100)


def _under_marking(asked: Asked) -> Ask:
    wanted = Filter(marking=marking(asked.rng.randrange(READS)))
    return lambda: asked.party.statements(wanted, limit=50)


def _history(asked: Asked) -> Ask:
    newest = asked.party.statements(Filter(said_to=_day(asked)), limit=1).items
    identity = newest[0].identity

    def ask() -> None:
        asked.party.statement(identity)
        asked.party.history(identity)

    return ask


def _view(asked: Asked) -> Ask:
    return lambda: asked.record.view(asked.party.reader)


def _first(asked: Asked) -> Ask:
    view = asked.record.view(asked.party.reader)
    return lambda: Summaries().of(view)


def _again(asked: Asked) -> Ask:
    kept_up = _kept_up(asked)
    _write(asked)
    view = asked.record.view(asked.party.reader)
    return lambda: kept_up.of(view)


_summaries: dict[Record, Summaries] = {}


def _kept_up(asked: Asked) -> Summaries:
    if asked.record not in _summaries:
        _summaries.clear()
        found = _summaries[asked.record] = Summaries()
        found.of(asked.record.view(asked.party.reader))
    return _summaries[asked.record]


def _write(asked: Asked) -> None:
    """A few statements more."""
    with asked.record.batch(marking(1)) as batch:
        for place in range(5):
            said = _day(asked).isoformat()
            source = f"growth {asked.rng.random()} {place}"
            batch.add(
                Statement(
                    identity=statement_identity(source, 0, 1, Act.POSITION, "NLD"),
                    act=Act.POSITION,
                    party="NLD",
                    dossiers=(HALF,),
                    quote="Said since.",
                    citation=OutsideCitation(identifier=source, date=said, says="Said since."),
                    rule="bench/1",
                    said=said,
                )
            )


QUESTIONS = (
    Question("bare SELECT, newest 50 of the dossier", 300, _bare),
    Question("bare SELECT of the 50 that hold on the day", 300, _same),
    Question("as of a day, newest 50: its queries", 300, _as_of_queries),
    Question("as of a day, newest 50: whole call", 300, _as_of),
    Question("counts per dossier, by act", 100, _counts, 20),
    Question("newest 20 with a common word", 200, _search(lambda rng: "toetreding"), 15),
    Question(
        "newest 20 with a word of 1 in 200 to 2,000",
        200,
        _search(lambda rng: word(rng.randrange(20, 200))),
        15,
    ),
    Question(
        "newest 20 with a rare word",
        200,
        _search(lambda rng: word(rng.randrange(5_000, 20_000))),
        15,
    ),
    Question(
        "newest 20 with a common and a rare word",
        200,
        _search(lambda rng: f"kabinet {word(rng.randrange(200, 20_000))}"),
        15,
    ),
    Question(
        "newest 20 with a phrase",
        200,
        _search(lambda rng: rng.choice(('"het kabinet"', '"steun pakket"', '"defensie uitgaven"'))),
        15,
    ),
    Question("100 entries of a feed", 200, _of_feed),
    Question("newest 50 under one marking", 200, _under_marking),
    Question("a statement with its history", 200, _history),
    Question("making a view", 100, _view),
    Question("every dossier in a line, kept up", 60, _again),
    Question("every dossier in a line, asked first", 2, _first),
)


# ---- measuring -------------------------------------------------------------------------

Measured = tuple[float, float]
"""p95 in milliseconds: by the clock, of the processor."""
_RESULTS = FOLDER / "growth.json"


def measure() -> Iterator[str]:
    """Lines to print."""
    only = os.environ.get("INZET_BENCH_ONLY", "")
    # As commands and servers have it.
    gc.set_threshold(20_000, 20, 20)
    with _records() as record_of:
        for size in SIZES:
            with record_of(size) as record:
                many = record.view(record.reader()).mark().seq
            yield f"growth: {many:,} entries, {ENGINE}"
            for question in QUESTIONS:
                if only not in question.name:
                    continue
                # Opened anew, so that no question finds warm what another one read.
                with record_of(size) as record, Record.open(record.path) as aside:
                    clock, processor = _timed(question, _asked(record, aside))
                _keep(size, question.name, (clock, processor))
                yield (
                    f"  {question.name:<45} p95 {clock:>10,.2f} ms by the clock, "
                    f"{processor:>10,.2f} of the processor"
                )


def _timed(question: Question, asked: Asked) -> Measured:
    # Made anew, so that every size is asked alike whichever were asked before.
    asked = asked._replace(rng=random.Random(5))
    for _ in range(min(5, question.often // 20)):
        question.make(asked)()
    clocks, processors = [], []
    for _ in range(question.often):
        ask = question.make(asked)
        begun, used = time.perf_counter(), time.thread_time() + asked.server()
        ask()
        processors.append(time.thread_time() + asked.server() - used)
        clocks.append(time.perf_counter() - begun)
    worst = p95 if question.often > 2 else min
    return worst(clocks) * 1000, worst(processors) * 1000


def _asked(record: Record, aside: Record) -> Asked:
    party = record.view(record.reader(PARTY))
    assert len(party.sources) == READS
    everything = record.view(record.reader())
    assert len(everything.sources) == FEEDS

    def raw(sql: str, values: tuple[Any, ...]) -> Any:
        with record._store.read() as connection:
            cursor = connection.connection.cursor()
            cursor.execute(engine_of(connection).marked(sql), values)
            return cursor.fetchall()

    return Asked(record, party, aside, everything, raw, random.Random(5), _server(raw))


def _server(raw: Callable[[str, tuple[Any, ...]], Any]) -> Callable[[], float]:
    """Seconds that the processes of a server took so far which answer this one; of a file none."""
    if ENGINE == "sqlite":
        return float
    sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    told = [Path(f"/proc/{pid}/schedstat") for (pid,) in raw(sql, ())]
    return lambda: sum(int(each.read_text().split()[0]) for each in told if each.exists()) / 1e9


@contextmanager
def _records() -> Iterator[Callable[[int], Record]]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    if ENGINE == "sqlite":
        yield large
        return
    with kept_server("shared_buffers=1GB", "max_wal_size=8GB") as server:
        yield lambda size: large(size, server)


def _results() -> dict[str, dict[str, dict[str, Measured]]]:
    """By engine, size and question."""
    found: dict[str, dict[str, dict[str, Measured]]] = {}
    if _RESULTS.exists():
        found = json.loads(_RESULTS.read_text())
    return found


def _keep(size: int, name: str, measured: Measured) -> None:
    found = _results()
    found.setdefault(ENGINE, {}).setdefault(str(size), {})[name] = measured
    _RESULTS.write_text(json.dumps(found, indent=1))


# ---- telling ---------------------------------------------------------------------------


def table(results: dict[str, dict[str, Measured]]) -> Iterator[str]:
    """In Markdown: a row a question, a column a size, and how it grows."""
    sizes = sorted(results, key=int)
    yield f"| question | {' | '.join(f'{int(size):,}' for size in sizes)} | a tenfold | goal |"
    yield f"| --- |{' ---: |' * len(sizes)} ---: | ---: |"
    for question in QUESTIONS:
        told = {size: results[size].get(question.name) for size in sizes}
        if not any(told.values()):
            continue
        cells = ["" if each is None else _ms(each[1]) for each in told.values()]
        points = [(int(size), each[1]) for size, each in told.items() if each is not None]
        goal = "" if question.goal is None else _ms(question.goal)
        yield f"| {question.name} | {' | '.join(cells)} | {_grows(points)} | {goal} |"


def _grows(points: list[tuple[int, float]]) -> str:
    if len(points) < 2:
        return ""
    (small, less), (great, more) = points[0], points[-1]
    times = (more / less) ** (1 / math.log10(great / small))
    return f"× {times:.2f}" if times <= LOGARITHM else f"**× {times:.2f}**"


def _ms(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def drawn(results: dict[str, dict[str, Measured]], engine: str) -> str:
    """The same as SVG."""
    lines = {
        question.name: {
            float(size): found[question.name][1]
            for size, found in results.items()
            if question.name in found
        }
        for question in QUESTIONS
    }
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    return plot(
        {name: line for name, line in lines.items() if line},
        f"How questions grow with the record, {names[engine]}",
        "entries in the record",
        "milliseconds of the processor, p95",
    )


def main() -> None:
    """Prints the tables and draws the pictures of all that was measured."""
    for engine, results in _results().items():
        name = "growth.svg" if engine == "sqlite" else f"growth-{engine}.svg"
        (PICTURE / name).write_text(drawn(results, engine))
        sys.stdout.write(f"\n{engine}\n\n" + "\n".join(table(results)) + "\n")


if __name__ == "__main__":
    main()
