"""The words by which a paper says it keeps a promise: every example of the tables holds."""

from __future__ import annotations

import re

import pytest

from inzet.meetings.commitments.claims import claim_of, claims, promises_report, said_words
from inzet.reading.languages import table
from inzet.record.words import stems

_LANGUAGES = ("nl", "en")
_CUES = [
    (language, kind, cue)
    for language in _LANGUAGES
    for kind in ("said", "done")
    for cue in table(language, "keeping")[kind]
]
_BLOCKS = [
    (language, block)
    for language in _LANGUAGES
    for block in [*table(language, "keeping")["not"], table(language, "keeping")["later"]]
]


def _name(value: object) -> str:
    return str(value["name"]) if isinstance(value, dict) and "name" in value else str(value)


@pytest.mark.parametrize(("language", "kind", "cue"), _CUES, ids=_name)
def test_a_cue_finds_its_examples_and_no_others(
    language: str, kind: str, cue: dict[str, object]
) -> None:
    yes, no = cue["yes"], cue["no"]
    assert isinstance(yes, list)
    assert isinstance(no, list)
    assert yes
    assert no
    for sentence in yes:
        found = claim_of(sentence, language)
        assert found is not None, sentence
        assert found[0] == kind or kind == "done", sentence
    for sentence in no:
        # It may still give something here and now, which is another claim.
        found = claim_of(sentence, language)
        assert found is None or (kind, found[0]) == ("said", "done"), sentence


@pytest.mark.parametrize(("language", "block"), _BLOCKS, ids=_name)
def test_what_keeps_nothing_is_told_from_what_does(language: str, block: dict[str, object]) -> None:
    yes, no = block["yes"], block["no"]
    assert isinstance(yes, list)
    assert isinstance(no, list)
    for sentence in yes:
        assert claim_of(sentence, language) is None, sentence
    for sentence in no:
        assert claim_of(sentence, language) is not None, sentence


def test_a_claim_is_found_where_it_stands_over_lines() -> None:
    text = (
        "Inleiding.\n\nDe Raad vergadert. Conform mijn toezegging zend\n"
        "ik het lid De Boer de lijst.\n"
    )
    [claim] = claims(text, "nl")
    assert claim.quote == "Conform mijn toezegging zend ik het lid De Boer de lijst."
    assert " ".join(text[claim.start : claim.end].split()) == claim.quote
    assert (claim.kind, claim.members) == ("said", ("De Boer",))


def test_a_language_without_words_has_no_claims() -> None:
    assert list(claims("Wie versprochen sende ich Ihnen die Liste.", "nl")) == []


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_promise_to_report_is_told_from_another(language: str) -> None:
    report = table(language, "keeping")["report"]
    assert all(promises_report(each, language) for each in report["yes"])
    assert not any(promises_report(each, language) for each in report["no"])


@pytest.mark.parametrize(("language", "kind", "cue"), _CUES, ids=_name)
def test_papers_are_looked_up_by_a_word_of_every_cue(
    language: str, kind: str, cue: dict[str, object]
) -> None:
    if kind == "done":
        return
    looked_up = {stems(word, language) for word in table(language, "keeping")["said_words"]}
    assert looked_up <= {stems(word, language) for word in said_words()}
    yes = cue["yes"]
    assert isinstance(yes, list)
    for sentence in yes:
        words = re.findall(r"\w+", sentence)
        assert looked_up & {stems(word, language) for word in words}, sentence
