"""Papers of our own that were typed with their labels: they can be read, and say what they are."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from inzet.reading.gold.annotation import ACTS
from inzet.reading.gold.lines import Labelled, read_lines

TYPED = Path(__file__).parent / "typed"
PATHS = tuple(sorted(TYPED.glob("*/*.lines")))
STAMPS = {
    "nl": "Verzonnen voor tests, geen officieel stuk.",
    "en": "Invented for tests, not an official paper.",
}


@cache
def paper(path: Path) -> Labelled:
    return read_lines(path, exact=True)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_it_can_be_read_and_says_that_it_is_invented(path: Path) -> None:
    found = paper(path)
    language = found.annotations[0].language
    assert path.name.startswith(f"{language}-")
    assert found.text.rstrip().endswith(STAMPS[language])
    assert {one.target.source for one in found.annotations} == {f"own:{path.stem}"}
    assert len(found.annotations) >= 20
    for one in found.annotations:
        for label in one.body:
            assert not label.due or label.due in (one.exact or ""), one.id


def test_both_parts_hold_every_act_in_both_languages() -> None:
    for part in ("dev", "unseen"):
        for language in STAMPS:
            ones = [
                each
                for path in PATHS
                if path.parent.name == part and path.name.startswith(language)
                for each in paper(path).annotations
            ]
            assert {label.act for one in ones for label in one.body} == set(ACTS)


def test_no_long_sentence_is_in_both_parts() -> None:
    said = {
        part: {
            one.hash
            for path in PATHS
            if path.parent.name == part
            for one in paper(path).annotations
            if len(one.exact or "") > 60
        }
        for part in ("dev", "unseen")
    }
    assert not said["dev"] & said["unseen"]


def test_the_readme_counts_what_is_there() -> None:
    rows = re.findall(
        r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$",
        (TYPED / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    counts: dict[tuple[str, str], Counter[str]] = {}
    for path in PATHS:
        key = (path.name[:2], path.parent.name)
        count = counts.setdefault(key, Counter())
        count["papers"] += 1
        for one in paper(path).annotations:
            count["sentences"] += 1
            count["hard"] += bool(one.hard)
            count["context"] += not one.body
            count.update(label.act for label in one.body)
    keys = [(language, part) for language in STAMPS for part in ("dev", "unseen")]
    assert {name: [int(one) for one in cells] for name, *cells in rows} == {
        name: [counts[key][name] for key in keys]
        for name in ("papers", "sentences", "hard", "context", *ACTS)
    }
