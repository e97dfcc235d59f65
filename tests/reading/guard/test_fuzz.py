"""Files after accidents: always a reading or an error in plain words, never a fault, in time."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator

import pytest

from inzet.reading.guard import Limits, Pool
from inzet.vocabulary.errors import UnreadableFile
from tests.reading.guard.mutants import mutant, originals

SLICE, SOAK = 40, 4_000
KINDS = ("txt", "html", "docx", "odt", "pdf")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(limits=Limits(computing=30)) as found:
        yield found


@pytest.mark.parametrize("kind", KINDS)
def test_the_originals_are_read(pool: Pool, kind: str) -> None:
    paper = pool.read(originals()[kind], name=f"stuk.{kind}")
    assert "Milieuraad" in paper.extracted.text
    assert paper.reading.dropped == 0


def fuzz(pool: Pool, kind: str, numbers: range) -> None:
    original = originals()[kind]
    for number in numbers:
        dice = random.Random(zlib.crc32(f"{kind} {number}".encode()))
        data = mutant(original, dice, packed=kind in {"docx", "odt"})
        try:
            paper = pool.read(data, name=f"stuk.{kind}")
        except UnreadableFile as error:
            said = str(error)
            # PDFium may crash; that is what the guard is for. Nothing of our own may fail.
            assert "fault in Inzet" not in said, (kind, number, said)
            assert kind == "pdf" or "crashed" not in said, (kind, number, said)
            assert "longer than" not in said, (kind, number, said)
            continue
        paper.extracted.text.encode()
        assert paper.reading.dropped == 0, (kind, number)


@pytest.mark.parametrize("kind", KINDS)
def test_a_slice_of_accidents(pool: Pool, kind: str) -> None:
    fuzz(pool, kind, range(SLICE))


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_many_accidents(pool: Pool, kind: str) -> None:
    fuzz(pool, kind, range(SLICE, SOAK))
