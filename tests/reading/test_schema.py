"""The schema of a reading: every reading fits it, and the tables in the docs say the same."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.reading.reader import read
from inzet.reading.result import Document, Reading, ReadStatement, Reference, Unrecognised
from inzet.vocabulary.meetings import Item, MeetingLink, MeetingNotice, Participant, Session

_SCHEMA = json.loads((files("inzet.reading") / "reading.schema.json").read_text("utf-8"))
_DOCS = Path(__file__).resolve().parents[2] / "docs" / "statements.md"
_SAMPLES = [
    one.name
    for one in sorted(files("inzet.samples").iterdir(), key=lambda entry: entry.name)
    if one.name.endswith((".txt", ".html"))
]
_STRUCTS = [
    Document,
    Reading,
    ReadStatement,
    Reference,
    Unrecognised,
    Item,
    MeetingLink,
    MeetingNotice,
    Participant,
    Session,
]


def _validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(_SCHEMA)
    return jsonschema.Draft202012Validator(_SCHEMA)


def _json(data: bytes, name: str) -> Any:
    return json.loads(msgspec.json.encode(read(data, name=name)[1]))


def _faults(reading: Any) -> list[str]:
    return [
        f"{list(one.absolute_path)}: {one.message}" for one in _validator().iter_errors(reading)
    ]


@pytest.mark.parametrize("name", _SAMPLES)
def test_readings_of_the_samples_fit(name: str) -> None:
    data = (files("inzet.samples") / name).read_bytes()
    assert _faults(_json(data, name)) == []


@pytest.mark.seed
def test_the_reading_of_the_seed_fits(shared: Path) -> None:
    path = next((shared / "seed").glob("*.txt"))
    assert _faults(_json(path.read_bytes(), path.name)) == []


_SENTENCES = [
    "Nederland steunt het voorstel niet.",
    "Het kabinet zal uw Kamer uiterlijk in mei 2019 schriftelijk informeren over de uitkomst.",
    "Binnen drie weken na de bijeenkomst zal het kabinet u een verslag sturen.",
    "Zes van de acht lidstaten hebben het protocol geratificeerd.",
    "Noorwegen droeg 40 miljoen euro bij aan het Georgia Trust Fund (GTF).",
    "Persvrijheid en rechtspraak zijn voorwaarden voor visumvrijheid van Georgië.",
    "Op de top in Praag in 2002 is afgesproken de defensie-uitgaven te laten groeien naar 3%.",
    "De ministers spraken met Brazilië over handel.",
    "Naar verwachting volgt in het najaar een voorstel.",
]


# Letters, signs and white space of any script. Of other control characters a text may hold a few: a
# file that is full of them is refused as binary, which is a test of its own (tests/reading/load).
_WRITTEN = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n\r\f\x1b\x85"),
    max_size=80,
)
_STRAY = "\x01\x08\x0e\x1f"


@given(
    st.lists(st.sampled_from(_SENTENCES) | _WRITTEN, max_size=8),
    st.text(st.sampled_from(_STRAY), max_size=4),
)
@settings(max_examples=40, deadline=None)
def test_readings_of_any_text_fit(sentences: list[str], stray: str) -> None:
    title = "Geannoteerde agenda Raad Buitenlandse Zaken van 12 mei 2019\n\n"
    data = (title + stray + " ".join(sentences)).encode("utf-8")
    assert _faults(_json(data, "paper.txt")) == []


@pytest.mark.parametrize("struct", _STRUCTS, ids=lambda one: str(one.__name__))
def test_the_schema_has_every_field_and_no_other(struct: type[msgspec.Struct]) -> None:
    described = _SCHEMA["$defs"][struct.__name__]["properties"]
    assert list(described) == [one.encode_name for one in msgspec.structs.fields(struct)]


def test_a_strange_key_does_not_fit() -> None:
    statement = {"polarity": "positive", "invented": True}
    content = {"$ref": "#/$defs/content-of-position", "$defs": _SCHEMA["$defs"]}
    faults = list(jsonschema.Draft202012Validator(content).iter_errors(statement))
    assert "invented" in faults[0].message


def test_the_tables_in_the_docs_are_those_of_the_schema() -> None:
    tables = _tables()
    for name, described in _SCHEMA["$defs"].items():
        act = name.removeprefix("content-of-")
        if act != name:
            assert tables.pop(act) == list(described["properties"]), act
    for part, keys in tables.items():
        if part.endswith(" (part)"):
            described = _SCHEMA["$defs"][part.removesuffix(" (part)")]
            assert keys == list(described["properties"]), part
        else:
            pytest.fail(f"a table of {part}, which no act is called")


def _tables() -> dict[str, list[str]]:
    """The keys of every table under a third-level heading, by heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in _DOCS.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            heading = line.removeprefix("### ")
            found[heading] = []
        elif heading and (key := re.match(r"\| `(\w+)` \|", line)):
            found[heading].append(key.group(1))
        elif line.startswith("## "):
            heading = ""
    return found
