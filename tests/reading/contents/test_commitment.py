"""Promises: by whom, to whom, in which form, about what."""

from __future__ import annotations

import pytest

from inzet.reading.contents import content_of
from inzet.vocabulary.acts import Act
from tests.reading.contents.saying import paper, said


def _content(text: str, **more: str) -> dict[str, object]:
    context = paper(text)
    return content_of(
        Act.COMMITMENT, "watch", said(context, text[:12], Act.COMMITMENT, **more), context
    )


def test_who_promises_whom_what() -> None:
    content = _content("Het kabinet zal uw Kamer voor de zomer informeren over de tolheffing.")
    assert content == {
        "by": "NLD",
        "by_role": "government",
        "to": "NLD",
        "to_role": "parliament",
        "form": "written",
        "what": "de tolheffing",
        "due": {"before": "summer", "words": "voor de zomer"},
    }


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Over de uitkomst wordt uw Kamer in mei geïnformeerd.", "de uitkomst"),
        ("Ik zal u op de hoogte houden van de verkoop van Y.", "de verkoop van Y"),
        ("Het kabinet zal u laten weten welke haven is gekozen.", "welke haven is gekozen"),
        ("Uw Kamer ontvangt in mei een evaluatie van de proef.", "een evaluatie van de proef"),
    ],
)
def test_what_a_promise_is_about(text: str, what: str) -> None:
    assert _content(text)["what"] == what


def test_what_stays_out_where_the_sentence_only_points_back() -> None:
    assert "what" not in _content("Hierop kom ik in mei terug.")


def test_a_promise_to_tell_by_mouth_is_oral() -> None:
    assert _content("Ik zal u mondeling informeren over de veiling.")["form"] == "oral"


def test_the_office_that_promises_is_named() -> None:
    text = "De Minister van Financiën zal uw Kamer informeren over de begroting."
    content = _content(text, holder="De Minister van Financiën")
    assert content["by_role"] == "minister of finance"


def test_no_deadline_leaves_no_due() -> None:
    content = _content("Het kabinet zal uw Kamer te zijner tijd informeren over de tolheffing.")
    assert not [key for key in content if key.startswith("due")]
