"""How precise a rule is, counted by hand on a small folder of labels."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from inzet.reading.gold import precisions
from inzet.reading.precision import precision_of, table, wilson_lower

SAYS = "Nederland pleit voor een open markt."


def gold(folder: Path) -> Path:
    """Ten sentences of one rule, of which two are labelled otherwise, and no papers."""
    rows = [
        {"text": SAYS, "act": "position", "holder": "NLD" if i > 1 else "FRA", "hard": None}
        for i in range(10)
    ]
    lines = "\n".join(json.dumps(row) for row in rows)
    (folder / "sentences-test.jsonl").write_text(lines, encoding="utf-8")
    unseen = folder / "papers" / "unseen"
    unseen.mkdir(parents=True)
    span = {"type": "TextPositionSelector", "start": 0, "end": len(SAYS)}
    exact = {"type": "TextQuoteSelector", "exact": SAYS}
    row = {"id": "1", "body": [], "target": {"source": "p.txt", "selector": [span, exact]}}
    (unseen / "p.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (unseen / "p.txt").write_text(f"{SAYS}\n", encoding="utf-8")
    told = {"language": "nl", "genre": None, "on_behalf_of": None}
    (unseen / "p.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def test_rules_and_families_are_counted(tmp_path: Path) -> None:
    rules, sources = precisions.recount(gold(tmp_path))["nl"]
    made = precisions.as_table(rules, sources)
    assert sources == {"sentences-test.jsonl": 10, "papers/unseen": 1}
    assert made["sentences"] == 11
    # The paper does not say who speaks: Nederland is a country there, and the label is silent.
    assert made["families"]["position.plead"] == {
        "right": 8,
        "total": 10,
        "lower": f"{wilson_lower(8, 10):.2f}",
    }


def test_few_cases_have_no_figure() -> None:
    made = precisions.as_table({"status.a.b": Counter(right=7)}, {"x": 7})
    assert made["families"]["status.a"]["lower"] is None
    assert made["rules"] == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_ships_says_what_it_rests_on(language: str) -> None:
    path = files("inzet.reading").joinpath(f"languages/{language}/precision.json")
    made = json.loads(path.read_text(encoding="utf-8"))
    assert made["sentences"] == sum(made["sources"].values())
    for rows in (made["families"], made["rules"]):
        for row in rows.values():
            enough = row["total"] >= 8
            expected = f"{wilson_lower(row['right'], row['total']):.2f}" if enough else None
            assert row["lower"] == expected


def test_a_rule_has_its_own_figure_before_its_family() -> None:
    known = table("nl")
    rule = next(name for name in known if name.count(".") == 2)
    assert precision_of(rule) == known[rule]
    assert precision_of(rule.rpartition(".")[0] + ".nothing") == known.get(rule.rpartition(".")[0])
    assert precision_of("model.position") is None
