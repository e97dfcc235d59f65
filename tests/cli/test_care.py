"""Care of the record: verify, rebuild, erase, serve."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.record import Record
from tests.cli.conftest import PROGRAM, Run, clean_environment
from tests.cli.records import make
from tests.record.claiming import claim, take


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Run:
    make(tmp_path / "inzet.db").close()
    return run


def test_verify_prints_the_head(made: Run) -> None:
    ran = made("verify")
    assert ran.code == 0, ran.err
    head = ran.out.splitlines()[-1]
    assert made("verify", "--json").json["head"] == head
    assert made("verify", "--head", head).code == 0
    assert made("verify", "--head", "nonsense").code == 2


@pytest.mark.file
def test_verify_finds_a_changed_entry(made: Run, tmp_path: Path) -> None:
    alter(tmp_path / "inzet.db", b"industry", b"1ndustry")
    ran = made("verify")
    assert ran.code == 5
    assert "altered" in ran.out
    assert "Restore" in ran.out
    assert "fault" in ran.err
    told = made("verify", "--json")
    assert told.code == 5
    assert not told.json["ok"]
    assert set(told.json["faults"][0]) == {"what", "where", "fix"}


def test_verify_tells_what_another_organisation_said_that_is_not_so(
    made: Run, tmp_path: Path
) -> None:
    with (
        Record.open(tmp_path / "inzet.db") as record,
        Record.create(tmp_path / "liar.db", "Liar") as liar,
    ):
        said = record.view(record.reader()).statements().items[0].entry
        claim(liar, said)
        take(liar, record)
    ran = made("verify")
    assert ran.code == 0, "it is no fault of the record"
    for words in ("Liar says that it erased an entry that Ministry wrote", said, "1 untrue claim"):
        assert words in ran.out
    (told,) = made("verify", "--json").json["untrue"]
    assert set(told) == {"what", "where", "fix"}


@pytest.mark.file
def test_verify_with_a_head_finds_a_removed_end(made: Run, tmp_path: Path) -> None:
    """A record put back to an earlier state proves by itself, but not against a later head."""
    before = {path: path.read_bytes() for path in tmp_path.glob("inzet.db*")}
    with Record.open(tmp_path / "inzet.db") as record:
        row = record.view(record.reader()).statements().items[0]
    assert made("review", "confirm", row.identity).code == 0
    head = made("verify", "--json").json["head"]
    for path, data in before.items():
        path.write_bytes(data)
    assert made("verify").code == 0
    assert made("verify", "--head", head).code == 5


def alter(path: Path, old: bytes, new: bytes) -> None:
    """Change bytes inside every entry that holds them, as somebody with the file could."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT seq, body FROM entry").fetchall()
    changed = [(body.replace(old, new), seq) for seq, body in rows if body and old in body]
    assert changed
    connection.executemany("UPDATE entry SET body = ? WHERE seq = ?", changed)
    connection.commit()
    connection.close()


def test_rebuild_keeps_the_answers(made: Run) -> None:
    before = made("positions", "--json").out
    assert made("rebuild").code == 0
    assert made("positions", "--json").out == before


@pytest.mark.parametrize(
    "line", [["verify"], ["rebuild"], ["erase", "agenda.txt", "--ground", "x"]]
)
def test_only_the_own_organisation_cares_for_its_record(made: Run, line: list[str]) -> None:
    ran = made(*line, "--reader", "PUBLIC")
    assert (ran.code, ran.out) == (2, "")
    assert "own organisation" in ran.err


def test_erase_asks_or_is_told(made: Run) -> None:
    ran = made("erase", "agenda.txt", "--ground", "a mistake")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert made("papers", "--json").json["total"] == 1
    ran = made("erase", "agenda.txt", "--ground", "a mistake", "--yes")
    assert ran.code == 0, ran.err
    assert made("papers", "--json").json["total"] == 0
    assert made("positions", "--json").json["total"] == 0
    assert made("verify").code == 0


def test_erase_without_a_ground_or_an_entry(made: Run) -> None:
    assert made("erase", "agenda.txt", "--yes").code == 2
    assert made("erase", "agenda.txt", "--ground", " ", "--yes").code == 2
    assert made("erase", "nonsense", "--ground", "x", "--yes").code == 4


def test_a_file_that_is_no_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "inzet.db").write_text("not a record")
    ran = run("meetings")
    assert ran.code in (2, 5)
    assert "inzet.db" in ran.err
    assert (tmp_path / "inzet.db").read_text() == "not a record"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The workspace over a small record, on a free port; the process and its address."""
    make(tmp_path / "inzet.db").close()
    with subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=clean_environment(PYTHONUNBUFFERED="1"),
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found, line
            yield process, found[0]
        finally:
            process.kill()


def test_serve_says_where_serves_and_stops(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    with urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.status == 200
        assert b"<html" in answer.read()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stderr is not None
    assert process.stderr.read() == ""


def test_serve_on_a_taken_port(made: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = made("serve", "--port", str(port))
    assert ran.code == 2
    assert f"port {port}" in ran.err
    assert "--port" in ran.err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org", "::"])
def test_serve_stays_on_this_machine(made: Run, host: str) -> None:
    ran = made("serve", "--host", host, "--port", "0")
    assert ran.code == 2
    told = "is not an address" if host == "example.org" else "cannot be opened to others yet"
    assert told in " ".join(ran.err.split())


def test_serve_needs_a_record_and_a_known_reader(run: Run, tmp_path: Path) -> None:
    assert run("serve", "--port", "0").code == 4
    make(tmp_path / "inzet.db").close()
    assert run("serve", "--port", "0", "--reader", "Atlantis").code == 2
