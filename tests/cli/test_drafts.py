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


def test_a_template_is_looked_over(run: Run, tmp_path: Path) -> None:
    assert run("drafts", "template").code == 2
    for language, extra in (("nl", ()), ("en", ("--close",))):
        name = f"{language}.docx"
        assert run("drafts", "template", "--to", name, "--language", language, *extra).code == 0
        good = run("drafts", "template", "--check", name, "--json")
        assert (good.code, good.json["usable"], good.json["unknown"]) == (0, True, [])
        assert ("addressee" in good.json["missing"]) == (language == "en")
    edited(tmp_path / "nl.docx", tmp_path / "bad.docx", "{{body}}", "{{minister}}")
    edited(tmp_path / "bad.docx", tmp_path / "worse.docx", "{{subject}}", "{{vorst}}")
    bad = run("drafts", "template", "--check", "worse.docx")
    assert bad.code == 2
    for word in ("{{minister}}", "{{vorst}}", "{{tekst}}"):
        assert word in bad.out
    (tmp_path / "text.docx").write_text("no Word file")
    assert run("drafts", "template", "--check", "text.docx").code != 0
    assert run("drafts", "template", "--check", "nothing.docx").code != 0


def test_fields_are_filled_in_and_stay_over_a_redraft(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    line = ("draft", "notes", MEETING, "--language", "en", *AS_ANNA)
    assert run(*line, "--on", "2024-02-05").code == 0
    listed = run("drafts", "fill", "notes", *AS_ANNA, "--json").json["fields"]
    assert "reference" in [each["label"] for each in listed]
    block = next(each for each in listed if not each["key"].startswith("head/"))
    for field, text in (("reference", "AB-12"), (block["label"], "  No\nlater. ")):
        done = run("drafts", "fill", "notes", field, text, *AS_ANNA, "--json")
        assert (done.code, done.json["changed"]) == (0, True), done.err
    assert not run("drafts", "fill", "notes", "ref", "AB-12", *AS_ANNA, "--json").json["changed"]
    again = run(*line, "--on", "2024-02-06", "--json").json
    assert again["conflicts"] == []
    found = run("drafts", "fill", "notes", *AS_ANNA, "--json").json["fields"]
    assert {each["key"]: (each["filled"], each.get("by", "")) for each in found}.items() >= {
        ("head/reference", ("AB-12", "")), (block["key"], ("No later.", "Anna")),
    }  # fmt: skip
    assert run("drafts", "fill", "notes", block["key"], "", *AS_ANNA).code == 0
    for wrong in (("date", "tomorrow"), ("nothing", "x"), ("reference",)):
        refused = run("drafts", "fill", "notes", *wrong, *AS_ANNA)
        assert refused.code in (2, 4), wrong
    assert "reference" in run("drafts", "fill", "notes", "nothing", "x", *AS_ANNA).err
    assert run("drafts", "fill", "notes", "reference", "x", "--as", "Bo").code == 4


def test_what_was_sent_is_released_and_shown_with_what_it_was_drafted_from(
    run: Run, tmp_path: Path
) -> None:
    make(tmp_path / "inzet.db").close()
    assert run("draft", "agenda", MEETING, "--to", "a.docx", "--on", "2024-02-05").code == 0
    assert run("drafts", "export", "agenda", "--to", "sent.docx", "--clean").code == 0
    line = ("drafts", "release", "agenda", "--marking", "INTERNAL", "--as-is", "--yes", "--json")
    refused = run(*line, "--file", "a.docx")
    assert refused.code == 2
    blocks = run("drafts", "show", "agenda", "--json").json["draft"]["blocks"]
    text = next(each["text"] for each in blocks if each["form"] == "paragraph" and each["text"])
    word = text.split()[0]
    edited(tmp_path / "sent.docx", tmp_path / "other.docx", f">{word} ", f">Thee {word} ")
    assert "Thee" in run(*line, "--file", "other.docx").err
    done = run(*line, "--file", "sent.docx")
    assert done.code == 0, done.err
    for name in ("show", "history"):
        told = run("drafts", name, "agenda", "--json").json
        assert told["drafted_from"] == done.json["papers"]
        assert len(told["drafted_from"]) == 1
    assert "drafted from" in run("drafts", "show", "agenda").out
