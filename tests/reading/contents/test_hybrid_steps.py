"""The ordered steps of work on hybrid threats."""

from __future__ import annotations

from inzet.reading.contents import extra
from inzet.reading.contents.hybrid import steps
from inzet.reading.linking.dossiers import Linker
from inzet.vocabulary.acts import Act
from tests.reading.contents.saying import paper

_STEPS = (
    "De Unie werkt in drie fasen: een gedeeld dreigingsbeeld, heldere doelstellingen en ten "
    "slotte een evaluatie van maatregelen tegen desinformatie."
)


def test_the_steps_stand_in_their_order_with_their_count() -> None:
    context = paper(_STEPS)
    one = context.structured.sentences[0]
    assert steps(one, context) == {
        "count": 3,
        "ordered": ["common threat picture", "objectives", "evaluation of response options"],
    }
    (found,) = extra(one, context, Linker(context))
    assert (found.act, found.rule) == (Act.CONTEXT, "hybrid.steps")
    assert found.dossiers == ("hybrid/eu",)


def test_words_of_steps_without_an_order_are_no_steps() -> None:
    context = paper("De evaluatie van het dreigingsbeeld en de doelstellingen volgt.")
    assert steps(context.structured.sentences[0], context) == {}
    context = paper("Er zijn stappen gezet bij de evaluatie van sancties.")
    assert steps(context.structured.sentences[0], context) == {}
