"""A peer that says it erased what another wrote keeps nothing of that out, however feeds travel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inzet.exchange import archive, files
from inzet.record import chains
from tests.exchange.nodes.nodes import Node, plain
from tests.record.claiming import claim

WORDS = "Openbaar"


def pulled(one: Node, other: Node, folder: Path) -> None:
    done = one.pull(other)
    assert done.is_whole, plain(done)


def carried(one: Node, other: Node, folder: Path) -> None:
    path = folder / f"{other.name}-{one.name}"
    files.write(other.here, other.peer(one), path)
    done = files.read(one.here, path)
    assert done.is_whole, plain(done)


def archived(one: Node, other: Node, folder: Path) -> None:
    path = folder / f"{other.name}-{one.name}"
    view = other.record.view(other.record.reader("PUBLIC"))
    archive.write(other.record, view, [chains.feed_id(other.id, "PUBLIC")], path)
    assert archive.read(one.here, path).is_whole


@pytest.mark.parametrize("first", ["Ministry", "Alliance"])
@pytest.mark.parametrize("brings", [pulled, carried, archived])
def test_what_a_peer_claims_keeps_nothing_out(
    nodes: dict[str, Node], tmp_path: Path, brings: Callable[..., None], first: str
) -> None:
    ministry, liar, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    paper = ministry.write("PUBLIC", WORDS)
    said = ministry.record.view(ministry.record.reader()).statements().items[0].entry
    claim(liar.record, paper, said)
    for each in (ministry, liar) if first == "Ministry" else (liar, ministry):
        brings(partner, each, tmp_path)
    assert partner.sees(WORDS)
    view = partner.record.view(partner.record.reader())
    assert [row.id for row in view.papers().items] == [paper]
    assert view.originator(paper) == ministry.id
    assert partner.proves()
    # Nor does the node of who claims keep it out, and it passes both on as they are.
    brings(liar, ministry, tmp_path)
    assert liar.sees(WORDS)
    assert liar.proves()
    assert liar.record.view(liar.record.reader()).originator(paper) == ministry.id
