"""The stems of a text are the same however much of it is quoted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inzet.record import words
from inzet.record.words import Quoted

LETTERS = st.text(st.sampled_from("aé½Ã-.’  \n\u00a0\u2028\u001fBz1"), max_size=60)
SPANS = st.lists(st.tuples(st.integers(-2, 62), st.integers(-2, 62)), max_size=6)


@given(text=LETTERS, spans=SPANS)
def test_what_is_quoted_changes_no_stem(text: str, spans: list[tuple[int, int]]) -> None:
    quoted = [_quoted(start, end, text[max(start, 0) : max(end, 0)]) for start, end in spans]
    # Of what does not stand there, nothing is taken over.
    quoted += [Quoted(start, end, "elders", "nergens") for start, end in spans]
    told = words.stems_of(text, "nl", quoted)
    assert told.split() == words.stems(text, "nl").split()


def test_what_is_quoted_is_taken_over() -> None:
    text = "Het kabinet steunt dit.\n\nDe kamer niet."
    start = text.index("De")
    quoted = [Quoted(start, len(text), text[start:], "zo"), Quoted(4, 11, "kabinet", "genoemd")]
    assert words.stems_of(text, "nl", quoted).split() == ["het", "genoemd", "steunt", "dit", "zo"]
    # A part of a word is none.
    assert "x" not in words.stems_of(text, "nl", [Quoted(4, 9, "kabin", "x")]).split()


def _quoted(start: int, end: int, quote: str) -> Quoted:
    return Quoted(start, end, quote, words.stems(quote, "nl"))
