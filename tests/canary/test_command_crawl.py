"""Every command, with every option, for every reader: nothing hidden is met, nothing is told apart.

The crawl finds commands and options by itself; one that it does not know how to call fails.
Names are tried three ways: one the reader may see, one that is hidden, one that never was. The
last two must give the same answer.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest
from click.testing import CliRunner

from inzet.cli import main
from inzet.cli.login import login_name
from inzet.dossiers.hybrid import (
    Hand,
    Source,
    add_lesson,
    add_objective,
    add_option,
    assess,
    choose,
    open_case,
    proceed,
)
from inzet.following.journal import Item, Journal
from inzet.record import PaperRow, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import PROCEDURES, Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity
from inzet.vocabulary.library import PRACTICE, REQUEST
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingNotice, Participant, Session
from inzet.vocabulary.parliament import (
    Appreciation,
    Consultation,
    Debate,
    Execution,
    Motion,
    MotionAppreciated,
    MotionCarriedOut,
    MotionVoted,
    Mover,
    Parliamentary,
    PlaceInCycle,
    Registered,
    Result,
    Stage,
)
from inzet.writing.drawer import Person, desk
from tests.canary import exchanging
from tests.canary.library_calls import ARGUMENTS as LIBRARY
from tests.canary.library_calls import VALUES as LIBRARY_VALUES
from tests.canary.library_calls import WRITES as LIBRARY_WRITES
from tests.canary.plant import (
    ALLY,
    HOME,
    PARTNER,
    PUBLIC,
    STRANGER,
    Planted,
    plant,
    plant_drafts,
    plant_refusal,
)
from tests.canary.releasing import RELEASING
from tests.cli.conftest import commands

OTHERS = (PUBLIC, ALLY, PARTNER, STRANGER)
SOMEBODY = "Somebody Else"
"""Who drafts too, at the same record."""
READERS_OF = {
    PUBLIC: {PUBLIC, HOME, ALLY, PARTNER, STRANGER},
    "REL-ALLY": {HOME, ALLY},
    "REL-BOTH": {HOME, ALLY, PARTNER},
    "INTERNAL": {HOME},
}

_SAID = "--on 2023-02-01 --by x --ground x"
_SOURCED = f"{_SAID} --paper {{paper}} --quote x --source x --dated 2023-02-01 --says x --marking x"
HYBRID_WRITES = {
    "open": f"{{case}} --title x --text x --beside {{dossier}} {_SOURCED}",
    "assess": "{case} --text x --reliability A --credibility 1 --likelihood likely --confidence low"
    f" --domain cyber --tool leak --phase priming --rests-on {{statement}} {_SOURCED}",
    "objective": f"{{case}} --text x {_SOURCED}",
    "option": f"{{case}} --text x --serves {{statement}} --instrument sanctions {_SOURCED}",
    "choose": f"{{case}} {{statement}} --text x {_SOURCED}",
    "evaluate": f"{{case}} {{statement}} --outcome worked --text x {_SOURCED}",
    "lesson": f"{{case}} --text x --evaluation {{statement}} {_SOURCED}",
    "proceed": f"{{case}} {_SAID}",
    "reopen": f"{{case}} 1 {_SAID}",
    "withdraw": "{case} {statement} --ground x --by x",
}
CYCLE_WRITES = {
    ("cycle", "place"): "{paper} {meeting} --stage report --ground x --by x --marking x",
    ("cycle", "remove"): "{paper} {meeting} --ground x --by x --marking x",
    ("cycle", "debate"): "{meeting} --when 2023-02-01 --form plenary --committee x --subject x"
    f" --number x --about {{paper}} {_SOURCED}",
    ("cycle", "consultation"): "{meeting} --deadline 2023-02-01 --committee x --subject x"
    f" --number x --about {{paper}} {_SOURCED}",
    ("cycle", "promise"): "{meeting} --what x --party NLD --number x --to x --due 2023-02-01"
    f" --before {{meeting}} {_SOURCED}",
    ("cycle", "undo"): "{statement} --ground x --by x",
    ("motions", "add"): "{motion} --title x --dictum x --mover x --replaces {motion}"
    f" --meeting {{meeting}} {_SOURCED}",
    ("motions", "appreciate"): f"{{motion}} untimely --provided x {_SOURCED}",
    ("motions", "vote"): "{motion} adopted --in-favour x --against y --seats-in-favour 1"
    f" --seats-against 2 {_SOURCED}",
    ("motions", "carried-out"): f"{{motion}} under-way --how x {_SOURCED}",
    ("motions", "undo"): "{statement} --ground x --by x",
    ("meetings", "add"): "--like {meeting} --first 2031-01-01 --last 2031-01-02 --place x --name x"
    f" --certainty confirmed --prepares {{meeting}} {_SOURCED}",
}
"""Refused to others whatever they ask, so every option is tried at once and not each by itself."""

ARGUMENTS: dict[tuple[str, ...], list[list[str]]] = {
    ("read",): [["{file}"], ["{file}", "--dry-run"]],
    # Nothing is asked of anybody: whoever reads as another is refused first.
    ("follow",): [["28676"], ["28676", "--dry-run"], ["--list"], []],
    ("status",): [[], ["{dossier}"], ["accession"], ["hybrid"], ["{case}"]],
    ("import",): [["{table}"], ["{table}", "--dry-run"], ["reference", "--dry-run"]],
    ("meetings",): [
        [],
        ["{meeting}"],
        ["{meeting}", "--participation"],
        ["{meeting}", "--items", "--json"],
    ],
    ("meetings", "merge"): [["{meeting}", "{meeting}", "--ground", "x"]],
    ("meetings", "split"): [["{meeting}", "--as", "x", "--paper", "{paper}", "--ground", "x"]],
    ("meetings", "judgements"): [[]],
    ("meetings", "undo"): [["{statement}"]],
    ("dossiers", "merge"): [["{dossier}", "{dossier}", "--ground", "x"]],
    ("dossiers", "split"): [["{dossier}", "--as", "x", "--paper", "{paper}", "--ground", "x"]],
    ("dossiers", "judgements"): [[]],
    ("dossiers", "undo"): [["{statement}"]],
    ("cycle",): [[], ["{meeting}"], ["{meeting}", "--questions", "--json"]],
    ("motions",): [[], ["{motion}"]],
    **{path: [line.split()] for path, line in CYCLE_WRITES.items()},
    ("positions",): [[]],
    ("commitments",): [[], ["--proposals"]],
    ("commitments", "show"): [["{statement}"], ["{promise}"]],
    ("commitments", "keep"): [["{promise}", "--paper", "{paper}"]],
    ("draft",): [["agenda", "{meeting}"], ["debate", "{meeting}", "--to", "{out}"]],
    ("return",): [["{file}"]],
    ("drafts",): [[]],
    ("drafts", "show"): [["{draft}"]],
    ("drafts", "history"): [["{draft}"]],
    ("drafts", "fill"): [["{draft}"], ["{draft}", "reference", "x"]],
    ("drafts", "export"): [["{draft}", "--to", "{out}"]],
    ("drafts", "share"): [["{draft}", "--with", "x"], ["{jotting}"]],
    ("drafts", "release"): [
        ["{draft}", "--marking", "PUBLIC", "--dry-run"],
        ["{draft}", "--marking", "PUBLIC", "--dry-run", "--file", "{file}"],
    ],
    **RELEASING,
    ("drafts", "delete"): [["{draft}"], ["{jotting}"]],
    ("drafts", "team"): [[], ["{team}"]],
    ("drafts", "jot"): [["x"]],
    ("drafts", "jottings"): [[]],
    ("drafts", "template"): [["--to", "{out}"], ["--check", "{file}"]],
    ("commitments", "lapse"): [["{promise}", "--ground", "x"]],
    ("commitments", "undo"): [["{promise}"]],
    ("changes",): [
        ["--since", "2023-01-20"],
        ["--since", "{meeting}"],
        ["--since", "2023-01-01", "--until", "{meeting}"],
        ["--new"],
        ["--new", "--seen"],
    ],
    ("language",): [["{word}"]],
    ("search",): [["{word}"]],
    ("objects",): [[], ["{word}"]],
    # No address, so that nobody is asked; what is pulled is crawled as what it is kept as.
    ("taxii", "pull"): [[], ["x"]],
    ("taxii", "list"): [[]],
    ("taxii", "forget"): [["x"]],
    ("papers",): [[], ["{paper}"], ["{paper}", "--text"]],
    ("review",): [[]],
    ("review", "list"): [[]],
    ("review", "history"): [["{statement}"]],
    ("review", "confirm"): [["{statement}"]],
    ("review", "reject"): [["{statement}"]],
    ("review", "correct"): [["{statement}", "--party", "NLD"]],
    ("review", "add"): [["{paper}", "--act", "position", "--span", "0:3"]],
    ("review", "pair"): [["{statement}", "{statement}"]],
    ("review", "undo"): [["{statement}"]],
    ("review", "rules"): [[]],
    **{("hybrid", verb): [[*line.split()]] for verb, line in HYBRID_WRITES.items()},
    ("hybrid", "show"): [["{case}"]],
    ("hybrid", "vocabulary"): [[]],
    ("export",): [
        ["--stix", "--dossier", "{dossier}"],
        ["--stix", "--feed", "{marking}"],
        ["--misp", "{out}", "--feed", "{marking}"],
        ["--parcels", "--feed", "{marking}", "--to", "{out}", "--replace"],
    ],
    ("alerts", "add"): [["--due", "--to", "x@example.org"]],
    ("alerts", "list"): [[]],
    ("alerts", "remove"): [["x"]],
    # What its letters tell is crawled in test_alert_mail.py.
    ("alerts", "send"): [["--dry-run"]],
    ("serve",): [["--port", "{port}"]],
    ("accounts",): [[]],
    ("accounts", "add"): [["x", "--role", "reader", "--no-password"]],
    ("accounts", "list"): [[]],
    ("accounts", "change"): [["x"]],
    ("accounts", "password"): [["x", "--stdin"]],
    ("accounts", "remove"): [["x", "--yes"]],
    ("accounts", "sessions"): [[], ["x"]],
    ("accounts", "token"): [["x", "--for", "x"]],
    ("accounts", "tokens"): [[]],
    ("accounts", "audit"): [[]],
    # Its client is not there, so it ends at once; its tools are crawled in test_mcp_crawl.py.
    ("mcp",): [[], ["--marking", "{marking}"]],
    ("key", "show"): [[]],
    ("key", "rotate"): [[]],
    ("key", "lost"): [[]],
    ("key", "compromised"): [["--since", "2023-02-01"]],
    ("verify",): [[]],
    ("backup",): [["{out}"]],
    ("restore",): [["{file}"]],
    ("rebuild",): [[]],
    ("erase",): [["{entry}", "--ground", "x", "--yes"]],
    **exchanging.ARGUMENTS,
    **LIBRARY,
}
"""How to call each command; a name in braces is tried visible, hidden and made up."""

APART = {("sample",), ("score",)}
"""Commands that open no record of anybody's."""

VALUES = (
    {
        option: values.split()
        for options, values in {
            "--limit": "0 1",
            "--as-of --known-on": "2023-02-01 2024-01-01 nonsense",
            "--on --since --until --due --said-on": "2023-02-01",
            "--valid-from --valid-to": "2023-02",
            "--party": "{party}",
            "--dossier": "{dossier} accession",
            "--meeting": "{meeting}",
            "--paper --same-as": "{paper}",
            "--language": "nl",
            "--statement": "{statement}",
            "--entry": "{entry}",
            "--words --quote": "{word}",
            "--genre": "{genre}",
            "--names --type --collection --user": "{word}",
            "--secret": "env:HOME",
            "--show": "{word}",
            "--format": "stix-2.1",
            "--marking --feed": "{marking}",
            "--misp": "{out}",
            "--act": "position commitment status",
            "--session": "1",
            "--empty": "party",
            "--holder --item --note --by --ground --organisation": "x",
            "--span": "0:3",
            "--on-behalf-of": "NLD",
            "--head": "{head}",
            "--host": "127.0.0.1",
            "--port": "{port}",
            "--workers": "2",
            "--login-by": "{file}",
            "--log": "json",
            "--name --shown --for --who --kind --end": "x",
            "--tls-cert --tls-key": "{file}",
            "--behind-proxy": "127.0.0.1",
            "--role": "reader",
            "--may": "read",
            "--looks-as": "PUBLIC nobody",
            "--days": "1",
            # A watch never ends by itself; a round of it is what is done without it.
            "--every": "0",
            "--jobs": "1",
            # What a cluster reads is told as what is read here; `tests/cli/cluster` has one.
            "--cluster": "x",
            "--as": "contributions figures",
            "--source": "x",
            "--ocr-language": "nl",
            "--arrived-since": "2023-02-01 2100-01-01T09:00 nonsense",
            "--in": "nl",
            "--alike": "0.3",
            "--edition --table": "2024-06",
            "--with": "{team}",
            "--not-with --add --remove": "x",
            "--to": "{out}",
            "--template --check --file": "{file}",
            "--sources": "annex none",
            "--second --reason": "x",
            "--draft": "{draft}",
            "--number": "1 7",
            "--about": "x",
        }.items()
        for option in options.split()
    }
    | exchanging.VALUES
    | LIBRARY_VALUES
)
"""Values to try for each option that takes one."""

VALUES_OF: dict[tuple[str, ...], list[str]] = {("status", "--with"): ["by=2030"]}
"""Where a command's option means something of its own."""


@dataclass(frozen=True)
class Call:
    """A line to type, with what was typed for a name in it."""

    line: tuple[str, ...]
    typed: str = ""
    made_up: tuple[str, ...] | None = None
    """The same line with a name that never was, when ``typed`` is a hidden one."""


@dataclass(frozen=True)
class World:
    """The planted record, and one name of each kind: visible, hidden, made up, per reader."""

    planted: Planted
    names: dict[str, dict[str, list[str]]]
    paper: Path
    table: Path
    out: Path
    port: int

    def tried(self, reader: str, kind: str, most: int = 2) -> list[tuple[str, str | None]]:
        """Names to try, each with the made-up one it must not be told apart from, or None."""
        if kind in ("file", "table"):
            return [(str(self.paper if kind == "file" else self.table), None)]
        if kind == "port":
            return [(str(self.port), None)]
        if kind == "out":
            return [(str(self.out), None)]
        mine, all_there_is = self.names[reader][kind], self.names[HOME][kind]
        hidden = [name for name in all_there_is if name not in set(mine)]
        found: list[tuple[str, str | None]] = [(name, None) for name in mine[:1]]
        return found + [(name, _made_up(name)) for name in hidden[:most]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("canary")
    planted = plant(folder / "inzet.db")
    with Record.open(planted.path) as record:
        _plant_meetings(planted, record)
        _plant_cases(planted, record)
        plant_drafts(planted, record, login_name(), SOMEBODY)
        plant_refusal(planted, record)
        _plant_cycles(planted, record)
        _plant_following(planted)
        names = {name: _names(record, record.view(record.reader(name))) for name in (HOME, *OTHERS)}
    paper = folder / "paper.txt"
    paper.write_text("Een gewone zin over niets.\n" * 3, encoding="utf-8")
    table = folder / "table.csv"
    table.write_text(
        "party,date,amount_million,currency,source,package\nNLD,2023-02-01,25,EUR,a letter,UCAP\n",
        encoding="utf-8",
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield World(planted, names, paper, table, folder / "out.md", taken.getsockname()[1])


def _plant_meetings(planted: Planted, record: Record) -> None:
    """A meeting and a promise under each marking, every value of them a canary."""
    for index, (marking, readers) in enumerate(READERS_OF.items()):

        def word(kind: str, at: str = marking, may: frozenset[str] = frozenset(readers)) -> str:
            made = f"vogel{kind}{at}".lower().replace("-", "")
            planted.words[made] = may
            return made

        notice = MeetingNotice(
            id=f"{word('id')}-2023-0{index + 1}-04",
            name=word("name"),
            place=word("place"),
            from_=f"2023-0{index + 1}-04",
            participants=(Participant(party=word("party"), capacity=word("capacity")),),
            sessions=(Session(number=1, title=word("title"), format=word("format")),),
        )
        due = {"due": {"words": word("due"), "meeting": notice.id}}
        with record.batch(marking) as batch:
            for act, rule, content in (
                (Act.CONTEXT, NOTICE_RULE, {"meeting": msgspec.to_builtins(notice)}),
                (Act.COMMITMENT, "promise", due),
            ):
                quote = f"Zin met {word(f'quote{act}')}."
                entry = batch.add(
                    Statement(
                        identity=statement_identity(quote, 0, 1, act, marking),
                        act=act,
                        quote=quote,
                        party=word("speaker"),
                        meeting=notice.id,
                        citation=OutsideCitation(identifier=word("outside")),
                        content=content,
                        rule=rule,
                        said="2023-01-05",
                    )
                )
                planted.ids[entry] = frozenset(readers)


def _plant_cases(planted: Planted, record: Record) -> None:
    """A hybrid case under each marking, with an assessment and a lesson that all could use."""
    for marking, readers in READERS_OF.items():

        def word(kind: str, at: str = marking, may: frozenset[str] = frozenset(readers)) -> str:
            made = f"visje{kind}{at}".lower().replace("-", "")
            planted.words[made] = may
            return made

        name = word("zaak")
        hand = Hand(by=word("by"), source=Source(identifier=word("source")), marking=marking)
        own = record.reader()
        title, about = word("title"), word("about")
        written = [open_case(record, own, name, hand, title=title, text=about)]
        graded = partial(assess, reliability="A", credibility="1", domains=["cyber"])
        written.append(graded(record, own, name, hand, text=word("assessed")))
        aim = Hand(by=word("by"), source=Source(ground=word("ground")), marking=marking)
        proceed(record, own, name, aim)
        objective = add_objective(record, own, name, aim, text=word("aim"))
        proceed(record, own, name, aim)
        serves = [objective.identity]
        option = add_option(record, own, name, aim, text=word("option"), serves=serves)
        choose(record, own, name, aim, option=option.identity, text=word("chosen"))
        proceed(record, own, name, aim)
        written.append(add_lesson(record, own, name, aim, text=word("lesson")))
        for each in (*written, objective, option):
            planted.ids[each.entry] = planted.ids[each.identity] = frozenset(readers)


def _plant_cycles(planted: Planted, record: Record) -> None:
    """A motion and a debate under each marking, and on the public ones what few may read: that
    the motion was voted on and carried out, that a paper belongs to the meeting of another."""
    public = f"vogelid{PUBLIC}-2023-01-04".lower()
    seen = record.view(record.reader(PUBLIC))
    paper = next(iter(seen.papers().items))
    promise = next(row for row in seen.statements(limit=1000).items if row.act == Act.COMMITMENT)
    for index, (marking, readers) in enumerate(READERS_OF.items()):

        def word(kind: str, at: str = marking, may: frozenset[str] = frozenset(readers)) -> str:
            made = f"krekel{kind}{at}".lower().replace("-", "")
            planted.words[made] = may
            return made

        number = f"kst-9900{index}-{index + 1}"
        planted.words[number] = frozenset(readers)
        meeting = f"vogelid{marking}-2023-0{index + 1}-04".lower().replace("rel-", "rel")
        told: list[tuple[Parliamentary, str | None]] = [
            (
                Motion(
                    motion=number,
                    title=word("title"),
                    movers=(Mover(name=word("mover"), group=word("group")),),
                    on="2023-01-06",
                    dictum=word("dictum"),
                ),
                meeting,
            ),
            (Debate(on="2023-01-06", committee=word("committee"), subject=word("debate")), public),
            (Consultation(deadline="2023-01-07", committee=word("consulted")), meeting),
            (
                MotionAppreciated(
                    motion="kst-99000-1",
                    appreciation=tuple(Appreciation)[index],
                    provided=word("provided"),
                ),
                None,
            ),
            (
                MotionVoted(
                    motion="kst-99000-1",
                    result=tuple(Result)[index],
                    on=f"2023-01-1{index}",
                    in_favour=(word("favour"),),
                ),
                None,
            ),
            (
                MotionCarriedOut(
                    motion="kst-99000-1", state=tuple(Execution)[index], how=word("how")
                ),
                None,
            ),
            (
                Registered(
                    promise=word("number"),
                    of=promise.identity,
                    words=word("register"),
                    papers=(word("letter"),),
                ),
                None,
            ),
            (
                PlaceInCycle(
                    paper=paper.id,
                    meeting=public,
                    stage=tuple(Stage)[index],
                    ground=word("ground"),
                    by=word("by"),
                ),
                public,
            ),
        ]
        with record.batch(marking) as batch:
            for content, where in told:
                kind = str(content.to_content()["kind"])
                body = Statement(
                    identity=content_id([marking, kind]),
                    act=content.act,
                    quote=f"Zin met {word(f'quote{kind}'.replace(' ', ''))}.",
                    meeting=where,
                    citation=OutsideCitation(identifier=word("outside"), says=word("says")),
                    content=content.to_content(),
                    rule="person",
                    explanation={"by": word("writer")},
                    said="2023-01-08",
                )
                entry = batch.add(body)
                planted.ids[entry] = planted.ids[body.identity] = frozenset(readers)


def _drawer(record: Record, reader: Reader) -> dict[str, list[str]]:
    """Everything that a person can name in the drawer; of home also what is somebody else's."""
    people = [login_name(), SOMEBODY] if reader == record.reader() else [login_name()]
    desks = [desk(record, Person.named(name), reader) for name in people]
    return {
        "draft": [name for own in desks for card in own.drafts() for name in (card.id, card.name)],
        "jotting": [each.id for own in desks for each in own.jottings()],
        "team": [each.name for own in desks for each in own.teams()],
    }


def _plant_following(planted: Planted) -> None:
    """What the journal knows is the own organisation's alone."""
    words = {name: f"volger{name}" for name in ("dossier", "id", "address", "etag", "reason")}
    for word in words.values():
        planted.words[word] = frozenset({HOME})
    with Journal(planted.path) as journal:
        journal.begin("tweedekamer", words["dossier"], marking="INTERNAL", since=None)
        item = Item(
            id=words["id"],
            address=words["address"],
            etag=words["etag"],
            reason=words["reason"],
            outcome="failed",
        )
        journal.note("tweedekamer", words["dossier"], "documents", item)
        journal.log("tweedekamer", words["dossier"], item, 3)


def _names(record: Record, view: View) -> dict[str, list[str]]:
    """Everything in view that a command line can name, by kind."""
    rows: list[StatementRow] = list(view.statements(limit=1000).items)
    papers: list[PaperRow] = list(view.papers(limit=1000).items)
    return {
        "statement": [row.identity for row in rows],
        "promise": [row.identity for row in rows if row.act == Act.COMMITMENT],
        "lying": [row.identity for row in view.of_kind(PRACTICE)],
        "request": [row.identity for row in view.of_kind(REQUEST)],
        "entry": [row.entry for row in rows] + [paper.id for paper in papers],
        "paper": [name for paper in papers for name in (paper.id, *paper.numbers, paper.source)],
        "dossier": [name for row in rows for name in row.dossiers],
        "case": sorted({name for row in rows for name in row.dossiers if "visje" in name}),
        "meeting": sorted({row.meeting for row in rows if row.meeting and "vogel" in row.meeting}),
        "motion": sorted({str(row.content["motion"]) for row in rows if "motion" in row.content}),
        "party": sorted({row.party for row in rows if row.party}),
        "genre": sorted({paper.genre for paper in papers if paper.genre}),
        "word": [word for row in rows for word in row.quote.split() if len(word) > 10],
        "marking": sorted({row.marking for row in rows}),
        "head": [record.head()] if view.reader == record.reader() else [],
        **_drawer(record, view.reader),
    }


def _made_up(name: str) -> str:
    """A name of the same form that never was; of a dossier, one of the same procedure."""
    procedure, slash, rest = name.partition("/")
    if slash and procedure in PROCEDURES:
        return f"{procedure}/{_made_up(rest)}"
    if all(char in "0123456789abcdef" for char in name):
        return "".join("fedcba9876543210"["0123456789abcdef".index(char)] for char in name)
    return "".join("q" if char.isalpha() else char for char in name)


def calls(path: tuple[str, ...], command: click.Command, reader: str, world: World) -> list[Call]:
    """Every line to try: the command by itself, and with a part of its options in turn.

    Each option is tried by two readers, of a command that has JSON by one as JSON; which, goes
    round.
    """
    found: list[Call] = []
    offered = () if is_tried_at_once(path) else options(command)
    has_json = "--json" in {each.opts[-1] for each in offered}
    for arguments in ARGUMENTS[path]:
        found += _filled([*path, *arguments], reader, world)
        for number, option in enumerate(offered):
            turn = (sorted(ARGUMENTS).index(path) + number + OTHERS.index(reader)) % len(OTHERS)
            if turn > 1:
                continue
            values = VALUES_OF.get((*path, option.opts[-1]), VALUES.get(option.opts[-1], []))
            for value in [None] if option.is_flag else values:
                given = [option.opts[-1]] if value is None else [option.opts[-1], value]
                ending = ["--json"] if has_json and value is not None and turn else []
                line = [*path, *arguments, *given, *ending]
                found += _filled(line, reader, world, few=has_json and value is not None)
    return found


def is_tried_at_once(path: tuple[str, ...]) -> bool:
    """Whether the one line of a command holds all its options."""
    return (
        path in CYCLE_WRITES
        or path in LIBRARY_WRITES
        or (path[0] == "hybrid" and path[-1] in HYBRID_WRITES)
    )


def options(command: click.Command) -> list[click.Option]:
    """The options of a command that change what it shows."""
    apart = {"--record", "--reader", "--help"}
    return [
        each
        for each in command.params
        if isinstance(each, click.Option) and each.opts[-1] not in apart
    ]


def _filled(line: list[str], reader: str, world: World, *, few: bool = False) -> list[Call]:
    """A line with its braces filled in: each name in turn, the others with the first there is.

    Args:
        few: of this line the hidden names are tried with ``--json`` alone.
    """
    # Of a line that is tried plainly and as JSON, the one asks for what is there, the other not.
    there = few and "--json" not in line
    kinds = [word[1:-1] for word in line if word.startswith("{")]
    if not kinds:
        return [Call(tuple(line))]
    found = []
    for chosen in dict.fromkeys(kinds):
        names = world.tried(reader, chosen, most=0) if there else []
        for name, made_up in names or world.tried(reader, chosen, most=1):
            filled = _fill(line, reader, world, {chosen: name})
            other = _fill(line, reader, world, {chosen: made_up}) if made_up else None
            found.append(Call(filled, name, other))
    return found


def _fill(line: list[str], reader: str, world: World, given: dict[str, Any]) -> tuple[str, ...]:
    def value(word: str) -> str:
        if not word.startswith("{"):
            return word
        kind = word[1:-1]
        tried = world.tried(reader, kind)
        return str(given.get(kind) or (tried[0][0] if tried else "nothing"))

    return tuple(value(word) for word in line)


def run(world: World, reader: str, line: tuple[str, ...]) -> tuple[int, str]:
    """Exit code, and everything that was printed."""
    typed = [*line, "--record", str(world.planted.path), "--reader", reader]
    result = CliRunner(env={"COLUMNS": "200", "INZET_PERSON": ""}).invoke(main, typed)
    shown = result.stdout + result.stderr
    if world.out.is_dir():
        # What was written to a folder was shown too: of MISP's feeds, every event.
        for path in sorted(world.out.rglob("*.*")):
            shown += path.read_text(encoding="utf-8", errors="replace") + str(path)
        shutil.rmtree(world.out)
    if world.out.exists():
        # What was written to a file was shown too.
        shown += world.out.read_text(encoding="utf-8", errors="replace")
        world.out.unlink()
    return result.exit_code, shown


def test_every_command_and_option_has_a_way_to_be_called() -> None:
    found = dict(commands())
    assert set(found) == set(ARGUMENTS) | APART
    for path, command in found.items():
        for option in options(command):
            given = ARGUMENTS.get(path, [[]])[0] if is_tried_at_once(path) else VALUES
            known = option.is_flag or option.opts[-1] in given or path in APART
            assert known, f"tell the crawl how to call {' '.join(path)} {option.opts[-1]}"


def test_over_the_readers_every_option_is_tried_plainly_and_as_json(world: World) -> None:
    for path, command in commands():
        if path in APART or is_tried_at_once(path):
            continue
        offered = options(command)
        lines = [call.line for name in OTHERS for call in calls(path, command, name, world)]
        for option in offered:
            with_it = [line for line in lines if option.opts[-1] in line]
            assert with_it, (path, option.opts)
            if "--json" in {each.opts[-1] for each in offered} and not option.is_flag:
                assert {"--json" in line for line in with_it} == {True, False}, (path, option.opts)


def test_the_crawl_would_meet_a_canary(world: World) -> None:
    """What is hidden from others is there for the own organisation, in the very same lists."""
    lists = (("papers",), ("positions",), ("commitments",), ("meetings",), ("review", "list"))
    cases = (("status", "hybrid"), ("hybrid", "show", "visjezaakpublic"), ("follow", "--list"))
    public = f"vogelid{PUBLIC}-2023-01-04".lower()
    cycles = (("cycle", public), ("motions",), ("motions", "kst-99000-1"))
    for line in (*lists, *cases, *cycles):
        _, shown = run(world, HOME, line)
        assert world.planted.met(PUBLIC, shown), line


def test_the_crawl_would_meet_a_promise_that_was_kept(world: World) -> None:
    """Who may read the judgement sees which paper keeps the promise, others that it is open."""
    for reader, expected in ((HOME, 1), (ALLY, 1), (PUBLIC, 0), (STRANGER, 0)):
        _, shown = run(world, reader, ("commitments", "--kept", "--json"))
        assert json.loads(shown)["total"] == expected, reader


@pytest.mark.parametrize("path", sorted(ARGUMENTS), ids=" ".join)
@pytest.mark.parametrize("reader", OTHERS)
def test_nothing_hidden_is_met(world: World, reader: str, path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    for call in calls(path, command, reader, world):
        code, shown = run(world, reader, call.line)
        assert code in (0, 2, 4), (call.line, shown)
        rest = shown.replace(call.typed, "") if call.typed else shown
        assert world.planted.met(reader, rest) == [], (call.line, shown)
        if call.made_up is not None:
            never = next(b for a, b in zip(call.line, call.made_up, strict=True) if a != b)
            same = run(world, reader, call.made_up)
            assert (code, _made(rest)) == (same[0], _made(same[1].replace(never, ""))), call.line


def _made(shown: str) -> str:
    """What was shown, without the ids that a drawer gives at random to what is made in it."""
    return re.sub(r'"id": "[0-9a-f]{16}"', '"id": ""', shown)


@pytest.mark.parametrize("reader", OTHERS)
def test_totals_count_only_what_is_shown(world: World, reader: str) -> None:
    for line in (("papers",), ("positions",), ("commitments",), ("meetings",), ("review", "list")):
        everything = () if line[0] in ("commitments", "meetings") else ("--limit", "0")
        _, shown = run(world, reader, (*line, *everything, "--json"))
        data = json.loads(shown)
        assert data["total"] == len(data["items"]), line


def test_nothing_was_written(world: World) -> None:
    """Other readers tried every command; the record is as it was planted."""
    with Record.open(world.planted.path) as record:
        head = record.head()
    for line in (("review", "confirm", world.names[PUBLIC]["statement"][0]), ("rebuild",)):
        assert run(world, PUBLIC, line)[0] == 2
    with Record.open(world.planted.path) as record:
        assert record.head() == head
        assert world.names[HOME]["head"] == [head]


def test_nobody_learns_that_or_when_another_looked(world: World) -> None:
    """The last looks are kept beside the record; each reader is told of their own alone."""

    def told() -> list[tuple[int, str]]:
        return [run(world, reader, ("changes", "--new", "--json")) for reader in OTHERS]

    before = told()
    assert run(world, HOME, ("changes", "--new", "--seen"))[0] == 0
    assert told() == before
    kept = world.planted.path.with_name(f"{world.planted.path.name}.looks").read_text()
    assert all(world.planted.met(reader, kept) == [] for reader in OTHERS)


def test_what_somebody_else_drafts_is_not_there_for_the_own_organisation_either(
    world: World,
) -> None:
    """Another person, reading as the same organisation, at the same drawer."""
    hidden = {word for word, readers in world.planted.words.items() if not readers}
    hidden = {word for word in hidden if word.startswith("molletje")}
    lists = (("drafts",), ("drafts", "jottings"), ("drafts", "team"))
    for line in lists:
        for ending in ((), ("--json",)):
            _, shown = run(world, HOME, (*line, *ending))
            assert not [word for word in hidden if word in shown], line
            _, shown = run(world, HOME, (*line, *ending, "--as", SOMEBODY))
            assert [word for word in hidden if word in shown], (line, shown)
    for kind, verbs in (
        ("draft", ("show", "history", "delete", "share")),
        ("jotting", ("delete",)),
    ):
        with Record.open(world.planted.path) as record:
            theirs = _drawer(record, record.reader())[kind]
        for verb in verbs:
            never = run(world, HOME, ("drafts", verb, _made_up(theirs[-1])))
            found = run(world, HOME, ("drafts", verb, theirs[-1]))
            assert found[1].replace(theirs[-1], "") == never[1].replace(_made_up(theirs[-1]), "")
            assert found[0] == never[0] == 4
