"""Every example in the help does what it says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import msgspec
import pytest

from inzet.cli import group
from inzet.cli.command import Command, CommandGroup, Example
from inzet.cli.commitments.group import EXAMPLES as COMMITMENT_EXAMPLES
from inzet.cli.dossiers import dossiers
from inzet.cli.drafts.group import EXAMPLES as DRAFT_EXAMPLES
from inzet.cli.hybrid import EXAMPLES as HYBRID_EXAMPLES
from inzet.cli.review import EXAMPLES as REVIEW_EXAMPLES
from inzet.dossiers.hybrid import case_of
from inzet.dossiers.hybrid.contents import kind_of
from inzet.exchange.peers import Peers
from inzet.library import Parts, add, ask
from inzet.meetings.sources import Hand
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingNotice
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from tests.cli.conftest import AGENDA, Run, commands
from tests.cli.records import MEETING, TEXT, make, report
from tests.cli.typist import Terminal
from tests.exchange.taxii.test_client import Taxii
from tests.following.house import House, agenda
from tests.following.serving import listening, serving
from tests.web.serving import served

FIGURES = """\
edition,measure,unit,party,year,value
2023-07,defence_expenditure_share_gdp,percent,NOR,2023,1.67
2023-07,defence_expenditure_share_gdp,percent,DNK,2023,1.65
"""
STEPS = """\
step,topic,as_of,status,source
3,Fight against corruption,2022-06-17,required,an opinion
"""
DRAFT = f"agenda/{MEETING}/nl"
STAYS = ("serve", "mcp")
"""Run until they are stopped or their client goes; `test_care` and `tests/mcp` start them."""
EVENT = {
    "Event": {
        "uuid": "5f3b2c1d-0000-4000-8000-000000000001",
        "info": "Kabelbreuk in de Oostzee",
        "timestamp": "1706700000",
    }
}


def examples() -> list[Example]:
    found = [*group.EXAMPLES, *COMMITMENT_EXAMPLES, *REVIEW_EXAMPLES, *HYBRID_EXAMPLES]
    found += DRAFT_EXAMPLES
    found += dossiers.examples
    for _, command in commands():
        if isinstance(command, Command | CommandGroup):
            found.extend(command.examples)
    return found


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.line)
def test_example(run: Run, tmp_path: Path, example: Example) -> None:
    before, _, line = example.line.rpartition("| ")
    program, *words = shlex.split(line)
    assert program == "inzet"
    if words[0] in STAYS:
        return
    prepare(run, tmp_path, words)
    names = placeholders(run, tmp_path)
    if words[:2] == ["alerts", "remove"]:
        assert run("alerts", "add", "--due", "--to", "x@example.org").code == 0
        names["ID"] = json.loads(run("alerts", "list", "--json").out)[0]["id"]
    if words[0] == "tearline" and "ID" in words:
        names["ID"] = json.loads(run("tearline", "list", "--json").out)[0]["id"]
    if words[-1] == "TOKEN":
        made = run("accounts", "token", "bert", "--for", "x", "--json")
        names["TOKEN"] = json.loads(made.out)["id"]
    names["OTHER"] = names.get(OTHER.get(words[0], ""), "")
    names["NEW"] = "nato-lunch-2024-02-14" if words[0] == "meetings" else "pledge/new"
    if words[0] == "commitments":
        names |= promised(tmp_path)
    if words[0] == "objects":
        assert run("import", "event.json").code == 0
        names["ID"] = EVENT["Event"]["uuid"]
    words = [names.get(word, word) for word in words]
    if words == ["key", "lost"]:
        (tmp_path / "inzet.db.key").unlink()
    if words == ["review"]:
        terminal = Terminal(tmp_path, *words)
        terminal.until("Read by")
        terminal.press("q")
        assert terminal.code() == 0
        return
    if "https://inzet.example.org" in words:
        # A node on this machine stands for the other one.
        other = tmp_path / "other.db"
        Record.create(other, "Other").close()
        with served(create_app(lambda: Record.open(other))) as address:
            ran = run(*(address if word.startswith("https:") else word for word in words))
            assert ran.code == 0, ran.err
            assert "Other" in ran.out
        return
    if words[0] == "taxii":
        # Nothing but this machine is ever asked.
        with listening(Taxii) as server:
            local = f"{server.address}/taxii2/"
            assert run("taxii", "pull", local, "--limit", "9").code == 0
            asked = [
                local if word.startswith("http") or word == "ADDRESS" else word for word in words
            ]
            ran = run(*asked, OTHERS="open sesame")
        assert ran.code == 0, ran.err
        assert ran.out
        return
    given = (tmp_path / before.split()[1]).read_text() if before else None
    if words[0] == "follow":
        # Nothing but this machine is ever asked.
        with serving(parliament()) as server:
            environment = {"INZET_FOLLOW_URL_TWEEDEKAMER": server.address}
            assert run("follow", "28676", **environment).code == 0
            ran = run(*words, **environment)
    else:
        ran = run(*words, given=given)
    assert ran.code == 0, ran.err
    assert ran.out


def prepare(run: Run, folder: Path, words: list[str]) -> None:
    """A record with a paper, papers to read, and something done that can be undone."""
    (folder / "agenda.txt").write_text(AGENDA, encoding="utf-8")
    (folder / "report.html").write_text(
        "<html lang=nl><title>Verslag</title><body><p>De vergadering besprak de begroting.</p>"
    )
    (folder / "papers").mkdir()
    (folder / "papers" / "agenda.txt").write_text(AGENDA, encoding="utf-8")
    (folder / "figures.csv").write_text(FIGURES, encoding="utf-8")
    (folder / "steps.csv").write_text(STEPS, encoding="utf-8")
    (folder / "event.json").write_text(json.dumps(EVENT), encoding="utf-8")
    if words[0] == "score":
        labels = folder / "labels"
        labels.mkdir()
        (labels / "paper.txt").write_text(AGENDA, encoding="utf-8")
        write_labels(labels / "paper.jsonl", AGENDA)
    text = f"{TEXT}Nederland hecht belang aan overleg.\n"
    with make(folder / "inzet.db", text=text):
        pass
    if "var/sample.db" in words:
        assert run("sample").code == 0
    if "hybrid" in words:
        prepare_case(run, words[1])
    if words[0] in ("cycle", "motions"):
        prepare_cycle(run, words)
    if words[0] in ("peer", "sync") and words[-1] != "sync" and "--json" not in words:
        prepare_peer(folder)
    if words[0] in ("library", "requests"):
        prepare_library(folder)
    if words[0] in ("drafts", "return"):
        # The draft that the examples are about.
        line = ("draft", "agenda", MEETING, "--to", "edited.docx", "--on", "2024-02-05")
        assert run(*line).code == 0
    if words[:2] == ["import", "--parcels"]:
        assert run("export", "--parcels", "--to", words[2]).code == 0
    if words[0] == "restore":
        assert run("backup", words[1], "--with-key").code == 0
    if words[0] == "accounts":
        (folder / "password.txt").write_text("four unrelated words here\n")
        for name in ("anna", "bert") if words[1:2] != ["add"] else ():
            roles = ("--role", "administrator", "--role", "editor")
            assert run("accounts", "add", name, *roles, "--no-password").code == 0
    if words[0] in ("share", "tearline", "audience"):
        prepare_release(run, folder, words)
    if "sent.pdf" in words:
        assert run("drafts", "export", DRAFT, "--to", "sent.pdf", "--clean").code == 0
    if words[0] == "drafts" and "--check" in words:
        assert run("drafts", "template", "--to", words[-1]).code == 0
    if "--not-with" in words:
        assert run("drafts", "share", DRAFT, "--with", "Joris").code == 0
    if words[0] == "commitments":
        report(folder)
    if words[:2] == ["commitments", "undo"]:
        names = promised(folder)
        assert run("commitments", "keep", names["ID"], "--paper", names["PAPER"]).code == 0
    if "pair" in words:
        assert run("read", "agenda.txt", "--not-same").code == 0
    if words[0] in OTHER:
        with Record.open(folder / "inzet.db") as record:
            name_twice(record)
    if words[0] in OTHER and words[1:2] == ["undo"]:
        names = placeholders(run, folder)
        first = names[words[0][:-1].upper()]
        judged = run(words[0], "merge", first, names[OTHER[words[0]]], "--ground", "one", "--json")
        (folder / "judged").write_text(judged.json["id"])
    elif words[:2] == ["review", "undo"]:
        assert run("review", "confirm", placeholders(run, folder)["ID"]).code == 0


def prepare_peer(folder: Path) -> None:
    """Somebody to exchange with."""
    with Record.open(folder / "inzet.db") as record:
        peers = Peers(record.path, record.organisation.id)
        id_ = "ab" * 32
        peers.add(id_=id_, name="Partner")
        peers.confirm(id_, id_, Person.named("Anna"))


def parliament() -> House:
    """A parliament with a dossier, which has a paper."""
    house = House()
    house.document(house.dossier(28676), agenda(1), 429, Datum="2024-02-02T00:00:00+01:00")
    return house


OTHER = {"meetings": "OTHER MEETING", "dossiers": "OTHER DOSSIER"}
"""What a second name of the same kind is called among the placeholders."""


def name_twice(record: Record) -> None:
    """The same meeting and the same dossier under another name."""
    notice = MeetingNotice(id=f"again-{MEETING}", name="Ministers", from_="2024-02-14")
    body = Statement(
        identity="again",
        act=Act.CONTEXT,
        quote="It was said again.",
        citation=OutsideCitation(identifier="again"),
        meeting=notice.id,
        dossiers=("pledge/again",),
        content={"meeting": msgspec.to_builtins(notice)},
        rule=NOTICE_RULE,
    )
    with record.batch("PUBLIC") as batch:
        batch.add(body)


CASE_STEPS = (
    "open harbour-cables --title x --text x --ground x",
    "assess harbour-cables --text x --reliability A --credibility 1 --source x",
    "proceed harbour-cables --ground x",
    "objective harbour-cables --text x --ground x",
    "proceed harbour-cables --ground x",
    "option harbour-cables --text x --serves {objective} --ground x",
    "choose harbour-cables {option} --text x --ground x",
    "proceed harbour-cables --ground x",
)
"""A hybrid case from its opening to its last step."""
NEEDED = {"open": 0, "assess": 1, "objective": 3, "option": 5, "choose": 6, "proceed": 2}
"""How many of those come before the example of a command; of the others, all."""


def prepare_case(run: Run, verb: str) -> None:
    """A case as far as the example needs it."""
    ids: dict[str, str] = {}
    for line in CASE_STEPS[: NEEDED.get(verb, len(CASE_STEPS))]:
        ran = run("hybrid", *shlex.split(line.format(**ids)), "--json")
        assert ran.code == 0, ran.err
        ids[ran.json["kind"]] = ran.json["id"]
    if verb == "withdraw":
        ran = run("hybrid", "lesson", "harbour-cables", "--text", "x", "--ground", "x")
        assert ran.code == 0, ran.err


def prepare_library(folder: Path) -> None:
    """Something that lies in the library, and a request to an organisation that reads with us."""
    with Record.open(folder / "inzet.db") as record:
        record.define_audience("REL-ALLY", ["Allyland"])
        reader, hand = record.reader(), Hand(by="x")
        parts = Parts(title="x", summary="x")
        item = add(record, reader, "practice", hand, parts)
        asked = ask(record, reader, Hand(by="x", marking="PUBLIC"), question="x", to=["Allyland"])
    (folder / "lying").write_text(f"{item.identity[:12]} {asked.identity[:12]}")


SOURCED = ("--source", "x", "--dated", "2024-02-08", "--says", "x")


def prepare_cycle(run: Run, words: list[str]) -> None:
    """A motion in the cycle of the meeting, adopted; what was typed in last can be undone."""
    lines = [
        ["motions", "add", "kst-28676-430", "--title", "x", "--on", "2024-02-08", *SOURCED],
        ["motions", "vote", "430", "adopted", "--on", "2024-02-09", *SOURCED],
        ["cycle", "debate", MEETING, "--when", "2024-02-08", *SOURCED],
    ]
    lines[0] += ["--meeting", MEETING]
    for line in lines:
        ran = run(*line, "--json")
        assert ran.code == 0, ran.err
    Path("typed").write_text(ran.json["id"])


def write_labels(path: Path, text: str) -> None:
    """One labelled sentence of a paper that stands beside."""
    sentence = "Het kabinet hecht\nbelang aan een sterke industrie."
    at = text.index(sentence)
    place = {"type": "TextPositionSelector", "start": at, "end": at + len(sentence)}
    quote = {"type": "TextQuoteSelector", "exact": sentence.replace("\n", " ")}
    row = {
        "id": "1",
        "body": [{"act": "position", "holder": "NLD"}],
        "target": {"source": "paper.txt", "selector": [place, quote]},
    }
    path.write_text(json.dumps(row), encoding="utf-8")


def prepare_release(run: Run, folder: Path, words: list[str]) -> None:
    """An audience; else an internal paper, and a tear-line of it that waits to be checked."""
    (folder / "text.txt").write_text("Er is overleg geweest.\n", encoding="utf-8")
    ground = ("--ground", "an arrangement", "--yes")
    if words[0] == "audience":
        who = ("--add", "Partner", "--add", "Alliance") if "--add" not in words else ()
        assert run("audience", "set", "REL-ALLIES", *who, *ground).code == 0
        return
    for made in folder.glob("inzet.db*"):
        made.unlink()
    with make(folder / "inzet.db", marking="INTERNAL"):
        pass
    if words[0] == "tearline" and words[1] not in ("add", "list"):
        line = ("tearline", "add", "agenda.txt", "--marking", "PUBLIC", "--file", "text.txt")
        assert run(*line).code == 0


def placeholders(run: Run, folder: Path) -> dict[str, str]:
    """What stands for the words in capitals."""
    judged, shelved = folder / "judged", folder / "lying"
    lying = shelved.read_text().split() if shelved.exists() else ["", ""]
    with Record.open(folder / "inzet.db") as record:
        view = record.view(record.reader())
        row = next(row for row in view.statements().items if row.act == "position")
        history = view.history(row.identity)
        entries = case_of(view, "harbour-cables").entries
        later = [
            each.identity[:12]
            for each in view.statements().items
            if each.act == "position" and each.paper != row.paper
        ]
        last = {kind_of(each.content): each.id[:12] for each in entries}
        return {
            "OBJECTIVE": last.get("objective", ""),
            "OPTION": last.get("option", ""),
            "LAST": entries[-1].id[:12] if entries else "",
            "ITEM": lying[0],
            "REQUEST": lying[1],
            "MEETING": MEETING,
            "DRAFT": DRAFT,
            "MOTION": "kst-28676-430",
            "TYPED": typed.read_text() if (typed := folder / "typed").exists() else "",
            "OTHER MEETING": f"again-{MEETING}",
            "DOSSIER": "pledge/wales-2014",
            "OTHER DOSSIER": "pledge/again",
            "JUDGEMENT": judged.read_text()[:12] if judged.exists() else "",
            "PAPER": next(each.numbers[0] for each in view.papers().items if each.numbers),
            "ID": row.identity[:12],
            "LATER": later[0] if later else "",
            "ENTRY": history[-1].entry[:12],
        }


def promised(folder: Path) -> dict[str, str]:
    """The promise in the record, and the later paper that keeps it."""
    with Record.open(folder / "inzet.db") as record:
        view = record.view(record.reader())
        row = next(row for row in view.statements().items if row.act == "commitment")
        return {"ID": row.identity[:12], "PAPER": "report.txt"}
