"""What the read-me and the guides say to type, works as typed."""

from __future__ import annotations

import re
import shlex
import subprocess
from functools import partial
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.web.app import create_app
from tests.cli.conftest import AGENDA, Run, commands
from tests.cli.days import EDITED, Edit, Printed, Screen, Typed, edited, linked, plain, seen, steps
from tests.cli.test_examples import parliament
from tests.following.serving import serving
from tests.web.client import Client

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DAYS = [
    ROOT / "docs" / "guides" / f"{who}.md"
    for who in ("policy-officer", "committee-staffer", "journalist", "analyst", "administrator")
]
SAMPLE = "var/sample.db"
STAYS = "serve"
PRINTED = re.compile(r"\b(objective|option)\s+([0-9a-f]{12})\b")


def blocks() -> list[str]:
    """The shell blocks of all pages that hold a line of ours; a day is run as a whole.

    Not those on a database that somebody has: what they say is tried in ``tests/record/engines``.
    """
    texts = [page.read_text(encoding="utf-8") for page in PAGES if page not in DAYS]
    found = [block for text in texts for block in re.findall(r"(?ms)^```sh\n(.*?)^```", text)]
    return [
        block
        for block in found
        if re.search(r"(?m)^inzet ", block) and "postgresql://" not in block
    ]


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.split("\n")[0])
def test_a_block_runs_from_top_to_bottom(run: Run, tmp_path: Path, block: str) -> None:
    for name in ("my-paper.html", "my-agenda.html"):
        paragraphs = "".join(f"<p>{part}</p>" for part in AGENDA.split("\n\n"))
        (tmp_path / name).write_text(f"<html lang=nl><body>{paragraphs}</body></html>")
    environment: dict[str, str] = {}
    ids: dict[str, str] = {}
    for line in block.splitlines():
        words = [ids.get(word, word) for word in shlex.split(line, comments=True)]
        if words[:1] == ["export"]:
            name, _, value = words[1].partition("=")
            environment[name] = value
            assert run("sample", "--to", value).code == 0
        elif words[:2] == ["inzet", "follow"]:
            # Nothing but this machine is ever asked.
            with serving(parliament()) as server:
                asked = {"INZET_FOLLOW_URL_TWEEDEKAMER": server.address}
                ran = run(*words[1:], **environment, **asked)
            assert ran.code == 0, (line, ran.err)
        elif words[:1] == ["inzet"] and words[1] != STAYS:
            ran = run(*words[1:], **environment)
            assert ran.code == 0, (line, ran.err)
            assert ran.out
            # An id that was printed stands in for its kind in capitals: OBJECTIVE, OPTION.
            ids |= {kind.upper(): id_ for kind, id_ in PRINTED.findall(ran.out)}


@pytest.mark.parametrize("page", DAYS, ids=lambda page: page.stem)
def test_a_working_day(run: Run, tmp_path: Path, page: Path) -> None:
    linked(tmp_path, ROOT)
    environment: dict[str, str] = {}
    printed, told = "", 0
    edits: tuple[Edit, ...] = ()
    walked = steps(page.read_text(encoding="utf-8"))
    for step in walked:
        if isinstance(step, Printed):
            for line in step.lines:
                assert plain(line) in plain(printed[told:]), line
            told = len(printed)
        elif isinstance(step, Screen):
            place = tmp_path / environment["INZET_RECORD"]
            answer = Client(create_app(partial(Record.open, place))).get(step.address)
            assert answer.status_code == 200, step.address
            for words in step.words:
                assert words in seen(answer.text), (step.address, words)
        elif isinstance(step, Typed):
            printed = typed(run, tmp_path, step.line, environment, printed, edits)
        else:
            edits = step
    kinds = {type(step) for step in walked}
    assert kinds == {Typed, Printed, Screen} | ({tuple} if edits else set())


def typed(
    run: Run,
    folder: Path,
    line: str,
    environment: dict[str, str],
    printed: str,
    edits: tuple[Edit, ...],
) -> str:
    """Does what a line of a day says, and gives what is printed by then."""
    if line.startswith(EDITED):
        path = folder / line.removeprefix(EDITED).strip()
        path.write_bytes(edited(path.read_bytes(), edits))
    # PROMISE stands for the promise listed last, OBJECTIVE and OPTION for those added last.
    promises = re.findall(r"(?:open|overdue)\s+([0-9a-f]{8,12})\b", printed)
    ids = {kind.upper(): id_ for kind, id_ in PRINTED.findall(printed)}
    ids |= {"PROMISE": promises[-1]} if promises else {}
    words = [ids.get(word, word) for word in shlex.split(line, comments=True)]
    if words[:1] == ["export"]:
        name, _, value = words[1].partition("=")
        environment[name] = value
        if value == SAMPLE:
            assert run("sample").code == 0
    elif words[:1] in (["mkdir"], ["cp"]):
        subprocess.run(words, cwd=folder, check=True)
    elif words[:1] == ["inzet"] and words[1] != STAYS:
        ran = run(*words[1:], **environment)
        assert ran.code == 0, (line, ran.out, ran.err)
        printed += ran.out
    else:
        assert not words or words[0] in ("source", "inzet"), line
    return printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_is_there(page: Path) -> None:
    named = set(re.findall(r"`inzet ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named <= {path[0] for path, _ in commands()}
