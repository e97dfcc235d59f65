"""A case from its opening to what others learn of it: as of a day, and for a reader."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.dossiers import Answer, answer, answers, procedures
from inzet.dossiers.hybrid import Source
from inzet.dossiers.hybrid.contents import ACTS, plain
from inzet.dossiers.summaries import Summaries
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation, SpanCitation
from inzet.vocabulary.entries import Extraction, Paper, Statement, statement_identity
from inzet.vocabulary.errors import NotFound, UnknownValue
from tests.datasets.files import intake as from_file
from tests.dossiers.hybrid.casework import CASE, Casework, actor, technique

BUNDLE = json.loads((Path(__file__).parent / "bundle.json").read_text(encoding="utf-8"))
TEXT = """\
Report of the harbour board

On 1 March two cables were cut within one day.
Work on hybrid threats has four steps.
The Netherlands asks that NATO keep its eyes on cables.
"""
STEPS = (
    *("common threat picture", "objectives", "instruments and response options"),
    "evaluation of response options",
)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Casework, dict[str, str]]]:
    """A case that went through all four steps in the spring of 2024, one of them twice.

    Made once: tests that write make their own with ``work_through``.
    """
    work = Casework(tmp_path_factory.mktemp("worked"))
    yield work, work_through(work)
    work.record.close()


def work_through(work: Casework) -> dict[str, str]:
    """Works on the case; the ids of what was written."""
    work.stix(*BUNDLE["objects"], marking="PUBLIC")
    add_paper(work)
    ids = {"case": work.do("open_case", on="2024-03-03", beside=["hybrid/nato"])}
    ids["cut"] = work.do(
        "assess",
        on="2024-03-04",
        source=Source(paper="hb-1", quote="two cables were cut within one day"),
        text="The cuts were made on purpose.",
        rests_on=["X0001", "intrusion-set--5a1f0c3e-0000-4000-8000-000000000005"],
        phase="destabilisation",
    )
    ids["blame"] = work.do(
        "assess",
        on="2024-03-05",
        text="Posts that blame fishermen come from one hand.",
        reliability="C",
        credibility="3",
        likelihood="roughly even chance",
        confidence="low",
        domains=["information"],
        tools=["disinformation"],
        source=Source(),
        rests_on=["attack-pattern--5a1f0c3e-0000-4000-8000-000000000004"],
    )
    work.do("proceed", on="2024-03-06")
    ids["unseen"] = work.do("add_objective", on="2024-03-07")
    ids["told"] = work.do("add_objective", on="2024-03-07", text="The public knows who did it.")
    work.do("proceed", on="2024-03-10")
    ids["patrol"] = work.do("add_option", on="2024-03-11", serves=[ids["unseen"]])
    ids["name"] = work.do(
        "add_option",
        on="2024-03-11",
        text="Name the ship in public.",
        serves=[ids["told"], ids["unseen"]],
        instruments=["attribution", "strategic-communication"],
    )
    work.do("choose", option=ids["patrol"], on="2024-03-12")
    work.do("proceed", on="2024-04-01")
    ids["first"] = work.do(
        "evaluate", option=ids["patrol"], on="2024-05-01", outcome="worked in part"
    )
    work.do("reopen", step="3", on="2024-05-02", source=Source(ground="the posts went on"))
    work.do("choose", option=ids["name"], on="2024-05-03", text="By the minister.")
    work.do("proceed", on="2024-05-04")
    ids["second"] = work.do("evaluate", option=ids["name"], on="2024-06-01", outcome="worked")
    work.do("proceed", on="2024-06-02")
    ids["lesson"] = work.do("add_lesson", on="2024-06-03", evaluation=ids["second"])
    return ids


def add_paper(work: Casework) -> None:
    """A paper of which a rule read two sentences on the dossier ``hybrid/nato``."""
    data = TEXT.encode()
    with work.record.batch("PUBLIC") as batch:
        sha256 = batch.keep(data)
        paper = batch.add(
            Paper(
                sha256=sha256,
                media_type="text/plain",
                size=len(data),
                title="Report of the harbour board",
                numbers=("hb-1",),
                language="en",
                said="2024-03-02",
            )
        )
        batch.add(
            Extraction(
                paper=paper, version=1, extractor="test", text_sha256=sha256, length=len(TEXT)
            )
        )
        for words, act, content in (
            ("Work on hybrid threats has four steps.", Act.CONTEXT,
             {"count": 4, "ordered": list(STEPS)}),
            ("The Netherlands asks that NATO keep its eyes on cables.", Act.POSITION, {}),
        ):  # fmt: skip
            start = TEXT.index(words)
            end = start + len(words)
            batch.add(
                Statement(
                    identity=statement_identity(sha256, start, end, act, "NLD"),
                    act=act,
                    party="NLD",
                    dossiers=("hybrid/nato",),
                    quote=words,
                    citation=SpanCitation(paper=paper, extraction=1, start=start, end=end),
                    content=content,
                    rule="test",
                )
            )


def asked(work: Casework, name: str = f"hybrid/{CASE}", language: str = "en", **moment: Any) -> Any:
    return answer(work.view(**moment), name, language=language)


def texts(found: Answer) -> str:
    return "\n".join(sentence.text for sentence in found.headline)


def column(found: Answer, table: str, key: str) -> list[str]:
    """What stands in a column of a table."""
    [chosen] = [each for each in found.tables if each.key == table]
    place = [each.key for each in chosen.columns].index(key)
    return [row[place].text for row in chosen.rows]


def test_the_whole_case_at_a_glance(worked: tuple[Casework, dict[str, str]]) -> None:
    work, ids = worked
    found = asked(work)
    assert found.title == "hybrid/harbour-cables: Cables cut near the harbour"
    assert found.line.text == "closed on 2 June 2024"
    told = texts(found)
    for line in (
        "Was closed on 2 June 2024, having gone through all four steps.",
        "Reopened once, at instruments and response options on 2 May 2024: the posts went on",
        "The threat picture rests on 2 assessments, in infrastructure and information.",
        "Techniques: Drag an anchor over a cable (X0001) and Blame the fishermen (X0002).",
        "Actors: Grey Heron.",
        "Used: “Patrol the route.”; worked in part: No cable failed in six months.",
        "Used: “Name the ship in public.”; worked: No cable failed in six months.",
    ):
        assert line in told
    assert column(found, "assessments", "grade") == ["B2", "C3"]
    assert column(found, "assessments", "source") == [
        "hb-1",
        "Blame the fishermen",
    ]
    assert column(found, "objectives", "source") == ["agreed by the steering group"] * 2
    assert column(found, "assessments", "likelihood") == [
        "likely (55–80 %)",
        "roughly even chance (45–55 %)",
    ]
    assert column(found, "options", "outcome") == ["worked in part", "worked"]
    assert column(found, "options", "serves")[1] == (
        "No cable fails unseen.; The public knows who did it."
    )
    assert column(found, "evidence", "sort") == ["technique", "actor", "technique"]
    assert column(found, "steps", "state") == ["done"] * 4
    assert column(found, "steps", "since")[2:] == ["2 May 2024", "4 May 2024"]
    assert len(column(found, "history", "event")) == 7
    assert {each.identity for each in found.sources()} >= set(ids.values())


def test_what_papers_say_stands_beside(worked: tuple[Casework, dict[str, str]]) -> None:
    work, _ = worked
    found = asked(work)
    assert sorted(row.act for row in found.said) == ["context", "position"]
    assert {row.party for row in found.said} == {"NLD"}
    assert tuple(column(found, "steps", "papers")) == STEPS
    assert f"A paper names these steps in order: {' → '.join(STEPS)}." in texts(found)
    plain_dossier = asked(work, "hybrid/nato")
    assert plain_dossier.line.text == "no case; 2 statements of papers"
    assert tuple(column(plain_dossier, "steps", "papers")) == STEPS
    assert plain_dossier.state is None


def test_an_assessment_is_cited_to_the_words_of_a_paper_or_to_what_it_rests_on(
    worked: tuple[Casework, dict[str, str]],
) -> None:
    work, ids = worked
    cut, blame = (work.view().statement(ids[name]) for name in ("cut", "blame"))
    assert isinstance(cut.citation, SpanCitation)
    assert cut.quote == "two cables were cut within one day"
    assert cut.content["text"] == "The cuts were made on purpose."
    assert cut.paper is not None
    assert cut.paper.numbers == ("hb-1",)
    assert isinstance(blame.citation, OutsideCitation)
    assert blame.citation.identifier.startswith("attack-pattern--")
    assert blame.citation.says == "Blame the fishermen"
    [evidence] = blame.content["evidence"]
    assert work.view().statement(evidence["statement"]).content["object"]["name"] == (
        "Blame the fishermen"
    )


@pytest.mark.parametrize(
    ("moment", "line", "used"),
    [
        ("2024-03-05", "step 1 of 4: common threat picture", 0),
        ("2024-03-08", "step 2 of 4: objectives", 0),
        ("2024-03-12", "step 3 of 4: instruments and response options", 1),
        ("2024-04-30", "step 4 of 4: evaluation of response options", 1),
        ("2024-05-03", "step 3 of 4: instruments and response options", 2),
        ("2024-06-01", "step 4 of 4: evaluation of response options", 2),
        ("2024-06-02", "closed on 2 June 2024", 2),
    ],
)
@pytest.mark.parametrize("way", ["as_of", "known_on"])
def test_as_of_any_day(
    worked: tuple[Casework, dict[str, str]], way: str, moment: str, line: str, used: int
) -> None:
    work, _ = worked
    found = asked(work, **{way: moment})
    assert found.line.text == line
    assert found.values["used"].value == used


def test_before_it_was_opened_there_is_no_case(worked: tuple[Casework, dict[str, str]]) -> None:
    work, _ = worked
    with pytest.raises(UnknownValue, match="there is no dossier"):
        asked(work, as_of="2024-03-01")
    every = asked(work, "hybrid", known_on="2024-03-02")
    assert texts(every).startswith("No case has been opened.")
    assert len(every.said) == 2


def test_what_was_withdrawn_was_known_before(work: Casework) -> None:
    """As of a day says what we now know of it; known on a day, what was said by then."""
    work.do("open_case", on="2024-03-03")
    wrong = work.do("assess", on="2024-03-04")
    work.withdraw(wrong)
    [before] = work.case(known_on="2024-03-05").assessments
    assert before.id == wrong
    assert work.case(as_of="2024-03-05").assessments == ()
    assert work.case().assessments == ()
    [reading, withdrawal] = work.view().history(wrong)
    assert (reading.undone, withdrawal.note) == (True, "entered twice")


def test_a_reader_sees_a_whole_case_of_what_is_theirs(work: Casework) -> None:
    work.record.define_audience("REL-ALLY", ["Allyland"])
    work.stix(technique(1, "Open", code="X0001"), marking="PUBLIC")
    work.stix(technique(2, "Hidden", code="X0002"))
    work.do("open_case", marking="REL-ALLY")
    work.do("assess", rests_on=["X0001"], text="Seen by all.")
    work.do("assess", rests_on=["X0002"], text="Kept inside.", domains=["cyber"],
            marking="INTERNAL")  # fmt: skip
    work.do("proceed")
    aim = work.do("add_objective")
    inner = work.do("add_objective", text="Find the source.", marking="INTERNAL")
    work.do("proceed")
    open_option = work.do("add_option", serves=[aim])
    work.do("add_option", serves=[inner], text="Ask the source.", marking="INTERNAL")
    work.do("choose", option=open_option)
    ours, theirs = asked(work), asked(work, reader="Allyland")
    assert column(ours, "assessments", "rests_on") == ["Open (X0001)", "Hidden (X0002)"]
    assert column(theirs, "assessments", "rests_on") == ["Open (X0001)"]
    assert theirs.line.text == ours.line.text
    assert "in infrastructure." in texts(theirs)
    assert [table.key for table in theirs.tables] == [table.key for table in ours.tables]
    shown = json.dumps(theirs.state, default=str) + texts(theirs)
    for hidden in ("Kept inside", "Find the source", "Ask the source", "Hidden", "X0002", "cyber"):
        assert hidden not in shown
    with pytest.raises(UnknownValue):
        asked(work, reader="PUBLIC")


def test_what_other_cases_learnt_is_found_by_what_they_share(work: Casework) -> None:
    work.stix(technique(1, "Drag anchors", code="X0001"), actor(9, "Grey Heron"))
    shares = {
        "technique": {"domains": ["space"], "tools": [], "rests_on": ["X0001"]},
        "domain": {"domains": ["infrastructure"], "tools": [], "rests_on": []},
        "tool": {"domains": ["legal"], "tools": ["sabotage"], "rests_on": []},
        "nothing": {"domains": ["culture"], "tools": ["lawfare"], "rests_on": []},
        "actor-alone": {"domains": [], "tools": [], "rests_on": [actor(9, "")["id"]]},
    }
    for name, given in shares.items():
        _with_lesson(work, name, given, marking="PUBLIC" if name == "domain" else "INTERNAL")
    work.do("open_case", marking="PUBLIC")
    work.do("assess", rests_on=["X0001"], marking="INTERNAL")
    work.do("assess", tools=[], marking="PUBLIC")
    found = asked(work)
    assert set(column(found, "elsewhere", "case")) == {
        "hybrid/technique",
        "hybrid/domain",
        "hybrid/tool",
    }
    assert column(found, "elsewhere", "case")[0] == "hybrid/technique"
    assert column(found, "elsewhere", "shares")[0] == "Drag anchors (X0001)"
    assert "3 lessons of other cases may be of use." in texts(found)
    public = asked(work, reader="PUBLIC")
    assert column(public, "elsewhere", "case") == ["hybrid/domain"]
    assert "1 lesson of another case may be of use." in texts(public)


def test_an_instrument_shared_brings_a_lesson_too(work: Casework) -> None:
    given = {"domains": ["legal"], "tools": [], "rests_on": []}
    _with_lesson(work, "other", given, instruments=["sanctions"])
    work.do("open_case")
    work.do("assess")
    work.do("proceed")
    aim = work.do("add_objective")
    work.do("proceed")
    assert "lesson" not in texts(asked(work))
    work.do("add_option", serves=[aim], instruments=["sanctions"])
    assert column(asked(work), "elsewhere", "shares") == ["Sanctions"]


def _with_lesson(
    work: Casework,
    name: str,
    given: dict[str, Any],
    *,
    marking: str = "INTERNAL",
    instruments: tuple[str, ...] | list[str] = (),
) -> None:
    work.do("open_case", name, marking=marking)
    work.do("assess", name, **given)
    work.do("proceed", name)
    aim = work.do("add_objective", name)
    work.do("proceed", name)
    option = work.do("add_option", name, serves=[aim], instruments=instruments)
    work.do("choose", name, option=option)
    work.do("proceed", name)
    work.do("evaluate", name, option=option)
    work.do("add_lesson", name, text=f"Learnt in {name}.")


def test_the_newest_version_of_a_technique_is_taken_and_a_shared_code_is_asked_about(
    work: Casework,
) -> None:
    work.do("open_case")
    work.stix(technique(1, "Old name", code="X0001"))
    work.stix(technique(1, "New name", code="X0001", modified="2024-05-01"))
    work.do("assess", rests_on=["x0001"])
    [evidence] = work.case().evidence("technique")
    assert evidence.name == "New name"
    work.stix(technique(2, "Another", code="X0001"))
    with pytest.raises(NotFound, match="several STIX objects are called"):
        work.do("assess", rests_on=["X0001"])
    with pytest.raises(NotFound, match="Import the bundle"):
        work.do("assess", rests_on=["X0009"])


def test_any_statement_can_be_rested_on(work: Casework) -> None:
    add_paper(work)
    [position] = [row for row in asked(work, "hybrid/nato").said if row.act == "position"]
    work.do("open_case", "second")
    work.do("assess", "second", rests_on=[position.identity[:10]], source=Source())
    [evidence] = work.case("second").evidence()
    assert (evidence.statement, evidence.stix_id) == (position.identity, None)
    found = asked(work, "hybrid/second")
    assert column(found, "evidence", "sort") == ["statement"]


def test_all_cases_in_one_table(work: Casework) -> None:
    work_through(work)
    work.through("second", until=2)
    work.do("open_case", "third")
    found = asked(work, "hybrid")
    assert texts(found).startswith(
        "3 cases: 1 at common threat picture, 1 at objectives and 1 closed."
    )
    assert column(found, "cases", "case") == [f"hybrid/{CASE}", "hybrid/second", "hybrid/third"]
    assert column(found, "cases", "outcome")[0] == "worked in part; worked"
    assert column(found, "cases", "techniques")[0].count("X000") == 2
    kept = Summaries()
    for _ in range(2):
        lines = {each.asked.dossier: each.line for each in answers(work.view())}
        assert {each.dossier: each.line for each in kept.of(work.view())} == lines
        if work.case("second").step == "objectives":
            work.do("proceed", "second")
        work.do("add_option", "second", serves=[work.case("second").objectives[0].id])
        work.do("assess", "third")
    assert lines["hybrid/third"].text == "step 1 of 4: common threat picture"
    assert lines["hybrid/second"].text == "step 3 of 4: instruments and response options"
    with pytest.raises(UnknownValue, match="no option “by”"):
        answer(work.view(), "hybrid", options={"by": "2030"})


def test_it_is_said_in_dutch_as_well(worked: tuple[Casework, dict[str, str]]) -> None:
    work, _ = worked
    dutch, english = asked(work, language="nl"), asked(work)
    told = texts(dutch)
    assert "Is gesloten op 2 juni 2024, na alle vier de stappen." in told
    assert "Het dreigingsbeeld berust op 2 beoordelingen, in infrastructuur en informatie." in told
    assert "heeft deels gewerkt" in told
    assert column(dutch, "assessments", "likelihood")[0] == "waarschijnlijk (55–80 %)"
    assert len(dutch.headline) == len(english.headline)
    for one, other in zip(dutch.tables, english.tables, strict=True):
        assert one.key == other.key
        assert one.title != other.title


def test_every_sentence_exists_in_both_languages() -> None:
    import tomllib
    from importlib import resources
    from string import Formatter

    raw = resources.files("inzet.dossiers.hybrid").joinpath("words.toml").read_text("utf-8")
    words = tomllib.loads(raw)

    def places(message: str | dict[str, str]) -> set[str]:
        each = [message] if isinstance(message, str) else list(message.values())
        return {name for text in each for _, name, _, _ in Formatter().parse(text) if name}

    assert set(words) == {"en", "nl"}
    assert {key: places(m) for key, m in words["en"].items()} == {
        key: places(m) for key, m in words["nl"].items()
    }


def test_the_procedure_tells_its_kinds(worked: tuple[Casework, dict[str, str]]) -> None:
    work, _ = worked
    known = {(kind.act, kind.name) for kind in procedures()["hybrid"].kinds}
    assert len(known) == len(ACTS) == 8
    rows = work.view().statements(limit=1000).items
    written = {(Act(row.act), row.content["kind"]) for row in rows if row.rule == "person"}
    assert written == known


def test_programs_get_the_whole_state(worked: tuple[Casework, dict[str, str]]) -> None:
    work, ids = worked
    state = asked(work).state
    assert (state["step"], state["closed"], state["since"]) == (
        "evaluation",
        True,
        dt.date(2024, 6, 2),
    )
    assert [each["outcome"] for each in state["options"]] == ["worked in part", "worked"]
    assert [each["event"] for each in state["moves"]][3:5] == ["reopened", "begun"]
    told = {each["id"] for key in ("assessments", "objectives", "options") for each in state[key]}
    assert told == {ids[name] for name in ("cut", "blame", "unseen", "told", "patrol", "name")}
    opening = work.case().opening
    assert opening is not None
    assert plain(opening.content)["kind"] == "case"


@pytest.mark.seed
def test_a_technique_of_disarm_and_the_steps_of_the_seed(work: Casework, shared: Path) -> None:
    """With the bundle of a real framework, and a real paper read into the same record."""
    from inzet.reading import intake

    path = shared / "data" / "threat" / "disarm.json"
    imported = from_file(path.read_bytes(), path.name).keep(work.record)
    assert imported.statements == 698
    seed = next((shared / "seed").glob("*.txt"))
    intake.take(work.record, seed.read_bytes(), name=seed.name, marking="PUBLIC", by="ann")
    work.do("open_case", "division", beside=["hybrid/nato"])
    work.do("assess", "division", rests_on=["T0002"], source=Source())
    [found] = work.case("division").evidence("technique")
    assert (found.name, found.code) == ("Facilitate State Propaganda", "T0002")
    shown = asked(work, "hybrid/division")
    assert tuple(column(shown, "steps", "papers")) == STEPS
    dutch = [row for row in shown.said if row.act == "position" and row.party == "NLD"]
    assert dutch
    assert all("hybrid/nato" in row.dossiers for row in dutch)
    named = asked(work, "hybrid/nato")
    assert "these steps in order: common threat picture → objectives" in texts(named)
