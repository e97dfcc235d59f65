"""The format of a session on its page, in the language of the page."""

from __future__ import annotations

import pytest

from inzet.reading.announcement.topics import format_of
from inzet.web.present.meetings import session_format
from inzet.web.words import Words


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "Het stuk noemt de samenstelling niet."),
        ("en", "The paper does not name the format."),
    ],
)
def test_a_format_that_no_paper_names(language: str, told: str) -> None:
    described = format_of("Gesprek", [], "nl", "NATO", "ministers", ["UKR"])
    assert described is not None
    assert "Ukraine" in described
    assert session_format(described, Words(language)) == told


def test_a_format_with_a_name() -> None:
    assert session_format("NATO-Ukraine Commission", Words("nl")) == "NAVO-Oekraïnecommissie"
    assert session_format("NATO-Ukraine Commission", Words("en")) == "NATO-Ukraine Commission"
    assert session_format("", Words("nl")) == ""
