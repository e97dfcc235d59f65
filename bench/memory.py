"""How memory grows over a thousand papers read one after the other: it should not."""

from __future__ import annotations

import gc
import random
import resource
import sys
from pathlib import Path

from inzet.reading.reader import read

_PAPERS = 1_000
_WARM = 100
_SENTENCES = (
    "Nederland zal in de Raad pleiten voor een lagere heffing in {n}.",
    "Het kabinet hecht belang aan regel {n}.",
    "Ik zal uw Kamer voor 1 mei 20{n:02d} informeren over punt {n}.",
    "De Raad zal spreken over onderwerp {n}.",
    "Frankrijk stelde dat voorstel {n} te ver gaat.",
)


def _paper(number: int, chance: random.Random) -> bytes:
    body = " ".join(chance.choice(_SENTENCES).format(n=chance.randrange(100)) for _ in range(20))
    head = f"Geannoteerde agenda Raad Buitenlandse Zaken van {1 + number % 28} mei 2019\n\n"
    return (head + body + "\n").encode()


def _resident() -> int:
    """Resident memory in bytes; the peak where the system tells nothing better."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * resource.getpagesize()
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def measure() -> list[str]:
    """Lines with the growth of resident memory after the first hundred papers."""
    chance = random.Random(1)
    before = 0
    for number in range(_PAPERS):
        if number == _WARM:
            gc.collect()
            before = _resident()
        read(_paper(number, chance), name="paper.txt")
    gc.collect()
    grown = _resident() - before
    size = f"from {before / 1024 / 1024:.0f} MiB"
    return [f"memory: {grown / 1024 / 1024:+.1f} MiB over {_PAPERS - _WARM} papers ({size})"]


if __name__ == "__main__":
    print("\n".join(measure()))
