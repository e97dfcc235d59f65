"""The scorer itself: it finds, misses, counts what is too much, and knows what is forbidden."""

from __future__ import annotations

from typing import Any

from tests.reading.score import FURTHER_AT_MOST, quoted, score, squeeze


def _statement(act: str, quote: str, **more: Any) -> dict[str, Any]:
    return {"act": act, "quote": quote, "dossier": None, "party": "NLD", "content": {}, **more}


def _reading(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"document": {}, "statements": list(statements), "references": [], "sessions": []}


def test_a_quote_counts_whatever_its_line_breaks() -> None:
    expected = {
        "positions": [{"quote": "Het kabinet steunt de vis-\nserij.", "procedure": "watch"}]
    }
    reading = _reading(
        _statement("position", "Het kabinet steunt de visserij.", dossier="watch/vis")
    )
    assert score(reading, expected).perfect
    assert squeeze("bondge-\nnoten") == squeeze("bondgenoten")


def test_a_wrong_procedure_is_missing() -> None:
    expected = {"positions": [{"quote": "Een zin.", "procedure": "hybrid"}]}
    result = score(_reading(_statement("position", "Een zin.", dossier="watch/zin")), expected)
    assert [one for one in result.missing if "hybrid" in one]


def test_what_is_not_expected_is_counted_and_three_are_let_through() -> None:
    some = [_statement("position", f"Zin {i}.") for i in range(FURTHER_AT_MOST)]
    assert score(_reading(*some), {}).perfect
    result = score(_reading(*some, _statement("status", "Nog een.")), {})
    assert result.too_much
    assert len(result.further) == FURTHER_AT_MOST + 1


def test_the_forbidden_is_never_let_through() -> None:
    expected = {"not_a_position_forbidden": ["Dit is gebeurd."]}
    result = score(_reading(_statement("position", "Dit is gebeurd.")), expected)
    assert result.forbidden
    assert "forbidden 1" in str(result)
    assert score(_reading(_statement("status", "Dit is gebeurd.")), expected).forbidden == []


def test_a_deadline_must_be_bound_to_its_event() -> None:
    wanted = {
        "quote": "Wij berichten u.",
        "due": {"before": "EU Summit"},
        "due_before": "2019-05-02",
    }
    content = {"due": {"before": "EU Summit", "words": "voor de top"}, "due_before": "2019-05-02"}
    reading = _reading(_statement("commitment", "Wij berichten u.", content=content))
    assert score(reading, {"commitments": [wanted]}).perfect
    content["due_before"] = "2019-05-03"
    assert not score(reading, {"commitments": [wanted]}).perfect


def test_a_quote_that_is_not_in_the_text_is_told() -> None:
    reading = _reading(_statement("position", "Een zin.", start=0, end=8))
    assert list(quoted("Een zin.", reading)) == []
    assert list(quoted("Geen zin", reading)) == ["Een zin."]
