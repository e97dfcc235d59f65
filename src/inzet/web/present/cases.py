"""A case of review in words: the sentence in its paragraph, why it was read so, its form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from inzet.reading.text import Sentence, Structured
from inzet.record import StatementRow
from inzet.web.hand.fields import Shown
from inzet.web.present.statements import Line, span_of
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class Around:
    """A quote in its paragraph: what stands before and after it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Case:
    """A statement to judge."""

    line: Line
    around: Around
    form: list[Shown]
    why: list[tuple[str, str]]
    """Names and values of what led to the reading."""
    flag: str
    """Why it comes first; "" where only its certainty puts it here."""
    other: Line | None
    """What says otherwise."""
    seen: str


def around(row: StatementRow, paper: Structured | None) -> Around:
    """The quote with a sentence before and one after it, of the same block of its paper."""
    span = span_of(row)
    if span is None or paper is None:
        return Around("", row.quote, "")
    start, end = span
    held = [each for each in paper.sentences if each.start < end and start < each.end]
    if not held:
        return Around("", row.quote, "")
    first, last = held[0], held[-1]
    before, _, _ = _parts(first, start, end)
    _, _, after = _parts(last, start, end)
    return Around(
        _joined(_beside(paper.sentences, first, -1), before),
        row.quote,
        _joined(after, _beside(paper.sentences, last, 1)),
    )


def _parts(sentence: Sentence, start: int, end: int) -> tuple[str, str, str]:
    """A sentence before a span, in it, and after it."""
    offsets = sentence.offsets
    one = next((n for n, at in enumerate(offsets) if at >= start), len(offsets))
    other = next((n for n, at in enumerate(offsets) if at >= end), len(offsets))
    return sentence.text[:one], sentence.text[one:other], sentence.text[other:]


def _beside(sentences: Sequence[Sentence], here: Sentence, step: int) -> str:
    place = here.id + step
    if not 0 <= place < len(sentences):
        return ""
    beside = sentences[place]
    return beside.text if beside.block == here.block else ""


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())


def why(row: StatementRow, t: Words) -> list[tuple[str, str]]:
    """What led to a reading: the words that matched, what it was preferred to, what was refused."""
    told = row.explanation
    found = [
        (t("review.why.rule"), row.rule),
        (t("review.why.precision"), _precision(row, t)),
        (t("review.why.matched"), _listed(told.get("matched"))),
        (t("review.why.words"), str(told.get("words") or "")),
        (t("review.why.tense"), _listed([told.get("tense"), told.get("clause")])),
        (t("review.why.negated"), t("review.why.yes") if told.get("negated") else ""),
        (t("review.why.joint"), _listed(told.get("joint"))),
        (t("review.why.rivals"), _listed(told.get("rivals"))),
        (t("review.why.refused"), _refused(told.get("refused"))),
    ]
    return [(name, value) for name, value in found if value]


def _precision(row: StatementRow, t: Words) -> str:
    try:
        return t("review.why.right", n=int(float(row.precision or "") * 100))
    except ValueError:
        return t("review.why.unmeasured")


def _listed(things: Any) -> str:
    if not isinstance(things, list | tuple):
        return str(things) if isinstance(things, str) else ""
    return ", ".join(str(each) for each in things if isinstance(each, str) and each)


def _refused(pairs: Any) -> str:
    if not isinstance(pairs, list | tuple):
        return ""
    told = [each for each in pairs if isinstance(each, list | tuple) and len(each) == 2]
    return "; ".join(f"{cue} ({reason})" for cue, reason in told)
