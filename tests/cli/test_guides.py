"""What the read-me and the guides say to type, works as typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import AGENDA, Run, commands
from tests.cli.test_examples import parliament
from tests.following.serving import serving

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
STAYS = "serve"
PRINTED = re.compile(r"\b(objective|option)\s+([0-9a-f]{12})\b")


def blocks() -> list[str]:
    """The shell blocks of all pages that hold a line of ours."""
    texts = [page.read_text(encoding="utf-8") for page in PAGES]
    found = [block for text in texts for block in re.findall(r"(?ms)^```sh\n(.*?)^```", text)]
    return [block for block in found if re.search(r"(?m)^inzet ", block)]


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_is_there(page: Path) -> None:
    named = set(re.findall(r"`inzet ([a-z]+)", page.read_text(encoding="utf-8")))
    assert named <= {path[0] for path, _ in commands()}
