"""Rows of a data set imported per second, beside ``csv`` and a raw insert of the same rows.

Ours takes the file apart in the guard's process, checks every row twice, makes a signed statement
of each with its projections and full text, and looks up what is there. The raw side reads the
same file with ``csv`` and inserts its cells into one indexed table. Memory is that of a process of
its own which imports so many rows, and then ten times as many.
"""

from __future__ import annotations

import csv
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.ground import new_record, timed_both
from inzet.datasets import Intake, Settings, recognised
from inzet.reading.guard import Pool
from inzet.vocabulary.parties import parties

ROWS, ROUNDS = 20_000, 3
FEW, MANY = 10_000, 100_000
_HEADER = "edition,measure,unit,party,year,value,prices,estimate"
_MEASURES = ("gdp", "gdp_per_capita", "military_personnel", "defence_expenditure")


def measure() -> Iterator[str]:
    """Lines to print; the best of three rounds on each side, taken in turns."""
    with tempfile.TemporaryDirectory() as folder, Pool() as pool:
        path = Path(folder) / "figures.csv"
        write(path, ROWS)
        # The first worker has its rules to load, which is no part of an import.
        pool.tables(b"a,b\n1,2\n")
        ours, raw = [], []
        for number in range(ROUNDS):
            ours.append(timed_both(partial(_import, pool, path, Path(folder) / f"ours{number}")))
            raw.append(timed_both(partial(_insert, path, Path(folder) / f"raw{number}.db")))
        for index, name in enumerate(("by the clock", "processor")):
            mine, base = (min(times[index] for times in side) for side in (ours, raw))
            yield (
                f"import {name:<12} {ROWS / mine:>8,.0f} rows/s   "
                f"csv and raw insert {ROWS / base:>9,.0f}   ratio {base / mine:.3f}"
            )
        few, many = (_peak(Path(folder), rows) for rows in (FEW, MANY))
    per_row = (many - few) * 1024 / (MANY - FEW)
    yield (
        f"import memory: {few / 1024:.0f} MiB for {FEW:,} rows, {many / 1024:.0f} MiB for "
        f"{MANY:,} ({per_row:,.0f} bytes a row)"
    )


def write(path: Path, rows: int) -> None:
    """A plain table of figures, no two of which stand in one cell."""
    codes = [each.code for each in parties() if len(each.code) == 3]
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{_HEADER}\n")
        for number in range(rows):
            rest, code = divmod(number, len(codes))
            rest, year = divmod(rest, 50)
            edition, kind = divmod(rest, len(_MEASURES))
            unit = "count" if kind == 2 else "USD"
            file.write(
                f"{2025 + edition}-06,{_MEASURES[kind]},{unit},{codes[code]},{1970 + year},"
                f"{number}.25,constant 2015,no\n"
            )


def _import(pool: Pool, path: Path, folder: Path) -> None:
    folder.mkdir()
    tables = pool.tables(path.read_bytes(), name=path.name)
    intake = Intake(tables, recognised(tables, path.name), Settings(name=path.name))
    with new_record(folder) as record:
        done = intake.keep(record)
    assert done.statements == ROWS, done


def _insert(path: Path, database: Path) -> None:
    connection = sqlite3.connect(database, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute(f"CREATE TABLE figures ({_HEADER})")
    connection.execute("CREATE UNIQUE INDEX cell ON figures (edition, measure, party, year)")
    connection.execute("BEGIN IMMEDIATE")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        marks = ", ".join("?" * len(_HEADER.split(",")))
        connection.executemany(f"INSERT INTO figures VALUES ({marks})", reader)
    connection.execute("COMMIT")
    connection.close()


def _peak(folder: Path, rows: int) -> int:
    """KiB at its peak of a process that imports so many rows."""
    program = [sys.executable, "-m", "bench.imports", str(folder), str(rows)]
    return int(subprocess.run(program, capture_output=True, check=True, text=True).stdout)


def _alone(folder: Path, rows: int) -> None:
    path = folder / f"{rows}.csv"
    write(path, rows)
    with Pool() as pool:
        tables = pool.tables(path.read_bytes(), name=path.name)
        intake = Intake(tables, recognised(tables, path.name), Settings(name=path.name))
        home = folder / str(rows)
        home.mkdir()
        with new_record(home) as record:
            intake.keep(record)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    _alone(Path(sys.argv[1]), int(sys.argv[2]))
