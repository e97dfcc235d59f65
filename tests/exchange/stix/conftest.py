"""Records that are made once for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.exchange.stix.made import Made
from inzet.record import Record
from inzet.vocabulary.entries import ForeignObject
from tests.dossiers.hybrid.casework import Casework
from tests.exchange.stix.worlds import case, emitted, feed_of, sample


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record of the sample papers."""
    with Record.open(sample(tmp_path_factory.mktemp("sample"))) as record:
        yield record


@pytest.fixture(scope="session")
def sample_objects(sampled: Record) -> list[Made]:
    """What its own feed is as objects."""
    return emitted(sampled.view(sampled.reader()), feed_of(sampled))


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casework]:
    """A record with a hybrid case that went through all its steps."""
    work = case(tmp_path_factory.mktemp("case"))
    yield work
    work.record.close()


@pytest.fixture(scope="session")
def case_objects(worked: Casework) -> list[Made]:
    """What its feed is as objects."""
    return emitted(worked.view(), feed_of(worked.record, "INTERNAL"))


@pytest.fixture
def record_with_object(tmp_path: Path) -> Iterator[tuple[Record, str]]:
    """A record with an object of others, and that object as it came."""
    raw = '{"type": "tool",  "id":"tool--1", "odd": null}'
    with Record.create(tmp_path / "r.db", "Home") as record:
        with record.batch("PUBLIC") as batch:
            batch.add(
                ForeignObject(
                    format="stix-2.1", object_id="tool--1", object_type="tool", version="", raw=raw
                )
            )
        yield record, raw
