"""Every error is told as what, where and what to do, with a code that means something."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from inzet.cli import failures
from inzet.vocabulary.errors import BusyRecord, ClassifiedPaper, InzetError, NotFound
from tests.cli.conftest import PROGRAM, Run, clean_environment


def guarded(error: BaseException, *arguments: str) -> int:
    def fails() -> None:
        raise error

    return failures.guarded(fails, arguments)


def test_an_error_says_what_where_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code = guarded(NotFound("there is no such thing", where="shelf", fix="Look elsewhere."))
    assert code == 4
    assert capsys.readouterr().err == "inzet: shelf: there is no such thing.\n  Look elsewhere.\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InzetError("a"), 1),
        (ClassifiedPaper("a"), 3),
        (BusyRecord("a"), 6),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (ZeroDivisionError(), 70),
        (OSError(28, "No space left on device", "inzet.db"), 74),
    ],
)
def test_codes(error: BaseException, code: int) -> None:
    assert guarded(error) == code


def test_with_json_the_error_is_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(NotFound("not \x1b[31mthere", where="a", fix="b"), "papers", "--json")
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert json.loads(told)["error"] == {
        "kind": "NotFound",
        "what": "not \x1b[31mthere",
        "where": "a",
        "fix": "b",
        "exit_code": 4,
    }


def test_an_error_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(NotFound("no “\x1b]0;owned\x07\u202e”", where="a\nb"))
    told = capsys.readouterr().err
    assert told == "inzet: a b: no “␛]0;owned␇⟨202E⟩”.\n"


def test_a_fault_apologises_and_hides_its_details(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INZET_DEBUG", raising=False)
    assert guarded(ZeroDivisionError("secret detail"), "status", "x") == 70
    told = capsys.readouterr().err
    assert "sorry" in told
    assert "inzet status x" in told
    assert "Traceback" not in told
    assert "secret detail" not in told


def test_a_fault_shows_its_details_when_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INZET_DEBUG", "1")
    guarded(ZeroDivisionError("detail"))
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (["nonsense"], 2, "no such command"),
        (["meetings", "--as-of", "4 April"], 2, "2023-03-17"),
        (["meetings", "--as-of", "2023-02-30"], 2, "--as-of"),
        (["positions", "--limit", "-1"], 2, "--limit"),
        (["positions", "--nonsense"], 2, "--nonsense"),
        (["meetings"], 4, "inzet read"),
        (["read"], 2, "FILE"),
        (["search"], 2, "WORDS"),
        (["--record", "mysql://host/name", "meetings"], 2, "a file"),
        (["review"], 2, "terminal"),
    ],
)
def test_wrong_lines(run: Run, line: list[str], code: int, words: str) -> None:
    ran = run(*line)
    assert ran.code == code
    assert words in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_of_a_database_its_address_is_told_without_the_password(run: Run, tmp_path: Path) -> None:
    address = "postgresql://jan:molletje@db.example/nato"
    ran = run("--record", address, "meetings", INZET_HOME=str(tmp_path))
    assert ran.code == 4
    assert ran.err.startswith("inzet: postgresql://jan@db.example/nato: there is no record")
    assert "record.key" in ran.err
    assert "molletje" not in ran.err + ran.out
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_by_a_wrong_line(run: Run, tmp_path: Path) -> None:
    run("meetings")
    run("verify")
    run("read", "missing.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    line = " ".join(f"'{part}'" for part in [*PROGRAM, "--help"])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | true; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        cwd=tmp_path,
        env=clean_environment(),
        check=False,
    )
    assert done.stderr == b""
    assert done.returncode in (0, 141)


def test_a_terminal_that_writes_ascii_only_gets_escapes(spawn: Run) -> None:
    ran = spawn("papers", "caf\u00e9.txt", PYTHONIOENCODING="ascii")
    assert ran.code == 4
    assert "Traceback" not in ran.err


def test_control_c_has_its_code(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def interrupted(*_: object) -> Callable[..., None]:
        raise KeyboardInterrupt

    monkeypatch.setattr("inzet.cli.command.Invocation.open", interrupted)
    assert run("meetings").code == 130


def test_an_error_that_asks_ends_in_its_question_mark(capsys: pytest.CaptureFixture[str]) -> None:
    failures.tell(("UsageError", "did you mean --not-same?", "inzet read", "", 2), as_json=False)
    assert capsys.readouterr().err == "inzet read: did you mean --not-same?\n"
