"""How a phrase was worded each time: agreed language through the papers in a view.

Of each paper the one sentence is taken that holds most of the phrase (``phrases`` says how that
is measured). From ``ENOUGH`` on it counts as the phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inzet.changes.difference import Step, difference, is_same
from inzet.changes.phrases import Found, Phrase
from inzet.changes.sides import papers_of
from inzet.record import PaperRow, View
from inzet.vocabulary.citations import SpanCitation

ENOUGH = 0.6


class Worded(StrEnum):
    """What a paper does with a phrase."""

    FIRST = "first"
    """The first paper in view that has it."""
    SAME = "same"
    """In the same words as the one before."""
    REWORDED = "reworded"
    """In other words than the one before."""
    DROPPED = "dropped"
    """The paper of its kind before this one had it; this one does not."""
    BACK = "back"
    """A paper of this kind dropped it, and this one has it again."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A paper in the line of a phrase."""

    paper: PaperRow
    worded: Worded
    sentence: str | None
    """None where it was dropped."""
    citation: SpanCitation | None
    likeness: float
    """0 to 1; of a paper that dropped it that of the sentence that holds most, 0 for hardly any."""
    steps: tuple[Step, ...]
    """How it differs from the sentence before it in this line, in the same language."""


def lineage(
    view: View,
    phrase: str,
    *,
    genre: str | None = None,
    on_behalf_of: str | None = None,
    language: str | None = None,
    enough: float = ENOUGH,
) -> tuple[Wording, ...]:
    """The papers in which a phrase stands, in order of said, and those that dropped it.

    Papers in other languages are passed by: a line is of one language, that of the phrase as far
    as its words tell.

    Args:
        genre: only papers of this genre.
        on_behalf_of: only papers that speak for this party.
        language: of the phrase; None: every paper is looked at in its own language.
        enough: how alike a sentence must be, 0 to 1.

    Raises:
        InputError: a phrase without a content word.
    """
    papers = [
        paper
        for paper in papers_of(view)
        if (genre is None or paper.genre == genre)
        and (on_behalf_of is None or paper.on_behalf_of == on_behalf_of)
        and (language is None or (paper.language or "")[:2] == language)
    ]
    line = _Line()
    phrases = {"": Phrase(phrase, "")}
    for paper in papers:
        code = (paper.language or "")[:2]
        if code not in phrases:
            phrases[code] = Phrase(phrase, code)
        line.add(paper, phrases[code].best(view, paper), enough)
    return tuple(line.found)


class _Line:
    """Papers one after the other, each beside the one before."""

    def __init__(self) -> None:
        self.found: list[Wording] = []
        self._before: dict[str, str] = {}
        self._had: dict[tuple[str, str, str], bool] = {}

    def add(self, paper: PaperRow, best: Found | None, enough: float) -> None:
        language = (paper.language or "")[:2]
        kind = (paper.genre or "", paper.on_behalf_of or "", language)
        likeness = best.likeness if best is not None else 0.0
        if best is None or likeness < enough:
            if self._had.get(kind):
                self.found.append(Wording(paper, Worded.DROPPED, None, None, likeness, ()))
                self._had[kind] = False
            return
        before = self._before.get(language)
        steps = difference(before, best.text) if before is not None else ()
        if before is None:
            worded = Worded.FIRST
        elif self._had.get(kind) is False:
            worded = Worded.BACK
        else:
            worded = Worded.SAME if is_same(steps) else Worded.REWORDED
        self.found.append(Wording(paper, worded, best.text, best.citation, likeness, steps))
        self._before[language] = best.text
        self._had[kind] = True
