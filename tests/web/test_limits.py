"""How often may be asked: of each worker its share, of log-ins all together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.web.limits import Buckets, Joint, Limits, Rate
from inzet.web.running.crew import Crew

SLOW = Rate(burst=4, each=0.001)


@pytest.fixture
def folder() -> Iterator[Path]:
    # The path of a socket may not be long.
    with tempfile.TemporaryDirectory(prefix="inzet-") as made:
        yield Path(made)


def allowed(*asked: Buckets | Joint, whose: str = "10.0.0.1") -> int:
    """How many of twenty in turn are let in."""
    return sum(asked[place % len(asked)].take(whose) == 0 for place in range(20))


def test_workers_together_allow_what_one_does() -> None:
    limits = Limits(known=SLOW, unknown=SLOW)
    for workers in (1, 2, 4):
        each = [Buckets(limits.of_each(workers).known) for _ in range(workers)]
        assert allowed(*each) == 4
    assert limits.of_each(1) == limits
    assert limits.of_each(8).known == Rate(1, SLOW.each / 8), "each lets in one at a time at least"


def test_log_ins_are_counted_by_one_for_all(folder: Path) -> None:
    crews = [Crew(number, folder, 2) for number in (1, 2)]
    joint = [Joint(SLOW, crew, "login") for crew in crews]
    for crew in crews:
        crew.listen()
    assert allowed(*joint) == 4
    assert joint[1].take("10.0.0.1") > 0
    assert joint[1].take("10.0.0.2") == 0


def test_where_the_one_that_counts_is_gone_the_others_count_for_themselves(folder: Path) -> None:
    alone, second = Joint(SLOW, Crew(), "login"), Joint(SLOW, Crew(2, folder, 2), "login")
    assert allowed(alone) == allowed(second) == 4
