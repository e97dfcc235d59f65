"""One contract: what is told to a file and to a database is answered alike, to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from inzet.record import Filter, Record, schema
from inzet.vocabulary.errors import InzetError
from tests.canary.plant import READERS, Planted, plant
from tests.canary.test_view_crawl import WHO, Crawl, methods, moments, shown
from tests.record.engines.conftest import Played

Both = Callable[[Played], tuple[Any, Any]]
Pair = tuple[Record, Record]
_ODD = (
    "kanarie*",
    "*",
    '"',
    '""',
    "'",
    "\\",
    "\\'",
    "NOT kanarie*",
    "kanarie* OR",
    "(kanarie*",
    "kanarie* & kanarie*",
    "kanarie:*",
    '"de kanarie" "het kabinet"',
    '"k_binet" "het kabinet*"',
    "½",
    "ℍ",
    "Ωμέγα",
    "_",
    "%",
    "\0",
    "a\0b",
    "",
    "x" * 2500,
    "😀",
    "\U0001e900",
    '"kanarie* \U0001e900"',
)


@pytest.fixture(scope="module")
def twins(both: Both) -> tuple[Planted, Planted]:
    """The canary record, in both engines."""
    file, database = both(plant)
    assert file.words == database.words
    assert file.ids == database.ids
    return file, database


@pytest.fixture(scope="module")
def planted(twins: tuple[Planted, Planted]) -> Planted:
    """What stands in both."""
    return twins[0]


@pytest.fixture(scope="module")
def pair(twins: tuple[Planted, Planted]) -> Iterator[Pair]:
    """Both records, open."""
    with Record.open(twins[0].path) as file, Record.open(twins[1].path) as database:
        yield file, database


def test_both_hold_the_same(pair: Pair) -> None:
    for table in (*schema.TRUTH, *schema.PROJECTIONS):
        assert _rows(pair[0], table) == _rows(pair[1], table), table.name


def _rows(record: Record, table: sa.Table) -> list[tuple[Any, ...]]:
    with record._store.read() as connection:
        query = sa.select(table).order_by(*table.primary_key.columns)
        return [tuple(row) for row in connection.execute(query)]


class Slice(Crawl):
    """A small part of what there is to ask, which is asked whole in soak."""

    def __init__(self, planted: Planted, reader: str) -> None:
        super().__init__(planted, reader)
        self._tokens, self._ids, self._some = (
            self._tokens[::80],
            self._ids[::24],
            self._some[::9],
        )

    def filters(self) -> Iterator[Filter]:
        """One in seven."""
        yield from list(super().filters())[::7]


def test_every_method_answers_alike(planted: Planted, pair: Pair) -> None:
    reader = "Homeland, REL-ALLY alone"
    _compare(Slice(planted, reader), planted, pair, reader, moments=1)


@pytest.mark.soak
@pytest.mark.parametrize("reader", WHO)
def test_every_method_answers_alike_at_every_moment(
    planted: Planted, pair: Pair, reader: str
) -> None:
    _compare(Crawl(planted, reader), planted, pair, reader, moments=8)


def _compare(crawl: Crawl, planted: Planted, pair: Pair, reader: str, *, moments: int) -> None:
    for method in methods():
        for moment in _moments(method, reader)[:moments]:
            views = [record.view(planted.reader(record, reader), **moment) for record in pair]
            one, other = (map(shown, getattr(crawl, method)(view)) for view in views)
            for place, (mine, theirs) in enumerate(zip(one, other, strict=True)):
                assert mine == theirs, (method, moment, place)


def _moments(method: str, reader: str) -> tuple[dict[str, Any], ...]:
    return moments(method, WHO.index(reader))


@pytest.mark.parametrize("reader", READERS[:2])
def test_whatever_is_typed_finds_alike(pair: Pair, reader: str) -> None:
    for typed in _ODD:
        one, other = (_found(record, reader, typed) for record in pair)
        assert one == other, typed


def _found(record: Record, reader: str, typed: str) -> list[str]:
    view = record.view(record.reader(reader))
    asked = (
        lambda: view.search(typed),
        lambda: view.papers(words=typed),
        lambda: view.statements(Filter(words=typed)),
        lambda: view.counts("dossier", Filter(words=typed)),
        lambda: view.find_paper(number=typed),
        lambda: view.statements(Filter(dossier=typed)),
        lambda: view.statement(typed),
    )
    return [_answer(each) for each in asked]


def _answer(asked: Callable[[], Any]) -> str:
    try:
        return shown(asked())
    except InzetError as error:
        return str(error)


def test_both_prove_alike(pair: Pair) -> None:
    one, other = (list(record.verify(projections=True)) for record in pair)
    assert one == other
    assert pair[0].head() == pair[1].head()
