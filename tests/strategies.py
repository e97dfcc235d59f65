"""Strategies that several packages test with."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

LARGEST = 2**53 - 1

days: st.SearchStrategy[dt.date] = st.dates(dt.date(2022, 1, 1), dt.date(2024, 12, 31))
"""Days in the years that most papers of the tests are from."""


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    """ISO 8601 days, months and years."""
    return draw(days).isoformat()[: draw(st.sampled_from((4, 7, 10)))]


texts: st.SearchStrategy[str] = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=0, max_size=60
)
"""Any Unicode text that can be written down."""

typed: st.SearchStrategy[str] = st.one_of(
    texts,
    st.lists(
        st.sampled_from(
            [
                *('"', "'", "(", ")", "*", "AND", "OR", "NOT", "NEAR(", ":", "-", "^", "{", "“"),
                *("kabinet", "zal", "🕊️", "é", "½", "%", "\\", ";", "--", "stems:", "\0"),
                "a" * 3000,
            ]
        ),
        max_size=12,
    ).map(" ".join),
)
"""What people, and people who try things, type in a search box."""

_keys = st.text(st.characters(max_codepoint=127), max_size=12)

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=12,
)
"""Values that an entry can hold."""
