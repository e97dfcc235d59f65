"""``inzet commitments`` judges a promise, tells it apart for each reader, and takes it back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.vocabulary.parliament import Registered
from tests.cli.conftest import Run
from tests.cli.records import REPORT, STAMP, make, report
from tests.cli.test_lists import keys
from tests.meetings.cycle.planting import tell


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Run:
    """Run with two promises and a later report that keeps one of them."""
    make(tmp_path / "inzet.db").close()
    report(tmp_path)
    return run


def ids(run: Run) -> tuple[str, str]:
    """The promise that is due, and the one bound to the summit."""
    due, undated = run("commitments", "--json").json["items"]
    return due["id"], undated["id"]


def statuses(run: Run, *more: str) -> list[str]:
    return [each["status"] for each in run("commitments", "--json", *more).json["items"]]


def test_a_promise_is_kept_by_a_paper_and_that_is_undone(made: Run) -> None:
    _, promise = ids(made)
    assert statuses(made, "--on", "2024-03-01") == ["overdue", "open"]
    kept = made("commitments", "keep", promise[:10], "--paper", "report.txt", "--by", "ann")
    assert (kept.code, kept.err) == (0, "")
    assert kept.out.startswith(f"Kept: {promise[:12]} (entry ")
    assert statuses(made, "--on", "2024-03-01") == ["overdue", "kept"]
    assert statuses(made, "--on", "2024-02-27") == ["overdue", "open"]
    assert statuses(made, "--kept") == ["kept"]
    [item] = made("commitments", "--kept", "--json").json["items"]
    assert item["kept_by"]["title"] == "Report of the defence ministers"
    assert item["judgement"]["by"] == "ann"
    assert item["judgement"]["quote"].startswith("As promised, I am sending")
    assert "By its words: “As promised" in kept.out
    assert "by Report of the defence ministers" in " ".join(
        made("commitments", "--kept", COLUMNS="70").out.split()
    )
    assert made("commitments", "undo", promise).code == 0
    assert statuses(made, "--on", "2024-03-01") == ["overdue", "open"]
    assert made("commitments", "undo", promise).code == 4


def test_what_the_register_says_is_told_as_its_word(made: Run, tmp_path: Path) -> None:
    _, promise = ids(made)
    with Record.open(tmp_path / "inzet.db") as record:
        letter = next(
            each
            for each in record.view(record.reader()).papers().items
            if each.title == "Report of the defence ministers"
        )
        told = Registered(
            promise="TZ202303-012", of=promise, words="Voldaan", kept=True,
            papers=(*letter.numbers[:1], "2024D99999"),
        )  # fmt: skip
        tell(record, told, said="2024-03-05")
    listed = " ".join(made("commitments", COLUMNS="250").out.split())
    assert "open; register: “Voldaan”" in listed
    shown = " ".join(made("commitments", promise, COLUMNS="250").out.split())
    assert "“Voldaan” (2024-03-05), by" in shown
    assert "2024D99999 (not in view)" in shown
    item = made("commitments", promise, "--json").json
    assert (item["status"], item["register_says"]["words"]) == ("open", "Voldaan")
    assert item["register_says"]["not_in_view"] == ["2024D99999"]


def test_a_promise_lapses(made: Run) -> None:
    promise, _ = ids(made)
    ran = made("commitments", "lapse", promise, "--ground", "No meeting.", "--on", "2024-02-10")
    assert ran.code == 0
    assert statuses(made, "--lapsed") == ["lapsed"]
    assert statuses(made, "--open", "--on", "2024-03-01") == ["open"]
    assert "No meeting." in made("commitments", "--lapsed").out


def test_one_promise_is_shown_with_its_history_and_what_may_keep_it(made: Run) -> None:
    _, promise = ids(made)
    shown = made("commitments", promise[:8], "--json").json
    assert set(shown) - {"on", "history", "proposals"} == keys("statement") | keys("commitment")
    [proposal] = shown["proposals"]
    assert set(proposal) == keys("proposal")
    assert proposal["quote"] in REPORT
    assert [each["what"] for each in shown["history"]] == ["promised"]
    made("commitments", "keep", promise, "--paper", "report.txt", "--quote", "As promised")
    made("commitments", "undo", promise)
    after = made("commitments", "show", promise, "--json").json
    assert [(each["what"], each["undone"]) for each in after["history"]] == [
        ("promised", False),
        ("kept", True),
        ("undone", False),
    ]
    told = made("commitments", promise, COLUMNS="200").out
    assert "What may keep it" in told
    assert STAMP in told
    same = made("commitments", "show", promise, COLUMNS="200").out
    assert told == same


def test_proposals_are_listed_and_set_nothing(made: Run) -> None:
    told = made("commitments", "--proposals", COLUMNS="200")
    assert "may be kept by" in told.out
    assert "As promised, I am sending the House a report" in told.out
    [item] = made("commitments", "--proposals", "--json").json["items"]
    assert len(item["proposals"]) == 1
    [row] = csv.DictReader(io.StringIO(made("commitments", "--proposals", "--csv").out))
    assert row["paper"] == "Report of the defence ministers"
    assert statuses(made, "--on", "2024-03-01") == ["overdue", "open"]
    before = made("commitments", "--proposals", "--known-on", "2024-02-20")
    assert "No paper was found" in before.out


def test_who_may_not_read_the_paper_sees_the_promise_open(run: Run, tmp_path: Path) -> None:
    make(tmp_path / "inzet.db").close()
    report(tmp_path, marking="INTERNAL")
    _, promise = ids(run)
    done = run("commitments", "keep", promise, "--paper", "report.txt", "--json").json
    assert done["marking"] == "INTERNAL"
    assert statuses(run, "--kept") == ["kept"]
    assert statuses(run, "--kept", "--reader", "PUBLIC") == []
    shown = run("commitments", promise, "--reader", "PUBLIC", "--json").json
    assert (shown["status"], shown["judgement"], shown["proposals"]) == ("open", None, [])


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (["commitments", "keep", "ID", "--paper", "nonsense"], 4, "paper"),
        (["commitments", "keep", "nonsense", "--paper", "report.txt"], 4, "statement"),
        (["commitments", "keep", "ID", "--paper", "agenda.txt"], 2, "makes the promise"),
        (["commitments", "keep", "ID", "--paper", "report.txt", "--quote", "zzz"], 2, "quote"),
        (["commitments", "keep", "ID"], 2, "--paper"),
        (["commitments", "lapse", "ID", "--ground", " "], 2, "ground"),
        (["commitments", "lapse", "ID", "--ground", "x", "--on", "2020-01-01"], 2, "promised on"),
        (["commitments", "undo", "ID", "--reader", "PUBLIC"], 2, "own organisation"),
        (["commitments", "nonsense"], 4, "statement"),
        (["commitments", "POSITION"], 2, "not a commitment"),
    ],
)
def test_what_cannot_be_is_told(made: Run, line: list[str], code: int, told: str) -> None:
    position = made("positions", "--json").json["items"][0]["id"]
    names = {"ID": ids(made)[0], "POSITION": position}
    ran = made(*(names.get(word, word) for word in line))
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_the_samples_keep_two_of_their_promises(run: Run) -> None:
    assert run("sample", "--to", "sample.db").code == 0
    made = run("commitments", "--proposals", "--json", "--record", "sample.db").json["items"]
    told = {
        (each["due_before"] or each["due"], one["claim"], one["paper"]["said"])
        for each in made
        for one in each["proposals"]
    }
    assert told == {
        ("2022-12-16", "report", "2022-12-16"),
        ("2023-04-04", "said", "2023-03-17"),
    }
