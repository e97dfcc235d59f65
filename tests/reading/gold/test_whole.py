"""What a person reads of a paper as a whole beside what was read: counted, and shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from inzet.cli import main
from inzet.reading.gold.agreement import agreement_on_papers
from inzet.reading.gold.scoring import score
from inzet.vocabulary.errors import InputError

PAPER = """Geannoteerde agenda NAVO-ministeriële bijeenkomst van Defensieministers

Den Haag, 3 oktober 2016

Geachte voorzitter,

Hierbij bied ik u de geannoteerde agenda aan voor de bijeenkomst van de NAVO-ministers van Defensie
op 26 en 27 oktober 2016 te Brussel (Kamerstuk 28 676, nr. 250).

Resolute Support

De missie telt 12.000 militairen. Nederland draagt 15 miljoen euro bij.

Deze tekst is verzonnen.
"""
TOLD: dict[str, Any] = {
    "language": "nl",
    "genre": "annotated agenda",
    "on_behalf_of": "NLD",
    "said_on": "2016-10-03",
    "meetings": [{"body": "NATO", "from": "2016-10-26", "to": "2016-10-27", "place": "Brussel"}],
    "references": ["Kamerstuk 28 676, nr. 250"],
    "dates": [
        {"words": "3 oktober 2016", "from": "2016-10-03", "to": "2016-10-03"},
        {"words": "26 en 27 oktober 2016", "from": "2016-10-26", "to": "2016-10-27"},
    ],
    "figures": [{"words": "15 miljoen euro", "value": "15000000", "unit": "EUR"}],
}


def _papers(folder: Path, **other: Any) -> Path:
    (folder / "one.txt").write_text(PAPER, encoding="utf-8")
    (folder / "one.json").write_text(json.dumps(TOLD | other), encoding="utf-8")
    return folder


def test_an_account_without_labels_is_scored(tmp_path: Path) -> None:
    made = score([_papers(tmp_path)])
    for part in ("genre", "on behalf of", "day", "meetings", "places", "references", "full dates"):
        total = made.whole[part].total
        assert (total.right > 0, total.missed) == (True, 0), part
    assert made.whole["figures"].total.right == 1
    assert made.papers == []


def test_it_is_told_what_is_missed_and_what_is_too_much(tmp_path: Path) -> None:
    wrong = {
        "meetings": [{"body": "EU", "from": "2016-10-26"}],
        "dates": [{"words": "9 mei 2016", "from": "2016-05-09", "to": "2016-05-09"}],
        "figures": [{"words": "7%", "value": "7.0", "unit": "percent"}],
    }
    folder = _papers(tmp_path, **wrong)
    differ = score([folder]).differences["one"]
    assert differ["meetings"].missed == ("EU 2016-10-26",)
    assert differ["meetings"].wrong == ("NATO 2016-10-26",)
    assert differ["full dates"].missed == ("2016-05-09 2016-05-09",)
    assert differ["figures"].missed == ("7.0 percent",)
    assert "references" not in differ
    shown = CliRunner().invoke(main, ["score", str(folder), "--show", "whole"])
    assert "meetings: missed EU 2016-10-26" in shown.output
    plain = CliRunner().invoke(main, ["score", str(folder), "--json"])
    assert json.loads(plain.output)["differences"]["one"]["meetings"]["right"] == 0


def test_what_nobody_listed_is_not_asked(tmp_path: Path) -> None:
    made = score([_papers(tmp_path, dates=None, figures=None)])
    assert not {"full dates", "figures"} & set(made.whole)


@pytest.mark.parametrize("value", ["many", "1,5"])
def test_a_figure_that_is_none_is_refused(tmp_path: Path, value: str) -> None:
    figures = [{"words": "1,5", "value": value, "unit": "count"}]
    with pytest.raises(InputError, match="decimal"):
        score([_papers(tmp_path, figures=figures)])


def test_two_people_are_put_beside_each_other(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    _papers(first)
    other = TOLD | {"said_on": "2016-10-04", "figures": None}
    (second / "one.json").write_text(json.dumps(other), encoding="utf-8")
    (second / "two.json").write_text(json.dumps(other), encoding="utf-8")
    agreed = agreement_on_papers(first, second)
    # A day that the paper does not print is asked of nobody.
    assert (agreed["day"].right, agreed["day"].missed, agreed["day"].wrong) == (0, 1, 0)
    assert agreed["full dates"].f == 1
    assert "figures" not in agreed
    shown = CliRunner().invoke(main, ["score", str(first), "--second", str(second)])
    assert "Papers told twice" in shown.output
    with pytest.raises(InputError, match="no paper"):
        agreement_on_papers(first, tmp_path)


def test_a_file_beside_a_folder_is_told_in_words(tmp_path: Path) -> None:
    file = _papers(tmp_path) / "one.json"
    for pair in ((file, tmp_path), (tmp_path, file), (tmp_path, tmp_path / "none")):
        shown = CliRunner().invoke(main, ["score", str(pair[0]), "--second", str(pair[1])])
        assert (shown.exit_code, "one is a folder" in shown.output) == (2, True), shown.output


def test_what_was_told_is_counted_and_nothing_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "told"
    folder.mkdir()
    printed = CliRunner().invoke(main, ["score", str(_papers(folder))]).output
    assert "1 paper told as a whole" in printed
    assert "sentences" not in printed
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="no sentence is labelled here"):
        score([tmp_path / "empty.jsonl"])


def test_what_is_nothing_to_show_is_refused(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["score", str(_papers(tmp_path)), "--show", "stances"])
    assert told.exit_code != 0
    assert "“stances” is nothing to show" in f"{told.output}{told.exception}"
