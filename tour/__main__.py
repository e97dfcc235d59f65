"""``python -m tour``: goes through it all, and exits with 0 where everything was so."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tour.chapters import CHAPTERS, Cast
from tour.nodes import Node
from tour.telling import NotSoError, Telling

CAST = (
    ("Ministry of Examples", "Anna"),
    ("Alliance Secretariat", "Bert"),
    ("European Union", "Chiara"),
    ("Partner Country", "Dai"),
)


def main() -> int:
    """The tour; 0 where everything that was told is so."""
    tell = Telling()
    with tempfile.TemporaryDirectory(prefix="inzet-tour-") as made:
        folder = Path(made)
        ministry, alliance, union, partner = (Node.new(folder, *who) for who in CAST)
        cast = Cast(ministry, alliance, union, partner, folder)
        try:
            for chapter in CHAPTERS:
                chapter(cast, tell)
        except NotSoError as error:
            sys.stderr.write(f"\nnot so: {error}\n")
            return 1
        finally:
            for each in cast.all:
                each.stop()
                each.record.close()
    sys.stdout.write(f"\n{tell.told} sentences, each looked at; {tell.seconds:.0f} seconds.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
