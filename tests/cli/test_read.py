"""Reading papers: what is refused leaves nothing behind, what is read is shown and kept."""

from __future__ import annotations

import importlib.resources
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from inzet.reading.load import LIMIT
from inzet.reading.result import Reading
from inzet.record import Record
from inzet.vocabulary.markings import Classification
from tests.cli.conftest import AGENDA, PROGRAM, Run, clean_environment
from tests.cli.typist import Terminal

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


@pytest.mark.file
def test_the_first_paper_makes_the_record(run: Run, agenda: Path, tmp_path: Path) -> None:
    ran = run("read", "agenda.txt", INZET_ORGANISATION="Buitenlandse Zaken")
    assert ran.code == 0, ran.err
    assert "new record, inzet.db, of “Buitenlandse Zaken”" in ran.err
    with Record.open(tmp_path / "inzet.db") as record:
        assert record.organisation.name == "Buitenlandse Zaken"
    assert run("papers", "--json").json["total"] == 1
    again = run("read", "agenda.txt")
    assert again.code == 0
    assert "Already in the record" in again.out
    assert "new record" not in again.err
    assert run("papers", "--json").json["total"] == 1


def test_what_was_read_is_shown(run: Run, agenda: Path) -> None:
    ran = run("read", "agenda.txt", "--dry-run")
    assert ran.code == 0, ran.err
    for words in ("2024-02-14 to 2024-02-15", "Brussel", "Session 1", "Positions", "Commitments"):
        assert words in ran.out
    assert "Nederland zal benadrukken" in ran.out
    assert "nothing kept" in ran.out


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_a_reading_fits_the_terminal(run: Run, agenda: Path, columns: str) -> None:
    ran = run("read", "agenda.txt", "--dry-run", COLUMNS=columns)
    assert all(cell_len(line) <= int(columns) for line in ran.out.splitlines())


def test_json_is_the_reading_exactly(run: Run, agenda: Path, tmp_path: Path) -> None:
    ran = run("read", "agenda.txt", "--dry-run", "--json")
    reading = msgspec.json.decode(ran.out, type=Reading)
    assert json.loads(msgspec.json.encode(reading)) == ran.json
    schema = importlib.resources.files("inzet.reading") / "reading.schema.json"
    jsonschema.validate(ran.json, json.loads(schema.read_text()))
    (tmp_path / "other.txt").write_text("Something else entirely, said by nobody.\n" * 5)
    both = run("read", "agenda.txt", "other.txt", "--dry-run", "--json").json
    assert both[0] == ran.json
    assert len(both) == 2


def test_a_dry_run_keeps_nothing(run: Run, agenda: Path, tmp_path: Path) -> None:
    assert run("read", "agenda.txt", "--dry-run").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["agenda.txt"]


def test_from_a_pipe(run: Run) -> None:
    ran = run("read", "-", "--json", given=AGENDA)
    assert ran.code == 0, ran.err
    assert run("papers", "--json").json["items"][0]["source"] == "standard input"


def test_options_fill_in_what_the_paper_does_not_say(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Het kabinet zal de Kamer voor de zomer informeren.\n" * 3)
    facts = ["--said-on", "2024-02-02", "--on-behalf-of", "NLD", "--marking", "PUBLIC"]
    assert run("read", "note.txt", *facts).code == 0
    paper = run("papers", "--json").json["items"][0]
    assert (paper["said"], paper["on_behalf_of"], paper["marking"]) == (
        "2024-02-02",
        "NLD",
        "PUBLIC",
    )
    assert run("papers", "--reader", "PUBLIC", "--json").json["total"] == 1


REFUSED: dict[str, tuple[bytes, int]] = {
    "empty.txt": (b"", 2),
    "blank.txt": (b" \n\t\n", 2),
    "broken.txt": (b"een zin met \xff\xfe\xfa erin\n", 2),
    "paper.pdf": (PDF, 2),
    "paper.docx": (b"PK\x03\x04" + bytes(200), 2),
    "secret.txt": (b"STG. GEHEIM\n\nGeannoteerde agenda\n\nNederland zal pleiten.\n", 3),
    "nato.txt": (b"NATO SECRET\n\nThe meeting will be held.\n", 3),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_a_refused_paper_leaves_nothing(
    run: Run, tmp_path: Path, name: str, dry: list[str]
) -> None:
    data, code = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    ran = run("read", name, *dry)
    assert (ran.code, ran.out) == (code, "")
    assert name in ran.err
    assert "Traceback" not in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    told = json.loads(run("read", name, *dry, "--json").err)
    assert told["error"]["exit_code"] == code


def test_a_record_may_hold_more_than_unclassified_papers(run: Run, tmp_path: Path) -> None:
    Record.create(tmp_path / "inzet.db", "Ministry", ceiling=Classification.SECRET).close()
    (tmp_path / "nato.txt").write_bytes(REFUSED["nato.txt"][0])
    for dry in (["--dry-run"], []):
        assert run("read", "nato.txt", *dry).code == 0


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_paper_does_not_harm_the_record(
    run: Run, agenda: Path, tmp_path: Path, name: str
) -> None:
    run("read", "agenda.txt")
    head = run("verify", "--json").json["head"]
    data, code = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    assert run("read", name).code == code
    assert run("verify", "--json").json["head"] == head


def test_a_name_that_is_no_text_is_kept_as_escapes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/stuk\xff.txt"
    with open(name, "wb") as file:  # noqa: PTH123 (a path of bytes)
        file.write(AGENDA.encode())
    for line in (["read", name], ["read", ".", "--json"], ["papers", "--json"]):
        ran = subprocess.run(
            [*PROGRAM, *line],
            cwd=tmp_path,
            env=clean_environment(),
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["total"] == 1
    assert b"stuk\\\\xff.txt" in ran.stdout


def test_missing_folder_and_forbidden(run: Run, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    for name, words in (
        ("no.txt", "no such file"),
        ("papers", "no papers in this folder"),
        ("loop", "loop"),
    ):
        ran = run("read", name)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err.lower()
    assert run("read", "/dev/null").code == 2


def test_one_bad_paper_does_not_keep_the_others_out(run: Run, agenda: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = run("read", "empty.txt", "agenda.txt", "no.txt")
    assert ran.code == 2
    assert "empty.txt" in ran.err
    assert "no.txt" in ran.err
    assert run("papers", "--json").json["total"] == 1


def test_a_huge_file_is_refused_at_once_in_little_memory(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    # The peak of this process alone; ru_maxrss would remember the one that started it.
    measured = (
        "import sys\nfrom inzet.cli import main\n"
        "try:\n    main()\nfinally:\n"
        "    status = open('/proc/self/status').read()\n"
        "    print(status.partition('VmHWM:')[2].split()[0], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured, "read", "huge.txt"],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    told, kilobytes = done.stderr.rstrip().rsplit("\n", 1)
    assert "huge.txt" in told
    assert int(kilobytes) < 120 * 1024


def test_a_huge_pipe_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "read", "-"],
        input=b"een zin. " * (LIMIT // 9 + 9),
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"standard input" in done.stderr


def test_control_c_while_reading_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(AGENDA * 3000, encoding="utf-8")
    with subprocess.Popen(
        [*PROGRAM, "read", "long.txt"],
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background of a shell has it ignored from there on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        deadline = time.monotonic() + 20
        while not (tmp_path / "inzet.db").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["long.txt"]


def test_an_unknown_marking_lists_the_known(run: Run, agenda: Path, tmp_path: Path) -> None:
    ran = run("read", "agenda.txt", "--marking", "REL-NOBODY")
    assert ran.code == 2
    assert "PUBLIC, INTERNAL" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["agenda.txt"]


def test_the_public_reads_nothing_in(run: Run, agenda: Path) -> None:
    run("read", "agenda.txt")
    ran = run("read", "agenda.txt", "--reader", "PUBLIC")
    assert ran.code == 2


def reprint(tmp_path: Path) -> None:
    """The same agenda with another letterhead."""
    (tmp_path / "reprint.txt").write_text(f"Herdruk 2024Z00002\n\n{AGENDA}", encoding="utf-8")


def test_the_same_paper_again_must_be_told_apart(run: Run, agenda: Path, tmp_path: Path) -> None:
    run("read", "agenda.txt")
    reprint(tmp_path)
    ran = run("read", "reprint.txt")
    assert (ran.code, ran.out) == (2, "")
    assert "--same-as" in ran.err
    assert "--not-same" in ran.err
    known = run("papers", "--json").json["items"][0]["id"]
    assert run("read", "reprint.txt", "--same-as", known[:12]).code == 0
    assert run("papers", "--json").json["total"] == 1
    assert run("read", "reprint.txt", "--same-as", known, "--not-same").code == 2
    assert run("read", "reprint.txt", "agenda.txt", "--same-as", known).code == 2


def test_a_paper_of_its_own_however_alike(run: Run, agenda: Path, tmp_path: Path) -> None:
    run("read", "agenda.txt")
    reprint(tmp_path)
    assert run("read", "reprint.txt", "--not-same").code == 0
    assert run("papers", "--json").json["total"] == 2


def test_on_a_terminal_it_asks(run: Run, agenda: Path, tmp_path: Path) -> None:
    run("read", "agenda.txt")
    reprint(tmp_path)
    terminal = Terminal(tmp_path, "read", "reprint.txt")
    terminal.until("Is it that paper?")
    terminal.type("y")
    terminal.until("another copy")
    assert terminal.code() == 0
    assert run("papers", "--json").json["total"] == 1


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )
)
def test_no_bytes_give_a_traceback(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "any.txt").write_bytes(data)
    for form in ([], ["--json"]):
        ran = run("read", "any.txt", "--dry-run", *form)
        assert ran.code in (0, 2, 3), ran.err
        assert "Traceback" not in ran.err
        told: Any = ran.out + ran.err
        assert not any(char in told for char in "\x1b\x07\x9b\u202e")


def test_no_write_permission(run: Run, agenda: Path, tmp_path: Path) -> None:
    place = "/proc/inzet.db" if os.geteuid() == 0 else "/inzet.db"
    ran = run("read", "agenda.txt", "--record", place)
    assert ran.code in (2, 74)
    assert "Traceback" not in ran.err
