"""An annotation: one sentence of a paper with the labels a person gave it.

W3C Web Annotations, one a line (JSON Lines). The sentence is told by its place and its text
(``TextPositionSelector``, ``TextQuoteSelector``) where the text may be kept, else by its hash
(``SentenceHash``).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import InputError

ACTS = ("position", "commitment", "status", "condition", "decision", "expectation", "agenda")
"""The acts that are labelled; what carries none is context."""
HELD = frozenset(("position", "commitment"))
"""Acts whose holder counts in the score: a stance or promise of another party is another one."""
HARD = (
    "reported speech", "question", "refusal", "other holder", "negation", "history", "conditional",
    "agenda lookalike", "factual", "epistemic", "other addressee",
)  # fmt: skip
"""Why a sentence looks like a stance or promise of the government and is none."""


class Label(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a sentence does, as a person reads it; see ``docs/codebook.md`` for each slot."""

    act: str
    holder: str | None = None
    to: str | None = None
    due: str | None = None
    due_by: str | None = None
    polarity: str | None = None
    sure: bool = True


class Selector(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the sentence is told: by place, by text, or by hash."""

    type: str
    start: int | None = None
    end: int | None = None
    exact: str | None = None
    value: str | None = None


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """The paper (file name or public address) and the sentence in it."""

    source: str
    selector: tuple[Selector, ...]


class Annotation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One labelled sentence."""

    type: str = "Annotation"
    id: str
    body: tuple[Label, ...]
    target: Target
    hard: str | None = None
    paper: str = ""
    language: str = ""
    genre: str = ""
    date: str = ""
    annotator: str = ""

    @property
    def hash(self) -> str:
        """The sentence's hash, given or made from its text."""
        for selector in self.target.selector:
            if selector.type == "SentenceHash" and selector.value:
                return selector.value
        return sentence_hash(self.exact or "")

    @property
    def exact(self) -> str | None:
        """The sentence on one line, where its text is kept."""
        return next((one.exact for one in self.target.selector if one.exact), None)

    @property
    def span(self) -> tuple[int, int] | None:
        """Its place in the extracted text, in code points, where it is given."""
        for one in self.target.selector:
            if one.start is not None and one.end is not None:
                return one.start, one.end
        return None


def sentence_hash(text: str) -> str:
    """SHA-256 (hex) of a sentence by its letters and digits alone, in lower case.

    So that line breaks, hyphens at a line's end, quotation marks and white space do not count.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256("".join(filter(str.isalnum, folded)).encode()).hexdigest()


def read_annotations(path: Path) -> Iterator[Annotation]:
    """The annotations of a file, checked.

    Raises:
        InputError: a line is no annotation (with its number), or names an unknown act.
    """
    decoder = msgspec.json.Decoder(Annotation)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found = decoder.decode(line)
            except MALFORMED as error:
                raise InputError(
                    f"this is no annotation: {error}", where=f"{path}:{number}"
                ) from None
            _check(found, f"{path}:{number}")
            yield found


def _check(found: Annotation, where: str) -> None:
    for label in found.body:
        if label.act not in ACTS:
            raise InputError(
                f"“{label.act}” is no act", where=where, fix=f"One of: {', '.join(ACTS)}."
            )
    if found.hard is not None and found.hard not in HARD:
        raise InputError(f"“{found.hard}” is no kind of hard", where=where, fix=", ".join(HARD))
    if not found.target.selector:
        raise InputError("the sentence is not told", where=where, fix="Give a selector.")


def as_line(found: dict[str, Any] | Annotation) -> str:
    """An annotation as one line of JSON."""
    return msgspec.json.encode(found).decode()
