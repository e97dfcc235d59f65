"""A labelled paper in lines: the form in which a person types labels.

The first line tells the paper, each further one is a line of it with what it does::

    @ https://example.org/paper.html | en | agenda | 2017-02-27 | GBR
    = A heading, a letterhead: not labelled
    a | The Council will discuss relations with the region.
    p:GBR? c:GBR>parliament due="before the summer" | We support this and shall report …
    - h=question | Is the Minister prepared to …?

Letters are the acts of the codebook (``p- `` is a position against), what follows the colon is
whose, ``?`` marks doubt. An empty line ends a paragraph. :func:`read_lines` gives the text that the
reader gets and the annotations. ``python -m inzet.reading.gold.lines FOLDER TEXTS LABELS.jsonl``
parts a folder of such files into texts and labels that hold no text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inzet.reading.gold.annotation import (
    ACTS,
    Annotation,
    Label,
    Selector,
    Target,
    as_line,
    sentence_hash,
)
from inzet.vocabulary.errors import InputError

_ACTS = {
    "p": "position", "c": "commitment", "s": "status", "k": "condition", "d": "decision",
    "e": "expectation", "a": "agenda",
}  # fmt: skip
_HARD = {
    "reported": "reported speech", "question": "question", "refusal": "refusal",
    "other": "other holder", "negation": "negation", "history": "history",
    "conditional": "conditional", "agenda": "agenda lookalike", "factual": "factual",
    "epistemic": "epistemic", "addressee": "other addressee",
}  # fmt: skip
_BODIES = {"EuropeanCouncil": "European Council", "European_Council": "European Council"}
_LABEL = re.compile(
    r"(?P<act>[pcskdea])(?P<against>-)?(?::(?P<holder>[\w/]+))?(?:>(?P<to>\w+))?(?P<doubt>\?)?"
    r'(?:\s+due="(?P<due>[^"]+)")?(?:\s+due_by=(?P<by>\d{4}-\d{2}-\d{2}))?(?P<later>\?)?(?:\s+|$)'
)
_ITEM = re.compile(r"[•\-–—*·▪]\s|\(?(?:\d{1,3}|[a-z]|[ivx]+)[.)]\s")
"""An item of a list begins its own line; other sentences go on in their paragraph."""
_HARD_BESIDE = re.compile(r"\s+h=(?P<hard>\w+)\s*\Z")
_LOOKALIKE = re.compile(r"-(?:\s+h=(?P<hard>\w+))?\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paper with its labels."""

    text: str
    annotations: tuple[Annotation, ...]
    own: str | None
    """Whose paper it is, as whoever labelled it says."""


def read_lines(path: Path, annotator: str = "a", *, exact: bool = False) -> Labelled:
    """The paper of a file of lines; with ``exact``, annotations hold their sentence.

    Raises:
        InputError: a line is not of this form (with its number).
    """
    rows = path.read_text(encoding="utf-8").splitlines()
    head = [part.strip() for part in rows[0].removeprefix("@").split("|")] if rows else []
    if len(head) != 5 or not rows[0].startswith("@"):
        raise InputError(
            "the first line does not tell the paper",
            where=f"{path}:1",
            fix="@ ADDRESS | LANGUAGE | GENRE | DATE | WHOSE",
        )
    source, language, genre, date, whose = head
    text: list[str] = []
    found: list[Annotation] = []
    for number, row in enumerate(rows[1:], 2):
        line = row.strip()
        if not line or line.startswith("="):
            title = line.removeprefix("=").strip()
            # A heading stands alone: an empty line on either side.
            text += ["", title, ""] if title else [""]
            continue
        labels, bar, sentence = line.partition("|")
        if not bar or not sentence.strip():
            raise InputError("here is no sentence behind a bar", where=f"{path}:{number}")
        body, hard = read_labels(labels.strip(), f"{path}:{number}")
        sentence = sentence.strip()
        if text and text[-1] and not _ITEM.match(sentence):
            text[-1] += f" {sentence}"
        else:
            text.append(sentence)
        found.append(
            Annotation(
                id=f"{path.stem}:{len(found) + 1}",
                body=body,
                hard=hard,
                target=Target(source=source, selector=_selectors(sentence, exact)),
                paper=path.stem,
                language=language,
                genre=genre,
                date=date,
                annotator=annotator,
            )
        )
    return Labelled("\n".join(text).strip() + "\n", tuple(found), None if whose == "-" else whose)


def _selectors(sentence: str, exact: bool) -> tuple[Selector, ...]:
    found = (Selector(type="SentenceHash", value=sentence_hash(sentence)),)
    return (*found, Selector(type="TextQuoteSelector", exact=sentence)) if exact else found


def read_labels(written: str, where: str) -> tuple[tuple[Label, ...], str | None]:
    """What stands before the bar: labels, or why a sentence looks like a stance and is none.

    Raises:
        InputError: it is not of this form (with ``where``).
    """
    lookalike = _LOOKALIKE.fullmatch(written)
    if lookalike is not None:
        return (), _hard(lookalike["hard"], where) if lookalike["hard"] else None
    found: list[Label] = []
    written, beside = _beside(written, where)
    at = 0
    while at < len(written):
        label = _LABEL.match(written, at)
        if label is None:
            raise InputError(
                f"“{written[at:]}” is no label", where=where, fix=f"Acts: {', '.join(ACTS)}."
            )
        at = label.end()
        act = _ACTS[label["act"]]
        holder = label["holder"]
        found.append(
            Label(
                act=act,
                holder=_BODIES.get(holder, holder) if holder else None,
                to=label["to"],
                due=label["due"],
                due_by=label["by"],
                polarity=("negative" if label["against"] else "positive")
                if act == "position"
                else None,
                sure=not (label["doubt"] or label["later"]),
            )
        )
    return tuple(found), beside


def _beside(written: str, where: str) -> tuple[str, str | None]:
    """Labels without what is hard about their sentence, and that ("p:RUS h=reported")."""
    found = _HARD_BESIDE.search(written)
    if found is None:
        return written, None
    return written[: found.start()], _hard(found["hard"], where)


def _hard(written: str, where: str) -> str:
    if written not in _HARD:
        raise InputError(f"“{written}” is no kind of hard", where=where, fix=", ".join(_HARD))
    return _HARD[written]


def main(arguments: Sequence[str]) -> None:
    """Parts a folder of lines into a folder of texts and a file of labels."""
    folder, texts, labels = map(Path, arguments)
    texts.mkdir(parents=True, exist_ok=True)
    found: list[Annotation] = []
    for path in sorted(folder.glob("*.lines")):
        paper = read_lines(path)
        (texts / f"{path.stem}.txt").write_text(paper.text, encoding="utf-8")
        found += paper.annotations
    rows = (as_line(one) for one in found)
    labels.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
