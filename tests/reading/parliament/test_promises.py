"""Promises in a register and in a chair's summary; what a decision note asks."""

from __future__ import annotations

from tests.reading.parliament.reading import statements, told


def test_an_entry_of_a_register_has_its_number_and_member() -> None:
    found = statements(
        """Lijst van toezeggingen

TZ201903-082 De minister informeert de Kamer voor 1 juli 2019 over de vloot. Toezegging aan het lid
Van der Molen (XYZ).

TZ201903-083

– De minister zal de Kamer een brief sturen over tong. Gedaan aan mevrouw De Wit.

– De minister zal de Kamer een lijst sturen van havens.
"""
    )
    assert [(one.content.get("number"), one.content.get("to_member")) for one in found] == [
        ("TZ201903-082", "Van der Molen"),
        ("TZ201903-083", "De Wit"),
        (None, None),
    ]
    assert {one.act for one in found} == {"commitment"}


def test_what_a_chair_sums_up_is_to_a_member() -> None:
    found = statements(
        """VERSLAG VAN EEN COMMISSIEDEBAT

De heer Van der Molen (XYZ): Ik zie ernaar uit.

Minister Jansen: Dank.

De voorzitter: Ik noteer de toezeggingen.

– De minister zal de Kamer voor 1 juli 2019 een brief sturen over tong. Dit is een toezegging aan
het lid Van der Molen.
"""
    )
    (promise,) = [one for one in found if one.act == "commitment"]
    assert (promise.content["to_member"], promise.content["given"]) == ("Van der Molen", "oral")


def test_what_a_decision_note_asks() -> None:
    text = """Beslisnota bij geannoteerde agenda Visserijraad van 4 april 2019

Aan: de minister van Visserij

Aanleiding

Op 4 april vergadert de Raad.

Geadviseerd besluit

Kunt u instemmen met verzending van de agenda aan de Tweede Kamer?

Toelichting

De agenda is afgestemd.
"""
    assert told(text, "decision asked") == [
        {
            "asked": "Kunt u instemmen met verzending van de agenda aan de Tweede Kamer?",
            "paper": "geannoteerde agenda Visserijraad van 4 april 2019",
        }
    ]
    numbered = text.replace(
        "Aanleiding\n", "Aanleiding\n\nDit hoort bij Kamerstuk 28 123, nr. 429.\n"
    )
    assert told(numbered, "decision asked")[0]["paper"] == "kst-28123-429"
