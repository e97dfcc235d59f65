"""A program that appends batches until it is killed, and says which it was told are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from inzet.record import Record
from tests.record.world import add_paper, statement


def main(path: Path) -> None:
    """Prints the id of each paper once its batch was committed."""
    with Record.open(path, busy=60) as record:
        number = 0
        while True:
            number += 1
            with record.batch("PUBLIC") as batch:
                text = f"Paper {number} of program {os.getpid()}, that will be killed"
                paper = add_paper(batch, text)
                for start in range(5):
                    batch.add(statement(paper, text, start, 20))
            sys.stdout.write(f"{paper}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
