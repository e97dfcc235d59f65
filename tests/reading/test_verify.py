"""A quote that is not in the text at its offsets is dropped; told stretch by stretch."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from inzet.reading.text import Extracted, Structured
from inzet.reading.verify import is_quoted

_TEXT = "De Raad ko-\nmt\tin mei  bijeen.\n\nIn juni ook."
_PAPER = Structured(
    extracted=Extracted(_TEXT, (), (), "test 1", "text/plain"),
    title="",
    language="nl",
    blocks=(),
    sentences=(),
)


def _by_character(quote: str, offsets: list[int]) -> bool:
    """The same, plainly: each character at its place, nothing left out but white and hyphens."""
    if not quote or len(quote) != len(offsets):
        return False
    if any(not 0 <= at < len(_TEXT) for at in offsets):
        return False
    if any(after <= at or _TEXT[at + 1 : after].strip(" \t\n-") for at, after in pairwise(offsets)):
        return False
    return all(
        char == _TEXT[at] or (char == " " and _TEXT[at].isspace())
        for char, at in zip(quote, offsets, strict=True)
    )


@given(
    st.integers(0, len(_TEXT) - 1),
    st.integers(1, len(_TEXT)),
    st.frozensets(st.integers(0, len(_TEXT) - 1), max_size=3),
    st.booleans(),
    st.lists(
        st.tuples(st.integers(0, 50), st.sampled_from("dR -x\n"), st.integers(-2, 2)), max_size=1
    ),
)
def test_a_quote_is_there_or_it_is_not(
    start: int,
    size: int,
    dropped: frozenset[int],
    plain: bool,
    changes: list[tuple[int, str, int]],
) -> None:
    offsets = [at for at in range(start, min(start + size, len(_TEXT))) if at not in dropped]
    quote = ["".join(" " if plain and _TEXT[at].isspace() else _TEXT[at]) for at in offsets]
    for at, char, shift in changes:
        if offsets:
            at %= len(offsets)
            quote[at] = char
            offsets[at] += shift
    text = "".join(quote)
    assert is_quoted(text, offsets, _PAPER) == _by_character(text, offsets)


def test_hyphens_and_breaks_may_be_left_out_words_may_not() -> None:
    offsets = [*range(10), *range(12, 14)]
    assert is_quoted("De Raad komt", offsets, _PAPER)
    assert not is_quoted("De komt", [0, 1, 2, 8, 9, 12, 13], _PAPER)
    assert not is_quoted("eD", [1, 0], _PAPER)
    assert not is_quoted("", [], _PAPER)
