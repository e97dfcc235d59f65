"""Gated patterns find what the pattern finds; what each needs is told from its wording."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from inzet.reading.gated import NEVER, Gated, pieces
from inzet.reading.languages import languages, table
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions.calendar import calendar
from inzet.reading.mentions.councils import council_words, names_in


@pytest.mark.parametrize(
    ("pattern", "known"),
    [
        (r"\bhet kabinet\b", ("het kabinet",)),
        (r"vind(?:t|en)\b.*\bplaats", ("plaats",)),
        (r"\b(?:maart|mrt)\b|april", ("mrt", "april", "maart")),
        (r"april|apr", ("apr",)),
        (r"marges?", ("marge",)),
        (r"ab+c", ("ab",)),
        (r"ab{2,3}c", ("ab",)),
        (r"ab?", ()),
        (r"ab{,3}", ()),
        (r"(?:abc)?def", ("def",)),
        (r"(?:abc)*", ()),
        (r"(?:abc|)x", ()),
        (r"[^\]a]day[sx]", ("day",)),
        (r"h\x41t\.", ("t.",)),
        (r"U\.K", ("u.k",)),
        (r"(?P<month>Mei)(?=\s\d)", ("mei",)),
        (r"(?<=abc)de(?!fgh)", ("de",)),
        (r"(?!)", ()),
        (r"", ()),
    ],
)
def test_what_a_pattern_needs(pattern: str, known: tuple[str, ...]) -> None:
    assert pieces(pattern) == known


def _sentences() -> list[str]:
    found: list[str] = []
    folder = files("inzet").joinpath("samples")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".txt"):
            found += [one.text for one in structure(load(path.read_bytes())).sentences]
    return found


def test_no_match_is_missed() -> None:
    """Every pattern of the calendars, meetings and kinds of paper, on every sample sentence."""
    gated = [
        one
        for code in languages()
        for words in (calendar(code), council_words(code))
        for name in words.__slots__
        if isinstance(one := getattr(words, name), Gated)
    ]
    for code in languages():
        for genre in table(code, "genres").get("genre", ()):
            gated += [Gated(one, re.I) for one in (*genre["title"], *genre["text"])]
        for one in table(code, "government").get("government", ()):
            gated += [Gated(cue, re.I) for cue in one["cues"]]
    assert len(gated) > 100
    assert sum(bool(one.needs) for one in gated) > 0.8 * len(gated)
    found = 0
    for sentence in _sentences():
        for text in (sentence, sentence.upper()):
            for one in gated:
                known = [match.span() for match in one.pattern.finditer(text)]
                assert [match.span() for match in one.finditer(text)] == known
                found += len(known)
    assert found > 1_000


def test_what_no_words_can_match_is_not_tried() -> None:
    never = Gated(NEVER, re.I)
    assert not never.may("anything")
    assert never.search("anything") is None
    assert list(never.finditer("anything")) == []


def test_councils_are_found_as_by_one_pattern_of_all_their_names() -> None:
    found = 0
    for code in languages():
        words = council_words(code)
        whole = re.compile(
            "|".join(f"(?P<n{at}>{each.pattern})" for at, (_, _, each) in enumerate(words.names))
        )
        for sentence in _sentences():
            for text in (sentence, sentence.upper()):
                known = [
                    (*match.span(), *words.names[int(str(match.lastgroup)[1:])][:2])
                    for match in whole.finditer(text)
                ]
                seen = [
                    (one.start, one.end, one.council, one.short) for one in names_in(text, words)
                ]
                assert seen == known
                found += len(known)
    assert found > 30
