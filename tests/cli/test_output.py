"""Answers fit the terminal, steer nothing, and survive a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from inzet.cli import output, terminal
from inzet.cli.output import Column

COLUMNS = (Column("Day"), Column("Title", words=True), Column("Id"))
ROWS = [
    ("2023-04-04", "A meeting with a rather long title that has to break somewhere", "a1b2c3"),
    ("2023-07-11", "北大西洋理事会外交部长会议将在布鲁塞尔举行", "d4e5f6"),
    ("undated", "Émigré 👩‍🚀 naïve — [bold]not markup[/bold] :smile:", "ffffff"),
]


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_a_table_fits_and_loses_nothing(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    output.print_table(COLUMNS, ROWS)
    printed = capsys.readouterr().out
    assert all(cell_len(line) <= columns for line in printed.splitlines())
    squeezed = "".join(printed.split())
    for row in ROWS:
        for word in " ".join(row).split():
            if word.isascii():
                assert word in squeezed
    assert "[bold]not" in printed
    assert ":smile:" in printed


def test_words_are_not_cut_where_they_fit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    output.print_table(COLUMNS, ROWS[:1])
    words = capsys.readouterr().out.split()
    assert set(ROWS[0][1].split()) <= set(words)


def test_too_narrow_for_columns_becomes_blocks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    output.print_table(COLUMNS, ROWS[:2])
    assert capsys.readouterr().out.count("Title") == 2


@pytest.mark.parametrize(("set_to", "expected"), [("10", 40), ("77", 77), ("999", 200)])
def test_width_has_bounds(set_to: str, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", set_to)
    assert terminal.width() == expected


@given(st.text())
def test_nothing_steers_the_terminal(text: str) -> None:
    shown = terminal.safe(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
    assert not any(127 <= ord(char) < 160 or char in "\u202d\u202e\u2066" for char in shown)
    shown.encode()


def test_ordinary_text_is_untouched() -> None:
    text = "Een zin, met “aanhalingstekens”,\n\téén tab en 北京 עברית"
    assert terminal.safe(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_keeps_its_value_and_steers_nothing(text: str) -> None:
    written = terminal.escaped_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(written) == {"a": text}
    assert terminal.safe(written) == written


@given(st.text())
def test_no_csv_cell_is_a_formula(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        written = io.StringIO()
        patch.setattr("sys.stdout", written)
        output.print_csv(["a"], [[text], ["x"]])
    rows = list(csv.reader(io.StringIO(written.getvalue())))
    assert rows[-1] == ["x"]
    cell = rows[1][0] if rows[1] else ""
    assert not cell.startswith(("=", "+", "-", "@"))


def test_no_colour_away_from_a_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    output.print_title("A title")
    output.print_block([("head", "bold red")], [("body", "cyan")])
    assert "\x1b" not in capsys.readouterr().out
