"""A draft at the command line: made, taken back, composed again, never written over."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.records import MEETING, make

AS_ANNA = ("--as", "Anna")


def edited(source: Path, target: Path, before: str, after: str) -> None:
    """A copy of a Word file with other words in it."""
    with zipfile.ZipFile(source) as there, zipfile.ZipFile(target, "w") as made:
        for part in there.infolist():
            data = there.read(part)
            if part.filename == "word/document.xml":
                assert before.encode() in data
                data = data.replace(before.encode(), after.encode(), 1)
            made.writestr(part, data)


def test_a_day_with_a_draft(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    line = ("draft", "agenda", MEETING, "--language", "en", "--on", "2024-02-05", *AS_ANNA)
    first = run(*line, "--to", "a.docx", "--clean", "--json")
    assert first.code == 0, first.err
    assert (first.json["first"], first.json["files"]) == (True, ["a.docx", "a-clean.docx"])
    # Nobody wrote in it: it may be written again.
    assert run(*line, "--to", "a.docx").code == 0
    blocks = run("drafts", "show", "agenda", *AS_ANNA, "--json").json["draft"]["blocks"]
    paragraph = next(each for each in blocks if each["form"] == "paragraph" and each["text"])
    words = paragraph["text"].split()[0]
    edited(tmp_path / "a.docx", tmp_path / "b.docx", f">{words} ", ">Fond of industry, says Anna ")
    back = run("return", "b.docx", *AS_ANNA, "--json")
    assert back.code == 0, back.err
    assert back.json["changed"]
    assert [each["did"] for each in back.json["edits"]] == ["edited"]
    again = run("return", "b.docx", *AS_ANNA, "--json")
    assert (again.json["changed"], again.json["conflicts"]) == (False, [])
    # Somebody wrote in this one.
    refused = run(*line, "--to", "b.docx")
    assert refused.code == 2
    assert "inzet return b.docx" in refused.err
    kept = run("drafts", "show", "agenda", *AS_ANNA)
    assert "Fond of industry, says Anna" in kept.out
    stranger = run("return", "b.docx", "--as", "Bo")
    assert stranger.code == 4
    assert "not in your drawer" in stranger.err
    assert "drawer is empty" in run("drafts", "--as", "Bo").out
    assert run("drafts", "delete", "agenda", "--yes", *AS_ANNA).code == 0
    gone = run("return", "b.docx", *AS_ANNA)
    assert gone.err.replace("Anna", "Bo") == stranger.err
    assert b"says Anna" not in (tmp_path / "inzet.db.drafts").read_bytes()


def test_a_clean_copy_cannot_be_taken_back(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    assert run("draft", "agenda", MEETING, "--to", "a.docx", "--clean").code == 0
    refused = run("return", "a-clean.docx")
    assert refused.code == 2
    assert "a-clean.docx" in refused.err


def test_errors_say_what_there_is(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    for line, known in (
        (("draft", "letter", MEETING), "agenda, report, debate, notes, brief"),
        (("draft", "agenda", "nothing"), MEETING),
        (("draft", "agenda", MEETING, "--language", "fr"), "en or nl"),
        (("draft", "agenda", MEETING, "--to", "a.odt"), ".docx"),
        (("drafts", "show", "nothing"), "inzet draft"),
    ):
        ran = run(*line)
        assert ran.code in (2, 4), line
        assert known in ran.err, line
    # A wrong format is told before anything is kept.
    assert "drawer is empty" in run("drafts").out


def test_the_template_that_ships_is_written_out_and_used(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    (tmp_path / "office.docx").write_bytes(b"an office's own")
    assert run("drafts", "template", "--to", "office.docx").code == 2
    assert (tmp_path / "office.docx").read_bytes() == b"an office's own"
    for wrong in (("--to", "style.pdf"), ("--to", "style.docx", "--language", "xx")):
        assert run("drafts", "template", *wrong).code == 2
    assert not (tmp_path / "style.docx").exists()
    assert run("drafts", "template", "--to", "style.docx", "--language", "en").code == 0
    with zipfile.ZipFile(tmp_path / "style.docx") as file:
        assert b"{{body}}" in file.read("word/document.xml")
    line = ("draft", "agenda", MEETING, "--on", "2024-02-05", "--template", "style.docx")
    assert run(*line, "--to", "agenda.docx").code == 0
