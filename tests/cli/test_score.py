"""``inzet score``, ``inzet review rules`` and ``inzet read --explain``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.reading.test_scoring import PAPER, PLEADS, PROMISES, SHINES, annotation, write


def labelled(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "raad.txt").write_text(PAPER, encoding="utf-8")
    write(
        folder / "labels.jsonl",
        [
            annotation(PLEADS, {"act": "position", "holder": "NLD"}),
            annotation(PROMISES, {"act": "commitment", "holder": "NLD", "due": "voor 1 mei 2018"}),
            annotation(SHINES, {"act": "status"}),
        ],
    )


def test_a_score_for_people_and_programs(run: Run, tmp_path: Path) -> None:
    labelled(tmp_path)
    line = ("score", "labels.jsonl", "--texts", "texts", "--by", "genre", "--rules")
    ran = run(*line, "--show", "all")
    assert ran.code == 0, ran.err
    for words in ("1 paper, 3 sentences", "commitment", "annotated agenda", "labelled status"):
        assert words in ran.out
    told = run(*line, "--json").json
    assert told["sentences"] == 3
    acts = {row["act"]: row for row in told["acts"]}
    assert acts["position"]["f"] == 1
    assert acts["status"]["recall"] == 0
    assert sum(counts["right"] for counts in told["rules"].values()) == 2


def test_a_score_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    labelled(tmp_path)
    assert "give --texts" in run("score", "labels.jsonl").out
    assert run("score", "nowhere").code == 2
    (tmp_path / "empty").mkdir()
    assert "no labels" in run("score", "empty").err


def test_agreement_of_two(run: Run, tmp_path: Path) -> None:
    labelled(tmp_path)
    ran = run("score", "labels.jsonl", "--second", "labels.jsonl")
    assert "3 sentences labelled twice" in ran.out
    assert "1.00" in ran.out


def test_why_a_sentence_was_read_so(run: Run, agenda: Path) -> None:
    ran = run("read", "agenda.txt", "--dry-run", "--explain")
    assert ran.code == 0, ran.err
    for words in ("rule position.", "matched “", "nothing", "No cue knows a word of"):
        assert words in ran.out


def test_rules_by_rejections(run: Run, agenda: Path) -> None:
    run("read", "agenda.txt")
    before = {row["rule"]: row for row in run("review", "rules", "--json").json["items"]}
    positions = run("positions", "--json").json["items"]
    first, second = positions[0], positions[1]
    assert run("review", "reject", first["id"]).code == 0
    assert run("review", "confirm", second["id"]).code == 0
    after = {row["rule"]: row for row in run("review", "rules", "--json").json["items"]}
    assert after[first["rule"]]["rejected"] == before[first["rule"]]["rejected"] + 1
    assert after[first["rule"]]["read"] == before[first["rule"]]["read"]
    assert after[second["rule"]]["confirmed"] == before[second["rule"]]["confirmed"] + 1
    assert first["rule"] in run("review", "rules", "--limit", "1").out
    run("review", "undo", first["id"])
    undone = {row["rule"]: row for row in run("review", "rules", "--json").json["items"]}
    assert undone[first["rule"]]["rejected"] == before[first["rule"]]["rejected"]


def test_a_model_must_be_set_up_and_allowed(run: Run, agenda: Path) -> None:
    ran = run("read", "agenda.txt", "--model")
    assert ran.code == 2
    assert "no language model is set up" in ran.err
    model = {"INZET_MODEL_URL": "http://127.0.0.1:9/v1", "INZET_MODEL": "none"}
    for line in (("--model",), ("--model", "--dry-run")):
        ran = run("read", "agenda.txt", *line, **model)
        assert ran.code == 2
        assert "nothing was sent" in ran.err
    # Allowed, but nobody is there: the paper is read all the same, and says so.
    ran = run("read", "agenda.txt", "--model", "--marking", "PUBLIC", **model)
    assert ran.code == 0, ran.err
    assert "could not be reached" in ran.out
