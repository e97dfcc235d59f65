"""A run that is killed at any moment loses nothing that was acknowledged, and goes on after."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from inzet.exchange.here import Here
from inzet.record import Record
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from tests.exchange.nodes.nodes import Clock, Node, node
from tests.web.serving import served

FEEDS, BATCHES = 6, 12
CHILD = """
import sys
from inzet.exchange.connecting import wire_of
from inzet.exchange.here import Here
from inzet.exchange.sync import sync
from inzet.record import Record
here = Here.of(Record.open(sys.argv[1]))
print("ready", flush=True)
done = list(sync(here, here.peers.confirmed(), wire_of))
print(done[0].trouble or "whole", flush=True)
"""


@pytest.mark.parametrize(
    "kills", [2, pytest.param(40, marks=pytest.mark.soak)], ids=["few", "many"]
)
def test_a_run_that_is_killed_goes_on(tmp_path: Path, kills: int) -> None:
    clock = Clock()
    source = node(tmp_path, "Source", clock)
    path = tmp_path / "target.db"
    with Record.create(path, "Target") as record:
        target = Here.of(record)
        for marking in (f"REL-{number}" for number in range(FEEDS)):
            source.record.define_audience(marking, [target.id])
            for number in range(BATCHES):
                source.write(marking, f"{marking}n{number}n")
        with served(create_app(lambda: Record.open(source.record.path))) as url:
            source.here.peers.add(
                id_=target.id, name="Target", public_key=record.organisation.public_key
            )
            source.here.peers.confirm(target.id, target.id, Person.named("x"))
            own = source.record.organisation
            target.peers.add(id_=own.id, name=own.name, url=url, public_key=own.public_key)
            target.peers.confirm(own.id, own.id, Person.named("x"))
            held = 0
            for turn in range(kills):
                _killed_after(path, 0.02 + 0.9 * turn / kills)
                now = _count(target)
                assert now >= held
                held = now
                assert Node("Target", target, clock).proves()
            assert _run(path).endswith("whole")
    with Record.open(path) as record:
        view = record.view(record.reader())
        assert view.state() == {
            feed: places
            for feed, places in source.record.view(source.record.reader()).state().items()
            if feed in view.state()
        }
        assert len({feed.marking for feed in view.sources}) == FEEDS
        rows = view.statements(limit=1000).items
        assert len(rows) == FEEDS * BATCHES
        assert Node("Target", Here.of(record), clock).proves()
    source.record.close()


def _count(here: Here) -> int:
    state = here.record.view(here.record.reader()).state()
    return sum(n for places in state.values() for n, _ in places.values())


def _begun(path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def _killed_after(path: Path, seconds: float) -> None:
    child = _begun(path)
    time.sleep(seconds)
    child.kill()
    child.wait(30)
    assert child.stdout is not None
    child.stdout.close()


def _run(path: Path) -> str:
    child = _begun(path)
    assert child.stdout is not None
    told = child.stdout.read().strip()
    child.wait(30)
    child.stdout.close()
    return told
