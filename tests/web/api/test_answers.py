"""Every answer is what the description says: of a workspace, and of the papers that ship."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from inzet.meetings import chain
from inzet.meetings.cycle import motions
from inzet.record import Record
from inzet.vocabulary.acts import PROCEDURES
from inzet.web.app import create_app
from tests.canary.visits import GET, Known
from tests.web.api.held import BASE, hold
from tests.web.client import Client
from tests.web.workspace import Workspace

PROBE = "0123456789abcdef" * 4
ROUTES = sorted(path for path in GET if path.startswith(BASE) and path != f"{BASE}/openapi.json")


@pytest.mark.parametrize("route", ROUTES)
def test_every_answer_is_as_described(route: str, look: Client, shown: Workspace) -> None:
    with shown.open() as record:
        known = Known.of(record.view(record.reader()))
    for path in GET[route](known, PROBE):
        answer = look.get(path)
        assert answer.status_code in {200, 400, 404}, (path, answer.text[:200])
        hold("GET", path, answer)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample record: agendas, reports, a debate, motions, promises, the reference entries."""
    from click.testing import CliRunner

    from inzet.cli import main

    path = tmp_path_factory.mktemp("full") / "full.db"
    done = CliRunner().invoke(main, ["sample", "--to", str(path)])
    assert done.exit_code == 0, done.output
    return path


def test_answers_of_the_sample_papers_are_as_described(full: Path) -> None:
    client = Client(create_app(lambda: Record.open(full)))
    with Record.open(full) as record:
        view = record.view(record.reader())
        known = Known.of(view)
        known = replace(
            known,
            meetings=tuple(each.id for each in chain(view) if not each.mentioned_only)[:4],
            motions=tuple(each.id for each in motions(view, on=dt.date.today())[:2]),
            dossiers=tuple(names[0] for each in PROCEDURES if (names := view.dossiers(each))),
        )
        day = str(view.papers(limit=1).items[0].said)
    seen = 0
    for route in ROUTES:
        for path in GET[route](known, PROBE)[:5]:
            answer = client.get(path)
            data = hold("GET", path, answer)
            seen += bool(data) and answer.status_code == 200
    for path in (
        f"{BASE}/statements?act=reference",
        f"{BASE}/statements?data=true&limit=5",
        f"{BASE}/changes?since={day}",
        f"{BASE}/motions",
        f"{BASE}/commitments",
        f"{BASE}/commitments?as_of={day}",
    ):
        assert hold("GET", path, client.get(path)), path
    assert seen > 40
