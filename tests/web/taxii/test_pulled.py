"""Our client against our server, over a socket: a node pulls what it may read, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.exchange.taxii.client import Client, basic
from inzet.exchange.taxii.pulling import pull
from inzet.exchange.taxii.remembered import Remembered, Source
from inzet.following.settings import Settings
from inzet.record import Record
from inzet.vocabulary.errors import InzetError
from inzet.web.app import create_app
from inzet.web.house import House
from tests.web.serving import served
from tests.web.taxii.conftest import FREE, WORDS, Place


def test_a_node_pulls_what_it_may_read_and_no_more(place: Place, tmp_path: Path) -> None:
    app = create_app(
        lambda: Record.open(place.path), accounts=place.accounts, house=House(limits=FREE)
    )
    with served(app) as address, Record.create(tmp_path / "alfa.db", "Alfa") as alfa:
        source = Source(f"{address}/taxii2/", "INTERNAL", "alfa")
        fast = Settings(rate=1000.0)
        remembered = Remembered(alfa.path)

        def pulled() -> tuple[int, int]:
            asking = Client(source.address, authorization=basic("alfa", WORDS), settings=fast)
            with asking as client:
                done = list(pull(alfa, source, client, remembered))
            assert [each.stopped for each in done] == [""] * len(done)
            return sum(each.taken.new for each in done), sum(each.taken.refusals for each in done)

        with Record.open(place.path) as home:
            theirs = home.view(home.reader("Alfa"))
            wanted = {row.id: row.raw for row in theirs.objects(limit=1000).items}
            raws = {name: theirs.object(name).raw for name in wanted}
        new, refused = pulled()
        assert refused == 0
        assert new >= len(wanted) > 10
        view = alfa.view(alfa.reader())
        assert {row.id for row in view.objects(limit=1000).items} == set(wanted)
        assert {name: view.object(name).raw for name in wanted} == raws
        assert pulled() == (0, 0)
        wrong = Client(source.address, authorization=basic("alfa", "wrong"), settings=fast)
        with wrong as client, pytest.raises(InzetError):
            client.collections()
