"""Scoring: labels beside a reading, counted by hand on a small paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzet.reading.gold.agreement import agreement
from inzet.reading.gold.annotation import read_annotations, sentence_hash
from inzet.reading.gold.comparison import compare
from inzet.reading.gold.figures import Tally, interval_of_f, kappa, wilson
from inzet.reading.gold.scoring import score
from inzet.reading.result import ReadStatement
from inzet.vocabulary.errors import InputError

PAPER = """\
GEANNOTEERDE AGENDA VAN DE RAAD VOOR BUITENLANDSE ZAKEN VAN 12 MAART 2018

Den Haag, 2 maart 2018

De Raad komt op 12 maart 2018 bijeen in Brussel. Nederland zal pleiten voor een gezamenlijke
aanpak. Het kabinet zal uw Kamer voor 1 mei 2018 informeren over de voortgang. De zon scheen.
"""
PLEADS = "Nederland zal pleiten voor een gezamenlijke aanpak."
PROMISES = "Het kabinet zal uw Kamer voor 1 mei 2018 informeren over de voortgang."
SHINES = "De zon scheen."


def annotation(text: str, *labels: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "Annotation",
        "id": text[:8],
        "body": list(labels),
        "target": {
            "source": "https://example.org/raad",
            "selector": [{"type": "SentenceHash", "value": sentence_hash(text)}],
        },
        "paper": "raad",
        "language": "nl",
        "genre": "annotated agenda",
        **more,
    }


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def statement(quote: str, act: str, party: str | None, **content: Any) -> ReadStatement:
    return ReadStatement(
        id="x", act=act, party=party, holder=party, dossier=None, dossiers=(), session=None,
        item=None, meeting=None, quote=quote, start=0, end=len(quote), page=None,
        rule=f"{act}.test.rule", reading_precision=None, content=content,
    )  # fmt: skip


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    return write(
        tmp_path / "labels.jsonl",
        [
            annotation(PLEADS, {"act": "position", "holder": "NLD", "polarity": "positive"}),
            annotation(
                PROMISES,
                {
                    "act": "commitment",
                    "holder": "NLD",
                    "due": "voor 1 mei 2018",
                    "to": "parliament",
                },
            ),
            annotation(SHINES, hard="factual"),
        ],
    )


def test_a_paper_is_found_by_its_sentences(labels: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(PAPER, encoding="utf-8")
    (texts / "b.txt").write_text("Een heel andere tekst. Er staat niets in.", encoding="utf-8")
    (texts / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = score([labels], texts)
    assert found.missing == []
    assert found.sentences == 3
    rows = {row.act: row.tally for row in found.rows()}
    assert rows == {"position": Tally(right=1), "commitment": Tally(right=1)}
    slots = {row.act: row.tally for row in found.rows("slots")}
    assert slots["due words"] == Tally(right=1)
    assert slots["polarity"] == Tally(right=1)
    assert {row.act: row.tally for row in found.rows("hard")} == {"factual": Tally(right=1)}


def test_without_texts_the_paper_is_named(labels: Path) -> None:
    found = score([labels])
    assert found.papers == []
    assert found.missing == ["raad"]


def test_the_wrong_holder_is_wrong(labels: Path) -> None:
    annotations = list(read_annotations(labels))
    read = [
        statement(PLEADS, "position", "FRA", polarity="negative"),
        statement(SHINES, "commitment", "NLD"),
    ]
    hashes = frozenset(map(sentence_hash, (PLEADS, PROMISES)))
    found = compare(annotations, read, hashes, paper="raad", own="NLD")
    assert found.acts["position"] == Tally(right=0, wrong=1, missed=1)
    assert found.loose["position"] == Tally(right=1)
    assert found.acts["commitment"] == Tally(wrong=1, missed=1)
    assert found.hard["factual"] == Tally(wrong=1)
    assert found.unfound == 1
    assert found.rules["position.test.rule"] == {"wrong": 1}
    assert [one.quote for one in found.differences] == [PLEADS, "", SHINES]


def test_several_named_holders_are_a_group(tmp_path: Path) -> None:
    text = "Polen en Litouwen drongen aan op haast."
    labels = write(tmp_path / "l.jsonl", [annotation(text, {"act": "position", "holder": "group"})])
    read = [statement(text, "position", "POL"), statement(text, "position", "LTU")]
    found = compare(list(read_annotations(labels)), read, frozenset(), paper="", own="NLD")
    assert found.acts["position"] == Tally(right=1)


@pytest.mark.parametrize("holder", ["G7", "OSCE", "NB8"])
def test_a_body_that_the_codebook_does_not_name_is_a_group(tmp_path: Path, holder: str) -> None:
    text = "We welcome the lighthouses."
    labels = write(tmp_path / "l.jsonl", [annotation(text, {"act": "position", "holder": holder})])
    for party, right in ((holder, 1), ("OECD", 1), ("NATO", 0), ("FRA", 0)):
        read = [statement(text, "position", party)]
        found = compare(list(read_annotations(labels)), read, frozenset(), paper="", own="NLD")
        assert found.acts["position"].right == right, party


def test_a_label_may_hold_the_number_that_a_sentence_is_printed_with(tmp_path: Path) -> None:
    plain = ["De Raad sprak over de haven.", "Daarna was er thee.", "Malta vertrok."]
    numbered = "2. Polen drong aan op haast."
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "raad.txt").write_text(" ".join(["1.", *plain, numbered]), encoding="utf-8")
    labels = write(tmp_path / "l.jsonl", [annotation(one) for one in (*plain, numbered)])
    assert score([labels], texts).papers[0].unfound == 0


def test_an_invented_date_is_counted(tmp_path: Path) -> None:
    labels = write(
        tmp_path / "l.jsonl", [annotation(PROMISES, {"act": "commitment", "holder": "NLD"})]
    )
    read = [statement(PROMISES, "commitment", "NLD", due_by="2018-05-01")]
    found = compare(list(read_annotations(labels)), read, frozenset(), paper="", own="NLD")
    assert found.slots["no due date invented"] == Tally(wrong=1)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"id": 1}', "no annotation"),
        (json.dumps(annotation(SHINES, {"act": "wish"})), "is no act"),
        (json.dumps(annotation(SHINES, hard="odd")), "no kind of hard"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "l.jsonl"
    path.write_text(json.dumps(annotation(PLEADS)) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=what) as caught:
        list(read_annotations(path))
    assert f"{path}:2" in caught.value.where


def test_agreement_of_two_people(labels: Path, tmp_path: Path) -> None:
    other = write(
        tmp_path / "other.jsonl",
        [
            annotation(PLEADS, {"act": "position", "holder": "FRA"}),
            annotation(PROMISES, {"act": "commitment", "holder": "NLD"}),
            annotation(SHINES, {"act": "status"}),
        ],
    )
    found = agreement(labels, other)
    acts = {one.act: one for one in found.acts}
    assert found.sentences == 3
    assert acts["position"].tally == Tally(right=1)
    assert acts["position"].kappa == 1
    assert acts["status"].tally == Tally(wrong=1)
    assert acts["holder"].tally == Tally(right=1, wrong=1, missed=1)
    with pytest.raises(InputError, match="no sentence"):
        agreement(labels, write(tmp_path / "none.jsonl", [annotation("Iets anders.")]))


def test_figures_known_by_hand() -> None:
    assert Tally(3, 1, 1).f == 0.75
    assert Tally().f is None
    assert wilson(8, 10) == pytest.approx((0.490, 0.943), abs=0.001)
    assert wilson(0, 0) is None
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert interval_of_f([Tally(1, 0, 0)]) is None


@given(st.lists(st.builds(Tally, *[st.integers(0, 20)] * 3), min_size=2, max_size=12))
def test_the_interval_holds_to_its_papers(papers: list[Tally]) -> None:
    bounds = interval_of_f(papers)
    shares = [one.f for one in papers if one.f is not None]
    if bounds is None:
        assert not shares
        return
    assert bounds == interval_of_f(papers)
    assert min(shares) - 1e-9 <= bounds[0] <= bounds[1] <= max(shares) + 1e-9


def test_hyphens_and_breaks_do_not_change_a_sentence() -> None:
    assert sentence_hash("Steun aan Nieuw-\nZeeland.") == sentence_hash("steun aan NieuwZeeland")
    assert sentence_hash("Steun aan Japan.") != sentence_hash("Steun aan Jemen.")
