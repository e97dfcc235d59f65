"""What is said in a debate only to get on with it, and who is spoken to."""

from __future__ import annotations

import pytest

from inzet.reading.saying.talk import unaddressed


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Voorzitter, dit is geen fijne sluis.", "dit is geen fijne sluis."),
        ("Mevrouw Jansen, de sluis is gereed.", "de sluis is gereed."),
        ("De voorzitter is er, gelukkig.", "De voorzitter is er, gelukkig."),
    ],
)
def test_who_is_spoken_to_is_left_out_and_places_stay(text: str, rest: str) -> None:
    found = unaddressed(text, "nl")
    assert found.strip() == rest
    assert len(found) == len(text)
