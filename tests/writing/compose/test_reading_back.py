"""Reading the clean copy back, as plain text, gives the statements that the draft makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.writing.compose import compose
from inzet.writing.draft import Draft, clean
from tests.writing.compose.papers import (
    FIRST,
    FIRST_EN,
    SECOND,
    SUMMIT,
    announce,
    day,
    fmm,
    keep,
    samples,
)
from tests.writing.reading_back import read_back

MOST = {
    ("agenda", SECOND): 30,
    ("agenda", SUMMIT): 30,
    ("report", SECOND): 15,
    ("report", FIRST): 15,
}
"""How many statements such a draft makes at least: a test on none would prove nothing."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    made = samples(tmp_path_factory.mktemp("samples") / "samples.db")
    yield made
    made.close()


def composed(record: Record, kind: str, meeting: str, language: str, on: str) -> Draft:
    return compose(record, record.reader(), kind, meeting, language=language, on=day(on))


def said(draft: Draft) -> int:
    return sum(len(block.says) for block in clean(draft))


@pytest.mark.parametrize(
    ("kind", "meeting", "language", "on"),
    [
        ("agenda", SECOND, "nl", "2023-03-17"),
        ("agenda", SECOND, "en", "2023-03-17"),
        ("agenda", SUMMIT, "nl", "2023-06-20"),
        ("agenda", SUMMIT, "en", "2023-06-20"),
        ("agenda", FIRST, "nl", "2022-11-20"),
        ("report", SECOND, "nl", "2023-04-12"),
        ("report", SECOND, "en", "2023-04-12"),
        ("report", SUMMIT, "nl", "2023-08-01"),
        ("report", SUMMIT, "en", "2023-08-01"),
    ],
)
def test_nothing_is_missing(
    record: Record, kind: str, meeting: str, language: str, on: str
) -> None:
    draft = composed(record, kind, meeting, language, on)
    back = read_back(draft)
    assert back.missing == ()
    if language == "nl":
        assert said(draft) >= MOST.get((kind, meeting), 1)


@pytest.mark.parametrize(
    ("kind", "meeting", "on"),
    [("agenda", SECOND, "2023-03-17"), ("report", SECOND, "2023-04-12")],
)
def test_nothing_else_is_read(record: Record, kind: str, meeting: str, on: str) -> None:
    assert read_back(composed(record, kind, meeting, "nl", on)).extra == ()


def test_what_else_is_read_was_to_be_agreed_at_a_meeting_that_is_over(record: Record) -> None:
    """The draft does not say which pledge such words mean; the reader takes another one."""
    draft = composed(record, "agenda", SUMMIT, "nl", "2023-06-20")
    for each in read_back(draft).extra:
        assert each.dossiers[0].startswith("pledge/"), each.quote
        block = next(one for one in clean(draft) if each.quote in one.text)
        assert "nog moest worden afgesproken" in block.comment


def test_a_dossier_called_after_its_heading_is_read_by_the_partners_that_are_named(
    record: Record,
) -> None:
    """The one thing that does not come back: the agenda did not call the session's guests
    partners, so that its dossier bears the name of the heading; the report calls them so."""
    back = read_back(composed(record, "report", FIRST, "nl", "2022-12-10"))
    assert [saying.dossiers for _, saying in back.missing] == [("dialogue/partners-onder-druk",)]
    assert [each.dossiers for each in back.extra] == [
        ("dialogue/bosnia-and-herzegovina-georgia-moldova",)
    ]


def test_an_english_agenda_carries_and_comes_back(tmp_path: Path) -> None:
    with Record.create(tmp_path / "en.db", "Ministry of Tests") as record:
        keep(record, FIRST_EN, "2023-05-12")
        announce(record, fmm("2023-11-28", "2023-11-29", "Brussels"), "2023-10-01")
        for kind, meeting, on in (
            ("agenda", "nato-fmm-2023-11-28", "2023-11-01"),
            ("report", "nato-fmm-2023-05-31", "2023-06-05"),
        ):
            draft = composed(record, kind, meeting, "en", on)
            back = read_back(draft)
            assert (back.missing, back.extra) == ((), ())
            assert said(draft) >= 4


@pytest.mark.parametrize(("kind", "least"), [("agenda", 30), ("report", 12)])
def test_the_seed_comes_back(shared: Path, tmp_path: Path, kind: str, least: int) -> None:
    text = (shared / "seed" / "annotated-agenda-2023-04-04.txt").read_text("utf-8")
    with Record.create(tmp_path / "seed.db", "Ministry of Tests") as record:
        from inzet.reference import install

        install(record)
        keep(record, text, "2023-03-17")
        announce(record, fmm("2023-11"), "2023-10-01")
        meeting, on = {
            "agenda": ("nato-fmm-2023-11", "2023-11-01"),
            "report": (SECOND, "2023-04-12"),
        }[kind]
        draft = composed(record, kind, meeting, "nl", on)
        back = read_back(draft)
        assert back.missing == ()
        assert said(draft) >= least
        for each in back.extra:
            # Words on the pledge that was to be made at a summit which is over by then.
            assert each.dossiers[0].startswith("pledge/"), each.quote
