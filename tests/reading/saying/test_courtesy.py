"""Sentences of courtesy and procedure, which hold the verbs of stances."""

from __future__ import annotations

import pytest

from inzet.reading.saying.english.courtesy import is_courtesy


@pytest.mark.parametrize(
    "text",
    [
        "I thank the Minister for his statement.",
        "My Lords, I warmly congratulate the noble Baroness on her maiden speech.",
        "I welcome the Minister of State to the House.",
        "It is a pleasure to serve under your chairmanship, Ms Roe.",
        "I am delighted to open this debate on harbours.",
        "With permission, Mr Speaker, I would like to make a statement on ports.",
        "I want to turn now to the question of fees.",
        "Let me begin with the fees.",
        "I raise a point of order.",
        "I wish her every success in her new post.",
        "I take the hon. Gentleman's point.",
        "I quite understand why he asks.",
        "I would be happy to take your questions.",
        "I am conscious of the time.",
    ],
)
def test_courtesy(text: str) -> None:
    assert is_courtesy(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "I welcome the Prime Minister's commitment to the ports.",
        "We commend the mediator for her patience.",
        "I thanked the Commission for its work.",
        "I will make a statement to the House in July.",
        "We want to see the harbour opened.",
        "The Government is grateful that no ship was lost.",
    ],
)
def test_no_courtesy(text: str) -> None:
    assert not is_courtesy(text, "en")
