"""How the official register has a promise: its word, by which nothing is kept."""

from __future__ import annotations

import datetime as dt

from inzet.meetings.commitments import Keeping, commitment, commitments, keep, proposals
from inzet.vocabulary.acts import Act
from inzet.vocabulary.parliament import Registered
from tests.meetings.cycle.planting import tell
from tests.meetings.planting import Planted

ON = dt.date(2023, 12, 31)
NUMBER, LETTER = "TZ202303-012", "2023D20000"


def promised(planted: Planted, marking: str = "INTERNAL") -> str:
    content = {"to": "NLD", "given": "oral", "what": "een brief over de kosten", "number": NUMBER}
    says = {"act": Act.COMMITMENT, "party": "NLD", "content": content}
    planted.paper("2023-03-22", statements=(says,), marking=marking)
    (one,) = commitments(planted.view(), on=ON)
    return one.row.identity


def registered(of: str = "elsewhere", **more: object) -> Registered:
    told: dict[str, object] = {"promise": NUMBER, "of": of, "words": "Voldaan", "kept": True}
    return Registered(**{**told, **more})  # type: ignore[arg-type]


def test_the_register_is_told_and_keeps_nothing(planted: Planted) -> None:
    promise = promised(planted)
    tell(planted.record, registered(of=promise, papers=(LETTER,)), said="2023-06-02")
    (one,) = commitments(planted.view(), on=ON)
    assert one.registered is not None
    assert (one.registered.words, one.registered.unseen) == ("Voldaan", (LETTER,))
    assert one.keeping is Keeping.OPEN
    (before,) = commitments(planted.view(), on=dt.date(2023, 6, 1))
    assert before.registered is None


def test_a_promise_is_known_to_the_register_by_its_number_too(planted: Planted) -> None:
    promised(planted)
    tell(planted.record, registered(promise=NUMBER.lower()), said="2023-06-02")
    tell(planted.record, registered(promise="TZ202303-013", words="Openstaand"), said="2023-06-03")
    (one,) = commitments(planted.view(), on=ON)
    assert one.registered is not None
    assert one.registered.words == "Voldaan"


def test_what_the_register_said_last_counts(planted: Planted) -> None:
    promise = promised(planted)
    tell(planted.record, registered(of=promise, words="Openstaand", kept=False), said="2023-04-01")
    tell(planted.record, registered(of=promise), said="2023-06-02")
    for on, words in ((dt.date(2023, 5, 1), "Openstaand"), (ON, "Voldaan")):
        found = commitment(planted.view(), promise, on=on).registered
        assert found is not None
        assert found.words == words


def test_the_letter_that_it_names_is_proposed_and_kept_by_a_person_only(planted: Planted) -> None:
    promise = promised(planted)
    letter = planted.paper("2023-05-20", numbers=(LETTER,), title="Kosten")
    tell(planted.record, registered(of=promise, papers=(LETTER, "2023D9")), said="2023-06-02")
    view = planted.view()
    (made,) = proposals(view, commitments(view, on=ON))
    assert (made.paper.id, made.reasons, made.claim.quote) == (letter, ("register",), "")
    assert commitment(view, promise, on=ON).keeping is Keeping.OPEN
    done = keep(planted.record, planted.record.reader(), promise, by="ann", paper=LETTER)
    # No sentence says it, so none is cited.
    assert done.quote == ""
    assert commitment(planted.view(), promise, on=ON).keeping is Keeping.KEPT


def test_a_letter_before_the_promise_or_that_keeps_nothing_is_not_proposed(
    planted: Planted,
) -> None:
    promise = promised(planted)
    planted.paper("2023-03-01", numbers=("2023D1",))
    planted.paper("2023-05-20", numbers=(LETTER,))
    early = registered(of=promise, papers=("2023D1",))
    tell(planted.record, early, said="2023-06-02")
    assert proposals(planted.view(), commitments(planted.view(), on=ON)) == []
    opened = registered(of=promise, papers=(LETTER,), words="Openstaand", kept=False)
    tell(planted.record, opened, said="2023-06-03")
    assert proposals(planted.view(), commitments(planted.view(), on=ON)) == []


def test_who_may_not_read_the_register_or_the_letter_does_not_meet_them(planted: Planted) -> None:
    promise = promised(planted, marking="PUBLIC")
    planted.paper("2023-05-20", numbers=(LETTER,))
    told = registered(of=promise, papers=(LETTER,))
    tell(planted.record, told, said="2023-06-02", marking="PUBLIC")
    other = registered(of=promise, words="Deels nagekomen", kept=None)
    tell(planted.record, other, said="2023-07-02")
    view = planted.record.view(planted.record.reader("PUBLIC"))
    (one,) = commitments(view, on=ON)
    assert one.registered is not None
    assert (one.registered.words, one.registered.letters) == ("Voldaan", ())
    assert proposals(view, [one]) == []
