"""Whatever is done to a file, it is taken or refused in words; nothing else happens."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile

import pytest

from inzet.datasets import DATA_SETS, Intake, Settings, recognised
from inzet.reading.tables import load_tables
from inzet.vocabulary.errors import InzetError
from tests.datasets import files
from tests.datasets.test_stix import bundle, technique
from tests.reading.office import zipped

PIECES = b', ; \n " - 1e99 \xff NATO \x00 = 2099 { [ null </c> <row> &lt; #REF!'.split(b" ")
EXTRACT = b"""\
Spending,2022,2023
UK defence spending,100,110
Real  UK defence spending,90,110
UK defence spending as % Real GDP,2.1,2.2
,,
Country,DFS%,Target
Norway*,1.6,2
"""
PLAIN = (
    files.FIGURES.encode(),
    files.KIEL.encode(),
    files.RATIFICATIONS.encode(),
    files.CONTRIBUTIONS.encode(),
    files.STEPS.encode(),
    bundle(technique(), technique("2")).encode(),
    EXTRACT,
)


def mutant(chance: random.Random) -> bytes:
    """A file with a few things changed; of a workbook, in one of its parts."""
    if chance.random() < 0.7:
        return changed(chance, chance.choice(PLAIN))
    with zipfile.ZipFile(io.BytesIO(files.nato())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(list(parts))
    whole = parts[name]
    assert isinstance(whole, bytes)
    return zipped({**parts, name: changed(chance, whole)})


def changed(chance: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at, kind = chance.randrange(len(made) + 1), chance.randrange(5)
        if kind == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del made[at : at + chance.randrange(20)]
        elif kind == 2:
            made[at:at] = chance.choice(PIECES)
        elif kind == 3:
            other = chance.randrange(len(made) + 1)
            made[at:at] = made[other : other + 40]
        else:
            made[at : at + 4] = b"%d" % chance.randrange(-5, 99_999)
    return bytes(made)


@pytest.mark.parametrize("seed", range(4))
def test_a_mutant_is_taken_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    taken = 0
    for _ in range(250):
        data = mutant(chance)
        with contextlib.suppress(InzetError):
            tables = load_tables(data, name="f")
            for wanted in (None, chance.choice(DATA_SETS)):
                with contextlib.suppress(InzetError):
                    found = recognised(tables, "f", wanted)
                    told = Settings(
                        name="f",
                        edition=chance.choice([None, "29", "2023-07"]),
                        said_on=chance.choice([None, "2026-08-04"]),
                    )
                    taken += Intake(tables, found, told).checked.rows > 0
    assert taken > 50
