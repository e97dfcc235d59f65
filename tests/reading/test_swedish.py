"""A third language is data only: Swedish papers are read, and no Python file knows a word of it."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from inzet.reading.reader import read
from inzet.reading.result import Reading
from inzet.reading.saying.phrasal import PhraseGrammar, phrase_cues

_READING = Path(__file__).resolve().parents[2] / "src" / "inzet" / "reading"
_AGENDA = """Kommenterad dagordning inför rådet för utrikes frågor (FAC) den 12 mars 2018

Rådets möte den 12 mars 2018

När EU:s utrikesministrar möts i Bryssel den 12 mars 2018 står Moldavien på dagordningen. \
Utrikesministern företräder Sverige vid mötet.

Moldavien

Moldaviens utrikesminister Ion Exempel deltar i en del av mötet. Regeringen anser att \
reformerna måste fortsätta (prop. 2016/17:60, COM(2017) 315).
"""
_RELEASE = """Utrikesminister Karin Exempel deltar vid Natos utrikesministermöte

– Det är viktigt att delta i mötet, säger utrikesminister Karin Exempel.

Natos utrikesministermöte äger rum i Haag den 5–6 juni 2017. Australien, Japan, Nya Zeeland och \
Sydkorea deltar också i delar av mötet.

Det var under Natotoppmötet i Warszawa juli 2016 som Montenegro formellt blev inbjudet till Nato. \
Nu har 25 av 28 Natomedlemmar ratificerat Montenegros anslutning. I dag upptas Montenegro som \
medlem i Nato.
"""


def _read(text: str, said_on: str | None = None) -> Reading:
    return read(text.encode(), name="paper.txt", said_on=said_on)[1]


def test_an_annotated_agenda_in_our_own_words() -> None:
    reading = _read(_AGENDA, "2018-03-05")
    document = reading.document
    assert (document.language, document.genre) == ("sv", "annotated agenda")
    assert document.on_behalf_of == "SWE"
    assert reading.meeting is not None
    assert reading.meeting.id == "eu-fac-2018-03-12"
    assert reading.meeting.place == "Brussels"
    assert reading.meeting.minister_intends_to_attend is True
    assert [one.id for one in reading.references] == ["prop-20162017-60", "com-2017-315"]
    (position,) = [one for one in reading.statements if one.act == "position"]
    assert (position.party, position.holder) == ("SWE", "Regeringen")


def test_a_press_release_in_our_own_words() -> None:
    reading = _read(_RELEASE, "2017-06-02")
    assert reading.document.genre == "press statement"
    assert reading.meeting is not None
    assert (reading.meeting.from_, reading.meeting.to) == ("2017-06-05", "2017-06-06")
    assert reading.meeting.place == "The Hague"
    seats = {one.party: one.capacity for one in reading.participants}
    assert seats == dict.fromkeys(("AUS", "JPN", "NZL", "KOR"), "partner")
    invited, approved, member = [one for one in reading.statements if one.act == "status"]
    assert invited.content["event"] == "invited to accede"
    assert (invited.content["when"], invited.content["where"]) == ("2016-07", "Warsaw")
    assert (approved.content["count"], approved.content["of"]) == (25, 28)
    assert approved.content["candidates"] == ["MNE"]
    assert member.content["event"] == "member"
    assert {one.dossier for one in (invited, approved, member)} == {"accession/MNE"}


_CUES = [
    pytest.param(cue.id, text, wanted, id=f"{cue.id} {wanted}")
    for cue in phrase_cues("sv")
    for wanted, texts in ((True, cue.yes), (False, cue.no))
    for text in texts
]


@pytest.mark.parametrize(("cue", "text", "wanted"), _CUES)
def test_the_examples_of_the_cues(cue: str, text: str, wanted: bool) -> None:
    found = PhraseGrammar("sv", "SWE").find(text)
    assert (cue in {match.cue.id for match in found.matches}) is wanted


def test_every_cue_has_an_example_of_either_kind() -> None:
    assert phrase_cues("sv")
    assert [cue.id for cue in phrase_cues("sv") if not (cue.yes and cue.no)] == []


@dataclass(frozen=True)
class _Seen:
    """What a person sees in a paper; it is known by the beginning of its SHA-256."""

    said_on: str
    genre: str
    meeting: str | None = None
    place: str | None = None
    parties: frozenset[str] = frozenset()
    """Those that take part, of whom it must find all."""
    statuses: tuple[dict[str, Any], ...] = field(default=())
    """What the contents of its statuses must hold, in order."""


_INVITED = {"event": "invited to accede", "candidates": ["SWE"], "when": "2022-06"}
_PACIFIC = frozenset(("AUS", "JPN", "NZL", "KOR"))
_PAPERS = {
    "d06d0fba2084": _Seen(
        "2022-10-14", "annotated agenda", "eu-fac", "Luxembourg", frozenset(("EU",))
    ),
    "1bb57512cdd0": _Seen(
        "2023-07-13",
        "minister's report",
        "nato-summit-2023-07-11",
        "Vilnius",
        frozenset(),
        ({"candidates": ["SWE"]}, {}, {}, {}),
    ),
    "b8ef1f36c983": _Seen(
        "2023-12-12", "minister's report", "eu-fac-2023-12-11", None, frozenset(("UKR",))
    ),
    "70f4227d6782": _Seen("2023-04-04", "press statement", statuses=({},)),
    "170fd76f6945": _Seen(
        "2023-04-04",
        "press statement",
        "nato-fmm-2023-04-04",
        None,
        _PACIFIC | {"UKR"},
        (
            {"event": "member", "when": "2023-04-04"},
            _INVITED,
            {"candidates": ["SWE"], "count": 28, "of": 30},
        ),
    ),
    "11ee8570569d": _Seen(
        "2023-07-12",
        "press statement",
        "nato-summit",
        "Vilnius",
        _PACIFIC | {"UKR"},
        ({"candidates": ["SWE"]}, {}),
    ),
    "f0bf9ff543c8": _Seen(
        "2023-11-28",
        "press statement",
        "nato-fmm",
        "Brussels",
        frozenset(("UKR", "EU")),
        (_INVITED, {"candidates": ["SWE"], "count": 29, "of": 31}),
    ),
    "ea51fbd83606": _Seen(
        "2024-03-07", "press statement", statuses=({"procedure": "accession"}, {"event": "member"})
    ),
    "46c1f23281e5": _Seen("2024-05-20", "press statement"),
    "fe986eb49b26": _Seen("2025-06-05", "press statement"),
}


@pytest.mark.seed
def test_real_papers_are_read_as_a_person_reads_them(shared: Path) -> None:
    paths = sorted((shared / "data" / "docs").glob("sv_*.md"))
    assert len(paths) == len(_PAPERS)
    for path in paths:
        data = path.read_bytes()
        seen = _PAPERS[hashlib.sha256(data).hexdigest()[:12]]
        reading = read(data, name=path.name, said_on=seen.said_on)[1]
        document = reading.document
        assert (document.language, document.on_behalf_of) == ("sv", "SWE"), path.name
        assert document.genre == seen.genre, path.name
        meeting = reading.meeting
        assert (meeting.id if meeting else None) == seen.meeting, path.name
        assert (meeting.place if meeting else None) == seen.place, path.name
        assert seen.parties <= {one.party for one in reading.participants}, path.name
        statuses = [one.content for one in reading.statements if one.act == "status"]
        assert len(statuses) == len(seen.statuses), path.name
        for content, wanted in zip(statuses, seen.statuses, strict=True):
            assert wanted.items() <= content.items(), path.name


@pytest.mark.seed
def test_an_undated_paper_gives_no_day(shared: Path) -> None:
    for path in sorted((shared / "data" / "docs").glob("sv_*.md")):
        reading = read(path.read_bytes(), name=path.name)[1]
        assert reading.document.said_on is None
        assert not reading.meeting or reading.meeting.from_ is None, path.name


@pytest.mark.seed
def test_titles_of_annotated_agendas_tell_council_and_day(shared: Path) -> None:
    path = shared / "data" / "docs" / "index_sv_annotated_agendas_foreign_defence.json"
    body = "Regeringen lämnar en kommenterad dagordning inför mötet."
    dated = found = 0
    for entry in json.loads(path.read_text(encoding="utf-8")):
        if not re.search(r"\d", entry["title"]):
            continue
        reading = _read(f"{entry['title']}\n\n{body}\n", entry["published"])
        dated += 1
        found += (
            reading.document.genre == "annotated agenda"
            and reading.meeting is not None
            and reading.meeting.body == "EU"
            and reading.meeting.from_ is not None
        )
    assert dated > 150
    assert found >= 0.97 * dated


def _leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for one in inner for leaf in _leaves(one)]


def _words_of(language: str) -> set[str]:
    texts: list[str] = []
    for path in (_READING / "languages" / language).rglob("*"):
        if path.suffix == ".toml":
            texts += _leaves(tomllib.loads(path.read_text(encoding="utf-8")))
        elif path.suffix == ".csv":
            texts.append(path.read_text(encoding="utf-8"))
    plain = re.sub(r"\\[a-zA-Z]", " ", " ".join(texts))
    return {word.lower() for word in re.findall(r"[^\W\d_]{5,}", plain)}


def test_no_python_file_knows_a_word_of_swedish() -> None:
    others = _words_of("en") | _words_of("nl") | _words_of("mul")
    swedish = {word for word in _words_of("sv") - others if not word.isascii()}
    swedish |= {word for word in _words_of("sv") - others if word.endswith(("minister", "mötet"))}
    swedish |= {
        "utrikes",
        "dagordning",
        "regeringen",
        "ratificerat",
        "medlem",
        "inbjudet",
        "sverige",
    }
    assert len(swedish) > 100
    for path in sorted(_READING.rglob("*.py")):
        words = set(re.findall(r"[^\W\d_]{5,}", path.read_text(encoding="utf-8").lower()))
        assert words & swedish == set(), path.name
