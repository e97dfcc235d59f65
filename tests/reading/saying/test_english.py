"""Who holds what in English: subjects, clauses, passives, and what blocks a reading."""

from __future__ import annotations

import pytest

from inzet.reading.saying.choose import choose
from inzet.reading.saying.english.matcher import EnglishMatcher
from inzet.reading.saying.english.morphology import Form, inflect

_MATCHER = EnglishMatcher("GBR")


def _acts(text: str, matcher: EnglishMatcher = _MATCHER) -> set[tuple[str, bool]]:
    return {(one.match.cue.act, one.match.own) for one in choose(matcher.find(text), matcher)}


@pytest.mark.parametrize(
    "text",
    [
        "The UK supports the levy.",
        "The Government support the levy.",
        "The levy is supported by the UK.",
        "At the Council, which met in Riga, the UK opposed the levy.",
        "The UK, in line with its policy, opposed the levy.",
        "The Minister attended the dinner and stressed the cost of the levy.",
        "I intervened, stressing the cost of the levy.",
        "Welcoming the report, the UK asked for more time.",
        "France and the UK called for a lower levy.",
        "We believe that the levy goes too far.",
        "It remains our view that the levy goes too far.",
        "The UK would continue to oppose the levy.",
        "The UK does not support the levy.",
        "The Foreign Secretary (Mr Green) made clear that the levy must go.",
        "The levy should be lower.",
    ],
)
def test_the_government_takes_a_stance(text: str) -> None:
    assert ("position", True) in _acts(text)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("question", "Does the UK support the levy?"),
        ("indirect question", "The Committee asks whether the UK supports the levy."),
        ("other holder", "France supports the levy."),
        ("foreign minister", "The Italian Foreign Minister supports the levy."),
        ("of another country", "The Prime Minister of Spain supports the levy."),
        ("reported", "The Commission said that the UK supports the levy."),
        ("passive saying", "It was alleged that the UK supports the levy."),
        ("press", "According to the newspapers, the UK supports the levy."),
        ("conditional", "If the UK opposes the levy, it falls."),
        ("inverted conditional", "Had the UK opposed the levy, it would have fallen."),
        ("history", "In 1998 the UK opposed the levy."),
        ("earlier government", "The previous Government opposed the levy."),
        ("noun", "UK support for the levy was noted in the margin."),
        ("told", "The Commission wants the UK to support the levy."),
        ("refusal", "I will not comment on the levy."),
        ("quoted", "“We oppose the levy”, the French Minister said."),
    ],
)
def test_what_only_looks_like_a_stance_of_the_government(reason: str, text: str) -> None:
    assert ("position", True) not in _acts(text), reason


@pytest.mark.parametrize(
    ("own", "text", "mine"),
    [
        ("NATO", "Allies condemn the attack.", True),
        ("NATO", "Several Allies condemned the attack.", False),
        ("GBR", "Allies condemned the attack.", False),
        ("EU", "The Council condemns the attack.", True),
        ("GBR", "The Council condemned the attack.", False),
        ("USA", "The President condemned the attack.", True),
        ("USA", "President Zelenskyy condemned the attack.", False),
        ("EST", "Foreign Minister Tamm condemned the attack.", True),
        (None, "We condemn the attack.", True),
    ],
)
def test_who_speaks_depends_on_whose_paper_it_is(own: str | None, text: str, mine: bool) -> None:
    assert _acts(text, EnglishMatcher(own)) == {("position", mine)}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I will write to the Committee after the Council.", "commitment"),
        ("The Committee will be informed of the outcome.", "commitment"),
        ("I shall respond by 13 July to the report of the Fisheries Committee.", "commitment"),
        ("The list of ports will be with the Clerk before 12 July.", "commitment"),
        ("We will not deploy nets in these waters.", "commitment"),
        ("The UK will provide a further £3 million.", "commitment"),
        ("The Council adopted conclusions on Mali.", "decision"),
        ("Twelve Member States have ratified the treaty.", "status"),
        ("Access is conditional on respect for the law.", "condition"),
        ("A vote is not expected before May.", "expectation"),
        ("Ministers will discuss the situation in Mali.", "context"),
        ("Aid to the region totals $3 million.", "figure"),
    ],
)
def test_the_other_acts(text: str, act: str) -> None:
    assert act in {found for found, _ in _acts(text)}


def test_a_refused_cue_keeps_its_reason() -> None:
    refused = dict(_MATCHER.find("The Commission said that the UK supports the levy.").refused)
    assert refused["position.support.support"] == "reported speech"


@pytest.mark.parametrize(
    ("lemma", "word", "form"),
    [
        ("stress", "stresses", Form.THIRD),
        ("carry", "carried", Form.PAST | Form.PARTICIPLE),
        ("commit", "committing", Form.GERUND),
        ("undertake", "undertook", Form.PAST),
        ("undertake", "undertaken", Form.PARTICIPLE),
        ("tie", "tying", Form.GERUND),
        ("agree", "agreeing", Form.GERUND),
        ("travel", "travelled", Form.PAST | Form.PARTICIPLE),
        ("plan", "planned", Form.PAST | Form.PARTICIPLE),
        ("be", "are", Form.BASE),
    ],
)
def test_verb_forms(lemma: str, word: str, form: int) -> None:
    assert inflect(lemma)[word] & form == form


def _agreed(own: str | None) -> EnglishMatcher:
    matcher = EnglishMatcher(own)
    matcher.agreed = True
    return matcher


@pytest.mark.parametrize(
    ("own", "text", "acts"),
    [
        (None, "Japan will provide two ferries to the islands.", {("commitment", False)}),
        (None, "Japan and Chile will deepen their work on ferries.", {("commitment", False)}),
        ("Council", "The EU will continue its support for the islands.", {("commitment", False)}),
        ("Council", "Japan will provide two ferries to the islands.", set()),
        (None, "Japan has provided two ferries to the islands.", {("status", False)}),
    ],
)
def test_what_several_agree_binds_each(
    own: str | None, text: str, acts: set[tuple[str, bool]]
) -> None:
    assert _acts(text, _agreed(own)) == acts
    assert ("commitment", False) not in _acts(text)


def test_it_behind_a_few_opening_words_is_the_body_that_speaks() -> None:
    council = EnglishMatcher("Council")
    assert ("position", True) in _acts("In this context it reaffirms the plan.", council)
    assert ("position", True) not in _acts(
        "The clerk read the plan and it reaffirms fees.", council
    )


def test_what_is_expected_of_a_thing_is_not_what_the_speaker_does() -> None:
    assert ("position", True) not in _acts("We expect the discussion to focus on the levy.")
    assert ("position", True) in _acts("We want to focus on the levy.")


def test_what_another_should_do_and_ask_is_not_its_own_request() -> None:
    text = "France should withdraw the levy and ask others to help."
    assert ("position", False) not in _acts(text)


def test_a_decision_told_in_passing_is_none() -> None:
    assert not {act for act, _ in _acts("Help is there, as the States have decided.")} & {
        "decision"
    }


def test_a_committee_that_urges_takes_a_stance_and_one_that_asks_does_not() -> None:
    assert ("position", False) in _acts("The Committee recommended that the mast be lit.")
    assert ("position", False) not in _acts("The Committee asked that the mast be lit.")
