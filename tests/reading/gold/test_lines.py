"""A paper typed in lines becomes a text and annotations without text."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.reading.gold.annotation import sentence_hash
from inzet.reading.gold.lines import read_lines
from inzet.vocabulary.errors import InputError

PAPER = """@ https://example.org/p.html | en | agenda | 2017-02-27 | GBR
= Invented pre-Council statement

- | I shall attend the Council.
a | The Council will discuss lighthouses.
p:GBR? c:GBR>parliament due="before May" | We support them and shall report before May.

• p- | x
"""


def test_labels_and_text(tmp_path: Path) -> None:
    path = tmp_path / "en-x.lines"
    path.write_text(PAPER.replace("• p- | x\n", "p-:FRA | • France opposes them.\n"), "utf-8")
    paper = read_lines(path)
    assert paper.own == "GBR"
    assert paper.text.splitlines()[0] == "Invented pre-Council statement"
    # Sentences of a paragraph go on in one line; an item begins its own.
    assert "I shall attend the Council. The Council will discuss lighthouses." in paper.text
    assert "\n• France opposes them." in paper.text
    acts = [[(one.act, one.holder, one.sure) for one in each.body] for each in paper.annotations]
    assert acts == [
        [],
        [("agenda", None, True)],
        [("position", "GBR", False), ("commitment", "GBR", True)],
        [("position", "FRA", True)],
    ]
    promise = paper.annotations[2].body[1]
    assert (promise.to, promise.due) == ("parliament", "before May")
    assert paper.annotations[3].body[0].polarity == "negative"
    assert paper.annotations[0].hash == sentence_hash("I shall attend the Council.")
    assert all(one.exact is None for one in paper.annotations)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("z | A sentence.", "is no label"),
        ("- h=nothing | A sentence.", "is no kind of hard"),
        ("p:GBR A sentence.", "no sentence behind a bar"),
    ],
)
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "x.lines"
    path.write_text(f"@ a | en | agenda | 2017 | -\n{line}\n", "utf-8")
    with pytest.raises(InputError, match=says) as told:
        read_lines(path)
    assert str(told.value.where).endswith(":2")


def test_the_paper_is_told_first(tmp_path: Path) -> None:
    path = tmp_path / "x.lines"
    path.write_text("a | The Council will discuss it.\n", "utf-8")
    with pytest.raises(InputError, match="does not tell the paper"):
        read_lines(path)
