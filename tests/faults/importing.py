"""A program that imports papers one by one, and says of each once it was told that it is kept.

Run again it goes on with what is not there yet, as ``inzet read`` does.
"""

from __future__ import annotations

import hashlib
import sys

from inzet.record import Record
from tests.record.world import add_paper, statement

CITED = 3
"""Statements that stand on each paper."""


def text_of(number: int) -> str:
    """The words of a paper."""
    return f"Paper {number}: the words of what is imported while its program is killed"


def run(address: str, first: int, last: int) -> None:
    """Imports papers ``first`` up to ``last``; prints the number of each that is kept."""
    with Record.open(address, busy=60) as record:
        for number in range(first, last):
            text = text_of(number)
            digest = hashlib.sha256(text.encode()).hexdigest()
            if record.view(record.reader()).find_paper(sha256=digest) is None:
                with record.batch("PUBLIC") as batch:
                    paper = add_paper(batch, text)
                    for start in range(CITED):
                        batch.add(statement(paper, text, start, 30))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
