"""Labels behind the numbers of sentences become annotations with place and text."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.reading.gold.annotation import read_annotations
from inzet.reading.gold.numbered import joined, main, numbered
from inzet.vocabulary.errors import InputError

PAPER = """Verzonnen agenda

De Raad spreekt over vuur-
torens. Nederland steunt dit.
Is de minister daartoe bereid?
"""


def _labels(folder: Path, text: str) -> Path:
    (folder / "nl-x.txt").write_text(PAPER, encoding="utf-8")
    labels = folder / "nl-x.labels"
    labels.write_text(text, encoding="utf-8")
    return labels


def test_numbers_become_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = _labels(tmp_path, "1 a\n\n2 p:NLD?\n3 - h=question\n")
    main(["show", str(tmp_path / "nl-x.txt")])
    assert "1\tDe Raad spreekt over vuurtorens." in capsys.readouterr().out.splitlines()
    main(["join", str(labels)])
    found = list(read_annotations(tmp_path / "nl-x.jsonl"))
    assert [one.exact for one in found] == [one.text for one in numbered(tmp_path / "nl-x.txt")]
    assert [[(one.act, one.holder, one.sure) for one in each.body] for each in found] == [
        [("agenda", None, True)],
        [("position", "NLD", False)],
        [],
    ]
    assert found[2].hard == "question"
    start, end = found[0].span or (0, 0)
    assert PAPER[start:end] == "De Raad spreekt over vuur-\ntorens."


def test_a_last_day_and_what_is_hard_stand_beside_labels(tmp_path: Path) -> None:
    written = '2 c:NLD>parliament due="voor 1 mei" due_by=2017-04-30 p:RUS h=reported\n'
    (found,) = joined(_labels(tmp_path, written))
    assert [(one.act, one.holder, one.due, one.due_by) for one in found.body] == [
        ("commitment", "NLD", "voor 1 mei", "2017-04-30"),
        ("position", "RUS", None, None),
    ]
    assert found.hard == "reported speech"
    with pytest.raises(InputError, match="no kind of hard"):
        list(joined(_labels(tmp_path, "2 a h=difficult\n")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9 a\n", "up to 3"),
        ("3 a\n2 a\n", ":2"),
        ("a\n", "no sentence that comes next"),
        ("2 z\n", "no label"),
    ],
)
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        list(joined(_labels(tmp_path, text)))
    assert said in str(error.value)


def test_without_its_paper_it_says_so(tmp_path: Path) -> None:
    labels = tmp_path / "alone.labels"
    labels.write_text("1 a\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="no paper beside"):
        main(["join", str(labels)])


def test_a_file_that_is_not_there_or_holds_nothing_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="there is no such file"):
        main(["show", str(tmp_path / "nowhere.txt")])
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit, match="the file is empty"):
        main(["show", str(tmp_path / "empty.txt")])
