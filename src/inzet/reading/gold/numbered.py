"""Labelling by number: a paper's sentences numbered, and labels behind those numbers.

``python -m inzet.reading.gold.numbered show NAME.txt`` prints the sentences; whoever labels writes
``NAME.labels`` beside it, a line each in the letters of :mod:`inzet.reading.gold.lines`::

    12 a
    13 p:NLD c:NLD>parliament due="voor 1 mei"
    14 - h=question

Headings and furniture are left out. ``… join NAME.labels …`` checks them and writes
``NAME.jsonl``, the annotations with place and text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from inzet.reading.gold.annotation import Annotation, Selector, Target, as_line
from inzet.reading.gold.lines import read_labels
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.text import Sentence
from inzet.vocabulary.errors import InputError, InzetError


def numbered(path: Path) -> list[Sentence]:
    """The sentences of a paper in text order; no cue is asked for them."""
    return list(structure(load(path.read_bytes(), name=path.name)).sentences)


def joined(labels: Path) -> Iterator[Annotation]:
    """The annotations of a file of labels, whose paper lies beside it.

    Raises:
        InputError: a line is not of this form, or its number is no sentence's or came before.
    """
    paper = labels.with_suffix(".txt")
    if not paper.is_file():
        raise InputError("there is no paper beside the labels", where=str(paper))
    sentences = numbered(paper)
    last = 0
    for row, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{labels}:{row}"
        number, _, written = line.strip().partition(" ")
        at = int(number) if number.isdecimal() else 0
        if not last < at <= len(sentences):
            raise InputError(
                f"“{number}” is no sentence that comes next",
                where=where,
                fix=f"Numbers rise, up to {len(sentences)}.",
            )
        last = at
        body, hard = read_labels(written, where)
        sentence = sentences[at - 1]
        yield Annotation(
            id=f"{labels.stem}:{at}",
            body=body,
            hard=hard,
            target=Target(
                source=paper.name,
                selector=(
                    Selector(type="TextPositionSelector", start=sentence.start, end=sentence.end),
                    Selector(type="TextQuoteSelector", exact=sentence.text),
                ),
            ),
        )


def main(arguments: list[str]) -> None:
    """Shows sentences, or joins labels with them."""
    wish, *names = arguments or [""]
    if wish not in ("show", "join") or not names:
        raise SystemExit("show NAME.txt …, or join NAME.labels …")
    for path in map(Path, names):
        if not path.is_file():
            raise SystemExit(f"{path}: there is no such file")
        try:
            if wish == "show":
                for number, sentence in enumerate(numbered(path), 1):
                    print(f"{number}\t{sentence.text}")
                continue
            rows = [f"{as_line(one)}\n" for one in joined(path)]
        except InzetError as error:
            raise SystemExit(str(error)) from None
        path.with_suffix(".jsonl").write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
