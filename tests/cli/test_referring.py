"""References lead to papers in the record, and papers are found however their number is typed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

_HEAD = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 9 februari 2017\n\n"
_TITLE = "33 694 Goedkeuring van een verdrag\n\nNr. {number} BRIEF VAN DE MINISTER\n\n"


def test_there_and_back(run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    text = "Hierbij bied ik u een overzicht aan van verdragen die dit jaar in werking treden.\n"
    first.write_text(_TITLE.format(number=12) + _HEAD + text, encoding="utf-8")
    text = "In mijn vorige brief (Kamerstuk 33 694, nr. 12) staat meer over COM(2017) 315.\n"
    second.write_text(_TITLE.format(number=15) + _HEAD + text, encoding="utf-8")
    assert run("read", str(first), str(second), "--on-behalf-of", "NLD").code == 0
    cited = run("papers", "33 694, nr. 12", "--json").json
    citing = run("papers", "Kamerstuk 33694-15", "--json").json
    assert (cited["numbers"], citing["numbers"]) == (["kst-33694-12"], ["kst-33694-15"])
    found = [one for one in citing["statements"] if one["act"] == "reference"]
    assert [one["content"]["id"] for one in found] == ["kst-33694-12", "com-2017-315"]
    assert found[0]["resolved"]["id"] == cited["id"]
    assert found[1]["resolved"] is None
    assert found[1]["address"].startswith("https://eur-lex.europa.eu/")
    assert [one["paper"]["id"] for one in cited["cited_by"]] == [citing["id"]]
    assert "Referred to in" in run("papers", "kst-33694-12").out
