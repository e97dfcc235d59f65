"""``inzet follow``: what it shows, keeps and exits with; killed, it goes on."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.following import Journal
from inzet.record import Record
from tests.cli.conftest import PROGRAM, Ran, Run, clean_environment
from tests.following.house import House, agenda
from tests.following.serving import ODATA, Reply, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    house = House()
    dossier = house.dossier(28676)
    for number in range(429, 432):
        house.document(dossier, agenda(number), number)
    debate = house.debate(dossier, "2020A01234")
    house.promise(debate, "TZ202002-012", "De minister zegt een brief toe.")
    with serving(house) as running:
        yield running


def follow(run: Run, server: Server, *line: str) -> Ran:
    return run(
        "follow", *line, INZET_FOLLOW_URL_TWEEDEKAMER=server.address, INZET_FOLLOW_RATE="1000"
    )


def test_the_first_run_makes_the_record_and_tells_what_came(run: Run, server: Server) -> None:
    ran = follow(run, server, "28 676")
    assert ran.code == 0
    assert "New papers                3" in ran.out
    assert "Statements from its data  3" in ran.out
    assert "Made a new record" in ran.err
    assert run("papers", "kst-28676-430").code == 0
    assert "TZ202002-012" in run("commitments", "--json").out


def test_everything_that_is_followed(run: Run, server: Server) -> None:
    follow(run, server, "28676", "--marking", "INTERNAL")
    server.house.document(server.house.rows["Kamerstukdossier"][0], agenda(5), 500)
    ran = follow(run, server, "--json")
    (told,) = ran.json
    assert told["outcomes"]["new"] == 1
    assert told["marking"] == "INTERNAL"
    assert [each["number"] for each in told["papers"]] == ["kst-28676-500"]


def test_nothing_new_is_said(run: Run, server: Server) -> None:
    follow(run, server, "28676")
    ran = follow(run, server, "28676")
    assert ran.code == 0
    assert "Nothing new." in ran.out


def test_a_folder_is_watched_until_somebody_ends_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    rounds = []

    def wait(seconds: float) -> None:
        rounds.append(seconds)
        if len(rounds) == 1:
            put(1)
        elif len(rounds) == 2:
            inbox.rename(tmp_path / "away")
        elif len(rounds) == 3:
            (tmp_path / "away").rename(inbox)
            put(2)
        else:
            raise KeyboardInterrupt

    def put(number: int) -> None:
        path = inbox / f"{number}.txt"
        path.write_bytes(agenda(number))
        os.utime(path, (1e9, 1e9))

    monkeypatch.setattr("inzet.cli.follow.time.sleep", wait)
    put(0)
    ran = run("follow", str(inbox), "--every", "5")
    assert ran.code == 0, ran.err
    assert rounds == [300] * 4
    assert len(re.findall(r"New papers +1\n", ran.out)) == 3
    assert "no dossier that can be followed" in ran.err


def test_a_dry_run_needs_and_makes_no_record(run: Run, server: Server, tmp_path: Path) -> None:
    ran = follow(run, server, "28676", "--dry-run")
    assert ran.code == 0
    assert "Would come  6" in ran.out
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_cannot_be_reached_makes_no_record(
    run: Run, server: Server, tmp_path: Path
) -> None:
    server.next(ODATA, Reply(401))
    ran = follow(run, server, "28676")
    assert ran.code == 7
    assert list(tmp_path.iterdir()) == []
    assert "401" in ran.err


def test_a_source_that_stops_half_way_leaves_what_came(run: Run, server: Server) -> None:
    server.next(f"{ODATA}/Activiteit", Reply(401), Reply(401))
    ran = follow(run, server, "28676")
    assert ran.code == 7
    assert "New papers  3" in ran.out
    assert run("papers", "kst-28676-430").code == 0


def test_one_dossier_that_fails_does_not_keep_the_others(run: Run, server: Server) -> None:
    server.house.document(server.house.dossier(29999), agenda(7), 7)
    follow(run, server, "28676")
    follow(run, server, "29999")
    server.house.document(server.house.rows["Kamerstukdossier"][1], agenda(8), 8)
    server.next(f"{ODATA}/Kamerstukdossier", Reply(401))
    ran = follow(run, server, "--json")
    assert ran.code == 7
    first, second = ran.json
    assert first["stopped"]["exit_code"] == 7
    assert second["outcomes"]["new"] == 1


def test_what_is_refused_gives_its_exit_code(run: Run, server: Server) -> None:
    dossier = server.house.rows["Kamerstukdossier"][0]
    server.house.document(dossier, b"STG. GEHEIM\n\n" + agenda(9), 500)
    ran = follow(run, server, "28676", "--json")
    assert ran.code == 3
    assert ran.json[0]["refused"][0]["kind"] == "ClassifiedPaper"
    assert json.loads(ran.err.splitlines()[0])["error"]["exit_code"] == 3


def test_the_list_is_for_the_own_organisation(run: Run, server: Server) -> None:
    follow(run, server, "28676", "--since", "2020-01-01")
    shown = follow(run, server, "--list")
    assert "28676" in shown.out
    assert "2020-01-01" in shown.out
    (told,) = follow(run, server, "--list", "--json").json
    assert told["told"] == {"new": 3, "told": 3}
    refused = follow(run, server, "--list", "--reader", "PUBLIC")
    assert refused.code == 2
    assert "28676" not in refused.out + refused.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("28676-429",), "no dossier"),
        (("../../etc",), "no dossier"),
        (("28676", "--source", "nowhere"), "no source"),
        (("28676", "--marking", "REL-NOWHERE"), "no marking"),
        (("--since", "2020-01-01"), "for one dossier"),
        ((), "nothing is followed"),
        (("99999",), "no dossier 99999"),
    ],
)
def test_what_cannot_be(run: Run, server: Server, line: tuple[str, ...], said: str) -> None:
    ran = follow(run, server, *line)
    assert ran.code in (2, 4)
    assert said in ran.err


def test_where_a_paper_stands_with_its_publisher(run: Run, server: Server) -> None:
    follow(run, server, "28676")
    first, second, _ = server.house.rows["Document"]
    server.house.delete("Document", first)
    server.house.replace(second, agenda(430).replace(b"1 mei 2020", b"1 juni 2020"))
    follow(run, server, "28676")
    assert "Where published  withdrawn" in run("papers", "kst-28676-429").out
    papers = run("papers", "--json").json["items"]
    ids = [each["id"] for each in papers if "kst-28676-430" in each["numbers"]]
    states = {
        (told["publication"] or {}).get("state"): told["publication"]
        for told in (run("papers", each, "--json").json for each in ids)
    }
    assert set(states) == {None, "replaced"}
    assert states["replaced"]["by"] in ids


def test_killed_it_goes_on_and_takes_nothing_twice(tmp_path: Path) -> None:
    house = House()
    dossier = house.dossier(28676)
    for number in range(1, 41):
        house.document(dossier, agenda(number), number)
    with serving(house) as server:
        settings = {"INZET_FOLLOW_URL_TWEEDEKAMER": server.address, "INZET_FOLLOW_RATE": "60"}
        command = [*PROGRAM, "follow", "28676"]
        environment = clean_environment(**settings)
        for wanted in (5, 15):
            begun = subprocess.Popen(
                command, cwd=tmp_path, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            until = time.monotonic() + 60
            while server.count("/resource") < wanted and time.monotonic() < until:
                time.sleep(0.01)
            os.kill(begun.pid, signal.SIGKILL)
            begun.wait()
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        # What was on its way when it was killed is fetched again, and nothing else.
        assert server.count("/resource") <= 40 + 4
    with Record.open(tmp_path / "inzet.db") as record:
        numbers = [paper.numbers[0] for paper in record.view(record.reader()).papers().items]
    assert sorted(numbers) == sorted(f"kst-28676-{number}" for number in range(1, 41))
    with Journal(tmp_path / "inzet.db") as journal:
        assert journal.followed()[0].ran
