"""What holds from before it was said stands under the parts of that time."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from inzet.record import Filter, Record, View, places
from tests.record.world import add_paper, statement

days = st.dates(max_value=dt.date(9998, 12, 31)).map(places.day_of)


@given(days, days, days)
def test_each_quarter_is_in_one_span(one: int, other: int, asked: int) -> None:
    first, last = sorted((one, other))
    spans, of = places.spans(first, last), places.spans_of(asked)
    quarters = range(_quarter(first), _quarter(last) + 1)
    assert len([each for each in of if each in spans]) == (_quarter(asked) in quarters)
    assert len(set(spans)) == len(spans) <= 100


def _quarter(day: int) -> int:
    date = dt.date.fromordinal(day)
    return date.year * 4 + (date.month + 2) // 3


def test_what_holds_from_long_ago_is_found_on_every_day_of_it(record: Record) -> None:
    begins = ("0001", "1492-10-12", "1949-04-04", "1990", "2008-12-31", "2022-06", "2023-01-31")
    text = "Said today of what began before. " * len(begins)
    for marking in ("PUBLIC", "INTERNAL"):
        with record.batch(marking) as batch:
            paper = add_paper(batch, f"{marking} {text}", said="2023-02-01")
            for at, begin in enumerate(begins):
                batch.add(
                    statement(
                        paper,
                        f"{marking} {text}",
                        at,
                        at + 20,
                        valid_from=begin,
                        valid_to="2022-12" if at % 2 else None,
                        dossiers=("watch/a", "watch/b"),
                    )
                )
    for day in ("0001-01-01", "1492-10-11", "1492-10-12", "1800-01-01", "1989-12-31", "1990-01-01"):
        _compare(record, dt.date.fromisoformat(day))
    for day in ("2008-12-30", "2008-12-31", "2022-06-01", "2023-01-30", "2023-02-01", "2024-01-01"):
        _compare(record, dt.date.fromisoformat(day))


def _compare(record: Record, on: dt.date) -> None:
    for name in ("Beta", None):
        reader = record.reader(name)
        every = record.view(reader).statements(limit=100).items
        held = [
            each.entry
            for each in every
            if places.day_of(on) >= places.day_of(_first(each.valid_from))
            and (each.valid_to is None or on <= dt.date(2022, 12, 31))
        ]
        for wanted in (Filter(), Filter(dossier="watch/b")):
            assert _paged(record.view(reader, as_of=on), wanted) == held, (name, on)


def _first(told: str | None) -> dt.date:
    assert told is not None
    year, _, rest = told.partition("-")
    return dt.date.fromisoformat(f"{year}-{rest or '01-01'}" if len(rest) != 2 else f"{told}-01")


def _paged(view: View, wanted: Filter) -> list[str]:
    found, after = [], None
    while True:
        page = view.statements(wanted, limit=2, after=after)
        found += [each.entry for each in page.items]
        after = page.next
        if after is None:
            return found
