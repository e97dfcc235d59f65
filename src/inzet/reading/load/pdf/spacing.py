"""Words whose letters are set apart, and words without the spaces between them, put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from inzet.reading.load.pdf.words import Word

_LETTERS = 4
"""So many single letters in a row are a word whose letters are set apart."""
_WIDER = 1.5
_EVEN = 1.25


def joined_letters(words: Sequence[Word]) -> list[Word]:
    """The words of a line, those whose letters are set apart made whole.

    "G E M E E N T E" is one word; a gap that is clearly wider than those between its letters
    parts two words.
    """
    if sum(len(word.text) == 1 for word in words) < _LETTERS:
        return list(words)
    out: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and len(word.text) == 1 and not word.raised:
            run.append(word)
            continue
        out.extend(_words(run) if len(run) >= _LETTERS else run)
        run = []
        if word is not None:
            out.append(word)
    return out


def _words(letters: Sequence[Word]) -> list[Word]:
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(letters))
    usual = gaps[len(gaps) // 2]
    height = letters[0].bottom - letters[0].top
    # Initials and symbols in running text stand as far apart as words do.
    if gaps[0] * _EVEN + 0.05 * height < usual and usual < 0.2 * height:
        return list(letters)
    limit = max(usual * _WIDER, usual + 0.08 * height)
    out = [letters[0]]
    for before, letter in pairwise(letters):
        last = out[-1]
        if letter.x0 - before.x1 > limit:
            out.append(letter)
        else:
            out[-1] = replace(last, text=last.text + letter.text, x1=letter.x1)
    return out
