"""From our agenda of November 2022 to the real one of April 2023: what changed.

The two are by different hands, so nothing here was made to match. Sentences of the real paper are
not repeated: it is known by its dossiers and figures.
"""

from __future__ import annotations

import datetime as dt
import importlib.resources
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.changes import Became, Changes, Moved, changes, moment
from inzet.reading.intake import take
from inzet.record import Record

pytestmark = pytest.mark.seed

BEFORE, AFTER = "nato-fmm-2022-11-29", "nato-fmm-2023-04-04"
SAMPLES = (("nl-fmm-2022-11-agenda.txt", "2022-11-18"), ("nl-fmm-2022-12-report.txt", "2022-12-16"))
SEED = "annotated-agenda-2023-04-04.txt"


@pytest.fixture(scope="module")
def found(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changes]:
    path = tmp_path_factory.mktemp("seed") / "seed.db"
    with Record.create(path, "Ministry of Tests") as record:
        folder = importlib.resources.files("inzet") / "samples"
        texts = [(name, (folder / name).read_bytes(), said) for name, said in SAMPLES]
        texts.append((SEED, (shared / "seed" / SEED).read_bytes(), "2023-03-17"))
        for name, data, said in texts:
            take(record, data, name=name, said_on=said, on_behalf_of="NLD", not_same=True)
        reader = record.reader()
        view = record.view(reader)
        since, until = moment(view, BEFORE), moment(view, AFTER)
        yield changes(record, reader, since, until, today=dt.date(2023, 4, 5))


def test_the_two_agendas_are_beside_each_other(found: Changes) -> None:
    [one] = found.comparisons
    assert (one.kind.genre, one.kind.on_behalf_of, one.skipped) == ("annotated agenda", "NLD", 0)
    assert (one.earlier.meeting.id, one.later.meeting.id) == (BEFORE, AFTER)
    assert [each.why for each in found.alone] == ["the first of its kind in view"]


def test_items_that_moved_came_and_went(found: Changes) -> None:
    [one] = found.comparisons
    told = {
        (
            str(each.went),
            each.item.dossiers[0],
            each.earlier.session if each.earlier else None,
            each.later.session if each.later else None,
        )
        for each in one.items
        if each.item.dossiers
    }
    assert {
        ("moved", "accession/FIN", 1, 2),
        ("moved", "watch/china", 3, 2),
        ("moved", "hybrid/nato", 1, 2),
        ("new", "dialogue/ip4", None, 3),
        ("new", "pledge/vilnius-2023", None, 2),
        ("dropped", "dialogue/bosnia-and-herzegovina-georgia-moldova", 4, None),
    } <= told


def test_positions_said_again_in_other_words_and_not_at_all(found: Changes) -> None:
    [one] = found.comparisons
    again = {
        each.earlier.quote: set(each.later.dossiers)
        for each in one.positions
        if each.became == Became.REWORDED and each.earlier and each.later
    }
    for words, dossier in (
        ("bijstaat zolang de Russische agressie", "assistance/ukraine"),
        ("die nog niet aan het UCAP bijdragen", "assistance/ucap"),
        ("dat de NAVO en de EU elkaars werk", "hybrid/nato"),
        ("hierover nauwer optrekt met de EU en met Australië", "dialogue/ip4"),
    ):
        assert any(words in quote and dossier in dossiers for quote, dossiers in again.items())
    gone = [each.row.quote for each in one.positions if each.became == Became.VANISHED]
    assert any("territoriale integriteit van Georgië en Moldavië" in quote for quote in gone)
    came = [each.row.dossiers for each in one.positions if each.became == Became.NEW]
    assert sum("watch/china-russia" in dossiers for dossiers in came) == 2


def test_commitments_and_dossiers(found: Changes) -> None:
    due = {
        (each.moved, each.commitment.before or each.commitment.due) for each in found.commitments
    }
    assert (Moved.OVERDUE, dt.date(2022, 12, 16)) in due
    assert (Moved.MADE, dt.date(2023, 7, 11)) in due
    assert "watch/china-russia" in {each.dossier for each in found.dossiers}
