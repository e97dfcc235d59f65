"""``python -m inzet.reading.gold FILE …``: the sentences of a paper to label, one JSON a line.

Only the stages up to sentences are used; no cue is asked. Each line holds ``text``, ``hash``,
``start``, ``end`` and the heading it stands under.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from inzet.reading.gold.annotation import sentence_hash
from inzet.reading.layout.structure import structure
from inzet.reading.load import load


def main(names: list[str]) -> None:
    """Prints the sentences of each file."""
    for name in names:
        paper = structure(load(Path(name).read_bytes(), name=name))
        for sentence in paper.sentences:
            row = {
                "source": name,
                "start": sentence.start,
                "end": sentence.end,
                "under": list(paper.blocks[sentence.block].path)[-1:],
                "hash": sentence_hash(sentence.text),
                "text": sentence.text,
            }
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
