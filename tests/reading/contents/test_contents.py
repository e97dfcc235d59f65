"""What contents can emit, against the tables in the docs: no key is missing, none is dead."""

from __future__ import annotations

import json
import typing
from importlib.resources import files
from typing import Any

import pytest

from inzet.reading.contents import content_of, extra
from inzet.reading.linking.dossiers import Linker
from inzet.vocabulary.acts import PROCEDURES, Act
from inzet.vocabulary.parliament import Parliamentary, PlaceInCycle, Registered
from tests.reading.contents.saying import ALLIANCE, COUNCIL, paper, said

_SCHEMA = json.loads((files("inzet.reading") / "reading.schema.json").read_text("utf-8"))
_SAYINGS = [
    "Nederland vindt dat Servië de rechtsstaat moet versterken met het oog op toetreding.",
    "Nederland droeg 4 miljoen euro bij aan het Georgia Support Package (GSP) voor trainingen.",
    "Nodig is een uitbreiding van het GSP met luchtverdediging.",
    "Nederland wil met Canada en Chili in dialoog over cyber en sancties.",
    "Voor 1 juli zal ik uw Kamer over de uitkomst informeren.",
    "Voorafgaand aan de Europese Raad zal ik uw Kamer over de uitkomst informeren.",
    "Binnen drie weken na deze Raad zal ik uw Kamer informeren over tol.",
    "Uiterlijk in mei 2019 zal ik uw Kamer informeren over tol.",
    "In mei 2019 zal ik uw Kamer informeren over tol.",
    "De lidstaten ondertekenden in mei 2019 in Praag het protocol van toetreding van Servië.",
    "Er zijn 24 van de 26 lidstaten gereed met de goedkeuring, Griekenland en Spanje niet.",
    "Zes lidstaten halen de norm van 40 procent.",
    "Georgië moet aan de voorwaarden voor visumvrijheid voldoen.",
    "In Praag is in 2002 afgesproken dat defensie-uitgaven naar 3% van het bbp in 2010 gaan.",
    "De nieuwe Defence Investment Pledge wordt gesloten op de Top in Riga in november 2006.",
    "De Unie werkt in drie fasen: een dreigingsbeeld, doelstellingen en een evaluatie.",
    "De handel met Peru verloopt in Lima stroef.",
]

_DEBATE = """De heer Jansen (ABC): Voorzitter. Wat kost tol?

Minister Voorbeeld: Ik zeg de heer Jansen toe dat ik de Kamer over tol informeer.

De voorzitter: Dank u wel.
"""


def _emitted() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for meeting in (COUNCIL, ALLIANCE):
        day = "2019-05-06" if meeting is COUNCIL else "2006-05-30"
        context = paper("\n\n".join(_SAYINGS), said_on=day, meetings=(meeting,))
        linker = Linker(context)
        for sentence in context.structured.sentences:
            for more in extra(sentence, context, linker):
                _add(found, more.act, more.content)
            for act in Act:
                for procedure in (None, *PROCEDURES):
                    one = said(context, sentence.text, act, modality="opinion")
                    _add(found, act, content_of(act, procedure, one, context))
    debate = paper(_DEBATE, genre="report of a debate")
    promise = said(debate, "zeg", Act.COMMITMENT)
    _add(found, Act.COMMITMENT, content_of(Act.COMMITMENT, None, promise, debate))
    return found


def _add(found: dict[str, set[str]], act: Act, content: dict[str, Any]) -> None:
    found.setdefault(str(act), set()).update(content)
    for name, part in (("due", "due"), ("criteria", "criterion"), ("targets", "target")):
        value = content.get(name)
        for one in value if isinstance(value, list) else [value] if value else []:
            found.setdefault(part, set()).update(one)


_OF_THE_CYCLE: dict[str, set[str]] = {str(act): set() for act in Act}
for _kind in set(typing.get_args(Parliamentary)) - {Registered, PlaceInCycle}:
    _OF_THE_CYCLE[str(_kind.act)] |= {"kind", *_kind.__struct_fields__}
_OF_THE_CYCLE["position"] |= {"motion"}
_OF_THE_CYCLE["commitment"] |= {"number"}
_OF_THE_CYCLE["context"] |= {"answer", "number", "asked", "paper"}


@pytest.mark.parametrize("act", [str(act) for act in Act])
def test_the_keys_of_an_act_are_those_that_are_documented(act: str) -> None:
    emitted = _emitted().get(act, set())
    described = _SCHEMA["$defs"].get(f"content-of-{act}", {}).get("properties", {})
    # What kind of context it is, and whom a question is put to, is told by later stages; so is
    # what is told of the parliamentary cycle.
    elsewhere = _OF_THE_CYCLE[act] | ({"to"} if act == "context" else set())
    assert emitted == set(described) - elsewhere


@pytest.mark.parametrize("part", ["due", "criterion", "target"])
def test_the_keys_of_a_part_are_those_that_are_documented(part: str) -> None:
    assert _emitted()[part] == set(_SCHEMA["$defs"][part]["properties"])


def test_contents_are_plain_json() -> None:
    context = paper(" ".join(_SAYINGS))
    for sentence in context.structured.sentences:
        for act in Act:
            content = content_of(act, "watch", said(context, sentence.text, act), context)
            assert json.loads(json.dumps(content)) == content
