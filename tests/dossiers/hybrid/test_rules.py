"""The rules of a case: what is refused, in which words, and that nothing gets past them."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.dossiers import hybrid
from inzet.dossiers.hybrid import Case, Hand, Source, put_together
from inzet.dossiers.hybrid.contents import STEPS, told
from inzet.meetings import every
from inzet.record import Filter
from inzet.vocabulary.errors import (
    InputError,
    InzetError,
    NotFound,
    NotOwner,
    RecordError,
    ReferenceInward,
    UnknownValue,
)
from tests.dossiers.hybrid.casework import AGREED, CASE, Casework, technique

Raised = type[InzetError]


@pytest.mark.parametrize(
    ("until", "verb", "given", "raised", "words"),
    [
        (1, "add_objective", {}, RecordError, "belongs to step 2 .* stands at step 1"),
        (1, "add_option", {"serves": ["f"]}, RecordError, "belongs to step 3 .* stands at step 1"),
        (2, "assess", {}, RecordError, "Reopen step 1"),
        (2, "evaluate", {"option": "f"}, RecordError, "belongs to step 4"),
        (3, "add_objective", {}, RecordError, "Reopen step 2"),
        (3, "add_option", {"serves": []}, InputError, "serves at least one objective.*No cable"),
        (3, "add_option", {"serves": ["f" * 64]}, NotFound, "no objective “f"),
        (3, "choose", {"option": "OPTION"}, RecordError, "chosen before"),
        (3, "choose", {"option": "OBJECTIVE"}, NotFound, "no option “"),
        (4, "evaluate", {"option": "ffff"}, NotFound, "no option “ffff”.*Patrol the route"),
        (4, "add_lesson", {"evaluation": "ffff"}, NotFound, "no evaluation “ffff”"),
        (4, "open_case", {}, RecordError, "there is a case of this name"),
        (1, "reopen", {"step": "1"}, RecordError, "cannot be reopened"),
        (2, "reopen", {"step": "3"}, RecordError, "cannot be reopened"),
        (2, "reopen", {"step": "5"}, UnknownValue, "Use one of: threat-picture"),
    ],
)
def test_what_is_out_of_order_is_refused(
    work: Casework, until: int, verb: str, given: dict[str, Any], raised: Raised, words: str
) -> None:
    ids = work.through(until=until)
    named = {"OPTION": ids.get("option"), "OBJECTIVE": ids.get("objective")}
    given = {key: named.get(value, value) if isinstance(value, str) else value
             for key, value in given.items()}  # fmt: skip
    head = work.record.head()
    with pytest.raises(raised) as caught:
        work.do(verb, **given)
    assert re.search(words, str(caught.value))
    assert type(caught.value) is raised
    assert work.record.head() == head


def test_an_option_that_was_not_chosen_is_not_evaluated(work: Casework) -> None:
    ids = work.through(until=3)
    other = work.do("add_option", text="Bury them deeper.", serves=[ids["objective"]])
    work.do("proceed")
    with pytest.raises(RecordError, match="only an option that was chosen"):
        work.do("evaluate", option=other)


@pytest.mark.parametrize(
    ("verb", "needs"),
    [
        ("open_case", "no assessment yet"),
        ("add_objective", "no objective yet"),
        ("add_option", "no option that was chosen"),
    ],
)
def test_a_step_that_holds_nothing_is_not_left(work: Casework, verb: str, needs: str) -> None:
    ids = {"open_case": 0, "add_objective": 1, "add_option": 2}
    if ids[verb]:
        work.through(until=ids[verb])
        work.do("proceed")
    else:
        work.do("open_case")
    with pytest.raises(RecordError, match=needs):
        work.do("proceed")


def test_a_case_is_closed_when_every_option_used_is_evaluated_and_can_be_reopened(
    work: Casework,
) -> None:
    ids = work.through(until=3)
    work.do("proceed")
    with pytest.raises(RecordError, match=r"used and not evaluated.*Patrol the route"):
        work.do("proceed")
    work.do("evaluate", option=ids["option"], outcome="not known yet")
    work.do("proceed")
    assert work.case().closed
    with pytest.raises(RecordError, match="the case is closed"):
        work.do("assess")
    with pytest.raises(RecordError, match="the case is closed"):
        work.do("proceed")
    lesson = work.do("add_lesson")
    assert [each.id for each in work.case().lessons] == [lesson]
    second = work.do("add_lesson")
    work.withdraw(second)
    assert [each.id for each in work.case().lessons] == [lesson]
    work.do("reopen", step="4")
    work.do("evaluate", option=ids["option"], outcome="worked")
    case = work.case()
    assert not case.closed
    latest = case.evaluated(ids["option"])
    assert latest is not None
    assert latest.content.outcome == "worked"
    assert len(case.evaluations) == 2


def test_a_step_reopened_stays_in_history(work: Casework) -> None:
    ids = work.through(until=3)
    work.do("reopen", step="common threat picture", source=Source(ground="a third cable failed"))
    work.do("assess", text="A second ship was near.")
    case = work.case()
    assert (case.step, case.number) == ("threat-picture", 1)
    assert [each.id for each in case.options] == [ids["option"]]
    work.do("proceed")
    work.do("proceed")
    moves = [(each.content.event, each.content.step) for each in work.case().moves]
    assert moves == [
        ("begun", "objectives"),
        ("begun", "options"),
        ("reopened", "threat-picture"),
        ("begun", "objectives"),
        ("begun", "options"),
    ]
    assert work.case().moves[2].content.text == "a third cable failed"


@pytest.mark.parametrize(
    ("source", "raised", "words"),
    [
        (Source(), InputError, "says where it comes from"),
        (Source(identifier="x", ground="y"), InputError, "has one source"),
        (Source(paper="x"), InputError, "cited by its words"),
        (Source(paper="nowhere", quote="y"), NotFound, "no paper"),
    ],
)
def test_everything_has_one_source(
    work: Casework, source: Source, raised: Raised, words: str
) -> None:
    work.through(until=2)
    with pytest.raises(raised, match=words):
        work.do("add_objective", source=source)
    work.do("reopen", step="1")
    with pytest.raises(InputError, match="rests on a source"):
        work.do("assess", source=AGREED)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reliability": "G"}, "Use one of: A, B, C"),
        ({"credibility": "0"}, "Use one of: 1, 2, 3"),
        ({"likelihood": "perhaps"}, "almost no chance"),
        ({"confidence": "sure"}, "low, moderate, high"),
        ({"domains": ["sea"]}, "infrastructure, cyber"),
        ({"tools": ["magic"]}, "disinformation"),
        ({"phase": "later"}, "priming"),
    ],
)
def test_only_known_words_are_taken(work: Casework, given: dict[str, Any], words: str) -> None:
    work.do("open_case")
    with pytest.raises(UnknownValue, match=words):
        work.do("assess", **given)


def test_words_are_taken_by_name_in_either_language(work: Casework) -> None:
    work.do("open_case")
    work.do("assess", likelihood="Waarschijnlijk", domains=["Openbaar bestuur"], reliability="c")
    [told] = work.case().assessments
    assert told.content.likelihood == "likely"
    assert told.content.domains == ("public-administration",)
    assert told.content.reliability == "C"


@pytest.mark.parametrize("text", ["", "  \n", "x" * 4001])
def test_an_entry_says_something_and_is_no_paper(work: Casework, text: str) -> None:
    work.do("open_case")
    with pytest.raises(InputError):
        work.do("assess", text=text)


@pytest.mark.parametrize("name", ["", "hybrid/", "a b", "pledge/x/y", "x/../y"])
def test_a_case_has_a_name_that_a_dossier_can_have(work: Casework, name: str) -> None:
    with pytest.raises(UnknownValue, match="no name of a hybrid case"):
        work.do("open_case", name)


def test_days_run_in_order(work: Casework) -> None:
    work.do("open_case", on="2024-03-10")
    with pytest.raises(InputError, match="since 2024-03-10"):
        work.do("assess", on="2024-03-09")
    with pytest.raises(InputError, match="yet to come"):
        work.do("assess", on="2999-01-01")


def test_only_the_own_organisation_writes(work: Casework) -> None:
    work.do("open_case")
    public = work.record.reader("PUBLIC")
    with pytest.raises(InputError, match="own organisation"):
        hybrid.add_objective(work.record, public, CASE, Hand("x", AGREED), text="y")
    with pytest.raises(InputError, match="own organisation"):
        hybrid.withdraw(work.record, public, CASE, "f", by="x", ground="y")


def test_an_entry_is_withdrawn_only_when_nothing_hangs_on_it(work: Casework) -> None:
    ids = work.through()
    for step, entry, hangs in (
        ("options", "choice", ids["evaluation"]),
        ("options", "option", ids["choice"]),
        ("objectives", "objective", ids["option"]),
    ):
        with pytest.raises(RecordError, match="Reopen step"):
            work.withdraw(ids[entry])
        work.do("reopen", step=step)
        with pytest.raises(RecordError, match=f"Withdraw first: .*{hangs[:12]}"):
            work.withdraw(ids[entry])
        while work.case().step != "evaluation":
            work.do("proceed")
    for step, entry in (
        ("evaluation", "evaluation"),
        ("options", "choice"),
        ("options", "option"),
        ("objectives", "objective"),
        ("threat-picture", "assessment"),
    ):
        if work.case().step != step:
            work.do("reopen", step=step)
        work.withdraw(ids[entry])
    case = work.case()
    assert case.entries == ()
    assert case.step == "threat-picture"
    kinds = [row.kind for row in work.view().history(ids["option"])]
    assert kinds == ["reading", "withdrawal"]


def test_an_objective_of_two_can_go(work: Casework) -> None:
    first = work.through(until=2)["objective"]
    second = work.do("add_objective", text="Repair within a day.")
    work.do("proceed")
    option = work.do("add_option", serves=[first, second])
    work.do("reopen", step="2")
    work.withdraw(first)
    with pytest.raises(RecordError, match="Withdraw first"):
        work.withdraw(second)
    assert [each.id for each in work.case().options] == [option]


def test_a_beginning_that_fits_several_is_asked_about(work: Casework) -> None:
    work.do("open_case")
    found: dict[str, str] = {}
    while True:
        entry = work.do("assess")
        if entry[0] in found:
            break
        found[entry[0]] = entry
    with pytest.raises(NotFound, match=f"several .*{entry[:12]}"):
        work.withdraw(entry[0])


def test_what_an_entry_refers_to_is_released_as_widely(work: Casework) -> None:
    work.record.define_audience("REL-ALLY", ["Allyland"])
    work.do("open_case", marking="REL-ALLY")
    [hidden] = work.stix(technique(1, "Drag anchors"))
    with pytest.raises(ReferenceInward, match="may read REL-ALLY"):
        work.do("assess", rests_on=[hidden])
    with pytest.raises(ReferenceInward, match="may read PUBLIC"):
        work.do("assess", marking="PUBLIC")
    work.do("assess", rests_on=[hidden], marking="INTERNAL")
    work.do("assess")
    work.do("proceed")
    inside = work.do("add_objective", marking="INTERNAL")
    shared = work.do("add_objective")
    work.do("proceed")
    with pytest.raises(ReferenceInward):
        work.do("add_option", serves=[shared, inside])
    work.do("add_option", serves=[shared, inside], marking="INTERNAL")
    work.do("add_option", serves=[shared])
    assert [each.row.marking for each in work.case().options] == ["INTERNAL", "REL-ALLY"]


def test_a_case_of_another_organisation_is_added_to_and_not_moved(tmp_path: Path) -> None:
    ours, theirs = Casework(tmp_path), Casework(tmp_path, "Allyland")
    theirs.do("open_case", marking="PUBLIC")
    entry = theirs.do("assess")
    view = theirs.view("PUBLIC")
    for feed in view.feeds():
        ours.record.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))
    mine = ours.do("assess", text="We saw it too.")
    with pytest.raises(RecordError, match="opened by Allyland"):
        ours.do("proceed")
    with pytest.raises(NotOwner):
        ours.withdraw(entry)
    case = ours.case()
    assert {each.id: each.row.marking for each in case.assessments} == {
        entry: "PUBLIC",
        mine: "INTERNAL",
    }
    assert [each.id for each in ours.case(reader="PUBLIC").assessments] == [entry]


def test_two_people_at_once_do_not_break_the_rules_together(work: Casework) -> None:
    """Both saw an option that nobody had chosen; one of them comes second and is told so."""
    option = work.do("add_option", serves=[work.through(until=3)["objective"]])
    with ThreadPoolExecutor(4) as people:
        tries = [people.submit(work.do, "choose", option=option) for _ in range(4)]
    refused = [each.exception() for each in tries if each.exception() is not None]
    assert [type(each) for each in refused] == [RecordError] * 3
    assert sum(each.content.option == option for each in work.case().choices) == 1


# ---- nothing forbidden is ever reached ---------------------------------------------------

FITTING = {
    "threat-picture": ("assess", "proceed"),
    "objectives": ("add_objective", "proceed"),
    "options": ("add_option", "choose", "proceed"),
    "evaluation": ("evaluate", "add_lesson", "proceed"),
}
"""What people mostly do at a step; often enough they try something else."""
VERBS = (*{verb for verbs in FITTING.values() for verb in verbs}, "reopen", "withdraw")


def test_random_work_never_reaches_a_forbidden_state(tmp_path: Path) -> None:
    """Whatever people try, in whatever order: it is refused, or the case stays whole."""
    chance = random.Random(20261128)
    refused = done = 0
    reached: set[tuple[str, bool]] = set()
    for number in range(3):
        work = Casework(tmp_path, f"Ministry {number}")
        work.do("open_case")
        written: list[str] = []
        for _ in range(60):
            before = work.case()
            try:
                _try(work, chance, written)
            except (RecordError, NotFound, InputError):
                refused += 1
                assert work.case() == before
            else:
                done += 1
            case = work.case()
            whole(case)
            assert case.loose == ()
            followed(before, case)
            reached.add((case.step, case.closed))
        work.record.close()
    assert reached == {(step, False) for step in STEPS} | {("evaluation", True)}
    assert refused > 40
    assert done > 60


def _try(work: Casework, chance: random.Random, written: list[str]) -> None:
    case = work.case()
    verb = chance.choice(FITTING[case.step] if chance.random() < 0.6 else sorted(VERBS))
    some = chance.choice([*written, "f" * 64])
    fits: dict[str, Callable[[], dict[str, Any]]] = {
        "add_option": lambda: {"serves": [_pick(chance, case.objectives, some)]},
        "choose": lambda: {"option": _pick(chance, case.options, some)},
        "evaluate": lambda: {"option": _pick(chance, case.choices, some, "option")},
        "reopen": lambda: {"step": str(chance.randint(1, 4))},
    }
    if verb == "withdraw":
        work.withdraw(_pick(chance, case.entries, some))
    else:
        written.append(work.do(verb, **fits.get(verb, dict)()))


def _pick(chance: random.Random, among: Any, other: str, of: str = "") -> str:
    if not among or chance.random() < 0.2:
        return other
    told = chance.choice(among)
    return str(getattr(told.content, of) if of else told.id)


def whole(case: Case) -> None:
    """Every option serves an objective, every evaluation is of an option that was chosen."""
    objectives = {each.id for each in case.objectives}
    options = {each.id for each in case.options}
    chosen = {each.content.option for each in case.choices}
    assert all(set(each.content.serves) & objectives for each in case.options)
    assert chosen <= options
    assert {each.content.option for each in case.evaluations} <= chosen
    step, closed = STEPS[0], False
    for move in case.moves:
        here, there = STEPS.index(step), STEPS.index(move.content.step)
        if move.content.event == "begun":
            assert (there, closed) == (here + 1, False)
        elif move.content.event == "closed":
            assert (there, closed) == (here, False) == (3, False)
        else:
            assert there < here or closed
        step, closed = move.content.step, move.content.event == "closed"
    assert (case.step, case.closed) == (step, closed)


def followed(before: Case, after: Case) -> None:
    """History is only ever added to."""
    assert after.moves[: len(before.moves)] == before.moves
    assert len(after.moves) <= len(before.moves) + 1


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_any_part_of_a_history_in_any_order_is_a_whole_case(
    history: list[Any], data: st.DataObject
) -> None:
    """What a reader sees of it, or what was known by a day, or what somebody withdrew elsewhere."""
    shuffled = data.draw(st.permutations(history))
    part = shuffled[: data.draw(st.integers(0, len(history)))]
    case = put_together(f"hybrid/{CASE}", part)
    whole(case)
    assert put_together(f"hybrid/{CASE}", data.draw(st.permutations(part))) == case
    placed = {each.id for each in (*case.entries, *case.loose, *case.moves)}
    opened = {case.opening.id} if case.opening else set()
    moves = {each.id for each in part if each.content.__class__.__name__ == "Move"}
    assert placed | opened | moves == {each.id for each in part} | opened


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """All that a long history wrote, what was reopened and written twice included."""
    work = Casework(tmp_path_factory.mktemp("history"))
    ids = work.through()
    work.do("add_lesson", evaluation=ids["evaluation"])
    work.do("proceed")
    work.do("reopen", step="2")
    second = work.do("add_objective", text="Repair within a day.")
    work.do("proceed")
    option = work.do("add_option", text="Keep a ship ready.", serves=[second, ids["objective"]])
    work.do("choose", option=option)
    work.do("proceed")
    work.do("evaluate", option=option, outcome="did not work")
    work.do("proceed")
    found = [told(row) for row in every(work.view(), Filter(dossier=f"hybrid/{CASE}"))]
    work.record.close()
    assert len(found) > 15
    return [each for each in found if each is not None]


def test_what_is_withdrawn_by_another_way_leaves_no_half_case(work: Casework) -> None:
    from inzet.reading import review

    ids = work.through()
    review.undo(work.record, work.record.reader(), ids["objective"], by="ann")
    case = work.case()
    whole(case)
    assert [each.id for each in case.entries] == [ids["assessment"]]
    assert {each.id for each in case.loose} == {ids["option"], ids["choice"], ids["evaluation"]}
    work.withdraw(ids["evaluation"])
    assert len(work.case().loose) == 2


def test_a_later_day_does_not_take_a_case_over(work: Casework) -> None:
    first = work.do("open_case", on="2024-05-01")
    content = {"kind": "case", "title": "Mine", "text": "Now mine."}
    from inzet.vocabulary.acts import Act
    from inzet.vocabulary.citations import OutsideCitation
    from inzet.vocabulary.entries import Statement

    with work.record.batch() as batch:
        batch.add(
            Statement(
                identity="0" * 64,
                act=Act.CONTEXT,
                dossiers=(f"hybrid/{CASE}",),
                quote="Now mine.",
                citation=OutsideCitation(identifier="x"),
                content=content,
                said="2020-01-01",
                rule="person",
            )
        )
    opening = work.case().opening
    assert opening is not None
    assert opening.id == first
    assert opening.row.said == dt.date(2024, 5, 1)


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "option", "text": "x"},
        {"kind": "option", "text": "x", "serves": "y"},
        {"kind": "unheard of", "text": "x"},
        {"kind": "assessment", "text": 3, "reliability": "A", "credibility": "1"},
        {"kind": "step", "text": "x", "event": "leapt", "step": "evaluation", "after": "y"},
    ],
)
def test_what_another_version_wrote_is_left(work: Casework, content: dict[str, Any]) -> None:
    from inzet.vocabulary.acts import Act
    from inzet.vocabulary.citations import OutsideCitation
    from inzet.vocabulary.entries import Statement

    work.through(until=2)
    before = work.case()
    with work.record.batch() as batch:
        for act in Act:
            batch.add(
                Statement(
                    identity=f"{act:0<64}",
                    act=act,
                    dossiers=(f"hybrid/{CASE}",),
                    quote="x",
                    citation=OutsideCitation(identifier="x"),
                    content=content,
                    said="2024-01-01",
                    rule="person",
                )
            )
    assert work.case() == before
